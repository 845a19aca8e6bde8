"""What is made when it is first asked for: patterns, and the modules behind a door.

The grammar of cites makes long patterns, and compiling those that a command never uses took a
third of a second at every start.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, ClassVar, Generic, TypeVar, cast, overload

Value = TypeVar("Value")


class _Pattern:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._given), name)
        setattr(self, name, found)  # asked for once
        return found


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled when it is first used."""
    return cast(re.Pattern[str], _Pattern(pattern, flags))


class kept(Generic[Value]):  # noqa: N801, as the standard library names its own
    """A property that is found when first asked for, and kept.

    What `functools.cached_property` does, without the lock that it takes in Python 3.11.
    """

    def __init__(self, find: Callable[[Any], Value]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, one: None, kind: type) -> kept[Value]: ...
    @overload
    def __get__(self, one: object, kind: type) -> Value: ...
    def __get__(self, one: object | None, kind: type) -> kept[Value] | Value:
        if one is None:
            return self
        found = one.__dict__[self._name] = self._find(one)
        return found


class _Door(ModuleType):
    """A package whose names are imported when they are first asked for."""

    homes: ClassVar[dict[str, dict[str, str]]] = {}  # for each package, the module of each name

    def __getattr__(self, name: str) -> Any:
        home = self.homes[self.__name__].get(name)
        if home is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        module = importlib.import_module(home)
        found = module if home == f"{self.__name__}.{name}" else getattr(module, name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        # A package inside may have the name of a function, which it must not hide once imported.
        home = self.homes[self.__name__].get(name)
        if home is None or not isinstance(value, ModuleType) or value.__name__ == home:
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.homes[self.__name__]})


def open_door(package: str, names: Mapping[str, Sequence[str]]) -> None:
    """Let a package give names that stand in other modules, each imported when a name of it is
    first asked for (as PEP 562 has it, and more: see above).
    """
    _Door.homes[package] = {name: home for home, own in names.items() for name in own}
    sys.modules[package].__class__ = _Door


def found(module: str, name: str) -> Any:
    """What stands in a module that is loaded now: of a room that what asks must not depend on."""
    return getattr(importlib.import_module(module), name)

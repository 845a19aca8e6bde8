"""Every pattern of the package, and strings that make a pattern try all it can.

The patterns are those that are compiled when all modules are imported, also the ones that wait for
their first use. How each is used, by `match` or by `search`, is read off the code.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import cfrdiff
from cfrdiff import late

PACKAGE = Path(cfrdiff.__file__).parent
_ANCHORED = frozenset(("match", "fullmatch"))
_LOOKING = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))


class Used(NamedTuple):
    """A pattern, where it stands, and whether it is ever looked for along a text."""

    place: str
    pattern: Any
    searched: bool


def all_patterns() -> list[Used]:
    """The patterns of the package, each once, in the order of their places."""
    searched = _searched_names()
    found: dict[tuple[Any, int], Used] = {}
    for info in pkgutil.walk_packages([str(PACKAGE)], "cfrdiff."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in list(vars(module).items()):
            for pattern in _patterns_in(value, 4):
                key = pattern.pattern, pattern.flags
                used = found.get(key)
                owner = info.name if name.startswith("_") else ""
                looked = (owner, name) in searched or (used is not None and used.searched)
                found[key] = Used(
                    f"{info.name}.{name}" if used is None else used.place, pattern, looked
                )
    return sorted(found.values(), key=lambda used: used.place)


def _patterns_in(value: Any, depth: int) -> Iterator[Any]:
    """The patterns that a value is, or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, late._Pattern):
        yield re.compile(value.pattern, value._given)
    elif depth and isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from _patterns_in(one, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _patterns_in(one, depth - 1)
    elif depth and hasattr(value, "__struct_fields__") and not isinstance(value, type):
        for field in value.__struct_fields__:
            yield from _patterns_in(getattr(value, field), depth - 1)
    elif depth and hasattr(value, "cache_info") and not _wants_more(value):
        yield from _patterns_in(value(), depth - 1)
    elif depth and type(value).__module__.startswith("cfrdiff.") and hasattr(value, "__dict__"):
        yield from _patterns_in(vars(value), depth - 1)


def _wants_more(function: Any) -> bool:
    """Whether what keeps its result takes arguments, or makes no patterns."""
    code = function.__wrapped__.__code__
    returns = str(function.__wrapped__.__annotations__.get("return", ""))
    return code.co_argcount > 0 or not ("Pattern" in returns or "Form" in returns)


def _searched_names() -> frozenset[tuple[str, str]]:
    """The names by which a pattern is looked for along a text, each with the module that keeps it
    to itself, and all names that are used in no way that can be seen.
    """
    ways: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    bound: set[tuple[str, str]] = set()
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                owner = node.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                if node.attr in _ANCHORED | _LOOKING:
                    ways[module if name.startswith("_") else "", name].add(node.attr)
            elif isinstance(node, ast.Name):
                bound.add((module if node.id.startswith("_") else "", node.id))
    unseen = bound - ways.keys()
    return frozenset(name for name, used in ways.items() if used & _LOOKING) | unseen


# Strings


def hostile_strings(pattern: Any, length: int) -> list[Any]:
    """Strings of about a length, each of repetitions that the pattern knows, with an end that fits
    nothing.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    units = dict.fromkeys(_units(tree))
    signs = list(dict.fromkeys(sign for unit in units for sign in unit))[:_MOST_SIGNS]
    repeated = [*units, *signs, *map("".join, itertools.permutations(signs[:_PAIRED], 2))]
    made: dict[str, None] = {}
    for before, unit in itertools.chain((("", one) for one in repeated), _behind_prefix(tree)):
        if unit:
            made[before + unit * (length // len(unit)) + _ODD] = None
    texts = list(made)
    return (
        [one.encode("latin-1", "replace") for one in texts]
        if isinstance(pattern.pattern, bytes)
        else texts
    )


_MOST_SIGNS, _PAIRED = 16, 5
_ODD = "\x01"
_ANY = "a"
_IN_CLASS = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: " ",
}


def _members(items: Any) -> str:
    """A few characters of a class."""
    found = ""
    for kind, value in items:
        if kind is sre.NEGATE:
            taken = {chr(v) for k, v in items if k is sre.LITERAL}
            return next((sign for sign in "a 1-.x,;(" if sign not in taken), _ANY)
        if kind is sre.LITERAL:
            found += chr(value)
        elif kind is sre.RANGE:
            found += chr(value[0])
        elif kind is sre.CATEGORY:
            found += _IN_CLASS.get(value, "")
    return found or _ANY


def _sample(tree: Any) -> str:
    """A string that a part of a pattern fits, as far as that is easily seen."""
    return "".join(_sample_of(*one) for one in tree)


def _sample_of(kind: Any, value: Any) -> str:
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.NOT_LITERAL or kind is sre.ANY:
        return "b" if value == ord(_ANY) else _ANY
    if kind is sre.IN:
        return _members(value)[0]
    if kind is sre.BRANCH:
        return _sample(value[1][0])
    if kind is sre.SUBPATTERN:
        return _sample(value[3])
    if kind is sre.ATOMIC_GROUP:
        return _sample(value)
    if kind in _REPEATS:
        return _sample(value[2]) * int(max(value[0], 1))
    return ""


_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def _inner(kind: Any, value: Any) -> list[Any]:
    """The parts of a pattern that a part of it holds."""
    if kind is sre.BRANCH:
        return list(value[1])
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    if kind in _REPEATS:
        return [value[2]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    return []


def _units(tree: Any) -> Iterator[str]:
    """What may be repeated: samples of the parts of a pattern, and their single characters."""
    yield _sample(tree)
    for kind, value in tree:
        if kind is sre.IN:
            yield from _members(value)
        yield _sample_of(kind, value)
        for part in _inner(kind, value):
            yield from _units(part)


def _behind_prefix(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Each part that is repeated without end, behind what must stand before it."""
    for kind, value in tree:
        if kind in _REPEATS and value[1] is sre.MAXREPEAT:
            yield before, _sample(value[2])
            for _, unit in zip(range(4), _units(value[2]), strict=False):
                yield before, unit
        for part in _inner(kind, value):
            yield from _behind_prefix(part, before)
        before += _sample_of(kind, value)


# Time


class TooLongError(Exception):
    """A pattern has not come to an end."""


def seconds(used: Used, text: Any, most: float) -> float:
    """How long a pattern takes on a text, all ways that it is used; `most` where it does not end
    before.
    """

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    began = time.thread_time()
    try:
        used.pattern.match(text)
        if used.searched:
            for _ in used.pattern.finditer(text):
                pass
        return time.thread_time() - began
    except TooLongError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)

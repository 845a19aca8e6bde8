"""Python run from files already read, each folder of them as a package of its own.

What runs is what was read: nothing is looked up in the folder again and nothing is written into
it. Modules of a folder import each other by relative imports (``from ..facts import AuditFacts``).
"""

from __future__ import annotations

import importlib
import importlib.abc
import itertools
import sys
import traceback
from collections.abc import Container, Mapping
from importlib.machinery import ModuleSpec
from pathlib import PurePosixPath
from types import ModuleType

from cfrdiff.errors import NotFoundError, SourceError

_FOLDERS = itertools.count(1)


class Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes modules of the files of one folder; `files` are their bytes by their name in it."""

    def __init__(self, folder: str, files: Mapping[str, bytes]) -> None:
        self.folder, self.files = folder, files
        self._package = f"cfrdiff_rules_{next(_FOLDERS)}"
        self._names = {self._module_name(PurePosixPath(name)): name for name in files}
        self._packages = {
            self._module_name(parent / "__init__.py")
            for name in files
            for parent in PurePosixPath(name).parents
        }
        sys.meta_path.append(self)  # for good: a function may import when it is called

    def path(self, name: str) -> str:
        """A file as errors name it."""
        return (PurePosixPath(self.folder) / name).as_posix()

    def run(self, name: str) -> ModuleType:
        """The module of a file, run when it is first asked for.

        Raises NotFoundError where there is no such file, SourceError where it cannot be run.
        """
        if name not in self.files:
            raise NotFoundError(f"{self.folder}: no module {name}; it has {', '.join(self.files)}")
        try:
            return importlib.import_module(self._module_name(PurePosixPath(name)))
        except (Exception, SystemExit) as error:
            path, place = place_of(error, {self.path(one) for one in self.files})
            problem = f"this cannot be run ({described(error)})"
            raise SourceError(path or self.path(name), problem, "mend it", place) from None

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """What Python asks of whoever may have a module."""
        name = self._names.get(fullname)
        is_package = fullname in self._packages
        if name is None and not is_package:
            return None
        origin = self.path(name) if name else None
        spec = ModuleSpec(fullname, self, origin=origin, is_package=is_package)
        spec.has_location = origin is not None
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run a module's code; a folder without an ``__init__.py`` has none."""
        name = self._names.get(module.__name__)
        if name is not None:
            code = compile(self.files[name], self.path(name), "exec", dont_inherit=True)
            exec(code, vars(module))

    def _module_name(self, file: PurePosixPath) -> str:
        """``cfrdiff_rules_1.old.section_163_12`` for old/section_163_12.py."""
        parts = file.parent.parts if file.stem == "__init__" else file.with_suffix("").parts
        # A point in a name would be one between packages.
        return ".".join([self._package, *(part.replace(".", "·") for part in parts)])


def place_of(error: BaseException, paths: Container[str]) -> tuple[str | None, str | None]:
    """The file, of those named, and the line in it where an error arose; None where in none."""
    if isinstance(error, SyntaxError) and error.filename in paths:
        return error.filename, f"line {error.lineno}"
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename in paths]
    return (frames[-1].filename, f"line {frames[-1].lineno}") if frames else (None, None)


def described(error: BaseException) -> str:
    """An error by its kind and what it says."""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__

"""Which rules the test modules of a folder name. Nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from cfrdiff.errors import SourceError
from cfrdiff.rules.python_files import refuse_unreadable


class Tests:
    """The test modules of a folder, by name: pytest's, ``test_*.py`` and ``*_test.py``."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._named = {
            name: frozenset(_named(name, data)) for name, data in files.items() if is_test(name)
        }

    def of(self, module: str) -> dict[str, frozenset[str]]:
        """What each test module of a rule module names, one beside it or one that names it."""
        stem = PurePosixPath(module).stem
        return {
            name: said
            for name, said in self._named.items()
            if _is_for(PurePosixPath(name), stem) or stem in said or f"{stem}.py" in said
        }

    def name(self, module: str, function: str) -> bool:
        """Whether a test of a module names one of its rules."""
        return any(function in said for said in self.of(module).values())


def is_test(name: str) -> bool:
    """Whether pytest would take a file for one of tests."""
    stem = PurePosixPath(name).stem
    return stem.startswith("test_") or stem.endswith("_test")


def _is_for(test: PurePosixPath, stem: str) -> bool:
    return test.stem in (f"test_{stem}", f"{stem}_test")


def _named(path: str, data: bytes) -> Iterator[str]:
    """The names and texts of a test module, but for those of rows without an answer: none of one
    that cannot be read, which tests nothing.
    """
    try:
        refuse_unreadable(path, data)
    except SourceError:
        return
    waiting: list[ast.AST] = [ast.parse(data)]
    while waiting:
        node = waiting.pop()
        if _is_open_row(node):
            continue
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        waiting += ast.iter_child_nodes(node)


def _is_open_row(node: ast.AST) -> bool:
    """Whether a call has three dots where the answer is to stand."""
    if not isinstance(node, ast.Call):
        return False
    return any(isinstance(one, ast.Constant) and one.value is ... for one in node.args)

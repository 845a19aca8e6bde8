"""Which files of a folder may hold rules, and whether Python's parsers can read them.

Nothing is run, and no parser is given what it would crash on.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Mapping
from pathlib import PurePosixPath

from cfrdiff.errors import SourceError

# A file that never names the decorator, nor a digest, which each rule has, holds no rule.
_MAY_HOLD_RULES = re.compile(
    r"digest|\.rule\b|^(?>[^\n]*?(?:@|\bimport\b))[^\n]*?\brule\b", re.MULTILINE
)

# Visitors call themselves a few times at each level, and Python ends them at 1,000 calls.
DEEPEST = 150
# libcst takes about four times as long for each level of a pattern of `case`: 5 take 5 ms.
DEEPEST_PATTERN = 5

_MEND = "mend it, then run this again"
NO_PYTHON = "this is no Python that can be read"
TOO_DEEP = "it is nested too deeply to be read"


def with_rules(files: Mapping[str, bytes], folder: str = "") -> dict[str, bytes]:
    """Those of a folder's Python files that may hold rules, in the order of their names.

    Raises SourceError for a file that is not text in UTF-8, as rule modules are: whether it holds
    a rule cannot be seen.
    """
    return {
        name: data
        for name, data in sorted(files.items())
        if _MAY_HOLD_RULES.search(_text((PurePosixPath(folder) / name).as_posix(), data))
    }


def refuse_unreadable(path: str, data: bytes) -> None:
    """Raises SourceError for a module that is no Python, or that a parser would crash on."""
    text = _text(path, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a module's style
            tree = ast.parse(data)
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else None
        raise SourceError(path, NO_PYTHON, _MEND, place) from None
    except (RecursionError, MemoryError):
        raise SourceError(path, TOO_DEEP, "write it in shorter statements") from None
    line = _deep_line(tree) or _deep_pattern(tree, text)
    if line is not None:
        raise SourceError(path, TOO_DEEP, "write it in shorter statements", f"line {line}")


def _text(path: str, data: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError:
        raise SourceError(path, f"{NO_PYTHON}, nor text in UTF-8", _MEND, "line 1") from None
    if encoding not in ("utf-8", "utf-8-sig", "ascii"):
        # The places libcst tells are those of the text as UTF-8.
        problem = f"this is written as {encoding}, where rule modules are UTF-8"
        raise SourceError(path, problem, "save it as UTF-8, then run this again")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"{NO_PYTHON}, nor text in UTF-8"
        raise SourceError(path, problem, _MEND, f"line {line}") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceError(path, f"{NO_PYTHON}: it holds a null", _MEND, f"line {line}")
    return text


def _deep_line(tree: ast.AST) -> int | None:
    """The line of an expression or statement that is nested too deeply, None where none is."""
    waiting: list[tuple[ast.AST, int, int]] = [(tree, 0, 1)]
    while waiting:
        node, depth, line = waiting.pop()
        line = getattr(node, "lineno", line)
        # libcst nests "a and b and c", where Python has one list of three.
        depth += len(node.values) if isinstance(node, ast.BoolOp) else 1
        if depth > DEEPEST:
            return line
        waiting += [(child, depth, line) for child in ast.iter_child_nodes(node)]
    return None


def _deep_pattern(tree: ast.AST, text: str) -> int | None:
    """The line of a pattern of `case` that is nested too deeply, None where none is."""
    if not any(isinstance(node, ast.Match) for node in ast.walk(tree)):
        return None
    first, depth, pattern = True, 0, False
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if first and token.type == tokenize.NAME:
            first, pattern = False, token.string == "case"
        if token.type == tokenize.NEWLINE:
            first, pattern = True, False
        elif token.type == tokenize.OP and pattern:
            depth += (token.string in "([{") - (token.string in ")]}")
            pattern = depth > 0 or token.string != ":"
            if depth > DEEPEST_PATTERN:
                return token.start[0]
    return None

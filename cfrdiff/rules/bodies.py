"""What a body says, apart from how it is laid out: digests of its statements, and of all of it.

A formatter, a remark or a blank line is no decision of the developer's; another name, figure or
branch is one.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator

# What a node has that its code does not say, or says by its place alone.
_SILENT = frozenset(("ctx", "type_comment", "kind", "type_ignores"))
_DIGITS = 16


def statement_digest(code: str) -> str:
    """The digest of one statement, given as code at the margin."""
    (statement,) = ast.parse(code).body
    return _digest(_shape(statement))


def body_digest(statements: Iterable[str]) -> str:
    """The digest of a body, of those of its statements."""
    return _digest(" ".join(statements))


def digests_of_functions(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Each function of a module in the order of its lines: its name, and the digests of the
    statements of its body behind the docstring.
    """
    functions = [one for one in ast.walk(ast.parse(data)) if isinstance(one, _FUNCTIONS)]
    functions.sort(key=lambda one: (one.lineno, one.col_offset))
    return [(one.name, tuple(_of_statements(one))) for one in functions]


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _of_statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    behind = 0 if ast.get_docstring(function, clean=False) is None else 1
    yield from (_digest(_shape(one)) for one in function.body[behind:])


def _shape(node: object) -> str:
    """Code as text that is the same for every version of Python, whatever its layout."""
    if isinstance(node, ast.AST):
        fields = (
            f"{name}={_shape(value)}"
            for name, value in ast.iter_fields(node)
            if name not in _SILENT and value is not None and value != []
        )
        # The value of None is one of those left out: a constant without any.
        return f"{type(node).__name__}({','.join(fields)})"
    if isinstance(node, list):
        return f"[{','.join([_shape(one) for one in node])}]"
    return repr(node)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]

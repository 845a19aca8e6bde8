"""Cells of CSV: a spreadsheet that opens the file must not take text for a formula."""

from __future__ import annotations

import re

# What begins a formula, or is dropped in front of one (OWASP, "CSV Injection").
_BEGINS = "'*[=+\\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(_BEGINS)
_GUARDED = re.compile(f"'(?={_BEGINS})")


def guarded(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would read a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Inverse of `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell

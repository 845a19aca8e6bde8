"""Formulas: lines in a type that the text has nowhere else.

GPO draws them with another program, in its own fonts; a fraction's two parts and the signs around
them stand on base lines of their own. Their characters are kept in the order of print, apart from
the paragraph, and a finding says so: what a formula means is to be seen on its page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from cfrdiff.model import Finding
from cfrdiff.sources.lines import Line
from cfrdiff.sources.pdf.runs import family

# Formulas have at most one line in so many.
_RARE = 100


def with_formulas(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of formulas marked; one goes on over several lines."""
    families = Counter(_family(line) for line in lines if _may_be(line))
    most = families.total() / _RARE
    found: list[Line] = []
    before: Line | None = None
    for line in lines:
        if _may_be(line) and families[_family(line)] < most:
            goes_on = before is not None and before.kind == "formula"
            line = msgspec.structs.replace(line, kind="formula", opens=not goes_on)
        elif before is not None and before.kind == "formula":
            line = msgspec.structs.replace(line, opens=True)
        found.append(line)
        before = line
    return found


def _may_be(line: Line) -> bool:
    return line.kind is None and line.role == "body" and not line.at_edge


def _family(line: Line) -> str:
    return _family_in(line.style) if line.style else ""


@lru_cache(maxsize=10_000)
def _family_in(style: str) -> str:
    return family(style.rsplit(" ", 1)[0])


def formula_findings(lines: Sequence[Line]) -> Iterator[Finding]:
    """That a formula is given character by character."""
    for line in lines:
        if line.kind == "formula" and line.opens:
            message = f"page {line.page}: a formula; its characters are given line by line"
            yield Finding("formula", "note", message, line=line.number)

"""All quantities of a text: "$1,500.00", "−5 °C", "10⁶", "1 1⁄2", "5 to 10 days", "not less than
30", "9:30 p.m.", "July 1, 2011".

One scan looks for what a quantity may begin with; a reader each says what stands there, in time of
what it reads.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cfrdiff.language.beginnings import beginning, read_at
from cfrdiff.language.citations import find_citations
from cfrdiff.language.comparisons import (
    Comparison,
    comparison_before,
    comparison_behind,
    counted_behind,
    when_before,
)
from cfrdiff.language.quantity import Quantity
from cfrdiff.language.ranges import join, without_doubtful
from cfrdiff.language.units import unit_at

# The spaces of print that break no line and the ends of lines, which join as others do.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f\n"), " ")


def find_quantities(
    text: str, cited: Iterable[tuple[int, int]] | None = None
) -> tuple[Quantity, ...]:
    """The quantities of a text in order, none overlapping another.

    Figures of a citation are none; `cited` are their spans in order, looked for where not given.
    Nor are figures that name something (No. 5, Form 7501, a telephone number), designations in
    parentheses, and "one" where it counts nothing.
    """
    if cited is None:
        cited = [(one.start, one.end) for one in find_citations(text)]
    text = text.translate(_SPACES)
    outside = _Outside(cited)
    found: list[Quantity] = []
    doubtful: list[int] = []
    named: int | None = None
    at = 0
    while match := beginning().search(text, at):
        at = outside.skip(match.start())
        if at > match.start():
            continue
        read = read_at(text, match, named)
        at = max(read.end, match.end())
        if read.named:
            named = read.end
        if read.quantity is not None:
            join(text, found, _compared(text, read.quantity))
            at = max(at, found[-1].end)
            if read.doubtful:
                doubtful.append(read.quantity.start)
    return without_doubtful(text, found, frozenset(doubtful))


def _compared(text: str, one: Quantity) -> Quantity:
    before = comparison_before(text, one.start)
    comparison = before or comparison_behind(text, one.end)
    if comparison:
        one = msgspec.structs.replace(one, comparison=comparison)
    if comparison and comparison is not before:
        one = _with_time_behind(text, one, comparison)
    start = min(one.start, comparison.start) if comparison else one.start
    end = max(one.end, comparison.end) if comparison else one.end
    counted = counted_behind(text, end) if one.kind == "duration" else None
    return msgspec.structs.replace(one, when=when_before(text, start), counted=counted)


def _with_time_behind(text: str, one: Quantity, comparison: Comparison) -> Quantity:
    """A number with the unit of time that stands behind its comparison: "20 or more days"."""
    if one.kind != "number" or one.unit is not None:
        return one
    unit = unit_at(text, comparison.end)
    if unit is None or unit.unit.dimension != "time":
        return one
    return msgspec.structs.replace(
        one,
        kind="duration",
        unit=unit.unit.name,
        days=unit.days,
        counting=unit.counting,
        per=unit.per,
        per_start=unit.per_start,
        end=unit.end,
    )


class _Outside:
    """Spans in order, asked for in order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = iter(spans)
        self._span: tuple[int, int] | None = next(self._spans, None)

    def skip(self, at: int) -> int:
        """The end of the span that `at` lies in, `at` itself where it lies in none."""
        while self._span is not None and self._span[1] <= at:
            self._span = next(self._spans, None)
        return self._span[1] if self._span is not None and self._span[0] <= at else at

"""Where a file has something, in words: ``page 3, lines 41–44``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cfrdiff.model import Evidence, Repair
from cfrdiff.views.consecutive import ranges
from cfrdiff.views.shown import Place


def place_of(
    edition: str,
    cite: str,
    evidence: tuple[Evidence, ...],
    repairs: tuple[Repair, ...] = (),
) -> Place:
    """Where the file of an edition ("older", "newer") has what is cited."""
    return Place(edition, cite, spoken_places(evidence), evidence, repairs)


def spoken_places(evidence: Sequence[Evidence]) -> str:
    """The pages and lines of the evidence, lines in a row as ranges."""
    return "; ".join(
        _on_page(page, list(dict.fromkeys(one.line for one in members)))
        for page, members in groupby(evidence, key=lambda one: one.page)
    )


def _on_page(page: int | None, lines: Sequence[int]) -> str:
    told = (str(a) if a == b else f"{a}–{b}" for a, b in ranges(lines))
    words = f"{'line' if len(lines) == 1 else 'lines'} {', '.join(told)}"
    return words if page is None else f"page {page}, {words}"

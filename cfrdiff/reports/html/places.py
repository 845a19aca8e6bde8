"""Where a file has something, in words: ``page 3, lines 41–44``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from cfrdiff.model import Evidence


def spoken_places(evidence: Sequence[Evidence]) -> str:
    """The pages and lines of the evidence, lines in a row as ranges."""
    parts: list[str] = []
    for page, members in groupby(evidence, key=lambda one: one.page):
        lines = list(dict.fromkeys(one.line for one in members))
        words = f"{'line' if len(lines) == 1 else 'lines'} {', '.join(_ranges(lines))}"
        parts.append(words if page is None else f"page {page}, {words}")
    return "; ".join(parts)


def _ranges(lines: Iterable[int]) -> list[str]:
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]

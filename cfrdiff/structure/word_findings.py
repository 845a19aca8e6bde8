"""What a reader should know of single words: broken at a line end, or perhaps misread."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cfrdiff.model import Finding
from cfrdiff.sources.lines import Line
from cfrdiff.text import DOUBT, Join, RunningText


def undecided_words(running: RunningText) -> Iterator[Finding]:
    """The words broken at a line end whose hyphen may be print's or their own."""
    for join in running.joins:
        if join.basis == "undecided":
            yield Finding(
                "hyphen-undecided",
                "note",
                f"{join.after!r} is broken at a line end; nothing shows whether its hyphen is"
                " print's",
                line=running.line_at(join.at).line.number,
            )


def doubtful_words(running: RunningText) -> Iterator[Finding]:
    """The words that OCR may have misread, a finding for each printed line."""
    doubts = [(running.line_at(join.at).line, join) for join in running.joins if join.kind == DOUBT]
    for _, found in groupby(doubts, key=lambda doubt: (doubt[0].page, doubt[0].number)):
        (line, first), *others = found
        said = ", ".join(_spoken(join) for join in (first, *(join for _, join in others)))
        yield Finding("perhaps-misread", "note", f"{_place(line)}{said}", line=line.number)


def _place(line: Line) -> str:
    return f"page {line.page}: perhaps misread: " if line.page else "perhaps misread: "


def _spoken(join: Join) -> str:
    other = f" (or {join.before!r})" if join.before != join.after else ""
    return f"{join.after!r}{other}"

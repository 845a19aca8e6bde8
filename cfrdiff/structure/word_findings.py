"""What a reader should know of single words: broken at a line end, or perhaps misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from cfrdiff.model import Finding
from cfrdiff.sources.lines import Line
from cfrdiff.text import DOUBT, Join, RunningText
from cfrdiff.text.words import in_word_list

# Of a page of words of three letters and more, so many at least, this share is in the word list
# and no more than that in doubt. GPO's pages at 150 to 300 dots an inch, damaged ones among them,
# have 82 % and more in the list and 4 % or less in doubt; what no reader makes out, below half and
# above half.
_WORD = re.compile(r"[A-Za-z]{3,}")
_ENOUGH, _KNOWN, _DOUBTED = 30, 0.7, 0.2


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


def unreadable_pages(running: RunningText) -> Iterator[Finding]:
    """The pages of a misread file of which too little is words, or too much in doubt."""
    if running.exact:
        return
    for page, lines in groupby(running.lines, key=lambda placed: placed.line.page):
        first, *others = lines
        end = others[-1].end if others else first.end
        words = _WORD.findall(running.text[first.at : end])
        if len(words) < _ENOUGH:
            continue
        known = sum(map(in_word_list, words)) / len(words)
        doubts = sum(one.kind == DOUBT for one in running.joins_in(first.at, end)) / len(words)
        if known < _KNOWN or doubts > _DOUBTED:
            yield _unreadable(page, known, doubts)


def _unreadable(page: int | None, known: float, doubts: float) -> Finding:
    where = "the text" if page is None else f"page {page}"
    message = (
        f"{where} can hardly be read: {known:.0%} of its words are in the word list, {doubts:.0%}"
        " in doubt; scan it again, straight and at 300 dots an inch, or give its text"
    )
    return Finding("unreadable", "warning", message)


def _place(line: Line) -> str:
    return f"page {line.page}: perhaps misread: " if line.page else "perhaps misread: "


def _spoken(join: Join) -> str:
    other = f" (or {join.before!r})" if join.before != join.after else ""
    return f"{join.after!r}{other}"

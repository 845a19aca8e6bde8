"""A text that a section sets forth under headings of its own: a code of conduct, an agreement.

"… is as follows:", a title perhaps, "I. Introduction", and further on "II. General Standards". The
labels in it are its own: who cites paragraph (1) of the section means none of these. GPO's XML
marks such a text as an extract; plain text shows it by its headings alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cfrdiff import late
from cfrdiff.cites import CAPITAL_NUMERAL, roman_value
from cfrdiff.model import Finding
from cfrdiff.structure.titles import is_heading_words
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.endings import Tail, tail_of

Span = tuple[int, int]

_NUMBERED = late.compile(rf"(?:A(?:rticle|RTICLE) )?({CAPITAL_NUMERAL})(?:\.|:| ?[—–]) ?(?=[A-Z])")
# Characters before the first heading in which the text is introduced; a title may stand between.
_LOOKS_BACK = 200


def own_headings(running: RunningText, spans: Sequence[Span]) -> list[int]:
    """Where the numbered headings of a text stand that a section sets forth; empty where none is.

    `spans` are the stretches of the section's body.
    """
    found: list[int] = []
    for start, end in spans:
        first = bisect_left(running.starts, start)
        for placed in running.lines[first : bisect_left(running.starts, end)]:
            ordinal = _ordinal(running, placed)
            if ordinal == len(found) + 1 and (found or _is_introduced(running, start, placed.at)):
                found.append(placed.at)
    return found if len(found) > 1 else []


def _ordinal(running: RunningText, placed: Placed) -> int | None:
    """The number of a heading that is all of a line; None where that is something else."""
    if placed.line.kind is not None or placed.line.opens is False:
        return None
    text = running.text[placed.at : placed.end]
    match = _NUMBERED.match(text)
    if match is None or not is_heading_words(text[match.end() :]):
        return None
    return roman_value(match[1].lower())


def _is_introduced(running: RunningText, start: int, at: int) -> bool:
    """Whether one of the two printed paragraphs before leads to what stands behind it."""
    before = running.text[max(start, at - _LOOKS_BACK) : at].rstrip()
    title = before.rpartition("\n")
    leads = (before, title[0] if is_heading_words(title[2] or "-") else "")
    return any(tail_of(text) is Tail.INTRO for text in leads)


def reported(running: RunningText, spans: Sequence[Span], section: str | None) -> list[Finding]:
    """That a section sets forth a text whose labels are no designations of the section's."""
    headings = own_headings(running, spans)
    if not headings:
        return []
    message = "a text with headings of its own is set forth; its labels are none of the section's"
    line = running.line_at(headings[0]).line.number
    return [Finding("own-labels", "note", message, section=section, line=line)]

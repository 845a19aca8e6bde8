"""What every label was taken for, and what it might have been."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.cites import DEPTHS
from cfrdiff.model import Designation
from cfrdiff.structure.costs import NO_RIVAL
from cfrdiff.structure.paths import Span, decide, name_paths
from cfrdiff.text import RunningText


class Explanation(msgspec.Struct, frozen=True):
    """What a label in the text was taken for, and what it might have been.

    `designation` is None where it was taken for text inside a sentence. `rival` is the next
    best reading, `margin` how much more that costs (natural-log odds); `mended` says that the
    label is taken for a misread one.
    """

    section: str | None
    page: int | None
    line: int
    label: str
    words: str
    designation: str | None
    rival: str | None
    margin: float
    mended: bool


def explain_body(
    running: RunningText, spans: Sequence[Span], section: str | None, head_missing: bool
) -> list[Explanation]:
    """Every label that could be a designation, in order, and what was made of it."""
    tokens, choices = decide(running, spans, head_missing)
    taken = name_paths(tokens, choices)
    at = 0  # of the designation that stands next
    found: list[Explanation] = []
    for token, choice in zip(tokens, choices, strict=True):
        line = running.line_at(token.start).line
        path = taken[at].path if choice.restated or choice.stack is not None else None
        at += choice.stack is not None
        words = running.text[token.end : token.end + 60].split("\n")[0].strip()
        sure = choice.margin >= NO_RIVAL
        found.append(
            Explanation(
                section=section,
                page=line.page,
                line=line.number,
                label=running.text[token.start : token.end],
                words=words,
                designation=str(Designation(path)) if path is not None else None,
                rival=None if sure else spoken_level(choice.rival),
                margin=round(choice.margin, 2),
                mended=choice.mended,
            )
        )
    return found


def spoken_level(level: int | None) -> str:
    """A level in words, or what a label is that stands on none."""
    if level is None:
        return "text inside a sentence"
    return f"a paragraph of level {DEPTHS[level] + 1}"

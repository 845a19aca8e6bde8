"""The labels of a section that could be designations, each with its place and its costs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.cites import (
    Readings,
    doubtful_readings,
    is_garbled,
    is_stroke,
    misread_figures,
    misreadings,
    older_fourth,
    readings,
    upright_deep,
)
from cfrdiff.structure.candidates import Candidate
from cfrdiff.structure.contexts import Context
from cfrdiff.structure.costs import LABEL_LOOKS_BACK, LEAVE_BROKEN
from cfrdiff.structure.judging import judge
from cfrdiff.structure.labels import Label, next_label, reserved_range, slipped_lines
from cfrdiff.structure.own_lists import OwnLists
from cfrdiff.text import RunningText


class Token(msgspec.Struct, frozen=True, gc=False):
    """A candidate with its place: ``text[start:end]`` is the label with its parentheses.

    `through` is the last label of a reserved range, whose print ends at `end` too; `broken`
    says that OCR has made the parentheses something else, `slipped` that a typist has.
    """

    label: str
    start: int
    end: int
    through: str | None
    candidate: Candidate
    broken: bool = False
    slipped: bool = False

    def first_on(self, level: int) -> float:
        """Its ordinal on a level its label allows."""
        candidate = self.candidate
        everything = candidate.readings + candidate.misread + candidate.figures
        return next(ordinal for at, ordinal in everything if at == level)


def find_tokens(running: RunningText, spans: Sequence[tuple[int, int]]) -> list[Token]:
    """The candidates of one section, whose body is the given stretches of the running text."""
    tokens: list[Token] = []
    read = readings if running.exact else doubtful_readings
    own = OwnLists(running, spans)
    shows_type = running.exact and running.italics is not None
    before_span = ""  # the end of the stretch before, whatever stands between
    for start, end in spans:
        at = start
        before = tokens[-1].end if tokens else None
        slips = slipped_lines(running, start, end)
        while label := next_label(running, at, end, before, slips):
            at = label.end
            if own.takes(label):
                continue
            allowed = (*read(label.name), *older_fourth(label.name))
            if shows_type:
                allowed += upright_deep(label.name)
            token = _token(Context(running, label, allowed, before, start, before_span), end)
            if token is not None:
                tokens.append(token)
                at = before = token.end
        before_span = running.text[max(start, end - LABEL_LOOKS_BACK) : end]
    return tokens


def _token(context: Context, end: int) -> Token | None:
    """The candidate at a label, with the rest of its reserved range; None where it is none."""
    running, label = context.running, context.label
    if not context.allowed and running.exact:
        return None
    candidate = judge(context)
    if candidate is None:
        return None
    if label.slipped and running.exact:
        candidate = msgspec.structs.replace(
            candidate, readings=(), misread=candidate.readings, garbled=True
        )
    elif not running.exact:
        candidate = _with_misreadings(candidate, label)
    if not (candidate.readings or candidate.misread):
        return None
    through = reserved_range(running.text, label.end, end)
    upto = _upto(context.allowed, through[0]) if through else None
    if through is None or upto is None:
        return _made(label, label.end, None, candidate)
    candidate = msgspec.structs.replace(candidate, upto=upto)
    return _made(label, through[1], through[0], candidate)


def _made(label: Label, end: int, through: str | None, candidate: Candidate) -> Token:
    return Token(label.name, label.start, end, through, candidate, label.broken, label.slipped)


def _with_misreadings(candidate: Candidate, label: Label) -> Candidate:
    """Add the readings of a label that OCR may have garbled, where a paragraph begins."""
    if label.broken:
        everything = dict.fromkeys((*candidate.readings, *misreadings(label.name, label.unopened)))
        return msgspec.structs.replace(
            candidate, readings=(), misread=tuple(everything), leave=LEAVE_BROKEN, garbled=True
        )
    if not candidate.run_in:
        if label.name.isdecimal() and not is_stroke(label.name):
            # A number that is printed right is far commoner than a letter read as one.
            others = (*misreadings(label.name), *misread_figures(label.name))
            return msgspec.structs.replace(candidate, figures=others)
        return msgspec.structs.replace(
            candidate, misread=misreadings(label.name), figures=misread_figures(label.name)
        )
    if not (candidate.adjacent and is_garbled(label.name)):
        return candidate
    # Behind another label stands the first of its level.
    first = tuple(one for one in misreadings(label.name) if one[1] == 1)
    return msgspec.structs.replace(candidate, misread=first)


def _upto(allowed: Readings, last: str) -> float | None:
    """The ordinal of a range's last label on the level on which it comes after the first."""
    levels = dict((*readings(last), *older_fourth(last)))
    return next((levels[level] for level, n in allowed if levels.get(level, 0) > n), None)

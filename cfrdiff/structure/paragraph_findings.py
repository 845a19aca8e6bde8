"""What a reader should know of the paragraphs of a section and of the labels passed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.model import Designation, Finding, Paragraph
from cfrdiff.structure.candidates import Choice
from cfrdiff.structure.costs import BEGINS, CLOSE, STANDS
from cfrdiff.structure.designations import Token
from cfrdiff.structure.explanations import spoken_level
from cfrdiff.structure.pieces import Piece
from cfrdiff.text import RunningText


def passed_over(
    running: RunningText, tokens: Sequence[Token], choices: Sequence[Choice], section: str | None
) -> list[Finding]:
    """Labels taken for text inside a sentence although they stand as designations do, or
    begin a printed paragraph.
    """
    return [
        Finding(
            "passed-over",
            "warning",
            f"{running.text[token.start : token.end]} is taken for text inside a sentence;"
            f" it could be {spoken_level(choice.rival)}",
            section=section,
            line=running.line_at(token.start).line.number,
        )
        for token, choice in zip(tokens, choices, strict=True)
        if choice.stack is None and not choice.restated and _stands_as_designation(token, choice)
    ]


def _stands_as_designation(token: Token, choice: Choice) -> bool:
    leave = token.candidate.leave
    if token.slipped:
        return True
    return leave >= BEGINS or (choice.margin < CLOSE and leave >= STANDS)


class _Read(NamedTuple):
    """A paragraph as it was read; `after_designated`: it has a designation, or one before has, and
    the source itself does not say that it is a paragraph.
    """

    piece: Piece
    paragraph: Paragraph
    section: str | None
    after_designated: bool

    def warning(self, code: str, message: str) -> Finding:
        return Finding(
            code,
            "warning",
            message,
            section=self.section,
            designation=self.paragraph.designation or None,
            line=self.paragraph.evidence[0].line if self.paragraph.evidence else None,
        )


def findings_of(
    piece: Piece, paragraph: Paragraph, section: str | None, after_designated: bool
) -> list[Finding]:
    """What is to be said of one paragraph.

    `after_designated` says that it has a designation, or one before it in the section has, and
    that the source itself does not tell paragraphs apart, so that it may be the rest of another.
    """
    read = _Read(piece, paragraph, section, after_designated)
    found = (_ambiguous(read), _ancestor_unknown(read), _place(read), _tail_missing(read))
    return [finding for finding in found if finding is not None]


def _ambiguous(read: _Read) -> Finding | None:
    taken = read.piece.taken
    if taken is None or taken.margin >= CLOSE:
        return None
    message = f"{read.paragraph.designation} could also be {spoken_level(taken.rival)}"
    return read.warning("ambiguous-designation", message)


def _ancestor_unknown(read: _Read) -> Finding | None:
    if read.piece.taken is None or read.piece.taken.known:
        return None
    message = "the file does not hold the paragraph this one stands under"
    return read.warning("ancestor-unknown", message)


def _place(read: _Read) -> Finding | None:
    """How the place of text without a designation is known."""
    if read.piece.partial == "head-missing":
        return _head_missing(read)
    if read.piece.taken is not None:
        return None
    owner = str(Designation(read.piece.path))
    if read.piece.doubtful:
        message = f"text without a designation after a list; taken as part of {owner}"
        return read.warning("flush-text", message)
    return _undesignated(read, owner) if read.after_designated else None


def _head_missing(read: _Read) -> Finding:
    message = "the paragraph begins before the file does"
    if read.paragraph.designation:
        message += f"; taken for {read.paragraph.designation} or a paragraph under it"
    return read.warning("head-missing", message)


def _undesignated(read: _Read, owner: str) -> Finding:
    message = "text without a designation stands among designated paragraphs"
    if owner:
        message = f"text without a designation; taken as part of {owner}"
    return msgspec.structs.replace(
        read.warning("undesignated-text", message), severity="note", designation=owner or None
    )


def _tail_missing(read: _Read) -> Finding | None:
    if read.piece.partial != "tail-missing":
        return None
    return read.warning("tail-missing", "the file ends inside this paragraph")

"""What `ask` and `compare` answer, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.rules.decisions import Answer


class Asked(msgspec.Struct, frozen=True):
    """One rule's decision. `reasons` are in words, with their cites.

    `edition` is that of the rule's own text: an older one's where the edition asked does not
    reach the paragraph.
    """

    cite: str
    edition: str
    rule: str
    question: str
    answer: Answer
    value: str | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What `cfrdiff rules ask --json` prints. `assumed` says what was taken for so unknown."""

    schema: Literal["cfrdiff/answers/1"] = "cfrdiff/answers/1"
    edition: str
    answers: tuple[Asked, ...]
    assumed: str | None = None


class Because(msgspec.Struct, frozen=True):
    """A change of text behind two answers that differ; `words` are those that made it, what went
    and what came, those of one edit together.
    """

    before: str | None
    after: str | None
    kind: str
    redline: str | None
    words: tuple[tuple[str, str], ...] = ()


class Compared(msgspec.Struct, frozen=True):
    """One question under two editions. `notes` say what the change set flags there."""

    question: str
    differs: bool
    before: Asked | None
    after: Asked | None
    because: tuple[Because, ...] = ()
    notes: tuple[str, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What `cfrdiff rules compare --json` prints."""

    schema: Literal["cfrdiff/comparison/1"] = "cfrdiff/comparison/1"
    before: str
    after: str
    questions: tuple[Compared, ...]

"""What a paragraph says, as frozen data: the contract of ``cfrdiff provisions --json``.

Offsets are in the paragraph's text (`cfrdiff.model.Paragraph.text`), in Unicode code points.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.model import Evidence, Partial, Path, Source

Kind = Literal[
    "duty",
    "prohibition",
    "permission",
    "discretion",
    "condition",
    "definition",
    "declaration",
]
BearerBasis = Literal["subject", "by-phrase", "introductory-text", "preceding-statement"]
Joined = Literal["and", "or"]
TimeUnit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"]


class Words(msgspec.Struct, frozen=True):
    """``text[start:end]`` of the paragraph."""

    text: str
    start: int
    end: int


class Deadline(msgspec.Struct, frozen=True):
    """A length of time. `number` is None where the text names none ("a reasonable time"), two that
    disagree ("sixty (90) days"), or what no number of one unit says ("a year and a day"). It is a
    decimal where the text counts in fractions: 4.5 of "4½ months".

    `days` says which days are counted, where the text says so; `relation` and `counted_from`
    are its own words: "after", "the date of receipt".
    """

    text: str
    start: int
    end: int
    number: int | float | None
    unit: TimeUnit | None
    days: Literal["calendar", "business"] | None = None
    relation: str | None = None
    counted_from: str | None = None


class Office(msgspec.Struct, frozen=True):
    """An office that is named, and the address that follows it, if one does."""

    name: str
    address: str | None
    start: int
    end: int


class Reference(msgspec.Struct, frozen=True):
    """One thing referred to. "Paragraphs (a) and (b)" gives two, with the same words.

    `section`, `designation` and `path` are of the same title of the CFR; for anything else
    they are None and empty, and `cite` says what it is. `held` says that the edition at hand
    has that paragraph or section.
    """

    text: str
    start: int
    end: int
    cite: str
    section: str | None = None
    designation: str = ""
    path: Path = ()
    held: bool = False


class Statement(msgspec.Struct, frozen=True):
    """One statement: who must, may or must not do what, when and unless.

    `kind` is None where the file lacks the beginning of the sentence. `operator` holds the
    words that decided the kind (None: nothing did, or it follows from the introductory text).
    `bearer` is in the text's words, without article and description.
    """

    kind: Kind | None
    bearer: str | None
    bearer_basis: BearerBasis | None
    operator: Words | None
    action: str
    passive: bool
    text: str
    start: int
    end: int
    conditions: tuple[Words, ...] = ()
    exceptions: tuple[Words, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    amounts: tuple[Words, ...] = ()
    offices: tuple[Office, ...] = ()
    references: tuple[Reference, ...] = ()


class Provision(msgspec.Struct, frozen=True):
    """What one paragraph says. One without text, a heading alone, has no statements.

    `joined` says how the list below it is joined, `joined_basis` where that stands.
    `evidence` is the paragraph's place in the file.
    """

    section: str | None
    designation: str
    path: Path
    cite: str
    heading: str | None
    statements: tuple[Statement, ...]
    joined: Joined | None = None
    joined_basis: Literal["item", "introductory-text"] | None = None
    partial: Partial | None = None
    evidence: tuple[Evidence, ...] = ()


class Provisions(msgspec.Struct, frozen=True, kw_only=True):
    """What the paragraphs of an edition say, in the order of print."""

    schema: Literal["cfrdiff/provisions/1"] = "cfrdiff/provisions/1"
    title: int | None
    part: str | None
    as_of: str | None
    source: Source
    provisions: tuple[Provision, ...]

    def to_json(self) -> bytes:
        """The contract of ``cfrdiff provisions --json``."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> Provisions:
        """Inverse of `to_json`; raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)

"""What a document of the Federal Register says of an earlier one: that words of its instructions
are corrected, that it is withdrawn, that it takes effect later.

Document Drafting Handbook, chapter 4 and 1 CFR 11: a document that corrects names the one it
corrects by its number ("In FR Doc. 2013-10604 appearing on page 30661 …") or its page.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Literal
from xml.etree import ElementTree

import msgspec

from cfrdiff.instructions.asides import without_asides
from cfrdiff.instructions.quotations import BEGINS, MARK, Sentence
from cfrdiff.instructions.ties import Print
from cfrdiff.language.dates import month_date_at
from cfrdiff.language.published import Published, published_in
from cfrdiff.language.sentences import split_sentences

_NUMBER = r"(?:FR Doc(?:ument)?\.?|[Rr]ule document) (?:No\.? )?(?P<number>[A-Z]?\d[\w–-]*\d)"
_NAMES = re.compile(rf"\b(?:In|in|to|of) {_NUMBER}")
# "amendatory instruction 7.D.ii"; what it is for may be said behind it.
_INSTRUCTION = (
    r"(?:the )?(?:amendatory )?instruction (?:number |No\. )?(?P<place>\d\w*(?:\.\w+)*)\.?"
)
_WHOLE = re.compile(
    rf"^(?:In )?{_INSTRUCTION}(?: (?:for|of|to) [^{BEGINS},]*)?,? (?:is|are) corrected to read"
    rf"(?: as follows)? ?:? ?(?P<new>{MARK})?[ .]*$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"^In {_INSTRUCTION},? (?:the (?:words?|phrase|reference|text) )?(?P<old>{MARK}) "
    rf"(?:(?:is|are) corrected to(?: read)?|should read) (?P<new>{MARK})[ .]*$",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"^{_INSTRUCTION} (?:is|are) (?:corrected by being )?(?:removed|withdrawn|deleted)[ .]*$",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(r"\b(?:is|are) (?:hereby )?withdrawn\b|\bwithdraws? the\b")
_DELAYED = re.compile(r"\b(?:is|are) (?:hereby )?(?:further )?(?:delayed|postponed|stayed)\b")
_UNTIL = re.compile(r"\b(?:until|to) (?=[A-Z][a-z]{2,8}\.? \d)")
_FOREVER = re.compile(r"\bindefinitely|\buntil further notice")
# With such words it is of a part of the document.
_IN_PART = re.compile(
    r"\b(?:except|portions?|only|partial(?:ly)?|in part|instructions?|paragraphs?|certain)\b|§"
)
_ACTS = re.compile(r"\b(?:withdraw\w*|delay\w*|postpone\w*|stay\w*)\b", re.IGNORECASE)


class Named(msgspec.Struct, frozen=True):
    """An earlier document, by its number or by one of its pages."""

    number: str | None = None
    page: Published | None = None

    def is_of(self, number: str | None, printed: Print) -> bool:
        """Whether it is the document of a number, printed there."""
        if self.number and number:
            return _plain(self.number) == _plain(number)
        return self.page is not None and printed.has(self.page)

    def __str__(self) -> str:
        return f"FR Doc. {self.number}" if self.number else str(self.page or "an earlier document")


class Correction(msgspec.Struct, frozen=True):
    """A correction of an instruction: of all its words, or of `old` ones among them, or it is
    `withdrawn`. `printed` is the text that goes with it; `by` the document, `words` what it says.
    """

    of: Named
    place: str
    old: str | None = None
    new: str | None = None
    withdrawn: bool = False
    by: str = ""
    words: str = ""
    printed: tuple[ElementTree.Element, ...] = ()

    @property
    def name(self) -> str:
        """What it corrects: "instruction 7.D.ii of FR Doc. 2013-10604"."""
        return f"instruction {self.place} of {self.of}"

    def of_place(self, place: str) -> bool:
        """Whether it is of the instruction at a place."""
        return _plain(self.place) == _plain(place)


class Notice(msgspec.Struct, frozen=True):
    """That an earlier document is withdrawn, or delayed until a day; None for a time that is not
    said. `words` say so; where they are of a part of it, what part is not told.
    """

    of: Named
    kind: Literal["withdrawn", "delayed"]
    words: str
    by: str
    until: datetime.date | None = None
    in_part: bool = False


def correction_in(
    sentence: str, of: Named, by: str, printed: Sequence[ElementTree.Element] = ()
) -> Correction | None:
    """The correction of an instruction that a sentence makes; None where it makes none."""
    said = Sentence.of(without_asides(" ".join(sentence.split())).words)
    for form in (_WHOLE, _WORDS, _GONE):
        found = form.match(said.words)
        if found is None:
            continue
        groups = found.groupdict()
        old, new = (
            next(iter(said.quoted_in(groups.get(name) or "")), None) for name in ("old", "new")
        )
        return Correction(of, found["place"], old, new, form is _GONE, by, sentence, tuple(printed))
    return None


def named_in(words: str) -> Named | None:
    """The earlier document that a text is about."""
    found = _NAMES.search(words)
    if found is not None:
        return Named(found["number"].replace("–", "-"))
    page = next(published_in(words), None)
    return Named(None, page) if page else None


def notices_in(action: str, dates: str, by: str) -> Iterator[Notice]:
    """What the DATES of a document say of earlier ones, where its ACTION says that they do."""
    if not _ACTS.search(action):
        return
    for start, end in split_sentences(dates):
        words = dates[start:end]
        kind: Literal["withdrawn", "delayed"] = "withdrawn"
        if not _WITHDRAWN.search(words):
            kind = "delayed"
            if not _DELAYED.search(words):
                continue
        number = re.search(_NUMBER, words)
        of = Named(number["number"]) if number else named_in(words)
        if of is not None:
            until = _until(words) if kind == "delayed" else None
            in_part = bool(_IN_PART.search(words)) or (
                kind == "delayed" and until is None and not _FOREVER.search(words)
            )
            yield Notice(of, kind, words, by, until, in_part)


def _until(words: str) -> datetime.date | None:
    """The last day that something is put off to."""
    found: datetime.date | None = None
    for match in _UNTIL.finditer(words):
        day = month_date_at(words, match.end())
        if day is not None and day.year and day.month and day.day:
            found = datetime.date(day.year, day.month, day.day)
    return found


def _plain(name: str) -> str:
    return name.casefold().replace("–", "-").strip(".").replace(".", "")

"""The words by which reports call dates, counts, kinds, weights and doubts."""

from __future__ import annotations

from collections.abc import Mapping

from cfrdiff.changes.origin import Origin
from cfrdiff.changes.parts import Review

REVIEW: Mapping[Review, str] = {
    "designation-inferred": "its designation is not printed in the file but follows from the next",
    "designation-ambiguous": "its designation could be read otherwise",
    "head-missing": "its beginning is not in the file",
    "tail-missing": "its end is not in the file",
    "beyond-the-other-file": "the other file may simply not hold this section",
    "perhaps-misread": "words that differ may be one print, misread by OCR",
    "word-broken": "a word broken at a line end may have a hyphen of its own: re-sign, resign",
    "hardly-alike": "hardly a word is the same; it may be another paragraph",
    "pairing-close": "another paragraph is nearly as like",
    "also-elsewhere": "the same words stand elsewhere in both editions",
    "set-otherwise": "its words are an extract in the other edition",
    "moved-into-the-section": "it came from another section of the older edition",
    "moved-out-of-the-section": "it went to another section of the newer edition",
}
_KINDS = {
    "redesignated-revised": "redesignated and revised",
    "not-covered": "not covered by both files",
}
_CATEGORIES = {
    "ocr": "OCR",
    "plain-language": "plain language",
    "conformed-reference": "conformed reference",
}
_BASIS = {
    "document": "written so elsewhere in the files",
    "word-list": "a word of the word list",
    "compound": "the rule for such compounds",
    "fragment": "the pieces are no words",
    "form": "by the form of the pieces",
    "undecided": "not decided by the text",
    "page": "goes on after a page or column",
}


WORDS_TOLD = 24
ARROW = " → "
NO_DATE = "no date"
TYPE_ONLY = "differs in type only"


def dated(as_of: str | None) -> str:
    """As of when an edition is."""
    return f"as of {as_of}" if as_of else NO_DATE


def counted(count: int, noun: str) -> str:
    """``1 paragraph``, ``2 paragraphs``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def arrow(*names: str | None) -> str:
    """``(b) → (c)``; one name where both are the same, or one is nothing."""
    return ARROW.join(dict.fromkeys(filter(None, names)))


def block(name: str) -> str:
    """A kind of block or line, in words."""
    return name.replace("-", " ")


def only_reached_by(name: str) -> str:
    """What is said of what the other file does not reach; `name` is "older" or "newer"."""
    return f"only the {name} file reaches here"


def kind(name: str) -> str:
    """A kind of change, in words."""
    return _KINDS.get(name, name)


def category(name: str) -> str:
    """A category of edit, in words."""
    return _CATEGORIES.get(name, name)


def basis(code: str) -> str:
    """The evidence for a repair, in words."""
    return _BASIS.get(code, code)


def review(code: Review) -> str:
    """What a person should look at, in words."""
    return REVIEW[code]


def origin(one: Origin) -> str:
    """Where a change comes from: ``78 FR 6962, effective 2014-01-10: 2.a. Revise (b).``"""
    since = f"effective {one.effective}" if one.effective else ""
    document = ", ".join(filter(None, (one.document, since)))
    return ": ".join(filter(None, (document, one.instruction)))


def shortened(text: str, most: int = WORDS_TOLD) -> str:
    """The first words of a text."""
    found = text.split()
    return " ".join(found[:most]) + (" …" if len(found) > most else "")

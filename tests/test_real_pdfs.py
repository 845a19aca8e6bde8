"""Real PDFs: every section once, and the words that PDFium finds on a page without its margins.

What the reading leaves out of the words on purpose: the heads of a table that are printed again on
the next page, which are furniture (the regulation states them once, and another edition breaks its
pages elsewhere), and the marks of the print shop.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

import pypdfium2
import pytest
from accuracy import gold

import cfrdiff
from cfrdiff.model import Edition

GOLD = gold.folder() / "pdf"
LEAST = 0.9999
# The text area of GPO's pages, in points from their top left.
LEFT, TOP, BOTTOM = 100, 172, 710

PRINT = (
    "CFR-2024-title49-vol1-part38-p1-6",
    "CFR-2025-title14-vol2-part61-p21-27",
    "CFR-2025-title27-vol2-p176-178",
    "CFR-2025-title14-vol2-part67",
    "CFR-2012-title26-vol1-sec1-41-4",
)
VOLUME = pytest.param("CFR-2025-title27-vol2", marks=pytest.mark.slow)
EXPORT = "eCFR-2025-title14-part107"

_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(r"\((?:[a-z]{1,2}|\d{1,2}|[ivxlc]+|[A-Z]{1,2})\)")
_HYPHEN = re.compile(r"(?<=\w)[-‐–−]\s*(?=\w)")
_FRACTION = re.compile(
    r"(?<=\d)\s+(?=\d+\s*⁄\s*\d)|\s+(?=⁄)"
)  # PDFium sets it close to its whole number or not
_LEADERS = re.compile(r"(?:\. ?){2,}")
_SOFT = re.compile("[\ufffe\x02](?:\r\n)?")


@cache
def edition(name: str) -> Edition:
    return cfrdiff.read(GOLD / f"{name}.pdf")


def drawn(name: str) -> str:
    """PDFium's text of the text areas of all pages, words at line ends made whole."""
    document = pypdfium2.PdfDocument(GOLD / f"{name}.pdf")
    texts: list[str] = []
    for page in document:
        height = page.get_height()
        text = page.get_textpage()
        texts.append(text.get_text_bounded(LEFT, height - BOTTOM, page.get_width(), height - TOP))
        text.close()
        page.close()
    document.close()
    return _SOFT.sub("", "\r\n".join(texts))


def read_text(edition: Edition) -> str:
    parts: list[str] = []
    for section in edition.sections:
        if section.heading is not None:  # else its number is taken from the running head
            parts += [section.number or "", section.heading]
        parts.append(section.source_note or "")
        parts += [f"{one.heading or ''} {one.text}" for one in section.walk()]
    parts += [block.text for block in edition.blocks]
    return "\n".join(parts)


def words(text: str) -> Counter[str]:
    """Words as letters and figures, without designations, leaders and hyphens."""
    text = unicodedata.normalize("NFKC", text.replace("¥", "−"))
    text = _FRACTION.sub("", text)
    for pattern in (_LEADERS, _LABEL):
        text = pattern.sub(" ", text)
    return Counter(_WORD.findall(_HYPHEN.sub("", text)))


def repeated_heads(edition: Edition) -> Counter[str]:
    """The words of heads of tables that are printed once more."""
    heads = (one for one in edition.furniture if one.kind == "repeated-head")
    return words("\n".join(one.text for one in heads))


@pytest.mark.gold
@pytest.mark.parametrize("name", [*PRINT, VOLUME])
def test_the_words_are_those_of_the_page(name: str) -> None:
    theirs = words(drawn(name)) - repeated_heads(edition(name))
    ours = words(read_text(edition(name)))
    more = ours - theirs
    if name == "CFR-2025-title27-vol2":  # its title pages and finding aids begin above the others
        more -= words(whole(name))
    assert (theirs & ours).total() >= LEAST * theirs.total(), theirs - ours
    assert more.total() <= (1 - LEAST) * ours.total(), more


def whole(name: str) -> str:
    """PDFium's text of all pages, margins and all."""
    document = pypdfium2.PdfDocument(GOLD / f"{name}.pdf")
    texts = [page.get_textpage().get_text_range().replace("\r", "") for page in document]
    return "\n".join(texts)


@pytest.mark.gold
@pytest.mark.parametrize("name", [*PRINT, EXPORT, VOLUME])
def test_every_section_stands_once(name: str) -> None:
    text = whole(name)
    found = re.findall(r"(?m)^§ ?(\d+[a-z]?\.\d+[a-z]?(?:[–-]\d+[A-Z]?)?)\.?\s+[A-Z\[“‘]", text)
    printed = {number.replace("–", "-") for number in found}
    numbers = [section.number for section in edition(name).sections if section.number]
    cited = {"301.6091-1"}  # a citation of § 70.431 at the start of a line
    assert printed - cited <= set(numbers)
    assert len(numbers) == len(set(numbers))


@pytest.mark.gold
@pytest.mark.parametrize("name", [*PRINT, VOLUME])
def test_what_is_set_aside_stands_in_a_margin_or_recurs(name: str) -> None:
    inside = [
        one
        for one in edition(name).furniture
        for place in one.evidence
        if place.box is not None and TOP < place.box[1] < BOTTOM - 2
        if one.kind not in ("repeated-head", "margin-text")
    ]
    assert not inside

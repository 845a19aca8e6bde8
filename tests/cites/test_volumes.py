"""Every section number and every reference of whole volumes is read, or listed with its reason."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator

import pytest
from accuracy import gold

from cfrdiff.cites import CiteError, parse_cites
from cfrdiff.language.citations import find_citations

VOLUMES = gold.folder() / "volumes"
FILES = sorted(VOLUMES.glob("*.xml.gz"))
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not FILES, reason=f"no gold volumes in {VOLUMES}"),
]

# Section numbers that print has wrong.
MISPRINTED = {
    "§§ ;1274.804": "a stray semicolon before the number",
    "§thnsp;1274.804": "the entity of a thin space that lost its sign",
    "§ 1.401-11-1.401.13": "a stop for the hyphen of 1.401-13",
}
# What stands before a citation's first word, or is none, by the form of the words.
NO_REFERENCES = {
    r"[Ss]ections? \d+ (?:U\.S\.C|CFR)": "the word before another code's citation, which is read",
    r"§ \d+ CFR": "the sign before another title's citation, which is read",
    r"CFR (?:part )?\d": "the title's number is missing or run into the word before",
    r"U\.S\.C\. \d+,\d": "a comma in the section's number",
}
BEGINS = re.compile(
    r"§+\s?\d|\b[Pp]aragraphs?\s\([a-z0-9]+\)|\bCFR\s(?:[Pp]arts?\s|§+\s?)?\d|\b[Ss]ections?\s\d"
    r"|U\.S\.C\.\s\d"
)


def texts(tag: str) -> Iterator[str]:
    for file in FILES:
        with gzip.open(file, "rt", encoding="utf-8") as opened:
            whole = opened.read()
        for match in re.finditer(rf"<({tag})>(.*?)</\1>", whole, re.DOTALL):
            yield " ".join(html.unescape(re.sub(r"<[^>]*>", "", match[2])).split())


def test_every_section_number_parses_or_is_listed() -> None:
    total, unread = 0, []
    for printed in texts("SECTNO"):
        total += 1
        try:
            parse_cites(printed)
        except CiteError:
            unread.append(printed)
    assert total > 30_000
    assert set(unread) <= set(MISPRINTED)
    assert len(unread) <= 0.001 * total


def test_every_reference_is_read_or_listed() -> None:
    total, unread = 0, []
    for text in texts("P|FP"):
        spans = [(one.start, one.end) for one in find_citations(text)]
        for match in BEGINS.finditer(text):
            total += 1
            if not any(start <= match.start() < end for start, end in spans):
                unread.append(text[match.start() : match.end() + 24])
    unlisted = [one for one in unread if not any(re.match(form, one) for form in NO_REFERENCES)]
    assert total > 80_000
    assert unlisted == []
    assert len(unread) <= 0.001 * total

"""What a text of the CFR refers to in the CFR, each target by itself."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.cites import Designation, Member, part_of
from cfrdiff.language.citation import Citation, Form
from cfrdiff.language.citations import find_citations

# Forms that lead to sections or paragraphs, and those that lead to parts.
_TO_SECTIONS = frozenset[Form](("section", "paragraph", "cfr"))
_TO_PARTS = frozenset[Form](("part", "cfr part"))
_RANGES = frozenset(("through", "thru", "to", "-", "–", "—"))


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One target of ``text[start:end]``; of the end of a range `since` is where it begins."""

    start: int
    end: int
    words: str
    form: str
    title: int | None
    part: str
    section: str
    designation: str
    since: str = ""


def references(text: str, title: int | None, part: str, section: str) -> Iterator[Reference]:
    """The targets in the CFR of what a text in a title, part and section refers to.

    A paragraph without a section is one of the section at hand; a statute's are left out.
    """
    for one in find_citations(text):
        if one.form in _TO_PARTS:
            yield from _parts(text, one, title)
        elif one.form in _TO_SECTIONS and one.kind == "cross-reference":
            yield from _sections(text, one, title, section)


def _parts(text: str, one: Citation, title: int | None) -> Iterator[Reference]:
    words = text[one.start : one.end]
    for number in one.numbers:
        yield Reference(one.start, one.end, words, one.form, one.title or title, number, "", "")


def _sections(text: str, one: Citation, title: int | None, section: str) -> Iterator[Reference]:
    words = text[one.start : one.end]
    before = ""
    for member in one.members:
        number = member.cite.section or section
        if number:
            yield Reference(
                one.start,
                one.end,
                words,
                one.form,
                one.title or title,
                part_of(number),
                number,
                str(Designation(member.cite.path)) if member.cite.path else "",
                before if _is_range(member) and before != number else "",
            )
        before = number


def _is_range(member: Member) -> bool:
    return not _RANGES.isdisjoint(member.joint.split()) or member.joint.strip() in _RANGES

"""What a paragraph refers to: "paragraphs (a)(5) and (b) of this section" → a target each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from cfrdiff.cites import PART_NUMBER, Cite, Designation, Member, Path, Range
from cfrdiff.language.citation import Citation, Form
from cfrdiff.provisions.model import Reference

_LAW = re.compile(r"(?:Pub\.\s*L\.|Public\s+Law)\s*(?:No\.\s*)?")
# "appendix A to this part", "subpart B of part 12", "Supplement I", "appendix M to subpart B of 10
# CFR part 430".
_DIVISION = re.compile(
    r"(?P<kind>appendix|subpart|supplement)s?\s+(?P<letter>\S+?)"
    r"(?:\s+(?:of|to)\s+subpart\s+(?P<within>\S+))?"
    rf"(?:\s+(?:of|to)\s+(?:this\s+part|(?:(?P<title>\d+)\s+CFR\s+)?part\s+(?P<part>{PART_NUMBER})))?",
    re.IGNORECASE,
)
# The same behind another title's part: "12 CFR part 3, appendix A".
_DIVISION_BEHIND = re.compile(
    r"(?:(?:,|(?<!\s))\s+(?:appendix|subpart|supplement)s?\s+[A-Z].*)$", re.IGNORECASE | re.DOTALL
)


# "This clause" is the whole of one in title 48, which stands in a section of its own.
_THIS_PARAGRAPH = re.compile(r"\sof\s+this\s+(?:(?:sub)?paragraph|subclause|subdivision|item)$")


class Place(msgspec.Struct, frozen=True):
    """Where the referring text stands, and what its edition has: (section, path) pairs.

    `path` is that of the paragraph, which "subparagraph (2) of this paragraph" stands below.
    """

    title: int | None
    part: str | None
    section: str | None
    held: frozenset[tuple[str | None, Path]]
    path: Path = ()

    def below(self, labels: Path) -> Path | None:
        """The one paragraph the edition has that these labels name, in full or below one that the
        text stands in.
        """
        depths = range(len(self.path) + 1)
        found = [(*self.path[:depth], *labels) for depth in depths]
        held = [path for path in found if (self.section, path) in self.held]
        return held[0] if len(held) == 1 else None


class _Target(msgspec.Struct, frozen=True):
    """What is referred to: `own` is the place in this title of the CFR, where it is there."""

    cite: str
    own: tuple[str | None, Path] | None = None


def references(text: str, citations: Sequence[Citation], place: Place) -> list[Reference]:
    """A reference for each thing that the citations of a paragraph's text refer to, in order.

    A paragraph without "of this section" is of the section at hand. "Through" is written out
    where both ends are labels of one kind under one paragraph. "This section" is none.
    """
    return [
        _reference(text, citation, target, place)
        for citation in citations
        for target in _TARGETS.get(citation.form, _as_printed)(
            citation, text[citation.start : citation.end], place
        )
    ]


def _reference(text: str, citation: Citation, target: _Target, place: Place) -> Reference:
    start, end = citation.start, citation.end
    if target.own is None:
        return Reference(text[start:end], start, end, target.cite)
    section, path = target.own
    held = target.own in place.held
    designation = str(Designation(path))
    return Reference(text[start:end], start, end, target.cite, section, designation, path, held)


def _cites(members: Sequence[Member]) -> Iterator[Cite]:
    """The cites of a list, with those between the ends of a range of paragraphs."""
    for i, member in enumerate(members):
        if member.ends_range and i:
            between = Range(members[i - 1].cite, member.cite).between()
            for path in between or ():
                yield Cite(member.cite.section, path)
        yield member.cite


def _of_the_cfr(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    """Sections and paragraphs, where a title is named those of that title."""
    if citation.title is None and _THIS_PARAGRAPH.search(printed):
        yield from _of_this_paragraph(citation, printed, place)
        return
    for cite in _cites(citation.members):
        if citation.title is None:
            section = cite.section or place.section
            yield _Target(f"§ {section or '?'}{Designation(cite.path)}", (section, cite.path))
        else:
            own = (cite.section, cite.path) if citation.title == place.title else None
            yield _Target(f"{citation.title} CFR {cite.section}{Designation(cite.path)}", own)


def _of_this_paragraph(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    """Paragraphs below the one at hand, or their words where it is not sure which they are."""
    paths = [place.below(cite.path) for cite in _cites(citation.members)]
    known = [path for path in paths if path is not None]
    if len(known) < len(paths):
        yield _Target(printed)
        return
    for path in known:
        yield _Target(f"§ {place.section or '?'}{Designation(path)}", (place.section, path))


def _of_the_code(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    if not citation.members:  # a chapter of it
        yield _Target(printed)
    for cite in _cites(citation.members):
        yield _Target(f"{citation.title} U.S.C. {cite.section}{Designation(cite.path)}")


def _of_an_act(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    for cite in _cites(citation.members):
        yield _Target(f"section {cite.section}{Designation(cite.path)}")


def _law(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    yield _Target(_LAW.sub("Pub. L. ", printed).replace("–", "-"))


def _statutes_at_large(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    yield _Target(re.sub(r"Stat\.?", "Stat.", printed))


def _parts(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    title = citation.title or place.title or "?"
    behind = _DIVISION_BEHIND.search(printed)
    division = f", {behind[0].strip(', ')}" if behind and len(citation.numbers) == 1 else ""
    for number in citation.numbers:
        yield _Target(f"{title} CFR part {number}{division}")


def _division(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    match = _DIVISION.fullmatch(printed)
    if match is None:
        yield _Target(printed)
    else:
        part = match["part"] or place.part or "?"
        whole = f"{match['title']} CFR part {part}," if match["title"] else part
        within = f" subpart {match['within']}," if match["within"] else ""
        yield _Target(f"{whole}{within} {match['kind'].lower()} {match['letter']}")


def _here(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    yield from ()


def _as_printed(citation: Citation, printed: str, place: Place) -> Iterator[_Target]:
    yield _Target(printed)


_TARGETS: dict[Form, Callable[[Citation, str, Place], Iterator[_Target]]] = {
    "section": _of_the_cfr,
    "paragraph": _of_the_cfr,
    "cfr": _of_the_cfr,
    "code": _of_the_code,
    "statute": _of_an_act,
    "law": _law,
    "statutes at large": _statutes_at_large,
    "cfr part": _parts,
    "part": _parts,
    "division": _division,
    "here": _here,
}

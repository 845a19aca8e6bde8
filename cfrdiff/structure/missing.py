"""What a file lacks of the sections it begins and ends in, as far as its text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.cites import Designation, Path, number_before
from cfrdiff.language.abbreviations import ends_in_abbreviation
from cfrdiff.language.citation import Citation
from cfrdiff.language.citations import find_citations
from cfrdiff.model import Extent, Finding, Paragraph
from cfrdiff.structure.costs import SENTENCE_WORDS
from cfrdiff.structure.edition_heads import number_in_heads
from cfrdiff.structure.zones import Zone
from cfrdiff.text import RunningText
from cfrdiff.text.endings import is_reserved, wants_more
from cfrdiff.text.openings import holds_designated

_ENDS_CLAUSE = re.compile(r"[a-z][.;:]")


def reads_as_rule(running: RunningText, zone: Zone) -> bool:
    """Whether text before the first section heading could be the end of a section.

    It is where it begins in the middle of a sentence, holds a designation, or is at least a
    sentence; a title page or a caption is none of these.
    """
    text = " ".join(running.text[a:b] for a, b in zone.body).strip()
    if not text:
        return False
    if text[0].islower() or holds_designated(text):
        return True
    ends = (text[: match.end()] for match in _ENDS_CLAUSE.finditer(text))
    return len(text.split()) >= SENTENCE_WORDS and not all(map(ends_in_abbreviation, ends))


def number_of_headless(
    running: RunningText, zone: Zone, following: str | None
) -> tuple[str | None, str]:
    """The number of the section the file begins in, and how it is known.

    A running head before the first heading names it; else it is the number before the first
    one that stands in the file, which is `following`.
    """
    named = number_in_heads(running, zone.body[-1][1], following)
    if named is not None:
        return named, "which the running head names"
    before = number_before(following) if following is not None else None
    return before, f"the number before § {following}" if before is not None else ""


def head_missing(running: RunningText, zone: Zone, number: str | None, how: str) -> Finding:
    """That the file begins inside a section, and which it is taken for."""
    line = running.line_at(zone.body[0][0]).line.number
    message = "the file begins inside a section whose heading it does not hold"
    if number is not None:
        message += f"; taken for § {number}, {how}"
    return Finding("section-head-missing", "warning", message, section=number, line=line)


def set_apart(running: RunningText, zone: Zone) -> list[Finding]:
    """That text before the first heading is taken for no part of a section, if there is any."""
    if not zone.body:
        return []
    line = running.line_at(zone.body[0][0]).line.number
    message = "text before the first section heading is taken for no part of a section"
    return [Finding("text-set-apart", "note", message, line=line)]


def extent_of(lacks_head: bool, lacks_tail: bool) -> Extent:
    """How much of a section the file holds."""
    if lacks_head:
        return "fragment" if lacks_tail else "head-missing"
    return "tail-missing" if lacks_tail else "complete"


def unfinished(
    paragraphs: Sequence[Paragraph], number: str | None, subject: str | None
) -> str | None:
    """Why a section that ends the file cannot be whole, if the text itself shows it.

    A citation shows it only where it names a paragraph (d) of a section that ends in (c): what
    stands below a paragraph is often cited of one that was amended since.
    """
    if not paragraphs and is_reserved(subject or ""):
        return None
    if not paragraphs:
        return "the file ends with the section's heading"
    tail = paragraphs[-1]
    if wants_more((tail.text or tail.heading or "").rstrip()):
        return f"the file ends in the middle of a list ({str(Designation(tail.path)) or 'text'})"
    designated = [p for p in paragraphs if p.designation]
    if not designated:
        return None
    end = _letter(designated[-1].path)
    for citing, cited in _own_references(paragraphs, number):
        if _letter(cited.path) > end:
            return (
                f"{citing.designation or 'the text'} cites paragraph {cited} of the section,"
                " which the file does not hold"
            )
    return None


def _letter(path: Path) -> tuple[tuple[int, float, str], ...]:
    """Where a paragraph's first label stands among others."""
    return Designation(path[:1]).sort_key()


def _own_references(
    paragraphs: Sequence[Paragraph], number: str | None
) -> Iterator[tuple[Paragraph, Designation]]:
    """The paragraphs of this section that each of them cites."""
    for paragraph in paragraphs:
        text = f"{paragraph.heading or ''} {paragraph.text}"
        for citation in find_citations(text):
            for path in _own_paths(text, citation, number):
                yield paragraph, Designation(path)


def _own_paths(text: str, citation: Citation, number: str | None) -> Iterator[Path]:
    """The paragraphs that a citation names by this section's number or as "of this section"."""
    here = text.endswith("this section", 0, citation.end)
    for member in citation.members:
        section = member.cite.section
        if member.cite.path and (here if section is None else section == number):
            yield member.cite.path

"""An edition → what each of its paragraphs says, in the order of print."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec

from cfrdiff.errors import NotFoundError
from cfrdiff.language.citations import find_citations
from cfrdiff.model import Edition, Paragraph, Section
from cfrdiff.provisions.introductions import Introduction, introduction
from cfrdiff.provisions.language import Parsed, parse
from cfrdiff.provisions.lists import joined
from cfrdiff.provisions.model import Provision, Provisions, Statement
from cfrdiff.provisions.offices import offices
from cfrdiff.provisions.quantities import amounts, deadlines
from cfrdiff.provisions.references import Place, references
from cfrdiff.provisions.statements import statements_of
from cfrdiff.selecting import Picked, select


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)

_LEADING = (":", "—")
# The sections that define terms, as their headings say.
_DEFINES = re.compile(
    r"\b(?:definitions?|meaning of terms|terms (?:defined|used))\b", re.IGNORECASE
)
_LONGEST_TERM = 9  # tokens, with the stop


def provisions(edition: Edition, *, section: Picked | None = None) -> Provisions:
    """What every paragraph of an edition says, or those that are picked: of a section
    (``"163.12"``), of a paragraph and what stands under it (``"163.12(b)"``), of several. A section
    that is printed and not in force on the edition's date says nothing yet.

    Raises CiteError for what picks nothing, and NotFoundError for what the edition has not, or has
    not in force.
    """
    picked = None if section is None else select(section, edition)
    held = frozenset(
        (s.number, path) for s in edition.sections for path in [(), *(p.path for p in s.walk())]
    )
    asked = [s for s in edition.sections if picked is None or picked.touches(s.number)]
    later = edition.not_in_force
    if picked is not None and all(one.number in later for one in asked):
        date = f"on {edition.as_of}" if edition.as_of else "yet"
        raise NotFoundError(f"{edition.source.path}: {picked} is printed and not in force {date}")
    found = itertools.chain.from_iterable(
        _walk(one, one.paragraphs, Place(edition.title, edition.part, one.number, held), None)
        for one in asked
        if one.number not in later
    )
    return Provisions(
        title=edition.title,
        part=edition.part,
        as_of=edition.as_of,
        source=edition.source,
        provisions=tuple(
            one for one in found if picked is None or picked.takes(one.section, one.path)
        ),
    )


def _walk(
    section: Section,
    paragraphs: tuple[Paragraph, ...],
    place: Place,
    above: Introduction | None,
) -> Iterator[Provision]:
    lead = above
    for paragraph, following in itertools.zip_longest(paragraphs, paragraphs[1:]):
        over = lead if paragraph.path else above
        provision = _provision(section, paragraph, place, over)
        yield provision
        lends = introduction(paragraph, provision.statements, over)
        yield from _walk(section, paragraph.children, place, lends)
        if not paragraph.path:  # text of the section itself
            lead = above
            if paragraph.text.endswith(_LEADING) and _is_first(following):
                lead = introduction(paragraph, provision.statements, above, leads=True)


def _is_first(paragraph: Paragraph | None) -> bool:
    """Whether a list begins there, which the text of the section before it leads into."""
    return paragraph is not None and paragraph.path in (("a",), ("1",))


def _provision(
    section: Section, paragraph: Paragraph, place: Place, above: Introduction | None
) -> Provision:
    parsed = parse(paragraph.text)
    place = msgspec.structs.replace(place, path=paragraph.path)
    said = statements_of(parsed, above, paragraph.partial == "head-missing")
    if said and _DEFINES.search(section.heading or "") and _is_entry(paragraph, parsed, said[0]):
        said[0] = msgspec.structs.replace(said[0], kind="definition")
    by, basis = joined(paragraph)
    return Provision(
        section=section.number,
        designation=paragraph.designation,
        path=paragraph.path,
        cite=f"§ {section.number or '?'}{paragraph.designation}",
        heading=paragraph.heading,
        statements=_with_figures(parsed, said, place),
        joined=by,
        joined_basis=basis,
        partial=paragraph.partial,
        evidence=paragraph.evidence,
    )


def _is_entry(paragraph: Paragraph, parsed: Parsed, first: Statement) -> bool:
    """Whether it is an entry of a glossary: "Person. An individual, partnership, …"."""
    if first.kind != "declaration" or first.operator is not None:
        return False
    if paragraph.heading is not None:
        return True
    _, last = parsed.sentences[0]
    return (
        len(parsed.sentences) > 1
        and last <= _LONGEST_TERM
        and parsed.text[: parsed.tokens[last - 1].end].endswith(".")
    )


def _with_figures(parsed: Parsed, said: list[Statement], place: Place) -> tuple[Statement, ...]:
    """Deadlines, amounts, offices and references go to the statement they stand in."""
    citations = find_citations(parsed.text)
    starts = list(_starts(said))
    times = _dealt(deadlines(parsed), starts)
    sums = _dealt(amounts(parsed), starts)
    named = _dealt(offices(parsed), starts)
    referred = _dealt(references(parsed.text, citations, place), starts)
    return tuple(
        msgspec.structs.replace(
            one, deadlines=times[i], amounts=sums[i], offices=named[i], references=referred[i]
        )
        for i, one in enumerate(said)
    )


def _starts(said: list[Statement]) -> Iterator[int]:
    """Where the words of each statement begin.

    Where a sentence makes several, each has its operator's clause, and the first what stands
    before that.
    """
    before = None
    for one in said:
        shares = before is not None and before.start == one.start
        yield one.operator.start if shares and one.operator else one.start
        before = one


def _dealt(items: Sequence[P], starts: list[int]) -> list[tuple[P, ...]]:
    """The items for each statement: those that begin in its words."""
    holders = [bisect_right(starts, item.start) - 1 for item in items]
    return [
        tuple(item for item, holder in zip(items, holders, strict=True) if holder == i)
        for i in range(len(starts))
    ]

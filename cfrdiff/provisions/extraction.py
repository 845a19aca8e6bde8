"""An edition → what each of its paragraphs says, in the order of print."""

from __future__ import annotations

import msgspec

from cfrdiff.errors import NotFoundError
from cfrdiff.model import Edition, Paragraph, Section
from cfrdiff.provisions.language import Parsed, parse
from cfrdiff.provisions.lists import introduction, joined
from cfrdiff.provisions.model import (
    Provision,
    Provisions,
    Statement,
)
from cfrdiff.provisions.quantities import amounts, deadlines, offices
from cfrdiff.provisions.references import Place, find_references
from cfrdiff.provisions.statements import Introduction, statements_of


def provisions(edition: Edition, *, section: str | None = None) -> Provisions:
    """What every paragraph of an edition says, or of one section of it (``"163.12"``).

    Raises NotFoundError where the edition has no such section.
    """
    if section is not None and edition.section(section) is None:
        known = ", ".join(s.number for s in edition.sections if s.number)
        raise NotFoundError(f"{edition.source.path}: no § {section} in this file; it has {known}")
    held = frozenset(
        (s.number, path) for s in edition.sections for path in [(), *(p.path for p in s.walk())]
    )
    found: list[Provision] = []
    for one in edition.sections:
        if section in (None, one.number):
            place = Place(edition.title, edition.part, one.number, held)
            _walk(one, one.paragraphs, place, None, found)
    return Provisions(
        title=edition.title,
        part=edition.part,
        as_of=edition.as_of,
        source=edition.source,
        provisions=tuple(found),
    )


def _walk(
    section: Section,
    paragraphs: tuple[Paragraph, ...],
    place: Place,
    above: Introduction | None,
    found: list[Provision],
) -> None:
    for paragraph in paragraphs:
        provision = _provision(section, paragraph, place, above)
        found.append(provision)
        lends = introduction(paragraph, provision.statements, above)
        _walk(section, paragraph.children, place, lends, found)


def _provision(
    section: Section, paragraph: Paragraph, place: Place, above: Introduction | None
) -> Provision:
    parsed = parse(paragraph.text)
    said = statements_of(parsed, above, paragraph.partial == "head-missing")
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


def _with_figures(parsed: Parsed, said: list[Statement], place: Place) -> tuple[Statement, ...]:
    """Deadlines, amounts, offices and references go to the statement they stand in.

    Where a sentence makes several statements they go to the one whose words hold them: each
    begins with its operator's clause, the first with the sentence.
    """
    starts = [
        one.start
        if i == 0 or said[i - 1].start != one.start
        else (one.operator.start if one.operator else one.start)
        for i, one in enumerate(said)
    ]

    def within(i: int, at: int) -> bool:
        return starts[i] <= at and (i + 1 == len(said) or at < starts[i + 1])

    times, sums, named = deadlines(parsed), amounts(parsed), offices(parsed)
    referred = find_references(parsed.text, place)
    return tuple(
        msgspec.structs.replace(
            one,
            deadlines=tuple(d for d in times if within(i, d.start)),
            amounts=tuple(a for a in sums if within(i, a.start)),
            offices=tuple(o for o in named if within(i, o.start)),
            references=tuple(r for r in referred if within(i, r.start)),
        )
        for i, one in enumerate(said)
    )

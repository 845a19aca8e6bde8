"""What is picked of editions, checked against what they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from cfrdiff.cites import (
    Appended,
    Cite,
    CiteError,
    Designation,
    DivisionCite,
    Named,
    Parts,
    Path,
    Pick,
    Range,
    Selection,
    canonical,
    parse_selection,
    part_of,
)
from cfrdiff.cites.comments import cite_of_entry
from cfrdiff.divisions import find_divisions
from cfrdiff.errors import NotFoundError
from cfrdiff.model import Appendix, Block, Edition, Entry, Paragraph, Section, grow

# What is picked: "163.12", "19 CFR 163.12(b)(2)", "163.11-163.13", "163", or several of these.
Picked = str | Sequence[str]
# More sections are not named one by one where one is missing.
_NAMED = 40


def select(picked: Picked, *editions: Edition, appendices: bool = False) -> Selection:
    """What is picked of editions, each pick being in one of them at least.

    A section may also be picked by the number that its file gives it, whatever that is. Raises
    CiteError for what picks nothing, and for an appendix unless `appendices` may be picked;
    NotFoundError, naming what is there, for what none has.
    """
    written = (picked,) if isinstance(picked, str) else tuple(picked)
    known = {section.number for section in _sections(editions)}
    picks: list[Pick] = []
    for one in written:
        if canonical(one) in known or one in known:
            picks.append(Pick(one, None, Cite(canonical(one))))
        else:
            picks += [_found(pick, editions) for pick in parse_selection(one).picks]
    for pick in picks:
        if isinstance(pick.target, Appended):
            _check_appended(pick.target, editions, appendices)
        else:
            _check(pick, editions)
    return Selection(tuple(picks))


def _found(pick: Pick, editions: Sequence[Edition]) -> Pick:
    """A pick with the sections of its division, where it is of one."""
    if not isinstance(pick.target, Named):
        return pick
    division = pick.target.division
    sections = {
        canonical(number)
        for edition in editions
        for one in find_divisions(edition.divisions, division)
        for number in one.all_sections()
    }
    target = msgspec.structs.replace(pick.target, sections=frozenset(sections))
    return msgspec.structs.replace(pick, target=target)


def touched(selection: Selection, *editions: Edition) -> frozenset[str]:
    """The numbers of the sections that are picked, or of which something is."""
    return frozenset(
        section.number
        for section in _sections(editions)
        if section.number and selection.touches(section.number)
    )


def only(edition: Edition, selection: Selection) -> Edition:
    """An edition with what is picked of it; a paragraph stands without what is above it."""
    sections = tuple(
        section if selection.takes_whole(section.number) else _limited(section, selection)
        for section in edition.sections
        if selection.touches(section.number)
    )
    numbers = {section.number for section in sections}
    findings = tuple(
        finding
        for finding in edition.findings
        if finding.section is None or finding.section in numbers
    )
    blocks = picked_blocks(edition, selection, numbers)
    return msgspec.structs.replace(edition, sections=sections, findings=findings, blocks=blocks)


def picked_blocks(
    edition: Edition, selection: Selection, numbers: Collection[str | None]
) -> tuple[Block, ...]:
    """The blocks of an edition without those of appendices that are not picked: neither they nor
    the section of one of these numbers that they follow. Where sections are picked, the blocks
    that are of no appendix stay.
    """
    asked = selection.appended
    held: set[int] = set()
    kept: set[int] = set()
    for appendix in edition.appendices:
        own = {appendix.block, *(entry.block for entry in appendix.walk())}
        held |= own
        if (appendix.after is None and not asked) or appendix.after in numbers:
            kept |= own
        for one in asked:
            kept |= set(blocks_of(appendix, one, edition.part))
    others = len(asked) < len(selection.picks)
    rows = enumerate(edition.blocks)
    return tuple(block for i, block in rows if i in kept or (others and i not in held))


def blocks_of(appendix: Appendix, picked: Appended, part: str | None) -> Iterator[int]:
    """The blocks of an appendix that are picked, with its heading and those above them."""
    if not picked.is_of(appendix.name):
        return
    if picked.entry is None:
        yield appendix.block
        yield from (entry.block for entry in appendix.walk())
        return
    found = list(_entries(appendix.entries, picked.entry.casefold(), part))
    if found:
        yield appendix.block
        yield from found


def _entries(entries: Sequence[Entry], cite: str, part: str | None) -> Iterator[int]:
    """The blocks of the entries that are cited so, of what stands below and of what is above."""
    for entry in entries:
        if cite_of_entry(entry.path, part).casefold() == cite and entry.designation:
            yield from (one.block for one in entry.walk())
            continue
        below = list(_entries(entry.children, cite, part))
        if below:
            yield entry.block
            yield from below


def _limited(section: Section, selection: Selection) -> Section:
    """A section with the paragraphs that are picked, and what stands under them."""
    kept = [
        msgspec.structs.replace(paragraph, children=())
        for paragraph in section.walk()
        if selection.takes(section.number, paragraph.path)
    ]
    return msgspec.structs.replace(section, paragraphs=grow(kept), source_note=None)


def _sections(editions: Sequence[Edition]) -> Iterator[Section]:
    return (section for edition in editions for section in edition.sections)


def _check(pick: Pick, editions: Sequence[Edition]) -> None:
    """Raise NotFoundError where no edition has what is picked."""
    titles = {edition.title for edition in editions}
    if pick.title is not None and None not in titles and pick.title not in titles:
        titled = " and ".join(f"{one} CFR" for one in sorted(one for one in titles if one))
        raise NotFoundError(f"{_missing(_name(pick), editions)}; {_they(editions)} of {titled}")
    there = [s for s in _sections(editions) if s.number and pick.touches(s.number)]
    if not there:
        raise NotFoundError(f"{_missing(_name(pick), editions)}; {_have(pick, editions)}")
    for path in pick.paths:
        paragraphs = [one for section in there for one in section.walk()]
        if not any(one.path[: len(path)] == path for one in paragraphs):
            number = there[0].number
            name = f"§ {number}{Designation(path)}"
            raise NotFoundError(
                f"{_missing(name, editions)}; § {number} has {_near(path, paragraphs)}"
            )


def _check_appended(picked: Appended, editions: Sequence[Edition], allowed: bool) -> None:
    """Raise NotFoundError where no edition has what is picked of an appendix, and CiteError where
    only sections may be picked.
    """
    if not allowed:
        raise CiteError(f"{picked} is of an appendix; name a section or what holds sections")
    there = [(one, edition.part) for edition in editions for one in edition.appendices]
    if any(any(blocks_of(appendix, picked, part)) for appendix, part in there):
        return
    names = dict.fromkeys(one.name for one, _ in there if picked.is_of(one.name))
    if not names:
        names = dict.fromkeys(one.name for one, _ in there)
    verb = "it has" if len(editions) == 1 else "they have"
    has = _named(list(names)) or "no appendix"
    raise NotFoundError(f"{_missing(str(picked), editions)}; {verb} {has}")


def _name(pick: Pick) -> str:
    title = f"{pick.title} CFR " if pick.title is not None else ""
    if isinstance(pick.target, Parts):
        return f"{title}part {pick.target.first}"
    if isinstance(pick.target, Named):
        return f"{title}{pick.target.division}"
    if isinstance(pick.target, Range):
        return f"{title}§§ {pick.target.first} through {pick.target.last}"
    return f"{title}§ {pick.target}"


def _missing(name: str, editions: Sequence[Edition]) -> str:
    """That something is in no file."""
    paths = [edition.source.path for edition in editions]
    if len(paths) == 1:
        return f"{paths[0]}: no {name} in this file"
    verb = "are" if name.startswith("§§") else "is"
    if len(paths) == 2:
        return f"{name} {verb} in neither {paths[0]} nor {paths[1]}"
    return f"{name} {verb} in none of {', '.join(paths)}"


def _they(editions: Sequence[Edition]) -> str:
    return "it is" if len(editions) == 1 else "they are"


def _have(pick: Pick, editions: Sequence[Edition]) -> str:
    """What there is: the sections, or those of the part that is asked for, or the parts."""
    verb = "it has" if len(editions) == 1 else "they have"
    if isinstance(pick.target, Named):
        return f"{verb} {_named(_divisions(pick.target.division, editions)) or 'no such division'}"
    numbers = list(dict.fromkeys(s.number for s in _sections(editions) if s.number))
    parts = list(dict.fromkeys(map(part_of, numbers)))
    if len(numbers) > _NAMED:
        asked = [] if isinstance(pick.target, Parts) else [n for n in numbers if _is_near(pick, n)]
        if not asked:
            return f"{verb} part{'s' if len(parts) > 1 else ''} {_named(parts)}"
        numbers = asked
    return f"{verb} {_named(numbers)}"


def _divisions(cite: DivisionCite, editions: Sequence[Edition]) -> list[str]:
    """The divisions of a kind that editions have, in the division that a cite names above it."""
    kind = cite.kind
    rows = [row for edition in editions for row in edition.divisions]
    if cite.above:
        inner, *above = cite.above
        found = find_divisions(rows, DivisionCite(inner[0], inner[1], tuple(above)))
        rows = found or rows
        kind = cite.kind if found else inner[0]
    names = [one.number for row in rows for one in row.walk() if one.kind == kind]
    return [f"{kind.replace('-', ' ')} {name}" for name in dict.fromkeys(names)]


def _is_near(pick: Pick, number: str) -> bool:
    """Whether a section is of the part that a pick is of."""
    first = pick.target.first if isinstance(pick.target, Range) else pick.target
    return isinstance(first, Cite) and part_of(number) == part_of(first.section or "")


def _named(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: _NAMED - 1])} … {names[-1]}, {len(names)} in all"


def _near(path: Path, paragraphs: Collection[Paragraph]) -> str:
    """The paragraphs beside the place of one that is missing."""
    for depth in reversed(range(len(path))):
        beside = [
            str(Designation(one.path))
            for one in paragraphs
            if len(one.path) == depth + 1 and one.path[:depth] == path[:depth]
        ]
        if beside:
            return _named(list(dict.fromkeys(beside)))
    return "no designated paragraph"

"""The headings and source notes of sections, those of both editions side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from cfrdiff.changes.counterparts import Counterpart
from cfrdiff.changes.model import SectionChange
from cfrdiff.model import Edition, Section

_Numbers = Mapping[str | None, str | None]


def of_sections(
    before: Edition, after: Edition, went: _Numbers, sections: Sequence[SectionChange]
) -> Iterator[Counterpart]:
    """Headings and source notes of all sections, in the newer edition's order; at the end those of
    sections that went. Those of a section that came or went as a whole do so with it.
    """
    told = {
        (one.after or one.before, one.heading, one.source_note)
        for one in sections
        if one.kind != "redesignated"
    }
    for i, j, is_covered in _counterparts(before, after, went, sections):
        old = None if i is None else before.sections[i]
        new = None if j is None else after.sections[j]
        alone = new if old is None else old if new is None else None
        is_whole = alone and (alone.number, alone.heading, alone.source_note) in told
        kinds: tuple[_OfSection, ...] = (
            ("section-heading", _heading(old), _heading(new), _both_tell_heading(old, new)),
            ("source-note", _note(old), _note(new), _both_tell_note(old, new)),
        )
        for kind, one, other, is_told in kinds:
            if one is not None or other is not None:
                yield Counterpart(
                    kind,
                    *_numbers(old, new),
                    None if i is None or one is None else (kind, i),
                    None if j is None or other is None else (kind, j),
                    one,
                    other,
                    is_compared=is_covered and is_told and not is_whole,
                )


_OfSection = tuple[Literal["section-heading", "source-note"], str | None, str | None, bool]


def _heading(section: Section | None) -> str | None:
    return section.heading if section else None


def _note(section: Section | None) -> str | None:
    return section.source_note if section else None


def _counterparts(
    before: Edition, after: Edition, went: _Numbers, sections: Sequence[SectionChange]
) -> Iterator[tuple[int | None, int | None, bool]]:
    """Sections of the two editions that are one, by their places, in the newer one's order; those
    that came alone, and at the end those that went; and whether both files cover them.
    """
    gone = {one.before for one in sections if one.kind == "removed"}
    came = {one.after for one in sections if one.kind == "added"}
    waiting: dict[str | None, list[int]] = defaultdict(list)
    for i, section in enumerate(before.sections):
        if section.number not in gone:
            waiting[went.get(section.number, section.number)].append(i)
    known = {*gone, *came, *waiting} - {None}
    for j, section in enumerate(after.sections):
        olds = [] if section.number in came else waiting[section.number]
        yield (olds.pop(0) if olds else None), j, section.number in known
    left = {i for olds in waiting.values() for i in olds}
    known = {section.number for section in after.sections} - {None}
    for i, section in enumerate(before.sections):
        if i in left or section.number in gone:
            number = went.get(section.number, section.number)
            yield i, None, section.number in gone or number in known


def _numbers(old: Section | None, new: Section | None) -> tuple[str | None, str | None]:
    """The number in both editions; in the one that has not the section, that of the other."""
    known = [section.number for section in (old, new) if section is not None]
    return known[0], known[-1]


def _both_tell_heading(old: Section | None, new: Section | None) -> bool:
    """Whether both files tell a heading; of one that came or went, one is enough."""
    return old is None or new is None or bool(old.heading and new.heading)


def _both_tell_note(old: Section | None, new: Section | None) -> bool:
    """Whether both files reach to the end of a section, where its source note stands."""
    if old is None or new is None:
        return True
    return not {old.extent, new.extent} & {"tail-missing", "fragment"}

"""Running text → an edition: its sections, the blocks between them, and what is in doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cfrdiff.cites import part_in_heading
from cfrdiff.effective import effective_notes_of
from cfrdiff.errors import LimitError
from cfrdiff.language.editorial import announced
from cfrdiff.limits import limits
from cfrdiff.model import Block, Edition, Evidence, Finding, Section, Source, grow
from cfrdiff.structure.edition_heads import date_in_heads, date_on_title_page, title_in_heads
from cfrdiff.structure.explanations import Explanation, explain_body
from cfrdiff.structure.labels import crowded_line
from cfrdiff.structure.later_sections import not_yet_in_force, running_of
from cfrdiff.structure.loose_headings import doubtful_headings, headings_in_appendixes
from cfrdiff.structure.lost_headings import lost_headings
from cfrdiff.structure.missing import number_of_headless, reads_as_rule, set_apart
from cfrdiff.structure.outline import outline
from cfrdiff.structure.page_paths import disagreements
from cfrdiff.structure.sections import one_line, read_section
from cfrdiff.structure.units import Span
from cfrdiff.structure.word_findings import doubtful_words, undecided_words, unreadable_pages
from cfrdiff.structure.zones import Zone
from cfrdiff.text import RunningText

# A page, a line and an offset: where something begins in a file.
_InFile = tuple[int, int, int]


class Known(msgspec.Struct, frozen=True):
    """What is known of an edition besides its text: title, part and date, None where not."""

    title: int | None = None
    part: str | None = None
    as_of: str | None = None


def build(
    running: RunningText,
    source: Source,
    known: Known | None = None,
) -> Edition:
    """Build the edition of a running text.

    `known` overrides what running heads say. An edition without sections is returned as
    such; it is for the caller to refuse it. Raises LimitError where one line holds more labels in
    parentheses than any has.
    """
    _refuse_crowded(running, source)
    known = known or Known()
    zones = outline(running)
    read = _Reading(running, zones, source.well_formed)
    sections = read.sections
    heads = [head for _, head in running.heads]
    as_of = known.as_of or date_in_heads(heads) or date_on_title_page(running, _front(zones))
    return Edition(
        title=known.title if known.title is not None else title_in_heads(heads),
        part=known.part or (_part(sections) if sections else _only_part(read.blocks)),
        as_of=as_of,
        source=source,
        sections=tuple(sections),
        furniture=running.furniture,
        findings=(
            *running.findings,
            *read.findings,
            *disagreements(running, sections),
            *not_yet_in_force(sections, effective_notes_of(read.blocks), as_of),
            *undecided_words(running),
            *unreadable_pages(running),
            *doubtful_words(running),
        ),
        blocks=tuple(read.blocks),
    )


def _refuse_crowded(running: RunningText, source: Source) -> None:
    most = limits().line_labels
    crowded = crowded_line(running, most)
    if crowded is not None:
        raise LimitError(
            source.path,
            "line_labels",
            f"more than {most:,} labels such as (a) stand on one line",
            "a paragraph of the CFR has far fewer; give it line ends where paragraphs begin",
            f"line {crowded}",
        )


class _Reading:
    """The sections, blocks and findings of a file, read zone by zone.

    `is_whole` says that the file is surely not cut off.
    """

    def __init__(self, running: RunningText, zones: Sequence[Zone], is_whole: bool) -> None:
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self._running = running
        self.findings += doubtful_headings(running, zones)
        self.findings += lost_headings(running, zones)
        self.findings += headings_in_appendixes(running, zones)
        following = _first_number(zones)
        for i, zone in enumerate(zones):
            begins: list[_InFile] = []
            if _is_loose(running, zone):
                self._set_apart(zone)
            elif zone.heading is not None or zone.body:
                may_break_off = i == len(zones) - 1 and not is_whole
                section, found = read_section(running, zone, following, may_break_off)
                others = zone.heading.others if zone.heading else ()
                self.sections.append(section)
                self.sections += [_reserved(section, number) for number in others]
                self.findings += found
                begins = [_begin(one.evidence) for one in section.walk() if one.evidence]
            for kind, span in zone.blocks:
                self._add_block(zone, kind, span, begins)

    def _set_apart(self, zone: Zone) -> None:
        """Take the text of a zone for no part of a section."""
        self.findings += set_apart(self._running, zone)
        for span in (*zone.body, *((zone.note,) if zone.note else ())):
            self._add_block(zone, "other", span, ())

    def _add_block(self, zone: Zone, kind: str, span: Span, begins: Sequence[_InFile]) -> None:
        """Take a stretch for a block of a section whose paragraphs begin there."""
        after = zone.heading.number if zone.heading else None
        text = one_line(self._running, span)
        line = self._running.line_at(span[0]).line
        if kind == "announcement":
            self.findings += _coming(text, after, line.number)
        evidence = self._running.evidence(*span)
        behind = bisect_left(begins, _begin(evidence)) if evidence else None
        self.blocks.append(Block(kind, text, after, evidence, line.row, behind, line.level))


def _begin(evidence: Sequence[Evidence]) -> _InFile:
    first = evidence[0]
    return first.page or 0, first.line, first.start


def _coming(announcement: str, section: str | None, line: int) -> list[Finding]:
    """That what was published is not in the text yet."""
    said = announced(announcement)
    if said is None:
        return []
    message = f"{' '.join(said)} is not in this text yet"
    return [Finding("amendment-coming", "note", message, section=section, line=line)]


def _reserved(section: Section, number: str) -> Section:
    """Another section that is reserved in the same heading."""
    return msgspec.structs.replace(section, number=number, paragraphs=(), source_note=None)


def _is_loose(running: RunningText, zone: Zone) -> bool:
    """Whether a zone is no section: text before the first heading that reads like no rule."""
    return zone.heading is None and not reads_as_rule(running, zone)


def set_forth(edition: Edition, date: str) -> Edition:
    """What the effective date notes of an edition set forth that is effective by an ISO date, as an
    edition of that date: the sections as they stand in the notes, whole or in part.
    """
    notes = [note for note in edition.effective_notes if any(d <= date for d in note.effective)]
    running = running_of(notes, edition.sections, edition.source.path)
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()
    if running is not None:
        made = build(running, edition.source, Known(edition.title, edition.part, date))
        # Places in the notes are none of the file.
        sections, findings = tuple(map(_without_places, made.sections)), made.findings
    return msgspec.structs.replace(
        edition, as_of=date, sections=sections, findings=findings, blocks=(), furniture=()
    )


def _without_places(section: Section) -> Section:
    flat = [
        msgspec.structs.replace(paragraph, evidence=(), repairs=(), children=())
        for paragraph in section.walk()
    ]
    return msgspec.structs.replace(
        section, evidence=(), source_note_evidence=(), repairs=(), paragraphs=grow(flat)
    )


def explain(running: RunningText) -> list[Explanation]:
    """What every label that could be a designation was taken for, in the order of the text."""
    zones = outline(running)
    following = _first_number(zones)
    return [
        one
        for zone in zones
        if not _is_loose(running, zone)
        for one in explain_body(
            running, zone.body, _number(running, zone, following), zone.heading is None
        )
    ]


def _number(running: RunningText, zone: Zone, following: str | None) -> str | None:
    if zone.heading is not None:
        return zone.heading.number
    return number_of_headless(running, zone, following)[0]


def _first_number(zones: Sequence[Zone]) -> str | None:
    return next((zone.heading.number for zone in zones if zone.heading), None)


def _front(zones: Sequence[Zone]) -> int:
    """Where what stands before the first section ends."""
    return next((zone.heading.start for zone in zones if zone.heading), 0)


def headed_parts(blocks: Iterable[Block]) -> Iterator[str]:
    """The parts that headings among blocks name, in their order."""
    for block in blocks:
        part = part_in_heading(block.text) if block.kind == "part-heading" else None
        if part is not None:
            yield part


def _only_part(blocks: Iterable[Block]) -> str | None:
    """The part of an edition of one part; None where it has several."""
    parts = set(headed_parts(blocks))
    return parts.pop() if len(parts) == 1 else None


def _part(sections: Sequence[Section]) -> str | None:
    """The part most sections are of; None where no part has half of them."""
    parts = Counter(s.number.partition(".")[0] for s in sections if s.number)
    if not parts:
        return None
    part, count = parts.most_common(1)[0]
    return part if 2 * count >= parts.total() else None

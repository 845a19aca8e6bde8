"""A zone of the running text → one section with its paragraphs."""

from __future__ import annotations

from cfrdiff.model import Finding, Repair, Section, grow
from cfrdiff.structure.heading_standing import Heading
from cfrdiff.structure.missing import extent_of, head_missing, number_of_headless, unfinished
from cfrdiff.structure.paragraphs import Body, read_body
from cfrdiff.structure.units import Span
from cfrdiff.structure.zones import Zone
from cfrdiff.text import RunningText

_DIVISIONS = frozenset(("chapter-heading", "part-heading", "subpart-heading", "appendix"))


def read_section(
    running: RunningText, zone: Zone, following: str | None, may_break_off: bool
) -> tuple[Section, list[Finding]]:
    """The section of a zone, and what is to be said of it.

    `following` is the number of the first section with a heading; `may_break_off` says that nothing
    comes behind the zone in a file that may be cut off.
    """
    heading = zone.heading
    findings: list[Finding] = []
    if heading is None:
        number, how = number_of_headless(running, zone, following)
        findings.append(head_missing(running, zone, number, how))
    else:
        number = heading.number or None
        findings += _odd_number(running, heading)
    subject = _subject(running, heading) if heading else None
    ends_file = may_break_off and zone.note is None and not _goes_on(zone)
    body = read_body(running, zone.body, number, heading is None, ends_file)
    findings += body.findings
    missing = _tail_missing(body, number, subject) if ends_file else None
    if missing is not None:
        findings.append(missing)
    section = Section(
        number=number,
        heading=subject,
        extent=extent_of(heading is None, missing is not None or _breaks_off(body)),
        source_note=one_line(running, zone.note) if zone.note else None,
        paragraphs=grow(list(body.paragraphs)),
        inferred=heading is None and number is not None,
        evidence=running.evidence(heading.start, heading.end) if heading else (),
        source_note_evidence=running.evidence(*zone.note) if zone.note else (),
        repairs=_repairs(running, heading) if heading else (),
    )
    return section, findings


def one_line(running: RunningText, span: Span) -> str:
    """A stretch of the text on one line."""
    return " ".join(running.text[span[0] : span[1]].split())


def _odd_number(running: RunningText, heading: Heading) -> list[Finding]:
    """That the source names a section by what is no number as cites are."""
    if heading.named is None:
        return []
    message = f"the source names this section {heading.named!r}, which is no section number"
    if not heading.named:
        message = "the source says that a section begins here, and gives it no number"
    line = running.line_at(heading.start).line.number
    return [Finding("section-number-odd", "warning", message, section=heading.number, line=line)]


def _goes_on(zone: Zone) -> bool:
    """Whether the file goes on to another division behind the section."""
    end = zone.body[-1][1] if zone.body else 0
    return any(kind in _DIVISIONS and span[0] >= end for kind, span in zone.blocks)


def _breaks_off(body: Body) -> bool:
    return bool(body.paragraphs) and body.paragraphs[-1].partial == "tail-missing"


def _tail_missing(body: Body, number: str | None, subject: str | None) -> Finding | None:
    """That a section which ends the file cannot be whole, where no paragraph says it yet."""
    reason = None if _breaks_off(body) else unfinished(body.paragraphs, number, subject)
    return Finding("section-tail-missing", "note", reason, section=number) if reason else None


def _subject(running: RunningText, heading: Heading) -> str | None:
    return one_line(running, (heading.subject, heading.end)) or None


def _repairs(running: RunningText, heading: Heading) -> tuple[Repair, ...]:
    """The repairs of a heading: of its number, and of its subject with their place there."""
    return tuple(
        Repair(join.kind, join.before, join.after, join.at - heading.subject, join.basis, "heading")
        if join.at >= heading.subject
        else Repair(join.kind, join.before, join.after, 0, join.basis, "designation")
        for join in running.joins_in(heading.start, heading.end)
    )

"""Section headings in other forms than print has: "Section 163.5 Records.", "§ 163.5—Records."

A citation may open a paragraph in the same words. It is a heading only where the paragraph, the
order of the numbers and what stands around it all say so; elsewhere it stays text, and a finding
says that it may be one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cfrdiff.cites import canonical, follows, is_next, part_of
from cfrdiff.late import kept
from cfrdiff.model import Finding
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.structure.costs import HEADING_LOOKS_BACK, LONGEST_SUBJECT
from cfrdiff.structure.heading_standing import Heading
from cfrdiff.structure.subjects import ends_subject, subject_end
from cfrdiff.structure.units import Span
from cfrdiff.structure.zones import Zone
from cfrdiff.text import RunningText
from cfrdiff.text.endings import is_closed, is_reserved, wants_more
from cfrdiff.text.openings import loose_heading, opens_with_first_label, section_heading

# What goes on with a citation that opens a sentence: "§ 163.5 of this part", "§ 163.5 or".
_GOES_ON = re.compile(
    r"(?:of|or|and|to|through|as|in|under|by|with|for|on|if|that|which|but|when(?= the)|also|above"
    r"|below|et|note|nor|than|hereof|only|herein|thereof|until|before|after|unless)\b"
)
_ASKS = re.compile(r"(?:who|what|when|where|how|why|which|whose)\b")
# What a sentence has and a subject seldom: "Section 163.5 Records must be kept."
_STATES = re.compile(
    r"\b(?:must|shall|may|will|is|are|was|were|has|have|does|do|appl(?:y|ies)|provides?|requires?)\b"
)


def with_loose_headings(running: RunningText, found: Sequence[Heading]) -> list[Heading]:
    """The headings found, and those in other forms that surely are headings, in order."""
    candidates = list(_candidates(running))
    taken = list(found)
    numbers = frozenset(one.number for one in found)
    for i, (heading, match) in enumerate(candidates):
        at = bisect_left(taken, heading.start, key=lambda one: one.start)
        if at < len(taken) and taken[at].start == heading.start:
            continue
        place = _Place(
            running,
            heading,
            match,
            taken[at - 1] if at else None,
            taken[at] if at < len(taken) else None,
            candidates[i + 1][0] if i + 1 < len(candidates) else None,
            numbers,
        )
        rule = first_rule(_IS_HEADING, place)
        if rule is not None and rule.verdict:
            taken.insert(at, heading)
    return taken


def doubtful_headings(running: RunningText, zones: Sequence[Zone]) -> Iterator[Finding]:
    """What opens a paragraph of a section as another section's heading might, and is text."""
    headings = [zone.heading for zone in zones if zone.heading is not None]
    held = {number for one in headings for number in (one.number, *one.others)}
    parts = {part_of(number) for number in held}
    bodies = [(zone, span) for zone in zones if zone.heading for span in zone.body]
    starts = [span[0] for _, span in bodies]
    for heading, _ in _candidates(running):
        i = bisect_left(starts, heading.start + 1) - 1
        if i < 0 or heading.start >= bodies[i][1][1]:
            continue
        if heading.number in held or part_of(heading.number) not in parts:
            continue  # a citation of a section that stands elsewhere
        inside = bodies[i][0].heading
        section = inside.number if inside else None
        yield Finding(
            "heading-doubtful",
            "warning",
            f"a paragraph opens as the heading of § {heading.number} might;"
            f" it is taken for text of § {section}",
            section=section,
            line=running.line_at(heading.start).line.number,
        )


def headings_in_appendixes(running: RunningText, zones: Sequence[Zone]) -> Iterator[Finding]:
    """What stands in an appendix as the heading of a section that the file has nowhere else."""
    held = {zone.heading.number for zone in zones if zone.heading is not None}
    for zone in zones:
        found: list[tuple[str, Span]] = []
        for kind, span in zone.blocks:
            match = section_heading(running.text, *span) if kind == "appendix" else None
            if match is None or running.line_at(span[0]).line.kind is not None:
                continue
            if match["number"] not in held and ends_subject(running.text[slice(*span)].rstrip()):
                found.append((match["number"], span))
        if found:
            number, span = found[0]
            line = running.line_at(span[0]).line.number
            message = (
                f"in an appendix stands what may be the heading of § {number}"
                f" ({len(found)} such lines); it is taken for text of the appendix"
            )
            section = zone.heading.number if zone.heading else None
            yield Finding("heading-doubtful", "warning", message, section=section, line=line)


def _candidates(running: RunningText) -> Iterator[tuple[Heading, re.Match[str]]]:
    """What opens printed paragraphs as a heading might, where the source says nothing of them."""
    text = running.text
    for i, placed in enumerate(running.lines):
        begins = placed.at == 0 or text[placed.at - 1] == "\n" or placed.line.role == "heading"
        if placed.line.kind is not None or not (begins or placed.line.opens is None):
            continue
        match = loose_heading(text, placed.at, placed.end)
        if match is None or not (begins or text[match.end()].islower()):
            continue
        number = canonical(match["number"]) + (match["temporary"] or "").strip()
        if match["label"]:
            at = match.start("label")
            if text[match.end("label") : match.end("label") + 2].lstrip()[:1].islower():
                continue  # "§ 163.5 (a) applies" cites a paragraph
            yield Heading(number, placed.at, at, at), match
        else:
            end = subject_end(running, i, match.end())
            anew = opens_with_first_label(text[end : end + 8].lstrip())
            if anew or not _cites(text[match.end() : end]):
                yield Heading(number, placed.at, match.end(), end), match


def _cites(subject: str) -> bool:
    """Whether what stands behind a number goes on, in lower case, with a sentence that cites it."""
    if not subject[:1].islower() or _ASKS.match(subject):
        return False
    return bool(_GOES_ON.match(subject) or _STATES.search(subject))


@dataclass(frozen=True)
class _Place:
    """A heading in another form, with the headings around it.

    `later` is the next that may be one, `numbers` are those of the headings proper.
    """

    running: RunningText
    heading: Heading
    match: re.Match[str]
    before: Heading | None
    behind: Heading | None
    later: Heading | None
    numbers: frozenset[str]

    @property
    def number(self) -> str:
        return self.heading.number

    @property
    def is_in_order(self) -> bool:
        after = self.before is None or follows(self.before.number, self.number)
        return after and (self.behind is None or follows(self.number, self.behind.number))

    @property
    def is_of_a_row(self) -> bool:
        """Whether another heading is there, before or behind, or this one opens the file."""
        if self.before is not None or self.behind is not None:
            return True
        opens = not self.running.text[: self.heading.start].strip()
        return opens or (self.later is not None and follows(self.number, self.later.number))

    @property
    def stands_clear(self) -> bool:
        at = self.heading.start
        text = self.running.text[max(0, at - HEADING_LOOKS_BACK) : at].rstrip()
        return (
            not text or is_closed(text) or (self.before is not None and self.before.end >= at - 1)
        )

    @kept
    def subject(self) -> str:
        return self.running.text[self.heading.subject : self.heading.end].strip()

    @property
    def is_alone(self) -> bool:
        """Whether it is a printed paragraph of its own, or the first paragraph stands behind it."""
        end = self.heading.end
        rest = self.running.text[end : end + 8]
        return not rest or rest[0] == "\n" or opens_with_first_label(rest.lstrip())

    @property
    def has_text(self) -> bool:
        """Whether something but another heading stands under it."""
        if is_reserved(self.subject):
            return True
        end = self.heading.end
        under = end + len(self.running.text[end:]) - len(self.running.text[end:].lstrip())
        begins = {one.start for one in (self.behind, self.later) if one is not None}
        return under < len(self.running.text) and under not in begins

    @property
    def reads_as_sentence(self) -> bool:
        if len(self.subject) > LONGEST_SUBJECT or wants_more(self.subject):
            return True
        if self.subject[:1].islower():
            return _cites(self.subject)
        bare = not self.match["joint"].strip() and not self.match["sign"].startswith("§")
        return bare and not self.subject.endswith("?") and bool(_STATES.search(self.subject))

    @property
    def is_borne_out(self) -> bool:
        """Whether (a) or (1) stands behind it, or its number is next to a neighbour's."""
        end = self.heading.end
        if opens_with_first_label(self.running.text[end : end + 8].lstrip()):
            return True
        return (self.before is not None and is_next(self.before.number, self.number)) or (
            self.behind is not None and is_next(self.number, self.behind.number)
        )


_IS_HEADING: tuple[Rule[_Place, bool], ...] = (
    Rule("a section with a heading of its own", lambda place: place.number in place.numbers, False),
    Rule("a number out of order, or of another part", lambda place: not place.is_in_order, False),
    Rule("a single one in a file without headings", lambda place: not place.is_of_a_row, False),
    Rule("behind an unfinished text", lambda place: not place.stands_clear, False),
    Rule("words of a longer paragraph", lambda place: not place.is_alone, False),
    Rule("nothing under it", lambda place: not place.has_text, False, "a list of sections"),
    Rule("a sentence", lambda place: place.reads_as_sentence, False),
    Rule("nothing bears it out", lambda place: not place.is_borne_out, False),
    Rule("all around it shows a heading", otherwise, True),
)

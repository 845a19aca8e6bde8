"""Running text → sections → paragraph trees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from cfrdiff.errors import SourceError
from cfrdiff.model import (
    Block,
    Designation,
    Edition,
    Evidence,
    Extent,
    Finding,
    Paragraph,
    Repair,
    Section,
    Source,
    grow,
)
from cfrdiff.section_numbers import SECTION_NUMBER, canonical, section_key
from cfrdiff.structure.designations import crowded_line
from cfrdiff.structure.explanations import Explanation, explain_body
from cfrdiff.structure.outline import Zone, outline
from cfrdiff.structure.paragraphs import read_body
from cfrdiff.text import RunningText
from cfrdiff.text.head_forms import EDITION_HEAD

__all__ = ["MOST_LABELS", "Explanation", "Known", "build", "explain"]

_OWN_REFERENCE = re.compile(
    r"paragraphs? ((?:\([A-Za-z0-9]{1,5}\)(?: ?\([A-Za-z0-9]{1,5}\))*"
    r"(?:, (?:and |or )?| and | or | through )?)+)\s*of this section"
)
_ONE_REFERENCE = re.compile(r"(?:\([A-Za-z0-9]{1,5}\) ?)+")
_HEAD_NUMBER = re.compile(rf"§ ({SECTION_NUMBER})")


class Known(msgspec.Struct, frozen=True):
    """What is known of an edition besides its text: title, part and date, None where not."""

    title: int | None = None
    part: str | None = None
    as_of: str | None = None


# Long paragraphs of the CFR hold a few hundred labels; each takes time and memory to judge.
MOST_LABELS = 20_000


def build(
    running: RunningText,
    source: Source,
    known: Known | None = None,
    most_labels: int = MOST_LABELS,
) -> Edition:
    """Build the edition of a running text.

    `known` overrides what running heads tell. An edition without sections is returned as
    such; it is for the caller to refuse it. Raises SourceError where one line holds more than
    `most_labels` labels in parentheses.
    """
    crowded = crowded_line(running, most_labels)
    if crowded is not None:
        raise SourceError(
            source.path,
            f"more than {most_labels:,} labels such as (a) stand on one line",
            "a paragraph of the CFR has far fewer; give it line ends where paragraphs begin",
            f"line {crowded}",
        )
    known = known or Known()
    zones = outline(running)
    sections: list[Section] = []
    findings: list[Finding] = list(running.findings)
    blocks: list[Block] = []
    following = _first_number(zones)
    for i, zone in enumerate(zones):
        last = i == len(zones) - 1
        after = sections[-1].number if sections else None
        if zone.heading is not None:
            after = zone.heading.number
        loose = zone.heading is None and not _reads_as_rule(running, zone)
        if loose:
            findings += _set_apart(running, zone)
            blocks += [
                Block("other", _line(running, span), after, running.evidence(*span))
                for span in (*zone.body, *((zone.note,) if zone.note else ()))
            ]
        elif zone.heading is not None or zone.body:
            section, said = _section(running, zone, following, last)
            sections.append(section)
            findings += said
        blocks += [
            Block(kind, _line(running, span), after, running.evidence(*span))
            for kind, span in zone.blocks
        ]
    findings += _undecided_words(running)
    heads = [head for _, head in running.heads]
    return Edition(
        title=known.title if known.title is not None else _title(heads),
        part=known.part or _part(sections),
        as_of=known.as_of or _as_of(heads),
        source=source,
        sections=tuple(sections),
        furniture=running.furniture,
        findings=tuple(findings),
        blocks=tuple(blocks),
    )


def explain(running: RunningText) -> list[Explanation]:
    """What every label that could be a designation was taken for, in the order of the text."""
    zones = outline(running)
    found: list[Explanation] = []
    following = _first_number(zones)
    for zone in zones:
        if zone.heading is not None:
            number: str | None = zone.heading.number
        elif _reads_as_rule(running, zone):
            number = _number_before(running, zone, following)[0]
        else:
            continue
        found += explain_body(running, zone.body, number, zone.heading is None)
    return found


def _section(
    running: RunningText, zone: Zone, following: str | None, last: bool
) -> tuple[Section, list[Finding]]:
    heading = zone.heading
    findings: list[Finding] = []
    number = heading.number if heading else None
    if heading is None:
        number, how = _number_before(running, zone, following)
        findings.append(_headless(running, zone, number, how))
    body = read_body(running, zone.body, number, heading is None, last and zone.note is None)
    findings += body.findings
    tail_missing = bool(body.paragraphs) and body.paragraphs[-1].partial == "tail-missing"
    if last and zone.note is None and not tail_missing:
        reason = _unfinished(body.paragraphs)
        if reason:
            tail_missing = True
            findings.append(Finding("section-tail-missing", "note", reason, section=number))
    text: str | None = None
    repairs: tuple[Repair, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    if heading is not None:
        text = _line(running, (heading.subject, heading.end)) or None
        evidence = running.evidence(heading.start, heading.end)
        repairs = tuple(
            Repair(j.kind, j.before, j.after, j.at - heading.subject, j.basis, "heading")
            if j.at >= heading.subject
            else Repair(j.kind, j.before, j.after, 0, j.basis, "designation")
            for j in running.joins_in(heading.start, heading.end)
        )
    section = Section(
        number=number,
        heading=text,
        extent=_extent(heading is None, tail_missing),
        source_note=_line(running, zone.note) if zone.note else None,
        paragraphs=grow(list(body.paragraphs)),
        inferred=heading is None and number is not None,
        evidence=evidence,
        source_note_evidence=running.evidence(*zone.note) if zone.note else (),
        repairs=repairs,
    )
    return section, findings


def _first_number(zones: Sequence[Zone]) -> str | None:
    return next((zone.heading.number for zone in zones if zone.heading), None)


def _set_apart(running: RunningText, zone: Zone) -> list[Finding]:
    """That text before the first heading is taken for no part of a section, if there is any."""
    if not zone.body:
        return []
    line = running.line_at(zone.body[0][0]).line.number
    message = "text before the first section heading is taken for no part of a section"
    return [Finding("text-set-apart", "note", message, line=line)]


def _reads_as_rule(running: RunningText, zone: Zone) -> bool:
    """Whether text before the first section heading could be the end of a section.

    It is where it begins in the middle of a sentence, holds a designation, or is at least a
    sentence; a title page or a caption is none of these.
    """
    text = " ".join(running.text[a:b] for a, b in zone.body).strip()
    designated = re.search(r"(?:^|\n)\((?:[a-z]{1,4}|\d{1,2}|[A-Z])\) ", text)
    sentence = len(text.split()) > 8 and re.search(r"[a-z][.;:]", text)
    return bool(text) and (text[0].islower() or bool(designated) or bool(sentence))


def _extent(head_missing: bool, tail_missing: bool) -> Extent:
    if head_missing:
        return "fragment" if tail_missing else "head-missing"
    return "tail-missing" if tail_missing else "complete"


def _line(running: RunningText, span: tuple[int, int]) -> str:
    return re.sub(r"\s+", " ", running.text[span[0] : span[1]]).strip()


def _headless(running: RunningText, zone: Zone, number: str | None, how: str) -> Finding:
    line = running.line_at(zone.body[0][0]).line.number
    message = "the file begins inside a section whose heading it does not hold"
    if number is not None:
        message += f"; taken for § {number}, {how}"
    return Finding("section-head-missing", "warning", message, section=number, line=line)


def _number_before(
    running: RunningText, zone: Zone, following: str | None
) -> tuple[str | None, str]:
    """The number of the section the file begins in, and how it is known.

    A running head before the first heading names it; else it is the number before the first
    one that stands in the file.
    """
    end = zone.body[-1][1]
    for at, head in running.heads:
        match = _HEAD_NUMBER.search(head)
        if at <= end and match and (following is None or _precedes(canonical(match[1]), following)):
            return canonical(match[1]), "which the running head names"
    if following is None:
        return None, ""
    match = re.fullmatch(r"(\d+[a-z]?\.)(\d+)([a-z]?)", following)
    if match is None:
        return None, ""
    if match[3]:
        before = match[2] if match[3] == "a" else match[2] + chr(ord(match[3]) - 1)
    elif int(match[2]) > 1:
        before = str(int(match[2]) - 1)
    else:
        return None, ""
    return match[1] + before, f"the number before § {following}"


def _precedes(number: str, following: str) -> bool:
    one, other = section_key(number), section_key(following)
    return one[0] == other[0] and one < other


def _unfinished(paragraphs: Sequence[Paragraph]) -> str | None:
    """Why a section that ends the file cannot be whole, if the text itself shows it."""
    designated = [p for p in paragraphs if p.designation]
    if not paragraphs:
        return "the file ends with the section's heading"
    tail = paragraphs[-1]
    ending = (tail.text or tail.heading or "").rstrip()
    if re.search(r"(?:[:;—,]|\b(?:and|or))$", ending):
        return f"the file ends in the middle of a list ({str(Designation(tail.path)) or 'text'})"
    if not designated:
        return None
    present = {p.path for p in designated}
    end = Designation(designated[-1].path).sort_key()
    for paragraph in paragraphs:
        for found in _OWN_REFERENCE.finditer(f"{paragraph.heading or ''} {paragraph.text}"):
            for one in _ONE_REFERENCE.finditer(found[1]):
                cited = Designation.parse(one.group().replace(" ", ""))
                if cited.path not in present and cited.sort_key() > end:
                    return (
                        f"{paragraph.designation or 'the text'} cites paragraph {cited} of the"
                        " section, which the file does not hold"
                    )
    return None


def _undecided_words(running: RunningText) -> list[Finding]:
    return [
        Finding(
            "hyphen-undecided",
            "note",
            f"{join.after!r} is broken at a line end; nothing shows whether its hyphen is print's",
            line=running.line_at(join.at).line.number,
        )
        for join in running.joins
        if join.basis == "undecided"
    ]


def _title(heads: Sequence[str]) -> int | None:
    titles = Counter(m["title"] for head in heads if (m := EDITION_HEAD.search(head)))
    return int(titles.most_common(1)[0][0]) if titles else None


def _as_of(heads: Sequence[str]) -> str | None:
    """The revision date in a running head: ``(4–1–12 Edition)`` is April 1, 2012."""
    dates = Counter(
        (m["year"], m["month"], m["day"]) for head in heads if (m := EDITION_HEAD.search(head))
    )
    if not dates:
        return None
    year, month, day = (int(part) for part in dates.most_common(1)[0][0])
    # The annual edition began in 1967 (32 FR), so two digits name one year until 2066.
    try:
        return date(year + (1900 if year >= 67 else 2000), month, day).isoformat()
    except ValueError:
        return None


def _part(sections: Sequence[Section]) -> str | None:
    """The part most sections are of; None where no part has half of them."""
    parts = Counter(s.number.partition(".")[0] for s in sections if s.number)
    if not parts:
        return None
    part, count = parts.most_common(1)[0]
    return part if 2 * count >= parts.total() else None

"""The running text cut into sections and the blocks between them.

A section begins where a line opens with its number and a subject, in the order of numbers, and
the sentence before is finished; a number inside a sentence that a line end has put first is a
citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Literal

import msgspec

from cfrdiff.section_numbers import SECTION_NUMBER, canonical, section_key
from cfrdiff.text import Placed, RunningText

Span = tuple[int, int]

_HEADING = re.compile(
    rf"(?P<sign>(?:§§?|Sec\.) *)(?P<number>{SECTION_NUMBER})"
    rf"(?: ?(?:[-–—]|through|to) ?§? ?(?P<last>{SECTION_NUMBER}))?\.?"
    r"(?=\s+[“‘\"\[A-Z0-9]|\s*$)"
)
# Title 48 prints its section headings without a sign: "52.212-4 Contract terms."
_BARE_HEADING = re.compile(_HEADING.pattern.replace("*)(?P<number>", "*)?(?P<number>", 1))
_SUBJECT_END = re.compile(r"(?:[.?]|\[Reserved\])$")
_FIRST_PARAGRAPH = re.compile(r"(?<=[.\])?]) (?=\((?:a|1)\) )")
_FIRST_LABEL = re.compile(r"\((?:a|1)\)")
# What stands before a section number that is cited: "under", "paragraph (a) of", "§ 1.2,".
_LEADS_TO_CITATION = re.compile(
    r"(?:,|\b(?:and|or|nor|through|to|under|in|of|by|with|from|for|see|See|see also|per|than|as"
    r"|that|which|the|this|at|on|section|sections|paragraph|part|subpart|CFR))$|§§?$"
)
_LABELLED = re.compile(r"(?:\([a-zA-Z0-9]{1,5}\))+ ?(?=[“‘\"A-Z\[]|$)")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:No|Nos|Inc|Co|Corp|U\.S|Dept|Pub|St|Mt|seq|Dr))\.$")
_FINISHED = re.compile(r"[.;:!?—\]][”’)\]]*(?: (?:and|or),?)?$")

# Headings and notes that stand between sections; the Drafting Handbook, chapter 2, names them.
_BLOCKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part-heading", re.compile(r"PARTS? \d+[a-z]?(?:[-–—]| \[)")),
    ("subpart-heading", re.compile(r"S(?:ubpart|UBPART) (?:[A-Z]+|\d+\.\d+)(?:[-–—]| \[)")),
    ("chapter-heading", re.compile(r"(?:SUB)?CHAPTER [A-Z]+[-–—]|Title \d+[-–—]")),
    (
        "appendix",
        re.compile(r"(?:A(?:ppendix|PPENDIX)|S(?:upplement|UPPLEMENT))(?: \S+)? (?:to|TO) "),
    ),
    ("authority", re.compile(r"A(?:UTHORITY|uthority): ?\S")),
    ("source", re.compile(r"S(?:OURCE|ource): ?\S")),
    (
        "note",
        re.compile(
            r"(?:E(?:DITORIAL|ditorial) N(?:OTE|ote)|E(?:FFECTIVE|ffective) D(?:ATE|ate)"
            r" N(?:OTE|ote)|N(?:OTE|ote)(?: \d+)?|C(?:ROSS|ross) R(?:EFERENCE|eference)s?)\b"
            r"[^.]{0,60}: ?\S"
        ),
    ),
    ("contents", re.compile(r"Sec\.$|Subpart [A-Z]+$")),
)
_NOTE = re.compile(
    r"\[(?=[^\]]{0,400}?(?:\bFR\b|Fed\. ?Reg|\bT\.D\. ?\d|Dec\. \d|\b(?:19|20)\d\d\b))"
)
# What of a source's kinds is a section's own.
_IN_SECTIONS = frozenset(("paragraph", "flush-paragraph", "source-note"))
_ENTRY = re.compile(rf"(?:§ *)?({SECTION_NUMBER}) +\S")


class Heading(msgspec.Struct, frozen=True):
    """A section heading: ``text[start:end]``, with the subject at ``[subject, end)``."""

    number: str
    start: int
    subject: int
    end: int


class Zone(msgspec.Struct, frozen=True):
    """What stands from one section heading to the next.

    `heading` is None for text before the first. `body` are the stretches that belong to the
    section's paragraphs, `note` its source note, `blocks` what belongs to none.
    """

    heading: Heading | None
    body: tuple[Span, ...]
    note: Span | None
    blocks: tuple[tuple[str, Span], ...]


def outline(running: RunningText) -> list[Zone]:
    """The zones of a file in order; their stretches cover the whole running text."""
    headings = _headings(running)
    ends = [heading.start for heading in headings[1:]] + [len(running.text)] * bool(headings)
    zones: list[Zone] = []
    first = headings[0].start if headings else len(running.text)
    if running.text[:first].strip():
        zones.append(_zone(running, None, 0, first))
    for heading, end in zip(headings, ends, strict=True):
        zones.append(_zone(running, heading, heading.end, end))
    return zones


def _headings(running: RunningText) -> list[Heading]:
    found: list[Heading] = []
    doubtful: set[int] = set()  # where a heading stands after an unfinished sentence
    unsigned = _unsigned(running)
    for i, placed in enumerate(running.lines):
        told = placed.line.kind == "section-heading" or placed.line.role == "heading"
        pattern = _BARE_HEADING if told or placed.at in unsigned else _HEADING
        match = pattern.match(running.text, placed.at, placed.end)
        if match is None:
            continue
        stands = _stands_as_heading(running, i, match, found)
        if stands is not None:
            heading = _measure(running, i, match)
            # Where nothing tells paragraphs apart, a citation must not stand in the way of the
            # headings after it.
            unseen = stands == "doubtful" and placed.line.opens is None
            if unseen and not _FIRST_LABEL.match(_after(running, heading)):
                continue
            found.append(heading)
            if stands == "doubtful":
                doubtful.add(placed.at)
    found = [
        heading
        for i, heading in enumerate(found)
        if heading.start not in doubtful or _is_borne_out(running, found, i)
    ]
    numbers = [heading.number for heading in found]
    return [
        heading
        for i, heading in enumerate(found)
        if not _is_contents_entry(running, found, i, numbers)
    ]


def _unsigned(running: RunningText) -> frozenset[int]:
    """Where headings without a section sign stand in a text that has no other, as title 48.

    They are printed paragraphs of a number and a subject; one opens the text, or at least two of
    one part stand in the order of their numbers.
    """
    found: list[tuple[int, str]] = []
    text = running.text
    for placed in running.lines:
        line = placed.line
        if line.kind is not None or line.role == "heading" or line.opens is None:
            return frozenset()
        match = _BARE_HEADING.match(text, placed.at, placed.end) if line.opens else None
        if match is None:
            continue
        if match["sign"]:
            return frozenset()
        end = text.find("\n", placed.at)
        subject = text[match.end() : end if end >= 0 else len(text)].strip()
        if subject and _SUBJECT_END.search(subject):
            found.append((placed.at, match["number"]))
    opens = bool(found) and not text[: found[0][0]].strip()
    in_order = sum(_follows(one, other) for (_, one), (_, other) in pairwise(found))
    return frozenset(at for at, _ in found) if opens or in_order else frozenset()


def _stands_as_heading(
    running: RunningText, i: int, match: re.Match[str], found: list[Heading]
) -> Literal["surely", "doubtful"] | None:
    """Whether a line that opens with a section number is the section's heading."""
    placed = running.lines[i]
    if placed.line.kind is not None:
        return "surely" if placed.line.kind == "section-heading" else None
    before = running.text[max(0, placed.at - 80) : placed.at].rstrip()
    finished = not before or bool(_FINISHED.search(before))
    if placed.line.role == "heading":
        bare = match["sign"] is None
        in_order = _follows(found[-1].number if found else None, match["number"])
        return "surely" if in_order or not bare else None
    if found and placed.at < found[-1].end:
        return None
    previous = running.lines[i - 1] if i else None
    # A contents list is all headings, and after a section heading another may stand at once.
    after_heading = bool(found) and found[-1].end >= placed.at - 1
    after_block = previous is not None and _block_kind(running, previous) is not None
    follows = _follows(found[-1].number if found else None, match["number"])
    if not (finished or after_heading or after_block):
        possible = placed.line.opens or (
            placed.line.opens is None and not _LEADS_TO_CITATION.search(before)
        )
        return "doubtful" if possible and follows else None
    return "surely" if placed.line.opens or follows else None


def _is_borne_out(running: RunningText, found: list[Heading], i: int) -> bool:
    """Whether what stands around it shows that a doubtful heading is one.

    It does where a section begins anew with (a) or (1) behind it, or where it is a printed
    paragraph with the number behind that of the heading before; and no later heading may have a
    number before its own.
    """
    heading = found[i]
    later = [other.number for other in found[i + 1 :]]
    in_order = all(
        _follows(heading.number, number) or number == heading.number for number in later[:1]
    )
    begins = bool(_FIRST_LABEL.match(_after(running, heading)))
    return (begins or (i > 0 and _is_next(running, found[i - 1], heading))) and in_order


def _is_next(running: RunningText, before: Heading, heading: Heading) -> bool:
    """Whether a heading is a printed paragraph and its number the one behind that of another."""
    text = running.text
    part, last = section_key(before.number)
    next_part, next_last = section_key(heading.number)
    numbered = len(last) == len(next_last) == 1 and not last[0][1] and not next_last[0][1]
    if part != next_part or not numbered or next_last[0][0] != last[0][0] + 1:
        return False
    apart = text[heading.end : heading.end + 1] == "\n" and text[heading.start - 1] == "\n"
    closed = text[heading.subject : heading.end].rstrip().endswith((".", "]"))
    lead = text[max(0, heading.start - 80) : heading.start].rstrip()
    return apart and closed and not _LEADS_TO_CITATION.search(lead)


def _after(running: RunningText, heading: Heading) -> str:
    return running.text[heading.end : heading.end + 8].lstrip()


def _follows(before: str | None, number: str) -> bool:
    """Whether a section number comes after another in the same part."""
    if before is None:
        return True
    return section_key(before)[0] == section_key(number)[0] and section_key(before) < section_key(
        number
    )


def _measure(running: RunningText, i: int, match: re.Match[str]) -> Heading:
    """Find where the subject ends: it may run over several lines."""
    text = running.text
    start = running.lines[i].at
    role = running.lines[i].line.role
    end = running.lines[i].end
    cut = _FIRST_PARAGRAPH.search(text, match.end(), end)
    if cut:
        end = cut.start()
    else:
        for following in running.lines[i + 1 :]:
            cut_by_page = running.page_ends_between(end, following.at)
            if not _subject_goes_on(text, match.end(), end, following, role, cut_by_page):
                break
            end = following.end
            cut = _FIRST_PARAGRAPH.search(text, following.at, end)
            if cut:
                end = cut.start()
                break
    number = canonical(match["number"])
    if match["last"]:
        number += f"–{canonical(match['last'])}"
    subject = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
    return Heading(number, start, min(subject, end), end)


def _subject_goes_on(
    text: str, subject: int, end: int, line: Placed, role: str, cut_by_page: bool
) -> bool:
    so_far = text[subject:end].strip()
    following = text[line.at : line.end]
    if not text[line.at - 1].isspace():
        return True  # a word goes on
    if _LABELLED.match(following) or _HEADING.match(following):
        return False
    closed = so_far.endswith((".", "]", "?")) and not _ABBREVIATED.search(so_far)
    if role == "heading":
        same = line.line.role == "heading"
        on = not line.line.opens or following[:1].islower() or not so_far
        return same and not closed and on
    if line.line.opens and line.line.gap:
        if so_far and not closed and cut_by_page:
            return True
        return not so_far and not following[:1].islower()
    # A subject's second line hangs, so it may look like a paragraph's first.
    return not closed


def _is_contents_entry(
    running: RunningText, found: list[Heading], i: int, numbers: list[str]
) -> bool:
    """An entry of a contents list: nothing behind it but perhaps the heading of a part or subpart,
    and the section itself stands later.
    """
    heading = found[i]
    if heading.number not in numbers[i + 1 :]:
        return False
    end = found[i + 1].start if i + 1 < len(found) else len(running.text)
    first = bisect_left(running.lines, heading.end, key=lambda placed: placed.at)
    last = bisect_left(running.lines, end, key=lambda placed: placed.at)
    return all(_block_kind(running, placed) is not None for placed in running.lines[first:last])


def _block_kind(running: RunningText, placed: Placed) -> str | None:
    if placed.line.kind is not None:
        return None if placed.line.kind in _IN_SECTIONS else placed.line.kind
    text = running.text[placed.at : placed.end]
    for kind, pattern in _BLOCKS:
        if pattern.match(text):
            return kind
    return None


def _zone(running: RunningText, heading: Heading | None, start: int, end: int) -> Zone:
    """Sort the printed paragraphs of a stretch into body, source note and blocks."""
    body: list[Span] = []
    note: Span | None = None
    blocks: list[tuple[str, Span]] = []
    held: str | None = None  # an appendix or a contents list holds what follows it
    for span, placed in _units(running, start, end):
        text = running.text[span[0] : span[1]]
        kind = _block_kind(running, placed) if placed.at == span[0] else None
        marked = placed.line.kind is not None
        if kind is None and _HEADING.match(text) and placed.line.opens is not False and not marked:
            kind = "contents"  # an entry of a list: a heading proper would begin a zone
        if marked:
            held = None  # the source says of each line what it is
        elif kind == "contents" or kind == "appendix":
            held = kind
        elif kind in ("part-heading", "chapter-heading", "subpart-heading", "authority", "source"):
            held = None
        listed = bool(_ENTRY.match(text)) and not text.startswith("§")
        if kind is None and held == "contents" and not _ENTRY.match(text):
            held = None
        elif kind is None and not marked and listed and (heading is None or body == []):
            held = "contents"
        noted = placed.line.kind == "source-note"
        opens_note = noted or (bool(_NOTE.match(text)) and held is None and kind is None)
        unclosed = note is not None and running.text[note[0] : note[1]].count("]") == 0
        if kind is not None or held is not None:
            blocks.append((kind or held or "", span))
        elif unclosed and note is not None:
            note = (note[0], span[1])
        elif opens_note and note is None and (body or heading is not None):
            note = span
        elif opens_note:
            blocks.append(("note", span))
        elif not marked and _is_loose_heading(placed, text):
            blocks.append(("heading", span))
        else:
            body.append(span)
    return Zone(heading, _merge(body), note, tuple(blocks))


def _is_loose_heading(placed: Placed, text: str) -> bool:
    """A heading of the layout that names no section: a subject group, a caption.

    Print sets subject groups in small capitals, of which a dump keeps capitals.
    """
    if text.startswith("("):
        return False
    capitals = text.isupper() and len(text) < 100 and not text.endswith((".", ";", ":", ","))
    return placed.line.role == "heading" or (capitals and placed.line.opens is not False)


def _units(running: RunningText, start: int, end: int) -> list[tuple[Span, Placed]]:
    """Printed paragraphs between two offsets; a block or note also begins at a plain line."""
    units: list[tuple[Span, Placed]] = []
    begin: int | None = None
    opener: Placed | None = None
    first = bisect_right(running.lines, start, key=lambda placed: placed.end)
    last = bisect_left(running.lines, end, key=lambda placed: placed.at)
    for placed in running.lines[first:last]:
        at = max(placed.at, start)
        cuts = at == start or running.text[at - 1] == "\n" or _cuts(running, placed)
        if (cuts and placed.at >= start) or begin is None:
            if begin is not None and opener is not None:
                units.append(((begin, _trim(running.text, begin, at)), opener))
            begin, opener = at + _lead(running.text, at, end), placed
    if begin is not None and opener is not None:
        units.append(((begin, _trim(running.text, begin, end)), opener))
    return [(span, placed) for span, placed in units if span[1] > span[0]]


def _cuts(running: RunningText, placed: Placed) -> bool:
    """Whether a block or a note begins at a line that opens no paragraph as far as it shows."""
    text = running.text[placed.at : placed.end]
    before = running.text[max(0, placed.at - 40) : placed.at].rstrip()
    if not before or not _FINISHED.search(before):
        return False
    if placed.line.opens is not False and _block_kind(running, placed) is not None:
        return True
    return bool(_NOTE.match(text))


def _lead(text: str, at: int, end: int) -> int:
    return len(text[at:end]) - len(text[at:end].lstrip()) if text[at : at + 1].isspace() else 0


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring stretches with only white space between them become one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span[0] - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return tuple(merged)

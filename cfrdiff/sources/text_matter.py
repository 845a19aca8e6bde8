"""What in a plain text is no regulation: front matter, finding aids, and laws printed in between.

Each is known by its heading and its place: front matter lies before the first part, finding aids
and laws lie behind a section, and no section follows before the next part. The text of a volume
holds them all, and so does what somebody has made of its PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff import late
from cfrdiff.cites import PART_NUMBER, SECTION_NUMBER
from cfrdiff.model import Finding
from cfrdiff.sources.lines import Kind, Line

# What is printed before the text of an edition; a file without it has no front.
_FRONT = late.compile(
    r"Table of Contents|Explanation|THIS TITLE|\(?Revised as of [A-Z].+"
    r"|(?:CODE|Code) (?:OF|of) (?:FEDERAL|Federal) (?:REGULATIONS|Regulations)"
)
# The Code's finding aids, by the headings they begin with.
_BACK = late.compile(
    r"FINDING AIDS|Finding Aids|Table of CFR Titles and Chapters"
    r"|Alphabetical List of Agencies Appearing in the CFR|List of CFR Sections Affected"
)
# The title of a law, in capitals: "THE WEBB-KENYON ACT", "EXECUTIVE ORDER 12866".
_LAW = late.compile(
    r"(?=[^a-z]*$)(?:[A-Z][A-Z ,'’&–-]* )?(?:ACT(?:S| OF (?:[A-Z]+ \d+, )?\d{4})?|JOINT RESOLUTION"
    r"|PUBLIC LAW \S+|PROCLAMATION(?: \S+)?|EXECUTIVE ORDER(?: \S+)?|TREATY|CONVENTION"
    r"|REORGANIZATION PLAN [A-Z0-9. ]+)(?:, AS AMENDED)?"
)
_DIVISION = late.compile(
    r"(?:T(?:itle|ITLE) \d+|(?:SUB)?C(?:hapter|HAPTER) [A-Z]+|SUBCHAPTER \w+)\s?(?:[—–-]|\[)"
)
_PART = late.compile(rf"PARTS? {PART_NUMBER}\S*\s?(?:[—–-]|\[)")
_SECTION = late.compile(rf"(?:§+|Sec\.)\s?{SECTION_NUMBER}\s+\S")
# What holds a law as its own text.
_APPENDIX = late.compile(r"(?:Appendi|APPENDI|Supplement|SUPPLEMENT|Exhibit|EXHIBIT)\w*\b")
# Lines that the heading of a division above a part may run over.
_HEADING_LINES = 3


def without_matter(lines: Sequence[Line]) -> tuple[list[Line], list[Finding]]:
    """The lines, those that are no regulation marked as such, and what is to be said of them."""
    made = list(lines)
    findings: list[Finding] = []
    for start, end, kind, what in _stretches(lines):
        made[start:end] = [
            msgspec.structs.replace(line, kind=kind, opens=line.opens is not False)
            for line in lines[start:end]
        ]
        message = f"{what} are set aside: they are no regulation"
        findings.append(Finding("matter-set-aside", "note", message, line=lines[start].number))
    return made, findings


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int, Kind, str]]:
    """Where what is no regulation begins and ends, the kind of its lines, and what it is."""
    texts = [line.text.strip() if line.opens is not False else "" for line in lines]
    front = _front_end(texts)
    if front:
        yield 0, front, "front-matter", "the title page, contents and explanations of a volume"
    at = front
    in_section = in_appendix = False
    while at < len(texts):
        text = texts[at]
        if _SECTION.match(text):
            in_section, in_appendix = True, False
        elif _PART.match(text):
            in_section = in_appendix = False
        elif _APPENDIX.match(text):
            in_appendix = True
        is_back = bool(_BACK.fullmatch(text))
        if is_back or (in_section and not in_appendix and _LAW.fullmatch(text)):
            end = _next_part(texts, at)
            if end is not None:
                kind: Kind = "back-matter" if is_back else "other"
                what = "finding aids" if is_back else "laws printed among the regulations"
                yield at, end, kind, what
                at, in_section = end, False
                continue
        at += 1


def _front_end(texts: Sequence[str]) -> int:
    """Where the first part or section begins behind front matter; 0 where there is none of that."""
    seen = False
    for i, text in enumerate(texts):
        if _PART.match(text) or _SECTION.match(text):
            return _with_divisions(texts, i) if seen else 0
        seen = seen or bool(_FRONT.fullmatch(text))
    return 0


def _with_divisions(texts: Sequence[str], part: int) -> int:
    """Where the headings of divisions right above a part's begin."""
    at = part
    while True:
        above = range(at - 1, max(at - 1 - _HEADING_LINES, -1), -1)
        found = next((i for i in above if _DIVISION.match(texts[i])), None)
        if found is None:
            return at
        at = found


def _next_part(texts: Sequence[str], start: int) -> int | None:
    """Where the next part begins, with the headings above it, or the text ends; None where a
    section comes before that, so that what begins here heads it.
    """
    for i in range(start + 1, len(texts)):
        if _SECTION.match(texts[i]):
            return None
        if _PART.match(texts[i]) and _has_sections(texts, i):
            return max(_with_divisions(texts, i), start + 1)
    return len(texts)


def _has_sections(texts: Sequence[str], part: int) -> bool:
    """Whether sections follow a part's heading, or it is reserved: a list of parts has none."""
    if "[RESERVED]" in texts[part].upper():
        return True
    for text in texts[part + 1 :]:
        if _SECTION.match(text):
            return True
        if _PART.match(text) or _BACK.fullmatch(text):
            return False
    return False

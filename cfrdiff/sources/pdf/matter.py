"""What in a PDF is no regulation: what stands before the first part, and behind the last.

A volume of GPO's begins with a title page, a table of contents and an explanation, and ends in
finding aids; an export of the eCFR begins with its contents. Each is known by its heading and its
place: the front lies before the first heading of a part, the back begins at the head of a page. A
document of the Federal Register is no edition at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cfrdiff.sources.lines import Kind, Line

# What is printed before the text of an edition; a file without it has no front.
_FRONT = re.compile(
    r"(?:Table of Contents|Explanation|THIS TITLE|Revised as of .+"
    r"|This content is from the eCFR .+|(?:CODE|Code) (?:OF|of) (?:FEDERAL|Federal)\b.*)"
)
# What stands above an export of one section.
_NOTICE = re.compile(r"This content is from the eCFR .+")
# The Code's finding aids, by the headings they begin with.
_BACK = re.compile(
    r"FINDING AIDS|Finding Aids|Table of CFR Titles and Chapters"
    r"|Alphabetical List of Agencies Appearing in the CFR|List of CFR Sections Affected"
    r"|(?:Redesignation|Distribution|Derivation) Tables?|Table of OMB Control Numbers"
)
_PART = re.compile(r"PART \w+ ?[—–-]")
_DIVISION = re.compile(r"(?:Title|TITLE|(?:SUB|Sub)?(?:CHAPTER|[Cc]hapter)) \w+ ?—")
_FEDERAL_REGISTER = re.compile(r"Federal Register\s*/\s*Vol\. \d+")
_DOCUMENT = ("AGENCY:", "ACTION:")
# A heading stands among so many lines at the head of its page.
_HEAD_LINES = 3
# So many pages may stand before the first part.
_LONGEST_FRONT = 60

# Front matter counts its pages by numerals in lower case.
_LONGEST_FOLIO = 6


def is_federal_register(lines: Sequence[Line]) -> bool:
    """Whether lines are a document of the Federal Register: a rule, a proposal, a notice."""
    if any(line.at_edge and _FEDERAL_REGISTER.search(line.text) for line in lines):
        return True
    opening = {line.text.split(" ", 1)[0] for line in lines if line.opens}
    return opening.issuperset(_DOCUMENT)


def without_matter(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of front and back matter marked as such."""
    front = _front_end(lines) or _notice_end(lines)
    back = _back_begin(lines, front)
    return [
        *(_marked(line, "front-matter") for line in lines[:front]),
        *lines[front:back],
        *(_marked(line, "back-matter") for line in lines[back:]),
    ]


def _marked(line: Line, kind: Kind) -> Line:
    """A line of matter, unless it is the page's."""
    if line.at_edge and len(line.text.strip()) <= _LONGEST_FOLIO:
        return msgspec.structs.replace(line, kind="running-head")
    if line.at_edge or line.role == "margin" or line.kind in ("running-head", "repeated-head"):
        return line
    return msgspec.structs.replace(line, kind=kind, row=None)


def _front_end(lines: Sequence[Line]) -> int:
    """Where the first part begins behind front matter; 0 where there is none of that."""
    seen = False
    for i, line in enumerate(lines):
        if line.page is not None and line.page > _LONGEST_FRONT:
            break
        if line.opens and _PART.match(line.text):
            return _with_divisions(lines, i) if seen else 0
        seen = seen or bool(_FRONT.fullmatch(line.text.strip()))
    return 0


def _notice_end(lines: Sequence[Line]) -> int:
    """Where what an export says of itself ends, right at its beginning; 0 where it says nothing."""
    for i, line in enumerate(lines):
        if not line.at_edge and line.role != "margin":
            return i + 1 if _NOTICE.fullmatch(line.text.strip()) else 0
    return 0


def _with_divisions(lines: Sequence[Line], part: int) -> int:
    """Where the headings of divisions right above a part's begin, on the same page."""
    at = part
    for i in range(part - 1, -1, -1):
        line = lines[i]
        if line.page != lines[part].page:
            break
        if not line.at_edge and _DIVISION.match(line.text):
            at = i
    return at


def _back_begin(lines: Sequence[Line], front: int) -> int:
    """Where finding aids begin, the length of the lines where there are none."""
    before = 0
    page: int | None = None
    for i, line in enumerate(lines):
        if line.page != page:
            page, before = line.page, 0
        if line.at_edge:
            continue
        before += 1
        if i >= front > 0 and before <= _HEAD_LINES and _BACK.fullmatch(line.text.strip()):
            return i
    return len(lines)

"""What a line opens with, and whether a printed paragraph begins there.

Every room that asks whether a line is a section's heading, a paragraph's first line, a division's
heading or a note asks here: furniture is told from text and sections from one another by the
same signs.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from cfrdiff import late
from cfrdiff.cites import FIRST_LABEL, LABEL, LABEL_LIKE, LABELS, SECTION_NUMBER
from cfrdiff.text.block_forms import form_of_block
from cfrdiff.text.running import Placed, RunningText

# ---- section numbers --------------------------------------------------------------------------

_HEADING = late.compile(
    rf"(?P<sign>(?:§§?|Sec\.) *)(?P<number>{SECTION_NUMBER})"
    rf"(?: ?(?:[-–—]|through|to) ?§? ?(?P<last>{SECTION_NUMBER})"
    rf"|(?P<others>(?:(?:,| and|, and| &|, &) ?§? ?{SECTION_NUMBER})+))?\.?"
    r"(?=\s+[“‘\"\[A-Z0-9]|\s*$)"
)
# Title 48 prints its section headings without a sign: "52.212-4 Contract terms."
_BARE_HEADING = late.compile(_HEADING.pattern.replace("*)(?P<number>", "*)?(?P<number>", 1))
_RESERVED = late.compile(r"\s+\[(?:Removed|Reserved|Removed and reserved)\]", re.IGNORECASE)
_WITH_SUBJECT = late.compile(
    rf"(?:§§?|Sec\.) *({SECTION_NUMBER})(?: ?[-–—] ?{SECTION_NUMBER})?\.? +[“\"A-Z\[]"
)
_NUMBER_ALONE = late.compile(rf"§§? ?({SECTION_NUMBER})")
_ONE_NUMBER_ALONE = late.compile(rf"§ ?({SECTION_NUMBER})\.?")
_WITH_ANYTHING = late.compile(rf"§ ?({SECTION_NUMBER})\.? +\S")
# What opens a paragraph as a heading might, in other forms than print has: "Section 163.5
# Records.", "§ 163.5—Records.", "§ 163.5: Records.", "§ 163.5 (a) Records", "§163.5Record",
# "§ 163.5 records."
_LOOSE_HEADING = late.compile(
    rf"(?P<sign>§ ?|S(?:ec|EC)(?:tion|TION|\.) )(?P<number>(?>{SECTION_NUMBER}))"
    r"(?P<temporary> \(T\))?(?P<joint>(?:\.? ?[—–:]|\.? -| ?\.)?\s*)"
    rf"(?P<label>(?<=\s){LABEL} )?(?=[“‘\"\[A-Z]|(?<=\s)[a-z])"
)
# A line that is the first piece of a number: "§", "§ 163.", "§ 240.17Ad-", "§ 1.401(a)(9)".
_CUT_NUMBER = late.compile(r"§ ?\S*|Sec\. \S+")
# A section sign that OCR has read as a letter or a dollar sign.
_SUSPECT_SIGN = late.compile(rf"§?[S$s85&?] ?({SECTION_NUMBER})\.? +[“‘\[A-Z]")
_MISREAD_SIGN = late.compile(rf"[S$] ?({SECTION_NUMBER})\.? +[“‘\[A-Z]")
_ENTRY = late.compile(rf"(?:§ *)?({SECTION_NUMBER}) +\S")
_ENTRY_NUMBER = late.compile(rf"(?:§§? *)?{SECTION_NUMBER}(?: ?[-–—] ?{SECTION_NUMBER})?")
_OPENING_NUMBER = late.compile(SECTION_NUMBER)
_SUBJECT = late.compile(r"[“\"]?[A-Z\[]")

# ---- labels -----------------------------------------------------------------------------------

_FIRST = late.compile(FIRST_LABEL)
_FIRST_PARAGRAPH = late.compile(rf"{FIRST_LABEL} ?\S")
_BEHIND_SUBJECT = late.compile(rf"(?<=[.\])?]) (?={FIRST_LABEL} [^a-z])")
_LATER_LABEL = late.compile(rf"(?!\(a\)){LABEL_LIKE}")
_LABELLED = late.compile(rf"{LABELS} ?(?=[“‘\"A-Z\[]|$)")
_LABELLED_LIKE = late.compile(rf"(?:{LABEL_LIKE})+ ?(?=[“‘\"A-Z\[]|$)")
_DESIGNATED = late.compile(rf"(?:^|\n){LABEL} ")

# ---- divisions and notes ----------------------------------------------------------------------

_APPENDIX = late.compile(r"(?:A(?:ppendix|PPENDIX)|S(?:upplement|UPPLEMENT))(?: \S+)? (?:to|TO) ")
# Headings of divisions that running heads abbreviate ("Pt. 163"), with or without a space.
_DIVISION = late.compile(r"(?:PART|S(?:ubpart|UBPART)|(?:SUB)?CHAPTER) [0-9A-Z.]+ ?[—–]")
_EFFECTIVE_NOTE = late.compile(r"E(?:FFECTIVE|ffective) D(?:ATE|ate) N(?:OTE|ote)[Ss]?: ?")
_SOURCE_NOTE = late.compile(
    r"\[(?=[^\]]{0,400}?(?:\bFR\b|Fed\. ?Reg|\bT\.D\. ?\d|Dec\. \d|\b(?:19|20)\d\d\b))"
)
# What of a source's kinds is a section's own.
_IN_SECTIONS = frozenset(("paragraph", "flush-paragraph", "source-note"))


def section_heading(text: str, at: int, end: int, signed: bool = True) -> re.Match[str] | None:
    """The section number, or range of numbers, that opens ``text[at:end]`` as a heading.

    The groups are `sign`, `number`, `last` of a range and `others` of a list; a heading need not
    be `signed` in title 48.
    """
    match = (_HEADING if signed else _BARE_HEADING).match(text, at, end)
    # Only reserved sections stand in a list.
    if match is not None and match["others"] and not _RESERVED.match(text, match.end()):
        return None
    return match


def loose_heading(text: str, at: int, end: int) -> re.Match[str] | None:
    """What opens ``text[at:end]`` as a section's heading might, in forms that print has not.

    The groups are `sign`, `number`, `temporary` for "(T)" behind it, `joint` for what stands
    before the subject, and `label` for that of a paragraph that stands in its place.
    """
    return _LOOSE_HEADING.match(text, at, end)


def opens_cut_number(line: str) -> bool:
    """Whether a line could be no more than the first piece of a section number behind its sign."""
    return bool(_CUT_NUMBER.fullmatch(line.rstrip()))


def opens_with_heading(text: str) -> bool:
    """Whether a text opens with a section sign and number, alone or before a subject."""
    return section_heading(text, 0, len(text)) is not None


def headed_number(text: str) -> str | None:
    """The number of the section whose heading, with its subject, opens a text."""
    match = _WITH_SUBJECT.match(text)
    return match[1] if match else None


def lone_number(text: str) -> str | None:
    """The section number that is all of a text, behind its sign."""
    match = _NUMBER_ALONE.fullmatch(text)
    return match[1] if match else None


def lone_heading_number(text: str) -> str | None:
    """The same where one sign stands before the number, and perhaps a stop behind it."""
    match = _ONE_NUMBER_ALONE.fullmatch(text)
    return match[1] if match else None


def number_before_words(text: str) -> str | None:
    """The section number that opens a text and has anything at all behind it."""
    match = _WITH_ANYTHING.match(text)
    return match[1] if match else None


def misread_heading_number(text: str) -> str | None:
    """The number that opens a text as a heading does, behind what OCR made of a section sign."""
    match = _MISREAD_SIGN.match(text)
    return match[1] if match else None


def suspect_heading_number(text: str) -> str | None:
    """The same behind any sign that OCR may have made of a section sign, a figure among them."""
    match = _SUSPECT_SIGN.match(text)
    return match[1] if match else None


def opens_entry(text: str) -> bool:
    """Whether a text opens as an entry of a contents list does: "163.1 Definitions."."""
    return bool(_ENTRY.match(text))


def opens_with_number(text: str) -> bool:
    """Whether a section number, without its sign, opens a text."""
    return bool(_OPENING_NUMBER.match(text))


def is_entry_number(text: str) -> bool:
    """Whether a text is the number of an entry whose subject stands on the next line."""
    return bool(_ENTRY_NUMBER.fullmatch(text))


def opens_subject(text: str) -> bool:
    """Whether a text could be the subject of a section, or its first sentence."""
    return bool(_SUBJECT.match(text))


def opens_with_first_label(text: str) -> bool:
    """Whether (a) or (1) opens a text, as it does the first paragraph of a section."""
    return bool(_FIRST.match(text))


def opens_first_paragraph(text: str) -> bool:
    """Whether (a) or (1) opens a text and something stands behind it."""
    return bool(_FIRST_PARAGRAPH.match(text))


def first_paragraph_in(text: str, start: int, end: int) -> int | None:
    """Where the first paragraph stands behind a closed subject in ``text[start:end]``."""
    match = _BEHIND_SUBJECT.search(text, start, end)
    return match.start() if match else None


def opens_with_later_label(text: str) -> bool:
    """Whether a label other than (a) opens a text."""
    return bool(_LATER_LABEL.match(text))


def opens_with_labels(text: str, exact: bool) -> bool:
    """Whether labels with a sentence or nothing behind them open a text.

    Where it is not `exact`, what stands in parentheses may be a misread label.
    """
    return bool((_LABELLED if exact else _LABELLED_LIKE).match(text))


def holds_designated(text: str) -> bool:
    """Whether a printed paragraph of a text opens with a label."""
    return bool(_DESIGNATED.search(text))


def opens_division(text: str) -> bool:
    """Whether a text opens as the heading of a part, subpart or chapter does."""
    return bool(_DIVISION.match(text))


def opens_appendix(text: str) -> bool:
    """Whether a text opens as the heading of an appendix or a supplement does."""
    return bool(_APPENDIX.match(text))


def opens_effective_note(text: str) -> bool:
    """Whether a text opens as an effective date note does."""
    return bool(_EFFECTIVE_NOTE.match(text))


def opens_source_note(text: str) -> bool:
    """Whether a text opens as a source note does: "[CBP Dec. 11–20, 76 FR 65961, …"."""
    return bool(_SOURCE_NOTE.match(text))


def block_kind(running: RunningText, placed: Placed) -> str | None:
    """The kind of block that a line opens, None where it could be a section's own text.

    What the source says of the line, where it does, is believed.
    """
    kind = placed.line.kind
    if kind is not None:
        return None if kind in _IN_SECTIONS else kind
    return form_of_block(running.text[placed.at : placed.end])


def begins_line(running: RunningText, at: int) -> bool:
    """Whether a line begins at this offset of the running text."""
    return _line_from(running, at) is not None


def begins_paragraph(running: RunningText, at: int) -> bool | None:
    """Whether a printed paragraph begins here; False inside a line, None where unknown."""
    if at == 0 or running.text[at - 1] == "\n":
        return True
    if not begins_line(running, at):
        return False
    return running.line_at(at).line.opens


def is_marked_paragraph(running: RunningText, at: int) -> bool:
    """Whether the source itself says that a paragraph begins here, as XML does."""
    placed = _line_from(running, at)
    return placed is not None and placed.line.kind == "paragraph"


def _line_from(running: RunningText, at: int) -> Placed | None:
    """The line that begins at an offset."""
    i = bisect_left(running.starts, at)
    return running.lines[i] if i < len(running.lines) and running.lines[i].at == at else None

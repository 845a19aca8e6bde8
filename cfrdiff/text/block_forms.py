"""The headings and notes that stand between sections, known by their form.

The Document Drafting Handbook, chapter 2, names them. Typists and the eCFR write some in capitals
and some not, and older volumes set a label such as "Authority:" on a line of its own.
"""

from __future__ import annotations

import re

from cfrdiff import late
from cfrdiff.cites import PART_NUMBER, SECTION_NUMBER

# What a dash, a bracket or nothing at all closes the number of a division with.
_DIVIDED = r"(?: ?[—–]| --?|-(?=[A-Z])| \[)"
# One or several letters or numbers: "B", "P–R", "C Through E", "A and B", "1.1".
_NAMES = r"(?:[A-Z]{1,3}|\d+\.\d+)(?:(?:[-–]| (?:[Tt]hrough|and|AND|THROUGH|to) )[A-Z]{1,3})?"
# What an appendix, a supplement, a table or an exhibit of its own belongs to, and what of a
# heading may follow that before its dash, its bracket or its end.
_OWNER = (
    rf"(?:to|TO|of|OF) (?:§§? ?{SECTION_NUMBER}"
    r"|(?:S(?:ubpart|UBPART)|P(?:art|ART)|C(?:hapter|HAPTER)|T(?:itle|ITLE)|S(?:ubchapter|UBCHAPTER))s?)"
    r"(?: (?:of|OF|to|TO|and|AND|[Tt]hrough|§|[A-Z0-9][\w.()–-]{0,14}))*(?=\s*(?:[—–\[:]|-|$))"
)
_OWN = (
    r"(?:A(?:ppendix|PPENDIX)(?:es|ES)?|A(?:ppendices|PPENDICES)|S(?:upplement|UPPLEMENT)s?"
    r"|E(?:xhibit|XHIBIT)s?|A(?:nnex|NNEX)(?:es|ES)?|A(?:ttachment|TTACHMENT)s?"
    r"|S(?:chedule|CHEDULE)s?)"
)
_NAME = r"(?: N(?:o|O)s?\.)?(?: [\w–-]{1,9}(?: (?:and|AND) [\w–-]{1,5})?)?"
_APPENDIX = late.compile(rf"{_OWN}{_NAME} {_OWNER}")
# A table of a whole subpart or part stands behind its sections; one of a section in it, with a
# caption above.
_TABLE = late.compile(
    rf"(?:T(?:able|ABLE)|F(?:igure|IGURE))s?{_NAME} (?!to §|TO §|of §|OF §){_OWNER}"
)
_CAPTION = late.compile(
    rf"(?:T(?:able|ABLE)|F(?:igure|IGURE))s?{_NAME} (?=(?:to|TO|of|OF) §){_OWNER} ?[—–]"
)

BLOCKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "part-heading",
        late.compile(rf"(?:PARTS? {PART_NUMBER}{_DIVIDED}|Parts? {PART_NUMBER}(?: ?— ?| \[)[A-Z])"),
    ),
    ("subpart-heading", late.compile(rf"S(?:ubpart|UBPART)[Ss]? {_NAMES}{_DIVIDED}")),
    ("chapter-heading", late.compile(rf"(?:SUB)?CHAPTER [A-Z]+{_DIVIDED}|Title \d+{_DIVIDED}")),
    ("appendix", _APPENDIX),
    ("appendix", _TABLE),
    ("heading", _CAPTION),
    ("authority", late.compile(r"A(?:UTHORITY|uthority): ?(?:\S|$)")),
    ("source", late.compile(r"S(?:OURCE|ource): ?(?:\S|$)")),
    (
        "note",
        late.compile(
            r"(?:E(?:DITORIAL|ditorial) N(?:OTE|ote)|E(?:FFECTIVE|ffective) D(?:ATE|ate)"
            r" N(?:OTE|ote)|N(?:OTE|ote)(?: \d+)?|C(?:ROSS|ross) R(?:EFERENCE|eference)s?)\b"
            r"[^.]{0,60}: ?(?:\S|$)"
        ),
    ),
    (
        "announcement",
        late.compile(
            r"Links? to [^.]{1,60}? published at \d|This amendment was (?:further )?delayed\b"
        ),
    ),
    ("contents", late.compile(r"Sec\.$|Subpart [A-Z]+$")),
)
# "Section 163.2 also issued under 19 U.S.C. 3904": an authority of some sections alone.
_OF_SOME = late.compile(
    r"(?:§|Sec|Subpart|Appendi|Part)[^.;]{0,200}?(?:\.\d[^;]{0,120}?)?\bissued under\b"
)
_LABEL_ALONE = late.compile(r"[A-Z][A-Za-z ]{2,30}:")


def form_of_block(line: str) -> str | None:
    """The kind of block that a line opens by its form, None where it could be a section's text."""
    return next((kind for kind, pattern in BLOCKS if pattern.match(line)), None)


def is_label_alone(text: str) -> bool:
    """Whether a label such as "Authority:" is all of a text, so that its words stand behind it."""
    return bool(_LABEL_ALONE.fullmatch(text))


def opens_authority_of_some(text: str) -> bool:
    """Whether a text says under which authority some sections are issued."""
    return bool(_OF_SOME.match(text))

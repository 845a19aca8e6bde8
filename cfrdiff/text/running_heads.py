"""Whether a line is a running head or a page number, by an ordered table of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cfrdiff.late import kept
from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.sources.lines import Line
from cfrdiff.text.citing import leads_to_section
from cfrdiff.text.endings import is_closed, is_reserved
from cfrdiff.text.head_forms import (
    beside_unit,
    is_bare,
    is_edition_head,
    is_name,
    is_page_number,
    names_department,
)
from cfrdiff.text.openings import (
    headed_number,
    lone_number,
    opens_division,
    opens_subject,
    opens_with_first_label,
    opens_with_later_label,
)
from cfrdiff.text.page_edges import begins_page, ends_page, line_styles, sets_body

Kind = Literal[
    "running-head",
    "repeated-head",
    "page-number",
    "print-shop",
    "margin-text",
    "markup",
    "page-matter",
]

_FOOT = frozenset(("print-shop", "page-number", "margin-text"))


@dataclass(frozen=True)
class Sheets:
    """The lines of a file and what is known of them; `kinds` is filled in line by line.

    `texts` are the lines evened out. `edges` says which may stand at the head or foot of a page,
    `repeated` which recur there.
    """

    lines: Sequence[Line]
    texts: Sequence[str]
    kinds: Sequence[Kind | None]
    edges: Sequence[bool]
    repeated: set[int]

    @kept
    def styles(self) -> Counter[str | None]:
        """How many lines each style sets."""
        return line_styles(self.lines)

    @kept
    def headed(self) -> frozenset[str]:
        """Numbers of sections whose heading stands somewhere with its subject."""
        return frozenset(number for text in self.texts if (number := headed_number(text)))

    def goes_on(self, i: int) -> bool:
        """Whether a heading of the layout runs over into the line after this one."""
        if not 0 <= i < len(self.lines) - 1 or self.lines[i].role != "heading":
            return False
        after = self.lines[i + 1]
        return after.role == "heading" and not after.gap and after.column == self.lines[i].column

    def beside(self, i: int) -> Iterable[int]:
        """The lines before and after this one."""
        return (j for j in (i - 1, i + 1) if 0 <= j < len(self.lines))

    def first_text(self, places: Iterable[int]) -> str:
        """The first of the lines at these places that is text as far as is known, or ""."""
        return next((self.texts[j] for j in places if self.kinds[j] is None), "")


@dataclass(frozen=True)
class HeadPlace:
    """The facts about one line that the rules below look at, each found when first asked for."""

    sheets: Sheets
    i: int

    @property
    def line(self) -> Line:
        return self.sheets.lines[self.i]

    @property
    def text(self) -> str:
        return self.sheets.texts[self.i]

    @property
    def at_edge(self) -> bool:
        return self.sheets.edges[self.i]

    @property
    def stands_free(self) -> bool:
        """At the edge of a page; where the source does not show what is, a paragraph by itself, or
        any line of a source that shows no paragraphs.
        """
        if self.line.at_edge is not None:
            return self.line.at_edge
        return self.at_edge or self.line.opens is None or self.is_whole_paragraph

    @property
    def is_whole_paragraph(self) -> bool:
        after = self.i + 1
        ends = after == len(self.sheets.lines) or bool(self.sheets.lines[after].opens)
        return ends and bool(self.line.opens)

    @property
    def near_edge(self) -> bool:
        """The same as far as page numbers need it: beside furniture will do, unless the source
        shows what stands at the edge.
        """
        if self.line.at_edge is not None:
            return self.line.at_edge
        return self.at_edge or self.beside_furniture or ends_page(self.i, self.sheets.lines)

    @property
    def beside_furniture(self) -> bool:
        around = (self.sheets.kinds[j] for j in self.sheets.beside(self.i))
        return any(kind is not None and kind != "markup" for kind in around)

    @property
    def recurs(self) -> bool:
        return self.i in self.sheets.repeated

    @property
    def begins_page(self) -> bool:
        return begins_page(self.i, self.sheets.lines)

    @property
    def is_lone_number(self) -> bool:
        return lone_number(self.text) is not None

    @property
    def begins_section(self) -> bool:
        """Whether a section number alone on its line opens the section.

        It does not where the number stands with its subject elsewhere, and only does where what
        follows could be a subject or a first paragraph.
        """
        if lone_number(self.text) in self.sheets.headed:
            return False
        return opens_with_first_label(self.after) or opens_subject(self.after)

    @kept
    def before(self) -> str:
        """The text before, furniture left out."""
        return self.sheets.first_text(range(self.i - 1, -1, -1))

    @kept
    def after(self) -> str:
        """The text behind, furniture left out."""
        return self.sheets.first_text(range(self.i + 1, len(self.sheets.texts)))

    @property
    def is_cited(self) -> bool:
        """Whether the sentence before leads to a section number, and goes on behind it."""
        goes_on = self.after[:1].islower() or self.after.startswith("(")
        return goes_on and leads_to_section(self.before)

    @property
    def is_section_heading(self) -> bool:
        """Whether a number with words behind it heads a section, as far as it shows.

        On a page of known boxes the subject closes or runs over; elsewhere it need not.
        """
        if headed_number(self.text) is None:
            return False
        closed = beside_unit(self.text).endswith((".", "—")) or self.line.box is None
        return closed or self.sheets.goes_on(self.i)

    @property
    def has_named_unit(self) -> bool:
        """Whether a name stands beside a unit: "Federal Election Commission § 102.9"."""
        beside = beside_unit(self.text)
        return bool(beside) and is_name(beside)

    @property
    def is_agency(self) -> bool:
        """Whether this is an agency's half of a head, the other half being its number."""
        if not is_name(self.text) or opens_division(self.text):
            return False
        return names_department(self.text) or (self.beside_bare_head and " " in self.text)

    @property
    def beside_bare_head(self) -> bool:
        kinds, texts = self.sheets.kinds, self.sheets.texts
        return any(
            kinds[j] == "running-head" and is_bare(texts[j]) for j in self.sheets.beside(self.i)
        )

    @property
    def is_part_of_heading(self) -> bool:
        """Whether a heading of the layout runs over from the line before, or into the next."""
        return self.sheets.goes_on(self.i) or self.sheets.goes_on(self.i - 1)

    @property
    def stands_apart(self) -> bool:
        """Whether its style is not the body's; without boxes, whether a page shows beside it."""
        if self.line.box is None:
            return self.beside_furniture or self.begins_page
        return not sets_body(self.line.style, self.sheets.styles)

    @property
    def is_names(self) -> bool:
        """Whether the line is a name of more than one word."""
        return " " in self.text and is_name(self.text)

    @property
    def opens_behind_page(self) -> bool:
        """Whether the foot of the page before stands above this line, or a new page begins."""
        behind = self.i > 0 and self.sheets.kinds[self.i - 1] in _FOOT
        return self.line.gap and (behind or self.begins_page)

    @property
    def cuts_text(self) -> bool:
        """Whether the line stands where no heading can: the text before goes on behind it.

        It does in the middle of a word or a sentence, and before a paragraph other than (a).
        """
        if not self.before or not self.after or headed_number(self.after) is not None:
            return False
        goes_on = self.after[:1].islower()
        if not self.at_edge:
            return self.before.endswith("-") and goes_on
        if is_closed(self.before):
            return opens_with_later_label(self.after)
        return goes_on or headed_number(self.before) is None


_RULES: tuple[Rule[HeadPlace, Kind | None], ...] = (
    Rule(
        "a page number near the edge of a page",
        lambda place: is_page_number(place.text) and place.near_edge,
        "page-number",
        "elsewhere a number alone may be a table's",
    ),
    Rule(
        "a head that names the edition",
        lambda place: is_edition_head(place.text),
        "running-head",
        "no text says (4–1–12 Edition) and nothing more",
    ),
    Rule(
        "a number alone that begins its section",
        lambda place: place.is_lone_number and place.begins_section,
        None,
        "typists and OCR set the subject on the next line",
    ),
    Rule(
        "a citation alone on its line",
        lambda place: place.is_lone_number and not place.at_edge and place.is_cited,
        None,
        "a head stands apart from the text; this is what its sentence leads to",
    ),
    Rule(
        "a number alone",
        lambda place: place.is_lone_number,
        "running-head",
        "one half of a head; the section itself is headed elsewhere",
    ),
    Rule(
        "numbers of reserved sections",
        lambda place: is_bare(place.text) and is_reserved(place.after),
        None,
        "typists and tools set the word on the next line",
    ),
    Rule(
        "units of a head and nothing else",
        lambda place: place.stands_free and is_bare(place.text),
        "running-head",
        "within a paragraph they may be the rest of a citation",
    ),
    Rule(
        "a figure that recurs",
        lambda place: place.recurs and place.text.isdigit(),
        "page-number",
        "it counts on from page to page",
    ),
    Rule(
        "a line that recurs",
        lambda place: place.recurs,
        "running-head",
        "headings stand once",
    ),
    Rule(
        "a name beside a unit",
        lambda place: place.stands_free and place.has_named_unit and not place.is_section_heading,
        "running-head",
        "an agency and a section number, in one line",
    ),
    Rule(
        "an agency's half of a head",
        lambda place: (
            place.at_edge
            and place.is_agency
            and not place.is_part_of_heading
            and place.stands_apart
        ),
        "running-head",
        "print sets it at the other side of the page from the number",
    ),
    Rule(
        "a name that cuts the text",
        lambda place: place.is_names and place.opens_behind_page and place.cuts_text,
        "running-head",
        "OCR may part an agency from the number beside it",
    ),
)


def head_kind(sheets: Sheets, i: int) -> Kind | None:
    """What kind of head or foot a line is, None where it is text."""
    rule = first_rule(_RULES, HeadPlace(sheets, i))
    return rule.verdict if rule else None

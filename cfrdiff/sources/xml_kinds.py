"""What a printed paragraph is, by the elements it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from cfrdiff.sources.lines import Kind

Element = tuple[str, str]  # its name, and its TYPE, T or SOURCE

# What the elements around a line say it is; the innermost that says anything decides.
_KINDS: dict[str, Kind] = {
    "AUTH": "authority",
    "SECAUTH": "authority",
    "SOURCE": "source",
    "CONTENTS": "contents",
    "CFRTOC": "contents",
    "TOC": "contents",
    "CITA": "source-note",
    "SOURCENOTE": "source-note",
    "EAR": "running-head",
    "LRH": "running-head",
    "RRH": "running-head",
    "FTNT": "footnote",
    "NOTE": "note",
    "EDNOTE": "note",
    "EFFDNOT": "effective-date-note",
    "EFFDNOTP": "effective-date-note",
    "CROSSREF": "note",
    "APPRO": "note",
    "PARAUTH": "authority",
    "EXTRACT": "extract",
    "EXAMPLE": "extract",
    "APPENDIX": "appendix",
    "SUBJGRP": "heading",
    "GPH": "figure",
    "GID": "figure",
    "IMG": "figure",
    "MATH": "formula",
    "GPOTABLE": "table",
    "TABLE": "table",
    "FDSYS": "front-matter",
    "FMTR": "front-matter",
    "HEADER": "front-matter",
    "AMDDATE": "front-matter",
    "TITLEPG": "front-matter",
    "EXPLA": "front-matter",
    "THISTITL": "front-matter",
    "BMTR": "back-matter",
    "FINDAIDS": "back-matter",
}
_DIVISIONS: dict[str, Kind] = {
    "TITLE": "title-heading",
    "SUBTITLE": "title-heading",
    "CHAPTER": "chapter-heading",
    "SUBCHAP": "chapter-heading",
    "PART": "part-heading",
    "SUBPART": "subpart-heading",
    "SUBJGRP": "heading",
    "APPENDIX": "appendix",
    "SECTION": "section-heading",
}
_HEADINGS = frozenset(("HD", "HEAD", "HED", "RESERVED"))
# Headings inside a text, by their SOURCE or, in the eCFR, by their name.
_INNER = frozenset(("HD1", "HD2", "HD3", "HD4", "HD5"))
# Divisions of which a part may be all text, without a section, and the elements of text.
_WITH_TEXT = frozenset(("CHAPTER", "SUBCHAP", "PART", "SUBPART", "SUBJGRP"))
_TEXTS = frozenset(("P", "FP"))
# Links, which stand in a line or by themselves: the eCFR's, and those of annual editions.
LINKS = frozenset(("XREF", "EXT-XREF"))


class _Around(msgspec.Struct, frozen=True):
    """One of the elements around a line: how deep it lies, and all of them."""

    stack: Sequence[Element]
    depth: int

    @property
    def name(self) -> str:
        return self.stack[self.depth][0]

    @property
    def innermost(self) -> str:
        return self.stack[-1][0]

    @property
    def division(self) -> str:
        """What the eCFR's DIV1 to DIV9 is by its TYPE; any other element by its name."""
        return division_of(self.stack[self.depth])

    def is_numbered(self, type_: str) -> bool:
        """Whether it is one of the eCFR's numbered DIVs, of that TYPE."""
        name, own = self.stack[self.depth]
        return own == type_ and _is_numbered(name)


def division_of(element: Element) -> str:
    """The division that an element is, or its name: the eCFR numbers its DIVs and types them."""
    name, type_ = element
    return type_ if _is_numbered(name) else name


def kind_named(name: str) -> Kind | None:
    """What an element of this name says of the text in it, wherever it stands."""
    return _KINDS.get(name)


def heads_division(stack: Sequence[Element]) -> bool:
    """Whether a line in these elements is the heading right under a division."""
    if len(stack) < 2 or not _is_heading(stack[-1]):
        return False
    return division_of(stack[-2]) in _DIVISIONS


def stands_alone(name: str, around: Element) -> bool:
    """Whether an element that stands inside lines elsewhere is one by itself: a link right below
    a division or a section, as `around` is one.
    """
    return name in LINKS and (_is_numbered(around[0]) or around[0] in _DIVISIONS)


def heading_level(stack: Sequence[Element]) -> int | None:
    """How deep a heading inside a text stands, from 1; 0 for that of an appendix, None for what
    is neither.
    """
    name, type_ = stack[-1] if stack else ("", "")
    if name in _INNER:
        return int(name[-1])
    if name not in _HEADINGS:
        return None
    if type_ in _INNER:
        return int(type_[-1])
    return 0 if len(stack) > 1 and division_of(stack[-2]) == "APPENDIX" else None


def _is_heading(element: Element) -> bool:
    """Whether an element heads what it stands in, and is no heading inside that."""
    return element[0] in _HEADINGS and element[1] not in _INNER


def _is_numbered(name: str) -> bool:
    return name[:3] == "DIV" and name[3:].isdigit()


@lru_cache(maxsize=4096)
def kind_of(stack: tuple[Element, ...]) -> Kind:
    """What a line is that stands in these elements, the outermost first."""
    kind = _said_by_elements(stack)
    # A contents list has the headings of what it lists, which head nothing there; but what heads
    # the list of a chapter heads the chapter.
    is_over_list = len(stack) > 1 and stack[-2][0] == "TOCHD" and kind != "heading"
    if (
        kind.endswith("heading")
        and not is_over_list
        and any(_KINDS.get(name) == "contents" for name, _ in stack)
    ):
        return "contents"
    return kind


def _said_by_elements(stack: Sequence[Element]) -> Kind:
    for depth in range(len(stack) - 1, -1, -1):
        around = _Around(stack, depth)
        for _, said in _RULES:
            kind = said(around)
            if kind is not None:
                return kind
    is_heading = bool(stack) and (stack[-1][0] in _HEADINGS or stack[-1][0] in _INNER)
    return "heading" if is_heading else "other"


def _heads_a_chapter(around: _Around) -> Kind | None:
    """The heading of a title or a chapter of an annual edition stands over its contents."""
    if around.depth != len(around.stack) - 2 or not _is_heading(around.stack[-1]):
        return None
    if around.name == "TITLEHD":
        return "title-heading"
    is_over_contents = around.name == "TOCHD" and around.depth >= 2
    return _DIVISIONS.get(division_of(around.stack[around.depth - 2])) if is_over_contents else None


def _heads_a_division(around: _Around) -> Kind | None:
    directly = around.depth == len(around.stack) - 2
    # A section of an annual edition is headed by its SUBJECT; HD is a center heading in it.
    if around.name == "SECTION" and around.innermost == "HD":
        return None
    if directly and _is_heading(around.stack[-1]):
        return _DIVISIONS.get(around.division)
    return None


def _text_of_division(around: _Around) -> Kind | None:
    is_text = around.innermost in _TEXTS and around.division in _WITH_TEXT
    return "division-text" if is_text else None


def _link_beside_text(around: _Around) -> Kind | None:
    if around.depth == 0 or around.depth < len(around.stack) - 1:
        return None
    return "announcement" if stands_alone(around.name, around.stack[-2]) else None


def _in_ecfr_appendix(around: _Around) -> Kind | None:
    return "appendix" if around.is_numbered("APPENDIX") else None


def _in_ecfr_section(around: _Around) -> Kind | None:
    if not around.is_numbered("SECTION"):
        return None
    return "heading" if around.innermost in _INNER else _printed_paragraph(around.stack)


def _in_named_element(around: _Around) -> Kind | None:
    return _KINDS.get(around.name)


def _in_section(around: _Around) -> Kind | None:
    if around.name != "SECTION":
        return None
    titled = around.innermost in _HEADINGS - {"RESERVED"} or around.innermost in _INNER
    return "heading" if titled else _printed_paragraph(around.stack)


def _printed_paragraph(stack: Sequence[Element]) -> Kind:
    # <FP> is set flush left; with a SOURCE such as FP-1 or FP-DASH it is an item or a form.
    flush = stack[-1] in (("FP", ""), ("FP", "FP"))
    return "flush-paragraph" if flush else "paragraph"


# Asked of each element in this order, from the innermost outwards; the first that knows decides.
_RULES: tuple[tuple[str, Callable[[_Around], Kind | None]], ...] = (
    ("a heading right under a division heads it", _heads_a_division),
    ("the heading over the contents of a chapter heads it", _heads_a_chapter),
    ("a link beside the text announces what is coming", _link_beside_text),
    ("text below a division that lies in nothing else is the division's", _text_of_division),
    ("all of an appendix of the eCFR is appendix", _in_ecfr_appendix),
    ("what else stands in a section of the eCFR is its text", _in_ecfr_section),
    ("the element is of one kind wherever it stands", _in_named_element),
    ("what else stands in a section of an annual edition is its text", _in_section),
)

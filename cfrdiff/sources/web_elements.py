"""What the elements of web pages say of the text in them, by their names and classes.

The classes are those of the eCFR's pages, of Cornell's LII (which names them as GPO's XML names its
elements) and of pages in their manner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from cfrdiff.sources.lines import Kind
from cfrdiff.sources.xml_kinds import kind_named

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements inside a line; all others end the line before them.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q s"
    " samp small span strike strong sub sup time tt u var wbr math mi mo mn mrow msup msub mfrac"
    " mtext button label select textarea object template noscript".split()
)
ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CELLS = frozenset(("td", "th"))
# What an element's beginning closes, and where the search for it ends.
_CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "table"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl", "table"))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl", "table"))),
    "td": (CELLS, frozenset(("tr", "table"))),
    "th": (CELLS, frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "tbody": (frozenset(("thead", "tbody", "tfoot")), frozenset(("table",))),
    "tfoot": (frozenset(("thead", "tbody", "tfoot")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
_PARAGRAPH = frozenset(("p",)), frozenset(("td", "th", "table", "button", "object"))

# What no page shows, or shows as its own: controls and ways through the site.
_NOT_TEXT = frozenset(
    "head template noscript nav footer aside form button select option dialog object svg"
    " textarea".split()
)
_NOT_TEXT_ROLES = frozenset(
    "navigation banner contentinfo search dialog tooltip complementary menu toolbar tablist".split()
)
_NOT_TEXT_CLASSES = frozenset(
    "visually-hidden sr-only tooltip tooltip-content tippy-content popover modal dropdown-menu"
    " hidden hide d-none element-invisible screen-reader-text seal-block breadcrumb breadcrumbs"
    " box-enhanced navbar pager no-display btn button".split()
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_KINDS: dict[str, Kind] = {
    "citation": "source-note",
    "authority": "authority",
    "source": "source",
    "editorial-note": "note",
    "cross-reference": "note",
    "cross-ref": "note",
    "xref": "note",
    "note": "note",
    "effective-date-note": "effective-date-note",
    "footnote": "footnote",
    "footnotes": "footnote",
    "extract": "extract",
    "example": "extract",
    "flush-paragraph": "flush-paragraph",
    "table-of-contents": "contents",
    "toc": "contents",
}
_DIVISIONS: dict[str, Kind] = {
    "title": "title-heading",
    "subtitle": "title-heading",
    "chapter": "chapter-heading",
    "subchapter": "chapter-heading",
    "part": "part-heading",
    "subpart": "subpart-heading",
    "subject-group": "heading",
    "subjgrp": "heading",
    "section": "section-heading",
    "appendix": "appendix",
}
_LEVEL = re.compile(r"(?:indent-|psection-|depth)([1-9])")


class Element(msgspec.Struct, gc=False):
    """An open element.

    `kind` is what it says of the text inside, `heading` what its heading is where it is a division
    of the regulation, `aside` that its text is the page's own, `paragraph` what it calls the
    paragraph it holds, and `level` how deep it says that paragraph stands.
    """

    serial: int
    name: str
    kind: Kind | None = None
    heading: Kind | None = None
    aside: bool = False
    is_italic: bool = False
    paragraph: str | None = None
    level: int | None = None
    is_figure_mark: bool = False


def element_of(serial: int, name: str, attributes: Mapping[str, str]) -> Element:
    """An element by its name and attributes."""
    if not attributes and name not in _NOT_TEXT:
        return Element(serial, name, is_italic=name in ITALIC)
    classes = attributes.get("class", "").split()
    division = next((c for c in classes if c in _DIVISIONS), None) if name == "div" else None
    return Element(
        serial,
        name,
        kind=None if division else _kind(classes),
        heading=_DIVISIONS[division] if division else None,
        aside=_is_aside(name, classes, attributes),
        is_italic=name in ITALIC or "et03" in classes or "E-03" in classes,
        paragraph=_paragraph(name, classes, attributes),
        level=_level(classes),
        is_figure_mark=name == "a" and _is_mark(classes, attributes),
    )


def closed_by(name: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The elements that end where one of this name begins, and those that the search stops at."""
    found = _CLOSED_BY.get(name)
    return found if found or name in INLINE or name in VOID - {"hr"} else _PARAGRAPH


def _kind(classes: list[str]) -> Kind | None:
    for one in classes:
        if one in _KINDS:
            return _KINDS[one]
        if one.startswith("flush-paragraph"):
            return "flush-paragraph"
        if one.islower() and (kind := kind_named(one.upper())) is not None:
            return kind
    return None


def _is_aside(name: str, classes: list[str], attributes: Mapping[str, str]) -> bool:
    return (
        name in _NOT_TEXT
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in _NOT_TEXT_ROLES
        or not _NOT_TEXT_CLASSES.isdisjoint(classes)
        or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))
    )


def _paragraph(name: str, classes: list[str], attributes: Mapping[str, str]) -> str | None:
    """What the page calls a paragraph: "163.12(b)(1)", or "b_1" for Cornell's."""
    if "enumxml" in classes:
        return attributes.get("id")
    return attributes.get("data-title") if name == "p" else None


def _level(classes: list[str]) -> int | None:
    found = (_LEVEL.fullmatch(one) for one in classes)
    return next((int(match[1]) for match in found if match), None)


def _is_mark(classes: list[str], attributes: Mapping[str, str]) -> bool:
    """Whether a link goes to a footnote."""
    if any("footnote" in one for one in classes):
        return True
    target = attributes.get("href", "").rpartition("#")[2].lower()
    return target.startswith(("footnote", "fn", "ftn", "note"))

"""What a tag says by itself: found once for all tags that are written alike."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from cfrdiff.sources.xml_events import attributes_of
from cfrdiff.sources.xml_figures import Setting, setting_of
from cfrdiff.sources.xml_kinds import LINKS, Element, division_of
from cfrdiff.sources.xml_tables import CELLS, TABLES

# Elements inside a line. All others end the line before them.
_INLINE = frozenset(
    "E I B EM STRONG SU SUP SUB FR FTREF AC A PRTPAGE U D NOBR STARS ENT BCAP LI".split()
).union(LINKS)
_ITALIC = frozenset(("I", "EM"))
_ITALIC_TYPES = frozenset(("03", "01", "7462", "0714"))  # E T="03" is GPO's text italic


class Tag(msgspec.Struct, frozen=True):
    """The tag with which an element begins.

    `number` is that of a section, where the tag has it; `setting` how the element sets figures.
    """

    name: str
    type_: str
    attributes: dict[str, str]
    element: Element
    division: str
    number: str
    setting: Setting | None
    is_inline: bool
    is_link: bool
    is_cell: bool
    is_table: bool
    is_italic: bool


@lru_cache(maxsize=1024)
def tag_of(name: str, rest: str) -> Tag:
    """The tag of an element by its name and what is written behind that."""
    name = name.upper()
    attributes = attributes_of(rest) if rest else {}
    type_ = _type_of(attributes)
    element = name, type_
    return Tag(
        name=name,
        type_=type_,
        attributes=attributes,
        element=element,
        division=division_of(element),
        number=attributes.get("N", "") if type_ == "SECTION" else "",
        setting=setting_of(element),
        is_inline=name in _INLINE,
        is_link=name in LINKS,
        is_cell=name in CELLS,
        is_table=name in TABLES,
        is_italic=name in _ITALIC or (name == "E" and type_ in _ITALIC_TYPES),
    )


def _type_of(attributes: dict[str, str]) -> str:
    return attributes.get("TYPE") or attributes.get("T") or attributes.get("SOURCE") or ""

"""Elements of WordprocessingML (ECMA-376, part 1, 17), as short as they can be written."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(name: str, /, *children: Any, **attributes: str | int) -> Any:
    """``w:name`` with attributes of the same namespace; children that are None are left out."""
    made = etree.Element(qn(f"w:{name}"), {qn(f"w:{k}"): str(v) for k, v in attributes.items()})
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, *properties: Any, deleted: bool = False) -> Any:
    """A run of text; deleted text has an element of its own."""
    held = element("delText" if deleted else "t")
    held.text = text
    held.set(_SPACE, "preserve")
    return element("r", element("rPr", *properties) if properties else None, held)

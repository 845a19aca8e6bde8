"""The text of an edition as the body of an Akoma Ntoso document, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from cfrdiff.formats.akoma_ntoso.names import SectionNames, in_names, level
from cfrdiff.formats.akoma_ntoso.side import Side
from cfrdiff.model import Paragraph, Section
from cfrdiff.views import paragraph_words
from cfrdiff.views.printed import last_of_number, on_one_line


def body_of(side: Side) -> Element:
    """The body: sections, and between them what belongs to none."""
    body = Element("body")
    _blocks(body, side, None)
    last = last_of_number(side.sections)
    for i, (section, names) in enumerate(zip(side.sections, side.names, strict=True)):
        body.append(_section(section, names))
        if last.get(section.number) == i:
            _blocks(body, side, section.number)
    if not len(body):
        # The schema wants something in a body; "undefined" is what the document does not have.
        made = SubElement(body, "hcontainer", name="empty", eId="hcontainer_1", status="undefined")
        made.set("title", "this edition holds nothing of what was compared")
    return body


def _section(section: Section, names: SectionNames) -> Element:
    made = Element("section", eId=names.section)
    if section.extent != "complete":
        made.set("status", "incomplete")
    if section.number:
        _text(made, "num", f"§ {section.number}", section.inferred).set("eId", names.num)
    if section.heading:
        _text(made, "heading", section.heading).set("eId", names.heading)
    paragraphs = iter(names.paragraphs)
    for paragraph in section.paragraphs:
        made.append(_paragraph(paragraph, paragraphs))
    if section.source_note:
        _container(made, "sourceNote", section.source_note, names.source_note)
    return made


def _paragraph(paragraph: Paragraph, names: Iterator[str]) -> Element:
    name = next(names)
    if label := paragraph_words.label(paragraph):
        made = Element(level(len(paragraph.path) - 1)[0], eId=name)
        _text(made, "num", label, paragraph.inferred)
    else:
        made = Element("hcontainer", name="undesignated", eId=name)
    if paragraph.partial:
        made.set("status", "incomplete")
    if paragraph.heading:
        _text(made, "heading", paragraph.heading)
    if not paragraph.children:
        _text(SubElement(made, "content"), "p", paragraph.text)
    elif paragraph.text:
        _text(SubElement(made, "intro"), "p", paragraph.text)
    for child in paragraph.children:
        made.append(_paragraph(child, names))
    return made


def _blocks(body: Element, side: Side, after: str | None) -> None:
    for block, name in side.blocks:
        if block.after == after:
            _container(body, in_names(block.kind), block.text, name)


def _container(above: Element, kind: str, text: str, name: str) -> None:
    made = SubElement(above, "hcontainer", name=kind, eId=name)
    _text(SubElement(made, "content"), "p", text)


def _text(above: Element, tag: str, text: str, inferred: bool = False) -> Element:
    made = SubElement(above, tag)
    made.text = on_one_line(text)
    if inferred:
        made.set("title", "not printed in the file; it follows from what is")
    return made

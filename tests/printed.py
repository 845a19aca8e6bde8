"""An edition set out again as print has it: what the typesetter is given."""

from __future__ import annotations

from typesetter import Item, Run

from cfrdiff.model import Edition, Paragraph, Section


def items_of(edition: Edition) -> list[Item]:
    """The printed paragraphs of an edition: headings, paragraphs with run-ins, source notes."""
    items: list[Item] = []
    for section in edition.sections:
        if section.heading is not None:
            text = f"§ {section.number} {section.heading}"
            items.append(Item("heading", (Run(text),), section.number))
        items += _paragraphs(section)
        if section.source_note:
            items.append(Item("source-note", (Run(section.source_note),), section.number))
    return items


def _paragraphs(section: Section) -> list[Item]:
    items: list[Item] = []
    runs: list[Run] = []
    for paragraph in section.walk():
        cut = paragraph.partial == "head-missing"
        runs += _runs(paragraph, bool(runs))
        if not paragraph.text and (paragraph.heading or "—").endswith("—"):
            continue  # the next paragraph is run in
        items.append(Item("continuation" if cut else "paragraph", tuple(runs), section.number))
        runs = []
    return items


def _runs(paragraph: Paragraph, run_in: bool) -> list[Run]:
    label = f"({paragraph.path[-1]})" if paragraph.designation else ""
    if paragraph.partial == "head-missing":
        label = ""
    space = " " if label and (paragraph.heading or paragraph.text) else ""
    runs = [Run(label + space)] if label else []
    if paragraph.heading:
        runs.append(Run(paragraph.heading.removesuffix("—"), italic=True))
        if paragraph.heading.endswith("—"):
            runs.append(Run("—"))
        elif paragraph.text:
            runs.append(Run(" "))
    if paragraph.text:
        runs.append(Run(paragraph.text))
    return runs

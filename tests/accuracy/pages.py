"""Sections → PDF pages in GPO's manner, through the tests' typesetter."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from typesetter import DOUBLED_QUOTES, Item, Layout, PrintedLine, Run, typeset

from accuracy.gold import Document, GoldSection
from accuracy.printing import Break, Printed, blocks, letters
from accuracy.volumes import part_heading, volume

# In print the labels of the fifth and sixth level are italic.
_ITALIC_LEVEL = 5


def set_pages(name: str, documents: Sequence[Document], layout: Layout) -> Printed:
    """Typeset documents one after the other in one file; the same input gives the same file.

    Paragraph headings are italic where the gold knows them, labels from the fifth level on are.
    """
    items: list[Item] = []
    places: list[tuple[int, int] | None] = []  # (section, letters before) of an item
    sections: list[GoldSection] = []
    for document in documents:
        items.append(Item("part-heading", (Run(part_heading(document)),)))
        places.append(None)
        for section in document.sections:
            italics = _italics(section)
            for at, text in blocks(section):
                runs = (Run(text),) if at < 0 else _runs(text, italics, at)
                items.append(Item("heading" if at < 0 else "paragraph", runs, section.number))
                places.append((len(sections), at))
            sections.append(section)
    result = typeset(items, layout)
    breaks = tuple(_breaks(result.lines, places))
    furniture = tuple(piece.text for piece in result.furniture)
    return Printed(name, ".pdf", result.pdf, tuple(sections), breaks, furniture)


def gpo_layout(document: Document) -> Layout:
    """The layout of the volume a document is printed in."""
    place = volume(document)
    return Layout(title=place.title, chapter=place.chapter, agency=place.agency)


def _italics(section: GoldSection) -> list[bool]:
    """For each letter of the heading and the printed paragraphs whether it is italic."""
    flags = [False] * letters(section.heading)
    for paragraph in section.paragraphs:
        if paragraph.path:
            label = len(paragraph.path[-1])
            italic = len(paragraph.path) >= _ITALIC_LEVEL
            flags += [False, *[italic] * label, False]
        headed = letters((paragraph.heading or "").rstrip(" —"))
        flags += [at < headed for at in range(letters(paragraph.text))]
    return flags


def _runs(text: str, italics: Sequence[bool], at: int) -> tuple[Run, ...]:
    """A printed paragraph in runs; a space is italic between two italic letters."""
    styled: list[tuple[str, bool]] = []
    for character in text:
        if character.isspace():
            styled.append((character, bool(styled) and styled[-1][1] and italics[at]))
        else:
            styled.append((character, italics[at]))
            at += 1
    return tuple(
        Run("".join(character for character, _ in group), italic)
        for italic, group in groupby(styled, key=lambda one: one[1])
    )


def _breaks(
    lines: Sequence[PrintedLine], places: Sequence[tuple[int, int] | None]
) -> Iterator[Break]:
    quotes = {doubled: mark for mark, doubled in DOUBLED_QUOTES.items()}
    item, at = -1, 0
    for line in lines:
        place = places[line.item]
        if place is None:
            continue
        if line.item != item:
            item, at = line.item, place[1]
        text = line.text
        for doubled, mark in quotes.items():
            text = text.replace(doubled, mark)
        at += letters(text) - (line.joint == "added-hyphen")
        yield Break(place[0], at)

"""When two editions say the same."""

from __future__ import annotations

from cfrdiff.changes.block_homes import OF_THE_FILE, is_label
from cfrdiff.instructions.copies import printed_number
from cfrdiff.model import Edition, Paragraph, Section


def same_words(one: Edition, other: Edition) -> bool:
    """Whether two editions have the same sections with the same words in the same tree."""
    return [content_of(section) for section in one.sections] == [
        content_of(section) for section in other.sections
    ]


def same_blocks(one: Edition, other: Edition) -> bool:
    """Whether two editions have the same tables, notes and headings, in the same places; what
    says more of the file, as a contents list does, may differ.
    """
    return _blocks(one) == _blocks(other)


def _blocks(edition: Edition) -> list[tuple[str, str, str | None]]:
    held = (block for block in edition.blocks if block.kind not in OF_THE_FILE)
    # A lone label, "Note:", says nothing by itself; no change is made of it.
    return [(one.kind, one.text, one.after) for one in held if not is_label(one.text)]


def content_of(section: Section) -> tuple[object, ...]:
    """All that instructions can amend of a section, to be compared."""
    paragraphs = [(p.path, p.designation, p.heading, p.text) for p in section.walk()]
    return printed_number(section.number), section.heading, section.source_note, paragraphs


def read_alike(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs have the same heading and text, whatever stands below them."""
    return (one.heading, one.text) == (other.heading, other.text)

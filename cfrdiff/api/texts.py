"""From two strings to their change set."""

from __future__ import annotations

import hashlib
import re

import msgspec

from cfrdiff import sources, structure, text
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.limits import reading
from cfrdiff.model import Edition, Paragraph, Section, Source
from cfrdiff.structure import Known

_BLANK_LINES = re.compile(r"\n[ \t]*\n")


def compare_texts(before: str, after: str) -> ChangeSet:
    """What changed from one text to another, such as a paragraph or two as a page or a mail has
    them; the words are weighed as those of two editions are.

    A text with section headings is read as an edition is. One without is a section without a
    number, whole from its first word to its last: with the tree of its designations, or a
    paragraph for each that a blank line sets apart. Raises SourceError for text that is too long
    (`cfrdiff.limits`).
    """
    return diff_editions(_edition(before, "first text"), _edition(after, "second text"), None, True)


def _edition(given: str, name: str) -> Edition:
    """A text as an edition that says all there is: nothing of it is cut off."""
    with reading(name):
        read = _read(given, name) if given.strip() else None
    data = given.encode("utf-8", "surrogatepass")
    if read is not None and any(section.number for section in read.sections):
        sections = read.sections
    else:
        held = [one for section in (read.sections if read else ()) for one in section.paragraphs]
        sections = (Section(None, None, "complete", None, tuple(held) or _apart(given)),)
    whole = tuple(
        msgspec.structs.replace(
            section, extent="complete", paragraphs=tuple(map(_whole, section.paragraphs))
        )
        for section in sections
    )
    source = Source(name, hashlib.sha256(data).hexdigest(), "text", well_formed=True)
    blocks = read.blocks if read and read.sections else ()
    return Edition(title=None, part=None, as_of=None, source=source, sections=whole, blocks=blocks)


def _read(given: str, name: str) -> Edition:
    lines = sources.load(name, "text", given.encode("utf-8", "surrogatepass"))
    source = Source(name, lines.sha256, lines.format, lines.exact, lines.well_formed)
    return structure.build(text.run_on(lines), source, Known(None, None, None))


def _whole(paragraph: Paragraph) -> Paragraph:
    below = tuple(map(_whole, paragraph.children))
    return msgspec.structs.replace(paragraph, partial=None, children=below)


def _apart(given: str) -> tuple[Paragraph, ...]:
    """A paragraph for each stretch between blank lines."""
    stretches = (" ".join(one.split()) for one in _BLANK_LINES.split(given))
    return tuple(Paragraph("", (), None, one) for one in stretches if one)

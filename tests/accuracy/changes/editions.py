"""Gold sections → an Edition, straight from the tree or through the program's reader."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import cfrdiff
from accuracy.gold import Document, GoldParagraph, GoldSection
from accuracy.text_layouts import TextLayout, lay_out
from accuracy.volumes import volume
from cfrdiff.model import Edition, Paragraph, Section, Source, grow


def from_trees(name: str, sections: Sequence[GoldSection]) -> Edition:
    """An edition with the gold's own paragraphs, so that no error of reading counts."""
    return Edition(
        title=None,
        part=sections[0].number.partition(".")[0],
        as_of=None,
        source=Source(name, "", "text"),
        sections=tuple(
            Section(
                number=section.number,
                heading=section.heading,
                extent="complete",
                source_note=None,
                paragraphs=grow([_paragraph(one) for one in section.paragraphs]),
            )
            for section in sections
        ),
    )


def _paragraph(gold: GoldParagraph) -> Paragraph:
    heading = gold.heading or ""
    return Paragraph(
        designation="".join(f"({label})" for label in gold.path),
        path=gold.path,
        heading=gold.heading,
        text=gold.text.removeprefix(heading).strip(),
    )


def through_reader(name: str, sections: Sequence[GoldSection]) -> Edition:
    """The edition the program reads from a text file of the whole part."""
    document = Document(name, tuple(sections))
    printed = lay_out(name, document.sections, TextLayout(), volume(document))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"part{printed.suffix}"
        path.write_bytes(printed.data)
        return cfrdiff.read(path)

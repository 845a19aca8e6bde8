"""Footnotes below the columns of a page: blocks of their own, never part of a paragraph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_accounting import lost
from typesetter import Item, Layout, Run, typeset

import cfrdiff
from cfrdiff import sources

_SENTENCE = (
    "Each importer shall keep records of every entry for five years and shall make them available"
    " on demand to the officer who asks for them in writing."
)
_GPO = Layout()
LAYOUTS = {
    "two columns": _GPO,
    "one column": replace(
        _GPO, columns=1, left=72, text_width=468, top=96, bottom=320, head_top=70
    ),
    "three slim columns": replace(_GPO, columns=3, left=45, text_width=522, bottom=400),
}


def _items() -> tuple[list[Item], list[str], list[str]]:
    """A section whose every third paragraph has a footnote; its paragraphs, its footnotes."""
    items = [Item("heading", (Run("§ 1.1 Records of entries."),), "1.1")]
    paragraphs: list[str] = []
    notes: list[str] = []
    for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz"):
        text = f"({letter}) {' '.join([_SENTENCE] * (1 + at % 4))}"
        if at % 3:
            items.append(Item("paragraph", (Run(text),), "1.1"))
            paragraphs.append(text)
            continue
        number = Run(str(len(notes) + 1), superior=True)
        note = f" See the Director's decision of the {letter} series, which says what else is kept."
        items.append(Item("paragraph", (Run(text), number, Run(" They are kept.")), "1.1"))
        items.append(Item("footnote", (number, Run(note)), "1.1"))
        paragraphs.append(f"{text} They are kept.")
        notes.append(number.text + note.replace("'", "’"))
    return items, paragraphs, notes


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_footnotes_are_blocks_and_paragraphs_are_whole(tmp_path: Path, layout: Layout) -> None:
    items, paragraphs, notes = _items()
    file = tmp_path / "notes.pdf"
    file.write_bytes(typeset(items, layout).pdf)
    edition = cfrdiff.read(file)
    (section,) = edition.sections
    assert [f"{one.designation} {one.text}" for one in section.walk()] == paragraphs
    assert [(block.kind, block.text) for block in edition.blocks] == [
        ("footnote", note) for note in notes
    ]
    assert lost(sources.load(str(file)), edition) == []


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("behind", [4, 7])
def test_a_footnote_that_runs_over(tmp_path: Path, layout: Layout, behind: int) -> None:
    """Its end stands at the foot of a later column, set small and without a number."""
    begun = " See the decision of the office, which says that what is kept by"
    ended = "the importer is to be kept on forms that the officer has given out."
    items = [Item("heading", (Run("§ 1.1 Records of entries."),), "1.1")]
    paragraphs: list[str] = []
    for at, letter in enumerate("abcdefghijklmn"):
        text = f"({letter}) {' '.join([_SENTENCE] * (2 + at % 3))}"
        mark = Run("1", superior=True)
        runs = (Run(text), mark, Run(" They are kept.")) if at == 1 else (Run(text),)
        items.append(Item("paragraph", runs, "1.1"))
        paragraphs.append("".join(run.text for run in runs if not run.superior))
        if at == 1:
            items.append(Item("footnote", (mark, Run(begun)), "1.1"))
        elif at == behind:
            items.append(Item("footnote", (Run(ended),), "1.1"))
    file = tmp_path / "notes.pdf"
    file.write_bytes(typeset(items, layout).pdf)
    edition = cfrdiff.read(file)
    assert [f"{p.designation} {p.text}" for p in edition.sections[0].walk()] == paragraphs
    assert [block.text for block in edition.blocks] == [f"1{begun} {ended}"]
    assert lost(sources.load(str(file)), edition) == []


def test_small_type_without_a_raised_number_is_no_footnote(tmp_path: Path) -> None:
    """A source note at the foot of a column is set as small as a footnote."""
    items = [
        Item("heading", (Run("§ 1.1 Records of entries."),), "1.1"),
        Item("paragraph", (Run(f"(a) {_SENTENCE}"),), "1.1"),
        Item("source-note", (Run("[CBP Dec. 11–20, 76 FR 65961, Oct. 25, 2011]"),), "1.1"),
    ]
    file = tmp_path / "note.pdf"
    file.write_bytes(typeset(items).pdf)
    edition = cfrdiff.read(file)
    assert edition.blocks == ()
    assert edition.sections[0].source_note == "[CBP Dec. 11–20, 76 FR 65961, Oct. 25, 2011]"

"""The list of disagreements and findings, held against a measured run."""

from dataclasses import replace
from pathlib import Path

import pytest

import cfrdiff
from accuracy import gold
from accuracy.text_layouts import TextLayout, lay_out
from accuracy.volumes import volume
from accuracy.ways import WAYS, run
from cfrdiff import Finding

_LIST = Path(__file__).with_name("DISAGREEMENTS.md")
_WAYS = [way for way in WAYS if way.name in ("text", "narrow", "running", "form-feeds")]


def _table(heading: str, columns: int) -> list[tuple[str, ...]]:
    """The first columns of the table under a heading."""
    part = _LIST.read_text("utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in row[:columns]) for row in rows[2:]]


@pytest.mark.gold
def test_every_disagreement_is_listed() -> None:
    documents = gold.load(gold.folder())
    measured = set()
    for way in _WAYS:
        for one in run(way, documents, gold.folder()).tally.disagreements:
            if one.kind in ("section", "path", "heading"):
                paragraph = one.where if one.kind == "heading" else one.expected.split(" ")[0]
                measured.add((one.kind, one.section, paragraph))
    listed = _table("Paths and headings", 3)
    assert len(set(listed)) == len(listed)
    assert measured == set(listed)


@pytest.mark.gold
def test_every_finding_is_listed(tmp_path: Path) -> None:
    title = gold.folder() / "xml" / "ECFR-title1.xml"
    measured = {_row("ECFR-title1", one) for one in cfrdiff.read(title).findings}
    for document in gold.load(gold.folder()):
        written = lay_out(document.name, document.sections, TextLayout(), volume(document))
        file = tmp_path / "part.txt"
        file.write_bytes(written.data)
        measured |= {_row(document.part, one) for one in cfrdiff.read(file).findings}
    assert measured == set(_table("Findings", 4))


def _row(name: str, finding: Finding) -> tuple[str, ...]:
    return (name, finding.section or "", finding.code, finding.designation or "")


@pytest.mark.gold
def test_an_unlisted_disagreement_is_seen() -> None:
    """The comparison sees a section whose reference is another than what is printed."""
    document = gold.load(gold.folder())[0]
    first = document.sections[0]
    wrong = replace(first.paragraphs[-1], path=("q",))
    changed = replace(first, paragraphs=(*first.paragraphs[:-1], wrong))
    altered = replace(document, sections=(changed, *document.sections[1:]))
    found = run(_WAYS[0], [altered], gold.folder()).tally.disagreements
    assert [(one.kind, one.section) for one in found][:1] == [("path", first.number)]

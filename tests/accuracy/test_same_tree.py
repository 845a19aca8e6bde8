"""XML and the text of the same printed paragraphs give the same tree."""

import pytest

from accuracy import gold
from accuracy.gold import load_version
from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Source
from cfrdiff.sources.lines import Line

where = gold.folder()

ANNUAL, BULK = "CFR-2012-title12-vol8-part1002.xml", "ECFR-title1.xml"
PRINTED = ("section-heading", "paragraph", "flush-paragraph", "source-note")


def edition_of(data: bytes, format: str) -> Edition:
    return structure.build(text.run_on(sources.load("x", format, data)), Source("x", "", format))


def tree(edition: Edition) -> dict[str | None, list[tuple[tuple[str, ...], str]]]:
    """Of each section the paths and words; where a heading ends italics tell, which text lacks."""
    return {
        section.number: [
            (p.path, " ".join(f"{p.heading or ''} {p.text}".split())) for p in section.walk()
        ]
        for section in edition.sections
    }


def words_of(line: Line) -> str:
    """A line without what the source knows to be no text of it: marks of footnotes."""
    pieces, at = [], 0
    for cut in line.cuts:
        pieces.append(line.text[at : cut.start].rstrip())
        at = cut.end
    return "".join([*pieces, line.text[at:]])


@pytest.mark.gold
@pytest.mark.parametrize(("name", "format"), [(ANNUAL, "gpo-xml"), (BULK, "ecfr-xml")])
def test_xml_and_its_paragraphs_as_text(name: str, format: str) -> None:
    data = (where / "xml" / name).read_bytes()
    lines = sources.load("x", format, data).lines
    written = "\n\n".join(words_of(line) for line in lines if line.kind in PRINTED)
    marked, plain = tree(edition_of(data, format)), tree(edition_of(written.encode(), "text"))
    assert list(marked) == list(plain)
    assert {n: (marked[n], plain[n]) for n in marked if marked[n] != plain[n]} == {}


@pytest.mark.gold
def test_xml_and_another_printing_of_the_same_part() -> None:
    marked = tree(edition_of((where / "xml" / ANNUAL).read_bytes(), "gpo-xml"))
    sections = load_version(where, "1002", "2011-31714")
    written = "\n\n".join(
        "\n\n".join((f"§ {section.number} {section.heading}", *section.lines))
        for section in sections
    )
    plain = tree(edition_of(written.encode(), "text"))
    assert list(marked) == list(plain)
    # The gold has the § 1002.14 of 2014.
    differ = [
        number
        for number in plain
        if [path for path, _ in marked[number]] != [path for path, _ in plain[number]]
    ]
    assert differ == ["1002.14"]

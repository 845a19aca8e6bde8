"""Small capitals, subject groups and running heads without a section sign, through a PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typesetter import Item, Layout, Run, typeset

from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Source

_FILLER = "The office keeps these records for five years at the port of entry, as it must."


def read(items: list[Item], layout: Layout | None = None) -> Edition:
    data = typeset(items, layout).pdf
    loaded = sources.load("x.pdf", "pdf", data)
    return structure.build(text.run_on(loaded), Source("x.pdf", "", "pdf", loaded.exact))


def paragraph(words: str, section: str = "1.2") -> Item:
    return Item("paragraph", (Run(words),), section)


# Filler of different lengths puts the name at every place of a line, over its end too.
@pytest.mark.parametrize("count", range(12))
def test_a_name_in_small_capitals_is_read_as_printed(count: int) -> None:
    before = f"(a) It is {'most ' * count}often published in the "
    items = [
        Item("heading", (Run("§ 1.2 Records."),), "1.2"),
        Item(
            "paragraph",
            (Run(before), Run("Federal Register", small=True), Run(" and kept there.")),
            "1.2",
        ),
        paragraph("(b) It is lost."),
    ]
    first, second = read(items).sections[0].walk()
    assert first.text == f"{before[4:]}FEDERAL REGISTER and kept there."
    assert (first.designation, second.designation) == ("(a)", "(b)")


def test_subject_groups_and_notes_belong_to_no_section() -> None:
    items = [
        Item("part-heading", (Run("PART 1—RECORDS"),)),
        Item("authority", (Run("Authority: 19 U.S.C. 66, 1624."),)),
        Item("subject-group", (Run("General Provisions"),)),
        Item("heading", (Run("§ 1.1 Scope."),), "1.1"),
        paragraph(f"(a) {_FILLER}", "1.1"),
        paragraph(f"(b) {_FILLER}", "1.1"),
        Item("subject-group", (Run("Recordkeeping and Inspection of Records by the Office"),)),
        Item("heading", (Run("§ 1.2 Records."),), "1.2"),
        paragraph(f"(a) {_FILLER}"),
        paragraph(f"(b) {_FILLER}"),
    ]
    edition = read(items)
    assert [(s.number, [p.text for p in s.walk()]) for s in edition.sections] == [
        ("1.1", [_FILLER, _FILLER]),
        ("1.2", [_FILLER, _FILLER]),
    ]
    assert [(b.kind, b.text.upper(), b.after) for b in edition.blocks] == [
        ("part-heading", "PART 1—RECORDS", None),
        ("authority", "AUTHORITY: 19 U.S.C. 66, 1624.", None),
        ("heading", "GENERAL PROVISIONS", None),
        ("heading", "RECORDKEEPING AND INSPECTION OF RECORDS BY THE OFFICE", "1.1"),
    ]


@pytest.mark.parametrize("sign", ["§ ", ""])
def test_running_heads_without_a_section_sign_are_furniture(sign: str) -> None:
    layout = replace(Layout(), title=48, agency="Federal Acquisition Regulation", head_signs=False)
    items: list[Item] = []
    for number in ("52.212-4", "52.212-5"):
        items.append(Item("heading", (Run(f"{sign}{number} Contract terms."),), number))
        items += [
            paragraph(f"({label}) {' '.join([_FILLER] * 12)}", number) for label in "abcdefgh"
        ]
    result = typeset(items, layout)
    assert len({piece.page for piece in result.furniture}) > 2
    edition = read(items, layout)
    assert [s.number for s in edition.sections] == ["52.212-4", "52.212-5"]
    for section in edition.sections:
        assert [p.text for p in section.walk()] == [" ".join([_FILLER] * 12)] * 8
    heads = [f.text for f in edition.furniture if "52.212" in f.text]
    assert len(heads) == len({piece.page for piece in result.furniture})

"""Fractions, powers, lowered figures and footnote marks of XML, as print has them."""

from __future__ import annotations

import pytest
from test_accounting import lost
from test_structure import edition_of, flat

from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Source


def printed(paragraph: str) -> str:
    return (
        "<CFRGRANULE><PART><SECTION><SECTNO>§ 5.1</SECTNO><SUBJECT>Overtime.</SUBJECT>"
        f"<P>(a) {paragraph}</P></SECTION></PART></CFRGRANULE>"
    )


def of(paragraph: str) -> Edition:
    return edition_of(printed(paragraph), "gpo-xml")


# The XML, the text read from it, and the footnote marks set aside.
FIGURES: list[tuple[str, str, list[str]]] = [
    ("8<FR>1/2</FR> hours", "8½ hours", []),
    ("Age 70<FR>1/2</FR>.", "Age 70½.", []),
    ("At <FR>3/16</FR> inch", "At 3⁄16 inch", []),
    ("At 28<FR>1/28</FR> inch", "At 28 1⁄28 inch", []),
    ("8 <FR>1/2</FR> hours", "8 ½ hours", []),
    ("One <FR>1/12</FR>th part", "One 1⁄12th part", []),
    ("At <FR>7/8</FR>-inch (<FR>1/3</FR>)", "At ⅞-inch (⅓)", []),
    ("A <FR>x/2</FR> share", "A x/2 share", []),
    ("About 10<SU>6</SU> cells", "About 10⁶ cells", []),
    ('About 10<E T="51">5</E> cells', "About 10⁵ cells", []),
    ('About 10<E T="51">−19</E> and 10<SU>-2</SU>', "About 10⁻¹⁹ and 10⁻²", []),
    ("Over 5 m<SU>2</SU> (9 cm <SU>2</SU>)", "Over 5 m² (9 cm ²)", []),
    ('Pure H<E T="52">2</E>O, KNO<E T="52">3</E>', "Pure H₂O, KNO₃", []),
    ('The MOU<E T="52">b</E> and P<E T="52">t-1</E>', "The MOUb and Pt-1", []),
    ("The 18<SU>th</SU> day", "The 18th day", []),
    ("Lead Pb<SU>2+</SU>", "Lead Pb²⁺", []),
    ("Within 30<SU>1</SU><FTREF/> days", "Within 30 days", ["¹"]),
    ("Within 30 days <SU>12</SU><FTREF/>.", "Within 30 days.", ["¹²"]),
    ("A sum of __ <SU>1</SU> dollars<FTREF/> is due", "A sum of __ dollars is due", ["¹"]),
    ("Of 10<SU>6</SU> cells<FTREF/> each", "Of 10⁶ cells each", []),
    ("Of 10<SU>6</SU> cells in 30<SU>2</SU><FTREF/> days", "Of 10⁶ cells in 30 days", ["²"]),
    ("Note<SU>1</SU><FTREF/> and note<SU>2</SU><FTREF/>.", "Note and note.", ["¹", "²"]),
    ('Of <E T="03">8<FR>1/2</FR> hours</E> each', "Of 8½ hours each", []),
]


@pytest.mark.parametrize(("written", "read", "marks"), FIGURES)
def test_figures_are_read_as_they_are_printed(written: str, read: str, marks: list[str]) -> None:
    edition = of(written)
    (paragraph,) = flat(edition)
    assert " ".join(filter(None, (paragraph.heading, paragraph.text))) == read
    assert [one.text for one in edition.furniture if one.kind == "footnote-reference"] == marks


@pytest.mark.parametrize("written", [one[0] for one in FIGURES])
def test_no_figure_is_lost(written: str) -> None:
    loaded = sources.load("x", "gpo-xml", printed(written).encode())
    assert lost(loaded, structure.build(text.run_on(loaded), Source("x", "", "gpo-xml"))) == []


def test_a_mark_that_is_set_aside_keeps_its_place() -> None:
    whole = printed("Within 30<SU>1</SU><FTREF/> days of 8<FR>1/2</FR> hours.")
    edition = edition_of(whole, "gpo-xml")
    ((mark,),) = [one.evidence for one in edition.furniture if one.kind == "footnote-reference"]
    assert whole[mark.start : mark.end] == "1"
    ((place,),) = [paragraph.evidence for paragraph in flat(edition)]
    assert whole[place.start : place.end].endswith("hours.")


def test_a_footnote_keeps_the_number_it_begins_with() -> None:
    edition = of("Fees.</P><FTNT><P><SU>1</SU> At 10<SU>6</SU> dollars.</P></FTNT><P>(b) Free.")
    assert [one.text for one in edition.blocks if one.kind == "footnote"] == ["1 At 10⁶ dollars."]


def test_the_figures_of_the_ecfr() -> None:
    edition = edition_of(
        '<ECFR><DIV5 N="5" TYPE="PART"><DIV8 N="5.1" TYPE="SECTION"><HEAD>§ 5.1   Fees.</HEAD>'
        "<P>(a) At 7<fr>1/4</fr> of 10<sup>3</sup> CO<sub>2</sub>.</P></DIV8></DIV5></ECFR>",
        "ecfr-xml",
    )
    assert [one.text for one in flat(edition)] == ["At 7¼ of 10³ CO₂."]

"""19 CFR part 163, older edition to 2012: what the change set must say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from printed import items_of
from typesetter import Layout, typeset

import cfrdiff
from cfrdiff import Change, ChangeSet, Edition

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"


@pytest.fixture(scope="module")
def old() -> Edition:
    return cfrdiff.read(OLD, beside=[NEW])


@pytest.fixture(scope="module")
def new() -> Edition:
    return cfrdiff.read(NEW, beside=[OLD])


@pytest.fixture(scope="module")
def changes(old: Edition, new: Edition) -> ChangeSet:
    return cfrdiff.diff(old, new)


def of(changes: ChangeSet, section: str) -> dict[str, Change]:
    return {c.id.removeprefix(section): c for c in changes.changes if c.section == section}


PATHS = (
    "(a) (b) (b)(1) (b)(2) (b)(3) (b)(3)(i) (b)(3)(ii) (b)(3)(iii) (b)(3)(iv) (b)(3)(v) (b)(3)(vi)"
    " (c) (c)(1) (c)(2) (d) (d)(1) (d)(2) (d)(2)(i) (d)(2)(ii) (d)(2)(iii) (d)(3)"
).split()


def test_the_tree_of_163_12(old: Edition, new: Edition) -> None:
    for edition in (old, new):
        section = edition.section("163.12")
        assert section is not None
        assert [p.designation for p in section.walk()] == PATHS
        assert section.extent == "complete"


def test_two_paragraphs_of_163_12_are_revised(changes: ChangeSet) -> None:
    found = of(changes, "163.12")
    assert list(found) == PATHS
    assert [d for d, c in found.items() if c.kind == "revised"] == ["(b)(2)", "(c)(1)"]
    rest = [c for d, c in found.items() if d not in ("(b)(2)", "(c)(1)")]
    assert {c.kind for c in rest} == {"unchanged"}
    slight = {d: [e.after for e in c.edits] for d, c in found.items() if c in rest and c.edits}
    assert slight == {"(d)(2)(i)": [";"], "(d)(2)(iii)": ["."]}
    assert {c.significance for c in rest} == {"none", "typographical"}


def test_the_edits_of_c1(changes: ChangeSet) -> None:
    edits = of(changes, "163.12")["(c)(1)"].edits
    pairs = [(e.before, e.after) for e in edits]
    assert pairs.count(("Miami", "Charlotte")) == 3
    assert pairs.count(("Customs", "CBP")) == 3
    assert [e.category for e in edits if (e.before, e.after) == (".", ",")] == ["ocr"]
    assert len(pairs) == 7


def test_the_edits_of_b2(changes: ChangeSet) -> None:
    edits = of(changes, "163.12")["(b)(2)"].edits
    assert [(e.before, e.after, e.category) for e in edits] == [
        ("Director, Regulatory Audit Division", "Regulatory Audit", "office"),
        ("U.S. Customs Service", "U.S. Customs and Border Protection", "agency"),
        (
            "909 S.E. First Avenue, Miami, Florida 33131",
            "2001 Cross Beam Dr., Charlotte, North Carolina 28217",
            "address",
        ),
        ("Regulatory Audit Division", "Executive Director, Regulatory Audit", "office"),
        ("Office of Strategic Trade", "Office of International Trade", "office"),
        ("U.S. Customs Service", "U.S. Customs and Border Protection", "agency"),
        (
            "909 S.E. First Avenue, Suite 710, Miami, Florida 33131",
            "1300 Pennsylvania Ave., NW., Washington, DC 20229",
            "address",
        ),
    ]


def test_miami_became_charlotte_but_not_everywhere(changes: ChangeSet) -> None:
    (miami,) = [s for s in changes.substitutions if s.before == "Miami"]
    assert (miami.after, miami.category, miami.count) == ("Charlotte", "office", 3)
    assert miami.where == (("163.12", "(c)(1)"),)
    assert miami.residual == (("163.12", "(c)(2)"), ("163.13", "(b)(2)"))


def test_163_11_redesignated_added_and_not_covered(changes: ChangeSet) -> None:
    found = of(changes, "163.11")
    assert {d: c.kind for d, c in found.items()} == {
        "(a)": "not-covered",
        "(b)": "not-covered",
        "(d)(5)": "added",
        "(d)(6)": "added",
        "(d)(7)": "added",
        "(d)(8)": "added",
        "(d)(9)": "added",
        "(e)": "added",
        "(c)>(f)": "redesignated-revised",
    }
    tail = found["(d)(5)"].after[0]
    assert (tail.inferred, tail.partial) == (True, "head-missing")
    assert found["(a)"].before[0].partial == "head-missing"


def test_163_13_goes_as_far_as_the_older_file(changes: ChangeSet, old: Edition) -> None:
    found = of(changes, "163.13")
    first = found.pop("(a)")
    assert (first.kind, first.edits, first.before[0].partial) == ("unchanged", (), "tail-missing")
    assert len(found) == 16
    assert {c.kind for c in found.values()} == {"not-covered"}
    assert "## § 163.13" in [f.text for f in old.furniture]
    section = old.section("163.13")
    assert section is not None
    assert section.extent == "tail-missing"


def test_no_text_holds_what_is_not_the_rules(old: Edition, new: Edition) -> None:
    for edition in (old, new):
        for section in edition.sections:
            for p in section.walk():
                words = f"{p.heading or ''} {p.text}".strip()
                assert "  " not in words
                assert not re.search(r"\w-\s|^[-*#] |\s[-*#] |##|\n", words), words
                assert not re.search(r"\b(?:Rec-|Regu\b|latory\b|pro-gram|para-graph)", words)
                assert "§ 163.13 " not in p.text.replace("see § 163.13", "")


def test_words_that_were_broken_are_whole_and_true_hyphens_stand(new: Edition) -> None:
    words = " ".join(f"{p.heading or ''} {p.text}" for s in new.sections for p in s.walk())
    for word in ("Recordkeeping", "recordkeeping", "overpayments", "over-declarations", "on-site"):
        assert word in words
    assert "theft-connected" in words
    for wrong in ("Record-keeping", "record-keeping", "over-payments", "overdeclarations"):
        assert wrong not in words
    for wrong in ("onsite", "theftconnected", "underdeclarations", "record-keeper"):
        assert wrong not in words


def test_every_join_is_a_repair(new: Edition) -> None:
    section = new.section("163.12")
    assert section is not None
    (where,) = [p for p in section.walk() if p.designation == "(b)(2)"]
    found = {r.before: r for r in where.repairs}
    joined = found["Rec-\nordkeeping"]
    assert (joined.kind, joined.after, joined.basis) == ("hyphen", "Recordkeeping", "document")
    assert where.text[joined.at :].startswith("Recordkeeping")
    for p in section.walk():
        for repair in p.repairs:
            words = (p.heading or "") if repair.field == "heading" else p.text
            assert words[repair.at :].startswith(repair.after), (p.designation, repair)


def test_apply_and_invert_are_exact(changes: ChangeSet, old: Edition, new: Edition) -> None:
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old


def same_text(one: Edition, other: Edition) -> None:
    assert [(s.number, s.heading, s.extent, s.source_note) for s in one.sections] == [
        (s.number, s.heading, s.extent, s.source_note) for s in other.sections
    ]
    for a, b in zip(one.sections, other.sections, strict=True):
        assert [(p.path, p.heading, p.text, p.partial, p.inferred) for p in a.walk()] == [
            (p.path, p.heading, p.text, p.partial, p.inferred) for p in b.walk()
        ]


def test_the_typeset_pdf_of_the_corpus_reads_as_its_text(new: Edition) -> None:
    pdf = cfrdiff.read("19-cfr-163-2012-typeset")
    same_text(pdf, new)
    assert (pdf.title, pdf.part, pdf.as_of) == (19, "163", "2012-04-01")
    kinds = [f.kind for f in pdf.furniture]
    assert {k: kinds.count(k) for k in set(kinds)} == {
        "running-head": 3,
        "page-number": 3,
        "print-shop": 3,
        "margin-text": 3,
    }


LAYOUTS = {
    "narrow": Layout(text_width=300),
    "wide": Layout(text_width=400, stretch=1.1),
    "small": Layout(size=7, leading=8),
    "large": Layout(size=10, leading=12, text_width=430, left=90),
    "one column": Layout(columns=1),
    "three columns": Layout(columns=3, text_width=460, left=76),
    "short pages": Layout(bottom=330),
    "shallow indent": Layout(indent=5),
    "another typeface": Layout(
        body_font="Helvetica",
        italic_font="Helvetica-Oblique",
        bold_font="Helvetica-Bold",
        stretch=1,
    ),
    "a left page first": Layout(first_page=101),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_typeset_pdf_reads_as_its_text(name: str, new: Edition, tmp_path: Path) -> None:
    file = tmp_path / "set.pdf"
    file.write_bytes(typeset(items_of(new), LAYOUTS[name]).pdf)
    pdf = cfrdiff.read(file, beside=[NEW])
    same_text(pdf, new)
    assert (pdf.title, pdf.as_of) == (19, "2012-04-01")


def test_a_pdf_knows_its_places_and_italics() -> None:
    pdf = cfrdiff.read("19-cfr-163-2012-typeset")
    section = pdf.section("163.12")
    assert section is not None
    pages = [e.page for p in section.walk() for e in p.evidence]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == {1, 2, 3}
    for p in section.walk():
        for e in p.evidence:
            assert e.box is not None
            x0, top, x1, bottom = e.box
            assert 130 < x0 < x1 < 487  # a justified line's last space hangs over the edge
            assert 170 < top < bottom < 705

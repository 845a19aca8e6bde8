"""Akoma Ntoso: valid against the standard's schema, whole, and every modification leads somewhere.

The schema (``tests/akoma_ntoso/akomantoso30.xsd``) is that of Akoma Ntoso 1.0, part 2, OASIS
Standard of 29 August 2018, copyright OASIS Open, under CC BY 4.0, unchanged; ``xml.xsd`` is W3C's.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from accuracy import gold
from accuracy.changes.amendments import Amendment
from accuracy.changes.editions import from_trees
from accuracy.changes.strategies import amendments
from hypothesis import given, settings
from lxml import etree
from test_docx import hostile
from test_redline import needs_gold
from test_structure import edition_of

from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.model import Edition
from cfrdiff.reading import read_both
from cfrdiff.reports.akoma_ntoso import NAMESPACE, akoma_ntoso
from cfrdiff.reports.printed import on_one_line

AKN = f"{{{NAMESPACE}}}"


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "akoma_ntoso" / "akomantoso30.xsd"))


def document_of(
    before: Edition, after: Edition, section: str | None = None
) -> tuple[Any, ChangeSet]:
    changes = diff_editions(before, after, section)
    made = etree.fromstring(akoma_ntoso(changes, before, after))
    schema().assertValid(made)
    return made, changes


def check(before: Edition, after: Edition) -> Any:
    made, changes = document_of(before, after)
    names = {one.get("eId"): one for one in made.iter() if one.get("eId")}
    assert len(names) == len([one for one in made.iter() if one.get("eId")])
    for one in made.iter():
        reference = one.get("href", "")
        assert not reference.startswith("#") or reference[1:] in names
    body = made.find(f".//{AKN}body")
    said = "".join(body.itertext()).split()
    wanted: list[str] = []
    for section in after.sections:
        wanted += [f"§ {section.number}" if section.number else "", section.heading or ""]
        for one in section.walk():
            label = f"({one.path[-1]})" if one.designation else ""
            wanted += [label, one.heading or "", one.text]
        wanted.append(section.source_note or "")
    if not after.blocks:
        assert said == on_one_line(" ".join(wanted)).split()
    told = [one for one in changes.changes if one.kind not in ("unchanged", "not-covered")]
    assert len(made.findall(f".//{AKN}textualMod")) >= len(told)
    notes = [" ".join("".join(note.itertext()).split()) for note in made.iter(f"{AKN}note")]
    for change in told:
        for state in change.before:
            assert any(on_one_line(state.text) in note for note in notes)
    return made


def test_the_corpus_pair() -> None:
    made = check(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"))
    (moved,) = made.iterfind(f".//{AKN}textualMod[@type='renumbering']")
    assert moved.find(f"{AKN}new").get("href") == "#sec_163.11__para_f"
    (older,) = (
        n
        for n in made.iter(f"{AKN}note")
        if f"#{n.get('eId')}" == moved.find(f"{AKN}old").get("href")
    )
    assert "".join(older.itertext()).strip().startswith("§ 163.11(c) Exception to procedures.")
    assert made.find(f".//{AKN}FRBRExpression/{AKN}FRBRdate").get("date") == "2012-04-01"


def test_one_section() -> None:
    both = read_both("19-cfr-163-customs-service", "19-cfr-163-2012")
    made, _ = document_of(*both, "163.12")
    assert [one.get("eId") for one in made.iter(f"{AKN}section")] == ["sec_163.12"]
    targets = {one.get("href") for one in made.iter(f"{AKN}new")}
    assert targets == {"#sec_163.12__para_b__subpara_2", "#sec_163.12__para_c__subpara_1"}


def test_a_renumbered_section_and_a_new_heading() -> None:
    old = "§ 12.3 Records.\n\n(a) The importer shall keep records of each entry.\n\n(b) The broker shall keep the books of the house.\n"
    new = old.replace("12.3 Records", "12.4 Records and books")
    made = check(edition_of(old), edition_of(new))
    kinds = [one.get("type") for one in made.iter(f"{AKN}textualMod")]
    assert kinds[:2] == ["renumbering", "substitution"]
    assert made.find(f".//{AKN}section").get("eId") == "sec_12.4"


def test_hostile_text_is_text() -> None:
    made = check(hostile((0, 1, 2)), hostile((2, 0, 1)))
    assert "<script>alert(1)</script> & ]]> ␀␇␛[31m" in "".join(made.itertext())
    assert not [one for one in made.iter() if "script" in str(one.tag)]


@needs_gold
def test_gold_pairs() -> None:
    for pair in gold.load_pairs(gold.folder())[::4]:
        check(*(from_trees(pair.name, side) for side in (pair.before, pair.after)))


@settings(max_examples=40, deadline=None)
@given(amendments(8))
def test_generated_amendments(amendment: Amendment) -> None:
    check(amendment.before, amendment.after)


@pytest.mark.parametrize("broken", ["<p>", "textualMod"])
def test_the_schema_would_object(broken: str) -> None:
    both = read_both("19-cfr-163-customs-service", "19-cfr-163-2012")
    made, _ = document_of(*both)
    tag = f"{AKN}{broken.strip('<>')}"
    next(made.iter(tag)).tag = f"{AKN}body"
    assert not schema().validate(made)

"""Akoma Ntoso: valid against the standard's schema, whole, and every modification tells the truth.

The schema (``tests/akoma_ntoso/akomantoso30.xsd``) is that of Akoma Ntoso 1.0, part 2, OASIS
Standard of 29 August 2018, copyright OASIS Open, under CC BY 4.0, unchanged; ``xml.xsd`` is W3C's.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from accuracy import gold
from accuracy.changes.amendments import Amendment
from accuracy.changes.editions import from_trees
from accuracy.changes.strategies import amendments
from click.testing import CliRunner
from examples import examples
from hypothesis import given, settings
from lxml import etree
from test_docx import hostile
from test_structure import edition_of

from cfrdiff.api import read_both
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.cli import main
from cfrdiff.formats.akoma_ntoso import NAMESPACE, akoma_ntoso
from cfrdiff.model import Block, Edition
from cfrdiff.views.printed import sides
from cfrdiff.views.report import Report

AKN = f"{{{NAMESPACE}}}"
CORPUS = ("19-cfr-163-customs-service", "19-cfr-163-2012")
LEVELS = ("paragraph", "subparagraph", "clause", "subclause", "point", "indent")


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "akoma_ntoso" / "akomantoso30.xsd"))


def made_of(before: Edition, after: Edition, section: str | None = None) -> tuple[Any, ChangeSet]:
    changes = diff_editions(before, after, section)
    made = etree.fromstring(akoma_ntoso(Report(changes, before, after)))
    schema().assertValid(made)
    return made, changes


def named(made: Any) -> dict[str, Any]:
    names = [one.get("eId") for one in made.iter() if one.get("eId")]
    assert len(names) == len(set(names))
    return {one.get("eId"): one for one in made.iter() if one.get("eId")}


def tag(one: Any) -> str:
    return str(etree.QName(one).localname)


def words(one: Any) -> str:
    return " ".join("".join(one.itertext()).split())


def own_words(one: Any, numbered: bool) -> str:
    """The words of an element without those of the sections and paragraphs below it."""
    if not len(one):
        return words(one)
    kinds = ("num", "heading", "intro", "content") if numbered else ("heading", "intro", "content")
    return " ".join(filter(None, (words(part) for part in one if tag(part) in kinds)))


def is_paragraph(one: Any) -> bool:
    return tag(one) in LEVELS or one.get("name") == "undesignated"


def older_prefix(made: Any, before: Edition) -> str:
    """What goes before an eId of the older edition: its own expression, of the same work."""
    work = made.find(f".//{AKN}FRBRWork/{AKN}FRBRuri").get("value")
    expression = made.find(f".//{AKN}FRBRExpression/{AKN}FRBRuri").get("value")
    newer = expression.removeprefix(f"{work}/eng@")
    version = before.as_of or f"file-{before.source.sha256[:16] or 'unknown'}"
    if version == newer.partition(";")[0] and before.as_of:
        version += f";file-{before.source.sha256[:16] or 'unknown'}"
    return f"{work}/eng@{version}/!main#"


def check(before: Edition, after: Edition, section: str | None = None) -> Any:
    """Whatever the editions are: the text word for word, and references that lead to the words."""
    made, changes = made_of(before, after, section)
    newer, older = named(made), named(made_of(before, before)[0])
    prefix = older_prefix(made, before)

    def target(reference: str) -> Any:
        if reference.startswith("#"):
            return newer[reference[1:]]
        assert reference.startswith(prefix)
        return older[reference.removeprefix(prefix)]

    references = (one.get("href") for one in made.iter() if one.get("href"))
    for reference in references:
        assert reference.startswith("/akn/ontology/") or target(reference) is not None
    body = made.find(f".//{AKN}body")
    assert words(body).split() == " ".join(line.words for line in sides(changes)[1]).split()

    kinds: Counter[str] = Counter()
    for one in made.iter(f"{AKN}textualMod"):
        kind = one.get("type")
        olds, news = one.findall(f"{AKN}old"), one.findall(f"{AKN}new")
        assert olds or news
        places = [held.get("href") for held in news or olds]
        assert [place.get("href") for place in one.iter(f"{AKN}destination")] == places
        previous = [place.get("href") for place in one.iter(f"{AKN}previous")]
        assert previous == [held.get("href") for held in olds if news and len(olds) == 1]
        assert all(held.get("href").startswith(prefix) for held in olds)
        assert all(held.get("href").startswith("#") for held in news)
        for held in (*olds, *news):
            place = target(held.get("href"))
            if kind == "renumbering" and olds and news and tag(place) != "hcontainer":
                number = next(part for part in place if tag(part) == "num")
                assert words(held).endswith(words(number))
            else:
                assert words(held) == own_words(place, kind != "substitution")
        kinds[kind] += is_paragraph(target(places[0]))
    if section is None:
        told = Counter(
            kind for change in changes.changes for kind in OF_PARAGRAPHS.get(change.kind, ())
        )
        # What differs in type only, or is perhaps misread, is a substitution too.
        told["substitution"] += sum(
            change.kind in ("unchanged", "redesignated") and bool(change.edits)
            for change in changes.changes
        )
        assert +kinds == +told
    return made


OF_PARAGRAPHS = {
    "revised": ("substitution",),
    "added": ("insertion",),
    "removed": ("repeal",),
    "redesignated": ("renumbering",),
    "redesignated-revised": ("renumbering", "substitution"),
    "split": ("split",),
    "merged": ("join",),
}

A = "The importer shall keep the records of every entry made at the port."
B = "The broker shall send the monthly statement to the director within thirty days."
C = "The carrier shall produce the manifest, the bill of lading and the stowage plan."
D = "The surety is bound by every bond that it has signed, whoever the principal is."
E = "A vessel in distress may land its cargo without a permit at any hour of the night."
NOTE = "[T.D. 98-56, 63 FR 32946, June 16, 1998]"

Told = tuple[str, str]
Row = tuple[str, list[Told], list[Told]]


def part(*sections: tuple[str, str], heading: str = "RECORDS") -> str:
    head = f"PART 12—{heading}\n\nAuthority: 19 U.S.C. 66, 1624.\n\n"
    return head + "\n\n".join(f"§ {title}\n\n{body}" for title, body in sections) + "\n"


def listed(*texts: str) -> str:
    return "\n\n".join(f"({label}) {text}" for label, text in zip("abcdefgh", texts, strict=False))


LAST = ("12.9 Ships.", listed(E))
PLAIN = part(("12.3 Records.", listed(A, B, C)), LAST)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(PLAIN, PLAIN, [], id="the same"),
        pytest.param(
            PLAIN,
            part(("12.3 Records.", listed(A, B)), LAST),
            [("repeal", [("sec_12.3__para_c", f"(c) {C}")], [])],
            id="a removed paragraph",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A, B)), LAST),
            PLAIN,
            [("insertion", [], [("sec_12.3__para_c", f"(c) {C}")])],
            id="an added paragraph",
        ),
        pytest.param(
            PLAIN,
            part(("12.3 Records.", listed(A, B.replace("thirty", "ten"), C)), LAST),
            [
                (
                    "substitution",
                    [("sec_12.3__para_b", B)],
                    [("sec_12.3__para_b", B.replace("thirty", "ten"))],
                )
            ],
            id="a revised paragraph",
        ),
        pytest.param(
            part(("12.3 Records.", f"(a) {A}\n\n(1) {B}\n\n(2) {C}"), LAST),
            part(("12.3 Records.", f"(a) {A[:-1]} of call.\n\n(1) {B}\n\n(2) {C}"), LAST),
            [
                (
                    "substitution",
                    [("sec_12.3__para_a", A)],
                    [("sec_12.3__para_a", f"{A[:-1]} of call.")],
                )
            ],
            id="revised above others: its own words",
        ),
        pytest.param(
            PLAIN,
            part(("12.3 Records.", listed(A, D, B, C)), LAST),
            [
                ("insertion", [], [("sec_12.3__para_b", f"(b) {D}")]),
                (
                    "renumbering",
                    [("sec_12.3__para_b", "§ 12.3(b)")],
                    [("sec_12.3__para_c", "§ 12.3(c)")],
                ),
                (
                    "renumbering",
                    [("sec_12.3__para_c", "§ 12.3(c)")],
                    [("sec_12.3__para_d", "§ 12.3(d)")],
                ),
            ],
            id="redesignated",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A, B)), LAST),
            part(("12.3 Records.", listed(A, D, B.replace("thirty", "ten"))), LAST),
            [
                ("insertion", [], [("sec_12.3__para_b", f"(b) {D}")]),
                (
                    "renumbering",
                    [("sec_12.3__para_b", "§ 12.3(b)")],
                    [("sec_12.3__para_c", "§ 12.3(c)")],
                ),
                (
                    "substitution",
                    [("sec_12.3__para_b", B)],
                    [("sec_12.3__para_c", B.replace("thirty", "ten"))],
                ),
            ],
            id="redesignated and revised",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A, B, D)), ("12.4 Carriers.", listed(C)), LAST),
            part(("12.3 Records.", listed(A, B)), ("12.4 Carriers.", listed(C, D)), LAST),
            [
                (
                    "renumbering",
                    [("sec_12.3__para_c", "§ 12.3(c)")],
                    [("sec_12.4__para_b", "§ 12.4(b)")],
                )
            ],
            id="moved to another section",
        ),
        pytest.param(
            part(("12.3 Records.", listed(f"{A} {B} {C}")), LAST),
            PLAIN,
            [
                (
                    "split",
                    [("sec_12.3__para_a", f"(a) {A} {B} {C}")],
                    [
                        ("sec_12.3__para_a", f"(a) {A}"),
                        ("sec_12.3__para_b", f"(b) {B}"),
                        ("sec_12.3__para_c", f"(c) {C}"),
                    ],
                )
            ],
            id="split",
        ),
        pytest.param(
            PLAIN,
            part(("12.3 Records.", listed(f"{A} {B} {C}")), LAST),
            [
                (
                    "join",
                    [
                        ("sec_12.3__para_a", f"(a) {A}"),
                        ("sec_12.3__para_b", f"(b) {B}"),
                        ("sec_12.3__para_c", f"(c) {C}"),
                    ],
                    [("sec_12.3__para_a", f"(a) {A} {B} {C}")],
                )
            ],
            id="merged",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A)), ("12.4 Brokers.", f"{listed(B)}\n\n{NOTE}"), LAST),
            part(("12.3 Records.", listed(A)), LAST),
            [
                (
                    "repeal",
                    [("sec_12.4", "§ 12.4 Brokers."), ("sec_12.4__hcontainer_1", NOTE)],
                    [],
                ),
                ("repeal", [("sec_12.4__para_a", f"(a) {B}")], []),
            ],
            id="a removed section",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A)), LAST),
            part(("12.3 Records.", listed(A)), ("12.4 Brokers.", f"{listed(B)}\n\n{NOTE}"), LAST),
            [
                (
                    "insertion",
                    [],
                    [("sec_12.4", "§ 12.4 Brokers."), ("sec_12.4__hcontainer_1", NOTE)],
                ),
                ("insertion", [], [("sec_12.4__para_a", f"(a) {B}")]),
            ],
            id="an added section",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A, B)), LAST),
            part(("12.4 Records.", listed(A, B)), LAST),
            [
                ("renumbering", [("sec_12.3", "§ 12.3")], [("sec_12.4", "§ 12.4")]),
                (
                    "renumbering",
                    [("sec_12.3__para_a", "§ 12.3(a)")],
                    [("sec_12.4__para_a", "§ 12.4(a)")],
                ),
                (
                    "renumbering",
                    [("sec_12.3__para_b", "§ 12.3(b)")],
                    [("sec_12.4__para_b", "§ 12.4(b)")],
                ),
            ],
            id="a renumbered section",
        ),
        pytest.param(
            part(
                ("12.2 Scope.", listed(A)),
                ("12.3 Ships.", listed(C, D)),
                ("12.4 Records.", listed(B, E)),
            ),
            part(("12.2 Scope.", listed(A)), ("12.3 Records.", listed(B, E))),
            [
                ("renumbering", [("sec_12.4", "§ 12.4")], [("sec_12.3", "§ 12.3")]),
                ("repeal", [("sec_12.3", "§ 12.3 Ships.")], []),
                ("repeal", [("sec_12.3__para_a", f"(a) {C}")], []),
                ("repeal", [("sec_12.3__para_b", f"(b) {D}")], []),
                (
                    "renumbering",
                    [("sec_12.4__para_a", "§ 12.4(a)")],
                    [("sec_12.3__para_a", "§ 12.3(a)")],
                ),
                (
                    "renumbering",
                    [("sec_12.4__para_b", "§ 12.4(b)")],
                    [("sec_12.3__para_b", "§ 12.3(b)")],
                ),
            ],
            id="a section in the place of a removed one",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A, B)), ("12.4 Bonds.", listed(D, C)), LAST),
            part(("12.3 Records.", listed(A, B, D)), LAST),
            [
                ("repeal", [("sec_12.4__num", "§ 12.4"), ("sec_12.4__heading", "Bonds.")], []),
                (
                    "renumbering",
                    [("sec_12.4__para_a", "§ 12.4(a)")],
                    [("sec_12.3__para_c", "§ 12.3(c)")],
                ),
                ("repeal", [("sec_12.4__para_b", f"(b) {C}")], []),
            ],
            id="a section whose paragraph lives on",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A)), ("12.4 [Reserved]", ""), LAST),
            part(("12.3 Records.", listed(A)), LAST),
            [("repeal", [("sec_12.4", "§ 12.4 [Reserved]")], [])],
            id="a removed section of a heading only",
        ),
        pytest.param(
            PLAIN,
            part(("12.3 Records and books.", listed(A, B, C)), LAST),
            [
                (
                    "substitution",
                    [("sec_12.3__heading", "Records.")],
                    [("sec_12.3__heading", "Records and books.")],
                )
            ],
            id="a changed heading",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A)), LAST),
            part(("12.3 Records.", f"{listed(A)}\n\n{NOTE}"), LAST),
            [("insertion", [], [("sec_12.3__hcontainer_1", NOTE)])],
            id="an added source note",
        ),
        pytest.param(
            PLAIN,
            part(("12.3 Records.", listed(A, B, C)), LAST, heading="RECORDS AND BOOKS"),
            [
                (
                    "substitution",
                    [("hcontainer_1", "PART 12—RECORDS")],
                    [("hcontainer_1", "PART 12—RECORDS AND BOOKS")],
                )
            ],
            id="a changed part heading",
        ),
        pytest.param(
            part(("12.3 Records.", f"{A}\n\n{B}"), LAST),
            part(("12.3 Records.", A), LAST),
            [("repeal", [("sec_12.3__hcontainer_2", B)], [])],
            id="a removed paragraph without a designation",
        ),
        pytest.param(
            part(("12.3 Records.", listed(A, f"{B} {C}", D)), LAST),
            part(("12.3 Records.", listed(A, B, f"{D} {C}")), LAST),
            [
                ("substitution", [("sec_12.3__para_b", f"{B} {C}")], [("sec_12.3__para_b", B)]),
                ("substitution", [("sec_12.3__para_c", D)], [("sec_12.3__para_c", f"{D} {C}")]),
            ],
            id="words that changed places",
        ),
    ],
)
def test_modifications(old: str, new: str, expected: list[Row]) -> None:
    before, after = edition_of(old), edition_of(new)
    assert told(check(before, after), before) == expected


def told(made: Any, before: Edition) -> list[Row]:
    prefix = older_prefix(made, before)
    return [
        (
            one.get("type"),
            [(o.get("href").removeprefix(prefix), words(o)) for o in one.iter(f"{AKN}old")],
            [(n.get("href").removeprefix("#"), words(n)) for n in one.iter(f"{AKN}new")],
        )
        for one in made.iter(f"{AKN}textualMod")
    ]


def test_tables_and_notes() -> None:
    plain = edition_of(PLAIN)

    def with_blocks(*texts: str) -> Edition:
        blocks = tuple(Block("table", text, "12.3") for text in texts)
        return msgspec.structs.replace(plain, blocks=(*plain.blocks, *blocks))

    before = with_blocks("Port | Fee", "Miami | $1", "Boston | $3", "Boston | $3")
    after = with_blocks("Port | Fee", "Miami | $2", "Boston | $3", "Every fee is doubled at night.")
    assert told(check(before, after), before) == [
        ("substitution", [("hcontainer_4", "Miami | $1")], [("hcontainer_4", "Miami | $2")]),
        ("repeal", [("hcontainer_6", "Boston | $3")], []),
        ("insertion", [], [("hcontainer_6", "Every fee is doubled at night.")]),
    ]


def test_a_table_behind_a_renumbered_section() -> None:
    def with_table(number: str, text: str) -> Edition:
        edition = edition_of(part((f"{number} Records.", listed(A, B)), LAST))
        blocks = (*edition.blocks, Block("table", text, number))
        return msgspec.structs.replace(edition, blocks=blocks)

    before, after = with_table("12.3", "Miami | $1"), with_table("12.4", "Miami | $2")
    row = ("substitution", [("hcontainer_3", "Miami | $1")], [("hcontainer_3", "Miami | $2")])
    assert row in told(check(before, after), before)


def test_what_follows_two_sections_of_one_number_stands_behind_the_last() -> None:
    edition = edition_of(part(("12.3 Records.", listed(A)), ("12.3 Bonds.", listed(D)), LAST))
    blocks = (*edition.blocks, Block("table", "Miami | $1", "12.3"))
    edition = msgspec.structs.replace(edition, blocks=blocks)
    check(edition, edition)


def test_a_section_without_a_number() -> None:
    edition = edition_of(part(("12.3 Records.", listed(A)), LAST))
    first, *others = edition.sections
    first = msgspec.structs.replace(first, number=None)
    edition = msgspec.structs.replace(edition, sections=(first, *others))
    assert "sec_unnumbered__para_a" in named(check(edition, edition))


def test_what_the_newer_file_does_not_reach_was_not_repealed() -> None:
    before = edition_of(part(("12.3 Records.", listed(A, B, C)), LAST))
    after = edition_of(part(("12.3 Records.", listed(A, B, C[:-10]))))
    assert after.sections[0].extent == "tail-missing"
    made = check(before, after)
    assert told(made, before) == []
    assert made.find(f".//{AKN}section").get("status") == "incomplete"


def test_previous_names_the_one_place_there_was() -> None:
    pair = read_both(*CORPUS)
    made = check(*pair)
    (moved,) = made.iterfind(f".//{AKN}textualMod[@type='renumbering']")
    assert moved.find(f"{AKN}destination").get("href") == "#sec_163.11__para_f"
    previous = moved.find(f"{AKN}previous").get("href")
    assert previous == f"{older_prefix(made, pair[0])}sec_163.11__para_c"
    assert made.find(f".//{AKN}FRBRExpression/{AKN}FRBRdate").get("date") == "2012-04-01"


def test_what_a_person_should_look_at_is_marked() -> None:
    """A last section may be beyond the end of the other file."""
    before = edition_of(part(("12.3 Records.", listed(A, B))))
    after = edition_of(part(("12.3 Records.", listed(A, B)), LAST))
    made, changes = made_of(before, after)
    doubtful = [bool(change.review) for change in changes.changes if change.kind == "added"]
    marks = [one.get("incomplete") for one in made.iter(f"{AKN}textualMod")]
    assert doubtful == [True]
    assert marks == ["true", "true"]
    sure = check(edition_of(PLAIN), edition_of(part(("12.3 Records.", listed(A, B)), LAST)))
    assert sure.find(f".//{AKN}textualMod").get("incomplete") is None


def test_one_section() -> None:
    pair = read_both(*CORPUS)
    made = check(*pair, "163.12")
    assert [one.get("eId") for one in made.iter(f"{AKN}section")] == ["sec_163.12"]
    targets = {one.get("href") for one in made.iter(f"{AKN}new")}
    assert targets == {
        "#sec_163.12__para_b__subpara_2",
        "#sec_163.12__para_c__subpara_1",
        "#sec_163.12__para_d__subpara_2__cl_i",  # perhaps misread
        "#sec_163.12__para_d__subpara_2__cl_iii",
    }
    work = "/akn/us/act/cfr/title-19/part-163"
    assert identified(made) == {
        "FRBRWork": (f"{work}/!main~sec_163.12", work),
        "FRBRExpression": (
            f"{work}/eng@2012-04-01/!main~sec_163.12",
            f"{work}/eng@2012-04-01",
        ),
        "FRBRManifestation": (
            f"{work}/eng@2012-04-01/!main~sec_163.12.akn",
            f"{work}/eng@2012-04-01.akn",
        ),
    }
    assert made.find(f".//{AKN}FRBRportion").get("from") == "#sec_163.12"


def identified(made: Any) -> dict[str, tuple[str, str]]:
    return {
        tag(level): tuple(level.find(AKN + name).get("value") for name in ("FRBRthis", "FRBRuri"))
        for level in made.find(f".//{AKN}identification")
    }


def test_a_section_the_newer_edition_lacks(tmp_path: Path) -> None:
    files = [tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "out.akn"]
    files[0].write_text(part(("12.3 Records.", listed(A)), ("12.4 Brokers.", listed(B)), LAST))
    files[1].write_text(part(("12.3 Records.", listed(A)), LAST))
    old, new, out = map(str, files)
    done = CliRunner().invoke(main, ["report", old, new, "--section", "12.4", "-o", out])
    assert done.exit_code == 0, done.output
    made = etree.parse(out).getroot()
    schema().assertValid(made)
    before, after = read_both(old, new)
    assert etree.tostring(check(before, after, "12.4")) == etree.tostring(made)
    (empty,) = made.find(f".//{AKN}body")
    assert (empty.get("name"), empty.get("status"), words(empty)) == ("empty", "undefined", "")
    assert told(made, before) == [
        ("repeal", [("sec_12.4", "§ 12.4 Brokers.")], []),
        ("repeal", [("sec_12.4__para_a", f"(a) {B}")], []),
    ]
    assert made.find(f".//{AKN}FRBRportion") is None


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "12.3",
            [
                ("renumbering", [("sec_12.3", "§ 12.3 Records.")], []),
                ("renumbering", [("sec_12.3__para_a", f"(a) {A}")], []),
                ("renumbering", [("sec_12.3__para_b", f"(b) {B}")], []),
            ],
        ),
        (
            "12.4",
            [
                ("renumbering", [], [("sec_12.4", "§ 12.4 Records.")]),
                ("renumbering", [], [("sec_12.4__para_a", f"(a) {A}")]),
                ("renumbering", [], [("sec_12.4__para_b", f"(b) {B}")]),
            ],
        ),
        ("12.9", []),
    ],
)
def test_one_section_of_a_renumbered_pair(section: str, expected: list[Row]) -> None:
    """What went to another section was not repealed."""
    before = edition_of(part(("12.3 Records.", listed(A, B)), LAST))
    after = edition_of(part(("12.4 Records.", listed(A, B)), LAST))
    assert told(check(before, after, section), before) == expected


def test_every_section_of_the_corpus_pair() -> None:
    pair = read_both(*CORPUS)
    for number in {section.number for edition in pair for section in edition.sections}:
        check(*pair, number)


def test_nothing_is_said_that_no_file_tells() -> None:
    undated = edition_of(PLAIN)
    made = check(undated, edition_of(part(("12.3 Records.", listed(A, B)), LAST)))
    dates = {(one.get("date"), one.get("name")) for one in made.iter(f"{AKN}FRBRdate")}
    assert dates == {("0001-01-01", "unknown")}
    authors = {tag(one.getparent()): one.get("href") for one in made.iter(f"{AKN}FRBRauthor")}
    assert authors == {
        "FRBRWork": "#issuer",
        "FRBRExpression": "#ofr",
        "FRBRManifestation": "#cfrdiff",
    }
    assert not [one for one in made.iter(f"{AKN}source") if one.get("href")]


@pytest.mark.parametrize(
    "dates", [(None, None), ("2012-04-01", "2012-04-01"), (None, "2012-04-01")]
)
def test_two_editions_never_bear_one_name(dates: tuple[str | None, str | None]) -> None:
    before, after = edition_of(PLAIN), edition_of(part(("12.3 Records.", listed(A, B)), LAST))
    made = check(
        msgspec.structs.replace(before, as_of=dates[0]),
        msgspec.structs.replace(after, as_of=dates[1]),
    )
    newer = made.find(f".//{AKN}FRBRExpression/{AKN}FRBRuri").get("value")
    older = made.find(f".//{AKN}old").get("href").partition("/!main#")[0]
    assert older != newer
    assert older.partition("@")[0] == newer.partition("@")[0]


def test_names_that_print_gives_twice() -> None:
    twice = part(("12.3 Records.", f"(a) {A}\n\n(a) {B}"), ("12.3 Bonds.", listed(D)))
    made = check(edition_of(twice), edition_of(twice + "\n§ 12.3-2 Ships.\n\n(a) Sail.\n"))
    assert {"sec_12.3", "sec_12.3-2"} <= set(named(made))


def test_deeper_levels_are_named_as_the_convention_says() -> None:
    deep = f"(a) {A}\n\n(1) {B}\n\n(i) {C}\n\n(A) {D}"
    names = named(check(edition_of(PLAIN), edition_of(part(("12.3 Records.", deep), LAST))))
    assert tag(names["sec_12.3__para_a__subpara_1__cl_i__subcl_A"]) == "subclause"


def test_hostile_text_is_text() -> None:
    made = check(hostile((0, 1, 2)), hostile((2, 0, 1)))
    assert "<script>alert(1)</script> & ]]> ␀␇␛[31m" in "".join(made.itertext())
    assert not [one for one in made.iter() if "script" in str(one.tag)]


@pytest.mark.gold
def test_gold_pairs() -> None:
    for pair in gold.load_pairs(gold.folder()):
        check(from_trees(pair.name, pair.before), from_trees(pair.name, pair.after))


@settings(max_examples=examples(40), deadline=None)
@given(amendments(8))
def test_generated_amendments(amendment: Amendment) -> None:
    check(amendment.before, amendment.after)


@pytest.mark.parametrize("broken", ["p", "textualMod"])
def test_the_schema_would_object(broken: str) -> None:
    made, _ = made_of(*read_both(*CORPUS))
    next(made.iter(f"{AKN}{broken}")).tag = f"{AKN}body"
    assert not schema().validate(made)

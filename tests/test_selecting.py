"""``--section`` picks the same in every command, and says what is there where it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_structure import edition_of

import cfrdiff
from cfrdiff import diff
from cfrdiff.cites import CiteError
from cfrdiff.cli import main
from cfrdiff.errors import NotFoundError
from cfrdiff.model import Edition
from cfrdiff.selecting import only, select

OLD = """19 CFR Ch. I (4–1–11 Edition)

§ 163.11 Audits.

(a) An audit is made each year.

§ 163.12 Programs.

(a) Each importer may apply.

(b) The program asks for:

(1) A list of records;

(2) A name, which is kept for 5 years; and

(3) A port.

(c) Customs decides within 30 days.

§ 163.13 Denial.

(a) An application may be denied.

[63 FR 32946, June 16, 1998]
"""
NEW = (
    OLD.replace("4–1–11", "4–1–12")
    .replace("5 years", "7 years")
    .replace("30 days", "60 days")
    .replace("each year", "every year")
    .replace("may be denied", "shall be denied")
    .replace("Programs.", "Compliance programs.")
)


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    for name, written in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.txt").write_text(written, "utf-8")
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


@pytest.mark.parametrize(
    ("picked", "changed"),
    [
        (["163.12"], ["163.12(b)(2)", "163.12(c)"]),
        (["§ 163.12(b)(2)"], ["163.12(b)(2)"]),
        (["163.12(b)"], ["163.12(b)(2)"]),
        (["19 CFR 163.13"], ["163.13(a)"]),
        (["163.11-163.12"], ["163.11(a)", "163.12(b)(2)", "163.12(c)"]),
        (["163.12 through 163.13"], ["163.12(b)(2)", "163.12(c)", "163.13(a)"]),
        (["163.12–163.13"], ["163.12(b)(2)", "163.12(c)", "163.13(a)"]),
        (["163"], ["163.11(a)", "163.12(b)(2)", "163.12(c)", "163.13(a)"]),
        (["163.11", "163.12(c)"], ["163.11(a)", "163.12(c)"]),
        (["163.12(a)"], []),
    ],
)
def test_every_command_picks_the_same(
    pair: list[str], picked: list[str], changed: list[str], tmp_path: Path
) -> None:
    options = [word for one in picked for word in ("--section", one)]
    ran = CliRunner().invoke(main, ["diff", *pair, *options, "--json"])
    said = json.loads(ran.stdout)
    assert [c["id"] for c in said["changes"] if c["kind"] != "unchanged"] == changed
    held = {(s["section"], s["designation"]) for c in said["changes"] for s in c["after"]}

    read = json.loads(CliRunner().invoke(main, ["read", pair[1], *options, "--json"]).stdout)
    assert {
        (section["number"], one["designation"])
        for section in read["sections"]
        for one in _walk(section["paragraphs"])
    } == held

    found = CliRunner().invoke(main, ["provisions", pair[1], *options, "--json"]).stdout
    assert {(one["section"], one["designation"]) for one in json.loads(found)["provisions"]} == held

    told = json.loads(CliRunner().invoke(main, ["history", *pair, *options, "--json"]).stdout)
    steps = {
        (step["state"]["section"], step["state"]["designation"])
        for history in (told if isinstance(told, list) else [told])
        for track in history["tracks"]
        for step in track["steps"]
    }
    assert steps == held

    stubs = tmp_path / "rules"
    ran = CliRunner().invoke(main, ["rules", "stubs", pair[1], *options, "-o", str(stubs)])
    assert ran.exit_code == 0, ran.stderr
    assert {name.stem.rpartition("_")[2] for name in stubs.iterdir()} == {
        (section or "").partition(".")[2] for section, _ in held
    }

    report = tmp_path / "changes.jsonl"
    CliRunner().invoke(main, ["report", *pair, *options, "-o", str(report)])
    rows = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    shown = [
        row["change"] for row in rows if row["kind"] != "unchanged" and row["what"] == "paragraph"
    ]
    assert shown == changed

    ran = CliRunner().invoke(main, ["diff", *pair, *options, "--instructions"])
    assert ran.exit_code == 0, ran.stderr
    for number in ("163.11", "163.12", "163.13"):
        assert (f"§ {number}" in ran.stdout) == any(id.startswith(number) for id in changed)


def _walk(paragraphs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for top in paragraphs for one in (top, *_walk(top["children"]))]


@pytest.mark.parametrize(
    ("picked", "says"),
    [
        ("163.99", "no § 163.99 in this file; it has 163.11, 163.12, 163.13"),
        (
            "163.20-163.30",
            "no §§ 163.20 through 163.30 in this file; it has 163.11, 163.12, 163.13",
        ),
        ("164", "no part 164 in this file; it has 163.11, 163.12, 163.13"),
        ("163.12(q)", "no § 163.12(q) in this file; § 163.12 has (a), (b), (c)"),
        ("163.12(b)(9)", "no § 163.12(b)(9) in this file; § 163.12 has (b)(1), (b)(2), (b)(3)"),
        ("12 CFR 163.12", "no 12 CFR § 163.12 in this file; it is of 19 CFR"),
        ("records", "'records' names no section"),
        ("163.13-163.11", "runs backwards"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(pair: list[str], picked: str, says: str) -> None:
    for command in (
        ["read", pair[1]],
        ["provisions", pair[1]],
        ["diff", *pair],
        ["history", *pair],
    ):
        ran = CliRunner().invoke(main, [*command, "--section", picked])
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert len(ran.stderr.splitlines()) == 1
        if len(command) == 2:
            assert says in ran.stderr
        else:
            assert says.split("; ")[-1].split(" ", 2)[-1] in ran.stderr


def test_a_view_of_a_paragraph_is_not_applied(pair: list[str]) -> None:
    changes = cfrdiff.diff(*pair, section="163.12(b)")
    assert changes.view
    assert not changes.blocks
    with pytest.raises(cfrdiff.ConflictError):
        changes.apply(cfrdiff.read(pair[0]))
    several = cfrdiff.diff(*pair, section=["163.11", "163.13"])
    assert not several.view
    assert [s.number for s in several.before.sections] == ["163.11", "163.13"]


def test_a_redesignated_paragraph_is_shown_from_both_its_places(tmp_path: Path) -> None:
    moved = OLD.replace("(2) A name", "(2) A seal;\n\n(3) A name").replace(
        "(3) A port", "(4) A port"
    )
    files = []
    for name, written in (("old", OLD), ("new", moved)):
        (tmp_path / name).write_text(written, "utf-8")
        files.append(tmp_path / name)
    found = {one.id: one.kind for one in cfrdiff.diff(*files, section="163.12(b)(2)").changes}
    assert found == {"163.12(b)(2)": "added", "163.12(b)(2)>(b)(3)": "redesignated"}


def test_a_volume_names_its_parts_and_no_thousand_sections(tmp_path: Path) -> None:
    sections = "\n\n".join(
        f"§ {part}.{k} Rule.\n\n(a) Keep it." for part in (1, 2, 3) for k in range(1, 40)
    )
    file = tmp_path / "volume.txt"
    file.write_text(sections, "utf-8")
    ran = CliRunner().invoke(main, ["read", str(file), "--section", "9.1"])
    assert ran.stderr.endswith("no § 9.1 in this file; it has parts 1, 2, 3\n")
    ran = CliRunner().invoke(main, ["read", str(file), "--section", "2.99"])
    assert "it has 2.1, 2.2" in ran.stderr
    assert "3.1" not in ran.stderr


_PARTED = """<CFRGRANULE><FDSYS><CFRTITLE>40</CFRTITLE></FDSYS><PART>
<HD SOURCE="HED">PART 850—OIL</HD>
<SUBPART><HD SOURCE="HED">Subpart A—General</HD>
<SECTION><SECTNO>§ 850.1</SECTNO><SUBJECT>Rates.</SUBJECT><P>(a) The rates are these:</P>
<GPOTABLE COLS="2"><BOXHD><CHED H="1">Good</CHED><CHED H="1">Rate</CHED></BOXHD>
<ROW><ENT I="01">Oil</ENT><ENT>{rate}</ENT></ROW></GPOTABLE><P>(b) They are paid.</P></SECTION>
</SUBPART><SUBPART><HD SOURCE="HED">Subpart B—Vessels {which}Carrying Oil</HD>
<SECTION><SECTNO>§ 850.20</SECTNO><SUBJECT>Lights.</SUBJECT><P>(a) A light is red.</P></SECTION>
</SUBPART></PART></CFRGRANULE>"""


def _parted(tmp_path: Path) -> tuple[Edition, Edition]:
    files = tmp_path / "older.xml", tmp_path / "newer.xml"
    files[0].write_text(_PARTED.format(rate="9", which=""), "utf-8")
    files[1].write_text(_PARTED.format(rate="8", which="Not "), "utf-8")
    return cfrdiff.read(files[0]), cfrdiff.read(files[1])


@pytest.mark.parametrize(
    ("picked", "shown"),
    [
        ("850.1(a)", ["table"]),
        # What follows a section goes with it, the next heading too.
        ("850.1", ["table", "subpart-heading"]),
        ("subpart A", ["table", "subpart-heading"]),
        ("subpart B", ["subpart-heading"]),
        ("subpart B of part 850", ["subpart-heading"]),
        ("850.20", []),
        ("850.20(a)", []),
    ],
)
def test_blocks_of_what_is_picked(picked: str, shown: list[str], tmp_path: Path) -> None:
    older, newer = _parted(tmp_path)
    changes = cfrdiff.diff(older, newer, section=picked)
    assert [one.block for one in changes.blocks if one.kind != "unchanged"] == shown


def test_a_table_beside_a_picked_paragraph_has_no_instruction_and_is_named(tmp_path: Path) -> None:
    older, newer = _parted(tmp_path)
    (named,) = cfrdiff.instructions(older, newer, section="850.1(a)").unworded
    assert named.what == "the table after § 850.1"
    whole = cfrdiff.instructions(older, newer, section="850.1")
    assert whole.unworded == ()
    assert "8" in whole.text
    subpart = cfrdiff.instructions(older, newer, section="subpart B")
    assert subpart.unworded == ()
    assert "Not Carrying" in subpart.text


APPENDICES = (
    "<CFRDOC><PART><HD SOURCE='HED'>PART 5—LOANS</HD><SECTION><SECTNO>§ 5.1</SECTNO><SUBJECT>Scope.</SUBJECT>"
    "<P>(a) All.</P></SECTION>"
    "<APPENDIX><HD SOURCE='HED'>Appendix A to Part 5—Forms</HD><P>1. A form:</P><P>i. Its name.</P><P>2. Another.</P></APPENDIX>"
    "<APPENDIX><HD SOURCE='HED'>Supplement I to Part 5—Official Interpretations</HD>"
    "<HD SOURCE='HD1'>Section 5.1—Scope</HD><HD SOURCE='HD2'>1(a) All.</HD><P>1. Who. All:</P><P>i. Banks.</P><P>2. When. Now.</P></APPENDIX></PART></CFRDOC>"
)
# What is picked, and the words of the blocks that stay.
APPENDED = {
    "appendix A to part 5": ["Appendix A", "1. A form", "i. Its", "2. Another"],
    "Appendix A": ["Appendix A", "1. A form", "i. Its", "2. Another"],
    "5 CFR appendix A to part 5, paragraph 1": ["Appendix A", "1. A form", "i. Its"],
    "Supplement I": ["Supplement I", "Section 5.1", "1(a)", "1. Who", "i. Banks", "2. When"],
    "comment 1(a)-1": ["Supplement I", "Section 5.1", "1(a)", "1. Who", "i. Banks"],
    "comment 1(a)-1.i": ["Supplement I", "Section 5.1", "1(a)", "1. Who", "i. Banks"],
    "comment 1(a)-2 to Supplement I": ["Supplement I", "Section 5.1", "1(a)", "2. When"],
    "comments on 1(a)": ["Supplement I", "Section 5.1", "1(a)", "1. Who", "i. Banks", "2. When"],
}


def appended() -> Edition:
    return edition_of(APPENDICES, "gpo-xml")


@pytest.mark.parametrize(("picked", "words"), APPENDED.items())
def test_appendices_and_comments_are_picked(picked: str, words: list[str]) -> None:
    edition = appended()
    made = only(edition, select(picked, edition, appendices=True))
    assert not made.sections
    assert len(made.blocks) == len(words)
    assert all(b.text.startswith(w) for b, w in zip(made.blocks, words, strict=True))


def test_a_section_is_picked_without_appendices_elsewhere() -> None:
    edition = appended()
    picked = select(("5.1", "comment 1(a)-2"), edition, appendices=True)
    made = only(edition, picked)
    assert [one.number for one in made.sections] == ["5.1"]
    assert select("Supplement I", edition, appendices=True).touches("5.1") is False


@pytest.mark.parametrize(
    ("picked", "there"),
    [
        ("appendix B", "no appendix B in this file; it has Appendix A to Part 5, Supplement I"),
        ("comment 9-1", "no comment 9-1 in this file; it has"),
        ("appendix A, paragraph 7", "no appendix A, paragraph 7 in this file; it has Appendix A"),
    ],
)
def test_an_appendix_that_is_not_there_is_named(picked: str, there: str) -> None:
    with pytest.raises(NotFoundError, match=there):
        select(picked, appended(), appendices=True)


def test_only_sections_are_picked_where_only_they_count() -> None:
    with pytest.raises(CiteError, match="Supplement I is of an appendix"):
        select("Supplement I", appended())


def test_a_comment_is_compared_by_itself() -> None:
    old = appended()
    new = edition_of(APPENDICES.replace("Now.", "Soon.").replace("Another.", "None."), "gpo-xml")
    changes = diff(old, new, section="comment 1(a)-2")
    assert [(one.kind, [edit.after for edit in one.edits]) for one in changes.blocks] == [
        ("revised", ["Soon"])
    ]
    assert not changes.changes

"""19 CFR part 163 seven years on, from XML whose tags were taken off: all of it is read."""

from __future__ import annotations

import re

import pytest

import cfrdiff
from cfrdiff import ChangeSet, Edition
from cfrdiff.sources.corpus import bundled_folder

OLD, NEW = "19-cfr-163-2012", "19-cfr-163-2019"


@pytest.fixture(scope="module")
def new() -> Edition:
    return cfrdiff.read(NEW)


@pytest.fixture(scope="module")
def changes(new: Edition) -> ChangeSet:
    return cfrdiff.diff(cfrdiff.read(OLD), new)


# The labels that open lines in the file, line by line, as print nests them.
PATHS = {
    "163.11": (
        "(a) (a)(1) (a)(2) (a)(3) (a)(4) (a)(5) (a)(6) (b) (c) (c)(1) (c)(2) (c)(3) (c)(3)(i)"
        " (c)(3)(ii) (c)(3)(iii) (c)(4) (c)(5) (d) (d)(1) (d)(1)(i) (d)(1)(ii) (d)(1)(iii) (d)(2)"
        " (d)(3) (d)(4) (d)(5) (d)(6) (d)(7) (d)(8) (d)(9) (e) (f)"
    ),
    "163.12": (
        "(a) (b) (b)(1) (b)(2) (b)(3) (b)(3)(i) (b)(3)(ii) (b)(3)(iii) (b)(3)(iv) (b)(3)(v)"
        " (b)(3)(vi) (c) (c)(1) (c)(2) (d) (d)(1) (d)(2) (d)(2)(i) (d)(2)(ii) (d)(2)(iii) (d)(3)"
    ),
    "163.13": (
        "(a) (a)(1) (a)(2) (b) (b)(1) (b)(1)(i) (b)(1)(ii) (b)(1)(iii) (b)(2) (c) (c)(1) (c)(1)(i)"
        " (c)(1)(ii) (c)(1)(iii) (c)(1)(iv) (c)(1)(v) (c)(1)(vi) (c)(2) (c)(3) (d) (d)(1) (d)(2)"
    ),
}


def lines_of(number: str) -> list[str]:
    """The lines of a section in the file that open with a label."""
    text = (bundled_folder() / f"{NEW}.txt").read_text("utf-8")
    body = re.split(rf"§\s{re.escape(number)}\n", text)[1].split("\n        \n        \n")[0]
    return [line.strip() for line in body.splitlines() if line.strip().startswith("(")]


@pytest.mark.parametrize("number", PATHS)
def test_the_trees_of_the_case(new: Edition, number: str) -> None:
    section = new.section(number)
    assert section is not None
    assert [p.designation for p in section.walk()] == PATHS[number].split()
    # What print says in one line, its designations in a row, is read as one or more paragraphs.
    said = [f"{p.path[-1]} {p.heading or ''} {p.text}" for p in section.walk()]
    assert squeezed(" ".join(said)) == squeezed(" ".join(lines_of(number)))


def squeezed(text: str) -> str:
    """Letters and figures alone."""
    return re.sub(r"[\W_]", "", text)


def test_every_section_of_the_part_is_read(new: Edition) -> None:
    assert [s.number for s in new.sections] == [f"163.{n}" for n in range(14)]
    assert {s.extent for s in new.sections} == {"complete"}
    assert [s.heading for s in new.sections][:4] == [
        "Scope.",
        "Definitions.",
        "Persons required to maintain records.",
        "Entry records.",
    ]
    assert (new.title, new.part, new.as_of) == (19, "163", "2019-04-01")
    # The list of records in the appendix names sections of other parts, one a line.
    assert [one.code for one in new.findings] == ["heading-doubtful"]


def test_what_is_no_section_stands_apart(new: Edition) -> None:
    before = [(one.kind, one.text) for one in new.blocks if one.after is None]
    assert before[:4] == [
        ("part-heading", "PART 163—RECORDKEEPING"),
        ("contents", "Sec."),
        ("contents", "163.0"),
        ("contents", "Scope."),
    ]
    assert [kind for kind, _ in before[-5:]] == ["authority"] * 3 + ["source"] * 2
    behind = [one for one in new.blocks if one.after == "163.13"]
    assert behind[0].text == "Appendix to Part 163—Interim (a)(1)(A) List"
    assert {one.kind for one in behind} == {"appendix", "note"}
    assert [one.text for one in new.furniture] == ["Pt. 163, App."]


def test_miami_went_and_what_became_of_shall(changes: ChangeSet) -> None:
    (change,) = [c for c in changes.changes if c.id == "163.12(c)(2)"]
    assert (change.kind, change.significance) == ("revised", "substantive")
    assert [(e.before, e.after, e.category) for e in change.edits] == [
        ("Customs", "CBP", "agency"),
        ("Miami", "Charlotte", "office"),
        ("shall", "will", "plain-language"),
    ]
    became = {
        c.id.removeprefix("163.12"): [e.after.split()[-1] for e in c.edits if "shall" in e.before]
        for c in changes.changes
        if c.section == "163.12"
    }
    assert {place: words for place, words in became.items() if words} == {
        "(b)(2)": ["must", "must"],
        "(c)(1)": ["will", "will"],
        "(c)(2)": ["will"],
        "(d)(1)": ["will"],
        "(d)(2)": ["must"],
        "(d)(3)": ["must"],
    }


def test_miami_is_left_behind_in_163_13(changes: ChangeSet) -> None:
    (moved,) = [s for s in changes.substitutions if s.before == "Miami"]
    assert (moved.after, moved.category, moved.count) == ("Charlotte", "office", 1)
    assert moved.residual == (("163.13", "(b)(2)"), ("163.13", "(c)(2)"))


@pytest.mark.parametrize(
    ("section", "designation", "became", "said"),
    [
        (
            "163.12",
            "(c)(2)",
            ["first-seen", "unchanged", "revised"],
            "Charlotte regulatory audit field office",
        ),
        ("163.13", "(b)(2)", ["first-seen", "unchanged"], "Miami regulatory audit field office"),
    ],
)
def test_the_history_of_three_editions(
    section: str, designation: str, became: list[str], said: str
) -> None:
    told = cfrdiff.history(["19-cfr-163-customs-service", OLD, NEW], section, designation)
    (track,) = told.tracks
    assert [step.event for step in track.steps] == became
    assert said in track.last.text

"""What effective date notes say: their dates, what they set forth, and what is not in force yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_older_levels import _edition

import cfrdiff
from cfrdiff.api import read_set_forth
from cfrdiff.cli import main
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.model import Edition
from cfrdiff.provisions import provisions
from cfrdiff.rules.paragraphs import numbered


def _section(number: str, note: str = "", text: str = "(a) Ten hours.") -> str:
    return f"<SECTION><SECTNO>§ {number}</SECTNO><SUBJECT>Hours.</SUBJECT><P>{text}</P>{note}</SECTION>"


def _note(says: str, sets_forth: str = "", element: str = "EFFDNOT") -> str:
    text = f"<REVTXT>{sets_forth}</REVTXT>" if sets_forth else ""
    head = "<HD SOURCE='HED'>Effective Date Note:</HD>"
    return f"<{element}>{head}<P>{says}</P>{text}</{element}>"


def _volume(*sections: str, revised: str = "January 1, 2020") -> str:
    return (
        f"<CFRDOC><FMTR><TITLEPG><REVISED>Revised as of {revised}</REVISED></TITLEPG></FMTR>"
        f"<TITLE><PART><HD SOURCE='HED'>PART 12—X</HD>{''.join(sections)}</PART></TITLE></CFRDOC>"
    )


def _read(*sections: str) -> Edition:
    return _edition(_volume(*sections), "gpo-xml")


_LEAD = "For the convenience of the user, the revised text is set forth as follows:"
_REVISED = _note(
    f"At 84 FR 5, Dec. 2, 2019, § 12.1 was revised, effective Feb. 3, 2020. {_LEAD}",
    _section("12.1", text="(a) Twenty hours."),
)


def test_a_note_has_its_date_its_words_and_what_it_sets_forth() -> None:
    (note,) = _read(_section("12.1", _REVISED), _section("12.2")).effective_notes
    assert (note.after, note.effective) == ("12.1", ("2020-02-03",))
    assert note.text.startswith("Effective Date Note: At 84 FR 5")
    assert note.sets_forth == ("§ 12.1 Hours.", "(a) Twenty hours.")


def test_they_stand_in_json() -> None:
    (note,) = json.loads(_read(_section("12.1", _REVISED)).to_json())["effective_notes"]
    assert note["effective"] == ["2020-02-03"]


# What a note says, and the sections that are not in force on January 1, 2020.
LATER = [
    ("At 84 FR 5, Dec. 2, 2019, § 12.2 was added, effective Feb. 3, 2020.", ["12.2"]),
    ("At 84 FR 5, Dec. 2, 2019, part 12 was added, effective Feb. 3, 2020.", ["12.1", "12.2"]),
    ("At 84 FR 5, Dec. 2, 2019, §§ 12.2 and 12.3 were added, effective Feb. 3, 2020.", ["12.2"]),
    (
        "At 84 FR 5, Dec. 2, 2019, §§ 12.1 through 12.3 were added, effective Feb. 3, 2020.",
        ["12.1", "12.2"],
    ),
    ("At 84 FR 5, Dec. 2, 2018, § 12.2 was added, effective Feb. 3, 2019.", []),
    ("At 84 FR 5, Dec. 2, 2019, § 12.2 was revised, effective Feb. 3, 2020.", []),
    ("At 84 FR 5, Dec. 2, 2019, § 12.2 was added. It awaits approval.", []),
]


@pytest.mark.parametrize(("says", "numbers"), LATER)
def test_what_was_added_for_later_is_not_in_force(says: str, numbers: list[str]) -> None:
    edition = _read(_section("12.1"), _section("12.2", _note(says)))
    found = [f.section for f in edition.findings if f.code == "not-yet-in-force"]
    assert found == numbers


def test_what_is_not_in_force_says_nothing_yet() -> None:
    note = _note("At 84 FR 5, Dec. 2, 2019, § 12.2 was added, effective Feb. 3, 2020.")
    rows = [_section(f"12.{i}", note * (i == 2), "(a) A bank shall pay.") for i in (1, 2, 3)]
    edition = _read(*rows)
    assert [one.section for one in provisions(edition).provisions] == ["12.1", "12.3"]
    assert [one.section for one in numbered(edition)] == ["12.1", "12.3"]
    picked = provisions(edition, section=("12.2", "12.3")).provisions
    assert [one.section for one in picked] == ["12.3"]
    with pytest.raises(NotFoundError, match=r"12\.2 is printed and not in force on 2020-01-01"):
        provisions(edition, section="12.2")


def test_a_section_beside_the_one_that_a_note_sets_forth_is_in_force() -> None:
    says = f"§ 12.1 was redesignated and a new § 12.2 was added, effective Feb. 3, 2020. {_LEAD}"
    note = _note(f"At 84 FR 5, Dec. 2, 2019, {says}", _section("12.1", text="(a) New."))
    edition = _read(_section("12.1", note), _section("12.2"))
    assert [section.number for section in edition.sections] == ["12.1", "12.2"]
    assert not edition.findings


def _sets_forth(numbers: str, verb: str, *texts: str) -> str:
    was = "were" if " and " in numbers or " through " in numbers else "was"
    says = f"{numbers} {was} {verb}, effective Feb. 3, 2020. {_LEAD}"
    return _note(f"At 84 FR 5, Dec. 2, 2019, {says}", "".join(texts))


def _later(number: str) -> str:
    return _section(number, text="(a) Later.")


# The sections of a volume, and those in force: each says "Ten hours."
BESIDE = {
    "the next section": [
        _section("12.1", _sets_forth("§ 12.2", "revised", _later("12.2"))),
        _section("12.2"),
    ],
    "the section before": [
        _section("12.1"),
        _section("12.2", _sets_forth("§ 12.1", "revised", _later("12.1"))),
    ],
    "its own and the next": [
        _section("12.1", _sets_forth("§§ 12.1 and 12.2", "revised", _later("12.1"), _later("12.2"))),
        _section("12.2"),
    ],
    "several by first and last": [
        _section("12.1", _sets_forth("§§ 12.2 through 12.4", "revised", _later("12.3"))),
        _section("12.2"),
        _section("12.3"),
    ],
    "one that is to be added": [
        _section("12.1", _sets_forth("§ 12.5", "added", _later("12.5"))),
        _section("12.2"),
    ],
    "its own, and what follows nested in the note": [
        _section("12.1", _sets_forth("§ 12.1", "revised", _later("12.1"), _section("12.2"), _section("12.3"))),
    ],
}  # fmt: skip


@pytest.mark.parametrize("sections", BESIDE.values(), ids=BESIDE)
def test_a_note_may_set_forth_a_section_of_another_number(sections: list[str]) -> None:
    edition = _read(*sections)
    numbers = [section.number for section in edition.sections]
    assert len(numbers) == len(set(numbers))
    assert numbers == [f"12.{i}" for i in range(1, len(numbers) + 1)]
    assert {one.text for s in edition.sections for one in s.walk()} == {"Ten hours."}
    assert "(a) Later." in [text for note in edition.effective_notes for text in note.sets_forth]


def test_the_text_of_a_date_is_offered(tmp_path: Path) -> None:
    file = tmp_path / "volume.xml"
    file.write_text(_volume(_section("12.1", _REVISED), _section("12.2")), encoding="utf-8")
    edition = read_set_forth(file, "2020-02-03")
    assert [(s.number, s.paragraphs[0].text) for s in edition.sections] == [
        ("12.1", "Twenty hours.")
    ]
    assert edition.as_of == "2020-02-03"
    assert cfrdiff.read(file).sections[0].paragraphs[0].text == "Ten hours."
    shown = CliRunner().invoke(main, ["read", str(file), "--as-of-effective", "2020-03-01"]).output
    assert "Twenty hours." in shown
    assert "Ten hours." not in shown
    with pytest.raises(NotFoundError, match="its notes are effective 2020-02-03"):
        read_set_forth(file, "2020-02-02")
    with pytest.raises(SourceError):
        read_set_forth(file, "soon")


def test_the_text_of_a_date_is_picked_and_printed_as_any_other(tmp_path: Path) -> None:
    other = _note(
        f"At 84 FR 6, Dec. 3, 2019, § 12.2 was revised, effective Feb. 3, 2020. {_LEAD}",
        _section("12.2", text="(a) Thirty hours."),
    )
    file = tmp_path / "volume.xml"
    file.write_text(_volume(_section("12.1", _REVISED), _section("12.2", other)), encoding="utf-8")
    command = ["read", str(file), "--as-of-effective", "2020-02-03"]

    def run(*more: str) -> Result:
        return CliRunner().invoke(main, [*command, *more])

    picked = json.loads(run("--section", "12.2(a)", "--json", "--title", "7").stdout)
    assert (picked["title"], picked["as_of"]) == (7, "2020-02-03")
    assert [one["number"] for one in picked["sections"]] == ["12.2"]
    assert "no § 12.3 in this file; it has 12.1, 12.2" in run("--section", "12.3").stderr
    assert "2020-01-01, and 2019-01-01 is given" in run("--as-of", "2019-01-01").stderr
    for more in (["--explain"], ["--page", "1", "--image", str(tmp_path / "x.png")]):
        refused = run(*more)
        assert refused.exit_code == 2
        assert "--as-of-effective and" in refused.stderr

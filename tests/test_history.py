"""Paragraphs through several editions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_structure import edition_of

from cfrdiff.cli import main
from cfrdiff.errors import NotFoundError
from cfrdiff.history import follow

FIRST = """§ 12.3 Records.

(a) The importer shall keep the records of every entry made at the port.

(b) The broker shall send the statement to the port director within 30 days.

[63 FR 1, Jan. 1, 1998]
"""
SECOND = FIRST.replace("(b) The broker", "(c) The broker").replace(
    "\n(c)", "\n(b) A surety may be asked for a bond by the officer.\n\n(c)"
)
THIRD = SECOND.replace("30 days", "60 days")
FOURTH = THIRD.replace(
    "(a) The importer shall keep the records of every entry made at the port.\n\n", ""
)
# A file that holds nothing but the middle of the section.
TORN = "§ 12.4 Books.\n\n(a) The books are open to inspection by any officer of the customs.\n"


def _told(designation: str | None, *texts: str) -> list[list[tuple[int, str, str]]]:
    history = follow([edition_of(text) for text in texts], "12.3", designation)
    return [
        [
            (step.edition, step.event, step.state.designation if step.state else "")
            for step in track.steps
        ]
        for track in history.tracks
    ]


def test_a_paragraph_is_followed_through_its_redesignation() -> None:
    assert _told("(c)", FIRST, SECOND, THIRD, FOURTH) == [
        [
            (0, "first-seen", "(b)"),
            (1, "redesignated", "(c)"),
            (2, "revised", "(c)"),
            (3, "unchanged", "(c)"),
        ]
    ]


def test_what_came_and_what_went() -> None:
    told = _told(None, FIRST, SECOND, THIRD, FOURTH)
    assert [(1, "added", "(b)"), (2, "unchanged", "(b)"), (3, "unchanged", "(b)")] in told
    assert told[-1][-1] == (3, "removed", "")
    assert told[-1][0] == (0, "first-seen", "(a)")


def test_a_file_that_does_not_reach_a_paragraph_ends_no_track() -> None:
    other = TORN.replace("12.4", "14.4").replace("§ 14.4", "§ 14.4")
    assert _told("(a)", FIRST, other, SECOND) == [
        [(0, "first-seen", "(a)"), (1, "not-covered", ""), (2, "unchanged", "(a)")]
    ]


def test_a_section_no_edition_has() -> None:
    with pytest.raises(NotFoundError, match=r"§ 12.9\(a\) is in none of"):
        follow([edition_of(FIRST), edition_of(SECOND)], "12.9", "(a)")


def test_the_command(tmp_path: Path) -> None:
    files = []
    for k, text in enumerate((FIRST, SECOND, THIRD), start=1):
        file = tmp_path / f"{k}.txt"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    runner = CliRunner()
    args = ["history", *files, "--section", "12.3", "--paragraph", "(c)"]
    shown = runner.invoke(main, args)
    assert shown.exit_code == 0
    assert "[2] redesignated: § 12.3(b) → § 12.3(c)" in shown.stdout
    assert "within [-30 days-]{+60 days+}" in shown.stdout
    every = runner.invoke(main, args[:-2])
    assert "added" in every.stdout
    assert "· none" not in every.stdout
    found = json.loads(runner.invoke(main, [*args, "--json"]).stdout)
    assert [step["event"] for step in found["tracks"][0]["steps"]] == [
        "first-seen", "redesignated", "revised",
    ]  # fmt: skip
    for wrong in (["history", files[0], "--section", "12.3"], [*args[:-1], "c2"]):
        result = runner.invoke(main, wrong)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1

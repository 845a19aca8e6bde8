"""Paragraphs through several editions."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from test_structure import edition_of

from cfrdiff import read
from cfrdiff.cli import main
from cfrdiff.errors import NotFoundError
from cfrdiff.history import by_section, follow
from cfrdiff.reports.history_picture import history_svg

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


def test_all_sections_at_once_are_each_followed() -> None:
    editions = [edition_of(text) for text in (FIRST, SECOND, THIRD)]
    assert by_section(editions) == {"12.3": follow(editions, "12.3")}


# The picture

SVG = "{http://www.w3.org/2000/svg}"


def _boxes(*texts: str) -> list[tuple[int, int, str | None, str]]:
    """Row, column, class and words of each box, the legend left out."""
    picture = ElementTree.fromstring(history_svg(follow([edition_of(t) for t in texts], "12.3")))
    found = []
    for group in picture.iter(f"{SVG}g"):
        box, words = group.find(f"{SVG}rect"), group.find(f"{SVG}text")
        if box is not None and words is not None and box.get("width") != "20":
            place = int(box.get("y", "")), int(box.get("x", ""))
            found.append((*place, group.get("class"), words.text or ""))
    rows, columns = sorted({y for y, *_ in found}), sorted({x for _, x, *_ in found})
    return [(rows.index(y), columns.index(x), kind, words) for y, x, kind, words in found]


def test_the_picture_has_a_row_a_paragraph_and_a_column_an_edition() -> None:
    assert _boxes(FIRST, SECOND, THIRD, FOURTH) == [
        (0, 0, "first-seen", "(a)"), (0, 1, "unchanged", "(a)"),
        (0, 2, "unchanged", "(a)"), (0, 3, "removed", "× removed"),
        (1, 1, "added", "+ (b)"), (1, 2, "unchanged", "(b)"), (1, 3, "unchanged", "(b)"),
        (2, 0, "first-seen", "(b)"), (2, 1, "redesignated", "→ (c)"),
        (2, 2, "revised", "≠ (c)"), (2, 3, "unchanged", "(c)"),
    ]  # fmt: skip


def test_the_picture_tells_where_a_file_does_not_reach() -> None:
    drawn = history_svg(
        follow([edition_of(t) for t in (FIRST, TORN.replace("12.4", "14.4"), SECOND)], "12.3")
    ).decode()
    assert drawn.count(">not in this file<") == 2


def test_hostile_text_in_the_picture_is_text() -> None:
    text = FIRST.replace("(a) The", "(a) <script>alert(1)</script> & x. The")
    picture = history_svg(follow([edition_of(text), edition_of(SECOND)], "12.3"))
    assert not list(ElementTree.fromstring(picture).iter(f"{SVG}script"))


def test_the_command_draws_where_the_file_is_a_picture(tmp_path: Path) -> None:
    for k, text in enumerate((FIRST, SECOND)):
        (tmp_path / f"{k}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{k}.txt") for k in range(2)]
    out = tmp_path / "history.SVG"
    args = ["history", *files, "--section", "12.3", "-o", str(out)]
    assert CliRunner().invoke(main, args).exit_code == 0
    assert out.read_bytes() == history_svg(follow([read(file) for file in files], "12.3"))

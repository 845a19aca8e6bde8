"""What is refused before it is compared or read: other titles and parts, and dates that clash."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import cfrdiff
from cfrdiff.cli import main

OLDER, NEWER = "19-cfr-163-customs-service", "19-cfr-163-2012"


def gpo(title: int, revised: str, *numbers: str) -> str:
    """An annual edition with a section of each number."""
    sections = "".join(
        f"<SECTION><SECTNO>§ {number}</SECTNO><SUBJECT>Rule.</SUBJECT><P>(a) Keep it.</P></SECTION>"
        for number in numbers
    )
    return (
        f"<CFRGRANULE><FDSYS><CFRTITLE>{title}</CFRTITLE><DATE>{revised}</DATE></FDSYS>"
        f"<PART>{sections}</PART></CFRGRANULE>"
    )


def files(folder: Path, *texts: str) -> list[str]:
    """The texts as files, named by their order."""
    made: list[str] = []
    for k, written in enumerate(texts, start=1):
        file = folder / f"{k}.xml"
        file.write_text(written, encoding="utf-8")
        made.append(str(file))
    return made


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ((19, "2012-04-01", "163.1"), (12, "2013-04-01", "163.1"), "are of different titles"),
        ((19, "2012-04-01", "163.1"), (19, "2013-04-01", "164.1"), "have no part in common"),
        ((19, "2013-04-01", "163.1"), (19, "2012-04-01", "163.1"), "are given newest first"),
        ((19, "2012-04-01", "163.1"), (19, "2013-04-01", "163.1"), None),
        ((19, "2012-04-01", "163.1"), (19, "2012-04-01", "163.1"), None),
        # A volume and a part of it.
        ((19, "2012-04-01", "163.1", "164.1", "165.1"), (19, "2013-04-01", "164.1"), None),
    ],
)
def test_editions_that_do_not_follow_one_another_are_refused(
    tmp_path: Path, before: tuple[int, str, str], after: tuple[int, str, str], says: str | None
) -> None:
    old, new = files(tmp_path, gpo(*before), gpo(*after))
    commands = [
        ["diff", old, new],
        ["diff", old, new, "--json"],
        ["report", old, new, "-o", str(tmp_path / "report.md")],
        ["history", old, new, "--section", before[2]],
    ]
    for command in commands:
        ran = CliRunner().invoke(main, command)
        if says is None:
            assert ran.exit_code == 0, ran.stderr
            continue
        assert ran.exit_code == 2
        assert says in ran.stderr
        assert "--force" in ran.stderr
        assert f"{old} ({before[0]} CFR part {before[2][:3]}, as of {before[1]})" in ran.stderr
        assert f"{new} ({after[0]} CFR part {after[2][:3]}, as of {after[1]})" in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
        assert CliRunner().invoke(main, [*command, "--force"]).exit_code == 0
    if says is not None:
        with pytest.raises(cfrdiff.MismatchError, match=says):
            cfrdiff.diff(old, new)
        with pytest.raises(cfrdiff.MismatchError, match=says):
            cfrdiff.instructions(cfrdiff.read(old), cfrdiff.read(new))
        with pytest.raises(cfrdiff.MismatchError, match=says):
            cfrdiff.history([old, new], before[2])
        assert cfrdiff.diff(old, new, force=True).after.title == after[0]


def test_an_earlier_edition_of_a_report_comes_before_the_older(tmp_path: Path) -> None:
    old, new, newest = files(
        tmp_path, *(gpo(19, f"{year}-04-01", "163.1") for year in (2012, 2013, 2014))
    )
    command = ["report", old, new, "-o", str(tmp_path / "report.html"), "--earlier", newest]
    ran = CliRunner().invoke(main, command)
    assert (ran.exit_code, "newest first" in ran.stderr) == (2, True)


def test_the_corpus_bounds_the_date_of_a_file_that_states_none() -> None:
    with pytest.raises(cfrdiff.MismatchError, match=r"not after 2011-10-25.*newest first"):
        cfrdiff.diff(NEWER, OLDER)
    assert cfrdiff.diff(OLDER, NEWER).changes


@pytest.mark.parametrize(
    ("file", "date", "says"),
    [
        (NEWER, "2013-04-01", "the corpus dates the file 2012-04-01"),
        (NEWER, "2012-04-01", None),
        (OLDER, "2013-04-01", "the corpus says that the file is not after 2011-10-25"),
        (OLDER, "1997-04-01", "the corpus says that the file is not before 1998-06-16"),
        (OLDER, "2010-04-01", None),
        ("1.xml", "2013-04-01", "the file is dated 2012-04-01"),
        ("1.xml", "2012-04-01", None),
    ],
)
def test_a_date_against_what_the_file_or_the_corpus_states_is_refused(
    tmp_path: Path, file: str, date: str, says: str | None
) -> None:
    files(tmp_path, gpo(19, "2012-04-01", "163.1"))
    name = str(tmp_path / file) if file.endswith(".xml") else file
    ran = CliRunner().invoke(main, ["read", name, "--as-of", date])
    if says is None:
        assert ran.exit_code == 0
        assert f"as of {date}" in ran.stdout
    else:
        assert ran.exit_code == 2
        assert says in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
        with pytest.raises(cfrdiff.SourceError, match=says):
            cfrdiff.read(name, as_of=date)


def test_a_date_in_running_heads_is_stated(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("19 CFR Ch. I (4–1–12 Edition)\n\n§ 163.1 Rule.\n\n(a) Keep it.\n", "utf-8")
    ran = CliRunner().invoke(main, ["read", str(file), "--as-of", "2013-04-01"])
    assert (ran.exit_code, "the file is dated 2012-04-01" in ran.stderr) == (2, True)

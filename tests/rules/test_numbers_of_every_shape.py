"""Rules of sections with numbers of every shape: made, found stale, brought along; and what else
is asked for a section by its number.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

import cfrdiff
from cfrdiff.cites import part_of
from cfrdiff.cli import main
from cfrdiff.provisions import provisions
from cfrdiff.rules.checking import check
from cfrdiff.rules.paragraphs import module_name
from cfrdiff.rules.regeneration import regenerate
from cfrdiff.rules.stubs import stubs

NUMBERS = """
1.401(a)(4)-1 1.401(a)(31)-1 31.3121(a)(1)-1 240.15c3-1a 240.3a12-8 240.15Ca1-1 275.206(4)-1
270.6e-3(T) 230.144A 249.220f 165.T09-0123 252.225-7001 301-10.100 1.263(a)-3 1.45D-1 1.59A-1
56.01-1 404.1520a 4.2-1 960.3-1-4-1 970.3102-05-30-70 128-1.5004 708a.101 205.192A 1.0-1
1.1031(d)-1T 2.1-1T 1.40-1A 240.17Ad-7 240.10b5-1 5c.168(f)(8)-1 53.303-DD-254 60-1.4 302-7.4
24.3aa 163.12 1.1400Z2(a)-1
""".split()


def volume(number: str, years: str) -> str:
    """A part in XML with that section between two others."""
    part = part_of(number)

    def section(one: str, text: str) -> str:
        paragraphs = (f"(a) {text}", "(b) A bank shall not sell records.")
        printed = "".join(f"<P>{paragraph}</P>" for paragraph in paragraphs)
        return f"<SECTION><SECTNO>§ {one}</SECTNO><SUBJECT>Rule.</SUBJECT>{printed}</SECTION>"

    return (
        f"<CFRGRANULE><FDSYS><CFRTITLE>26</CFRTITLE></FDSYS><PART><HD SOURCE='HED'>PART {part}—"
        f"RULES</HD>{section(f'{part}.1', 'A bank shall lock its doors.')}"
        f"{section(number, f'A bank shall keep records for {years} years.')}"
        f"{section(f'{part}.9999', 'A bank shall open at nine.')}</PART></CFRGRANULE>"
    )


@pytest.fixture
def files(number: str, tmp_path: Path) -> tuple[str, str]:
    """An older and a newer edition, by their files."""
    older, newer = tmp_path / "older.xml", tmp_path / "newer.xml"
    older.write_text(volume(number, "six"), "utf-8")
    newer.write_text(volume(number, "two"), "utf-8")
    return str(older), str(newer)


every_number = pytest.mark.parametrize("number", NUMBERS)


@every_number
def test_a_rule_is_found_stale_and_brought_along(number: str, files: tuple[str, str]) -> None:
    older, newer = (cfrdiff.read(file) for file in files)
    modules = {
        str(path): code.replace("raise NotImplementedError", "print").encode()
        for path, code in stubs(older, [number]).items()
    }
    assert list(modules) == [f"{module_name(number)}.py"]
    assert {(one.cite, one.state) for one in check(modules, older).statuses} == {
        (f"{number}(a)", "current"),
        (f"{number}(b)", "current"),
    }
    assert {(one.cite, one.state) for one in check(modules, newer).statuses} == {
        (f"{number}(a)", "stale"),
        (f"{number}(b)", "current"),
    }
    made = regenerate(modules, older, newer, cfrdiff.diff(older, newer))
    assert [(task.after, task.action) for task in made.worklist.tasks] == [
        (f"{number}(a)", "review")
    ]
    assert {one.state for one in check(made.files, newer).statuses} == {"current"}


@every_number
def test_the_section_is_asked_for_by_its_number(number: str, files: tuple[str, str]) -> None:
    older, newer = (cfrdiff.read(file) for file in files)
    assert {one.section for one in provisions(newer, section=number).provisions} == {number}
    assert [one.section for one in cfrdiff.diff(older, newer, section=number).changes] == [
        number
    ] * 2
    amended = cfrdiff.instructions(older, newer, section=number).text
    assert f"§ {number}" in amended
    assert "two years" in amended
    followed = cfrdiff.history(files, number)
    assert followed.section == number


@every_number
def test_the_command_line_takes_the_number(number: str, files: tuple[str, str]) -> None:
    for args in (
        ("read", files[0], "--section", number),
        ("provisions", files[0], "--section", f"§ {number}"),
        ("diff", *files, "--section", number),
        ("diff", *files, "--section", number, "--instructions"),
        ("history", *files, "--section", number),
    ):
        done = CliRunner().invoke(main, args)
        assert done.exit_code == 0, done.output
        assert number in done.output.replace("–", "-"), args


@pytest.mark.parametrize("number", ["", "§", "19 CFR", "nonsense", "163.12 heading", "(b)(2)"])
def test_what_picks_no_section_is_an_error(number: str, tmp_path: Path) -> None:
    for args in (
        ("read", "x.txt"),
        ("provisions", "x.txt"),
        ("diff", "x.txt", "y.txt"),
        ("history", "x.txt", "y.txt"),
        ("report", "x.txt", "y.txt", "-o", str(tmp_path / "r.md")),
        ("rules", "stubs", "x.txt", "-o", str(tmp_path)),
    ):
        done = CliRunner().invoke(main, [*args, "--section", number])
        assert (done.exit_code, done.stdout) == (2, "")
        assert "names no section" in done.stderr


def test_no_two_sections_have_a_module_of_one_name() -> None:
    close = ["275.206-4-1", "60.1-4", "1.401-a-4-1", "270.6e-3-T", "1.401(a)-4-1", "1.401(a)(41)"]
    names = {number: module_name(number) for number in [*NUMBERS, *close]}
    for one, other in combinations(names, 2):
        assert names[one] != names[other], (one, other)
    assert all(name.isidentifier() for name in names.values())
    assert names["163.12"] == "section_163_12"

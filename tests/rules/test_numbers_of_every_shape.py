"""Rules of sections with numbers of every shape: made, found stale, brought along; and what else
is asked for a section by its number.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from rules.editions import AFTER, BEFORE, edition

import cfrdiff
from cfrdiff import Edition
from cfrdiff.cites import part_of
from cfrdiff.cli import main
from cfrdiff.errors import SourceError
from cfrdiff.provisions import provisions
from cfrdiff.rules.accepting import accept
from cfrdiff.rules.checking import check
from cfrdiff.rules.paragraphs import module_name
from cfrdiff.rules.parsing import parse_module
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
    assert [one.cite for one in check(made.files, newer).faults] == [f"{number}(a)"]
    accepted, _ = accept(made.files, [f"{number}(a)"], "accepted")
    assert {one.state for one in check(accepted, newer).statuses} == {"current"}


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


# What a source names a section, which is none of the CFR's numbers

ODD = ["12.5½-X", "Q-12", "12.5 (bis)", "../../../evil", "a/b.7", "None", "§12", 'x"y', "12.5(a)"]


def odd_edition(day: str, number: str, text: str) -> Edition:
    made = edition(day, s10_5=[("", "First."), ("(a)", text), ("(a)", "B.")])
    odd = msgspec.structs.replace(made.sections[0], number=number)
    return msgspec.structs.replace(made, sections=(odd,))


@pytest.mark.parametrize("number", ODD)
def test_the_stub_of_a_number_of_no_shape_is_read_back(number: str) -> None:
    old = odd_edition(BEFORE, number, "The owner must pay.")
    new = odd_edition(AFTER, number, "Nobody must pay.")
    made = {str(name): code.encode() for name, code in stubs(old).items()}
    (name,) = made
    assert "/" not in name
    assert ".." not in name
    report = check(made, old)
    assert [one.state for one in report.statuses] == ["not implemented"] * 3
    assert {site.cited.section for site in parse_module(name, made[name]).rules} == {number}
    later = regenerate(made, old, new, cfrdiff.diff(old, new))
    assert len(later.worklist.tasks) == 1
    states = {one.state for one in check(later.files, new).statuses}
    assert states == {"not implemented"}


def test_a_section_that_the_cite_is_not_of_is_an_error() -> None:
    code = (
        b"from cfrdiff import rules\n\n\n"
        b"@rules.rule('Q-1(a)', section='Q-12', edition='e', digest='', kind='duty')\n"
        b"def f(facts): ...\n"
    )
    with pytest.raises(SourceError, match=r"m\.py, line 4: 'Q-1\(a\)' is not the cite"):
        parse_module("m.py", code)
    with pytest.raises(SourceError, match="not plain text"):
        parse_module("m.py", code.replace(b"'Q-12'", b"NUMBER"))

"""Test modules beside stubs: a row for each branch, and which rules have none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rules.editions import AFTER, BEFORE, edition
from rules.test_stubs import clean, write

import cfrdiff
from cfrdiff.rules.checking import check
from cfrdiff.rules.regeneration import regenerate
from cfrdiff.rules.stub_tests import stub_tests
from cfrdiff.rules.stubs import stubs
from cfrdiff.rules.testing import beside, row

ROWS = [
    ("(a)", "The owner must pay a fee within 10 days after the notice, unless it rains."),
    ("(b)", "The Board may waive the fee if:"),
    ("(b)(1)", "The owner asks; or"),
    ("(b)(2)", "The road is closed."),
    ("(c)", "This section is on fees."),
]
OLD = edition(BEFORE, s10_5=ROWS)
MODULE, TESTS = "section_10_5.py", "test_section_10_5.py"

BRANCHES = [
    ("paragraph_a", "all is so"),
    ("paragraph_a", "not so: it_rains"),
    ("paragraph_a", "late: owner_pay_fee_on"),
    ("paragraph_a", "not done: owner_pay_fee_on"),
    ("paragraph_a", "not known: it_rains"),
    ("paragraph_a", "not known: notice_on"),
    ("paragraph_a", "not known: owner_pay_fee_on"),
    ("paragraph_b", "all is so"),
    ("paragraph_b", "its § 10.5(b)(1): owner_asks is false"),
    ("paragraph_b", "its § 10.5(b)(2): road_is_closed is false"),
    ("paragraph_b_1", "all is so"),
    ("paragraph_b_1", "not so: owner_asks"),
    ("paragraph_b_1", "not known: owner_asks"),
    ("paragraph_b_2", "all is so"),
    ("paragraph_b_2", "not so: road_is_closed"),
    ("paragraph_b_2", "not known: road_is_closed"),
    ("paragraph_c", "nothing is asked"),
]


def scaffold(folder: Path) -> dict[str, bytes]:
    write(folder, {**stubs(OLD), **stub_tests(OLD)})
    return {one.name: one.read_bytes() for one in folder.glob("*.py")}


def test_a_row_stands_for_each_branch(tmp_path: Path) -> None:
    made = scaffold(tmp_path / "rules")
    assert sorted(made) == [MODULE, TESTS]
    namespace: dict[str, object] = {"__file__": str(tmp_path / "rules" / TESTS)}
    exec(compile(made[TESTS], TESTS, "exec"), namespace)
    rows = namespace["ROWS"]
    assert isinstance(rows, list)
    assert [(one.name, one.branch) for one in rows] == BRANCHES
    assert {one.answer for one in rows} == {...}
    late = next(one for one in rows if one.branch.startswith("late"))
    assert str(late.facts["owner_pay_fee_on"]) == "2012-04-13"


@pytest.mark.slow
def test_test_modules_are_formatted_and_typed_and_run(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    scaffold(folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert f"{len(BRANCHES)} skipped" in ran.stdout
    clean(folder)


BODY = 'raise NotImplementedError("§ 10.5(c)")'

# the lines of a test module | the rules that have no test, of (b) and (c)
TESTED = [
    ("", ["paragraph_b", "paragraph_c"]),
    ('row("paragraph_c", "it is", "yes")', ["paragraph_b"]),
    ('row("paragraph_c", "it is", ...)', ["paragraph_b", "paragraph_c"]),
    ("def test_it(): assert MODULE.paragraph_b(None)", ["paragraph_c"]),
    ("from section_10_5 import paragraph_c", ["paragraph_b"]),
    ("# paragraph_b and paragraph_c", ["paragraph_b", "paragraph_c"]),
    ("paragraph_b = (", ["paragraph_b", "paragraph_c"]),
]


@pytest.mark.parametrize(("code", "untested"), TESTED)
def test_rules_without_a_test_are_counted(code: str, untested: list[str]) -> None:
    (module,) = (
        text.encode() for text in stubs(edition(BEFORE, s10_5=[ROWS[1], ROWS[4]])).values()
    )
    files = {MODULE: module, TESTS: code.encode(), "test_other.py": b"paragraph_b, paragraph_c"}
    found = check(files, OLD).untested
    assert found == tuple(f"{MODULE}: {name}" for name in untested)


def test_a_test_elsewhere_is_one_of_the_module_it_names() -> None:
    (module,) = (text.encode() for text in stubs(edition(BEFORE, s10_5=[ROWS[4]])).values())
    files = {
        MODULE: module,
        "fees_test.py": b'M = beside(__file__, "section_10_5.py")\nM.paragraph_c',
    }
    assert check(files, OLD).untested == ()


def test_tests_of_a_rule_that_has_another_name_are_on_the_work_list(tmp_path: Path) -> None:
    files = scaffold(tmp_path / "rules")
    files[TESTS] = files[TESTS].replace(b"...,", b'"yes",')
    new = edition(AFTER, s10_5=[*ROWS[:4], ("(d)", ROWS[4][1])])
    found = regenerate(files, OLD, new, cfrdiff.diff(OLD, new))
    assert found.files[TESTS] == files[TESTS]
    (task,) = (one for one in found.worklist.for_a_person if one.module == TESTS)
    assert task.why == ("it tests paragraph_c, which is now paragraph_d",)


def test_two_editions_of_a_module_are_loaded_side_by_side(tmp_path: Path) -> None:
    for name, days in (("older", 10), ("newer", 20)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rules.py").write_text(f"from ..days import X\nDAYS = {days} + X\n")
    (tmp_path / "days.py").write_text("X = 1\n")
    found = [
        beside(str(tmp_path / one / "test_it.py"), "rules.py", "..") for one in ("older", "newer")
    ]
    assert [module.DAYS for module in found] == [11, 21]


def test_a_row_decides_on_its_facts(tmp_path: Path) -> None:
    files = scaffold(tmp_path / "rules")
    code = files[MODULE].decode().replace(BODY, 'return rules.yes("so")')
    (tmp_path / "rules" / MODULE).write_text(code, "utf-8")
    module = beside(str(tmp_path / "rules" / TESTS), MODULE)
    assert row("paragraph_c", "it is", "yes").decided(module).answer == "yes"
    assert row("a", "b", "yes", name=True, branch=True, answer=True).facts["name"] is True

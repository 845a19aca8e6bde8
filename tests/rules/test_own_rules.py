"""A user's own folder of rules: asked and compared as those of the corpus are, and run only then."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from command_process import Ran
from rules.test_command_line import run

import cfrdiff
from cfrdiff.rules.stubs import stubs
from cfrdiff.sources.folder import read_modules

OLDER = """\
19 CFR 10.5

§ 10.5 Fees.

(a) The owner must pay a fee within 30 days after the notice.

(b) The owner may ask the Board for a waiver.
"""
NEWER = OLDER.replace("30 days", "60 days")

FACTS = '["10.5"]\nnotified = true\npaid_on_day = 45\n'
RULE = '''\
"""§ 10.5, edition {edition}."""

from dataclasses import dataclass

from cfrdiff import rules

EDITION = "{edition}"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What § 10.5 asks."""

    notified: bool | None = rules.fact("The owner has the notice")
    paid_on_day: int | None = rules.fact("The day on which the fee was paid, from the notice")


@rules.rule("10.5(a)", edition=EDITION, digest="0", kind="duty", question="Was it paid in time?")
def paragraph_a(facts: Facts) -> rules.Duty:
    """§ 10.5(a)"""
    if facts.paid_on_day is None:
        return rules.missing("paid_on_day")
    return rules.yes("in time") if facts.paid_on_day <= {days} else rules.no("late")
'''


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two editions, the rules of both, and a case."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "older.txt").write_text(OLDER, "utf-8")
    (tmp_path / "newer.txt").write_text(NEWER, "utf-8")
    (tmp_path / "case.toml").write_text(FACTS, "utf-8")
    for edition, days in (("older", 30), ("newer", 60)):
        folder = tmp_path / "own" / edition
        folder.mkdir(parents=True)
        code = RULE.format(edition=edition, days=days)
        (folder / "section_10_5.py").write_text(code, "utf-8")
    return tmp_path


def asked(cite: str = "10.5", edition: str = "newer.txt", folder: str = "own") -> Ran:
    return run(
        "rules", "ask", cite, "--facts", "case.toml", "--edition", edition, "--rules", folder
    )


def refused(ran: Ran, *says: str) -> None:
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    for words in says:
        assert words in ran.err


@pytest.mark.parametrize("edition", ["newer.txt", "newer"])
def test_an_edition_is_named_by_its_file_or_as_the_rules_call_it(place: Path, edition: str) -> None:
    ran = asked("§ 10.5(a)", edition)
    assert (ran.code, ran.err) == (0, "")
    assert "Was it paid in time?  yes" in ran.out
    assert "§ 10.5(a) (newer): in time" in ran.out
    assert "Was it paid in time?  no" in asked(edition=edition.replace("newer", "older")).out


# the first lines of a docstring | what the rule is on
SUBJECTS = [
    ("§ 10.5(a) Fees to be paid.", "Fees to be paid."),
    ("§ 10.5(a)\n\n    The owner must pay.\n\n    - duty", "The owner must pay."),
    ("§ 10.5(a)\n\n    " + "pay " * 50, "pay " * 17 + "…"),
    ("§ 10.5(a)", "paragraph_a"),
    ("Was it paid?", "Was it paid?"),
]


@pytest.mark.parametrize(("docstring", "subject"), SUBJECTS)
def test_a_rule_without_a_question_is_told_by_its_docstring(
    place: Path, docstring: str, subject: str
) -> None:
    module = place / "own" / "newer" / "section_10_5.py"
    code = module.read_text("utf-8").replace(', question="Was it paid in time?"', "")
    module.write_text(code.replace('"""§ 10.5(a)"""', f'"""{docstring}\n    """'), "utf-8")
    assert f"§ 10.5(a) (newer) {subject}" in " ".join(asked().out.split())


def test_two_editions_are_compared(place: Path) -> None:
    ran = run(
        "rules", "compare", "--facts", "case.toml", "--from", "older.txt", "--to", "newer.txt",
        "--rules", "own", "--json",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    (question,) = json.loads(ran.out)["questions"]
    assert (question["before"]["answer"], question["after"]["answer"]) == ("no", "yes")
    assert "[-30 days-]{+60 days+} after" in question["because"][0]["redline"]


def test_the_text_of_an_edition_that_only_rules_know_is_asked_for(place: Path) -> None:
    ran = run(
        "rules", "compare", "--facts", "case.toml", "--from", "older", "--to", "newer.txt",
        "--rules", "own",
    )  # fmt: skip
    refused(ran, "the text of the edition 'older' is not in the corpus", "by its file")


def test_a_section_that_only_one_edition_has_is_no_error(place: Path) -> None:
    module = place / "own" / "older" / "section_10_5.py"
    more = module.read_text("utf-8").replace("10.5", "10.4")
    module.with_name("section_10_4.py").write_text(more, "utf-8")
    ran = run(
        "rules", "compare", "--facts", "case.toml", "--from", "older.txt", "--to", "newer.txt",
        "--rules", "own", "--all",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")


def test_a_fact_that_one_edition_asks_is_known(place: Path) -> None:
    module = place / "own" / "older" / "section_10_5.py"
    code = module.read_text("utf-8").replace("notified", "told")
    module.write_text(code, "utf-8")
    assert asked().code == 0
    template = run("rules", "ask", "--template", "--rules", "own").out
    assert "# notified = true" in template
    assert "# told = true" in template


def test_rules_fresh_from_the_generator_are_asked_once_they_are_written(place: Path) -> None:
    for path, code in stubs(cfrdiff.read("newer.txt")).items():
        (place / "stubs").mkdir()
        (place / "stubs" / path).write_text(code, "utf-8")
    (place / "case.toml").write_text("# nothing is known\n", "utf-8")
    refused(asked(folder="stubs"), "stubs/section_10_5.py, line ", "paragraph_a is a stub")


# Modules that cannot be run

TOP = "from cfrdiff import rules\n\nEDITION = 'newer'\n"
BAD = {
    "no Python": ("digest = (\n", "line 1: this cannot be run (SyntaxError: "),
    "an error": ("digest = 1\nx = 1 / 0\n", "line 2: this cannot be run (ZeroDivisionError: "),
    "an error without words": ("digest = 1\nraise ValueError\n", "(ValueError)"),
    "an exit": ("import sys\ndigest = 1\nsys.exit(0)\n", "line 3: this cannot be run (SystemExit"),
    "what is not there": ("digest = 1\nfrom .nothing import x\n", "(ModuleNotFoundError: "),
    "no facts": (
        TOP
        + "@rules.rule('10.5(a)', edition='newer', digest='', kind='duty')\ndef a(facts): ...\n",
        "it has no dataclass Facts",
    ),
}


@pytest.mark.parametrize(("code", "says"), BAD.values(), ids=BAD)
def test_a_broken_module_is_reported_in_one_line(place: Path, code: str, says: str) -> None:
    (place / "own" / "broken.py").write_text(code, "utf-8")
    refused(asked(), "cfrdiff: own/broken.py", says)


BODIES = {
    "an error": ("return facts.nothing", "line 21: paragraph_a gives no decision (AttributeError"),
    "no decision": ("return True", "paragraph_a gives no decision (TypeError: paragraph_a gives"),
}


@pytest.mark.parametrize(("body", "says"), BODIES.values(), ids=BODIES)
def test_a_rule_that_fails_is_reported_in_one_line(place: Path, body: str, says: str) -> None:
    module = place / "own" / "newer" / "section_10_5.py"
    head = module.read_text("utf-8").partition("    if facts.")[0]
    module.write_text(f"{head}    {body}\n", "utf-8")
    refused(asked(), "cfrdiff: own/newer/section_10_5.py", says)


@pytest.mark.parametrize("cite", ["10.5a(", "10.5 (a)", "§ 10.5(a)", "paragraph (a)", "nonsense"])
def test_what_is_not_a_cite_is_an_error_wherever_rules_are_used(place: Path, cite: str) -> None:
    module = place / "own" / "newer" / "section_10_5.py"
    module.write_text(module.read_text("utf-8").replace('"10.5(a)"', f'"{cite}"'), "utf-8")
    says = f"line 18: {cite!r} is not the cite of a paragraph; write it as 163.12(b)(2)"
    for ran in (
        asked(),
        run("rules", "check", "own", "newer.txt"),
        run("rules", "regenerate", "own", "older.txt", "newer.txt"),
    ):
        refused(ran, "newer/section_10_5.py, ", says)


def test_a_cite_that_is_not_written_out_is_an_error(place: Path) -> None:
    module = place / "own" / "newer" / "section_10_5.py"
    code = module.read_text("utf-8").replace('"10.5(a)"', "CITE")
    module.write_text(code, "utf-8")
    refused(run("rules", "check", "own", "newer.txt"), "line 18: the cite of a rule is not plain")


def test_the_same_rule_twice_is_an_error(place: Path) -> None:
    (place / "own" / "copy.py").write_bytes((place / "own/newer/section_10_5.py").read_bytes())
    refused(asked(), "own/newer/section_10_5.py, line 18: paragraph_a is in own/copy.py, too")


def test_a_folder_without_rules(place: Path) -> None:
    (place / "empty").mkdir()
    refused(asked(folder="empty"), "empty: there is no rule to ask")
    refused(asked(folder="nowhere"), "nowhere: no such folder")


def test_an_edition_without_rules(place: Path) -> None:
    refused(asked(edition="case.toml"), "case.toml")
    refused(asked(edition="1999"), "no rules of an edition '1999'; there are those of newer, older")


# What is run, and what is not


def test_checking_and_regenerating_run_nothing(place: Path) -> None:
    module = place / "own" / "newer" / "section_10_5.py"
    code = module.read_text("utf-8") + "\n\nopen('was-run', 'w').close()\n"
    module.write_text(code, "utf-8")
    run("rules", "check", "own", "newer.txt")
    run("rules", "regenerate", "own", "older.txt", "newer.txt", "--dry-run")
    assert not Path("was-run").exists()
    assert asked().code == 0
    assert Path("was-run").exists()


def test_asking_leaves_the_folder_as_it_is(place: Path) -> None:
    before = {str(path) for path in place.rglob("*")}
    assert asked().code == 0
    assert {str(path) for path in place.rglob("*")} == before


def test_modules_import_each_other(place: Path) -> None:
    """Also from a folder whose name is not Python's, and by a function when it is called."""
    (place / "own" / "newer").rename(place / "own" / "2012-04-01.x")
    module = place / "own" / "2012-04-01.x" / "section_10_5.py"
    facts, rest = module.read_text("utf-8").split("\n\n@rules.rule")
    (place / "own" / "facts.py").write_text(facts + "\n", "utf-8")
    (place / "own" / "days.py").write_text("DAYS = 60\n", "utf-8")
    rest = rest.replace("    if facts", "    from ..days import DAYS\n\n    if facts", 1)
    code = f"""\
    from cfrdiff import rules

    from ..facts import EDITION, Facts


    @rules.rule{textwrap.indent(rest, "    ").lstrip()}"""
    module.write_text(textwrap.dedent(code).replace("<= 60", "<= DAYS"), "utf-8")
    ran = asked(edition="newer")
    assert (ran.code, ran.err) == (0, "")
    assert "yes" in ran.out


def test_a_day_between_two_dated_editions_is_not_answered(place: Path) -> None:
    for edition, date in (("older", "2012-04-01"), ("newer", "2015-04-01")):
        module = place / "own" / edition / "section_10_5.py"
        code = module.read_text("utf-8").replace(f'"{edition}"', f'"{date}"')
        module.write_text(code.replace('digest="0"', f'digest="{edition}"'), "utf-8")
    args = ("rules", "ask", "10.5", "--facts", "case.toml", "--rules", "own", "--date")
    assert "(2012-04-01): late" in run(*args, "2012-04-01").out
    assert "(2015-04-01): in time" in run(*args, "2015-04-01").out
    refused(run(*args, "2016-01-01"), "on 2016-01-01 is not known: the last known is that of 2015")
    refused(run(*args, "2013-01-01"), "on 2013-01-01 is not known: the last known is that of 2012")
    # Between two that have it alike it is known.
    module = place / "own" / "newer" / "section_10_5.py"
    code = module.read_text("utf-8").replace('digest="newer"', 'digest="older"')
    module.write_text(code, "utf-8")
    assert "(2012-04-01): late" in run(*args, "2013-01-01").out
    refused(run(*args, "2016-01-01"), "is not known")


def test_the_folder_that_comes_with_the_corpus_is_read_as_any_other(tmp_path: Path) -> None:
    from rules.part163 import FOLDER

    for name, data in read_modules(str(FOLDER)).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    case = str(FOLDER.parent / "cases" / "application.toml")
    args = ("rules", "ask", "163.12(b)", "--facts", case, "--edition", "19-cfr-163-2012")
    assert run(*args, "--rules", str(tmp_path)) == run(*args)

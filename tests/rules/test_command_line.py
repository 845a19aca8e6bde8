"""`cfrdiff rules` as people run it: streams, exit codes, folders changed whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from command_process import Ran, run_command
from rules import part163

from cfrdiff import schemas
from cfrdiff.errors import SourceError
from cfrdiff.rules.cases import asked_facts, template
from cfrdiff.rules.editions import RuleEdition
from cfrdiff.sources import folder
from cfrdiff.sources.corpus import bundled_folder
from cfrdiff.sources.files import write_whole
from cfrdiff.sources.folder import read_modules, write_modules

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"
CASES = bundled_folder() / "cases"
ICE = str(CASES / "ice-investigation.toml")
APPLICATION = str(CASES / "application.toml")


def run(*args: str) -> Ran:
    environment = {
        name: v for name, v in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")
    }
    return run_command(args, {**environment, "NO_COLOR": "1"})


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    root = tmp_path / "rules"
    ran = run(
        "rules", "stubs", OLD, "--section", "163.11", "--section", "§ 163.12", "-o", str(root)
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [f"{root}/section_163_11.py", f"{root}/section_163_12.py"]
    return root


def test_stubs_do_not_overwrite(modules: Path) -> None:
    before = files(modules)
    ran = run("rules", "stubs", OLD, "--section", "163.12", "-o", str(modules))
    assert ran.code == 2
    assert "there is such a module already; nothing was written" in ran.err
    assert files(modules) == before


def test_the_developers_loop(modules: Path, tmp_path: Path) -> None:
    checked = run("rules", "check", str(modules), OLD)
    assert checked.code == 1
    assert "not implemented" in checked.out
    for file in modules.iterdir():
        file.write_text(
            file.read_text("utf-8").replace("raise NotImplementedError", "print"), "utf-8"
        )
    assert run("rules", "check", str(modules), OLD).code == 0
    stale = run("rules", "check", str(modules), NEW)
    assert stale.code == 1
    assert "stale  § 163.12(b)(2)" in stale.out
    before = files(modules)
    dry = run("rules", "regenerate", str(modules), OLD, NEW, "--dry-run")
    assert dry.code == 0
    assert "--- a/section_163_12.py\n+++ b/section_163_12.py\n" in dry.out
    assert '+EDITION: Final = "2012-04-01"' in dry.out
    assert files(modules) == before
    told = tmp_path / "worklist.json"
    ran = run("rules", "regenerate", str(modules), OLD, NEW, "--worklist", str(told))
    assert ran.code == 0
    assert "review  § 163.11(c) → § 163.11(f)  section_163_11.py: paragraph_f" in ran.out
    assert "review  § 163.12(c)(1)" in ran.out
    worklist = json.loads(told.read_text("utf-8"))
    jsonschema.validate(worklist, schemas.load("worklist-1"))
    assert {"163.12(b)(2)", "163.12(c)(1)", "163.11(f)"} <= {t["after"] for t in worklist["tasks"]}
    after = files(modules)
    assert set(after) == {"section_163_11.py", "section_163_12.py"}
    again = run("rules", "regenerate", str(modules), OLD, NEW, "--json")
    assert files(modules) == after
    assert {t["action"] for t in json.loads(again.out)["tasks"]} == {"left alone"}
    checked = run("rules", "check", str(modules), NEW, "--json")
    assert checked.code == 1  # the new paragraphs are stubs
    report = json.loads(checked.out)
    jsonschema.validate(report, schemas.load("rulecheck-1"))
    faults = {s["cite"] for s in report["statuses"] if s["state"] not in ("current", "not covered")}
    stubs = {f"163.11({x})" for x in ("d)(5", "d)(6", "d)(7", "d)(8", "d)(9", "e")}
    assert faults == {*stubs, *worklist["due"]}


def test_a_folder_that_is_not_there() -> None:
    ran = run("rules", "check", "nowhere", NEW)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "cfrdiff: nowhere: no such folder; give the folder of the rule modules\n"


def test_a_module_that_is_no_python_stops_the_run_whole(modules: Path) -> None:
    (modules / "zz.py").write_text("digest = (\n", "utf-8")
    before = files(modules)
    ran = run("rules", "regenerate", str(modules), OLD, NEW)
    assert ran.code == 2
    assert ran.err.startswith("cfrdiff: zz.py, line 1: this is no Python")
    assert files(modules) == before


# An error or Ctrl-C puts the folder back; nothing that stands in it is obeyed


class Stopped(BaseException):
    """Not an error that a program would catch."""


def stops(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    real, count = write_whole, iter(range(1000))

    def write(path: str, data: bytes) -> None:
        if next(count) == at:
            raise Stopped
        real(path, data)

    monkeypatch.setattr(folder, "write_whole", write)


@pytest.mark.parametrize("at", range(4))
def test_an_interrupted_change_leaves_all_as_it_was(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = {"a.py": b"1", "sub/b.py": b"2", "c.py": b"3"}
    assert write_modules(str(tmp_path), was) == ["a.py", "sub/b.py", "c.py"]
    becomes = {"a.py": b"x", "sub/b.py": b"y", "c.py": b"3", "new.py": b"z"}
    with monkeypatch.context() as patch:
        stops(patch, at)
        if at < 3:
            with pytest.raises(Stopped):
                write_modules(str(tmp_path), becomes)
        else:
            assert write_modules(str(tmp_path), becomes) == ["a.py", "sub/b.py", "new.py"]
    expected = was if at < 3 else becomes
    assert read_modules(str(tmp_path)) == expected
    assert files(tmp_path) == expected


def planted(root: Path) -> dict[str, bytes]:
    """Files by which an older cfrdiff would have been told to delete and to put back."""
    return {
        ".cfrdiff-undo/files.json": json.dumps(
            {"../victim.txt": False, "section_163_12.py": True}
        ).encode(),
        ".cfrdiff-undo/was/section_163_12.py": b"planted = True\n",
        ".cfrdiff-coming/section_163_11.py": b"planted = True\n",
    }


@pytest.mark.parametrize("command", [("check", NEW), ("check", OLD), ("regenerate", OLD, NEW)])
def test_nothing_that_stands_in_the_folder_is_obeyed(
    command: tuple[str, ...], modules: Path
) -> None:
    victim = modules.parent / "victim.txt"
    victim.write_text("the user's", "utf-8")
    for name, data in planted(modules).items():
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_bytes(data)
    before = files(modules)
    ran = run("rules", command[0], str(modules), *command[1:])
    assert ran.code in (0, 1), ran.err
    assert victim.read_text("utf-8") == "the user's"
    after = files(modules)
    assert {name: after.get(name) for name in planted(modules)} == planted(modules)
    assert all(b"planted" not in data for name, data in after.items() if not name.startswith("."))
    if command[0] == "check":
        assert after == before


@pytest.mark.parametrize("command", [("check", NEW), ("regenerate", OLD, NEW)])
def test_a_link_that_leads_out_of_the_folder(command: tuple[str, ...], modules: Path) -> None:
    outside = modules.parent / "outside.py"
    (modules / "section_163_12.py").replace(outside)
    (modules / "section_163_12.py").symlink_to(outside)
    before = outside.read_bytes()
    ran = run("rules", command[0], str(modules), *command[1:])
    assert (ran.code, ran.out) == (2, "")
    assert "leads out of the folder" in ran.err
    assert ran.err.count("\n") == 1
    assert outside.read_bytes() == before


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    write_modules(str(tmp_path), {"a.py": b"1"})
    before = (tmp_path / "a.py").stat().st_mtime_ns
    assert write_modules(str(tmp_path), {"a.py": b"1"}) == []
    assert (tmp_path / "a.py").stat().st_mtime_ns == before


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text", "utf-8")
    with pytest.raises(SourceError, match="cannot be written"):
        write_modules(str(tmp_path / "file"), {"a.py": b"1"})


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize("code", [None, "digest = 1\n"])
def test_a_folder_without_a_rule_does_not_pass(
    code: str | None, options: tuple[str, ...], tmp_path: Path
) -> None:
    if code is not None:
        (tmp_path / "other.py").write_text(code, "utf-8")
    ran = run("rules", "check", str(tmp_path), NEW, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert f"{tmp_path}: there is no rule to check" in ran.err


# Asking


def test_the_answers_with_their_reasons() -> None:
    ran = run("rules", "ask", "163.12(b)(2)", "--facts", APPLICATION, "--edition", NEW)
    assert (ran.code, ran.err) == (0, "")
    assert "Charlotte, North Carolina 28217" in " ".join(ran.out.split())
    assert "§ 163.12(b)(2) (2012-04-01): The person applies for certification" in ran.out


@pytest.mark.parametrize("edition", part163.editions(), ids=lambda one: one.id)
def test_an_edition_is_known_by_the_label_its_reasons_print(edition: RuleEdition) -> None:
    args = ("rules", "ask", "163.12(b)(2)", "--facts", APPLICATION, "--edition")
    ran = run(*args, edition.id, "--json")
    (label,) = {answer["edition"] for answer in json.loads(ran.out)["answers"]}
    assert label == edition.label
    assert run(*args, label, "--json").out == ran.out
    compared = ("rules", "compare", "--facts", ICE, "--from", OLD, "--to")
    assert run(*compared, label).out == run(*compared, edition.id).out


def test_what_is_not_known_is_told() -> None:
    ran = run("rules", "ask", "163.12(b)(3)", "--facts", APPLICATION, "--edition", NEW, "--json")
    answers = json.loads(ran.out)
    jsonschema.validate(answers, schemas.load("answers-1"))
    first = answers["answers"][0]
    assert (first["answer"], first["cite"]) == ("undetermined", "§ 163.12(b)(3)")
    assert first["missing"] == ["maintenance_acceptable_to_customs", "alternative_under_163_5_b"]


DAYS = [
    ("2005-01-01", "no edition with rules has a date on or before it"),  # the file has no date
    ("2010-01-01", "no edition with rules has a date on or before it"),
    ("2012-03-31", "no edition with rules has a date on or before it"),
    ("2012-04-02", "the last known is that of 2012-04-01, “An application for certification to"),
    ("2040-01-01", "the last known is that of 2019-04-01, “An application for certification to"),
]


@pytest.mark.parametrize(("day", "says"), DAYS)
def test_a_day_on_which_no_text_is_known_to_hold_is_not_answered(day: str, says: str) -> None:
    ran = run("rules", "ask", "163.12(b)(2)", "--facts", APPLICATION, "--date", day)
    assert (ran.code, ran.out) == (2, "")
    assert f"the text of § 163.12(b)(2) on {day} is not known" in ran.err
    assert says in ran.err


def test_the_day_of_an_edition_is_answered_and_what_is_assumed_is_said(tmp_path: Path) -> None:
    args = ("rules", "ask", "163.12(b)(2)", "--facts", APPLICATION, "--date")
    known = run(*args, "2012-04-01")
    assert (known.code, "Charlotte" in known.out) == (0, True)
    assumed = run(*args, "2015-01-01", "--assume-current")
    said = "assumed, not known: that the text of 2012-04-01 still holds on 2015-01-01"
    assert (assumed.code, said in assumed.out) == (0, True)
    assert json.loads(run(*args, "2015-01-01", "--assume-current", "--json").out)["assumed"] == said
    assert run(*args, "2010-01-01", "--assume-current").code == 2
    later = run(*args, "2040-01-01", "--assume-current")
    assert (later.code, "that the text of 2019-04-01 still holds" in later.out) == (0, True)
    # The corpus has a later text, from which these rules were not written.
    own = tmp_path / "rules"
    shutil.copytree(bundled_folder() / "rules", own, ignore=shutil.ignore_patterns("edition_2019"))
    ran = run(*args, "2040-01-01", "--assume-current", "--rules", str(own))
    assert ran.code == 2
    # The file of that day does not reach § 163.11(b), for which an older text stands in.
    ran = run("rules", "ask", "163.11(b)", "--facts", ICE, "--date", "2012-04-01")
    assert ran.code == 2


def test_compare_names_the_change_that_made_the_difference() -> None:
    ran = run("rules", "compare", "--facts", ICE, "--from", OLD, "--to", NEW, "--json")
    comparison = json.loads(ran.out)
    jsonschema.validate(comparison, schemas.load("comparison-1"))
    petition = next(q for q in comparison["questions"] if "petition for a closing" in q["question"])
    assert petition["differs"]
    assert (petition["before"]["answer"], petition["after"]["answer"]) == ("yes", "no")
    (cause,) = petition["because"]
    assert (cause["before"], cause["after"]) == ("§ 163.11(c)", "§ 163.11(f)")
    assert (
        "[-Customs-]{+CBP and/or ICE+} commences [-a formal-]{+an+} investigation"
        in cause["redline"]
    )
    assert any("does not reach § 163.11(b)" in note for note in petition["notes"])


def test_compare_tells_where_to_apply_and_who_certifies() -> None:
    ran = run("rules", "compare", "--facts", APPLICATION, "--from", OLD, "--to", NEW)
    out = " ".join(ran.out.split())
    assert "909 S.E. First Avenue, Miami, Florida 33131 § 163.12(b)(2)" in out
    assert "+ § 163.12(b)(2): yes: Regulatory Audit, U.S. Customs and Border Protection" in out
    assert (
        "§ 163.12(c)(2): yes: Director of the Miami regulatory audit field office, as before" in out
    )
    assert "“Miami” still stands in § 163.12(c)(2)" in out
    assert "this looks like a missed conforming amendment" in out


def test_compare_with_itself_finds_nothing() -> None:
    ran = run("rules", "compare", "--facts", ICE, "--from", NEW, "--to", NEW)
    assert "0 of" in ran.out
    assert "because" not in ran.out


def test_a_formal_investigation_makes_no_difference(tmp_path: Path) -> None:
    facts = tmp_path / "facts.toml"
    text = Path(ICE).read_text("utf-8")
    facts.write_text(
        text.replace("investigation = false", "investigation = true").replace(
            "formal = false", "formal = true"
        ),
        "utf-8",
    )
    ran = run("rules", "compare", "--facts", str(facts), "--from", OLD, "--to", NEW)
    assert "0 of" in ran.out


def test_the_template_is_a_facts_file_with_every_fact(tmp_path: Path) -> None:
    ran = run("rules", "ask", "--template")
    assert (ran.code, ran.out) == (0, template(asked_facts(part163.editions())))
    for section in part163.SECTIONS:
        kind = part163.facts_class(section)
        for name in kind.__dataclass_fields__:
            assert f"\n# {name} = " in ran.out
    facts = tmp_path / "facts.toml"
    facts.write_text(ran.out.replace("# applies = true", "applies = true"), "utf-8")
    answered = run("rules", "ask", "163.12(b)(2)", "--facts", str(facts), "--edition", NEW)
    assert (
        "§ 163.12(b)(2) (2012-04-01)  Must an application be submitted, and where?  yes"
        in answered.out
    )
    one = run("rules", "ask", "163.13", "--template").out
    assert '["163.13"]' in one
    assert '["163.12"]' not in one


def bad() -> Iterator[tuple[str, str]]:
    yield "[163", "this is no TOML"
    tables = 'use the tables ["163.11"], ["163.12"], ["163.13"]'
    yield '["163.99"]\na = true', f", line 1: no facts are asked of § 163.99; {tables}"
    yield "\n[section]\na = true", f", line 2: 'section' is not a section number; {tables}"
    yield "certified = true", f", line 1: 'certified' stands in no table of facts; {tables}"
    yield (
        '["163.12"]\naplies = true',
        ", line 2: § 163.12 asks no fact 'aplies'; did you mean 'applies'?",
    )
    yield '["163.12"]\nzzzzz = true', "asks no fact 'zzzzz'; see `cfrdiff rules ask --template`"
    yield '["163.12"]\napplies = 1', "write it as `cfrdiff rules ask --template` does"
    yield '["163.11"]\nreport_sent_on = "soon"', "write it as `cfrdiff rules ask --template` does"


@pytest.mark.parametrize(("text", "says"), list(bad()))
def test_a_bad_facts_file_is_told_in_one_line(text: str, says: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts.toml"
    facts.write_text(text, "utf-8")
    ran = run("rules", "ask", "163.12", "--facts", str(facts), "--edition", NEW)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert says in ran.err
    assert str(facts) in ran.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("163.12 --edition 2012", "give CITE and --facts, or --template"),
        (f"163.12 --facts {ICE}", "give --edition or --date"),
        (f"163.12 --facts {ICE} --edition x", "no rules of an edition 'x'"),
        (f"163.14 --facts {ICE} --edition {NEW}", "no rules of § 163.14"),
        (f"163.12(z) --facts {ICE} --edition {NEW}", "no rule of § 163.12(z)"),
        (f"163.12 --facts {ICE} --date soon", "'soon' is no date"),
        (f"163.12 --facts nowhere.toml --edition {NEW}", "nowhere.toml: no such file"),
        ("163.99 --template", "no facts are asked of § 163.99"),
    ],
)
def test_a_question_that_cannot_be(args: str, says: str) -> None:
    ran = run("rules", "ask", *args.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert says in ran.err


@pytest.mark.parametrize("case", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_cases_that_come_with_it_are_answered(case: Path) -> None:
    for section in part163.SECTIONS:
        ran = run("rules", "ask", section, "--facts", str(case), "--edition", NEW)
        assert (ran.code, ran.err) == (0, "")

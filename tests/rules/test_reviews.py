"""What a person must look at stands in the decorator until someone has; lists follow the text."""

from __future__ import annotations

import ast
import itertools
import json
import re
from pathlib import Path

import pytest
from accuracy import gold
from click.testing import CliRunner
from rules.editions import AFTER, BEFORE, edition

import cfrdiff
from cfrdiff import Edition
from cfrdiff.cli.commands import main
from cfrdiff.errors import NotFoundError
from cfrdiff.rules.accepting import accept
from cfrdiff.rules.checking import check
from cfrdiff.rules.regeneration import Regenerated, regenerate
from cfrdiff.rules.stubs import stubs

Rows = list[tuple[str, str]]
PAY, MORE = "The owner must pay a fee of $5.", "The owner must pay a fee of $6."


def filled(edition: Edition) -> dict[str, bytes]:
    """Stubs whose bodies decide: by their list, where they have one."""
    made = {str(name): code for name, code in stubs(edition).items()}
    for name, code in made.items():
        listed = re.sub(r'raise NotImplementedError\(".*", listed\)', "return listed", code)
        made[name] = re.sub(r"raise NotImplementedError\((.*)\)", r"return rules.yes(\1)", listed)
    return {name: code.encode() for name, code in made.items()}


def again(files: dict[str, bytes], old: Edition, new: Edition) -> Regenerated:
    return regenerate(files, old, new, cfrdiff.diff(old, new, force=True))


def states(files: dict[str, bytes], edition: Edition) -> dict[str, str]:
    return {one.cite: one.state for one in check(files, edition).statuses}


def one(text: str, as_of: str = BEFORE) -> Edition:
    return edition(as_of, s10_5=[("(a)", text)])


def changed() -> dict[str, bytes]:
    return again(filled(one(PAY)), one(PAY), one(MORE, AFTER)).files


def test_a_change_is_due_for_review_until_it_is_accepted() -> None:
    files = changed()
    assert b'    review_due=("10.5(a) (2002-04-01): substantive",),\n' in files["section_10_5.py"]
    (status,) = check(files, one(MORE, AFTER)).faults
    assert (status.state, status.why) == ("review due", "10.5(a) (2002-04-01): substantive")
    line = files["section_10_5.py"].decode().splitlines()[(status.line or 0) - 1]
    assert line.startswith("def paragraph_a(")
    made, found = accept(files, ["§ 10.5(a)"], "accepted 2026-01-01 by \"A\" 'B'\n\x1b")
    assert [accepted.function for accepted in found] == ["paragraph_a"]
    assert states(made, one(MORE, AFTER)) == {"10.5(a)": "current"}
    code = made["section_10_5.py"].decode()
    assert "review_due" not in code
    assert "review_body" not in code
    (reviewed,) = re.findall(r"reviewed=(\(.*?\n    \)),", code, re.DOTALL)
    assert ast.literal_eval(reviewed) == (
        "10.5(a) (2002-04-01): substantive; accepted 2026-01-01 by \"A\" 'B'\n\x1b",
    )
    with pytest.raises(NotFoundError, match=r"nothing is due for review at § 10\.5\(a\)"):
        accept(made, ["10.5(a)"], "accepted")


def test_what_is_accepted_twice_is_kept_twice() -> None:
    files, _ = accept(changed(), ["10.5(a)"], "accepted by A")
    third = one(PAY.replace("5", "7"), "2003-04-01")
    files = again(files, one(MORE, AFTER), third).files
    assert states(files, third) == {"10.5(a)": "review due"}
    files, _ = accept(files, ["10.5(a)"], "accepted by B")
    code = files["section_10_5.py"].decode()
    assert code.index("accepted by A") < code.index("accepted by B")
    assert states(files, third) == {"10.5(a)": "current"}
    compile(code, "m", "exec")


def test_what_nobody_looked_at_stays_due_through_another_edition() -> None:
    third = one(MORE, "2003-04-01")
    files = again(changed(), one(MORE, AFTER), third)
    assert files.worklist.due == ("10.5(a)",)
    (status,) = check(files.files, third).faults
    assert status.why == "10.5(a) (2002-04-01): substantive"
    fourth = one(PAY.replace("5", "7"), "2004-04-01")
    (status,) = check(again(files.files, third, fourth).files, fourth).faults
    assert status.why == "10.5(a) (2002-04-01): substantive; 10.5(a) (2004-04-01): substantive"


BODIES = [
    ('    return rules.yes(  "§ 10.5(a)"  )  # reformatted', "review due"),
    ('    # a remark\n\n    return rules.yes(\n        "§ 10.5(a)",\n    )', "review due"),
    ("    return rules.yes('§ 10.5(a)')", "review due"),
    ('    return rules.yes("$6")', "current"),
    ('    return rules.no("§ 10.5(a)")', "current"),
    ('    x = None\n    return rules.yes("§ 10.5(a)")', "current"),
]


@pytest.mark.parametrize(("body", "state"), BODIES)
def test_another_body_answers_a_review_and_another_layout_does_not(body: str, state: str) -> None:
    files = changed()
    code = files["section_10_5.py"].decode().replace('    return rules.yes("§ 10.5(a)")', body)
    files = {"section_10_5.py": code.encode()}
    assert states(files, one(MORE, AFTER)) == {"10.5(a)": state}
    third = one(MORE, "2003-04-01")
    after = again(files, one(MORE, AFTER), third).files
    assert states(after, third) == {"10.5(a)": state}
    assert (b"review_due" in after["section_10_5.py"]) == (state == "review due")
    compile(after["section_10_5.py"], "m", "exec")


def test_a_decorator_on_one_line_and_windows_lines_hold_a_review() -> None:
    code = filled(one(PAY))["section_10_5.py"].decode()
    code = re.sub(r"\(\n {4}(.*?),\n\)\ndef", lambda m: f"({' '.join(m[1].split())})\ndef", code,
                  flags=re.DOTALL)  # fmt: skip
    files = {"section_10_5.py": code.replace("\n", "\r\n").encode()}
    made = again(files, one(PAY), one(MORE, AFTER)).files
    assert states(made, one(MORE, AFTER)) == {"10.5(a)": "review due"}
    assert b"\n" not in made["section_10_5.py"].replace(b"\r\n", b"")
    done, _ = accept(made, ["10.5(a)"], "accepted")
    assert states(done, one(MORE, AFTER)) == {"10.5(a)": "current"}
    compile(done["section_10_5.py"], "m", "exec")


def test_a_rule_that_was_written_from_a_third_text_is_looked_at() -> None:
    files = filled(one("The owner must pay a fee of $4."))
    result = again(files, one(PAY), one(PAY, AFTER))
    (task,) = result.worklist.tasks
    assert "it was written from another text than the older edition has" in task.why
    assert states(result.files, one(PAY, AFTER)) == {"10.5(a)": "review due"}


# Lists

ITEMS = ("keep records", "sign them", "file them", "store them")
COLUMNS = ("items of the older list", "its word", "of the newer one", "its word")


def listing(items: tuple[int, ...], word: str, as_of: str) -> Edition:
    rows: Rows = [("(a)", "A broker must:")]
    for n, item in enumerate(items, 1):
        end = "." if n == len(items) else f"; {word}" if n == len(items) - 1 else ";"
        rows.append((f"(a)({n})", ITEMS[item].capitalize() + end))
    return edition(as_of, s10_5=rows)


LISTS = [
    ((0, 1), "and", (0, 1, 2), "and", "all_of", "added to its list: § 10.5(a)(3)"),
    ((0, 1), "and", (2, 0, 1), "and", "all_of", "added to its list: § 10.5(a)(1)"),
    ((0, 1, 2), "and", (0, 2), "and", "all_of", "removed from its list: § 10.5(a)(2)"),
    ((0, 1), "and", (0, 1), "or", "any_of", "its list's items are joined by “or”, not by “and”"),
    ((0, 1, 2), "or", (0, 1, 2), "and", "all_of", "joined by “and”, not by “or”"),
    ((0,), "", (0, 1), "or", "any_of", "added to its list: § 10.5(a)(2)"),
]


@pytest.mark.parametrize(("old", "was", "new", "word", "joint", "why"), LISTS)
@pytest.mark.parametrize("is_generated", [True, False])
def test_what_decides_a_list_follows_it(
    *, old: tuple[int, ...], was: str, new: tuple[int, ...], word: str, joint: str, why: str,
    is_generated: bool,
) -> None:  # fmt: skip
    before, after = listing(old, was, BEFORE), listing(new, word, AFTER)
    files = filled(before)
    if not is_generated:
        code = files["section_10_5.py"].decode()
        own = re.sub(r"    listed = .*?\n    return listed\n", "    return mine(broker)\n", code,
                     flags=re.DOTALL)  # fmt: skip
        files = {"section_10_5.py": own.encode()}
    result = again(files, before, after)
    (task,) = [one for one in result.worklist.tasks if one.after == "10.5(a)"]
    assert (task.action, task.significance) == ("review", "substantive")
    assert any(why in said for said in task.why), task.why
    code = result.files["section_10_5.py"].decode()
    calls = "".join(f"\n        paragraph_a_{n}(broker)," for n in range(1, len(new) + 1))
    assert (f"    listed = rules.{joint}({calls}\n    )\n" in code) == is_generated
    assert ("    return mine(broker)\n" in code) != is_generated
    assert states(result.files, after)["10.5(a)"] == "review due"
    second = again(result.files, before, after)
    assert second.files == result.files
    made, _ = accept(result.files, ["10.5(a)"], "accepted")
    assert states(made, after)["10.5(a)"] == "current"


def test_items_that_only_got_other_numbers_need_nobody() -> None:
    stays = ("(b)", "A guest may stay.")
    rows = [("(a)", "A broker must:"), ("(a)(1)", "Keep records of each sale; and"),
            ("(a)(2)", "Sign each of the records.")]  # fmt: skip
    moved = [(label.replace("(a)", "(b)"), text) for label, text in rows]
    old = edition(BEFORE, s10_5=[*rows, ("(b)", stays[1])])
    new = edition(AFTER, s10_5=[("(a)", stays[1]), *moved])
    result = again(filled(old), old, new)
    assert result.worklist.for_a_person == ()
    assert b"        paragraph_b_1(broker),\n" in result.files["section_10_5.py"]


def test_a_stub_of_a_list_stays_a_stub_of_the_list() -> None:
    before, after = listing((0, 1), "and", BEFORE), listing((0, 1, 2), "and", AFTER)
    files = {str(name): code.encode() for name, code in stubs(before).items()}
    made = again(files, before, after).files["section_10_5.py"].decode()
    wanted = stubs(after)
    (code,) = wanted.values()
    body = code[code.index("    listed = ") : code.index('@rules.rule(\n    "10.5(a)(1)"')]
    assert body in made


# Versions of one date


def test_two_versions_of_one_date_are_told_apart_by_their_text() -> None:
    old, new, third = one(PAY), one(MORE), one(PAY.replace("5", "7"))
    files = again(filled(old), old, new)
    assert [task.action for task in files.worklist.tasks] == ["review"]
    assert files.worklist.before == BEFORE
    assert re.fullmatch(r"2001-04-01~[0-9a-f]{8}", files.worklist.after)
    assert states(files.files, new) == {"10.5(a)": "review due"}
    second = again(files.files, old, new)
    assert (second.files, second.worklist.tasks) == (files.files, ())
    last = again(files.files, new, third)
    assert [task.action for task in last.worklist.tasks] == ["review"]
    assert states(last.files, third) == {"10.5(a)": "review due"}


VERSIONS = ("1005-2012-1728", "1005-2013-10604", "1005-2013-19503")


@pytest.mark.gold
@pytest.mark.slow
def test_versions_of_regulation_e_that_share_a_date() -> None:
    files = [
        gold.folder() / "amend" / f"{v}.{s}.xml" for v in VERSIONS for s in ("before", "after")
    ]
    editions = [cfrdiff.read(file) for file in dict.fromkeys(files)]
    modules = filled(editions[0])
    for old, new in itertools.pairwise(editions):
        changes = cfrdiff.diff(old, new, force=True)
        result = regenerate(modules, old, new, changes)
        told = {task.after or task.before for task in result.worklist.tasks}
        lists = {t.after for t in result.worklist.tasks if any("list" in why for why in t.why)}
        changed = [change for change in changes.changes if change.kind != "unchanged"]
        either = {one.cite[2:] for change in changed for one in change.states if one.text}
        now = {s.cite[2:] for change in changed for s in change.after or change.before if s.text}
        assert told - lists <= either
        assert now <= told
        second = regenerate(result.files, old, new, changes)
        assert (second.files, second.worklist.tasks) == (result.files, ())
        modules = result.files
        report = check(modules, new)
        # Two of the versions have the same text: nothing is due between them.
        assert report.faults or all(one.significance != "substantive" for one in changed)
        due = dict.fromkeys(one.cite for one in report.faults if one.state == "review due")
        modules, _ = accept(modules, list(due), "accepted")
        left = {one.state for one in check(modules, new).faults}
        assert left <= {"not implemented"}
        code = {n: data.decode() for n, data in modules.items()}
        modules = {
            n: c.replace("raise NotImpl", "return rules.yes  # ").encode() for n, c in code.items()
        }
        assert check(modules, new).faults == ()


# On the command line


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("new.txt").write_text("§ 10.5 Fees.\n\n(a) The owner must pay a fee of $6.\n", "utf-8")
    Path("old.txt").write_text("§ 10.5 Fees.\n\n(a) The owner must pay a fee of $5.\n", "utf-8")
    Path("own").mkdir()
    for name, code in filled(cfrdiff.read("old.txt")).items():
        Path("own", name).write_bytes(code)
    return tmp_path


def test_check_is_red_until_accept(place: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["rules", "regenerate", "own", "old.txt", "new.txt"]).exit_code == 0
    red = run(main, ["rules", "check", "own", "new.txt"])
    assert (red.exit_code, "review due  § 10.5(a)" in red.output) == (1, True)
    done = run(main, ["rules", "accept", "10.5(a)", "own", "--by", "A. Person", "--note", "fine"])
    assert done.output.startswith("accepted  § 10.5(a)")
    assert run(main, ["rules", "check", "own", "new.txt"]).exit_code == 0
    assert re.search(
        r"accepted \d{4}-\d\d-\d\d by A\. Person: fine",
        Path("own/section_10_5.py").read_text("utf-8"),
    )


def test_check_says_it_as_github_and_sarif_want_it(place: Path) -> None:
    run = CliRunner().invoke
    github = run(main, ["rules", "check", "own/", "new.txt", "--format", "github"])
    assert github.exit_code == 1
    assert github.output.startswith(
        "::error file=own/section_10_5.py,line=26,title=stale%3A § 10.5(a)::§ 10.5(a) (paragraph_a)"
    )
    sarif = json.loads(
        run(main, ["rules", "check", "./own", "new.txt", "--format", "sarif"]).output
    )
    (result,) = sarif["runs"][0]["results"]
    place_ = result["locations"][0]["physicalLocation"]
    assert place_["artifactLocation"]["uri"] == "own/section_10_5.py"
    assert result["ruleId"] in {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    same = run(main, ["rules", "check", "own", "new.txt", "--format", "json"]).output
    assert same == run(main, ["rules", "check", "own", "new.txt", "--json"]).output

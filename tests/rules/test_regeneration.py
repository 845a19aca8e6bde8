"""From one edition to the next: the text's lines follow, the developer's stay byte for byte."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from examples import examples
from gold_versions import versions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rules.editions import AFTER, BEFORE, edition

import cfrdiff
from cfrdiff import Change, ChangeSet, Edition, SourceError, State
from cfrdiff.rules.checking import check
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.regeneration import Regenerated, regenerate
from cfrdiff.rules.stubs import stubs
from cfrdiff.rules.worklist import Task, WorkList

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"
PAY = "The owner shall pay a fee to the Board."
NEWER = ("(b)", "Every cook must wash both hands before work.")


@functools.cache
def part_163() -> tuple[Edition, Edition, ChangeSet]:
    old, new = cfrdiff.read(OLD, beside=[NEW]), cfrdiff.read(NEW, beside=[OLD])
    return old, new, cfrdiff.diff(old, new)


def made(edition: Edition) -> dict[str, bytes]:
    return {str(name): code.encode() for name, code in stubs(edition).items()}


def again(old: Edition, new: Edition, files: dict[str, bytes]) -> Regenerated:
    return regenerate(files, old, new, cfrdiff.diff(old, new))


def tasks(worklist: WorkList) -> dict[str, Task]:
    return {task.function: task for task in worklist.tasks}


def fill(code: bytes, function: str, body: str) -> bytes:
    """The module with another body, from behind the docstring, for that function."""
    pattern = rb"(?s)(def " + function.encode() + rb'\(.*?\n    """\n).*?(?=\n\n\n[@A-Z]|\Z)'
    found = re.search(pattern, code)
    assert found is not None, function
    return code[: found.end(1)] + body.encode() + code[found.end() :]


# A developer's own way of writing.
HEAD = b'''"""Mine."""; import os, sys  # two at once
from math import *
from cfrdiff.rules import (known, all_of as alle,
                           yes)
import cfrdiff.rules as R
from functools import lru_cache

LIMIT: Final[int] =  3   # mine
'''
BODIES = {
    "paragraph_a": """
    # eine Bemerkung \u2014 with other letters
    def inner( x ):
        '''nested'''
        return  R.yes( "so" )if x else R.no('not')


    return inner(pi > 3)   ;
""",
    "paragraph_b_1": "    if True: return yes('1'); \n    else:\n            return yes ( '2' )\n",
    "paragraph_b_2": '    text = f"""\n  left {LIMIT}\n"""\n    return alle(yes(text),\n  yes("x"))\n',
    "paragraph_c_1": "    return (lambda: R.yes('c'))()  # trailing   ",
    "paragraph_d_3": "    class Local:\n        raise_ = NotImplementedError\n    return yes('d')",
}


@functools.cache
def developed() -> dict[str, bytes]:
    files = made(part_163()[0])
    code = files["section_163_12.py"]
    for function, body in BODIES.items():
        code = fill(code, function, body)
    code = code.replace(b"from cfrdiff import rules\n", b"from cfrdiff import rules\n" + HEAD)
    code = code.replace(
        b'@rules.rule(\n    "163.12(c)(1)"',
        b'@lru_cache(maxsize=None)\n@R.rule(\n    "163.12(c)(1)"',
    )
    code += b"\n\ndef helper():\n    return paragraph_a  # mine\n"
    audit = fill(files["section_163_11.py"], "paragraph_c", "    return R.yes( 'c' )  # body of c")
    return {**files, "section_163_12.py": code, "section_163_11.py": audit}


def test_the_running_case_keeps_every_byte_and_names_what_changed() -> None:
    old, new, changes = part_163()
    result = regenerate(developed(), old, new, changes)
    code = result.files["section_163_12.py"]
    for body in BODIES.values():
        assert body.encode() in code
    assert HEAD in code
    assert code.endswith(b"\n\ndef helper():\n    return paragraph_a  # mine\n")
    assert b'@lru_cache(maxsize=None)\n@R.rule(\n    "163.12(c)(1)",' in code
    told = {task.after: task for task in result.worklist.tasks}
    person = {task.after for task in result.worklist.for_a_person}
    assert {"163.12(b)(2)", "163.11(f)"} <= person
    where = told["163.12(b)(2)"]
    assert (where.action, where.significance) == ("review", "substantive")
    assert "[-909 S.E. First Avenue, Miami, Florida 33131-]{+2001 Cross Beam" in (
        where.redline or ""
    )
    review = told["163.12(c)(1)"]
    assert (review.action, review.significance) == ("review", "substantive")
    assert "office: Miami → Charlotte" in review.why
    exception = told["163.11(f)"]
    assert (exception.before, exception.function) == ("163.11(c)", "paragraph_f")
    assert result.worklist.left_behind == (
        "“Miami” became “Charlotte”, but still stands in § 163.12(c)(2), § 163.13(b)(2)",
    )


def functions(code: bytes) -> dict[str, bytes]:
    """Every function with a rule, whole, by its cite."""
    module = parse_module("m.py", code)
    return {rule.cite.text or "": code[rule.whole.start : rule.whole.end] for rule in module.rules}


def test_unchanged_rules_are_untouched_and_the_changed_ones_follow() -> None:
    old, new, changes = part_163()
    before = functions(developed()["section_163_12.py"])
    code = regenerate(developed(), old, new, changes).files["section_163_12.py"]
    after = functions(code)
    touched = {cite for cite in before if before[cite] != after[cite]}
    assert touched == {"163.12(b)(2)", "163.12(c)(1)", "163.12(d)(2)(i)", "163.12(d)(2)(iii)"}
    text = " ".join(after["163.12(c)(1)"].decode().split())
    assert "The Charlotte regulatory audit field office will process" in text
    assert 'bearer="Charlotte regulatory audit field office"' in text
    assert b'EDITION: Final = "2012-04-01"' in code
    offices = code[code.index(b"PARAGRAPH_B_2_OFFICES") : code.index(b"def paragraph_b_2")]
    assert offices.index(b"Miami, Florida") < offices.index(b'"2012-04-01"')
    assert offices.index(b'"2012-04-01"') < offices.index(b"Charlotte, North Carolina 28217")


def test_a_redesignated_body_goes_along_and_what_called_it_is_told() -> None:
    old, new, changes = part_163()
    files = developed()
    audit = fill(files["section_163_11.py"], "paragraph_b", "    return paragraph_c(person)")
    result = regenerate({**files, "section_163_11.py": audit}, old, new, changes)
    moved = functions(result.files["section_163_11.py"])
    assert "163.11(c)" not in moved
    assert moved["163.11(f)"].endswith(b"    return R.yes( 'c' )  # body of c")
    assert b"def paragraph_f(" in moved["163.11(f)"]
    assert b"    return paragraph_c(person)" in moved["163.11(b)"]
    assert 'edition="19-cfr-163-customs-service"' in moved["163.11(b)"].decode()
    told = tasks(result.worklist)["paragraph_b"]
    assert told.action == "review"
    assert told.why[-1] == "its body uses paragraph_c, which is now paragraph_f"


def test_a_second_run_changes_nothing() -> None:
    old, new, changes = part_163()
    once = regenerate(developed(), old, new, changes)
    twice = regenerate(once.files, old, new, changes)
    assert twice.files == once.files
    assert twice.worklist.for_a_person == ()


def test_stubs_carried_to_the_newer_edition_are_up_to_date() -> None:
    old, new, changes = part_163()
    result = regenerate(made(old), old, new, changes)
    states = {one.state for one in check(result.files, new).statuses}
    assert states == {"not implemented", "not covered"}


STATEMENT = st.sampled_from(
    [
        "x = 1",
        "# a remark",
        "if x :  y=2",
        'text = """\n  raise\n@rules.rule(\n"""',
        "def inner():\n    pass  ",
        "\n\n",
        "for i in range( 3 ):\n\tprint( i )",
        "assert 'EDITION' != \"2012-04-01\"; z = 'digest'",
        "class Rule: cite = '163.12(b)(2)'",
        "try:\n    pass\nexcept* ValueError:\n    raise",
        "@staticmethod\ndef f(): '''doc'''",
        "é = 'ü – — “”'",
        "return all_of(\n  yes('a')  ,\n)",
        "x = (yield)",
    ]
)
BODY = st.lists(STATEMENT, min_size=1, max_size=6).map(
    lambda lines: textwrap.indent("\n".join([*lines, "return None"]), "    ")
)
FUNCTIONS = st.sampled_from(
    ["paragraph_a", "paragraph_b_2", "paragraph_c_1", "paragraph_c_2", "paragraph_d_2_i"]
)


@settings(deadline=None, max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FUNCTIONS, BODY, min_size=1), st.sampled_from(["\n", "\r\n"]))
def test_no_byte_of_a_body_is_lost(bodies: dict[str, str], end: str) -> None:
    old, new, changes = part_163()
    code = made(old)["section_163_12.py"]
    for function, body in bodies.items():
        code = fill(code, function, body)
    code = code.replace(b"\n", end.encode())
    result = regenerate({"section_163_12.py": code}, old, new, changes)
    after = result.files["section_163_12.py"]
    for body in bodies.values():
        assert body.replace("\n", end).encode() in after
    twice = regenerate(result.files, old, new, changes)
    assert twice.files == result.files


# Small editions: every kind of change


def test_a_removed_paragraph_is_kept_and_out_of_the_way() -> None:
    old = edition(BEFORE, s10_5=[("(a)", "The owner shall pay a fee every year to the Board."),
                                 ("(b)", "A guest may smoke in the garden behind the house."),
                                 ("(c)", "The cook must wash all hands before each meal.")])  # fmt: skip
    new = edition(AFTER, s10_5=[("(a)", "The owner shall pay a fee every year to the Board."),
                                ("(b)", "The cook must wash all hands before each meal.")])  # fmt: skip
    files = made(old)
    files["section_10_5.py"] = fill(files["section_10_5.py"], "paragraph_b", "    return SMOKE")
    files["section_10_5.py"] = fill(files["section_10_5.py"], "paragraph_c", "    return WASH")
    result = again(old, new, files)
    code = result.files["section_10_5.py"].decode()
    assert "def superseded_2001_04_01_paragraph_b(" in code
    marked = '@rules.superseded(\n    since="2002-04-01",\n    review_due=("10.5(b) '
    assert marked in code
    found = functions(code.encode())
    assert found["10.5(b)"].endswith(b"return WASH")
    assert b"    return SMOKE\n" in code.encode()
    assert tasks(result.worklist)["superseded_2001_04_01_paragraph_b"].action == "superseded"
    states = {one.function: one.state for one in check(result.files, new).statuses}
    assert states["superseded_2001_04_01_paragraph_b"] == "review due"
    assert states["paragraph_b"] == "current"
    compile(code, "m", "exec")
    assert again(old, new, result.files).files == result.files


def test_a_new_paragraph_gets_a_stub_in_its_place() -> None:
    rows = [("(a)", "The owner shall pay a fee every year to the Board."),
            ("(b)", "The cook must wash all hands before each meal.")]  # fmt: skip
    added = ("(b)", "A driver shall answer within 10 days after notice if the road is closed.")
    old = edition(BEFORE, s10_5=rows)
    new = edition(AFTER, s10_5=[rows[0], added, ("(c)", rows[1][1])])
    result = again(old, new, made(old))
    code = result.files["section_10_5.py"].decode()
    names = re.findall(r"^def (\w+)", code, re.MULTILINE)
    assert names == ["paragraph_a", "paragraph_b", "paragraph_c"]
    assert "PARAGRAPH_B_DEADLINES" in code
    assert "road_is_closed: bool | None = rules.fact(" in code
    assert tasks(result.worklist)["paragraph_b"].action == "implement"
    assert {s.state for s in check(result.files, new).statuses} == {"not implemented"}


def test_a_new_section_gets_a_module() -> None:
    rows = [("(a)", "The owner shall pay a fee every year to the Board.")]
    first = [("(a)", "The driver shall stop at each port.")]
    old = edition(BEFORE, s10_4=first, s10_5=rows)
    cook = [("(a)", "The cook must wash all hands each day.")]
    new = edition(AFTER, s10_4=first, s10_5=rows, s10_6=cook)
    result = again(old, new, made(old))
    assert result.files["section_10_6.py"] == made(new)["section_10_6.py"]


Link = tuple[str, list[int], list[int]]  # kind, places before, places after


def linked(old: Edition, new: Edition, *links: Link) -> ChangeSet:
    """A change set that links paragraphs, by their place in the order of print, as it is told."""
    changes = cfrdiff.diff(old, new)

    def states(edition: Edition, places: list[int]) -> tuple[State, ...]:
        rows = [(s.number, i, p) for i, s in enumerate(edition.sections) for p in s.walk()]
        return tuple(State.of(rows[n][0], rows[n][1], n, rows[n][2]) for n in places)

    told = tuple(
        Change(
            id=f"{number}",
            section="10.5",
            kind=kind,  # type: ignore[arg-type]
            before=states(old, before),
            after=states(new, after),
            edits=(),
            significance="editorial",
            similarity=1.0,
            confidence=1.0,
        )
        for number, (kind, before, after) in enumerate(links)
    )
    return ChangeSet(
        before=changes.before,
        after=changes.after,
        changes=told,
        substitutions=(),
        summary=changes.summary,
    )


def test_of_a_split_the_first_part_has_the_body() -> None:
    old = edition(BEFORE, s10_5=[("(a)", "The owner shall pay. The cook shall wash.")])
    new = edition(AFTER, s10_5=[("(a)", "The owner shall pay."), ("(b)", "The cook shall wash.")])
    files = {"m.py": fill(made(old)["section_10_5.py"], "paragraph_a", "    return BOTH")}
    result = regenerate(files, old, new, linked(old, new, ("split", [0], [0, 1])))
    found = functions(result.files["m.py"])
    assert found["10.5(a)"].endswith(b"return BOTH")
    assert b"raise NotImplementedError" in found["10.5(b)"]
    told = tasks(result.worklist)
    assert told["paragraph_a"].action == "review"
    assert told["paragraph_b"].why == ("split off from § 10.5(a)",)


def test_of_what_was_merged_the_first_has_its_body_and_the_rest_is_kept() -> None:
    old = edition(BEFORE, s10_5=[("(a)", "The owner shall pay."), ("(b)", "The cook shall wash.")])
    new = edition(AFTER, s10_5=[("(a)", "The owner shall pay. The cook shall wash.")])
    code = fill(made(old)["section_10_5.py"], "paragraph_a", "    return PAY")
    files = {"m.py": fill(code, "paragraph_b", "    return WASH")}
    result = regenerate(files, old, new, linked(old, new, ("merged", [0, 1], [0])))
    code = result.files["m.py"]
    assert functions(code)["10.5(a)"].endswith(b"return PAY")
    assert (
        b'@rules.superseded(\n    by="10.5(a)",\n    since="2002-04-01",\n    review_due=(' in code
    )
    assert b"    return WASH" in code
    assert tasks(result.worklist)["paragraph_a"].action == "review"
    assert {s.state for s in check(result.files, new).statuses} == {"review due"}


def test_a_paragraph_that_moved_to_another_section_moves_to_its_module() -> None:
    pay, wash = "The owner shall pay a fee to the Board.", "The cook must wash all hands."
    old = edition(BEFORE, s10_5=[("(a)", pay), ("(b)", wash)], s10_6=[("(a)", "Text stays.")])
    new = edition(AFTER, s10_5=[("(a)", pay)], s10_6=[("(a)", "Text stays."), ("(b)", wash)])
    files = made(old)
    files["section_10_5.py"] = fill(files["section_10_5.py"], "paragraph_b", "    return WASH # é")
    links: tuple[Link, ...] = (
        ("unchanged", [0], [0]),
        ("redesignated", [1], [2]),
        ("unchanged", [2], [1]),
    )
    result = regenerate(files, old, new, linked(old, new, *links))
    assert b"WASH" not in result.files["section_10_5.py"]
    found = functions(result.files["section_10_6.py"])
    assert found["10.6(b)"].endswith("    return WASH # é".encode())
    told = tasks(result.worklist)["paragraph_b"]
    assert told.action == "review"
    assert told.why[-1].startswith("moved to section_10_6.py")
    (status,) = [s for s in check(result.files, new).statuses if s.cite == "10.6(b)"]
    assert status.state == "review due"
    second = regenerate(result.files, old, new, linked(old, new, *links))
    assert second.files == result.files


def test_designations_that_change_places_keep_their_bodies() -> None:
    pay, wash = "The owner shall pay a fee to the Board.", "The cook must wash all hands."
    old = edition(BEFORE, s10_5=[("(a)", pay), ("(b)", wash)])
    new = edition(AFTER, s10_5=[("(a)", wash), ("(b)", pay)])
    code = fill(made(old)["section_10_5.py"], "paragraph_a", "    return PAY")
    files = {"m.py": fill(code, "paragraph_b", "    return WASH")}
    links: tuple[Link, ...] = (("redesignated", [0], [1]), ("redesignated", [1], [0]))
    result = regenerate(files, old, new, linked(old, new, *links))
    found = functions(result.files["m.py"])
    assert found["10.5(a)"].endswith(b"return WASH")
    assert found["10.5(b)"].endswith(b"return PAY")
    assert b"def paragraph_a(" in found["10.5(a)"]
    second = regenerate(result.files, old, new, linked(old, new, *links))
    assert second.files == result.files


def test_a_name_that_is_taken_is_not_taken_twice() -> None:
    pay, wash = "The owner shall pay a fee to the Board.", "The cook must wash all hands."
    old = edition(BEFORE, s10_5=[("(a)", pay)])
    new = edition(AFTER, s10_5=[("(a)", wash), ("(b)", pay)])
    code = made(old)["section_10_5.py"] + b"\n\ndef paragraph_b():\n    pass\n"
    links: tuple[Link, ...] = (("redesignated", [0], [1]), ("added", [], [0]))
    result = regenerate({"m.py": code}, old, new, linked(old, new, *links))
    told = tasks(result.worklist)["paragraph_b_rule"]
    assert (
        told.why[-1] == "paragraph_b is the name of something else here: this is paragraph_b_rule"
    )


def test_a_stub_does_not_take_a_helpers_name() -> None:
    rows = [("(a)", "The owner shall pay a fee to the Board.")]
    new = edition(AFTER, s10_5=[*rows, ("(b)", "The cook must wash all hands.")])
    code = made(edition(BEFORE, s10_5=rows))["section_10_5.py"]
    helper = b"\n\ndef paragraph_b():\n    return 'mine'\n"
    result = again(edition(BEFORE, s10_5=rows), new, {"m.py": code + helper})
    assert helper in result.files["m.py"]
    assert b"def paragraph_b_rule(" in result.files["m.py"]


def test_a_helper_that_uses_a_changed_name_is_told() -> None:
    pay, wash = "The owner shall pay a fee to the Board.", "The cook must wash all hands."
    old = edition(BEFORE, s10_5=[("(a)", pay)])
    new = edition(AFTER, s10_5=[("(a)", wash), ("(b)", pay)])
    code = made(old)["section_10_5.py"] + b"\n\ndef helper():\n    return paragraph_a\n"
    links: tuple[Link, ...] = (("redesignated", [0], [1]), ("added", [], [0]))
    told = tasks(regenerate({"m.py": code}, old, new, linked(old, new, *links)).worklist)
    assert told["helper"].action == "review"
    assert told["helper"].why == ("its body uses paragraph_a, which is now paragraph_b",)


def test_a_deadline_that_is_new_to_a_paragraph_gets_its_constant() -> None:
    old = edition(BEFORE, s10_5=[("(a)", "The owner shall pay a fee to the Board at once.")])
    new = edition(AFTER, s10_5=[("(a)", "The owner shall pay a fee to the Board within 10 days.")])
    result = again(old, new, made(old))
    code = result.files["section_10_5.py"].decode()
    assert code.index("PARAGRAPH_A_DEADLINES: Final") < code.index("@rules.rule(")
    assert again(old, new, result.files).files == result.files


def test_a_docstring_of_the_developers_is_left_and_told() -> None:
    old = edition(BEFORE, s10_5=[("(a)", "The owner shall pay a fee of $5 to the Board.")])
    new = edition(AFTER, s10_5=[("(a)", "The owner shall pay a fee of $6 to the Board.")])
    code = made(old)["section_10_5.py"].replace(b"to the Board.\n", b"to the Board.\n    MINE\n")
    result = again(old, new, {"m.py": code})
    assert b"MINE" in result.files["m.py"]
    (task,) = result.worklist.tasks
    assert task.action == "review"
    assert "its docstring is not as generated" in task.why[-1]


def test_rules_of_another_edition_are_left_alone() -> None:
    rows = [("(a)", "The owner shall pay a fee to the Board.")]
    files = made(edition("1999-04-01", s10_5=rows))
    result = again(edition(BEFORE, s10_5=rows), edition(AFTER, s10_5=rows), files)
    code = result.files["section_10_5.py"]
    assert b'EDITION: Final = "1999-04-01"' in code
    assert tasks(result.worklist)["paragraph_a"].why == ("of edition 1999-04-01",)


@pytest.mark.parametrize(
    ("variable", "names"),
    [
        ('EDITION: Final = "1999-04-01"', f'edition="{AFTER}"'),  # a third edition
        ('MINE: Final = "2001-04-01"', f'edition="{AFTER}"'),  # the older one, by another name
        (f'EDITION: Final = "{AFTER}"', "edition=EDITION"),  # brought along by hand
        (f'EDITION: Final = "{BEFORE}"', "edition=EDITION"),  # turned to the newer one
    ],
)
def test_a_new_stub_is_of_the_newer_edition(variable: str, names: str) -> None:
    old, new = edition(BEFORE, s10_5=[("(a)", PAY)]), edition(AFTER, s10_5=[("(a)", PAY), NEWER])
    name = variable.partition(":")[0]
    code = made(old)["section_10_5.py"].decode()
    code = code.replace(f'EDITION: Final = "{BEFORE}"', variable).replace("=EDITION", f"={name}")
    result = again(old, new, {"m.py": code.encode()})
    module = parse_module("m.py", result.files["m.py"])
    (stub,) = [site for site in module.rules if site.cite.text == "10.5(b)"]
    assert module.edition_of(stub) == AFTER
    assert names in functions(result.files["m.py"])["10.5(b)"].decode()
    assert again(old, new, result.files).files == result.files


def test_a_new_stub_beside_rules_that_all_stay_names_its_edition() -> None:
    old = edition(BEFORE, s10_5=[("(a)", PAY)])
    new = edition(AFTER, s10_5=[NEWER])
    code = again(old, new, made(old)).files["section_10_5.py"]
    module = parse_module("m.py", code)
    assert [module.edition_of(site) for site in module.rules] == [BEFORE, AFTER]


@pytest.mark.gold
@pytest.mark.parametrize(("part", "after"), [("1002", "2018-01-01"), ("1016", "2016-08-10")])
def test_real_amendments_leave_modules_formatted_and_current(
    part: str, after: str, tmp_path: Path
) -> None:
    old, new = versions(part, after)
    result = again(old, new, made(old))
    report = check(result.files, new)
    assert {one.state for one in report.statuses} == {"not implemented"}
    assert again(old, new, result.files).files == result.files
    for name, code in result.files.items():
        (tmp_path / name).write_bytes(code)
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--check", str(tmp_path)]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_file_that_is_no_python_is_told() -> None:
    old, new, changes = part_163()
    with pytest.raises(SourceError, match=r"bad\.py, line 2: this is no Python that can be read"):
        regenerate({"bad.py": b"digest = 1\ndef (\n"}, old, new, changes)


def test_no_stub_shadows_a_rule_that_is_left_alone() -> None:
    old, new, changes = part_163()
    files = {str(name): code.encode() for name, code in stubs(old, ["163.12"]).items()}
    newer = regenerate(files, old, new, changes).files
    done = regenerate(newer, old, old, cfrdiff.diff(old, old))
    assert done.files == newer
    assert {task.action for task in done.worklist.tasks} == {"left alone"}


def test_the_title_of_a_module_names_the_newer_edition() -> None:
    old, new, changes = part_163()
    code = regenerate(made(old), old, new, changes).files["section_163_12.py"].decode()
    assert code.split('"""')[1].endswith("\n\n19 CFR part 163, edition 2012-04-01.\n")
    own = {"m.py": made(old)["section_163_12.py"].replace(b'\n"""', b'\nMine.\n"""', 1)}
    kept = regenerate(own, old, new, changes).files["m.py"].decode()
    assert kept.split('"""')[1] == own["m.py"].decode().split('"""')[1]


def test_a_byte_order_mark_moves_nothing() -> None:
    old, new, changes = part_163()
    plain = made(old)
    marked = {name: b"\xef\xbb\xbf" + code for name, code in plain.items()}
    done = regenerate(plain, old, new, changes).files
    assert regenerate(marked, old, new, changes).files == {
        name: b"\xef\xbb\xbf" + code if name in plain else code for name, code in done.items()
    }


def test_a_file_that_is_no_utf8_is_told() -> None:
    code = b"# -*- coding: latin-1 -*-\n# caf\xe9\n# digest\n"
    with pytest.raises(SourceError, match="rule modules are UTF-8; save it as UTF-8"):
        parse_module("rules.py", code)


def test_files_without_rules_are_not_read() -> None:
    old, new, changes = part_163()
    files = {"other.py": b"this is ( no Python"}
    assert regenerate(files, old, new, changes).files == files

"""Whether rules are up to date: every state, and what a file that breaks off leaves open."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from rules import part163
from rules.editions import AFTER, BEFORE, edition

import cfrdiff
from cfrdiff import Edition
from cfrdiff.rules.checking import check
from cfrdiff.rules.stubs import stubs

PAY, WASH = "The owner shall pay a fee to the Board.", "The cook must wash all hands."


def made(edition: Edition, done: bool = True) -> dict[str, bytes]:
    found = {str(name): code for name, code in stubs(edition).items()}
    if done:
        found = {
            n: code.replace("raise NotImpl", "return rules.yes  # ") for n, code in found.items()
        }
    return {name: code.encode() for name, code in found.items()}


def states(files: dict[str, bytes], edition: Edition) -> dict[str, str]:
    return {one.cite: one.state for one in check(files, edition).statuses}


def test_every_state() -> None:
    old = edition(BEFORE, s10_5=[("(a)", PAY), ("(b)", WASH), ("(c)", "A guest may stay.")])
    new = edition(AFTER, s10_5=[("(a)", PAY), ("(b)", WASH + " Twice."), ("(d)", "New text.")])
    report = check(made(old), new)
    assert {one.cite: one.state for one in report.statuses} == {
        "10.5(a)": "current",
        "10.5(b)": "stale",
        "10.5(c)": "orphaned",
        "10.5(d)": "missing",
    }
    assert [one.state for one in report.faults] == ["orphaned", "stale", "missing"]


def test_a_stub_is_not_implemented_and_can_be_stale_besides() -> None:
    old, new = edition(BEFORE, s10_5=[("(a)", PAY)]), edition(AFTER, s10_5=[("(a)", WASH)])
    report = check(made(old, done=False), new)
    assert [one.state for one in report.statuses] == ["stale", "not implemented"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The owner’s  “fee” — due", "current"),
        ('The owner\'s "fee" - due', "current"),
        ("The owners fee due", "stale"),
        ("the owner’s “fee” — due", "stale"),
    ],
)
def test_the_digest_is_of_the_words_not_of_the_print(text: str, state: str) -> None:
    files = made(edition(BEFORE, s10_5=[("(a)", "The owner’s “fee” — due")]))
    assert states(files, edition(AFTER, s10_5=[("(a)", text)])) == {"10.5(a)": state}


def test_sections_without_a_rule_are_not_missed() -> None:
    rows = [("(a)", PAY)]
    files = made(edition(BEFORE, s10_5=rows))
    assert states(files, edition(AFTER, s10_5=rows, s10_6=rows)) == {"10.5(a)": "current"}


def test_where_the_file_does_not_reach_nothing_is_orphaned() -> None:
    old = edition(BEFORE, s10_4=[("(a)", PAY)], s10_5=[(f"({x})", PAY) for x in "abcd"],
                  s10_7=[("(a)", PAY)])  # fmt: skip
    new = edition(AFTER, s10_5=[("(b)", PAY)], s10_6=[("(a)", PAY)])
    assert set(states(made(old), new).values()) == {"current", "orphaned", "not covered"}
    (section, *rest) = new.sections
    fragment = msgspec.structs.replace(section, extent="fragment")
    partial = msgspec.structs.replace(new, sections=(fragment, *rest))
    assert states(made(old), partial) == {
        "10.4(a)": "not covered",
        "10.5(a)": "not covered",
        "10.5(b)": "current",
        "10.5(c)": "not covered",
        "10.5(d)": "not covered",
        "10.7(a)": "not covered",
    }


def test_superseded_rules_count_as_none() -> None:
    files = made(edition(BEFORE, s10_5=[("(a)", PAY), ("(b)", WASH)]))
    code = files["section_10_5.py"].replace(
        b'@rules.rule(\n    "10.5(b)"', b'@rules.superseded(since="x")\n@rules.rule(\n    "10.5(b)"'
    )
    assert states({"m.py": code}, edition(AFTER, s10_5=[("(a)", PAY)])) == {"10.5(a)": "current"}


def test_the_rules_of_part_163_are_up_to_date() -> None:
    for held, other in zip(part163.editions(), reversed(part163.editions()), strict=True):
        files = {one.path: Path(one.path).read_bytes() for one in held.modules}
        report = check(files, cfrdiff.read(held.id, beside=[other.id]))
        assert report.faults == ()
        assert check(files, cfrdiff.read(held.id)).faults == ()

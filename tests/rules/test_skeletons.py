"""Skeletons in other languages: each read by its own tool, or by its published grammar."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner
from rules.catala_grammar import NotCatala, parsed
from rules.editions import AFTER, BEFORE, edition

import cfrdiff
from cfrdiff import Edition, schemas
from cfrdiff.cli.commands import main
from cfrdiff.errors import MismatchError, SourceError
from cfrdiff.formats.skeletons import catala, openfisca
from cfrdiff.rules.skeletons import Skeleton, skeleton

ROWS = [
    ("(a)", "The owner must pay a fee of $50 within 10 days after the notice, unless it rains."),
    ("(b)", "The Board may waive the fee if:"),
    ("(b)(1)", "The owner asks; or"),
    ("(b)(2)", "The road is closed."),
    ("(c)", "The clerk must weigh:"),
    ("(c)(1)", "Salt; and"),
    ("(c)(2)", '5.5 percent of the "sugar" within 2 weeks, or within 12 hours.'),
    ("(d)", "# a mark, and text with ``` and \\ in it > 3."),
]


def versions() -> list[Edition]:
    newer = [
        (d, text.replace("$50", "$1,060.50").replace("10 days", "20 days")) for d, text in ROWS
    ]
    return [edition(BEFORE, s10_5=ROWS), edition(AFTER, s10_5=newer)]


def one(name: str = "10.5") -> Skeleton:
    return skeleton(versions(), [name])


def test_json_is_by_its_schema_and_holds_the_skeleton() -> None:
    found = one()
    encoded = json.loads(msgspec.json.encode(found))
    jsonschema.validate(encoded, schemas.load("skeleton-1"))
    (section,) = found.sections
    assert [(rule.cite, rule.kind, rule.joined, rule.items) for rule in section.rules][:3] == [
        ("10.5(a)", "duty", None, ()),
        ("10.5(b)", "discretion", "or", ("10.5(b)(1)", "10.5(b)(2)")),
        ("10.5(b)(1)", "condition", None, ()),
    ]
    fixed = [
        (f.edition, f.deadlines[0].number, f.amounts[0].number) for f in section.rules[0].fixed
    ]
    assert fixed == [(BEFORE, 10, "50"), (AFTER, 20, "1060.5")]
    assert section.rules[0].facts == ("it_rains", "notice_on", "owner_pay_fee_on")


def test_catala_is_by_the_published_grammar() -> None:
    ((name, text),) = catala(one()).items()
    assert name == "section_10_5.catala_en"
    parser, headings, law = parsed(text)
    (names,) = parser.scopes.values()
    assert names["paragraph_a_deadline_1"] == "duration"
    assert names["paragraph_a_amount_1"] == "money"
    assert names["paragraph_c_2_deadline_2"] == "decimal"  # hours are no duration
    assert names["it_rains"] == "boolean"
    assert parser.defined.count("paragraph_a_amount_1") == 2
    assert "day_asked < |2002-04-01| consequence equals $50.00" in text
    assert "day_asked >= |2002-04-01| consequence equals $1,060.50" in text
    assert "paragraph_b_1\n    or paragraph_b_2" in text
    assert "### § 10.5(b)(2)" in headings
    for _, words in ROWS[1:6]:
        assert words in law


WRONG = [
    "```catala\nscope A:\n  rule x consequence\n```",
    "```catala\ndeclaration scope A:\n  input day content date\n```",
    "```catala\ndeclaration scope A:\n  input x content money\nscope A:\n  definition x equals 1 day\n```",
    "```catala\ndeclaration scope A:\n",
    "> Include: other",
]


@pytest.mark.parametrize("text", WRONG)
def test_the_grammar_refuses_what_is_no_catala(text: str) -> None:
    with pytest.raises(NotCatala):
        parsed(text)


@pytest.mark.parametrize("id", ["19-cfr-163-2012", "19-cfr-163-2019"])
def test_the_corpus_as_catala_and_python(id: str) -> None:
    found = skeleton([cfrdiff.read(id)], ["163.11-163.13"])
    for text in catala(found).values():
        parsed(text)
    for name, text in openfisca(found).items():
        if name.endswith(".py"):
            compile(text, name, "exec")


def loaded(folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> ModuleType:
    for name, text in files.items():
        (folder / "fees" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "fees" / name).write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for name in [one for one in sys.modules if one.partition(".")[0] == "fees"]:
        monkeypatch.delitem(sys.modules, name)
    return importlib.import_module("fees")


@pytest.mark.slow
def test_openfisca_loads_and_runs_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openfisca_core")
    from openfisca_core.simulation_builder import SimulationBuilder

    system = loaded(tmp_path, monkeypatch, openfisca(one())).CountryTaxBenefitSystem()
    assert len(system.variables) == len(ROWS) + 5
    for day, days, sum_of_money in (("2001-05-01", 10, 50), ("2003-01-01", 20, 1060.5)):
        now = system.get_parameters_at_instant(day).section_10_5
        assert now.paragraph_a_deadline_1 == days
        assert now.paragraph_a_amount_1 == sum_of_money
    for known, either, both in (((), False, False), (("b_1", "c_1"), True, False)):
        day = "2001-05-01"
        facts = {f"section_10_5_paragraph_{one}": {day: True} for one in known}
        case = SimulationBuilder().build_from_entities(system, {"cases": {"one": facts}})
        assert bool(case.calculate("section_10_5_paragraph_b", day)[0]) is either
        assert bool(case.calculate("section_10_5_paragraph_c", day)[0]) is both


def test_an_undated_edition_is_the_oldest_or_none() -> None:
    older, newer = versions()
    undated = edition("", s10_5=ROWS)
    text = openfisca(skeleton([undated, newer]))[
        "parameters/section_10_5/paragraph_a_amount_1.yaml"
    ]
    assert "values:\n  0001-01-01:\n    value: 50\n  2002-04-01:\n    value: 1060.5\n" in text
    with pytest.raises(SourceError, match="has no date, and is not the oldest"):
        openfisca(skeleton([newer, undated]))
    with pytest.raises(MismatchError):
        skeleton([newer, older])
    with pytest.raises(SourceError, match="two of the editions go by the name"):
        skeleton([older, older])


def test_the_command_writes_new_files_only(tmp_path: Path) -> None:
    args = ["rules", "export", "19-cfr-163-2012", "--section", "163.13", "--to"]
    out = str(tmp_path / "out")
    assert CliRunner().invoke(main, [*args, "catala"]).exit_code == 2
    ran = CliRunner().invoke(main, [*args, "catala", "-o", out])
    assert (ran.exit_code, ran.stdout) == (0, f"{out}/section_163_13.catala_en\n")
    again = CliRunner().invoke(main, [*args, "catala", "-o", out])
    assert again.exit_code == 2
    shown = CliRunner().invoke(main, [*args, "json"])
    assert json.loads(shown.stdout)["editions"] == ["2012-04-01"]

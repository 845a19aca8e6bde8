"""19 CFR 163.11-163.13 as rules: what they decide, what they cite, that nothing is left out."""

from __future__ import annotations

import pytest
from rules import part163
from rules.mutation import modules, survivors
from rules.part163_applications import wrong_steps
from rules.part163_table import facts, is_cited, named_rules, wrong

import cfrdiff
from cfrdiff.errors import NotFoundError
from cfrdiff.rules import rules_of
from cfrdiff.rules.modules import RuleSite
from cfrdiff.rules.paragraphs import numbered
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.regeneration import regenerate
from cfrdiff.sources.folder import read_modules

OLD, NEW, LATEST = part163.OLD, part163.NEW, part163.LATEST


def test_every_rule_decides_as_the_tables_say() -> None:
    assert list(wrong(modules())) == []


def test_the_tables_name_every_rule() -> None:
    rules = {(w, s, rule.name) for (w, s), module in modules().items() for rule in rules_of(module)}
    assert rules == named_rules()


@pytest.mark.slow
def test_every_mutant_of_a_condition_is_caught() -> None:
    count, alive = survivors()
    assert count > 800
    assert alive == []


def test_an_application_goes_its_way() -> None:
    assert list(wrong_steps(part163.applications())) == []


@pytest.mark.parametrize(("id", "other"), [(OLD, NEW), (NEW, OLD), (LATEST, NEW)])
def test_every_paragraph_has_a_rule_written_from_its_text(id: str, other: str) -> None:
    edition = cfrdiff.read(id, beside=[other])
    rows = {row.cite: row for row in numbered(edition) if row.section in part163.SECTIONS}
    edition_rules = part163.edition(id).rules
    rules = [one.rule for section in part163.SECTIONS for _, one in edition_rules(section)]
    assert {rule.cite for rule in rules} >= set(rows)
    for rule in rules:
        if rule.cite in rows:
            assert rule.digest == rows[rule.cite].digest, rule.cite
        else:  # the newer file does not reach there, the older does
            assert (rule.cite, rule.edition) in {("163.11(a)", OLD), ("163.11(b)", OLD)}


def test_only_rules_that_ask_nothing_are_purely_declaratory() -> None:
    for (_, section), module in modules().items():
        for rule in rules_of(module):
            decided = rule.call(part163.facts_class(section)())
            asks_nothing = decided.answer != "undetermined"
            assert asks_nothing == (rule.name in part163.DECLARATORY), rule.name
            assert asks_nothing or decided.missing


def test_every_reason_cites_its_paragraph_and_edition() -> None:
    for (_, section), module in modules().items():
        fields = part163.facts_class(section).__dataclass_fields__
        flags = [name for name in fields if not name.endswith("_on")]
        for sign in "+-":
            given = facts(section, " ".join(sign + name for name in flags))
            for rule in rules_of(module):
                decision = rule.call(given)
                assert decision.reasons
                assert all(is_cited(str(reason)) for reason in decision.reasons), rule.name


def test_a_prior_disclosure_leaves_paragraph_a_open_and_cites_why() -> None:
    module = part163.module(NEW, "163.11")
    given = "report_completed_on=2013-01-01 report_sent_on=2013-01-31 -investigation_concerns_issue"
    decision = module.paragraph_a(facts("163.11", given + " +prior_disclosure_submitted"))
    assert (decision.answer, decision.missing) == (
        "undetermined",
        ("paragraph_a_applied_after_disclosure",),
    )
    assert [(reason.cite, reason.edition) for reason in decision.reasons] == [
        ("§ 163.11(f)", "2012-04-01")
    ]


@pytest.mark.parametrize("id", [NEW, LATEST])
def test_docstrings_hold_the_text(id: str) -> None:
    edition = cfrdiff.read(id, beside=[OLD])
    for row in numbered(edition, part163.SECTIONS):
        module = part163.module(id, row.section)
        docstring = " ".join((getattr(module, row.name).__doc__ or "").split())
        assert row.text.replace("“", "“") in docstring


def test_the_rules_of_2019_are_those_of_2012_regenerated() -> None:
    """What the tool makes of the older modules has every rule of the newer, and its text."""
    files = read_modules(str(part163.FOLDER))
    older = {n.removeprefix("edition_2012/"): d for n, d in files.items() if "edition_2012/" in n}
    before, after = (cfrdiff.read(one) for one in (NEW, LATEST))
    made = regenerate(older, before, after, cfrdiff.diff(before, after)).files
    for name, data in made.items():
        newer = {one.function: one for one in sites(files[f"edition_2019/{name}"])}
        for site in sites(data):
            if site.edition.name is not None:
                assert newer[site.function].digest.text == site.digest.text


def sites(data: bytes) -> tuple[RuleSite, ...]:
    return parse_module("module.py", data).rules


def test_an_edition_or_section_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="no rules of an edition '2013'"):
        part163.edition("2013")
    with pytest.raises(NotFoundError, match=r"no rules of § 163\.14"):
        part163.edition(NEW).rules("163.14")

"""Decisions in three values, their reasons; deadlines; what ties a function to its paragraph."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff import rules
from cfrdiff.rules import Answer, Deadline, Decision, Reason

YES, NO = rules.yes("so"), rules.no("not so")
OPEN = rules.missing("fact")
BY_LETTER = {"y": YES, "n": NO, "u": OPEN, "x": rules.not_applicable("no duty")}


@pytest.mark.parametrize(
    ("letters", "all_of", "any_of"),
    [
        ("y", "yes", "yes"),
        ("n", "no", "no"),
        ("u", "undetermined", "undetermined"),
        ("yn", "no", "yes"),
        ("yu", "undetermined", "yes"),
        ("nu", "no", "undetermined"),
        ("ynu", "no", "yes"),
    ],
)
def test_combining(letters: str, all_of: Answer, any_of: Answer) -> None:
    decisions = [BY_LETTER[letter] for letter in letters]
    assert rules.all_of(*decisions).answer == all_of
    assert rules.any_of(*decisions).answer == any_of


def test_only_what_settles_it_is_a_reason() -> None:
    decision = rules.all_of(rules.yes("a"), rules.no("b"), rules.missing("c"), rules.no("d"))
    assert [reason.text for reason in decision.reasons] == ["b", "d"]
    assert decision.missing == ()
    decision = rules.any_of(rules.no("a"), rules.missing("c"), rules.missing("e"))
    assert decision.missing == ("c", "e")


def test_nothing_cannot_be_combined() -> None:
    with pytest.raises(ValueError, match="nothing to combine"):
        rules.all_of()


LETTERS = st.lists(st.sampled_from("ynux"), min_size=1).map(lambda ls: [BY_LETTER[x] for x in ls])


@given(LETTERS)
def test_de_morgan(decisions: list[Decision]) -> None:
    negated = [rules.negate(one) for one in decisions]
    assert rules.negate(rules.all_of(*decisions)).answer == rules.any_of(*negated).answer
    assert rules.negate(rules.any_of(*decisions)).answer == rules.all_of(*negated).answer


@given(LETTERS)
def test_undetermined_always_says_what_is_missing(decisions: list[Decision]) -> None:
    for combined in (rules.all_of(*decisions), rules.any_of(*decisions)):
        assert (combined.answer == "undetermined") == bool(combined.missing)


@dataclass(frozen=True, kw_only=True)
class Facts:
    open: bool | None = rules.fact("The shop is open")
    day: datetime.date | None = rules.fact("The day")


def test_a_fact_is_known_or_missing() -> None:
    assert rules.known(Facts(open=True), "open") == rules.yes("The shop is open")
    assert rules.known(Facts(open=False), "open").reasons[0].text == "not so: The shop is open"
    missing = rules.known(Facts(), "open")
    assert (missing.answer, missing.missing) == ("undetermined", ("open",))
    with pytest.raises(TypeError, match="day is"):
        rules.known(Facts(day=datetime.date(2012, 4, 1)), "day")
    with pytest.raises(AttributeError):
        rules.known(Facts(), "closed")


def test_what_the_text_names_goes_with_yes_alone() -> None:
    assert rules.naming("Miami", YES).value == "Miami"
    assert rules.naming("Miami", NO).value is None
    assert rules.naming("Miami", OPEN).value is None
    assert rules.negate(rules.naming("Miami", YES)).value is None


def test_a_rule_cites_its_paragraph_and_keeps_the_cites_of_others() -> None:
    @rules.rule("1.2(a)", edition="e", digest="0", kind="condition")
    def a(facts: Facts) -> rules.Condition:
        return rules.known(facts, "open")

    @rules.rule("1.2(b)", edition="f", digest="0", kind="duty")
    def b(facts: Facts) -> rules.Duty:
        return rules.all_of(a(facts), rules.yes("always"))

    assert [str(reason) for reason in b(Facts(open=True)).reasons] == [
        "§ 1.2(a) (e): The shop is open",
        "§ 1.2(b) (f): always",
    ]
    module = ModuleType("m")
    module.__dict__.update(b=b, a=a, alias=b, other=len)
    assert [(rule.cite, rule.name) for rule in rules.rules_of(module)] == [
        ("1.2(b)", "b"),
        ("1.2(a)", "a"),
    ]
    module.__dict__.update(b=rules.superseded(since="f")(b), alias=None)
    assert [rule.cite for rule in rules.rules_of(module)] == ["1.2(a)"]
    assert b(Facts(open=True)).answer == "yes"


DAY = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("deadline", "start", "due"),
    [
        (Deadline(30, "day", "calendar"), "2012-01-31", "2012-03-01"),
        (Deadline(15, "day"), "2012-12-25", "2013-01-09"),
        (Deadline(1, "day", "business"), "2012-04-06", "2012-04-09"),
        (Deadline(5, "day", "business"), "2012-04-02", "2012-04-09"),
        (Deadline(2, "week"), "2012-04-02", "2012-04-16"),
        (Deadline(1, "month"), "2012-01-31", "2012-02-29"),
        (Deadline(25, "month"), "2012-01-31", "2014-02-28"),
        (Deadline(1, "quarter"), "2012-11-30", "2013-02-28"),
        (Deadline(5, "year"), "2012-02-29", "2017-02-28"),
        (Deadline(10, "day", None, "before"), "2012-03-05", "2012-02-24"),
        (Deadline(1, "month", None, "prior to"), "2012-03-31", "2012-02-29"),
        (Deadline(0, "day"), "2012-03-05", "2012-03-05"),
        (Deadline(4.5, "month"), "2012-01-31", None),
        (Deadline(None, None), "2012-03-05", None),
    ],
)
def test_when_a_deadline_ends(deadline: Deadline, start: str, due: str | None) -> None:
    assert deadline.due(DAY(start)) == (DAY(due) if due else None)


def test_holidays_are_no_business_days() -> None:
    deadline = Deadline(1, "day", "business")
    assert deadline.due(DAY("2012-07-03"), [DAY("2012-07-04")]) == DAY("2012-07-05")


def test_hours_are_no_matter_of_dates() -> None:
    with pytest.raises(ValueError, match="24 hours are not counted in days"):
        Deadline(24, "hour").due(DAY("2012-07-03"))


def test_what_a_paragraph_fixed_by_edition() -> None:
    cities = rules.ByEdition({"old": ("Miami",), "new": ("Charlotte",)})
    assert (cities["old"], cities.latest) == (("Miami",), ("Charlotte",))


def test_reasons_and_offices_in_words() -> None:
    assert str(Reason("so")) == "so"
    assert str(rules.Office("Audit")) == "Audit"
    assert str(rules.Office("Audit", "Miami, Florida 33131")) == "Audit, Miami, Florida 33131"

"""What facts are called and asked as, and the decisions that rest on them."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
from typing import Any, Literal

import pytest
from rules.editions import BEFORE, edition

from cfrdiff import rules
from cfrdiff.provisions import Words
from cfrdiff.rules.cases import read_case, template
from cfrdiff.rules.decisions import Decision
from cfrdiff.rules.fact_names import clause_name
from cfrdiff.rules.paragraphs import numbered
from cfrdiff.rules.stub_facts import facts_of

# a clause | the name of the fact it asks
NAMES = [
    ("if the road is closed", "road_is_closed"),
    ("unless it rains", "it_rains"),
    ("If the consumer notifies the institution", "consumer_notifies_institution"),
    ("provided that the owner’s permit has been renewed", "owner_permit_has_been_renewed"),
    ("in the event that a fire breaks out", "fire_breaks_out"),
    ("except in the case of a minor", "minor"),
    ("if no notice is given", "no_notice_is_given"),
    ("when 2 or more persons apply", "case_2_or_more_persons_apply"),
    ("if pass", "case_pass"),
    ("where the record is required by", "record"),
    (
        "If the consumer’s delay in notifying the financial institution was due to extenuating"
        " circumstances",
        "consumer_delay_notifying_due_extenuating_circumstances",
    ),
    ("if", None),
    ("", None),
    ("if §", None),
]


@pytest.mark.parametrize(("clause", "name"), NAMES)
def test_a_fact_is_called_by_its_clause(clause: str, name: str | None) -> None:
    assert clause_name(Words(clause, 0, len(clause))) == name


def asked(*rows: tuple[str, str], **known: str) -> list[str]:
    found = facts_of(numbered(edition(BEFORE, s10_5=list(rows))), known)
    return [f"{one.name}: {one.type}: {one.explanation}" for one in found]


def test_what_two_paragraphs_ask_alike_is_one_fact() -> None:
    rows = [
        ("(a)", "The owner must pay if the road is closed."),
        ("(b)", "The clerk must pay if the road is closed."),
    ]
    assert asked(*rows) == ["road_is_closed: bool: § 10.5(a) and § 10.5(b): if the road is closed"]
    assert asked(*rows, road_is_closed="§ 10.5(c): if the road is closed") == []
    (one,) = asked(*rows[:1], road_is_closed="whether it is")
    assert one == "road_is_closed_a: bool: § 10.5(a): if the road is closed"


def test_a_time_asks_the_day_it_runs_from_and_that_of_the_act() -> None:
    found = asked(("(a)", "The owner must file a report within 30 days after the date of receipt."))
    assert found == [
        "receipt_on: day: § 10.5(a): the day from which a time is counted: “the date of receipt”",
        "owner_file_report_on: day: § 10.5(a): the day on which it was done: “The owner must file a"
        " report”",
    ]


# a paragraph or two | the names of the facts they ask
ASKED = [
    (["If the road is closed, the owner must pay.", "The clerk must act if The Road is closed."],
     ["road_is_closed"]),
    (["If the señor’s café is closed, the owner must pay."], ["senor_cafe_is_closed"]),
    (["The owner must pay if name."], ["name"]),
    (["The owner must act.", "If the paragraph b, the owner must pay."], ["paragraph_b_b"]),
    (["The owner must report within 24 hours after the accident."], []),
    (["The owner must file the form at least 5 business days before the hearing."],
     ["hearing_on", "owner_file_form_on"]),
    (["The owner must pay within 10 days after notice and reply within 20 days after notice."],
     ["notice_on", "owner_pay_on", "reply_on"]),
    (["The owner must pay a fee of $5 within 10 days after notice."],
     ["notice_on", "owner_pay_fee_on"]),
    (["If 10 or more, pay."], ["case_10_or_more_pay"]),
    (["The owner must pay if " + "x" * 200 + " is closed."], ["a_condition"]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "names"), ASKED)
def test_what_paragraphs_ask(texts: list[str], names: list[str]) -> None:
    rows = [(f"({label})", text) for label, text in zip("ab", texts, strict=False)]
    found = facts_of(numbered(edition(BEFORE, s10_5=rows)))
    assert [one.name for one in found] == names
    assert [one.name for one in found if not one.name.isidentifier()] == []


YES, NO = rules.yes("so"), rules.no("not so")
OPEN, OUT = rules.missing("fact"), rules.not_applicable("no duty")

# what is combined | the answer
COMBINED = [
    (rules.all_of(YES, OUT), "yes"),
    (rules.all_of(NO, OUT, OPEN), "no"),
    (rules.all_of(OPEN, OUT), "undetermined"),
    (rules.all_of(OUT, OUT), "not applicable"),
    (rules.any_of(NO, OUT), "no"),
    (rules.any_of(YES, OUT), "yes"),
    (rules.any_of(OPEN, OUT, NO), "undetermined"),
    (rules.any_of(OUT), "not applicable"),
    (rules.negate(OUT), "not applicable"),
    (rules.negate(OPEN), "undetermined"),
    (rules.where(YES, NO), "no"),
    (rules.where(NO, YES), "not applicable"),
    (rules.where(OPEN, YES), "undetermined"),
    (rules.where(OUT, YES), "yes"),
    (rules.unless(YES, YES), "not applicable"),
    (rules.unless(NO, YES), "yes"),
    (rules.unless(OPEN, NO), "undetermined"),
    (rules.unless(OUT, NO), "no"),
]


@pytest.mark.parametrize(("decision", "answer"), COMBINED)
def test_what_does_not_apply_says_nothing(decision: Decision, answer: str) -> None:
    assert decision.answer == answer
    assert decision.reasons
    assert bool(decision.missing) == (answer == "undetermined")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts of every type."""

    began_on: rules.Day = rules.fact("The day it began")
    done_on: rules.Day = rules.fact("The day it was done")
    sent_on: datetime.date | None = rules.fact("The day it was sent")
    count: int | None = rules.fact("How many there are")
    loss: decimal.Decimal | None = rules.fact("The loss in dollars")
    share: float | None = rules.fact("The share")
    name: str | None = rules.fact("The name")
    manner: Literal["mail", "telephone"] | None = rules.fact("The manner")
    open: bool | None = rules.fact("It is open")


DAY = datetime.date(2012, 4, 2)
TEN = rules.Deadline(number=10, unit="day")
TWO = rules.Deadline(number=2, unit="day", days="business")
SOON = rules.Deadline(number=None, unit=None)

# time | began | done | the answer | its reason
TIMES: list[tuple[rules.Deadline, Any, Any, str, str]] = [
    (TEN, DAY, datetime.date(2012, 4, 12), "yes", "done on 2012-04-12, due by 2012-04-12"),
    (TEN, DAY, datetime.date(2012, 4, 13), "no", "late: done on 2012-04-13, due by 2012-04-12"),
    (TEN, DAY, False, "no", "not done, due by 2012-04-12"),
    (TEN, DAY, None, "undetermined", "not known: done_on"),
    (TEN, None, DAY, "undetermined", "not known: began_on"),
    (TEN, False, None, "not applicable", "it did not happen: The day it began"),
    (TWO, datetime.date(2012, 4, 6), datetime.date(2012, 4, 10), "yes", "due by 2012-04-10"),
    (TWO, datetime.date(2012, 4, 6), datetime.date(2012, 4, 11), "no", "late: "),
    (SOON, DAY, DAY, "undetermined", "the text does not fix the time in days"),
]


@pytest.mark.parametrize(("time", "began", "done", "answer", "reason"), TIMES)
def test_late_is_told_from_undone_and_from_no_duty(
    time: rules.Deadline, began: Any, done: Any, answer: str, reason: str
) -> None:
    facts = Facts(began_on=began, done_on=done)
    decision = rules.in_time(facts, time, "began_on", "done_on")
    assert decision.answer == answer
    assert reason in str(decision.reasons[0])


def test_a_day_is_never_true() -> None:
    with pytest.raises(TypeError, match="began_on is True, neither a day nor false"):
        rules.in_time(Facts(began_on=True), TEN, "began_on", "done_on")


BLANK = """
["10.5"]
# The day it began (a day, or false where it did not happen)
# began_on = 2012-04-01
# The day it was done (a day, or false where it did not happen)
# done_on = 2012-04-01
# The day it was sent
# sent_on = 2012-04-01
# How many there are (a whole number)
# count = 1
# The loss in dollars (a number, in quotes where it has decimals)
# loss = "1.50"
# The share (a number)
# share = 1.5
# The name (words in quotes)
# name = "words"
# The manner (one of "mail", "telephone")
# manner = "mail"
# It is open
# open = true
"""


def test_a_template_shows_how_each_fact_is_written() -> None:
    blank = template({"10.5": [Facts]})
    assert blank.endswith(BLANK)
    filled = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in blank.splitlines()
    )
    case = read_case("case.toml", filled.encode(), {"10.5": [Facts]})
    day = datetime.date(2012, 4, 1)
    assert dataclasses.astuple(case["10.5", Facts]) == (
        *(day, day, day, 1, decimal.Decimal("1.50"), 1.5, "words", "mail", True),
    )

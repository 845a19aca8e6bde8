"""Rules for edits of names, references and figures: what an edit names, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from cfrdiff.changes.model import Category
from cfrdiff.changes.sides import Replacement
from cfrdiff.changes.thresholds import MONEY_POINTER, WHOLE_LIMIT
from cfrdiff.language.mentions import table
from cfrdiff.language.names_in_figures import is_labelled
from cfrdiff.rule_tables import Rule

_LEADING_MONEY = re.compile(r"\W*(?:or |and |of )?\$\d")


def _is_just(name: Category, edit: Replacement) -> bool:
    return name in edit.kinds and edit.names_only and not edit.has_sentence


def _begins_with(name: Category, edit: Replacement) -> bool:
    return (
        name in edit.kinds
        and len(edit.worded) == 2
        and not edit.has_sentence
        and all(side.begins_with(name) for side in edit.worded)
    )


def _is_limit_for_limit(edit: Replacement) -> bool:
    return len(edit.worded) == 2 and all(
        "deadline" in side.kinds and (len(side.words) >= WHOLE_LIMIT or not side.rest())
        for side in edit.worded
    )


def _is_count(edit: Replacement) -> bool:
    return bool(edit.worded) and all(side.is_count for side in edit.worded)


def _is_number(edit: Replacement) -> bool:
    return bool(edit.worded) and all(
        side.is_number and not is_labelled(side.text[: side.start]) for side in edit.worded
    )


def _is_new_limit(edit: Replacement) -> bool:
    return (
        "deadline" in edit.kinds
        and len(edit.worded) == 1
        and not edit.has_sentence
        and table().limit.match(edit.worded[0].written) is not None
    )


def _is_address_for_address(edit: Replacement) -> bool:
    return (
        "address" in edit.kinds
        and not edit.has_sentence
        and all("address" in side.kinds for side in edit.worded)
    )


def _is_money(edit: Replacement) -> bool:
    if "amount" not in edit.kinds or edit.has_sentence:
        return False
    leads = [bool(_LEADING_MONEY.match(side.written)) for side in edit.sides]
    short = [len(side.words) <= MONEY_POINTER for side in edit.sides]
    return any(leads) and all(one or other for one, other in zip(leads, short, strict=True))


def _just(name: Category) -> Rule[Replacement, Category]:
    applies: Callable[[Replacement], bool] = partial(_is_just, name)
    return Rule(f"nothing but the {name}", applies, name)


def _leading(name: Category) -> Rule[Replacement, Category]:
    applies: Callable[[Replacement], bool] = partial(_begins_with, name)
    return Rule(f"the {name} and what is said of it", applies, name, "both sides begin with one")


_UNIT = r"(?:section|part|subpart|paragraph|chapter|subchapter|title)"
_HOME = re.compile(rf"\s*(?:of|to) this {_UNIT}\s*")
_HOME_IN_A_WORD = re.compile(r"\s*(?:above|below)\s*")


def _is_home(edit: Replacement) -> bool:
    """Whether it is what a reference belongs to, "of this section", and nothing else."""
    homes = [bool(_HOME.fullmatch(side.written)) for side in edit.written]
    words = [bool(_HOME_IN_A_WORD.fullmatch(side.written)) for side in edit.written]
    return any(homes) and all(one or other for one, other in zip(homes, words, strict=True))


def _is_other_unit(edit: Replacement) -> bool:
    """Whether "this part" became "this section"."""
    return len(edit.written) == 2 and all(
        re.fullmatch(_UNIT, side.written.strip()) and side.text[: side.start].endswith("this ")
        for side in edit.written
    )


def _is_officer(edit: Replacement) -> bool:
    """Whether both sides are officers called by their titles alone: "the Chief"."""
    return bool(edit.worded) and all(
        bool(side.written.split())
        and all(word.strip(",") in table().titles or word in _AND for word in side.written.split())
        and not table().titles.isdisjoint(side.written.replace(",", " ").split())
        for side in edit.worded
    )


_AND = frozenset(("the", "or", "and"))


def _is_form(edit: Replacement) -> bool:
    return "form" in edit.kinds and edit.names_only and not edit.has_sentence


# Of several things named, the first in this order names the edit.
NAMING: tuple[Rule[Replacement, Category], ...] = (
    Rule("one time limit for another", _is_limit_for_limit, "deadline"),
    Rule("a count and what it counts", _is_count, "amount", '"two copies" → "a copy"'),
    _just("citation"),
    _just("cross-reference"),
    Rule("what a reference belongs to", _is_home, "cross-reference", '"of this section"'),
    Rule("another unit of the regulations", _is_other_unit, "cross-reference", '"this part"'),
    _just("address"),
    Rule("one address for another", _is_address_for_address, "address"),
    _just("office"),
    Rule("an officer called by the title", _is_officer, "office", '"the Chief"'),
    _leading("office"),
    _just("agency"),
    _leading("agency"),
    Rule("nothing but the form", _is_form, "wording"),
    _just("deadline"),
    Rule("a time limit that comes or goes", _is_new_limit, "deadline", "with its conditions"),
    _just("date"),
    _leading("date"),
    _just("amount"),
    _leading("amount"),
    Rule(
        "money that comes, goes or gives way",
        _is_money,
        "amount",
        "with its conditions, or to a pointer",
    ),
    Rule("one number for another", _is_number, "amount"),
)

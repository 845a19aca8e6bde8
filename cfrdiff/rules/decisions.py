"""Decisions with reasons, in three values: yes, no, and undetermined with what is missing."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal, TypeAlias

Answer = Literal["yes", "no", "undetermined"]


@dataclasses.dataclass(frozen=True)
class Reason:
    """One step of a decision: what was found, under which paragraph of which edition.

    `cite` and `edition` are empty until the rule that gave the reason is left.
    """

    text: str
    cite: str = ""
    edition: str = ""

    def __str__(self) -> str:
        return f"{self.cite} ({self.edition}): {self.text}" if self.cite else self.text


@dataclasses.dataclass(frozen=True)
class Decision:
    """What a rule says of the facts.

    `missing` names the facts that an undetermined decision waits for. `value` is what the text
    itself names: an office, an address, a date.
    """

    answer: Answer
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    value: str | None = None


# What "yes" means, by the kind of statement a rule was made from.
Duty: TypeAlias = Decision  # the duty holds
Prohibition: TypeAlias = Decision  # it is forbidden
Permission: TypeAlias = Decision  # it is permitted
Discretion: TypeAlias = Decision  # the authority may do it
Condition: TypeAlias = Decision  # the condition is met
Definition: TypeAlias = Decision  # the term covers it
Declaration: TypeAlias = Decision  # what is declared holds


def yes(because: str, value: str | None = None) -> Decision:
    """A decision that it is so."""
    return Decision("yes", (Reason(because),), value=value)


def no(because: str) -> Decision:
    """A decision that it is not so."""
    return Decision("no", (Reason(because),))


def known(facts: Any, name: str) -> Decision:
    """Yes or no as the fact of that name is true or false, undetermined where it is None.

    The reason is the fact's explanation (`cfrdiff.rules.fact`). Raises AttributeError where
    there is no such fact, TypeError where it is neither true, false nor None.
    """
    value = getattr(facts, name)
    explanation = explanations(facts).get(name) or name
    if value is None:
        return Decision("undetermined", (Reason(f"not known: {explanation}"),), (name,))
    if not isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, neither true nor false")
    return yes(explanation) if value else no(f"not so: {explanation}")


def missing(*names: str) -> Decision:
    """Undetermined for want of these facts."""
    return Decision("undetermined", (Reason(f"not known: {', '.join(names)}"),), names)


def all_of(*decisions: Decision) -> Decision:
    """Yes where all are; no where one is, whatever is not known of the others.

    The reasons are those of the decisions that settle it.
    """
    return _combine("yes", "no", decisions)


def any_of(*decisions: Decision) -> Decision:
    """Yes where one is, whatever is not known of the others; no where all are."""
    return _combine("no", "yes", decisions)


def negate(decision: Decision) -> Decision:
    """Yes for no and no for yes; undetermined stays so."""
    opposite: dict[Answer, Answer] = {"yes": "no", "no": "yes", "undetermined": "undetermined"}
    return dataclasses.replace(decision, answer=opposite[decision.answer], value=None)


def naming(value: str, decision: Decision) -> Decision:
    """The decision, with what the text names where it is yes."""
    return dataclasses.replace(decision, value=value) if decision.answer == "yes" else decision


def _combine(neutral: Answer, settling: Answer, decisions: tuple[Decision, ...]) -> Decision:
    if not decisions:
        raise ValueError("nothing to combine")
    for answer in (settling, "undetermined", neutral):
        deciding = [one for one in decisions if one.answer == answer]
        if deciding:
            break
    reasons = dict.fromkeys(reason for one in deciding for reason in one.reasons)
    absent = dict.fromkeys(name for one in deciding for name in one.missing)
    return Decision(deciding[0].answer, tuple(reasons), tuple(absent))


def fact(explanation: str) -> Any:
    """A field of a frozen dataclass of facts: not known (None) unless given, and explained."""
    return dataclasses.field(default=None, metadata={"explanation": explanation})


def explanations(facts: Any) -> dict[str, str]:
    """The explanation of every fact of a dataclass of facts, or of one of its objects."""
    return {
        field.name: field.metadata.get("explanation", "") for field in dataclasses.fields(facts)
    }

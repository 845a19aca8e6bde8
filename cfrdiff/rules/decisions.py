"""Decisions with reasons: yes, no, undetermined with what is missing, and not applicable.

A rule that does not apply says nothing: it is left out where decisions are combined. So a duty that
there is not ("not applicable") is told from one that was not met ("no").
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal, TypeAlias

Answer = Literal["yes", "no", "undetermined", "not applicable"]


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

    The reason is the fact's explanation (`cfrdiff.rules.fact`), without the paragraphs that a stub
    has in front of it: the rule that asks is cited beside. Raises AttributeError where
    there is no such fact, TypeError where it is neither true, false nor None.
    """
    value = getattr(facts, name)
    explanation = _words(explanations(facts).get(name) or name)
    if value is None:
        return Decision("undetermined", (Reason(f"not known: {explanation}"),), (name,))
    if not isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, neither true nor false")
    return yes(explanation) if value else no(f"not so: {explanation}")


def _words(explanation: str) -> str:
    cites, _, words = explanation.partition(": ")
    return words if words and cites.startswith("§ ") else explanation


def not_applicable(because: str) -> Decision:
    """A decision that the rule says nothing of the case: there is no such duty."""
    return Decision("not applicable", (Reason(because),))


def where(condition: Decision, then: Decision) -> Decision:
    """The decision, where a condition of it is met; where it is not, the rule does not apply.

    What is not known of the condition is missing; what does not apply is no condition.
    """
    if condition.answer in ("yes", "not applicable"):
        return then
    if condition.answer == "no":
        return dataclasses.replace(condition, answer="not applicable", value=None)
    return condition


def unless(exception: Decision, then: Decision) -> Decision:
    """The decision, unless an exception from it is met: then the rule does not apply."""
    return where(negate(exception), then)


def missing(*names: str) -> Decision:
    """Undetermined for want of these facts."""
    return Decision("undetermined", (Reason(f"not known: {', '.join(names)}"),), names)


def all_of(*decisions: Decision) -> Decision:
    """Yes where all are that apply; no where one is, whatever is not known of the others.

    Where none applies, nor do all. The reasons are those of the decisions that settle it.
    """
    return _combine("yes", "no", decisions)


def any_of(*decisions: Decision) -> Decision:
    """Yes where one is, whatever is not known of the others; no where all are that apply."""
    return _combine("no", "yes", decisions)


def negate(decision: Decision) -> Decision:
    """Yes for no and no for yes; what is undetermined or does not apply stays so."""
    opposite: dict[Answer, Answer] = {"yes": "no", "no": "yes"}
    answer = opposite.get(decision.answer, decision.answer)
    return dataclasses.replace(decision, answer=answer, value=None)


def naming(value: str, decision: Decision) -> Decision:
    """The decision, with what the text names where it is yes."""
    return dataclasses.replace(decision, value=value) if decision.answer == "yes" else decision


def _combine(neutral: Answer, settling: Answer, decisions: tuple[Decision, ...]) -> Decision:
    if not decisions:
        raise ValueError("nothing to combine")
    order: tuple[Answer, ...] = (settling, "undetermined", neutral, "not applicable")
    for answer in order:
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

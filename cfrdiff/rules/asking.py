"""Ask the rules of an edition about a case."""

from __future__ import annotations

import dataclasses
import inspect
import textwrap
from typing import Any

from cfrdiff.cites import Cite
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.rules.answers import Asked
from cfrdiff.rules.cases import Case
from cfrdiff.rules.decisions import Decision
from cfrdiff.rules.declaring import Rule
from cfrdiff.rules.editions import RuleEdition
from cfrdiff.rules.importing import described, place_of
from cfrdiff.rules.loading import LoadedRule

_SHOWN = 72  # as much of a text as stands for a question


@dataclasses.dataclass(frozen=True)
class Decided:
    """A rule and its decision on a case."""

    rule: LoadedRule
    decision: Decision

    @property
    def asked(self) -> Asked:
        """The decision in words."""
        rule, decision = self.rule.rule, self.decision
        return Asked(
            cite=f"§ {rule.cite}",
            edition=rule.edition,
            rule=rule.name,
            question=rule.question or _subject(rule) or rule.name,
            answer=decision.answer,
            value=decision.value,
            reasons=tuple(str(reason) for reason in decision.reasons),
            missing=decision.missing,
        )


def _subject(rule: Rule) -> str:
    """What a rule without a question is on, by its docstring: the paragraph's heading, else how its
    text begins.
    """
    first, _, rest = inspect.cleandoc(rule.call.__doc__ or "").partition("\n\n")
    heading = " ".join(first.split()).removeprefix(f"§ {rule.cite}").strip()
    return heading or textwrap.shorten(rest.partition("\n\n")[0], _SHOWN, placeholder=" …")


def ask(edition: RuleEdition, cite: Cite, case: Case) -> list[Decided]:
    """The decisions of a section's rules, or of a paragraph's and those below it.

    Raises NotFoundError where there are none, and SourceError where a rule gives no decision.
    """
    section = cite.section or ""
    rules = edition.rules(section)
    found = [
        Decided(rule, _decision(rule, case[section, kind]))
        for kind, rule in rules
        if rule.cite.is_under(cite)
    ]
    if not found:
        cites = ", ".join(dict.fromkeys(rule.rule.cite for _, rule in rules))
        raise NotFoundError(f"{edition.id}: no rule of § {cite}; there are those of {cites}")
    return found


def _decision(one: LoadedRule, facts: Any) -> Decision:
    name = one.rule.name
    try:
        return one.rule.call(facts)
    except NotImplementedError:
        problem = f"{name} is a stub, which decides nothing"
        raise SourceError(one.path, problem, "write its body", f"line {one.line}") from None
    except Exception as error:
        problem = f"{name} gives no decision ({described(error)})"
        _, place = place_of(error, {one.path})
        raise SourceError(one.path, problem, "mend it", place or f"line {one.line}") from None

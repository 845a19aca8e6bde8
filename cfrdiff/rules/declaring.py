"""`rule`: what ties a function to the paragraph it was written from."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import ParamSpec, TypeVar

from cfrdiff.rules.decisions import Decision

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., object])


@dataclasses.dataclass(frozen=True)
class Rule:
    """The paragraph a function was written from.

    `cite` is ``163.12(b)(2)``; `digest` is that of the paragraph's normalised text in that
    edition (`cfrdiff.rules.paragraphs.digest`); `name` is the function's, `line` where it begins,
    `question` what it answers, where that is said. `section` is the number of its section where
    that is none as the CFR has, so that the cite does not show where it ends.
    """

    cite: str
    edition: str
    digest: str
    kind: str
    bearer: str | None
    name: str
    question: str
    call: Callable[..., Decision]
    line: int
    section: str | None = None
    review_due: tuple[str, ...] = ()


def rule(
    cite: str,
    *,
    edition: str,
    digest: str,
    kind: str,
    bearer: str | None = None,
    question: str = "",
    section: str | None = None,
    review_due: tuple[str, ...] = (),
    review_body: str = "",
    reviewed: tuple[str, ...] = (),
) -> Callable[[Callable[P, Decision]], Callable[P, Decision]]:
    """Mark a function as the rule of a paragraph.

    Every reason it gives that cites nothing yet is given this cite and edition. `review_due` are
    the changes that someone must look at, as `cfrdiff rules regenerate` found them; `review_body`
    tells the body that was there then, and `reviewed` who accepted what. `check` reads them.
    """

    def decorate(function: Callable[P, Decision]) -> Callable[P, Decision]:
        @functools.wraps(function)
        def decided(*args: P.args, **kwargs: P.kwargs) -> Decision:
            decision = function(*args, **kwargs)
            if not isinstance(decision, Decision):
                raise TypeError(f"{name} gives {decision!r}, which is not a decision")
            reasons = tuple(
                reason
                if reason.cite
                else dataclasses.replace(reason, cite=f"§ {cite}", edition=edition)
                for reason in decision.reasons
            )
            return dataclasses.replace(decision, reasons=reasons)

        name, line = function.__name__, _line(function)
        made = Rule(
            *(cite, edition, digest, kind, bearer, name, question, decided, line, section),
            review_due,
        )
        decided.__dict__["rule"] = made
        return decided

    return decorate


def _line(function: Callable[..., object]) -> int:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code.co_firstlineno if code is not None else 1


def superseded(
    by: str | None = None,
    *,
    since: str,
    review_due: tuple[str, ...] = (),
    review_body: str = "",
    reviewed: tuple[str, ...] = (),
) -> Callable[[F], F]:
    """Mark a rule whose paragraph a later edition no longer has: it is kept, and not in force.

    `by` is the cite of what took its place, where something did; `since` the edition. What is
    said of reviews is as for `rule`.
    """

    def decorate(function: F) -> F:
        function.__dict__.pop("rule", None)
        function.__dict__["superseded"] = (by, since)
        return function

    return decorate


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules of a module in the order of its lines; superseded ones are none."""
    found = (getattr(one, "rule", None) for one in vars(module).values() if callable(one))
    return list(dict.fromkeys(one for one in found if isinstance(one, Rule)))

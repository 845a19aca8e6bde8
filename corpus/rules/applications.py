"""What becomes of an application for certification, as one state machine with its citations."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.errors import NotFoundError
from cfrdiff.rules import Decision, Reason, no, yes

State = Literal[
    "none",
    "submitted",
    "information requested",
    "suspended",
    "verified",
    "certified",
    "denied",
    "removed",
]
Event = Literal[
    "submit",
    "request information",
    "suspend",
    "receive information",
    "verify",
    "certify",
    "deny",
    "remove",
]
OLD = "19-cfr-163-customs-service"
NEWER = ("19-cfr-163-2012", "19-cfr-163-2019")
ALL = (OLD, *NEWER)
_OPEN: tuple[State, ...] = ("submitted", "information requested", "suspended", "verified")


class Transition(msgspec.Struct, frozen=True):
    """One step: what it is by which paragraphs, and which editions' files have that text."""

    before: State
    event: Event
    after: State
    cite: str
    because: str
    editions: tuple[str, ...] = ALL


TRANSITIONS = (
    Transition("none", "submit", "submitted", "§ 163.12(b)(2)", "an application is submitted"),
    Transition(
        "submitted",
        "request information",
        "information requested",
        "§ 163.12(c)(1)",
        "additional information is necessary; the applicant shall be notified",
    ),
    Transition(
        "verified",
        "request information",
        "information requested",
        "§ 163.12(c)(1)",
        "additional information is necessary, which the text does not bind to a stage",
    ),
    Transition(
        "information requested",
        "suspend",
        "suspended",
        "§ 163.12(c)(1)",
        "the process may be suspended until the requested information is received",
    ),
    Transition(
        "information requested",
        "receive information",
        "submitted",
        "§ 163.12(c)(1)",
        "the requested information is received",
    ),
    Transition(
        "suspended",
        "receive information",
        "submitted",
        "§ 163.12(c)(1)",
        "the requested information is received; the suspension ends",
    ),
    Transition(
        "submitted",
        "verify",
        "verified",
        "§ 163.12(c)(1)",
        "the office reviews and verifies the information in the application",
    ),
    Transition(
        "verified",
        "certify",
        "certified",
        "§ 163.12(c)(2)",
        "upon review the certification is issued with its conditions",
    ),
    *(
        Transition(
            state,
            "deny",
            "denied",
            "§ 163.13(b)(1), (b)(2)",
            "there is a reason for which the application may be denied; upon the determination"
            " that it should not be approved a written notice of denial is issued",
            NEWER,  # the older file breaks off before these paragraphs
        )
        for state in _OPEN
    ),
    Transition(
        "certified",
        "remove",
        "removed",
        "§ 163.12(d)(1)",
        "willful or repeated failures may result in removal of certification",
        (OLD,),
    ),
    Transition(
        "certified",
        "remove",
        "removed",
        "§ 163.13(c)(1)",
        "the certification may be removed when any of the conditions is discovered",
        NEWER,
    ),
)


def advance(state: State, event: Event, edition: str) -> Transition:
    """The step that an event makes from a state, by the text of an edition of the corpus.

    Raises NotFoundError where the text has no such step, naming those it has.
    """
    _known(edition)
    here = [one for one in TRANSITIONS if one.before == state and edition in one.editions]
    found = next((one for one in here if one.event == event), None)
    if found is None:
        events = ", ".join(one.event for one in here) or "nothing"
        raise NotFoundError(f"{edition}: {event!r} does not follow {state!r}; {events} does")
    return found


def appealable(state: State, edition: str) -> Decision:
    """Whether the decision that led to a state may be appealed.

    Undetermined in an edition whose file breaks off before the list of such decisions.
    """
    _known(edition)
    if state not in ("denied", "removed"):
        return _cited(
            no(f"“{state}” is no decision that denies or removes"), "§ 163.13(a)", edition
        )
    if edition == OLD:
        reason = Reason("the file breaks off before the list", "§ 163.13(a)", edition)
        return Decision("undetermined", (reason,), ("decision_is_listed",))
    cite = "§ 163.13(a)(1)" if state == "denied" else "§ 163.13(a)(2)"
    return _cited(yes(f"the certification was {state}"), cite, edition)


def _known(edition: str) -> None:
    if edition not in ALL:
        raise NotFoundError(f"no edition {edition!r} here; there are {', '.join(ALL)}")


def _cited(decision: Decision, cite: str, edition: str) -> Decision:
    reasons = tuple(Reason(reason.text, cite, edition) for reason in decision.reasons)
    return Decision(decision.answer, reasons)

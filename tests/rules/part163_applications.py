"""Every step of an application that each edition's text makes, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from cfrdiff.errors import NotFoundError

OLD = "19-cfr-163-customs-service"
NEWER = ("19-cfr-163-2012", "19-cfr-163-2019")
# before | event | after | cite in the older edition | cite in the newer ones
STEPS = """
none | submit | submitted | 163.12(b)(2) | 163.12(b)(2)
submitted | request information | information requested | 163.12(c)(1) | 163.12(c)(1)
information requested | suspend | suspended | 163.12(c)(1) | 163.12(c)(1)
information requested | receive information | submitted | 163.12(c)(1) | 163.12(c)(1)
suspended | receive information | submitted | 163.12(c)(1) | 163.12(c)(1)
submitted | verify | verified | 163.12(c)(1) | 163.12(c)(1)
verified | request information | information requested | 163.12(c)(1) | 163.12(c)(1)
verified | certify | certified | 163.12(c)(2) | 163.12(c)(2)
submitted | deny | denied | | 163.13(b)(1), (b)(2)
information requested | deny | denied | | 163.13(b)(1), (b)(2)
suspended | deny | denied | | 163.13(b)(1), (b)(2)
verified | deny | denied | | 163.13(b)(1), (b)(2)
certified | remove | removed | 163.12(d)(1) | 163.13(c)(1)
"""
# state | older edition | newer editions | cite in the newer ones
APPEALS = """
denied | undetermined | yes | § 163.13(a)(1)
removed | undetermined | yes | § 163.13(a)(2)
certified | no | no | § 163.13(a)
submitted | no | no | § 163.13(a)
"""


def wrong_steps(machine: ModuleType) -> Iterator[str]:
    """Where a state machine differs from the tables above."""
    steps = [[cell.strip() for cell in line.split("|")] for line in STEPS.strip().splitlines()]
    for edition, column in ((OLD, 3), *((one, 4) for one in NEWER)):
        expected = {(row[0], row[1]): (row[2], row[column]) for row in steps if row[column]}
        for before in dict.fromkeys(state for row in steps for state in (row[0], row[2])):
            for event in dict.fromkeys(row[1] for row in steps):
                try:
                    step = machine.advance(before, event, edition)
                    found = (step.after, step.cite.removeprefix("§ "))
                except NotFoundError as error:
                    found = None
                    can = [e for (state, e) in expected if state == before]
                    if (", ".join(can) or "nothing") + " does" not in str(error):
                        yield f"{edition}: {before}, {event}: {error}"
                if found != expected.get((before, event)):
                    yield f"{edition}: {before}, {event}: {found}"
    for step in machine.TRANSITIONS:
        if "older file" in step.because:  # a reason tells of the text, not of another edition's
            yield f"{step.before}, {step.event}: {step.because}"
    for line in APPEALS.strip().splitlines():
        state, old, new, cite = (cell.strip() for cell in line.split("|"))
        for edition, answer in ((OLD, old), *((one, new) for one in NEWER)):
            decision = machine.appealable(state, edition)
            if decision.answer != answer or not all(r.cite and r.edition for r in decision.reasons):
                yield f"{edition}: appeal of {state}: {decision}"
        if any(machine.appealable(state, one).reasons[0].cite != cite for one in NEWER):
            yield f"appeal of {state}: not {cite}"
    try:
        machine.appealable("denied", "no such edition")
        yield "an edition that is not there"
    except NotFoundError:
        pass

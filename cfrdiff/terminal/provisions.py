"""What `cfrdiff provisions` shows: each paragraph's statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.provisions.model import Deadline, Office, Provision, Provisions, Statement
from cfrdiff.terminal.terminal_text import indented
from cfrdiff.views import wording


def provision_list(found: Provisions) -> RenderableType:
    """Every paragraph with what it says: kind, bearer, action, and what limits it."""
    date = wording.dated(found.as_of)
    head = Text(f"{found.title or '?'} CFR part {found.part or '?'}, {date}")
    head.append(f"  ({found.source.path})", style="dim")
    parts: list[RenderableType] = [head]
    for provision in found.provisions:
        parts += _provision(provision)
    return Group(*parts)


def _provision(provision: Provision) -> list[RenderableType]:
    title = Text(f"\n{provision.cite}", style="bold")
    if provision.heading:
        title.append(f" {provision.heading}", style="italic not bold")
    if provision.joined:
        title.append(f"  (list joined by {provision.joined})", style="dim not bold")
    parts: list[RenderableType] = [title]
    for statement in provision.statements:
        parts += [indented(line, indent) for indent, line in _statement(statement)]
    return parts


def _statement(statement: Statement) -> list[tuple[int, Text]]:
    line = Text(statement.kind or "the file lacks its beginning", style="cyan")
    if statement.kind in ("duty", "prohibition", "permission", "discretion"):
        borne = f" of {statement.bearer}" if statement.bearer else " (of whom is not said)"
        line.append(borne, style="bold not cyan")
    words = f"{statement.operator.text} " if statement.operator else ""
    line.append(f": {words}{statement.action}", style="not cyan")
    limits = (
        (4, Text(f"{label}: {item}"))
        for label, items in _LIMITS
        for item in items(statement)
        if item
    )
    return [(2, line), *limits]


def _deadline(deadline: Deadline) -> str:
    if deadline.relation is None:
        return deadline.text
    return f"{deadline.text} {deadline.relation} {deadline.counted_from or ''}".rstrip()


def _office(office: Office) -> str:
    return ", ".join(filter(None, (office.name, office.address)))


def _references(statement: Statement) -> str:
    return ", ".join(dict.fromkeys(one.cite for one in statement.references))


# What limits or details a statement, in the order in which it is read.
_LIMITS: tuple[tuple[str, Callable[[Statement], Iterable[str]]], ...] = (
    ("if", lambda said: [one.text for one in said.conditions]),
    ("except", lambda said: [one.text for one in said.exceptions]),
    ("deadline", lambda said: map(_deadline, said.deadlines)),
    ("amount", lambda said: [one.text for one in said.amounts]),
    ("office", lambda said: map(_office, said.offices)),
    ("refers to", lambda said: [_references(said)]),
)

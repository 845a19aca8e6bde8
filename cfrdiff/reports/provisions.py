"""What `cfrdiff provisions` shows: each paragraph's statements."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.provisions.model import Deadline, Provision, Provisions, Statement


def provision_list(found: Provisions) -> RenderableType:
    """Every paragraph with what it says: kind, bearer, action, and what limits it."""
    date = f"as of {found.as_of}" if found.as_of else "no date"
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
        parts += [Padding(line, (0, 0, 0, indent)) for indent, line in _statement(statement)]
    return parts


def _statement(statement: Statement) -> list[tuple[int, Text]]:
    line = Text(statement.kind or "the file lacks its beginning", style="cyan")
    if statement.kind in ("duty", "prohibition", "permission", "discretion"):
        borne = f" of {statement.bearer}" if statement.bearer else " (of whom is not said)"
        line.append(borne, style="bold not cyan")
    words = f"{statement.operator.text} " if statement.operator else ""
    line.append(f": {words}{statement.action}", style="not cyan")
    found = [(2, line)]
    for label, items in (
        ("if", [one.text for one in statement.conditions]),
        ("except", [one.text for one in statement.exceptions]),
        ("deadline", [_deadline(one) for one in statement.deadlines]),
        ("amount", [one.text for one in statement.amounts]),
        ("office", [", ".join(filter(None, (o.name, o.address))) for o in statement.offices]),
        ("refers to", [", ".join(dict.fromkeys(one.cite for one in statement.references))]),
    ):
        found += [(4, Text(f"{label}: {item}")) for item in items if item]
    return found


def _deadline(deadline: Deadline) -> str:
    if deadline.relation is None:
        return deadline.text
    return f"{deadline.text} {deadline.relation} {deadline.counted_from or ''}".rstrip()

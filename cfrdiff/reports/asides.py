"""What a report tells beside the changes of paragraphs, as tables that several formats share."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.changes.model import ChangeSet, Substitution
from cfrdiff.model import Finding
from cfrdiff.reports import entries, spoken

# A place where an old name stands counts as an oversight from this likelihood on.
LIKELY = 0.5


class Aside(msgspec.Struct, frozen=True):
    """A titled table; `widths` are its columns' shares of a hundred."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


def asides(changes: ChangeSet) -> Iterator[Aside]:
    """The tables that have rows, in the order in which they are read."""
    found = (
        _sections(changes),
        _names(changes),
        _stale(changes),
        _transfers(changes),
        _slight(changes),
        _uncovered(changes),
        open_questions(changes),
    )
    return (aside for aside in found if aside.rows)


def left_behind(
    one: Substitution,
) -> tuple[list[tuple[str | None, str]], list[tuple[str | None, str]]]:
    """Where an old name still stands: likely oversights, and perhaps another thing."""
    ranked = list(zip(one.residual, one.oversight or (1.0,) * len(one.residual), strict=True))
    forgotten = [place for place, likely in ranked if likely >= LIKELY]
    return forgotten, [place for place, likely in ranked if likely < LIKELY]


def _sections(changes: ChangeSet) -> Aside:
    followers = entries.followers(changes)
    rows = tuple(
        (entries.section_change(one) + entries.along(followers[one.id]),)
        for one in changes.sections
    )
    return Aside("Sections", ("What became of a section",), rows, (100,))


def _names(changes: ChangeSet) -> Aside:
    rows: list[tuple[str, ...]] = []
    for one in changes.substitutions:
        forgotten, others = map(entries.cites, left_behind(one))
        pieces = [forgotten, f"perhaps another thing: {others}" if others else ""]
        name = f"“{one.before}” → “{one.after}”"
        rows.append(
            (
                name,
                spoken.category(one.category),
                entries.cites(one.where),
                "; ".join(filter(None, pieces)),
            )
        )
    heads = ("Name", "Category", "Replaced in", "Left behind in")
    return Aside("Names replaced", heads, tuple(rows), (30, 14, 28, 28))


def _stale(changes: ChangeSet) -> Aside:
    rows = tuple(
        (
            entries.cites([(one.section, one.designation)]),
            one.text,
            entries.cites([one.target_before]),
            entries.cites([one.target_after]) if one.target_after else "gone",
        )
        for one in changes.stale_references
    )
    heads = ("Paragraph", "It names", "That is the older", "Which is now")
    return Aside("References that did not follow", heads, rows, (22, 34, 22, 22))


def _transfers(changes: ChangeSet) -> Aside:
    rows = tuple(
        (one.text, entries.cites([one.before]), entries.cites([one.after]))
        for one in changes.transfers
    )
    return Aside("Words that changed places", ("Words", "From", "To"), rows, (60, 20, 20))


def _slight(changes: ChangeSet) -> Aside:
    rows = tuple(
        (entries.place(one), entries.words_changed(one))
        for one in changes.changes
        if one.kind == "unchanged" and one.edits
    )
    title = "Differs in type only (the print or its reading, not the rule)"
    return Aside(title, ("Paragraph", "Words"), rows, (25, 75))


def _uncovered(changes: ChangeSet) -> Aside:
    rows = tuple(
        (line, edition.source.path)
        for _, edition, states in entries.uncovered(changes)
        for line in entries.ranges(states)
    )
    return Aside("Not compared", ("Paragraphs", "File that does not reach there"), rows, (50, 50))


def open_questions(changes: ChangeSet) -> Aside:
    """The findings of both readings."""
    rows = tuple(
        (
            edition.source.path,
            entries.cites([(one.section, one.designation or "")]) if one.section else "",
            "" if one.line is None else str(one.line),
            _said(one),
        )
        for edition in (changes.before, changes.after)
        for one in edition.findings
    )
    heads = ("File", "Paragraph", "Line", "What")
    return Aside("What reading left open", heads, rows, (25, 17, 8, 50))


def _said(finding: Finding) -> str:
    return f"Warning: {finding.message}" if finding.severity == "warning" else finding.message

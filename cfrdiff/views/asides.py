"""What a report tells beside the changes of paragraphs, as tables that several formats share."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.changes.model import ChangeSet, Substitution, Where
from cfrdiff.model import Edition, Finding
from cfrdiff.views import entries, wording

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


def residual(one: Substitution) -> list[tuple[Where, float]]:
    """Where an old name still stands, and how likely each was forgotten: surely, where the change
    set does not say.
    """
    return list(zip(one.residual, one.oversight or (1.0,) * len(one.residual), strict=True))


def left_behind(one: Substitution) -> tuple[list[Where], list[Where]]:
    """Where an old name still stands: likely oversights, and perhaps another thing."""
    found = residual(one)
    forgotten = [place for place, likely in found if likely >= LIKELY]
    return forgotten, [place for place, likely in found if likely < LIKELY]


def _sections(changes: ChangeSet) -> Aside:
    followers = entries.followers(changes)
    rows = tuple(
        (entries.section_change(one) + entries.along(followers[one.id]), one.significance)
        for one in changes.sections
    )
    return Aside("Sections", ("What became of a section", "Weight"), rows, (80, 20))


def _names(changes: ChangeSet) -> Aside:
    rows = tuple(
        (
            f"“{one.before}” → “{one.after}”",
            wording.category(one.category),
            entries.cites(one.where),
            _told_as_left(one),
        )
        for one in changes.substitutions
    )
    heads = ("Name", "Category", "Replaced in", "Left behind in")
    return Aside("Names replaced", heads, rows, (30, 14, 28, 28))


def _told_as_left(one: Substitution) -> str:
    forgotten, others = map(entries.cites, left_behind(one))
    return "; ".join(filter(None, (forgotten, others and f"perhaps another thing: {others}")))


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
        (entries.place(one), one.significance, entries.words_changed(one))
        for one in changes.changes
        if entries.is_slight(one)
    )
    rows += tuple(
        (entries.block(one), one.significance, entries.block_words(one))
        for one in entries.slight_blocks(changes)
    )
    return Aside(entries.TYPE_ONLY, ("Paragraph", "Weight", "Words"), rows, (25, 15, 60))


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
        _finding(edition, one)
        for edition in (changes.before, changes.after)
        for one in edition.findings
    )
    heads = ("File", "Paragraph", "Line", "What")
    return Aside("What reading left open", heads, rows, (25, 17, 8, 50))


def _finding(edition: Edition, one: Finding) -> tuple[str, ...]:
    place = entries.cites([(one.section, one.designation or "")]) if one.section else ""
    warning = "Warning: " if one.severity == "warning" else ""
    line = "" if one.line is None else str(one.line)
    return edition.source.path, place, line, warning + one.message

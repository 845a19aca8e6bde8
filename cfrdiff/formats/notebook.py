"""Editions, change sets and histories as a notebook shows them: a piece of HTML each.

Nothing in it is cut without a word, and nothing of it is obeyed: all text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from markupsafe import Markup, escape

from cfrdiff.changes import ChangeSet
from cfrdiff.formats.svg import history_svg
from cfrdiff.history import History
from cfrdiff.model import Edition
from cfrdiff.views import entries
from cfrdiff.views.listed import Listed, blocks, paragraphs, sections
from cfrdiff.views.signs import visible

# A notebook shows so many rows; more are better read in a report.
_ROWS = 60
_TAGS = {"same": "{}", "del": "<del>{}</del>"}
_NEWER = "<ins>{}</ins>"


def edition_html(edition: Edition) -> str:
    """An edition: what it is, and its sections."""
    rows = (
        Markup("<tr><td>§ {}</td><td>{}</td><td>{}</td></tr>").format(
            visible(one.number or "?"), visible(one.heading or ""), sum(1 for _ in one.walk())
        )
        for one in islice(edition.sections, _ROWS)
    )
    warnings = sum(one.severity == "warning" for one in edition.findings)
    noted = f", {warnings} warnings of its reading" if warnings else ""
    return Markup(
        "<p><b>{}</b>, {}: {} sections{}</p><table><thead><tr><th>section</th><th>heading</th>"
        "<th>paragraphs</th></tr></thead><tbody>{}</tbody></table>{}"
    ).format(
        visible(edition.cite),
        f"as of {edition.as_of}" if edition.as_of else "of a date that is not known",
        len(edition.sections),
        noted,
        _joined(rows),
        _rest(len(edition.sections), "sections", "cfrdiff read"),
    )


def changes_html(changes: ChangeSet) -> str:
    """A change set: its counts, and each change with its words, weight and flags."""
    said = [*sections(changes), *paragraphs(changes), *blocks(changes)]
    tallies = "; ".join(entries.tallies(changes)) or "Nothing changed"
    return Markup("<p><b>{}</b>, {} → {}: {}</p><ol>{}</ol>{}").format(
        visible(changes.after.cite),
        changes.before.as_of or "no date",
        changes.after.as_of or "no date",
        tallies,
        _joined(map(_item, said[:_ROWS])),
        _rest(len(said), "changes", "cfrdiff diff OLD NEW -o redline.html"),
    )


def history_html(history: History) -> str:
    """A history: its picture, which holds itself as text too."""
    picture = history_svg(history).decode()
    return picture[picture.index("<svg") :]


def _item(one: Listed) -> Markup:
    became = f" {one.became}, {one.significance}" if one.became else ""
    pieces = _joined(
        Markup(_TAGS.get(piece.op, _NEWER)).format(visible(piece.text)) for piece in one.pieces
    )
    flags = _joined(Markup("<br>⚠ {}").format(visible(flag)) for flag in one.review)
    return Markup("<li><b>{}</b>{}{}{}</li>").format(
        visible(one.place), became, Markup("<br>{}").format(pieces) if pieces else "", flags
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _rest(count: int, what: str, command: str) -> Markup:
    if count <= _ROWS:
        return Markup("")
    return Markup("<p>{} more {}; all: <code>{}</code></p>").format(
        count - _ROWS, what, escape(command)
    )

"""What the program itself works with, as JSON; its schemas ship with the package."""

from __future__ import annotations

import msgspec

from cfrdiff.history import History
from cfrdiff.model import Edition
from cfrdiff.views.report import Report


def change_set_json(report: Report) -> bytes:
    """The change set, as `cfrdiff diff --json` prints it."""
    return report.changes.to_json() + b"\n"


def edition_json(edition: Edition) -> bytes:
    """The edition, as `cfrdiff read --json` prints it."""
    return edition.to_json() + b"\n"


def histories_json(found: list[History]) -> bytes:
    """The history of a section, or a list of several."""
    return msgspec.json.encode(found if len(found) > 1 else found[0]) + b"\n"

"""Follows paragraphs through any number of editions: when each wording appeared and vanished."""

from cfrdiff.history.follow import by_section, follow, follow_picked
from cfrdiff.history.model import Event, History, Outside, Point, Step, Track

__all__ = [
    "Event",
    "History",
    "Outside",
    "Point",
    "Step",
    "Track",
    "by_section",
    "follow",
    "follow_picked",
]

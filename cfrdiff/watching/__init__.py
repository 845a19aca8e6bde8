"""What a team tracks, what it has seen, and what is new of it."""

from cfrdiff.watching.model import News, Report, Upcoming, Watch, Watchlist
from cfrdiff.watching.seen import Seen, read_seen, seen_bytes
from cfrdiff.watching.upcoming import rules_at_hand, upcoming
from cfrdiff.watching.watchlist import read_watchlist

__all__ = [
    "News",
    "Report",
    "Seen",
    "Upcoming",
    "Watch",
    "Watchlist",
    "read_seen",
    "read_watchlist",
    "rules_at_hand",
    "seen_bytes",
    "upcoming",
]

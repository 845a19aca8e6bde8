"""A watchlist, and what is found of each of its lines."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.changes.model import ChangeSet
from cfrdiff.library.fetching import Rule

Standing = Literal["begun", "same", "news", "failed"]


class Watch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a watchlist: what is tracked, by whom, why, and whether proposed rules count."""

    cite: str
    owner: str = ""
    note: str = ""
    proposed: bool = True


class Watchlist(msgspec.Struct, frozen=True):
    """What a team tracks, and the file in which it is kept what it has seen."""

    path: str
    state: str
    watches: tuple[Watch, ...]


class Upcoming(msgspec.Struct, frozen=True):
    """A rule that is not yet in the edition at hand.

    `names` are the tracked section's own instructions: True where the rule's XML orders something
    of it, False where it orders other things only, None where that cannot be told.
    """

    rule: Rule
    is_new: bool
    names: bool | None = None


class News(msgspec.Struct, frozen=True):
    """What became of a line since the last look.

    `before` and `after` are the dates of the editions that were compared, `between` those that
    were passed over; `problem` is why a line could not be looked at.
    """

    watch: Watch
    standing: Standing
    before: str | None = None
    after: str | None = None
    between: tuple[str, ...] = ()
    changes: ChangeSet | None = None
    to_come: tuple[Upcoming, ...] = ()
    problem: str | None = None


class Report(msgspec.Struct, frozen=True):
    """What a look at a watchlist found, in the watchlist's order."""

    watchlist: Watchlist
    news: tuple[News, ...]

    @property
    def has_news(self) -> bool:
        """Whether anything is new."""
        return any(one.standing == "news" for one in self.news)

    @property
    def failed(self) -> tuple[News, ...]:
        """The lines that could not be looked at."""
        return tuple(one for one in self.news if one.standing == "failed")

    def by_owner(self) -> list[tuple[str, list[News]]]:
        """The lines of each owner, the owners in the order in which they first stand."""
        found: dict[str, list[News]] = {}
        for one in self.news:
            found.setdefault(one.watch.owner, []).append(one)
        return list(found.items())

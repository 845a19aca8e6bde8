"""What is new of what a team tracks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cfrdiff.api.diffing import diff
from cfrdiff.api.reading import read
from cfrdiff.changes import ChangeSet
from cfrdiff.cites import CiteError
from cfrdiff.errors import CfrdiffError, NotFoundError
from cfrdiff.library import Kept, find, shelf
from cfrdiff.library.fetching import rules_folder
from cfrdiff.library.keeping import opened
from cfrdiff.library.names import parse_cite
from cfrdiff.model import Edition
from cfrdiff.opening import Readable, build_edition
from cfrdiff.watching import (
    News,
    Report,
    Seen,
    Upcoming,
    Watch,
    Watchlist,
    read_seen,
    read_watchlist,
    rules_at_hand,
    upcoming,
)
from cfrdiff.watching.upcoming import KeptRule

_SAME = frozenset(("unchanged", "not-covered"))


def watch(path: str, *, rules: Path | None = None) -> tuple[Report, list[Seen]]:
    """What changed of each citation of a watchlist since the last look, and what will then have
    been seen: the newest edition at hand against the one that was seen last, and the rules to
    come. `rules` is the folder where `cfrdiff fetch --rules` keeps them.

    A line that cannot be looked at says so, and what was seen of it stays. Nothing is written.
    Raises SourceError for a watchlist or a state that cannot be read.
    """
    watchlist = read_watchlist(path)
    seen = read_seen(watchlist.state)
    at_hand = shelf.kept(shelf.default_store())
    kept_rules = rules_at_hand(rules or rules_folder())
    looks = [_Look(one, seen.get(one.cite), at_hand, kept_rules) for one in watchlist.watches]
    found = [one.news() for one in looks]
    return Report(watchlist, tuple(found)), _seen_now(watchlist, seen, looks, found)


class _Look:
    """A look at one citation."""

    def __init__(
        self, one: Watch, seen: Seen | None, at_hand: Sequence[Kept], rules: Sequence[KeptRule]
    ) -> None:
        self._watch, self._seen = one, seen
        self._at_hand, self._rules = at_hand, rules
        self.newest: Kept | None = None

    def news(self) -> News:
        """What is new, or why it could not be found out."""
        try:
            self.newest = find(f"{self._watch.cite}@latest", self._at_hand)[0]
            return self._compared(self.newest)
        except (CfrdiffError, CiteError) as error:
            return News(self._watch, "failed", problem=str(error))

    def _compared(self, newest: Kept) -> News:
        after, seen = newest.entry.as_of or "", self._seen
        known = () if seen is None else seen.rules
        to_come = upcoming(self._watch, after, known, self._rules)
        if seen is None:
            read(f"{self._watch.cite}@{after}")  # so that what is not there is said at once
            return News(self._watch, "begun", after=after, to_come=to_come)
        changes = None
        if seen.sha256 != newest.entry.sha256:
            picked = parse_cite(self._watch.cite)[2]
            changes = diff(self._seen_edition(seen), f"{self._watch.cite}@{after}", section=picked)
        is_news = (changes is not None and _is_changed(changes)) or _any_new(to_come)
        return News(
            self._watch,
            "news" if is_news else "same",
            before=seen.edition,
            after=after,
            between=self._between(seen.edition, after),
            changes=changes,
            to_come=to_come,
        )

    def _seen_edition(self, seen: Seen) -> Readable | Edition:
        """The edition that was seen last; another file of its day may be the one that is read now.

        Raises NotFoundError where it is no longer at hand.
        """
        name = f"{self._watch.cite}@{seen.edition}"
        if find(name, self._at_hand)[0].entry.sha256 == seen.sha256:
            return name
        held = next((one for one in self._at_hand if one.entry.sha256 == seen.sha256), None)
        if held is None:
            raise NotFoundError(
                f"the edition of {seen.edition} that was seen last of {self._watch.cite} is no"
                " longer in the library; add it again, or take its table out of the state"
            )
        return build_edition(opened(held.data(shelf.default_store()), held.entry, held.part))

    def _between(self, before: str, after: str) -> tuple[str, ...]:
        """The days of the editions at hand that lie between two."""
        title, part, _ = parse_cite(self._watch.cite)
        days = [one.entry.as_of for one in shelf.all_of(title, part, self._at_hand)]
        return tuple(day for day in days if day is not None and before < day < after)


def _seen_now(
    watchlist: Watchlist, seen: Mapping[str, Seen], looks: Sequence[_Look], found: Sequence[News]
) -> list[Seen]:
    """What has been seen with this look; of what could not be looked at, what was seen before.
    What the watchlist no longer has is left out.
    """
    now = []
    for one, look, news in zip(watchlist.watches, looks, found, strict=True):
        before = seen.get(one.cite)
        if news.standing == "failed" or look.newest is None:
            now += [before] if before else []
            continue
        entry = look.newest.entry
        rules = tuple(upcoming.rule.key for upcoming in news.to_come)
        now.append(Seen(one.cite, entry.as_of or "", entry.sha256, rules))
    return now


def _any_new(to_come: Sequence[Upcoming]) -> bool:
    return any(one.is_new for one in to_come)


def _is_changed(changes: ChangeSet) -> bool:
    kinds: set[str] = {change.kind for change in changes.changes}
    kinds |= {block.kind for block in changes.blocks}
    return changes.perhaps_misread > 0 or not kinds <= _SAME

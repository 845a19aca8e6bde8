"""Whether two editions may be compared: of one title, with a part in common, the older first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cfrdiff.cites import part_of
from cfrdiff.errors import MismatchError
from cfrdiff.model import Edition
from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.sources import corpus
from cfrdiff.structure import headed_parts

# So many parts are named; a volume has a hundred.
_NAMED = 3


def check_comparable(*editions: Edition) -> None:
    """Raise MismatchError where two editions that follow one another are of different titles, have
    no part in common, or stand newest first.

    What a file does not say of its title or date speaks against nothing.
    """
    for before, after in pairwise(editions):
        rule = first_rule(_RULES, _Pair(_Sheet(before), _Sheet(after)))
        if rule is not None:
            raise MismatchError(
                f"{_named(before)} and {_named(after)} {rule.verdict}; if they are to be compared"
                " all the same, give --force (in Python, force=True)"
            )


@dataclass(frozen=True)
class _Sheet:
    """What an edition says of itself; dates are ISO."""

    edition: Edition

    @property
    def title(self) -> int | None:
        return self.edition.title

    @cached_property
    def parts(self) -> frozenset[str]:
        return frozenset(parts_of(self.edition))

    @cached_property
    def earliest(self) -> str | None:
        """The day it is of, or before which the corpus says that it cannot be."""
        return self.edition.as_of or (self._entry.not_before if self._entry else None)

    @cached_property
    def latest(self) -> str | None:
        """The day it is of, or after which the corpus says that it cannot be."""
        return self.edition.as_of or (self._entry.not_after if self._entry else None)

    @cached_property
    def _entry(self) -> corpus.Entry | None:
        held = corpus.find_content(self.edition.source.sha256)
        return held.entry if held else None


@dataclass(frozen=True)
class _Pair:
    """Two editions, given as the older and the newer."""

    before: _Sheet
    after: _Sheet

    @property
    def are_of_other_titles(self) -> bool:
        titles = {self.before.title, self.after.title} - {None}
        return len(titles) > 1

    @property
    def share_no_part(self) -> bool:
        return not self.before.parts & self.after.parts

    @property
    def stand_newest_first(self) -> bool:
        earliest, latest = self.before.earliest, self.after.latest
        return earliest is not None and latest is not None and earliest > latest


_RULES: tuple[Rule[_Pair, str], ...] = (
    Rule("other titles", lambda pair: pair.are_of_other_titles, "are of different titles"),
    Rule("other parts", lambda pair: pair.share_no_part, "have no part in common"),
    Rule("newest first", lambda pair: pair.stand_newest_first, "are given newest first"),
)


def parts_of(edition: Edition) -> Sequence[str]:
    """The parts that an edition has sections of, in their order; without sections, headings of."""
    parts = dict.fromkeys(part_of(s.number) for s in edition.sections if s.number)
    return list(parts or dict.fromkeys(headed_parts(edition.blocks)))


def _named(edition: Edition) -> str:
    """An edition by its file, and what it is of: "a.txt (19 CFR part 163, as of 2012-04-01)"."""
    parts = parts_of(edition)
    title = f"{edition.title} CFR " if edition.title else ""
    several = "s" if len(parts) > 1 else ""
    more = f" and {len(parts) - _NAMED} more" if len(parts) > _NAMED else ""
    date = f", as of {edition.as_of}" if edition.as_of else _bounds(_Sheet(edition))
    return f"{edition.source.path} ({title}part{several} {', '.join(parts[:_NAMED])}{more}{date})"


def _bounds(sheet: _Sheet) -> str:
    after = f", not before {sheet.earliest}" if sheet.earliest else ""
    return after + (f", not after {sheet.latest}" if sheet.latest else "")

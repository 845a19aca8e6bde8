"""What the reader of the report can filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from cfrdiff.views.shown import Entry, SectionView


class Choice(msgspec.Struct, frozen=True):
    """A value to filter by, and how many entries have it."""

    value: str
    count: int


class Facet(msgspec.Struct, frozen=True):
    """A property of entries with the values that occur."""

    name: str
    title: str
    choices: tuple[Choice, ...]


_Values = Callable[[Entry], Iterable[str]]
_FACETS: tuple[tuple[str, str, _Values], ...] = (
    ("kind", "Kind", lambda entry: (entry.kind,)),
    ("weight", "Weight", lambda entry: () if entry.weight == "none" else (entry.weight,)),
    ("category", "Category of edit", lambda entry: entry.categories),
)


def facets(sections: Sequence[SectionView]) -> list[Facet]:
    """Those that occur, with their values, the most frequent first."""
    listed = [entry for section in sections for entry in section.listed]
    found = [Facet(name, title, _choices(listed, values)) for name, title, values in _FACETS]
    return [facet for facet in found if facet.choices]


def _choices(listed: Iterable[Entry], values: _Values) -> tuple[Choice, ...]:
    counts = Counter(value for entry in listed for value in values(entry))
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Choice(value, count) for value, count in ranked)

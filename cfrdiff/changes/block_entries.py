"""The paragraphs of appendices by their designations: which are at home, and which were renumbered.

An official interpretation is cited by the paragraph it explains and its own number, "comment
2(c)(1)-1.i". Its number is its place: it is looked for there first, and one that has another
number has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cfrdiff.changes.block_homes import Home
from cfrdiff.cites.comments import behind_key, cite_of_entry, comment_key
from cfrdiff.model import Entry, Path

# An appendix, and a path within it.
_Place = tuple[object, Path]


def words_of(entry: Entry) -> str:
    """What an entry says, without its designation or what its comments are keyed to."""
    return behind_key(entry.text) if _is_heading(entry) else entry.text


def is_at_home(old: Home, new: Home) -> bool:
    """Whether two blocks have the same place in the trees of their appendices."""
    return bool(old.entry and new.entry and old.entry.path and old.entry.path == new.entry.path)


def path_of(home: Home) -> Path:
    """Its path in the tree of its appendix; () for what is in none."""
    return home.entry.path if home.entry else ()


def is_designated(home: Home) -> bool:
    """Whether a block bears a designation of its own."""
    return home.entry is not None and bool(home.entry.designation)


def heads_comments(home: Home) -> bool:
    """Whether a block is the heading of what comments are keyed to."""
    return home.entry is not None and comment_key(home.entry.text) == home.entry.designation


def cite_of(home: Home | None) -> str:
    """The comment or paragraph of an appendix that a block is, or is part of; "" for none."""
    return cite_of_entry(home.entry.path, home.part) if home and home.entry else ""


def renumbered(
    pairs: Mapping[int, int], olds: Sequence[Home], news: Sequence[Home]
) -> Iterator[int]:
    """The newer places of what is cited otherwise now, and did not only go with what it stands
    under.
    """
    became = dict(_became(pairs, olds, news))
    for j, i in pairs.items():
        old, new = olds[i], news[j]
        if is_designated(old) and is_designated(new) and cite_of(old) != cite_of(new):
            (appendix, path), (other, there) = _place(old), _place(new)
            is_along = became.get((appendix, path[:-1])) == (other, there[:-1])
            if path[-1] != there[-1] or not is_along:
                yield j


def _became(
    pairs: Mapping[int, int], olds: Sequence[Home], news: Sequence[Home]
) -> Iterator[tuple[_Place, _Place]]:
    """Which place of the older edition is which of the newer."""
    for j, i in pairs.items():
        if _has_place(olds[i].entry) and _has_place(news[j].entry):
            yield _place(olds[i]), _place(news[j])


def _place(home: Home) -> _Place:
    assert home.entry is not None, "what is in no appendix has no place in one"
    return home.group, home.entry.path


def _has_place(entry: Entry | None) -> bool:
    return entry is not None and bool(entry.designation or _is_heading(entry))


def _is_heading(entry: Entry) -> bool:
    """Whether it heads others: by what they are keyed to, or by its words."""
    if not entry.path:
        return False
    return entry.path[-1] == entry.text or comment_key(entry.text) == entry.path[-1]

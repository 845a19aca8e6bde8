"""What names, kinds and reasons become when changes are read from the newer edition to the older.

Everything here is its own inverse: turned twice, a word or an id is what it was.
"""

from __future__ import annotations

from typing import Any, TypeVar

_Value = TypeVar("_Value")
_Word = TypeVar("_Word", bound=str)

# Kinds of change, and codes for review, that have a direction. All others read the same both ways.
_OPPOSITES = (
    ("added", "removed"),
    ("split", "merged"),
    ("moved-out-of-the-section", "moved-into-the-section"),
)
_TURNED: dict[str, Any] = {one: other for pair in _OPPOSITES for one, other in (pair, pair[::-1])}

# The section and the designation a thing stands under; None where an edition has no such thing.
Named = tuple[str | None, str] | None


def turned(word: _Word) -> _Word:
    """A kind or a code for review, read the other way."""
    opposite: _Word = _TURNED.get(word, word)
    return opposite


def turned_reason(reason: str) -> str:
    """A row of the significance table, ``added: substantive``, read the other way."""
    row, colon, weight = reason.partition(":")
    kind, space, rest = row.partition(" ")
    return f"{turned(kind)}{space}{rest}{colon}{weight}"


def swapped(value: _Value, one: _Value, other: _Value) -> _Value:
    """`other` for `one` and `one` for `other`; any third value as it is."""
    if value == one:
        return other
    return one if value == other else value


def name_of(before: Named, after: Named) -> str:
    """How a change is named: ``163.12(b)(2)``, or ``163.11(c)>(f)`` where it moved.

    No two pairs of places have the same name, read in either direction.
    """
    first = before or after
    assert first is not None, "a change has a side"
    name = f"{first[0] or ''}{first[1]}"
    if not before or not after or before == after:
        return name
    section = "" if before[0] == after[0] else after[0] or "?"
    return f"{name}>{section}{after[1]}"


def turned_id(id: str, before: Named, after: Named) -> str:
    """The id of a change from `before` to `after`, read the other way.

    What stands behind the name in an id (the kind of a block, a number) stays there. As names
    are never the same for two pairs of places, ids that were unique stay so.
    """
    for name, opposite in (
        (name_of(before, after), name_of(after, before)),
        (name_of(after, before), name_of(before, after)),
    ):
        rest = id[len(name) :]
        if id.startswith(name) and rest[:1] in ("", "#", ":"):
            return opposite + rest
    return id


def turned_above(id: str, before: str | None, after: str | None) -> str:
    """The id of a redesignation, read the other way; it led from section `before` to `after`."""
    left, arrow, right = id.partition("#")[0].partition(">")
    if not arrow:
        return id
    for old, new in ((before, after), (after, before)):
        one = (old, left.removeprefix(old or ""))
        other = (new, right if old == new else right.removeprefix(new or "?"))
        if id.startswith(name_of(one, other)):
            return turned_id(id, one, other)
    return id


def turned_section(id: str) -> str:
    """The id of a section's change, ``163.4>163.8``, ``>163.9`` or ``163.4>``, the other way."""
    before, arrow, after = id.partition(">")
    return f"{after}{arrow}{before}"

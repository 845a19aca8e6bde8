"""Editions kept: added, found by citation and date, compared by the thousand."""

from typing import TYPE_CHECKING

from cfrdiff.late import open_door as _open_door

if TYPE_CHECKING:
    from cfrdiff.library.keeping import Incoming
    from cfrdiff.library.library import Library
    from cfrdiff.library.model import Added, Damage, Entry, Failure, Origin
    from cfrdiff.library.names import EditionName, parse_name
    from cfrdiff.library.shelf import Kept, find

__all__ = [
    "Added",
    "Damage",
    "EditionName",
    "Entry",
    "Failure",
    "Incoming",
    "Kept",
    "Library",
    "Origin",
    "find",
    "parse_name",
]

_open_door(
    __name__,
    {
        "cfrdiff.library.keeping": ("Incoming",),
        "cfrdiff.library.library": ("Library", "library"),
        "cfrdiff.library.model": ("Added", "Damage", "Entry", "Failure", "Origin"),
        "cfrdiff.library.names": ("EditionName", "parse_name"),
        "cfrdiff.library.shelf": ("Kept", "find"),
    },
)

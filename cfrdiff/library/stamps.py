"""Which reader made something: a digest of the code that what is kept depends on.

So that what a new reader reads the same way need not be read anew, and what it may read in another
way is, without anybody having to remember a number.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

_LENGTH = 12

# The rooms and modules that what is read of a file depends on.
_READING = (
    "appendices.py", "cites", "divisions.py", "effective.py", "language", "model.py", "opening.py",
    "sources", "structure", "text",
)  # fmt: skip
# Those that a comparison depends on besides.
_COMPARING = ("align", "changes", "comparable.py", "selecting.py")
_CODE = (".py", ".toml", ".txt", ".json")


@cache
def reading_stamp() -> str:
    """The stamp of what is read."""
    return _digest(_READING)


@cache
def comparing_stamp() -> str:
    """The stamp of what is compared."""
    return _digest((*_READING, *_COMPARING))


def _digest(rooms: tuple[str, ...]) -> str:
    package = resources.files("cfrdiff")
    found = hashlib.sha256()
    for room in rooms:
        _take(package / room, room, found)
    return found.hexdigest()[:_LENGTH]


def _take(place: Any, name: str, found: Any) -> None:
    if place.is_dir():
        for one in sorted(place.iterdir(), key=lambda one: str(one.name)):
            _take(one, f"{name}/{one.name}", found)
    elif name.endswith(_CODE):
        data = place.read_bytes()
        found.update(f"{name} {len(data)}\n".encode())
        found.update(data)

"""What is compared as one, and which of it became which."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

_SMALL = frozenset(
    "a an the of to in on for by and or as at with from such that this which any each is are be"
    " its , ( )".split()
)


class Unit(msgspec.Struct, frozen=True):
    """What is compared as one: a token, or the tokens of a name (`named`).

    `within` numbers the thing that the text names and this is a part of, -1 where it is none.
    """

    key: str
    start: int
    end: int
    named: bool = False
    within: int = -1


class Stretch(msgspec.Struct, frozen=True):
    """Units ``[a, b)`` of the older text became ``[c, d)`` of the newer."""

    a: int
    b: int
    c: int
    d: int

    @property
    def shape(self) -> tuple[bool, bool]:
        """Whether there are older units, and newer ones."""
        return self.a < self.b, self.c < self.d

    def touches(self, other: Stretch) -> bool:
        """Whether nothing stands between this and the next one."""
        return (self.b, self.d) == (other.a, other.c)

    def with_next(self, other: Stretch) -> Stretch:
        """This and the next one, and what stands between them."""
        return Stretch(self.a, other.b, self.c, other.d)


def is_small(key: str) -> bool:
    """Whether a unit says little by itself: an article, a preposition, a mark."""
    return key.lower() in _SMALL or not any(c.isalnum() for c in key)


def weight(units: Sequence[Unit], start: int, end: int) -> int:
    """How many of some units say something."""
    return sum(not is_small(unit.key) for unit in units[start:end])

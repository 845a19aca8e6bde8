"""A word broken at a line end, with what the document and the word list know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from cfrdiff.late import kept
from cfrdiff.text.thresholds import SHORTEST_KIN
from cfrdiff.text.vocabulary import Vocabulary

Basis = Literal["document", "word-list", "compound", "fragment", "form", "undecided"]
Between = Literal["", "-", "- "]


class Joint(msgspec.Struct, frozen=True):
    """How two line ends meet: what stands between them, and why."""

    between: Between
    basis: Basis


@dataclass(frozen=True)
class BrokenWord:
    """A word in two pieces; what the rules ask of it is found when first asked for.

    `left` may hold hyphens and so may `right`: the pieces next to the break are `first` and
    `second`, `whole` is both in one.
    """

    left: str
    right: str
    vocabulary: Vocabulary

    @kept
    def first(self) -> str:
        return self.left.rsplit("-", 1)[-1]

    @kept
    def second(self) -> str:
        return self.right.split("-")[0]

    @property
    def whole(self) -> str:
        return self.first + self.second

    @kept
    def whole_count(self) -> int:
        """How often the document has the pieces next to the break in one."""
        return self.vocabulary.count(self.whole)

    @property
    def apart_count(self) -> int:
        """How often it has them with a hyphen."""
        return self.vocabulary.count(f"{self.first}-{self.second}")

    @kept
    def _counts(self) -> tuple[int, int]:
        """How often the document has all of the word solid here, and with a hyphen.

        Where it has neither, words akin count: "recordkeeper" shows how "record-keepers" goes on.
        """
        count, kin = self.vocabulary.count, self.vocabulary.kin
        counts = count(self.left + self.right), count(f"{self.left}-{self.right}")
        if any(counts) or min(len(self.left), len(self.right)) < SHORTEST_KIN:
            return counts
        stem = self.right[: max(SHORTEST_KIN, len(self.right) - 3)]
        return kin(self.left + stem), kin(f"{self.left}-{stem}")

    @property
    def solid(self) -> int:
        return self._counts[0]

    @property
    def hyphened(self) -> int:
        return self._counts[1]

    @property
    def usual_between(self) -> Between:
        """What stands between the pieces where the document has more of one way."""
        return "" if self.solid > self.hyphened else "-"

    @property
    def first_is_word(self) -> bool:
        return self.vocabulary.is_word(self.first)

    @kept
    def second_is_word(self) -> bool:
        return self.vocabulary.is_word(self.second)

    @kept
    def both_words(self) -> bool:
        return self.first_is_word and self.second_is_word

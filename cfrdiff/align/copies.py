"""Where a text stands that has been copied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from functools import lru_cache

from cfrdiff.align.places import Place
from cfrdiff.align.thresholds import ELSEWHERE
from cfrdiff.model import Paragraph

_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"\W*(\w+)\W+(\w+)")


class Copies:
    """The paragraphs of an edition that the other one has too (`linked`), by their words."""

    def __init__(self, row: Sequence[Place], linked: Container[int]) -> None:
        self._row = row
        self._linked = linked
        self._by_opening: dict[tuple[str, ...], list[Place]] | None = None

    def of(self, place: Place) -> Place | None:
        """The first paragraph with the words of one that only the other edition has there; None
        where its words are few.
        """
        words = _words(place.paragraph)
        if words.count(" ") + 1 < ELSEWHERE:
            return None
        if self._by_opening is None:
            self._by_opening = self._found_by_opening()
        near = self._by_opening.get(tuple(words.split(" ", 2)[:2]), ())
        return next((one for one in near if _words(one.paragraph) == words), None)

    def _found_by_opening(self) -> dict[tuple[str, ...], list[Place]]:
        """The paragraphs by their first two words, of which few have those of any one."""
        found: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        for one in self._row:
            if one.index in self._linked:
                opening = _OPENING.match(one.paragraph.text.lower())
                if opening is not None:
                    found[opening.groups()].append(one)
        return found


def _words(paragraph: Paragraph) -> str:
    return _words_in(paragraph.text.lower())


@lru_cache(maxsize=1024)
def _words_in(lower: str) -> str:
    return " ".join(_WORD.findall(lower))

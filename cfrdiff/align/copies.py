"""Where a text stands that has been copied."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from cfrdiff.align.places import Place
from cfrdiff.align.thresholds import ELSEWHERE
from cfrdiff.model import Paragraph

_WORD = re.compile(r"\w+")


class Copies:
    """The paragraphs of an edition that the other one has too (`linked`), by their words."""

    def __init__(self, row: Sequence[Place], linked: Container[int]) -> None:
        self._row = row
        self._linked = linked
        self._places: dict[str, Place] | None = None

    def of(self, place: Place) -> Place | None:
        """The first paragraph with the words of one that only the other edition has there; None
        where its words are few.
        """
        words = _words(place.paragraph)
        if words.count(" ") + 1 < ELSEWHERE:
            return None
        if self._places is None:
            self._places = {}
            for one in self._row:
                if one.index in self._linked:
                    self._places.setdefault(_words(one.paragraph), one)
        return self._places.get(words)


def _words(paragraph: Paragraph) -> str:
    return " ".join(_WORD.findall(paragraph.text.lower()))

"""The words that stand whole in a document, and the numbers of its sections."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.text.thresholds import SHORT_REST, USUAL
from cfrdiff.text.words import frequency, in_word_list, is_listed_piece

_SIGNED = re.compile(rf"§ ?({SECTION_NUMBER})")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*")
_GAPPED = re.compile(r"[^\W\d_]+- [^\W\d_]+")


class Vocabulary:
    """Words seen whole inside lines, lower case, with how often; hyphenated ones whole too.

    Also the numbers of sections.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._sorted: list[str] = []
        self._numbers: set[str] = set()

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers that stand behind a section sign in the lines taken in."""
        return frozenset(self._numbers)

    def add(self, line: str) -> None:
        """Take in the unbroken words of a line: not its first or last, which may be pieces."""
        if "- " in line:
            line = _GAPPED.sub("-", line)  # its pieces are no words
        found = [m.group().lower() for m in _WORD.finditer(line)]
        whole = found[0 if _begins_clean(line) else 1 :]
        if line.rstrip().endswith("-"):
            whole = whole[:-1]
        self._seen.update(whole)
        if "§" in line:
            self._numbers.update(_SIGNED.findall(line))
        for word in whole:
            if word.count("-") > 1:
                # "non-campaign-related" shows how "non-campaign" is written.
                pieces = word.split("-")
                self._seen.update("-".join(pair) for pair in itertools.pairwise(pieces))

    def extend(self, lines: Iterable[str]) -> None:
        """Take in many lines."""
        for line in lines:
            self.add(line)

    def count(self, word: str) -> int:
        """How often `word` stands whole in the lines taken in."""
        return self._seen[word.lower()]

    def kin(self, stem: str) -> int:
        """How often words that begin with `stem` stand in the lines taken in."""
        return sum(self._seen[word] for word in self._beginning_with(stem.lower()))

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """How many words with this prefix stand solid and how many hyphenated.

        Words are counted, not their occurrences: a habit shows in many words.
        """
        prefix = prefix.lower()
        solid = hyphened = 0
        for word in self._beginning_with(prefix):
            rest = word[len(prefix) :]
            if rest.startswith("-"):
                hyphened += rest.count("-") == 1
            elif len(rest) > SHORT_REST and in_word_list(rest) and frequency(word) < USUAL:
                solid += 1
        return solid, hyphened

    def known(self, word: str) -> bool:
        """Whether the word stands in the document or in the word list."""
        return self.count(word) > 0 or in_word_list(word)

    def is_word(self, piece: str) -> bool:
        """Whether a piece of a word is a word by itself, here or in the list."""
        return len(piece) > 1 and (self.count(piece) > 1 or is_listed_piece(piece))

    def _beginning_with(self, stem: str) -> Iterator[str]:
        """The words that begin with a stem, in lower case."""
        if len(self._sorted) != len(self._seen):
            self._sorted = sorted(self._seen)
        for i in range(bisect_left(self._sorted, stem), len(self._sorted)):
            if not self._sorted[i].startswith(stem):
                return
            yield self._sorted[i]


def _begins_clean(line: str) -> bool:
    # The first word of a line may be the second half of a broken one; a capital or a mark
    # before it shows that it is not.
    text = line.lstrip()
    return not text[:1].islower()

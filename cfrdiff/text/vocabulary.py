"""The words that stand whole in a document, and the numbers of its sections."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cfrdiff import late
from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.text.thresholds import SHORT_REST, USUAL
from cfrdiff.text.words import frequency, in_word_list, is_listed_piece

_SIGNED = late.compile(rf"§ ?({SECTION_NUMBER})")
_WORD = late.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*")
_GAPPED = late.compile(r"(?<![^\W\d_])[^\W\d_]++- [^\W\d_]++")
# What no line holds: it is taken out where lines are evened.
_BETWEEN = "\0"
# So many words are counted in the lines that may hold them, before all words of all lines are.
_FEW = 8


class Vocabulary:
    """Words seen whole inside lines, lower case, with how often; hyphenated ones whole too.

    Also the numbers of sections. The words of lines are told apart when they are first asked for:
    XML breaks hardly any.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._counts: Counter[str] = Counter()
        self._counted = 0  # lines whose words are counted
        self._asked = 0
        self._joined: str | None = None
        self._sorted: list[str] = []

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers that stand behind a section sign in the lines taken in."""
        signed = (line for line in self._lines if "§" in line)
        return frozenset(number for line in signed for number in _SIGNED.findall(_whole(line)))

    def add(self, line: str) -> None:
        """Take in the unbroken words of a line: not its first or last, which may be pieces."""
        self.extend((line,))

    def extend(self, lines: Iterable[str]) -> None:
        """Take in many lines."""
        self._lines += lines
        self._joined = None

    @property
    def _seen(self) -> Counter[str]:
        if self._counted < len(self._lines):
            _count(self._lines[self._counted :], self._counts)
            self._counted = len(self._lines)
        return self._counts

    def count(self, word: str) -> int:
        """How often `word` stands whole in the lines taken in."""
        lower = word.lower()
        self._asked += 1
        if self._asked > _FEW or not lower.isascii() or self._counted == len(self._lines):
            return self._seen[lower]
        counts: Counter[str] = Counter()
        _count(list(self._holding(lower)), counts)
        return counts[lower]

    def _holding(self, lower: str) -> Iterator[str]:
        """The lines that hold a word in lower case, whole or as a piece."""
        if self._joined is None:
            self._joined = _BETWEEN.join(self._lines).lower().replace("- ", "-")
        number = begin = 0  # of a line, and where it begins among all of them
        at = self._joined.find(lower)
        while at >= 0:
            number += self._joined.count(_BETWEEN, begin, at)
            yield self._lines[number]
            number, begin = number + 1, self._joined.find(_BETWEEN, at) + 1
            at = self._joined.find(lower, begin) if begin else -1

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


def _count(lines: Sequence[str], counts: Counter[str]) -> None:
    """Add the words that stand whole in lines to the counts.

    Words are found in what stands between spaces, of which most stands many times in a document.
    """
    whole = [_whole(line) for line in lines]
    found: Counter[str] = Counter()
    for token, times in Counter(" ".join(whole).split()).items():
        for word in _WORD.findall(token):
            found[word.lower()] += times
    found.subtract(word.lower() for line in whole for word in _pieces(line))
    for word, times in found.items():
        if times:
            counts[word] += times
        if times and word.count("-") > 1:
            # "non-campaign-related" shows how "non-campaign" is written.
            for pair in itertools.pairwise(word.split("-")):
                counts["-".join(pair)] += times


def _pieces(line: str) -> Iterator[str]:
    """What may be a piece of a word at the beginning and at the end of a line."""
    begins_clean, ends_clean = _begins_clean(line), not line.rstrip().endswith("-")
    if begins_clean and ends_clean:
        return
    words = _WORD.findall(line)
    if not begins_clean and words:
        yield words.pop(0)
    if not ends_clean and words:
        yield words.pop()


def _whole(line: str) -> str:
    """A line in which "over- payments" is one word, as its pieces are none."""
    return _GAPPED.sub("-", line) if "- " in line else line


def _begins_clean(line: str) -> bool:
    # The first word of a line may be the second half of a broken one; a capital or a mark
    # before it shows that it is not.
    text = line.lstrip()
    return not text[:1].islower()

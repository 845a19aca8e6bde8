"""One edit as the rules of its category see it: two sides, each worked out once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from cfrdiff.changes.model import Field, Span
from cfrdiff.changes.thresholds import SENTENCE, UNKNOWN_NAMES
from cfrdiff.language.mentions import Mention, table

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]{2,}\b")
_CAPITAL = re.compile(r"\b[A-Z][\w-]*")
_END_OF_SENTENCE = re.compile(r"[.?!]\s*$")


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(text.lower())


class Side:
    """One side of an edit: where it stands in its text, and what the text mentions."""

    def __init__(self, text: str, span: Span, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.start, self.end = span
        self._mentions = mentions

    @cached_property
    def written(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]

    @cached_property
    def words(self) -> list[str]:
        """Its words, in small letters."""
        return words_of(self.written)

    @cached_property
    def telling(self) -> list[str]:
        """Its words without those that say little."""
        return [word for word in self.words if word not in table().fillers]

    @cached_property
    def touched(self) -> list[Mention]:
        """What the edit names, or stands in."""
        end = max(self.end, self.start + 1)
        return [m for m in self._mentions if m.start < end and self.start < m.end]

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of what it names."""
        words = self.written.strip()
        if words in table().short_agencies:
            return {"agency"}  # "Customs" in "Customs field office"
        return {mention.label for mention in self.touched}

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it holds a whole sentence."""
        return (
            bool(_END_OF_SENTENCE.search(self.written))
            and len(self.words) >= SENTENCE
            and self.written.strip()[:1].isupper()
        )

    @cached_property
    def is_number(self) -> bool:
        """Whether it is a number, in figures or words."""
        numbers = table().numbers
        return bool(self.telling) and all(w[0].isdigit() or w in numbers for w in self.telling)

    @cached_property
    def is_count(self) -> bool:
        """Whether it is a count and what it counts: "two copies", "a copy"."""
        tables = table()
        return any(w in tables.counted for w in self.telling) and all(
            w in tables.counted or w in tables.numbers for w in self.telling
        )

    def rest(self, names: bool = False) -> list[str]:
        """Words that are no part of what it names, and say something.

        Where it names an agency or office (`names`), words with capitals are taken for names too.
        """
        # The short name of something is part of it: "the Office (OIT)".
        rest = _ACRONYM.sub(" ", self._uncovered)
        if names and len(words_of(rest)) <= UNKNOWN_NAMES:
            rest = _CAPITAL.sub(" ", rest)  # names of offices that the table has not
        return [word for word in words_of(rest) if word not in table().fillers]

    @cached_property
    def _uncovered(self) -> str:
        """What stands there without what is named."""
        covered = sorted((max(m.start, self.start), min(m.end, self.end)) for m in self.touched)
        rest, at = "", self.start
        for start, end in covered:
            rest += self.text[at:start] + " "
            at = max(at, end)
        return rest + self.text[at : self.end]

    def begins_with(self, name: str) -> bool:
        """Whether it begins with something of a kind."""
        first = min(self.touched, key=lambda mention: mention.start, default=None)
        if first is None or first.label != name:
            return False
        before = self.text[self.start : first.start]
        return all(word in table().fillers for word in words_of(before))


class Replacement:
    """Both sides of an edit in a `field`; `exact` is False where one of them may be misread."""

    def __init__(self, old: Side, new: Side, exact: bool, field: Field) -> None:
        self.old = old
        self.new = new
        self.exact = exact
        self.field = field

    @property
    def sides(self) -> tuple[Side, Side]:
        """The older and the newer side."""
        return self.old, self.new

    @cached_property
    def in_text(self) -> Replacement:
        """The same edit as it would be in a text."""
        return Replacement(self.old, self.new, self.exact, "text")

    @cached_property
    def worded(self) -> list[Side]:
        """The sides that have words."""
        return [side for side in self.sides if side.words]

    @cached_property
    def written(self) -> list[Side]:
        """The sides on which anything stands."""
        return [side for side in self.sides if side.written.strip()]

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of what either side names."""
        return set[str]().union(*(side.kinds for side in self.worded))

    @cached_property
    def has_sentence(self) -> bool:
        """Whether a side holds a whole sentence."""
        return any(side.is_sentence for side in self.sides)

    @cached_property
    def names_only(self) -> bool:
        """Whether both sides are nothing but what they name.

        Behind "or permitted by" something else comes or goes than the paragraph it names.
        """
        if len(self.worded) == 1 and table().widening.match(self.worded[0].written):
            return False
        organs = not self.kinds.isdisjoint(("office", "agency"))
        return not any(side.rest(organs) for side in self.worded)

    @cached_property
    def before(self) -> str:
        """The older words, in small letters."""
        return " ".join(self.old.words)

    @cached_property
    def after(self) -> str:
        """The newer words, in small letters."""
        return " ".join(self.new.words)

    @cached_property
    def gone(self) -> Counter[str]:
        """Words that went."""
        return Counter(self.old.words) - Counter(self.new.words)

    @cached_property
    def came(self) -> Counter[str]:
        """Words that came."""
        return Counter(self.new.words) - Counter(self.old.words)

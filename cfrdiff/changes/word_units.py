"""A text → the units that are compared: words, marks, and names that no edit may cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cfrdiff.changes.model import Span
from cfrdiff.changes.stretches import Unit
from cfrdiff.cites import LABELS
from cfrdiff.language.mentions import Mention, find_mentions, table
from cfrdiff.language.sentences import split_sentences
from cfrdiff.language.tokens import Token

_DESIGNATION = re.compile(rf"{LABELS}(?=\s)")
_SPACES = re.compile(r"\s+")


class Read(msgspec.Struct, frozen=True):
    """A range of a text as it is compared: its units, and what it mentions, with their places in
    the whole text.
    """

    text: str
    span: Span
    units: Sequence[Unit]
    mentions: Sequence[Mention]

    @property
    def keys(self) -> list[str]:
        """What is compared of each unit."""
        return [unit.key for unit in self.units]

    @property
    def is_designated(self) -> bool:
        """Whether the text is printed with its paragraph's designation."""
        begins = bool(self.units) and self.units[0].start == 0
        return begins and _DESIGNATION.match(self.text) is not None

    @property
    def sentences(self) -> list[Span]:
        """The ranges of units that make the sentences; a name is in the one it begins in."""
        ranges: list[Span] = []
        first = 0
        for _, end in split_sentences(self.text):
            last = first
            while last < len(self.units) and self.units[last].start < end:
                last += 1
            if last > first:
                ranges.append((first, last))
            first = last
        return ranges

    def start_of(self, unit: int) -> int:
        """Where a unit begins; behind the last one, where the range ends."""
        return self.units[unit].start if unit < len(self.units) else self.span[1]


def read(text: str, span: Span) -> Read:
    """Read a range of a text."""
    start, end = span
    tokens, mentions = find_mentions(text[start:end])
    if start:
        tokens = [Token(t.text, t.start + start, t.end + start) for t in tokens]
        mentions = [
            msgspec.structs.replace(m, start=m.start + start, end=m.end + start) for m in mentions
        ]
    return Read(text, span, _units(text, tokens, mentions), mentions)


def _units(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Unit]:
    """Tokens, with those of atomic names made one."""
    marked = {mention.first for mention in mentions}
    inside = {i: k for k, m in enumerate(mentions) for i in range(m.first, m.last)}
    whole = dict(filter(None, (_atomic(tokens, mention) for mention in mentions)))
    units: list[Unit] = []
    i = 0
    while i < len(tokens):
        j = _behind_labels(tokens, whole.get(i, i + 1))
        start, end = tokens[i].start, tokens[j - 1].end
        key = _SPACES.sub(" ", text[start:end])
        units.append(Unit(key, start, end, i in marked, inside.get(i, -1)))
        i = j
    return units


def _behind_labels(tokens: Sequence[Token], at: int) -> int:
    """Designations stay with each other and with the number before them: 163.6(b)(2)."""
    while at < len(tokens) and _is_label(tokens[at]) and tokens[at].start == tokens[at - 1].end:
        at += 1
    return at


def _is_label(token: Token) -> bool:
    return token.text[0] == "(" and len(token.text) > 2


def _atomic(tokens: Sequence[Token], mention: Mention) -> tuple[int, int] | None:
    """The token range of a mention that no edit may cut, or None."""
    if mention.label not in table().atomic:
        return None
    first, last = mention.first, mention.last
    if mention.label == "office":
        if any(_is_common_word(token.text) for token in tokens[first:last]):
            return None
        if tokens[first].text in table().short_agencies:
            first += 1  # "Customs Headquarters": the agency is a name of its own
    return (first, last) if last - first > 1 else None


def _is_common_word(text: str) -> bool:
    return text.isalpha() and text.islower() and text not in ("of", "the", "and")

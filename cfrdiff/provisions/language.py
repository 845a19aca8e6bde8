"""Sentences and operators ("shall", "may not", "means") of a paragraph: a blank spaCy pipeline.

Its components follow rules; nothing is trained or downloaded. The words stand in
``language.toml``, with their sources; the tokens are those of `cfrdiff.language.tokens`.
"""

from __future__ import annotations

import functools
import tomllib
from bisect import bisect_left
from importlib import resources
from typing import Any

import msgspec

from cfrdiff.language.abbreviations import ends_in_abbreviation
from cfrdiff.language.mentions import Mention, find_mentions
from cfrdiff.language.tokens import Token, tokenize

_ENDS = frozenset(".?!")
_CLOSING = frozenset("”’)]")
_OPENING = frozenset("“‘(§[")


class Operator(msgspec.Struct, frozen=True):
    """Tokens ``[first, last)`` say what kind of statement this is; `label` is the table's."""

    label: str
    first: int
    last: int


class Parsed(msgspec.Struct, frozen=True):
    """A paragraph's text in tokens. `sentences` are token ranges; `depth` of each token counts
    the parentheses and quotation marks it stands in; `lower` are the tokens in small letters.
    """

    text: str
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    depth: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    operators: tuple[Operator, ...]
    mentions: tuple[Mention, ...]

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``[first, last)``, empty where there are none."""
        if last <= first:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def token_at(self, offset: int) -> int:
        """The first token that begins at an offset or behind it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)


@functools.cache
def language() -> dict[str, Any]:
    """The tables of ``language.toml``."""
    file = resources.files("cfrdiff.provisions") / "language.toml"
    return tomllib.loads(file.read_text("utf-8"))


@functools.cache
def word_set(table: str, key: str) -> frozenset[str]:
    """One list of the tables as a set."""
    return frozenset(language()[table][key])


@functools.lru_cache(maxsize=2048)
def parse(text: str) -> Parsed:
    """Cut a paragraph's text into sentences and find what may be operators in them."""
    tokens, mentions = find_mentions(text)
    if not tokens:
        return Parsed(text, (), (), (), (), (), ())
    document = _operators()(text)
    return Parsed(
        text,
        tuple(tokens),
        tuple(token.text.lower() for token in tokens),
        tuple(_depths(tokens)),
        tuple(_sentences(text, tokens)),
        tuple(
            Operator(span.label_, span.start, span.end)
            for span in sorted(document.spans["operators"], key=lambda span: span.start)
        ),
        tuple(mentions),
    )


def _depths(tokens: list[Token]) -> list[int]:
    depths: list[int] = []
    depth = 0
    for token in tokens:
        if token.text in "([“":
            depth += 1
        depths.append(depth)
        if token.text in ")]”":
            depth = max(depth - 1, 0)
    return depths


def _sentences(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Token ranges, each of which begins with a capital or a quotation behind a stop."""
    starts = [i for i in range(len(tokens)) if i == 0 or _begins(text, tokens, i)]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


def _begins(text: str, tokens: list[Token], i: int) -> bool:
    stop = i - 1
    while stop > 0 and tokens[stop].text in _CLOSING:
        stop -= 1
    first = tokens[i].text[0]
    if tokens[stop].text not in _ENDS or not (first.isupper() or first in _OPENING):
        return False
    return not ends_in_abbreviation(text, tokens[stop].end)


@functools.cache
def _operators() -> Any:
    """The pipeline that finds operators, as spans of tokens."""
    import spacy  # a second to load
    from spacy.tokens import Doc

    nlp = spacy.blank("en")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=[token.text for token in tokenize(text)])
    ruler: Any = nlp.add_pipe(
        "span_ruler",
        config={
            "spans_key": "operators",
            "phrase_matcher_attr": "LOWER",
            "spans_filter": {"@misc": "spacy.first_longest_spans_filter.v1"},
        },
    )
    ruler.add_patterns(
        [
            {"label": label, "pattern": pattern}
            for label, patterns in language()["operators"].items()
            for pattern in patterns
        ]
    )
    return nlp

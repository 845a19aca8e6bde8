"""Sentences and operators ("shall", "may not", "means") of a paragraph: a blank spaCy pipeline.

Its components follow rules; nothing is trained or downloaded. The words stand in
``language.toml``, with their sources; the tokens are those of `cfrdiff.changes.tokens`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

import msgspec

from cfrdiff.changes.mentions import Mention, find_mentions
from cfrdiff.changes.tokens import Token, tokenize
from cfrdiff.language.abbreviations import ends_in_abbreviation

_ENDS = frozenset(".?!")
_CLOSING = frozenset("”’)]")


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
    document = _pipeline()(text)
    return Parsed(
        text,
        tuple(tokens),
        tuple(token.text.lower() for token in tokens),
        tuple(_depths(tokens)),
        tuple((sentence.start, sentence.end) for sentence in document.sents),
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


@functools.cache
def _pipeline() -> Any:
    import spacy  # a second to load
    from spacy.language import Language
    from spacy.tokens import Doc

    nlp = spacy.blank("en")

    def ours(text: str) -> Doc:
        return Doc(nlp.vocab, words=[token.text for token in tokenize(text)])

    @Language.component("cfrdiff_sentences")
    def sentences(document: Doc) -> Doc:
        words = [token.text for token in document]
        for i, token in enumerate(document):
            token.is_sent_start = i == 0 or _begins(words, i)
        return document

    nlp.tokenizer = ours
    nlp.add_pipe("cfrdiff_sentences")
    ruler = nlp.add_pipe(
        "span_ruler",
        config={
            "spans_key": "operators",
            "phrase_matcher_attr": "LOWER",
            "spans_filter": {"@misc": "spacy.first_longest_spans_filter.v1"},
        },
    )
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": label, "pattern": pattern}
            for label, patterns in language()["operators"].items()
            for pattern in patterns
        ]
    )
    return nlp


def _begins(words: list[str], i: int) -> bool:
    """Whether a sentence begins at word `i`: a stop before it, and a capital or a quotation."""
    j = i - 1
    while j > 0 and words[j] in _CLOSING:
        j -= 1
    first = words[i][0]
    if words[j] not in _ENDS or not (first.isupper() or first in "“‘(§["):
        return False
    return not ends_in_abbreviation(" ".join(words[max(0, j - 2) : j]) + ".")

"""Whether a few words are a title: by their form alone, without a finite verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cfrdiff.late import kept
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.structure.costs import (
    ARTICLE_WORDS,
    LONGEST_SMALL_WORD,
    QUESTION_WORDS,
    RELATIVE_TITLE_WORDS,
    TITLE_CHARACTERS,
    TITLE_WORDS,
)

_WORD = re.compile(r"[A-Za-z0-9’&/-]+")
_BEGINNING = re.compile(r"[“‘(]?[A-Z0-9]")
# Finite forms that make a sentence. Not a grammar: the frequent ones of regulations.
_FINITE = frozenset(
    "is are was were be been am shall may must will can could would should might has have had does"
    " do did means mean includes include applies apply consists contains provides requires refers"
    " describes sets establishes prescribes becomes remains constitutes concerns covers"
    " contain provide require describe govern governs directs allows"
    " specifies defines identifies imposes permits prohibits authorizes exists".split()
)
# Of these, forms that are nouns as well: "permits and environment".
_NOUNS_TOO = frozenset("permits sets concerns covers".split())
_QUESTION = frozenset(
    "who what when where how why which whether is are may must can do does will should".split()
)
_NO_HEADING = frozenset(
    "if any each every such this these those it they he she there upon unless except whenever"
    " notwithstanding pursuant therefore however you we i nothing neither".split()
)
_ARTICLES = frozenset(("the", "a", "an", "no", "all", "in", "for", "as", "to"))
_DETERMINERS = frozenset(
    ("a", "an", "the", "each", "any", "all", "whether", "that", "its", "their")
)
_PREPOSITIONS = frozenset(
    "in for on at to by of from under during through with without after before".split()
)
_RELATIVES = frozenset(("that", "which", "who", "whom", "when", "where", "if"))
# "If so, describe it." answers a question of a form, or goes on from an order; "paragraph (e)(4)
# of this section" stands in sentences.
_ANAPHORA = re.compile(r"If (?:so|not|(?:\w+ )?do(?:es)? so|the answer|yes,|no,)(?!\w)")
_ASKS = re.compile(r"[^.?]{0,400}\?")
_CITATION = re.compile(r"of this (?:section|part|chapter)\b|paragraph \(")


def is_title(title: str, rest: str) -> bool:
    """Whether a text is the title of what stands behind it, rather than a sentence."""
    rule = first_rule(_RULES, _Title(title, rest))
    return rule is not None and rule.verdict


def is_heading_words(text: str) -> bool:
    """Whether a text is nothing but a heading: a title whose words begin in capitals."""
    words = text.split()
    small = sum(word[0].islower() and len(word) > LONGEST_SMALL_WORD for word in words)
    return text[0].isupper() and text[-1].isalnum() and not small and is_title(text, "")


@dataclass(frozen=True)
class _Title:
    """What could be a title, and the text behind it."""

    text: str
    rest: str

    @kept
    def words(self) -> list[str]:
        return [word.lower() for word in _WORD.findall(self.text)]

    @property
    def first(self) -> str:
        return self.words[0]

    @property
    def is_short(self) -> bool:
        return 0 < len(self.words) <= TITLE_WORDS and len(self.text) <= TITLE_CHARACTERS

    @property
    def begins_as_title(self) -> bool:
        return bool(_BEGINNING.match(self.text))

    @property
    def cites(self) -> bool:
        return bool(_CITATION.search(self.text))

    @property
    def is_question(self) -> bool:
        return self.text.rstrip("”").endswith("?")

    @property
    def is_few_words(self) -> bool:
        return len(self.words) <= QUESTION_WORDS

    @property
    def is_answered(self) -> bool:
        """Whether what stands behind goes on from it, or asks again."""
        return not _ASKS.match(self.rest)

    @kept
    def clause(self) -> list[str]:
        return _main_clause(self.words[1:])

    @property
    def is_long_for_relative_clause(self) -> bool:
        without = _infinite(self.words[1:])
        return len(self.words) > RELATIVE_TITLE_WORDS and len(self.clause) < len(without)

    @property
    def has_finite_verb(self) -> bool:
        return not _FINITE.isdisjoint(_verbs(self.clause))

    @property
    def has_object(self) -> bool:
        """Whether a determiner stands behind its first word: "Submit a copy", "In the office"."""
        if len(self.words) <= 2 or self.first.endswith("ing"):
            return False
        return self.words[1] in _DETERMINERS


_RULES: tuple[Rule[_Title, bool], ...] = (
    Rule("too long for a title", lambda title: not title.is_short, False),
    Rule("begins in the middle", lambda title: not title.begins_as_title, False),
    Rule("cites a paragraph", lambda title: title.cites, False),
    Rule("the next sentence refers to it", lambda title: bool(_ANAPHORA.match(title.rest)), False),
    Rule(
        "a question with its answer",
        lambda title: title.is_question and title.is_few_words and title.is_answered,
        True,
        "several questions in a row are what a form asks",
    ),
    Rule("a question", lambda title: title.is_question, False),
    Rule(
        "the subject of a question",
        lambda title: title.first in _QUESTION and title.is_few_words,
        True,
        "Who may apply",
    ),
    Rule(
        "too long with its relative clause",
        lambda title: title.is_long_for_relative_clause,
        False,
    ),
    Rule("a word that begins sentences", lambda title: title.first in _NO_HEADING, False),
    Rule("a finite verb", lambda title: title.has_finite_verb, False),
    Rule(
        "a place or a time",
        lambda title: title.has_object and title.first in _PREPOSITIONS,
        True,
        "In the laboratory",
    ),
    Rule("an order", lambda title: title.has_object, False, "Submit a copy"),
    Rule("a name", lambda title: title.first not in _ARTICLES, True),
    Rule("few words behind an article", lambda title: len(title.words) <= ARTICLE_WORDS, True),
    Rule("many words behind an article", otherwise, False),
)


def _main_clause(words: list[str]) -> list[str]:
    """The words before a relative clause, without infinitives: "to be provided" is no verb."""
    for i, word in enumerate(words):
        if word in _RELATIVES:
            words = words[:i]
            break
    return _infinite(words)


def _verbs(words: list[str]) -> list[str]:
    """The words that could be verbs: not one that a list of nouns ends on or goes on from."""
    return [
        word
        for i, word in enumerate(words)
        if word not in _NOUNS_TOO or (i + 1 < len(words) and words[i + 1] not in ("and", "or"))
    ]


def _infinite(words: list[str]) -> list[str]:
    return [word for i, word in enumerate(words) if i == 0 or words[i - 1] != "to"]

"""The words that name provisions, put aside as quotations are: "paragraphs (a) and (b)(1)
introductory text of § 12.3" becomes one mark, and what is left of a sentence is its grammar.

Phrases are made of smaller ones: the rules below are tried in their order until none applies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.instructions.grammar import TARGETS
from cfrdiff.instructions.model import Scope, Target
from cfrdiff.instructions.quotations import MARK, QUOTED, Sentence
from cfrdiff.instructions.targets import SOURCE_NOTE, read_phrase
from cfrdiff.language.number_words import ordinal_at_most

# A mark in the place of provisions: its number between two private characters.
_MARK = "\ue002{}\ue003"
PROVISION = "\ue002\\d+\ue003"
# Which sentence of a paragraph is meant; negative ones are counted from its end.
_ORDINALS = {
    **ordinal_at_most(20),
    **{"last": -1, "final": -1, "concluding": -1, "penultimate": -2},
}
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"
_PUNCTUATION = {"period": ".", "comma": ",", "semicolon": ";", "colon": ":"}
_NAMED_MARK = re.compile(
    r"\b(?:the|an?) (?P<mark>period|comma|semi-?colon|colon)"
    r"(?= (?:at|to|after|following|before|preceding|from|in|and|with)\b| ?[.;,]? ?$)",
    re.IGNORECASE,
)
_AND = r"(?: ?, ?(?:and )?| and )"


def provisions_as(name: str) -> str:
    """The pattern of a mark of provisions, as a group of that name."""
    return rf"(?P<{name}>{PROVISION})"


class Phrases:
    """A sentence whose quotations and provisions are put aside."""

    def __init__(self, sentence: Sentence) -> None:
        sentence = _marks_quoted(sentence)
        self.quotations = sentence.quotations
        self._provisions: list[tuple[Target, ...]] = []
        self.words = self._reduced(self._cites_aside(sentence.words))

    def provisions(self, mark: str) -> tuple[Target, ...]:
        """What a mark stands for. A target without a section is one of the section at hand."""
        return self._provisions[int(mark[1:-1])]

    def quoted(self, marks: str) -> list[str]:
        """What the marks of quotations in a stretch stand for."""
        return Sentence(marks, self.quotations).quoted_in(marks)

    def mark(self, targets: Sequence[Target]) -> str:
        """A new mark for provisions."""
        self._provisions.append(tuple(targets))
        return _MARK.format(len(self._provisions) - 1)

    def printed(self, words: str) -> str:
        """A stretch as a person reads it: what is put aside is shown by its kind."""
        shown = re.sub(MARK, "“…”", words)
        shown = re.sub(PROVISION, lambda found: _shown(self.provisions(found.group())), shown)
        return " ".join(shown.split())

    def _cites_aside(self, words: str) -> str:
        """Put aside the cites, and what belongs to them."""
        parts: list[str] = []
        at = 0
        while match := TARGETS.search(words, at):
            targets, start, end = read_phrase(match)
            parts.append(words[at:start])
            parts.append(self.mark(targets) if targets else words[start:end])
            at = end
        return "".join([*parts, words[at:]])

    def _reduced(self, words: str) -> str:
        """Put smaller phrases together to larger ones, as long as there are any; what is left of a
        sentence of more than any has is not read.
        """
        for _ in range(_MOST_PHRASES):
            for rule in _RULES:
                match = rule.pattern.search(words)
                while match is not None:
                    made = rule.made(self, match)
                    if made is not None:
                        words = words[: match.start()] + made + words[match.end() :]
                        break
                    match = rule.pattern.search(words, match.end())
                if match is not None:
                    break
            else:
                break
        return words


def _marks_quoted(sentence: Sentence) -> Sentence:
    """The sentence with punctuation that is named ("the period at the end") as if quoted."""
    quotations = list(sentence.quotations)

    def quoted(match: re.Match[str]) -> str:
        quotations.append(_PUNCTUATION[re.sub(r"\W", "", match["mark"].lower())])
        return QUOTED.format(len(quotations) - 1)

    return Sentence(_NAMED_MARK.sub(quoted, sentence.words), quotations)


def _shown(targets: Sequence[Target]) -> str:
    first = f"§ {targets[0].name}" if targets[0].section else str(targets[0].name)
    return first if len(targets) == 1 else f"{first} …"


class _Rule(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    made: Callable[[Phrases, re.Match[str]], str | None]


def _same(phrases: Phrases, match: re.Match[str]) -> str:
    return match["p"]


def _part(scope: Scope) -> Callable[[Phrases, re.Match[str]], str | None]:
    """The heading, or the introductory text, of provisions that are whole until then."""

    def made(phrases: Phrases, match: re.Match[str]) -> str | None:
        targets = phrases.provisions(match["p"])
        if any(one.scope != "whole" or one.term or one.sentences for one in targets):
            return None
        return phrases.mark([msgspec.structs.replace(one, scope=scope) for one in targets])

    return made


def _of_section(phrases: Phrases, match: re.Match[str]) -> str | None:
    """Paragraphs, definitions or parts that are said to be of a section, or of a paragraph."""
    homes = phrases.provisions(match["home"])
    inner = phrases.provisions(match["p"])
    if len(homes) != 1 or homes[0].scope != "whole" or homes[0].through:
        return None
    if homes[0].term is not None or homes[0].sentences:
        return None  # what a definition or a sentence is made of has no name of its own
    if any(one.section for one in inner):
        return None
    home = homes[0]
    made: list[Target] = []
    for one in inner:
        if one.path and home.path:
            return None
        made.append(msgspec.structs.replace(one, section=home.section, path=one.path or home.path))
    return phrases.mark(made)


def _definitions(phrases: Phrases, match: re.Match[str]) -> str:
    # “Loan” or “mortgage loan” are two names for one definition.
    terms: list[str] = []
    is_other_name = False
    for part in re.findall(rf"{MARK}|\bor\b", match["terms"]):
        if part == "or":
            is_other_name = True
            continue
        term = phrases.quoted(part)[0].strip(" .,;")
        if is_other_name and terms:
            terms[-1] = f"{terms[-1]} or {term}"
        else:
            terms.append(term)
        is_other_name = False
    return phrases.mark([Target("", (), "whole", term) for term in terms])


def _sentences(phrases: Phrases, match: re.Match[str]) -> str | None:
    targets = phrases.provisions(match["p"])
    if any(one.sentences or one.scope == "heading" for one in targets):
        return None
    if any(one.is_section and one.section for one in targets):
        return None  # which of its paragraphs is not said
    return phrases.mark(
        [msgspec.structs.replace(one, sentences=_numbers(match["which"])) for one in targets]
    )


def _at_hand(phrases: Phrases, match: re.Match[str]) -> str:
    if match["which"]:
        return phrases.mark([Target("", (), "whole", sentences=_numbers(match["which"]))])
    return phrases.mark([Target("", (), "heading")])


def _numbers(ordinals: str) -> tuple[int, ...]:
    return tuple(_ORDINALS[one.lower()] for one in re.findall(rf"(?i){_ORDINAL}", ordinals))


def _together(phrases: Phrases, match: re.Match[str]) -> str | None:
    """Two phrases as one list, unless the first names the section that the second is in."""
    first, second = phrases.provisions(match["p"]), phrases.provisions(match["q"])
    if SOURCE_NOTE in (*first, *second):
        return None
    # "In paragraph (c), the second sentence": what stands alone behind a comma is of what is
    # before it.
    is_part = any(not one.path and not one.section and not one.term for one in second)
    if is_part and match["joint"].strip() == ",":
        return None
    is_home = all(one.is_section for one in first) and not all(one.is_section for one in second)
    if is_home and any(not one.section for one in second):
        return None
    return phrases.mark([*first, *second])


_MOST_PHRASES = 300  # of a sentence; the longest of real rules have some dozen
# What stands behind a noun that is named without its provision.
_BEHIND = r" ?(?:[,;:.]|$| (?:and|is|are|to read|as follows|by)\b)"
# The first that applies is applied; then all are tried again.
_RULES = (
    _Rule(
        "new, newly redesignated or existing ones are named as any others",
        re.compile(
            r"(?i:\b(?:(?:the|an?|each of|both) )?(?:newly (?:re)?designated|newly added|new"
            rf"|existing|current)) {provisions_as('p')}"
        ),
        _same,
    ),
    _Rule(
        "the introductory text of paragraphs",
        re.compile(
            r"(?i:\b(?:the |new )?introductory text (?:of|to|for|in)) (?:the )?"
            rf"{provisions_as('p')}"
        ),
        _part("text"),
    ),
    _Rule(
        "the heading of paragraphs",
        re.compile(
            r"(?i:\b(?:the )?(?:subject |paragraph |section )?headings? (?:of|to|for|in)) "
            rf"{provisions_as('p')}"
        ),
        _part("heading"),
    ),
    _Rule(
        "definitions by their terms",
        re.compile(
            rf"(?i:\b(?:the |an? |new ){{0,3}}definitions? (?:of|for) (?:the )?(?:terms? )?)"
            # The commas of a list may stand inside its quotes.
            rf"(?P<terms>{MARK}(?:(?:{_AND}| or | ){MARK})*)"
        ),
        _definitions,
    ),
    _Rule(
        "sentences of paragraphs, by their number",
        re.compile(
            rf"(?i:\b(?:the )?(?P<which>{_ORDINAL}(?:{_AND}{_ORDINAL}){{0,19}}) sentences? "
            rf"(?:of|in|under)) (?:the )?{provisions_as('p')}"
        ),
        _sentences,
    ),
    _Rule(
        "provisions of a section or paragraph that is named behind",
        re.compile(rf"{provisions_as('p')} (?:of|in|to|under) {provisions_as('home')}"),
        _of_section,
    ),
    _Rule(
        "a section by its noun, or by the parenthetical at its end",
        re.compile(
            r"(?i:\bthe (?:(?:parenthetical|authority)(?: (?:text|phrase|citation))? (?:at|to) the "
            rf"end of )?(?:(?:the|this) )?section\b)(?={_BEHIND})"
        ),
        lambda phrases, match: phrases.mark([Target("")]),
    ),
    _Rule(
        "lists of phrases",
        re.compile(
            rf"{provisions_as('p')}(?P<joint>{_AND})(?:the )?{provisions_as('q')}(?! (?:is|are)\b)"
        ),
        _together,
    ),
    _Rule(
        # "… as paragraph (e), and paragraph (c) is added" goes on with another subject.
        "lists of phrases before their verb",
        re.compile(
            rf"(?<!\bas ){provisions_as('p')}(?P<joint>{_AND})(?:the )?{provisions_as('q')}"
            r"(?= are\b)"
        ),
        _together,
    ),
    _Rule(
        "the heading, and sentences, of what is at hand",
        re.compile(
            rf"(?i:\b(?:the )(?:(?P<which>{_ORDINAL}(?:{_AND}{_ORDINAL}){{0,19}}) sentences?"
            rf"|(?:paragraph |subject )?heading))(?={_BEHIND})"
        ),
        _at_hand,
    ),
)

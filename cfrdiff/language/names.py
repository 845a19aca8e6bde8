"""Names of agencies and offices, addresses and set phrases among the tokens of a text.

Names are found by spaCy's matchers over our own tokens, with the vocabulary of a blank English
pipeline; nothing is trained or downloaded. The tables stand in ``mentions.toml``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cfrdiff.language.addresses import find_addresses
from cfrdiff.language.tables import read_table
from cfrdiff.language.tokens import Token, tokenize

Pattern = list[dict[str, Any]]
# What is named, and the range of tokens that name it.
Named = tuple[str, int, int]


def find_names(tokens: Sequence[Token]) -> list[Named]:
    """What is named, no two of them with a token in common; the longest win, then the first."""
    found = _matcher()(tokens)
    found += [("address", first, last) for first, last in find_addresses(tokens)]
    return list(_longest(found))


def _longest(found: Iterable[Named]) -> Iterable[Named]:
    taken: set[int] = set()
    for one in sorted(found, key=lambda named: (named[1] - named[2], named[1], named[0])):
        _, first, last = one
        if first not in taken and last - 1 not in taken:
            taken.update(range(first, last))
            yield one


def name_data() -> dict[str, Any]:
    """The tables of names and of the words around them."""
    return read_table("mentions")


@functools.cache
def short_agencies() -> frozenset[str]:
    """The names of one word by which agencies are called."""
    initials = (name for names in bodies() for name in names if name.isupper())
    return frozenset(name_data()["agency"]["short"]) | {n for n in initials if n.isalpha()}


@functools.cache
def bodies() -> tuple[frozenset[str], ...]:
    """The names of each agency that has several, or of it and the body that took over from it."""
    return tuple(map(frozenset, name_data()["agency"]["same"]))


@functools.cache
def _matcher() -> Callable[[Sequence[Token]], list[Named]]:
    """What finds the names among tokens by phrases and by patterns."""
    import spacy  # a second to load; reading alone does without
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc

    vocab = spacy.blank("en").vocab
    phrases, patterns = PhraseMatcher(vocab), Matcher(vocab, validate=True)
    data = name_data()

    def document(tokens: Sequence[Token]) -> Doc:
        return Doc(vocab, words=[token.text for token in tokens])

    for name in (*data["agency"]["names"], *sorted(short_agencies())):
        phrases.add("agency", [document(tokenize(name))])
    for label, rows in _patterns(data).items():
        patterns.add(label, rows)

    def find(tokens: Sequence[Token]) -> list[Named]:
        read = document(tokens)
        known = {(first, last) for _, first, last in phrases(read)}
        others = ((vocab.strings[label], first, last) for label, first, last in patterns(read))
        return [
            *(("agency", first, last) for first, last in known),
            *(one for one in others if one[1:] not in known),
        ]

    return find


def _patterns(data: dict[str, Any]) -> dict[str, list[Pattern]]:
    found = {"agency": _agencies(data["agency"]), "office": _offices(data["office"])}
    for label in ("deadline", "amount"):
        rows = data[label]["phrases"]
        found[label] = [[{"LOWER": word} for word in phrase.split()] for phrase in rows]
    return found


_TITLE = {
    "TEXT": {"REGEX": r"^(?!(?:The|A|An|Each|Any|No|Such|If|In|This|All|When)$)[A-Z][A-Za-z]+$"}
}

_OF_THE: Pattern = [{"TEXT": "of"}, {"TEXT": "the"}]


def _agencies(data: dict[str, Any]) -> list[Pattern]:
    # "Veterans Administration", "Department of Veterans Affairs"
    ended: Pattern = [{**_TITLE, "OP": "+"}, {"TEXT": {"IN": data["ends"]}}]
    # "Pipeline and Hazardous Materials Safety Administration"
    joint: Pattern = [{**_TITLE, "OP": "+"}, {"TEXT": {"IN": ["and", "&", "for"]}}, *ended]
    headed: Pattern = [
        {"TEXT": {"IN": data["heads"]}},
        {"TEXT": "of"},
        {"TEXT": "the", "OP": "?"},
        {**_TITLE, "OP": "+"},
    ]
    return [ended, joint, headed]


def _offices(data: dict[str, Any]) -> list[Pattern]:
    title = _TITLE
    head = {"TEXT": {"IN": data["titles"]}}
    lead = {"TEXT": {"IN": data["title_leads"]}, "OP": "*"}
    end = {"TEXT": {"IN": data["ends"]}}
    # "Regulatory Audit Division", "Miami regulatory audit field office"
    named: Pattern = [
        {**title, "OP": "+"},
        {"TEXT": {"REGEX": r"^[a-z]+$", "NOT_IN": data["not_words"]}, "OP": "{0,3}"},
        end,
    ]
    # "Meat Quality Division of the Agricultural Marketing Service"
    named_of: Pattern = [*named, *_OF_THE, {**title, "OP": "+"}]
    # "Office of International Trade"
    office_of: Pattern = [
        {"TEXT": {"IN": ["Office", "Bureau", "Division"]}},
        {"TEXT": "of"},
        {**title, "OP": "+"},
    ]
    office_of_the: Pattern = [*office_of[:2], {"TEXT": "the"}, title]
    # "Executive Director, Regulatory Audit"
    titled: Pattern = [lead, head, {"TEXT": ","}, {**title, "OP": "+"}]
    # "Assistant Commandant for Marine Safety"
    charged: Pattern = [lead, head, {"TEXT": {"IN": ["for", "of"]}}, {**title, "OP": "+"}]
    # "Secretary of the Senate"
    body = {"TEXT": {**_TITLE["TEXT"], "NOT_IN": data["ends"]}}
    of_the_body: Pattern = [lead, head, *_OF_THE, body, {**title, "OP": "*"}]
    # "port director", "processing Center", "director of the port"
    head_word = {"TEXT": {"IN": data["officials"]}}
    lead_word = {"TEXT": {"IN": data["official_leads"]}}
    official: Pattern = [{**lead_word, "OP": "+"}, head_word]
    of_place: Pattern = [head_word, {"TEXT": "of"}, {"TEXT": "the"}, lead_word]
    by_name = [named, named_of, office_of, office_of_the]
    return [*by_name, titled, charged, of_the_body, official, of_place]

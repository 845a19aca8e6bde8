"""When two words are one word: in another spelling, in capitals, misprinted."""

from __future__ import annotations

import re
from collections.abc import Callable

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.sides import Side
from cfrdiff.changes.significance import (
    alike,
    clause_openers,
    is_listed_spelling,
    other_in_capitals,
)
from cfrdiff.changes.thresholds import (
    LONG_WORD,
    LONGEST_INITIALS,
    MISPRINTED,
    MISPRINTED_WITHOUT,
)
from cfrdiff.language.mentions import table
from cfrdiff.language.sentences import split_sentences
from cfrdiff.language.typography import even
from cfrdiff.language.unit_table import is_symbol
from cfrdiff.text.words import in_word_list

_LETTERS = re.compile(r"[A-Za-z][A-Za-z'\- ]*")
_PART = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\S")
_DOUBLED = re.compile(r"^(?P<stem>[a-z]+?)(?P<last>l)(?P=last)(?P<end>ed|ing|er|ers|ation|or|ors)$")
_BEFORE_ENDING = re.compile(r"^(?P<stem>[a-z]+?)(?P<last>[a-z])(?P=last)(?:ed|ing|er|ers)$")
_VOWELS = re.compile(r"[aeiouy]+")
# British forms and the American ones they stand for.
_BRITISH = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=[a-z]{3})our(?=$|s$|ed$|ing$|able$)", "or"),
        (r"(?<=[a-z]{2})tre(?=$|s$)", "ter"),
        (r"(?<=[a-z]{2})ogue(?=$|s$)", "og"),
        (r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|ation$|ations$)", "iz"),
        (r"(?<=[a-z]{3})ys(?=e$|es$|ed$|ing$)", "yz"),
        (r"(?<=[a-z]{3})ence(?=$|s$)", "ense"),
        (r"(?<=[a-z])dgement(?=$|s$)", "dgment"),
        (r"^sulph", "sulf"),
        (r"^alumini", "alumin"),
    )
)
# Words that only look like a spelling of another: to apprise tells, to apprize values.
_TWO_WORDS = frozenset(("apprise", "apprised", "apprises", "apprising"))
# Short words that are neither units nor initials.
_SHORT_WORDS = frozenset(
    "the and for of on to at by an is be act any all his her its new not if"
    " are was has had day way see use due law fee tax own out".split()
)


def each_pair(one: Difference, holds: Callable[[str, str], bool]) -> bool:
    """Whether the sides are the same number of words, and it holds of each two that differ."""
    if not all(_LETTERS.fullmatch(side) for side in one.even):
        return False
    left, right = map(_PART.findall, one.even)
    if len(left) != len(right):
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return bool(differing) and all(holds(a, b) for a, b in differing)


def is_spelt_alike(one: str, other: str) -> bool:
    """Whether two words are British and American, one with the doubled consonant of a word of two
    syllables or more, or a pair of the table of spellings.
    """
    if is_listed_spelling(one.lower(), other.lower()):
        return True
    if not _TWO_WORDS.isdisjoint((one.lower(), other.lower())):
        return False
    return len(one) >= LONG_WORD and one[0] == other[0] and _american(one) == _american(other)


def _american(word: str) -> str:
    word = word.lower()
    match = _DOUBLED.match(word)
    # Only of a word that ends in the consonant: "cancel", not "refill" beside "refile".
    if match and len(_VOWELS.findall(match["stem"])) > 1 and _is_verb(match):
        word = match["stem"] + match["last"] + match["end"]
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    return word


def _is_verb(match: re.Match[str]) -> bool:
    return in_word_list(match["stem"] + match["last"])


def differ_in_capitals(one: str, other: str) -> bool:
    """Whether two words are the same letters, in capitals or not, and no unit or initials."""
    lower = one.lower()
    if lower != other.lower() or not (_is_word_form(one) and _is_word_form(other)):
        return False
    if lower in other_in_capitals() and (one.islower() or other.islower()):
        return False  # in running capitals nothing tells them apart
    return lower in _SHORT_WORDS or (
        len(one) >= LONG_WORD and not (is_symbol(one) or is_symbol(other))
    )


def is_same_in_capitals(one: Difference) -> bool:
    """Whether the sides are the same words in capitals or not, none a term defined there."""
    if not each_pair(one, differ_in_capitals):
        return False
    if any(_may_be_initials(side) for side in (one.old, one.new)):
        return False
    words = {word for side in one.even for word in _PART.findall(side) if word[:1].isupper()}
    return not any(_is_defined(word, side.text) for word in words for side in (one.old, one.new))


def _may_be_initials(side: Side) -> bool:
    """Whether a side is one short word in capitals, alone among others that are not: SNAP, WARN.
    Small words and verbs of duty are set so for emphasis.
    """
    word = side.written.strip()
    if not (word.isupper() and word.isalpha() and LONG_WORD <= len(word) <= LONGEST_INITIALS):
        return False
    lower = word.lower()
    if lower in table().modals | table().negations | table().fillers | _EMPHASISED:
        return False
    around = (
        *_WORD_BEFORE.findall(side.text[: side.start]),
        *_WORD_BEHIND.findall(side.text[side.end :]),
    )
    return not any(other.isupper() and len(other) > 1 for other in around)


def _is_defined(word: str, text: str) -> bool:
    """Whether a text defines a word: "The term Board means", “Board”."""
    return re.search(rf"\bterm {word}\b|[“\"]{word}[”\"]|\b{word} means?\b", text) is not None


def _is_word_form(word: str) -> bool:
    """Whether a word is written as words are, not as symbols: MBtu, pH."""
    return word in (word.lower(), word.upper(), word.capitalize())


def is_misprint(one: str, other: str) -> bool:
    """Whether one is no word, and a letter too many, too few or in the wrong place from the other,
    which is one. A letter for another may make another thing (hexane, hexene), and of a name no
    list says how it is spelt.
    """
    from rapidfuzz.distance import OSA  # loaded where texts are compared

    if min(len(one), len(other)) < MISPRINTED or one[0] != other[0]:
        return False
    if not (one + other).isalpha() or not (one + other).islower():
        return False
    if one.startswith(other) or other.startswith(one):
        return False  # an ending makes another word: indorse, indorsee
    doubled = _BEFORE_ENDING.match(max(one, other, key=len))
    if doubled and not _is_verb(doubled):
        return False  # two verbs, each with the ending: unfiled, unfilled
    shorter, longer = sorted((one, other), key=len)
    lacks = len(shorter) >= MISPRINTED_WITHOUT or _is_once_for_twice(shorter, longer)
    slip = sorted(one) == sorted(other) or (len(one) != len(other) and lacks)
    return slip and OSA.distance(one, other) == 1 and in_word_list(one) != in_word_list(other)


def _is_once_for_twice(shorter: str, longer: str) -> bool:
    """Whether a word has a letter once that the other has twice in a row: occured, occurred."""
    return any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter
        for at in range(1, len(longer))
    )


def is_sign_for_word(one: Difference) -> bool:
    """Whether a sign or abbreviation of the table stands for its word: "&", "and"; "x", "×"; or
    the mark of a length behind its figure: 6′, 6 feet.
    """
    if _is_mark_of_length(one.old, one.new) or _is_mark_of_length(one.new, one.old):
        return True
    return frozenset(side.lower() for side in one.written) in alike("spelling") and not any(
        len(side) == 1 and side.isupper() for side in one.written
    )


# A figure alone before the mark: behind degrees it would be an angle, 38°54′. An opening quote
# before it may be the one that the mark closes.
_LENGTH = re.compile(r"(?:^|[ (])[\d½¼¾⅐-⅞⁄/-]*[\d½¼¾⅐-⅞]$")
_OF_LENGTH = {
    **dict.fromkeys("'’′", frozenset(("foot", "feet"))),
    **dict.fromkeys('"”″', frozenset(("inch", "inches"))),
}


def _is_mark_of_length(mark: Side, word: Side) -> bool:
    unit = word.written.strip(" -").lower()
    before = mark.text[: mark.start]
    quoted = before.rfind("‘") > before.rfind("’") or before.count("“") > before.count("”")
    return (
        unit in _OF_LENGTH.get(mark.written.strip(), ())
        and not quoted
        and _LENGTH.search(before) is not None
    )


def is_said_twice(one: Difference) -> bool:
    """Whether a small word that stood twice in a row now stands once, or the other way. Of others
    both may be meant: "two two pound cans", "great great grandchild".
    """
    before, after = one.written
    if bool(before) == bool(after):
        return False
    side, word = (one.old, before) if before else (one.new, after)
    if word not in table().fillers or word in table().negations | table().modals:
        return False
    around = side.text[: side.start].split()[-1:] + side.text[side.end :].split()[:1]
    return word in around


_EMPHASISED = frozenset(
    "only every both after until when where into upon then these those prior above below"
    " note".split()
)
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"([A-Za-z]+)\W*$"), re.compile(r"^\W*([A-Za-z]+)")
_MARKS_ALONE = re.compile(r"[A-Za-z'\s-]")
_LETTER_WORDS = re.compile(r"[a-z'-]+")
_NEXT_WORD, _LAST_WORD = re.compile(r"\s*[A-Za-z]+"), re.compile(r"(?<![A-Za-z])[A-Za-z]++\s*+$")


def is_plain_language(one: Difference) -> bool:
    """Whether the sides are the words of a pair of the table, and the same marks; with the word
    before or behind them, too: of "in order to" and "to", only "in order" differs.
    """
    sides = tuple(map(even, one.written))
    pair = {side.lower() for side in sides}
    if pair == {"shall", "must"} and _is_negated(one):
        return False  # "no person shall" forbids, "no person must" does not
    if "that" in pair and _joins_otherwise(one, pair):
        return False
    if len({_MARKS_ALONE.sub("", side) for side in sides}) != 1:
        return False
    behind = _NEXT_WORD.match(one.old.text, one.old.end)
    before = _LAST_WORD.search(one.old.text[: one.old.start])
    return (
        _are_pair(*sides)
        or (behind is not None and _are_pair(*(f"{side} {behind[0]}" for side in sides)))
        or (before is not None and _are_pair(*(f"{before[0]} {side}" for side in sides)))
    )


def _joins_otherwise(one: Difference, pair: set[str]) -> bool:
    """Whether "that" and the other word join what follows in two ways: "that" may begin a clause
    ("provided that notice is given"), "which" behind a comma limits nothing, and "in that" is
    another thing than "in which".
    """
    before = one.old.text[: one.old.start].rstrip()
    last = _LAST_WORD.search(before)
    word = last[0].lower() if last else ""
    if "which" in pair and (before.endswith(",") or word in clause_openers("prepositions")):
        return True
    return word in clause_openers()


def _is_negated(one: Difference) -> bool:
    """Whether a negation may stand before the edit in its sentence: where the text begins with
    the verb, its subject stands in the paragraph above, which may be "No carrier".
    """
    text = one.old.text
    start = max(begin for begin, _ in split_sentences(text) if begin <= one.old.start)
    words = _LETTER_WORDS.findall(text[start : one.old.start].lower())
    return not words or not table().negations.isdisjoint(words)


def _are_pair(one: str, other: str) -> bool:
    words = (" ".join(_LETTER_WORDS.findall(side.lower())) for side in (one, other))
    return frozenset(words) in alike("plain_language")


_LATER_THAN = re.compile(r" (?:later|earlier|sooner|less|more|greater|fewer) than\b")


def is_no_for_not(one: Difference) -> bool:
    """Whether "not later than" became "no later than", or the other way."""
    return {side.lower() for side in one.written} == {"no", "not"} and all(
        _LATER_THAN.match(side.text, side.end) for side in (one.old, one.new)
    )

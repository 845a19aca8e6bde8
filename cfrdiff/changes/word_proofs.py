"""When two words are one word: in another spelling, in capitals, misprinted, as a compound."""

from __future__ import annotations

import re
from collections.abc import Callable

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.sides import Side
from cfrdiff.changes.significance import alike, joined_stems, other_in_capitals
from cfrdiff.changes.thresholds import LONG_COMPOUND, LONG_WORD, MISPRINTED
from cfrdiff.language.mentions import table
from cfrdiff.language.number_words import numerals
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
        (r"^programme", "program"),
        (r"^sulph", "sulf"),
        (r"^alumini", "alumin"),
        (r"^gre(?=y)", "gra"),
    )
)
# Words that only look like a spelling of another: to apprise tells, to apprize values.
_TWO_WORDS = frozenset(("apprise", "apprised", "apprises", "prise", "prised"))
# Short words that are neither units nor initials.
_SHORT_WORDS = frozenset(
    "the and for of on to at by or an is be act any all his her its new one not if"
    " are was has had day way see use due law fee tax own out two ten six".split()
)
# Joined, these prefixes make another word of some: re-sign, un-ionized, co-op, pre-sent.
_OTHER_WHEN_JOINED = frozenset(("re", "un", "co", "de", "pre", "in", "dis", "ex"))
# Behind a space such a word may be the verb of what stands before it: "man-eating", "man eating".
_PARTICIPLE = re.compile(r"-\w+(?:ing|ed)\b")
_LINKS = frozenset(("at", "by", "in", "of", "on", "to"))
_SMALL_WORD = re.compile(r"[a-z]+")
_PREFIX = re.compile(r"([a-z]+)-")


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
    if frozenset((one.lower(), other.lower())) in alike("spelling"):
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
    if lower in other_in_capitals():
        return False
    return lower in _SHORT_WORDS or (
        len(one) >= LONG_WORD and not (is_symbol(one) or is_symbol(other))
    )


def is_same_in_capitals(one: Difference) -> bool:
    """Whether the sides are the same words in capitals or not, none a term defined there."""
    if not each_pair(one, differ_in_capitals):
        return False
    words = {word for side in one.even for word in _PART.findall(side) if word[:1].isupper()}
    return not any(_is_defined(word, side.text) for word in words for side in (one.old, one.new))


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
    slip = sorted(one) == sorted(other) or len(one) != len(other)
    return slip and OSA.distance(one, other) == 1 and in_word_list(one) != in_word_list(other)


def is_compound(one: Difference) -> bool:
    """Whether the sides are one compound written apart, together or with a hyphen."""
    left, right = (side.lower() for side in one.even)
    if left == right or not all(map(_LETTERS.fullmatch, (left, right))):
        return False
    if re.sub("[- ]", "", left) != re.sub("[- ]", "", right):
        return False
    if _may_be_another(left) or _may_be_another(right):
        return False
    pieces = {piece for side in (left, right) for piece in re.split("[- ]", side)}
    if not (numerals() | table().negations).isdisjoint(pieces):
        return False  # "three-day permits", "no-fault coverage"
    if " " in left + right and _PARTICIPLE.search(f"{left} {right}"):
        return False
    joints, others = _joints(left), _joints(right)
    if _is_chain(left, right):
        return True
    differing = {at for at in joints | others if joints.get(at) != others.get(at)}
    return (
        len(differing) == 1
        and any(side.get(at) == "-" for side in (joints, others) for at in differing)
        and len(re.sub("[- ]", "", left)) >= LONG_COMPOUND
    )


def _is_chain(left: str, right: str) -> bool:
    """Whether a chain of words is written with all its hyphens or none: "official-in-charge"."""
    pieces = re.split("[- ]", left)
    apart, joined = sorted((left, right))
    return (
        len(pieces) > 2
        and not _LINKS.isdisjoint(pieces[1:-1])
        and apart.count(" ") == joined.count("-") == len(pieces) - 1
    )


def is_run_together(one: Difference) -> bool:
    """Whether the space between two words was lost that make none together: "bythe"."""
    left, right = sorted(one.even, key=len)
    words = right.split(" ")
    if len(words) != 2 or left != "".join(words) or not all(map(_SMALL_WORD.fullmatch, words)):
        return False
    return (
        table().fillers.intersection(words) != frozenset()
        and (numerals() | table().negations).isdisjoint(words)
        and all(map(in_word_list, words))
        and not in_word_list(left)
    )


def _may_be_another(word: str) -> bool:
    """Whether a word with a hyphen behind its prefix may be another than the one without: a list
    must prove that they are one (co-operation).
    """
    prefix = _PREFIX.match(word)
    if prefix is None or prefix[1] not in _OTHER_WHEN_JOINED:
        return False
    return not any(word.startswith(stem) for stem in joined_stems())


def _joints(words: str) -> dict[int, str]:
    """The hyphens and spaces among words, by how many letters stand before them."""
    found: dict[int, str] = {}
    letters = 0
    for sign in words:
        if sign in "- ":
            found[letters] = sign
        else:
            letters += 1
    return found


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


_MARKS_ALONE = re.compile(r"[A-Za-z'\s-]")
_LETTER_WORDS = re.compile(r"[a-z'-]+")
_NEXT_WORD, _LAST_WORD = re.compile(r"\s*[A-Za-z]+"), re.compile(r"[A-Za-z]+\s*$")


def is_plain_language(one: Difference) -> bool:
    """Whether the sides are the words of a pair of the table, and the same marks; with the word
    before or behind them, too: of "in order to" and "to", only "in order" differs.
    """
    sides = one.written
    pair = {side.lower() for side in sides}
    if pair == {"shall", "must"} and _is_negated(one):
        return False  # "no person shall" forbids, "no person must" does not
    if pair == {"which", "that"} and one.old.text[: one.old.start].rstrip().endswith(","):
        return False  # behind a comma "which" limits nothing
    if len({_MARKS_ALONE.sub("", side) for side in sides}) != 1:
        return False
    behind = _NEXT_WORD.match(one.old.text, one.old.end)
    before = _LAST_WORD.search(one.old.text[: one.old.start])
    return (
        _are_pair(*sides)
        or (behind is not None and _are_pair(*(f"{side} {behind[0]}" for side in sides)))
        or (before is not None and _are_pair(*(f"{before[0]} {side}" for side in sides)))
    )


_SENTENCE_BEFORE = re.compile(r"(?:^|[.;:?!] )[^.;:?!]*$")


def _is_negated(one: Difference) -> bool:
    """Whether a negation stands before the edit in its sentence."""
    sentence = _SENTENCE_BEFORE.search(one.old.text[: one.old.start])
    words = _LETTER_WORDS.findall(sentence[0].lower()) if sentence else []
    return not table().negations.isdisjoint(words)


def _are_pair(one: str, other: str) -> bool:
    words = (" ".join(_LETTER_WORDS.findall(side.lower())) for side in (one, other))
    return frozenset(words) in alike("plain_language")


_LATER_THAN = re.compile(r" (?:later|earlier|sooner|less|more|greater|fewer) than\b")


def is_no_for_not(one: Difference) -> bool:
    """Whether "not later than" became "no later than", or the other way."""
    return {side.lower() for side in one.written} == {"no", "not"} and all(
        _LATER_THAN.match(side.text, side.end) for side in (one.old, one.new)
    )

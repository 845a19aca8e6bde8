"""Who a noun phrase names, and whether that is someone who can bear a duty."""

from __future__ import annotations

from cfrdiff.provisions.language import Parsed, word_set

_BEFORE_ADJECTIVE = frozenset({"other", "and", "or", ",", "such", "any", "each", "the", "a", "an"})

# Words of a noun phrase; what goes on longer names no one.
_LONGEST_PHRASE = 400
# Words from a comma to the "and" of its list of names; no regulation prints as many.
_LONGEST_LIST = 200
_LONGEST_ACT = 2  # words of a verb in the tables
_ADVERBS = frozenset({"also", "then", "first", "either", "only"})
_NO_ONE = frozenset({"it", "this", "that", "these", "those", "which", "there", "they"})

_BEFORE_A_MEASURE = frozenset({"no", "not", "."})  # "by the Director no more than 5 days after"


def noun_phrase(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """The tokens of the phrase in ``[first, last)`` without article and description.

    "Any person described in § 163.2(a) who is …" → "person"; the office of a title stays:
    "the Director of the Miami regulatory audit field office".
    """
    determiners = word_set("clauses", "determiners")
    while first < last and parsed.lower[first] in determiners:
        first += 1
        if parsed.lower[first : first + 2] == ("of", "the"):  # "any of the consumers"
            first += 2
    for mention in parsed.mentions:
        if mention.label == "office" and mention.first == first and mention.last <= last:
            return first, mention.last
    end, limit = first, first + _LONGEST_PHRASE
    while end < min(last, limit) and not _ends(parsed, first, end, last):
        end += 1
    return first, end if end < limit else first


def _ends(parsed: Parsed, first: int, at: int, last: int) -> bool:
    word = parsed.lower[at]
    if at == first:
        return False
    if word in ",;:—":
        return not _goes_on(parsed, first, at, last)
    if word == "of" and _title_before(parsed, first, at):
        return False
    if word == "(":
        return not (at + 1 < last and parsed.tokens[at + 1].text.isupper())
    if word in word_set("clauses", "prepositions") or word in _BEFORE_A_MEASURE:
        return True
    if word.endswith("ing") and is_person(parsed, first, at):  # "a person shipping a drug"
        return True
    return word.endswith("ed") and len(word) > 4 and parsed.lower[at - 1] not in _BEFORE_ADJECTIVE


def _goes_on(parsed: Parsed, first: int, comma: int, last: int) -> bool:
    """Whether a comma joins names: "Fines, Penalties, and …", "creditor, state, or other"."""
    if comma + 1 >= last:
        return False
    following = parsed.tokens[comma + 1].text
    if parsed.tokens[first].text[0].isupper() and following[0].isupper():
        return True
    stops = word_set("clauses", "prepositions") | {"and", "or"}
    later = parsed.lower[comma + 1 : min(last, comma + 1 + _LONGEST_LIST)]
    return next((word for word in later if word in stops), "") in ("and", "or")


def _title_before(parsed: Parsed, first: int, at: int) -> bool:
    return any(word in word_set("persons", "titles") for word in parsed.lower[first:at])


def is_person(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a noun phrase names someone: an agency, an office, a person, an organisation."""
    if last <= first:
        return False
    if _named(parsed, first, last):
        return True
    word = _head(parsed, first, last)
    if word in word_set("persons", "nouns"):
        return True
    return (
        len(word) > 4
        and word.endswith(tuple(word_set("persons", "endings")))
        and word not in word_set("persons", "not_endings")
    )


def acts(parsed: Parsed, first: int, last: int, behind: int) -> bool:
    """Whether a noun phrase names someone, also by what is said at token `behind` to be done.

    Whoever must notify is someone, whatever word names them; initials are someone, too, where the
    verb is not one of things. A document is no one.
    """
    if is_person(parsed, first, last):
        return True
    if last <= first or is_document(parsed, first, last):
        return False
    verb = " ".join(parsed.lower[_verb_at(parsed, behind) :][:_LONGEST_ACT]) + " "
    if _is_initials(parsed.tokens[last - 1].text):
        return not _begins_with(verb, "of_things")
    return _begins_with(verb, "acts") and parsed.lower[last - 1] not in _NO_ONE


def _verb_at(parsed: Parsed, at: int) -> int:
    """The verb behind an operator and its adverbs: "must promptly notify"."""
    while at < len(parsed.lower) and (
        parsed.lower[at].endswith("ly") or parsed.lower[at] in _ADVERBS
    ):
        at += 1
    return at


def _begins_with(words: str, key: str) -> bool:
    return any(words.startswith(f"{verb} ") for verb in word_set("persons", key))


def _is_initials(word: str) -> bool:
    """``PHA``, ``PHAs``: two capitals or more."""
    letters = word.removesuffix("s")
    return len(letters) > 1 and letters.isalpha() and letters.isupper()


def is_authority(parsed: Parsed, first: int, last: int) -> bool:
    """Whether it names an agency, an office or an officer of government."""
    if last <= first:
        return False
    if _named(parsed, first, last):
        return True
    words = parsed.lower[first:last]
    return words[-1] in word_set("persons", "authorities") or any(
        word in word_set("persons", "titles") | {"attorney"}
        and parsed.tokens[first + i].text[0].isupper()
        for i, word in enumerate(words)
    )


def is_document(parsed: Parsed, first: int, last: int) -> bool:
    """Whether it names a document, which says what someone must make it say."""
    return last > first and _head(parsed, first, last) in word_set("persons", "documents")


def _head(parsed: Parsed, first: int, last: int) -> str:
    """The last noun of the phrase proper: "notice of violation" → "notice"."""
    words = list(parsed.lower[first:last])
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    return words[-1]


def _named(parsed: Parsed, first: int, last: int) -> bool:
    return any(
        mention.label in ("agency", "office") and mention.first >= first and mention.last == last
        for mention in parsed.mentions
    )

"""What kind of edit it is: the first rule that fits, in the order of one table."""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference
from cfrdiff.changes.force import FORCE
from cfrdiff.changes.model import Category
from cfrdiff.changes.naming import NAMING
from cfrdiff.changes.sides import Replacement, Side, words_of
from cfrdiff.changes.significance import is_listed_spelling
from cfrdiff.changes.thresholds import (
    CLAUSE_BEHIND_CONDITION,
    CONDITION_REACH,
    EVENT_REACH,
    LONGEST_DOUBLED,
    LONGEST_MARKED,
    LONGEST_TERM,
    SHORTEST_MISPRINT,
    SHORTEST_PLURAL,
)
from cfrdiff.cites import LABEL, LABELS
from cfrdiff.language.mentions import table
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.text.words import in_word_list

_LETTERS = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([a-z])\1(?=(?:ed|ing|er|or|ation|ment)s?$)")
_DESIGNATION = re.compile(rf"\s*{LABELS}\s*")
_LABELS = re.compile(rf"(?:{LABEL}|[\s,]|\b(?:and|or|through|to)\b)*")
_HYPHENED = re.compile(r"[^\W\d]-[^\W\d]")


def categorize(edit: Replacement) -> Category:
    """The category of an edit."""
    rule = first_rule(_RULES, edit)
    assert rule is not None, "the last rule applies always"
    return rule.verdict


def _letters(text: str) -> str:
    return _LETTERS.sub("", text)


def _is_designation(side: Side) -> bool:
    """The paragraph's own designation, printed before its text."""
    return side.start == 0 and bool(not side.written or _DESIGNATION.fullmatch(side.written))


# What has figures and is no amount.
_NAMED_OTHERWISE = frozenset(("citation", "cross-reference", "address", "date", "deadline"))


# Marks that part words and bear no value: a comma before a space or a closing quote, or behind it;
# the stop of an abbreviation.
_PARTING = re.compile(r"[,;](?=[\s”]|$)|(?<=”)[,;]|(?<=[A-Za-z])\.")


def _differs_in_value(edit: Replacement) -> bool:
    """Whether the letters and digits are the same, and what makes their value is not: a point, a
    sign, a unit's case.
    """
    one, other = (_letters(side.written).lower() for side in edit.sides)
    if one != other:
        return False
    difference = Difference(edit.old, edit.new)
    whole, whole_other = (_PARTING.sub("", text).strip() for text in difference.whole)
    return whole != whole_other and difference.bears_value


def _is_marks(edit: Replacement) -> bool:
    """Whether the letters and figures are the same, and no word was written apart or together."""
    one, other = edit.old.written, edit.new.written
    if _letters(one) != _letters(other) or len(edit.old.words) != len(edit.new.words):
        return False
    if _differs_in_value(edit):
        return False
    return bool(_HYPHENED.search(one)) == bool(_HYPHENED.search(other))


def _are_labels(edit: Replacement) -> bool:
    one, other = edit.old.written, edit.new.written
    return "(" in one + other and bool(_LABELS.fullmatch(one) and _LABELS.fullmatch(other))


def _is_listed_spelling(edit: Replacement) -> bool:
    return is_listed_spelling(*(side.written.strip().lower() for side in edit.sides))


def _has_same_letters(edit: Replacement) -> bool:
    if _differs_in_value(edit):
        return False
    return _letters(edit.old.written).lower() == _letters(edit.new.written).lower()


def _is_spelt_otherwise(edit: Replacement) -> bool:
    if _differs_in_value(edit):
        return False
    words, others = edit.old.words, edit.new.words
    return 0 < len(words) == len(others) and all(map(_is_one_word, words, others))


def _is_one_word(one: str, other: str) -> bool:
    """Whether two words are one in another number, or one of them is no word and a misprint."""
    if one == other or _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    return _is_plural(*sorted((one, other), key=len)) or _is_misprint(one, other)


def _is_plural(short: str, long: str) -> bool:
    plurals = (short + "s", short + "es", short[:-1] + "ies")
    return len(short) >= SHORTEST_PLURAL and short.isalpha() and long in plurals


def _is_misprint(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # loaded where texts are compared

    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < SHORTEST_MISPRINT:
        return False
    # A letter for another may be another thing (hexane, hexene); the word list takes time to load.
    slip = sorted(one) == sorted(other) or len(one) != len(other)
    return slip and OSA.distance(one, other) == 1 and in_word_list(one) != in_word_list(other)


def _is_said_twice(edit: Replacement) -> bool:
    """Whether a word that came or went stands beside the edit too."""
    if len(edit.written) != 1 or len(edit.written[0].words) != 1:
        return False
    side = edit.written[0]
    before, behind = words_of(side.text[: side.start]), words_of(side.text[side.end :])
    return side.words in (before[-1:], behind[:1])


def _is_event(edit: Replacement) -> bool:
    return len(edit.written) == 2 and any(
        table().event.search(side.text[max(0, side.start - EVENT_REACH) : side.start])
        for side in edit.sides
    )


def _is_in_definition(edit: Replacement) -> bool:
    """Whether an edit lies in the term a paragraph defines, or in its verb."""
    for side in edit.written:
        match = table().defining.match(side.text)
        if match and match.start("term") < side.end <= match.end():
            return True
    return False


def _has_defined_term(edit: Replacement) -> bool:
    return any(
        not side.is_sentence
        and (table().term.search(side.written) or _is_term_before_its_verb(side))
        for side in edit.written
    )


def _is_term_before_its_verb(side: Side) -> bool:
    """Whether it is a term in quotes that is defined: or “government benefit account” means."""
    quote = side.text.find("“", side.start, side.end)
    behind = table().quoted_term.match(side.text, quote) if quote >= 0 else None
    return behind is not None and side.text.find("”", quote, side.end) >= 0


def _has_marker(edit: Replacement) -> bool:
    words, others = edit.old.words, edit.new.words
    if max(len(words), len(others)) > LONGEST_MARKED:
        return False
    marks = table().markers & (set(words) ^ set(others))
    return any(_marks(mark, side) for mark in marks for side in edit.sides)


def _marks(mark: str, side: Side) -> bool:
    """Whether a word that makes a term stands before its noun: not "covered by this section"."""
    behind = side.text[side.start : side.end + len(" under")].lower()
    return re.search(rf"\b{mark}\b(?! (?:by|in|under)\b)", behind) is not None


def _is_doubled_term(edit: Replacement) -> bool:
    words, others = edit.old.words, edit.new.words
    return (
        1 < len(words) <= LONGEST_TERM
        and len(others) <= LONGEST_DOUBLED
        and others.count(words[0]) > 1
    )


def _is_condition(edit: Replacement) -> bool:
    """Whether an edit is a condition, or a clause behind the word that begins one."""
    alone = not (edit.old.written and edit.new.written)
    if (alone and edit.has_sentence) or all(side.is_sentence for side in edit.sides):
        return False
    return any(map(_begins_condition, edit.sides)) or any(map(_is_behind_condition, edit.sides))


def _begins_condition(side: Side) -> bool:
    return table().condition.match(" ".join(side.words)) is not None


def _is_behind_condition(side: Side) -> bool:
    before = side.text[: side.start].rstrip()[-CONDITION_REACH:].lower()
    long = len(side.words) >= CLAUSE_BEHIND_CONDITION
    return long and table().conditional.search(before) is not None


_RULES: tuple[Rule[Replacement, Category], ...] = (
    Rule("in a heading", lambda edit: edit.field == "heading", "heading"),
    Rule(
        "the paragraph's own designation",
        lambda edit: _is_designation(edit.old) and _is_designation(edit.new),
        "designation",
    ),
    Rule(
        "a figure's sign, mark or unit",
        lambda edit: _differs_in_value(edit) and edit.kinds.isdisjoint(_NAMED_OTHERWISE),
        "amount",
    ),
    Rule("marks and spaces alone", _is_marks, "punctuation"),
    Rule("a pair of the table of spellings", _is_listed_spelling, "spelling"),
    Rule("the same letters", _has_same_letters, "spelling", "capitals, hyphens, two words for one"),
    Rule("each word in another number or spelling", _is_spelt_otherwise, "spelling"),
    Rule("a word said once too often", _is_said_twice, "spelling"),
    Rule("nothing but labels", _are_labels, "cross-reference"),
    *NAMING,
    Rule("the event that a time limit runs from or to", _is_event, "deadline"),
    Rule("in the term that a paragraph defines", _is_in_definition, "definition"),
    Rule("a term in quotes", _has_defined_term, "definition"),
    Rule("a word that makes a term of art", _has_marker, "definition"),
    Rule(
        "a term whose modifier is said again",
        _is_doubled_term,
        "definition",
        '"commercial items" → "commercial products or commercial services"',
    ),
    *FORCE,
    Rule("a condition, or a clause of one", _is_condition, "condition"),
    Rule("no other rule", otherwise, "wording"),
)

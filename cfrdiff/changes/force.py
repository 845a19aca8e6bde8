"""Rules for edits that turn the force of a provision, or say it in other words."""

from __future__ import annotations

from collections.abc import Iterable

from cfrdiff.changes.model import Category
from cfrdiff.changes.sides import Replacement
from cfrdiff.changes.significance import alike
from cfrdiff.changes.thresholds import BESIDE_NEGATION, NOUN_OF_PRONOUN
from cfrdiff.language.mentions import table
from cfrdiff.rule_tables import Rule

_ARTICLES = ("the ", "a ", "an ")
_PREFIXES = ("un", "in", "non", "dis")


def _is_plainer(before: str, after: str) -> bool:
    pair = frozenset((before, after))
    return pair in alike("plain_language") or pair in alike("plain_language", "often")


def _rest(edit: Replacement) -> list[str]:
    """Words that came or went, but for small words, negations and modal verbs."""
    tables = table()
    small = tables.fillers | tables.negations | tables.modals
    return [word for word in edit.gone + edit.came if word not in small]


def _negates(edit: Replacement) -> bool:
    changed = edit.gone + edit.came
    turns = sum(changed[word] for word in table().negations)
    for side in (edit.before, edit.after):
        turns -= sum(1 for _ in table().nothing_denied.finditer(side))
    return turns % 2 == 1 and len(_rest(edit)) <= BESIDE_NEGATION


def _is_opposite(edit: Replacement) -> bool:
    short, long = sorted((edit.before, edit.after), key=len)
    return bool(short) and long in [prefix + short for prefix in _PREFIXES]


def _modals(words: Iterable[str]) -> list[str]:
    return sorted(set(words) & table().modals)


def _has_other_modal(edit: Replacement) -> bool:
    lost, won = _modals(edit.gone), _modals(edit.came)
    return bool(lost and won) or (bool(lost or won) and not _rest(edit))


def _says_modal_plainer(edit: Replacement) -> bool:
    return _has_other_modal(edit) and _is_plainer(
        " ".join(_modals(edit.gone)), " ".join(_modals(edit.came))
    )


def _is_reordered(edit: Replacement) -> bool:
    """Whether both sides have the same words, but for one, in another order."""
    before, after = edit.before, edit.after
    if before in after or after in before or _has_other_modal(edit):
        return False
    one, other = set(edit.old.telling), set(edit.new.telling)
    common = len(one & other)
    return common > 1 and common == min(len(one), len(other)) and len(one ^ other) <= 1


def _is_pronoun_and_noun(edit: Replacement) -> bool:
    both = (edit.before, edit.after)
    pronouns = [words for words in both if words in table().pronouns]
    nouns = [words for words in both if words.startswith(_ARTICLES)]
    return (
        bool(pronouns and nouns)
        and len(nouns[0].split()) <= NOUN_OF_PRONOUN
        and not _has_other_modal(edit)
    )


FORCE: tuple[Rule[Replacement, Category], ...] = (
    Rule(
        "a pair of the table of plain language",
        lambda edit: _is_plainer(edit.before, edit.after),
        "plain-language",
    ),
    Rule("a negation that comes or goes", _negates, "negation", "two of them are none"),
    Rule("the opposite word", _is_opposite, "negation", '"lawful" → "unlawful"'),
    Rule(
        "a modal verb in plain language",
        lambda edit: _says_modal_plainer(edit) and not _rest(edit),
        "plain-language",
        '"shall" → "must"',
    ),
    Rule(
        "another modal verb",
        lambda edit: _has_other_modal(edit) and not _says_modal_plainer(edit),
        "modal",
    ),
    Rule("the same words in another order", _is_reordered, "plain-language", "but for one word"),
    Rule("a pronoun for its noun", _is_pronoun_and_noun, "plain-language", "or the other way"),
)

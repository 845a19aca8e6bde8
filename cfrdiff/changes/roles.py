"""The role a name plays in its sentence, told by the words beside it, and how alike two are.

"the Miami regulatory audit field office" is the same office wherever these words stand;
"Customs laws" is another thing than the "Customs" that receives requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from cfrdiff.changes.model import Span
from cfrdiff.changes.thresholds import (
    ALONE,
    LONG_NAME,
    OTHER,
    ROLE_REACH,
    ROLE_WORDS,
    SAME_BEHIND,
    UNKNOWN,
)
from cfrdiff.language.mentions import table
from cfrdiff.rule_tables import Rule, first_rule, otherwise

_WORD = re.compile(r"\s+([^\W_]+(?:[-’'][^\W_]+)*)")
_BEFORE = re.compile(r"([^\W_][\w.’'-]*)\s+$")


class Role(msgspec.Struct, frozen=True):
    """A name among its words: how many it has, the word before it, up to three behind it."""

    words: int
    before: str
    behind: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether a mark, a verb or a small word follows, so that the name tells of no noun."""
        if not self.behind:
            return True
        tables = table()
        return self.behind[0].lower() in tables.fillers | tables.modals | tables.finite


def role(text: str, span: Span) -> Role:
    """The role of the name at a span of a text."""
    behind: list[str] = []
    at = span[1]
    while len(behind) < ROLE_WORDS and (match := _WORD.match(text, at)):
        behind.append(match.group(1))
        at = match.end()
    before = _BEFORE.search(text[max(0, span[0] - ROLE_REACH) : span[0]])
    words = len(text[slice(*span)].split())
    return Role(words, before.group(1) if before else "", tuple(behind))


class _Comparison(msgspec.Struct, frozen=True):
    """A name in its role beside the roles in which it was replaced; `same` says how many words
    behind it are the same as behind one of those.
    """

    one: Role
    others: Sequence[Role]
    same: int

    @property
    def is_in_other_name(self) -> bool:
        """Whether it is a part of a name of its own, which was replaced nowhere."""
        before = self.one.before
        return (
            before[:1].isupper()
            and before.lower() not in table().fillers
            and all(before != other.before for other in self.others)
        )


def _has_same_behind(words: int, comparison: _Comparison) -> bool:
    return comparison.same == words


def _stands_alone_too(comparison: _Comparison) -> bool:
    one = comparison.one
    return one.alone and (one.words > 1 or any(other.alone for other in comparison.others))


_RULES: tuple[Rule[_Comparison, float], ...] = (
    *(
        Rule(f"the same words behind it, {n} of them", partial(_has_same_behind, n), degree)
        for n, degree in enumerate(SAME_BEHIND)
        if n
    ),
    Rule("part of another name", lambda comparison: comparison.is_in_other_name, OTHER),
    Rule("it stands alone, as where it was replaced", _stands_alone_too, ALONE),
    Rule("it stands alone", lambda comparison: comparison.one.alone, UNKNOWN),
    Rule(
        "a name of several words that goes on in small letters",
        lambda comparison: comparison.one.words > 1 and not comparison.one.behind[0][0].isupper(),
        LONG_NAME,
    ),
    Rule("it tells of another noun", otherwise, OTHER),
)


def likeness(one: Role, others: Iterable[Role]) -> float:
    """How likely a name in one role is what stood in the others (0 to 1)."""
    others = list(others)
    same = max((_same(one.behind, other.behind) for other in others), default=0)
    rule = first_rule(_RULES, _Comparison(one, others, same))
    assert rule is not None, "the last rule applies always"
    return rule.verdict


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count

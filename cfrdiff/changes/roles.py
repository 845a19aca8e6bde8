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

_WORD = re.compile(r"(?:[’']s?)?\s+([^\W_]+(?:[-’'][^\W_]+)*)")
# What a longer name goes on with: "Statement of Record", "Officer in Charge".
_JOINING = frozenset(("of", "for", "in"))
_BEFORE = re.compile(r"([^\W_][\w.’'-]*)\s+$")
# "Secretary of" before "State".
_NAME_BEFORE = re.compile(r"([A-Z][\w’'-]*\s+(?:of|for|in))\s+$")


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

    @property
    def goes_on(self) -> bool:
        """Whether a name goes on behind it that it may be the beginning of."""
        joined = self.behind[:1] and self.behind[0] in _JOINING
        rest = [word for word in self.behind[1:] if word != "the"]
        return bool(joined and rest) and rest[0][0].isupper()


def role(text: str, span: Span) -> Role:
    """The role of the name at a span of a text."""
    behind: list[str] = []
    at = span[1]
    while len(behind) < ROLE_WORDS and (match := _WORD.match(text, at)):
        behind.append(match.group(1))
        at = match.end()
    head = text[max(0, span[0] - ROLE_REACH) : span[0]]
    before = _NAME_BEFORE.search(head) or _BEFORE.search(head)
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

    @property
    def begins_other_name(self) -> bool:
        """Whether it is the beginning of a name of its own, which was replaced nowhere."""
        behind = self.one.behind[:2]
        return self.one.goes_on and all(behind != other.behind[:2] for other in self.others)


def _has_same_behind(words: int, comparison: _Comparison) -> bool:
    return comparison.same == words


def _stands_alone_too(comparison: _Comparison) -> bool:
    one = comparison.one
    return one.alone and (one.words > 1 or any(other.alone for other in comparison.others))


_RULES: tuple[Rule[_Comparison, float], ...] = (
    Rule("part of another name", lambda comparison: comparison.is_in_other_name, OTHER),
    Rule("the beginning of another name", lambda comparison: comparison.begins_other_name, OTHER),
    *(
        Rule(f"the same words behind it, {n} of them", partial(_has_same_behind, n), degree)
        for n, degree in enumerate(SAME_BEHIND)
        if n
    ),
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

"""The role a name plays in its sentence, told by the words beside it, and how alike two are.

"the Miami regulatory audit field office" is the same office wherever these words stand;
"Customs laws" is another thing than the "Customs" that receives requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from cfrdiff.changes.mentions import table
from cfrdiff.changes.model import Span

_WORD = re.compile(r"\s+([^\W_]+(?:[-’'][^\W_]+)*)")
_BEFORE = re.compile(r"([^\W_][\w.’'-]*)\s+$")
_AROUND = 120
# How likely the same name was forgotten, by the words behind it that are the same as behind a
# replaced one: none, one, two, three. Our own estimate.
_SAME = (0.0, 0.85, 0.92, 0.97)
_ALONE = 0.8  # it stands alone, as where it was replaced
_LONG = 0.75  # a name of several words is seldom another thing
_UNKNOWN = 0.4
_OTHER = 0.15  # part of a name of its own, or tells of another noun


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
    while len(behind) < 3 and (match := _WORD.match(text, at)):
        behind.append(match.group(1))
        at = match.end()
    before = _BEFORE.search(text[max(0, span[0] - _AROUND) : span[0]])
    words = len(text[slice(*span)].split())
    return Role(words, before.group(1) if before else "", tuple(behind))


def likeness(one: Role, others: Iterable[Role]) -> float:
    """How likely a name in one role is what stood in the others (0 to 1)."""
    others = list(others)
    same = max((_same(one.behind, other.behind) for other in others), default=0)
    inside = one.before[:1].isupper() and all(one.before != other.before for other in others)
    if one.before.lower() in table().fillers:
        inside = False
    if inside and not same:
        return _OTHER
    if same and not (one.alone and same < 3):
        return _SAME[same]
    if one.alone:
        alike = any(other.alone for other in others)
        return max(_SAME[same], _ALONE if alike or one.words > 1 else _UNKNOWN)
    if one.words > 1 and not one.behind[0][0].isupper():
        return _LONG
    return _OTHER


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count

"""Whether the items of a list are joined by "and" or by "or"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from cfrdiff.cites import LABELS
from cfrdiff.model import Paragraph
from cfrdiff.provisions.language import language
from cfrdiff.provisions.model import Joined

_JOIN = re.compile(r"(?:[;,:.]|^|\)) ?(and|or|and/or)[,;]?$")
_EITHER = re.compile(rf"\beither(?::|—|,)?(?: paragraph {LABELS} or \(|$)", re.IGNORECASE)


class _Rule(NamedTuple):
    """What introductory text, in small letters, says of the items."""

    says: Callable[[str], bool]
    joined: Joined


_RULES = (
    _Rule(lambda text: _has_phrase(text, "any"), "or"),
    _Rule(lambda text: _EITHER.search(text) is not None, "or"),
    _Rule(lambda text: _has_phrase(text, "all"), "and"),
)


def joined(
    paragraph: Paragraph,
) -> tuple[Joined | None, Literal["item", "introductory-text"] | None]:
    """How the list below a paragraph is joined, and where that is said.

    The conjunction stands at the end of the last item but one ("…; and"), else in the
    introductory text ("any of the following"). (None, None) where neither says it.
    """
    items = [child for child in paragraph.children if child.designation]
    if len(items) < 2:
        return None, None
    *_, before_last = items[-2].walk()
    match = _JOIN.search(before_last.text.rstrip())
    if match:
        return ("and" if match[1] == "and" else "or"), "item"
    text = paragraph.text.lower()
    found = next((rule.joined for rule in _RULES if rule.says(text)), None)
    return found, "introductory-text" if found else None


def _has_phrase(text: str, key: str) -> bool:
    return any(phrase in text for phrase in language()["lists"][key])

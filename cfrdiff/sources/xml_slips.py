"""Slips of the keyboard in markup: an entity without its ampersand, or escaped once too often."""

from __future__ import annotations

import re

from cfrdiff.sources.lines import Cut

# "§thnsp;1274.804" for "§&thinsp;1274.804": no word stands between a section sign and its number.
_SPACE_ENTITY = re.compile(r"(?<=§)\s*(?:&?[a-z]{3,8};\s*)+(?=\d)")


def slips(text: str) -> tuple[Cut, ...]:
    """What of a line is a space's entity that was written wrong: no text of it."""
    return tuple(Cut(match.start(), match.end()) for match in _SPACE_ENTITY.finditer(text))


def without_slips(text: str) -> str:
    """A text without what `slips` finds."""
    return _SPACE_ENTITY.sub("", text)

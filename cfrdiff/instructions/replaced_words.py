"""Which words take the place of which, and whether a quotation is just what is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.instructions.replacing import beside
from cfrdiff.instructions.targets import UnreadError

_STOPS = (".", ",", ";", ":")


def check_stops(match: re.Match[str], pairs: Sequence[tuple[str, str]]) -> None:
    """Raise UnreadError where a stop at the end of the sentence stands inside its quotation, as
    printers set it: it may be the sentence's own.
    """
    is_last = not match.string[match.end() :].strip(" ;:")
    if is_last and match.group().endswith("\ue001"):
        for old, new in pairs:
            if len(new) > 1 and new.endswith((".", ",")) and not old.endswith(_STOPS):
                raise UnreadError(f"whether the last mark of “{new}” is meant is not certain")


def paired(old: Sequence[str], new: Sequence[str], respectively: bool) -> list[tuple[str, str]]:
    """Old words with the new ones. Raises UnreadError where it is not said which go together."""
    if len(old) == len(new) and (len(old) == 1 or respectively):
        return list(zip(old, new, strict=True))
    raise UnreadError(
        f"which of {len(new)} texts takes the place of which of {len(old)} is not said"
    )


def set_beside(words: str, side: str, anchor: str) -> str:
    """Words after (following) or before (preceding) others."""
    follows = side.lower() in ("after", "following")
    return beside(anchor, words) if follows else beside(words, anchor)

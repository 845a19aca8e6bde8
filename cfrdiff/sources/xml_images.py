"""The file that an IMG of the eCFR shows: what GPO's GID names a figure by."""

from __future__ import annotations

import re

_SHOWN = re.compile(r"\ssrc\s*=\s*([\"'])(.+?)\1", re.IGNORECASE | re.DOTALL)


def shown(text: str, at: int) -> tuple[int, str] | None:
    """Where the name of the file stands that the tag at an offset shows, and the name; None where
    the tag names none.
    """
    found = _SHOWN.search(text, at, text.find(">", at) + 1)
    if found is None:
        return None
    return found.start(2), found[2]

"""The file that an IMG of the eCFR shows: what GPO's GID names a figure by."""

from __future__ import annotations

import re

_SHOWN = re.compile(rb"\ssrc\s*=\s*([\"'])(.+?)\1", re.IGNORECASE | re.DOTALL)


def shown(data: bytes, at: int) -> tuple[int, str] | None:
    """The name of the file that the tag at an offset shows, and how many characters behind the
    beginning of the tag it stands; None where the tag names none.
    """
    found = _SHOWN.search(data, at, data.find(b">", at) + 1)
    if found is None:
        return None
    return len(data[at : found.start(2)].decode("utf-8", "replace")), found[2].decode()

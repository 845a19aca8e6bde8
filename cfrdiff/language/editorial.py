"""What the editors of the eCFR put between the words of the regulation."""

from __future__ import annotations

import re

# "Link to an amendment published at 89 FR 100, Jan. 1, 2024." The eCFR links what was published
# and is not in the text yet: amendments, corrections, delays of either.
_ANNOUNCES = re.compile(
    r"\s*Links? to (?P<what>[^.]{1,60}?) published at (?P<where>.{1,80}?)\.?\s*$", re.DOTALL
)


def announced(text: str) -> tuple[str, str] | None:
    """What a text says is coming and where it was published, None where it says nothing of it:
    ("an amendment", "89 FR 100, Jan. 1, 2024").
    """
    match = _ANNOUNCES.fullmatch(text)
    return (match["what"], match["where"]) if match else None

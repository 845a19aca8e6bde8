"""What the editors of the eCFR put between the words of the regulation."""

from __future__ import annotations

import re

# "This amendment was further delayed until Apr. 1, 2019, at 83 FR 6364, Feb. 13, 2018."
_DELAYS = re.compile(
    r"\s*This (?P<what>amendment) was (?P<how>(?:further )?delayed\b.{1,80}?)\.?\s*$"
)
# "Link to an amendment published at 89 FR 100, Jan. 1, 2024." The eCFR links what was published
# and is not in the text yet: amendments, corrections, delays of either.
_ANNOUNCES = re.compile(
    r"\s*Links? to (?P<what>[^.]{1,60}?) published at (?P<where>.{1,80}?)\.?\s*$", re.DOTALL
)


def announced(text: str) -> tuple[str, str] | None:
    """What a text says is coming, and how it is told from others; None where it says nothing of
    it: ("an amendment", "published at 89 FR 100, Jan. 1, 2024").
    """
    match = _ANNOUNCES.fullmatch(text)
    if match is not None:
        return match["what"], f"published at {match['where']}"
    match = _DELAYS.fullmatch(text)
    return (f"an {match['what']}", match["how"]) if match else None

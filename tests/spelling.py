"""Whole numbers in words, as the Style Manual spells them."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {10**9: "billion", 10**6: "million", 1000: "thousand"}


def spelled(value: int, link: str = "", hyphen: str = "-") -> str:
    """A number from one to 999,999,999,999: "one hundred twenty-one", with `link` "and " behind
    hundreds.
    """
    for scale, word in _SCALES.items():
        if value >= scale:
            rest = value % scale
            head = f"{spelled(value // scale, link, hyphen)} {word}"
            return f"{head} {spelled(rest, link, hyphen)}" if rest else head
    if value >= 100:
        rest = value % 100
        head = f"{_SMALL[value // 100]} hundred"
        return f"{head} {link}{spelled(rest, link, hyphen)}" if rest else head
    if value < 20:
        return _SMALL[value]
    tens = _TENS[value // 10 - 2]
    return f"{tens}{hyphen}{_SMALL[value % 10]}" if value % 10 else tens

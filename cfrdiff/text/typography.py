"""Make quotes, dashes, section signs and spaces even, keeping every character's origin.

The forms chosen are those of print: “ ” ‘ ’, an em dash for ``--``, ``§ `` before a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cfrdiff.sources.origins import Origins

_SPECIAL = re.compile(
    "(?P<double>‘‘|’’|``|''|\"|„)"
    "|(?P<single>[`'´])"
    "|(?P<soft>\u00ad(?=\\s*$))"
    "|(?P<em>[ \u00a0]*(?:(?<!-)-{2,3}(?!-)|—|―)[ \u00a0]*)"
    "|(?P<sec>\\bSec(?P<plural>s?)\\.\\s+(?=\\d+[a-z]?(?:-\\d+)?\\.\\d))"
    "|(?P<hyphen>[\u2010\u2011])"
    "|(?P<section>§+)(?P<after>[ \u00a0\u2009\u202f\t]*)"
    "|(?P<space>[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+)"
    "|(?P<nothing>[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\x00-\x08\x0e-\x1f\x7f])"
    "|(?P<ligature>[ﬀ-ﬆ])"
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_OPENS_QUOTE = " \t\u00a0([{—–-/“‘"


# Where `_SPECIAL` may match: a character that it changes, or spaces that are more than one.
_ODD = (
    "`'´\"„―\t\u00a0\u00ad\u1680\u2000-\u200f\u2010\u2011\u202a-\u202f\u205f\u2060\u3000\ufeff"
    "\x00-\x08\x0e-\x1f\x7fﬀ-ﬆ"
)
_SPOT = re.compile(f"[{_ODD}—§]|--|  |‘‘|’’|Sec")
# Most lines are even: they have none of these, nor two spaces, nor "Sec". A section sign with its
# space is even, and so is a dash without. That all of it begins with one set of characters makes it
# as quick as it can be.
_UNEVEN = re.compile(
    f"[{_ODD}—§‘’-](?:(?<=[{_ODD}])|(?<=§)(?! \\w)|(?<=—)(?=[ \u00a0])|(?<=[ \u00a0]—)"
    "|(?<=-)-|(?<=‘)‘|(?<=’)’)"
)


def even(text: str, start: int) -> tuple[str, Origins]:
    """Even out one line.

    `start` is the offset of the line's first character; with the result goes the
    offset that each of its characters comes from. Runs of spaces become one space; a space that is
    put after ``§`` takes the origin of what follows.
    """
    if "  " not in text and "Sec" not in text and not _UNEVEN.search(text):
        return text, Origins(start, len(text))
    spot = _SPOT.search(text)
    if spot is None:
        return text, Origins(start, len(text))
    parts: list[str] = []
    origin = Origins()
    at = looked = 0
    while spot is not None:
        match = _SPECIAL.match(text, _beginning(text, looked, spot.start()))
        if match is None:
            looked = spot.start()
            spot = _SPOT.search(text, looked + 1)
            continue
        begin, end = match.span()
        new = _replacement(match, text)
        if new != match[0]:
            parts += (text[at:begin], new)
            origin.append(start + at, begin - at)
            origin.append(start + begin, min(len(new), end - begin))
            origin.repeat(start + end - 1, len(new) - (end - begin))
            at = end
        looked = end
        spot = _SPOT.search(text, end)
    parts.append(text[at:])
    origin.append(start + at, len(text) - at)
    return "".join(parts), origin


def _beginning(text: str, first: int, spot: int) -> int:
    """Where a change begins: before dashes and odd spaces, with the spaces before them."""
    if text[spot] in _WITHOUT_SPACES:
        return spot
    while spot > first and text[spot - 1] == " ":
        spot -= 1
    return spot


_ADDRESS = re.compile(r"\w://|www\.")
_LONGEST_ADDRESS = 2_000


def _is_address(match: re.Match[str], text: str) -> bool:
    """Whether dashes or quotes are characters of a web address, which stay as they are."""
    begin = match.start()
    if match[0][0].isspace() or begin == 0 or text[begin - 1].isspace():
        return False
    reach = max(0, begin - _LONGEST_ADDRESS)
    if text.find("://", reach, begin) < 0 and text.find("www.", reach, begin) < 0:
        return False
    before = text[reach:begin].split()[-1]
    opened = _ADDRESS.search(before)
    if opened is None:
        return False
    # Two hyphens stand in the path, or begin the host of a name in other letters.
    behind = before[opened.end() :]
    return any(mark in behind for mark in "/?#") or behind == "xn" or behind.endswith(".xn")


# What never takes the spaces before it along.
_WITHOUT_SPACES = frozenset("`'´\"„§‘’S")


def _replacement(match: re.Match[str], text: str) -> str:
    return _FORMS[match.lastgroup or ""](match, text)


def _em(match: re.Match[str], text: str) -> str:
    goes_on = match.end() < len(text) and not match[0][-1].isspace()
    return match[0] if goes_on and _is_address(match, text) else "—"


def _double(match: re.Match[str], text: str) -> str:
    plain = {"‘‘": "“", "``": "“", "„": "“", "’’": "”"}
    return plain.get(match.group()) or ("“" if _opens(match, text) else "”")


def _single(match: re.Match[str], text: str) -> str:
    return "‘" if match.group() == "`" or _opens(match, text) else "’"


# What each group of `_SPECIAL` becomes; the last group that matched names the form.
_FORMS: dict[str, Callable[[re.Match[str], str], str]] = {
    "double": _double,
    "single": _single,
    "soft": lambda match, text: "-",
    "em": _em,
    "sec": lambda match, text: "§§ " if match["plural"] else "§ ",
    "hyphen": lambda match, text: "-",
    "after": lambda match, text: match["section"] + " ",
    "space": lambda match, text: " ",
    "ligature": lambda match, text: _LIGATURES[match.group()],
    "nothing": lambda match, text: "",
}


def _opens(match: re.Match[str], text: str) -> bool:
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return before in _OPENS_QUOTE and not after.isspace()

"""Make quotes, dashes, section signs and spaces even, keeping every character's origin.

The forms chosen are those of print: “ ” ‘ ’, an em dash for ``--``, ``§ `` before a number.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable

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


def even(text: str, start: int) -> tuple[str, array[int]]:
    """Even out one line.

    `start` is the offset of the line's first character; the array gives, for each character
    of the result, the offset it comes from. Runs of spaces become one space; a space that is
    put after ``§`` takes the origin of what follows.
    """
    if text.isascii() and not _NEEDS_WORK.search(text):
        return text, array("l", range(start, start + len(text)))
    parts: list[str] = []
    origin: array[int] = array("l")
    at = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > at:
            parts.append(text[at : match.start()])
            origin.extend(range(start + at, start + match.start()))
        new = _replacement(match, text)
        parts.append(new)
        last = match.end() - 1
        origin.extend(start + min(match.start() + i, last) for i in range(len(new)))
        at = match.end()
    parts.append(text[at:])
    origin.extend(range(start + at, start + len(text)))
    return "".join(parts), origin


_NEEDS_WORK = re.compile(r"[\"'`\t\x00-\x1f\x7f]|--|  |\bSecs?\. ")


def _replacement(match: re.Match[str], text: str) -> str:
    return _FORMS[match.lastgroup or ""](match, text)


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
    "em": lambda match, text: "—",
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

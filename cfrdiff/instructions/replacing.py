"""Words replaced in a text."""

from __future__ import annotations

import re


def replace_words(text: str, before: str, after: str) -> tuple[str, int]:
    """Replace words, never a piece of a longer word or of a longer number; also how often."""
    words = before.strip()
    if not words:
        return text, 0
    pattern = re.compile(f"{_LEFT[_edge(words[0])]}{re.escape(words)}{_RIGHT[_edge(words[-1])]}")
    if after.strip():
        return pattern.subn(lambda _: after.strip(), text)
    found = list(pattern.finditer(text))
    for match in reversed(found):
        text = _closed(text[: match.start()], text[match.end() :])
    return text, len(found)


def _edge(sign: str) -> str:
    return "figure" if sign.isdigit() else "letter" if sign.isalnum() else "mark"


# What may not stand beside words that begin or end so: "30" is no piece of $30,000 nor of 30.5,
# "12.4" none of 12.4-1.
_LEFT = {"figure": r"(?<![\w$])(?<!\d[.,–-])", "letter": r"(?<!\w)", "mark": ""}
_RIGHT = {"figure": r"(?!\w)(?![.,–-]\d)(?!/\d)", "letter": r"(?!\w)", "mark": ""}


def _closed(left: str, right: str) -> str:
    """Two stretches between which words were taken out, with one space where there was any."""
    spaced = left.endswith(" ") or right.startswith(" ")
    left, right = left.rstrip(" "), right.lstrip(" ")
    close = not left or not right or right.startswith(_CLOSE)
    return f"{left}{' ' if spaced and not close else ''}{right}"


# What stands close to the word before it.
_CLOSE = tuple(",;:.)]’”%?!—")


def beside(first: str, second: str) -> str:
    """Words set behind others, with a space between them where print has one."""
    first, second = first.rstrip(), second.lstrip()
    close = second.startswith(_CLOSE) or first.endswith(("(", "[", "“")) or not (first and second)
    return f"{first}{'' if close else ' '}{second}"

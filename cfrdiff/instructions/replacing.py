"""Words replaced in a text."""

from __future__ import annotations

import re


def replace_words(text: str, before: str, after: str) -> tuple[str, int]:
    """Replace words, never a piece of a longer word; also how often."""
    if not before:
        return text, 0
    left = r"(?<!\w)" if before[0].isalnum() else ""
    right = r"(?!\w)" if before[-1].isalnum() else ""
    if after:
        return re.subn(f"{left}{re.escape(before)}{right}", lambda _: after, text)
    # With words goes a space beside them.
    pattern = f"(?: {left}{re.escape(before)}{right}|{left}{re.escape(before)}{right} ?)"
    return re.subn(pattern, "", text)


# What stands close to the word before it.
_CLOSE = tuple(",;:.)]’”%?!")


def beside(first: str, second: str) -> str:
    """Words set behind others, with a space between them where print has one."""
    first, second = first.rstrip(), second.lstrip()
    close = second.startswith(_CLOSE) or first.endswith(("(", "[", "“")) or not (first and second)
    return f"{first}{'' if close else ' '}{second}"

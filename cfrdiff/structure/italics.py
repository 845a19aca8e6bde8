"""Where the running text is in italics, as far as the source shows it."""

from __future__ import annotations

from bisect import bisect_left

from cfrdiff.text import RunningText


def is_italic(running: RunningText, at: int) -> bool | None:
    """Whether a character is in italics, None where that is not known or OCR says it."""
    if running.italics is None or not running.exact:
        return None
    stretch = _stretch_at(running, at + 1)
    return stretch is not None and stretch[0] <= at


def italic_end(running: RunningText, begin: int, length: int) -> int | None:
    """How far the italic stretch reaches that opens a paragraph's text of so many characters.

    `begin` is the paragraph's offset in the running text. 0 where it opens upright, None where
    that is not known.
    """
    if running.italics is None:
        return None
    text = running.text
    while begin < len(text) and text[begin].isspace():
        begin += 1
    stretch = _stretch_at(running, begin + 1)
    if stretch is not None and stretch[0] <= begin:
        return min(stretch[1] - begin, length)
    # OCR marks some italics and misses others: what it does not mark stays open.
    return 0 if running.exact else None


def is_all_italic(running: RunningText, start: int, end: int) -> bool:
    """Whether a stretch of text, white space around it aside, is in italics."""
    if running.italics is None:
        return False
    while start < end and running.text[start].isspace():
        start += 1
    while end > start and running.text[end - 1].isspace():
        end -= 1
    stretch = _stretch_at(running, end)
    return stretch is not None and stretch[0] <= start < end


def _stretch_at(running: RunningText, end: int) -> tuple[int, int] | None:
    """The first italic stretch that reaches as far as an offset."""
    italics = running.italics or ()
    i = bisect_left(italics, end, key=lambda stretch: stretch[1])
    return italics[i] if i < len(italics) else None

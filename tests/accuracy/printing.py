"""What every way of printing gives back: a file for the reader and the truth about its print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accuracy.gold import GoldSection

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Break:
    """A line end: `at` counts the letters before it, white space aside, from the heading on.

    `section` is the section's place in the file. The letters are those of the section's heading
    and printed paragraphs; whether a word is broken there, the words tell.
    """

    section: int
    at: int


@dataclass(frozen=True)
class Printed:
    """One file to read: its bytes, what it prints, its line ends and what stands around the text.

    `furniture` are the strings printed around the text: running heads, page numbers, print-shop
    lines.
    """

    name: str
    suffix: str
    data: bytes
    sections: tuple[GoldSection, ...]
    breaks: tuple[Break, ...] = ()
    furniture: tuple[str, ...] = ()


def letters(text: str) -> int:
    """How many letters a text has, white space aside."""
    return len(_SPACE.sub("", text))


def heading_line(section: GoldSection) -> str:
    """The section's heading as printed."""
    return f"§ {section.number} {section.heading}"


def blocks(section: GoldSection) -> Iterator[tuple[int, str]]:
    """The heading and the paragraphs as printed, each with the letters before it.

    The heading begins below zero: its number is not counted, its subject begins at 0.
    """
    yield -letters(f"§ {section.number}"), heading_line(section)
    at = letters(section.heading)
    for line in section.lines:
        yield at, line
        at += letters(line)

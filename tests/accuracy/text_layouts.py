"""Sections → plain text as dumps and typists lay it out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pyphen  # type: ignore[import-untyped]

from accuracy.gold import GoldSection
from accuracy.printing import Break, Printed, blocks, letters
from accuracy.volumes import Volume

Joint = Literal["space", "added-hyphen", "none"]

_SYLLABLES = pyphen.Pyphen(lang="en_US", left=2, right=3)
_ALPHABETIC = re.compile(r"[^\W\d_]{5,}")
_AFTER_MARK = re.compile(r"(?<=\w[-/])(?=[^\W\d_])|(?<=—)(?=.)")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_PAGE_LINES = 50


@dataclass(frozen=True)
class TextLayout:
    """How a text is laid out.

    `width` is the length of a line, None for one line a paragraph. `blank` puts a blank line
    between paragraphs, `indent` that many spaces before the first line of each. `end_space` ends
    every line in a space unless a word is broken there, as text copied out of GPO's PDFs does.
    `paged` prints a running head and a page number every fifty lines: apart from the text, or,
    with `form_feed`, close to it with a form feed between the pages.
    """

    width: int | None = None
    hyphenate: bool = False
    blank: bool = True
    indent: int = 0
    end_space: bool = False
    paged: bool = False
    form_feed: bool = False


@dataclass(frozen=True)
class _Line:
    """A line; `section` is the place of the section it belongs to, None for a blank one."""

    text: str
    section: int | None


def lay_out(
    name: str, sections: Sequence[GoldSection], layout: TextLayout, volume: Volume
) -> Printed:
    """Print sections as text; the same input gives the same file."""
    lines: list[_Line] = []
    breaks: list[Break] = []
    for place, section in enumerate(sections):
        for before, text in blocks(section):
            if layout.blank and lines:
                lines.append(_Line("", None))
            at = before
            for row, joint in wrap(text, layout):
                at += letters(row) - (joint == "added-hyphen")
                breaks.append(Break(place, at))
                ending = " " if layout.end_space and joint == "space" else ""
                lines.append(_Line(row + ending, place))
    furniture: tuple[str, ...] = ()
    text = "\n".join(line.text for line in lines) + "\n"
    if layout.paged:
        text, furniture = _paginate(lines, sections, layout.form_feed, volume)
    return Printed(name, ".txt", text.encode(), tuple(sections), tuple(breaks), furniture)


def wrap(text: str, layout: TextLayout) -> list[tuple[str, Joint]]:
    """The lines of one paragraph, and how each goes on in the next."""
    row = " " * layout.indent
    if layout.width is None:
        return [(row + text, "space")]
    words = re.sub("(§+) ", rf"\1{_NO_BREAK_SPACE}", text).split(" ")
    words.reverse()
    lines: list[tuple[str, Joint]] = []
    while words:
        word = words.pop()
        lead = f"{row} " if row.strip() else row
        if len(lead) + len(word) <= layout.width:
            row = lead + word
            continue
        room = layout.width - len(lead)
        places = _places(word) if layout.hyphenate else ()
        fitting = next((place for place in places if place[0] + len(place[1]) <= room), None)
        if fitting:
            at, hyphen = fitting
            lines.append((lead + word[:at] + hyphen, "added-hyphen" if hyphen else "none"))
            words.append(word[at:])
        elif row.strip():
            lines.append((row, "space"))
            words.append(word)
        else:
            lines.append((row + word, "space"))
        row = ""
    if row:
        lines.append((row, "space"))
    return [(line.replace(_NO_BREAK_SPACE, " "), joint) for line, joint in lines]


@cache
def _places(word: str) -> tuple[tuple[int, str], ...]:
    """Where a word may be broken, last place first, and the hyphen that has to be added."""
    found = [(match.start(), "") for match in _AFTER_MARK.finditer(word)]
    for core in _ALPHABETIC.finditer(word):
        found += [(core.start() + at, "-") for at in _SYLLABLES.positions(core.group())]
    return tuple(sorted(found, reverse=True))


def _paginate(
    lines: Sequence[_Line], sections: Sequence[GoldSection], form_feed: bool, volume: Volume
) -> tuple[str, tuple[str, ...]]:
    """Cut into pages; even pages name the volume, odd ones the agency, as GPO's do."""
    pages: list[str] = []
    furniture: list[str] = []
    for index in range(0, len(lines), _PAGE_LINES):
        page = lines[index : index + _PAGE_LINES]
        number = 100 + len(pages)
        held = [line.section for line in page if line.section is not None]
        first, last = (sections[place].number for place in (held[0], held[-1]))
        if number % 2 == 0:
            head = f"§ {first}  {volume.title} CFR Ch. {volume.chapter} (1–1–14 Edition)"
        else:
            head = f"{volume.agency}  § {last}"
        body = "\n".join(line.text for line in page).strip("\n")
        apart = "\n" if form_feed else "\n\n"
        pages.append(f"{head}{apart}{body}{apart}{number}{apart}")
        furniture += [head, str(number)]
    return ("\f" if form_feed else "").join(pages), tuple(furniture)

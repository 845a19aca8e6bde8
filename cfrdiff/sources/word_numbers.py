"""The numbers and bullets that Word puts before paragraphs by itself, made as Word makes them.

A paragraph, or its style, names a list and a level of it (``w:numPr``). ``word/numbering.xml`` says
how each level is numbered; lists of one definition count on from each other, unless one is told to
start anew (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from cfrdiff.cites import label_for
from cfrdiff.cites.labels import roman_numeral
from cfrdiff.sources.xml_events import attributes_of, events

# The list and the level of it that a paragraph stands in.
Place = tuple[str, int]

_BULLET = "•"
_LEVEL_OF_NUMBER = re.compile(r"%([1-9])")
_NUMBERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": lambda number: label_for(0, number),
    "upperLetter": lambda number: label_for(3, number),
    "lowerRoman": roman_numeral,
    "upperRoman": lambda number: roman_numeral(number).upper(),
    "none": lambda number: "",
}
_BEHIND = {"nothing": ""}  # a tab and a space are one space


class UnknownFormatError(Exception):
    """A way to number paragraphs that is not known; its name in Word's files."""


class _Level(msgspec.Struct):
    start: int = 1
    format: str = "decimal"
    text: str = ""
    behind: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class _List(msgspec.Struct):
    """A list: its definition, and what it says otherwise of levels of it."""

    definition: str = ""
    levels: dict[int, _Level] = msgspec.field(default_factory=dict)
    starts: dict[int, int] = msgspec.field(default_factory=dict)


class _Style(msgspec.Struct):
    based_on: str = ""
    list: str = ""
    level: int | None = None


class Numbering:
    """Counts the numbered paragraphs of a document; its texts are those of the parts' XML."""

    def __init__(self, path: str, numbering: str, styles: str) -> None:
        self._path = path
        self._styles: dict[str, _Style] = {}
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # definitions that stand in a style's list
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[Place] = set()
        self._read_styles(styles)
        self._read_lists(numbering)

    def place(self, style: str, list_: str | None, level: int | None) -> Place | None:
        """Where a paragraph of a style stands that itself names a list or a level, or neither;
        None for one that is not numbered.
        """
        of_style, its_level = self._of_style(style)
        list_ = of_style if list_ is None else list_
        if not list_ or list_ == "0":
            return None
        level = its_level if level is None else level
        if level is None:
            levels = self._levels(list_)
            level = next((at for at, one in levels.items() if style and one.style == style), 0)
        return list_, level

    def next_label(self, place: Place) -> str:
        """What Word prints before the next paragraph there, with the space behind it.

        Raises UnknownFormatError.
        """
        list_, level = place
        levels = self._levels(list_)
        own = levels.get(level)
        if own is None:
            return ""
        counts = self._count(list_, level, levels)
        if own.format == "bullet":
            return f"{_BULLET} "

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at, _Level())
            format = "decimal" if own.legal else one.format
            if format not in _NUMBERS:
                raise UnknownFormatError(format)
            return _NUMBERS[format](counts.get(at, one.start))

        label = _LEVEL_OF_NUMBER.sub(number, own.text).strip()
        return label + _BEHIND.get(own.behind, " ") if label else ""

    def _count(self, list_: str, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        """Count one more on a level; what is counted on each level of the list."""
        counts = self._counts.setdefault(self._definition(list_), {})
        anew = None
        if (list_, level) not in self._begun:
            self._begun.add((list_, level))
            anew = self._lists[list_].starts.get(level)
        if anew is not None or level not in counts:
            counts[level] = levels[level].start if anew is None else anew
        else:
            counts[level] += 1
        for deeper in [at for at in counts if at > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _definition(self, list_: str) -> str:
        found = self._lists[list_].definition
        linked = self._of_style(self._links.get(found, ""))[0]
        return self._lists[linked].definition if linked in self._lists else found

    def _levels(self, list_: str) -> dict[int, _Level]:
        if list_ not in self._lists:
            return {}
        return self._definitions.get(self._definition(list_), {}) | self._lists[list_].levels

    def _of_style(self, style: str) -> tuple[str, int | None]:
        """The list and the level that a style gives, or one that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            one = self._styles[style]
            if one.list:
                return one.list, one.level
            style = one.based_on
        return "", None

    def _read_styles(self, text: str) -> None:
        style = _Style()
        for event in events(text, self._path):
            if event[0] != "start":
                continue
            name, given = event[2].rpartition(":")[2], attributes_of(event[3])
            value = value_of(given, "val")
            if name == "style":
                style = self._styles.setdefault(value_of(given, "styleId"), _Style())
                if value_of(given, "default") and value_of(given, "type") == "paragraph":
                    self._styles[""] = style
            elif name == "basedOn":
                style.based_on = value
            elif name == "numId":
                style.list = value
            elif name == "ilvl":
                style.level = whole(value)

    def _read_lists(self, text: str) -> None:
        list_, level, at, definition = _List(), _Level(), 0, ""
        levels = list_.levels
        for event in events(text, self._path):
            if event[0] != "start":
                continue
            name, given = event[2].rpartition(":")[2], attributes_of(event[3])
            value = value_of(given, "val")
            if name == "abstractNum":
                definition = value_of(given, "abstractNumId")
                levels = self._definitions.setdefault(definition, {})
            elif name == "numStyleLink":
                self._links[definition] = value
            elif name == "num":
                list_ = self._lists.setdefault(value_of(given, "numId"), _List())
                levels = list_.levels
            elif name == "abstractNumId":
                list_.definition = value
            elif name == "lvlOverride":
                at = whole(value_of(given, "ilvl"))
            elif name == "startOverride":
                list_.starts[at] = whole(value)
            elif name == "lvl":
                level = levels[whole(value_of(given, "ilvl"))] = _Level()
            else:
                _read_level(level, name, value)


def _read_level(level: _Level, name: str, value: str) -> None:
    """What an element inside a level says of it."""
    if name == "start":
        level.start = whole(value)
    elif name == "numFmt":
        level.format = value
    elif name == "lvlText":
        level.text = value
    elif name == "suff":
        level.behind = value
    elif name == "lvlRestart":
        level.restart = whole(value)
    elif name == "isLgl":
        level.legal = value not in ("0", "false")
    elif name == "pStyle":
        level.style = value


def value_of(attributes: dict[str, str], name: str) -> str:
    """An attribute, whatever its namespace is called; "" where it is not there."""
    return next((v for key, v in attributes.items() if key.rpartition(":")[2] == name), "")


def whole(value: str) -> int:
    """A whole number, 0 where it is none."""
    return int(value) if value.isascii() and value.isdigit() else 0

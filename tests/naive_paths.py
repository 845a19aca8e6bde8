"""A second, naive reading of the designations in GPO's XML, to hold the package's trees against.

It knows nothing of the package: the standard library's parser, the labels that open a paragraph or
stand behind its italic heading, and a stack with the levels (a) (1) (i) (A) *(1)* *(i)*. A label goes
on with the innermost list whose next it is, or else begins the level below; nothing else is weighed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from independent_reading import _SIGN, _number, _sections

Path = tuple[str, ...]
_OPENS = re.compile(r"\s*((?:\((?:[a-z]{1,5}|[A-Z]{1,3}|[0-9]{1,3})\)\s?)+)")
_LABEL = re.compile(r"\(([A-Za-z0-9]+)\)")
_BEHIND_HEADING = re.compile(r"\s*[.—]*\s*((?:\((?:1|i|A|a)\))+)")
_ROMANS = [
    *("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"),
    *("xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi"),
]
_ITALIC = frozenset(("03", "13", "7462"))


def paths_of_sections(root: ET.Element) -> dict[str, list[Path]]:
    """The paths of each section's designated paragraphs in force, in their order."""
    found: dict[str, list[Path]] = {}
    for section in _sections(root, False, None):
        number = _SIGN.sub("", _number(section))
        found.setdefault(number, []).extend(_solve(section))
    return found


def _solve(section: ET.Element) -> Iterator[Path]:
    stack: list[tuple[int, int, str]] = []
    for paragraph in section:
        if paragraph.tag not in ("P", "FP"):
            continue
        for label, italic in _labels(paragraph):
            place = _place(stack, label, italic)
            if place is None:
                continue
            depth, ordinal = place
            del stack[_under(stack, depth) :]
            stack.append((depth, ordinal, label))
            yield tuple(name for _, _, name in stack)


def _under(stack: list[tuple[int, int, str]], depth: int) -> int:
    return next((i for i, entry in enumerate(stack) if entry[0] >= depth), len(stack))


def _place(stack: list[tuple[int, int, str]], label: str, italic: bool) -> tuple[int, int] | None:
    """The depth and the ordinal of a label, None for one that fits nowhere."""
    readings = list(_readings(label, italic))
    for depth, ordinal, _ in reversed(stack):
        if (depth, ordinal + 1) in readings:
            return depth, ordinal + 1
    below = stack[-1][0] + 1 if stack else 0
    for depth, ordinal in readings:
        if ordinal == 1 and depth == below:
            return depth, ordinal
    firsts = [depth for depth, ordinal in readings if ordinal == 1]
    if firsts:
        return firsts[0], 1
    return readings[0] if readings else None


def _readings(label: str, italic: bool) -> Iterator[tuple[int, int]]:
    if label.isdecimal():
        yield (4 if italic else 1), int(label)
    elif label.isupper():
        if len(set(label)) == 1:
            yield 3, ord(label[0]) - 64 + 26 * (len(label) - 1)
    else:
        if label in _ROMANS:
            yield (5 if italic else 2), _ROMANS.index(label)
        if len(set(label)) == 1:
            yield (3 if italic else 0), ord(label[0]) - 96 + 26 * (len(label) - 1)


def _labels(paragraph: ET.Element) -> Iterator[tuple[str, bool]]:
    """The labels that open a paragraph, and whether each is in italics."""
    text, italics = _text(paragraph)
    match = _OPENS.match(text)
    at = 0
    while match is not None:
        for one in _LABEL.finditer(match[1]):
            place = match.start(1) + one.start(1)
            yield one[1], any(start <= place < end for start, end in italics)
        at = match.end()
        heading = next((end for start, end in italics if start <= at + 1 < end), None)
        match = _BEHIND_HEADING.match(text, heading) if heading else None


def _text(paragraph: ET.Element) -> tuple[str, list[tuple[int, int]]]:
    parts: list[str] = []
    italics: list[tuple[int, int]] = []
    _collect(paragraph, parts, italics)
    return "".join(parts), italics


def _collect(element: ET.Element, parts: list[str], italics: list[tuple[int, int]]) -> None:
    parts.append(element.text or "")
    for child in element:
        if child.tag in ("SU", "FTREF", "PRTPAGE", "FTNT", "GPOTABLE", "MATH", "GID"):
            parts.append(child.tail or "")
            continue
        start = sum(map(len, parts))
        _collect(child, parts, italics)
        if child.tag == "E" and child.get("T") in _ITALIC:
            italics.append((start, sum(map(len, parts))))
        parts.append(child.tail or "")

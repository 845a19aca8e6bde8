"""ALTO, the XML in which libraries keep recognised pages: blocks, lines and words with boxes.

After the schema of the Library of Congress, versions 2 to 4: ``String`` has its text in CONTENT,
its box in HPOS, VPOS, WIDTH and HEIGHT, its confidence from 0 to 1 in WC; ``HYP`` is the hyphen of
a broken word.
"""

from __future__ import annotations

import statistics
from xml.etree import ElementTree

import msgspec

from cfrdiff.sources.scans.words import INCHES_HIGH, POINTS_AN_INCH, Leaf, Word, checked

# Points to a unit, where a file says which it measures in; pixels say nothing.
_UNITS = {"mm10": POINTS_AN_INCH / 254, "inch1200": POINTS_AN_INCH / 1200}
_FOOT = 0.22


def leaves_of(data: bytes) -> list[Leaf]:
    """The pages of an ALTO file; ValueError for measures that are no numbers, ParseError for what
    is no XML.
    """
    root = ElementTree.fromstring(data)
    unit = next((one.text or "" for one in root.iter() if _name(one) == "MeasurementUnit"), "")
    return [_leaf(page, _UNITS.get(unit.strip())) for page in root.iter() if _name(page) == "Page"]


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name) or 0)


def _leaf(page: ElementTree.Element, scale: float | None) -> Leaf:
    height = _number(page, "HEIGHT")
    scale = scale or POINTS_AN_INCH * INCHES_HIGH / (height or 1.0)
    words: list[Word] = []
    heights: list[float] = []
    number = 0
    blocks = [one for one in page.iter() if _name(one) == "TextBlock"]
    for block, element in enumerate(blocks):
        for line in (one for one in element.iter() if _name(one) == "TextLine"):
            number += 1
            words += _words(line, block, number, scale)
            heights.append(_number(line, "HEIGHT") * scale)
    size = round(statistics.median(heights), 1) if heights else 0.0
    return checked(Leaf(tuple(words), _number(page, "WIDTH") * scale, height * scale, size))


def _words(line: ElementTree.Element, block: int, number: int, scale: float) -> list[Word]:
    top, height = _number(line, "VPOS"), _number(line, "HEIGHT")
    said = (line.get("BASELINE") or "").replace(",", " ").split()
    # A base line is one height, or points of which every second number is one.
    baseline = float(said[-1]) if said else top + (1 - _FOOT) * height
    found: list[Word] = []
    for one in line:
        if _name(one) == "HYP" and found:
            found.append(_with_hyphen(found.pop()))
        elif _name(one) == "String" and (one.get("CONTENT") or "").strip():
            found.append(_word(one, baseline, block, number, scale))
    return found


def _with_hyphen(word: Word) -> Word:
    text = word.text.rstrip("-¬\xad") + "-"
    return msgspec.structs.replace(word, text=text)


def _word(
    element: ElementTree.Element, baseline: float, block: int, line: int, scale: float
) -> Word:
    left, top = _number(element, "HPOS"), _number(element, "VPOS")
    right, bottom = left + _number(element, "WIDTH"), top + _number(element, "HEIGHT")
    sure = element.get("WC")
    return Word(
        "".join((element.get("CONTENT") or "").split()),
        left * scale,
        top * scale,
        right * scale,
        bottom * scale,
        baseline * scale,
        block,
        line,
        float(sure) if sure else None,
    )

"""The numbered instructions of a document with their items, and what is printed behind each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

import msgspec

from cfrdiff.cites import kinds
from cfrdiff.cites.comments import comment_key
from cfrdiff.instructions.corrections import Correction
from cfrdiff.instructions.model import DivisionText
from cfrdiff.instructions.rule_pages import Pages
from cfrdiff.instructions.rule_text import read_divisions, words_of

_NUMBER = re.compile(r"(?P<number>\d+)\.\s+(?P<words>.*)", re.DOTALL)
# A letter or a roman numeral; other words, such as "Sec.", are none.
_LETTER = re.compile(r"(?P<letter>[A-Za-z]{1,5})\.\s*(?P<words>(?=[^a-z]).*)", re.DOTALL)
# What an instruction cannot do without, if it is not the opening of others.
_ORDERS = re.compile(
    r"[:.]$|\b(?:is|are|was|were|revis|add|remov|redesignat|amend|republish)", re.IGNORECASE
)
# Elements that belong to an instruction's text, where they stand in a REGTEXT by themselves.
_PRINTED = frozenset(
    ("P", "FP", "HD", "STARS", "EXTRACT", "GPOTABLE", "MATH", "GPH", "APPENDIX", "FTNT", "NOTE")
)


class Item(msgspec.Struct):
    """A sentence of an instruction with its number and label."""

    place: str
    label: str | None
    words: str
    page: int | None = None
    withdrawn: str | None = None


class Group(msgspec.Struct):
    """A numbered instruction with its lettered items, and the XML of the text behind them."""

    number: str
    title: str | None
    part: str | None
    items: list[Item]
    printed: list[ElementTree.Element]
    divisions: tuple[DivisionText, ...] = ()
    corrected: list[ElementTree.Element] = []


class Issue(NamedTuple):
    """What a file says of where it was printed."""

    pages: Pages
    volume: int | None
    day: datetime.date | None


def groups_of(regtext: ElementTree.Element, path: str, pages: Pages) -> list[Group]:
    """The instructions of one part. Text behind an instruction is its own."""
    groups: list[Group] = []
    title, part = regtext.get("TITLE"), regtext.get("PART")
    for element in _elements(regtext):
        words = words_of(element, path) if element.tag == "AMDPAR" else ""
        if words and not (groups and _is_heading(words)):
            _take(words, groups, title, part)
            groups[-1].items[-1].page = pages.of(element)
        elif groups:
            groups[-1].printed.append(_as_heading(element))
    # A subpart's heading may stand before the sentences that set it, or behind them all.
    divisions = read_divisions(list(_elements(regtext)), path)
    for group in groups:
        group.divisions = divisions
    return groups


def _is_heading(words: str) -> bool:
    """Whether what is marked as an instruction is a heading of comments, which orders nothing."""
    return comment_key(words) is not None and _ORDERS.search(words) is None


def _as_heading(element: ElementTree.Element) -> ElementTree.Element:
    if element.tag == "AMDPAR":
        element.tag = "HD"
        element.set("SOURCE", "HD2")
    return element


def _elements(regtext: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Instructions, and what is printed with them, in order."""
    for element in regtext:
        if element.tag in ("AMDPAR", "SECTION", "SUBPART", "AUTH", *_PRINTED):
            yield element
        elif element.find(".//AMDPAR") is not None or element.find(".//SECTION") is not None:
            yield from _elements(element)


def _take(words: str, groups: list[Group], title: str | None, part: str | None) -> None:
    """Begin an instruction, or add to the last one."""
    numbered = _NUMBER.match(words)
    if numbered:
        number = numbered["number"]
        groups.append(Group(number, title, part, [Item(number, None, numbered["words"])], []))
        return
    if not groups:
        groups.append(Group("?", title, part, [Item("?", None, words)], []))
        return
    group = groups[-1]
    lettered = _LETTER.match(words)
    if lettered and kinds(lettered["letter"]):
        label = lettered["letter"]
        group.items.append(Item(group.number, label, lettered["words"]))
    else:
        group.items.append(Item(group.number, None, words))


def places_of(items: Sequence[Item]) -> Iterator[tuple[str, int]]:
    """The place of each item, its number with the labels that it stands under ("5.b.ii"), and how
    many these are. An item that only says where ("b. In paragraph (c):") opens others, up to the
    one with the label after its own.
    """
    outer: list[str] = []
    for k, item in enumerate(items):
        while outer and item.label and _follows(outer[-1], item.label):
            outer.pop()
        own = [item.label] if item.label else []
        yield ".".join([items[0].place, *outer, *own]), len(outer)
        if k and item.label and item.words.rstrip().endswith((":", "—")):
            outer.append(item.label)


def _follows(before: str, label: str) -> bool:
    """Whether a label comes next after another, as letters or as numerals; one may have been left
    out, where it could not begin a list of its own.
    """
    first, second = kinds(before), kinds(label)
    steps = {second[kind] - value for kind, value in first.items() if kind in second}
    return 1 in steps or (2 in steps and 1 not in second.values())


def correct(group: Group, corrections: Sequence[Correction]) -> Iterator[tuple[Correction, str]]:
    """Have the items of a group read as corrected; what could not be corrected, and why ("" where
    it was).
    """
    places = [place for place, _ in places_of(group.items)]
    for place, item in zip(places, group.items, strict=True):
        for one in corrections:
            if one.of_place(place):
                yield one, _correct(group, item, one)


def _correct(group: Group, item: Item, one: Correction) -> str:
    if one.withdrawn:
        item.withdrawn = one.by
    elif one.old is not None and one.new is not None:
        if item.words.count(one.old) != 1:
            return f"“{one.old}” is not in {one.name}, or more than once"
        item.words = item.words.replace(one.old, one.new)
    elif one.new is not None:
        item.words = one.new
    else:
        return f"how {one.name} is to read is not printed with it"
    group.corrected += one.printed
    return ""

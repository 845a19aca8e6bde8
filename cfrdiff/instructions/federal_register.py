"""A rule of the Federal Register in GPO's XML → its amendatory instructions.

`AMDPAR` holds an instruction or a lettered item of one, `REGTEXT` those of one part, `SECTION`
the regulatory text that goes with them (GPO, "Federal Register XML rendition user guide").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

import msgspec

from cfrdiff.cites import kinds
from cfrdiff.cites.comments import comment_key
from cfrdiff.errors import SourceError
from cfrdiff.instructions.asides import effective_date, without_asides
from cfrdiff.instructions.comment_sentences import opens_appendix
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.model import DivisionText, Instruction
from cfrdiff.instructions.rule_files import filed, is_proposed, tree_of
from cfrdiff.instructions.rule_pages import Pages, day_in, volume_in
from cfrdiff.instructions.rule_text import (
    RuleText,
    read_appendices,
    read_divisions,
    read_texts,
    words_of,
)
from cfrdiff.instructions.targets import UnreadError
from cfrdiff.instructions.ties import Print, print_of
from cfrdiff.instructions.wording import opened, opened_entry, read_orders

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


class Group(msgspec.Struct):
    """A numbered instruction with its lettered items, and the XML of the text behind them."""

    number: str
    title: str | None
    part: str | None
    items: list[Item]
    printed: list[ElementTree.Element]
    divisions: tuple[DivisionText, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """The instructions of a rule: the file it is of, its number in the Federal Register, the day
    it was filed, where it was printed. `is_printed` is False of instructions that cfrdiff wrote.
    """

    name: str
    instructions: tuple[Instruction, ...]
    number: str | None = None
    filed: datetime.date | None = None
    is_printed: bool = True
    printed: Print = Print()


def read_rules(data: bytes, path: str) -> list[Rule]:
    """The rules of a file in the order they were filed, which may be a whole issue; `path` names
    the file in errors.

    What is not understood is told by `Instruction.unread`. Raises SourceError for a file that
    is no XML, declares entities, or holds no amendatory instruction.
    """
    root = tree_of(data, path)
    documents = list(root.iter("RULE")) or [root]
    final = [one for one in documents if not is_proposed(one)]
    if not final:
        raise SourceError(
            path,
            "it is a proposed rule, which amends nothing yet",
            "give the final rule, when there is one",
        )
    issue = _Issue(Pages(root), volume_in(root), day_in(root))
    rules = [rule for one in final if (rule := _rule(one, path, issue)).instructions]
    if not rules:
        raise SourceError(
            path,
            "no amendatory instruction in it (no AMDPAR in a REGTEXT)",
            "give a final rule in the XML of the Federal Register",
        )
    return in_order(rules)


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in the order they were filed; as they are given where one does not say when it was."""
    days = [rule.filed for rule in rules if rule.filed is not None]
    if len(days) < len(rules):
        return list(rules)
    return [rule for _, _, rule in sorted(zip(days, range(len(rules)), rules, strict=True))]


class _Issue(NamedTuple):
    """What a file says of where it was printed."""

    pages: Pages
    volume: int | None
    day: datetime.date | None


def _rule(document: ElementTree.Element, path: str, issue: _Issue) -> Rule:
    number, day = filed(document)
    since = _effective(document, path)
    printed = print_of(issue.volume, issue.pages.span(document), issue.day, day)
    groups = [
        group
        for regtext in document.iter("REGTEXT")
        for group in _groups(regtext, path, issue.pages)
    ]
    made = tuple(
        msgspec.structs.replace(one, rule=number, document=_cited(printed, page, number))
        for group in groups
        for one, page in _read(group, path, since)
    )
    return Rule(path, made, number, day, printed=printed)


def _cited(printed: Print, page: int | None, number: str | None) -> str:
    """How what a rule says on a page is cited."""
    return printed.at(page) or (f"FR Doc. {number}" if number else "")


def _effective(root: ElementTree.Element, path: str) -> datetime.date | None:
    """The day from which the whole rule is effective, where its DATES name one."""
    said = " ".join(words_of(one, path) for one in root.iter("EFFDATE"))
    return effective_date(said)


def _groups(regtext: ElementTree.Element, path: str, pages: Pages) -> list[Group]:
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


def _read(
    group: Group, path: str, since: datetime.date | None
) -> Iterator[tuple[Instruction, int | None]]:
    """The instructions of a group, each with the page it stands on."""
    opening = group.items[0].words
    section, places = opened(opening)
    text = read_texts(group.printed, path, section, [item.words for item in group.items])
    context = Context(section, text.sections, places, group.divisions, text.authority, group.part)
    entry = opened_entry(opening, context)
    if entry is not None or opens_appendix(opening):
        appendices = read_appendices(group.printed, path, entry.appendix if entry else "")
        context = msgspec.structs.replace(context, appendices=appendices, entry=entry)
    day = without_asides(opening).effective or since
    divided = tuple(section for one in group.divisions for section in one.sections)
    own = [one for one in text.sections if one not in divided]
    for k, (item, inherited) in enumerate(_nested(group.items, context), 1):
        is_last = k == len(group.items)
        made = _instruction(item, inherited, text)
        said = msgspec.structs.replace(
            made,
            title=group.title,
            part=group.part,
            effective=without_asides(item.words).effective or day,
            printed=tuple(own) if is_last else (),
            appendices=context.appendices if is_last else (),
        )
        yield said, item.page


def _nested(items: Sequence[Item], context: Context) -> Iterator[tuple[Item, Context | None]]:
    """Items, each with what it inherits. An item that only says where ("b. In paragraph (c):")
    opens others, up to the one with the label after its own. Where an opening is not understood,
    its items are for something that is not known: they inherit None.
    """
    outer: list[tuple[str, Context | None]] = []
    inherited: Context | None = context
    for k, item in enumerate(items):
        while outer and item.label and _follows(outer[-1][0], item.label):
            _, inherited = outer.pop()
        within = [label for label, _ in outer]
        yield msgspec.structs.replace(item, place=_place(items[0], within, item)), inherited
        if k == 0:
            inherited = context if len(items) == 1 or _is_read(item, context) else None
        elif item.label and item.words.rstrip().endswith((":", "—")):
            outer.append((item.label, inherited))
            inherited = _opened_by(item, inherited)


def _place(first: Item, within: Sequence[str], item: Item) -> str:
    """The number of an item with the labels that it stands under: "5.b.ii"."""
    own = [item.label] if item.label else []
    return ".".join([first.place, *within, *own])


def _opened_by(item: Item, context: Context | None) -> Context | None:
    """What the items below an item inherit."""
    if context is None or not _is_read(item, context):
        return None
    if context.entry is not None:
        return msgspec.structs.replace(context, entry=opened_entry(item.words, context))
    section, places = opened(item.words, context)
    return msgspec.structs.replace(context, section=section, places=places)


def _is_read(item: Item, context: Context) -> bool:
    try:
        read_orders(item.words, context)
    except UnreadError:
        return False
    return True


def _follows(before: str, label: str) -> bool:
    """Whether a label comes next after another, as letters or as numerals; one may have been left
    out, where it could not begin a list of its own.
    """
    first, second = kinds(before), kinds(label)
    steps = {second[kind] - value for kind, value in first.items() if kind in second}
    return 1 in steps or (2 in steps and 1 not in second.values())


def _instruction(item: Item, context: Context | None, text: RuleText) -> Instruction:
    if context is None:
        reason = "it belongs to an instruction whose first words are not understood"
        return Instruction(item.place, item.words, (), reason)
    try:
        orders = tuple(read_orders(item.words, context))
    except UnreadError as error:
        return Instruction(item.place, item.words, (), text.problem or str(error))
    return Instruction(item.place, item.words, orders)

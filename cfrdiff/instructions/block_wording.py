"""Orders for tables, notes, headings and appendices ↔ sentences of the Federal Register.

Wording from the Document Drafting Handbook, chapter 3 ("revise the authority citation", "add
appendix A", "amend table 1 by revising the entry for"). What is written is read back; rules of
agencies say these things in more ways, which are not read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.instructions.block_names import NOUNS
from cfrdiff.instructions.block_text import Printing, kind_for
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.model import (
    AUTHORITY,
    AddBlocks,
    BlockOrder,
    BlockPlace,
    PrintedBlock,
    RemoveBlocks,
    ReplaceInBlocks,
    ReviseBlocks,
    SectionText,
    Substitute,
    Target,
)
from cfrdiff.instructions.phrase import imperative, substitution
from cfrdiff.instructions.targets import UnreadError
from cfrdiff.instructions.wording import read_orders

_FOLLOWS = " to read as follows"
# Stands for a section where only the words of a replacement are read.
_ANY = Target("1.1")


def block_sentence(orders: Sequence[BlockOrder]) -> tuple[str, list[str]]:
    """An instruction's opening and its lettered items, for orders of one home."""
    home = orders[0].place.home
    text = any(isinstance(order, Printing) for order in orders)
    if len(orders) == 1:
        whole = _whole(orders[0])
        if whole is not None:
            return whole, []
        ending = f"{_FOLLOWS}:" if text else "."
        return f"In {home}, {imperative(_clause(orders[0]))}{ending}", []
    clauses = [_clause(order) for order in orders]
    items = [f"{clause};" for clause in clauses[:-2]]
    items += [f"{clauses[-2]}; and", f"{clauses[-1]}."]
    return f"Amend {home} by:", items


def _whole(order: BlockOrder) -> str | None:
    """The sentence of an order that is for a whole home, or for its heading or authority."""
    home, unit = order.place.home, order.place.unit
    match order:
        case AddBlocks(noun="", side=None):
            return f"Add {home}{_FOLLOWS}:"
        case AddBlocks(noun="", anchor=anchor):
            return f"Add {home}, following {anchor},{_FOLLOWS}:"
        case ReviseBlocks() if unit is None:
            return f"Revise {home}{_FOLLOWS}:"
        case RemoveBlocks() if unit is None:
            return f"Remove {home}."
        case ReviseBlocks() if unit == AUTHORITY:
            return f"The authority citation for {home} is revised{_FOLLOWS}:"
        case ReviseBlocks() if unit == "the heading":
            return f"Revise the heading of {home}{_FOLLOWS}:"
    return None


def _clause(order: BlockOrder) -> str:
    place = order.place
    inside = f"in {place.unit}, " if place.unit else ""
    match order:
        case AddBlocks(noun="entry", side=side, anchor=anchor):
            return f"{inside}adding an entry {side} the entry for “{anchor}”"
        case AddBlocks(noun=noun, side=side, anchor=anchor):
            where = f" {side} {anchor}" if side else ""
            return f"adding {_article(noun)} {noun}{where}"
        case ReplaceInBlocks():
            return f"{inside}{_replacement(order)}"
    verb = "revising" if isinstance(order, ReviseBlocks) else "removing"
    return (
        f"{inside}{verb} the entry for “{place.entry}”" if place.entry else f"{verb} {place.unit}"
    )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _replacement(order: ReplaceInBlocks) -> str:
    inside = f"in the entry for “{order.place.entry}”, " if order.place.entry else ""
    words = Substitute((_ANY,), order.before, order.after, order.everywhere, order.slip)
    return f"{inside}{substitution(words)}"


def heading_of(opening: str, order: BlockOrder, wholes: Mapping[str, SectionText]) -> str:
    """The line that stands before what is printed; none where the sentence is for all of it."""
    home = order.place.home
    if any(form.pattern.match(opening) for form in _WHOLE):
        return ""
    section = wholes.get(home.removeprefix("§ "))
    return f"{home} {section.heading or ''}".rstrip() if section else home[0].upper() + home[1:]


_Text = list[tuple[str | None, str]]
_Match = re.Match[str]


class _Form(NamedTuple):
    """A sentence or a clause, and the order it gives; `takes` says whether text goes with it."""

    pattern: re.Pattern[str]
    order: Callable[[_Match, str], BlockOrder]
    takes: bool = False


def _place(match: _Match, home: str) -> BlockPlace:
    named = match.groupdict()
    return BlockPlace(named.get("home") or home, named.get("unit"), named.get("entry"))


def _revised(match: _Match, home: str) -> BlockOrder:
    return ReviseBlocks(_place(match, home), ())


def _removed(match: _Match, home: str) -> BlockOrder:
    return RemoveBlocks(_place(match, home))


def _added(match: _Match, home: str) -> BlockOrder:
    named = match.groupdict()
    side = "after" if named.get("behind") else named.get("side")
    anchor = named.get("behind") or named.get("anchor") or ""
    noun = named.get("noun") or ""
    return AddBlocks(_place(match, home), noun, side, anchor, ())  # type: ignore[arg-type]


_HOME = r"(?P<home>.+?)"
_NOUN = "|".join(re.escape(noun) for noun in NOUNS)
_UNIT = r"(?P<unit>(?:the|table|footnote|paragraph) .+?)"
_ENTRY = r"the entry for “(?P<entry>[^”]*)”"
_IN_UNIT = rf"(?:in {_UNIT}, )"
_WHOLE: tuple[_Form, ...] = (
    _Form(
        re.compile(rf"The (?P<unit>authority citation) for {_HOME} is revised{_FOLLOWS}:$"),
        lambda match, home: ReviseBlocks(BlockPlace(match["home"], AUTHORITY), ()),
        True,
    ),
    _Form(
        re.compile(rf"Revise the heading of (?!§|paragraphs? ){_HOME}{_FOLLOWS}:$"),
        lambda match, home: ReviseBlocks(BlockPlace(match["home"], "the heading"), ()),
        True,
    ),
    _Form(re.compile(rf"Revise (?!§){_HOME}{_FOLLOWS}:$"), _revised, True),
    _Form(
        re.compile(rf"Add (?!§)(?=.*,{_FOLLOWS}:$){_HOME}, following (?P<behind>.+),{_FOLLOWS}:$"),
        _added,
        True,
    ),
    _Form(re.compile(rf"Add (?!§){_HOME}{_FOLLOWS}:$"), _added, True),
    _Form(re.compile(rf"Remove (?!and reserve )(?!§){_HOME}\.$"), _removed),
)
_CLAUSES: tuple[_Form, ...] = (
    _Form(re.compile(rf"{_IN_UNIT}revis(?:e|ing) {_ENTRY}$"), _revised, True),
    _Form(re.compile(rf"{_IN_UNIT}remov(?:e|ing) {_ENTRY}$"), _removed),
    _Form(
        re.compile(
            rf"{_IN_UNIT}add(?:ing)? an (?P<noun>entry) (?P<side>after|before)"
            r" the entry for “(?P<anchor>[^”]*)”$"
        ),
        _added,
        True,
    ),
    _Form(re.compile(rf"revis(?:e|ing) {_UNIT}$"), _revised, True),
    _Form(re.compile(rf"remov(?:e|ing) {_UNIT}$"), _removed),
    _Form(
        re.compile(
            rf"add(?:ing)? an? (?P<noun>{_NOUN}|[\w -]+?)(?: (?P<side>after|before)"
            r" (?P<anchor>.+))?$"
        ),
        _added,
        True,
    ),
)
_IN_HOME = re.compile(
    rf"In {_HOME}, (?P<clause>(?:in {_UNIT}, )?(?:revise|remove|add|correct|in the entry)\b.*?)"
    rf"(?:{_FOLLOWS}:|\.)$"
)
_AMEND = re.compile(r"Amend (?P<home>.+) by:$")
_REPLACING = re.compile(rf"{_IN_UNIT}(?:in {_ENTRY}, )?(?P<words>(?:remov|add|correct).*)$")
# What of a section's is no paragraph: where an instruction is for a section, one of these nouns
# shows that it is for a block of it.
_OF_BLOCKS = "|".join(re.escape(noun) for noun in NOUNS if noun != "paragraph")
_OF_SECTION = re.compile(
    r"^(?:in |(?:revis|remov|add)\w* )?+(?!(?:the )?source note)(?:an? |the )?+"
    rf"(?:[\w ]*\b)?(?:{_OF_BLOCKS})\b"
)


class Reading(msgspec.Struct):
    """The sentences of one instruction: its home, and the texts that wait for their orders."""

    home: str | None
    texts: list[_Text]


def opens_blocks(opening: str, items: Sequence[str]) -> Reading | None:
    """What an instruction is for, where it is for blocks; None where it is for a section."""
    if any(form.pattern.match(opening) for form in _WHOLE):
        return Reading(None, [])
    found = _IN_HOME.match(opening) or _AMEND.match(opening)
    if found is None:
        return None
    clauses = items or [found.groupdict().get("clause") or ""]
    is_section = found["home"].startswith("§")
    if is_section and not all(_OF_SECTION.search(clause) for clause in clauses):
        return None
    return Reading(found["home"], [])


def read_block_orders(sentence: str, reading: Reading) -> list[BlockOrder]:
    """The orders of a sentence or an item; each takes the next text where it needs one. Raises
    UnreadError for what is not understood.
    """
    if _AMEND.match(sentence):
        return []
    for form in _WHOLE:
        match = form.pattern.match(sentence)
        if match:
            return [_with_text(form, match, reading)]
    inside = _IN_HOME.match(sentence)
    clause = inside["clause"] if inside else re.sub(r"(?:; and|[;.])$", "", sentence)
    for form in _CLAUSES:
        match = form.pattern.match(clause)
        if match:
            return [_with_text(form, match, reading)]
    return [_replaced(clause, reading.home or "")]


def _with_text(form: _Form, match: _Match, reading: Reading) -> BlockOrder:
    order = form.order(match, reading.home or "")
    if not form.takes or not isinstance(order, Printing):
        return order
    if not reading.texts:
        raise UnreadError(f"no text of {order.place.unit or order.place.home} is printed with it")
    kind = kind_for(order)
    to = tuple(PrintedBlock(said or kind, text) for said, text in reading.texts.pop(0))
    return msgspec.structs.replace(order, to=to)


def _replaced(clause: str, home: str) -> BlockOrder:
    match = _REPLACING.match(clause)
    if match is None:
        raise UnreadError("what to amend is not understood")
    words = read_orders(f"In § {_ANY.section}, {match['words']}.", Context(_ANY.section, ()))
    if len(words) != 1 or not isinstance(words[0], Substitute):
        raise UnreadError("what to amend is not understood")
    said = words[0]
    return ReplaceInBlocks(_place(match, home), said.before, said.after, said.everywhere, said.slip)

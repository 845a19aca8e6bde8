"""Orders → sentences of the Federal Register.

Wording from the Document Drafting Handbook, chapter 3 (amendatory terms, designating, "wherever
it appears", "to read as follows").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cfrdiff.instructions.lists import enumerated, write_paragraphs
from cfrdiff.instructions.model import (
    Add,
    Instruction,
    Note,
    Order,
    Redesignate,
    Remove,
    Revise,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.regulatory_text import wrapped
from cfrdiff.model import Designation


def sentence(orders: Sequence[Order]) -> tuple[str, list[str]]:
    """An instruction's opening and its lettered items; no items where one sentence says all.

    All orders are for one section.
    """
    first = orders[0]
    if isinstance(first, Unheld):
        return _unheld([order for order in orders if isinstance(order, Unheld)]), []
    whole = _whole(first)
    if whole is not None:
        return whole, []
    section = _section(first)
    clauses = _clauses(orders)
    text = " to read as follows" if any(_has_text(order) for order in orders) else ""
    if len(clauses) == 1:
        return f"In § {section}, {_imperative(clauses[0])}{text}{':' if text else '.'}", []
    items = [f"{clause};" for clause in clauses[:-2]]
    items += [f"{clauses[-2]}; and", f"{clauses[-1]}."]
    return f"Amend § {section} by:", items


def follows(orders: Sequence[Order]) -> str | None:
    """``The revisions and additions read as follows:``, or None where no text goes with them."""
    revisions = sum(isinstance(order, Revise | Note) and _has_text(order) for order in orders)
    additions = sum(isinstance(order, Add) for order in orders)
    names = []
    if revisions:
        names.append("revision" if revisions == 1 else "revisions")
    if additions:
        names.append("addition" if additions == 1 else "additions")
    if not names:
        return None
    verb = "reads" if revisions + additions == 1 else "read"
    return f"The {enumerated(names)} {verb} as follows:"


def print_instruction(instruction: Instruction, regulatory_text: Sequence[str]) -> list[str]:
    """The lines of one numbered instruction with its text."""
    opening, items = sentence(instruction.orders)
    lines = wrapped(f"{instruction.place}. {opening}", 0)
    for letter, item in zip(_letters(len(items)), items, strict=True):
        lines += wrapped(f"{letter}. {item}", 4)
    ending = follows(instruction.orders) if items else None
    if ending is not None:
        lines += wrapped(ending, 4)
    return [*lines, "", *regulatory_text]


def _letters(count: int) -> list[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return [alphabet[k % 26] * (k // 26 + 1) for k in range(count)]


def _has_text(order: Order) -> bool:
    if isinstance(order, Note):
        return order.text is not None
    return isinstance(order, Add | Revise)


def _section(order: Order) -> str:
    match order:
        case Redesignate(moves):
            return moves[0][0].section
        case Substitute(targets):
            return targets[0].section
        case Note(section):
            return section
    return order.target.section


def _whole(order: Order) -> str | None:
    """The sentence of an order for whole sections."""
    match order:
        case Revise(Target(section, (), "whole", None)):
            return f"Revise § {section} to read as follows:"
        case Add(Target(section, (), "whole", None)):
            return f"Add § {section} to read as follows:"
        case Remove(Target(section, (), "whole", None), reserve):
            return f"Remove{' and reserve' if reserve else ''} § {section}."
        case Redesignate(((old, new),)) if old.section != new.section and old.path:
            return (
                f"Redesignate § {old.section}{Designation(old.path)} as"
                f" § {new.section}{Designation(new.path)}."
            )
        case Redesignate(moves) if not moves[0][0].path:
            olds = enumerated([old.section for old, _ in moves])
            news = enumerated([new.section for _, new in moves])
            if len(moves) == 1:
                return f"Redesignate § {olds} as § {news}."
            return f"Redesignate §§ {olds} as §§ {news}, respectively."
    return None


def _unheld(orders: Sequence[Unheld]) -> str:
    first = orders[0]
    what = f"§ {first.target.section}"
    if first.target.path or first.target.scope == "text":
        what = f"{_named([order.target for order in orders])} of {what}"
    if first.to is None:
        return f"The newer file does not hold {what}."
    return f"The older file does not hold the whole of {what}. What the newer file has reads:"


def _clauses(orders: Sequence[Order]) -> list[str]:
    """One clause a kind of order, in their order, with -ing verbs."""
    clauses: list[str] = []
    for kind, run in groupby(orders, key=_kind):
        members = list(run)
        if kind in _VERBS:
            targets = [m.target for m in members if isinstance(m, Revise | Add | Remove)]
            clauses.append(f"{_VERBS[kind]} {_named(targets)}")
        else:
            clauses += [_single(member) for member in members]
    return clauses


_VERBS = {
    "revise": "revising",
    "add": "adding",
    "define": "adding, in alphabetical order,",
    "remove": "removing",
    "reserve": "removing and reserving",
}


def _kind(order: Order) -> str:
    match order:
        case Revise():
            return "revise"
        case Add(target):
            return "define" if target.term else "add"
        case Remove(_, reserve):
            return "reserve" if reserve else "remove"
    return "single"


def _single(order: Order) -> str:
    match order:
        case Redesignate(moves):
            olds = write_paragraphs([old.path for old, _ in moves])
            news = write_paragraphs([new.path for _, new in moves])
            respectively = ", respectively" if len(moves) > 1 and " through " not in olds else ""
            return f"redesignating {olds} as {news}{respectively}"
        case Substitute():
            return _substitution(order)
        case Note(_, text):
            return "revising the source note" if text is not None else "removing the source note"
    raise TypeError(f"no clause for {order!r}")


def _substitution(order: Substitute) -> str:
    place = ""
    if any(target.path or target.scope != "whole" for target in order.targets):
        place = f"in {_named(order.targets)}, "
    before, after = order.before, order.after
    if order.slip:
        wherever = " wherever it appears" if order.everywhere else ""
        return f"{place}correcting “{before}”{wherever} to read “{after}”"
    if not order.everywhere and after.startswith(f"{before} "):
        words = after[len(before) + 1 :]
        return f"{place}adding {_words(words)} after {_words(before)}"
    if not order.everywhere and after.endswith(f" {before}"):
        words = after[: -len(before) - 1]
        return f"{place}adding {_words(words)} before {_words(before)}"
    wherever = ""
    if order.everywhere:
        wherever = " wherever it appears" if len(before.split()) == 1 else " wherever they appear"
    its = "its" if len(before.split()) == 1 else "their"
    return f"{place}removing {_words(before)}{wherever} and adding in {its} place {_words(after)}"


def _words(text: str) -> str:
    if not any(c.isalpha() for c in text):
        return f"“{text}”"
    return f"the {'word' if len(text.split()) == 1 else 'words'} “{text}”"


def _named(targets: Sequence[Target]) -> str:
    """``the section heading, paragraph (b) introductory text, and paragraphs (c) and (d)``."""
    names: list[str] = []
    for kind, run in groupby(targets, key=_named_alike):
        members = list(run)
        paths = [target.path for target in members]
        if members[0].term is not None:
            noun = "the definition of" if len(members) == 1 else "the definitions of"
            names.append(f"{noun} {enumerated([f'“{member.term}”' for member in members])}")
        elif kind == (False, "heading"):
            names.append("the section heading")
        elif not kind[0]:
            names.append("the introductory text")
        elif kind[1] == "whole":
            names.append(write_paragraphs(paths))
        elif kind[1] == "heading":
            several = "the heading of" if len(paths) == 1 else "the headings of"
            names.append(f"{several} {write_paragraphs(paths)}")
        else:
            names.append(f"the introductory text of {write_paragraphs(paths)}")
    return enumerated(names)


def _named_alike(target: Target) -> tuple[bool, str]:
    return bool(target.path), "definition" if target.term else target.scope


def _imperative(clause: str) -> str:
    """``revising …`` as ``revise …``; "in paragraph (b), " stays before it."""
    for verb, order in (
        ("revising", "revise"),
        ("removing and reserving", "remove and reserve"),
        ("removing", "remove"),
        ("redesignating", "redesignate"),
        ("adding", "add"),
        ("correcting", "correct"),
    ):
        head, found, rest = clause.partition(verb)
        if found and (not head or head.startswith("in ")):
            return head + order + rest.replace(" and adding in ", " and add in ")
    return clause

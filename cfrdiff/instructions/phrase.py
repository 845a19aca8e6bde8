"""Orders → sentences of the Federal Register.

Wording from the Document Drafting Handbook, chapter 3 (amendatory terms, designating, "wherever
it appears", "to read as follows").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from cfrdiff.cites import enumerated
from cfrdiff.instructions.model import (
    NOTED,
    Add,
    AddBlocks,
    Instruction,
    Note,
    Order,
    Redesignate,
    Remove,
    Revise,
    ReviseBlocks,
    SectionOrder,
    Substitute,
    Target,
    Unheld,
    Unworded,
)
from cfrdiff.instructions.naming import named, write_paragraphs
from cfrdiff.instructions.regulatory_text import wrapped

# What stands in the place of an instruction that cannot be worded begins so.
UNWORDED = "No instruction can be worded for"


def sentence(orders: Sequence[SectionOrder]) -> tuple[str, list[str]]:
    """An instruction's opening and its lettered items; no items where one sentence says all.

    All orders are for one section.
    """
    first = orders[0]
    if isinstance(first, Unheld):
        return _unheld([order for order in orders if isinstance(order, Unheld)]), []
    whole = _whole(first)
    if whole is not None:
        return whole, []
    clauses = _clauses(orders)
    text = " to read as follows" if any(_has_text(order) for order in orders) else ""
    if len(clauses) == 1:
        return f"In § {first.section}, {imperative(clauses[0])}{text}{':' if text else '.'}", []
    items = [f"{clause};" for clause in clauses[:-2]]
    items += [f"{clauses[-2]}; and", f"{clauses[-1]}."]
    return f"Amend § {first.section} by:", items


def unworded(order: Unworded) -> str:
    """What stands in the place of an instruction that cannot be worded."""
    changes = f" ({', '.join(order.changes)})" if order.changes else ""
    return f"{UNWORDED} {order.what}{changes}: {order.reason}."


def follows(orders: Sequence[Order]) -> str | None:
    """``The revisions and additions read as follows:``, or None where no text goes with them."""
    revisions = sum(_is_revision(order) for order in orders)
    additions = sum(isinstance(order, Add | AddBlocks) for order in orders)
    counts = (("revision", revisions), ("addition", additions))
    names = [noun if count == 1 else f"{noun}s" for noun, count in counts if count]
    if not names:
        return None
    verb = "reads" if revisions + additions == 1 else "read"
    return f"The {enumerated(names)} {verb} as follows:"


def _is_revision(order: Order) -> bool:
    """Whether an order has a text that takes the place of another."""
    if isinstance(order, Note):
        return order.text is not None
    return isinstance(order, Revise | ReviseBlocks)


def print_instruction(
    instruction: Instruction, opening: str, items: Sequence[str], regulatory_text: Sequence[str]
) -> list[str]:
    """The lines of one numbered instruction with its text."""
    mark = ":" if instruction.place == NOTED else "."
    lines = wrapped(f"{instruction.place}{mark} {opening}", 0)
    for letter, item in zip(_letters(len(items)), items, strict=True):
        lines += wrapped(f"{letter}. {item}", 4)
    ending = follows(instruction.orders) if items else None
    if ending is not None:
        lines += wrapped(ending, 4)
    return [*lines, "", *regulatory_text]


def _letters(count: int) -> list[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return [alphabet[k % 26] * (k // 26 + 1) for k in range(count)]


def _has_text(order: SectionOrder) -> bool:
    if isinstance(order, Note):
        return order.text is not None
    return isinstance(order, Add | Revise)


def _whole(order: SectionOrder) -> str | None:
    """The sentence of an order for whole sections, or for a paragraph that leaves one."""
    if isinstance(order, Redesignate):
        return _other_sections(order.moves)
    if not isinstance(order, Revise | Add | Remove) or not order.target.is_section:
        return None
    if isinstance(order, Remove):
        return f"Remove{' and reserve' if order.reserve else ''} § {order.section}."
    verb = "Revise" if isinstance(order, Revise) else "Add"
    within = f" to {order.within}" if isinstance(order, Add) and order.within else ""
    return f"{verb} § {order.section}{within} to read as follows:"


def _other_sections(moves: Sequence[tuple[Target, Target]]) -> str | None:
    old, new = moves[0]
    if old.path and (len(moves) > 1 or old.section == new.section):
        return None
    if len(moves) == 1:
        return f"Redesignate § {old.name} as § {new.name}."
    olds = enumerated([old.section for old, _ in moves])
    news = enumerated([new.section for _, new in moves])
    return f"Redesignate §§ {olds} as §§ {news}, respectively."


def _unheld(orders: Sequence[Unheld]) -> str:
    first = orders[0]
    what = f"§ {first.target.section}"
    if not first.target.is_section:
        what = f"{named([order.target for order in orders])} of {what}"
    if first.to is None:
        return f"The newer file does not hold {what}."
    if first.cut:
        return f"The newer file does not hold the whole of {what}. What it has reads:"
    return f"The older file does not hold the whole of {what}. What the newer file has reads:"


def _clauses(orders: Sequence[SectionOrder]) -> list[str]:
    """One clause a kind of order, in their order, with -ing verbs."""
    clauses: list[str] = []
    for verb, run in groupby(orders, key=_shared_verb):
        members = list(run)
        if verb is None:
            clauses += [_single(member) for member in members]
        else:
            targets = [m.target for m in members if isinstance(m, Revise | Add | Remove)]
            clauses.append(f"{verb} {named(targets)}")
    return clauses


def _shared_verb(order: SectionOrder) -> str | None:
    """The verb that orders of a kind share; None for one that needs a clause of its own."""
    match order:
        case Revise():
            return "revising"
        case Add(target):
            return "adding, in alphabetical order," if target.term else "adding"
        case Remove(_, reserve):
            return "removing and reserving" if reserve else "removing"
    return None


def _single(order: SectionOrder) -> str:
    match order:
        case Redesignate(moves):
            return _redesignation(moves)
        case Substitute():
            return substitution(order)
        case Note(_, text):
            return "revising the source note" if text is not None else "removing the source note"
    raise TypeError(f"no clause for {order!r}")


def _redesignation(moves: Sequence[tuple[Target, Target]]) -> str:
    olds = write_paragraphs([old.path for old, _ in moves])
    news = write_paragraphs([new.path for _, new in moves])
    respectively = ", respectively" if len(moves) > 1 and " through " not in olds else ""
    return f"redesignating {olds} as {news}{respectively}"


def substitution(order: Substitute) -> str:
    """``in paragraph (b), removing the word “X” and adding in its place the word “Y”``."""
    place = ""
    if any(target.path or target.scope != "whole" for target in order.targets):
        place = f"in {named(order.targets)}, "
    form = next(form for holds, form in _FORMS if holds(order))
    return place + form(order)


def _correction(order: Substitute) -> str:
    wherever = " wherever it appears" if order.everywhere else ""
    return f"correcting “{order.before}”{wherever} to read “{order.after}”"


def _addition_after(order: Substitute) -> str:
    words = order.after[len(order.before) + 1 :]
    return f"adding {_words(words)} after {_words(order.before)}"


def _addition_before(order: Substitute) -> str:
    words = order.after[: -len(order.before) - 1]
    return f"adding {_words(words)} before {_words(order.before)}"


def _removal(order: Substitute) -> str:
    return f"removing {_words(order.before)}{_wherever(order)}"


def _replacement(order: Substitute) -> str:
    is_one = len(order.before.split()) == 1
    its = "its" if is_one else "their"
    removed = f"{_words(order.before)}{_wherever(order)}"
    return f"removing {removed} and adding in {its} place {_words(order.after)}"


def _wherever(order: Substitute) -> str:
    if not order.everywhere:
        return ""
    return " wherever it appears" if len(order.before.split()) == 1 else " wherever they appear"


# How a substitution is worded; the first that holds.
_FORMS: tuple[tuple[Callable[[Substitute], bool], Callable[[Substitute], str]], ...] = (
    (lambda order: order.slip, _correction),
    (lambda order: not order.after, _removal),
    (lambda o: not o.everywhere and o.after.startswith(f"{o.before} "), _addition_after),
    (lambda o: not o.everywhere and o.after.endswith(f" {o.before}"), _addition_before),
    (lambda order: True, _replacement),
)


def _words(text: str) -> str:
    if not any(c.isalpha() for c in text):
        return f"“{text}”"
    return f"the {'word' if len(text.split()) == 1 else 'words'} “{text}”"


def imperative(clause: str) -> str:
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

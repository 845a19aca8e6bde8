"""What was carried out, in a few words: "§ 12.3(a) revised"."""

from __future__ import annotations

from cfrdiff.cites import Designation
from cfrdiff.instructions.appendix_orders import (
    AddEntry,
    RedesignateEntries,
    RemoveEntry,
    ReplaceInEntries,
    ReviseEntry,
)
from cfrdiff.instructions.model import (
    Add,
    AddBlocks,
    AddDivision,
    AddSentences,
    BlockPlace,
    Designate,
    Note,
    Order,
    Redesignate,
    Remove,
    RemoveBlocks,
    ReplaceInBlocks,
    Revise,
    ReviseBlocks,
    Substitute,
    Target,
)


def done(order: Order) -> str:
    """What an order did, once it is carried out."""
    match order:
        case Revise(target):
            return f"{named(target)} revised"
        case Add(target):
            return f"{named(target)} added"
        case AddSentences(target):
            return f"sentences added to {named(target)}"
        case Remove(target, reserve):
            return f"{named(target)} removed{' and reserved' if reserve else ''}"
        case Redesignate(moves):
            pairs = ", ".join(f"{named(old)} as {named(new)}" for old, new in moves)
            return f"redesignated: {pairs}"
        case Substitute(targets, before):
            words = f"“{before}” replaced" if before else "words added"
            return f"{words} in {', '.join(map(named, targets))}"
        case Note(section):
            return f"the source note of § {section} revised"
        case AddDivision(to):
            return f"{to.name} added"
        case Designate(_, to):
            return f"{to.name} set over its sections"
        case _:
            return _of_blocks(order)


def _of_blocks(order: Order) -> str:
    match order:
        case ReviseBlocks(place):
            return f"{_at(place)} revised"
        case AddBlocks(place):
            return f"added to {_at(place)}"
        case RemoveBlocks(place):
            return f"{_at(place)} removed"
        case ReplaceInBlocks(place, before):
            return f"“{before}” replaced in {_at(place)}"
        case ReviseEntry(entry):
            return f"{entry.name} revised"
        case AddEntry(entry):
            return f"{entry.name} added"
        case RemoveEntry(entry):
            return f"{entry.name} removed"
        case RedesignateEntries(moves):
            return ", ".join(f"{old.name} redesignated as {new.name}" for old, new in moves)
        case ReplaceInEntries(entries, before):
            return f"“{before}” replaced in {', '.join(one.name for one in entries)}"
        case _:
            return "what the file does not hold"


def named(target: Target) -> str:
    """A provision as a reader calls it: ``the heading of § 12.3``."""
    if target.part:
        return f"part {target.part}"
    name = f"§ {target.name}"
    if target.through:
        name = f"§§ {target.section} through {target.through}{Designation(target.path)}"
    if target.term:
        name = f"the definition of “{target.term}” in {name}"
    if target.sentences:
        name = f"sentences of {name}"
    if target.scope == "text":
        return f"{name} introductory text"
    return name if target.scope == "whole" else f"the {target.scope} of {name}"


def _at(place: BlockPlace) -> str:
    of = f" of {place.home}"
    row = f"the entry “{place.entry}” in " if place.entry else ""
    return f"{row}{place.unit}{of}" if place.unit else row + place.home

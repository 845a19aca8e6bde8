"""What an amendatory instruction orders of an appendix or a supplement and of what it holds."""

from __future__ import annotations

import msgspec

from cfrdiff.appendices import appendices_of
from cfrdiff.cites.comments import cite_of_entry
from cfrdiff.cites.divisions import part_of_appendix
from cfrdiff.model import Block


class EntryTarget(msgspec.Struct, frozen=True):
    """An appendix by its name (``"Supplement I to Part 1005"``), or the entry of that path in it.

    The path is that of `appendices.Entry`, from what comments are keyed to where there is such:
    ``("31(b)(1)", "2", "i")``; a heading that bears no key stands in it by its own words or the
    first of them. `scope` is *whole*, *text* (without what stands under it) or *heading*; `title`
    is what the instruction says that the heading is called, where it does.
    """

    appendix: str
    path: tuple[str, ...] = ()
    scope: str = "whole"
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called in a message: "comment 31(b)(1)-2.i of Supplement I to Part 1005"."""
        if not self.path:
            return self.appendix
        cite = cite_of_entry(self.path, part_of_appendix(self.appendix))
        return f"{cite or f'“{self.path[-1]}”'} of {self.appendix}"


class AppendixText(msgspec.Struct, frozen=True):
    """What is printed of an appendix with an instruction, asterisks as the text they are; its own
    heading comes first.
    """

    name: str
    blocks: tuple[Block, ...]

    @classmethod
    def all_of(cls, blocks: tuple[Block, ...]) -> tuple[AppendixText, ...]:
        """The appendices that blocks hold."""
        found = appendices_of(blocks)
        ends = [*(one.block for one in found), len(blocks)][1:]
        return tuple(
            cls(one.name, blocks[one.block : end]) for one, end in zip(found, ends, strict=False)
        )


class ReviseEntry(msgspec.Struct, frozen=True, tag=True):
    """Revise an appendix or an entry of it to read as printed."""

    target: EntryTarget
    to: AppendixText


class AddEntry(msgspec.Struct, frozen=True, tag=True):
    """Add an appendix, or an entry where its designation belongs, as printed."""

    target: EntryTarget
    to: AppendixText


class RemoveEntry(msgspec.Struct, frozen=True, tag=True):
    """Remove an appendix or an entry. One whose `scope` is *heading* has nothing under it any
    more; with `reserve` only its heading or label stays, ``[Reserved]``.
    """

    target: EntryTarget
    reserve: bool = False


class RedesignateEntries(msgspec.Struct, frozen=True, tag=True):
    """Give entries that stand under one other labels, all at once."""

    moves: tuple[tuple[EntryTarget, EntryTarget], ...]


class ReplaceInEntries(msgspec.Struct, frozen=True, tag=True):
    """In entries and what stands under them, remove words and add others in their place, as
    `model.Substitute` does.
    """

    targets: tuple[EntryTarget, ...]
    before: str
    after: str
    everywhere: bool = False


EntryOrder = ReviseEntry | AddEntry | RemoveEntry | RedesignateEntries | ReplaceInEntries

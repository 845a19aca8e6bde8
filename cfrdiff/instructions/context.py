"""What an instruction inherits from the one it is an item of, and the text printed with it."""

from __future__ import annotations

import msgspec

from cfrdiff.cites import canonical
from cfrdiff.instructions.appendix_orders import AppendixText, EntryTarget
from cfrdiff.instructions.model import DivisionText, SectionText, Target
from cfrdiff.instructions.targets import UnreadError


class Context(msgspec.Struct, frozen=True):
    """What an instruction inherits: the section it is for, the text printed with it, and what of
    that section the items of an instruction are for; or the appendix and the `entry` of it.
    """

    section: str | None
    texts: tuple[SectionText, ...]
    places: tuple[Target, ...] = ()
    divisions: tuple[DivisionText, ...] = ()
    authority: str | None = None
    part: str | None = None
    appendices: tuple[AppendixText, ...] = ()
    entry: EntryTarget | None = None

    def division(self, name: str) -> DivisionText:
        """The printed text of a subpart. Raises UnreadError where none is printed."""
        for one in self.divisions:
            if one.name == name:
                return one
        raise UnreadError(f"no text of {name} is printed with it")

    def text(self, section: str) -> SectionText:
        """The printed text of a section. Raises UnreadError where none is printed."""
        for one in self.texts:
            if canonical(one.number) == canonical(section):
                return one
        raise UnreadError(f"no text of § {section} is printed with it")

"""Where a printed paragraph begins, by an ordered table of rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from cfrdiff.sources.lines import Line, Role
from cfrdiff.sources.pdf.rows import Row
from cfrdiff.sources.pdf.type import is_capitals, is_indented, is_other_size


class Beginning(msgspec.Struct, frozen=True):
    """What shows whether a row begins a printed paragraph; `edge` is its column's, `before` the
    line before it.
    """

    row: Row
    text: str
    style: str
    role: Role
    gap: bool
    edge: float
    before: Line | None

    @property
    def follows(self) -> bool:
        """Whether the line before stands in the same column."""
        return self.before is not None and self.before.column == self.row.column

    @property
    def goes_on_heading(self) -> bool:
        """Whether the line before is a heading set alike."""
        return self.after_heading and self.before is not None and self.before.style == self.style

    @property
    def after_heading(self) -> bool:
        return self.before is not None and self.before.role == "heading"

    @property
    def goes_on_capitals(self) -> bool:
        """Whether it and the line before are set in capitals."""
        return self.before is not None and is_capitals(self.before.text) and is_capitals(self.text)

    @property
    def in_other_size(self) -> bool:
        """Whether it is set in another size than the line before."""
        before = self.before.style if self.before is not None else None
        return before is not None and is_other_size(self.style, before)


class _Rule(NamedTuple):
    why: str
    holds: Callable[[Beginning], bool]
    opens: Callable[[Beginning], bool]


# The first that holds decides; where none does, the setting of the document.
_RULES = (
    _Rule(
        "a heading goes on until white space or other type parts it from the next",
        lambda at: at.role == "heading",
        lambda at: at.gap or not at.goes_on_heading,
    ),
    _Rule(
        "below a heading of the same column text begins",
        lambda at: at.after_heading and at.follows,
        lambda at: True,
    ),
    _Rule(
        "a heading in capitals goes on in its next line, which may be centred",
        lambda at: at.follows and not at.gap and at.goes_on_capitals,
        lambda at: False,
    ),
    _Rule(
        "where the size of type changes a note begins or ends",
        lambda at: at.follows and at.in_other_size,
        lambda at: True,
    ),
)


def opens_paragraph(at: Beginning, by_indent: bool) -> bool:
    """Whether a printed paragraph begins; `by_indent` says that indents show it."""
    for rule in _RULES:
        if rule.holds(at):
            return rule.opens(at)
    if by_indent:
        return is_indented(at.row, at.edge) or (at.gap and at.follows)
    return at.gap

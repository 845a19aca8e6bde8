"""Where a block belongs: to a section, to an appendix of a part, or under a division's heading.

A file prints blocks behind sections; which section is the last before them says where they belong
only of what is a section's own. An appendix is its part's, whichever section the part ends with,
and the authority of a part is that of the heading above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cfrdiff.model import Block, Edition, Entry
from cfrdiff.text.openings import opens_appendix

# What a file holds of these says more of the file than of the edition.
OF_THE_FILE = frozenset(("front-matter", "back-matter", "contents", "announcement", "other"))
# Headings that part an edition: what stands below one belongs to it.
_DIVISIONS = frozenset(("title-heading", "chapter-heading", "part-heading", "subpart-heading"))
# Headings have their place by the sections before and behind them.
HEADINGS = _DIVISIONS | {"heading"}

# "Authority:", "Effective Date Note:": what the words behind it are, and none of the rule.
_LABEL = re.compile(r"(?:[A-Z][a-z]+ ){0,3}[A-Z][A-Za-z]+:")

Owner = tuple[str, str | None]
_Numbers = Mapping[str | None, str | None]


class Home(msgspec.Struct, frozen=True, gc=False):
    """Where a block belongs, so that it can be found in another edition.

    `owner` is the section, appendix or division it is part of, and `before` the section that
    comes next, by their newer numbers. `group` tells one table or appendix of the edition from
    another. `part` is that of the section it follows, by its newer number. `entry` is what it is
    in the tree of its appendix.
    """

    owner: Owner
    before: str | None
    group: tuple[str, int | str | None]
    part: str | None = None
    entry: Entry | None = None


def is_label(text: str) -> bool:
    """Whether a text is a lone label."""
    return bool(_LABEL.fullmatch(text.strip()))


def homes_of(edition: Edition, renumbered: _Numbers) -> list[Home]:
    """The home of each block; `renumbered` gives the newer number of sections that have another."""
    following = _following(edition, renumbered)
    entries = {one.block: one for appendix in edition.appendices for one in appendix.walk()}
    found: list[Home] = []
    owner: Owner = ("section", None)
    last: Block | None = None
    appendices = 0
    for place, block in enumerate(edition.blocks):
        number = renumbered.get(block.after, block.after)
        if last is None or block.after != last.after:
            owner = ("section", number)
        if block.kind in _DIVISIONS:
            owner = ("division", block.text)
        elif block.kind == "appendix":
            owner = _of_appendix(owner)
            # A sentence that opens with the name of an appendix heads none.
            appendices += opens_appendix(block.text) and not block.text.endswith(".")
        next_section = following.get(block.after)
        own = _of_heading(number, next_section) if block.kind in HEADINGS else owner
        part = number.partition(".")[0] if number else None
        group = _group(block, own, appendices)
        found.append(Home(own, next_section, group, part, entries.get(place)))
        last = block
    return found


def _of_heading(number: str | None, next_section: str | None) -> Owner:
    """The section that a heading follows, of those of the part that it heads: behind the last
    section of a part stand the headings of the next one, whichever that is.
    """
    if next_section is None or (number or "").partition(".")[0] == next_section.partition(".")[0]:
        return "section", number
    return "section", f"{number or ''}>{next_section.partition('.')[0]}"


def _of_appendix(owner: Owner) -> Owner:
    """The appendix, or all appendices, of the part that a section or a division belongs to."""
    kind, name = owner
    if kind == "appendix":
        return owner
    return "appendix", name.partition(".")[0] if kind == "section" and name else name


def _group(block: Block, owner: Owner, appendices: int) -> tuple[str, int | str | None]:
    if block.row is not None:
        return "table", block.row.table
    return ("appendix", appendices) if owner[0] == "appendix" else owner


def _following(edition: Edition, renumbered: _Numbers) -> dict[str | None, str | None]:
    """The section that comes behind each, and the first behind None."""
    numbers: Sequence[str | None] = [None, *(one.number for one in edition.sections if one.number)]
    return dict(_behind(numbers, renumbered))


def _behind(
    numbers: Sequence[str | None], renumbered: _Numbers
) -> Iterator[tuple[str | None, str | None]]:
    for one, other in zip(numbers, [*numbers[1:], None], strict=True):
        yield one, renumbered.get(other, other)

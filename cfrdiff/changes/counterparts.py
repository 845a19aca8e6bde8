"""What one edition has of a block, a heading or a source note, beside what the other has of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from cfrdiff.changes.model import BlockPlace, KeptBlock
from cfrdiff.changes.turning import name_of
from cfrdiff.model import Block

# White space and marks that bear no value: what differs in these alone is the same words.
_MARKS = re.compile(r"[^\w$%<>≤≥=+−./-]+")


class Counterpart(msgspec.Struct, frozen=True, gc=False):
    """A block, heading or source note of both editions or of one: its kind, the section it follows
    or belongs to, where it stands, and the text or the block itself.
    """

    block: str
    section_before: str | None
    section: str | None
    place_before: BlockPlace | None
    place_after: BlockPlace | None
    before: str | None
    after: str | None
    is_moved: bool = False
    is_compared: bool = True
    row: tuple[Block, Block] | None = None
    block_before: str | None = None
    setting: str = ""
    entry_before: str = ""
    entry: str = ""

    @property
    def is_block(self) -> bool:
        """Whether it stands between paragraphs and is what it was; no heading or source note of a
        section.
        """
        places = (self.place_before, self.place_after)
        return self.block_before is None and all(not one or one[0] == "block" for one in places)

    @property
    def name(self) -> str:
        return f"{name_of((self.section_before, ''), (self.section, ''))}:{self.block}"

    @property
    def is_change(self) -> bool:
        """Whether it is a change of the regulation."""
        if self.before == self.after:
            return self.is_moved or bool(self.setting)
        is_both = self.before is not None and self.after is not None
        return self.is_compared and (is_both or bool(self.before or self.after))

    def kept(self) -> Iterator[KeptBlock]:
        """What is listed where it is none."""
        if self.before == self.after:
            yield KeptBlock(self.place_before, self.place_after)
            return
        if self.before is not None:
            yield KeptBlock(self.place_before, None, self.before)
        if self.after is not None:
            yield KeptBlock(None, self.place_after, self.after)


def reunited(found: Sequence[Counterpart]) -> list[Counterpart]:
    """The same, each that went and each that came with the same words made one that moved: what a
    note set forth for later is in an appendix now. One of the same part comes first.

    The heading of a section alone says too little for that.
    """
    gone: dict[str, list[int]] = defaultdict(list)
    came: dict[str, list[int]] = defaultdict(list)
    for k, one in enumerate(found):
        if one.is_change and one.block != "section-heading":
            if one.after is None:
                gone[words_alone(one.before or "")].append(k)
            elif one.before is None:
                came[words_alone(one.after or "")].append(k)
    became = {
        new: old
        for words in gone.keys() & came.keys()
        if words
        for old, new in _nearest(found, gone[words], came[words])
    }
    taken = set(became.values())
    return [
        _moved(found[became[k]], one) if k in became else one
        for k, one in enumerate(found)
        if k not in taken
    ]


def words_alone(text: str) -> str:
    """A text without white space, capitals and marks that bear no value."""
    return _MARKS.sub("", text).casefold()


def _nearest(
    found: Sequence[Counterpart], olds: Iterable[int], news: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Pairs in order, of one kind and part first, then of one part, then any."""
    left, right = list(olds), list(news)
    keys: tuple[Callable[[Counterpart], object], ...] = (_kind_and_part, _part, lambda _: None)
    for key in keys:
        waiting: dict[object, list[int]] = defaultdict(list)
        for i in left:
            waiting[key(found[i])].append(i)
        for j in list(right):
            same = waiting[key(found[j])]
            if same:
                i = same.pop(0)
                left.remove(i)
                right.remove(j)
                yield i, j


def _kind_and_part(one: Counterpart) -> object:
    return one.block, _part(one)


def _part(one: Counterpart) -> object:
    return (one.section or "").partition(".")[0]


def _moved(old: Counterpart, new: Counterpart) -> Counterpart:
    return msgspec.structs.replace(
        new,
        section_before=old.section_before,
        place_before=old.place_before,
        before=old.before,
        entry_before=old.entry_before,
        is_moved=True,
        block_before=None if old.block == new.block else old.block,
    )

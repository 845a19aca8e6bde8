"""Lines joined into the running text: what print has between two of them, and every place."""

from __future__ import annotations

import re
from array import array

import msgspec

from cfrdiff.cites import is_cut_number
from cfrdiff.model import Furniture
from cfrdiff.sources.lines import Line, SourceText
from cfrdiff.sources.origins import Origins
from cfrdiff.text.clean_lines import CleanLine
from cfrdiff.text.doubts import doubts_in
from cfrdiff.text.joints import Joint, address_joint, broken_tail, joint, shown_joint
from cfrdiff.text.running import Join, Placed, RunningText, place
from cfrdiff.text.thresholds import ADDRESS_PIECES
from cfrdiff.text.vocabulary import Vocabulary

# An address that is broken at the end of the line, perhaps begun some lines before.
_ADDRESS = re.compile(r"(?:://|www\.)(?:(?!://|www\.)\S)*-$")


class Builder:
    """Collects the running text line by line.

    `ends_in_spaces` says that the file ends its lines in a space, so that a hyphen before one is
    a hyphen that hangs ("pre- and post-"), not a broken word.
    """

    def __init__(self, vocabulary: Vocabulary, ends_in_spaces: bool) -> None:
        self._vocabulary = vocabulary
        self._ends_in_spaces = ends_in_spaces
        self._parts: list[str] = []
        self._length = 0
        self._origin = Origins()
        self._lines: list[Placed] = []
        self._joins: list[Join] = []
        self._italics: list[tuple[int, int]] = []
        self._knows_italics = False
        self._furniture: list[Furniture] = []
        self._heads: list[tuple[int, str]] = []
        self._page_ends: list[int] = []
        self._previous: CleanLine | None = None

    def set_aside(self, item: CleanLine, kind: str) -> None:
        """Record a line as furniture."""
        line = item.line
        body = line.text.strip()
        start = line.start + len(line.text) - len(line.text.lstrip())
        stop = start + len(body) if line.stop is None else line.stop
        self._furniture.append(Furniture(kind, body, (place(line, start, stop),)))
        if kind not in ("markup", "page-matter"):
            self._page_ends.append(self._length)
        if kind == "running-head":
            self._heads.append((self._length, item.text))

    def add(self, item: CleanLine) -> None:
        """Append a body line."""
        text, origin = item.text, item.origin
        previous = self._previous
        if previous is not None:
            if previous.line.page != item.line.page:
                self._page_ends.append(self._length)
            self._meet(previous, item)
        at = self._length
        self._parts.append(text)
        self._origin.extend(origin)
        self._length += len(text)
        if item.mended or item.line.doubts:
            inside = (*item.mended, *doubts_in(item))
            self._joins += [msgspec.structs.replace(one, at=at + one.at) for one in inside]
        start, stop = self._extent(item)
        self._lines.append(Placed(item.line, at, self._length, start, stop))
        self._mark_italics(item, at)
        self._previous = item

    def finish(self, source: SourceText) -> RunningText:
        """The running text so far."""
        return RunningText(
            text="".join(self._parts),
            origin=self._origin,
            lines=tuple(self._lines),
            joins=tuple(sorted(self._joins, key=lambda join: join.at)),
            italics=tuple(self._italics) if self._knows_italics else None,
            furniture=tuple(self._furniture),
            heads=tuple(self._heads),
            page_ends=tuple(self._page_ends),
            findings=source.findings,
            exact=source.exact,
            starts=array("l", [placed.at for placed in self._lines]),
            ends=array("l", [placed.end for placed in self._lines]),
        )

    def _push(self, between: str) -> None:
        """Put one character between two lines; it comes from where the first of them ends."""
        self._parts.append(between)
        self._origin.append(self._origin.last())
        self._length += 1

    def _extent(self, item: CleanLine) -> tuple[int, int]:
        """The body's stretch of the stream, without markup that stands around it."""
        line = item.line
        if line.cuts:
            self._set_markup_aside(line)
        if line.stop is not None:
            return line.start, line.stop
        start, stop = item.origin.places[0], item.origin.last() + 1
        if not line.cuts or line.cuts[-1].end <= stop - line.start:
            stop = max(stop, line.start + len(line.text.rstrip()))
        if not line.cuts or line.cuts[0].start >= start - line.start:
            start = min(start, line.start + len(line.text) - len(line.text.lstrip()))
        return start, stop

    def _set_markup_aside(self, line: Line) -> None:
        for cut in line.cuts:
            mark = line.text[cut.start : cut.end].strip()
            if mark:
                first = line.text.index(mark, cut.start)
                last = first + len(mark) - 1
                where = place(line, _offset(line, first), _offset(line, last) + 1)
                self._furniture.append(Furniture(cut.kind, mark, (where,)))

    def _mark_italics(self, item: CleanLine, at: int) -> None:
        if item.line.italics is None:
            return
        self._knows_italics = True
        for begin, end in item.line.italics:
            first = at + item.origin.first_from(_offset(item.line, begin))
            last = at + item.origin.first_from(_offset(item.line, end - 1) + 1)
            if self._italics and first - self._italics[-1][1] <= 1:
                self._italics[-1] = (self._italics[-1][0], last)
            elif last > first:
                self._italics.append((first, last))

    def _meet(self, previous: CleanLine, item: CleanLine) -> None:
        """Put between two lines what print has between them."""
        if not item.line.opens and is_cut_number(previous.text, item.text):
            self._record(previous, item, "section-number")
            return
        broken = self._broken_word(previous, item)
        if broken is not None:
            self._join_word(item, *broken)
        elif item.line.opens:
            self._push("\n")
        elif not _closes_up(previous.text, item.text):
            self._push(" ")
        elif previous.text.endswith("/"):
            self._record(previous, item, "slash")

    def _broken_word(self, previous: CleanLine, item: CleanLine) -> tuple[str, Joint] | None:
        """The piece of a word that a line ends in, and how it goes on in the next one."""
        begins = item.line.opens and not item.text[:1].islower()
        if begins or previous.line.role != item.line.role:
            return None
        tail = broken_tail(previous.text)
        if tail is None:
            return None
        if previous.line.hyphen is not None:
            return tail, shown_joint(previous.line.hyphen, item.text)
        if previous.hangs and self._ends_in_spaces:
            return tail, Joint("- ", "form")
        in_address = _ADDRESS.search("".join(self._parts[-ADDRESS_PIECES:]))
        decide = address_joint if in_address else joint
        decided = decide(tail, item.text, self._vocabulary)
        return None if decided is None else (tail, decided)

    def _record(self, previous: CleanLine, item: CleanLine, kind: str) -> None:
        """Two words that print joins by a slash, or the pieces of a section number."""
        word = previous.text.rsplit(" ", 1)[-1]
        first = item.text.split(" ", 1)[0]
        where = self._length - len(word)
        self._joins.append(Join(kind, f"{word}\n{first}", word + first, where, "form"))

    def _join_word(self, item: CleanLine, tail: str, decided: Joint) -> None:
        right = item.text.split(" ", 1)[0].rstrip(".,;:)”’")
        before = f"{tail}-\n{right}"
        if decided.between == "- ":
            self._push(" ")
            return
        if decided.between == "":
            self._parts[-1] = self._parts[-1][:-1]
            self._origin.cut(self._length - 1)
            self._length -= 1
            placed = self._lines[-1]
            self._lines[-1] = msgspec.structs.replace(placed, end=placed.end - 1)
        after = tail + decided.between + right
        where = self._length - len(tail) - len(decided.between)
        self._joins.append(Join("hyphen", before, after, where, decided.basis))


def _offset(line: Line, at: int) -> int:
    """The stream offset of a character of a line's text."""
    return line.start + at if line.origin is None else line.origin[at]


def _closes_up(left: str, right: str) -> bool:
    """Whether print has no space here: after a dash or a slash, before a dash."""
    if left.endswith(("—", "/")) and not left.endswith((" —", " /")):
        return right[:1].isalnum() or right[:1] in "(“§" or left.endswith("—")
    if left.endswith(("–", "-")) and not left.endswith((" –", " -")):
        return True
    return right.startswith("—")

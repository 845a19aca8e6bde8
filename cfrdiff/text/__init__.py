"""Lines → running text: furniture out, typography even, broken words whole, OCR slips noted."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.model import Evidence, Furniture
from cfrdiff.sources.lines import Line, SourceText
from cfrdiff.text.furniture import find_furniture
from cfrdiff.text.heading_pieces import in_order
from cfrdiff.text.mending import Mend, mends, moved
from cfrdiff.text.running import Join, Placed, RunningText, place
from cfrdiff.text.signs import numbers_in_order
from cfrdiff.text.typography import even
from cfrdiff.text.words import Joint, Vocabulary, address_joint, broken_tail, joint

__all__ = ["Join", "Placed", "RunningText", "Vocabulary", "run_on", "vocabulary_of"]


# An address that is broken at the end of the line, perhaps begun some lines before.
_ADDRESS = re.compile(r"(?:://|www\.)\S*-$")
_ADDRESS_LINES = 8


class _Clean(msgspec.Struct, frozen=True):
    """A line without markup, evened out and stripped. `hangs`: it ends in a hyphen and a space.

    `mended` are repairs inside it; they count from its beginning.
    """

    line: Line
    text: str
    origin: array[int]
    hangs: bool
    mended: tuple[Join, ...] = ()


def vocabulary_of(sources: Iterable[SourceText]) -> Vocabulary:
    """The words that stand whole in the lines of these files."""
    vocabulary = Vocabulary()
    for source in sources:
        vocabulary.extend(_clean(line).text for line in source.lines)
    return vocabulary


def run_on(source: SourceText, vocabulary: Vocabulary | None = None) -> RunningText:
    """Make one running text of a file's lines.

    `vocabulary` decides broken words; without one the file's own words do. Every character of
    every line lies in a placed line, in furniture, or is white space.
    """
    source = in_order(source)
    vocabulary = vocabulary or vocabulary_of([source])
    clean = [_clean(line) for line in source.lines]
    numbers = None
    if not source.exact:
        numbers = vocabulary.numbers | numbers_in_order([item.text for item in clean])
    clean = _mended(clean, vocabulary, numbers)
    kinds = find_furniture(source.lines, [item.text for item in clean])
    builder = _Builder(vocabulary, _ends_in_spaces(source.lines))
    # Footnotes wait for the end of the paragraph they stand below, and for their own: the foot of
    # a later column may go on with one.
    notes: list[_Clean] = []
    going_on = _going_on(clean)
    for i, (item, kind) in enumerate(zip(clean, kinds, strict=True)):
        if kind is not None:
            builder.set_aside(item, kind)
        elif item.line.kind == "footnote":
            notes.append(item)
        else:
            begins = item.line.opens and not item.text[:1].islower()
            if begins and notes and not going_on[i]:
                builder.add_all(notes)
                notes = []
            builder.add(item)
    builder.add_all(notes)
    return builder.finish(source)


def _going_on(lines: Sequence[_Clean]) -> list[bool]:
    """For each line whether the next footnote line at or behind it goes on with a footnote."""
    found: list[bool] = []
    goes_on = False
    for item in reversed(lines):
        if item.line.kind == "footnote":
            goes_on = not item.line.opens
        found.append(goes_on)
    return found[::-1]


def _clean(line: Line) -> _Clean:
    if line.origin is not None:
        text, places = even(line.text, 0)
        origin = array("l", (line.origin[at] for at in places))
    elif not line.cuts:
        text, origin = even(line.text, line.start)
    else:
        parts: list[str] = []
        origin = array("l")
        at = 0
        for cut in (*line.cuts, None):
            end = cut.start if cut else len(line.text)
            if end > at:
                part, places = even(line.text[at:end], line.start + at)
                parts.append(part)
                origin.extend(places)
            at = cut.end if cut else end
        text = "".join(parts)
    body = text.strip()
    lead = len(text) - len(text.lstrip())
    hangs = text.endswith("- ") or line.text.endswith("- ")
    return _Clean(line, body, origin[lead : lead + len(body)], hangs)


def _mended(
    lines: Sequence[_Clean], vocabulary: Vocabulary, numbers: frozenset[str] | None
) -> list[_Clean]:
    """The lines with what is broken or misread inside them made whole."""
    found: list[_Clean] = []
    for i, line in enumerate(lines):
        before = lines[i - 1].text if i else ""
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        places = mends(line.text, before, after, vocabulary, numbers)
        found.append(_with_mends(line, places) if places else line)
    return found


def _with_mends(line: _Clean, places: Sequence[Mend]) -> _Clean:
    parts: list[str] = []
    origin = array("l")
    at = 0
    for mend in places:
        parts += [line.text[at : mend.start], mend.new]
        origin += line.origin[at : mend.start]
        origin.extend([line.origin[mend.start]] * len(mend.new))
        at = mend.end
    parts.append(line.text[at:])
    origin += line.origin[at:]
    return msgspec.structs.replace(line, text="".join(parts), origin=origin, mended=moved(places))


def _ends_in_spaces(lines: Sequence[Line]) -> bool:
    """Whether this file ends its lines in a space, as text dumped from GPO's PDFs does.

    There a hyphen before the space is one that hangs ("pre- and post-"), not a broken word.
    """
    plain = [line.text for line in lines if line.text.strip()]
    return sum(text[-1] == " " for text in plain) * 3 >= 2 * len(plain) if plain else False


class _Builder:
    """Collects the running text line by line."""

    def __init__(self, vocabulary: Vocabulary, ends_in_spaces: bool) -> None:
        self._vocabulary = vocabulary
        self._ends_in_spaces = ends_in_spaces
        self._parts: list[str] = []
        self._length = 0
        self._origin: array[int] = array("l")
        self._lines: list[Placed] = []
        self._joins: list[Join] = []
        self._italics: list[tuple[int, int]] = []
        self._knows_italics = False
        self._furniture: list[Furniture] = []
        self._heads: list[tuple[int, str]] = []
        self._page_ends: list[int] = []
        self._previous: _Clean | None = None

    def set_aside(self, item: _Clean, kind: str) -> None:
        """Record a line as furniture."""
        line = item.line
        body = line.text.strip()
        start = line.start + len(line.text) - len(line.text.lstrip())
        stop = start + len(body) if line.stop is None else line.stop
        self._furniture.append(Furniture(kind, body, (place(line, start, stop),)))
        if kind != "markup":
            self._page_ends.append(self._length)
        if kind == "running-head":
            self._heads.append((self._length, item.text))

    def add(self, item: _Clean) -> None:
        """Append a body line."""
        text, origin = item.text, item.origin
        previous = self._previous
        if previous is not None:
            if previous.line.page != item.line.page:
                self._page_ends.append(self._length)
            self._meet(previous, item)
        at = self._length
        self._push(text, origin)
        self._joins += [msgspec.structs.replace(one, at=at + one.at) for one in item.mended]
        start, stop = self._extent(item)
        self._lines.append(Placed(item.line, at, self._length, start, stop))
        self._mark_italics(item, at)
        self._previous = item

    def add_all(self, items: Iterable[_Clean]) -> None:
        """Append lines."""
        for item in items:
            self.add(item)

    def finish(self, source: SourceText) -> RunningText:
        """The running text so far."""
        return RunningText(
            text="".join(self._parts),
            origin=self._origin,
            lines=tuple(self._lines),
            joins=tuple(self._joins),
            italics=tuple(self._italics) if self._knows_italics else None,
            furniture=tuple(self._furniture),
            heads=tuple(self._heads),
            page_ends=tuple(self._page_ends),
            findings=source.findings,
            exact=source.exact,
        )

    def _push(self, text: str, origin: Iterable[int]) -> None:
        self._parts.append(text)
        self._origin.extend(origin)
        self._length += len(text)

    def _extent(self, item: _Clean) -> tuple[int, int]:
        """The body's stretch of the stream; markup around and inside it becomes furniture."""
        line = item.line
        if line.stop is not None:
            return line.start, line.stop
        start, stop = item.origin[0], item.origin[-1] + 1
        for cut in line.cuts:
            mark = line.text[cut.start : cut.end].strip()
            if mark:
                begin = line.start + line.text.index(mark, cut.start)
                where: Evidence = place(line, begin, begin + len(mark))
                self._furniture.append(Furniture("markup", mark, (where,)))
        raw_stop = line.start + len(line.text.rstrip())
        if not line.cuts or line.cuts[-1].end <= stop - line.start:
            stop = max(stop, raw_stop)
        if not line.cuts or line.cuts[0].start >= start - line.start:
            start = min(start, line.start + len(line.text) - len(line.text.lstrip()))
        return start, stop

    def _mark_italics(self, item: _Clean, at: int) -> None:
        if item.line.italics is None:
            return
        self._knows_italics = True
        for begin, end in item.line.italics:
            first = at + bisect_left(item.origin, _offset(item.line, begin))
            last = at + bisect_left(item.origin, _offset(item.line, end - 1) + 1)
            if self._italics and first - self._italics[-1][1] <= 1:
                self._italics[-1] = (self._italics[-1][0], last)
            elif last > first:
                self._italics.append((first, last))

    def _meet(self, previous: _Clean, item: _Clean) -> None:
        """Put between two lines what print has between them."""
        opens = item.line.opens
        at = self._length
        same_role = previous.line.role == item.line.role
        tail = broken_tail(previous.text) if same_role else None
        if tail is not None and (not opens or item.text[:1].islower()):
            in_address = _ADDRESS.search("".join(self._parts[-_ADDRESS_LINES:]))
            decide = address_joint if in_address else joint
            decided = decide(tail, item.text, self._vocabulary)
            if previous.hangs and self._ends_in_spaces:
                decided = Joint("- ", "form")
            if decided is not None:
                self._join_word(previous, item, tail, decided)
                return
        if opens:
            self._push("\n", [self._origin[-1]])
        elif _closes_up(previous.text, item.text):
            if previous.text.endswith("/"):
                word = previous.text.rsplit(" ", 1)[-1]
                first = item.text.split(" ", 1)[0]
                where = at - len(word)
                self._joins.append(Join("slash", f"{word}\n{first}", word + first, where, "form"))
        else:
            self._push(" ", [self._origin[-1]])

    def _join_word(self, previous: _Clean, item: _Clean, tail: str, decided: Joint) -> None:
        right = item.text.split(" ", 1)[0].rstrip(".,;:)”’")
        before = f"{tail}-\n{right}"
        if decided.between == "- ":
            self._push(" ", [self._origin[-1]])
            return
        if decided.between == "":
            self._parts[-1] = self._parts[-1][:-1]
            self._origin.pop()
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

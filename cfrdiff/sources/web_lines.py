"""A web page → its lines: what a browser would show as one, with what its elements say of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

import msgspec

from cfrdiff.errors import LimitError
from cfrdiff.limits import limits
from cfrdiff.model import TableRow
from cfrdiff.sources.lines import Cut, Kind
from cfrdiff.sources.origins import Origins
from cfrdiff.sources.web_breaks import parts_paragraphs
from cfrdiff.sources.web_elements import (
    CELLS,
    HEADINGS,
    INLINE,
    VOID,
    Element,
    closed_by,
    element_of,
)
from cfrdiff.sources.web_tables import data_tables
from cfrdiff.sources.web_tokens import Piece, Tag
from cfrdiff.sources.xml_figures import as_set
from cfrdiff.sources.xml_tables import TableRows


class PageLine(msgspec.Struct, gc=False):
    """One line of a page.

    `origin` has the offset of each character in the file, `stop` where the last of them ends.
    `inside` are the serial numbers of the elements around it, the outermost first. `is_heading`
    says that it stands in h1 to h6, `is_linked` that all of it is links, `is_picture` that it is
    what a picture shows, `aside` that it is the page's own; `division` is the serial number of the
    division of the regulation it lies in.
    """

    text: str
    origin: Origins
    stop: int
    number: int
    italics: tuple[tuple[int, int], ...]
    cuts: tuple[Cut, ...]
    kind: Kind | None
    is_heading: bool
    is_linked: bool
    is_picture: bool
    aside: bool
    inside: tuple[int, ...]
    division: int | None
    paragraph: str | None
    level: int | None
    row: TableRow | None


class PageReader:
    """Collects the lines of a page from its tags and text."""

    def __init__(self, text: str, lead: int, path: str) -> None:
        self._path = path
        self._lead = lead
        self._most_nested = limits().nested_elements
        self._ends = [i for i, c in enumerate(text) if c == "\n"]
        self._open: list[Element] = []
        self._names: Counter[str] = Counter()
        self._serial = 0
        self._headed: set[int] = set()  # divisions whose heading has been read
        self._asides = self._links = self._slants = 0  # open elements of that sort
        self._tables: list[bool] = []  # open tables, and whether each holds data
        self._rows = TableRows()
        self.lines: list[PageLine] = []
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._origin = Origins()
        self._italics: list[tuple[int, int]] = []
        self._italic_from: int | None = 0 if self._slants else None
        self._cuts: list[Cut] = []
        self._plain = 0  # characters that are no link
        self._pictured = 0  # characters that describe a picture
        self._aside_from: int | None = None  # where the page's own words begin inside a line
        self._stop = 0
        self._paragraph: str | None = None
        self._level: int | None = None
        self._figures: list[tuple[int, int]] = []  # where each open sup or sub begins
        self._over: tuple[int, int, int, str] | None = (
            None  # a raised figure: its place, what it says
        )
        self._rows.drop_line()

    def read(self, found: Sequence[Tag | Piece]) -> list[PageLine]:
        """The lines of a page. Raises LimitError for one that is nested too deep."""
        holding_data = data_tables(found)
        for i, one in enumerate(found):
            if isinstance(one, Piece):
                self._add(one.text, one.start, one.stop)
            elif one.begins:
                if one.name == "br" and not self._in_data and parts_paragraphs(found, i):
                    self._flush()
                self._begin(one, i in holding_data)
            else:
                self._end(one.name)
        self._flush()
        return self.lines

    # ---- elements ----------------------------------------------------------------------------

    def _begin(self, tag: Tag, holds_data: bool) -> None:
        name = tag.name
        closed = closed_by(name)
        if closed is not None:
            self._close(*closed)
        if name in CELLS and self._in_data:
            if self._rows.is_in_row:
                self._add(" | ", tag.start, tag.start)
            self._rows.begin_cell(name.upper(), tag.attributes)
        elif self._ends_line(name):
            self._flush()
        if name == "img":
            described = tag.attributes.get("alt", "").strip()
            self._pictured += len(described)
            self._add(described, tag.start, tag.start)
        if name in VOID:
            if name in ("br", "hr"):
                self._add(" ", tag.start, tag.start)
            return
        if len(self._open) >= self._most_nested:
            raise LimitError(
                self._path,
                "nested_elements",
                f"HTML that nests more than {self._most_nested:,} elements",
                "give the page as its site has it",
                f"line {self._number(tag.start)}",
            )
        if name == "table":
            self._tables.append(holds_data)
            if holds_data:
                self._rows.begin_table()
        self._push(element_of(self._serial, name, tag.attributes))

    def _push(self, one: Element) -> None:
        self._serial += 1
        self._open.append(one)
        self._names[one.name] += 1
        if one.aside and not self._asides and one.name in INLINE:
            self._aside_from = len(self._origin)
        self._asides += one.aside
        self._links += one.name == "a"
        if one.is_italic:
            self._slants += 1
            if self._italic_from is None:
                self._italic_from = len(self._origin)
        if one.name in ("sup", "sub"):
            self._figures.append((len(self._parts), len(self._origin)))
        self._paragraph = one.paragraph or self._paragraph
        self._level = one.level or self._level

    def _close(self, names: frozenset[str], barriers: frozenset[str]) -> None:
        """End the innermost element of these names, unless a barrier stands before it."""
        if not any(self._names[name] for name in names):
            return
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].name in names:
                self._pop_to(depth)
                return
            if self._open[depth].name in barriers:
                return

    def _end(self, name: str) -> None:
        if not self._names[name]:
            if name in ("p", "br"):
                self._flush()
            return
        barriers = () if name in ("table", "tr", "body", "html") else (*CELLS, "table")
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].name == name:
                self._pop_to(depth, name in INLINE)
                return
            if self._open[depth].name in barriers:
                return

    def _pop_to(self, depth: int, only_it: bool = False) -> None:
        """End the elements from a depth inwards; `only_it` where others inside outlast it."""
        inner = self._open[depth + 1 :]
        if only_it and any(one.name not in INLINE for one in inner):
            self._leave(self._open.pop(depth))
            return
        while len(self._open) > depth:
            one = self._open[-1]
            if self._ends_line(one.name) and not (one.name in CELLS and self._in_data):
                self._flush()
            self._leave(self._open.pop())

    def _leave(self, one: Element) -> None:
        self._names[one.name] -= 1
        self._asides -= one.aside
        if one.aside and not self._asides and self._aside_from is not None:
            if len(self._origin) > self._aside_from:
                self._cuts.append(Cut(self._aside_from, len(self._origin), "page-matter"))
            self._aside_from = None
        self._links -= one.name == "a"
        if one.name == "table" and self._tables:
            self._tables.pop()
        if one.is_italic:
            self._slants -= 1
            if not self._slants and self._italic_from is not None:
                if len(self._origin) > self._italic_from:
                    self._italics.append((self._italic_from, len(self._origin)))
                self._italic_from = None
        if one.name in ("sup", "sub") and self._figures:
            self._set_figure(one.name, *self._figures.pop())
        if one.is_figure_mark and self._figures:
            self._cuts.append(Cut(self._figures[-1][1], len(self._origin), "footnote-reference"))

    @property
    def _in_data(self) -> bool:
        return bool(self._tables) and self._tables[-1]

    def _ends_line(self, name: str) -> bool:
        """Whether a line is over where an element begins or ends."""
        if name in INLINE or name == "br":
            return False
        return not (self._in_data and self._names["td"] + self._names["th"] and name != "tr")

    # ---- text --------------------------------------------------------------------------------

    def _add(self, text: str, start: int, stop: int) -> None:
        """Append text that stands at ``[start, stop)``; what is longer stands there as a whole."""
        if not self._parts:
            lead = len(text) - len(text.lstrip())
            if lead == len(text):
                return
            text, start = text[lead:], start + lead if len(text) == stop - start else start
        if not text:
            return
        counts_on = len(text) == stop - start
        self._parts.append(text.translate(_SPACES))
        first = start + self._lead
        if counts_on:
            self._origin.append(first, len(text))
        else:
            self._origin.repeat(first, len(text))
        if not text.isspace():
            self._stop = max(stop, start + 1) + self._lead
            self._plain += 0 if self._links or self._asides else len(text.strip())

    def _set_figure(self, name: str, piece: int, start: int) -> None:
        """Set what a sup or sub holds as print has it; ¹/₂ is a fraction."""
        said = "".join(self._parts[piece:])
        if not said.strip() or any(cut.end > start for cut in self._cuts):
            return
        before = self._parts[piece - 1][-1:] if piece else ""
        if name == "sub" and self._over is not None:
            over_piece, over_start, over_end, over = self._over
            between = "".join(self._parts)[over_end:start]
            if between.strip() in ("/", "⁄"):
                before = self._parts[over_piece - 1][-1:] if over_piece else ""
                made = as_set(f"{over}/{said}", "fraction", before)
                self._replace(over_piece, over_start, made)
                return
        self._replace(piece, start, as_set(said, "raised" if name == "sup" else "lowered", before))
        self._over = (piece, start, len(self._origin), said) if name == "sup" else None

    def _replace(self, piece: int, start: int, made: str) -> None:
        places = self._origin.part(start, len(self._origin))
        self._parts[piece:] = [made]
        self._origin.cut(start)
        self._origin.extend(places.part(0, len(made)))
        self._origin.repeat(places[-1], len(made) - len(places))

    # ---- lines -------------------------------------------------------------------------------

    def _flush(self) -> None:
        text = "".join(self._parts).rstrip()
        self._origin.cut(len(text))
        if not text.strip(" |"):
            self._clear()
            return
        if self._italic_from is not None:
            self._italics.append((self._italic_from, len(text)))
        kind, heading, division = self._kind()
        cuts = tuple(
            Cut(cut.start, min(cut.end, len(text)), cut.kind)
            for cut in self._cuts
            if cut.start < len(text)
        )
        left = _without(text, cuts)
        is_aside = bool(self._asides) or not left
        if not left:
            cuts = ()
        self.lines.append(
            PageLine(
                text=text,
                origin=self._origin,
                stop=self._stop,
                number=self._number(self._origin[0] - self._lead),
                italics=tuple((a, min(b, len(text))) for a, b in self._italics if a < len(text)),
                cuts=cuts,
                kind=kind,
                is_heading=heading,
                is_linked=not self._plain,
                is_picture=bool(self._pictured) and len(text) == self._pictured,
                aside=is_aside,
                inside=tuple(one.serial for one in self._open),
                division=division,
                paragraph=self._paragraph,
                level=self._level,
                row=self._rows.end_line() if self._in_data else None,
            )
        )
        self._clear()

    def _kind(self) -> tuple[Kind | None, bool, int | None]:
        """What the elements say of the line, whether it is a heading, and its division."""
        kind: Kind | None = "table" if self._in_data else None
        is_heading = False
        division: int | None = None
        for one in reversed(self._open):
            is_heading = is_heading or one.name in HEADINGS
            kind = kind or one.kind
            if one.heading is not None and division is None:
                division = one.serial
                if is_heading and kind is None and one.serial not in self._headed:
                    self._headed.add(one.serial)
                    kind = one.heading
                elif one.heading == "appendix":
                    kind = "appendix" if kind != "table" else kind
        return kind, is_heading, division

    def _number(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1


_SPACES = {ord(c): " " for c in "\n\r\t\f\v"}


def _without(text: str, cuts: Sequence[Cut]) -> str:
    """What is left of a line without what is cut from it."""
    at, left = 0, []
    for cut in cuts:
        left.append(text[at : cut.start])
        at = max(at, cut.end)
    return "".join((*left, text[at:])).strip()

"""The lines of a Word file's document and of its notes.

Tracked changes are read as accepted, and hidden text as the page's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import msgspec

from cfrdiff.model import Finding
from cfrdiff.sources.lines import Cut, Kind, Line
from cfrdiff.sources.origins import Origins
from cfrdiff.sources.word_numbers import Numbering, value_of, whole
from cfrdiff.sources.xml_events import attributes_of, events
from cfrdiff.sources.xml_figures import as_set
from cfrdiff.sources.xml_tables import TableRows

# Notes by their kind and id: "footnote", "2".
Notes = dict[tuple[str, str], list[Line]]

_OFF = frozenset(("0", "false", "off", "none"))
# What an edit has taken away, what was so before one, and what stands in a file twice for older
# readers.
_PASSED_OVER = frozenset(("del", "moveFrom", "Fallback", "pPrChange", "rPrChange"))
_INSTEAD = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_INSIDE = frozenset(("t", "r", "pPr"))


class DocumentLines:
    """Collects the lines of a document."""

    _kind: Kind | None = None

    def __init__(self, path: str, lead: int, numbering: Numbering, notes: Notes) -> None:
        self._path = path
        self.lines: list[Line] = []
        self._notes = notes
        self._lead = lead
        self._numbering = numbering
        self._paragraph = 0
        self._passed_over = 0  # elements that are open and of which nothing is read
        self._inside: set[str] = set()  # which of text, a run, a paragraph's properties
        self._run: dict[str, str] = {}  # how the run is set
        self._tables = self._rows_open = 0
        self._rows = TableRows()
        self._cell: dict[str, str] | None = None  # a cell that has not begun: its columns
        self._seen: Counter[str] = Counter()
        self._counted: Counter[str] = Counter()  # notes of each kind, and paragraphs, with a number
        self._referred: list[tuple[str, list[Line]]] = []  # notes that wait for their place
        self._starts: dict[str, Callable[[int, dict[str, str]], None]] = {
            "p": self._begin_paragraph,
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "tc": self._begin_cell,
            "gridSpan": self._span,
            "pStyle": self._style_paragraph,
            "numId": self._number,
            "ilvl": self._number_on_level,
            "footnoteReference": lambda at, attributes: self._refer("footnote", attributes),
            "endnoteReference": lambda at, attributes: self._refer("endnote", attributes),
        }
        self._clear()
        self._clear_paragraph()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._origin = Origins()
        self._stop = 0
        self._italics: list[tuple[int, int]] = []
        self._cuts: list[Cut] = []
        self._is_heading = False

    def _clear_paragraph(self) -> None:
        self._style = ""
        self._list: str | None = None
        self._level: int | None = None
        self._is_counted = False
        self._is_taken_away = False  # an edit has taken its end away

    def read(self, text: str) -> None:
        """Read a whole part."""
        for event in events(text, self._path):
            if event[0] == "text":
                if "t" in self._inside and not self._passed_over:
                    self._add_text(event[2], event[1])
                continue
            name = event[2].rpartition(":")[2]
            if event[0] == "start":
                self._start(name, event[1], attributes_of(event[3]))
            else:
                self._end(name, event[1])
        self._flush()

    def _start(self, name: str, at: int, attributes: dict[str, str]) -> None:
        self._seen[name] += 1
        if name in _PASSED_OVER:
            self._passed_over += 1
            self._is_taken_away |= name == "del" and "pPr" in self._inside
        elif self._passed_over:
            return
        elif name in _INSIDE:
            self._inside.add(name)
            self._run = {} if name == "r" else self._run
        elif name in ("i", "vanish", "vertAlign"):
            self._run[name] = value_of(attributes, "val")
        elif name in _INSTEAD:
            if "r" in self._inside:
                self._add_text(_INSTEAD[name], at)
        elif begin := self._starts.get(name):
            begin(at, attributes)

    def _begin_table(self, at: int, attributes: dict[str, str]) -> None:
        self._flush()
        self._tables += 1
        if self._tables == 1:
            self._rows.begin_table()

    def _begin_row(self, at: int, attributes: dict[str, str]) -> None:
        self._rows_open += 1

    def _begin_cell(self, at: int, attributes: dict[str, str]) -> None:
        if self._tables == 1:
            self._cell = {}

    def _span(self, at: int, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell["COLSPAN"] = value_of(attributes, "val")

    def _style_paragraph(self, at: int, attributes: dict[str, str]) -> None:
        self._style = value_of(attributes, "val")
        self._is_heading = self._style.lower().startswith(("heading", "title"))

    def _number(self, at: int, attributes: dict[str, str]) -> None:
        self._list = value_of(attributes, "val")

    def _number_on_level(self, at: int, attributes: dict[str, str]) -> None:
        self._level = whole(value_of(attributes, "val"))

    def _refer(self, kind: str, attributes: dict[str, str]) -> None:
        """A note stands behind the paragraph, under its number or the mark in the text."""
        note = self._notes.get((kind, value_of(attributes, "id")), [])
        own = value_of(attributes, "customMarkFollows")
        mark = ""
        if own and own not in _OFF:
            self._run["mark"] = "1"
        else:
            self._counted[kind] += 1
            mark = as_set(str(self._counted[kind]), "raised", "")
        self._referred.append((mark, note))

    def _begin_paragraph(self, at: int, attributes: dict[str, str]) -> None:
        self._paragraph += 1
        self._clear_paragraph()
        if not self._rows_open:
            self._flush()
        elif self._cell is not None:
            if self._rows.is_in_row:
                self._add(" | ", at)
            self._rows.begin_cell("TD", self._cell)
            self._cell = None
        elif self._parts:
            self._add(" ", at)

    def _end(self, name: str, at: int) -> None:
        if name in _PASSED_OVER:
            self._passed_over -= 1
        elif self._passed_over:
            return
        elif name in _INSIDE:
            self._inside.discard(name)
        elif name == "p":
            if not self._is_taken_away:
                self._add_number(at)
            if not self._rows_open:
                self._flush()
        elif name == "tr":
            self._rows_open -= 1
            if not self._rows_open:
                self._flush()
        elif name == "tbl":
            self._tables -= 1
            self._flush()

    def _add_text(self, said: str, at: int) -> None:
        """Text of the paragraph, behind its number."""
        if not self._is_counted and not said.strip():
            return
        self._add_number(at)
        start = len(self._origin)
        setting = self._run.get("vertAlign", "")
        if setting in ("superscript", "subscript"):
            before = self._parts[-1][-1:] if self._parts else ""
            said = as_set(said, "raised" if setting == "superscript" else "lowered", before)
        self._add(said, at)
        end = len(self._origin)
        if self._is_on("i"):
            self._italics.append((start, end))
        if self._is_on("vanish"):
            self._cuts.append(Cut(start, end, "hidden-text"))
        if self._is_on("mark"):
            self._cuts.append(Cut(start, end, "footnote-reference"))
            mark, note = self._referred[-1]
            self._referred[-1] = (mark + said.strip(), note)

    def _add_number(self, at: int) -> None:
        """What Word prints before the paragraph, once."""
        if self._is_counted:
            return
        self._is_counted = True
        place = self._numbering.place(self._style, self._list, self._level)
        label = self._numbering.next_label(place) if place else ""
        if label:
            self._counted["paragraph"] += 1
            self._parts.append(label)
            self._origin.repeat(at + self._lead, len(label))

    def _add(self, said: str, at: int) -> None:
        if not len(self._origin):
            at += len(said) - len(said.lstrip())
            said = said.lstrip()
        self._parts.append(said.replace("\n", " ").replace("\t", " "))
        self._origin.append(at + self._lead, len(said))
        self._stop = at + self._lead + len(said)

    def _is_on(self, name: str) -> bool:
        return self._run.get(name, "off") not in _OFF

    def _flush(self) -> None:
        text = "".join(self._parts).rstrip()
        if text.strip(" |"):
            self._origin.cut(len(text))
            cuts = (Cut(c.start, min(c.end, len(text)), c.kind) for c in self._cuts)
            self.lines.append(
                Line(
                    text=text,
                    start=self._origin[0],
                    number=self._paragraph,
                    opens=True,
                    gap=True,
                    role="heading" if self._is_heading else "body",
                    cuts=tuple(cut for cut in cuts if cut.start < cut.end),
                    italics=tuple((a, min(b, len(text))) for a, b in self._italics),
                    kind="table" if self._rows.is_in_row else self._kind,
                    origin=self._origin,
                    stop=max(self._stop, self._origin[len(text) - 1] + 1),
                    row=self._rows.end_line() if self._rows.is_in_row else None,
                )
            )
        self._rows.drop_line()
        self._clear()
        if not self._tables:
            self._print_notes()

    def _print_notes(self) -> None:
        """Put the notes that the paragraph or the table refers to behind it."""
        for mark, note in self._referred:
            for line in note:
                placed = msgspec.structs.replace(line, number=self._paragraph)
                self.lines.append(_marked(placed, mark) if line is note[0] else placed)
        self._referred = []

    def findings(self) -> list[Finding]:
        """What is to be said of the file."""
        changes = sum(self._seen[name] for name in ("ins", "del", "moveFrom", "moveTo"))
        hidden = sum(any(cut.kind == "hidden-text" for cut in line.cuts) for line in self.lines)
        warned = (
            (changes, "tracked-changes", "tracked changes, read as if accepted"),
            (hidden, "hidden-text", "paragraphs with hidden text, which is no regulation"),
        )
        found = [
            Finding(code, "warning", f"the Word file has {count} {what}")
            for count, code, what in warned
            if count
        ]
        numbered = self._counted["paragraph"]
        if numbered:
            said = (
                f"Word numbers {numbered} paragraphs by itself; their numbers are made as it does"
            )
            found.append(Finding("numbered-by-word", "note", said))
        return found


class NoteLines(DocumentLines):
    """Collects the lines of footnotes or endnotes, each note by its id."""

    _kind = "footnote"

    def __init__(self, path: str, lead: int, numbering: Numbering, notes: Notes) -> None:
        super().__init__(path, lead, numbering, notes)
        self._starts |= {
            "footnote": lambda at, attributes: self._begin_note("footnote", attributes),
            "endnote": lambda at, attributes: self._begin_note("endnote", attributes),
        }

    def _begin_note(self, kind: str, attributes: dict[str, str]) -> None:
        self._flush()
        self.lines = self._notes.setdefault((kind, value_of(attributes, "id")), [])


def _marked(line: Line, mark: str) -> Line:
    """The first line of a note behind its mark."""
    lead = f"{mark} " if mark else ""
    assert line.origin is not None, "Word's lines say where each character comes from"
    origin = Origins()
    origin.repeat(line.start, len(lead))
    origin.extend(line.origin)
    return msgspec.structs.replace(
        line,
        text=lead + line.text,
        origin=origin,
        cuts=tuple(Cut(c.start + len(lead), c.end + len(lead), c.kind) for c in line.cuts),
        italics=tuple((a + len(lead), b + len(lead)) for a, b in line.italics or ()),
    )

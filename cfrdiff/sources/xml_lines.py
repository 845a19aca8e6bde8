"""XML → lines: one a printed paragraph, whatever schema GPO has it in.

expat says whether the file is well formed; it fetches nothing, and a file that declares entities is
refused.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from cfrdiff.language.editorial import announced
from cfrdiff.sources.decoding import Decoded, decode
from cfrdiff.sources.lines import Cut, Kind, Line, SourceText
from cfrdiff.sources.origins import Origins
from cfrdiff.sources.xml_effective import EffectiveNotes
from cfrdiff.sources.xml_events import LineCount, check, events
from cfrdiff.sources.xml_facts import Facts
from cfrdiff.sources.xml_figures import as_set, setting_of
from cfrdiff.sources.xml_images import shown
from cfrdiff.sources.xml_kinds import (
    LINKS,
    Element,
    division_of,
    heading_level,
    heads_division,
    kind_of,
    stands_alone,
)
from cfrdiff.sources.xml_slips import slips, without_slips
from cfrdiff.sources.xml_tables import CELLS, TABLES, TableRows

_BEFORE_ROOT = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\])?\s*+>)", re.DOTALL
)
_ROOT = re.compile(rb"\s*+<(?P<root>[A-Za-z][\w.:-]*+)")
# As much of a file as is looked through for its root.
_TOP = 20_000
# Elements inside a line. All others end the line before them.
_INLINE = frozenset(
    "E I B EM STRONG SU SUP SUB FR FTREF AC A PRTPAGE U D NOBR STARS ENT BCAP LI".split()
).union(LINKS)
# A row of which no cell holds anything is none.
_EMPTY_ROW = re.compile(r"[\s|]*")
_NOTES = ("FTNT", "TNOTE")
_CONTENTS = ("CONTENTS", "CFRTOC")
_LAW = frozenset(("paragraph", "flush-paragraph", "division-text", "appendix", "extract"))
# What the page has between the lines of a note is none of it.
_BETWEEN = frozenset(("running-head",))
# What may stand between a footnote's mark and the reference to it.
_BEHIND_MARK = " .,;:)]”"
_ITALIC = frozenset(("I", "EM"))
_ITALIC_TYPES = frozenset(("03", "01", "7462", "0714"))  # E T="03" is GPO's text italic


def root_of(data: bytes) -> str | None:
    """The name of the root element in capitals, or None where the bytes are no XML."""
    top, at = data[:_TOP].removeprefix(BOM_UTF8), 0
    while before := _BEFORE_ROOT.match(top, at):
        at = before.end()
    match = _ROOT.match(top, at)
    return match["root"].decode("ascii", "replace").upper() if match else None


def declares_xml(data: bytes) -> bool:
    """Whether an XML declaration stands first."""
    return data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")


def read(data: bytes, path: str, sha256: str, format: str) -> SourceText:
    """Read the file's printed paragraphs as lines of that format.

    Raises SourceError for XML that is damaged or declares entities of its own.
    """
    decoded = decode(data, path)
    check(decoded.text, path)
    reader = _Reader(decoded)
    reader.run(path)
    return SourceText(
        path=path,
        sha256=sha256,
        format=format,
        lines=tuple(reader.lines),
        length=decoded.length,
        exact=True,
        well_formed=True,
        findings=decoded.findings,
        title=reader.facts.title,
        as_of=reader.facts.as_of,
    )


class _Reader:
    """Collects lines from the tags and the text of a file."""

    def __init__(self, decoded: Decoded) -> None:
        self._file = decoded.text
        self._lead = decoded.lead
        self._count = LineCount(decoded.text)
        self._place = 0  # of the tag that is being read
        self._tables = 0  # that are open
        self._stack: list[Element] = []
        self._parts: list[str] = []
        self._origin = Origins()
        self._italics: list[tuple[int, int]] = []
        self._italic_from: int | None = None
        self._length = 0
        self._stop = 0
        self._figure: tuple[int, int] | None = None  # the first piece and character of one
        self._raised: Cut | None = None  # the last raised figure of the line
        self._cuts: list[Cut] = []
        self._held = False  # a section's number waits for its subject
        # The number of the section that is headed next, empty where the source gives it none.
        self._section: str | None = None
        self._rows = TableRows()
        self._notes = EffectiveNotes()
        self._number = 1
        self.lines: list[Line] = []
        self.facts = Facts()

    def run(self, path: str) -> None:
        """Read the whole file, which `path` names in errors."""
        for event in events(self._file, path):
            if event[0] == "text":
                self._text(event[1], event[2])
                continue
            self._place = event[1]
            if event[0] == "start":
                self._start(event[2], event[3])
            else:
                self._end(event[2])
        self._flush()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name, type_ = name.upper(), _type_of(attributes) if attributes else ""
        if self._is_cell(name):
            if self._rows.is_in_row:
                self._text(self._place, " | ")
            self._rows.begin_cell(name, attributes)
        elif self._ends_line(name, -1) and not (self._held and name == "SUBJECT"):
            self._flush()
        elif name == "LI" and self._parts:
            self._text(self._place, " ")  # a line of a column head
        if name in TABLES:
            self._tables += 1
            self._rows.begin_table()
        if self._italic_from is None and _is_italic(name, type_):
            self._italic_from = self._length
        self._stack.append((name, type_))
        if name == "IMG":
            self._image()
        if name == "FTREF":
            self._set_mark_aside()
        elif setting_of((name, type_)):
            self._figure = len(self._parts), self._length
        if attributes:
            self.facts.read_attributes((name, type_), attributes)
        number = attributes.get("N", "") if type_ == "SECTION" else ""
        self._notes.begin(division_of((name, type_)), number)
        if type_ == "SECTION":
            self._section = number
        elif name == "SECTION":
            self._section = ""
        elif name == "SUBJECT" and self._section == "":
            self._held = True

    def _image(self) -> None:
        """Take the file that an image shows for its words."""
        found = shown(self._file, self._place)
        if found:
            self._text(*found)

    def _end(self, name: str) -> None:
        name = name.upper()
        if name == "SECTNO" and not self._inside(*_CONTENTS):
            self._section = without_slips("".join(self._parts).strip())
            self._notes.name(self._section)
            self._text(self._place, " ")
            self._held = bool(self._parts)
        elif self._ends_line(name, -2):
            self._flush()
        element = self._stack.pop()
        self._tables -= name in TABLES
        self._notes.end()
        if self._figure is not None and setting_of(element):
            self._set_figure(element, *self._figure)
        _, type_ = element
        if self._italic_from is not None and _is_italic(name, type_):
            if self._length > self._italic_from:
                self._italics.append((self._italic_from, self._length))
            self._italic_from = None

    def _set_figure(self, element: Element, piece: int, start: int) -> None:
        """Set what an element holds, from a piece and a character on, as print has it."""
        self._figure = None
        setting = setting_of(element)
        said = "".join(self._parts[piece:])
        begins_note = start == 0 and self._inside(*_NOTES)
        if setting is None or not said.strip() or begins_note:
            return
        made = as_set(said, setting, self._parts[piece - 1][-1:] if piece else "")
        places = self._origin.part(start, self._length)
        self._parts[piece:] = [made]
        self._origin.cut(start)
        self._origin.extend(places.part(0, len(made)))
        self._origin.repeat(places[-1], len(made) - len(places))
        self._length = start + len(made)
        if setting == "raised":
            self._raised = Cut(start, self._length, "footnote-reference")

    def _set_mark_aside(self) -> None:
        """The last raised figure is the mark of a footnote: it is no text of its line."""
        if self._raised is None:
            return
        start, line = self._raised.start, "".join(self._parts)
        behind = line[self._raised.end :].strip(_BEHIND_MARK)
        if behind and line[:start][-1:].isdigit():
            return  # a power, and the reference is to a mark that the file lacks
        while start and line[start - 1].isspace():
            start -= 1
        self._cuts.append(Cut(start, self._raised.end, self._raised.kind))
        self._raised = None

    def _is_cell(self, name: str) -> bool:
        return self._tables > 0 and name in CELLS

    def _ends_line(self, name: str, around: int) -> bool:
        """Whether the line before an element's beginning or end is over there; `around` is where
        the element that it stands in lies in the stack.
        """
        if name in _INLINE:
            return (
                name in LINKS and len(self._stack) > 1 and stands_alone(name, self._stack[around])
            )
        return not self._is_cell(name)

    def _text(self, start: int, data: str) -> None:
        """Take text that begins at an offset."""
        if not self._parts:
            lead = len(data) - len(data.lstrip())
            if lead == len(data):
                return
            data, start = data[lead:], start + lead
            self._number = self._count.at(start)
        self._origin.append(start + self._lead, len(data))
        self._length += len(data)
        said = len(data.rstrip())
        if said:
            # Up to the end of the line on which the last of it stands.
            end = data.find("\n", said)
            self._stop = start + self._lead + (len(data) if end < 0 else end)
        self._parts.append(data.replace("\n", " ").replace("\r", " "))

    def _inside(self, *names: str) -> bool:
        return any(element in names for element, _ in self._stack)

    def _flush(self) -> None:
        """End the line that has been collected."""
        if not self._parts:
            self._clear_marks()
            return
        text = "".join(self._parts).rstrip()
        self._origin.cut(len(text))
        if not text or _EMPTY_ROW.fullmatch(text):
            self._clear()
            return
        if heads_division(self._stack):
            self._notes.name(text)
        kind = self._kind()
        if kind in _LAW and announced(text):
            kind = "announcement"
        if self._stack:
            self.facts.read_text(self._stack, text)
        heading = kind.endswith("heading")
        self.lines.append(
            Line(
                text=text,
                start=self._origin[0],
                number=self._number,
                opens=True,
                gap=True,
                role="heading" if heading else "body",
                cuts=self._cut_from(text),
                italics=tuple((a, min(b, len(text))) for a, b in self._italics if a < len(text)),
                kind=kind,
                section=self._take_section() if kind == "section-heading" else None,
                origin=self._origin,
                stop=self._stop,
                row=self._rows.end_line() if self._tables else None,
                level=heading_level(self._stack),
            )
        )
        self._clear()

    def _cut_from(self, text: str) -> tuple[Cut, ...]:
        """What is no text of the line, in order."""
        marks = self._marks(text)
        found = slips(text) if "§" in text else ()
        return tuple(sorted((*found, *marks), key=lambda cut: cut.start)) if found else marks

    def _marks(self, text: str) -> tuple[Cut, ...]:
        """The footnote marks of the line, unless nothing else stands in it."""
        if not self._cuts or len(text) == sum(cut.end - cut.start for cut in self._cuts):
            return ()
        return tuple(Cut(cut.start, min(cut.end, len(text)), cut.kind) for cut in self._cuts)

    def _kind(self) -> Kind:
        """What the line is that has been collected."""
        if self._notes.holds_line:
            kind = kind_of(tuple(self._stack))
            return kind if kind in _BETWEEN else "effective-date-note"
        if self._held:
            return "section-heading"
        base = self._notes.base
        return kind_of(tuple(self._stack[base:] if base else self._stack))

    def _take_section(self) -> str | None:
        section, self._section = self._section, None
        return section

    def _clear(self) -> None:
        self._parts, self._origin, self._length = [], Origins(), 0
        self._clear_marks()

    def _clear_marks(self) -> None:
        self._held = False
        self._figure = self._raised = None
        if self._italics or self._cuts:
            self._italics, self._cuts = [], []
        self._rows.drop_line()
        if self._italic_from is not None:
            self._italic_from = 0


def _type_of(attributes: dict[str, str]) -> str:
    return attributes.get("TYPE") or attributes.get("T") or attributes.get("SOURCE") or ""


def _is_italic(name: str, type_: str) -> bool:
    return name in _ITALIC or (name == "E" and type_ in _ITALIC_TYPES)

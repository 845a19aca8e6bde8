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
from cfrdiff.sources.xml_figures import Setting, as_set
from cfrdiff.sources.xml_images import shown
from cfrdiff.sources.xml_kinds import (
    Element,
    heading_level,
    heads_division,
    kind_of,
    stands_alone,
)
from cfrdiff.sources.xml_slips import slips, without_slips
from cfrdiff.sources.xml_tables import TableRows
from cfrdiff.sources.xml_tags import Tag, tag_of

_BEFORE_ROOT = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\])?\s*+>)", re.DOTALL
)
_ROOT = re.compile(rb"\s*+<(?P<root>[A-Za-z][\w.:-]*+)")
# As much of a file as is looked through for its root.
_TOP = 20_000
# A row of which no cell holds anything is none.
_EMPTY_ROW = re.compile(r"[\s|]*")
_NOTES = ("FTNT", "TNOTE")
_CONTENTS = ("CONTENTS", "CFRTOC")
_LAW = frozenset(("paragraph", "flush-paragraph", "division-text", "appendix", "extract"))
# What the page has between the lines of a note is none of it.
_BETWEEN = frozenset(("running-head",))
# What may stand between a footnote's mark and the reference to it.
_BEHIND_MARK = " .,;:)]”"


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
        self._open: list[Tag] = []
        self._stack: list[Element] = []  # of those tags
        self._parts: list[str] = []
        self._origin = Origins()
        self._italics: list[tuple[int, int]] = []
        self._italic_from: int | None = None
        self._length = 0
        self._last = (0, "")  # the last text that is not blank, and where it stands
        self._figure: tuple[int, int] | None = None  # the first piece and character of one
        self._raised: Cut | None = None  # the last raised figure of the line
        self._cuts: list[Cut] = []
        self._held = False  # a section's number waits for its subject
        # The number of the section that is headed next, empty where the source gives it none.
        self._section: str | None = None
        self._rows = TableRows()
        self._notes = EffectiveNotes(decoded.text)
        self._number = 1
        self.lines: list[Line] = []
        self.facts = Facts()

    def run(self, path: str) -> None:
        """Read the whole file, which `path` names in errors."""
        for event in events(self._file, path):
            if event[0] == "text":
                if self._parts or not event[2].isspace():
                    self._text(event[1], event[2])
                continue
            self._place = event[1]
            if event[0] == "start":
                self._start(tag_of(event[2], event[3]))
            else:
                self._end()
        self._flush()

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if tag.is_cell and self._tables:
            if self._rows.is_in_row:
                self._text(self._place, " | ")
            self._rows.begin_cell(name, tag.attributes)
        elif self._ends_line(tag, -1) and not (self._held and name == "SUBJECT"):
            self._flush()
        elif name == "LI" and self._parts:
            self._text(self._place, " ")  # a line of a column head
        if tag.is_table:
            self._tables += 1
            self._rows.begin_table()
        if tag.is_italic and self._italic_from is None:
            self._italic_from = self._length
        self._open.append(tag)
        self._stack.append(tag.element)
        if name == "IMG":
            self._image()
        if name == "FTREF":
            self._set_mark_aside()
        elif tag.setting:
            self._figure = len(self._parts), self._length
        if tag.attributes:
            self.facts.read_attributes(tag.element, tag.attributes)
        self._notes.begin(tag.division, tag.number)
        if tag.type_ == "SECTION":
            self._section = tag.number
        elif name == "SECTION":
            self._section = ""
        elif name == "SUBJECT" and self._section == "":
            self._held = True

    def _image(self) -> None:
        """Take the file that an image shows for its words."""
        found = shown(self._file, self._place)
        if found:
            self._text(*found)

    def _end(self) -> None:
        tag = self._open[-1]
        if tag.name == "SECTNO" and not self._inside(*_CONTENTS):
            self._section = without_slips(self._said().strip())
            self._notes.name(self._section)
            self._text(self._place, " ")
            self._held = bool(self._parts)
        elif self._ends_line(tag, -2):
            self._flush()
        self._open.pop()
        self._stack.pop()
        self._tables -= tag.is_table
        self._notes.end()
        if self._figure is not None and tag.setting:
            self._set_figure(tag.setting, *self._figure)
        if tag.is_italic and self._italic_from is not None:
            if self._length > self._italic_from:
                self._italics.append((self._italic_from, self._length))
            self._italic_from = None

    def _set_figure(self, setting: Setting, piece: int, start: int) -> None:
        """Set what an element holds, from a piece and a character on, as print has it."""
        self._figure = None
        said = self._said(piece)
        begins_note = start == 0 and self._inside(*_NOTES)
        if not said.strip() or begins_note:
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
        start, line = self._raised.start, self._said()
        behind = line[self._raised.end :].strip(_BEHIND_MARK)
        if behind and line[:start][-1:].isdigit():
            return  # a power, and the reference is to a mark that the file lacks
        while start and line[start - 1].isspace():
            start -= 1
        self._cuts.append(Cut(start, self._raised.end, self._raised.kind))
        self._raised = None

    def _ends_line(self, tag: Tag, around: int) -> bool:
        """Whether the line before an element's beginning or end is over there; `around` is where
        the element that it stands in lies in the stack.
        """
        if not tag.is_inline:
            return not (tag.is_cell and self._tables)
        if not tag.is_link or len(self._stack) < 2:
            return False
        return stands_alone(tag.name, self._stack[around])

    def _text(self, start: int, data: str) -> None:
        """Take text that begins at an offset."""
        if not self._parts:
            lead = len(data) - len(data.lstrip())
            if lead == len(data):
                return
            if lead:
                data, start = data[lead:], start + lead
            self._number = self._count.at(start)
        self._origin.append(start + self._lead, len(data))
        self._length += len(data)
        if not data.isspace():
            self._last = start, data
        self._parts.append(data)

    def _said(self, piece: int = 0) -> str:
        """What has been collected of the line, from a piece on."""
        return "".join(self._parts[piece:]).replace("\n", " ").replace("\r", " ")

    def _end_of_last(self) -> int:
        """Where the last text of the line ends: with the line of the file on which it does."""
        start, data = self._last
        end = data.find("\n", len(data.rstrip()))
        return start + self._lead + (len(data) if end < 0 else end)

    def _inside(self, *names: str) -> bool:
        return any(element in names for element, _ in self._stack)

    def _flush(self) -> None:
        """End the line that has been collected."""
        if not self._parts:
            self._clear_marks()
            return
        text = self._said().rstrip()
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
                italics=self._italics_of(text) if self._italics else (),
                kind=kind,
                section=self._take_section() if kind == "section-heading" else None,
                origin=self._origin,
                stop=self._end_of_last(),
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

    def _italics_of(self, text: str) -> tuple[tuple[int, int], ...]:
        return tuple((a, min(b, len(text))) for a, b in self._italics if a < len(text))

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

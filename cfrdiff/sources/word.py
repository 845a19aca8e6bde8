"""Word files (.docx) of a regulation: a printed paragraph a paragraph, and tables row by row.

Tracked changes are read as accepted, and hidden text as the page's own; both are reported. Numbers
that Word puts before paragraphs by itself do not stand in the text, so such a file is refused.
Offsets count in the file's ``word/document.xml``; the number of a line is that of its paragraph.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import limits
from cfrdiff.model import Finding
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.lines import Cut, Line, SourceText
from cfrdiff.sources.origins import Origins
from cfrdiff.sources.xml_events import attributes_of, check, events
from cfrdiff.sources.xml_figures import as_set
from cfrdiff.sources.xml_tables import TableRows

NAME = "docx"

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(RuntimeError, NotImplementedError, ValueError),  # a password, a method, a name
)
# A title of the CFR has a tenth of that; a small file may unpack to gigabytes.
_OFF = frozenset(("0", "false", "off", "none"))
# What an edit has taken away, and what stands in a file twice for older readers.
_PASSED_OVER = frozenset(("del", "moveFrom", "Fallback"))
_INSTEAD = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def sniff(data: bytes) -> float:
    """0.95 for a Word file, also one of the form before 2007 or with a password, so that it is
    refused by name.
    """
    if data.startswith(_OLE):
        return 0.95
    return 0.95 if data.startswith(_ZIP) and b"word/" in data else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read a Word file. Raises SourceError for one that is damaged, locked, too large, of the form
    before 2007, or whose paragraphs Word numbers.
    """
    parts = _parts(data, path)
    decoded = decode(parts[_DOCUMENT], path)
    check(decoded.text, path)
    reader = _Reader(path, decoded.lead, _numbered_styles(parts.get(_STYLES), path))
    reader.read(decoded.text)
    if reader.numbered:
        raise SourceError(
            path,
            f"Word numbers {reader.numbered} paragraphs by itself, and their numbers do not stand"
            " in the text",
            "save it from Word as plain text (.txt), which writes them out",
        )
    return SourceText(
        path,
        sha256,
        NAME,
        tuple(reader.lines),
        decoded.length,
        well_formed=True,
        findings=tuple(reader.findings()),
    )


def _parts(data: bytes, path: str) -> dict[str, bytes]:
    """The parts of the file that are read."""
    if data.startswith(_OLE):
        problem = "a Word file with a password or of the form before 2007"
        raise SourceError(path, problem, "save it as .docx without a password")
    found: dict[str, bytes] = {}
    most = limits().unpacked_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in (_DOCUMENT, _STYLES):
                if name in archive.namelist():
                    with archive.open(name) as part:
                        found[name] = part.read(most + 1)
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ):
        raise SourceError(path, "a damaged Word file", "get or save it again") from None
    if _DOCUMENT not in found:
        raise SourceError(path, "a Word file without a document in it", "save it again")
    if any(len(part) > most for part in found.values()):
        problem = f"a Word file that unpacks to more than {most:,} bytes"
        raise LimitError(path, "unpacked_bytes", problem, "cut it into parts and read each")
    return found


def _numbered_styles(styles: bytes | None, path: str) -> frozenset[str]:
    """The styles that number the paragraphs they are given to."""
    if styles is None:
        return frozenset()
    text = decode(styles, path).text
    check(text, path)
    found: set[str] = set()
    style = ""
    for event in events(text, path):
        if event[0] != "start":
            continue
        name = event[2].rpartition(":")[2]
        if name == "style":
            style = _value(attributes_of(event[3]), "styleId")
        elif name == "numId" and _value(attributes_of(event[3]), "val") != "0":
            found.add(style)
    return frozenset(found)


def _value(attributes: dict[str, str], name: str) -> str:
    return next((v for key, v in attributes.items() if key.rpartition(":")[2] == name), "")


class _Reader:
    """Collects the lines of a document."""

    def __init__(self, path: str, lead: int, numbered_styles: frozenset[str]) -> None:
        self._path = path
        self.lines: list[Line] = []
        self.numbered = 0
        self._lead = lead
        self._numbered_styles = numbered_styles
        self._paragraph = 0
        self._passed_over = 0  # elements that are open and of which nothing is read
        self._in_text = False
        self._run: dict[str, str] = {}  # how the run is set
        self._tables = self._rows_open = 0
        self._rows = TableRows()
        self._cell: dict[str, str] | None = None  # a cell that has not begun: its columns
        self._seen: Counter[str] = Counter()
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._origin = Origins()
        self._stop = 0
        self._italics: list[tuple[int, int]] = []
        self._cuts: list[Cut] = []
        self._is_heading = self._is_numbered = False

    def read(self, text: str) -> None:
        """Read a whole document."""
        for event in events(text, self._path):
            if event[0] == "text":
                if self._in_text and not self._passed_over:
                    self._add(event[2], event[1])
                continue
            name = event[2].rpartition(":")[2]
            if event[0] == "start":
                self._start(name, event[1], attributes_of(event[3]))
            else:
                self._end(name)
        self._flush()

    def _start(self, name: str, at: int, attributes: dict[str, str]) -> None:
        value = _value(attributes, "val")
        self._seen[name] += 1
        self._passed_over += name in _PASSED_OVER
        if name == "p":
            self._begin_paragraph(at)
        elif name == "tbl":
            self._flush()
            self._tables += 1
            if self._tables == 1:
                self._rows.begin_table()
        elif name == "tr":
            self._rows_open += 1
        elif name == "tc" and self._tables == 1:
            self._cell = {}
        elif name == "gridSpan" and self._cell is not None:
            self._cell["COLSPAN"] = value
        elif name == "r":
            self._run = {}
        elif name in ("i", "vanish", "vertAlign"):
            self._run[name] = value
        elif name == "pStyle":
            self._is_heading = value.lower().startswith(("heading", "title"))
            self._is_numbered = value in self._numbered_styles
        elif name == "numId":
            self._is_numbered = value != "0"
        elif name == "t":
            self._in_text = True
        elif name in _INSTEAD and not self._passed_over:
            self._add(_INSTEAD[name], at)

    def _begin_paragraph(self, at: int) -> None:
        self._paragraph += 1
        if not self._rows_open:
            self._flush()
        elif self._cell is not None:
            if self._rows.is_in_row:
                self._add(" | ", at)
            self._rows.begin_cell("TD", self._cell)
            self._cell = None
        elif self._parts:
            self._add(" ", at)

    def _end(self, name: str) -> None:
        self._passed_over -= name in _PASSED_OVER
        if name == "t":
            self._in_text = False
        elif (name == "p" and not self._rows_open) or name == "tr":
            self._rows_open -= name == "tr"
            if not self._rows_open:
                self._flush()
        elif name == "tbl":
            self._tables -= 1

    def _add(self, said: str, at: int) -> None:
        start = len(self._origin)
        if not start and not (said := said.lstrip()):
            return
        setting = self._run.get("vertAlign", "")
        if setting in ("superscript", "subscript"):
            before = self._parts[-1][-1:] if self._parts else ""
            said = as_set(said, "raised" if setting == "superscript" else "lowered", before)
        self._parts.append(said.replace("\n", " ").replace("\t", " "))
        self._origin.append(at + self._lead, len(said))
        self._stop = at + self._lead + len(said)
        if self._is_on("i"):
            self._italics.append((start, start + len(said)))
        if self._is_on("vanish"):
            self._cuts.append(Cut(start, start + len(said), "hidden-text"))

    def _is_on(self, name: str) -> bool:
        return self._run.get(name, "off") not in _OFF

    def _flush(self) -> None:
        text = "".join(self._parts).rstrip()
        if text.strip(" |"):
            self._origin.cut(len(text))
            self.numbered += self._is_numbered
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
                    kind="table" if self._rows.is_in_row else None,
                    origin=self._origin,
                    stop=self._stop,
                    row=self._rows.end_line() if self._rows.is_in_row else None,
                )
            )
        self._rows.drop_line()
        self._clear()

    def findings(self) -> list[Finding]:
        """What is to be said of the file."""
        changes = sum(self._seen[name] for name in ("ins", "del", "moveFrom", "moveTo"))
        hidden = sum(bool(line.cuts) for line in self.lines)
        said = (
            (changes, "tracked-changes", "tracked changes, read as if accepted"),
            (hidden, "hidden-text", "paragraphs with hidden text, which is no regulation"),
            (self._seen["footnoteReference"], "footnotes-unread", "footnotes, which are not read"),
        )
        return [
            Finding(code, "warning", f"the Word file has {count} {what}")
            for count, code, what in said
            if count
        ]

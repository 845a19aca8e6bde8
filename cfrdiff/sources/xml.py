"""GPO's XML: annual editions (CFRDOC, CFRGRANULE) and eCFR bulk data (DLPSTEXTCLASS, DIVs).

One line a printed paragraph. The file is streamed through expat, which fetches nothing and
whose entities are not expanded: a file that declares some is refused.
"""

from __future__ import annotations

import html.entities
import re
from array import array
from datetime import datetime
from xml.parsers import expat

from cfrdiff.errors import SourceError
from cfrdiff.sources.decoding import Decoded, decode
from cfrdiff.sources.lines import Kind, Line, SourceText

_ROOTS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<\?xml-stylesheet[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*"
    rb"<(?P<root>[A-Za-z][\w.:-]*)",
    re.DOTALL,
)
# Elements inside a line. All others end the line before them.
_INLINE = frozenset(
    "E I B EM STRONG SU SUP SUB FR FTREF AC XREF A PRTPAGE U D NOBR STARS ENT BCAP LI".split()
)
_ITALIC_TYPES = frozenset(("03", "01", "7462", "0714"))  # E T="03" is GPO's text italic
# What the elements around a line say it is; the innermost that says anything decides.
_KINDS: dict[str, Kind] = {
    "AUTH": "authority",
    "SECAUTH": "authority",
    "SOURCE": "source",
    "CONTENTS": "contents",
    "CFRTOC": "contents",
    "TOC": "contents",
    "CITA": "source-note",
    "SOURCENOTE": "source-note",
    "EAR": "running-head",
    "LRH": "running-head",
    "RRH": "running-head",
    "FTNT": "footnote",
    "NOTE": "note",
    "EDNOTE": "note",
    "EFFDNOT": "note",
    "EFFDNOTP": "note",
    "CROSSREF": "note",
    "APPRO": "note",
    "PARAUTH": "authority",
    "EXTRACT": "extract",
    "EXAMPLE": "extract",
    "APPENDIX": "appendix",
    "SUBJGRP": "heading",
    "GPH": "figure",
    "GID": "figure",
    "IMG": "figure",
    "MATH": "formula",
    "GPOTABLE": "table",
    "TABLE": "table",
    "FDSYS": "front-matter",
    "FMTR": "front-matter",
    "HEADER": "front-matter",
    "AMDDATE": "front-matter",
    "TITLEPG": "front-matter",
    "EXPLA": "front-matter",
    "THISTITL": "front-matter",
    "BMTR": "back-matter",
    "FINDAIDS": "back-matter",
}
_DIVISIONS: dict[str, Kind] = {
    "TITLE": "title-heading",
    "SUBTITLE": "title-heading",
    "CHAPTER": "chapter-heading",
    "SUBCHAP": "chapter-heading",
    "PART": "part-heading",
    "SUBPART": "subpart-heading",
    "SUBJGRP": "heading",
    "APPENDIX": "appendix",
    "SECTION": "section-heading",
}
_HEADINGS = frozenset(("HD", "HEAD", "HED", "RESERVED"))
_ROWS = frozenset(("ROW", "TR", "BOXHD"))
_CELLS = frozenset(("ENT", "TD", "TH", "CHED"))


class _Reader:
    """Collects lines from expat's events."""

    def __init__(self, decoded: Decoded, path: str) -> None:
        self._path = path
        self._bytes = decoded.text.encode()
        self._byte = 0
        self._char = decoded.lead
        self._stack: list[tuple[str, str]] = []  # element, its TYPE or T
        self._parts: list[str] = []
        self._origin: array[int] = array("l")
        self._italics: list[tuple[int, int]] = []
        self._italic_from: int | None = None
        self._length = 0
        self._stop = 0
        self._held = False  # a section's number waits for its subject
        self._number = 1
        self.lines: list[Line] = []
        self.title: int | None = None
        self.as_of: str | None = None
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.UseForeignDTD(True)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.EntityDeclHandler = self._entity

    def run(self) -> None:
        """Parse; raises SourceError for XML that is not well formed."""
        try:
            self.parser.Parse(self._bytes, True)
        except expat.ExpatError as error:
            raise SourceError(
                self._path,
                f"the XML is damaged ({expat.errors.messages[error.code]})",
                "get the whole file again",
                f"line {error.lineno}",
            ) from None
        self._flush()

    def _here(self) -> int:
        """The offset in characters of what expat has come to."""
        at = self.parser.CurrentByteIndex
        self._char += len(self._bytes[self._byte : at].decode("utf-8", "replace"))
        self._byte = at
        return self._char

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.upper()
        type_ = attributes.get("TYPE") or attributes.get("T") or attributes.get("SOURCE") or ""
        cell = name in _CELLS and self._inside("GPOTABLE", "TABLE")
        if cell and self._parts:
            self._text(" | ")
        elif name not in _INLINE and not cell and not (self._held and name == "SUBJECT"):
            self._flush()
        if self._is_italic(name, type_) and self._italic_from is None:
            self._italic_from = self._length
        self._stack.append((name, type_))

    def _end(self, name: str) -> None:
        name = name.upper()
        cell = name in _CELLS and self._inside("GPOTABLE", "TABLE")
        if name == "SECTNO" and not self._inside("CONTENTS", "CFRTOC"):
            self._text(" ")
            self._held = bool(self._parts)
        elif name not in _INLINE and not cell:
            self._flush()
        _, type_ = self._stack.pop()
        if self._italic_from is not None and self._is_italic(name, type_):
            if self._length > self._italic_from:
                self._italics.append((self._italic_from, self._length))
            self._italic_from = None

    def _text(self, data: str) -> None:
        start = self._here()
        if not self._parts:
            data_start = len(data) - len(data.lstrip())
            data, start = data[data_start:], start + data_start
            if not data:
                return
            self._number = self.parser.CurrentLineNumber
        self._parts.append(data.replace("\n", " ").replace("\r", " "))
        self._origin.extend(range(start, start + len(data)))
        self._length += len(data)
        if data.strip():
            self._stop = start + len(data)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html.entities.html5.get(f"{name};", "\N{REPLACEMENT CHARACTER}"))

    def _entity(self, *_: object) -> None:
        raise SourceError(
            self._path,
            "the XML declares entities of its own, which no GPO file does",
            "remove its document type declaration",
            f"line {self.parser.CurrentLineNumber}",
        )

    def _is_italic(self, name: str, type_: str) -> bool:
        return name in ("I", "EM") or (name == "E" and type_ in _ITALIC_TYPES)

    def _inside(self, *names: str) -> bool:
        return any(element in names for element, _ in self._stack)

    def _flush(self) -> None:
        """End the line that has been collected."""
        text = "".join(self._parts).rstrip()
        if not text:
            self._clear()
            return
        kind = self._kind()
        self._note_facts(text)
        heading = kind.endswith("heading")
        self.lines.append(
            Line(
                text=text,
                start=self._origin[0],
                number=self._number,
                opens=True,
                gap=True,
                role="heading" if heading else "body",
                italics=tuple((a, min(b, len(text))) for a, b in self._italics if a < len(text)),
                kind=kind,
                origin=self._origin[: len(text)],
                stop=self._stop,
            )
        )
        self._clear()

    def _clear(self) -> None:
        self._parts, self._origin, self._length = [], array("l"), 0
        self._italics, self._held = [], False
        if self._italic_from is not None:
            self._italic_from = 0

    def _kind(self) -> Kind:
        if self._held:
            return "section-heading"
        elements = [element for element, _ in self._stack]
        last = elements[-1] if elements else ""
        for depth in range(len(self._stack) - 1, -1, -1):
            element, type_ = self._stack[depth]
            division = element[:3] == "DIV" and element[3:].isdigit()
            if last in _HEADINGS and depth == len(self._stack) - 2:
                kind = _DIVISIONS.get(type_ if division else element)
                if kind is not None:
                    return kind
            if division and type_ == "APPENDIX":
                return "appendix"
            if division and type_ == "SECTION":
                return self._printed_paragraph()
            if element in _KINDS:
                return _KINDS[element]
            if element == "SECTION":
                titled = last in _HEADINGS and last != "RESERVED"
                return "heading" if titled else self._printed_paragraph()
        return "heading" if last in _HEADINGS else "other"

    def _printed_paragraph(self) -> Kind:
        # <FP> is set flush left; with a SOURCE such as FP-1 or FP-DASH it is an item or a form.
        flush = self._stack[-1][0] == "FP" and self._stack[-1][1] in ("", "FP")
        return "flush-paragraph" if flush else "paragraph"

    def _note_facts(self, text: str) -> None:
        names = [element for element, _ in self._stack]
        last = names[-1] if names else ""
        own = last == "CFRTITLE" or (last == "IDNO" and self._stack[-1][1] == "title")
        if own and text.isdigit():
            self.title = int(text)
        elif last == "DATE" and "FDSYS" in names and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            self.as_of = text
        elif last == "AMDDATE":
            self.as_of = self.as_of or _spoken_date(text)


class AnnualXml:
    """Annual-edition XML and eCFR bulk XML, told apart by their root."""

    def __init__(self, name: str, roots: frozenset[str]) -> None:
        self.NAME = name
        self._roots = roots

    def sniff(self, data: bytes) -> float:
        """0.9 for a known root element, 0.3 for XML of another kind (GPO's only)."""
        match = _ROOTS.match(data[:20_000].lstrip(b"\xef\xbb\xbf"))
        if match is None:
            return 0.0
        root = match["root"].decode("ascii", "replace").upper()
        if root in self._roots or (root[:3] == "DIV" and "DLPSTEXTCLASS" in self._roots):
            return 0.9
        xml = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
        return 0.3 if xml and "CFRDOC" in self._roots else 0.0

    def read(self, data: bytes, path: str, sha256: str) -> SourceText:
        """Read the file's printed paragraphs. Raises SourceError for what is no such XML."""
        decoded = decode(data, path)
        reader = _Reader(decoded, path)
        reader.run()
        return SourceText(
            path=path,
            sha256=sha256,
            format=self.NAME,
            lines=tuple(reader.lines),
            length=decoded.length,
            exact=True,
            findings=decoded.findings,
            title=reader.title,
            as_of=reader.as_of,
        )


def _spoken_date(text: str) -> str | None:
    """``Dec. 29, 2022`` as an ISO date."""
    match = re.search(r"([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})", text)
    if match is None:
        return None
    try:
        return datetime.strptime(" ".join(match.groups()), "%b %d %Y").date().isoformat()
    except ValueError:
        return None


GPO_XML = AnnualXml(
    "gpo-xml",
    frozenset(("CFRGRANULE", "CFRDOC", "PART", "SECTION", "SUBPART", "CHAPTER", "TITLE", "VOLUME")),
)
ECFR_XML = AnnualXml("ecfr-xml", frozenset(("DLPSTEXTCLASS", "ECFR", "ECFRBRWS")))

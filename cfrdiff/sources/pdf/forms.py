"""How much a page draws, weighed before PDFium is asked to draw it.

A page may draw millions of objects by a few lines, packed well. And a form is a piece of drawing
that pages and other forms use by name: one that uses the next twice, which uses the next twice,
makes as many. PDFium draws each anew until memory ends, and the whole process with it. So what a
page and its forms come to is weighed beforehand, each form once; what draws itself is drawn by
PDFium no second time. Most files show by their streams alone that they come to little.
"""

from __future__ import annotations

import io
import re
from itertools import islice
from typing import Any

from cfrdiff.errors import CfrdiffError, LimitError
from cfrdiff.limits import limits
from cfrdiff.sources.pdf.streams import Stream

# What each form takes beside its bytes, in bytes: PDFium makes an object of it, empty or not.
_OVERHEAD = 500
# PDFium draws no forms that lie deeper in one another.
_DEEPEST = 40

# The operator that draws, and the name before it; a comment may stand between.
_REGULAR = rb"[^\s\0/<>\[\](){}%]"
_DRAWS = re.compile(rb"Do(?<!" + _REGULAR + rb"Do)(?!" + _REGULAR + rb")")
_NAME = re.compile(rb"/(" + _REGULAR + rb"+)(?:[\s\0]|%[^\r\n]*[\r\n])+\Z")
_LONGEST_NAME = 300
# What makes an object of a page; each weighs so many bytes, though it is written in as few as four.
_PAINTS = re.compile(rb"(?:Tj|TJ|['\"SsFfBb]|sh|EI)(?=[\s\0*/(\[<]|\Z)")
_OBJECT, _SHORTEST = 32, 4
# A page whose content lies in more streams is looked at.
_MOST_STREAMS = 50
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# What a dictionary says its stream is, where it says so plainly and once.
_SUBTYPE = re.compile(rb"/Subtype\s*/([A-Za-z0-9]+)(?![^\s/<>\[\](){}%])")
# The streams of a page, where one is named more than once.
_CONTENTS = re.compile(rb"/Contents\s*(?:\d+\s+\d+\s+R\s*)?\[([^\]]*)")
_REFERENCE = re.compile(rb"(?<!\d)\d++\s++\d++\s++R")


class Drawing:
    """How much the streams of a file may draw, as far as the streams alone show.

    What draws n forms, each of which may draw any other, comes to no more forms than the product of
    n + 1 over all of them.
    """

    def __init__(self) -> None:
        self._draws, self._nested, self._largest, self._is_unknown = 0, 1, 0, False
        self._most = limits().drawn_bytes

    def add(self, stream: Stream) -> None:
        """Take in one stream."""
        subtype = _subtype(stream.dictionary)
        if self._is_unknown or (subtype and subtype != b"Form"):
            return
        if stream.said is None or not stream.dictionary:
            self._is_unknown = True
            return
        most = self._most // _OVERHEAD
        draws = sum(1 for _ in islice(_DRAWS.finditer(stream.said), most + 1))
        if draws > most:
            self._is_unknown = True
            return
        if subtype == b"":
            self._draws += draws
            packed = b"ObjStm" in stream.dictionary
            self._is_unknown = (
                _has_many_contents(stream.said)
                if packed
                else len(stream.said) > self._most // _OBJECT * _SHORTEST
            )
            return
        self._largest = max(self._largest, _weight(stream.said))
        self._nested *= draws + 1
        self._is_unknown = self._nested > self._most

    def is_little(self, data: bytes) -> bool:
        """Whether no page of the file draws more than it may, be its forms what they like."""
        if self._is_unknown or _has_many_contents(data):
            return False
        return self._draws * self._nested * self._largest <= self._most


def _subtype(dictionary: bytes) -> bytes | None:
    """What kind of stream a dictionary names; empty for none, None where it is not plain."""
    if b"#" in dictionary or not dictionary:
        return None
    named = dictionary.count(b"/Subtype")
    plain = _SUBTYPE.findall(dictionary)
    if not named:
        return b"" if dictionary.startswith(b"obj") else None
    return plain[0] if len(plain) == named == 1 else None


def _has_many_contents(data: bytes) -> bool:
    """Whether a page names many streams of content, or one of them more than once."""
    for match in _CONTENTS.finditer(data):
        named = _REFERENCE.findall(match[1])
        if len(named) > min(len(set(named)), _MOST_STREAMS):
            return True
    return False


def _weight(said: bytes) -> int:
    """What a stream weighs in bytes: its own, or those of the objects it makes."""
    objects = sum(1 for _ in _PAINTS.finditer(said))
    return max(len(said), _OBJECT * objects) + _OVERHEAD


def check_forms(data: bytes, path: str) -> None:
    """Raise LimitError where what a page draws comes to more bytes than a limit says."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    most = limits().drawn_bytes
    try:
        pages = PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data))))
        for number, page in enumerate(pages, 1):
            if _Forms().page(page.contents, page.resources) > most:
                raise LimitError(
                    path,
                    "drawn_bytes",
                    f"what page {number} draws comes to more than {most:,} bytes",
                    "print the file to a new PDF and give that",
                )
    except CfrdiffError:
        raise
    except Exception:  # pdfminer has errors of all kinds; what is amiss is found out later
        return


class _Forms:
    """Counts what the forms of a page come to; those that are counted already are kept."""

    def __init__(self) -> None:
        self._counted: dict[int, int] = {}
        self._weights: dict[int, int] = {}
        self._most = limits().drawn_bytes

    def page(self, contents: Any, resources: Any) -> int:
        """The bytes of a page that draws `contents`."""
        from pdfminer.pdftypes import PDFStream, resolve1

        total = 0
        for stream in map(resolve1, contents):
            if isinstance(stream, PDFStream):
                key = id(stream)
                if key not in self._weights:
                    self._weights[key] = _weight(stream.get_data())
                total += self._weights[key]
            if total > self._most:
                return total
        drawn = self.drawn_by(contents, resources)
        return total + drawn + self.lettered_by(resources)

    def drawn_by(self, streams: Any, resources: Any, depth: int = 0) -> int:
        """The bytes of the forms that streams draw, and of those within them."""
        from pdfminer.pdftypes import PDFStream, resolve1

        named = _members(resources, "XObject")
        total = 0
        for stream in map(resolve1, streams):
            if not isinstance(stream, PDFStream) or not named or depth > _DEEPEST:
                continue
            said = stream.get_data()
            for match in _DRAWS.finditer(said):
                name = _NAME.search(said, max(0, match.start() - _LONGEST_NAME), match.start())
                drawn = [named.get(_name(name[1]))] if name else named.values()
                sizes = (self._size(resolve1(form), resources, depth) for form in drawn)
                total += max(_OVERHEAD, *sizes)
                if total > self._most:
                    return total
        return total

    def lettered_by(self, resources: Any) -> int:
        """The bytes of the forms that the letters of fonts draw, which may be drawings."""
        from pdfminer.pdftypes import resolve1

        total = 0
        for font in _members(resources, "Font").values():
            letters = _members(font, "CharProcs")
            if letters:
                own = resolve1(font).get("Resources") or resources
                total += self.drawn_by(letters.values(), own)
        return total

    def _size(self, form: Any, resources: Any, depth: int) -> int:
        from pdfminer.pdftypes import PDFStream

        if not isinstance(form, PDFStream):
            return 0
        key = id(form)
        if key not in self._counted:
            self._counted[key] = 0  # what draws itself
            own = form.get("Resources") or resources
            size = _weight(form.get_data()) if _is_form(form) else 0
            drawn = self.drawn_by([form], own, depth + 1) + self.lettered_by(own) if size else 0
            self._counted[key] = size + drawn
        return self._counted[key]


def _members(of: Any, kind: str) -> dict[str, Any]:
    """The members of a dictionary within another, by their names."""
    from pdfminer.pdftypes import resolve1

    outer = resolve1(of)
    inner = resolve1(outer.get(kind)) if isinstance(outer, dict) else None
    return inner if isinstance(inner, dict) else {}


def _is_form(stream: Any) -> bool:
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import LIT

    return resolve1(stream.get("Subtype")) is LIT("Form")


def _name(drawn: bytes) -> str:
    """A name as it is used, with what is escaped in it."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), drawn).decode("latin-1")

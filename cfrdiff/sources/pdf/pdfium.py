"""PDFium's text of a page, run by run: the one place that calls it.

PDFium gives the text of a whole page at once, and of each character its place and the object
that draws it. What lies between two ends of lines is mostly one object, so that a few questions
a line tell where its runs begin. The functions are called through prototypes of plain integers:
they are small, and asked a thousand times a page.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from cfrdiff.sources.pdf.runs import Ruled, Run, Sheet, Upright
from cfrdiff.sources.scans.words import SCANNED

# PDFium's signs: of an object's kind, of text that is not painted, and of a hyphen at a line end.
_TEXT, _PATH, _IMAGE = 1, 2, 3
_INVISIBLE = 3
_HYPHEN = "\x02"
# Type smaller than this, in points, is seen by nobody.
_LEAST_SIZE = 0.5
# A rule is thinner than this and longer, in points.
_THICKEST_RULE, _SHORTEST_RULE = 3.5, 20.0
# A space behind a hyphen widens the box of its object by more than this, in ems.
_BEHIND_HYPHEN = 0.01
# Text stands upright that rises by no more than this over its run.
_LEVEL = 0.05


class UnreadableError(Exception):
    """PDFium opens no such file, or no such page; `code` is its own."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


ENCRYPTED = 4  # PDFium's code for a file that asks for a password


class _Calls:
    """PDFium's functions, without what ctypes would do to every argument."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        raw.FPDF_InitLibrary()
        number, pointer, real = ctypes.c_int, ctypes.c_void_p, ctypes.c_float
        prototype: Callable[..., Any] = ctypes.PYFUNCTYPE

        def bound(name: str, result: Any, *arguments: Any) -> Any:
            address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
            return prototype(result, *arguments)(address)

        self.load = raw.FPDF_LoadMemDocument64
        self.close = raw.FPDF_CloseDocument
        self.last_error = raw.FPDF_GetLastError
        self.page_count = raw.FPDF_GetPageCount
        self.matrix_type = raw.FS_MATRIX
        self.rect_type = raw.FS_RECTF
        self.open_page = bound("FPDF_LoadPage", pointer, pointer, number)
        self.close_page = bound("FPDF_ClosePage", None, pointer)
        self.open_text = bound("FPDFText_LoadPage", pointer, pointer)
        self.close_text = bound("FPDFText_ClosePage", None, pointer)
        self.page_box = bound("FPDF_GetPageBoundingBox", number, pointer, pointer)
        self.rotation = bound("FPDFPage_GetRotation", number, pointer)
        self.count = bound("FPDFText_CountChars", number, pointer)
        self.text = bound("FPDFText_GetText", number, pointer, number, number, pointer)
        self.unicode = bound("FPDFText_GetUnicode", ctypes.c_uint, pointer, number)
        self.object_of = bound("FPDFText_GetTextObject", pointer, pointer, number)
        self.origin = bound("FPDFText_GetCharOrigin", number, pointer, number, pointer, pointer)
        self.box = bound("FPDFText_GetCharBox", number, pointer, number, *[pointer] * 4)
        self.matrix = bound("FPDFText_GetMatrix", number, pointer, number, pointer)
        self.size = bound("FPDFText_GetFontSize", ctypes.c_double, pointer, number)
        self.mode = bound("FPDFTextObj_GetTextRenderMode", number, pointer)
        self.font = bound("FPDFTextObj_GetFont", pointer, pointer)
        self.font_name = bound(
            "FPDFFont_GetBaseFontName", ctypes.c_size_t, pointer, pointer, ctypes.c_size_t
        )
        self.objects = bound("FPDFPage_CountObjects", number, pointer)
        self.object = bound("FPDFPage_GetObject", pointer, pointer, number)
        self.kind = bound("FPDFPageObj_GetType", number, pointer)
        self.bounds = bound("FPDFPageObj_GetBounds", number, pointer, *[ctypes.POINTER(real)] * 4)


class _Place(msgspec.Struct, frozen=True):
    """How a page's own measures become points from its top left, as it is seen."""

    left: float
    top: float
    right: float
    bottom: float
    turns: int  # quarters, clockwise

    def seen(self, x: float, y: float) -> tuple[float, float]:
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def direction(self, a: float, b: float) -> tuple[float, float]:
        """Where a text that runs along (a, b) runs on the page as it is seen."""
        return ((a, -b), (b, a), (-a, b), (-b, -a))[self.turns]

    @property
    def measures(self) -> tuple[float, float]:
        sides = self.right - self.left, self.top - self.bottom
        return sides if self.turns % 2 == 0 else (sides[1], sides[0])


class _Stretch(NamedTuple):
    """Where a run begins and ends among the characters of its page, the object that draws it, its
    text, and whether it goes on in the word of the run before.
    """

    start: int
    end: int
    drawn: int
    text: str
    goes_on: bool


class Document:
    """A PDF that PDFium has opened; `close` it."""

    def __init__(self, data: bytes) -> None:
        self._calls = _Calls()
        self._data = data  # PDFium reads from it as long as the document is open
        self._document = self._calls.load(data, len(data), None)
        if not self._document:
            raise UnreadableError(self._calls.last_error())
        self.pages: int = self._calls.page_count(self._document)

    def close(self) -> None:
        self._calls.close(self._document)

    def sheet(self, index: int) -> Sheet:
        """The page of this index, from 0. Raises UnreadableError for one that is not there."""
        calls = self._calls
        address = ctypes.cast(self._document, ctypes.c_void_p).value
        page = calls.open_page(address, index)
        if not page:
            raise UnreadableError(calls.last_error())
        try:
            text = calls.open_text(page)
            if not text:
                raise UnreadableError(calls.last_error())
            try:
                return _PageReader(calls, page, text).sheet()
            finally:
                calls.close_text(text)
        finally:
            calls.close_page(page)


class _PageReader:
    """Reads the runs of one page that is open."""

    def __init__(self, calls: _Calls, page: int, text: int) -> None:
        self._calls, self._page, self._text = calls, page, text
        self._numbers = (ctypes.c_double * 4)()
        base = ctypes.addressof(self._numbers)
        self._at = tuple(base + 8 * i for i in range(4))
        self._matrix = calls.matrix_type()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._fonts: dict[int, str] = {}
        self._place = self._placed()

    def sheet(self) -> Sheet:
        """The page's runs; one that is printed on its side is read as it is to be held."""
        sheet = self._sheet()
        if sheet.turned and not sheet.runs:
            for _ in range(3):
                self._place = msgspec.structs.replace(
                    self._place, turns=(self._place.turns + 1) % 4
                )
                sheet = max(sheet, self._sheet(), key=lambda one: len(one.runs))
        if sheet.hidden and not sheet.runs:
            layer = [msgspec.structs.replace(run, font=SCANNED) for run in sheet.hidden]
            sheet = msgspec.structs.replace(sheet, runs=layer, hidden=[], is_layer=True)
        return sheet

    def _sheet(self) -> Sheet:
        upright: list[Run] = []
        turned: list[Run] = []
        hidden: list[Run] = []
        objects: set[int] = set()
        for stretch in self._stretches():
            objects.add(stretch.drawn)
            run, is_upright, is_seen = self._run(stretch)
            (hidden if not is_seen else upright if is_upright else turned).append(run)
        ruled, uprights, has_picture = self._drawn(len(objects))
        return Sheet(upright, turned, hidden, ruled, uprights, has_picture, *self._place.measures)

    def _placed(self) -> _Place:
        box = self._calls.rect_type()
        self._calls.page_box(self._page, ctypes.addressof(box))
        turns = max(self._calls.rotation(self._page), 0) % 4
        return _Place(box.left, box.top, box.right, box.bottom, turns)

    def _characters(self) -> str:
        """The page's characters, one for each that PDFium counts."""
        count = self._calls.count(self._text)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._calls.text(self._text, 0, count, ctypes.addressof(buffer))
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text.replace("\ufffe", _HYPHEN)
        codes = (self._calls.unicode(self._text, i) for i in range(count))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    def _stretches(self) -> Iterator[_Stretch]:
        text = self._characters()
        start = 0
        while start < len(text):
            end = text.find("\r\n", start)
            end = len(text) if end < 0 else end
            yield from self._split(text, start, end)
            start = end + 2

    def _split(self, text: str, start: int, end: int) -> Iterator[_Stretch]:
        object_of, page = self._calls.object_of, self._text
        goes_on = False
        while start < end:
            drawn = object_of(page, start)
            if not drawn:  # a space of PDFium's own between two objects
                start += 1
                goes_on = False
                continue
            stop = end
            if object_of(page, end - 1) != drawn:
                stop = self._end_of(drawn, start, end - 1)
            said = text[start:stop]
            inked = said.rstrip()
            if inked:
                lead = len(said) - len(said.lstrip())
                space = " " if stop < end and not object_of(page, stop) else ""
                yield _Stretch(
                    start + lead, start + len(inked), drawn, said[lead:] + space, goes_on
                )
                goes_on = True
            start = stop

    def _end_of(self, drawn: int, start: int, end: int) -> int:
        """The first place behind `start` that another object draws; `end` is such a place."""
        step = 1
        low = start
        while low + step < end and self._calls.object_of(self._text, low + step) == drawn:
            low += step
            step *= 2
        high = min(low + step, end)
        while high - low > 1:
            middle = (low + high) // 2
            if self._calls.object_of(self._text, middle) == drawn:
                low = middle
            else:
                high = middle
        return high

    def _run(self, stretch: _Stretch) -> tuple[Run, bool, bool]:
        """The run of a stretch; whether it stands upright, and whether it is seen."""
        start, end, drawn, text, goes_on = stretch
        calls, page, numbers = self._calls, self._text, self._numbers
        matrix = self._matrix
        calls.origin(page, start, self._at[0], self._at[1])
        x, y = self._place.seen(numbers[0], numbers[1])
        calls.box(page, end - 1, *self._at)
        far = max(
            self._place.seen(numbers[0], numbers[2])[0], self._place.seen(numbers[1], numbers[3])[0]
        )
        calls.matrix(page, start, self._matrix_at)
        along, down = self._place.direction(matrix.a, matrix.b)
        size = calls.size(page, start) * math.hypot(matrix.c, matrix.d)
        is_upright = along > 0 and abs(down) <= _LEVEL * along
        is_seen = calls.mode(drawn) != _INVISIBLE and size >= _LEAST_SIZE
        if text.endswith(_HYPHEN) and self._goes_beyond(drawn, far, size):
            text += " "
        run = Run(
            text.replace(_HYPHEN, "-"),
            x,
            max(far, x),
            y,
            round(size, 2),
            self._font(drawn),
            goes_on,
        )
        return run, is_upright, is_seen

    def _goes_beyond(self, drawn: int, far: float, size: float) -> bool:
        """Whether an object is drawn on behind the hyphen that its text ends in, at `far`.

        PDFium leaves out a space there; but the object's box goes on to it.
        """
        sides = self._sides
        if not self._calls.bounds(drawn, *sides):
            return False
        left, bottom, right, top = (side.value for side in sides)
        end = max(self._place.seen(left, top)[0], self._place.seen(right, bottom)[0])
        return _BEHIND_HYPHEN * size < end - far < size

    def _font(self, drawn: int) -> str:
        font = self._calls.font(drawn)
        if not font:
            return ""
        if font not in self._fonts:
            name = ctypes.create_string_buffer(128)
            self._calls.font_name(font, ctypes.addressof(name), len(name))
            self._fonts[font] = name.value.decode("latin-1")
        return self._fonts[font]

    def _drawn(self, text_objects: int) -> tuple[list[Ruled], list[Upright], bool]:
        """The lines across the page and down it, and whether there is a picture on it."""
        calls = self._calls
        count = calls.objects(self._page)
        ruled: list[Ruled] = []
        uprights: list[Upright] = []
        has_picture = False
        if count <= text_objects:
            return ruled, uprights, has_picture
        sides = self._sides
        for i in range(count):
            drawn = calls.object(self._page, i)
            kind = calls.kind(drawn)
            has_picture = has_picture or kind == _IMAGE
            if kind == _PATH and calls.bounds(drawn, *sides):
                left, bottom, right, top = (side.value for side in sides)
                one, other = self._place.seen(left, top), self._place.seen(right, bottom)
                (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
                if y1 - y0 < _THICKEST_RULE and x1 - x0 > _SHORTEST_RULE:
                    ruled.append(Ruled(x0, x1, (y0 + y1) / 2))
                elif x1 - x0 < _THICKEST_RULE and y1 - y0 > _THICKEST_RULE:
                    uprights.append(Upright((x0 + x1) / 2, y0, y1))
        return ruled, uprights, has_picture

"""PDFium's text of a page, run by run: the one place that calls it.

PDFium gives the text of a whole page at once, and of each character its place and the object
that draws it. What lies between two ends of lines is mostly one object, so that a few questions
a line tell where its runs begin. The functions are called through prototypes of plain integers:
they are small, and asked a thousand times a page.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from cfrdiff.sources.pdf.runs import Ruled, Run, Sheet, Upright
from cfrdiff.sources.scans.words import SCANNED

# PDFium's signs: of an object's kind, of text that is not painted, and of a hyphen at a line end.
_TEXT, _PATH, _IMAGE = 1, 2, 3
_INVISIBLE = 3
_HYPHEN = "\x02"
# The parts of large brackets, for which Adobe's Symbol has codes of its own (its "corpuse.txt").
_BRACKETS = "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOLS = {0xF8EB + n: sign for n, sign in enumerate(_BRACKETS)}
_OF_SYMBOL = re.compile("[\uf8eb-\uf8fe]")
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
        # The bindings alone: the package around them brings much that is of no use here.
        import pypdfium2_raw as raw

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
        self.sides = [real() for _ in range(4)]


class _Place(msgspec.Struct, frozen=True):
    """How a page's own measures become points from its top left, as it is seen: `across` and `down`
    are what an x, a y and one of the page's points add to either.
    """

    across: tuple[float, float, float]
    down: tuple[float, float, float]
    measures: tuple[float, float]

    @classmethod
    def of(cls, sides: tuple[float, float, float, float], turns: int) -> _Place:
        """The place of a page that is turned clockwise by so many quarters.

        `sides` are its left, top, right and bottom.
        """
        left, top, right, bottom = sides
        across, down = (
            ((1.0, 0.0, -left), (0.0, -1.0, top)),
            ((0.0, 1.0, -bottom), (1.0, 0.0, -left)),
            ((-1.0, 0.0, right), (0.0, 1.0, -bottom)),
            ((0.0, -1.0, top), (-1.0, 0.0, right)),
        )[turns]
        width, height = right - left, top - bottom
        return cls(across, down, (width, height) if turns % 2 == 0 else (height, width))

    def x(self, x: float, y: float) -> float:
        """How far from the left a point is seen."""
        along, against, start = self.across
        return along * x + against * y + start

    def y(self, x: float, y: float) -> float:
        """How far from the top a point is seen."""
        along, against, start = self.down
        return along * x + against * y + start


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


# Where a run begins and ends among the characters of its page, the object that draws it, its text,
# and whether it goes on in the word of the run before.
_Stretch = tuple[int, int, int, str, bool]
# What PDFium writes down of a run: where its first character stands, the sides of its last one, and
# the matrix it is drawn with.
_MEASURES = struct.Struct("6d6f")


class _PageReader:
    """Reads the runs of one page that is open."""

    def __init__(self, calls: _Calls, page: int, text: int) -> None:
        self._calls, self._page, self._text = calls, page, text
        self._measures = ctypes.create_string_buffer(_MEASURES.size)
        base = ctypes.addressof(self._measures)
        self._origin = base, base + 8
        self._sides = base + 16, base + 24, base + 32, base + 40
        self._matrix = base + 48
        self._fonts: dict[int, str] = {}
        box = calls.rect_type()
        calls.page_box(page, ctypes.addressof(box))
        self._box = box.left, box.top, box.right, box.bottom
        self._turns = max(calls.rotation(page), 0) % 4
        self._place = _Place.of(self._box, self._turns)

    def sheet(self) -> Sheet:
        """The page's runs; one that is printed on its side is read as it is to be held."""
        stretches = list(self._stretches())
        sheet = self._sheet(stretches)
        if sheet.turned and not sheet.runs:
            for quarter in range(1, 4):
                self._place = _Place.of(self._box, (self._turns + quarter) % 4)
                sheet = max(sheet, self._sheet(stretches), key=lambda one: len(one.runs))
        if sheet.hidden and not sheet.runs:
            layer = [msgspec.structs.replace(run, font=SCANNED) for run in sheet.hidden]
            sheet = msgspec.structs.replace(sheet, runs=layer, hidden=[], is_layer=True)
        return sheet

    def _sheet(self, stretches: Sequence[_Stretch]) -> Sheet:
        upright: list[Run] = []
        turned: list[Run] = []
        hidden: list[Run] = []
        for stretch in stretches:
            run, is_upright, is_seen = self._run(stretch)
            (hidden if not is_seen else upright if is_upright else turned).append(run)
        objects = {drawn for _, _, drawn, _, _ in stretches}
        ruled, uprights, has_picture = self._drawn(len(objects))
        return Sheet(upright, turned, hidden, ruled, uprights, has_picture, *self._place.measures)

    def _characters(self) -> str:
        """The page's characters, one for each that PDFium counts."""
        count = self._calls.count(self._text)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._calls.text(self._text, 0, count, ctypes.addressof(buffer))
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(text) == count:
            text = text.replace("\ufffe", _HYPHEN)
            return text.translate(_SYMBOLS) if _OF_SYMBOL.search(text) else text
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
        last = object_of(page, end - 1) if start < end else 0
        while start < end:
            drawn = object_of(page, start)
            if not drawn:  # a space of PDFium's own between two objects
                start += 1
                goes_on = False
                continue
            stop = end if drawn == last else self._end_of(drawn, start, end - 1)
            said = text[start:stop]
            inked = said.rstrip()
            if inked:
                lead = len(said) - len(said.lstrip())
                if stop < end and not object_of(page, stop):
                    said += " "
                yield start + lead, start + len(inked), drawn, said[lead:], goes_on
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
        calls, page = self._calls, self._text
        calls.origin(page, start, *self._origin)
        calls.box(page, end - 1, *self._sides)
        calls.matrix(page, start, self._matrix)
        x, y, left, right, bottom, top, a, b, c, d, _, _ = _MEASURES.unpack(self._measures)
        # Written out, not called: this is done a hundred times a page.
        (xx, xy, x0), (yx, yy, y0) = self._place.across, self._place.down
        begin = xx * x + xy * y + x0
        far = max(begin, xx * left + xy * bottom + x0, xx * right + xy * top + x0)
        along = xx * a + xy * b
        size = calls.size(page, start) * (abs(d) if c == 0 else math.hypot(c, d))
        is_upright = along > 0 and abs(yx * a + yy * b) <= _LEVEL * along
        is_seen = calls.mode(drawn) != _INVISIBLE and size >= _LEAST_SIZE
        if _HYPHEN in text:
            if text[-1] == _HYPHEN and self._goes_beyond(drawn, far, size):
                text += " "
            text = text.replace(_HYPHEN, "-")
        font = self._font(drawn)
        run = Run(text, begin, far, yx * x + yy * y + y0, round(size, 2), font, goes_on)
        return run, is_upright, is_seen

    def _bounds(self, drawn: int) -> tuple[float, float, float, float] | None:
        """Left, top, right and bottom of an object as it is seen."""
        sides = self._calls.sides
        if not self._calls.bounds(drawn, *sides):
            return None
        left, bottom, right, top = (side.value for side in sides)
        place = self._place
        one, other = place.x(left, top), place.x(right, bottom)
        up, below = place.y(left, top), place.y(right, bottom)
        return min(one, other), min(up, below), max(one, other), max(up, below)

    def _goes_beyond(self, drawn: int, far: float, size: float) -> bool:
        """Whether an object is drawn on behind the hyphen that its text ends in, at `far`.

        PDFium leaves out a space there; but the object's box goes on to it.
        """
        bounds = self._bounds(drawn)
        return bounds is not None and _BEHIND_HYPHEN * size < bounds[2] - far < size

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
        for i in range(count):
            drawn = calls.object(self._page, i)
            kind = calls.kind(drawn)
            has_picture = has_picture or kind == _IMAGE
            bounds = self._bounds(drawn) if kind == _PATH else None
            if bounds is not None:
                x0, y0, x1, y1 = bounds
                if y1 - y0 < _THICKEST_RULE and x1 - x0 > _SHORTEST_RULE:
                    ruled.append(Ruled(x0, x1, (y0 + y1) / 2))
                elif x1 - x0 < _THICKEST_RULE and y1 - y0 > _THICKEST_RULE:
                    uprights.append(Upright((x0 + x1) / 2, y0, y1))
        return ruled, uprights, has_picture

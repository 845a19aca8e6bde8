"""Typeset CFR text to PDF in the manner of GPO's annual edition.

`typeset` takes the text as items (headings, paragraphs, notes) and gives back the PDF
together with the truth about it: every line as printed, where it stands, and how its last
word goes on. A test that reads the PDF can compare what it read with that truth.

All lengths are in points and all positions are measured from the top left of the page.
"""

import io
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal

import pyphen  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

Kind = Literal[
    "heading",
    "paragraph",
    "continuation",
    "source-note",
    "part-heading",
    "subject-group",
    "authority",
    "footnote",
]
Joint = Literal["space", "added-hyphen", "none", "end"]
FurnitureKind = Literal["running-head", "page-number", "print-shop", "margin"]

PRINT_SHOP = (
    "VerDate Mar<15>2010",
    "12:36 May 01, 2012",
    "Jkt 226063",
    "PO 00000",
    "Frm {frame:05}",
    "Fmt 8010",
    "Sfmt 8010",
    "Y:\\SGML\\226063.XXX",
    "226063",
)
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
DOUBLED_QUOTES = {
    "“": "\N{LEFT SINGLE QUOTATION MARK}" * 2,
    "”": "\N{RIGHT SINGLE QUOTATION MARK}" * 2,
}
MARGIN = "typesetter on DSK1SET1PROD with CFR"

# A small capital is set in 5.67 points beside a capital of 7.
SMALL_CAPITAL = 0.81
# A raised number: its size, and how high it stands, as shares of the size of its line.
SUPERIOR = 0.6
RISE = 0.35
# The top of the letters to the baseline, as a share of the size.
ASCENT = 0.8
# How far the space of a justified line may shrink before a word has to move on.
TIGHTEST_SPACE = 0.8


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; a word may go on from one run into the next.

    `superior` text is small and raised, as the numbers of footnotes are.
    In a `small` one, as the name of the Federal Register is set, what is written in lower case
    comes in small capitals.
    """

    text: str
    italic: bool = False
    superior: bool = False
    small: bool = False


@dataclass(frozen=True)
class Item:
    """One heading, paragraph or note.

    A "continuation" is a paragraph whose beginning is not in the file: it has no indent. In an
    "authority" item (authority, source and other notes) the words up to the first colon are set
    in small capitals, in a "subject-group" all of them. A "footnote" is set at the foot of the column
    in which the item before it ends, or of the next one where there is no room. `section` ("163.12") is the section that
    the item belongs to; running heads are made from it.
    """

    kind: Kind
    runs: tuple[Run, ...]
    section: str | None = None


@dataclass(frozen=True)
class Layout:
    """The measures of the page, in points, and what is printed around the text.

    `left`, `text_width`, `top` and `bottom` bound the text block; `columns` share its width with
    `gutter` between two of them. `head_top` and `page_number_top` are the upper edges of the
    running head and the page number, `print_shop_top` that of the print-shop line.

    A font is the name of a standard PDF font or the path of a TrueType file ending in ".ttf".
    Body, italic and bold are drawn `stretch` times as wide as they are: GPO's body type is wider
    than Times, and so as many letters come to a line as in print.

    `first_page` is the number printed on the first page, and so decides whether that is a left
    (even) or a right (odd) one; `first_frame` is the frame number of its print-shop line.
    `break_words_across_pages=False` keeps a word whole at the end of a page's last column, and
    `doubled_quotes` prints “ ” as two single quotes each, as GPO does. `head_signs=False` leaves
    the section sign out of running heads, as title 48 has it.
    """

    page_width: float = 612
    page_height: float = 792
    columns: int = 2
    left: float = 132
    text_width: float = 351
    gutter: float = 9
    top: float = 177
    bottom: float = 699
    indent: float = 8
    size: float = 8
    leading: float = 9
    stretch: float = 1.3
    note_size: float = 7
    note_leading: float = 8
    note_above: float = 4
    heading_above: float = 9
    heading_below: float = 4
    heading_gap: float = 5
    part_size: float = 10
    part_leading: float = 11
    head_size: float = 9
    head_top: float = 159
    page_number_size: float = 10
    page_number_top: float = 713
    print_shop_size: float = 5
    print_shop_left: float = 60
    print_shop_top: float = 745
    margin_left: float = 22
    body_font: str = "Times-Roman"
    italic_font: str = "Times-Italic"
    bold_font: str = "Times-Bold"
    head_font: str = "Helvetica-Bold"
    print_shop_font: str = "Helvetica"
    title: int = 19
    chapter: str = "I"
    edition: str = "4–1–12"
    agency: str = "U.S. Customs and Border Protection, DHS; Treasury"
    first_page: int = 100
    first_frame: int = 911
    print_shop: bool = True
    margin_text: bool = True
    hyphenate: bool = True
    break_words_across_pages: bool = True
    doubled_quotes: bool = True
    head_signs: bool = True

    def __post_init__(self) -> None:
        if self.columns < 1:
            raise ValueError(f"a page needs at least one column, not {self.columns}")
        if self.column_width <= 2 * self.indent:
            raise ValueError(f"{self.columns} columns do not fit a width of {self.text_width}")
        if self.bottom - self.top < max(self.leading, self.note_leading, self.part_leading):
            raise ValueError("a column is too short for one line")

    @property
    def column_width(self) -> float:
        """The width of one column, in points."""
        return (self.text_width - self.gutter * (self.columns - 1)) / self.columns

    def column_left(self, column: int) -> float:
        """The left edge of a column, in points; the first column is 1."""
        return self.left + (column - 1) * (self.column_width + self.gutter)


@dataclass(frozen=True)
class PrintedLine:
    """One line of the text as printed.

    `text` is what was drawn, with the space at its end where one was drawn. `page` (in the file)
    and `column` count from 1, `item` is the index of the item it prints. `joint` says how the
    line goes on in the next one: after a "space", after an "added-hyphen" that the word does not
    have, with nothing between ("none": after a hyphen, slash or dash of the text itself, or where
    a word without a place to break is longer than a line), or not at all, because the item is at
    its "end".
    """

    text: str
    page: int
    column: int
    item: int
    joint: Joint

    @property
    def broken(self) -> bool:
        """Whether a word is broken at the end of this line."""
        return self.joint in ("added-hyphen", "none")


@dataclass(frozen=True)
class Furniture:
    """A string printed outside the text, on a page of the file counted from 1."""

    kind: FurnitureKind
    page: int
    text: str


@dataclass(frozen=True)
class Typeset:
    """A PDF and the truth about it: its lines and furniture, in the order of print."""

    pdf: bytes
    lines: tuple[PrintedLine, ...]
    furniture: tuple[Furniture, ...]


def typeset(items: Sequence[Item], layout: Layout | None = None) -> Typeset:
    """Set the items in columns, page after page; the same input gives the same bytes.

    Raises ValueError for a character that its font cannot draw, for an item without text and
    when there are no items.
    """
    layout = layout or Layout()
    if not items:
        raise ValueError("there is nothing to typeset")
    for index, item in enumerate(items):
        if not any(run.text.strip() for run in item.runs):
            raise ValueError(f"item {index} has no text")
    pages = _flow(items, layout)
    heads = _running_heads(pages, items, layout)
    buffer = io.BytesIO()
    press = _Press(Canvas(buffer, (layout.page_width, layout.page_height), invariant=1), layout)
    furniture: list[Furniture] = []
    for index, (lines, (left, right)) in enumerate(zip(pages, heads, strict=True)):
        furniture += press.page(index, lines, left, right)
    press.canvas.save()
    printed = tuple(line.printed(page) for page, lines in enumerate(pages, 1) for line in lines)
    return Typeset(buffer.getvalue(), printed, tuple(furniture))


@cache
def _font(name: str) -> str:
    """The name that the PDF library knows the font by."""
    if not name.endswith(".ttf"):
        return name
    registered = Path(name).stem
    pdfmetrics.registerFont(TTFont(registered, name))
    return registered


@cache
def _can_draw(character: str, font: str) -> bool:
    if unicodedata.category(character) in ("Cc", "Cf"):
        return False
    if font.endswith(".ttf"):
        return ord(character) in pdfmetrics.getFont(_font(font)).face.charToGlyph
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _check(text: str, font: str) -> None:
    """Raise ValueError for the first character that the font cannot draw."""
    for character in text:
        if not _can_draw(character, font):
            name = unicodedata.name(character, "a control character")
            raise ValueError(f"{font} cannot draw {character!r} (U+{ord(character):04X}, {name})")


@dataclass(frozen=True)
class _Face:
    """A font at a size, drawn `stretch` times as wide as it is and `rise` above the baseline."""

    font: str
    size: float
    stretch: float = 1
    rise: float = 0


@cache
def _width(text: str, face: _Face) -> float:
    _check(text, face.font)
    return float(pdfmetrics.stringWidth(text, _font(face.font), face.size)) * face.stretch


@dataclass(frozen=True)
class _Style:
    """How the lines of one kind of item are set."""

    face: _Face
    leading: float
    above: float = 0
    below: float = 0
    first_indent: float = 0
    next_indent: float = 0
    centred: bool = False
    hyphenate: bool = True
    small_capitals: Literal["none", "label", "all"] = "none"
    gap_after_number: float = 0
    keep_with_next: bool = False


def _style(kind: Kind, layout: Layout) -> _Style:
    body_face = _Face(layout.body_font, layout.size, layout.stretch)
    note_face = replace(body_face, size=layout.note_size)
    body = _Style(body_face, layout.leading)
    note = _Style(note_face, layout.note_leading, layout.note_above)
    heading = replace(
        body,
        face=replace(body_face, font=layout.bold_font),
        above=layout.heading_above,
        below=layout.heading_below,
        keep_with_next=True,
    )
    match kind:
        case "paragraph":
            return replace(body, first_indent=layout.indent)
        case "continuation":
            return body
        case "source-note":
            return note
        case "footnote":
            return replace(note, first_indent=layout.indent)
        case "authority":
            return replace(note, first_indent=layout.indent, small_capitals="label")
        case "heading":
            return replace(heading, next_indent=layout.indent, gap_after_number=layout.heading_gap)
        case "subject-group":
            return replace(heading, face=body_face, centred=True, small_capitals="all")
        case "part-heading":
            return replace(
                heading,
                face=_Face(layout.head_font, layout.part_size),
                leading=layout.part_leading,
                centred=True,
                hyphenate=False,
            )


@dataclass(frozen=True)
class _Letter:
    """One character as it is drawn."""

    character: str
    face: _Face

    @property
    def width(self) -> float:
        return _width(self.character, self.face)


@dataclass(frozen=True)
class _Word:
    """What stands between two spaces, and the width to add to the space after it."""

    letters: tuple[_Letter, ...]
    gap: float = 0

    @property
    def text(self) -> str:
        return "".join(letter.character for letter in self.letters)

    @property
    def width(self) -> float:
        return sum(letter.width for letter in self.letters)

    @property
    def space(self) -> _Letter:
        """The space that may follow the word."""
        return replace(self.letters[-1], character=" ")

    def split(self, at: int, hyphen: str) -> "tuple[_Word, _Word]":
        """Its first `at` letters and the hyphen, and the other letters."""
        head, tail = self.letters[:at], self.letters[at:]
        added = tuple(replace(head[-1], character=mark) for mark in hyphen)
        return _Word(head + added), _Word(tail, self.gap)


def _letters(item: Item, style: _Style, layout: Layout) -> list[_Letter]:
    """The letters of an item; the space after § is a no-break space."""
    characters = [(character, run) for run in item.runs for character in run.text]
    colon = next((at for at, (character, _) in enumerate(characters) if character == ":"), 0)
    small_end = {"none": 0, "label": colon, "all": len(characters)}[style.small_capitals]
    letters: list[_Letter] = []
    for position, (character, run) in enumerate(characters):
        previous = letters[-1].character if letters else " "
        if character.isspace() and previous.isspace():
            continue
        drawn, face = character, style.face
        if run.italic:
            face = replace(face, font=layout.italic_font)
        if run.superior:
            face = replace(face, size=face.size * SUPERIOR, rise=face.size * RISE)
        if (position < small_end or run.small) and character.islower():
            drawn, face = character.upper(), replace(face, size=face.size * SMALL_CAPITAL)
        elif character == " " and previous == "§":
            drawn = NO_BREAK_SPACE
        elif character.isspace() and character != NO_BREAK_SPACE:
            drawn = " "
        elif layout.doubled_quotes:
            drawn = DOUBLED_QUOTES.get(character, character)
        letters += [_Letter(part, face) for part in drawn]
    return letters


def _words(item: Item, style: _Style, layout: Layout) -> deque[_Word]:
    """The words of an item as they are drawn; no-break spaces stand inside them as spaces."""
    words: deque[_Word] = deque()
    letters = _letters(item, style, layout)
    for is_space, group in groupby(letters, key=lambda letter: letter.character == " "):
        if not is_space:
            fixed = [
                replace(one, character=" ") if one.character == NO_BREAK_SPACE else one
                for one in group
            ]
            words.append(_Word(tuple(fixed)))
    if words[0].text.startswith("§"):
        words[0] = replace(words[0], gap=style.gap_after_number)
    return words


_SYLLABLES = pyphen.Pyphen(lang="en_US", left=2, right=3)
_ALPHABETIC = re.compile(r"[^\W\d_]{5,}")
_AFTER_MARK = re.compile(r"(?<=\w[-/])(?=[^\W\d_])|(?<=—)(?=.)")


@cache
def _breaks(word: str, hyphenate: bool) -> tuple[tuple[int, str], ...]:
    """Where a word may be broken, last place first, and the hyphen that has to be added."""
    places = [(match.start(), "") for match in _AFTER_MARK.finditer(word)]
    if hyphenate:
        for core in _ALPHABETIC.finditer(word):
            places += [(core.start() + at, "-") for at in _SYLLABLES.positions(core.group())]
    return tuple(sorted(places, reverse=True))


def _take_line(
    words: deque[_Word], width: float, *, hyphenate: bool, may_break: bool = True
) -> tuple[list[_Word], Joint]:
    """Take as many words and parts of words as go into the width, and say how the line ends."""
    taken: list[_Word] = []
    used = 0.0
    while words:
        word = words[0]
        if taken:
            used += taken[-1].space.width * TIGHTEST_SPACE + taken[-1].gap
        room = width - used
        if word.width <= room:
            taken.append(words.popleft())
            used += word.width
            continue
        for at, hyphen in _breaks(word.text, hyphenate) if may_break else ():
            head, tail = word.split(at, hyphen)
            if head.width <= room:
                words[0] = tail
                return [*taken, head], "added-hyphen" if hyphen else "none"
        if taken:
            return taken, "space"
        # A word longer than the line that has no place to break goes over where the line is full.
        fitting = [at for at in range(1, len(word.letters)) if word.split(at, "")[0].width <= room]
        if not fitting:
            taken.append(words.popleft())
            break
        head, words[0] = word.split(fitting[-1], "")
        return [head], "none"
    return taken, "space" if words else "end"


@dataclass(frozen=True)
class _Line:
    """A line in its place: the left edge of each word, and the baseline, on the page."""

    words: tuple[_Word, ...]
    lefts: tuple[float, ...]
    baseline: float
    column: int
    item: int
    joint: Joint

    @property
    def ends_in_space(self) -> bool:
        broken = self.joint in ("added-hyphen", "none")
        return not (broken and self.words[-1].text.endswith("-"))

    def printed(self, page: int) -> PrintedLine:
        text = " ".join(word.text for word in self.words) + " " * self.ends_in_space
        return PrintedLine(text, page, self.column, self.item, self.joint)


def _lefts(
    words: Sequence[_Word], left: float, width: float, *, justify: bool, centre: bool
) -> tuple[float, ...]:
    """The left edge of each word of a line that starts at `left` and is `width` wide."""
    spaces = [word.space.width + word.gap for word in words[:-1]]
    free = width - sum(word.width for word in words) - sum(spaces)
    stretch = free / len(spaces) if spaces and (justify or free < 0) else 0
    left += free / 2 if centre and free > 0 else 0
    lefts = [left]
    for word, space in zip(words, spaces, strict=False):
        lefts.append(lefts[-1] + word.width + space + stretch)
    return tuple(lefts)


class _Cursor:
    """The place on the pages where the next line goes."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.page = 1
        self.column = 1
        self.y = layout.top
        self.reserved = 0.0  # for the column's footnotes

    @property
    def at_top(self) -> bool:
        return self.y == self.layout.top

    def has_room(self, height: float) -> bool:
        return self.y + height <= self.layout.bottom - self.reserved

    def next_column(self) -> None:
        self.y = self.layout.top
        self.reserved = 0.0
        self.column += 1
        if self.column > self.layout.columns:
            self.page, self.column = self.page + 1, 1


def _height_to_start(items: Sequence[Item], index: int, layout: Layout) -> float:
    """The height that must be free to start an item: a heading stays with what follows it."""
    item = items[index]
    style = _style(item.kind, layout)
    if not style.keep_with_next:
        return style.leading
    words = _words(item, style, layout)
    height = 0.0
    while words:
        indent = style.next_indent if height else style.first_indent
        _take_line(words, layout.column_width - indent, hyphenate=_hyphenates(style, layout))
        height += style.leading
    if index + 1 < len(items):
        following = _style(items[index + 1].kind, layout)
        height += max(style.below, following.above) + _height_to_start(items, index + 1, layout)
    return height


def _hyphenates(style: _Style, layout: Layout) -> bool:
    return style.hyphenate and layout.hyphenate


def _flow(items: Sequence[Item], layout: Layout) -> list[list[_Line]]:
    """The lines of every page, column by column from top to foot."""
    pages: list[list[_Line]] = []
    cursor = _Cursor(layout)
    below = 0.0
    for index, item in enumerate(items):
        style = _style(item.kind, layout)
        if item.kind == "footnote":
            _set_footnote(items, index, cursor, pages)
            continue
        if not cursor.at_top:
            above = max(below, style.above)
            if cursor.has_room(above + _height_to_start(items, index, layout)):
                cursor.y += above
            else:
                cursor.next_column()
        below = style.below
        words = _words(item, style, layout)
        indent = style.first_indent
        while words:
            if not cursor.has_room(style.leading):
                cursor.next_column()
            page_ends = cursor.column == layout.columns and not cursor.has_room(2 * style.leading)
            whole = page_ends and not layout.break_words_across_pages
            line = _set_line(words, index, style, indent, cursor, may_break=not whole)
            while len(pages) < cursor.page:
                pages.append([])
            pages[-1].append(line)
            cursor.y += style.leading
            indent = style.next_indent
    return [sorted(page, key=lambda line: (line.column, line.baseline)) for page in pages]


def _set_line(
    words: deque[_Word],
    index: int,
    style: _Style,
    indent: float,
    cursor: "_Cursor",
    *,
    may_break: bool = True,
) -> _Line:
    """Take a line's words and set them where the cursor is."""
    layout = cursor.layout
    width = layout.column_width - indent
    taken, joint = _take_line(
        words, width, hyphenate=_hyphenates(style, layout), may_break=may_break
    )
    lefts = _lefts(
        taken,
        layout.column_left(cursor.column) + indent,
        width,
        justify=joint != "end" and not style.centred,
        centre=style.centred,
    )
    baseline = cursor.y + style.face.size * ASCENT
    return _Line(tuple(taken), lefts, baseline, cursor.column, index, joint)


def _set_footnote(
    items: Sequence[Item], index: int, cursor: "_Cursor", pages: list[list[_Line]]
) -> None:
    """Set a footnote at the foot of the column, the footnotes before it above it."""
    layout = cursor.layout
    style = _style("footnote", layout)
    lines = 0
    words = _words(items[index], style, layout)
    while words:
        _set_line(words, index, style, 0 if lines else style.first_indent, cursor)
        lines += 1
    height = lines * style.leading + (0 if cursor.reserved else style.above)
    if not cursor.has_room(height):
        cursor.next_column()
        height = lines * style.leading + style.above
    while len(pages) < cursor.page:
        pages.append([])
    for at, line in enumerate(pages[-1]):
        if line.column == cursor.column and items[line.item].kind == "footnote":
            raised = line.baseline - lines * style.leading
            pages[-1][at] = replace(line, baseline=raised)
    cursor.reserved += height
    y, cursor.y = cursor.y, layout.bottom - lines * style.leading
    words = _words(items[index], style, layout)
    indent = style.first_indent
    while words:
        pages[-1].append(_set_line(words, index, style, indent, cursor))
        cursor.y += style.leading
        indent = 0
    cursor.y = y


def _running_heads(
    pages: Sequence[Sequence[_Line]], items: Sequence[Item], layout: Layout
) -> list[tuple[str, str]]:
    """What stands at the left and at the right above each page; a side may be empty."""
    heads: list[tuple[str, str]] = []
    sign = "§ " if layout.head_signs else ""
    section: str | None = None
    for number, lines in enumerate(pages, layout.first_page):
        sections = [found for line in lines if (found := items[line.item].section)]
        first, section = (sections[0], sections[-1]) if sections else (section, section)
        if number % 2 == 0:
            volume = f"{layout.title} CFR Ch. {layout.chapter} ({layout.edition} Edition)"
            heads.append((f"{sign}{first}" if first else "", volume))
        else:
            heads.append((layout.agency, f"{sign}{section}" if section else ""))
    return heads


class _Press:
    """Draws the pages on a canvas."""

    def __init__(self, canvas: Canvas, layout: Layout) -> None:
        self.canvas = canvas
        self.layout = layout

    def page(self, index: int, lines: Iterable[_Line], left: str, right: str) -> list[Furniture]:
        """Draw the page with this index (from 0) and give back what is printed around its text."""
        layout = self.layout
        number = str(layout.first_page + index)
        printed: list[tuple[FurnitureKind, str]] = [
            ("running-head", left),
            ("running-head", right),
            ("page-number", number),
        ]
        self._running_head(left, right)
        for line in lines:
            self._line(line)
        self._page_number(number)
        if layout.print_shop:
            marks = [mark.format(frame=layout.first_frame + index) for mark in PRINT_SHOP]
            self._print_shop(marks)
            printed.append(("print-shop", " ".join(marks)))
        if layout.margin_text:
            self._margin()
            printed.append(("margin", MARGIN))
        self.canvas.showPage()
        return [Furniture(kind, index + 1, text) for kind, text in printed if text]

    def _running_head(self, left: str, right: str) -> None:
        layout = self.layout
        face = _Face(layout.head_font, layout.head_size)
        baseline = layout.head_top + face.size * ASCENT
        self._draw(left, face, layout.left, baseline)
        self._draw(right, face, layout.left + layout.text_width - _width(right, face), baseline)

    def _line(self, line: _Line) -> None:
        """Draw each word by itself, with the space after it."""
        for at, (word, left) in enumerate(zip(line.words, line.lefts, strict=True)):
            letters = list(word.letters)
            if at + 1 < len(line.words) or line.ends_in_space:
                letters.append(word.space)
            for face, group in groupby(letters, key=lambda letter: letter.face):
                text = "".join(letter.character for letter in group)
                self._draw(text, face, left, line.baseline)
                left += _width(text, face)

    def _page_number(self, number: str) -> None:
        layout = self.layout
        face = _Face(layout.body_font, layout.page_number_size)
        left = layout.left + (layout.text_width - _width(number, face)) / 2
        self._draw(number, face, left, layout.page_number_top + face.size * ASCENT)

    def _print_shop(self, marks: Iterable[str]) -> None:
        layout = self.layout
        face = _Face(layout.print_shop_font, layout.print_shop_size)
        left = layout.print_shop_left
        for mark in marks:
            self._draw(mark, face, left, layout.print_shop_top + face.size * ASCENT)
            left += _width(mark, face) + 1.5 * face.size

    def _margin(self) -> None:
        """Draw the user line upwards from the foot of the columns."""
        layout = self.layout
        self.canvas.saveState()
        self.canvas.translate(layout.margin_left, layout.page_height - layout.bottom)
        self.canvas.rotate(90)
        face = _Face(layout.print_shop_font, layout.print_shop_size)
        self._draw(MARGIN, face, 0, layout.page_height)
        self.canvas.restoreState()

    def _draw(self, text: str, face: _Face, left: float, baseline: float) -> None:
        """Draw a string from its left edge; the baseline is measured from the top of the page."""
        _check(text, face.font)
        if not text:
            return
        string = self.canvas.beginText(left, self.layout.page_height - baseline)
        string.setFont(_font(face.font), face.size)
        string.setHorizScale(100 * face.stretch)
        string.setRise(face.rise)
        string.textOut(text)
        self.canvas.drawText(string)

"""A second reading of doubtful words: cut out, enlarged, and recognised by themselves.

What both readings agree on is no longer in doubt. Where they differ, what Tesseract is surer of is
taken and the other reading is kept beside it. All words of a page are read at once, a word a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PIL import Image

from cfrdiff.sources.scans import tesseract
from cfrdiff.sources.scans.words import POINTS_AN_INCH, Doubt, Leaf, Word

# A word that bears a figure, a sign or a label is doubtful below this, another word below that.
# Measured on GPO's pages at 200 and 300 dots an inch: of 30 words with a wrong figure none was
# surer, and words without one that were misread were less sure.
_FIGURE_SURE, _WORD_SURE = 0.92, 0.7
_BEARS_VALUE = re.compile(r"[\d§$%&/¢£½¼¾=<>+±×]|\(.{1,5}\)")
# GPO's body type has no per cent sign: what is read as one may be a fraction.
_ALWAYS = re.compile(r"[%¢™]|\d!")
# A page with more doubtful words than this is unreadable, and no second reading mends it.
_MOST = 120
# A figure is 0.7 of its height wide, a fraction read as one figure 1.2; and figures that both
# readings make of one print are those of a fraction now and then, where neither is this sure.
_WIDEST_FIGURE, _AGREED_FIGURES = 0.9, 0.9
# Signs that no regulation has, made of a blot beside a letter.
_ODD = re.compile(r"[~¢|\\_^]")
# How much the words are enlarged, and the white about each, in points.
_LARGER, _WHITE_ABOUT, _BETWEEN = 1.5, 1.5, 10.0
_ONE_BLOCK = "6"
_WHITE = 255
# Signs at the ends of words, about which readings differ most and which say least.
_ENDS = ".,;:'‘’“”\"-—–_ "


def with_second_reading(leaf: Leaf, image: Image.Image, dpi: int, path: str) -> tuple[Word, ...]:
    """The words, doubtful ones read again; `image` is the picture they were recognised on."""
    doubtful = [word for word in leaf.words if not word.is_aside and _is_doubtful(word)]
    again = {}
    if 0 < len(doubtful) <= _MOST:
        again = _read_again(doubtful, image, dpi, path)
    marked = {id(word): settled(word, again.get(id(word))) for word in doubtful}
    return tuple(marked.get(id(word), word) for word in leaf.words)


def with_doubts(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, those in doubt that an engine was not sure of; none is read again."""
    return tuple(
        msgspec.structs.replace(word, doubt=Doubt(word.confidence or 0.0))
        if _is_doubtful(word)
        else word
        for word in words
    )


def _is_doubtful(word: Word) -> bool:
    if word.confidence is None:
        return False
    if _ALWAYS.search(word.text) or _is_fraction(word):
        return True
    sure = _FIGURE_SURE if _BEARS_VALUE.search(word.text) else _WORD_SURE
    return word.confidence < sure


def settled(word: Word, other: Word | None) -> Word:
    """A doubtful word with what the second reading makes of it."""
    sure = word.confidence or 0.0
    if other is None or not other.text:
        return msgspec.structs.replace(word, doubt=Doubt(sure))
    if _telling(word.text) == _telling(other.text) and not _stays_doubtful(word, other):
        return word
    text, left = word.text, other.text
    if _figures(text) == _figures(left) and _ODD.search(text) and not _ODD.search(left):
        return msgspec.structs.replace(word, text=left)
    if (other.confidence or 0.0) > sure and _figures(text) != _figures(left):
        text, left = left, text
    return msgspec.structs.replace(word, text=text, doubt=Doubt(sure, left if left != text else ""))


def _stays_doubtful(word: Word, other: Word) -> bool:
    """Whether a word is in doubt even where both readings agree: one of figures alone, of which
    neither is sure, and what may be a fraction.
    """
    if _ALWAYS.search(word.text) or _is_fraction(word):
        return True
    surest = max(word.confidence or 0.0, other.confidence or 0.0)
    return word.text.isdigit() and surest < _AGREED_FIGURES


def _is_fraction(word: Word) -> bool:
    """Whether figures are so wide for their height that they may be a fraction's."""
    wide = (word.x1 - word.x0) / len(word.text) > _WIDEST_FIGURE * (word.bottom - word.top)
    return wide and word.text.isdigit()


def _telling(text: str) -> str:
    """A word without what readings differ in and print does not."""
    return text.strip(_ENDS).translate(_EVEN)


_EVEN = str.maketrans("’‘“”–{}]", "''\"\"-())")


def _figures(text: str) -> str:
    return re.sub(r"[^\w§$%]", "", text)


def _read_again(words: Sequence[Word], image: Image.Image, dpi: int, path: str) -> dict[int, Word]:
    """What each word is read as by itself, by the word's id."""
    scale = dpi / POINTS_AN_INCH
    cuts = [_cut(word, image, scale) for word in words]
    gap = round(_BETWEEN * scale)
    width = max(cut.width for cut in cuts) + 2 * gap
    sheet = Image.new("L", (width, gap + sum(cut.height + gap for cut in cuts)), _WHITE)
    places: list[tuple[float, float]] = []
    top = gap
    for cut in cuts:
        sheet.paste(cut, (gap, top))
        places.append(((top - gap / 2) / scale, (top + cut.height + gap / 2) / scale))
        top += cut.height + gap
    leaf = tesseract.recognised(sheet, dpi, path, _ONE_BLOCK)
    return {id(word): _within(leaf.words, place) for word, place in zip(words, places, strict=True)}


def _cut(word: Word, image: Image.Image, scale: float) -> Image.Image:
    box = (
        int((word.x0 - _WHITE_ABOUT) * scale),
        int((word.top - _WHITE_ABOUT) * scale),
        int((word.x1 + _WHITE_ABOUT) * scale) + 1,
        int((word.bottom + _WHITE_ABOUT) * scale) + 1,
    )
    cut = image.crop(box)
    size = max(1, round(cut.width * _LARGER)), max(1, round(cut.height * _LARGER))
    return cut.resize(size, Image.Resampling.BICUBIC)


def _within(words: Sequence[Word], place: tuple[float, float]) -> Word:
    """What was read between two heights as one word, as sure as its least sure piece."""
    pieces = [word for word in words if place[0] < (word.top + word.bottom) / 2 < place[1]]
    sure = min((word.confidence or 0.0 for word in pieces), default=0.0)
    text = "".join(word.text for word in pieces)
    return Word(text, 0.0, place[0], 0.0, place[1], place[1], 0, 0, sure)

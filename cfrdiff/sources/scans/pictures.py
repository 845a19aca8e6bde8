"""The picture of a PDF's page: its own pixels where it is one, or several side by side.

Drawing a page again blurs every stroke by part of a pixel, which is enough to make another digit
of one. So the page is drawn only where it is no plain picture: where pictures overlap, are turned,
or have something drawn over them. Whether the pixels are the page is shown by a small drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from cfrdiff.sources.scans.ready import RESOLUTION
from cfrdiff.sources.scans.words import POINTS_AN_INCH

# PDFium's sign of an object that is a picture.
_IMAGE = 3
# What is scanned coarser than this is no page, and what is finer tells no more; dots an inch.
_COARSEST, _FINEST = 72, 600
# Pictures that lie side by side have the same resolution, all but for this share.
_SAME = 0.02
# Together they cover this share of the page: margins may have been cut away.
_COVERED = 0.5
# A page is drawn at so many dots an inch, to see whether the pixels are the page: with so many of
# its dots taken together, its shades differ by no more than this on average.
_GLANCE_DPI, _TOGETHER, _ALIKE = 72, 12, 12
_WHITE = 255


class Picture(msgspec.Struct, frozen=True):
    """A grey picture of a page as it is seen, and its resolution in dots an inch."""

    image: Image.Image
    dpi: float


class _Tile(msgspec.Struct, frozen=True):
    """A picture on a page: where it lies, in points from the bottom left, and its resolution."""

    drawn: Any
    left: float
    bottom: float
    right: float
    top: float
    dpi: float
    is_flipped: bool


def picture_of(page: Any) -> Picture:
    """The picture of a page of pypdfium2's."""
    tiles = [_tile(one) for one in page.get_objects(filter=(_IMAGE,))]
    upright = [tile for tile in tiles if tile is not None]
    if tiles and len(upright) == len(tiles) and _are_one_picture(upright, page):
        picture = _put_together(upright, page)
        if _is_alike(picture, page):
            return picture
    finest = max((tile.dpi for tile in upright), default=RESOLUTION)
    return _drawn(page, min(max(finest, RESOLUTION), _FINEST))


def _tile(drawn: Any) -> _Tile | None:
    """A picture that stands upright, perhaps upside down in the file's own measures."""
    matrix = drawn.get_matrix()
    if abs(matrix.b) + abs(matrix.c) > 1e-3 * (abs(matrix.a) + abs(matrix.d)) or matrix.a <= 0:
        return None
    left, bottom, right, top = drawn.get_bounds()
    width = drawn.get_px_size()[0]
    if right - left <= 0 or top - bottom <= 0:
        return None
    dpi = width * POINTS_AN_INCH / (right - left)
    return _Tile(drawn, left, bottom, right, top, dpi, matrix.d < 0)


def _are_one_picture(tiles: Sequence[_Tile], page: Any) -> bool:
    """Whether pictures of one resolution lie side by side and cover most of the page."""
    finest = max(tile.dpi for tile in tiles)
    if finest < _COARSEST or any(tile.dpi < finest * (1 - _SAME) for tile in tiles):
        return False
    area = sum((tile.right - tile.left) * (tile.top - tile.bottom) for tile in tiles)
    width, height = page.get_size()
    if area < _COVERED * width * height:
        return False
    return not any(_overlap(one, other) for i, one in enumerate(tiles) for other in tiles[:i])


def _overlap(one: _Tile, other: _Tile) -> bool:
    """Whether two pictures lie over one another by more than a line of pixels."""
    pixel = 1.5 * POINTS_AN_INCH / one.dpi
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > pixel and down > pixel


def _put_together(tiles: Sequence[_Tile], page: Any) -> Picture:
    """The pictures in their places on a white page, none of their pixels changed."""
    left, bottom, right, top = page.get_bbox()
    dpi = max(tile.dpi for tile in tiles)
    scale = dpi / POINTS_AN_INCH
    sheet = Image.new("L", (round((right - left) * scale), round((top - bottom) * scale)), _WHITE)
    for tile in tiles:
        pixels = tile.drawn.get_bitmap(render=False).to_pil().convert("L")
        if tile.is_flipped:
            pixels = pixels.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        sheet.paste(pixels, (round((tile.left - left) * scale), round((top - tile.top) * scale)))
    turns = page.get_rotation() // 90 % 4
    return Picture(sheet if not turns else sheet.rotate(-90 * turns, expand=True), dpi)


def _is_alike(picture: Picture, page: Any) -> bool:
    """Whether a picture shows what the page shows when it is drawn."""
    drawn = _drawn(page, _GLANCE_DPI).image.reduce(_TOGETHER)
    small = picture.image.resize(drawn.size, Image.Resampling.BOX)
    difference = np.asarray(drawn, dtype=np.int16) - np.asarray(small, dtype=np.int16)
    return float(np.abs(difference).mean()) <= _ALIKE


def _drawn(page: Any, dpi: float) -> Picture:
    bitmap = page.render(scale=dpi / POINTS_AN_INCH, grayscale=True)
    return Picture(bitmap.to_pil().convert("L"), dpi)

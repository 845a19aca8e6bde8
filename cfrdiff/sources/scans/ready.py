"""A scanned picture made ready: evenly lit, without specks, straight, large enough.

Every step measures first and leaves a picture alone that has no need of it, so that a clean scan
is read by its own pixels.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from cfrdiff.sources.scans.specks import INK, Grey, without_specks
from cfrdiff.sources.scans.words import POINTS_AN_INCH, Turn

# Tesseract reads print best at about 300 dots an inch (its documentation, "Improving quality").
RESOLUTION = 300
# What is scanned at less than this is enlarged.
_COARSE = 280
_WHITE = 255
# ---- light: measured on the picture at so many dots an inch, as the lightest nearby ------------
_LIGHT_DPI, _NEARBY = 25, 0.4  # inches
# Paper is lit evenly enough where its shades differ by no more than this and it is this light.
_EVEN, _LIGHT_PAPER = 12, 235
# ---- skew: in degrees ---------------------------------------------------------------------------
_MOST_SKEW, _COARSE_STEP, _FINE_STEP = 4.0, 0.25, 0.03125
# The dots an inch at which it is looked for, first roughly and then finely.
_ROUGH_DPI, _FINE_DPI = 100, 200
# Lines that rise less than this need not be made straight: over a column, not a point.
_STRAIGHT = 0.12


class Ready(msgspec.Struct, frozen=True):
    """A picture made ready, its resolution, and how its points lie on the page as scanned."""

    image: Image.Image
    dpi: int
    turn: Turn


def made_ready(image: Image.Image, dpi: float) -> Ready:
    """A grey picture of a page made ready for recognition; `dpi` is that it was scanned at."""
    grey = without_specks(_evenly_lit(np.asarray(image), dpi), dpi)
    angle = skew_of(grey, dpi)
    scale = RESOLUTION / dpi if dpi < _COARSE else 1.0
    if abs(angle) < _STRAIGHT:
        angle = 0.0
    return _set_straight(Image.fromarray(grey), angle, scale, dpi)


def _evenly_lit(grey: Grey, dpi: float) -> Grey:
    """The picture divided by the light of its paper."""
    image = Image.fromarray(grey)
    factor = max(1, round(dpi / _LIGHT_DPI))
    small = np.asarray(image.reduce(factor))
    window = max(3, round(_NEARBY * dpi / factor))
    paper = ndimage.percentile_filter(small, 80, size=window, mode="nearest")
    paper = ndimage.uniform_filter(paper, size=window, mode="nearest")
    darkest, lightest = np.percentile(paper, (2, 98))
    if lightest - darkest <= _EVEN and darkest >= _LIGHT_PAPER:
        return grey
    spread = Image.fromarray(paper).resize(image.size, Image.Resampling.BILINEAR)
    light = np.maximum(np.asarray(spread), 1).astype(np.float32)
    lit: Grey = np.minimum(grey * (_WHITE / light), _WHITE).astype(np.uint8)
    return lit


def skew_of(grey: Grey, dpi: float) -> float:
    """By how many degrees the lines of a picture fall to the right, 0 for an empty one.

    Of all angles the one is taken along which the ink lies most unevenly in rows (Postl 1986).
    """
    rough = np.arange(-_MOST_SKEW, _MOST_SKEW + _COARSE_STEP, _COARSE_STEP)
    best = _most_uneven(_ink(grey, dpi / _ROUGH_DPI), rough)
    fine = np.arange(best - _COARSE_STEP, best + _COARSE_STEP, _FINE_STEP)
    return _most_uneven(_ink(grey, dpi / _FINE_DPI), fine)


class _Ink(NamedTuple):
    """Where the ink of a picture lies: how far down, and across from the middle."""

    down: npt.NDArray[np.int64]
    across: npt.NDArray[np.float64]


def _ink(grey: Grey, factor: float) -> _Ink:
    small = np.asarray(Image.fromarray(grey).reduce(max(1, round(factor))))
    down, across = np.nonzero(small < INK * _WHITE)
    return _Ink(down, across - small.shape[1] / 2)


def _most_uneven(ink: _Ink, angles: npt.NDArray[np.float64]) -> float:
    """The angle along which the ink lies most unevenly in rows; 0 where there is none."""
    if not len(ink.down):
        return 0.0
    return float(max(angles, key=lambda angle: _unevenness(ink, angle)))


def _unevenness(ink: _Ink, angle: float) -> float:
    at = ink.down - ink.across * math.tan(math.radians(angle))
    at -= at.min()
    rows = at.astype(np.int64)
    share = at - rows
    # A dot between two rows lies in both, so that no range of angles fits equally well.
    counts = np.bincount(rows, 1 - share, rows.max() + 2) + np.bincount(rows + 1, share)
    return float(np.square(np.diff(counts)).sum())


def _set_straight(image: Image.Image, angle: float, scale: float, dpi: float) -> Ready:
    """The picture turned about its middle and enlarged in one step, so that it is blurred once."""
    if angle == 0.0 and scale == 1.0:
        return Ready(image, round(dpi), Turn())
    width, height = round(image.width * scale), round(image.height * scale)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = (image.width - 1) / 2, (image.height - 1) / 2
    x, y = (width - 1) / 2, (height - 1) / 2
    a, b, d, e = cos / scale, -sin / scale, sin / scale, cos / scale
    c, f = across - a * x - b * y, down - d * x - e * y
    turned = image.transform(
        (width, height),
        Image.Transform.AFFINE,
        (a, b, c, d, e, f),
        Image.Resampling.BICUBIC,
        fillcolor=_WHITE,
    )
    points = POINTS_AN_INCH / dpi
    return Ready(
        turned,
        round(dpi * scale),
        Turn(cos, -sin, c * points, sin, cos, f * points),
    )

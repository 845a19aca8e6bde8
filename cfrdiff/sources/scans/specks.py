"""Specks on a scanned page, told from the dots of type by how much ink they hold.

Blurring and compressing spread a speck's ink and leave its amount as it was; its area they change.
Measured on GPO's pages: the stop of 8 point type holds 0.6 to 0.8 square points of ink, the dots
of leaders in 6 point type 0.35, a speck of one pixel at 200 dots an inch 0.13 or less.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from cfrdiff.sources.scans.words import POINTS_AN_INCH

Grey = npt.NDArray[np.uint8]

_WHITE = 255
# Darker than this is ink; darker than this, the grey about it.
INK, _HALO = 0.6, 0.8
# The ink of what is solid: lighter than so much of all ink is blurred.
_SOLID = 10  # percent
# In square points: less ink than any dot has, and less than that of a stop.
_SPECK, _FAINT = 0.3, 0.48
# A page has been specked where it has so many specks a square inch; there a faint dot that has
# nothing within so many points on either side is one as well.
_SPECKED, _ALONE = 1.0, 3.0


def without_specks(grey: Grey, dpi: float) -> Grey:
    """The picture with its specks painted over; the same picture where there are none."""
    inked = grey[grey < INK * _WHITE]
    if not len(inked):
        return grey
    solid = float(np.percentile(inked, _SOLID))
    names, count = ndimage.label(grey < _HALO * _WHITE, structure=np.ones((3, 3)))
    darkness = (_WHITE - grey.astype(np.float32)) / (_WHITE - solid)
    held = np.bincount(names.ravel(), weights=darkness.ravel(), minlength=count + 1)
    ink = np.asarray(held * (POINTS_AN_INCH / dpi) ** 2, dtype=np.float64)
    ink[0] = np.inf
    specks = ink < _SPECK
    if specks.sum() >= _SPECKED * grey.size / dpi**2:
        specks |= _alone(names, ink, dpi)
    return np.where(specks[names], np.uint8(_WHITE), grey) if specks.any() else grey


def _alone(
    names: npt.NDArray[np.int32], ink: npt.NDArray[np.float64], dpi: float
) -> npt.NDArray[np.bool_]:
    """Which faint dots have nothing larger beside them."""
    found = np.zeros(len(ink), dtype=bool)
    larger = (ink >= _FAINT)[names] & (names > 0)
    reach = round(_ALONE * dpi / POINTS_AN_INCH)
    boxes = ndimage.find_objects(names)
    for name in np.nonzero((ink >= _SPECK) & (ink < _FAINT))[0]:
        down, across = boxes[name - 1]
        beside = larger[
            max(down.start - reach, 0) : down.stop + reach,
            max(across.start - reach, 0) : across.stop + reach,
        ]
        found[name] = not beside.any()
    return found

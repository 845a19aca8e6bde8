"""Tesseract, run on one picture."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from cfrdiff.errors import SourceError
from cfrdiff.sources.scans.hocr import leaves_of
from cfrdiff.sources.scans.words import Leaf

if TYPE_CHECKING:
    from PIL import Image

ADVICE = "install Tesseract (Debian: apt-get install tesseract-ocr), or give text that OCR has made"
# Page segmentation of Tesseract's own: columns and blocks are found, the page is not turned.
WHOLE_PAGE = "3"


def available() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def recognised(image: Image.Image, dpi: int, path: str, layout: str = WHOLE_PAGE) -> Leaf:
    """The words on a grey picture, in points of that picture; `layout` is how Tesseract is to
    segment it.

    Raises SourceError where Tesseract is missing or fails.
    """
    if not available():
        raise SourceError(path, "the file has pages without text, only pictures", ADVICE)
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(dpi)]
    done = subprocess.run(
        [*command, "--psm", layout, "hocr"],
        input=_as_pgm(image),
        capture_output=True,
        check=False,
        # Its own threads slow each other down (its FAQ, "Can I increase speed of OCR?").
        env={"OMP_THREAD_LIMIT": "1", **os.environ},
    )
    if done.returncode:
        problem = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise SourceError(path, f"Tesseract failed ({problem})", ADVICE)
    pages = leaves_of(done.stdout.decode("utf-8"))
    return pages[0] if pages else Leaf((), 0.0, 0.0, 0.0)


def _as_pgm(image: Image.Image) -> bytes:
    """A grey picture as a portable graymap, which costs nothing to write and to read."""
    return b"P5 %d %d 255\n" % image.size + image.tobytes()

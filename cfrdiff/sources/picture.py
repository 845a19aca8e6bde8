"""Pictures of pages as files: TIFF, of one page or several, PNG and JPEG."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cfrdiff.deadlines import page_time
from cfrdiff.errors import SourceError
from cfrdiff.limits import check_pages
from cfrdiff.sources.lines import SourceText

if TYPE_CHECKING:
    from PIL import Image

    from cfrdiff.sources.scans.pictures import Picture
    from cfrdiff.sources.scans.words import Leaf

NAME = "picture"
_MARKS = (b"II*\x00", b"MM\x00*", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# A file that says it was scanned coarser or finer than this, in dots an inch, does not know; its
# page is taken for one so many inches high.
_COARSEST, _FINEST, _INCHES_HIGH = 72, 1200, 11


def sniff(data: bytes) -> float:
    """1 for the marks that such files begin with."""
    return 1.0 if data.startswith(_MARKS) else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read its pages through Tesseract. Raises SourceError where that is missing, and for a file
    that is damaged or shows no words.
    """
    from cfrdiff.sources.pdf.reading import read_leaves
    from cfrdiff.sources.scans.reading import leaf_of

    leaves: list[Leaf] = []
    for number, picture in enumerate(_pages(data, path), 1):
        check_pages(number, path)
        with page_time(path, number):
            leaves.append(leaf_of(picture, path))
    return read_leaves(leaves, path, sha256, NAME)


def _pages(data: bytes, path: str) -> Iterator[Picture]:
    from PIL import Image, ImageSequence

    from cfrdiff.sources.scans.pictures import Picture

    try:
        with Image.open(io.BytesIO(data)) as image:
            for page in ImageSequence.Iterator(image):
                with _whole_or_not_at_all():
                    grey = page.convert("L")
                yield Picture(grey, _dpi(page))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        problem = f"the picture is damaged ({' '.join(str(error).split())[:100]})"
        raise SourceError(path, problem, "scan the page again") from None


@contextmanager
def _whole_or_not_at_all() -> Iterator[None]:
    """Let Pillow raise where a picture is cut off, whatever else in the process told it not to
    (WeasyPrint does).
    """
    from PIL import ImageFile

    told = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = told


def _dpi(page: Image.Image) -> float:
    said = float(page.info.get("dpi", (0, 0))[0])
    return said if _COARSEST < said <= _FINEST else page.height / _INCHES_HIGH

"""hOCR: the HTML in which Tesseract and other engines write what they recognise."""

from __future__ import annotations

from cfrdiff.errors import SourceError
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.lines import SourceText

NAME = "hocr"
_TOP = 20_000
_AGAIN = "make it again"


def sniff(data: bytes) -> float:
    """0.95 where a page of recognised words opens near the beginning."""
    top = data[:_TOP]
    return 0.95 if b"ocr_page" in top and b"bbox" in top and b"<" in top else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read the words in their lines and columns. Raises SourceError where there are none."""
    from cfrdiff.sources.pdf.reading import read_leaves
    from cfrdiff.sources.scans.hocr import leaves_of
    from cfrdiff.sources.scans.reading import leaf_as_given

    try:
        leaves = leaves_of(decode(data, path).text)
    except ValueError:
        raise SourceError(path, "the hOCR is damaged: a box is not numbers", _AGAIN) from None
    return read_leaves([leaf_as_given(leaf) for leaf in leaves], path, sha256, NAME)

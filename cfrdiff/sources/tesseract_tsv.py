"""Tesseract's table of words, tab-separated."""

from __future__ import annotations

from cfrdiff.errors import SourceError
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.lines import SourceText

NAME = "tesseract-tsv"
_HEADER = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\t"


def sniff(data: bytes) -> float:
    """1 for the names of its columns in the first line."""
    return 1.0 if data.removeprefix(b"\xef\xbb\xbf").startswith(_HEADER) else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read the words in their lines and columns. Raises SourceError where there are none."""
    from cfrdiff.sources.pdf.reading import read_leaves
    from cfrdiff.sources.scans.reading import leaf_as_given
    from cfrdiff.sources.scans.tsv import leaves_of

    try:
        leaves = leaves_of(decode(data, path).text)
    except ValueError:
        raise SourceError(path, "the table is damaged: a number is none", "make it again") from None
    return read_leaves([leaf_as_given(leaf) for leaf in leaves], path, sha256, NAME)

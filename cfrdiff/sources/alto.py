"""ALTO: the XML in which libraries keep what engines recognise."""

from __future__ import annotations

from xml.etree.ElementTree import ParseError

from cfrdiff.errors import SourceError
from cfrdiff.sources import xml_lines
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.lines import SourceText
from cfrdiff.sources.xml_events import check

NAME = "alto"


def sniff(data: bytes) -> float:
    """0.95 for its root element."""
    root = xml_lines.root_of(data) or ""
    return 0.95 if root.rpartition(":")[2] == "ALTO" else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read the words in their lines and columns. Raises SourceError where there are none."""
    from cfrdiff.sources.pdf.reading import read_leaves
    from cfrdiff.sources.scans.alto import leaves_of
    from cfrdiff.sources.scans.reading import leaf_as_given

    check(decode(data, path).text, path)
    try:
        leaves = leaves_of(data)
    except (ParseError, ValueError):
        raise SourceError(path, "the ALTO is damaged", "make it again") from None
    return read_leaves([leaf_as_given(leaf) for leaf in leaves], path, sha256, NAME)

"""GPO's XML of the annual editions (CFRDOC, CFRGRANULE)."""

from __future__ import annotations

from cfrdiff.sources import xml_lines
from cfrdiff.sources.lines import SourceText

NAME = "gpo-xml"

_ROOTS = frozenset(
    ("CFRGRANULE", "CFRDOC", "PART", "SECTION", "SUBPART", "CHAPTER", "TITLE", "VOLUME")
)


def sniff(data: bytes) -> float:
    """0.9 for a root element of the annual editions, 0.3 for XML of another kind."""
    root = xml_lines.root_of(data)
    if root in _ROOTS:
        return 0.9
    return 0.3 if root is not None and xml_lines.declares_xml(data) else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read the file's printed paragraphs. Raises SourceError for what is no such XML."""
    return xml_lines.read(data, path, sha256, NAME)

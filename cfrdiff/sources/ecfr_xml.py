"""The eCFR's bulk XML (DLPSTEXTCLASS, with numbered DIVs for the divisions of a title)."""

from __future__ import annotations

from cfrdiff.sources import xml_lines
from cfrdiff.sources.lines import SourceText

NAME = "ecfr-xml"

_ROOTS = frozenset(("DLPSTEXTCLASS", "ECFR", "ECFRBRWS"))


def sniff(data: bytes) -> float:
    """0.9 for a root element of the eCFR's bulk data, or one of its divisions by itself."""
    root = xml_lines.root_of(data) or ""
    return 0.9 if root in _ROOTS or root.startswith("DIV") else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read the file's printed paragraphs. Raises SourceError for what is no such XML."""
    return xml_lines.read(data, path, sha256, NAME)

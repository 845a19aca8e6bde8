"""Plain text that OCR has made: as text, but any character may be misread."""

from __future__ import annotations

import re

import msgspec

from cfrdiff.sources import plain
from cfrdiff.sources.lines import SourceText

NAME = "ocr-text"

# What Tesseract and its like make of designations: "Gi)" and "@" for "(ii)" and "(i)", braces
# for brackets. Typed or extracted text has none of them at the beginning of a line; a whole
# "(G)" is a designation of any text. Nor has it noughts read as letters in the print shop's
# "PO 00000", or "Ch. I" with an upright stroke; nor another sign for that of a section, before a
# number and a subject.
_GARBLED = re.compile(
    rb"^[ \t]*(?:\(?G[ijvxlm]{1,4}\)|G\)|\(?@\)?|\([|!]\)|\{\w{1,4}[)}]|\(\w{1,4}[}\]]) "
    rb"|\bPO ?O+0{2}|\bCFR Ch\. [|l]"
    rb"|^[ \t]*(?:[$S&?]|\xc2\xa7[$S&?]|\xc2\xa7\xe2\x80\x99) ?\d{1,4}\.\d{1,4} +[A-Z][a-z]",
    re.MULTILINE,
)


def sniff(data: bytes) -> float:
    """0.3, above plain text, where labels are garbled as only OCR does it."""
    return 0.3 if _GARBLED.search(data[:1_000_000]) else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read OCR's plain text. Raises SourceError for empty or binary data."""
    lines = plain.read(data, path, sha256)
    return msgspec.structs.replace(lines, format=NAME, exact=False)

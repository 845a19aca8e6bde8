"""The report's formats, by the suffix of the file it is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Edition
from cfrdiff.reports.html import html_report

Write = Callable[[ChangeSet, Edition, Edition], bytes]

FORMATS: Mapping[str, Write] = {
    ".html": html_report,
}


def format_of(file: str) -> str | None:
    """The suffix of a file's name if it is that of a format, in small letters."""
    suffix = PurePath(file).suffix.lower()
    return suffix if suffix in FORMATS else None

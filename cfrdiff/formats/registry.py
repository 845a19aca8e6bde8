"""The report's formats, by the suffix of the file it is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cfrdiff.changes.model import ChangeSet
from cfrdiff.formats.akoma_ntoso import akoma_ntoso
from cfrdiff.formats.docx import docx_report
from cfrdiff.formats.html import html_report
from cfrdiff.formats.markdown import markdown_report
from cfrdiff.formats.tables import csv_of, json_lines_of, parquet_of, workbook
from cfrdiff.formats.text import plain_report
from cfrdiff.model import Edition

Write = Callable[[ChangeSet, Edition, Edition], bytes]

FORMATS: Mapping[str, Write] = {
    ".html": html_report,
    ".docx": docx_report,
    ".md": markdown_report,
    ".txt": plain_report,
    ".csv": csv_of("changes"),
    ".edits.csv": csv_of("edits"),
    ".jsonl": json_lines_of("changes"),
    ".edits.jsonl": json_lines_of("edits"),
    ".parquet": parquet_of("changes"),
    ".edits.parquet": parquet_of("edits"),
    ".xlsx": workbook,
    ".akn": akoma_ntoso,
    ".akn.xml": akoma_ntoso,
}


def format_of(file: str) -> str | None:
    """The longest suffix of a file's name that is that of a format, in small letters."""
    name = file.lower()
    found = [suffix for suffix in FORMATS if name.endswith(suffix)]
    return max(found, key=len, default=None)

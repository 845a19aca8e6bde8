"""Which suffix of a file is which format, and what writes it: the only place that knows.

A format is one module or folder here with a function from what it shows to bytes. It is imported
when a file of its kind is asked for.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from cfrdiff.errors import CfrdiffError

if TYPE_CHECKING:
    from cfrdiff.history import History
    from cfrdiff.model import Edition
    from cfrdiff.views.report import Report


def _written(module: str, name: str, shown: Any, **given: str) -> bytes:
    """What a function of a format's module makes of what it shows."""
    write: Callable[..., bytes] = getattr(importlib.import_module(module), name)
    return write(shown, **given)


def _by(module: str, name: str, **given: str) -> Callable[[Any], bytes]:
    return partial(_written, f"cfrdiff.formats.{module}", name, **given)


_TABLE_FILES = {".csv": "csv_table", ".jsonl": "json_lines", ".parquet": "parquet_table"}
# What changed between two editions.
FORMATS: Mapping[str, Callable[[Report], bytes]] = {
    ".html": _by("html", "html_report"),
    ".pdf": _by("pdf", "pdf_report"),
    ".docx": _by("docx", "docx_report"),
    ".md": _by("markdown", "markdown_report"),
    ".txt": _by("text", "plain_report"),
    ".json": _by("json", "change_set_json"),
    ".feed.json": _by("json_feed", "json_feed"),
    **{
        f"{'' if table == 'changes' else '.' + table}{suffix}": _by("tables", write, table=table)
        for suffix, write in _TABLE_FILES.items()
        for table in ("changes", "edits", "paragraphs", "blocks", "sections")
    },
    ".xlsx": _by("workbook", "workbook"),
    ".akn": _by("akoma_ntoso", "akoma_ntoso"),
    ".akn.xml": _by("akoma_ntoso", "akoma_ntoso"),
}
# One edition.
OF_AN_EDITION: Mapping[str, Callable[[Edition], bytes]] = {
    ".json": _by("json", "edition_json"),
    ".txt": _by("text", "plain_outline"),
}
# The paragraphs of one section, or of several, through editions.
OF_HISTORIES: Mapping[str, Callable[[list[History]], bytes]] = {
    ".svg": _by("svg", "histories_svg"),
    ".json": _by("json", "histories_json"),
    ".txt": _by("text", "plain_timelines"),
}


def format_of(file: str, known: Collection[str] = FORMATS) -> str | None:
    """The longest suffix of a file's name that is that of a format, in small letters."""
    name = file.lower()
    found = [suffix for suffix in known if name.endswith(suffix)]
    return max(found, key=len, default=None)


def asked_format(file: str, known: Collection[str]) -> str | None:
    """The same; None for a name without a suffix, such as that of a pipe.

    Raises CfrdiffError for a suffix that says nothing here.
    """
    suffix = format_of(file, known)
    if suffix is None and os.path.splitext(file)[1]:
        raise CfrdiffError(
            f"{file}: the suffix says no format; name a file that ends in {', '.join(known)}"
        )
    return suffix

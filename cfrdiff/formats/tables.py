"""The tables of a change set as files: CSV, JSON Lines and Parquet.

JSON Lines and Parquet hold the text as it is. CSV is opened by people: there, what is not seen is
shown as a sign, and nothing is taken for a formula.
"""

from __future__ import annotations

import csv
import io

import msgspec

from cfrdiff.changes.tables import (
    Name,
    Value,
    arrow_table,
    stacked_columns,
    stacked_rows,
)
from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.formulas import guarded
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

EXTRA = "this format needs a package that is not installed; pip install 'cfrdiff[tables]'"


def csv_table(report: Report, table: Name) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8 with a byte-order mark, which Excel needs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([one.name for one in stacked_columns(table)])
    for row in stacked_rows(report.changes, table):
        writer.writerow([_harmless(value) for value in row.values()])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    return guarded(visible(value)) if isinstance(value, str) else value


def json_lines(report: Report, table: Name) -> bytes:
    """A table as JSON Lines: an object a row."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in stacked_rows(report.changes, table))


def parquet_table(report: Report, table: Name) -> bytes:
    """A table as Parquet. Raises CfrdiffError where arro3 is not installed."""
    try:
        from arro3.io import write_parquet
    except ImportError:
        raise CfrdiffError(EXTRA) from None
    out = io.BytesIO()
    write_parquet(arrow_table(report.changes, table), out)
    return out.getvalue()

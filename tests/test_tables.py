"""The tables of a change set: documented columns, and every format read back by what reads it."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_docx import hostile
from test_structure import edition_of

import cfrdiff
from cfrdiff.api import read_both
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.changes.tables import (
    Name,
    arrow_table,
    columns,
    comparison,
    rows,
    stacked_columns,
    stacked_rows,
)
from cfrdiff.errors import NotFoundError
from cfrdiff.formats import FORMATS
from cfrdiff.formats.formulas import guarded, unguarded
from cfrdiff.model import Edition
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

TABLES: tuple[Name, ...] = ("changes", "edits")
PYTHON = {"text": str, "integer": int, "number": float}
Rows = list[list[Any]]


def corpus() -> tuple[Edition, Edition]:
    return read_both("19-cfr-163-customs-service", "19-cfr-163-2012")


def dangerous() -> tuple[Edition, Edition]:
    old, new = hostile((0, 1, 2)), hostile((2, 1, 0))
    return old, Edition.from_json(new.to_json().replace(b"right to left", b"=left to right"))


@pytest.fixture(params=[corpus, dangerous])
def editions(request: pytest.FixtureRequest) -> tuple[Edition, Edition]:
    both: tuple[Edition, Edition] = request.param()
    return both


def written(editions: tuple[Edition, Edition], suffix: str) -> tuple[ChangeSet, bytes]:
    changes = diff_editions(*editions)
    return changes, FORMATS[suffix](Report(changes, *editions))


def expected(changes: ChangeSet, table: Name) -> Rows:
    return [list(row.values()) for row in stacked_rows(changes, table)]


def shown(made: Rows) -> Rows:
    """As CSV and Excel have it: what is not seen as a sign."""
    return [[visible(value) if isinstance(value, str) else value for value in row] for row in made]


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_as_documented(table: Name, editions: tuple[Edition, Edition]) -> None:
    documented = stacked_columns(table)
    made = stacked_rows(diff_editions(*editions), table)
    assert made
    for row in made:
        assert list(row) == [one.name for one in documented]
        for one in documented:
            value = row[one.name]
            assert isinstance(value, PYTHON[one.type]) or (
                value is None and one.missing and "missing" in one.meaning
            )


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented_in_a_sentence(table: Name) -> None:
    assert all(one.meaning.endswith((".", "…")) for one in stacked_columns(table))
    names = [one.name for one in stacked_columns(table)]
    assert len(set(names)) == len(names)


def test_there_is_no_other_table() -> None:
    with pytest.raises(
        NotFoundError, match="there are changes, edits, paragraphs, blocks, sections"
    ):
        columns("rows")


def test_one_row_a_change_and_one_an_edit() -> None:
    changes = diff_editions(*corpus())
    told = [one.id for one in changes.changes if one.kind != "not-covered"]
    assert len(told) < len(changes.changes)
    told += [one.id for one in changes.blocks]
    told += [one.id for one in changes.sections]
    assert [row["change"] for row in rows(changes, "changes")] == told
    edits = [one.edits for one in changes.changes] + [one.edits for one in changes.blocks]
    assert len(rows(changes, "edits")) == sum(map(len, edits))


def test_a_table_and_a_section_are_rows_like_any_change() -> None:
    one = """§ 12.3 Fees.

(a) The fee is due when the entry is filed at the port.

§ 12.4 Books.

(a) The books of account are open to inspection at all times.
"""
    other = one.replace("Fees.", "Fees and charges.").replace("12.4 Books", "12.8 Books")
    other += "\n§ 12.9 Penalties.\n\nA penalty is assessed for each record not produced in time.\n"
    changes = diff_editions(edition_of(one), edition_of(other))
    names = ("what", "kind", "significance", "before_section", "after_section", "after_text")
    found = [tuple(row[name] for name in names) for row in rows(changes, "changes")]
    assert found[-3:] == [
        ("section-heading", "revised", "substantive", "12.3", "12.3", "Fees and charges."),
        ("section", "redesignated", "editorial", "12.4", "12.8", ""),
        ("section", "added", "substantive", "", "12.9", ""),
    ]
    assert rows(changes, "changes")[-1]["after_heading"] == "Penalties."
    (edit,) = [row for row in rows(changes, "edits") if row["what"] == "section-heading"]
    assert (edit["field"], edit["category"], edit["after"]) == (
        "heading",
        "heading",
        " and charges",
    )


def test_what_is_never_missing_is_told_so() -> None:
    schema = arrow_table(diff_editions(*corpus())).schema
    nullable = [name for name in schema.names if schema.field(name).nullable]
    assert nullable == [one.name for one in stacked_columns("changes") if one.missing]
    assert "edits" not in nullable
    assert "before_page" in nullable


def test_what_looks_like_an_escape_of_excel_is_text() -> None:
    old = cfrdiff.read("19-cfr-163-2012")
    new = Edition.from_json(old.to_json().replace(b"An application", b"_x0041_ and _x_", 1))
    book = zipfile.ZipFile(io.BytesIO(written((old, new), ".xlsx")[1]))
    for name in ("sheet1", "sheet2"):
        sheet = book.read(f"xl/worksheets/{name}.xml").decode()
        assert "_x005F_x0041_ and _x_" in sheet
        assert not re.search("[^F]_x0041_", sheet)


def of_pandas(frame: pd.DataFrame) -> Rows:
    return [
        [None if pd.isna(value) else value for value in row]
        for row in frame.astype(object).itertuples(index=False, name=None)
    ]


def of_duckdb(query: str) -> tuple[list[str], Rows]:
    with duckdb.connect() as base:
        found = base.sql(query)
        return found.columns, [list(row) for row in found.fetchall()]


@pytest.mark.parametrize("table", TABLES)
def test_arrow(table: Name, editions: tuple[Edition, Edition]) -> None:
    changes = diff_editions(*editions)
    arrow = arrow_table(changes, table)
    names = [one.name for one in stacked_columns(table)]
    polars = pl.DataFrame(arrow)
    assert polars.columns == names
    assert [list(row) for row in polars.rows()] == expected(changes, table)
    assert of_pandas(pd.DataFrame.from_arrow(arrow)) == expected(changes, table)
    with duckdb.connect() as base:
        assert [list(row) for row in base.sql("from arrow").fetchall()] == expected(changes, table)
    meanings = [arrow.schema.field(name).metadata_str["meaning"] for name in names]
    assert meanings == [one.meaning for one in stacked_columns(table)]


@pytest.mark.parametrize("table", TABLES)
def test_parquet(table: Name, editions: tuple[Edition, Edition], tmp_path: Path) -> None:
    suffix = ".parquet" if table == "changes" else ".edits.parquet"
    changes, data = written(editions, suffix)
    file = tmp_path / "table.parquet"
    file.write_bytes(data)
    assert [list(row) for row in pl.read_parquet(file).rows()] == expected(changes, table)
    assert of_pandas(pd.read_parquet(file)) == expected(changes, table)
    names, found = of_duckdb(f"from read_parquet('{file}')")
    assert found == expected(changes, table)
    assert names == [one.name for one in stacked_columns(table)]


@pytest.mark.parametrize("table", TABLES)
def test_json_lines(table: Name, editions: tuple[Edition, Edition], tmp_path: Path) -> None:
    suffix = ".jsonl" if table == "changes" else ".edits.jsonl"
    changes, data = written(editions, suffix)
    file = tmp_path / "table.jsonl"
    file.write_bytes(data)
    assert [list(json.loads(line).values()) for line in data.splitlines()] == expected(
        changes, table
    )
    assert [list(row) for row in pl.read_ndjson(file, schema=of_polars(table)).rows()] == expected(
        changes, table
    )
    text = {one.name: "str" for one in stacked_columns(table) if one.type == "text"}
    assert of_pandas(pd.read_json(file, lines=True, dtype=text, precise_float=True)) == expected(
        changes, table
    )
    types = ", ".join(f"'{one.name}': '{DUCK[one.type]}'" for one in stacked_columns(table))
    _, found = of_duckdb(f"from read_json('{file}', columns={{{types}}})")
    assert found == expected(changes, table)


DUCK = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"}
POLARS: dict[str, Any] = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64}


def of_polars(table: Name) -> dict[str, Any]:
    return {one.name: POLARS[one.type] for one in stacked_columns(table)}


def plainly(made: Rows, table: Name) -> Rows:
    """CSV has no nulls: a text that a reader takes for one is empty; guards are taken off."""
    text = [one.type == "text" for one in stacked_columns(table)]
    return [
        [
            unguarded(value or "") if is_text else value
            for value, is_text in zip(row, text, strict=True)
        ]
        for row in made
    ]


@pytest.mark.parametrize("table", TABLES)
def test_csv(table: Name, editions: tuple[Edition, Edition], tmp_path: Path) -> None:
    suffix = ".csv" if table == "changes" else ".edits.csv"
    changes, data = written(editions, suffix)
    file = tmp_path / "table.csv"
    file.write_bytes(data)
    held = stacked_columns(table)
    wanted = shown(expected(changes, table))
    polars = pl.read_csv(file, schema=of_polars(table))
    assert plainly([list(row) for row in polars.rows()], table) == wanted
    types = {
        one.name: {"text": "str", "integer": "Int64", "number": "float"}[one.type] for one in held
    }
    pandas = pd.read_csv(
        file,
        dtype=types,
        keep_default_na=False,
        na_values={n: [""] for n, t in types.items() if t != "str"},
    )
    assert list(pandas.columns) == [one.name for one in held]
    assert plainly(of_pandas(pandas), table) == wanted
    said = ", ".join(f"'{one.name}': '{DUCK[one.type]}'" for one in held)
    _, found = of_duckdb(f"from read_csv('{file}', header=true, columns={{{said}}})")
    assert plainly(found, table) == wanted


def test_excel(editions: tuple[Edition, Edition]) -> None:
    changes, data = written(editions, ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["review", "changes", "edits", "about", "columns"]
    for table in TABLES:
        heads, *lines = book[table].iter_rows(values_only=True)
        held = stacked_columns(table)
        assert list(heads) == [one.name for one in held]
        # An empty cell and an empty text are one in Excel.
        found = [
            [
                "" if value is None and one.type == "text" else value
                for value, one in zip(line, held, strict=True)
            ]
            for line in lines
        ]
        assert found == shown(expected(changes, table))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    documented = list(book["columns"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert documented == [(table, one.name) for table in TABLES for one in stacked_columns(table)]


def test_what_looks_like_a_formula_is_text() -> None:
    _, data = written(dangerous(), ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    texts = [cell for row in book["changes"].iter_rows() for cell in row if cell.data_type == "s"]
    formulas = [cell for cell in texts if str(cell.value).startswith(("=", "@", "-", "+"))]
    assert len(formulas) > 2
    assert all(cell.quotePrefix for cell in formulas)
    lines = written(dangerous(), ".csv")[1].decode("utf-8-sig")
    assert "'=HYPERLINK" in lines
    assert ",=HYPERLINK" not in lines
    assert ',"=HYPERLINK' not in lines


@given(st.text(alphabet="'=+-@\t\r\n a", max_size=6))
def test_guards_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_text_longer_than_a_cell_says_so() -> None:
    old = cfrdiff.read("19-cfr-163-2012")
    long = Edition.from_json(old.to_json().replace(b"An application", b"word " * 9000, 1))
    book = openpyxl.load_workbook(io.BytesIO(written((old, long), ".xlsx")[1]))
    longest = max(len(str(c.value)) for row in book["changes"].iter_rows() for c in row)
    assert longest == 32_767


def test_rows_of_one_table_can_be_counted() -> None:
    changes = diff_editions(*corpus())
    counted = Counter(row["kind"] for row in rows(changes, "paragraphs"))
    summary = msgspec.to_builtins(changes.summary)
    del summary["not-covered"]
    assert counted == Counter({kind: n for kind, n in summary.items() if n})
    assert len(rows(changes, "blocks")) == len(changes.blocks) > 0
    assert len(rows(changes, "sections")) == len(changes.sections)


def test_tables_of_several_comparisons_can_be_stacked(tmp_path: Path) -> None:
    names = ["19-cfr-163-customs-service", "19-cfr-163-2012", "19-cfr-163-2019"]
    made = [cfrdiff.diff(*pair) for pair in pairwise(names)]
    frames = [pl.DataFrame(arrow_table(one, "paragraphs")) for one in made]
    stacked = pl.concat(frames)
    for one in made:
        own = stacked.filter(
            (pl.col("before_sha256") == one.before.source.sha256)
            & (pl.col("after_sha256") == one.after.source.sha256)
        )
        assert (own["kind"] == "revised").sum() == one.summary.revised
    assert set(stacked["title"]) == {19}
    assert set(stacked["part"]) == {"163"}
    assert set(stacked["after_date"]) == {"2012-04-01", "2019-04-01"}
    for i, one in enumerate(made):
        report = Report(one, one.before, one.after)
        (tmp_path / f"{i}.parquet").write_bytes(FORMATS[".paragraphs.parquet"](report))
    query = f"from read_parquet('{tmp_path}/*.parquet') select count(*) where kind = 'revised'"
    assert of_duckdb(query)[1] == [[sum(one.summary.revised for one in made)]]
    frame = pd.concat([pd.read_parquet(tmp_path / f"{i}.parquet") for i in range(2)])
    assert (frame["kind"] == "revised").sum() == sum(one.summary.revised for one in made)
    held = pq.read_schema(tmp_path / "0.parquet").metadata
    assert held[b"before_sha256"].decode() == comparison(made[0])["before_sha256"]
    assert held[b"version"].decode() == cfrdiff.__version__


def test_the_part_is_that_of_the_row() -> None:
    one = "§ 12.3 Fees.\n\n(a) The fee is due.\n\n§ 13.4 Books.\n\n(a) Books are open.\n"
    other = one.replace("due", "payable").replace("open", "closed")
    made = stacked_rows(diff_editions(edition_of(one), edition_of(other)), "paragraphs")
    assert [row["part"] for row in made] == ["12", "13"]


def test_the_list_in_excel_shows_words_struck_and_inserted() -> None:
    changes, data = written(corpus(), ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    heads, *lines = book["review"].iter_rows(values_only=True)
    assert heads[:4] == ("place", "what became of it", "weight", "words")
    assert heads[-3:] == ("owner", "status", "note")
    (words,) = [line[3] for line in lines if line[0] == "§ 163.12(c)(1)"]
    runs = [(run.text, bool(run.font.strike)) for run in words if not isinstance(run, str)]
    assert ("Miami", True) in runs
    assert ("Charlotte", False) in runs
    told = [one for one in changes.changes if one.kind not in ("unchanged", "not-covered")]
    assert len(lines) >= len(told)
    assert book["review"].page_setup.orientation == "landscape"
    assert book["review"].print_title_rows == "$1:$1"


def test_the_same_comparison_is_the_same_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(corpus(), ".xlsx")[1]
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert written(corpus(), ".xlsx")[1] == first
    assert b"2000" not in zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml")

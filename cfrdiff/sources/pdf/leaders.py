"""Tables without rules: amounts at the right edge of a column, led to by dots.

    Articles taxable under Sec-
      tion 4181 .......................  $100,000
    Local advertising charges .........     3,000
                                      -----------
        Total charges .................   103,000

The words of a row may take several lines, all of which end before the amounts; text goes on over
the place where amounts stand. So a table goes as far as no line does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.model import TableRow
from cfrdiff.sources.pdf.cells import row_lines
from cfrdiff.sources.pdf.rows import Row, usual_pitch
from cfrdiff.sources.pdf.runs import Run

_DOTS = re.compile(r"(?:(?<!\s)\s*+|(?<=\s))(?:\. ?){4,}\s*+")
_SOME_DOTS = "...."
# What dots lead to ends within so many points of where other amounts do.
_ALIGNED = 3.0
# One amount is at most so many ems wider than another.
_WIDER = 5.0
# The width of a figure, in ems, where a run does not say where one begins.
_FIGURE = 0.55
# Words end at least so many ems before the amounts.
_APART = 0.5
# White space above a table: more than the usual step between lines.
_GAP = 1.12
# A table has at least so many rows with dots.
_LEAST_ROWS = 2
# The words of one row take no more lines than this.
_MOST_LINES = 14


class _Entry(msgspec.Struct, frozen=True):
    """A printed line of a table: its words, and the amount they lead to."""

    words: tuple[Run, ...]
    amount: tuple[Run, ...]


def in_leaders(rows: Sequence[Row], first_table: int) -> Iterator[Row | int]:
    """The rows of a column with those of tables as the lines of their cells.

    Tables are numbered from `first_table`; behind the rows of each its number is given.
    """
    if not any(_SOME_DOTS in run.text for row in rows for run in row.runs):
        yield from rows
        return
    step = _GAP * usual_pitch(rows)
    at = 0
    while at < len(rows):
        end = _end(rows, at) if _may_begin(rows, at, step) else None
        if end is None:
            yield rows[at]
            at += 1
            continue
        yield from _set(rows[at:end], first_table)
        yield first_table
        first_table += 1
        at = end


def _end(rows: Sequence[Row], at: int) -> int | None:
    """Where the table ends that begins with a row, None where none does."""
    lead = next(
        (i for i in range(at, min(at + _MOST_LINES, len(rows))) if _entry(rows[i], None)), None
    )
    if lead is None:
        return None
    entry = _entry(rows[lead], None)
    assert entry is not None
    left, right = entry.amount[0].x0, rows[lead].x1
    if not all(_is_narrow(row, left) or _is_of_table(row, left, right) for row in rows[at:lead]):
        return None
    end, count = lead + 1, 1
    for i in range(lead + 1, len(rows)):
        row = rows[i]
        if _is_of_table(row, left, right):
            end, count = i + 1, count + 1
        elif not _is_narrow(row, left) or i - end >= _MOST_LINES:
            break
    return end if count >= _LEAST_ROWS else None


def _may_begin(rows: Sequence[Row], at: int, step: float) -> bool:
    """Whether a table may begin here: below white space, or with a line that has dots."""
    if at == 0 or rows[at].baseline - rows[at - 1].baseline > step:
        return True
    return _entry(rows[at], None) is not None


def _is_of_table(row: Row, left: float, right: float) -> bool:
    """Whether a row has an amount that ends where the others do."""
    return abs(row.x1 - right) <= _ALIGNED and _entry(row, left - _WIDER * row.size) is not None


def _is_narrow(row: Row, left: float) -> bool:
    return row.x1 < left - _APART * row.size


def _entry(row: Row, left: float | None) -> _Entry | None:
    """A row cut at its dots, or before what stands alone behind `left`; None without either."""
    for i, run in enumerate(row.runs):
        if _SOME_DOTS not in run.text:
            continue
        dots = list(_DOTS.finditer(run.text))
        if not dots:
            continue
        behind = run.text[dots[-1].end() :]
        amount = row.runs[i + 1 :]
        if behind.strip():
            x0 = run.x1 - _FIGURE * run.size * len(behind.strip())
            amount = (msgspec.structs.replace(run, text=behind, x0=x0), *amount)
        words = run.text[: dots[-1].start()]
        kept = (msgspec.structs.replace(run, text=words),) if words.strip() else ()
        if amount and (kept or i):
            return _Entry((*row.runs[:i], *kept), amount)
    if left is None:
        return None
    at = next((i for i, run in enumerate(row.runs) if run.x0 >= left), None)
    if not at or row.runs[at].x0 - row.runs[at - 1].x1 < _APART * row.size:
        return None
    return _Entry(row.runs[:at], row.runs[at:])


def _set(rows: Sequence[Row], table: int) -> Iterator[Row]:
    """The rows of a table as the lines of its cells."""
    entries = [_entry(row, None) for row in rows]
    left = min(entry.amount[0].x0 for entry in entries if entry is not None)
    left -= _WIDER * rows[0].size
    words: list[tuple[Run, ...]] = []
    for row in rows:
        entry = _entry(row, left) or _Entry(row.runs, ())
        if all(_DOTS.fullmatch(run.text) for run in entry.amount):
            entry = _Entry(entry.words, ())
        words.append(entry.words)
        if entry.amount or _closes(entry.words):
            columns = (0, 1) if entry.amount else (0,)
            cells = [words, [entry.amount]] if entry.amount else [words]
            yield from row_lines(TableRow(table, columns, ()), cells, row)
            words = []
    if words:
        yield from row_lines(TableRow(table, (0,), ()), [words], rows[-1])


def _closes(words: Sequence[Run]) -> bool:
    """Whether a line of words heads the rows below it."""
    return bool(words) and words[-1].text.rstrip().endswith(":")

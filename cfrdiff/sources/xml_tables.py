"""Where the cells of a table stand: GPO's GPOTABLE, and the TABLE of HTML in the eCFR."""

from __future__ import annotations

import re
from collections import defaultdict

from cfrdiff.model import TableRow

TABLES = ("GPOTABLE", "TABLE")
CELLS = frozenset(("ENT", "TD", "TH", "CHED"))
_HEADS = frozenset(("CHED", "TH"))
_NUMBER = re.compile(r"\d{1,9}")
# No table has more columns or rows; a larger number is a slip that would cost much.
_MOST = 1_000
_FIRST_ACROSS = 20


class TableRows:
    """Follows the tables of a file and says of each line what it is in one."""

    def __init__(self) -> None:
        self._table = 0
        self._heads = 0  # rows of column heads that the table has had
        self._held: dict[int, int] = {}  # columns that a cell above reaches down to, and how far
        self._clear()

    def _clear(self) -> None:
        self._columns: list[int] = []
        self._levels: list[int] = []
        self._spans: list[int] = []
        self._indent = 0
        self._next = 0
        self._reaching: dict[int, int] = defaultdict(int)

    @property
    def is_in_row(self) -> bool:
        """Whether the line has had a cell."""
        return bool(self._columns)

    def begin_table(self) -> None:
        """A table begins."""
        self._table += 1
        self._heads, self._held = 0, {}

    def begin_cell(self, name: str, attributes: dict[str, str]) -> None:
        """A cell begins: CHED with its level (H), ENT with the further columns it takes (A) and, as
        the first of its row, how it is set in (I), TD and TH with the columns they take (COLSPAN)
        and the rows they reach down (ROWSPAN).
        """
        given = {key.upper(): value for key, value in attributes.items()}
        if name == "CHED":
            self._begin_head(_number(given.get("H"), 1))
            return
        while self._next < _MOST and self._held.get(self._next):
            self._next += 1
        self._columns.append(self._next)
        self._levels.append(self._heads + 1 if name in _HEADS else 0)
        width = (
            _number(given.get("A"), 0) + 1 if name == "ENT" else _number(given.get("COLSPAN"), 1)
        )
        width = min(width, max(_MOST - self._next, 1))
        if name == "ENT" and not self._spans:
            self._indent = _indent(_number(given.get("I"), 1))
        self._spans.append(width)
        for column in range(self._next, self._next + width):
            self._reaching[column] = _number(given.get("ROWSPAN"), 1)
        self._next += width

    def _begin_head(self, level: int) -> None:
        """A column head of GPO's: those of a lower level stand below the one before them."""
        if self._levels and level <= self._levels[-1]:
            self._next += 1
        self._columns.append(self._next)
        self._levels.append(level)

    def end_line(self) -> TableRow:
        """What the line that ends is in its table."""
        is_head = bool(self._levels) and all(self._levels)
        row = TableRow(
            self._table,
            tuple(self._columns),
            tuple(self._levels) if is_head else (),
            tuple(self._spans) if any(width != 1 for width in self._spans) else (),
            self._indent,
        )
        self.drop_line()
        self._heads += is_head
        return row

    def drop_line(self) -> None:
        """The line ends, and was none or is no line of a table."""
        if not self._columns:
            return  # it has had no cell, so there is nothing to clear
        rows = self._held
        self._held = {c: n - 1 for c, n in rows.items() if n > 1}
        self._held |= {c: n - 1 for c, n in self._reaching.items() if n > 1}
        self._clear()


def _number(value: str | None, missing: int) -> int:
    """The number in an attribute such as ``1``, ``L01`` or ``2``."""
    found = _NUMBER.search(value or "")
    return min(int(found[0]), _MOST) if found else missing


def _indent(code: int) -> int:
    """How far GPO's code I sets a row in: 01, and 11 without leaders, begin at the edge, 02 and 12
    under such a row, and so on; those from 20 on head rows across the table.
    """
    return max(0, code % 10 - 1) if code < _FIRST_ACROSS else 0

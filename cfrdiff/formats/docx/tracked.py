"""Marked lines as paragraphs with tracked changes (ECMA-376, part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from cfrdiff.formats.docx.elements import element, run
from cfrdiff.formats.docx.line_ends import Look, apart, arranged, look
from cfrdiff.formats.docx.move_ranges import BEFORE_ALL, MoveRanges, Place, move_ranges
from cfrdiff.views.marked import Line, Run
from cfrdiff.views.marked_words import Op

_AUTHOR = "cfrdiff"
_INDENT = 360  # twentieths of a point a level, a quarter of an inch
_MARKS: dict[Op, str] = {"ins": "ins", "del": "del", "from": "moveFrom", "to": "moveTo"}
_NO_DATE = "1900-01-01T00:00:00Z"


class Tracker:
    """Numbers and signs the changes of one document.

    The author is the program: it compared, and nobody is said to have written the change. `date`
    (ISO) is the newer edition's: when the text came to be so, not when it was compared, so that
    the same files always give the same document. Without it a change bears no date, save where
    one is demanded, which is then the first that Word knows, 1900-01-01.

    What only one file reaches is signed by `only_before` or `only_after`, so that a word
    processor shows it in another colour and can leave it out.
    """

    def __init__(self, date: str | None, only_before: str, only_after: str) -> None:
        self._ids = count(1)
        self._date = {"date": f"{date}T00:00:00Z"} if date else {}
        # The standard demands a date where a move begins.
        self._demanded = self._date or {"date": _NO_DATE}
        # By it LibreOffice tells from its neighbour what it would take for one change with it.
        self._another = {"date": f"{date}T00:02:00Z" if date else _NO_DATE}
        self._only = {"del": only_before, "ins": only_after}

    def body(self, lines: Sequence[Line], behind: Look) -> Iterator[Any]:
        """The paragraphs, and what stands between them: the ends of moves. `behind` is the look
        of what follows.
        """
        lines = arranged(lines, behind)
        ranges = move_ranges(lines)
        separate = apart(lines)
        for i, line in enumerate(lines):
            paragraph = element("p", self._properties(line))
            paragraph.extend(self._starts(ranges, (i, BEFORE_ALL)))
            for k, one in enumerate(line.runs):
                date = self._date
                if i in separate and k == len(line.runs) - 1:
                    date = self._another
                paragraph.extend(self._starts(ranges, (i, k)))
                paragraph.append(self._run(one, line, date))
                paragraph.extend(self._ends(ranges, (i, k)))
            paragraph.extend(self._starts(ranges, (i, len(line.runs))))
            yield paragraph
            yield from self._ends(ranges, (i, len(line.runs)))

    def _properties(self, line: Line) -> Any:
        style, depth = look(line)
        mark = None
        if line.end != "same":
            signed = self._signed(line.end, line.gap, self._date)
            mark = element("rPr", element(_MARKS[line.end], **signed))
        return element(
            "pPr",
            element("pStyle", val=style) if style else None,
            element("ind", left=_INDENT * depth) if depth else None,
            mark,
        )

    def _run(self, one: Run, line: Line, date: dict[str, str]) -> Any:
        properties = []
        if one.role == "heading" and line.kind == "paragraph":
            properties.append(element("i"))
        if one.op == "same":
            return run(one.text, *properties)
        words = run(one.text, *properties, deleted=one.op == "del")
        return element(_MARKS[one.op], words, **self._signed(one.op, one.gap, date))

    def _signed(self, op: Op, gap: bool, date: dict[str, str]) -> dict[str, Any]:
        author = self._only.get(op, _AUTHOR) if gap else _AUTHOR
        return {"id": next(self._ids), "author": author, **date}

    def _starts(self, ranges: MoveRanges, place: Place) -> Iterator[Any]:
        for kind, move in ranges.starts.get(place, ()):
            yield element(
                f"{_MARKS[kind]}RangeStart",
                id=_number(kind, move),
                name=f"move{move + 1}",
                author=_AUTHOR,
                **self._demanded,
            )

    def _ends(self, ranges: MoveRanges, place: Place) -> Iterator[Any]:
        for kind, move in ranges.ends.get(place, ()):
            yield element(f"{_MARKS[kind]}RangeEnd", id=_number(kind, move))


def _number(kind: Op, move: int) -> int:
    """The number of one end of a move, beyond those of single changes: none is given twice."""
    return 10_000_000 + 2 * move + (kind == "to")

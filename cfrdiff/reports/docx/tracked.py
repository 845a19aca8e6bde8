"""Marked lines as paragraphs with tracked changes (ECMA-376, part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import msgspec

from cfrdiff.reports.docx.elements import element, run
from cfrdiff.reports.redline import Line, Op, Run

_AUTHOR = "cfrdiff"
_INDENT = 360  # twentieths of a point a level, a quarter of an inch
_MARKS: dict[Op, str] = {"ins": "ins", "del": "del", "from": "moveFrom", "to": "moveTo"}


class Tracker:
    """Numbers and signs the changes of one document.

    `date` (ISO) is the newer edition's: when the text came to be so, not when it was compared.
    What only one file reaches is signed by `only_before` or `only_after`, so that a word
    processor shows it in another colour and can leave it out.
    """

    def __init__(self, date: str | None, only_before: str, only_after: str) -> None:
        self._ids = count(1)
        self._date = {"date": f"{date}T00:00:00Z"} if date else {}
        self._only = {"del": only_before, "ins": only_after}

    def body(self, lines: Sequence[Line]) -> Iterator[Any]:
        """The paragraphs, and what stands between them: the ends of moves."""
        lines = _across_line_ends(lines)
        seen: set[int] = set()
        ends = _last_lines(lines)
        for i, line in enumerate(lines):
            yield self._paragraph(line, seen)
            for kind, move in ends.get(i, ()):
                yield element(f"{_MARKS[kind]}RangeEnd", id=self._range(kind, move))

    def _paragraph(self, line: Line, seen: set[int]) -> Any:
        mark = None
        if line.end != "same":
            mark = element("rPr", element(_MARKS[line.end], **self._signed(line.end, line.gap)))
        style = {"section-heading": "Heading2", "source-note": "Caption"}.get(line.kind)
        properties = element(
            "pPr",
            element("pStyle", val=style) if style else None,
            element("ind", left=_INDENT * line.depth) if line.depth else None,
            mark,
        )
        paragraph = element("p", properties)
        if line.end in ("from", "to") and line.move is not None:
            self._begin(paragraph, line.end, line.move, seen)
        for one in line.runs:
            if one.move is not None and one.op in ("from", "to"):
                self._begin(paragraph, one.op, one.move, seen)
            paragraph.append(self._run(one, line))
        for kind, move in _inner(line):
            paragraph.append(element(f"{_MARKS[kind]}RangeEnd", id=self._range(kind, move)))
        return paragraph

    def _begin(self, paragraph: Any, kind: Op, move: int, seen: set[int]) -> None:
        number = self._range(kind, move)
        if number not in seen:
            seen.add(number)
            paragraph.append(
                element(
                    f"{_MARKS[kind]}RangeStart",
                    id=number,
                    name=f"move{move + 1}",
                    author=_AUTHOR,
                    **self._date,
                )
            )

    def _range(self, kind: Op, move: int) -> int:
        # Beyond the numbers of single changes, so that none is given twice.
        return 10_000_000 + 2 * move + (kind == "to")

    def _run(self, one: Run, line: Line) -> Any:
        properties = []
        if one.role == "heading" and line.kind == "paragraph":
            properties.append(element("i"))
        if one.op == "same":
            return run(one.text, *properties)
        words = run(one.text, *properties, deleted=one.op == "del")
        return element(_MARKS[one.op], words, **self._signed(one.op, one.gap))

    def _signed(self, op: Op, gap: bool) -> dict[str, Any]:
        author = self._only.get(op, _AUTHOR) if gap else _AUTHOR
        return {"id": next(self._ids), "author": author, **self._date}


def _across_line_ends(lines: Sequence[Line]) -> list[Line]:
    """The lines with ends that came or went exchanged where words at the end of one line came
    or went together with the lines behind it.

    Such a change begins in the one line and ends in the last, before its line end, as if typed
    in one go; LibreOffice takes it for that in any case, and would count one line end too many.
    """
    made = list(lines)
    for i, line in enumerate(lines):
        last = line.runs[-1] if line.runs else None
        if line.end != "same" or last is None or last.op not in ("ins", "del"):
            continue
        stop = i + 1
        while stop < len(lines) and (lines[stop].end, lines[stop].gap) == (last.op, last.gap):
            stop += 1
        if stop > i + 1:
            made[i] = msgspec.structs.replace(line, end=last.op, gap=last.gap)
            made[stop - 1] = msgspec.structs.replace(lines[stop - 1], end="same")
    return made


def _last_lines(lines: Sequence[Line]) -> dict[int, list[tuple[Op, int]]]:
    """Behind which line each move of whole lines ends."""
    last = {
        (line.end, line.move): i
        for i, line in enumerate(lines)
        if line.end in ("from", "to") and line.move is not None
    }
    found: dict[int, list[tuple[Op, int]]] = {}
    for (kind, move), i in last.items():
        if move is not None:
            found.setdefault(i, []).append((kind, move))
    return found


def _inner(line: Line) -> list[tuple[Op, int]]:
    """The moves of words inside a line, which end with it."""
    return list(
        dict.fromkeys(
            (one.op, one.move)
            for one in line.runs
            if one.move is not None and one.move != line.move
        )
    )

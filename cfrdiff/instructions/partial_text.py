"""Regulatory text with asterisks: paragraphs out of their sequence, placed by what is amended.

The solver of whole sections expects (1) before (2); here asterisks stand for what stays. The
instruction says which paragraphs are printed, and that decides between readings of a label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from cfrdiff.cites import Designation, Path, older_fourth, path_of, readings
from cfrdiff.instructions.grammar import SPACED_LABELS, STARS
from cfrdiff.instructions.model import Printed
from cfrdiff.instructions.paths import common_depth, is_within, is_within_any
from cfrdiff.sources import Line


class _Piece(msgspec.Struct, frozen=True):
    """A paragraph as one line prints it, alone or run in behind another."""

    labels: Path
    heading: str | None
    body: str


def read_partial(lines: Sequence[Line], amended: Collection[Path]) -> list[Printed]:
    """The paragraphs that printed lines hold, one a line with its italics; asterisks as what is
    kept. `amended` are the paths that the instruction names.
    """
    found: list[Printed] = []
    stack: Path = ()
    for line in lines:
        text = line.text.strip()
        if STARS.fullmatch(text):
            found.append(Printed(stack, False, None, "", True))
        elif text:
            for piece in _pieces(line):
                found += _paragraphs(piece, stack, amended)
                stack = found[-1].path
    return enclosed(found)


def _paragraphs(piece: _Piece, stack: Path, amended: Collection[Path]) -> Iterator[Printed]:
    """The paragraph of a piece, and before it those whose labels stand with its own."""
    for label in piece.labels[:-1]:
        stack = _placed(stack, label, amended)
        yield Printed(stack, True, None, "")
    if piece.labels:
        stack = _placed(stack, piece.labels[-1], amended)
    kept = STARS.fullmatch(piece.body) is not None
    yield Printed(stack, bool(piece.labels), piece.heading, "" if kept else piece.body, kept)


def enclosed(printed: Sequence[Printed]) -> list[Printed]:
    """The same, each line of asterisks with the path of what encloses it: between (b)(1) and
    (b)(3) it stands for paragraphs of (b), between (b)(2) and (c) for none of (b).
    """
    paths = [(), *(one.path for one in printed), ()]
    found: list[Printed] = []
    for one, before, after in zip(printed, paths, paths[2:], strict=False):
        if one.kept and not one.designated:
            around = before[: common_depth(before, after[:-1])]
            one = Printed(around, False, None, "", True)
        found.append(one)
    return found


def _pieces(line: Line) -> Iterator[_Piece]:
    """A printed line as paragraphs: labels, heading and words of each that is run in."""
    text = line.text
    at = len(text) - len(text.lstrip())
    while True:
        found = SPACED_LABELS.match(text, at)
        labels = path_of(found.group()) if found else ()
        heading, at = _heading(line, found.end() if found else at)
        body = text[at:]
        more = SPACED_LABELS.match(body.lstrip()) if heading is not None else None
        yield _Piece(labels, heading, "" if more else " ".join(body.split()))
        if more is None:
            return
        at = len(text) - len(body.lstrip())


def _heading(line: Line, start: int) -> tuple[str | None, int]:
    """The italics that a paragraph begins with at an offset, and where its text goes on."""
    text = line.text
    for a, b in sorted(line.italics or ()):
        if text[start:a].strip() == "" and a >= start - 1:
            heading = text[a:b].strip()
            dashed = text[b : b + 1] == "—"
            return (f"{heading}—", b + 1) if dashed else (heading, b)
    return None, start


def _placed(stack: Path, label: str, amended: Collection[Path]) -> Path:
    """Where a label stands behind the open path."""
    depths = {level for level, _ in readings(label) if level <= len(stack)}
    options = [(*stack[:depth], label) for depth in sorted(depths, reverse=True)]
    older = (*stack[:3], label)
    # The italic fourth level of older regulations, where the instruction has named what is there.
    if len(older) == 4 and older_fourth(label) and _named(older, amended) >= 2:
        options.append(older)
    if not options:
        return (*stack, label)
    return max(options, key=lambda path: (_named(path, amended), _next(stack, path), len(path)))


def _named(path: Path, amended: Collection[Path]) -> int:
    """Whether the instruction names the path (3), what is above it (2) or below it (1)."""
    if path in amended:
        return 3
    if is_within_any(path, amended):
        return 2
    return int(any(is_within(one, path) for one in amended))


def _next(stack: Path, path: Path) -> bool:
    """Whether a path comes behind the open one."""
    if len(path) > len(stack):
        return True
    return Designation(path).sort_key() > Designation(stack[: len(path)]).sort_key()

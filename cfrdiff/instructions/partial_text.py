"""Regulatory text with asterisks: its paragraphs, placed by what is amended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from cfrdiff.cites import Path, path_of
from cfrdiff.instructions.grammar import SPACED_LABELS, STARS
from cfrdiff.instructions.label_places import PrintedLabel, place_labels
from cfrdiff.instructions.model import Printed
from cfrdiff.instructions.paths import common_depth
from cfrdiff.sources import Line
from cfrdiff.structure.paragraph_headings import heading_end


class _Piece(msgspec.Struct, frozen=True):
    """A paragraph as one line prints it, alone or run in behind another."""

    labels: tuple[PrintedLabel, ...]
    heading: str | None
    body: str


def read_partial(lines: Sequence[Line], amended: Collection[Path]) -> list[Printed]:
    """The paragraphs that printed lines hold, one a line with its italics; asterisks as what is
    kept. `amended` are the paths that the instruction names.
    """
    pieces = [piece for line in lines if line.text.strip() for piece in _pieces(line)]
    places = iter(place_labels(_in_order(pieces), amended))
    found: list[Printed] = []
    stack: Path = ()
    for piece in pieces:
        paths = [next(places) for _ in piece.labels]
        # Of labels that stand together all but the last are bare.
        found += [Printed(path, True, None, "") for path in paths[:-1]]
        stack = paths[-1] if paths else stack
        kept = STARS.fullmatch(piece.body) is not None
        body = "" if kept else piece.body
        found.append(Printed(stack, bool(paths), piece.heading, body, kept))
    return enclosed(found)


def _in_order(pieces: Sequence[_Piece]) -> list[PrintedLabel]:
    """All labels, those that may begin a list anew marked."""
    found: list[PrintedLabel] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        is_text = before is not None and not before.labels and not STARS.fullmatch(before.body)
        labels = piece.labels
        if labels and is_text:
            labels = (labels[0]._replace(anew=True), *labels[1:])
        found += labels
    return found


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
        labels = _labels(line, at, found.end()) if found else ()
        heading, at = _heading(line, found.end() if found else at)
        body = text[at:]
        more = SPACED_LABELS.match(body.lstrip()) if heading is not None else None
        yield _Piece(labels, heading, "" if more else " ".join(body.split()))
        if more is None:
            return
        at = len(text) - len(body.lstrip())


def _labels(line: Line, start: int, end: int) -> tuple[PrintedLabel, ...]:
    """The labels of a stretch of a line, and which are in italics."""
    found: list[PrintedLabel] = []
    for label in path_of(line.text[start:end]):
        at = line.text.index(label, start, end)
        start = at + len(label)
        italic = None
        if line.italics is not None:
            italic = any(a <= at and start <= b for a, b in line.italics)
        found.append(PrintedLabel(label, italic))
    return tuple(found)


def _heading(line: Line, start: int) -> tuple[str | None, int]:
    """The italics that a paragraph begins with at an offset, and where its text goes on."""
    text = line.text
    for a, b in sorted(line.italics or ()):
        if text[start:a].strip() == "" and a >= start - 1:
            return _by_italics(text, a, b) if text[a:b].strip() else (None, start)
    return None, start


def _by_italics(text: str, start: int, end: int) -> tuple[str | None, int]:
    """A heading as editions have it: a term in italics, "*Broker* means …", is none."""
    if text[end : end + 1] == "—":
        return f"{text[start:end].strip()}—", end + 1
    is_term = heading_end(text[start:], True, end - start) == 0
    return (None, start) if is_term else (text[start:end].strip(), end)

"""Regulatory text with asterisks: paragraphs out of their sequence, placed by what is amended.

The solver of whole sections expects (1) before (2); here asterisks stand for what stays. The
instruction says which paragraphs are printed, and that decides between readings of a label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from cfrdiff.instructions.model import Printed
from cfrdiff.model import Designation, Path, letter_value, roman_value
from cfrdiff.sources import Line

_STARS = re.compile(r"(?:\*\s*){3,}")
_LABELS = re.compile(r"(?:\([A-Za-z0-9]{1,8}\)\s*)+")
_LEVELS = ("letter", "number", "roman", "capital", "number", "roman")


def read_partial(lines: Sequence[Line], amended: Collection[Path]) -> list[Printed]:
    """The paragraphs that printed lines hold, one a line with its italics; asterisks as what is
    kept. `amended` are the paths that the instruction names.
    """
    found: list[Printed] = []
    stack: Path = ()
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        if _STARS.fullmatch(text):
            found.append(Printed(stack, False, None, "", True))
            continue
        for labels, heading, body in _pieces(line):
            for label in labels[:-1]:
                stack = _placed(stack, label, amended)
                found.append(Printed(stack, True, None, ""))
            if labels:
                stack = _placed(stack, labels[-1], amended)
            kept = _STARS.fullmatch(body) is not None
            found.append(Printed(stack, bool(labels), heading, "" if kept else body, kept))
    return enclosed(found)


def enclosed(printed: Sequence[Printed]) -> list[Printed]:
    """The same, each line of asterisks with the path of what encloses it: between (b)(1) and
    (b)(3) it stands for paragraphs of (b), between (b)(2) and (c) for none of (b).
    """
    found: list[Printed] = []
    for k, one in enumerate(printed):
        if one.kept and not one.designated:
            before = printed[k - 1].path if k else ()
            after = printed[k + 1].path if k + 1 < len(printed) else ()
            depth = 0
            while depth < min(len(before), len(after) - 1) and before[depth] == after[depth]:
                depth += 1
            one = Printed(before[:depth], False, None, "", True)
        found.append(one)
    return found


def _pieces(line: Line) -> Iterator[tuple[list[str], str | None, str]]:
    """A printed line as paragraphs: labels, heading and words of each that is run in."""
    text = line.text
    at = len(text) - len(text.lstrip())
    italics = sorted(line.italics or ())
    while True:
        found = _LABELS.match(text, at)
        labels = re.findall(r"\(([A-Za-z0-9]{1,8})\)", found.group()) if found else []
        start = found.end() if found else at
        heading: str | None = None
        rest = start
        for a, b in italics:
            if text[start:a].strip() == "" and a >= start - 1:
                heading, rest = text[a:b].strip(), b
                break
        if heading is not None and text[rest : rest + 1] == "—":
            heading, rest = f"{heading}—", rest + 1
        body = text[rest:]
        more = _LABELS.match(body.lstrip()) if heading is not None else None
        if more is None:
            yield labels, heading, " ".join(body.split())
            return
        yield labels, heading, ""
        at = len(text) - len(body.lstrip())


def _placed(stack: Path, label: str, amended: Collection[Path]) -> Path:
    """Where a label stands behind the open path."""
    options = [
        (*stack[:depth], label)
        for depth in range(min(len(stack), 5), -1, -1)
        if _fits(label, depth)
    ]
    if not options:
        return (*stack, label)
    return max(options, key=lambda path: (_named(path, amended), _next(stack, path), len(path)))


def _fits(label: str, depth: int) -> bool:
    kind = _LEVELS[depth]
    if kind == "number":
        return label.isdigit()
    if kind == "roman":
        return roman_value(label) is not None
    if kind == "capital":
        return label.isupper()
    return label.islower() and letter_value(label) is not None


def _named(path: Path, amended: Collection[Path]) -> int:
    """Whether the instruction names the path (3), what is above it (2) or below it (1)."""
    if path in amended:
        return 3
    if any(path[: len(one)] == one for one in amended):
        return 2
    return 1 if any(one[: len(path)] == path for one in amended) else 0


def _next(stack: Path, path: Path) -> bool:
    """Whether a path comes behind the open one."""
    if len(path) > len(stack):
        return True
    return Designation(path).sort_key() > Designation(stack[: len(path)]).sort_key()

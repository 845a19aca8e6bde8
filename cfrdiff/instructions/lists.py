"""Lists of designations in instructions: "paragraphs (a), (b)(1) through (3), and (c)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.cites import Designation, Path, label_for, letter_value, roman_value

LABELS = r"(?:\([A-Za-z0-9]{1,8}\))+"
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|through)\s+)"
LIST = rf"{LABELS}(?:{_JOIN}{LABELS})*"
_ITEM = re.compile(rf"(?P<through>through\s+)?(?P<labels>{LABELS})")


def read_list(text: str) -> list[Path]:
    """The paths a list names, "through" written out; a short item takes what it lacks from the
    one before: ``(d)(6) through (9)``, ``(a)(1) and (2)``.

    Raises ValueError for a range that does not run upwards on one level.
    """
    found: list[Path] = []
    for match in _ITEM.finditer(text):
        path = Designation.parse(match["labels"]).path
        if found:
            path = _completed(found[-1], path)
        if match["through"]:
            found += _between(found[-1], path)
        found.append(path)
    return found


def _completed(last: Path, path: Path) -> Path:
    """An item of fewer labels than the last stands on the deepest level where it follows."""
    for depth in range(len(last) - 1, 0, -1):
        before, label = last[depth], path[0]
        if _kind(before, depth) & _kind(label, depth) and _ordinal(label, depth) > _ordinal(
            before, depth
        ):
            return (*last[:depth], *path)
    return path


def _kind(label: str, depth: int) -> set[str]:
    if label.isdigit():
        return {"number"}
    if label.isupper():
        return {"capital"}
    if depth % 3 == 2:
        return {"roman"} if roman_value(label) else set()
    return {"letter"}


def _ordinal(label: str, depth: int) -> int:
    if label.isdigit():
        return int(label)
    if depth % 3 == 2 and label.islower():
        return roman_value(label) or 0
    return letter_value(label) or 0


def _between(first: Path, last: Path) -> Iterator[Path]:
    if len(first) != len(last) or first[:-1] != last[:-1]:
        raise ValueError(f"{Designation(first)} through {Designation(last)} is no range")
    depth = len(first) - 1
    start, end = _ordinal(first[-1], depth), _ordinal(last[-1], depth)
    if not start < end:
        raise ValueError(f"{Designation(first)} through {Designation(last)} is no range")
    for ordinal in range(start + 1, end):
        yield (*first[:-1], label_for(depth, ordinal))


def write_list(paths: Sequence[Path]) -> str:
    """``(a), (b)(1) through (3), and (c)``, as `read_list` reads it where it can be read at all."""
    runs: list[list[Path]] = []
    for path in paths:
        if runs and _follows(runs[-1][-1], path):
            runs[-1].append(path)
        else:
            runs.append([path])
    items: list[str] = []
    for run in runs:
        if len(run) > 2:
            items.append(f"{Designation(run[0])} through ({run[-1][-1]})")
        else:
            items += [str(Designation(path)) for path in run]
    return enumerated(items)


def write_paragraphs(paths: Sequence[Path]) -> str:
    """``paragraphs (a) and (b)``; with the noun again before a designation that would else be
    taken for one under the last: ``paragraph (a)(1)(i) and paragraph (l)``.
    """
    groups: list[list[Path]] = []
    for path in paths:
        if groups and read_list(write_list([*groups[-1], path])) == [*groups[-1], path]:
            groups[-1].append(path)
        else:
            groups.append([path])
    nouns = ("paragraph" if len(group) == 1 else "paragraphs" for group in groups)
    return enumerated([f"{noun} {write_list(g)}" for noun, g in zip(nouns, groups, strict=True)])


def _follows(one: Path, other: Path) -> bool:
    depth = len(one) - 1
    return (
        len(one) == len(other)
        and one[:-1] == other[:-1]
        and other[-1] == label_for(depth, _ordinal(one[-1], depth) + 1)
        and one[-1] == label_for(depth, _ordinal(one[-1], depth))
    )


def enumerated(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b, and c``."""
    if len(items) < 3:
        return " and ".join(items)
    return ", ".join(items[:-1]) + f", and {items[-1]}"

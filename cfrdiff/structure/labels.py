"""Labels in parentheses: their forms, the places they allow, and what OCR makes of them."""

from __future__ import annotations

import re
from itertools import islice

from cfrdiff.cites import letter_value, roman_value
from cfrdiff.text import RunningText
from cfrdiff.text.openings import begins_line

# (level, ordinal) pairs, level 0 for (a) to 5 for the second italic one.
Readings = tuple[tuple[int, int], ...]

_LABEL = re.compile(r"\(([a-z]{1,5}|[A-Z]{1,4}|\d{1,3})\)")
_SHORTEST = 3  # characters of a label
# What OCR makes of a label at the beginning of a paragraph: another bracket, another letter.
_BROKEN = re.compile(
    r"[({\[|]([A-Za-z0-9|!@]{1,5})[)}\]|](?=\s|[({\[]|$)"  # {b) (l) (1v)
    r"|\(([a-z]{1,5}|\d{1,3})(?=\s[A-Z])"  # (b Records
    r"|([A-Za-z0-9|!@]{1,5})\)(?=\s[A-Z\[]|\()"  # b) Records, Gii)(A) Records
    r"|(@)(?=\s[A-Z]|\()"  # @ Records, @(Q) Records
    r"|\((\))(?=\s[A-Z]|\()"  # () Records
)
_RANGE = re.compile(
    r" ?(?:[-–—]|and|through|to) ?\(([a-z]{1,5}|[A-Z]{1,4}|\d{1,3})\)(?=\.? ?\[Reserved\])"
)
# Shapes that OCR takes for one another in labels, from what is read to what may be printed.
_SHAPES = {
    read: printed.split()
    for read, printed in {
        "l": "1 i I", "I": "1 i l", "|": "1 i l I", "!": "1 i", "1": "l i I", "i": "1 l I",
        "O": "0", "o": "0 c e", "0": "o", "S": "5 s", "5": "s", "Z": "2", "z": "2", "2": "z",
        "B": "8 3", "8": "B", "6": "b", "b": "6", "g": "9 q", "9": "g", "q": "g 9", "c": "e o",
        "e": "c", "u": "ii", "n": "ii", "m": "iii", "h": "b", "v": "y", "y": "v", "j": "i",
        "t": "f", "f": "t", "a": "o", "d": "cl i 1", "@": "i 2 r a", "Q": "1 2 l", "C": "3",
        "G": "i j",
    }.items()
}  # fmt: skip
_STROKES = "lI|!1i"
# What Tesseract reads for the first bracket, alone or with an i behind it.
_BRACKETS = "GC@d"
# Capitals that are hardly ever the first of their level, and often a misread figure.
_GARBLED = "GQC"


def crowded_line(running: RunningText, most: int) -> int | None:
    """The number of the first line that holds more labels than `most`, None where none does."""
    for placed in running.lines:
        if placed.end - placed.at > _SHORTEST * most:
            labels = _LABEL.finditer(running.text, placed.at, placed.end)
            if next(islice(labels, most, None), None) is not None:
                return placed.line.number
    return None


def next_label(running: RunningText, at: int, end: int, before: int | None) -> re.Match[str] | None:
    """The next label; where the text may be misread, also a broken one that opens a line or
    stands behind the label that ends at `before`.
    """
    whole = _LABEL.search(running.text, at, end)
    if running.exact:
        return whole
    limit = whole.start() if whole else end
    for match in _BROKEN.finditer(running.text, at, end):
        if match.start() >= limit:
            break
        if match.start() == before or begins_line(running, match.start()):
            return match
    return whole


def label_in(match: re.Match[str]) -> str:
    """The label of a match of `next_label`, without what stands for its parentheses."""
    return match[match.lastindex or 1]


def is_broken(match: re.Match[str]) -> bool:
    """Whether OCR has made the parentheses of a match of `next_label` something else."""
    return match.re is _BROKEN


def reserved_range(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The last label of a reserved range, "(c)–(e) [Reserved]", that goes on at an offset from
    its first, and where that ends.
    """
    match = _RANGE.match(text, at, end)
    return (match[1], match.end()) if match else None


def readings(label: str) -> Readings:
    """The (level, ordinal) pairs a label allows: (i) is the ninth letter or the first roman."""
    if label.isdigit():
        return ((1, int(label)), (4, int(label)))
    if label.isupper():
        value = letter_value(label)
        return ((3, value),) if value else ()
    found: list[tuple[int, int]] = []
    letter = letter_value(label)
    if letter and len(label) <= 3:
        found.append((0, letter))
    roman = roman_value(label)
    if roman:
        found += [(2, roman), (5, roman)]
    return tuple(found)


def is_garbled(label: str) -> bool:
    """Whether a label is one of the capitals that are often a misread figure."""
    return label[0] in _GARBLED


def misreadings(label: str, unopened: bool = False) -> Readings:
    """The (level, ordinal) pairs a label would allow if one shape, or all l and 1, were misread.

    `unopened` says that its first bracket is lost, which may have taken a letter with it.
    """
    found: dict[tuple[int, int], None] = {}
    others = _variants(label) + ["i" + label] * (unopened and label[0] in "ivx")
    for other in others:
        found.update(dict.fromkeys(readings(other)))
    return tuple(reading for reading in found if reading not in readings(label))


def _variants(label: str) -> list[str]:
    """What may be printed where this label is read."""
    if label == ")":
        return ["l", "1", "i", "I"]  # the stroke between two brackets is lost
    every = [
        label.lower(),
        *(_with_strokes(label, stroke) for stroke in "1il"),
        *_with_one_shape(label),
        # Strokes side by side run into one another: (iii) and (ii).
        label.replace("iii", "ii"),
        re.sub(r"(?<!i)ii(?!i)", "iii", label),
        *_behind_bracket(label),
    ]
    return [variant for variant in dict.fromkeys(every) if variant != label]


def _with_strokes(label: str, stroke: str) -> str:
    """The label with all its upright strokes read as one of them."""
    return "".join(stroke if c in _STROKES else c for c in label)


def _with_one_shape(label: str) -> list[str]:
    """The label with one of its characters taken for another."""
    return [
        label[:i] + other + label[i + 1 :]
        for i, c in enumerate(label)
        for other in _SHAPES.get(c, ())
    ]


def _behind_bracket(label: str) -> list[str]:
    """What is left where the first character is the bracket."""
    behind = label[1:] if label[0] in _BRACKETS else ""
    return [behind, "i" + behind, *_variants(behind)] if behind else []

"""Labels and roman numbers that OCR has misread: their forms, and what may be printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cfrdiff.cites.labels import LABEL, LABEL_NAME, Readings, readings

# A capital roman number whose strokes may be read as other characters.
ROMAN_LIKE = r"[IVXLCl1|]+"
# A label with its parentheses, whose characters may be others of their case or figures.
READ_LABEL = rf"(?:{LABEL}|\((?:[a-z]{{1,5}}|[A-Z]{{1,4}})\))"
# A label as a slip of the typist leaves it: "( a )", "(b )", "(c]", "{d)", "(a.)", "[e)", "((f))".
SLIPPED_LABEL = (
    rf"(?!{LABEL})(?>[({{] ?{LABEL_NAME}\.? ?[)\]}}]|\[ ?{LABEL_NAME}\.? ?[)}}]|\({LABEL}\))"
)
_SLIPPED = re.compile(rf"{SLIPPED_LABEL}(?=[\s(\[{{A-Z“]|$)")
# The same with one bracket lost, before a sentence: "(b Records", "b) Records"; "(A Bank" is none.
_HALF = re.compile(rf"\((?![AI]\b){LABEL_NAME}(?= [A-Z“])|{LABEL_NAME}\)(?= ?[A-Z“])")
# What is left of a label at the beginning of a paragraph: another bracket, another letter.
_BROKEN = re.compile(
    r"[({\[|]([A-Za-z0-9|!@]{1,5})[)}\]|](?=\s|[({\[]|$)"  # {b) (l) (1v)
    r"|\(([a-z]{1,5}|\d{1,3})(?=\s[A-Z])"  # (b Records
    r"|([A-Za-z0-9|!@]{1,5})\)(?=\s[A-Z\[]|\()"  # b) Records, Gii)(A) Records
    r"|(@)(?=\s[A-Z]|\()"  # @ Records, @(Q) Records
    r"|\((\))(?=\s[A-Z]|\()"  # () Records
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
# Figures that OCR takes for one another. What is read is a figure as well, so that the sequence
# has to want the other more than it wants another letter's shape.
_FIGURES = {"8": "36", "3": "8", "6": "58", "5": "6", "0": "6", "7": "1", "1": "7"}
_STROKES = "lI|!1i"
# What Tesseract reads for the first bracket, alone or with an i behind it.
_BRACKETS = "GC@d"
# Capitals that are hardly ever the first of their level, and often a misread figure.
_GARBLED = "GQC"


def broken_labels(text: str, at: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where labels with broken parentheses may stand in ``text[at:end]``: start, end and label."""
    for match in _BROKEN.finditer(text, at, end):
        yield match.start(), match.end(), match[match.lastindex or 1]


def slipped_label(text: str, at: int, end: int, halved: bool) -> tuple[int, str] | None:
    """Where a label ends that a slip has left in other brackets, with a space or a stop beside it,
    or `halved`, with one bracket alone; and the label. None where none opens ``text[at:end]``.
    """
    match = _SLIPPED.match(text, at, end) or (halved and _HALF.match(text, at, end)) or None
    return (match.end(), match[0].strip("()[]{} .")) if match else None


def is_garbled(label: str) -> bool:
    """Whether a label is one of the capitals that are often a misread figure."""
    return label[0] in _GARBLED


def is_stroke(label: str) -> bool:
    """Whether a label has an upright stroke, which OCR takes for another as often as not."""
    return any(c in _STROKES for c in label)


def doubtful_readings(label: str) -> Readings:
    """The readings of a label in a text that may be misread.

    There an inserted label that may as well be a plain one misread is none: (1i) is (ii).
    """
    found = readings(label)
    inserted = any(ordinal != int(ordinal) for _, ordinal in found)
    return () if inserted and misreadings(label) else found


def misreadings(label: str, unopened: bool = False) -> Readings:
    """The (level, ordinal) pairs a label would allow if one shape, or all l and 1, were misread.

    `unopened` says that its first bracket is lost, which may have taken a letter with it. An
    inserted label is not thought of: (1i) is a misread (ii) rather than the other way round.
    """
    others = _variants(label) + ["i" + label] * (unopened and label[0] in "ivx")
    found = dict.fromkeys(reading for other in others for reading in readings(other))
    known = readings(label)
    return tuple(
        reading for reading in found if reading not in known and reading[1] == int(reading[1])
    )


def misread_figures(label: str) -> Readings:
    """The readings a number would have if one of its figures were misread: (8) is a (3)."""
    if not label.isdecimal():
        return ()
    others = [
        label[:i] + other + label[i + 1 :]
        for i, figure in enumerate(label)
        for other in _FIGURES.get(figure, "")
    ]
    return tuple(reading for other in others if other[0] != "0" for reading in readings(other))


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

"""Labels of paragraphs, and the paths they make.

The Document Drafting Handbook (2018), 3-7: (a) (1) (i) (A), then *(1)* and *(i)* in italics; older
regulations have italic *(a)* as the fourth; after (z) comes (aa). A paragraph put between two
others without redesignating them is lettered or numbered onto the one before: (a-1), (1a), (za).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

import msgspec

from cfrdiff.cites.errors import CiteError

Path = tuple[str, ...]
# (level, ordinal) pairs, level 0 for (a) to 5 for the italic (i), 6 for the older italic (a), 7 and
# 8 for (1) and (i) below (A) that print has left upright.
Readings = tuple[tuple[int, float], ...]
Kind = Literal["letter", "number", "roman", "capital", "capital roman"]

# No fragment has a group, so that others can build on it.
_SAME = "|".join(f"{letter}{{1,3}}" for letter in ascii_lowercase)
_SAME_CAPITALS = "|".join(f"{letter}{{1,3}}" for letter in ascii_uppercase)
_LOWER = rf"(?:[ivxl]{{1,8}}|xc[ivx]{{0,4}}|z[a-z]|{_SAME})(?:-[0-9]{{1,2}})?|[ivxl]{{1,7}}[a-h]"
_UPPER = rf"(?:[IVXL]{{1,8}}|{_SAME_CAPITALS})(?:-[0-9]{{1,2}})?"
_NUMBER = r"[0-9]{1,4}+(?:[a-z]{1,2}|-[0-9]{1,2})?"
# A label in parentheses, which ends in one place: where it is read in several ways (i is a letter
# and a numeral), none is tried after the first, or a row of labels would be read in all of theirs.
# LABEL_LIKE is what may be one that OCR has misread.
LABEL_NAME = rf"(?:{_LOWER}|{_NUMBER}|{_UPPER})"
LABEL = rf"(?>\({LABEL_NAME}\))"
LABELS = rf"(?:{LABEL})+"
# The number of a chapter, or of a section of an appendix.
CAPITAL_NUMERAL = r"[IVXLC]+"
LABEL_LIKE = r"(?>\([A-Za-z0-9]{1,8}(?:-\d{1,2})?\))"
# What the first paragraph of a section may open with, and the first under a letter.
FIRST_LABEL = r"\((?:a|1)\)"

_AS_PRINTED = re.compile(r"\(([^()\s]{1,12})\)")
_LABEL_TEXT = re.compile(r"\(([A-Za-z0-9]+(?:-[A-Za-z0-9]+)?)\)")


_ROMAN = re.compile(r"(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMERALS = (
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_INSERTED = re.compile(
    r"(?:(?P<base>.+)-(?P<number>\d{1,2})|(?P<stem>\d+|z|[ivxl]+(?=[a-h]$))(?P<letter>[a-z]))"
)
# Level of the italic (a) that older regulations have for (A).
OLDER_FOURTH = 6
# Levels of (1) and (i) below (A) where print has left them upright.
UPRIGHT = (7, 8)
# How deep a paragraph of each level stands.
DEPTHS = (0, 1, 2, 3, 4, 5, 3, 4, 5)
# What an inserted label adds to the ordinal of the one before it, a thousandth each.
STEP = 0.001


def path_of(labels: str) -> Path:
    """The labels in parentheses that a text holds, without the parentheses."""
    return tuple(_LABEL_TEXT.findall(labels))


def path_as_printed(labels: str) -> Path:
    """The labels of a designation as an edition has it, also ones that the CFR has not: (4.).

    Raises CiteError for anything but labels in parentheses, and for none.
    """
    path = tuple(_AS_PRINTED.findall(labels))
    if not path or "".join(f"({label})" for label in path) != labels:
        raise CiteError(f"not a designation: {labels!r}; one looks like (b)(3)(iv)")
    return path


def letter_value(label: str) -> int | None:
    """Ordinal of (a)…(z), (aa)…(zz), (aaa)…; None where the letters are not all the same."""
    if not label or not label.isascii() or not label.isalpha() or len(set(label)) != 1:
        return None
    return (len(label) - 1) * 26 + ord(label[0].lower()) - ord("a") + 1


def roman_value(label: str) -> int | None:
    """Ordinal of a lower-case roman numeral below 100; None for anything else."""
    if not label or not _ROMAN.match(label):
        return None
    digits = [_ROMAN_DIGITS[c] for c in label]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


@lru_cache(maxsize=4096)
def readings(label: str) -> Readings:
    """The (level, ordinal) pairs a label allows: (i) is the ninth letter or the first roman.

    Levels are 0 for (a) to 5 for the italic (i). The ordinal of an inserted label lies between
    those of its neighbours: (a-1) is 1.001, (1a) too.
    """
    inserted = _inserted(label)
    if inserted is not None:
        base, step = inserted
        return tuple((level, ordinal + step * STEP) for level, ordinal in readings(base))
    if label.isdecimal():
        return ((1, int(label)), (4, int(label))) if len(label) <= 4 else ()
    if label.isupper():
        value = letter_value(label)
        return ((3, value),) if value else ()
    found: list[tuple[int, float]] = []
    letter = letter_value(label)
    if letter and len(label) <= 3:
        found.append((0, letter))
    roman = roman_value(label)
    if roman:
        found += [(2, roman), (5, roman)]
    return tuple(found)


@lru_cache(maxsize=4096)
def older_fourth(label: str) -> Readings:
    """What a label is on the italic fourth level of older regulations: (b) is the second there."""
    return tuple((OLDER_FOURTH, ordinal) for level, ordinal in readings(label) if level == 0)


@lru_cache(maxsize=4096)
def upright_deep(label: str) -> Readings:
    """What a label is on the levels below (A) where print has left their italics out."""
    return tuple((level + 3, ordinal) for level, ordinal in readings(label) if level in (4, 5))


def _inserted(label: str) -> tuple[str, int] | None:
    """The label that an inserted one stands behind, and its place there: (a-2) is ("a", 2)."""
    if roman_value(label) or letter_value(label):
        return None
    match = _INSERTED.fullmatch(label)
    if match is None:
        return None
    if match["base"]:
        return match["base"], int(match["number"])
    base = match["stem"]
    plain = base.isdecimal() or base == "z" or roman_value(base)
    return (base, ord(match["letter"]) - ord("a") + 1) if plain else None


def label_for(level: int, ordinal: float) -> str:
    """The label of an ordinal on a level: (0, 27) is ``aa``, (2, 4) is ``iv``.

    Of an ordinal between two, that of the label it was put behind.
    """
    number = int(ordinal)
    if level in (1, 4, 7):
        return str(number)
    if level in (0, 3, OLDER_FOURTH):
        letter = ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if level == 3 else letter
    return roman_numeral(number)


def roman_numeral(number: int) -> str:
    """The lower-case roman numeral of a number below 100."""
    printed = ""
    for value, letters in _NUMERALS:
        while number >= value:
            printed += letters
            number -= value
    return printed


def label_of(kind: Kind, ordinal: int) -> str:
    """The label of an ordinal of a kind: ("capital roman", 4) is ``IV``."""
    return _LABEL_OF[kind](ordinal)


_LABEL_OF: dict[Kind, Callable[[int], str]] = {
    "letter": lambda n: label_for(0, n),
    "number": str,
    "roman": roman_numeral,
    "capital": lambda n: label_for(3, n),
    "capital roman": lambda n: roman_numeral(n).upper(),
}


def kinds(label: str) -> dict[Kind, float]:
    """What a label may be, with its ordinal: (i) is the ninth letter and the first roman."""
    inserted = _inserted(label)
    if inserted is not None:
        base, step = inserted
        return {kind: ordinal + step * STEP for kind, ordinal in kinds(base).items()}
    if label.isdecimal():
        return {"number": int(label)} if len(label) <= 9 else {}
    letter, roman = letter_value(label), roman_value(label.lower())
    capital = label.isupper()
    found: dict[Kind, float] = {}
    if letter:
        found["capital" if capital else "letter"] = letter
    if roman and (capital or label.islower()):
        found["capital roman" if capital else "roman"] = roman
    return found


def kind_at(path: Path, depth: int) -> Kind | None:
    """What the label at a depth of a path is, None where it is none of the CFR's.

    A label that may be two things is a roman numeral below a number or a capital, (a)(1)(i) and
    42 U.S.C. 1396a(a)(10)(A)(i), and a letter elsewhere.
    """
    found = kinds(path[depth])
    if len(found) < 2:
        return next(iter(found), None)
    below = kind_at(path, depth - 1) if depth else None
    if path[depth].isupper():
        return "capital roman" if below == "roman" else "capital"
    return "roman" if below in ("number", "capital") else "letter"


# What stands below what: (a)(1)(i)(A)(1)(i), and the italic (a) of older regulations for (A).
_BELOW: dict[Kind, tuple[Kind, ...]] = {
    "letter": ("number",),
    "number": ("roman",),
    "roman": ("capital", "letter"),
    "capital": ("number", "roman"),
    "capital roman": ("number",),
}


def leaves_level_out(pair: Path) -> bool:
    """Whether the second of two labels could not stand right below the first: (i) below (a)."""
    above, below = kinds(pair[0]), kinds(pair[1])
    return bool(above and below) and not any(kind in _BELOW[one] for one in above for kind in below)


class Designation(msgspec.Struct, frozen=True):
    """A path of labels such as ``("b", "3", "iv")``, printed ``(b)(3)(iv)``."""

    path: Path

    @classmethod
    def parse(cls, printed: str) -> Designation:
        """Read ``(b)(3)(iv)``; the empty string is the empty path.

        Raises CiteError (a ValueError) when `printed` holds anything but labels in parentheses.
        """
        if _LABEL_TEXT.sub("", printed).strip():
            raise CiteError(f"not a designation: {printed!r}; one looks like (b)(3)(iv)")
        return cls(path_of(printed))

    def __str__(self) -> str:
        return "".join(f"({label})" for label in self.path)

    def sort_key(self) -> tuple[tuple[int, float, str], ...]:
        """Order of print: (z) before (aa), (ix) before (x), by the level a label stands on."""
        return tuple(_label_key(label, level) for level, label in enumerate(self.path))


def _label_key(label: str, level: int) -> tuple[int, float, str]:
    found = kinds(label)
    if "number" in found:
        return (0, found["number"], "")
    if level % 3 == 2 and "roman" in found:
        return (0, found["roman"], "")
    return (0, found.get("letter", found.get("capital", 10_000)), label)

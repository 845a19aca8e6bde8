"""Whether OCR made of one text the other: letters and brackets taken for those they look like."""

from __future__ import annotations

import re

from cfrdiff.changes.garbled import is_garbled
from cfrdiff.text.words import in_word_list

_SIGNS = re.compile(r"[\W_]+")
# Shapes OCR takes for one another, both ways: Smith (2007), "An Overview of the Tesseract OCR
# Engine", and the confusions of GPO scans.
_CONFUSED = (
    ("rn", "m"), ("l", "1"), ("I", "1"), ("l", "I"), ("O", "0"), ("o", "0"), ("S", "5"),
    ("S", "§"), ("$", "§"), ("cl", "d"), ("vv", "w"), ("ii", "n"), ("B", "8"), ("e", "c"),
    ("{", "("), ("}", ")"), ("t", "f"), ("h", "b"), ("u", "n"), ("i", "l"), ("i", "j"),
)  # fmt: skip
# Capitals that are their small letters, larger.
_SAME_SHAPE = str.maketrans("COPSUVWXZ", "copsuvwxz")
_DIGITS_BELOW = re.compile(r"\(\d+\)\(\d+\)")


def is_misread(before: str, after: str) -> bool:
    """Whether two texts, one of them of OCR, are one print read in two ways."""
    return (
        _shapes(before) == _shapes(after)
        or _is_confused(before, after)
        or is_garbled(before, after)
    )


def _shapes(text: str) -> str:
    """The letters of a text, where OCR cannot tell a capital by its shape alone."""
    return _SIGNS.sub("", text).translate(_SAME_SHAPE)


def _is_confused(before: str, after: str) -> bool:
    """Whether one text is the other with a few shapes taken for others by OCR.

    Never where both are words, labels or figures of their own: "employer" and "employee" are
    an OCR slip apart, and a change of the law.
    """
    if _figures(before) != _figures(after) or _cited(before) != _cited(after):
        return False
    labels = [re.findall(r"\([A-Za-z0-9]{1,5}\)", text) for text in (before, after)]
    if all(labels) and labels[0] != labels[1] and not _upright_below(before, after):
        # No level of digits stands below another: "(1)(3)" can only be "(l)(3)".
        return bool(_DIGITS_BELOW.search(before)) != bool(_DIGITS_BELOW.search(after))
    if _is_wording(before) and _is_wording(after):
        return False
    left, right = before.replace(" ", ""), after.replace(" ", "")
    for one, other in _CONFUSED:
        left, right = left.replace(one, other), right.replace(one, other)
    if left == right:
        return True
    from rapidfuzz.distance import OSA  # loaded where texts are compared

    # One letter more, less or other makes a word of no word; nothing shows that of a name.
    lettered = not re.search(r"[\d()]", before + after) and _is_wording(before) != _is_wording(
        after
    )
    return lettered and len(left) >= 6 and OSA.distance(left, right) <= 1 and left[0] == right[0]


def _upright_below(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but uprights below a letter, where only a digit can
    stand: (b)(l) is (b)(1); a lone (l) may be the twelfth letter.
    """
    pattern = r"(\([a-z]\))\([lI]\)"
    return re.sub(pattern, r"\1(1)", before) == re.sub(pattern, r"\1(1)", after)


def _cited(text: str) -> list[str]:
    """The designations in a text, with no difference between the shapes of (l) and (1)."""
    found = re.findall(r"\(([A-Za-z]{1,2}|[ivxlIVXL]+|\d+)\)", text)
    return [label.replace("l", "1").replace("I", "1") for label in found]


def _figures(text: str) -> str:
    """The digits of a text, where letters stand among digits taken for those they look like."""
    mixed = re.sub(r"\b(?=\w*\d)[\dlIO]+\b|(?<=\()[lI](?=\))", _as_digits, text)
    return re.sub(r"\D", "", mixed)


def _as_digits(match: re.Match[str]) -> str:
    return match.group().translate(str.maketrans("lIO", "110"))


def _is_wording(text: str) -> bool:
    """Whether all of a text is words that the word list has."""
    words = re.findall(r"[^\W\d_]+", text)
    return bool(words) and all(len(w) > 1 and in_word_list(w) for w in words)

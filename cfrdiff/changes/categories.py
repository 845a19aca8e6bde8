"""What kind of edit it is, and how much it weighs. The weights stand in significance.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any, cast

from rapidfuzz.distance import OSA

from cfrdiff.changes.garbled import is_garbled
from cfrdiff.changes.mentions import table
from cfrdiff.changes.model import Category, Edit, Kind, Significance
from cfrdiff.text.words import in_word_list

_LETTERS = re.compile(r"[\W_]+")
# Shapes OCR takes for one another, both ways: Smith (2007), "An Overview of the Tesseract OCR
# Engine", and the confusions of GPO scans.
_CONFUSED = (
    ("rn", "m"), ("l", "1"), ("I", "1"), ("l", "I"), ("O", "0"), ("o", "0"), ("S", "5"),
    ("S", "§"), ("$", "§"), ("cl", "d"), ("vv", "w"), ("ii", "n"), ("B", "8"), ("e", "c"),
    ("{", "("), ("}", ")"), ("t", "f"), ("h", "b"), ("u", "n"), ("i", "l"), ("i", "j"),
)  # fmt: skip
_LABELS = re.compile(r"(?:\([A-Za-z0-9]{1,5}\)|[\s,]|\b(?:and|or|through|to)\b)*")
_DIGITS_BELOW = re.compile(r"\(\d+\)\(\d+\)")
# An edit of more words is a rewritten or new sentence, whatever is named in it.
_LONG = 8
_NAMES: tuple[Category, ...] = ("address", "agency", "office", "amount", "deadline", "date")


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("cfrdiff.changes") / "significance.toml"
    return tomllib.loads(file.read_text("utf-8"))


@functools.cache
def _plain_pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in _data()["plain_language"]["pairs"])


def categorize(
    before: str,
    after: str,
    before_mentions: Sequence[str],
    after_mentions: Sequence[str],
    exact: bool,
) -> Category:
    """The category of one edit; the mentions are the kinds of names it lies in.

    `exact` is False where one of the texts may be misread.
    """
    if _LETTERS.sub("", before) == _LETTERS.sub("", after):
        return "punctuation" if exact else "ocr"
    if not exact and (_misread(before, after) or is_garbled(before, after)):
        return "ocr"
    old, new = before.lower().strip(), after.lower().strip()
    if _LETTERS.sub("", old) == _LETTERS.sub("", new):
        return "spelling"
    if frozenset((old, new)) in _plain_pairs():
        return "plain-language"
    if "(" in before + after and _LABELS.fullmatch(before) and _LABELS.fullmatch(after):
        return "cross-reference"
    if max(len(old.split()), len(new.split())) > _LONG:
        return (
            "address" if "address" in before_mentions and "address" in after_mentions else "wording"
        )
    mentions = {*before_mentions, *after_mentions}
    words = table()
    touched = set(re.findall(r"[a-z]+", f"{old} {new}"))
    changed = set(re.findall(r"[a-z]+", old)) ^ set(re.findall(r"[a-z]+", new))
    if "citation" in mentions:
        own = re.search(r"\bU\.S\.C|\bFR\b|\bStat\b|\bPub\b", f"{before} {after}")
        return "citation" if own else "cross-reference"
    for name in _NAMES:
        if name in mentions:
            return name
    if changed & words.negations:
        return "negation"
    if changed & words.modals:
        return "modal"
    if changed & words.conditions:
        return "condition"
    if re.search(r"\d", before + after) and len(touched) <= 2:
        return "amount"
    return "wording"


def _misread(before: str, after: str) -> bool:
    """Whether one text is the other with a few shapes taken for others by OCR.

    Never where both are words, labels or figures of their own: "employer" and "employee" are
    an OCR slip apart, and a change of the law.
    """
    if _figures(before) != _figures(after) or _cited(before) != _cited(after):
        return False
    if before.strip().startswith("(") and after.strip().startswith("("):
        # No level of digits stands below another: "(1)(3)" can only be "(l)(3)".
        return bool(_DIGITS_BELOW.search(before)) != bool(_DIGITS_BELOW.search(after))
    if _is_wording(before) and _is_wording(after):
        return False
    left, right = before.replace(" ", ""), after.replace(" ", "")
    for one, other in _CONFUSED:
        left, right = left.replace(one, other), right.replace(one, other)
    if left == right:
        return True
    # One letter more, less or other makes a word of no word; nothing shows that of a name.
    lettered = not re.search(r"[\d()]", before + after) and _is_wording(before) != _is_wording(
        after
    )
    return lettered and len(left) >= 6 and OSA.distance(left, right) <= 1 and left[0] == right[0]


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


def same_type(before: str, after: str) -> bool:
    """Whether two texts differ in the kind of dashes, quotes and spaces alone."""
    return _plain_type(before) == _plain_type(after)


def _plain_type(text: str) -> str:
    even = re.sub(r"[-–—]+", "-", text)
    return re.sub(r"[“”‘’\"'`]+", "'", re.sub(r"\s+", "", even))


def significance_of(edits: Iterable[Edit]) -> tuple[Significance, tuple[str, ...]]:
    """The weight of the heaviest edit, and the rows of the table that decided."""
    weights = _data()["weights"]
    order: list[str] = _data()["order"]
    categories = sorted({edit.category for edit in edits})
    heaviest = max((weights[c] for c in categories), key=order.index, default="none")
    reasons = tuple(f"{c}: {weights[c]}" for c in categories if weights[c] == heaviest)
    return cast(Significance, heaviest), reasons


def weight_of_kind(kind: Kind) -> tuple[Significance, tuple[str, ...]]:
    """What it weighs that a paragraph came, went or moved, and the row that says so."""
    weight = _data()["kinds"][kind]
    return cast(Significance, weight), (f"{kind}: {weight}",)


def heavier(one: Significance, other: Significance) -> Significance:
    """The heavier of two weights."""
    return max(one, other, key=_data()["order"].index)

"""Texts → words that can be compared, and which of them the law hangs on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

_EVEN = str.maketrans("“”„‘’`–‑‐", "\"\"\"'''---", "\u00ad")
_SECTION = re.compile(r"(§+)\s*")
_EDGES = re.compile(r"^[\"'(\[]+(?![A-Za-z0-9]{1,5}\))|[\"'\].,;:?!—]+$")
_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr aug sept oct nov dec"
).split()
# The words a duty, a permission or an exception hangs on; "may" is one, and so no month.
_OPERATIVE = frozenset(
    "not no never except unless nor neither without only shall may must cannot".split()
)
_DESIGNATION = re.compile(r"\([A-Za-z0-9]{1,5}\)")


@dataclass(frozen=True)
class Edit:
    """Words ``gold[gold_start:gold_end]`` that were read as ``got[got_start:got_end]``."""

    gold_start: int
    gold_end: int
    got_start: int
    got_end: int


def even(text: str) -> str:
    """One form of quotes, dashes and section signs, and one space between words."""
    text = text.translate(_EVEN).replace("''", '"').replace("--", "—")
    return " ".join(_SECTION.sub(r"\1 ", text).split())


def words(text: str) -> list[str]:
    """The words of a text in one form, with the marks that stand on them."""
    return even(text).split()


@cache
def word_forms(printed: str) -> tuple[str, ...]:
    """The word, or words, that one printed word is compared as."""
    return tuple(words(printed))


def edits(gold: Sequence[str], got: Sequence[str]) -> list[Edit]:
    """Where two sequences of words differ, by the fewest edits."""
    return [
        Edit(op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(gold, got)
        if op.tag != "equal"
    ]


@cache
def critical(word: str) -> str | None:
    """Why a wrong reading of this word could change the law; None where it hardly could.

    Numbers (with amounts and dates), months, designations, and the words that oblige, allow,
    forbid or except.
    """
    bare = _EDGES.sub("", word).lower()
    if _DESIGNATION.search(word):
        return "designation"
    if any(character.isdigit() for character in bare):
        return "number"
    if bare in _OPERATIVE:
        return "operative"
    return "month" if bare in _MONTHS else None

"""Brackets that OCR has garbled, told by form: "(ii)" read as "Cii)" or "Gi)"."""

from __future__ import annotations

import re

# A bracket that opens, as Tesseract reads it, alone or with the letter behind it.
_OPENING = r"[({\[GCc]{0,2}"
_WITH_LETTER = r"|[({\[C]?[GCQ@]{1,2}"
# What no label is: "@", nothing at all, a capital before small letters.
_IMPOSSIBLE = re.compile(r"@|\(\)|\([GC][a-z]+\)")
_UPRIGHT = "lI1i|!"
_PIECE = re.compile(r"\((?P<letter>\w?)|(?P<upright>[lI1i])|(?P<closing>\))|(?P<other>.)", re.S)


def is_garbled(before: str, after: str) -> bool:
    """Whether one text is the other with an opening bracket misread or lost.

    The brackets prove it: the one that closes stands in both, the one that opens in one only, or
    what is between them is no label. So "(i)" and "(ii)" are never taken for each other.
    """
    return _is_made_of(before, after) or _is_made_of(after, before)


def _is_made_of(printed: str, read: str) -> bool:
    lost = printed.count("(") > read.count("(") or _IMPOSSIBLE.search(read)
    if not lost or _IMPOSSIBLE.search(printed) or printed.count(")") != read.count(")"):
        return False
    return bool(re.fullmatch("".join(map(_readings, _PIECE.finditer(printed))), read))


def _readings(piece: re.Match[str]) -> str:
    """A pattern of what Tesseract may read for one piece of print."""
    if piece["upright"]:
        return f"[{re.escape(_UPRIGHT)}]"
    if piece["closing"]:
        return r"[)}\]]"
    if piece["other"]:
        return re.escape(piece["other"])
    letter = piece["letter"]
    shape = f"[{re.escape(_UPRIGHT)}]" if letter and letter in _UPRIGHT else re.escape(letter)
    return f"(?:{_OPENING}{shape}{_WITH_LETTER}|[({{\\[]?)" if letter else f"(?:{_OPENING})"

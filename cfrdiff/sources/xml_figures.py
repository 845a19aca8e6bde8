"""Fractions, raised and lowered figures as Unicode has them: 8½, 10⁵, H₂O.

GPO's XML sets fractions in FR, raised figures in SU or E T="51", lowered ones in E T="52"; with
codes 53 and 54 they are italic (the locator codes of GPO's typesetting, of which two further
figures may name the font). A raised figure that an FTREF follows is a footnote's mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from cfrdiff.sources.xml_kinds import Element

Setting = Literal["fraction", "raised", "lowered"]

_BY_NAME: dict[str, Setting] = {
    "FR": "fraction",
    "SU": "raised",
    "SUP": "raised",
    "SUB": "lowered",
}
_BY_CODE: dict[str, Setting] = {
    "51": "raised",
    "53": "raised",
    "52": "lowered",
    "54": "lowered",
}
_CODE = re.compile(r"(?:\d\d)?(5[1-4])")
_FRACTION = re.compile(r"\s*(\d+)\s*[/⁄]\s*(\d+)")
# "½": Unicode names the signs there are by what they stand for.
_SIGNS = {unicodedata.normalize("NFKC", sign): sign for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
# Figures with a sign before or, of an ion, behind: "-19", "2+", "−". Letters stay as they are.
_FIGURES = re.compile(r"\s*(?:[+−–-]?\d[\d,\s]*[+−–-]?|[+−–-])\s*")
_DECIMAL = re.compile(r"\s*[+−–-]?\d*\.\d+\s*")
_PLAIN = "0123456789+-−–"
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")


@lru_cache(maxsize=256)
def setting_of(element: Element) -> Setting | None:
    """How an element sets figures, None where it does not."""
    name, type_ = element
    if name == "E":
        code = _CODE.fullmatch(type_)
        return _BY_CODE[code[1]] if code else None
    return _BY_NAME.get(name)


def as_set(text: str, setting: Setting, before: str) -> str:
    """What an element holds, as it is set; `before` is the character it stands behind.

    What is no fraction or figure is returned as it is. A fraction that has no single sign stands
    apart from the whole number before it: 3 1⁄28.
    """
    if setting == "fraction":
        return _fraction(text, before)
    if not _FIGURES.fullmatch(text):
        # There is no raised point: 10^1.5 is not 101.5.
        is_power = setting == "raised" and before.isalnum() and _DECIMAL.fullmatch(text)
        return f"^{text.strip()}" if is_power else text
    return text.translate(_RAISED if setting == "raised" else _LOWERED)


def _fraction(text: str, before: str) -> str:
    match = _FRACTION.match(text)
    if match is None:
        return text
    over, under = match.groups()
    sign = _SIGNS.get(f"{over}⁄{under}") or f"{' ' if before.isdigit() else ''}{over}⁄{under}"
    return sign + text[match.end() :]

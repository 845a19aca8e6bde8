"""Addresses among the tokens of a text: streets, boxes, cities, mail stops, the web, telephones.

The forms are those of USPS Publication 28, as regulations print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.language.tokens import Token

# What a token is to an address, one letter each: the first row that fits it whole. An address is
# a pattern over these letters; a matcher of tokens tries its many optional pieces at every word.
_KINDS = tuple(
    (letter, re.compile(pattern, re.DOTALL))
    for letter, pattern in (
        ("e", r"[A-Z][\w.+-]*@.+"),
        ("w", r"(?:https?://|www\.|[\w.+-]+@).+"),
        ("t", r"(?:\(\d{3}\)\s?|\d-)?(?:\d{3}[-–])?\d{3}[-–]\d{4}"),
        ("Z", r"\d{5}"),
        ("z", r"\d{5}[-–]\d{4}"),
        ("n", r"\d+"),
        ("a", r"\d+[A-Za-z]"),
        ("o", r"P\.O\."),
        ("b", r"Box"),
        ("m", r"Mail"),
        ("s", r"Stop|Code"),
        ("T", r"[A-Z][a-z]+"),
        ("K", r"[A-Z][A-Za-z]+"),
        ("D", r"[A-Z][A-Za-z.]+"),
        ("W", r"[A-Z][\w-]*"),
        ("P", r"[A-Z].*"),
        ("c", r","),
        ("d", r"[.#]"),
    )
)
_NONE = " "
_PIECE = "[ZnaobmsTKDWPcde]"
_ZIP = "[Zz]"
# Each at every place where it can begin, as long as it can be.
_FORMS = tuple(
    re.compile(f"(?=({form}))")
    for form in (
        rf"[Zn]{_PIECE}{{2,18}}{_ZIP}",  # 6650 Telecom Drive, Suite 100, Indianapolis, IN 46278
        rf"ob{_PIECE}{{1,12}}{_ZIP}",  # P.O. Box 1450, Alexandria, VA 22313-1450
        rf"[bmsT]{{1,3}}c[bmsTKDo]{{1,2}}{_ZIP}",  # Washington, DC 20229
        r"ms[ZnbmsTKW]{1,6}",  # Mail Stop A4
        r"[wet]",
    )
)


def find_addresses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The ranges of tokens that may be an address; they can overlap."""
    letters = "".join(_letter(token.text) for token in tokens)
    for form in _FORMS:
        for match in form.finditer(letters):
            yield match.span(1)


def _letter(token: str) -> str:
    first = token[0]
    if first.islower() and "@" not in token and "." not in token:
        return _NONE  # nearly every word
    return next((letter for letter, kind in _KINDS if kind.fullmatch(token)), _NONE)

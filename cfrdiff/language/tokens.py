"""Text → words, numbers and marks, each with its place; numbers and citations stay whole."""

from __future__ import annotations

import msgspec

from cfrdiff import late
from cfrdiff.cites import LABEL, SECTION_NUMBER

_TOKEN = late.compile(
    r"(?:https?://|www\.)[^\s()<>]*[\w/]"  # a place on the web
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|\(\d{3}\)\s?\d{3}[-–]\d{4}"  # a telephone number
    rf"|{LABEL}"
    r"|\$\d[\d,]*(?:\.\d+)?"  # an amount
    r"|\d+(?:[–-]\d+){2,}"  # a telephone or docket number
    # A section whose number has letters or parentheses in it, 240.10b5-1; others are numbers too.
    rf"|(?=[\d-]{{1,12}}+[A-Za-z]?\.(?:\d+[A-Za-z(]|T\d)){SECTION_NUMBER}(?![\w%])"
    r"|\d[\d,]{0,60}(?:\.\d{1,30}){0,30}[a-z]?(?:[-–]\d{1,30}){0,30}%?(?!\w)"  # a number, a section
    r"|(?:[A-Z]\.){2,}"  # U.S., U.S.C., D.C.
    r"|[^\W\d_]+(?:[-’'][^\W\d_]+)*"  # a word
    r"|\w+|\S"
)


class Token(msgspec.Struct, frozen=True):
    """``text[start:end]`` of a paragraph, a word or a mark."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Cut text into tokens; everything but white space lies in one."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        # A comma or point behind a number belongs to the sentence: "163.12," and "28217."
        while end - start > 1 and text[end - 1] in ",." and text[start].isdigit():
            end -= 1
        tokens.append(Token(text[start:end], start, end))
        if end < match.end():
            tokens.append(Token(text[end : match.end()], end, match.end()))
    return tokens

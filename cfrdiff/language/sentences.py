"""Where the sentences of a text stand."""

from __future__ import annotations

import re

from cfrdiff.language.abbreviations import ends_in_abbreviation

_END = re.compile(r"[.?!][”\"’)]*(?=\s+[“\"(]?[A-Z§])")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand; every character but white space is in one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and ends_in_abbreviation(text, match.start() + 1):
            continue
        spans.append((start, match.end()))
        start = match.end()
        while text[start].isspace():
            start += 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans

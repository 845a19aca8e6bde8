"""A sentence with its quotations put aside, so that their words are not read as its own."""

from __future__ import annotations

import re

import msgspec

_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”|\"([^\"]*)\"|‘‘((?:[^‘’]|‘(?!‘)|’(?!’))*+)’’")
# What stands in a quotation's place: its number between two private characters.
QUOTED = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
# Fragments of patterns: one mark, and where one begins.
MARK, BEGINS = r"\ue000\d+\ue001", "\ue000"


class Sentence(msgspec.Struct, frozen=True):
    """Words with marks in the place of quotations, and these."""

    words: str
    quotations: list[str]

    @classmethod
    def of(cls, written: str) -> Sentence:
        """The sentence as written, its quotations put aside."""
        quotations: list[str] = []

        def put_aside(match: re.Match[str]) -> str:
            quotations.append(next(group for group in match.groups() if group is not None))
            return QUOTED.format(len(quotations) - 1)

        return cls(_QUOTED.sub(put_aside, written), quotations)

    def quoted_in(self, stretch: str) -> list[str]:
        """What is quoted in a stretch of its words."""
        return [self.quotations[int(number)] for number in _MARKED.findall(stretch)]

"""What a text cites: provisions of the CFR, and statutes, notices and orders.

A citation is taken with its sign or word and with all members of a list or range that lean on the
first: "paragraphs (b)(1)(v), (vi), and (vii) of this section".
"""

from __future__ import annotations

import re

from cfrdiff.cites import Member
from cfrdiff.language.citation import Citation
from cfrdiff.language.homes import cite_at, going_on

# Where one may begin: what all of them begin with, so that a text is scanned once.
_MAY_OPEN = re.compile(
    r"§|\((?<=[a-z]\s\()|(?<!\w)(?:\d|[Ss]ec(?:tion|s?\.)|[Pp]ar(?:agraph|t)|[Ss]u(?:b|pp)"
    r"|[Aa]ppendix|[Cc](?:hapter|lause)|[Ii]tems?\s\(|[Tt]h(?:is|at)\s|Treas|Pub|Exec|E\.?O|T\.D)"
)
_HERE_BEHIND = re.compile(
    r"(?<!\s)\s+(?:of|to)\s+this\s+(?:section|part|chapter|subchapter|title)\b"
)


def find_citations(text: str) -> list[Citation]:
    """Everything a text cites, in order, none overlapping another."""
    found: list[Citation] = []
    at = 0
    while match := _MAY_OPEN.search(text, at):
        one = cite_at(text, match.start(), found[-1] if found else None)
        at = match.end()
        while one is not None:
            found.append(one)
            at = one.end
            one = going_on(text, one)
    return found


def numbered_pieces(text: str, one: Citation) -> list[tuple[int, int]]:
    """A citation cut before each later member that has a number of its own: "§§ 2.141" and
    "2.142", but "paragraphs (b)(1), (2), and (3)" in one. Spans in the text, without the "of this
    section" behind them.
    """
    cuts = sorted({m.start for m in _numbered_later(text, one)})
    ends = [max(m.end for m in one.members if m.start < cut) for cut in cuts]
    here = _HERE_BEHIND.search(text, one.start, one.end)
    end = here.start() if here and here.end() == one.end else one.end
    return list(zip([one.start, *cuts], [*ends, end], strict=True))


def _numbered_later(text: str, one: Citation) -> list[Member]:
    first = one.members[0].start if one.members else one.start
    return [m for m in one.members if m.start > first and text[m.start] != "("]

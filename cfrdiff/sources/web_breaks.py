"""Which line breaks of a web page part paragraphs: pages made of one text have nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff import late
from cfrdiff.cites import LABEL
from cfrdiff.sources.web_elements import INLINE
from cfrdiff.sources.web_tokens import Piece, Tag

_BEGINS = late.compile(rf"\s*(?:{LABEL}|§|\[\d)")
# Tags and pieces behind a break that are looked at; a few open what stands in the next line.
_NEAR = 8


def parts_paragraphs(found: Sequence[Tag | Piece], i: int) -> bool:
    """Whether a paragraph ends at the line break that is the `i`-th of a page's tags and pieces:
    another break, a label or a section comes next.
    """
    for one in found[i + 1 : i + 1 + _NEAR]:
        if isinstance(one, Piece):
            if one.text.strip():
                return bool(_BEGINS.match(one.text))
        elif one.name not in INLINE:
            return one.name == "br"
    return False

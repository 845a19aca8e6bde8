"""When two figures, or two citations, say the same."""

from __future__ import annotations

import re

from cfrdiff.changes.difference import QUANTITY, Difference, near
from cfrdiff.changes.sides import Side
from cfrdiff.language.citation import Citation
from cfrdiff.language.citations import find_citations
from cfrdiff.language.comparisons import one_comparison
from cfrdiff.language.quantity import Quantity, same_precision, same_value
from cfrdiff.language.typography import even

# Where these have another number of places, the value is meant all the same: $25 and $25.00.
_EXACT = frozenset(("money", "time"))
# These stand behind a noun by themselves.
_OF = re.compile(rf"\bof {QUANTITY}")
_NEED_NO_OF = frozenset(
    ("in excess of", "exceeding", "not in excess of", "not exceeding", "not to exceed")
)
_DASHES, _HYPHENS = frozenset("-–−"), frozenset("-‑")
_LETTERS = re.compile(r"[a-z]+")
_CFR = re.compile(r"C\.F\.R\.|(?:the )?Code of Federal Regulations")
_CONNECTIVES = frozenset(("and", "or", "and/or"))
_JOINTS = frozenset(("and", "or", "through", "to"))
_OF_PARTS = _JOINTS | {"part", "parts", "of", "title", "cfr"}
_OTHER_CODE = re.compile(r",? (?:of the )?(?:United States Code|U\. ?S\. ?C|USC)")
_CITING = re.compile(r"[\d§()]|section|paragraph|part|chapter|title", re.IGNORECASE)


def same_quantities(one: Difference) -> bool:
    """Whether the same figures are said otherwise, and nothing else differs: "five", "five (5)"."""
    if not one.has_quantities:
        return False
    left, right, olds, news = one.measured
    if not olds or len(olds) != len(news):
        return False
    if even(left) != even(right) and not _of_comes_with_comparison(one):
        return False
    pairs = list(zip(olds, news, strict=True))
    if not all(_said_of(one.old, a) == _said_of(one.new, b) for a, b in pairs):
        return False
    if not all(one_comparison(_compared(one.old, a), _compared(one.new, b)) for a, b in pairs):
        return False
    return all(same_value(a, b) for a, b in pairs) and all(
        same_precision(a, b) or a.kind in _EXACT for a, b in pairs
    )


def _of_comes_with_comparison(one: Difference) -> bool:
    """Whether all that differs beside one quantity is the "of" that joins what it is compared by to
    a noun, where the other comparison needs none: "a load of more than 5 tons", "a load in excess
    of 5 tons".
    """
    left, right, olds, news = one.measured
    if len(olds) != 1:
        return False
    return any(
        even(_OF.sub(QUANTITY, text)) == even(other) and _compared(side, quantity) in _NEED_NO_OF
        for text, other, side, quantity in (
            (left, right, one.new, news[0]),
            (right, left, one.old, olds[0]),
        )
    )


def _said_of(side: Side, quantity: Quantity) -> tuple[bool, str]:
    """How a quantity is printed beside its number and unit: whether a hyphen joins these
    ("two-year-old"), and its dash.
    """
    number = quantity.value if quantity.to is None else quantity.to
    # A dash behind another figure may be a minus or stand in a range.
    before, first = (
        side.text[max(0, quantity.start - 2) : quantity.start],
        side.text[quantity.start],
    )
    dash = first if before[:1].isdigit() and first in _DASHES else ""
    return side.text[number.end : number.end + 1] in _HYPHENS, dash


def _compared(side: Side, quantity: Quantity) -> str:
    """What a quantity is compared by as it is printed, in small letters."""
    one = quantity.comparison
    return " ".join(side.text[one.start : one.end].lower().split()) if one else ""


def same_citation(one: Difference) -> bool:
    """Whether the same provisions are cited with another sign or word: "section 205.8"."""
    if not any(_CITING.search(side) for side in one.whole):
        return False
    cited, other = _cited(one.old), _cited(one.new)
    return cited is not None and cited == other


def _cited(side: Side) -> tuple[object, ...] | None:
    """What the one citation says that a side lies in; None where no citation says all."""
    start, end = near(side)
    found = [
        citation
        for citation in find_citations(side.text[start:end])
        if citation.start + start <= side.end and side.start <= citation.end + start
    ]
    if len(found) != 1:
        return None
    (one,) = found
    inside = one.start + start <= side.start and side.end <= one.end + start
    if not inside:
        return None
    if one.members:
        members = [(member.cite, member.ends_range) for member in one.members]
        # "Paragraph (a) or (b)" and "paragraphs (a) and (b)" ask for other things.
        joints = [member.joint for member in one.members if member.joint in _CONNECTIVES]
        return one.title, members, joints, one.kind, one.law
    behind = one.end + start
    return _cited_parts(one, side.text[one.start + start : behind], side.text[behind:])


def _cited_parts(one: Citation, printed: str, behind: str) -> tuple[object, ...] | None:
    """The parts of a title that a citation names, and what joins them; None where it names more,
    a subpart or chapter, or where the title may be one of the U.S. Code.
    """
    if one.title is None or _OTHER_CODE.match(behind):
        return None
    words = _LETTERS.findall(_CFR.sub("CFR", printed).lower())
    if not _OF_PARTS.issuperset(words):
        return None
    joints = [word for word in words if word in _JOINTS]
    return one.title, one.numbers, one.through, joints

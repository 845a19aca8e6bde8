"""When two figures, or two citations, say the same."""

from __future__ import annotations

import re

from cfrdiff.changes.difference import Difference, near
from cfrdiff.changes.sides import Side
from cfrdiff.language.citation import Citation
from cfrdiff.language.citations import find_citations
from cfrdiff.language.quantity import Quantity, same_precision, same_value
from cfrdiff.language.typography import even
from cfrdiff.language.unit_table import unit_table

# Where these have another number of places, the value is meant all the same: $25 and $25.00.
_EXACT = frozenset(("money", "time"))
_WORDS = re.compile(r"[a-z.]+")
_HYPHEN = re.compile(r"[a-z0-9)]-[a-z]")
_CITING = re.compile(r"[\d§()]|section|paragraph|part|chapter|title", re.IGNORECASE)


def same_quantities(one: Difference) -> bool:
    """Whether the same figures are said otherwise, and nothing else differs: "five", "five (5)"."""
    if not one.has_quantities:
        return False
    left, right, olds, news = one.measured
    if not olds or len(olds) != len(news) or even(left) != even(right):
        return False
    pairs = list(zip(olds, news, strict=True))
    if not all(_said_of(one.old, a) == _said_of(one.new, b) for a, b in pairs):
        return False
    return all(same_value(a, b) for a, b in pairs) and all(
        same_precision(a, b) or a.kind in _EXACT for a, b in pairs
    )


def _said_of(side: Side, quantity: Quantity) -> tuple[list[str], bool, str]:
    """What is said of a quantity beside its number and unit: which of them are counted, as in
    "cumulative" years, whether a hyphen joins it to its unit ("two-year-old"), and its dash.
    """
    printed = side.text[quantity.start : quantity.end].lower()
    counted = [word for word in _WORDS.findall(printed) if word in unit_table().counted]
    # A dash behind another figure may be a minus or stand in a range.
    before = side.text[max(0, quantity.start - 2) : quantity.start]
    dash = printed[:1] if before[:1].isdigit() and printed[:1] in "-–−" else ""
    return counted, bool(_HYPHEN.search(printed)), dash


def same_citation(one: Difference) -> bool:
    """Whether the same provisions are cited with another sign or word: "section 205.8"."""
    if not any(_CITING.search(side) for side in one.whole):
        return False
    cited, other = _cited(one.old), _cited(one.new)
    return cited is not None and other is not None and _targets(cited) == _targets(other)


def _cited(side: Side) -> Citation | None:
    """The one citation that a side lies in."""
    start, end = near(side)
    found = [
        citation
        for citation in find_citations(side.text[start:end])
        if citation.start + start <= side.end and side.start <= citation.end + start
    ]
    if len(found) != 1 or not found[0].members:
        return None
    inside = found[0].start + start <= side.start and side.end <= found[0].end + start
    return found[0] if inside else None


def _targets(citation: Citation) -> tuple[object, ...]:
    members = [(member.cite, member.ends_range) for member in citation.members]
    return citation.title, members, citation.kind, citation.law

"""The offices named in a paragraph, with their addresses."""

from __future__ import annotations

from collections.abc import Iterator

from cfrdiff.provisions.language import Parsed
from cfrdiff.provisions.model import Office

_JOINS = frozenset({",", "of", "and", "&"})


def offices(parsed: Parsed) -> list[Office]:
    """Offices named, in order. One with an address is named as the letter would be addressed:
    "Director, Regulatory Audit Division, U.S. Customs Service".
    """
    found = list(_addressed(parsed))
    named = [
        Office(parsed.text[one.start : one.end], None, one.start, one.end)
        for one in parsed.mentions
        if one.label == "office" and not any(o.start <= one.start < o.end for o in found)
    ]
    return sorted([*found, *named], key=lambda one: one.start)


def _addressed(parsed: Parsed) -> Iterator[Office]:
    for place in parsed.mentions:
        first = _addressee(parsed, place.first) if place.label == "address" else place.first
        if first < place.first:
            name = parsed.words(first, place.first).rstrip(" ,")
            address = parsed.text[place.start : place.end]
            yield Office(name, address, parsed.tokens[first].start, place.end)


def _addressee(parsed: Parsed, address: int) -> int:
    """The first token of the names before an address: capitals, commas, "of" and "and"."""
    at = address
    while at > 0 and _goes_before(parsed, at):
        at -= 1
    while at < address and not parsed.tokens[at].text[0].isupper():
        at += 1
    return at


def _goes_before(parsed: Parsed, at: int) -> bool:
    """Whether the token before `at` belongs to the names that go on there."""
    word = parsed.tokens[at - 1].text
    joins = word in _JOINS and parsed.tokens[at].text not in {",", "of"}
    return joins or word[0].isupper()

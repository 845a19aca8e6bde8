"""Deadlines, amounts and offices in a paragraph, from what is named in it."""

from __future__ import annotations

import re
from typing import Literal, cast, get_args

from cfrdiff.provisions.language import Parsed, language, word_set
from cfrdiff.provisions.model import Deadline, Office, Words

Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year"]
_UNITS = frozenset(get_args(Unit))
_KINDS = frozenset(("calendar", "business", "working", "consecutive", "fiscal", "banking"))


def deadlines(parsed: Parsed) -> list[Deadline]:
    """Every length of time in order, with the days counted and what it is counted from.

    Ages ("62 years old", "18 years of age") are none.
    """
    found = [_deadline(parsed, m.first, m.last) for m in parsed.mentions if m.label == "deadline"]
    found += _hyphenated(parsed) + _open(parsed)
    lengths: list[Deadline] = []
    for one in sorted((one for one in found if one is not None), key=lambda one: one.start):
        if not lengths or lengths[-1].end <= one.start:
            lengths.append(one)
    return lengths


def amounts(parsed: Parsed) -> list[Words]:
    """Sums of money and percentages."""
    return [
        Words(parsed.text[m.start : m.end], m.start, m.end)
        for m in parsed.mentions
        if m.label == "amount"
    ]


def offices(parsed: Parsed) -> list[Office]:
    """Offices named, in order. One with an address is named as the letter would be addressed:
    "Director, Regulatory Audit Division, U.S. Customs Service".
    """
    found = []
    for place in parsed.mentions:
        if place.label == "address":
            first = _addressee(parsed, place.first)
            if first < place.first:
                name = parsed.words(first, place.first).rstrip(" ,")
                address = parsed.text[place.start : place.end]
                found.append(Office(name, address, parsed.tokens[first].start, place.end))
    for office in parsed.mentions:
        covered = any(one.start <= office.start < one.end for one in found)
        if office.label == "office" and not covered:
            name = parsed.text[office.start : office.end]
            found.append(Office(name, None, office.start, office.end))
    return sorted(found, key=lambda one: one.start)


def _addressee(parsed: Parsed, address: int) -> int:
    """The first token of the names before an address: capitals, commas, "of" and "and"."""
    at = address
    while at > 0:
        word = parsed.tokens[at - 1].text
        joins = word in {",", "of", "and", "&"} and parsed.tokens[at].text not in {",", "of"}
        if not (word[0].isupper() or joins):
            break
        at -= 1
    while at < address and not parsed.tokens[at].text[0].isupper():
        at += 1
    return at


def _deadline(parsed: Parsed, first: int, last: int) -> Deadline | None:
    lower = parsed.lower
    if any(parsed.text[parsed.tokens[last - 1].end :].lstrip().startswith(age) for age in ages()):
        return None
    # "30 calendar days", "thirty (30) days": the first number and the last unit.
    number = next((n for word in lower[first:last] if (n := _number(word)) is not None), None)
    units = [word.removesuffix("s") for word in lower[first:last]]
    unit = next((word for word in reversed(units) if word in _UNITS), None)
    if number is None or unit is None:
        return None
    kinds = [word for word in lower[first + 1 : last] if word in _KINDS]
    return _with_origin(parsed, first, last, number, cast(Unit, unit), kinds[0] if kinds else None)


def ages() -> list[str]:
    """What behind a number of years makes it an age."""
    return cast(list[str], language()["deadlines"]["ages"])


def _number(word: str) -> int | None:
    table = cast(dict[str, int], language()["deadlines"]["numbers"])
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else table.get(word)


def _hyphenated(parsed: Parsed) -> list[Deadline | None]:
    """Those such as "a 30-day period", where the tokens keep the hyphen apart."""
    found: list[Deadline | None] = []
    units = "day|week|month|year|hour|minute|quarter"
    for i in range(len(parsed.tokens) - 2):
        number, hyphen, unit = parsed.lower[i : i + 3]
        if hyphen in "-–" and _number(number) is not None and re.fullmatch(units, unit):
            found.append(_with_origin(parsed, i, i + 3, _number(number), cast(Unit, unit), None))
    return found


def _open(parsed: Parsed) -> list[Deadline | None]:
    """Deadlines that the text leaves open: "a reasonable time"."""
    phrases = sorted(language()["deadlines"]["open"], key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)
    starts = {token.start: i for i, token in enumerate(parsed.tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(parsed.tokens)}
    return [
        _with_origin(parsed, starts[m.start()], ends[m.end()], None, None, None)
        for m in pattern.finditer(parsed.text)
    ]


def _with_origin(
    parsed: Parsed, first: int, last: int, number: int | None, unit: Unit | None, kind: str | None
) -> Deadline:
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    days: Literal["calendar", "business"] | None = None
    if kind is not None:
        days = "business" if kind in ("business", "working", "banking") else "calendar"
    relation, origin = _origin(parsed, last)
    return Deadline(parsed.text[start:end], start, end, number, unit, days, relation, origin)


def _origin(parsed: Parsed, last: int) -> tuple[str | None, str | None]:
    """The relation and what follows it: "after", "the date of receipt"."""
    at = last
    while at < len(parsed.tokens) and parsed.depth[at] > parsed.depth[last - 1]:
        at += 1  # "25 months (12 months for business credit) after"
    rest = " ".join(parsed.lower[at : at + 2])
    relation = next(
        (r for r in language()["deadlines"]["relations"] if rest == r or rest.startswith(r + " ")),
        None,
    )
    if relation is None:
        return None, None
    first = at + len(relation.split())
    stop = first
    stops = word_set("deadlines", "stops")
    while stop < len(parsed.tokens) and not (
        parsed.depth[stop] <= parsed.depth[last - 1]
        and (parsed.lower[stop] in stops or parsed.lower[stop] in {",", ";", ".", ":"})
    ):
        stop += 1
    return relation, parsed.words(first, stop).rstrip(")") or None

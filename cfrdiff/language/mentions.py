"""Agencies, offices, addresses, citations, forms, deadlines, amounts and dates in a paragraph.

Names come from `cfrdiff.language.names`, citations and quantities from their own modules. The
tables stand in ``mentions.toml``, with their sources.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right

import msgspec

from cfrdiff.cites import LABEL
from cfrdiff.language.citations import find_citations, numbered_pieces
from cfrdiff.language.dates import Day
from cfrdiff.language.names import bodies, find_names, name_data, short_agencies
from cfrdiff.language.number_words import numerals
from cfrdiff.language.quantities import find_quantities
from cfrdiff.language.quantity import Quantity
from cfrdiff.language.standards import find_forms, find_standards
from cfrdiff.language.tokens import Token, tokenize
from cfrdiff.language.unit_table import words_of


class Mention(msgspec.Struct, frozen=True):
    """``text[start:end]`` names something of the kind `label`; tokens ``[first, last)``.

    Of a deadline, amount or date, `quantity` is what it says, with places in the same text.
    """

    label: str
    start: int
    end: int
    first: int
    last: int
    quantity: Quantity | None = None


class Table(msgspec.Struct, frozen=True):
    """The data behind the pipeline."""

    atomic: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    nothing_denied: re.Pattern[str]
    condition: re.Pattern[str]
    conditional: re.Pattern[str]
    defining: re.Pattern[str]
    event: re.Pattern[str]
    limit: re.Pattern[str]
    numbers: frozenset[str]
    finite: frozenset[str]
    counted: frozenset[str]
    widening: re.Pattern[str]
    term: re.Pattern[str]
    markers: frozenset[str]
    fillers: frozenset[str]
    pronouns: frozenset[str]
    short_agencies: frozenset[str]
    titles: frozenset[str]
    quoted_term: re.Pattern[str]


@functools.cache
def table() -> Table:
    """Word tables that need no pipeline."""
    data = name_data()
    verbs = "|".join(data["definition"]["verbs"])
    conditions = "|".join(data["condition"]["words"])
    events = "|".join(data["deadline"]["events"])
    events = events.replace("UNITS", "|".join(map(re.escape, sorted(words_of("time")))))
    return Table(
        atomic=frozenset(data["atomic"]),
        modals=frozenset(data["modal"]["words"]),
        negations=frozenset(data["negation"]["words"]),
        nothing_denied=re.compile(rf"\b(?:{'|'.join(data['negation']['nothing_denied'])})\b"),
        condition=re.compile(rf"(?:(?:and|or|but) )?(?:{conditions})\b"),
        conditional=re.compile(rf"\b(?:{conditions})$"),
        defining=re.compile(rf"(?:{LABEL}\s*)?(?P<term>(?:[^\s.;:]+\s+){{1,10}}?)(?:{verbs})\b"),
        event=re.compile(rf"\b(?:{events})\s*$", re.IGNORECASE),
        limit=re.compile(
            rf"\W*(?:(?:and|or|again) )*(?:{'|'.join(data['deadline']['leads'])})\b", re.IGNORECASE
        ),
        widening=re.compile(rf"\W*(?:and|or) (?:{'|'.join(data['fillers']['widening'])})\b"),
        counted=frozenset(data["amount"]["counted"]),
        term=re.compile(
            r"\b[Tt]he (?:term|word|phrase)s? [“\"]|[“\"][^”\"]+[”\"] (?:" + verbs + r")\b"
        ),
        markers=frozenset(data["definition"]["markers"]),
        finite=frozenset(data["finite"]["words"]),
        numbers=numerals(),
        fillers=frozenset(data["fillers"]["words"]),
        pronouns=frozenset(data["pronoun"]["words"]),
        short_agencies=short_agencies(),
        titles=frozenset(data["office"]["titles"]),
        quoted_term=re.compile(rf"[“\"][^”\"]+[”\"]\W*(?:{verbs})\b"),
    )


def one_body(one: str, other: str) -> bool:
    """Whether two names are those of one agency, or of one and the body that took over from it."""
    return any(one in names and other in names for names in bodies())


def names_of(short: str) -> frozenset[str]:
    """The other names of the agency that has a short name; none where the table has it not."""
    return next((names - {short} for names in bodies() if short in names), frozenset())


def find_mentions(text: str) -> tuple[list[Token], list[Mention]]:
    """The tokens of a text and what is named in it, longest first where names overlap."""
    return _find(text)


@functools.lru_cache(maxsize=4096)
def _find(text: str) -> tuple[list[Token], list[Mention]]:
    tokens = tokenize(text)
    if not tokens:
        return tokens, []
    places = _Places(tokens)
    citations = find_citations(text)
    cited = [
        places.mention(one.kind, start, end)
        for one in citations
        for start, end in numbered_pieces(text, one)
    ]
    standards = list(find_standards(text))
    cited = _free([places.mention("citation", *span) for span in standards], cited)
    cited = _free([places.mention("form", *span) for span in find_forms(text)], cited)
    spans = sorted([*((c.start, c.end) for c in citations), *standards])
    counted = [
        places.mention(label, one.start, one.end_before_per, one)
        for one in find_quantities(text, spans)
        if (label := _label(one)) is not None
    ]
    named = [
        Mention(label, tokens[first].start, tokens[last - 1].end, first, last)
        for label, first, last in find_names(tokens)
    ]
    mentions = _free(counted, _free(named, cited))
    return tokens, sorted(mentions, key=lambda mention: mention.start)


class _Places:
    """The tokens of a text, asked for what covers a span."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._starts = [token.start for token in tokens]

    def mention(
        self, label: str, start: int, end: int, quantity: Quantity | None = None
    ) -> Mention:
        """What the tokens that touch ``[start, end)`` name."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        begin, close = self._tokens[first].start, self._tokens[last - 1].end
        return Mention(label, begin, close, first, last, quantity)


def _free(found: list[Mention], taken: list[Mention]) -> list[Mention]:
    """What was found together with what is `taken`, but for what overlaps that."""
    return [*taken, *(n for n in found if all(n.end <= t.start or t.end <= n.start for t in taken))]


def _label(one: Quantity) -> str | None:
    """What a quantity is mentioned as; lengths and weights, numbers and hours are not."""
    if one.kind == "ordinal":
        return "deadline" if one.unit else None
    if isinstance(one.value, Day) and one.value.month is None:
        return None  # a year by itself
    return _LABELS.get(one.kind)


_LABELS = {"duration": "deadline", "money": "amount", "percent": "amount", "date": "date"}

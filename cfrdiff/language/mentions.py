"""Agencies, offices, addresses, citations, forms, deadlines, amounts and dates in a paragraph.

Names are found by a blank English spaCy pipeline with an entity ruler; nothing is trained or
downloaded. Its tokens are ours, so that what it finds can be laid over an edit. The tables stand
in ``mentions.toml``, with their sources. Citations and quantities come from `cfrdiff.language`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from importlib import resources
from typing import Any

import msgspec

from cfrdiff.cites import LABEL
from cfrdiff.language.citations import find_citations, numbered_pieces
from cfrdiff.language.dates import Day
from cfrdiff.language.number_words import numerals
from cfrdiff.language.quantities import find_quantities
from cfrdiff.language.quantity import Quantity
from cfrdiff.language.standards import find_forms, find_standards
from cfrdiff.language.tokens import Token, tokenize
from cfrdiff.language.unit_table import words_of

Pattern = list[dict[str, Any]]


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
    data = _data()
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
        short_agencies=_short_agencies(),
        titles=frozenset(data["office"]["titles"]),
        quoted_term=re.compile(rf"[“\"][^”\"]+[”\"]\W*(?:{verbs})\b"),
    )


def one_body(one: str, other: str) -> bool:
    """Whether two names are those of one agency, or of one and the body that took over from it."""
    return any(one in names and other in names for names in _bodies())


def names_of(short: str) -> frozenset[str]:
    """The other names of the agency that has a short name; none where the table has it not."""
    return next((names - {short} for names in _bodies() if short in names), frozenset())


@functools.cache
def _short_agencies() -> frozenset[str]:
    """The names of one word by which agencies are called."""
    initials = (name for names in _bodies() for name in names if name.isupper())
    return frozenset(_data()["agency"]["short"]) | {name for name in initials if name.isalpha()}


@functools.cache
def _bodies() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, _data()["agency"]["same"]))


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
    known = _known_agencies()
    named = [
        Mention(
            "agency" if span.text in known else span.label_,
            tokens[span.start].start,
            tokens[span.end - 1].end,
            span.start,
            span.end,
        )
        for span in _pipeline()(tokens).ents
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


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("cfrdiff.language") / "mentions.toml"
    return tomllib.loads(file.read_text("utf-8"))


@functools.cache
def _known_agencies() -> frozenset[str]:
    return frozenset(_data()["agency"]["names"])


@functools.cache
def _pipeline() -> Callable[[list[Token]], Any]:
    """What makes tokens a document of spaCy's whose entities are the names in it."""
    import spacy  # a second to load; reading alone does without
    from spacy.tokens import Doc

    nlp = spacy.blank("en")

    def document(tokens: list[Token]) -> Doc:
        follows = [
            i + 1 < len(tokens) and tokens[i + 1].start > token.end
            for i, token in enumerate(tokens)
        ]
        return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=follows)

    nlp.tokenizer = lambda text: document(tokenize(text))
    ruler = nlp.add_pipe("entity_ruler", config={"validate": True})
    ruler.add_patterns(_patterns(_data()))  # type: ignore[attr-defined]
    return lambda tokens: nlp(document(tokens))


def _patterns(data: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def add(label: str, *patterns: Pattern) -> None:
        found.extend({"label": label, "pattern": pattern} for pattern in patterns)

    # Phrases are looked up; a pattern of tokens is tried at every word, and these are most of all.
    names = (*data["agency"]["names"], *sorted(_short_agencies()))
    found += [{"label": "agency", "pattern": name} for name in names]
    add("agency", *_agencies(data["agency"]))
    add("office", *_offices(data["office"]))
    add("address", *_addresses())
    for label in ("deadline", "amount"):
        for phrase in data[label]["phrases"]:
            add(label, [{"LOWER": word} for word in phrase.split()])
    return found


_TITLE = {
    "TEXT": {"REGEX": r"^(?!(?:The|A|An|Each|Any|No|Such|If|In|This|All|When)$)[A-Z][A-Za-z]+$"}
}

_OF_THE: Pattern = [{"TEXT": "of"}, {"TEXT": "the"}]


def _agencies(data: dict[str, Any]) -> list[Pattern]:
    # "Veterans Administration", "Department of Veterans Affairs"
    ended: Pattern = [{**_TITLE, "OP": "+"}, {"TEXT": {"IN": data["ends"]}}]
    # "Pipeline and Hazardous Materials Safety Administration"
    joint: Pattern = [{**_TITLE, "OP": "+"}, {"TEXT": {"IN": ["and", "&", "for"]}}, *ended]
    headed: Pattern = [
        {"TEXT": {"IN": data["heads"]}},
        {"TEXT": "of"},
        {"TEXT": "the", "OP": "?"},
        {**_TITLE, "OP": "+"},
    ]
    return [ended, joint, headed]


def _offices(data: dict[str, Any]) -> list[Pattern]:
    title = _TITLE
    head = {"TEXT": {"IN": data["titles"]}}
    lead = {"TEXT": {"IN": data["title_leads"]}, "OP": "*"}
    end = {"TEXT": {"IN": data["ends"]}}
    # "Regulatory Audit Division", "Miami regulatory audit field office"
    named: Pattern = [
        {**title, "OP": "+"},
        {"TEXT": {"REGEX": r"^[a-z]+$", "NOT_IN": data["not_words"]}, "OP": "{0,3}"},
        end,
    ]
    # "Meat Quality Division of the Agricultural Marketing Service"
    named_of: Pattern = [*named, *_OF_THE, {**title, "OP": "+"}]
    # "Office of International Trade"
    office_of: Pattern = [
        {"TEXT": {"IN": ["Office", "Bureau", "Division"]}},
        {"TEXT": "of"},
        {**title, "OP": "+"},
    ]
    office_of_the: Pattern = [*office_of[:2], {"TEXT": "the"}, title]
    # "Executive Director, Regulatory Audit"
    titled: Pattern = [lead, head, {"TEXT": ","}, {**title, "OP": "+"}]
    # "Assistant Commandant for Marine Safety"
    charged: Pattern = [lead, head, {"TEXT": {"IN": ["for", "of"]}}, {**title, "OP": "+"}]
    # "Secretary of the Senate"
    body = {"TEXT": {**_TITLE["TEXT"], "NOT_IN": data["ends"]}}
    of_the_body: Pattern = [lead, head, *_OF_THE, body, {**title, "OP": "*"}]
    # "port director", "processing Center", "director of the port"
    head_word = {"TEXT": {"IN": data["officials"]}}
    lead_word = {"TEXT": {"IN": data["official_leads"]}}
    official: Pattern = [{**lead_word, "OP": "+"}, head_word]
    of_place: Pattern = [head_word, {"TEXT": "of"}, {"TEXT": "the"}, lead_word]
    by_name = [named, named_of, office_of, office_of_the]
    return [*by_name, titled, charged, of_the_body, official, of_place]


def _addresses() -> list[Pattern]:
    piece = {"TEXT": {"REGEX": r"^(?:[A-Z].*|[,.#]|\d+[A-Za-z]?)$"}}
    zip_code = {"TEXT": {"REGEX": r"^\d{5}(?:[-–]\d{4})?$"}}
    street: Pattern = [{"TEXT": {"REGEX": r"^\d+$"}}, {**piece, "OP": "{2,18}"}, zip_code]
    box: Pattern = [{"TEXT": "P.O."}, {"TEXT": "Box"}, {**piece, "OP": "{1,12}"}, zip_code]
    city: Pattern = [
        {"TEXT": {"REGEX": r"^[A-Z][a-z]+$"}, "OP": "{1,3}"},
        {"TEXT": ","},
        {"TEXT": {"REGEX": r"^[A-Z][A-Za-z.]+$"}, "OP": "{1,2}"},
        zip_code,
    ]
    mail_stop: Pattern = [
        {"TEXT": "Mail"},
        {"TEXT": {"IN": ["Stop", "Code"]}},
        {"TEXT": {"REGEX": r"^(?:[A-Z][\w-]*|\d+)$"}, "OP": "{1,6}"},
    ]
    # Places on the web, e-mail addresses and telephone numbers are tokens.
    web = [{"TEXT": {"REGEX": r"^(?:https?://|www\.|[\w.+-]+@)."}}]
    telephone = [{"TEXT": {"REGEX": r"^(?:\(\d{3}\)\s?|\d-)?(?:\d{3}[-–])?\d{3}[-–]\d{4}$"}}]
    return [street, box, city, mail_stop, web, telephone]

"""Agencies, offices, addresses, citations, deadlines and modal verbs in a paragraph.

A blank English spaCy pipeline with an entity ruler; nothing is trained or downloaded. Its
tokens are ours, so that what it finds can be laid over an edit. The tables stand in
``mentions.toml``, with their sources.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

import msgspec

from cfrdiff.changes.tokens import Token, tokenize

Pattern = list[dict[str, Any]]


class Mention(msgspec.Struct, frozen=True):
    """``text[start:end]`` names something of the kind `label`; tokens ``[first, last)``."""

    label: str
    start: int
    end: int
    first: int
    last: int


class Table(msgspec.Struct, frozen=True):
    """The data behind the pipeline."""

    atomic: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    conditions: frozenset[str]
    short_agencies: frozenset[str]


@functools.cache
def table() -> Table:
    """Word tables that need no pipeline."""
    data = _data()
    return Table(
        frozenset(data["atomic"]),
        frozenset(data["modal"]["words"]),
        frozenset(data["negation"]["words"]),
        frozenset(data["condition"]["words"]),
        frozenset(data["agency"]["short"]),
    )


def find_mentions(text: str) -> tuple[list[Token], list[Mention]]:
    """The tokens of a text and what is named in it, longest first where names overlap."""
    return _find(text)


@functools.lru_cache(maxsize=4096)
def _find(text: str) -> tuple[list[Token], list[Mention]]:
    tokens = tokenize(text)
    if not tokens:
        return tokens, []
    document = _pipeline()(text)
    mentions = [
        Mention(
            span.label_,
            tokens[span.start].start,
            tokens[span.end - 1].end,
            span.start,
            span.end,
        )
        for span in document.ents
    ]
    return tokens, mentions


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("cfrdiff.changes") / "mentions.toml"
    return tomllib.loads(file.read_text("utf-8"))


@functools.cache
def _pipeline() -> Any:
    import spacy  # a second to load; reading alone does without
    from spacy.tokens import Doc

    nlp = spacy.blank("en")

    def ours(text: str) -> Doc:
        tokens = tokenize(text)
        follows = [
            i + 1 < len(tokens) and tokens[i + 1].start > token.end
            for i, token in enumerate(tokens)
        ]
        return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=follows)

    nlp.tokenizer = ours
    ruler = nlp.add_pipe("entity_ruler", config={"validate": True})
    ruler.add_patterns(_patterns(_data()))  # type: ignore[attr-defined]
    return nlp


def _patterns(data: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def add(label: str, *patterns: Pattern) -> None:
        found.extend({"label": label, "pattern": pattern} for pattern in patterns)

    for name in data["agency"]["names"]:
        add("agency", [{"TEXT": token.text} for token in tokenize(name)])
    add("agency", [{"TEXT": {"IN": data["agency"]["short"]}}])
    add("office", *_offices(data["office"]))
    add("address", *_addresses())
    add("citation", *_citations())
    number = {"TEXT": {"REGEX": r"^\d[\d,.]*$"}}
    unit = {"LOWER": {"IN": data["deadline"]["units"]}}
    kind = {"LOWER": {"IN": data["deadline"]["kinds"]}, "OP": "?"}
    add("deadline", [number, kind, unit])
    add("deadline", [{"LOWER": {"IN": data["deadline"]["numbers"]}}, kind, unit])
    add(
        "amount",
        [{"TEXT": {"REGEX": r"^\$\d"}}, {"LOWER": {"IN": ["million", "billion"]}, "OP": "?"}],
    )
    add("amount", [{"TEXT": {"REGEX": r"^\d[\d,.]*%$"}}], [number, {"LOWER": {"IN": ["percent"]}}])
    month = {"TEXT": {"IN": [name.rstrip(".") for name in data["date"]["months"]]}}
    stop = {"TEXT": ".", "OP": "?"}
    day, year = {"TEXT": {"REGEX": r"^\d{1,2}$"}}, {"TEXT": {"REGEX": r"^(?:1[789]|20)\d\d$"}}
    add("date", [month, stop, day, {"TEXT": ","}, year], [month, stop, year], [month, stop, day])
    return found


def _offices(data: dict[str, Any]) -> list[Pattern]:
    title = {"TEXT": {"REGEX": r"^(?!(?:The|A|An|Each|Any|No|Such|If)$)[A-Z][a-z]+$"}}
    head = {"TEXT": {"IN": data["titles"]}}
    lead = {"TEXT": {"IN": data["title_leads"]}, "OP": "*"}
    end = {"TEXT": {"IN": data["ends"]}}
    # "Regulatory Audit Division", "Miami regulatory audit field office"
    named: Pattern = [
        {**title, "OP": "+"},
        {"TEXT": {"REGEX": r"^[a-z]+$", "NOT_IN": data["not_words"]}, "OP": "{0,3}"},
        end,
    ]
    # "Office of International Trade"
    office_of: Pattern = [
        {"TEXT": {"IN": ["Office", "Bureau", "Division"]}},
        {"TEXT": "of"},
        {"TEXT": "the", "OP": "?"},
        {**title, "OP": "+"},
    ]
    # "Executive Director, Regulatory Audit"
    titled: Pattern = [lead, head, {"TEXT": ","}, {**title, "OP": "+"}]
    return [named, office_of, titled]


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
    return [street, box, city]


def _citations() -> list[Pattern]:
    label = {"TEXT": {"REGEX": r"^\([A-Za-z0-9]{1,5}\)$"}, "OP": "*"}
    labels = {"TEXT": {"REGEX": r"^\([A-Za-z0-9]{1,5}\)$"}, "OP": "+"}
    joined = {"TEXT": {"REGEX": r"^(?:\([A-Za-z0-9]{1,5}\)|,|and|or|through)$"}, "OP": "*"}
    one = {"TEXT": {"REGEX": r"^\([A-Za-z0-9]{1,5}\)$"}}
    number = {"TEXT": {"REGEX": r"^\d[\w.,–-]*$"}}
    code = {"TEXT": {"IN": ["U.S.C.", "CFR", "FR", "Stat", "USC", "C.F.R.", "F.R."]}}
    part = {"LOWER": {"IN": ["part", "parts", "chapter", "subpart", "subparts"]}, "OP": "?"}
    section = {"TEXT": {"IN": ["§", "§§"]}}
    paragraph = {"LOWER": {"IN": ["paragraph", "paragraphs"]}}
    this = {"LOWER": {"IN": ["this", "that", "such"]}}
    unit = {"LOWER": {"IN": ["section", "part", "chapter", "title", "subpart", "paragraph"]}}
    return [
        [number, code, part, {**section, "OP": "?"}, number, label],
        [section, number, label],
        [{"LOWER": {"IN": ["section", "sections"]}}, {"TEXT": {"REGEX": r"^\d"}}, label],
        [paragraph, labels],
        [paragraph, labels, {"LOWER": "of"}, this, unit],
        [paragraph, one, joined, one],
        [paragraph, one, joined, one, {"LOWER": "of"}, this, unit],
        [{"LOWER": {"IN": ["part", "parts"]}}, {"TEXT": {"REGEX": r"^\d+$"}}],
        [{"LOWER": "subpart"}, {"TEXT": {"REGEX": r"^[A-Z]{1,2}$"}}],
        [{"TEXT": "Pub"}, {"TEXT": "."}, {"TEXT": "L"}, {"TEXT": "."}, number],
    ]

"""Sentences of the Federal Register → orders."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff.cites import PART_NUMBER, canonical
from cfrdiff.instructions.clauses import NEXT_SUBJECT, Clause, clauses_of, has_verb
from cfrdiff.instructions.grammar import UNHELD
from cfrdiff.instructions.model import (
    Add,
    Note,
    Order,
    Redesignate,
    Remove,
    Revise,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.quotations import Sentence
from cfrdiff.instructions.replaced_words import insertion, removal_beside, replacement
from cfrdiff.instructions.targets import (
    SOURCE_NOTE,
    UnreadError,
    read_place,
    read_targets,
    section_of,
    sections_of,
)

_CONTINUES = re.compile(r"continues? to read as follows")
_RESPECTIVELY = re.compile(r",?\s*respectively")
_AFTER_GOALS = re.compile(rf";|,\s+and\s*$|{NEXT_SUBJECT}")
_OTHER = re.compile(
    r"\b(?:authority\s+citation|appendix|appendices|supplement|subpart|table\s+of\s+contents|"
    r"undesignated\s+(?:center\s+)?heading|table|figure|definitions?|note|footnote|part)\b",
    re.IGNORECASE,
)
# What is less than a paragraph, or no paragraph of a section.
_PIECE = re.compile(
    r"\b(?:(?:the\s+|a\s+|an\s+|\w+\s+)?(?:sentences?|clauses?|phrases?|entry|entries|tables?|"
    r"equations?|formulas?|examples?|footnotes?|definitions?|items?)|authority\s+citations?|"
    r"appendi(?:x|ces)|notes?\s+to(?!\s+read))\b",
    re.IGNORECASE,
)
# What holds for some places only, which an order cannot say.
_LIMIT = re.compile(
    r"\b(?:except|excluding|unless|other\s+than|but\s+not|if|(?:second|third|fourth|last)\s+"
    r"(?:time|place|occurrence|instance|reference))\b",
    re.IGNORECASE,
)
# Where a section is added: "to subpart B of part 12".
_WITHIN = re.compile(
    rf"\bto\s+(?P<name>(?:subpart\s+\w+(?:\s+of\s+part\s+{PART_NUMBER})?|part\s+{PART_NUMBER}))"
)
_INFINITIVES = {"rev": "revise", "add": "add", "rem": "remove"}


class Context(msgspec.Struct, frozen=True):
    """What an instruction inherits: the section it is for, and the text printed with it."""

    section: str | None
    texts: tuple[SectionText, ...]

    def text(self, section: str) -> SectionText:
        """The printed text of a section. Raises UnreadError where none is printed."""
        for one in self.texts:
            if canonical(one.number) == canonical(section):
                return one
        raise UnreadError(f"no text of § {section} is printed with it")


def read_orders(sentence: str, context: Context) -> list[Order]:
    """The orders of one instruction, or of one lettered item of it.

    Raises UnreadError, saying what is not understood, where any of it is not.
    """
    unheld = UNHELD.match(sentence)
    if unheld:
        return _unheld(unheld, context)
    held = Sentence.of(re.sub(r"\s+", " ", sentence))
    if _CONTINUES.search(held.words):
        return []
    limit = _LIMIT.search(held.words)
    if limit:
        raise UnreadError(f"it says “{limit.group()}”, and its limits are not understood")
    section = section_of(sentence) or context.section
    if section is None:
        raise UnreadError(_elsewhere(held.words) or "it names no section")
    return _Reading(held, section, context).orders()


def _unheld(match: re.Match[str], context: Context) -> list[Order]:
    number = canonical(match["number"])
    targets = read_targets(match["what"], number) if match["what"] else [Target(number)]
    text = None if match["file"] == "newer" else context.text(number)
    return [Unheld(target, text) for target in targets]


def _check_written_out(targets: Sequence[Target]) -> None:
    """Raise UnreadError where a range of sections is named whose sections must be known."""
    if any(target.through is not None for target in targets):
        raise UnreadError("a range of sections is not written out")


def _elsewhere(words: str) -> str | None:
    """What is said where an instruction is for something that is no paragraph."""
    found = _OTHER.search(words)
    if found is None:
        return None
    return f"it is for {found.group().lower()}, not for a paragraph of a section"


class _Reading:
    """One sentence, clause by clause."""

    def __init__(self, sentence: Sentence, section: str, context: Context) -> None:
        self._sentence = sentence
        self._section = section
        self._context = context
        self._clauses = deque(clauses_of(sentence.words))
        self._place: tuple[Target, ...] = ()
        self._sections = sections_of(sentence.words)

    def orders(self) -> list[Order]:
        if not self._clauses and not has_verb(self._sentence.words):
            raise UnreadError("no amendatory verb that is known")
        found: list[Order] = []
        while self._clauses:
            clause = self._clauses.popleft()
            self._find_place(clause.before)
            kind = next(kind for kind in _KINDS if kind.holds(self, clause))
            found += kind.read(self, clause)
        self._check_sections(found)
        return found

    def _check_sections(self, orders: Sequence[Order]) -> None:
        """Raise UnreadError where several sections are named and only the first would change."""
        if not self._sections:
            return
        whole = [one.target for one in orders if isinstance(one, Revise | Add | Remove)]
        words = [one.targets for one in orders if isinstance(one, Substitute)]
        for targets in filter(None, [whole, *words]):
            several = len({target.section for target in targets}) > 1
            if not several and all(target.through is None for target in targets):
                raise UnreadError("it is for several sections at once")

    def _find_place(self, stretch: str) -> None:
        """Where words are to be replaced holds on until another place is named."""
        self._place = read_place(stretch, self._section) or self._place

    @property
    def _places(self) -> tuple[Target, ...]:
        return self._place or self._sections or (Target(self._section),)

    def terms(self, clause: Clause) -> list[str]:
        return clause.terms_in(self._sentence)

    def quotes(self, clause: Clause) -> bool:
        return bool(self._sentence.quoted_in(clause.after))

    def define(self, clause: Clause) -> list[Order]:
        """The definitions of terms added, removed or revised."""
        terms = [term.strip(" .,") for term in self.terms(clause)]
        targets = [Target(self._section, (), "whole", term) for term in terms]
        if clause.removes:
            return [Remove(target) for target in targets]
        return [self._printed_order(clause, target) for target in targets]

    def substitute(self, clause: Clause) -> list[Order]:
        """Words removed, or others put in their place."""
        self._find_place(clause.after)
        beside = removal_beside(clause, self._sentence, self._places)
        if beside is not None:
            return [beside]
        made, is_second_used = replacement(
            clause, self._clauses[0] if self._clauses else None, self._sentence, self._places
        )
        if is_second_used:
            self._clauses.popleft()
        return [made]

    def insert(self, clause: Clause) -> list[Order]:
        """Words put beside others."""
        self._find_place(clause.after)
        return [insertion(clause, self._sentence, self._places)]

    def redesignate(self, clause: Clause) -> list[Order]:
        said = f"{clause.object} {clause.after}" if clause.is_passive else clause.object
        olds, found, news = _RESPECTIVELY.sub("", said).partition(" as ")
        if not found:
            raise UnreadError("it does not say as what")
        sources = read_targets(olds, self._section)
        goals = self._goals(_AFTER_GOALS.split(news)[0].strip())
        _check_written_out([*sources, *goals])
        if not sources or len(sources) != len(goals):
            raise UnreadError(f"{len(sources)} provisions cannot be redesignated as {len(goals)}")
        moves = tuple(zip(sources, goals, strict=True))
        if any(bool(old.path) != bool(new.path) for old, new in moves):
            raise UnreadError("a section cannot be redesignated as a paragraph of one")
        return [Redesignate(moves)]

    def _goals(self, said: str) -> list[Target]:
        """As what provisions are redesignated; the noun may be left out there."""
        with_noun = f"paragraphs {said}" if said.startswith("(") else said
        return read_targets(with_noun, section_of(said) or self._section)

    def amend(self, clause: Clause) -> list[Order]:
        """Provisions added, removed or revised whole."""
        piece = _PIECE.search(clause.object)
        if piece:
            raise UnreadError(f"it is for {piece.group()}, not for a whole paragraph")
        targets = read_targets(clause.object, self._section)
        if not targets:
            verb = clause.verb.lower()
            infinitive = _INFINITIVES.get(verb[:3], verb)
            raise UnreadError(
                _elsewhere(clause.object) or f"what to {infinitive} is not understood"
            )
        if targets == [SOURCE_NOTE]:
            return [self._note(clause)]
        return [self._structural_order(clause, target) for target in targets]

    def _note(self, clause: Clause) -> Order:
        removed = clause.is_for("remov")
        return Note(self._section, None if removed else self._context.text(self._section).note)

    def _structural_order(self, clause: Clause, target: Target) -> Order:
        if clause.reserves or clause.removes:
            return Remove(target, clause.reserves)
        _check_written_out([target])
        return self._printed_order(clause, target)

    def _printed_order(self, clause: Clause, target: Target) -> Order:
        text = self._context.text(target.section)
        if not clause.adds:
            return Revise(target, text)
        within = _WITHIN.search(clause.object) if target.is_section else None
        return Add(target, text, within["name"] if within else None)


class _Kind(NamedTuple):
    name: str
    holds: Callable[[_Reading, Clause], bool]
    read: Callable[[_Reading, Clause], list[Order]]


# What a clause is, by its verb and what it quotes; the first that holds.
_KINDS = (
    _Kind(
        "the definition of a term, which is quoted too",
        lambda reading, clause: bool(reading.terms(clause)),
        _Reading.define,
    ),
    _Kind(
        "words removed or replaced",
        lambda reading, clause: reading.quotes(clause) and clause.replaces,
        _Reading.substitute,
    ),
    _Kind(
        "words put in",
        lambda reading, clause: reading.quotes(clause) and clause.adds,
        _Reading.insert,
    ),
    _Kind(
        "provisions redesignated",
        lambda reading, clause: clause.is_for("redesignat"),
        _Reading.redesignate,
    ),
    _Kind("provisions added, removed or revised", lambda reading, clause: True, _Reading.amend),
)

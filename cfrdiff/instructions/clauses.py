"""A sentence of the Federal Register as clauses, one an amendatory verb.

Terms from the Document Drafting Handbook, chapter 3; older and looser forms as rules of
1995-2024 have them ("is amended by revising", "is revised to read as follows").
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from cfrdiff.instructions.quotations import MARK, Sentence

_VERB = re.compile(
    r"\b(?P<verb>redesignat(?:e|ed|ing)|revis(?:e|ed|ing)|remov(?:e|ed|ing)(?:\s+and\s+"
    r"reserv(?:e|ed|ing))?|reserv(?:e|ed|ing)|add(?:ed|ing)?|amend(?:ed|ing)?|delet(?:e|ed|ing)|"
    r"correct(?:ed|ing)?|insert(?:ed|ing)?|suspend(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are)\s+$")
# Where the subject of a next clause begins: "as paragraph (e), and new paragraph (c) is added".
NEXT_SUBJECT = r",?\s+and\s+(?=(?:a\s+)?(?:new\s+)?paragraphs?\b)|,\s+(?=(?:new\s+)?paragraphs?\b)"
_SUBJECTS = re.compile(rf";|{NEXT_SUBJECT}")
_DEFINITIONS = re.compile(
    r"\bdefinitions?\s+(?:of|for)\s+(?:the\s+)?(?:terms?\s+)?"
    rf"(?P<terms>{MARK}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){MARK})*)",
    re.IGNORECASE,
)


class Clause(msgspec.Struct, frozen=True):
    """An amendatory verb, and the words between it and the verbs beside it."""

    verb: str
    before: str
    after: str

    def is_for(self, *stems: str) -> bool:
        """Whether the verb begins with one of these stems, written in any case."""
        return self.verb.lower().startswith(stems)

    @property
    def removes(self) -> bool:
        return self.is_for("remov", "delet")

    @property
    def adds(self) -> bool:
        return self.is_for("add", "insert")

    @property
    def reserves(self) -> bool:
        return "reserv" in self.verb.lower()

    @property
    def replaces(self) -> bool:
        """Whether it may take away words that it quotes."""
        return self.is_for("remov", "delet", "revis", "correct")

    @property
    def goes_on_adding(self) -> bool:
        """Whether it says in the same sentence what is added; a capital begins another."""
        return self.adds and self.verb[0].islower()

    @property
    def is_passive(self) -> bool:
        """Whether what is amended stands before the verb: "is revised"."""
        return _PASSIVE.search(self.before) is not None

    @property
    def object(self) -> str:
        """What is amended: the words behind the verb, or the subject of a passive one."""
        if not self.is_passive:
            return self.after
        return _SUBJECTS.split(_PASSIVE.sub("", self.before))[-1]

    def terms_in(self, sentence: Sentence) -> list[str]:
        """The terms whose definitions it is for."""
        found = _DEFINITIONS.search(self.before if self.is_passive else self.after)
        return sentence.quoted_in(found["terms"]) if found else []


def clauses_of(words: str) -> list[Clause]:
    """The clauses of a sentence; "amend" is none, it only says that others come."""
    verbs = [match for match in _VERB.finditer(words) if not _is_amend(match["verb"])]
    starts, ends = [match.start() for match in verbs], [match.end() for match in verbs]
    between = [words[a:b] for a, b in zip([0, *ends], [*starts, len(words)], strict=True)]
    around = zip(verbs, pairwise(between), strict=True)
    return [Clause(match["verb"], before, after) for match, (before, after) in around]


def has_verb(words: str) -> bool:
    """Whether there is any amendatory verb, "amend" among them."""
    return _VERB.search(words) is not None


def _is_amend(verb: str) -> bool:
    return verb.lower().startswith("amend")

"""Paragraphs without a designation that define a term, or are a question or its answer.

Each has lists of its own: "Lot. (1) When used in reference to livestock, …", and in the next
paragraph "(2) When used in reference to lamb carcasses, …".
"""

from __future__ import annotations

import re

from cfrdiff.structure.italics import italic_end
from cfrdiff.structure.paragraph_headings import heading_end
from cfrdiff.text import RunningText

# "Account means a record", "“Bank” shall include any", but not "This term includes".
_DEFINITION = re.compile(
    r"[“\"]?(?!(?:This|That|These|Those|It|They|Such|There|If)\b)[A-Z][^.;:]{0,80}?"
    r"(?: shall)? (?:means?|includes?|refers? to|has the (?:same )?meaning|is defined)\b"
)
_VERB_AT_END = re.compile(
    r"\b(?:means?|includes?|refers? to)(?:,? (?:that|either|any|any of the following))?[—:,]?\s*$"
)
_NAME = re.compile(r"(?:[QA]|Question|Answer)\s?[-–—]?\s?\d{1,3}[A-Za-z]?[.:](?=\s|$|\()")
_PROVISO = re.compile(r"\s*(?:Provided|And provided|However)\b")
# Characters of a paragraph that are looked at for a term it opens with.
_LONGEST_TERM = 200


def defines(running: RunningText, start: int, end: int) -> bool:
    """Whether a paragraph says what a term means."""
    return bool(_DEFINITION.match(running.text, start, end))


def opens_with_term(running: RunningText, start: int, end: int) -> bool:
    """Whether a paragraph has a heading of its own, as a definition without a verb has."""
    text = running.text[start : min(end, start + _LONGEST_TERM)].strip()
    return heading_end(text, True, italic_end(running, start, len(text))) > 0


def opens_with_italic_term(running: RunningText, start: int, end: int) -> bool:
    """Whether a paragraph opens with a term in italics, as far as print shows them: "*Strength* is
    the amount of a drug"; but not with "*Provided*, That".
    """
    if running.italics is None or _PROVISO.match(running.text, start):
        return False
    length = min(end - start, _LONGEST_TERM)
    return 0 < (italic_end(running, start, length) or 0) < length


def is_answer(text: str) -> bool:
    """Whether a text opens with the name of a question or an answer: "Q-3:", "A-3."."""
    return bool(_NAME.match(text))


def leads_to_meanings(text: str) -> bool:
    """Whether a text that defines a term ends where its meanings begin: "Secretary means"."""
    return bool(_VERB_AT_END.search(text)) and bool(_DEFINITION.match(text))


def has_own_lists(running: RunningText, start: int, end: int) -> bool:
    """Whether a paragraph without a designation surely begins lists anew; where only its form shows
    a heading, that of a section may be lost.
    """
    if running.text.startswith("(", start) or running.text[start : start + 1].islower():
        return False
    return (
        defines(running, start, end)
        or is_answer(running.text[start:end])
        or opens_with_italic_term(running, start, end)
    )


def may_have_own_lists(running: RunningText, start: int, end: int) -> bool:
    """The same where its form alone may show a term."""
    return has_own_lists(running, start, end) or opens_with_term(running, start, end)

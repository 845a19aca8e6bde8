"""The term that a paragraph without a designation defines: how instructions name it."""

from __future__ import annotations

import re

# "Alcohol means", "Alcohol. Any …" with the term in italics, “Alcohol” includes.
_DEFINED = re.compile(
    r"[“\"]?(?P<term>[^“”\".:;]{2,80}?)[”\"]?[,.:—]?\s*+(?:\([^)]*+\)\s*+)?"
    r"(?:\b(?:means?|includes?|is|are|refers?\s+to|has|have|shall\s+mean)|—)(?:[\s:—]|$)"
)


def defined_term(heading: str | None, text: str) -> str | None:
    """The term of a paragraph, without quotes and stops; None where it defines none.

    Definitions stand in alphabetical order without designations (Document Drafting Handbook,
    2-32), the term in italics, or before its verb.
    """
    if heading:
        return heading.strip(' .,:;—“”"') or None
    found = _DEFINED.match(text)
    return found["term"].strip(" ,") if found else None


def alphabetical(term: str) -> str:
    """What definitions are ordered by: letters and figures, whatever their case."""
    return "".join(c for c in term.casefold() if c.isalnum() or c == " ")

"""Where text without a designation stands among designated paragraphs."""

from __future__ import annotations

import re

from cfrdiff.model import Path
from cfrdiff.structure.costs import HEADING_WORDS, INTRODUCTION_TAIL, LOOKED_AT_FOR_HEADING
from cfrdiff.structure.definitions import defines, is_answer, opens_with_italic_term
from cfrdiff.structure.italics import italic_end
from cfrdiff.structure.own_lists import opens_example
from cfrdiff.structure.paragraph_headings import heading_end
from cfrdiff.structure.paths import Span
from cfrdiff.text import RunningText
from cfrdiff.text.endings import Tail, tail_of

# "(End of clause)" stands behind every clause of title 48, and belongs to no paragraph of it.
_REMARK = re.compile(r"\([^()]{6,80}\)")


def is_remark(text: str) -> bool:
    """Whether a paragraph is one remark in parentheses."""
    return bool(_REMARK.fullmatch(text))


class Surroundings:
    """What stands before a place in a section's body; grows paragraph by paragraph."""

    def __init__(self, running: RunningText) -> None:
        self._running = running
        self._spans: dict[Path, Span] = {}  # of each designated paragraph, the last of its path
        self._last: Path | None = None
        self._definition: Path | None = None
        self._term: Path | None = None
        self._answer: Path | None = None
        self._in_example = False

    def add(self, path: Path, span: Span, designated: bool) -> None:
        """A paragraph that stands next, or has grown: the place of its text."""
        if designated:
            self._spans[path] = span
            self._last = path
            self._in_example = False
            return
        if defines(self._running, *span):
            self._definition = path
        if is_answer(self._running.text[slice(*span)]):
            self._answer = path
        elif opens_with_italic_term(self._running, *span):
            self._term = path

    def place(self, span: Span) -> tuple[Path, bool]:
        """Where undesignated text stands, and whether it could as well stand elsewhere.

        An Example stands under the paragraph before it, with what is labelled in it. Text behind a
        paragraph that introduces it, by a colon or by being a mere heading, belongs to that
        paragraph. A definition stands where the definition before it stood, and a question where
        the one before it did. Text behind a list is taken for part of the paragraph that introduced
        the list; XML may say that it is.
        """
        text = self._running.text[span[0] : span[1]].strip()
        if self._last is None or is_remark(text):
            return (), False
        if opens_example(text) or (self._in_example and text.startswith("(")):
            self._in_example = True
            return self._last, False
        is_definition = defines(self._running, *span)
        before = self._beside(span, is_definition)
        if before is not None and self._last[: len(before)] == before:
            return before, False
        parent = self._last[:-1]
        listed = parent in self._spans and self._ends_as_introduction(self._spans[parent])
        if self._introduces(self._spans[self._last], listed):
            return self._last, False
        if listed and not is_definition:
            return parent, not self._is_flush(span)
        return (), False

    def _is_flush(self, span: Span) -> bool:
        """Whether the source itself says that this is flush text."""
        return self._running.line_at(span[0]).line.kind == "flush-paragraph"

    def _beside(self, span: Span, is_definition: bool) -> Path | None:
        """Where the paragraph before of the same kind stood: a definition, a question, a term."""
        if is_definition and self._definition is not None:
            return self._definition
        if is_answer(self._running.text[slice(*span)]):
            return self._answer
        return self._term if opens_with_italic_term(self._running, *span) else None

    def _ends_as_introduction(self, span: Span) -> bool:
        start = max(span[0], span[1] - INTRODUCTION_TAIL)
        return tail_of(self._running.text[start : span[1]]) is Tail.INTRO

    def _introduces(self, span: Span, listed: bool) -> bool:
        """Whether a designated paragraph wants something behind it: a colon, a mere heading.

        Without italics a `listed` one, under a colon, has no heading: it is as short as one.
        Elsewhere a few words are one.
        """
        if self._ends_as_introduction(span):
            return True
        end = min(span[1], span[0] + LOOKED_AT_FOR_HEADING + 1)
        text = self._running.text[span[0] : end].strip()
        italic = italic_end(self._running, span[0], len(text))
        by_form = italic is None and (listed or len(text.split()) > HEADING_WORDS)
        if len(text) > LOOKED_AT_FOR_HEADING or by_form:
            return False
        return heading_end(text, True, italic) == len(text)

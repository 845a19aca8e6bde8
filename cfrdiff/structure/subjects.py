"""The subject of a section: where it ends, over how many lines it may run."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cfrdiff.language.abbreviations import ends_in_abbreviation
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.text import Placed, RunningText
from cfrdiff.text.openings import first_paragraph_in, opens_with_heading, opens_with_labels

_END = re.compile(r"(?:[.?]|\[Reserved\])$")


def ends_subject(text: str) -> bool:
    """Whether a text ends as the subject of a section does: with a stop, or reserved."""
    return bool(_END.search(text))


def subject_end(running: RunningText, i: int, start: int) -> int:
    """Where the subject ends that begins at `start` in line `i`: it may run over several lines.

    The first paragraph may stand behind it in the same line, unless the source says what that is.
    """
    text = running.text
    end = running.lines[i].end
    is_marked = running.lines[i].line.kind == "section-heading"
    cut = None if is_marked else first_paragraph_in(text, start, end)
    for j in range(i + 1, len(running.lines)):
        following = running.lines[j]
        if cut is not None or not _goes_on(_NextLine(running, i, start, end, following)):
            break
        end = following.end
        cut = first_paragraph_in(text, following.at, end)
    return end if cut is None else cut


@dataclass(frozen=True)
class _NextLine:
    """The line behind a subject, which begins at `start` in line `i` and ends at `end` so far."""

    running: RunningText
    i: int
    start: int
    end: int
    placed: Placed

    @property
    def text(self) -> str:
        return self.running.text[self.placed.at : self.placed.end]

    @property
    def subject(self) -> str:
        return self.running.text[self.start : self.end].strip()

    @property
    def begins_low(self) -> bool:
        return self.text[:1].islower()

    @property
    def cuts_word(self) -> bool:
        return not self.running.text[self.placed.at - 1].isspace()

    @property
    def is_cut_by_page(self) -> bool:
        return self.running.page_ends_between(self.end, self.placed.at)

    @property
    def opens_another(self) -> bool:
        """Whether a paragraph or another section begins here."""
        return opens_with_labels(self.text, self.running.exact) or opens_with_heading(self.text)

    @property
    def is_set_as_heading(self) -> bool:
        return self.placed.line.role == "heading"

    @property
    def subject_is_heading(self) -> bool:
        return self.running.lines[self.i].line.role == "heading"

    @property
    def is_closed(self) -> bool:
        closed = self.subject.endswith((".", "]", "?"))
        return closed and not ends_in_abbreviation(self.subject)

    @property
    def is_apart(self) -> bool:
        """Whether white space stands above it, and a printed paragraph begins."""
        return bool(self.placed.line.opens) and self.placed.line.gap

    @property
    def hangs(self) -> bool:
        """Whether it is no printed paragraph of its own, or begins in the middle of one."""
        return not self.placed.line.opens or self.begins_low or not self.subject


_GOES_ON: tuple[Rule[_NextLine, bool], ...] = (
    Rule("a word goes on", lambda line: line.cuts_word, True),
    Rule("a paragraph or a section begins", lambda line: line.opens_another, False),
    Rule(
        "the heading's type goes on",
        lambda line: (
            line.subject_is_heading
            and line.is_set_as_heading
            and not line.is_closed
            and line.hangs
        ),
        True,
    ),
    Rule("other type than the heading's", lambda line: line.subject_is_heading, False),
    Rule(
        "a page cuts the subject",
        lambda line: (
            line.is_apart and bool(line.subject) and not line.is_closed and line.is_cut_by_page
        ),
        True,
    ),
    Rule(
        "a paragraph apart",
        lambda line: line.is_apart and (bool(line.subject) or line.begins_low),
        False,
    ),
    Rule("the subject of a number alone", lambda line: line.is_apart, True),
    Rule("the subject is closed", lambda line: line.is_closed, False),
    Rule(
        "an open subject", otherwise, True,
        "a subject's second line hangs, so it may look like a paragraph's first",
    ),
)  # fmt: skip


def _goes_on(line: _NextLine) -> bool:
    """Whether a subject goes on in the next line."""
    rule = first_rule(_GOES_ON, line)
    return rule is not None and rule.verdict

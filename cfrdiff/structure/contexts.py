"""What stands around a label in parentheses: the facts by which it is judged."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from cfrdiff.cites import LABELS, Readings
from cfrdiff.late import kept
from cfrdiff.structure.costs import LABEL_LOOKS_BACK, LONGEST_BETWEEN, LONGEST_FEW_WORDS
from cfrdiff.structure.definitions import (
    has_own_lists,
    leads_to_meanings,
    may_have_own_lists,
)
from cfrdiff.structure.italics import is_all_italic
from cfrdiff.structure.labels import Label
from cfrdiff.structure.own_lists import opens_answer
from cfrdiff.structure.paragraph_headings import heading_end
from cfrdiff.text import RunningText
from cfrdiff.text.citing import cites_label, ends_in_number, is_cited, leads_on
from cfrdiff.text.endings import Tail, tail_of
from cfrdiff.text.openings import begins_line, begins_paragraph, is_marked_paragraph

_ROW = re.compile(LABELS)
_CAPITAL = re.compile(r" [A-Z“]")
_ANYTHING_BUT_CITATION = re.compile(r" ?[^\sa-z,;.)]")
_FEW_WORDS = re.compile(r" [A-Z][\w'’-]*(?: [\w'’-]+){0,5} ")
_ENDED = frozenset((Tail.STOP, Tail.LIST, Tail.INTRO))


class Where(enum.Enum):
    """Where a label stands, by what the source shows of lines and paragraphs."""

    BEHIND_LABEL = "behind another label, nothing between"
    MARKED = "where the source says that a paragraph begins"
    SHOWN = "where a printed paragraph shows to begin"
    UNSHOWN = "at the beginning of a line, where nothing shows paragraphs"
    BEHIND_NAME = "behind the name of a question or an answer"
    LINE = "at the beginning of a line inside a paragraph, no sentence open"
    INSIDE = "inside a paragraph"


@dataclass(frozen=True)
class Context:
    """A label with what stands around it; each fact is found when first asked for.

    `allowed` are its readings, `before` is where the label before it ends in this section. The
    stretch of the section's body that holds it begins at `span_start`; `before_span` is the end
    of the stretch before that.
    """

    running: RunningText
    label: Label
    allowed: Readings
    before: int | None
    span_start: int
    before_span: str

    @property
    def text(self) -> str:
        return self.running.text

    @property
    def at(self) -> int:
        return self.label.start

    @kept
    def where(self) -> Where:
        """Where the label stands: the first of the places in their order."""
        if self._is_adjacent and (self.is_in_line or not self.is_cited):
            return Where.BEHIND_LABEL
        if is_marked_paragraph(self.running, self.at):
            return Where.MARKED
        if opens_answer(self.running, self.at, self.span_start):
            return Where.BEHIND_NAME
        begins = self.at == self.span_start or begins_paragraph(self.running, self.at)
        if begins is not False:
            return Where.SHOWN if begins else Where.UNSHOWN
        ended = self.tail in _ENDED and begins_line(self.running, self.at)
        return Where.LINE if ended else Where.INSIDE

    @property
    def _is_adjacent(self) -> bool:
        if self.before is None or self.at - self.before > 1:
            return False
        return not self.text[self.before : self.at].strip()

    @property
    def is_in_line(self) -> bool:
        return self.at != self.span_start and self.text[self.at - 1] != "\n"

    @property
    def is_in_opening_row(self) -> bool:
        """Whether nothing but labels stands before it in its printed paragraph, and no rest of a
        citation behind.
        """
        begin = max(self.text.rfind("\n", self.span_start, self.at) + 1, self.span_start)
        return bool(_ROW.fullmatch(self.text, begin, self.at)) and not self.is_cited

    @kept
    def lead(self) -> str:
        """What stands before the label."""
        start = max(self.span_start, self.at - LABEL_LOOKS_BACK)
        return self.text[start : self.at] or self.before_span

    @kept
    def tail(self) -> Tail:
        """How what stands before the label ends."""
        return tail_of(self.lead)

    @property
    def is_open(self) -> bool:
        """Whether the label stands in the middle of a sentence."""
        return self.tail is Tail.OPEN

    @kept
    def is_cited(self) -> bool:
        """Whether what stands behind the label reads like the rest of a citation."""
        return is_cited(self.text, self.label.end)

    @property
    def is_cut_citation(self) -> bool:
        """Whether what stands before the label leads to a citation, which a page may cut there.

        Items of a list may end in a number, without a stop: "(1) Acetorphine 9319".
        """
        if cites_label(self.lead):
            return not self._ends_item_in_number
        return self.is_cited and leads_on(self.lead)

    @property
    def _ends_item_in_number(self) -> bool:
        if self.is_cited or not ends_in_number(self.lead):
            return False
        end = self.label.end
        return bool(_ANYTHING_BUT_CITATION.match(self.text[end : end + 2]))

    @property
    def capital_follows(self) -> bool:
        """Whether a new sentence seems to begin behind the label."""
        return bool(_CAPITAL.match(self.text[self.label.end : self.label.end + 2]))

    @property
    def begins_anew(self) -> bool:
        """Whether a label behind an open sentence reads like a new paragraph all the same."""
        return self.capital_follows and not (cites_label(self.lead) or leads_on(self.lead))

    @property
    def is_fresh(self) -> bool:
        """Whether the printed paragraph before has no designation and may begin a list anew."""
        if self.where is Where.UNSHOWN:
            return False
        if self.where is Where.BEHIND_NAME:
            return True
        if self.at == self.span_start or not self.is_first:
            return False
        begin = self.text.rfind("\n", self.span_start, self.at - 1) + 1 or self.span_start
        before = self.text[begin : begin + 1]
        if before == "(" or before.islower():
            return False
        return self.tail is Tail.INTRO or has_own_lists(self.running, begin, self.at)

    @kept
    def own_paragraph(self) -> int | None:
        """Where the printed paragraph begins that holds the label and has no designation, as far
        as that is shown; None where it has one, or is long.
        """
        nearest = max(self.span_start, self.at - LONGEST_BETWEEN)
        begin = self.text.rfind("\n", nearest, self.at) + 1
        if not begin:
            begin = self.span_start if nearest == self.span_start else 0
        is_own = begin and (self.before is None or self.before <= begin)
        return begin if is_own and begin < self.at and self.text[begin] != "(" else None

    @property
    def may_open_meanings(self) -> bool:
        """Whether the first of a list may begin here, behind a term that it explains."""
        begin = self.own_paragraph
        if begin is None or not self.is_first or self.is_cited:
            return False
        return may_have_own_lists(self.running, begin, self.at) and self._leads_in(begin)

    @property
    def is_behind_meaning(self) -> bool:
        """Whether it stands right behind the verb of a definition: "Secretary means (1) The"."""
        begin = self.own_paragraph
        return begin is not None and self.is_first and leads_to_meanings(self.text[begin : self.at])

    @property
    def lost_blank_line(self) -> bool:
        """Whether OCR may have lost a blank line before the label: it begins like a paragraph."""
        return not self.running.exact and self.tail is Tail.STOP and self.capital_follows

    @property
    def is_first(self) -> bool:
        """Whether it could be the first of a level."""
        return any(ordinal == 1 for _, ordinal in self.allowed)

    @kept
    def may_run_in(self) -> bool:
        """Whether the first paragraph of a lower level may begin here, behind its parent's text."""
        if self.before is None or not self.is_first or self.is_cited or self._is_of_number:
            return False
        return self.where is Where.LINE or self._leads_in(self.before)

    @property
    def _is_of_number(self) -> bool:
        """Whether it hangs on a number or a word, as in "§ 163.12(b)"."""
        return self.text[self.at - 1 : self.at].isalnum()

    def _leads_in(self, begin: int) -> bool:
        """Whether what stands from an offset to the label may lead to a list."""
        if self.tail in (Tail.INTRO, Tail.STOP) or self.is_behind_short_dash:
            return True
        return is_all_italic(self.running, begin, self.at)

    @property
    def between(self) -> str:
        """What stands between the label before and this one; of a long text only the end."""
        start = self.at if self.before is None else self.before
        return self.text[max(start, self.at - LONGEST_BETWEEN) : self.at].strip()

    @property
    def is_in_parentheses(self) -> bool:
        """Whether a parenthesis before the label is open still: "(unless it is made: (1) By"."""
        between = self.between
        return between.count("(") > between.count(")")

    @kept
    def is_headed(self) -> bool:
        """Whether nothing but a paragraph heading stands between the label before and this one."""
        closes = self.before is not None and self.tail in (Tail.STOP, Tail.INTRO)
        if closes and is_all_italic(self.running, self.before or 0, self.at):
            return True
        between = self.between
        return bool(between) and heading_end(between, True, None) == len(between)

    @kept
    def is_behind_short_dash(self) -> bool:
        """Whether a heading stands before the label with a dash as typists write it: "Stills -"."""
        between = self.between
        if not between.endswith(("-", "–")):
            return False
        dashed = between.rstrip("-– ") + "—"
        return heading_end(dashed, True, None) == len(dashed)

    @property
    def is_behind_few_words(self) -> bool:
        """Whether only a few words stand before a label, as in "(c) Adverse action (1) The"."""
        if not self.is_open or self.before is None or not self.is_first:
            return False
        if self.at - self.before >= LONGEST_FEW_WORDS or not self.capital_follows:
            return False
        words = self.text[self.before : self.at]
        few = _FEW_WORDS.fullmatch(words)
        return bool(few) and not (cites_label(words) or leads_on(words))

"""Which labels in parentheses could be designations, judged by what stands around them.

A designation stands where a printed paragraph begins, or is run in: after another
(``(3)(i)``), after a dash (``procedures—(1)``), or after a full stop (``Deadlines. (1)``).
Everything else in parentheses is a citation or an enumeration inside a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.structure import costs
from cfrdiff.structure.candidates import Candidate
from cfrdiff.structure.contexts import Context, Where
from cfrdiff.structure.costs import Costs
from cfrdiff.structure.italics import is_italic
from cfrdiff.text.endings import Tail


class _Verdict(NamedTuple):
    """What it costs to take and to leave a label, and what kind of candidate it makes."""

    costs: Costs
    candidate: Callable[[Context, Costs], Candidate]


def judge(context: Context) -> Candidate | None:
    """The candidate at a label, or None where it is plainly inside a sentence."""
    rule = first_rule(_RULES[context.where], context)
    return rule.verdict.candidate(context, rule.verdict.costs) if rule else None


def _beginning(context: Context, its: Costs) -> Candidate:
    """A candidate where a printed paragraph begins."""
    headed = context.before is not None and context.is_headed
    tail = Tail.HEADING if headed else context.tail
    return Candidate(
        context.allowed, *its, False, False, tail, _italic(context), fresh=context.is_fresh
    )


def _in_paragraph(context: Context, its: Costs) -> Candidate:
    """A candidate at the beginning of a line inside a printed paragraph."""
    return Candidate(context.allowed, *its, False, False, context.tail, _italic(context))


def _behind_label(context: Context, its: Costs) -> Candidate:
    """A candidate that shares the fate of the one before it."""
    in_row = costs.IN_OPENING_ROW if context.is_in_opening_row else 0.0
    return Candidate(
        context.allowed, *its, True, True, Tail.INTRO, _italic(context), leave_in_row=in_row
    )


def _behind_bare_label(context: Context, its: Costs) -> Candidate:
    return Candidate(context.allowed, *its, False, False, Tail.INTRO, _italic(context))


def _run_in(context: Context, its: Costs) -> Candidate:
    """A candidate inside a line, which must be the first of its level."""
    first = tuple(reading for reading in context.allowed if reading[1] == 1)
    return Candidate(first, *its, True, False, Tail.INTRO, _italic(context))


def _meaning(context: Context, its: Costs) -> Candidate:
    """The first of a list inside a paragraph that has no designation."""
    return msgspec.structs.replace(_run_in(context, its), fresh=True)


def _italic(context: Context) -> bool | None:
    return is_italic(context.running, context.at + 1)


_Table = tuple[Rule[Context, _Verdict], ...]

# The first of a list that begins in a paragraph without a designation.
_MEANINGS: _Table = (
    Rule(
        "behind a term",
        lambda label: label.may_open_meanings,
        _Verdict(costs.BEHIND_TERM, _meaning),
    ),
    Rule(
        "behind the verb of a definition",
        lambda label: label.is_behind_meaning,
        _Verdict(costs.BEHIND_MEANING, _meaning),
    ),
)

# The first of its level behind the text of the paragraph it stands under.
_RUN_IN: _Table = (
    Rule(
        "run in behind a heading and a dash",
        lambda label: label.may_run_in and label.between.endswith("—") and label.is_headed,
        _Verdict(costs.BEHIND_HEADING_AND_DASH, _run_in),
    ),
    Rule(
        "run in behind a heading and a shorter dash",
        lambda label: label.may_run_in and label.is_behind_short_dash,
        _Verdict(costs.BEHIND_SHORT_DASH, _run_in),
    ),
    Rule(
        "run in behind a dash",
        lambda label: label.may_run_in and label.between.endswith("—"),
        _Verdict(costs.BEHIND_DASH, _run_in),
    ),
    Rule(
        "run in behind a colon",
        lambda label: label.may_run_in and label.between.endswith(":"),
        _Verdict(costs.BEHIND_COLON, _run_in),
    ),
    Rule(
        "run in behind italics without a stop",
        lambda label: label.may_run_in and label.is_open,
        _Verdict(costs.BEHIND_ITALICS, _run_in),
    ),
    Rule(
        "run in behind a heading",
        lambda label: label.may_run_in and label.is_headed,
        _Verdict(costs.BEHIND_HEADING, _run_in),
    ),
    Rule(
        "run in behind a sentence",
        lambda label: label.may_run_in,
        _Verdict(costs.BEHIND_SENTENCE, _run_in),
    ),
)

# By place the rules in order; where none applies, the label is text inside a sentence. The reason
# of each is that of its costs.
_RULES: dict[Where, _Table] = {
    Where.BEHIND_LABEL: (
        Rule(
            "behind a label in the same line",
            lambda label: label.is_in_line,
            _Verdict(costs.BEHIND_LABEL, _behind_label),
        ),
        Rule(
            "behind a label that is alone on its line",
            otherwise,
            _Verdict(costs.BEHIND_BARE_LABEL, _behind_bare_label),
        ),
    ),
    Where.MARKED: (
        Rule("the source says so", otherwise, _Verdict(costs.BEGINS_PARAGRAPH, _beginning)),
    ),
    Where.SHOWN: (
        Rule(
            "a citation cut by a page",
            lambda label: label.is_open and label.is_cut_citation,
            _Verdict(costs.CUT_CITATION, _beginning),
        ),
        Rule(
            "an open sentence, and what could be a citation",
            lambda label: label.is_open and label.is_cited,
            _Verdict(costs.BEGINS_LIKE_CITATION, _beginning),
        ),
        Rule(
            "an open sentence",
            lambda label: label.is_open,
            _Verdict(costs.BEGINS_IN_SENTENCE, _beginning),
        ),
        Rule(
            "a list that goes on with a citation",
            lambda label: label.tail is Tail.LIST and label.is_cited,
            _Verdict(costs.GOES_ON_IN_LIST, _beginning),
        ),
        Rule(
            "a printed paragraph begins",
            otherwise,
            _Verdict(costs.BEGINS_PARAGRAPH, _beginning),
        ),
    ),
    Where.UNSHOWN: (
        Rule(
            "inside parentheses",
            lambda label: label.is_in_parentheses,
            _Verdict(costs.UNSHOWN_IN_SENTENCE, _beginning),
        ),
        Rule(
            "an open sentence, and a new one begins",
            lambda label: label.is_open and label.begins_anew,
            _Verdict(costs.UNSHOWN_BEGINS_ANEW, _beginning),
        ),
        Rule(
            "a citation cut by a line end",
            lambda label: label.is_open and label.is_cut_citation,
            _Verdict(costs.UNSHOWN_CUT_CITATION, _beginning),
        ),
        Rule(
            "an open sentence, and what could be a citation",
            lambda label: label.is_open and label.is_cited,
            _Verdict(costs.UNSHOWN_LIKE_CITATION, _beginning),
        ),
        Rule(
            "an open sentence",
            lambda label: label.is_open,
            _Verdict(costs.UNSHOWN_IN_SENTENCE, _beginning),
        ),
        Rule(
            "a list that goes on with a citation before a capital",
            lambda label: label.tail is Tail.LIST and label.is_cited and label.capital_follows,
            _Verdict(costs.GOES_ON_IN_LIST, _beginning),
        ),
        Rule(
            "a list that goes on with a citation",
            lambda label: label.tail is Tail.LIST and label.is_cited,
            _Verdict(costs.UNSHOWN_IN_LIST, _beginning),
        ),
        Rule(
            "a line before a capital",
            lambda label: label.capital_follows,
            _Verdict(costs.BEGINS_PARAGRAPH, _beginning),
        ),
        Rule("a line", otherwise, _Verdict(costs.UNSHOWN_BEGINS, _beginning)),
    ),
    Where.BEHIND_NAME: (
        Rule(
            "what an answer begins with",
            otherwise,
            _Verdict(costs.BEGINS_PARAGRAPH, _beginning),
        ),
    ),
    Where.LINE: (
        *_RUN_IN,
        Rule(
            "a lost blank line",
            lambda label: label.lost_blank_line,
            _Verdict(costs.LOST_BLANK_LINE, _in_paragraph),
        ),
        Rule(
            "a line inside a paragraph",
            otherwise,
            _Verdict(costs.LINE_IN_PARAGRAPH, _in_paragraph),
        ),
    ),
    Where.INSIDE: (
        *_MEANINGS,
        *_RUN_IN,
        Rule(
            "run in behind a few words",
            lambda label: label.is_behind_few_words,
            _Verdict(costs.BEHIND_FEW_WORDS, _run_in),
        ),
    ),
}

"""No pattern takes long, whatever it is given; and a row of labels is read in one way."""

from __future__ import annotations

import random
import re
import time
from typing import Any

import pytest
from patterns import Used, all_patterns, hostile_strings, seconds

from cfrdiff.cites import LABEL, LABELS
from cfrdiff.text.joints import broken_tail

SHORT, LONG = 2_000, 100_000
# Of the strings of a pattern so many are tried, and the slowest of them again at length.
_TRIED, _AGAIN = 150, 2
_QUICK = 0.003  # seconds that a pattern may take on a short string without being tried again
_MOST = 1.0

# What is only matched where it stands, though that cannot be seen: the form has its pattern.
MATCHED = {
    "cfrdiff.cites.lists._MEMBERS",
    "cfrdiff.instructions.block_wording._CLAUSES",
    "cfrdiff.instructions.block_wording._WHOLE",
    "cfrdiff.instructions.comment_forms.FORMS",
    "cfrdiff.instructions.document._NUMBERED",
    "cfrdiff.instructions.sentence_forms.FORMS",
    "cfrdiff.language.addresses._KINDS",
    "cfrdiff.library.names._NAME",
    "cfrdiff.sources.markdown._IMAGE",
    "cfrdiff.sources.markdown._RULE",
    "cfrdiff.text.heading_pieces._END",
    "cfrdiff.text.openings._LABELLED",
    "cfrdiff.text.openings._LABELLED_LIKE",
}
# What is not asked of so long a text.
EXEMPT = {
    "cfrdiff.changes.roles._BEFORE": "reads as far back as ROLE_REACH",
    "cfrdiff.changes.roles._NAME_BEFORE": "reads as far back as ROLE_REACH",
    "cfrdiff.changes.substitutions._NAME_BEFORE": "reads as far back as NAME_REACH",
    "cfrdiff.language.abbreviations._LAST_WORD": "reads as far back as the longest word",
    "cfrdiff.language.ordinals._WORD_BEFORE": "reads as far back as the longest word",
    "cfrdiff.library.fetching.whole._ASIDE": "reads the first 8,192 bytes",
    "cfrdiff.rules.stub_facts._BEFORE_TIME": "reads as far back as _LONGEST",
    "cfrdiff.sources.xml_events._ATTRIBUTE": "reads what expat has found well formed",
    "cfrdiff.sources.xml_events._TAG": "reads what expat has found well formed",
    "cfrdiff.text.head_forms._WITH_UNIT": "reads a heading",
    "cfrdiff.text.citing._CITES_SECTION": "reads as far back as _REACH",
}


def _as_used(used: Used) -> Used:
    return used._replace(searched=False) if used.place in MATCHED else used


def _at_length(short: Any, used: Used) -> float:
    """How long a pattern takes on a string that is drawn out to 100,000 characters."""
    middle = short[len(short) // 4 : -len(short) // 4 or None]
    drawn = short[: len(short) // 4] + middle * ((LONG - SHORT) // len(middle)) + short[-SHORT:]
    return seconds(used, drawn, _MOST)


@pytest.mark.slow
def test_no_pattern_takes_long() -> None:
    patterns = all_patterns()
    assert len(patterns) > 500
    slow = []
    for used in map(_as_used, patterns):
        if used.place in EXEMPT:
            continue
        texts = hostile_strings(used.pattern, SHORT)
        if len(texts) > _TRIED:
            texts = random.Random(1).sample(texts, _TRIED)
        timed = sorted(((seconds(used, one, _MOST), one) for one in texts), key=lambda t: -t[0])
        for took, text in timed[:_AGAIN]:
            if took > _QUICK and _at_length(text, used) >= _MOST:
                slow.append(f"{used.place} on {text[:30]!r}: {used.pattern.pattern[:80]!r}")
                break
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize(
    "pattern",
    [rf"{LABELS} ?(?=[A-Z])", rf"(?:{LABEL})+(?![\w(])x", rf"(?:^|\n){LABELS}$"],
)
def test_a_row_of_labels_is_read_in_one_way(pattern: str) -> None:
    began = time.thread_time()
    assert re.match(pattern, "(i)(ii)(c)" * 300 + "x") is None
    assert time.thread_time() - began < 0.5


_TAIL = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*-$")


def test_a_broken_word_is_what_the_pattern_found_that_took_long() -> None:
    drawn = random.Random(163)
    for _ in range(3_000):
        text = "".join(drawn.choice("ab1-'’ _é½") for _ in range(drawn.randint(0, 9))) + "-"
        found = _TAIL.search(text)
        assert broken_tail(text) == (found[0][:-1] if found else None), text

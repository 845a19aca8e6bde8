"""Amendments of less than a paragraph: its sentences, and words at its beginning or end.

Sentences are counted as `cfrdiff.language.sentences` parts them. A paragraph's text comes in and
goes out; what does not fit raises NotCarriedOutError.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfrdiff.instructions.desk import NotCarriedOutError
from cfrdiff.instructions.model import End, Printed
from cfrdiff.instructions.replacing import beside, replace_words
from cfrdiff.language.sentences import split_sentences

_STARS = re.compile(r"(?<!\s)\s*+(?:\*\s*+){3,}")


def spans_of(text: str, sentences: Sequence[int]) -> list[tuple[int, int]]:
    """Where sentences of a text stand, by their numbers: the first is 1, the last -1."""
    found = split_sentences(text)
    spans: list[tuple[int, int]] = []
    for number in sentences:
        at = number - 1 if number > 0 else len(found) + number
        if not 0 <= at < len(found):
            raise NotCarriedOutError(f"its text has {len(found)} sentences")
        by_marks = _by_marks(text)
        if by_marks[number - 1 if number > 0 else number : None][:1] != [found[at]]:
            raise NotCarriedOutError("where its sentences end is not certain")
        spans.append(found[at])
    return sorted(set(spans))


# What may end a sentence; a mark of a footnote may stand behind.
_STOP = re.compile(r"[.?!][”’)\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*(?=\s)")


def _by_marks(text: str) -> list[tuple[int, int]]:
    """Where sentences would stand if every stop ended one."""
    ends = [*(match.end() for match in _STOP.finditer(text)), len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))


def without_sentences(text: str, sentences: Sequence[int]) -> str:
    """The text without some of its sentences."""
    for start, end in reversed(spans_of(text, sentences)):
        text = _joined(text[:start], text[end:])
    return text


def with_sentences_revised(text: str, sentences: Sequence[int], printed: Printed) -> str:
    """The text with sentences put in the place of others; asterisks part those that are printed."""
    runs = _runs(text, spans_of(text, sentences))
    parts = printed_parts(printed)
    if len(parts) != len(runs):
        raise NotCarriedOutError(
            f"{len(runs)} runs of sentences are revised, and {len(parts)} are printed"
        )
    for (start, end), part in reversed(list(zip(runs, parts, strict=True))):
        text = f"{text[:start]}{part}{text[end:]}"
    return text


def with_sentences_added(
    text: str, side: End, beside_sentence: Sequence[int], printed: Printed
) -> str:
    """The text with sentences that are printed beside one of its own, or at an end of it."""
    parts = printed_parts(printed)
    if len(parts) != 1:
        raise NotCarriedOutError(f"one run of sentences is added, and {len(parts)} are printed")
    at = 0 if side == "beginning" else len(text)
    if beside_sentence:
        start, end = spans_of(text, beside_sentence)[0]
        at = start if side == "beginning" else end
    return _joined(_joined(text[:at], parts[0]), text[at:])


def printed_parts(printed: Printed) -> list[str]:
    """What is printed of a paragraph's text, as asterisks part it."""
    return [part for part in _STARS.split(printed.text) if part]


def replaced_at(text: str, side: End, before: str, after: str) -> tuple[str, int]:
    """The text with words replaced, or put in, at its beginning or end; and how often."""
    if side == "end":
        if not text.endswith(before):
            return text, 0
        kept = text[: len(text) - len(before)].rstrip() if before else text
        return (beside(kept, after) if after else kept), 1
    if not text.startswith(before):
        return text, 0
    kept = text[len(before) :].lstrip()
    return (beside(after, kept) if after else kept), 1


def replaced_within(
    text: str, sentences: Sequence[int], side: End | None, before: str, after: str
) -> tuple[str, int]:
    """The text with words replaced in some of its sentences, and how often."""
    spans = spans_of(text, sentences) if sentences else [(0, len(text))]
    times = 0
    for start, end in reversed(spans):
        inside = text[start:end]
        if side is None:
            made, count = replace_words(inside, before, after)
        else:
            made, count = _at_an_end(inside, side, before, after, bool(sentences))
        text, times = f"{text[:start]}{made}{text[end:]}", times + count
    return text, times


def _at_an_end(
    inside: str, side: End, before: str, after: str, is_sentence: bool
) -> tuple[str, int]:
    """At the end of a sentence the words stand before its stop."""
    stop = ""
    if side == "end" and not before and inside.endswith(".") and after[:1].islower():
        raise NotCarriedOutError(f"whether “{after}” goes before the full stop is not said")
    if side == "end" and is_sentence and not before.endswith(inside[-1:]):
        inside, stop = inside[:-1], inside[-1:]
    made, count = replaced_at(inside, side, before, after)
    return f"{made}{stop}", count


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences that stand together as one span."""
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _joined(first: str, second: str) -> str:
    return " ".join(part for part in (first.rstrip(), second.lstrip()) if part)

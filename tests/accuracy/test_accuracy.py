"""The bars the reader has to clear on a sample of the gold; the whole benchmark prints more."""

from collections.abc import Sequence

import pytest

from accuracy import gold
from accuracy.gold import Document
from accuracy.measure import Disagreement
from accuracy.ways import WAYS, Outcome, Way, run

_TEXT_WAYS = [way for way in WAYS if way.family == "text"]
_PDF_WAYS = [way for way in WAYS if way.family == "pdf"]
# Every other document is read as text. Typesetting and reading pages takes longer: only documents
# up to so many words are typeset.
_TYPESET_WORDS = 2500
_BAR = 0.999


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return gold.load(gold.folder())


def _told(outcome: Outcome, kinds: Sequence[str]) -> str:
    found = [one for one in outcome.tally.disagreements if one.kind in kinds]
    lines = [f"{len(found)} disagreements"]
    lines += [_line(one) for one in found[:15]]
    return "\n".join(lines)


def _line(one: Disagreement) -> str:
    flag = "flagged" if one.flagged else "silent"
    return f"{one.file} § {one.section} {one.where} ({flag}): {one.expected!r} → {one.got!r}"


@pytest.mark.gold
@pytest.mark.parametrize("way", _TEXT_WAYS, ids=lambda way: way.name)
def test_text_is_read_right(way: Way, documents: tuple[Document, ...]) -> None:
    tally = (outcome := run(way, documents[::2], gold.folder())).tally
    assert not outcome.refused
    assert tally.paths_right / tally.paragraphs >= _BAR, _told(outcome, ["section", "path"])
    assert tally.words_right / tally.gold_words >= _BAR, _told(outcome, ["word", "critical"])
    assert tally.words_right / tally.got_words >= _BAR, _told(outcome, ["word", "critical"])


@pytest.mark.gold
@pytest.mark.parametrize("way", _PDF_WAYS, ids=lambda way: way.name)
def test_typeset_pages_are_read_right(way: Way, documents: tuple[Document, ...]) -> None:
    short = tuple(document for document in documents if document.words <= _TYPESET_WORDS)
    tally = (outcome := run(way, short, gold.folder())).tally
    assert not outcome.refused
    silent = tally.paths_wrong_silent / tally.paragraphs
    assert silent <= 1 - _BAR, _told(outcome, ["section", "path"])
    assert tally.words_right / tally.gold_words >= _BAR, _told(outcome, ["word", "critical"])
    assert tally.words_right / tally.got_words >= _BAR, _told(outcome, ["word", "critical"])

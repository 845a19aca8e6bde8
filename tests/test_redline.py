"""The marked text of two editions: accepted it is the newer one, rejected the older."""

from __future__ import annotations

import pytest
from accuracy import gold
from accuracy.changes.amendments import Amendment
from accuracy.changes.editions import from_trees
from accuracy.changes.sources import generate, shelf
from accuracy.changes.strategies import amendments
from hypothesis import given, settings

from cfrdiff.changes import diff_editions
from cfrdiff.model import Edition
from cfrdiff.reading import read_both
from cfrdiff.reports.printed import sides
from cfrdiff.reports.redline import Line, accepted, redline, rejected

_WHY_NOT = gold.missing(gold.folder())
needs_gold = pytest.mark.skipif(_WHY_NOT is not None, reason=_WHY_NOT or "")


def words(edition: Edition) -> list[str]:
    """The sections of an edition, a line each heading, paragraph and source note, made here
    without the program's own notion of a line.
    """
    lines: list[str] = []
    for section in edition.sections:
        number = f"§ {section.number}" if section.number else ""
        lines.append(f"{number} {section.heading or ''}")
        for one in section.walk():
            label = f"({one.path[-1]})" if one.designation else ""
            lines.append(f"{label} {one.heading or ''} {one.text}")
        lines.append(section.source_note or "")
    return [" ".join(line.split()) for line in lines if line.strip()]


def checked(before: Edition, after: Edition) -> list[Line]:
    changes = diff_editions(before, after)
    lines = redline(changes)
    olds, news = sides(changes)
    assert accepted(lines) == [line.words for line in news]
    assert rejected(lines) == [line.words for line in olds]
    for side, edition in ((olds, before), (news, after)):
        assert [" ".join(one.words.split()) for one in side if one.kind != "block"] == words(
            edition
        )
    ends: dict[int, dict[str, str]] = {}
    for line in lines:
        for run in line.runs:
            assert (run.move is not None) == (run.op in ("from", "to"))
            if run.move is not None:
                side_of = ends.setdefault(run.move, {"from": "", "to": ""})
                side_of[run.op] += run.text.strip() + " "
    for moved in ends.values():
        assert moved["from"].split() == moved["to"].split()
    return lines


def test_the_corpus_pair() -> None:
    lines = checked(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"))
    assert any(run.op == "ins" and run.text == "Charlotte" for line in lines for run in line.runs)
    # What only one file reaches is marked as such, not as an amendment.
    assert all(line.gap for line in lines if line.change and line.change.kind == "not-covered")


@needs_gold
def test_gold_pairs() -> None:
    for pair in gold.load_pairs(gold.folder()):
        checked(*(from_trees(pair.name, side) for side in (pair.before, pair.after)))


def test_amendments_of_real_sections() -> None:
    held = shelf()
    for seed in range(40):
        made: Amendment = generate(seed, held)
        checked(made.before, made.after)


@settings(max_examples=60, deadline=None)
@given(amendments(8))
def test_generated_amendments(made: Amendment) -> None:
    checked(made.before, made.after)

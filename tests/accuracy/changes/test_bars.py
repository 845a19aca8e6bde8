"""The bars for changes on the gold pairs and a sample of generated amendments."""

from functools import cache

import pytest

from accuracy import edit_labels, gold
from accuracy.changes.labelled import measure_labelled
from accuracy.changes.pairs import MAKERS, PairOutcome, measure_pair
from accuracy.changes.rows import Outcome, run
from accuracy.changes.score import Count
from accuracy.changes.sources import Shelf, generate, gold_shelf
from accuracy.changes.truth import KINDS, Kind
from cfrdiff.changes import diff_editions
from cfrdiff.instructions import apply, compose, read_document, same_words
from cfrdiff.model import Edition

_SAMPLE = 60


@cache
def _pairs(maker: str) -> tuple[PairOutcome, ...]:
    return tuple(measure_pair(pair, maker) for pair in gold.load_pairs(gold.folder()))


@cache
def _sample(held: Shelf) -> Outcome:
    return run("mix", (generate(seed, held) for seed in range(_SAMPLE)))


def _all(counts: list[Count]) -> Count:
    total = Count()
    for one in counts:
        total += one
    return total


def _told(outcomes: tuple[PairOutcome, ...]) -> str:
    lines = [f"{one.name} · {line}" for one in outcomes for line in one.disagreements]
    return "\n".join(lines[:20])


@pytest.mark.gold
@pytest.mark.parametrize("maker", MAKERS)
def test_gold_pairs_agree_with_the_two_trees_by_label(maker: str) -> None:
    outcomes = _pairs(maker)
    labels = _all([one.labels for one in outcomes])
    kinds = _all([one.kinds for one in outcomes if one.kinds is not None])
    assert labels.right > 60
    assert kinds.right > 50
    assert labels.f1 >= 0.99, _told(outcomes)
    assert kinds.f1 >= 0.99, _told(outcomes)


@pytest.mark.gold
@pytest.mark.parametrize("maker", MAKERS)
def test_gold_pairs_agree_with_the_notices(maker: str) -> None:
    operations = _all([one.operations for one in _pairs(maker)])
    assert operations.right > 40
    assert operations.missed == operations.wrong == 0, _told(_pairs(maker))


@pytest.mark.gold
@pytest.mark.parametrize("maker", MAKERS)
def test_gold_pairs_are_exact(maker: str) -> None:
    assert not [one.name for one in _pairs(maker) if not one.exact]


def test_amendments_are_exact(real_sections: Shelf) -> None:
    assert not _sample(real_sections).inexact


@pytest.mark.gold
def test_no_substantive_edit_is_told_as_less_than_editorial() -> None:
    total = measure_labelled(gold.folder())
    assert total.substantive > 150
    assert not total.underweight


def test_no_substantive_edit_of_the_volumes_is_played_down() -> None:
    total = measure_labelled(gold.folder(), edit_labels.FRESH)
    assert total.substantive > 100
    assert not total.played_down


@pytest.mark.gold
@pytest.mark.parametrize("maker", MAKERS)
def test_moves_told_on_gold_pairs_are_moves(maker: str) -> None:
    moves = _all([one.moves for one in _pairs(maker)])
    assert moves.precision >= 0.95, _told(_pairs(maker))
    assert moves.recall >= 0.95, _told(_pairs(maker))


@pytest.mark.gold
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_right_on_amendments(kind: Kind) -> None:
    score = _sample(gold_shelf()).score
    count = score.kinds[kind]
    misses = [one for one in score.misses if kind in one.expected + " " + one.got]
    assert count.right + count.missed > 20
    assert count.f1 >= 0.98, "\n".join(map(str, misses[:10]))


@pytest.mark.gold
def test_counterparts_and_moves_as_one() -> None:
    total = _sample(gold_shelf()).score
    assert total.links_right / total.paragraphs >= 0.98
    assert total.followed_right / total.followed >= 0.98


def _orders_give(before: Edition, after: Edition) -> bool:
    amendments = compose(diff_editions(before, after), before, after)
    made, failures = apply(read_document(amendments.text), before)
    return not failures and same_words(made, after)


@pytest.mark.gold
@pytest.mark.parametrize("maker", MAKERS)
def test_instructions_give_every_pair_both_ways(maker: str) -> None:
    for pair in gold.load_pairs(gold.folder()):
        before, after = (MAKERS[maker](pair.name, side) for side in (pair.before, pair.after))
        assert _orders_give(before, after), pair.name
        assert _orders_give(after, before), pair.name


@pytest.mark.gold
def test_instructions_give_generated_amendments_both_ways() -> None:
    held = gold_shelf()
    for seed in range(_SAMPLE // 2):
        amendment = generate(seed, held)
        assert _orders_give(amendment.before, amendment.after), seed
        assert _orders_give(amendment.after, amendment.before), seed


@pytest.mark.gold
def test_categories_of_labelled_edits() -> None:
    total = measure_labelled(gold.folder())
    assert total.macro_f1 >= 0.96, "\n".join(total.disagreements[:20])

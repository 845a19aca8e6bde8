"""The scores themselves: what is told right counts as right, what is not does not."""

from dataclasses import dataclass

import msgspec
import pytest

from accuracy.changes import by_label
from accuracy.changes.edits import score_edits
from accuracy.changes.score import Count, Score, answers, score
from accuracy.changes.test_generator import edition, source
from accuracy.changes.truth import KINDS, Fate, Kind, derive, spots
from cfrdiff.changes import Change, ChangeSet, Edit, State
from cfrdiff.changes.model import Category, Counts
from cfrdiff.model import Edition

_A = "Every importer keeps the records of an entry for five years at its place of business."
_B = "A broker files the summary with the port director before noon of the tenth day."
_C = "Vessels of less than ten tons report by radio when they cross the outer line."

Row = tuple[Kind, list[int], list[int]]


def change_set(before: Edition, after: Edition, rows: list[Row]) -> ChangeSet:
    """What a program would say: kinds with the indices of older and newer paragraphs."""
    states = [
        [
            State.of(section.number, s, 0, paragraph)
            for s, section in enumerate(side.sections)
            for paragraph in section.walk()
        ]
        for side in (before, after)
    ]
    indexed = [[_at(state, i) for i, state in enumerate(side)] for side in states]
    changes = tuple(
        Change(
            id=str(n), section="7.1", kind=kind,
            before=tuple(indexed[0][i] for i in olds), after=tuple(indexed[1][j] for j in news),
            edits=(), significance="none", similarity=1.0, confidence=1.0,
        )
        for n, (kind, olds, news) in enumerate(rows)
    )  # fmt: skip
    return ChangeSet(
        before=before, after=after, changes=changes, substitutions=(), summary=Counts()
    )


def _at(state: State, index: int) -> State:
    return msgspec.structs.replace(state, index=index)


_BEFORE = edition(("(a)", _A), ("(b)", _B))
_AFTER = edition(("(a)", _A), ("(b)", _C), ("(c)", _B))
_TRUTH = derive(_BEFORE, _AFTER, [source(0), source(), source(1)])


def _scored(rows: list[Row]) -> Score:
    changes = change_set(_BEFORE, _AFTER, rows)
    return score("x", _BEFORE, _AFTER, _TRUTH, changes, {"before": {}, "after": {}})


def _counts(total: Score) -> dict[Kind, tuple[int, int, int]]:
    found = {kind: total.kinds[kind] for kind in KINDS}
    return {k: (c.right, c.wrong, c.missed) for k, c in found.items() if any(vars(c).values())}


def test_what_is_right_counts_as_right() -> None:
    total = _scored([("unchanged", [0], [0]), ("added", [], [1]), ("redesignated", [1], [2])])
    assert _counts(total) == {"unchanged": (2, 0, 0), "added": (1, 0, 0), "redesignated": (2, 0, 0)}
    assert total.links_right == total.paragraphs == 5
    assert not total.misses


def test_a_label_diff_is_wrong_about_what_moved() -> None:
    total = _scored([("unchanged", [0], [0]), ("revised", [1], [1]), ("added", [], [2])])
    assert _counts(total) == {
        "unchanged": (2, 0, 0), "revised": (0, 2, 0), "added": (0, 1, 1), "redesignated": (0, 0, 2),
    }  # fmt: skip
    assert total.links_right == 2
    assert len(total.misses) == 3


def test_the_right_kind_with_the_wrong_counterpart_is_a_wrong_link() -> None:
    before = edition(("(a)", _A), ("(b)", _B))
    after = edition(("(a)", _B), ("(b)", _A))
    truth = derive(before, after, [source(1), source(0)])
    wrong = change_set(before, after, [("redesignated", [0], [0]), ("redesignated", [1], [1])])
    total = score("x", before, after, truth, wrong, {"before": {}, "after": {}})
    assert total.kinds["redesignated"].right == 4
    assert (total.links_right, len(total.misses)) == (0, 4)


def test_a_paragraph_that_is_not_told_is_missed() -> None:
    total = _scored([("unchanged", [0], [0]), ("redesignated", [1], [2])])
    assert total.kinds["added"].missed == 1


def test_a_paragraph_told_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="in two changes"):
        answers(change_set(_BEFORE, _AFTER, [("removed", [0], []), ("unchanged", [0], [0])]))


_ALIKE = edition(("(a)", "The name;"), ("(b)", "The name;"), ("(c)", _A))
_ONE_LESS = edition(("(a)", "The name;"), ("(b)", _A))


@pytest.mark.parametrize("gone", [0, 1])
def test_which_of_two_siblings_alike_went_does_not_matter(gone: int) -> None:
    truth = derive(_ALIKE, _ONE_LESS, [source(1), source(2)])
    stays: Row = ("unchanged" if gone else "redesignated", [1 - gone], [0])
    rows: list[Row] = [stays, ("removed", [gone], []), ("redesignated", [2], [1])]
    total = score(
        "x", _ALIKE, _ONE_LESS, truth, change_set(_ALIKE, _ONE_LESS, rows),
        {"before": {}, "after": {}},
    )  # fmt: skip
    # What can stay is to be told as staying: only the newer side's place says which that is.
    assert len(total.misses) == (0 if gone else 2)
    assert total.kinds["removed"].right == 1


@pytest.mark.parametrize(
    "rows",
    [
        [("unchanged", [0], [0]), ("revised", [1], [1])],
        [("unchanged", [0], [0]), ("removed", [1], []), ("added", [], [1])],
    ],
)
def test_both_readings_of_a_reserved_label_are_right(rows: list[Row]) -> None:
    after = edition(("(a)", _A), ("(b)", "[Reserved]"))
    truth = derive(_BEFORE, after, [source(0), source()])
    told = change_set(_BEFORE, after, rows)
    total = score("x", _BEFORE, after, truth, told, {"before": {}, "after": {}})
    assert not total.misses
    assert total.kinds["revised"].right == 2


def test_f1() -> None:
    assert Count(8, 2, 2).f1 == pytest.approx(0.8)
    assert Count(0, 0, 0).f1 == 1.0
    assert Count(0, 1, 0).f1 == Count(0, 0, 1).f1 == 0.0


def test_labels_of_two_trees() -> None:
    truth = by_label.from_trees(_BEFORE, _AFTER)
    assert truth.added == {("7.1", ("c",), 1)}
    assert truth.revised == {("7.1", ("b",), 1)}
    assert not truth.removed


def test_a_change_set_comes_to_the_same_by_label_whatever_moved() -> None:
    moved = change_set(
        _BEFORE, _AFTER, [("unchanged", [0], [0]), ("added", [], [1]), ("redesignated", [1], [2])]
    )
    assert by_label.from_change_set(moved) == by_label.from_trees(_BEFORE, _AFTER)
    lost = change_set(_BEFORE, _AFTER, [("unchanged", [0], [0]), ("revised", [1], [1])])
    count = by_label.compare(by_label.from_trees(_BEFORE, _AFTER), by_label.from_change_set(lost))
    assert (count.right, count.wrong, count.missed) == (1, 0, 1)


def test_kinds_as_told_leave_out_what_moved() -> None:
    moved = change_set(
        _BEFORE, _AFTER, [("unchanged", [0], [0]), ("added", [], [1]), ("redesignated", [1], [2])]
    )
    told = by_label.kinds_as_told(moved)
    assert told == by_label.ByLabel(frozenset({("7.1", ("b",), 1)}), frozenset(), frozenset())


def test_the_same_words_under_another_label_have_moved() -> None:
    assert by_label.known_moves(_BEFORE, _AFTER) == {(1, 2)}
    assert not by_label.nothing_moved(_BEFORE, _AFTER, [])
    assert by_label.nothing_moved(_BEFORE, _BEFORE, [("modified", "7-1-a")])
    assert not by_label.nothing_moved(_BEFORE, _BEFORE, [("moved", "7-1-a")])


def test_labels_of_a_notice() -> None:
    operations = [
        ("modified", "1002-14-b-1"), ("modified", "1002-14-b-3-Interp-3-v"), ("added", "1002-5"),
        ("modified", "1002-B-1-p1"), ("modified", "1002-4"),
    ]  # fmt: skip
    found = by_label.of_operations(operations, "modified")
    assert found == [("1002.14", ("b", "1")), ("1002.4", ())]


@dataclass(frozen=True)
class Label:
    before_span: tuple[int, int]
    after_span: tuple[int, int]
    category: str
    substantive: bool


def _edit(before: tuple[int, int], after: tuple[int, int], category: Category) -> Edit:
    return Edit("", "", before, after, category)


def _weigh(edits: tuple[Edit, ...]) -> str:
    return "substantive" if any(one.category == "modal" for one in edits) else "typographical"


_OLD = "The broker shall file within 10 days."
_NEW = "The broker may file within 30 days."
_LABELS = [Label((11, 16), (11, 14), "modal", True), Label((29, 31), (27, 29), "deadline", True)]


def test_edits_are_matched_by_where_they_are() -> None:
    told = [_edit((29, 36), (27, 34), "deadline"), _edit((11, 16), (11, 14), "modal")]
    total = score_edits(_OLD, _NEW, _LABELS, told, lambda edits: "substantive")
    assert total.macro_f1 == 1.0
    assert not total.disagreements
    assert not total.underweight


def test_an_edit_of_another_category_is_missed_there_and_wrong_here() -> None:
    told = [_edit((11, 16), (11, 14), "modal"), _edit((29, 31), (27, 29), "punctuation")]
    total = score_edits(_OLD, _NEW, _LABELS, told, _weigh)
    assert (total.categories["deadline"].missed, total.categories["punctuation"].wrong) == (1, 1)
    assert total.macro_f1 == pytest.approx(0.5)
    assert (total.substantive, len(total.underweight)) == (2, 1)
    assert total.played_down == ["deadline '10' → '30': typographical"]


def test_an_edit_that_nobody_labelled_is_wrong() -> None:
    told = [_edit((0, 3), (0, 3), "wording"), _edit((11, 16), (11, 14), "modal")]
    total = score_edits(_OLD, _NEW, _LABELS[:1], told, _weigh)
    assert total.categories["wording"].wrong == 1


def test_words_that_only_come_are_matched_by_their_place() -> None:
    label = Label((10, 10), (10, 15), "condition", False)
    total = score_edits(_OLD, _NEW, [label], [_edit((10, 10), (10, 15), "condition")], _weigh)
    assert total.macro_f1 == 1.0


def test_spots_are_in_the_order_of_print() -> None:
    one = edition(("(a)", _A), ("(a)(1)", _B), ("(b)", _C))
    assert [(s.path, s.parent, s.leaf) for s in spots(one)] == [
        (("a",), None, False), (("a", "1"), 0, True), (("b",), None, True),
    ]  # fmt: skip


def test_fates_compare_by_value() -> None:
    assert Fate("split", source(1, 2)) == Fate("split", source(2, 1))


def test_a_label_told_in_pieces_is_right_by_overlap_and_once_one_to_one() -> None:
    label = Label((11, 36), (11, 34), "wording", False)
    told = [_edit((11, 16), (11, 14), "wording"), _edit((29, 31), (27, 29), "wording")]
    total = score_edits(_OLD, _NEW, [label], told, _weigh)
    assert (total.categories["wording"].right, total.categories["wording"].wrong) == (1, 1)
    assert total.touching["wording"].f1 == 1.0
    assert total.placed == 0


def test_an_edit_with_the_words_of_its_label_is_placed() -> None:
    told = [_edit((11, 16), (11, 14), "modal"), _edit((29, 36), (27, 34), "deadline")]
    total = score_edits(_OLD, _NEW, _LABELS, told, _weigh)
    assert total.placed == 1
    assert total.macro_f1_touching == 1.0

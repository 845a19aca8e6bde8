import json
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from accuracy import edit_labels, gold
from accuracy.edit_labels import CATEGORIES, FILE, FRESH, LabelError, LabelledParagraph

QUOTED = pytest.param((None, FILE), id="quoted")
ALL = pytest.param((gold.folder(), FILE), id="all", marks=pytest.mark.gold)
VOLUMES = pytest.param((None, FRESH), id="volumes")


@pytest.fixture(scope="module", params=[QUOTED, ALL, VOLUMES])
def labelled(request: pytest.FixtureRequest) -> tuple[LabelledParagraph, ...]:
    return tuple(edit_labels.load(*request.param))


def every_row() -> tuple[Mapping[str, Any], ...]:
    return tuple(chain(edit_labels.rows(FILE), edit_labels.rows(FRESH)))


def replayed(paragraph: LabelledParagraph) -> tuple[str, str]:
    """What is left of both texts around the edits, without spaces."""
    sides = []
    for text, side in ((paragraph.before, "before_span"), (paragraph.after, "after_span")):
        rest, at = "", 0
        for edit in paragraph.edits:
            start, end = getattr(edit, side)
            rest, at = rest + text[at:start], end
        sides.append("".join((rest + text[at:]).split()))
    return sides[0], sides[1]


def test_every_label_is_in_its_place_and_nothing_is_left(
    labelled: tuple[LabelledParagraph, ...],
) -> None:
    for paragraph in labelled:
        ends = (0, 0)
        for edit in paragraph.edits:
            assert edit.before_span[0] >= ends[0]
            assert edit.after_span[0] >= ends[1]
            assert paragraph.before[slice(*edit.before_span)] == edit.before
            assert paragraph.after[slice(*edit.after_span)] == edit.after
            ends = (edit.before_span[1], edit.after_span[1])
        older, newer = replayed(paragraph)
        assert older == newer, paragraph.source


@pytest.mark.gold
def test_rows_of_the_gold_data_are_found() -> None:
    assert len(list(edit_labels.load(gold.folder()))) == len(edit_labels.rows())


def test_without_gold_data_the_quoted_rows_remain() -> None:
    quoted = [row for row in edit_labels.rows() if "pair" not in row]
    assert [one.source for one in edit_labels.load(None)] == [row["source"] for row in quoted]


def test_labels_keep_the_rules_of_form() -> None:
    for row in every_row():
        assert row["edits"], row
        assert {"source", "before", "after"} <= row.keys() or {"pair", "section"} <= row.keys()
        for edit in row["edits"]:
            assert edit["category"] in CATEGORIES
            assert isinstance(edit["substantive"], bool)
            assert edit["before"] != edit["after"]
            for side in ("before", "after"):
                assert edit[side] == " ".join(edit[side].split())
            assert (edit.get("field") == "heading") == (edit["category"] == "heading")


NEVER = "heading designation ocr punctuation spelling plain-language".split()
ALWAYS = "deadline date amount modal negation citation".split()


@pytest.mark.parametrize(("categories", "substantive"), [(NEVER, False), (ALWAYS, True)])
def test_some_categories_decide_what_is_substantive(
    categories: list[str], substantive: bool
) -> None:
    found = [
        edit["substantive"]
        for row in every_row()
        for edit in row["edits"]
        if edit["category"] in categories
    ]
    assert found
    assert set(found) == {substantive}


def test_no_text_is_labelled_twice() -> None:
    rows = [json.dumps({**row, "edits": None}, sort_keys=True) for row in every_row()]
    assert len(rows) == len(set(rows))


def test_at_least_three_hundred_edits_of_many_kinds() -> None:
    counts = Counter(edit["category"] for row in edit_labels.rows() for edit in row["edits"])
    assert counts.total() >= 300
    assert counts.keys() <= CATEGORIES
    assert sum(count >= 9 for count in counts.values()) >= 15


WEIGHTS = {"substantive", "nomenclature", "editorial", "typographical"}


def test_the_fresh_set_stands_alone_and_weighs_every_edit() -> None:
    rows = edit_labels.rows(FRESH)
    edits = [edit for row in rows for edit in row["edits"]]
    assert all({"source", "before", "after"} <= row.keys() for row in rows)
    assert len(edits) >= 200
    assert {edit["weight"] for edit in edits} == WEIGHTS
    assert all((edit["weight"] == "substantive") == edit["substantive"] for edit in edits)


TWO = "He may file two copies."


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        (TWO, "He may file one copy.", [("two copies", "one copy")]),
        (TWO, "He must file two copies, if asked.", [("may", "must"), ("", ", if asked")]),
        (TWO, "He may also file two copies.", [("", "also")]),
        (TWO, "He may file.", [("two copies", "")]),
        ("Any fees; and", "Any fees;", [("and", "")]),
        ("See § 1.2(a)", "See § 1.2(b)", [("§ 1.2(a)", "§ 1.2(b)")]),
    ],
)
def test_labels_that_tell_the_whole_difference(
    before: str, after: str, edits: list[tuple[str, str]]
) -> None:
    paragraph = edit_labels.paragraph(row_of(edits), "test", before, after)
    assert [(edit.before, edit.after) for edit in paragraph.edits] == edits
    assert replayed(paragraph)[0] == replayed(paragraph)[1]


@pytest.mark.parametrize(
    ("after", "edits"),
    [
        ("He must file one copy.", [("may", "must")]),  # one edit is not labelled
        ("He must file one copy.", [("two copies", "one copy"), ("may", "must")]),  # out of order
        ("He may file two copies.", [("shall", "may")]),  # not in the text
        ("He may file twenty copies.", [("o", "enty")]),  # inside a word
    ],
)
def test_labels_that_do_not_are_refused(after: str, edits: list[tuple[str, str]]) -> None:
    with pytest.raises(LabelError, match="test: the labels do not turn"):
        edit_labels.paragraph(row_of(edits), "test", TWO, after)


def row_of(edits: list[tuple[str, str]]) -> dict[str, object]:
    return {
        "edits": [
            {"before": old, "after": new, "category": "wording", "substantive": True}
            for old, new in edits
        ]
    }


def test_every_category_has_its_rule() -> None:
    rules = (Path(edit_labels.FILE).parent / "RULES.md").read_text(encoding="utf-8")
    assert all(f"| {category} |" in rules for category in CATEGORIES)

"""The generator's truth is right: hand-made examples, and what must hold of every amendment."""

from random import Random

import pytest
from examples import examples
from hypothesis import given, settings

import cfrdiff
from accuracy.changes.amendments import Amendment, amend
from accuracy.changes.drafts import Draft, DraftSection, Spread, draft, engross, label_for
from accuracy.changes.operations import Bill
from accuracy.changes.references import adjust
from accuracy.changes.score import Score, answers, score
from accuracy.changes.sorts import OPERATIONS
from accuracy.changes.sources import Shelf, generate
from accuracy.changes.strategies import amendments
from accuracy.changes.truth import Fate, Truth, derive, spots
from accuracy.changes.wording import likeness, names, rename, sentences
from cfrdiff.model import Edition, Paragraph, Section, Source, grow

LONG = {
    "a": "Every importer keeps the records of an entry for five years at its place of business.",
    "b": "A broker files the summary with the port director before noon of the tenth day.",
    "c": "Vessels of less than ten tons report by radio when they cross the outer line.",
    "d": "Goods in a warehouse are counted by two officers who sign the same sheet.",
}
DONORS = (
    "Milk from herds kept above the snow line is graded separately and bears a blue stamp.",
    "The colour of the sail;",
)


def edition(*texts: tuple[str, str], number: str = "7.1") -> Edition:
    return joined({number: texts})


def joined(sections: dict[str, tuple[tuple[str, str], ...]]) -> Edition:
    """An edition from designations and texts."""
    return Edition(
        title=7, part="7", as_of=None, source=Source("example", "", "text"),
        sections=tuple(
            Section(number, "Records.", "complete", None, grow([_one(*one) for one in texts]))
            for number, texts in sections.items()
        ),
    )  # fmt: skip


def _one(designation: str, text: str) -> Paragraph:
    path = tuple(designation.strip("()").split(")(")) if designation else ()
    return Paragraph(designation, path, None, text)


def told(before: Edition, after: Edition, truth: Truth) -> list[str]:
    """The truth in words: kind and cites, older paragraphs that are gone last."""
    olds, news = spots(before), spots(after)

    def cites(indices: frozenset[int]) -> str:
        return " ".join("".join(f"({x})" for x in olds[i].path) for i in sorted(indices))

    lines = [
        f"{fate.kind} {cites(fate.others)} > {''.join(f'({x})' for x in one.path)}".replace(
            "  ", " "
        )
        for one, fate in zip(news, truth.after, strict=True)
    ]
    gone = [one for one, fate in zip(olds, truth.before, strict=True) if fate.kind == "removed"]
    return lines + [f"removed {''.join(f'({x})' for x in one.path)}" for one in gone]


def source(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


_A, _B, _C, _D = (LONG[label] for label in "abcd")
_ITEMS = (("(a)", _A), ("(a)(1)", "The name;"), ("(a)(2)", "The name;"), ("(a)(3)", "The port."))

TRUTHS = {
    "an insertion redesignates": (
        edition(("(a)", _A), ("(b)", _B)),
        edition(("(a)", _A), ("(b)", _C), ("(c)", _B)),
        [source(0), source(), source(1)],
        ["unchanged (a) > (a)", "added > (b)", "redesignated (b) > (c)"],
    ),
    "a split keeps one part in place": (
        edition(("(a)", f"{_A} {_B}"), ("(b)", _C)),
        edition(("(a)", _A), ("(b)", _B), ("(c)", _C)),
        [source(0), source(0), source(1)],
        ["split (a) > (a)", "split (a) > (b)", "redesignated (b) > (c)"],
    ),
    "a merge": (
        edition(("(a)", _A), ("(b)", _B), ("(c)", _C)),
        edition(("(a)", f"{_A} {_B}"), ("(b)", f"{_C} Now.")),
        [source(0, 1), source(2)],
        ["merged (a) (b) > (a)", "redesignated-revised (c) > (b)"],
    ),
    "what is new in the place of what is gone revises the label": (
        edition(("(a)", _A), ("(b)", _B), ("(b)(1)", _C)),
        edition(("(a)", _A), ("(b)", "[Reserved]")),
        [source(0), source()],
        ["unchanged (a) > (a)", "revised (b) > (b)", "removed (b)(1)"],
    ),
    "of two siblings alike the one in its place stays": (
        edition(*_ITEMS),
        edition(_ITEMS[0], ("(a)(1)", "The name;"), ("(a)(2)", "The port.")),
        [source(0), source(2), source(3)],
        ["unchanged (a) > (a)", "unchanged (a)(1) > (a)(1)", "redesignated (a)(3) > (a)(2)",
         "removed (a)(2)"],
    ),
    "a section's number is part of the place": (
        edition(("(a)", _A)),
        edition(("(a)", _A), number="7.2"),
        [source(0)],
        ["redesignated (a) > (a)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUTHS)
def test_truth_follows_from_where_the_words_came_from(name: str) -> None:
    before, after, lineage, expected = TRUTHS[name]
    assert told(before, after, derive(before, after, lineage)) == expected


def test_a_reserved_label_may_also_be_read_as_removed_and_added() -> None:
    before, after, lineage, _ = TRUTHS["what is new in the place of what is gone revises the label"]
    truth = derive(before, after, lineage)
    assert truth.instead == {("before", 1): Fate("removed"), ("after", 1): Fate("added")}


def test_siblings_of_the_same_words_may_stand_for_each_other() -> None:
    before, after, lineage, _ = TRUTHS["of two siblings alike the one in its place stays"]
    assert derive(before, after, lineage).alike["before"] == (source(1, 2),)


def test_what_is_split_and_merged_at_once_cannot_be_known() -> None:
    before, after = edition(("(a)", _A), ("(b)", _B)), edition(("(a)", _A), ("(b)", _B))
    with pytest.raises(ValueError, match="both split and merged"):
        derive(before, after, [source(0, 1), source(1)])


def test_what_moves_below_a_paragraph_moves_with_it() -> None:
    before = edition(("(a)", _A), ("(b)", _B), ("(b)(1)", _C), ("(b)(2)", _D))
    after = edition(("(a)", _B), ("(a)(1)", _C), ("(a)(2)", _D))
    truth = derive(before, after, [source(1), source(2), source(3)])
    assert truth.moved_with == {1: 0, 2: 0}


def test_what_changes_its_order_below_a_moved_paragraph_moves_by_itself() -> None:
    before = edition(("(a)", _A), ("(b)", _B), ("(b)(1)", _C), ("(b)(2)", _D))
    after = edition(("(a)", _B), ("(a)(1)", _D), ("(a)(2)", _C))
    truth = derive(before, after, [source(1), source(3), source(2)])
    assert truth.moved_with == {}


_HALVES = f"{_A} {_B}"
OPERATION_EXAMPLES: dict[str, tuple[Edition, set[tuple[str, ...]]]] = {
    "swap": (
        edition(("(a)", _A), ("(b)", _B)),
        {("redesignated (b) > (a)", "redesignated (a) > (b)")},
    ),
    "append": (edition(("(a)", _A)), {("unchanged (a) > (a)", "added > (b)")}),
    "insert": (edition(("(a)", _A)), {("added > (a)", "redesignated (a) > (b)")}),
    "insert-item": (
        edition(("(a)", "The port;"), ("(b)", "The entry;"), ("(c)", "The duty.")),
        {
            ("unchanged (a) > (a)", "added > (b)", "redesignated (b) > (c)", "redesignated (c) > (d)"),
            ("unchanged (a) > (a)", "unchanged (b) > (b)", "added > (c)", "redesignated (c) > (d)"),
        },
    ),
    "remove": (
        edition(("(a)", _A), ("(b)", _B)),
        {("unchanged (a) > (a)", "removed (b)"), ("redesignated (b) > (a)", "removed (a)")},
    ),
    "reserve": (edition(("(a)", _A)), {("revised (a) > (a)",)}),
    "shift": (
        edition(("(a)", _A), ("(b)", _B)),
        {
            ("added > (a)", "redesignated (a) > (b)", "redesignated (b) > (c)"),
            ("unchanged (a) > (a)", "added > (b)", "redesignated (b) > (c)"),
        },
    ),
    "split": (edition(("(a)", _HALVES)), {("split (a) > (a)", "split (a) > (b)")}),
    "split-below": (
        edition(("(a)", f"{_A} {_B} {_C}")),
        {("split (a) > (a)", "split (a) > (a)(1)", "split (a) > (a)(2)")},
    ),
    "merge": (edition(("(a)", _A), ("(b)", _B)), {("merged (a) (b) > (a)",)}),
    "renumber": (
        joined({"7.1": (("(a)", _A),), "7.2": (("(a)", _B),)}),
        {("unchanged (a) > (a)", "redesignated (a) > (a)")},
    ),
    "move": (
        edition(("(a)", _A), ("(b)", _B)),
        {
            ("redesignated (b) > (a)", "redesignated (a) > (a)(1)"),
            ("unchanged (a) > (a)", "redesignated (b) > (a)(1)"),
        },
    ),
    "move-section": (
        joined({"7.1": (("(a)", _A), ("(b)", _B)), "7.2": ()}),
        {
            ("unchanged (a) > (a)", "redesignated (b) > (a)"),
            ("redesignated (b) > (a)", "redesignated (a) > (a)"),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sort", OPERATION_EXAMPLES)
def test_an_operation_does_what_it_says(sort: str, seed: int) -> None:
    before, expected = OPERATION_EXAMPLES[sort]
    made = amend("one", before, DONORS, Random(seed), 1, [sort])
    assert made.operations == (sort,)
    assert tuple(told(made.before, made.after, made.truth)) in expected


@pytest.mark.parametrize("seed", range(8))
def test_a_revision_keeps_most_of_the_words(seed: int) -> None:
    made = amend("one", edition(("(a)", _HALVES)), DONORS, Random(seed), 1, ["revise"])
    (old,), (new,) = spots(made.before), spots(made.after)
    assert told(made.before, made.after, made.truth) == ["revised (a) > (a)"]
    assert 0.6 <= likeness(old.text, new.text) < 1


_TWO_PARTS = joined(
    {"7.1": (("(a)", _A),), "7.2": (("(a)", _B),), "8.1": (("(a)", _C), ("(b)", _D))}
)


def _fates(sort: str, seed: int, before: Edition = _TWO_PARTS) -> tuple[Amendment, list[str]]:
    """An amendment of one sort, and what became of each newer paragraph, with its section."""
    made = amend("one", before, DONORS, Random(seed), 1, [sort])
    assert made.operations == (sort,)
    news = spots(made.after)
    return made, [
        f"{fate.kind} {one.cite}" for one, fate in zip(news, made.truth.after, strict=True)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_a_copy_is_new_and_what_was_copied_stays(seed: int) -> None:
    made, told = _fates("copy", seed)
    (copy,) = (one for one in told if one.startswith("added"))
    texts = [one.text for one in spots(made.after)]
    assert texts.count(texts[told.index(copy)]) == 2
    assert not any(fate.kind == "removed" for fate in made.truth.before)


@pytest.mark.parametrize("seed", range(4))
def test_a_section_comes_before_the_appendix(seed: int) -> None:
    made, told = _fates("insert-section", seed)
    last = made.after.sections[-1].number
    assert (last or "").startswith("8.")
    assert {one.after for one in made.after.blocks if one.kind == "appendix"} == {last}
    assert {one.after for one in made.before.blocks if one.kind == "appendix"} == {"8.1"}
    assert told[:4] == [
        "unchanged 7.1(a)",
        "unchanged 7.2(a)",
        "unchanged 8.1(a)",
        "unchanged 8.1(b)",
    ]
    assert all(one.startswith(f"added {last}(") for one in told[4:])


@pytest.mark.parametrize("seed", range(4))
def test_a_part_comes_or_gets_another_number(seed: int) -> None:
    made, told = _fates("add-part", seed)
    part = (made.after.sections[-1].number or "").partition(".")[0]
    assert int(part) > 8
    assert all(one.startswith(f"added {part}.") for one in told[4:])
    made, told = _fates("renumber-part", seed)
    assert sorted(one.partition(" ")[0] for one in told) == ["redesignated"] * 2 + ["unchanged"] * 2
    assert len({(one.number or "").partition(".")[0] for one in made.after.sections}) == 2


@pytest.mark.parametrize("seed", range(4))
def test_a_rule_is_reprinted_with_other_figures(seed: int) -> None:
    rate = "The rate is 12 percent of the first 40 pounds that each grower sells in the year."
    made, told = _fates("reprint", seed, joined({"7.1": (("(a)", _A),), "7.2": (("(a)", rate),)}))
    old = next(one for one in made.before.sections if one.number == "7.2")
    new = made.after.sections[-1]
    assert old.heading != new.heading
    assert new.paragraphs[0].text != rate
    assert told[-1] == f"added {new.number}(a)"
    assert made.truth.before[1].kind in ("unchanged", "removed")


def test_every_operation_is_tried() -> None:
    others = {"revise", "revise-heading", "rename", "copy", "insert-section", "add-part"}
    assert {*OPERATION_EXAMPLES, *others, "renumber-part", "reprint"} == set(OPERATIONS)


def test_a_rename_leaves_at_most_one_paragraph_and_says_which() -> None:
    texts = [f"{text} It then asks the Port Director." for text in (_A, _B, _C)]
    before = edition(*zip(("(a)", "(b)", "(c)"), texts, strict=True))
    residuals = set()
    for seed in range(8):
        made = amend("one", before, DONORS, Random(seed), 1, ["rename"])
        (known,) = made.renames
        held = [i for i, one in enumerate(spots(made.after)) if known.before in one.text]
        assert known.before == "Port Director"
        assert held == ([] if known.residual is None else [known.residual])
        residuals.add(known.residual)
    assert None in residuals
    assert len(residuals) > 1


def test_a_name_within_a_longer_name_is_another() -> None:
    text = "the Director, the Port Director and the Director of Mints"
    assert (
        rename(text, "Director", "Board")
        == "the Board, the Port Director and the Director of Mints"
    )
    assert names([text] * 3) == ["Director", "Director of Mints", "Port Director"]


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    assert len(sentences("See 19 U.S.C. 1508. It binds the owner. He keeps No. 5.")) == 2


REFERENCES = {
    "see paragraph (b) of this section": "see paragraph (c) of this section",
    "see paragraph (b)(1) of this section": "see paragraph (b)(1) of this section",
    "see § 7.1(b)": "see § 7.1(c)",
    "see § 7.1(b)(1)": "see § 7.1(b)(1)",
    "see § 7.2(b)": "see § 7.2(b)",
    "see § 7.3": "see § 7.9",
}


@pytest.mark.parametrize("text", REFERENCES)
def test_references_follow_or_are_known_to_be_forgotten(text: str) -> None:
    moved = {("7.1", ("b",)): ("7.1", ("c",)), ("7.3", ()): ("7.9", ())}
    one = Draft("a", None, text)
    assert adjust(one, "7.1", moved, Random(1), 0.0) == []
    assert one.text == REFERENCES[text]
    other = Draft("a", None, text)
    forgotten = adjust(other, "7.1", moved, Random(1), 1.0)
    assert other.text == text
    assert len(forgotten) == (REFERENCES[text] != text)


def test_labels() -> None:
    assert [label_for(0, n) for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [label_for(2, n) for n in (4, 9, 14, 40)] == ["iv", "ix", "xiv", "xl"]
    assert (label_for(1, 12), label_for(3, 2)) == ("12", "B")


def test_siblings_with_odd_labels_are_left_alone() -> None:
    odd = DraftSection("7.1", None, [Draft("a", None, _A), Draft("c", None, _B)])
    assert not Spread(odd, None, 0).regular
    assert Bill([odd], DONORS, Random(1)).spread(lambda s: len(s.all) > 1) is None


def test_a_seed_makes_one_amendment(real_sections: Shelf) -> None:
    assert generate(5, real_sections) == generate(5, real_sections)
    assert generate(5, real_sections).after != generate(6, real_sections).after


def test_drafts_lose_nothing(real_sections: Shelf) -> None:
    one = real_sections.editions[0]
    again, ordered = engross(draft(one), one)
    assert spots(again) == spots(one)
    assert [p.lineage for p in ordered] == [source(i) for i in range(len(ordered))]


@settings(max_examples=examples(60), deadline=None)
@given(amendments())
def test_what_the_truth_says_holds(made: Amendment) -> None:
    """Nothing is lost, and kinds that say what the words are can be checked on the words."""
    olds, news = spots(made.before), spots(made.after)
    assert (len(olds), len(news)) == (len(made.truth.before), len(made.truth.after))
    for new, fate in enumerate(made.truth.after):
        for old in fate.others:
            assert new in made.truth.before[old].others
            assert made.truth.before[old].kind == fate.kind
        if fate.kind in ("unchanged", "redesignated"):
            (old,) = fate.others
            assert olds[old].words == news[new].words
            assert (olds[old].place == news[new].place) == (fate.kind == "unchanged")
        elif fate.kind == "merged":
            assert len(fate.others) > 1
        elif fate.kind == "added":
            assert not fate.others


@settings(max_examples=examples(40), deadline=None)
@given(amendments())
def test_a_change_set_is_exact_both_ways(made: Amendment) -> None:
    changes = cfrdiff.diff(made.before, made.after)
    assert changes.apply(made.before) == made.after
    assert changes.invert().apply(made.after) == made.before
    before, after = answers(changes)
    assert (len(before), len(after)) == (len(made.truth.before), len(made.truth.after))


@settings(max_examples=examples(30), deadline=None)
@given(amendments(most=0))
def test_without_operations_nothing_changes(made: Amendment) -> None:
    total: Score = score(
        "none", made.before, made.after, made.truth, cfrdiff.diff(made.before, made.after),
        {"before": {}, "after": {}},
    )  # fmt: skip
    assert total.kinds["unchanged"].right == 2 * len(spots(made.before))
    assert not total.misses

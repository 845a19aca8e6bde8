"""What a move weighs: substantive where other words come to govern a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_structure import edition_of

from cfrdiff.changes import ChangeSet, diff_editions

NOTE = "[63 FR 1, Jan. 1, 1998]\n"
ANOTHER = "under another paragraph: substantive"
APART = "apart from what stood under it: substantive"
HARMLESS = "redesignated: editorial"

PROHIBITED = "The following acts are prohibited in the zone:"
PERMITTED = "The following acts are permitted in the zone:"
CAMPING = "Camping overnight on the shore."
BOATING = "Boating with motors on the lake."
FISHING = "Fishing from the pier in daylight."
LANDING = (
    "Landing an aircraft on the meadow or the beach of the zone without a written permit of the"
    " superintendent who is in charge of it."
)
FORMS = "Each carrier shall file the following forms with the port director:"


def compared(before: list[str], after: list[str]) -> ChangeSet:
    """The change set of two texts, each a row of its lines; it is exact in both directions."""
    old, new = edition_of(_text(before)), edition_of(_text(after))
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    assert changes.invert().invert() == changes
    return changes


def _text(lines: list[str]) -> str:
    head = [] if lines[0].startswith("§") else ["§ 500.1 Acts."]
    return "\n\n".join((*head, *lines, NOTE))


def moved(changes: ChangeSet) -> dict[str, tuple[str, str]]:
    """The weight of each paragraph that moved, was split or merged, and the last row of it."""
    return {
        one.id.removeprefix("500.1"): (one.significance, one.reasons[-1])
        for one in changes.changes
        if one.kind not in ("unchanged", "revised", "added", "removed")
    }


# What moved, by the older text and the newer.
OTHERWISE: dict[str, tuple[list[str], list[str], dict[str, str]]] = {
    "from what is prohibited to what is permitted": (
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING}",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ],
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
            f"(2) {BOATING}",
        ],
        {"(a)(2)>(b)(2)": ANOTHER},
    ),
    "the introductions exchanged": (
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING}",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ],
        [
            f"(a) {PERMITTED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING}",
            f"(b) {PROHIBITED}",
            f"(1) {FISHING}",
        ],
        {"(a)>(b)": APART, "(b)>(a)": APART},
    ),
    "to the list of another section": (
        [
            "§ 500.1 Acts.",
            "(a) Prohibited acts are:",
            f"(1) {CAMPING}",
            f"(2) {LANDING}",
            "§ 500.2 Other acts.",
            "(a) Permitted acts are:",
            f"(1) {FISHING}",
        ],
        [
            "§ 500.1 Acts.",
            "(a) Prohibited acts are:",
            f"(1) {CAMPING}",
            "§ 500.2 Other acts.",
            "(a) Permitted acts are:",
            f"(1) {FISHING}",
            f"(2) {LANDING}",
        ],
        {"(a)(2)>500.2(a)(2)": ANOTHER},
    ),
    "under an exception": (
        [
            f"(a) {FORMS}",
            "(1) All sea waybills, but not:",
            "(i) Copies of a lost form.",
            "(2) Every manifest of cargo on board at arrival.",
            "(3) A stowage plan.",
        ],
        [
            f"(a) {FORMS}",
            "(1) All sea waybills, but not:",
            "(i) Copies of a lost form.",
            "(ii) Every manifest of cargo on board at arrival.",
            "(2) A stowage plan.",
        ],
        {"(a)(2)>(a)(1)(ii)": ANOTHER, "(a)(3)>(a)(2)": HARMLESS},
    ),
    "out of an exception": (
        [
            "(a) A carrier shall file all forms, except that these need not be filed:",
            "(1) Copies of a form that was lost at sea.",
            "(2) Every manifest of cargo that is on board at arrival.",
        ],
        [
            "(a) A carrier shall file all forms, except that these need not be filed:",
            "(1) Copies of a form that was lost at sea.",
            "(b) Every manifest of cargo that is on board at arrival.",
        ],
        {"(a)(2)>(b)": ANOTHER},
    ),
    "under a new introduction": (
        [f"(a) {CAMPING}", f"(b) {LANDING}"],
        ["(a) A permit is needed for:", f"(1) {CAMPING}", f"(2) {LANDING}"],
        {"(a)>(a)(1)": ANOTHER, "(b)>(a)(2)": ANOTHER},
    ),
    "all that stands under what moved": (
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            "(2) Boating on the lake with:",
            "(i) Motors of any kind; or",
            "(ii) Sails above ten feet.",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ],
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
            "(2) Boating on the lake with:",
            "(i) Motors of any kind; or",
            "(ii) Sails above ten feet.",
        ],
        {
            "(a)(2)>(b)(2)": ANOTHER,
            "(a)(2)(i)>(b)(2)(i)": ANOTHER,
            "(a)(2)(ii)>(b)(2)(ii)": ANOTHER,
        },
    ),
    "a sentence split off and put under other words": (
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING} {LANDING}",
            f"(b) {FISHING}",
        ],
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING}",
            f"(b) {LANDING}",
            f"(c) {FISHING}",
        ],
        {"(a)(2)": ANOTHER, "(b)>(c)": HARMLESS},
    ),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_under_other_words_a_paragraph_is_another_rule(case: str) -> None:
    before, after, expected = OTHERWISE[case]
    found = moved(compared(before, after))
    assert {name: why for name, (_, why) in found.items()} == expected
    assert all(weight == why.split(": ")[1] for weight, why in found.values())


LISTS = [
    f"(a) {PROHIBITED}",
    f"(1) {CAMPING}",
    f"(2) {BOATING}",
    f"(b) {PERMITTED}",
    f"(1) {FISHING}",
]

# What moved with all that stands above it and under it, by the older text and the newer.
ALIKE: dict[str, tuple[list[str], list[str], set[str]]] = {
    "a list behind a new paragraph": (
        LISTS,
        [
            f"(a) {LANDING}",
            f"(b) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING}",
            f"(c) {PERMITTED}",
            f"(1) {FISHING}",
        ],
        {"(a)>(b)", "(a)(1)>(b)(1)", "(a)(2)>(b)(2)", "(b)>(c)", "(b)(1)>(c)(1)"},
    ),
    "two lists that changed places": (
        LISTS,
        [
            f"(a) {PERMITTED}",
            f"(1) {FISHING}",
            f"(b) {PROHIBITED}",
            f"(1) {CAMPING}",
            f"(2) {BOATING}",
        ],
        {"(a)>(b)", "(a)(1)>(b)(1)", "(a)(2)>(b)(2)", "(b)>(a)", "(b)(1)>(a)(1)"},
    ),
    "a member put in": (
        LISTS,
        [LISTS[0], f"(1) {LANDING}", f"(2) {CAMPING}", f"(3) {BOATING}", *LISTS[3:]],
        {"(a)(1)>(a)(2)", "(a)(2)>(a)(3)"},
    ),
    "a member taken out": (
        LISTS,
        [LISTS[0], f"(1) {BOATING}", *LISTS[3:]],
        {"(a)(2)>(a)(1)"},
    ),
    "members that changed places": (
        [f"(a) {PROHIBITED}", f"(1) {CAMPING}", f"(2) {LANDING}"],
        [f"(a) {PROHIBITED}", f"(1) {LANDING}", f"(2) {CAMPING}"],
        {"(a)(1)>(a)(2)", "(a)(2)>(a)(1)"},
    ),
    "a section that got another number": (
        ["§ 500.1 Acts.", *LISTS],
        ["§ 500.7 Acts.", *LISTS],
        {
            "(a)>500.7(a)",
            "(a)(1)>500.7(a)(1)",
            "(a)(2)>500.7(a)(2)",
            "(b)>500.7(b)",
            "(b)(1)>500.7(b)(1)",
        },
    ),
    "paragraphs of the first level": (
        [f"(a) {CAMPING}", f"(b) {LANDING}"],
        [f"(a) {FORMS[:-1]}.", f"(b) {CAMPING}", f"(c) {LANDING}"],
        {"(a)>(b)", "(b)>(c)"},
    ),
}


@pytest.mark.parametrize("case", ALIKE)
def test_what_moves_with_what_governs_it_says_the_same(case: str) -> None:
    before, after, names = ALIKE[case]
    found = moved(compared(before, after))
    assert set(found) == names
    assert set(found.values()) == {("editorial", HARMLESS)}


FILES = "Each carrier files the manifest with the port director on the day of arrival."
KEEPS = "The broker keeps a copy of each bill of lading for at least five years."


def test_a_split_in_its_place_is_editorial() -> None:
    before = ["(a) At every port:", f"(1) {FILES} {KEEPS}", f"(2) {CAMPING}"]
    after = ["(a) At every port:", f"(1) {FILES}", f"(2) {KEEPS}", f"(3) {CAMPING}"]
    assert moved(compared(before, after)) == {
        "(a)(1)": ("editorial", "split: editorial"),
        "(a)(2)>(a)(3)": ("editorial", HARMLESS),
    }


_ACTS = [CAMPING, BOATING, FISHING, LANDING, "Mooring a barge at the old pier."]


@given(st.permutations(_ACTS), st.integers(1, 4), st.permutations(_ACTS), st.integers(1, 4))
def test_an_act_that_is_permitted_now_is_never_harmless(
    acts: list[str], cut: int, others: list[str], other_cut: int
) -> None:
    """However two lists exchange their members, each member that went to the other list, or an
    introduction of theirs, is in a substantive change.
    """

    def lines(row: list[str], at: int) -> list[str]:
        first = [f"({i}) {act}" for i, act in enumerate(row[:at], 1)]
        second = [f"({i}) {act}" for i, act in enumerate(row[at:], 1)]
        return [f"(a) {PROHIBITED}", *first, f"(b) {PERMITTED}", *second]

    changes = compared(lines(acts, cut), lines(others, other_cut))
    heavy = {
        state.text
        for change in changes.changes
        if change.significance == "substantive"
        for state in change.states
    }
    crossed = set(acts[:cut]) ^ set(others[:other_cut])
    assert heavy & {PROHIBITED, PERMITTED} or crossed <= heavy

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
            "(a)(2)(i)>(b)(2)(i)": HARMLESS,
            "(a)(2)(ii)>(b)(2)(ii)": HARMLESS,
        },
    ),
    "what came from elsewhere under what moved": (
        [
            f"(a) {PROHIBITED}",
            "(1) Camping overnight on the shore with:",
            "(i) Stoves that burn wood or coal of any kind.",
            "(ii) Pets above forty pounds.",
            "(2) Boating on the lake with:",
            "(i) Motors of any kind.",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ],
        [
            f"(a) {PROHIBITED}",
            "(1) Camping overnight on the shore with:",
            "(i) Pets above forty pounds.",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
            "(2) Boating on the lake with:",
            "(i) Motors of any kind.",
            "(ii) Stoves that burn wood or coal of any kind.",
        ],
        {
            "(a)(1)(i)>(b)(2)(ii)": ANOTHER,
            "(a)(1)(ii)>(a)(1)(i)": HARMLESS,
            "(a)(2)>(b)(2)": ANOTHER,
            "(a)(2)(i)>(b)(2)(i)": HARMLESS,
        },
    ),
    "under what kept its place when the introductions were exchanged": (
        [
            f"(a) {PROHIBITED}",
            f"(1) {CAMPING}",
            "(2) Boating on the lake with:",
            "(i) Motors of any kind.",
            f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ],
        [
            f"(a) {PERMITTED}",
            f"(1) {CAMPING}",
            "(2) Boating on the lake with:",
            "(i) Lamps that shine over the water.",
            "(ii) Motors of any kind.",
            f"(b) {PROHIBITED}",
            f"(1) {FISHING}",
        ],
        {"(a)>(b)": APART, "(b)>(a)": APART, "(a)(2)(i)>(a)(2)(ii)": ANOTHER},
    ),
    "beside the text that went under the heading": (
        [f"(a) Forms. {FORMS}", f"(1) {CAMPING}", f"(2) {LANDING}"],
        ["(a) Forms.", f"(1) {FORMS}", f"(2) {CAMPING}", f"(3) {LANDING}"],
        {"(a)": "split: editorial", "(a)(1)>(a)(2)": ANOTHER, "(a)(2)>(a)(3)": ANOTHER},
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


# What stands under a paragraph that was split in a line, or merged with the frame above it.
IN_LINE: dict[str, tuple[list[str], list[str]]] = {
    "a frame without words": (
        [f"(a) {FORMS}", f"(1) {CAMPING}", f"(b) {LANDING}"],
        [f"(a)(1) {FORMS}", f"(i) {CAMPING}", f"(2) {LANDING}", f"(b) {BOATING}"],
    ),
    "its heading": (
        [f"(a) Forms. {FORMS}", f"(1) {CAMPING}", f"(2) {LANDING}"],
        ["(a) Forms.", f"(1) {FORMS}", f"(i) {CAMPING}", f"(ii) {LANDING}"],
    ),
}


@pytest.mark.parametrize("case", IN_LINE)
def test_what_stands_under_a_split_in_a_line_is_governed_by_the_same_words(case: str) -> None:
    for before, after in (IN_LINE[case], reversed(IN_LINE[case])):
        found = moved(compared(before, after))
        assert found.pop("(a)")[0] == "editorial"
        assert found
        assert set(found.values()) == {("editorial", HARMLESS)}


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


_PARTS = [
    "Motors that are louder than a horn.",
    "Animals of more than ten pounds.",
    "Lamps that shine over the water.",
]
# Acts and their parts, each under its list or its act.
_Tree = list[tuple[str, list[tuple[str, list[str]]]]]


@st.composite
def _trees(draw: st.DrawFn) -> _Tree:
    acts, parts = draw(st.permutations(_ACTS[:4])), draw(st.permutations(_PARTS))
    cut, first, second = draw(st.integers(1, 3)), draw(st.integers(0, 2)), draw(st.integers(0, 2))
    owned = {acts[0]: parts[:first], acts[3]: parts[first : first + second]}
    leads = draw(st.permutations([PROHIBITED, PERMITTED]))
    halves = acts[:cut], acts[cut:]
    return [
        (lead, [(act, owned.get(act, [])) for act in half])
        for lead, half in zip(leads, halves, strict=True)
    ]


def _printed(tree: _Tree) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The lines of a tree, and by each text those above it."""
    lines: list[str] = []
    above: dict[str, tuple[str, ...]] = {}
    for label, (lead, acts) in zip("ab", tree, strict=True):
        lines.append(f"({label}) {lead}")
        for n, (act, parts) in enumerate(acts, 1):
            lines.append(f"({n}) {act}")
            above[act] = (lead,)
            for roman, part in zip(("i", "ii", "iii"), parts, strict=False):
                lines.append(f"({roman}) {part}")
                above[part] = (lead, act)
    return lines, above


@given(_trees(), _trees())
def test_whatever_came_under_other_words_some_paragraph_of_its_subtree_is_heavy(
    older: _Tree, newer: _Tree
) -> None:
    """However a tree is rearranged, for each text that stands under other words than it did a
    change is substantive: its own or that of a paragraph above it.
    """
    (before, was), (after, now) = _printed(older), _printed(newer)
    changes = compared(before, after)
    heavy = {
        state.heading or state.text
        for change in changes.changes
        if change.significance == "substantive"
        for state in change.states
    }
    for text in was.keys() & now.keys():
        if was[text] != now[text]:
            assert heavy & {text, *was[text], *now[text]}, (text, before, after)

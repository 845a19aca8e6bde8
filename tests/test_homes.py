"""A paragraph is looked for at home before it is looked for elsewhere."""

from __future__ import annotations

import pytest
from test_changes import kinds
from test_structure import edition_of

from cfrdiff.changes import ChangeSet, diff_editions

NOTE = "[63 FR 1, Jan. 1, 1998]"
LOANS = (
    "The covered company must submit to the agency a liquidity plan, on a well reasoned basis, that"
    " names each source of funding and the limit of each."
)
HYPHEN = LOANS.replace("well reasoned", "well-reasoned")
SCOPE = "This rule applies to a company with total assets of $50 billion or more at year end."
OTHER = "The board of directors approves the limits at least once in every quarter of the year."
PENALTY = (
    "No handler of potatoes may be held to account for an error of judgment, except for acts of"
    " dishonesty, willful misconduct or gross negligence in the office held."
)
SAMPLE = "Each producer of hemp samples the lot within 15 days of the harvest by an agent."
PLANTS = "A laboratory reports the share of the substance in each dried sample to the producer."
QUOTA = "The growers of the region meet each spring and elect a committee of nine members."


def compared(before: list[str], after: list[str]) -> ChangeSet:
    """The change set of two texts; it is exact in both directions."""
    old, new = (edition_of("\n\n".join([*lines, NOTE]) + "\n") for lines in (before, after))
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    assert changes.invert().invert() == changes
    return changes


def told(changes: ChangeSet) -> dict[str, str]:
    return {name: kind for name, kind in kinds(changes).items() if kind != "unchanged"}


CASES: dict[str, tuple[list[str], list[str], dict[str, str]]] = {
    "copied into another section, its home but for a hyphen as it was": (
        ["§ 252.3 Plans.", f"(a) {SCOPE}", f"(b) {HYPHEN}", "§ 252.9 Limits.", OTHER],
        [
            "§ 252.3 Plans.",
            f"(a) {SCOPE}",
            f"(b) {LOANS}",
            "§ 252.5 Foreign banks.",
            f"(a) {LOANS}",
            "§ 252.9 Limits.",
            OTHER,
        ],
        {"252.3(b)": "revised", "252.5(a)": "added"},
    ),
    "a clause of one form in a part that went and in one that came": (
        [
            "§ 900.1 Scope.",
            SCOPE,
            "§ 953.1 Committee.",
            f"(a) {QUOTA}",
            f"(b) {OTHER}",
            "§ 953.79 Liability.",
            PENALTY,
            "§ 999.1 Plans.",
            LOANS,
        ],
        [
            "§ 900.1 Scope.",
            SCOPE,
            "§ 990.1 Samples.",
            f"(a) {SAMPLE}",
            f"(b) {PLANTS}",
            "§ 990.60 Liability.",
            PENALTY.replace("handler of potatoes", "producer of hemp"),
            "§ 999.1 Plans.",
            LOANS,
        ],
        {
            **dict.fromkeys(("953.1(a)", "953.1(b)", "953.79"), "not-covered"),
            **dict.fromkeys(("990.1(a)", "990.1(b)", "990.60"), "not-covered"),
        },
    ),
    "into another section, the old place gone": (
        ["§ 12.3 Plans.", f"(a) {SCOPE}", f"(b) {LOANS}", "§ 12.4 Limits.", f"(a) {OTHER}"],
        ["§ 12.3 Plans.", f"(a) {SCOPE}", "§ 12.4 Limits.", f"(a) {OTHER}", f"(b) {LOANS}"],
        {"12.3(b)>12.4(b)": "redesignated"},
    ),
    "parallel rules told apart by what they stand under": (
        [
            "§ 75.4 Funds.",
            "(a) The banking entity meets the terms of underwriting if:",
            "(1) No more is bought than clients are expected to want in the near term;",
            "(2) The compliance program of the desk includes reviews of each position that it took.",
            "(b) The banking entity meets the terms of market making if:",
            "(1) The compliance program of the desk includes limits on the price of each position;",
        ],
        [
            "§ 75.4 Funds.",
            "(a) The banking entity meets the terms of underwriting if:",
            "(1) The compliance program of the desk includes reviews of each holding that it took.",
            "(b) The banking entity meets the terms of market making if:",
            "(1) The compliance program of the desk includes limits on the price of each position;",
            "(2) The compliance program of the desk includes reviews of each position that it took.",
        ],
        {
            "75.4(a)(1)": "removed",
            "75.4(a)(2)>(a)(1)": "redesignated-revised",
            "75.4(b)(2)": "added",
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_home_first(case: str) -> None:
    before, after, expected = CASES[case]
    assert told(compared(before, after)) == expected


def test_a_copy_says_where_the_words_stand_too() -> None:
    before, after, _ = CASES["copied into another section, its home but for a hyphen as it was"]
    (copy,) = [one for one in compared(before, after).changes if one.kind == "added"]
    assert "also-elsewhere" in copy.review
    assert copy.reasons[-1] == "also in § 252.3(b)"


def test_sections_and_paragraphs_agree() -> None:
    numbers = ("70.30", "70.31", "70.32", "70.33")
    texts = (SCOPE, LOANS, OTHER, QUOTA)
    heads = ("Scope.", "Plans.", "Limits.", "Committee.")

    def part(numbers: tuple[str, ...]) -> list[str]:
        rows = zip(numbers, heads, texts, strict=True)
        return [line for n, head, text in rows for line in (f"§ {n} {head}", text)]

    revised = [line.replace("must submit", "will submit") for line in part(("70.29", *numbers[:3]))]
    changes = compared(part(numbers), [*revised, "§ 70.33 Offices.", SAMPLE])
    assert [(one.kind, one.before, one.after) for one in changes.sections] == [
        *(("redesignated", n, m) for n, m in zip(numbers, ("70.29", *numbers[:3]), strict=True)),
        ("added", None, "70.33"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # An empty frame that comes weighs nothing.
        (
            [f"(a) {SCOPE}", f"(b) {OTHER}"],
            [f"(a) {SCOPE}", f"(b) {OTHER}", "(c)", f"(1) {QUOTA}"],
            {"12.3(c)": ("added", "none")},
        ),
        # Words that only went below a frame with their designation.
        (
            [f"(a) {SCOPE}", f"(b) {OTHER}"],
            ["(a)", f"(1) {SCOPE}", f"(2) {LOANS}", f"(b) {OTHER}"],
            {"12.3(a)": ("split", "editorial")},
        ),
        # A merger keeps its short members.
        (
            [
                "(a) The carrier produces:",
                "(1) The manifest of the ship, with the name of each owner of the goods;",
                "(2) The plan;",
                "(3) A bill; and",
                "(4) The list of all of the crew, by name and by the place of their birth.",
            ],
            [
                "(a) The carrier produces:",
                "(1) The manifest of the ship, with the name of each owner of the goods; The plan;"
                " A bill; and The list of all of the crew, by name and by the place of their birth.",
            ],
            {"12.3(a)(1)": ("merged", "editorial")},
        ),
    ],
)
def test_frames_splits_and_mergers(
    before: list[str], after: list[str], expected: dict[str, tuple[str, str]]
) -> None:
    found = {
        one.id: (one.kind, one.significance)
        for one in compared(["§ 12.3 Plans.", *before], ["§ 12.3 Plans.", *after]).changes
    }
    assert expected.items() <= found.items()
    if "merged" in {kind for kind, _ in expected.values()}:
        assert "removed" not in {kind for kind, _ in found.values()}

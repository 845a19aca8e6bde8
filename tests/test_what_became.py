"""Kinds of change that a sample of real volumes got wrong, each on small editions."""

from __future__ import annotations

import pytest
from test_changes import kinds
from test_effective_notes import note, of_xml, section

from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.changes.edits import find_edits
from cfrdiff.model import Edition

OPEN = "The books of account are open to inspection at all times of the working day."
HEARD = "The auditor shall be heard before the report of the audit is closed and signed."
NAMED = "The statement names the carrier and the date on which the goods have arrived."
SALE = "Service ended by the seller on notice is not resumed until each fee has been paid."
APPLY = "Any person with an interest in a product may apply by sending the form to the chief."
LABEL = "Your cost will depend on your utility rates and on how you use the product."
SIGNED = "Each grader signs the certificate in the presence of the owner of the product."


def compared(old: Edition, new: Edition) -> ChangeSet:
    """The change set of two editions; it is exact in both directions."""
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    assert changes.invert().invert() == changes
    return changes


def told(old: str, new: str) -> dict[str, str]:
    changes = compared(of_xml(old), of_xml(new))
    return {name: kind for name, kind in kinds(changes).items() if kind != "unchanged"}


BECAME = {
    "a definition written anew is that of its term": (
        section("5.1", "Acts. The Act of 1946.", "Animals. Cattle, sheep, or goats.", "Chief. The head."),
        section(
            "5.1", "Acts. The Act of 1946.", "Animals. Bison and whatever else the Administrator names.",
            "Appeal. A redetermination of the grade.", "Chief. The head.",
        ),
        {"5.1#2": "revised", "5.1#3": "added"},
    ),
    "a heading goes with what stands under it, whatever it says now": (
        section("5.1", f"(a) {NAMED}", "(b) <I>Liability.</I> (1) " + OPEN, f"(2) {HEARD}"),
        section(
            "5.1", f"(a) {NAMED}", f"(b) <I>New duties.</I> {APPLY}",
            f"(c) <I>Modified limits on what is owed.</I> A broker complies with these: (1) {OPEN}",
            f"(2) {HEARD}",
        ),
        {
            "5.1(b)>(c)": "redesignated-revised", "5.1(b)(1)>(c)(1)": "redesignated",
            "5.1(b)(2)>(c)(2)": "redesignated", "5.1(b)": "added",
        },
    ),
    "the label alone makes no successor in a section of another number": (
        section("5.1", "(a) " + SALE, f"(b) {OPEN} {HEARD} {NAMED}", f"(c) {SIGNED}"),
        section("5.4", "(a) " + APPLY, f"(b) {OPEN} {HEARD} {NAMED}", f"(c) {SIGNED}"),
        {
            "5.1(a)": "removed", "5.4(a)": "added", "5.1(b)>5.4(b)": "redesignated",
            "5.1(c)>5.4(c)": "redesignated",
        },
    ),
    "a split keeps a member of few words": (
        section(
            "5.1",
            "(a) In the case of a plan of a rural cooperative, the attainment of age 59, or the"
            " hardship of the employee; or",
            f"(b) {OPEN}",
        ),
        section(
            "5.1", "(a) In the case of a plan of a rural cooperative—(1) The attainment of age 59; or",
            "(2) In accordance with section 401, the hardship of the employee; or", f"(b) {OPEN}",
        ),
        {"5.1(a)": "split"},
    ),
    "the same rule for another year is another rule": (
        section("5.1", f"(a) {HEARD}")
        + section("5.2", "The quota of oil is 40 pounds and the rate 12 percent of the crop of each grower.")
        .replace("Fees.", "Quota for the 2015 year."),
        section("5.1", f"(a) {HEARD}")
        + section("5.3", "The quota of oil is 45 pounds and the rate 14 percent of the crop of each grower.")
        .replace("Fees.", "Quota for the 2016 year."),
        {"5.2": "removed", "5.3": "added"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BECAME)
def test_what_became(name: str) -> None:
    old, new, expected = BECAME[name]
    assert told(old, new) == expected


def extract(text: str) -> str:
    return f"<EXTRACT><P>{text}</P></EXTRACT>"


# Where the words stand, and what they weigh on both sides.
SET_OTHERWISE = {
    "at home": (
        section("5.1", f"(a) {OPEN}", LABEL, f"(b) {HEARD}"),
        section("5.1", f"(a) {OPEN}", then=f"{extract(LABEL)}<P>(b) {HEARD}</P>"),
        "editorial",
    ),
    "under another paragraph": (
        section("5.1", f"(a) {OPEN}", LABEL, f"(b) {HEARD}"),
        section("5.1", f"(a) {OPEN}", f"(b) {HEARD}", then=extract(LABEL)),
        "substantive",
    ),
}


@pytest.mark.parametrize("name", SET_OTHERWISE)
@pytest.mark.parametrize("turned", [False, True])
def test_a_paragraph_and_an_extract_of_the_same_words_name_each_other(
    name: str, turned: bool
) -> None:
    old, new, weight = SET_OTHERWISE[name]
    changes = compared(*map(of_xml, (new, old) if turned else (old, new)))
    (paragraph,) = (one for one in changes.changes if one.kind != "unchanged")
    (block,) = (one for one in changes.blocks if one.block == "extract")
    assert paragraph.kind == ("added" if turned else "removed")
    assert paragraph.reasons[-1] == "extract in § 5.1"
    assert "set-otherwise" in paragraph.review
    assert block.reasons[-1] == "paragraph in § 5.1"
    assert {paragraph.significance, block.significance} == {weight}


def test_what_a_note_set_forth_refers_to_the_edition_it_is_in_now() -> None:
    rule = f"(a) {OPEN}", f"(b) {NAMED}"
    comment = "1. Scope. A broker who complies with § 5.1(b) need not comply with part 7 as well."
    old = section("5.1", *rule, then=note("By 79 FR 1.", f"<P>{comment}</P>"))
    new = section("5.1", rule[0], f"(b) {SIGNED}", f"(c) {NAMED}")
    supplement = (
        f"<APPENDIX><HD SOURCE='HED'>Supplement I to Part 5</HD><P>{comment}</P></APPENDIX>"
    )
    changes = compared(of_xml(old), of_xml(new + supplement))
    assert [one.block_before for one in changes.blocks if one.block == "appendix"] == [
        "effective-date-note"
    ]
    assert changes.stale_references == ()


def test_notes_of_other_rules_are_other_notes() -> None:
    said = "At {}, § 5.1 was amended by revising paragraph (a), effective Jan. 1, {}."
    old = section("5.1", f"(a) {OPEN}", then=note(said.format("82 FR 43146, Sept. 13, 2017", 2020)))
    new = section("5.1", f"(a) {OPEN}", then=note(said.format("84 FR 58003, Oct. 29, 2019", 2022)))
    changes = compared(of_xml(old), of_xml(new))
    assert sorted(one.kind for one in changes.blocks) == ["added", "removed"]


def test_words_that_stay_in_their_section_went_nowhere() -> None:
    words = (
        "No member of Congress shall be admitted to any benefit that may arise from such service"
    )
    old = section("5.1", f"(a) {OPEN} {words}.", f"(b) {HEARD} {words}.") + section(
        "6.1", f"(a) {NAMED}"
    )
    new = section("5.1", f"(a) {OPEN}", f"(b) {HEARD} {words}.") + section(
        "6.1", f"(a) {NAMED} {words}."
    )
    assert compared(of_xml(old), of_xml(new)).transfers == ()


# What stood and stands, and the category of the only edit.
CATEGORIES = [
    ("sent to the Commission or the Secretary of the Senate, and kept", "sent to the Commission, and kept", "office"),
    ("as directed by the Chief, such marking", "as directed by the Director, such marking", "office"),
    ("under 11 CFR parts 101, 102 and 104 are", "under 11 CFR parts 101, 102, and 104 are", "punctuation"),
    ("the term “account” means a deposit", "the term “account” or “benefit account” means a deposit", "definition"),
    ("Labeling Act, 15 U.SC. 68d(b)", "Labeling Act, 15 U.S.C. 68d(b)", "spelling"),
    ("as those are defined in this part for it", "as those are defined in this section for it", "cross-reference"),
    ("the information above for the record", "the information of this section for the record", "cross-reference"),
    ("of “1,” “2”, or “3” as shown", "of “1,” “2,” or “3” as shown", "punctuation"),
    ("a pipe of 3” is", "a pipe of 3 is", "amount"),
    ("a rate of 1,5 percent", "a rate of 15 percent", "amount"),
    ("If there is a use, will it be significant to all of the people concerned?", "Where only some records satisfy the standard they shall be released at once.", "wording"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "category"), CATEGORIES)
def test_category(old: str, new: str, category: str) -> None:
    assert {edit.category for edit in find_edits(old, new, True, "text")} == {category}


# A text that still has "Director", and how likely it was left behind where the Director became the
# Board: by what stands beside it.
LEFT = [
    ("The Director may hear the owner of it.", 0.9),
    ("The fee is that of the Director.", 0.9),
    ("The Director of Mines hears the owner of it.", 0.05),
    ("The Port Director hears the owner of it.", 0.05),
    ("The Director’s Council hears the owner of it.", 0.05),
    ("A Director-General hears the owner of it.", None),
]


@pytest.mark.parametrize(("text", "likely"), LEFT)
def test_how_likely_a_name_was_left_behind(text: str, likely: float | None) -> None:
    old = ("The Director keeps the record.", "Each owner asks the Director for a permit.")
    new = (one.replace("Director", "Review Board") for one in old)
    older, newer = (
        section("5.1", *map("({}) {}".format, "abc", (*one, text))) for one in (old, new)
    )
    (found,) = compared(of_xml(older), of_xml(newer)).substitutions
    assert (found.before, found.after) == ("Director", "Review Board")
    assert found.oversight == (() if likely is None else (likely,))

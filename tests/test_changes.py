"""Edits, categories, kinds, substitutions; and that a change set is exact both ways."""

from __future__ import annotations

import msgspec
import pytest
from amended_sentences import SENTENCES
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_structure import edition_of
from trees import Node, sections

from cfrdiff.changes import Change, ChangeSet, Edit, State, diff_editions
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.patch import patch
from cfrdiff.changes.substitutions import find_substitutions
from cfrdiff.errors import ConflictError, NotFoundError
from cfrdiff.model import Designation, Edition, Extent, Paragraph, Section, Source, grow

EDITS: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "an office moves, each time its own edit": (
        "The Miami regulatory audit field office will ask the Miami regulatory audit field office.",
        "The Charlotte regulatory audit field office will ask the Charlotte regulatory audit field"
        " office.",
        [("Miami", "Charlotte", "office"), ("Miami", "Charlotte", "office")],
    ),
    "an agency's short name": (
        "Customs requests are received by Customs.",
        "CBP requests are received by CBP.",
        [("Customs", "CBP", "agency"), ("Customs", "CBP", "agency")],
    ),
    "an agency's whole name": (
        "sent to the U.S. Customs Service here",
        "sent to the U.S. Customs and Border Protection here",
        [("U.S. Customs Service", "U.S. Customs and Border Protection", "agency")],
    ),
    "an agency before another capital": (
        "with Customs Headquarters officials",
        "with CBP Headquarters officials",
        [("Customs", "CBP", "agency")],
    ),
    "an address": (
        "at 909 S.E. First Avenue, Miami, Florida 33131. It",
        "at 2001 Cross Beam Dr., Charlotte, North Carolina 28217. It",
        [
            (
                "909 S.E. First Avenue, Miami, Florida 33131",
                "2001 Cross Beam Dr., Charlotte, North Carolina 28217",
                "address",
            )
        ],
    ),
    "a citation is never cut": (
        "under 19 U.S.C. 1592(b)(2) here",
        "under 19 U.S.C. 1593(b)(2) here",
        [("19 U.S.C. 1592(b)(2)", "19 U.S.C. 1593(b)(2)", "citation")],
    ),
    "a cross-reference": (
        "see paragraph (d)(1) of this section",
        "see paragraph (d)(2) of this section",
        [("paragraph (d)(1)", "paragraph (d)(2)", "cross-reference")],
    ),
    "a section referred to": (
        "set forth in § 163.6(b) and",
        "set forth in § 163.7(b) and",
        [("§ 163.6(b)", "§ 163.7(b)", "cross-reference")],
    ),
    "a deadline": (
        "within 30 calendar days of",
        "within 60 calendar days of",
        [("30 calendar days", "60 calendar days", "deadline")],
    ),
    "an amount": ("a fee of $1,000 is", "a fee of $1,500 is", [("$1,000", "$1,500", "amount")]),
    "a duty becomes a discretion": ("it shall pay", "it may pay", [("shall", "may", "modal")]),
    "plain language": ("it shall pay", "it must pay", [("shall", "must", "plain-language")]),
    "a negation": ("it is allowed", "it is not allowed", [("", "not ", "negation")]),
    "a full stop": ("It is so", "It is so.", [("", ".", "punctuation")]),
    "a hyphen": ("the on-site visit", "the on site visit", [("on-site", "on site", "spelling")]),
    "and is not or": (
        "the importer and the broker",
        "the importer or the broker",
        [("and", "or", "wording")],
    ),
    "words": ("a formal inquiry", "a full inquiry", [("formal", "full", "wording")]),
    "words before a name": (
        "not after Customs begins",
        "not once CBP begins",
        [("after", "once", "wording"), ("Customs", "CBP", "agency")],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits(name: str) -> None:
    before, after, expected = EDITS[name]
    edits = find_edits(before, after, exact=True)
    assert [(e.before, e.after, e.category) for e in edits] == expected
    assert patch(before, list(edits)) == after
    for edit in edits:
        assert before[slice(*edit.before_span)] == edit.before
        assert after[slice(*edit.after_span)] == edit.after


@pytest.mark.parametrize("name", SENTENCES)
def test_edits_of_amended_sentences(name: str) -> None:
    before, after, expected = SENTENCES[name]
    edits = find_edits(before, after, exact=True)
    assert [(e.before.strip(), e.after.strip(), e.category) for e in edits] == [
        (old.strip(), new.strip(), category) for old, new, category in expected
    ]
    assert patch(before, list(edits)) == after


SEVERAL: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "a new sentence between two": (
        "The port keeps it. The owner pays the fee.",
        "The port keeps it. No fee is due on Sundays. The owner pays the fee.",
        [("", "No fee is due on Sundays.", "wording")],
    ),
    "a sentence that goes leaves a change beside it alone": (
        "The owner shall pay the fee. Copies are kept by the port. The master signs the form.",
        "The owner must pay the fee. The master signs the form.",
        [("shall", "must", "plain-language"), ("Copies are kept by the port.", "", "wording")],
    ),
    "a sentence with another end": (
        "The owner files it. A form is sent to each owner of a vessel in the port.",
        "The owner files it by mail.",
        [(". A form is sent to each owner of a vessel in the port", " by mail", "wording")],
    ),
    "a modal verb behind a rewritten subject": (
        "Any vessel that arrives from a foreign port should report.",
        "Each master of a ship must report.",
        [
            ("Any vessel that arrives from a foreign port", "Each master of a ship", "wording"),
            ("should", "must", "modal"),
        ],
    ),
    "a designation and its text": (
        "(b) The owner pays.",
        "(c) The master pays.",
        [("(b)", "(c)", "designation"), ("owner", "master", "wording")],
    ),
    "a phrase is taken from its first word": (
        "filed by the owner or the agent.",
        "filed by the owner or the master or the agent.",
        [("", "or the master", "wording")],
    ),
    "quotes around a word": ('the "fee" is', "the “fee” is", [('"fee"', "“fee”", "punctuation")]),
    "words that only changed places": (
        "the cost of processing the form is",
        "the processing cost of the form is",
        [("cost of processing", "processing cost of", "plain-language")],
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_edits_side_by_side(name: str) -> None:
    before, after, expected = SEVERAL[name]
    edits = find_edits(before, after, exact=True)
    assert [(e.before.strip(), e.after.strip(), e.category) for e in edits] == [
        (old.strip(), new.strip(), category) for old, new, category in expected
    ]
    assert patch(before, list(edits)) == after


def test_an_edit_in_a_long_text_is_the_same_as_in_a_short_one() -> None:
    """Only what surrounds the change is searched for names."""
    around = "The certified recordkeeper keeps every record of entry at its own office. " * 30
    for before, after, expected in (*EDITS.values(), *SEVERAL.values()):
        edits = find_edits(f"{around}{before} {around}", f"{around}{after} {around}", exact=True)
        if before.endswith(".") and after.endswith(".") and before[0] != "(":
            assert [e.category for e in edits] == [category for _, _, category in expected]


def test_every_edit_of_a_heading_is_one_of_the_heading() -> None:
    (edit,) = find_edits("Three copies.", "Two copies.", exact=True, field="heading")
    assert edit.category == "heading"
    (edit,) = find_edits("Sampling;", "Sampling.", exact=False, field="heading")
    assert edit.category == "ocr"


MISREAD = [
    ("consult. as may be", "consult, as may be", "ocr"),
    ("requirements:", "requirements;", "ocr"),
    ("Prograrn of it", "Program of it", "ocr"),
    ("the prograrns of it", "the programs of it", "ocr"),
    ("within 1O days", "within 10 days", "wording"),  # a figure: nothing proves that it is the same
    ("§ 163.6(b)(l)", "§ 163.6(b)(1)", "ocr"),
    ("the fees § 163.6", "the fees §163.6", "ocr"),
    ("in paragraph (e)(2)(i) or", "in paragraph (e)(2)Gi) or", "ocr"),
    ("stated in (e)(2) or (ii).", "stated in (e)(2) or Cii).", "ocr"),
    ("under § 110.14(j) it", "under § 110.14G) it", "ocr"),
    ("See § 1011.15(f).", "See § 1011.15).", "ocr"),
    ("under (j)(2) of", "under G)(@) of", "ocr"),
    ("under (g)(2) of", "under (g)@) of", "ocr"),
    ("under 225.28(b)(2)(i) of", "under 225.28(b)(2)(Gi) of", "ocr"),
    ("under (l)(3) of", "under (1)(3) of", "ocr"),
    ("under (l)(3) of", "under ()(3) of", "ocr"),
    ("its Own records", "its own records", "ocr"),
    ("the Board acts", "the board acts", "spelling"),
    ("requested (including, it)", "requested CGincluding, it)", "ocr"),
    ("30 days", "80 days", "deadline"),
    ("see (a)(1) of", "see (a)(i) of", "cross-reference"),
    ("see paragraph (l) of", "see paragraph (1) of", "cross-reference"),
    ("see (e)(2)(i) of", "see (e)(2)(ii) of", "cross-reference"),
    ("See § 1011.15(f).", "See § 1011.15.", "cross-reference"),
    ("See § 1011.15(f).", "See § 1011.15(g).", "cross-reference"),
    ("stated in (e)(2)(i) or", "stated in (e)(3)Gi) or", "wording"),
    ("under § 163.6(b) it", "under § 163.6(h) it", "cross-reference"),
    ("a USCIS officer", "a USCIB officer", "agency"),
    ("by the employer to", "by the employee to", "wording"),
    ("which the importer had", "which the imported had", "wording"),
    ("he is required to", "he is requires to", "wording"),
    ("by fax or", "by tax or", "wording"),
    ("it may pay", "it shall pay", "modal"),
]


@pytest.mark.parametrize(("before", "after", "category"), MISREAD)
def test_what_ocr_may_have_done_and_what_not(before: str, after: str, category: str) -> None:
    assert [e.category for e in find_edits(before, after, exact=False)] == [category]


_TEXTS = st.text(st.sampled_from("ab ().,;—-§19$ ”“"), max_size=60).map(
    lambda written: " ".join(written.split())
)


@given(_TEXTS, _TEXTS)
@settings(max_examples=examples(500), deadline=None)
def test_edits_make_the_newer_text_of_any_older_one(before: str, after: str) -> None:
    edits = find_edits(before, after, exact=True)
    assert patch(before, list(edits)) == after
    assert patch(after, [edit.invert() for edit in edits]) == before


def edition(name: str, *parts: tuple[str, Extent, list[Paragraph]]) -> Edition:
    return Edition(
        title=19,
        part="12",
        as_of=None,
        source=Source(name, "", "text"),
        sections=tuple(
            Section(number, "Records.", extent, None, grow(paragraphs))
            for number, extent, paragraphs in parts
        ),
    )


def paragraph(designation: str, text: str, heading: str | None = None) -> Paragraph:
    return Paragraph(designation, Designation.parse(designation).path, heading, text)


def kinds(changes: ChangeSet) -> dict[str, str]:
    return {change.id: change.kind for change in changes.changes}


_ONE = "The certified recordkeeper keeps every record of entry for five years at its own office."
_TWO = "A broker who files the entry pays the duties, taxes and fees before the goods are released."
_NEW = "No person may export a vessel's manifest without the written leave of the port director."


def test_a_chain_of_redesignations_behind_an_insertion() -> None:
    old = edition("a", ("12.3", "complete", [paragraph("(a)", _ONE), paragraph("(b)", _TWO)]))
    new = edition(
        "b",
        (
            "12.3",
            "complete",
            [paragraph("(a)", _NEW), paragraph("(b)", _ONE), paragraph("(c)", _TWO)],
        ),
    )
    assert kinds(diff_editions(old, new)) == {
        "12.3(a)": "added",
        "12.3(a)>(b)": "redesignated",
        "12.3(b)>(c)": "redesignated",
    }


def test_a_rewritten_paragraph_is_revised_in_place() -> None:
    old = edition("a", ("12.3", "complete", [paragraph("(a)", _ONE)]))
    new = edition("b", ("12.3", "complete", [paragraph("(a)", _NEW)]))
    (change,) = diff_editions(old, new).changes
    assert (change.kind, change.significance) == ("revised", "substantive")
    assert "hardly-alike" in change.review


def test_short_list_items_move_with_their_parent() -> None:
    def subtree(label: str) -> list[Paragraph]:
        return [
            paragraph(f"({label})", f"{_ONE[:-1]}, and states:"),
            paragraph(f"({label})(1)", "The name;"),
            paragraph(f"({label})(2)", "The date; and"),
            paragraph(f"({label})(3)", "The port."),
        ]

    old = edition("a", ("12.3", "complete", subtree("a")))
    new = edition("b", ("12.3", "complete", [paragraph("(a)", _NEW), *subtree("b")]))
    assert kinds(diff_editions(old, new)) == {
        "12.3(a)": "added",
        "12.3(a)>(b)": "redesignated",
        "12.3(a)(1)>(b)(1)": "redesignated",
        "12.3(a)(2)>(b)(2)": "redesignated",
        "12.3(a)(3)>(b)(3)": "redesignated",
    }


def test_what_a_file_does_not_reach_is_not_covered() -> None:
    whole = [paragraph("(a)", _ONE), paragraph("(b)", _TWO), paragraph("(c)", _NEW)]
    middle = msgspec.structs.replace(whole[1], partial="tail-missing", text=_TWO[:50].strip())
    old = edition("a", ("12.3", "complete", whole))
    cut = edition("b", ("12.3", "tail-missing", [whole[0], middle]))
    assert kinds(diff_editions(old, cut)) == {
        "12.3(a)": "unchanged",
        "12.3(b)": "unchanged",
        "12.3(c)": "not-covered",
    }
    assert kinds(diff_editions(cut, old))["12.3(c)"] == "not-covered"


def test_a_section_behind_a_file_is_added_but_flagged_and_never_removed() -> None:
    two = (
        "§ 12.2 A.\n\n(a) Alpha here.\n\n§ 12.3 B.\n\n(a) Beta here.\n\n[63 FR 1, Jan. 1, 1998]\n\n"
    )
    short, long = edition_of(two), edition_of(f"{two}§ 12.4 C.\n\n(a) Gamma here.")
    change = diff_editions(short, long).changes[-1]
    assert (change.kind, change.review) == ("added", ("beyond-the-other-file",))
    # What is said to be removed lies inside what the newer file covers.
    assert diff_editions(long, short).changes[-1].kind == "not-covered"


def test_a_section_between_two_others_is_removed() -> None:
    parts = [(n, "complete", [paragraph("(a)", t)]) for n, t in zip(("12.3", "12.4", "12.5"), (_ONE, _TWO, _NEW), strict=True)]  # fmt: skip
    old = edition("a", *parts)  # type: ignore[arg-type]
    new = edition("b", parts[0], parts[2])  # type: ignore[arg-type]
    assert kinds(diff_editions(old, new))["12.4(a)"] == "removed"


def test_substitutions_and_where_they_were_forgotten() -> None:
    old = edition_of(
        "§ 1.2 Records.\n\n(a) The Miami field office keeps it.\n\n(b) The Miami field office asks.\n\n"
        "(c) The Miami field office looks."
    )
    new = edition_of(
        "§ 1.2 Records.\n\n(a) The Boston field office keeps it.\n\n(b) The Boston field office asks."
        "\n\n(c) The Miami field office looks."
    )
    (found,) = diff_editions(old, new).substitutions
    assert (found.before, found.after, found.category, found.count) == (
        "Miami",
        "Boston",
        "office",
        2,
    )
    assert found.where == (("1.2", "(a)"), ("1.2", "(b)"))
    assert found.residual == (("1.2", "(c)"),)


def test_places_left_behind_are_ranked_by_the_role_of_the_name() -> None:
    old = edition_of(
        "§ 1.2 Records.\n\n(a) The form is received by Customs.\n\n(b) Customs Headquarters keeps it."
        "\n\n(c) It is a breach of Customs laws.\n\n(d) It is audited by Customs."
    )
    new = edition_of(
        "§ 1.2 Records.\n\n(a) The form is received by CBP.\n\n(b) Customs Headquarters keeps it."
        "\n\n(c) It is a breach of Customs laws.\n\n(d) It is audited by Customs."
    )
    (found,) = diff_editions(old, new).substitutions
    assert found.residual == (("1.2", "(d)"), ("1.2", "(b)"), ("1.2", "(c)"))
    assert found.oversight[0] > 0.7
    assert max(found.oversight[1:]) < 0.3


def test_names_replaced_in_a_paragraph_that_was_split() -> None:
    states = [
        State.of("1.2", 0, n, paragraph(f"({n})", t)) for n, t in enumerate(("A. B.", "A.", "Z."))
    ]
    edit = Edit("Miami field office", "Boston field office", (3, 4), (4, 6), "office")
    change = Change(
        "x", "1.2", "split", (states[0],), tuple(states[1:]), (edit,), "nomenclature", 1.0, 1.0
    )
    (found,) = find_substitutions([change])
    assert found.where == (("1.2", "(2)"),)


def test_a_longer_name_is_no_residue_of_a_shorter_one() -> None:
    old = edition_of("§ 1.2 Records.\n\n(a) Customs keeps it.\n\n(b) It is kept.")
    new = edition_of(
        "§ 1.2 Records.\n\n(a) CBP keeps it.\n\n(b) It is kept by U.S. Customs and Border Protection."
    )
    (found,) = diff_editions(old, new).substitutions
    assert found.residual == ()


def test_a_section_neither_has() -> None:
    old = edition("a", ("12.3", "complete", [paragraph("(a)", _ONE)]))
    with pytest.raises(NotFoundError, match=r"§ 12\.9 is in neither a nor a; they have 12\.3"):
        diff_editions(old, old, "12.9")


def test_apply_refuses_another_edition() -> None:
    old = edition("a", ("12.3", "complete", [paragraph("(a)", _ONE)]))
    new = edition("b", ("12.3", "complete", [paragraph("(a)", _TWO)]))
    with pytest.raises(ConflictError, match=r"§ 12\.3\(a\) is not as the change set has it"):
        diff_editions(old, new).apply(new)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Edition, Edition]:
    """An edition and one made from it by removing, adding, rewording and relabelling."""
    old: list[tuple[str, Extent, list[Paragraph]]] = []
    new: list[tuple[str, Extent, list[Paragraph]]] = []
    kinds: list[Extent] = ["complete", "complete", "tail-missing", "head-missing"]
    extents = st.sampled_from(kinds)
    for number in draw(
        st.lists(st.sampled_from(("12.3", "12.4", "12.10")), min_size=1, max_size=3)
    ):
        flat = _flat(draw(sections(most=4)))
        old.append((number, draw(extents), flat))
        changed: list[Paragraph] = []
        for one in flat:
            what = draw(st.integers(0, 9))
            if what == 0:
                continue
            if what == 1:
                changed += _flat(draw(sections(most=1)))
            if what in (2, 3):
                words = one.text.split()
                at = draw(st.integers(0, len(words)))
                words.insert(at, draw(st.sampled_from(("not", "CBP", "$5", "(b)", "§ 12.3", "—"))))
                one = msgspec.structs.replace(one, text=" ".join(words))
            if what == 4:
                path = (*one.path[:-1], draw(st.sampled_from("cdxyz")))
                one = msgspec.structs.replace(one, path=path, designation=str(Designation(path)))
            if what == 5:
                one = msgspec.structs.replace(
                    one, heading=draw(st.sampled_from((None, "Other."))), partial="tail-missing"
                )
            changed.append(one)
        new.append((number, draw(extents), changed))
    return edition("a", *old), edition("b", *new)


def _flat(top: list[Node]) -> list[Paragraph]:
    return [
        Paragraph(str(Designation(path)), path, node.heading, node.text)
        for node in top
        for path, node in node.walk()
    ]


@given(amended())
@settings(max_examples=examples(150), deadline=None)
def test_apply_and_invert_are_exact(pair: tuple[Edition, Edition]) -> None:
    old, new = pair
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    assert changes.invert().invert() == changes
    again = ChangeSet.from_json(changes.to_json())
    assert again.apply(old) == new


@given(amended())
@settings(max_examples=examples(100), deadline=None)
def test_every_paragraph_is_in_exactly_one_change(pair: tuple[Edition, Edition]) -> None:
    changes = diff_editions(*pair)
    for side, whole in (("before", pair[0]), ("after", pair[1])):
        held = sorted(state.index for change in changes.changes for state in getattr(change, side))
        assert held == list(range(sum(1 for s in whole.sections for _ in s.walk())))
    assert len({change.id for change in changes.changes}) == len(changes.changes)
    counts = sum(getattr(changes.summary, name) for name in changes.summary.__struct_fields__)
    assert counts == len(changes.changes)


@given(sections())
@settings(max_examples=examples(50), deadline=None)
def test_an_edition_does_not_differ_from_itself(top: list[Node]) -> None:
    one = edition("a", ("12.3", "complete", _flat(top)))
    changes = diff_editions(one, one)
    assert {change.kind for change in changes.changes} == {"unchanged"}
    assert not any(change.edits for change in changes.changes)


def revised_headings(changes: ChangeSet) -> list[tuple[str, str, str | None]]:
    return [(block.block, block.kind, block.section) for block in changes.blocks]


def test_headings_notes_and_reserved_sections_are_changes() -> None:
    old = edition_of(
        "§ 1.2 Records.\n\n(a) Kept.\n\n[63 FR 32946, June 16, 1998]\n\n§ 1.4 More.\n\n(a) Lost."
    )
    new = edition_of(
        "§ 1.2 Books.\n\n(a) Kept.\n\n[63 FR 32946, June 16, 1998; 70 FR 1234, Jan. 3, 2005]\n\n"
        "§ 1.3 [Reserved]\n\n§ 1.4 More.\n\n(a) Lost."
    )
    changes = diff_editions(old, new)
    assert revised_headings(changes) == [
        ("section-heading", "revised", "1.2"),
        ("source-note", "revised", "1.2"),
    ]
    assert [(one.kind, one.after, one.heading) for one in changes.sections] == [
        ("added", "1.3", "[Reserved]")
    ]
    assert changes.invert().invert() == changes
    assert [b.kind for b in changes.invert().blocks] == ["revised", "revised"]


def test_beyond_the_last_paragraph_of_a_file_nothing_is_certain() -> None:
    old = edition_of("§ 1.2 Records.\n\n(a) Kept here.\n\n(b) Lost there.\n\n(c) Found again.")
    new = edition_of("§ 1.2 Records.\n\n(a) Kept here.\n\n(b) Lost there.")
    change = diff_editions(old, new).changes[-1]
    assert (change.kind, change.review) == ("removed", ("beyond-the-other-file",))
    whole = edition_of(
        "§ 1.2 Records.\n\n(a) Kept here.\n\n(b) Lost there.\n\n[63 FR 32946, June 16, 1998]"
    )
    assert diff_editions(old, whole).changes[-1].review == ()


def test_a_file_that_ends_with_a_heading_or_inside_a_word() -> None:
    whole = edition_of(
        "§ 1.2 Records.\n\n(a) Kept with the manifest.\n\n§ 1.3 Other rules.\n\n(a) Lost."
    )
    heading = edition_of("§ 1.2 Records.\n\n(a) Kept with the manifest.\n\n§ 1.3 Other rules.")
    assert kinds(diff_editions(whole, heading))["1.3(a)"] == "not-covered"
    word = edition_of("§ 1.2 Records.\n\n(a) Kept with the mani")
    assert kinds(diff_editions(whole, word))["1.2(a)"] == "unchanged"


def test_a_change_set_of_one_section_leaves_the_others_alone() -> None:
    old = edition_of(
        "§ 1.2 Records.\n\n(a) The Miami field office keeps.\n\n(b) The Miami field office asks.\n\n§ 1.3 More.\n\n(a) The Miami field office looks."
    )
    new = edition_of(
        "§ 1.2 Records.\n\n(a) The Boston field office keeps.\n\n(b) The Boston field office asks.\n\n§ 1.3 More.\n\n(a) The Miami field office looks."
    )
    changes = diff_editions(old, new, "1.2")
    assert [s.number for s in changes.apply(old).sections] == ["1.2", "1.3"]
    made = changes.apply(old)
    assert made.sections[0] == new.sections[0]
    assert made.sections[1] == old.sections[1]
    (found,) = changes.substitutions
    assert found.residual == (("1.3", "(a)"),)


def test_two_names_that_changed_places_are_no_renaming() -> None:
    old = edition_of(
        "§ 1.2 Records.\n\n(a) Sent to the Bureau of Consumer Financial Protection, Land Sales Program, there."
    )
    new = edition_of(
        "§ 1.2 Records.\n\n(a) Sent to the Land Sales Program, Bureau of Consumer Financial Protection, there."
    )
    assert diff_editions(old, new).substitutions == ()


def test_kinds_of_dashes_and_quotes_make_nothing_revised() -> None:
    old = edition_of("§ 1.2 Records.\n\n(a) T.D. 98-56 keeps it.")
    new = edition_of("§ 1.2 Records.\n\n(a) T.D. 98–56 keeps it.")
    (change,) = diff_editions(old, new).changes
    assert (change.kind, change.significance) == ("unchanged", "typographical")
    comma = edition_of("§ 1.2 Records.\n\n(a) T.D. 98-56, keeps it.")
    assert diff_editions(old, comma).changes[0].kind == "revised"


def test_a_paragraph_that_moved_and_grew_is_found() -> None:
    old = edition_of(
        f"§ 1.2 Records.\n\n(a) {_NEW}\n\n(b) {_ONE[:-1]} and at the port of entry named in the bond."
    )
    new = edition_of(
        f"§ 1.2 Records.\n\n(a) {_NEW}\n\n(b) {_TWO}\n\n(c) {_TWO[:-1]} on time. {_ONE[:-1]} and at the port of entry named in the bond. It tells the director of any loss within a week of it."
    )
    assert kinds(diff_editions(old, new)) == {
        "1.2(a)": "unchanged",
        "1.2(b)": "added",
        "1.2(b)>(c)": "redesignated-revised",
    }


def test_a_heading_of_its_own_tells_where_a_paragraph_went() -> None:
    old = edition_of(
        "§ 1.2 Records.\n\n(a) General. It is kept.\n\n(b) Exception to procedures. Paragraph (a) shall not apply after the office commences a formal audit of the importer."
    )
    new = edition_of(
        "§ 1.2 Records.\n\n(a) General. It is kept.\n\n(b) Fees. The importer pays the fee of entry.\n\n(c) Exception to procedures. Where a prior disclosure is made before entry, paragraph (a) does not apply once the agency begins an audit."
    )
    assert kinds(diff_editions(old, new))["1.2(b)>(c)"] == "redesignated-revised"


def test_short_paragraphs_do_not_move_by_chance() -> None:
    old = edition_of("§ 1.2 Records.\n\n(a) The name of the importer;\n\n(b) It is kept.")
    new = edition_of("§ 1.2 Records.\n\n(b) It is kept.\n\n(c) The date of the entry;")
    assert kinds(diff_editions(old, new)) == {
        "1.2(a)": "removed",
        "1.2(b)": "unchanged",
        "1.2(c)": "added",
    }


@given(amended())
@settings(max_examples=examples(100), deadline=None)
def test_the_newer_words_come_from_the_edits(pair: tuple[Edition, Edition]) -> None:
    """Blank the newer texts of paired paragraphs: the edits alone must bring them back."""
    old, new = pair
    changes = diff_editions(old, new)
    blanked = [
        msgspec.structs.replace(
            change, after=(msgspec.structs.replace(change.after[0], text="?", heading="?"),)
        )
        if change.before
        and len(change.after) == 1
        and not any(state.partial for state in (*change.before, *change.after))
        else change
        for change in changes.changes
    ]
    assert msgspec.structs.replace(changes, changes=tuple(blanked)).apply(old) == new


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Who may apply.", "Any person may apply to the port director.", "unchanged"),
        ("Who may apply.", "Any person shall apply to the port director.", "revised"),
        ("Who may apply.", "No person may apply to the port director.", "revised"),
    ],
)
def test_a_heading_that_only_one_file_sets_apart(heading: str, text: str, kind: str) -> None:
    whole = "Who may apply. Any person may apply to the port director."
    one = edition("a", ("12.3", "complete", [Paragraph("(a)", ("a",), None, whole)]))
    other = edition("b", ("12.3", "complete", [Paragraph("(a)", ("a",), heading, text)]))
    for before, after in ((one, other), (other, one)):
        changes = diff_editions(before, after)
        assert kinds(changes) == {"12.3(a)": kind}
        assert changes.apply(before) == after
        (change,) = changes.changes
        (old,), (new,) = change.before, change.after
        assert patch(old.text, [e for e in change.edits if e.field == "text"]) == new.text

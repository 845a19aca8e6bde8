"""What moved, was split or merged; references that followed and those that did not."""

from __future__ import annotations

import msgspec
import pytest
from test_changes import kinds
from test_structure import edition_of

from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.changes.references import find_references
from cfrdiff.model import Edition

BASE = """§ 12.3 Records.

(a) The importer shall keep the records of every entry made at the port, as paragraph (b) of this section requires.

(b) The broker shall send the statement to the port director within 30 days. The statement shall name the carrier and the date on which the goods arrived.

(c) The carrier shall produce:

(1) The manifest;

(2) The bill of lading; and

(3) The stowage plan.

§ 12.4 Books.

(a) The books of account are open to inspection at all times; see § 12.3(c)(2).

(b) The auditor shall be heard before the report of the audit is closed.

[63 FR 1, Jan. 1, 1998]
"""

NOTE = "[63 FR 1, Jan. 1, 1998]"


def changed(text: str, section: str | None = None) -> ChangeSet:
    old, new = edition_of(BASE), edition_of(text)
    changes = diff_editions(old, new, section)
    if section is None:
        assert changes.apply(old) == new
        assert changes.invert().apply(new) == old
        assert changes.invert().invert() == changes
    return changes


def told(changes: ChangeSet) -> dict[str, str]:
    return {name: kind for name, kind in kinds(changes).items() if kind != "unchanged"}


def test_a_subtree_moves_as_one_and_its_references_follow() -> None:
    changes = changed(
        BASE.replace("(c) The carrier", "(d) The carrier")
        .replace("(d) The carrier", "(c) A surety may be asked for a bond.\n\n(d) The carrier")
        .replace("§ 12.3(c)(2)", "§ 12.3(d)(2)")
    )
    assert told(changes) == {
        "12.3(c)": "added",
        "12.3(c)>(d)": "redesignated",
        "12.3(c)(1)>(d)(1)": "redesignated",
        "12.3(c)(2)>(d)(2)": "redesignated",
        "12.3(c)(3)>(d)(3)": "redesignated",
        "12.4(a)": "revised",
    }
    follows = {c.id: c.follows for c in changes.changes if c.kind == "redesignated"}
    assert set(follows.values()) == {None, "12.3(c)>(d)"}
    assert follows["12.3(c)>(d)"] is None
    revised = next(c for c in changes.changes if c.kind == "revised")
    assert [e.category for e in revised.edits] == ["conformed-reference"]
    assert revised.significance == "editorial"
    assert changes.stale_references == ()


def test_a_reference_that_did_not_follow_is_told() -> None:
    changes = changed(
        BASE.replace("(c) The carrier", "(d) The carrier").replace(
            "(d) The carrier", "(c) A surety may be asked for a bond.\n\n(d) The carrier"
        )
    )
    (stale,) = changes.stale_references
    assert (stale.section, stale.designation, stale.text) == ("12.4", "(a)", "12.3(c)(2)")
    assert stale.target_before == ("12.3", "(c)(2)")
    assert stale.target_after == ("12.3", "(d)(2)")


def test_a_reference_to_what_is_gone_is_told() -> None:
    start = BASE.index("(b) The broker")
    end = BASE.index("(c) The carrier")
    changes = changed(BASE[:start] + BASE[end:])
    assert told(changes) == {"12.3(b)": "removed"}
    (stale,) = changes.stale_references
    assert (stale.text, stale.target_after) == ("(b)", None)


def test_a_list_item_put_in_moves_short_items_on() -> None:
    changes = changed(
        BASE.replace("(3) The stowage", "(4) The stowage")
        .replace("(2) The bill", "(3) The bill")
        .replace("(3) The bill", "(2) The invoice;\n\n(3) The bill")
    )
    assert told(changes) == {
        "12.3(c)(2)": "added",
        "12.3(c)(2)>(c)(3)": "redesignated",
        "12.3(c)(3)>(c)(4)": "redesignated",
    }


def test_list_items_that_changed_places() -> None:
    changes = changed(
        BASE.replace("(1) The manifest;", "(1) The stowage plan;")
        .replace("(2) The bill of lading; and", "(2) The manifest; and")
        .replace("(3) The stowage plan.", "(3) The bill of lading.")
    )
    moved = {name for name in told(changes) if ">" in name}
    assert moved == {"12.3(c)(3)>(c)(1)", "12.3(c)(1)>(c)(2)", "12.3(c)(2)>(c)(3)"}


def test_a_paragraph_is_split_and_merged() -> None:
    changes = changed(
        BASE.replace("(c) The carrier", "(d) The carrier").replace(
            "30 days. The statement", "30 days.\n\n(c) The statement"
        )
    )
    split = next(c for c in changes.changes if c.kind == "split")
    assert [s.designation for s in split.before] == ["(b)"]
    assert [s.designation for s in split.after] == ["(b)", "(c)"]
    assert split.edits == ()
    assert split.significance == "editorial"
    back = changes.invert()
    assert next(c for c in back.changes if c.kind == "merged").before == split.after
    assert back.summary.merged == changes.summary.split == 1


def test_a_split_with_other_words_has_its_edits() -> None:
    changes = changed(
        BASE.replace("(c) The carrier", "(d) The carrier").replace(
            "30 days. The statement", "60 days.\n\n(c) The statement"
        )
    )
    split = next(c for c in changes.changes if c.kind == "split")
    assert [(e.before, e.after, e.category) for e in split.edits] == [
        ("30 days", "60 days", "deadline")
    ]
    assert split.significance == "substantive"


def test_a_section_that_was_renumbered() -> None:
    changes = changed(BASE.replace("§ 12.4 Books", "§ 12.8 Books"))
    assert [(s.before, s.after) for s in changes.sections] == [("12.4", "12.8")]
    moved = [c for c in changes.changes if c.kind == "redesignated"]
    assert [c.follows for c in moved] == ["12.4>12.8", "12.4>12.8"]
    assert changes.blocks == ()


def test_sections_that_came_and_went() -> None:
    start = BASE.index("§ 12.4 Books")
    end = BASE.index("[63 FR")
    new = "§ 12.6 Penalties.\n\n(a) A penalty is assessed for each manifest not produced.\n\n"
    changes = changed(BASE[:start] + new + BASE[end:])
    assert [(s.kind, s.before, s.after) for s in changes.sections] == [
        ("added", None, "12.6"),
        ("removed", "12.4", None),
    ]
    assert [(s.kind, s.before, s.after) for s in changes.invert().sections] == [
        ("removed", "12.6", None),
        ("added", None, "12.4"),
    ]
    # Its heading and its note come and go with a section.
    assert not changes.blocks
    assert [(s.heading, s.source_note) for s in changes.sections] == [
        ("Penalties.", NOTE),
        ("Books.", NOTE),
    ]


START, END = BASE.index("§ 12.4 Books"), BASE.index("[63 FR")


@pytest.mark.parametrize(
    ("newer", "lived", "gone", "blocks"),
    [
        (
            BASE[START:].replace("§ 12.4 Books", "§ 12.3 Books"),
            "12.4",
            "12.3",
            [],
        ),
        (
            BASE[:START].replace("§ 12.3 Records", "§ 12.4 Records") + BASE[END:],
            "12.3",
            "12.4",
            [("added", "source-note", "12.4", None, NOTE)],
        ),
    ],
)
def test_a_section_that_took_the_number_of_another(
    newer: str, lived: str, gone: str, blocks: list[tuple[str | None, ...]]
) -> None:
    changes = changed(newer)
    assert [(s.kind, s.before, s.after) for s in changes.sections] == [
        ("redesignated", lived, gone),
        ("removed", gone, None),
    ]
    assert [(b.kind, b.block, b.section, b.before, b.after) for b in changes.blocks] == blocks


@pytest.mark.parametrize(
    ("heading", "weight"), [("Contents.", "substantive"), ("Carrier and goods.", "editorial")]
)
def test_a_heading_that_a_split_brings_is_a_heading(heading: str, weight: str) -> None:
    first = (
        "(b) Statement. The broker shall send the statement to the port director within 30 days."
    )
    second = "The statement shall name the carrier and the date on which the goods arrived."
    old = BASE.replace("(b) The broker", "(b) Statement. The broker")
    new = old.replace(f"{first} {second}", f"{first}\n\n(c) {heading} {second}")
    new = new.replace("(c) The carrier", "(d) The carrier").replace("12.3(c)(2)", "12.3(d)(2)")
    (split,) = [
        c for c in diff_editions(edition_of(old), edition_of(new)).changes if c.kind == "split"
    ]
    assert [(e.after.strip(), e.category) for e in split.edits] == [(heading, "heading")]
    assert split.significance == weight


def test_a_renumbered_section_is_not_removed_by_itself() -> None:
    text = BASE.replace("§ 12.4 Books", "§ 12.8 Books")
    text = text[: text.index("(b) The auditor")] + NOTE + "\n"
    assert [s.kind for s in changed(text).sections] == ["redesignated"]
    assert changed(text, "12.4").sections == ()


def test_one_paragraph_makes_no_section_another() -> None:
    start, end = BASE.index("§ 12.4 Books"), BASE.index("[63 FR")
    kept = BASE[BASE.index("(b) The auditor") : end]
    new = (
        "§ 12.7 Ships.\n\n(a) The master of a ship shall report its arrival to the nearest port "
        "without delay and shall hold the crew aboard.\n\n"
    )
    changes = changed(BASE[:start] + new + kept + BASE[end:])
    assert [(s.kind, s.before, s.after) for s in changes.sections] == [
        ("added", None, "12.7"),
        ("removed", "12.4", None),
    ]
    assert told(changes) == {
        "12.4(a)": "removed",
        "12.4(b)": "removed",
        "12.7(a)": "added",
        "12.7(b)": "added",
    }
    assert [(one.before, one.after) for one in changes.transfers] == [
        (("12.4", "(b)"), ("12.7", "(b)"))
    ]
    text = BASE[:start] + new + kept + BASE[end:]
    assert [s.kind for s in changed(text, "12.4").sections] == ["removed"]
    assert [s.kind for s in changed(text, "12.7").sections] == ["added"]


def test_a_reference_to_a_section_that_went_is_stale() -> None:
    base = BASE.replace("as paragraph (b) of this section", "as § 12.4")
    base += "\n\n§ 12.5 Fees.\n\n(a) The fee is due at the end of each month.\n\n[63 FR 1, Jan. 1, 1998]\n"
    start = base.index("§ 12.4 Books")
    end = base.index("[63 FR")
    changes = diff_editions(edition_of(base), edition_of(base[:start] + base[end:]))
    assert [(s.text, s.target_before, s.target_after) for s in changes.stale_references] == [
        ("12.4", ("12.4", ""), None)
    ]


def test_a_reference_to_a_paragraph_that_was_merged_is_stale() -> None:
    merged = BASE.replace(
        "(2) The bill of lading; and\n\n(3) The stowage plan.", "(2) The bill of lading."
    ).replace("(1) The manifest;", "(1) The manifest; and")
    merged = merged.replace(
        "(b) The broker shall send the statement to the port director within 30 days. The",
        "(b) The broker shall send the statement to the port director within 30 days. "
        "The importer shall sign the statement before it is sent. The",
    )
    apart = (
        merged.replace(" The importer shall sign the statement before it is sent.", "")
        .replace(
            "(c) The carrier",
            "(c) The importer shall sign the statement before it is sent.\n\n(d) The carrier",
        )
        .replace("12.3(c)(2)", "12.3(c)")
    )
    changes = diff_editions(edition_of(apart), edition_of(merged.replace("12.3(c)(2)", "12.3(c)")))
    assert "merged" in kinds(changes).values()
    assert [(s.text, s.target_after) for s in changes.stale_references] == [
        ("12.3(c)", ("12.3", "(b)"))
    ]


def test_a_paragraph_that_went_to_another_section() -> None:
    start = BASE.index("(b) The broker")
    end = BASE.index("(c) The carrier")
    paragraph = BASE[start:end]
    text = BASE[:start] + BASE[end:]
    changes = changed(text.replace("[63 FR", paragraph.replace("(b)", "(c)") + "[63 FR"))
    assert told(changes) == {"12.3(b)>12.4(c)": "redesignated"}
    assert changes.stale_references[0].target_after == ("12.4", "(c)")
    # One section alone tells where it went.
    only = changed(text.replace("[63 FR", paragraph.replace("(b)", "(c)") + "[63 FR"), "12.3")
    (gone,) = [c for c in only.changes if c.kind == "removed"]
    assert gone.review == ("moved-out-of-the-section",)


def test_words_that_went_from_one_paragraph_to_another() -> None:
    sentence = " The statement shall name the carrier and the date on which the goods arrived."
    changes = changed(
        BASE.replace(sentence, "").replace(
            "report of the audit is closed.", f"report is closed.{sentence}"
        )
    )
    (transfer,) = changes.transfers
    assert transfer.text == sentence.strip().rstrip(".")
    assert (transfer.before, transfer.after) == (("12.3", "(b)"), ("12.4", "(b)"))


def test_a_sentence_that_goes_next_door_makes_no_merger() -> None:
    short = " The statement shall name the carrier and the date on which the goods arrived."
    long = short.replace(".", " and the port at which they were laden and each of the bills of it.")
    old = edition_of(BASE.replace(short, long))
    new = edition_of(
        BASE.replace(f"within 30 days.{short}", "within 45 days.").replace(
            "at the port, as", f"at the port.{long} It is so as"
        )
    )
    # The longer part of (b) went; what is left of it kept its place.
    assert told(diff_editions(old, new)) == {"12.3(a)": "revised", "12.3(b)": "revised"}


def test_what_is_split_takes_its_heading_along() -> None:
    text = BASE.replace("(b) The broker", "(b) Statement. The broker")
    old = edition_of(text)
    new = edition_of(
        text.replace("(c) The carrier", "(d) The carrier")
        .replace("(b) Statement. The broker", "(c) Statement. (1) The broker")
        .replace("30 days. The statement", "30 days.\n\n(2) The statement")
        .replace("(c) Statement.", "(b) No officer may be asked for a copy.\n\n(c) Statement.")
    )
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    split = next(c for c in changes.changes if c.kind == "split")
    assert [s.designation for s in split.after] == ["(c)", "(c)(1)", "(c)(2)"]
    assert split.edits == ()


def test_a_section_that_was_renumbered_reaches_as_far_as_it_did() -> None:
    new = BASE.replace("§ 12.4 Books", "§ 12.8 Books").replace(
        "[63 FR", "(c) A fee is due for each copy of the books.\n\n[63 FR"
    )
    changes = changed(new)
    (added,) = [c for c in changes.changes if c.kind == "added"]
    assert added.review == ()


REFERENCES = {
    "see paragraph (b)(2) of this section": [("(b)(2)", ("12.3", "(b)(2)"))],
    "paragraphs (a), (b)(1) and (c)": [
        ("(a)", ("12.3", "(a)")),
        ("(b)(1)", ("12.3", "(b)(1)")),
        ("(c)", ("12.3", "(c)")),
    ],
    "under § 12.9(a)(1) or §§ 12.4 and 12.5": [
        ("12.9(a)(1)", ("12.9", "(a)(1)")),
        ("12.4", ("12.4", "")),
        ("12.5", ("12.5", "")),
    ],
    "paragraph (d) of § 12.7": [("12.7", ("12.7", "")), ("(d)", ("12.7", "(d)"))],
    "under 19 U.S.C. 1592(b)": [],
}


def test_references_are_resolved() -> None:
    for text, expected in REFERENCES.items():
        found = find_references(text, "12.3")
        assert sorted((text[r.start : r.end], r.target) for r in found) == sorted(expected)


# Where (b) of this section becomes (c).
PUT_BEFORE_B = ("(b) The broker", "(b) A surety may be asked for a bond.\n\n(c) The broker")
C_BECOMES_D = ("(c) The carrier", "(d) The carrier")
OTHERS = [
    "17 CFR 240.15c3-3",
    "5 U.S.C. 552",
    "26 CFR 1.401(a)(4)-2",
    "section 7 of the Act",
    "appendix A to this part",
    "that section",
    "such section",
    "Rule 10b-5",
    "the clause at 52.212-5",
    "Form 1040",
    "the order",
]


@pytest.mark.parametrize("other", OTHERS)
def test_a_paragraph_of_another_law_neither_follows_nor_stays_behind(other: str) -> None:
    base = BASE.replace("paragraph (b) of this section", f"paragraph (b) of {other}")
    moved = base.replace(*C_BECOMES_D).replace(*PUT_BEFORE_B)
    kept = diff_editions(edition_of(base), edition_of(moved))
    assert "12.3(b)>(c)" in kinds(kept)
    # § 12.4(a) still cites § 12.3(c)(2), which is now (d)(2).
    assert [one.section for one in kept.stale_references] == ["12.4"]
    new = moved.replace(f"paragraph (b) of {other}", f"paragraph (c) of {other}")
    changes = diff_editions(edition_of(base), edition_of(new))
    revised = next(one for one in changes.changes if one.id == "12.3(a)")
    assert "conformed-reference" not in {edit.category for edit in revised.edits}
    assert revised.significance == "substantive"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("paragraph (b) of § 12.4", [("12.4", "(b)"), ("12.4", "")]),
        (
            "paragraph (b) of §§ 12.4 and 12.5",
            [("12.4", "(b)"), ("12.5", "(b)"), ("12.4", ""), ("12.5", "")],
        ),
        ("paragraph (b) of 49 CFR 172.101", []),
        ("paragraph (b) of the order", []),
        ("clause (ii) of paragraph (b)(1)", [("12.3", "(b)(1)(ii)")]),
        (
            "paragraph (b) of this section and of § 12.8",
            [("12.3", "(b)"), ("12.8", "(b)")],
        ),
    ],
)
def test_what_a_text_refers_to(text: str, targets: list[tuple[str, str]]) -> None:
    assert [one.target for one in find_references(text, "12.3")] == targets


@pytest.mark.parametrize(
    ("newer", "weight", "category"),
    [
        ("Goods of § 12.3(d).", "editorial", "conformed-reference"),  # where (c) went
        ("Goods of § 12.3(b).", "substantive", "heading"),
        ("Bonds of § 12.3(d).", "substantive", "heading"),
    ],
)
def test_a_heading_whose_citation_followed_its_target_says_the_same(
    newer: str, weight: str, category: str
) -> None:
    older = "Goods of § 12.3(c)."
    base = BASE.replace("§ 12.4 Books.", f"§ 12.4 {older}").replace("§ 12.3(c)(2)", "all books")
    moved = base.replace(*C_BECOMES_D).replace(older, newer)
    changes = diff_editions(edition_of(base), edition_of(moved))
    (block,) = changes.blocks
    assert block.block == "section-heading"
    assert block.significance == weight
    assert category in {edit.category for edit in block.edits}


def test_a_paragraph_heading_whose_citation_followed_its_target_says_the_same() -> None:
    def headed(citation: str, text: str) -> Edition:
        section = edition_of(text)
        *others, last = section.sections
        own = msgspec.structs.replace(last.paragraphs[0], heading=f"Goods of {citation}.")
        last = msgspec.structs.replace(last, paragraphs=(own, *last.paragraphs[1:]))
        return msgspec.structs.replace(section, sections=(*others, last))

    old = headed("§ 12.3(c)", BASE.replace("§ 12.3(c)(2)", "all books"))
    for citation, weight in (("§ 12.3(d)", "editorial"), ("§ 12.3(b)", "substantive")):
        text = BASE.replace("§ 12.3(c)(2)", "all books").replace(*C_BECOMES_D)
        changes = diff_editions(old, headed(citation, text))
        (revised,) = (one for one in changes.changes if one.kind == "revised")
        assert revised.significance == weight

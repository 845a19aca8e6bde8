"""Effective date notes: what they set forth is not yet the rule, and is lost nowhere."""

from __future__ import annotations

import pytest
from test_accounting import lost
from test_structure import edition_of

from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Source

NOTE = "effective-date-note"


def of_xml(body: str) -> Edition:
    return edition_of(
        f"<CFRDOC><PART><HD SOURCE='HED'>PART 5—X</HD>{body}</PART></CFRDOC>", "gpo-xml"
    )


def section(number: str, *paragraphs: str, then: str = "") -> str:
    """A section of an annual edition; `then` stands inside it, behind its paragraphs."""
    printed = "".join(f"<P>{paragraph}</P>" for paragraph in paragraphs)
    return f"<SECTION><SECTNO>§ {number}</SECTNO><SUBJECT>Fees.</SUBJECT>{printed}{then}</SECTION>"


def note(said: str, set_forth: str = "", element: str = "EFFDNOTP") -> str:
    later = f"<REVTXT>{set_forth}</REVTXT>" if set_forth else ""
    return f"<{element}><HD SOURCE='HED'>Effective Date Note:</HD><P>{said}</P>{later}</{element}>"


def outline_of(edition: Edition) -> dict[str | None, list[str]]:
    return {one.number: [paragraph.text for paragraph in one.walk()] for one in edition.sections}


def in_notes(edition: Edition) -> str:
    return " ".join(block.text for block in edition.blocks if block.kind == NOTE)


# What stands in the file, the sections in force with their texts, and words of the notes.
IN_XML = [
    (
        "the section revised",
        section("5.1", "(a) $1.", then=note("By 79 FR 1.", section("5.1", "(a) $2.")))
        + section("5.2", "(a) Free."),
        {"5.1": ["$1."], "5.2": ["Free."]},
        ["By 79 FR 1.", "§ 5.1 Fees.", "(a) $2."],
    ),
    (
        "two notes behind one section",
        section("5.1", "(a) $1.", then=note("One.", section("5.1", "(a) $2."))
                + note("Two.", section("5.1", "(a) $3."), "EFFDNOT"))
        + section("5.2", "(a) Free."),
        {"5.1": ["$1."], "5.2": ["Free."]},
        ["One.", "(a) $2.", "Two.", "(a) $3."],
    ),
    (
        "the rest of the file nested in the note",
        section("5.1", "(a) $1.", then=note("One.", section("5.1", "(a) $2.")
                + section("5.2", "(a) $3.", then=note("Two.", section("5.2", "(a) $4.")
                + "<SUBPART><HD SOURCE='HED'>Subpart B—Y</HD>" + section("5.3", "(a) $5.")
                + "</SUBPART>")))),
        {"5.1": ["$1."], "5.2": ["$3."], "5.3": ["$5."]},
        ["One.", "(a) $2.", "Two.", "(a) $4."],
    ),
    (
        "a subpart and a part nested in the note",
        section("5.1", "(a) $1.", then=note("One.", "<SUBPART><HD SOURCE='HED'>Subpart B—Y</HD>"
                + section("5.2", "(a) $3.") + "</SUBPART><PART><HD SOURCE='HED'>PART 6—Z</HD>"
                + section("6.1", "(a) $4.") + "</PART>")),
        {"5.1": ["$1."], "5.2": ["$3."], "6.1": ["$4."]},
        ["One."],
    ),
    (
        "a note that sets nothing forth",
        section("5.1", "(a) $1.", then=note("At 73 FR 1, § 5.1 was amended.")),
        {"5.1": ["$1."]},
        ["At 73 FR 1, § 5.1 was amended."],
    ),
    (
        "a note below a part sets a section forth",
        note("At 73 FR 1, § 5.1 was revised.", section("5.1", "(a) $2.")) + section("5.1", "(a) $1."),
        {"5.1": ["$1."]},
        ["§ 5.1 Fees.", "(a) $2."],
    ),
    (
        "a subpart set forth below its own heading, and the next one behind it",
        "<SUBPART><HD SOURCE='HED'>Subpart A—Y</HD>" + note("One.",
            "<SUBPART><HD SOURCE='HED'>Subpart A—Later</HD>" + section("5.1", "(a) $2.")
            + "</SUBPART><SUBPART><HD SOURCE='HED'>Subpart B—Z</HD>" + section("5.2", "(a) $3.")
            + "</SUBPART>") + section("5.1", "(a) $1.") + "</SUBPART>",
        {"5.2": ["$3."], "5.1": ["$1."]},
        ["Subpart A—Later", "(a) $2."],
    ),
    (
        "an appendix, and a section nested behind it",
        section("5.1", "(a) $1.") + "<APPENDIX><HD SOURCE='HED'>Appendix A to Part 5—Y</HD><P>Now.</P>"
        + note("One.", "<APPENDIX><EAR>Pt. 5, App. A</EAR><HD SOURCE='HED'>Appendix A to Part 5—Later</HD>"
               "<P>Then.</P></APPENDIX>" + section("5.2", "(a) $3.")) + "</APPENDIX>",
        {"5.1": ["$1."], "5.2": ["$3."]},
        ["One.", "Appendix A to Part 5—Later", "Then."],
    ),
    (
        "a table in what is set forth",
        section("5.1", "(a) $1.", then=note("One.", section("5.1",
            then="<GPOTABLE><ROW><ENT>Port</ENT><ENT>$9</ENT></ROW></GPOTABLE>"))),
        {"5.1": ["$1."]},
        ["Port | $9"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "force", "noted"), IN_XML, ids=[one[0] for one in IN_XML])
def test_what_a_note_in_xml_sets_forth(
    name: str, body: str, force: dict[str, list[str]], noted: list[str]
) -> None:
    edition = of_xml(body)
    assert outline_of(edition) == force
    assert [words for words in noted if words not in in_notes(edition)] == []


def test_a_note_of_the_ecfr_is_no_paragraph() -> None:
    edition = edition_of(
        '<ECFR><DIV5 N="5" TYPE="PART"><HEAD>PART 5—X</HEAD><DIV8 N="§ 5.1" TYPE="SECTION">'
        "<HEAD>§ 5.1   Fees.</HEAD><P>(a) $1.</P><EFFDNOT><HED>Effective Date Note:</HED>"
        "<PSPACE>At 84 FR 1, § 5.1 was amended.</PSPACE><P>(a) $2.</P></EFFDNOT></DIV8></DIV5></ECFR>",
        "ecfr-xml",
    )
    assert outline_of(edition) == {"5.1": ["$1."]}
    assert "(a) $2." in in_notes(edition)


SET_FORTH = "For the convenience of the user, the revised text is set forth as follows:"
# What stands in the file, the sections in force with their texts, and words of the notes.
IN_TEXT = [
    (
        "the section revised",
        "§ 5.1 Fees.\n\n(a) $1.\n\n[79 FR 1, Jan. 2, 2014]\n\nEffective Date Note: At 80 FR 1, Jan. 2, 2015,"
        f" § 5.1 was revised. {SET_FORTH}\n\n§ 5.1 Fees.\n\n(a) $2.\n\n§ 5.2 Ports.\n\n(a) Free.",
        {"5.1": ["$1."], "5.2": ["Free."]},
        ["§ 5.1 Fees.", "(a) $2."],
    ),
    (
        "the last section of a file",
        f"§ 5.1 Fees.\n\n(a) $1.\n\nEFFECTIVE DATE NOTE: At 80 FR 1, § 5.1 was revised. {SET_FORTH}\n\n"
        "§ 5.1 Fees.\n\n* * * * *\n\n(b) $2.",
        {"5.1": ["$1."]},
        ["(b) $2."],
    ),
    (
        "a division ends it",
        f"§ 5.1 Fees.\n\n(a) $1.\n\nEffective Date Note: At 80 FR 1, § 5.1 was revised. {SET_FORTH}\n\n"
        "§ 5.1 Fees.\n\n(a) $2.\n\nSubpart B—Ports\n\n§ 5.3 Ports.\n\n(a) Free.",
        {"5.1": ["$1."], "5.3": ["Free."]},
        ["(a) $2."],
    ),
    (
        "a section that is to be added",
        f"§ 5.1 Fees.\n\n(a) $1.\n\nEffective Date Note: At 80 FR 1, § 5.2 was added. {SET_FORTH}\n\n"
        "§ 5.2 Docks.\n\n(a) $2.\n\n§ 5.3 Ports.\n\n(a) Free.",
        {"5.1": ["$1."], "5.3": ["Free."]},
        ["§ 5.2 Docks.", "(a) $2."],
    ),
    (
        "the label by itself, and a second note",
        "§ 5.1 Fees.\n\n(a) $1.\n\nEffective Date Notes:\n\n1. At 80 FR 1, § 5.1 was amended.\n\n"
        f"2. At 80 FR 2, § 5.1 was revised. {SET_FORTH}\n\n§ 5.1 Fees.\n\n(a) $2.\n\n§ 5.2 Ports.\n\n(a) Free.",
        {"5.1": ["$1."], "5.2": ["Free."]},
        ["1. At 80 FR 1", "2. At 80 FR 2", "(a) $2."],
    ),
    (
        "a note that sets nothing forth holds no law",
        "§ 5.1 Fees.\n\n(a) $1.\n\nEffective Date Note: At 80 FR 1, § 5.1 was amended.\n\n§ 5.2 Ports.\n\n(a) Free.",
        {"5.1": ["$1."], "5.2": ["Free."]},
        ["§ 5.1 was amended."],
    ),
    (
        "a rule about such notes is none",
        "§ 5.1 Notes.\n\n(a) The effective date note: it is set forth as follows:\n\n(b) It is kept.",
        {"5.1": ["The effective date note: it is set forth as follows:", "It is kept."]},
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "written", "force", "noted"), IN_TEXT, ids=[one[0] for one in IN_TEXT]
)
def test_what_a_note_in_text_sets_forth(
    name: str, written: str, force: dict[str, list[str]], noted: list[str]
) -> None:
    edition = edition_of(written)
    assert outline_of(edition) == force
    assert [words for words in noted if words not in in_notes(edition)] == []


@pytest.mark.parametrize(
    ("format", "written"),
    [
        *(("gpo-xml", f"<CFRDOC><PART>{one[1]}</PART></CFRDOC>") for one in IN_XML),
        *(("text", one[1]) for one in IN_TEXT),
    ],
)
def test_no_character_of_a_note_is_lost(format: str, written: str) -> None:
    loaded = sources.load("x", format, written.encode())
    assert lost(loaded, structure.build(text.run_on(loaded), Source("x", "", format))) == []

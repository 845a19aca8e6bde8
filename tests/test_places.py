"""What has no designation is compared by where it stands, too: flush text, definitions, notes,
tables and center headings that move within their section.
"""

from __future__ import annotations

import msgspec
import pytest
from test_blocks import LINES, appendix, made, part, table
from test_structure import edition_of

from cfrdiff.changes import diff_editions
from cfrdiff.instructions import apply, compose, read_document
from cfrdiff.instructions.comparison import same_words
from cfrdiff.model import Edition

A = "<P>(b) The port director sets the fee of each entry.</P>"
B = "<P>(c) A broker pays the fee within five days of entry.</P>"
C = "<P>(d) A claim is filed with the court within one year.</P>"
WAR = "<FP>This rule does not apply to vessels of war.</FP>"
VESSEL = "<P>Vessel means every craft that carries goods for hire.</P>"
BOND = "<P>Bond means a promise in writing to pay what is due.</P>"
PORT = "<P>Port means a place where goods may be landed.</P>"
NOTE = "<NOTE><HD SOURCE='HED'>Note:</HD><P>No fee is due on goods returned.</P></NOTE>"
FORM = "<EXTRACT><P>I certify that all is true.</P><P>Signed by the importer.</P></EXTRACT>"
FEES = table((("Entry", "$1"), ("Bond", "$2")), ("Item", "Fee"))
HEADING = "<HD SOURCE='HD1'>Payment of Fees</HD>"
FOOTNOTE = "<FTNT><P>1 See also part 24.</P></FTNT>"

# What stands in the section before and after, and what is reported: (kind, weight, first words).
MOVES: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "flush text behind another paragraph": (
        A + B + WAR + C,
        A + B + C + WAR,
        [("moved", "substantive", "This rule does not apply")],
    ),
    "a definition": (
        VESSEL + BOND + PORT,
        BOND + PORT + VESSEL,
        [("moved", "substantive", "Vessel means")],
    ),
    "two texts exchanged across paragraphs with designations": (
        A + VESSEL + B + BOND,
        A + BOND + B + VESSEL,
        [("moved", "substantive", "Bond means"), ("moved", "substantive", "Vessel means")],
    ),
    "a note": (A + NOTE + B + C, A + B + NOTE + C, [("moved", "substantive", "No fee is due")]),
    "a form with its second paragraph": (
        A + FORM + B + C,
        A + B + C + FORM,
        [("moved", "substantive", "I certify")],
    ),
    "a table with its rows": (
        A + FEES + B + C,
        A + B + FEES + C,
        [("moved", "substantive", "Item | Fee")],
    ),
    "a note and a table exchanged": (
        A + NOTE + FEES + B,
        A + FEES + NOTE + B,
        [("moved", "substantive", "No fee is due")],
    ),
    "a center heading": (
        A + HEADING + B + C,
        A + B + HEADING + C,
        [("moved", "substantive", "Payment of Fees")],
    ),
    "a footnote, which stands where the page ends": (A + FOOTNOTE + B, A + B + FOOTNOTE, []),
    "nothing, where a paragraph before the paragraph before it came": (
        A + WAR + NOTE,
        C.replace("(d)", "(b)") + A.replace("(b)", "(c)") + WAR + NOTE,
        [("added", "substantive", "A claim"), ("redesignated", "editorial", "The port director")],
    ),
    "nothing, where the table got another row": (
        A + FEES + B,
        A + table((("Entry", "$1"), ("Claim", "$3"), ("Bond", "$2")), ("Item", "Fee")) + B,
        [("added", "substantive", "Claim | $3")],
    ),
}


def reported(old: Edition, new: Edition) -> list[tuple[str, str, str]]:
    """What became of paragraphs and blocks, without what stayed."""
    changes = made(old, new)
    found: list[tuple[str, str, str]] = []
    for one in changes.changes:
        if one.kind != "unchanged":
            found.append((one.kind, one.significance, (one.after or one.before)[0].text))
    for block in changes.blocks:
        found.append((block.kind, block.significance, block.after or block.before or ""))
    return found


@pytest.mark.parametrize("name", MOVES)
def test_what_stands_elsewhere_in_its_section_has_moved(name: str) -> None:
    old, new, expected = MOVES[name]
    for before, after in ((old, new), (new, old)):
        found = reported(part(before), part(after))
        assert len(found) == len(expected)
        if (before, after) == (old, new):
            for (kind, weight, words), one in zip(expected, found, strict=True):
                assert one[:2] == (kind, weight)
                assert one[2].startswith(words)


def test_a_designation_says_where_a_paragraph_belongs_in_whatever_order_it_is_printed() -> None:
    old = part(A + B + C)
    (section,) = old.sections
    first, *others = section.paragraphs
    turned = msgspec.structs.replace(section, paragraphs=(*others, first))
    (one,) = (c for c in made(old, msgspec.structs.replace(old, sections=(turned,))).changes
              if c.kind != "unchanged")  # fmt: skip
    assert (one.kind, one.significance) == ("moved", "editorial")
    assert one.reasons == ("in another order of print: editorial",)


def test_a_frame_without_words_that_came_or_went_weighs_nothing() -> None:
    texts = (
        "§ 12.3 Fees.\n\n(a) All fees are due.\n\n(b) A broker pays the fee within five days.\n",
        "§ 12.3 Fees.\n\n(a) All fees are due.\n\n(b) A broker pays the fee within five days.\n\n(c)(1) No fee is due on a vessel of war.\n\n(2) A yacht is none.\n",
    )
    old, new = map(edition_of, texts)
    weights = {one.after[0].designation: (one.kind, one.significance)
               for one in diff_editions(old, new).changes}  # fmt: skip
    assert weights["(c)"] == ("added", "none")
    assert weights["(c)(1)"] == weights["(c)(2)"] == ("added", "substantive")
    assert diff_editions(new, old).changes[-3].significance == "none"


def test_files_of_other_formats_set_blocks_where_they_may() -> None:
    old, new = part(A + NOTE + B + C), part(A + B + NOTE + C)
    source = msgspec.structs.replace(new.source, format="text")
    assert not diff_editions(old, msgspec.structs.replace(new, source=source)).blocks


# ---- tables and images --------------------------------------------------------------------------

FOUR = (
    "<GPOTABLE><BOXHD><CHED H='1'>Item</CHED><CHED H='1'>Fee</CHED><CHED H='%s'>small</CHED>"
    "<CHED H='2'>large</CHED><CHED H='1'>Limit</CHED></BOXHD>"
    "<ROW><ENT I='01'>Air</ENT><ENT>$1</ENT><ENT>$2</ENT><ENT>5 days</ENT></ROW>"
    "<ROW><ENT I='%s'>Cargo</ENT><ENT%s>$3</ENT><ENT>6 days</ENT><ENT>x</ENT></ROW>"
    "<ROW><ENT I='%s'>Mail</ENT><ENT>$7</ENT><ENT>$8</ENT><ENT>9 days</ENT></ROW></GPOTABLE>"
)
# How the table is set before and after: the level of a head, how the second row is set in, the
# columns of its second cell, how the last row is set in; and the rows reported.
SETTINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, str, str]]]] = {
    "a head that stood under another": (
        ("2", "01", "", "01"),
        ("1", "01", "", "01"),
        [("Item | Fee", "moved", "under other column heads: substantive")],
    ),
    "a head a level lower under the same one": (
        ("2", "01", "", "01"),
        ("3", "01", "", "01"),
        [("Item | Fee", "unchanged", "set otherwise under the same heads: typographical")],
    ),
    "a figure that holds for two columns": (
        ("2", "01", "", "01"),
        ("2", "01", " A='01'", "01"),
        [("Cargo", "moved", "under other column heads: substantive")],
    ),
    "a row set in under the one above it": (
        ("2", "01", "", "01"),
        ("2", "02", "", "01"),
        [("Cargo", "moved", "under another row: substantive")],
    ),
    "a row set in further under the same row": (
        ("2", "02", "", "01"),
        ("2", "03", "", "01"),
        [("Cargo", "unchanged", "set otherwise under the same heads: typographical")],
    ),
    "a row without leaders": (("2", "02", "", "01"), ("2", "12", "", "01"), []),
    "a row that is a case of the row above now": (
        ("2", "02", "", "02"),
        ("2", "02", "", "03"),
        [("Mail", "moved", "under another row: substantive")],
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_what_a_cell_stands_under_is_compared(name: str) -> None:
    old, new, expected = SETTINGS[name]
    for before, after in ((old, new), (new, old)):
        changes = made(part(FOUR % before), part(FOUR % after))
        found = [((one.after or "")[:10], one.kind, *one.reasons) for one in changes.blocks]
        assert [(a.split(" | ")[0], *b) for a, *b in found] == [
            (a.split(" | ")[0], *b) for a, *b in expected
        ]


@pytest.mark.parametrize(
    "image",
    [
        '<P><img src="/graphics/%s.gif"/></P>',
        "<div><IMG alt='x' src='/graphics/%s.gif'/></div>",
        "<GPH SPAN='3'><GID>%s</GID></GPH>",
    ],
)
def test_an_image_that_shows_another_file_is_revised(image: str) -> None:
    written = (
        "<ECFR><DIV5 N='12' TYPE='PART'><HEAD>PART 12—FEES</HEAD><DIV8 N='§ 12.3' TYPE='SECTION'>"
        f"<HEAD>§ 12.3 Fees.</HEAD><P>(a) The label is this:</P>{image}</DIV8></DIV5></ECFR>"
    )
    old, new = (edition_of(written % name, "ecfr-xml") for name in ("er01ap20.001", "er01ap20.002"))
    (one,) = made(old, new).blocks
    assert (one.kind, one.block, one.significance) == ("revised", "figure", "substantive")


@pytest.mark.parametrize("name", MOVES)
def test_instructions_say_of_a_move_that_they_do_not_bring_it_out(name: str) -> None:
    old, new, expected = MOVES[name]
    before, after = part(old), part(new)
    found = compose(diff_editions(before, after), before, after)
    made_again, failures = apply(read_document(found.text), before)
    # Of a block that only stands elsewhere no instruction can say where.
    (moved, *_) = [*(one for one in found.changes.blocks if one.kind == "moved"), None]
    is_ordered = name in ("a note and a table exchanged",)
    assert bool(found.unworded) == (moved is not None and not is_ordered)
    assert len(failures) == len(found.unworded)
    assert same_words(made_again, after)
    assert bool(found.instructions) == bool(expected)


def test_what_a_file_does_not_hold_is_noted_and_not_numbered() -> None:
    sections = [
        f"§ 12.{n} Fees.\n\n(a) The fee of the port {n} is due at once.\n" for n in (3, 4, 5)
    ]
    old, new = edition_of("\n".join(sections)), edition_of(sections[1].replace("once", "noon"))
    found = compose(diff_editions(old, new), old, new)
    heads = [line for line in found.text.splitlines() if line[:4] in ("Note", "1. I")]
    assert [one.place for one in found.instructions] == ["Note", "Note", "1"]
    assert heads[:2] == [f"Note: The newer file does not hold § 12.{n}." for n in (3, 5)]
    assert [one.place for one in read_document(found.text)] == ["Note", "Note", "1"]


_WHOLE = """§ 12.3 Fees.

(a) An application must show:

(1) The number of cattle;

(2) The brand of the cattle; and

(3) The name of the owner.

(b) The application is free of charge.

[61 FR 4221, Feb. 2, 1996]

§ 12.4 Validity.

(a) A lease gives no right to water.

(b) A lessee who is not able is told so.

[61 FR 4321, Feb. 2, 1996]
"""


@pytest.mark.parametrize(
    "cut",
    [_WHOLE[: _WHOLE.index("free")], _WHOLE[_WHOLE.index("of the cattle; and") :]],
    ids=("breaks off", "begins in the middle"),
)
def test_nothing_is_ordered_where_a_file_is_cut_off(cut: str) -> None:
    for older, newer, lacks in ((_WHOLE, cut, "newer"), (cut, _WHOLE, "older")):
        old, new = edition_of(older), edition_of(newer)
        found = compose(diff_editions(old, new), old, new)
        assert {one.place for one in found.instructions} == {"Note"}
        assert f"The {lacks} file does not hold" in found.text
        assert f"The {'older' if lacks == 'newer' else 'newer'} file does not" not in found.text


# ---- blocks by what they are --------------------------------------------------------------------


def section(number: str) -> str:
    return (
        f"<SECTION><SECTNO>§ {number}</SECTNO><SUBJECT>Fees.</SUBJECT>"
        f"<P>(a) The fee of port {number} is due.</P></SECTION>"
    )


def whole_part(number: str, inside: str) -> str:
    return (
        f"<PART><HD SOURCE='HED'>PART {number}—FEES</HD><AUTH><HD SOURCE='HED'>Authority:</HD>"
        f"<P>19 U.S.C. {number}.</P></AUTH>{inside}</PART>"
    )


def of_parts(*parts: str) -> Edition:
    return edition_of(f"<CFRDOC><CHAPTER>{''.join(parts)}</CHAPTER></CFRDOC>", "gpo-xml")


FORMS = appendix(*LINES) + table((("Entry", "$1"), ("Bond", "$2")), ("Item", "Fee"))
LATER = f"<EFFDNOT><HD SOURCE='HED'>Effective Date Note:</HD><P>{LINES[3]}</P></EFFDNOT>"
KEPT: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, str]]]] = {
    "a section before an appendix": (
        (whole_part("12", section("12.1") + FORMS),),
        (whole_part("12", section("12.1") + section("12.2") + FORMS),),
        [],
    ),
    "a part before another": (
        (whole_part("12", section("12.1") + FORMS),),
        (whole_part("11", section("11.1")), whole_part("12", section("12.1") + FORMS)),
        [("added", "part-heading"), ("added", "authority")],
    ),
    "an appendix that went to another part, its table with it": (
        (whole_part("12", section("12.1") + FORMS), whole_part("13", section("13.1"))),
        (whole_part("12", section("12.1")), whole_part("13", section("13.1") + FORMS)),
        [("moved", "appendix"), ("moved", "table")],
    ),
    "words of a note that an appendix has now": (
        (whole_part("12", section("12.1") + LATER + appendix(*LINES[:3])),),
        (whole_part("12", section("12.1") + appendix(*LINES[:4])),),
        [("moved", "appendix")],
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_block_is_known_by_what_it_is(name: str) -> None:
    old, new, expected = KEPT[name]
    found = made(of_parts(*old), of_parts(*new)).blocks
    assert [(one.kind, one.block) for one in found] == expected
    assert len(made(of_parts(*new), of_parts(*old)).blocks) == len(expected)

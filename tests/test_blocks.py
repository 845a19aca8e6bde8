"""Tables cell by cell; footnotes, notes, formulas and headings word by word; appendices paragraph by
paragraph. What they became is made from the changes alone.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

import msgspec
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_structure import edition_of

from cfrdiff.changes import BlockChange, ChangeSet, diff_editions
from cfrdiff.changes.model import Cell
from cfrdiff.errors import ConflictError
from cfrdiff.model import Block, Edition, Section, Source, TableRow

HEADS = ("Item", "Fee", "Limit")
ROWS = (("Entry", "$1.50", "5 days"), ("Bond", "$20", "30 days"), ("Claim", "$7", "1 year"))

Row = Sequence[str]


def cells(element: str, row: Row) -> str:
    return "".join(f"<{element}>{html.escape(one, quote=False)}</{element}>" for one in row)


def table(rows: Sequence[Row], heads: Row = HEADS, title: str = "") -> str:
    body = "".join(f"<ROW>{cells('ENT', row)}</ROW>" for row in rows)
    head = f"<BOXHD>{cells('CHED', heads)}</BOXHD>" if heads else ""
    return f"<GPOTABLE><TTITLE>{title}</TTITLE>{head}{body}</GPOTABLE>"


def part(inside: str, behind: str = "", heading: str = "Fees.") -> Edition:
    """A part with a section that holds, and one before which stands, some XML."""
    return edition_of(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—FEES</HD><AUTH><P>19 U.S.C. 66.</P></AUTH>"
        f"<SECTION><SECTNO>§ 12.3</SECTNO><SUBJECT>{heading}</SUBJECT><P>(a) The fees are set.</P>"
        f"{inside}<CITA>[63 FR 1, Jan. 5, 1998]</CITA></SECTION>{behind}</PART></CFRGRANULE>",
        "gpo-xml",
    )


def made(old: Edition, new: Edition) -> ChangeSet:
    """The change set, which is exact in both directions and makes its words from edits alone."""
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    assert changes.invert().invert() == changes
    assert blind(changes).apply(old) == new
    assert ChangeSet.from_json(changes.to_json()) == changes
    return changes


def blind(changes: ChangeSet) -> ChangeSet:
    """A change set whose newer edition has lost every word of its blocks and headings."""
    header = changes.after
    return msgspec.structs.replace(
        changes,
        after=msgspec.structs.replace(
            header,
            sections=tuple(
                msgspec.structs.replace(one, heading="?", source_note="?")
                for one in header.sections
            ),
            blocks=tuple(msgspec.structs.replace(one, text="?") for one in header.blocks),
        ),
    )


def told(one: BlockChange) -> list[tuple[str, ...]]:
    """The edits of a row with the cell of each: what became of it, row and column, words."""
    return [
        (cell.kind, *((c.row, c.column) if (c := cell.after or cell.before) else ()), *words)
        for cell, words in zip(one.cells, ((e.before, e.after) for e in one.edits), strict=True)
    ]


# ---- tables -------------------------------------------------------------------------------------

TABLES: dict[str, tuple[Sequence[Row], Sequence[Row], list[tuple[str, list[tuple[str, ...]]]]]] = {
    "a sign inside a figure": (
        ROWS,
        (("Entry", "$150", "5 days"), *ROWS[1:]),
        [("revised", [("revised", "Entry", "Fee", "$1.50", "$150")])],
    ),
    "a digit that changes its cell": (
        (("Entry", "12", "3"),),
        (("Entry", "1", "23"),),
        [
            (
                "revised",
                [("revised", "Entry", "Fee", "12", "1"), ("revised", "Entry", "Limit", "3", "23")],
            )
        ],
    ),
    "values of two rows exchanged": (
        ROWS,
        (("Entry", "$20", "5 days"), ("Bond", "$1.50", "30 days"), ROWS[2]),
        [
            ("revised", [("revised", "Entry", "Fee", "$1.50", "$20")]),
            ("revised", [("revised", "Bond", "Fee", "$20", "$1.50")]),
        ],
    ),
    "values of two columns exchanged": (
        (("Entry", "5", "7"),),
        (("Entry", "7", "5"),),
        [
            (
                "revised",
                [("revised", "Entry", "Fee", "5", "7"), ("revised", "Entry", "Limit", "7", "5")],
            )
        ],
    ),
    "a value in another column": (
        (("Entry", "", "5"), *ROWS[1:]),
        (("Entry", "5", ""), *ROWS[1:]),
        [
            (
                "revised",
                [("revised", "Entry", "Fee", "", "5 "), ("revised", "Entry", "Limit", " 5", "")],
            )
        ],
    ),
    "the first cells are empty": (
        (("", "", "5"), *ROWS[1:]),
        (("", "5"), *ROWS[1:]),
        [
            (
                "revised",
                [("revised", "5", "Fee", "", "5"), ("removed", "5", "Limit", "| 5", "")],
            )
        ],
    ),
    "a row added": (ROWS[:2], ROWS, [("added", [])]),
    "a row removed": (ROWS, ROWS[1:], [("removed", [])]),
    "a row moved": (ROWS, (ROWS[1], ROWS[2], ROWS[0]), [("moved", [])]),
    "values exchanged between rows of one head": (
        (("Air:",), ("small", "5"), ("Sea:",), ("small", "7")),
        (("Air:",), ("small", "7"), ("Sea:",), ("small", "5")),
        [
            ("revised", [("revised", "small", "Fee", "5", "7")]),
            ("revised", [("revised", "small", "Fee", "7", "5")]),
        ],
    ),
    "a row head revised": (
        ROWS,
        (("Entry by sea", *ROWS[0][1:]), *ROWS[1:]),
        [("revised", [("revised", "Entry by sea", "Item", "", " by sea")])],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_compared_cell_by_cell(name: str) -> None:
    old, new, expected = TABLES[name]
    changes = made(part(table(old)), part(table(new)))
    found = [one for one in changes.blocks if one.block == "table"]
    assert [(one.kind, told(one)) for one in found] == expected
    assert len(changes.blocks) == len(found)


def test_a_column_added_removed_or_moved() -> None:
    old = part(table(ROWS))
    heads = ("Item", "Fee", "Court", "Limit")
    new = part(table([(a, b, "any", c) for a, b, c in ROWS], heads))
    changes = made(old, new)
    assert [told(one) for one in changes.blocks] == [
        [("added", "column heads", "Court", "", " | Court")],
        *([("added", row[0], "Court", "", " | any")] for row in ROWS),
    ]
    back = made(new, old)
    assert [told(one)[0][0] for one in back.blocks] == ["removed"] * 4
    turned = made(old, part(table([(a, c, b) for a, b, c in ROWS], ("Item", "Limit", "Fee"))))
    assert {kind for one in turned.blocks for kind, *_ in told(one)} == {"moved"}
    assert len(turned.blocks) == 4


def test_column_heads_on_two_levels_name_a_cell() -> None:
    def with_fee(fee: str) -> Edition:
        return part(
            "<GPOTABLE><BOXHD><CHED H='1'>Item</CHED><CHED H='1'>Fee</CHED><CHED H='2'>small</CHED>"
            "<CHED H='2'>large</CHED><CHED H='1'>Limit</CHED></BOXHD>"
            f"<ROW>{cells('ENT', ('Entry', '$1', fee, '5 days'))}</ROW>"
            "<ROW><ENT>Bond</ENT><ENT A='01'>none</ENT><ENT>6 days</ENT></ROW></GPOTABLE>"
        )

    (one,) = made(with_fee("$2"), with_fee("$3")).blocks
    assert told(one) == [("revised", "Entry", "Fee, large", "$2", "$3")]
    rows = [block.row.columns for block in with_fee("$2").blocks if block.row]
    assert rows == [(0, 1, 1, 2, 3), (0, 1, 2, 3), (0, 1, 3)]


def test_a_table_of_html_has_cells_that_span() -> None:
    written = (
        "<ECFR><DIV5 N='12' TYPE='PART'><HEAD>PART 12—FEES</HEAD><DIV8 N='§ 12.3' TYPE='SECTION'>"
        "<HEAD>§ 12.3 Fees.</HEAD><P>(a) The fees are set.</P><TABLE><TR><TH rowspan='2'>Item</TH>"
        "<TH colspan='2'>Fee</TH></TR><TR><TH>small</TH><TH>large</TH></TR>"
        "<TR><TD>Entry</TD><TD>$1</TD><TD>$%d</TD></TR></TABLE></DIV8></DIV5></ECFR>"
    )
    old, new = (edition_of(written % fee, "ecfr-xml") for fee in (2, 30))
    (one,) = made(old, new).blocks
    assert told(one) == [("revised", "Entry", "Fee, large", "$2", "$30")]


def test_a_table_in_markdown_has_rows_and_column_heads() -> None:
    written = (
        "# § 12.3 Fees.\n\n(a) The fees are set as the table has them.\n\n| Item | Fee |\n|---|---|\n"
        "| Entry | $1 |\n| Bond | %s |\n\n(b) Each fee is due at the port of entry.\n"
    )
    old, new = (
        edition_of(written % fee, "ocr-markdown") for fee in ("$20 for each", "no fee at all")
    )
    (one,) = made(old, new).blocks
    assert {(cell.kind, cell.after) for cell in one.cells} == {("revised", Cell("Bond", "Fee", 2))}


def test_a_row_that_moves_to_another_table_is_seen() -> None:
    first, second = ROWS[:2], ROWS[2:]
    old = part(table(first, title="Air") + table(second, title="Sea"))
    new = part(table(first[:1], title="Air") + table((first[1], *second), title="Sea"))
    assert [one.kind for one in made(old, new).blocks] == ["moved"]


# ---- other blocks -------------------------------------------------------------------------------

NOTE = "The fee is $1.50 for each entry, and no fee is due on a bond of less than 5 days."
WORDS: dict[str, tuple[str, str]] = {
    "point": ("$1.50", "$150"),
    "negation": ("no fee", "a fee"),
    "figure": ("less than 5", "less than 50"),
    "relation": ("less than", "more than"),
}


@pytest.mark.parametrize("element", ["FTNT", "NOTE", "EXTRACT", "APPENDIX"])
@pytest.mark.parametrize("name", WORDS)
def test_a_block_is_compared_word_by_word(element: str, name: str) -> None:
    old, new = (
        f"<{element}><P>{text}</P></{element}>" for text in (NOTE, NOTE.replace(*WORDS[name]))
    )
    (one,) = made(part(old), part(new)).blocks
    assert one.kind == "revised"
    assert len(one.edits) == 1
    # It weighs what the same words do in a paragraph.
    texts = (NOTE, NOTE.replace(*WORDS[name]))
    before, after = (edition_of(f"§ 12.3 Fees.\n\n(a) {text}") for text in texts)
    (change,) = diff_editions(before, after).changes
    assert (one.significance, one.reasons) == (change.significance, change.reasons)


def test_what_differs_in_type_only_is_listed_as_unchanged() -> None:
    old, new = (part(f"<FTNT><P>{text}</P></FTNT>") for text in ("See 5–7.", "See 5-7."))
    (one,) = made(old, new).blocks
    assert (one.kind, one.significance) == ("unchanged", "typographical")


def appendix(*paragraphs: str) -> str:
    body = "".join(f"<P>{one}</P>" for one in paragraphs)
    return f"<APPENDIX><HD SOURCE='HED'>Appendix A to Part 12—Forms</HD>{body}</APPENDIX>"


LINES = tuple(f"{n}. The {word} form is filed within {n} days." for n, word in enumerate(
    "entry bond claim refund vessel broker".split(), start=1))  # fmt: skip


def test_an_appendix_is_compared_paragraph_by_paragraph() -> None:
    new = (
        LINES[0],
        LINES[2].replace("3 days", "30 days"),
        *LINES[3:5],
        "7. All is new here.",
        LINES[1],
    )
    changes = made(part("", appendix(*LINES)), part("", appendix(*new)))
    assert [
        (one.kind, (one.before or "")[:2], (one.after or "")[:2]) for one in changes.blocks
    ] == [
        ("revised", "3.", "3."),
        ("removed", "6.", ""),
        ("added", "", "7."),
        ("moved", "2.", "2."),
    ]


def comments(*texts: str) -> str:
    """A supplement of official interpretations; headings stand between asterisks."""
    body = "".join(
        f"<HD SOURCE='HD3'>{one.strip('*')}</HD>" if one.startswith("*") else f"<P>{one}</P>"
        for one in texts
    )
    return (
        f"<APPENDIX><EAR/><HD SOURCE='HED'>Supplement I to Part 12—Comments</HD>{body}</APPENDIX>"
    )


COMMENTS = (
    "*2(a) Entry*", "1. Who files. The owner of the goods files the form.",
    "i. An agent files for the owner who asks for it.", "ii. A carrier files none at all.",
    "*2(b) Bond*", "1. How much. The bond covers each fee of the year.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({3: "ii. A carrier files one for each ship that enters."}, [
            ("revised", "comment 2(a)-1.ii", "comment 2(a)-1.ii")], id="rewritten at home"),
        pytest.param({1: "1. When. A form is filed in March. The owner of the goods files the form."}, [
            ("revised", "comment 2(a)-1", "comment 2(a)-1")], id="grown"),
        pytest.param({4: "*2(c) Bond*"}, [
            ("moved", "comments on 2(b)", "comments on 2(c)")], id="keyed to another"),
        pytest.param({3: "ii. A new clause stands here.", 4: "iii. A carrier files none at all.",
                      5: "*2(b) Bond*", 6: COMMENTS[5]}, [
            ("added", "", "comment 2(a)-1.ii"),
            ("moved", "comment 2(a)-1.ii", "comment 2(a)-1.iii")], id="renumbered"),
        pytest.param({4: "*2(b) Surety*", 5: "1. Now of coins. Nothing else."}, [
            ("revised", "comments on 2(b)", "comments on 2(b)"),
            ("removed", "comment 2(b)-1", ""), ("added", "", "comment 2(b)-1")], id="other words"),
    ],
)  # fmt: skip
def test_a_comment_is_compared_with_itself(
    change: dict[int, str], expected: list[tuple[str, str, str]]
) -> None:
    new = dict(enumerate(COMMENTS)) | change
    changes = made(part("", comments(*COMMENTS)), part("", comments(*new.values())))
    found = [(one.kind, one.entry_before, one.entry) for one in changes.blocks]
    assert sorted(found) == sorted(expected)


def test_a_paragraph_of_an_appendix_set_as_an_extract_is_the_same() -> None:
    old = appendix(
        "Here is the form.", "The bond is kept for five years in the office of the port."
    )
    new = old.replace("<P>The bond", "<EXTRACT><P>The bond").replace(
        "port.</P>", "port.</P></EXTRACT>"
    )
    changes = made(part("", old), part("", new.replace("five", "six")))
    (one,) = changes.blocks
    assert (one.block_before, one.block, one.significance) == ("appendix", "extract", "substantive")
    assert [(edit.before, edit.after) for edit in one.edits] == [("five years", "six years")]


def test_a_heading_belongs_to_the_part_it_heads() -> None:
    def parts(*numbers: int) -> Edition:
        named = {12: ("FEES", "General"), 13: ("BONDS", "Scope"), 14: ("HEMP", "Plants")}
        return edition_of(
            "<CFRGRANULE>"
            + "".join(
                f"<PART><HD SOURCE='HED'>PART {n}—{named[n][0]}</HD><SUBPART>"
                f"<HD SOURCE='HED'>Subpart A—{named[n][1]}</HD><SECTION><SECTNO>§ {n}.1</SECTNO>"
                f"<SUBJECT>{named[n][1]}.</SUBJECT><P>(a) The {named[n][0].lower()} of part {n}.</P>"
                "</SECTION></SUBPART></PART>"
                for n in numbers
            )
            + "</CFRGRANULE>",
            "gpo-xml",
        )

    changes = made(parts(12, 13, 14), parts(13, 14))
    assert [(one.kind, one.before) for one in changes.blocks] == [
        ("removed", "PART 12—FEES"),
        ("removed", "Subpart A—General"),
    ]


def test_an_appendix_belongs_to_its_part_whichever_section_comes_last() -> None:
    section = "<SECTION><SECTNO>§ 12.4</SECTNO><SUBJECT>More.</SUBJECT><P>(a) More.</P></SECTION>"
    changes = made(part("", appendix(*LINES)), part("", section + appendix(*LINES)))
    assert not changes.blocks
    assert [(one.kind, one.heading) for one in changes.sections] == [("added", "More.")]


def test_a_long_appendix_of_one_paragraph_has_edits() -> None:
    words = " ".join(f"The holder of permit {n} pays ${n} in the office." for n in range(1_000))
    old, new = (part("", appendix(text)) for text in (words, words.replace("$500 ", "$5,000 ")))
    (one,) = made(old, new).blocks
    assert [(edit.before, edit.after) for edit in one.edits] == [("$500", "$5,000")]


def test_a_section_renumbered_keeps_its_table() -> None:
    def numbered(number: str, fee: str) -> Edition:
        edition = part(table((("Entry", fee, "5 days"), *ROWS[1:])))
        text = (
            "The certified recordkeeper keeps every record of entry for five years at its office."
        )
        (section,) = edition.sections
        paragraph = msgspec.structs.replace(section.paragraphs[0], text=text)
        return msgspec.structs.replace(
            edition,
            sections=(msgspec.structs.replace(section, number=number, paragraphs=(paragraph,)),),
            blocks=tuple(
                msgspec.structs.replace(one, after=one.after and number) for one in edition.blocks
            ),
        )

    changes = made(numbered("12.3", "$1"), numbered("12.8", "$2"))
    (one,) = [block for block in changes.blocks if block.block == "table"]
    assert (one.section_before, one.section, one.kind) == ("12.3", "12.8", "revised")


def test_the_changes_of_one_section_are_made_in_its_blocks_alone() -> None:
    def both(fee: str) -> Edition:
        other = table((("Claim", fee, "5 days"),))
        section = "<SECTION><SECTNO>§ 12.4</SECTNO><SUBJECT>More.</SUBJECT><P>(a) More.</P>"
        return part(table((("Entry", fee, "5 days"),)), f"{section}{other}</SECTION>")

    old, new = both("$1"), both("$2")
    half = diff_editions(old, new, "12.3").apply(old)
    assert [one.text for one in half.blocks if one.kind == "table"] == [
        "Item | Fee | Limit", "Entry | $2 | 5 days", "Item | Fee | Limit", "Claim | $1 | 5 days",
    ]  # fmt: skip
    whole = diff_editions(half, new, "12.4").apply(half)
    assert (whole.sections, whole.blocks) == (new.sections, new.blocks)


def test_what_a_change_set_was_not_made_from_is_refused() -> None:
    old, new = part(table(ROWS)), part(table(ROWS[1:]))
    changes = diff_editions(old, new)
    with pytest.raises(ConflictError, match="block 4 is not as the change set has it"):
        changes.apply(part(table((("Entry", "$9", "5 days"), *ROWS[1:]))))


def test_names_and_references_in_blocks() -> None:
    old = edition_of(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—FEES</HD><SECTION><SECTNO>§ 12.3</SECTNO>"
        "<SUBJECT>Fees.</SUBJECT><P>(a) The Customs Service sets the fees of every entry.</P>"
        "<P>(b) The broker pays them before the goods are released from the port.</P>"
        "<FTNT><P>Fees of paragraph (b) of this section are paid to the Customs Service.</P></FTNT>"
        "</SECTION></PART></CFRGRANULE>",
        "gpo-xml",
    )
    new = edition_of(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—FEES</HD><SECTION><SECTNO>§ 12.3</SECTNO>"
        "<SUBJECT>Fees.</SUBJECT><P>(a) The CBP sets the fees of every entry.</P>"
        "<P>(b) An importer who is late owes interest on what is due.</P>"
        "<P>(c) The broker pays them before the goods are released from the port.</P>"
        "<FTNT><P>Fees of paragraph (b) of this section are paid to the Customs Service.</P></FTNT>"
        "</SECTION></PART></CFRGRANULE>",
        "gpo-xml",
    )
    changes = made(old, new)
    (name,) = changes.substitutions
    assert name.residual == (("12.3", "footnote"),)
    (stale,) = changes.stale_references
    assert (stale.where, stale.text, stale.target_after) == (
        ("12.3", "footnote"), "(b)", ("12.3", "(c)"),
    )  # fmt: skip
    assert changes.only(section="12.3").stale_references == changes.stale_references


# ---- whatever stands in them --------------------------------------------------------------------

_TEXTS = st.sampled_from(
    ("", "5", "50", "$1.50", "$150", "no", "CBP", "≤ 5 days", "(a)", "5 | 6", "|")
)
_SENTENCES = st.sampled_from(
    (*LINES, "", "Appendix B to Part 12—Tables", "No fee is due.", "A fee is due.")
)
_KINDS = (
    "note",
    "footnote",
    "appendix",
    "heading",
    "subpart-heading",
    "authority",
    "contents",
    "formula",
)


@st.composite
def rows_of_blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    found: list[Block] = []
    for after in (None, "12.3", "12.4"):
        for number in range(draw(st.integers(0, 2))):
            columns = draw(st.integers(1, 4))
            for line in range(draw(st.integers(1, 5))):
                row = draw(st.lists(_TEXTS, min_size=columns, max_size=columns))
                text = " ".join(" | ".join(row).split())
                levels = () if line else (1,) * columns
                place = TableRow(number, tuple(range(columns)), levels)
                found.append(Block("table", text, after, row=place))
        for kind in draw(st.lists(st.sampled_from(_KINDS), max_size=5)):
            found.append(Block(kind, draw(_SENTENCES), after))
    return tuple(found)


@st.composite
def blocked(draw: st.DrawFn, blocks: tuple[Block, ...]) -> Edition:
    """An edition with these blocks, some of them changed, gone or elsewhere."""
    kept = [one for one in blocks if draw(st.integers(0, 5))]
    exchanged = draw(st.booleans())
    if kept and exchanged:
        i, j = (draw(st.integers(0, len(kept) - 1)) for _ in range(2))
        kept[i], kept[j] = kept[j], kept[i]
    for i, one in enumerate(kept):
        if not draw(st.integers(0, 3)):
            text = draw(_TEXTS) if draw(st.booleans()) else f"{one.text} | {draw(_TEXTS)}"
            kept[i] = msgspec.structs.replace(one, text=" ".join(text.split()))
    headings = st.sampled_from((None, "", "Fees.", "No fees."))
    notes = st.sampled_from((None, "[63 FR 1, Jan. 5, 1998]", "[63 FR 1; 70 FR 2]"))
    numbers = draw(st.lists(st.sampled_from(("12.3", "12.4", None)), max_size=3))
    return Edition(
        title=19,
        part="12",
        as_of=None,
        source=Source("x", "", draw(st.sampled_from(("text", "gpo-xml"))), draw(st.booleans())),
        sections=tuple(
            Section(number, draw(headings), "complete", draw(notes), ()) for number in numbers
        ),
        blocks=tuple(kept),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Edition, Edition]:
    blocks = draw(rows_of_blocks())
    return draw(blocked(blocks)), draw(blocked(blocks))


@given(pairs())
@settings(max_examples=examples(300), deadline=None)
def test_apply_and_invert_are_exact_whatever_the_blocks(pair: tuple[Edition, Edition]) -> None:
    changes = made(*pair)
    assert len({one.id for one in changes.blocks}) == len(changes.blocks)
    for one in changes.blocks:
        assert one.cells == () or len(one.cells) == len(one.edits)


@given(pairs())
@settings(max_examples=examples(200), deadline=None)
def test_every_block_is_in_exactly_one_change_or_listed(pair: tuple[Edition, Edition]) -> None:
    changes = diff_editions(*pair)
    for side, edition in (("before", pair[0]), ("after", pair[1])):
        held = [getattr(one, f"place_{side}") for one in changes.blocks]
        held += [getattr(one, side) for one in changes.kept_blocks]
        expected = [("block", i) for i in range(len(edition.blocks))]
        for i, section in enumerate(edition.sections):
            expected += [("section-heading", i)] * (section.heading is not None)
            expected += [("source-note", i)] * (section.source_note is not None)
        assert sorted(place for place in held if place) == sorted(expected)
    for one in changes.blocks:
        assert one.before != one.after or one.kind == "moved"


@given(pairs())
@settings(max_examples=examples(100), deadline=None)
def test_no_difference_of_text_is_lost(pair: tuple[Edition, Edition]) -> None:
    """What no change names reads the same in both editions, or stands in one file only."""
    old, new = pair
    changes = diff_editions(old, new)
    for one in changes.kept_blocks:
        if one.before and one.after and one.before[0] == one.after[0] == "block":
            assert old.blocks[one.before[1]].text == new.blocks[one.after[1]].text

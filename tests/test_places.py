"""What has no designation is compared by where it stands, too: flush text, definitions, notes,
tables and center headings that move within their section.
"""

from __future__ import annotations

import msgspec
import pytest
from test_blocks import made, part, table

from cfrdiff.changes import diff_editions
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


def test_files_of_other_formats_set_blocks_where_they_may() -> None:
    old, new = part(A + NOTE + B + C), part(A + B + NOTE + C)
    source = msgspec.structs.replace(new.source, format="text")
    assert not diff_editions(old, msgspec.structs.replace(new, source=source)).blocks

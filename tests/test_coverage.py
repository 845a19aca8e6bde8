"""What a file covers: what it lacks inside of that is removed, what lies beyond is not covered.

What each pair must say was decided before it was tried.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cfrdiff
from cfrdiff import structure, text
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.model import Edition, Source
from cfrdiff.sources import load

HEAD = """PART 163—RECORDKEEPING

Sec.
163.1 Scope.
163.2 Records.
163.3 Access.

Authority: 5 U.S.C. 301; 19 U.S.C. 66.

"""
NOTE = "[63 FR 32946, June 16, 1998]\n\n"
S1 = "§ 163.1 Scope.\n\n(a) This part governs records.\n\n(b) It binds each importer.\n\n" + NOTE
S2 = "§ 163.2 Records.\n\n(a) Keep each record.\n\n(b) Keep it for five years.\n\n(c) Keep it dry.\n\n"
S2_SHORT = S2.replace("(c) Keep it dry.\n\n", "")
S3 = "§ 163.3 Access.\n\n(a) Give access at once.\n\n(b) Give it to any officer.\n\n" + NOTE
S4 = "§ 163.4 Penalty.\n\n(a) A penalty is assessed.\n\n" + NOTE
RESERVED = "§ 163.4 [Reserved]\n"


def xml(*sections: str, part: str = "163", around: bool = True, more: str = "") -> str:
    """Sections, each "number|subject|paragraph|paragraph", as GPO's XML has them."""
    made = ""
    for section in sections:
        number, subject, *paragraphs = section.split("|")
        texts = "".join(f"<P>{one}</P>\n" for one in paragraphs)
        made += (
            f"<SECTION><SECTNO>§ {number}</SECTNO><SUBJECT>{subject}</SUBJECT>\n{texts}</SECTION>\n"
        )
    heading = f'<HD SOURCE="HED">PART {part}—RECORDS</HD>\n' if around else ""
    return f"<CFRGRANULE><PART>{heading}{made}{more}</PART></CFRGRANULE>"


def dlps(*sections: str) -> str:
    """The same as the eCFR has them, each section by itself."""
    made = ""
    for section in sections:
        number, subject, *paragraphs = section.split("|")
        texts = "".join(f"<P>{one}</P>\n" for one in paragraphs)
        made += (
            f'<DIV8 N="{number}" TYPE="SECTION"><HEAD>§ {number} {subject}</HEAD>{texts}</DIV8>\n'
        )
    return f"<DLPSTEXTCLASS><BODY>{made}</BODY></DLPSTEXTCLASS>"


X1 = "163.1|Scope.|(a) This part governs records.|(b) It binds each importer."
X2 = "163.2|Records.|(a) Keep each record.|(b) Keep it for five years.|(c) Keep it dry."
X3 = "163.3|Access.|(a) Give access at once."
AUTHORITY = "<AUTH><HD>Authority:</HD><P>5 U.S.C. 301.</P></AUTH>"

GONE = {"163.2(c)": "removed"}
BEYOND = {"163.2(c)": "not-covered"}
LAST = {"163.3(a)": "not-covered", "163.3(b)": "not-covered"}


@pytest.mark.parametrize(
    ("old", "new", "format", "expected"),
    [
        # A well-formed XML file covers what it holds.
        (xml(X1, X2), xml(X1, X2.removesuffix("|(c) Keep it dry.")), None, GONE),
        (xml(X1, X2), xml(X1, X2.replace("five years.|(c) Keep it dry.", "these:")), None,
         {"163.2(b)": "revised", "163.2(c)": "removed"}),
        (dlps(X2), dlps(X2.removesuffix("|(c) Keep it dry.")), None, GONE),
        (xml(X1, X3), xml(X1, "163.3|Access.|(a) [Reserved]"), None, {"163.3(a)": "revised"}),
        (xml(X1, X2, X3), xml(X1, X2), None, {"163.3(a)": "removed"}),
        (xml(X1, X2, X3), xml(X2, X3), None, {"163.1(a)": "removed", "163.1(b)": "removed"}),
        # A file of one section says nothing of the others, in no format.
        (xml(X1, X2, X3), xml(X2), None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", "163.3(a)": "not-covered"}),
        (dlps(X1, X2), dlps(X2), None, {"163.1(a)": "not-covered", "163.1(b)": "not-covered"}),
        (S1 + S2 + S3, S2 + NOTE, None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", **LAST}),
        (S2 + NOTE, S1 + S2 + S3, None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", **LAST}),
        # Some sections of a part, without what shows where the part begins and ends.
        (xml(X1, X2, X3, around=False), xml(X2, X3, around=False), None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered"}),
        (S1 + S2 + S3 + S4, S2 + S3, None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", "163.4(a)": "not-covered"}),
        # A section between two others that are there.
        (S1 + S2 + S3, S1 + S3, None,
         {"163.2(a)": "removed", "163.2(b)": "removed", "163.2(c)": "removed"}),
        # The source note, the next section or the next subpart shows a section's end.
        (S2 + NOTE, S2_SHORT + NOTE, None, GONE),
        (S2 + S3, S2_SHORT + S3, None, GONE),
        (S2 + "Subpart B—More\n", S2_SHORT + "Subpart B—More\n", None, GONE),
        # What is listed in the contents and is not there is beyond the file's end; what is not
        # listed is removed, and so is what stood before the first section of a whole part.
        (HEAD + S1 + S2 + S3, HEAD + S1 + S2, None, LAST),
        (HEAD + S1 + S2 + S3 + S4, HEAD + S1 + S2 + S3, None, {"163.4(a)": "removed"}),
        (HEAD + S1 + S2 + S3, HEAD.replace("163.1 Scope.\n", "") + S2 + S3, None,
         {"163.1(a)": "removed", "163.1(b)": "removed"}),
        # A file that ends in mid-sentence is cut off; [Reserved] and a citation are no such sign.
        (S1 + S2, S1 + S2_SHORT, None, GONE),
        (S1 + S2, S1 + S2.replace("for five years.\n\n(c) Keep it dry.", "for five"), None, BEYOND),
        (S1 + S2, S1 + S2.replace("(c) Keep it dry.", "(c) [Reserved]"), None,
         {"163.2(c)": "revised"}),
        (S1 + S2 + RESERVED, S1 + S2_SHORT + RESERVED, None, GONE),
        (
            S1 + S2.replace("each record", "what paragraphs (b)(1)(i) and (ii) of this section ask"),
            S1 + S2_SHORT.replace("each record", "what paragraphs (b)(1)(i) and (ii) of this section ask"),
            None,
            {"163.2(c)": "removed"},
        ),
        # OCR and Markdown are held to the same.
        (S1 + S2 + S3, S1 + S2_SHORT + S3, "ocr-text", GONE),
        (S1 + S2, S1 + S2.replace("for five years.\n\n(c) Keep it dry.", "for five"), "ocr-text", BEYOND),
        ("# " + S1 + "# " + S2 + "# " + S3, "# " + S1 + "# " + S2_SHORT + "# " + S3, "ocr-markdown", GONE),
        ("# " + S1 + "# " + S2 + "# " + S3, "# " + S2 + NOTE, "ocr-markdown",
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", **LAST}),
        (S1 + S2 + S3, "five years.\n\n(c) Keep it dry.\n\n" + S3, None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", "163.2(a)": "not-covered"}),
        # A file of one part says nothing of another.
        (xml(X1), xml("164.1|Fees.|(a) The port collects a fee."), None,
         {"163.1(a)": "not-covered", "163.1(b)": "not-covered", "164.1(a)": "not-covered"}),
    ],
)  # fmt: skip
def test_what_a_file_lacks(
    old: str, new: str, format: str | None, expected: dict[str, str]
) -> None:
    changes = diff_editions(_read(old, format), _read(new, format))
    found = {one.id: one.kind for one in changes.changes}
    assert {id: found.get(id) for id in expected} == expected
    rest = {kind for id, kind in found.items() if id not in expected}
    assert rest <= {"unchanged"}
    _lies_within(changes)


WORDS = [S1, S2, S3, S4, S4.replace("163.4", "164.1"), S2.replace("163.2", "164.2")]
WHOLE = "".join(WORDS)


@given(st.data())
def test_a_piece_of_a_file_says_that_nothing_is_gone(data: st.DataObject) -> None:
    """What is said to be removed lies inside what the newer file covers: of a piece of the same
    text nothing is, unless behind the last paragraph of a section that may end there.
    """
    start = data.draw(st.integers(0, len(WHOLE) - 1))
    end = data.draw(st.integers(start + 1, len(WHOLE)))
    piece = WHOLE[start:end]
    assume(piece.strip())
    format = data.draw(st.sampled_from(("text", "ocr-text")))
    newer = _read(piece, format)
    assume(any(section.number for section in newer.sections))
    # Print has a running head there; it would name the section that the piece begins in.
    assume(not re.search(r"§ \d+\.\d*\s*$", piece))
    changes = diff_editions(_read(WHOLE, format), newer)
    _lies_within(changes)
    last = max((s.number or "" for s in changes.after.sections), default="")
    for one in changes.changes:
        if one.kind == "removed":
            assert "beyond-the-other-file" in one.review
            assert one.section == last
    assert not [one for one in changes.sections if one.kind == "removed"]
    assert not [one for one in changes.blocks if one.kind == "removed"]


def _read(written: str, format: str | None) -> Edition:
    lines = load("x", format, written.encode())
    source = Source("x", "x", lines.format, lines.exact, lines.well_formed)
    return structure.build(text.run_on(lines), source)


def _lies_within(changes: ChangeSet) -> None:
    """What is not covered is said nowhere to be removed or added."""
    silent = {
        state.section
        for change in changes.changes
        if change.kind == "not-covered"
        for state in change.states
    }
    spoken = {
        state.section
        for change in changes.changes
        if change.kind != "not-covered"
        for state in change.states
    }
    for section in changes.sections:
        assert section.kind == "redesignated" or (section.after or section.before) not in (
            silent - spoken
        )
    for block in changes.blocks:
        assert block.kind not in ("added", "removed") or block.section not in silent - spoken


def test_no_instruction_removes_what_the_newer_file_does_not_hold(tmp_path: Path) -> None:
    section = "§ 12.{0} Records {0}.\n\n(a) The owner keeps records of kind {0}.\n\n[63 FR 1, Jan. 1, 1998]\n\n"
    whole = "".join(section.format(n) for n in (1, 2, 3))
    old, new, rule = (tmp_path / name for name in ("old.txt", "new.txt", "rule.txt"))
    old.write_text(whole)
    new.write_text(section.format(2).replace("records of", "the books of"))
    rule.write_text(cfrdiff.instructions(old, new).text)
    amended = cfrdiff.amend(old, rule).edition
    assert [one.number for one in amended.sections] == ["12.1", "12.2", "12.3"]
    (paragraph,) = amended.sections[1].paragraphs
    assert paragraph.text == "The owner keeps the books of kind 2."

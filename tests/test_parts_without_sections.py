"""Text right below a part, and volumes of appendices alone: read, kept and compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_accounting import lost
from test_structure import edition_of

import cfrdiff
from cfrdiff import sources, structure, text
from cfrdiff.errors import SourceError
from cfrdiff.model import Source

SECTION = "<SECTION><SECTNO>§ 6.1</SECTNO><SUBJECT>Fees.</SUBJECT><P>(a) $1.</P></SECTION>"
APPENDIX = "<APPENDIX><HD SOURCE='HED'>Appendix A to Part 5—Y</HD><P>1. Report %s.</P></APPENDIX>"
HEAD = "<HD SOURCE='HED'>PART 5—X</HD>"

# What stands in the part, and the blocks that are its own text or its appendix.
BELOW = [
    ("<P>Each pays $1.</P>" + SECTION, [("division-text", "Each pays $1.")]),
    ("<FP>Each pays $1.</FP>", [("division-text", "Each pays $1.")]),
    ("<SUBPART><HD SOURCE='HED'>Subpart A—Z</HD><P>So.</P></SUBPART>", [("division-text", "So.")]),
    ("<SUBJGRP><HD SOURCE='HED'>Fees</HD><P>So.</P>" + SECTION + "</SUBJGRP>", [("division-text", "So.")]),
    ("<AUTH><HD SOURCE='HED'>Authority:</HD><P>5 U.S.C. 1.</P></AUTH>" + SECTION, []),
    ("<NOTE><P>See part 6.</P></NOTE>" + SECTION, []),
    (APPENDIX % "once", [("appendix", "Appendix A to Part 5—Y"), ("appendix", "1. Report once.")]),
]  # fmt: skip


def volume(body: str) -> str:
    return f"<CFRDOC><TITLE><CHAPTER><PART>{HEAD}{body}</PART></CHAPTER></TITLE></CFRDOC>"


@pytest.mark.parametrize(("body", "own"), BELOW)
def test_text_right_below_a_division_is_its_own(body: str, own: list[tuple[str, str]]) -> None:
    edition = edition_of(volume(body), "gpo-xml")
    kinds = ("division-text", "appendix")
    assert [(one.kind, one.text) for one in edition.blocks if one.kind in kinds] == own
    loaded = sources.load("x", "gpo-xml", volume(body).encode())
    assert lost(loaded, structure.build(text.run_on(loaded), Source("x", "", "gpo-xml"))) == []


def test_text_below_a_part_of_the_ecfr_is_its_own() -> None:
    written = '<ECFR><DIV5 N="5" TYPE="PART"><HEAD>PART 5—X</HEAD><P>So.</P></DIV5></ECFR>'
    edition = edition_of(written, "ecfr-xml")
    assert [(one.kind, one.text) for one in edition.blocks] == [
        ("part-heading", "PART 5—X"),
        ("division-text", "So."),
    ]


# Two years of a part without sections, and what became of its words.
YEARS = [
    (APPENDIX % "once", APPENDIX % "twice", ("appendix", "once", "twice")),
    ("<P>Each pays $1.</P>", "<P>Each pays $2.</P>", ("division-text", "$1", "$2")),
]


@pytest.mark.parametrize(("old", "new", "revised"), YEARS)
def test_a_part_without_sections_is_compared(
    old: str, new: str, revised: tuple[str, str, str], tmp_path: Path
) -> None:
    files = [tmp_path / "old.xml", tmp_path / "new.xml"]
    for file, body in zip(files, (old, new), strict=True):
        file.write_text(volume(body), "utf-8")
    before, after = map(cfrdiff.read, files)
    assert (before.part, before.sections) == ("5", ())
    changes = cfrdiff.diff(*files)
    ((kind, edits),) = [(one.block, one.edits) for one in changes.blocks]
    assert [(kind, edit.before, edit.after) for edit in edits] == [revised]
    assert changes.apply(before).blocks[-1].text == after.blocks[-1].text


def test_a_file_without_law_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(volume(""), "utf-8")
    with pytest.raises(SourceError, match="no section found"):
        cfrdiff.read(file)

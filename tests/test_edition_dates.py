"""The date of an edition is what it says of itself: printed, or the eCFR's own; never AMDDATE."""

from __future__ import annotations

from pathlib import Path

import pytest

import cfrdiff

SECTION = "<SECTION><SECTNO>§ 5.1</SECTNO><SUBJECT>Fees.</SUBJECT><P>(a) $1.</P></SECTION>"
TOUCHED = "<AMDDATE>Mar. 15, 2017</AMDDATE>"
DIV = "<HEAD>PART 5—X</HEAD><DIV8 N='5.1' TYPE='SECTION'><HEAD>§ 5.1   Fees.</HEAD><P>(a) $1.</P></DIV8>"


def volume(title_page: str) -> str:
    front = f"<FMTR><TITLEPG><TITLENUM>Title 27</TITLENUM>{title_page}</TITLEPG></FMTR>"
    return f"<CFRDOC>{TOUCHED}{front}<TITLE><PART>{SECTION}</PART></TITLE></CFRDOC>"


def part(metadata: str) -> str:
    return f"<ECFR>{TOUCHED}<DIV5 N='5' TYPE='PART' hierarchy_metadata='{metadata}'>{DIV}</DIV5></ECFR>"


# The file, its title, and its date.
SAID = [
    (volume("<REVISED>Revised as of January 1, 2019</REVISED>"), 27, "2019-01-01"),
    (volume("<REVISED>Revised as of April 1, 2017</REVISED><DATE>As of April 2, 2017</DATE>"), 27, "2017-04-01"),
    (volume("<REVISED>REVISED AS OF JULY 1, 1997</REVISED>"), 27, "1997-07-01"),
    (volume("<REVISED>Revised as of Oct. 1, 2003</REVISED>"), 27, "2003-10-01"),
    (volume("<DATE>As of January 1, 2020</DATE>"), 27, "2020-01-01"),
    (volume("<REVISED>Revised annually</REVISED>"), 27, None),
    (volume("<REVISED>Revised as of February 30, 2019</REVISED>"), 27, None),
    (volume(""), 27, None),
    (f"<CFRGRANULE><FDSYS><CFRTITLE>12</CFRTITLE><DATE>2012-01-01</DATE></FDSYS><PART>{SECTION}</PART></CFRGRANULE>",
     12, "2012-01-01"),
    (f"<CFRDOC><PART>{SECTION}<NOTE><DATE>2012-01-01</DATE></NOTE></PART></CFRDOC>", None, None),
    (f"<DLPSTEXTCLASS><TEXT>{TOUCHED}<DIV1 N='21' TYPE='TITLE'><DIV5 N='5' TYPE='PART'>{DIV}</DIV5></DIV1></TEXT></DLPSTEXTCLASS>",
     21, None),
    (part('{"citation":"21 CFR Part 5"}'), 21, None),
    (part('{"path":"/on/2024-05-01/title-21/part-5","citation":"21 CFR Part 5"}'), 21, "2024-05-01"),
    (part('{"path":"/on/_SUBSTITUTE_DATE_/title-21/part-5"}'), None, None),
    ("Title 27\n\nRevised as of April 1, 2017\n\n§ 5.1 Fees.\n\n(a) $1.", None, "2017-04-01"),
    ("§ 5.1 Fees.\n\n(a) The list, as\n\nRevised as of April 1, 2017.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "title", "as_of"), SAID)
def test_an_edition_says_its_date(
    written: str, title: int | None, as_of: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "edition"
    file.write_text(written, "utf-8")
    edition = cfrdiff.read(file)
    assert (edition.title, edition.as_of) == (title, as_of)

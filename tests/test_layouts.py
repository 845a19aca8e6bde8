"""Plain text in every layout gives the tree that the XML it was printed from has."""

from __future__ import annotations

import gzip
import re

import pytest
from accuracy import gold
from layouts import COMBINED, LAYOUTS, differing, edition_of, lay_out, paths_of, share_right

from cfrdiff import sources

GOLD = gold.folder()
LEAST = 0.999


def title_1() -> tuple[bytes, str]:
    return (GOLD / "xml" / "ECFR-title1.xml").read_bytes(), "ecfr-xml"


def part(volume: str, number: str) -> tuple[bytes, str]:
    """One part of a volume of the annual edition."""
    data = gzip.decompress((GOLD / "volumes" / f"CFR-{volume}.xml.gz").read_bytes()).decode()
    parts = re.findall(r"<PART>.*?</PART>", data, re.S)
    one = next(text for text in parts if re.search(rf"PART {number}—", text))
    return f"<CFRDOC>{one}</CFRDOC>".encode(), "gpo-xml"


def assert_read(data: bytes, format: str, layout: str) -> None:
    """Nearly every path is right, and where a section's are lost, a warning says so."""
    lines = sources.load("x", format, data).lines
    truth = paths_of(edition_of(data, format))
    edition = edition_of(lay_out(lines, {**LAYOUTS, **COMBINED}[layout]).encode(), "text")
    found = paths_of(edition)
    lost, extra = differing(truth, found)
    assert share_right(truth, found) >= LEAST, (lost, extra)
    designated = {section for section, _ in truth}
    undesignated = designated - {section for section, _ in found}
    warned = {finding.section for finding in edition.findings if finding.severity == "warning"}
    assert undesignated <= warned


@pytest.mark.slow
@pytest.mark.gold
@pytest.mark.parametrize("layout", [*LAYOUTS, *COMBINED])
def test_title_1(layout: str) -> None:
    assert_read(*title_1(), layout)


@pytest.mark.slow
@pytest.mark.gold
@pytest.mark.parametrize("layout", [*LAYOUTS, *COMBINED])
@pytest.mark.parametrize(
    ("volume", "number"),
    [("2019-title11-vol1", "100"), ("2019-title11-vol1", "110"), ("2019-title14-vol5", "1214")],
)
def test_parts_of_the_annual_edition(volume: str, number: str, layout: str) -> None:
    assert_read(*part(volume, number), layout)


# A section in XML, short enough for every run.
SHORT = """<CFRDOC><PART><HD SOURCE="HED">PART 5—RECORDS OF THE OFFICE</HD>
<AUTH><HD SOURCE="HED">Authority:</HD><P>5 U.S.C. 301; 19 U.S.C. 66, 1508, 1509, 1510.</P></AUTH>
<SECTION><SECTNO>§ 5.1</SECTNO><SUBJECT>Definitions.</SUBJECT>
<P><E T="03">Agency</E> means each authority of the United States that keeps a record of what it
has received from an importer, whether or not the record is on paper.</P>
<P><E T="03">Record</E> means a book, a paper or a statement that is kept in the course of
business, and what an officer has written on it in the course of an audit.</P></SECTION>
<SECTION><SECTNO>§ 5.2</SECTNO><SUBJECT>Keeping and production of records.</SUBJECT>
<P>(a) <E T="03">General.</E> Each importer must keep the records that the agency may want to see,
and must produce them within the time allowed under paragraph (b) of this section:</P>
<P>(1) The entry of the merchandise, with every paper that belongs to it under part 6 of this
chapter; and</P>
<P>(2) The invoice.</P>
<P>(b) <E T="03">Time</E>—(1) <E T="03">Records of entries.</E> A record is produced within 30 days of
the day on which an officer has asked for it in writing, or within the time the officer allows.</P>
<P>(2) <E T="03">Other records.</E> Any other record is produced within a reasonable time.</P>
<P>(c) The agency may keep a copy of what it is shown, and gives the record itself back when the
audit for which it was produced has been closed.</P>
<CITA>[63 FR 32946, June 16, 1998]</CITA></SECTION>
<SECTION><SECTNO>§ 5.3</SECTNO><SUBJECT>Penalties.</SUBJECT>
<P>(a) A person who does not keep a record that this part requires pays what part 7 provides.</P>
<P>(b) Nothing is paid for a record that was lost in a fire.</P></SECTION>
<SECTION><SECTNO>§ 5.4</SECTNO><SUBJECT>Requests.</SUBJECT>
<P>(a) The agency shall, until three years after the audit, keep on file and show to the public:</P>
<P>(1) a description of the records examined and any problems identified, and</P>
<P>(2) a description of what was done.</P>
<P>(b) A request states what the record is about. (Requests will not be honored by the agency unless
they are made: (1) By the importer to whom the record belongs or (2) by an heir of such importer who
has been named by a court.)</P>
<P>(c) The agency answers each request in 10 days.</P></SECTION></PART></CFRDOC>"""


@pytest.mark.parametrize("layout", [*LAYOUTS, *COMBINED])
def test_a_short_part(layout: str) -> None:
    data = SHORT.encode()
    text = lay_out(sources.load("x", "gpo-xml", data).lines, {**LAYOUTS, **COMBINED}[layout])
    marked, plain = edition_of(data, "gpo-xml"), edition_of(text.encode(), "text")
    assert [s.number for s in plain.sections] == [s.number for s in marked.sections]
    assert paths_of(plain) == paths_of(marked)
    assert [s.source_note for s in plain.sections] == [s.source_note for s in marked.sections]
    kept = [one.kind for one in plain.blocks]
    assert kept == ["part-heading", "authority", "authority"]

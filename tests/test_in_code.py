"""What Python code and notebooks ask: content in place of files, two texts, one paragraph."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cfrdiff
from cfrdiff.cites import CiteError
from cfrdiff.cli import main
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.sources import corpus

OLD, NEW, NEWEST = "19-cfr-163-customs-service", "19-cfr-163-2012", "19-cfr-163-2019"


def _content() -> bytes:
    entry = corpus.find(NEW)
    assert entry is not None
    return Path(entry.path).read_bytes()


@pytest.mark.parametrize(
    "given",
    [
        lambda data: data,
        lambda data: data.decode(),
        io.BytesIO,
        lambda data: io.StringIO(data.decode()),
    ],
    ids=["bytes", "text", "binary file", "text file"],
)
def test_content_reads_as_the_file_does(given: Callable[[bytes], bytes]) -> None:
    data = _content()
    read = cfrdiff.read(given(data))
    assert read.sections == cfrdiff.read(NEW).sections
    assert read.as_of == "2012-04-01"
    assert cfrdiff.diff(given(data), NEW).summary.revised == 0


def test_an_open_file_stays_open_and_lends_its_name(tmp_path: Path) -> None:
    path = tmp_path / "edition.txt"
    path.write_bytes(_content())
    with path.open("rb") as file:
        assert cfrdiff.read(file).source.path == str(path)
        assert not file.closed


def test_a_name_with_a_line_end_is_that_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.txt"
    path.write_bytes(_content())
    assert len(cfrdiff.read(str(path)).sections) == 3
    assert len(cfrdiff.read(path).sections) == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "the bytes given: the file is empty"),
        ("words\nwithout a section", "the text given: no section found"),
        (io.BytesIO(b""), "the open file: the file is empty"),
        (b"%PDF-1.7 broken", "the bytes given"),
    ],
)
def test_bad_content_is_said_in_one_line(given: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=f"^{said}[^\n]*$"):
        cfrdiff.read(given)


def test_a_file_that_is_closed_is_said() -> None:
    file = io.BytesIO(b"x")
    file.close()
    with pytest.raises(SourceError, match="cannot be read"):
        cfrdiff.read(file)


# Two texts, and of each change: kind, what went, what came, weight.
TEXTS = [
    ("The fee is 1.5 percent.", "The fee is 15 percent.", [("revised", "substantive")]),
    ("Pay within 30 days.", "Pay within 30 days.", []),
    ("The “Act” applies.", 'The "Act" applies.', []),
    ("", "", []),
    ("", "Hello.", [("added", "substantive")]),
    ("One.\n\nTwo.", "One.", [("removed", "substantive")]),
    (
        "(a) Fees. The fee is due.\n(1) First;\n(2) second.\n(b) Other.",
        "(a) Fees. The fee is due.\n(1) First.\n(b) Other.",
        [("revised", "typographical"), ("removed", "substantive")],
    ),
    ("§ 163.1 Fees.\n(a) Foo.\n(b) Bar may.", "§ 163.1 Fees.\n(a) Foo.\n(b) Bar must.", None),
]


@pytest.mark.parametrize(("before", "after", "expected"), TEXTS)
def test_two_texts(before: str, after: str, expected: list[tuple[str, str]] | None) -> None:
    made = cfrdiff.compare_texts(before, after)
    found = [(one.kind, one.significance) for one in made.changes if one.kind != "unchanged"]
    if expected is None:
        assert found == [("revised", "substantive")]
        assert made.changes[-1].section == "163.1"
    else:
        assert sorted(found) == sorted(expected)
    assert not any(one.review for one in made.changes)


def test_a_section_or_paragraph_by_its_cite() -> None:
    edition = cfrdiff.read(NEW)
    section, paragraph = edition["163.12"], edition["§ 163.12(b)(2)"]
    assert isinstance(section, cfrdiff.Section)
    assert section.heading == "Recordkeeping Compliance Program."
    assert isinstance(paragraph, cfrdiff.Paragraph)
    assert paragraph.heading == "Where to apply."
    assert "163.12(b)(2)" in edition
    assert "163.12(b)(99)" not in edition
    assert [one.number for one in edition] == ["163.11", "163.12", "163.13"]


@pytest.mark.parametrize(
    ("cite", "said"),
    [
        ("163.12(b)(99)", r"§ 163.12\(b\)\(99\) is not in it; did you mean 163.12\(b\)"),
        ("163.2", "§ 163.2 is not in it; did you mean 163.12"),
        ("(b)(2)", "is not in it"),
    ],
)
def test_what_is_not_there_is_said(cite: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        cfrdiff.read(NEW)[cite]


def test_what_is_no_cite_is_said() -> None:
    with pytest.raises(CiteError):
        cfrdiff.read(NEW)["the fees"]


def test_representations_are_short() -> None:
    changes = cfrdiff.diff(NEW, NEWEST, section="163.12")
    history = cfrdiff.history([OLD, NEW, NEWEST], "163.12")
    assert repr(cfrdiff.read(NEW)) == (
        "<Edition 19 CFR part 163 as of 2012-04-01: 3 sections, 19-cfr-163-2012.txt>"
    )
    assert repr(changes).startswith("<ChangeSet 19 CFR part 163, 2012-04-01 → 2019-04-01: ")
    assert repr(history).startswith("<History § 163.12: 21 paragraphs in editions of ")
    assert max(map(len, map(repr, (changes, history)))) < 200


def test_a_notebook_shows_words_and_weights() -> None:
    changes = cfrdiff.diff(OLD, NEW)
    shown = changes._repr_html_()
    assert "<del>Miami</del><ins>Charlotte</ins>" in shown
    assert shown.count("<li>") == 12
    assert "§ 163.12" in cfrdiff.read(NEW)._repr_html_()
    assert cfrdiff.history([OLD, NEW], "163.12")._repr_html_().startswith("<svg")


def test_a_notebook_obeys_no_text() -> None:
    hostile = "(a) <script>alert(1)</script> & {{ 7 * 7 }}"
    made = cfrdiff.compare_texts("(a) Old words.", hostile)
    shown = made._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "{{ 7 * 7 }}" in shown


def test_a_notebook_says_what_it_leaves_out() -> None:
    before = "\n\n".join(f"Paragraph {n} costs {n} dollars." for n in range(100))
    after = "\n\n".join(f"Paragraph {n} costs {n + 1} dollars." for n in range(100))
    shown = cfrdiff.compare_texts(before, after)._repr_html_()
    assert "40 more changes" in shown


def test_several_files_are_read_in_their_order() -> None:
    done = CliRunner().invoke(main, ["read", NEWEST, NEW, "--json"])
    assert done.exit_code == 0, done.output
    dates = [json.loads(line)["as_of"] for line in done.stdout.splitlines()]
    assert dates == ["2019-04-01", "2012-04-01"]
    shown = CliRunner().invoke(main, ["read", NEWEST, NEW, "--section", "163.13"]).stdout
    assert shown.index("2019-04-01") < shown.index("2012-04-01")
    assert shown.count("§ 163.13 Denial") == 2


@pytest.mark.parametrize("option", [["-o", "x.json"], ["--explain"], ["--as-of-effective", "2020"]])
def test_what_is_of_one_file_takes_one(option: list[str]) -> None:
    done = CliRunner().invoke(main, ["read", NEWEST, NEW, *option])
    assert done.exit_code == 2
    assert "take one FILE" in done.output


def test_one_of_several_that_cannot_be_read_ends_it() -> None:
    done = CliRunner().invoke(main, ["read", NEW, "nowhere.xml", "--json"])
    assert done.exit_code == 2
    assert done.stdout == ""

"""The HTML report: what is in the file, and what it does in a browser."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_structure import edition_of

import cfrdiff
from cfrdiff.changes import Change, Edit, State, diff_editions
from cfrdiff.changes.edits import find_edits
from cfrdiff.cli import main
from cfrdiff.formats.html import html_report
from cfrdiff.model import Edition, Evidence, Partial
from cfrdiff.views.addresses import Addresses
from cfrdiff.views.marked_words import NEWER, OLDER, marked_words, side
from cfrdiff.views.places import spoken_places
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

OLDER_ID, NEWER_ID = "19-cfr-163-customs-service", "19-cfr-163-2012"
PDF_ID = "19-cfr-163-2012-typeset"


LETTERS = "abcdefghijklmnop"

# What stands in it


def _state(path: tuple[str, ...], index: int, designation: str | None = None) -> State:
    printed = "".join(f"({label})" for label in path) if designation is None else designation
    return State("163.12", printed, path, None, f"text {index}", 0, index)


def _change(before: list[State], after: list[State], kind: Any = "unchanged") -> Change:
    return Change("x", "163.12", kind, tuple(before), tuple(after), (), "none", 1.0, 1.0)


@pytest.mark.parametrize(
    ("path", "designation", "anchor"),
    [
        (("b", "2"), "(b)(2)", "163.12-b-2"),
        (("b", "2", "iv", "A"), "(b)(2)(iv)(A)", "163.12-b-2-iv-A"),
        ((), "", "163.12-text"),
        (("b",), "", "163.12-b-text"),
    ],
)
def test_a_paragraph_has_one_address(path: tuple[str, ...], designation: str, anchor: str) -> None:
    both = _change([_state(path, 0, designation)], [_state(path, 0, designation)])
    addresses = Addresses([both])
    assert addresses.of(both) == anchor
    assert addresses.older(both.before[0]) == f"old-{anchor}"
    assert addresses.to(("163.12", designation)) == anchor


def test_addresses_do_not_depend_on_the_other_edition() -> None:
    gone = _change([_state(("c",), 0)], [], "removed")
    moved = _change([_state(("d",), 1)], [_state(("c",), 0)], "redesignated")
    twice = _change([], [_state(("c",), 1)], "added")
    addresses = Addresses([gone, moved, twice])
    assert [addresses.of(c) for c in (gone, moved, twice)] == [
        "old-163.12-c", "163.12-c", "163.12-c~2",
    ]  # fmt: skip
    assert addresses.older(moved.before[0]) == "old-163.12-d"
    assert addresses.to(("163.12", "(c)")) == "163.12-c"
    assert addresses.to(("163.12", "")) == "163.12"
    assert addresses.to(("163.99", "(a)")) is None


WORDS = st.lists(st.sampled_from("the port shall keep 30 days (a) Customs .".split()), max_size=12)


@settings(deadline=None)  # the word list is read on the first call
@given(WORDS, WORDS)
def test_a_redline_holds_both_texts(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    found = marked_words(old, new, find_edits(old, new, exact=True))
    assert "".join(s.text for s in side(found, OLDER)) == old
    assert "".join(s.text for s in side(found, NEWER)) == new


@pytest.mark.parametrize(
    ("before", "after", "partial", "marks"),
    [
        ("end of it now", "the very end of it then", "head-missing", ["ins-only", "same", "del", "ins"]),
        ("it begins here", "it begins here and goes on", "tail-missing", ["same", "ins-only"]),
        ("and so it ends", "so it ends", "head-missing", ["del-only", "same"]),
    ],
)  # fmt: skip
def test_what_one_file_lacks_is_not_struck(
    before: str, after: str, partial: Partial, marks: list[str]
) -> None:
    edits: tuple[Edit, ...] = ()
    if "now" in before:
        edits = (Edit("now", "then", (10, 13), (19, 23), "wording"),)
    found = marked_words(before, after, edits, partial)
    assert [f"{one.op}-only" if one.gap else one.op for one in found] == marks
    assert "".join(s.text for s in side(found, OLDER)) == before
    assert "".join(s.text for s in side(found, NEWER)) == after


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1b[31m\x7f", "a␀b␛[31m␡"),
        ("\u202egnirts\u202c \u200e", "[U+202E]gnirts[U+202C] [U+200E]"),
        ("\ud800 \u200b\u00ad", "[U+D800] [U+200B][U+00AD]"),
        ("§ 1.1—“ß” שלום\n\t", "§ 1.1—“ß” שלום\n\t"),
    ],
)
def test_unseen_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Ll"])))
def test_no_character_steers_the_screen(text: str) -> None:
    visible(text).encode()
    unseen = [c for c in visible(text) if not c.isprintable() and c not in "\n\t"]
    # Marks that enclose digits of other scripts are printed with them and steer nothing.
    assert all(ord(c) > 0x5FF for c in unseen)


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ([(None, 4), (None, 5), (None, 5)], "lines 4–5"),
        ([(None, 7)], "line 7"),
        ([(1, 102), (1, 103), (2, 2), (2, 4)], "page 1, lines 102–103; page 2, lines 2, 4"),
        ([], ""),
    ],
)
def test_places_in_words(evidence: list[tuple[int | None, int]], told: str) -> None:
    assert spoken_places([Evidence(page, line, 0, 1) for page, line in evidence]) == told


HOSTILE = """§ 12.3 Records of <img src=x onerror=alert(1)> & more.

(a) General. The <script>alert(1)</script> importer shall keep records of every entry.

(b) <b onmouseover="alert(1)">Customs</b> sends ]]> --> </style> {{ 7*7 }} to the port שלום עולם.

[63 FR 1, Jan. 1, 1998]
"""


def _steered(edition: Edition) -> Edition:
    """The edition with characters that steer a screen, which no reader lets through."""
    section = edition.sections[0]
    first, *others = section.paragraphs
    first = msgspec.structs.replace(first, text=first.text + " \u202eesrever\u202c \x00\x1b[2J")
    section = msgspec.structs.replace(section, paragraphs=(first, *others))
    return msgspec.structs.replace(edition, sections=(section,))


def hostile_report() -> bytes:
    after = HOSTILE.replace("shall", "<i>must</i>").replace(">Customs<", "><svg onload=alert(2)><")
    before, newer = edition_of(HOSTILE), _steered(edition_of(after))
    return html_report(Report(diff_editions(before, newer), before, newer))


def test_hostile_text_is_text() -> None:
    page = hostile_report().decode()
    assert page.count("<script>") == page.count("</script>") == page.count("</style>") == 1
    assert not re.search(r"<(img|svg|b onmouseover|i>must)", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert "[U+202E]" in page
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; more." in page
    assert "{{ 7*7 }}" in page


def test_nothing_is_fetched() -> None:
    page = _report(OLDER_ID, NEWER_ID).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:image/png;base64,)""", page)
    assert "@import" not in page
    assert "url(" not in page


def _report(old: str, new: str) -> bytes:
    before, after = cfrdiff.api.read_both(old, new)
    return html_report(Report(diff_editions(before, after), before, after))


def test_nothing_is_lost() -> None:
    """Every paragraph of both editions stands in the report, whole."""
    before, after = cfrdiff.api.read_both(OLDER_ID, NEWER_ID)
    changes = diff_editions(before, after)
    page = html_report(Report(changes, before, after)).decode()
    bodies = re.findall(r'<p class="inline[^"]*">(.*?)</p>', page, re.DOTALL)

    def words(marks: str) -> str:
        kept = (re.sub(rf"<{marks}\b[^>]*>.*?</{marks}>", "", body) for body in bodies)
        return " ".join("".join(html.unescape(re.sub(r"<[^>]+>", "", b)).split()) for b in kept)

    older, newer = words("ins"), words("del")
    for text, edition in ((older, before), (newer, after)):
        for section in edition.sections:
            for paragraph in section.walk():
                assert "".join(paragraph.text.split()) in text
    for change in changes.changes:
        assert (
            len(re.findall(f'id="{re.escape(Addresses(changes.changes).of(change))}"', page)) == 1
        )


def test_every_link_leads_somewhere() -> None:
    page = _report(OLDER_ID, NEWER_ID).decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', page.partition("<script>")[0])
    assert set(links) <= set(ids)


def test_a_pdf_shows_every_line_as_printed() -> None:
    page = _report(OLDER_ID, PDF_ID).decode()
    names = re.findall(r'<svg class="cut" role="img" aria-label="([^"]+)"', page)
    assert "§ 163.12(b)(2) as printed on page 1 of the newer file" in names
    assert "source note as printed on page 1 of the newer file" in names
    _, after = cfrdiff.api.read_both(OLDER_ID, PDF_ID)
    cites = {f"§ {s.number}{p.designation}" for s in after.sections for p in s.walk()}
    assert cites <= {name.partition(" as printed")[0] for name in names}
    pages = re.findall(r'<image id="([^"]+)"[^>]* href="data:image/png;base64,', page)
    assert pages == ["newer-page-1", "newer-page-2", "newer-page-3"]
    assert set(re.findall(r'<use href="#([^"]+)"', page)) == set(pages)


# The command


def test_the_command_writes_the_report(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    args = ["report", OLDER_ID, NEWER_ID, "-o", str(out)]
    assert CliRunner().invoke(main, args).exit_code == 0
    assert out.read_bytes() == _report(OLDER_ID, NEWER_ID)
    earlier = [*args, "--earlier", OLDER_ID, "--section", "163.12"]
    assert CliRunner().invoke(main, earlier).exit_code == 0
    assert "paragraphs through 3 editions" in out.read_text("utf-8")
    for wrong, told in (
        (["report", OLDER_ID, NEWER_ID, "-o", "x.pages"], "ends in .html"),
        (["report", OLDER_ID, NEWER_ID], "Missing option"),
        ([*args, "--section", "1.1"], "§ 1.1 is in neither"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "cfrdiff", *wrong], capture_output=True, text=True, check=False
        )
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert told in done.stderr


def test_sections_in_which_nothing_changed_are_left_out() -> None:
    """With nothing left that leads nowhere."""
    same = "".join(
        f"\n\n§ 1.{n} Books.\n\n(a) See § 1.2(a), which Customs keeps." for n in range(3, 9)
    )
    old = f"§ 1.2 Fees.\n\n(a) Customs asks $5.{same}\n"
    before, after = edition_of(old), edition_of(old.replace("Customs asks $5", "CBP asks $9"))
    changes = diff_editions(before, after)
    whole = html_report(Report(changes, before, after)).decode()
    page = html_report(Report(changes, before, after, changes_only=True)).decode()
    assert "6 sections in which nothing changed are left out." in page
    assert whole.count("which Customs keeps") == 6
    assert "which Customs keeps" not in page
    for one in (whole, page):
        ids = set(re.findall(r' id="([^"]+)"', one))
        assert set(re.findall(r'href="#([^"]+)"', one)) <= ids

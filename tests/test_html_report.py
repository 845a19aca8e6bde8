"""The HTML report: what is in the file, and what it does in a browser."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
from cfrdiff.model import Edition, Evidence, Partial
from cfrdiff.reports.html import html_report
from cfrdiff.reports.html.anchors import Addresses
from cfrdiff.reports.html.places import spoken_places
from cfrdiff.reports.html.redline import NEWER, OLDER, redline, side
from cfrdiff.reports.signs import visible

OLDER_ID, NEWER_ID = "19-cfr-163-customs-service", "19-cfr-163-2012"
PDF_ID = "19-cfr-163-2012-typeset"
CHROMIUM = shutil.which("chromium")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
)  # fmt: skip


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
    found = redline(old, new, find_edits(old, new, exact=True))
    assert "".join(s.text for s in side(found, OLDER)) == old
    assert "".join(s.text for s in side(found, NEWER)) == new


@pytest.mark.parametrize(
    ("before", "after", "partial", "marks"),
    [
        ("end of it now", "the very end of it then", "head-missing", ["new-only", "same", "del", "ins"]),
        ("it begins here", "it begins here and goes on", "tail-missing", ["same", "new-only"]),
        ("and so it ends", "so it ends", "head-missing", ["old-only", "same"]),
    ],
)  # fmt: skip
def test_what_one_file_lacks_is_not_struck(
    before: str, after: str, partial: Partial, marks: list[str]
) -> None:
    edits: tuple[Edit, ...] = ()
    if "now" in before:
        edits = (Edit("now", "then", (10, 13), (19, 23), "wording"),)
    found = redline(before, after, edits)
    assert [stretch.mark for stretch in found] == marks
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


def _hostile() -> bytes:
    after = HOSTILE.replace("shall", "<i>must</i>").replace(">Customs<", "><svg onload=alert(2)><")
    before, newer = edition_of(HOSTILE), _steered(edition_of(after))
    return html_report(diff_editions(before, newer), before, newer)


def test_hostile_text_is_text() -> None:
    page = _hostile().decode()
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
    before, after = cfrdiff.reading.read_both(old, new)
    return html_report(diff_editions(before, after), before, after)


def test_nothing_is_lost() -> None:
    """Every paragraph of both editions stands in the report, whole."""
    before, after = cfrdiff.reading.read_both(OLDER_ID, NEWER_ID)
    changes = diff_editions(before, after)
    page = html_report(changes, before, after).decode()
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
    _, after = cfrdiff.reading.read_both(OLDER_ID, PDF_ID)
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


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        running = tool.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "report.html"
    out.write_bytes(_report(OLDER_ID, PDF_ID))
    return out


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    shown = browser.new_page(viewport={"width": 1300, "height": 900})
    shown.goto(file.as_uri())
    yield shown
    shown.close()


def _shown(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        ".entry", "all => all.filter(e => !e.closest('[hidden]')).map(e => e.id)"
    )
    return found


def _current(page: Any) -> str:
    found: str = page.evaluate("document.querySelector('.entry[aria-current]').id")
    return found


@in_a_browser
def test_filters_by_kind_weight_and_category(page: Any) -> None:
    everything = _shown(page)
    assert len(everything) == 48
    page.click(".filters > summary")
    page.check("[data-facet=kind] input[value=revised]")
    assert _shown(page) == ["163.12-b-2", "163.12-c-1"]
    page.check("[data-facet=weight] input[value=nomenclature]")
    assert _shown(page) == ["163.12-c-1"]
    page.uncheck("[data-facet=weight] input[value=nomenclature]")
    page.check("[data-facet=category] input[value=address]")
    assert _shown(page) == ["163.12-b-2"]
    assert page.inner_text("#status") == "1 of 48 paragraphs, 1 change"
    assert page.is_hidden("nav li[data-section='163.13']")
    page.check("[data-facet=kind] input[value=added]")
    page.uncheck("[data-facet=kind] input[value=revised]")
    assert _shown(page) == []
    page.click("#clear-too")
    assert _shown(page) == everything
    page.check("#changes-only")
    assert len(_shown(page)) == 10


@in_a_browser
def test_search_reads_either_edition(page: Any) -> None:
    for words, found in (
        ("the MIAMI regulatory", "163.12-c-1"),  # struck words
        ("The Charlotte regulatory audit", "163.12-c-1"),  # inserted ones
        ("recordkeeping's", None),
        ("an investigation with respect to the issue(s)", "163.11-f"),
    ):
        page.fill("#search", words)
        page.wait_for_timeout(300)  # the search waits until typing stops
        assert (found in _shown(page)) if found else not _shown(page)
        assert page.evaluate("CSS.highlights.get('found')?.size > 0") is bool(found)
    page.press("#search", "Escape")
    assert len(_shown(page)) == 48


@in_a_browser
def test_keys_and_buttons_step_through_the_changes(page: Any) -> None:
    page.keyboard.press("n")
    assert _current(page) == "163.11-d-5"
    page.keyboard.press("n")
    page.click("#next")
    assert _current(page) == "163.11-d-7"
    assert page.url.endswith("#163.11-d-7")
    assert page.evaluate("document.activeElement.id") == "163.11-d-7"
    page.keyboard.press("p")
    page.click("#previous")
    page.click("#previous")
    assert _current(page) == "163.12-c-1"  # from the first to the last
    assert page.inner_text("#status") == "10 of 10 changes"
    page.keyboard.press("/")
    page.keyboard.type("np")
    assert page.input_value("#search") == "np"
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    assert page.is_checked("#view-sides")
    page.click(".filters > summary")
    page.uncheck("#keys")
    page.locator("#keys").blur()
    page.keyboard.press("v")
    assert page.is_checked("#view-sides")


@in_a_browser
def test_an_address_shows_its_paragraph(page: Any, file: Path) -> None:
    page.check("#changes-only")
    page.evaluate("location.hash = '163.12-d-2-ii'")
    page.wait_for_selector("[id='163.12-d-2-ii'][aria-current]")
    assert page.evaluate("document.getElementById('163.12-d-2-ii').checkVisibility()")
    assert not page.is_checked("#changes-only")
    top, tools = page.evaluate(
        "[document.getElementById('163.12-d-2-ii').getBoundingClientRect().top,"
        " document.getElementById('tools').getBoundingClientRect().bottom]"
    )
    assert tools <= top < 500
    page.goto(file.as_uri() + "#old-163.11-c")
    assert _current(page) == "163.11-f"


@in_a_browser
def test_without_scripts_everything_is_there(browser: Any, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.is_visible("text=Perhaps forgotten")
    assert page.locator("article.entry").count() == 48
    for unusable in ("#search", "#next", "#changes-only", ".filters"):
        assert page.is_hidden(unusable)
    inline = page.locator('[id="163.12-c-1"] .inline')
    sides = page.locator('[id="163.12-c-1"] .sides')
    assert (inline.is_visible(), sides.is_visible()) == (True, False)
    page.check("#view-sides")
    assert (inline.is_visible(), sides.is_visible()) == (False, True)
    assert "The Miami regulatory" in sides.locator(".column").nth(0).text_content()
    assert "The Charlotte regulatory" in sides.locator(".column").nth(1).text_content()
    context.close()


@in_a_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 420])
def test_axe_finds_nothing(browser: Any, file: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file.as_uri())
    # What is not laid out is not tested, nor what is folded away.
    page.evaluate(
        "document.querySelectorAll('.entry, .part').forEach(e => e.style.contentVisibility = 'visible');"
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    for view in ("#view-inline", "#view-sides"):
        page.check(view)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@in_a_browser
def test_paper_has_everything(browser: Any, tmp_path: Path) -> None:
    """What unfolds on a screen, a space between what went and what came, no navigation."""
    old = "".join(f"({c}) The broker number {c} keeps the books for 3 years.\n\n" for c in LETTERS)
    before = edition_of("§ 12.1 Books.\n\n" + old)
    after = edition_of("§ 12.1 Books.\n\n" + old.replace("3 years", "5 years"))
    file = tmp_path / "report.html"
    file.write_bytes(html_report(diff_editions(before, after), before, after))
    page = browser.new_page()
    page.goto(file.as_uri())
    last = page.locator("#substantive li").last
    assert "§ 12.1(p)" in last.text_content()
    assert last.is_hidden()
    page.check("#substantive .more input")
    assert last.is_visible()
    page.uncheck("#substantive .more input")
    page.emulate_media(media="print")
    assert last.is_visible()
    assert page.locator(".more > label").first.is_hidden()
    came = "getComputedStyle(document.querySelector('.inline del + ins'), '::before').content"
    assert page.evaluate(came) == '" "'
    page.close()


@in_a_browser
def test_the_dark_is_dark(browser: Any, file: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(file.as_uri())
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert grounds == ["rgb(255, 255, 255)", "rgb(22, 24, 26)"]


@in_a_browser
def test_a_heading_stays_above_what_is_shown(browser: Any, tmp_path: Path) -> None:
    before = edition_of("§ 12.1 Books.\n\n(a) The broker keeps the books for 3 years.")
    after = edition_of("§ 12.1 Books kept.\n\n(a) The broker keeps the books for 5 years.")
    file = tmp_path / "report.html"
    file.write_bytes(html_report(diff_editions(before, after), before, after))
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click(".filters > summary")
    page.check("[data-facet=weight] input[value=substantive]")
    assert _shown(page) == ["12.1-a"]
    assert page.is_visible("h3:has-text('Books kept.')")
    assert page.is_hidden(".entry.heading h4")
    page.close()


@in_a_browser
def test_print_is_a_clean_redline(page: Any) -> None:
    page.check("#view-sides")
    page.emulate_media(media="print")
    for gone in ("nav", "#tools", ".evidence", ".sides", ".skip"):
        assert page.locator(gone).first.is_hidden()
    assert page.locator('[id="163.12-c-1"] .inline').is_visible()
    looks = page.evaluate(
        "(() => { const s = q => getComputedStyle(document.querySelector('.inline ' + q));"
        " return [s('del').textDecorationLine, s('ins').textDecorationLine, s('ins').backgroundColor] })()"
    )
    assert looks == ["line-through", "underline", "rgba(0, 0, 0, 0)"]


@in_a_browser
def test_hostile_text_does_nothing(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_bytes(_hostile())
    page = browser.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(file.as_uri())
    assert heard == [file.as_uri()]
    assert "<script>alert(1)</script>" in page.text_content('[id="12.3-a"] .inline')
    page.close()

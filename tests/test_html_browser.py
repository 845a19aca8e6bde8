"""The HTML report in a browser: what its filters, search, keys, addresses and looks do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_html_report import OLDER_ID, PDF_ID, hostile_report
from test_structure import edition_of

import cfrdiff.api
from cfrdiff.changes import diff_editions
from cfrdiff.formats.html import html_report
from cfrdiff.model import Edition, Paragraph, Section, Source
from cfrdiff.views.report import Report

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
)  # fmt: skip
WIDE, NARROW = 1300, 380
# As in a browser that does not keep the place by itself.
UNANCHORED = "html { overflow-anchor: none }"

BOOKS_BEFORE = """§ 12.1 Scope.

(a) General. The importer shall keep the records of every entry for 30 days after release.

(b) Statement. The broker shall send the statement within 30 days to the port director.

(c) Penalties. A broker who fails to send the statement is liable for a penalty of $500 for each.

[63 FR 1, Jan. 1, 1998]

§ 12.2 Inspection of books.

(a) The books are open to inspection by any officer of the Customs Service in the daytime.

(b) An officer of the Customs Service may copy books or take them away against a receipt.

(c) Copies must be legible. See § 12.1(c) for penalties, and the note to § 112.25 of this title.

[63 FR 1, Jan. 1, 1998]

§ 12.3 Hearings.

(a) Any person may ask for a session before the Director within 15 days after the mailing.

(b) The session is public unless the Director orders otherwise for cause shown in writing.

[63 FR 1, Jan. 1, 1998]
"""
BOOKS_AFTER = (
    BOOKS_BEFORE.replace("every entry for 30 days", "every entry for 5 years")
    .replace("(c) Penalties. A broker who fails", "(d) Penalties. A broker who fails")
    .replace("officer of the Customs Service in", "agent of the Border Protection Bureau by")
    .replace("§ 12.3 Hearings", "§ 12.5 Hearings")
)


def _report(old: str, new: str) -> bytes:
    before, after = edition_of(old), edition_of(new)
    return html_report(Report(diff_editions(before, after), before, after))


NUMBERS = (
    "1.401", "1.401(a)(4)-1", "60-1.4", "60-1.4a", "165.T09-0123", "240.10b5", "240.10b5-1",
    "270.6e-3(T)", "275.206(4)-1", "275.206-4",
)  # fmt: skip


def _numbers() -> bytes:
    """Sections of the numbers that titles use, with an inserted paragraph each."""

    def edition(path: str) -> Edition:
        sections = tuple(
            Section(
                number, "Scope.", "complete", None,
                tuple(
                    Paragraph(f"({label})", (label,), None, f"Rule {label} of {k} in {path}.")
                    for label in ("a", "a-1")
                ),
            )
            for k, number in enumerate(NUMBERS)
        )  # fmt: skip
        source = Source(path, "", "text")
        return Edition(title=1, part="1", as_of=None, source=source, sections=sections)

    before, after = edition("old.txt"), edition("new.txt")
    return html_report(Report(diff_editions(before, after), before, after))


def _long_part() -> tuple[str, str]:
    """Fourteen sections of paragraphs of many lengths, of which every third changed."""
    sections: tuple[list[str], list[str]] = ([], [])
    for number in range(1, 15):
        texts: list[str] = []
        for i in range(12):
            label = chr(ord("a") + i)
            more = " ".join(
                f"record {number} {label} {n} of the port" for n in range(1 + (i * 7 + number) % 23)
            )
            texts.append(f"({label}) The importer shall keep {more}.")
        changed = [
            t.replace("shall keep", "must hold") if i % 3 == 2 else t for i, t in enumerate(texts)
        ]
        for side, one in zip(sections, (texts, changed), strict=True):
            side.append(f"§ 7.{number} Records of kind {number}.\n\n" + "\n\n".join(one))
    old, new = ("\n\n".join(side) + "\n" for side in sections)
    return old, new


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        running = tool.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The reports by name: of the corpus, of a few paragraphs, and of many."""
    folder = tmp_path_factory.mktemp("report")
    before, after = cfrdiff.api.read_both(OLDER_ID, PDF_ID)
    reports = {
        "corpus": html_report(Report(diff_editions(before, after), before, after)),
        "books": _report(BOOKS_BEFORE, BOOKS_AFTER),
        "long": _report(*_long_part()),
        "numbers": _numbers(),
    }
    found: dict[str, str] = {}
    for name, data in reports.items():
        file = folder / f"{name}.html"
        file.write_bytes(data)
        found[name] = file.as_uri()
    return found


@pytest.fixture
def pages(browser: Any, files: dict[str, str]) -> Iterator[Any]:
    """Opens a report by its name."""
    opened: list[Any] = []

    def opener(name: str, address: str = "", *, width: int = WIDE, **options: Any) -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        opened.append(page)
        page.goto(files[name] + address)
        return page

    yield opener
    for page in opened:
        page.close()


@pytest.fixture
def page(pages: Any) -> Any:
    return pages("corpus")


@pytest.fixture
def books(pages: Any) -> Any:
    return pages("books")


@pytest.fixture
def long(pages: Any) -> Any:
    return pages("long")


def _shown(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        ".entry", "all => all.filter(e => !e.closest('[hidden]')).map(e => e.id)"
    )
    return found


def _current(page: Any) -> str:
    found: str = page.evaluate("document.querySelector('.entry[aria-current]').id")
    return found


def _status(page: Any) -> str:
    text: str = page.inner_text("#status")
    return text


def _settled(page: Any) -> None:
    """Waits until nothing has scrolled for some frames."""
    page.evaluate(
        "new Promise(done => { let last = -1, still = 0; const look = () => {"
        " still = scrollY === last ? still + 1 : 0; last = scrollY;"
        " still > 8 ? done() : requestAnimationFrame(look) }; look() })"
    )


def _top(page: Any, anchor: str) -> float:
    top: float = page.evaluate(
        "id => document.getElementById(id).getBoundingClientRect().top", anchor
    )
    return top


# Filters


def test_filters_by_kind_weight_and_category(page: Any) -> None:
    everything = _shown(page)
    assert len(everything) == 48
    page.click(".filters > summary")
    page.check("[data-facet=weight] input[value=typographical]")
    assert _shown(page) == ["163.12-d-2-i", "163.12-d-2-iii"]
    page.uncheck("[data-facet=weight] input[value=typographical]")
    page.check("[data-facet=kind] input[value=revised]")
    assert _shown(page) == ["163.12-b-2", "163.12-c-1"]
    page.check("[data-facet=category] input[value=address]")
    assert _shown(page) == ["163.12-b-2"]
    assert _status(page) == "1 of 48 paragraphs, 1 change"
    page.wait_for_selector("nav li[data-section='163.13']", state="hidden")
    page.check("[data-facet=kind] input[value=added]")
    page.uncheck("[data-facet=kind] input[value=revised]")
    assert _shown(page) == []
    page.click("#clear-too")
    assert page.evaluate("document.activeElement.id") == "search"
    assert _shown(page) == everything
    page.wait_for_selector("nav li[data-section='163.13']")
    page.check("#changes-only")
    assert len(_shown(page)) == 12


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("corpus", None),
        ("books", None),
        ("books", "[data-facet=kind] input[value=revised]"),
        ("books", "#changes-only"),
        ("corpus", "[data-facet=weight] input[value=substantive]"),
    ],
)
def test_a_choice_shows_as_many_as_it_counts(pages: Any, name: str, first: str | None) -> None:
    page = pages(name)
    page.click(".filters > summary")
    page.fill("#search", "the")
    if first:
        page.check(first)
    for facet in ("kind", "weight", "category"):
        if first and f"={facet}]" in first:
            continue
        choices = page.locator(f"[data-facet={facet}] label")
        counts = [
            int(choices.nth(i).locator(".count").inner_text()) for i in range(choices.count())
        ]
        shown: list[int] = []
        for i in range(choices.count()):
            choices.nth(i).locator("input").check()
            shown.append(len(_shown(page)))
            choices.nth(i).locator("input").uncheck()
        assert shown == counts
        assert any(counts)


def test_choices_of_one_group_add_up(page: Any) -> None:
    page.click(".filters > summary")
    page.check("[data-facet=kind] input[value=revised]")
    other = page.locator("[data-facet=kind] label", has=page.locator("input[value=added]"))
    count = int(other.locator(".count").inner_text())
    before = len(_shown(page))
    other.locator("input").check()
    assert count > 0
    assert len(_shown(page)) == before + count


# Search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the MIAMI regulatory", "163.12-c-1"),  # struck words
        ("The Charlotte regulatory audit", "163.12-c-1"),  # inserted ones
        ("recordkeeping's", None),
        ("an investigation with respect to the issue(s)", "163.11-f"),
        ("an   investigation\n with respect", "163.11-f"),
    ],
)
def test_search_reads_either_edition(page: Any, words: str, found: str | None) -> None:
    page.evaluate("document.getElementById('text').scrollIntoView()")
    page.fill("#search", words)
    _settled(page)
    assert (found in _shown(page)) if found else not _shown(page)
    assert page.evaluate("CSS.highlights.get('found')?.size > 0") is bool(found)
    page.press("#search", "Escape")
    _settled(page)
    assert len(_shown(page)) == 48
    assert page.evaluate("CSS.highlights.has('found')") is False


BOOKS = ["12.2-a", "12.2-b", "12.2-c", "12.2--source-note"]
HEARINGS = ["12.5--section-heading", "12.5-a", "12.5-b", "12.5--source-note"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("12.2", BOOKS),
        ("§ 12.2", BOOKS),
        ("§12.2(b)", ["12.2-b"]),
        ("12.2 (b)", ["12.2-b"]),
        ("Section 12.2(B)", ["12.2-b"]),
        ("12.2-b", ["12.2-b"]),
        ("#12.2-b", ["12.2-b"]),
        ("12.1(c)", ["12.1-d", "12.2-c"]),  # as it was, and where it is cited
        ("12.3", HEARINGS),  # the section's older number
        ("112.25", ["12.2-c"]),
        ("12.25", []),
        ("hearings", HEARINGS),  # in a heading alone
        ("deadline", ["12.1-a"]),  # a category
        ("a  receipt", ["12.2-b"]),
        ("(d) penalties", ["12.1-d"]),
        ("customs service in the", ["12.2-a"]),  # struck
        ("(", None),  # as typed on the way to a cite
        ("12.2(", BOOKS),
    ],
)  # fmt: skip
def test_search_finds_what_is_typed(books: Any, typed: str, found: list[str] | None) -> None:
    books.fill("#search", typed)
    assert _shown(books) == (found if found is not None else _shown(books))
    if found is None:
        assert len(_shown(books)) == 8


def _addresses(number: str) -> list[str]:
    name = re.sub(r"[()]+", "_", number)
    return [f"{name}-a", f"{name}-a-1"]


@pytest.mark.parametrize("number", NUMBERS)
def test_search_knows_the_section_numbers_of_every_title(pages: Any, number: str) -> None:
    numbers = pages("numbers")
    a, a_1 = _addresses(number)
    for typed, found in (
        (number, [a, a_1]),
        (f"§ {number}(a-1)", [a_1]),
        (f"Sec. {number.lower()} (a-1)", [a_1]),
        (f"#{a}", [a, a_1]),
    ):
        numbers.fill("#search", typed)
        assert _shown(numbers) == found, typed


@pytest.mark.parametrize("view", ["#view-inline", "#view-sides"])
def test_what_is_found_is_marked_where_it_is_seen(long: Any, view: str) -> None:
    long.check(view)
    long.fill("#search", "importer must")
    assert len(_shown(long)) == 56
    for place in ("7.2-c", "7.13-l"):
        long.evaluate("id => document.getElementById(id).scrollIntoView()", place)
        _settled(long)
        marked, seen, size = long.evaluate(
            "() => { const all = [...CSS.highlights.get('found')].map(r => r.getBoundingClientRect());"
            " return [all.length, all.filter(b => b.height && b.top < innerHeight && b.bottom > 0).length,"
            " document.querySelectorAll('.entry.told').length] }"
        )
        assert seen > 0
        assert marked < 4 * size  # not all there is, but what is near


# Steps


def test_keys_and_buttons_step_through_the_changes(page: Any) -> None:
    page.keyboard.press("n")
    assert _current(page) == "163.11-d-5"
    page.keyboard.press("n")
    page.click("#next")
    assert _current(page) == "163.11-d-7"
    assert _status(page) == "3 of 12 changes"
    assert page.url.endswith("#163.11-d-7")
    assert page.evaluate("document.activeElement.id") == "163.11-d-7"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("p")
    page.click("#previous")
    assert _current(page) == "163.11-d-5"


def test_the_last_change_is_told_before_the_first_comes_again(page: Any) -> None:
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert _current(page) == "163.11-d-5"
    assert "No change before" in _status(page)
    page.keyboard.press("p")
    assert _current(page) == "163.12-d-2-iii"
    assert _status(page) == "12 of 12 changes"
    page.keyboard.press("n")
    assert _status(page).startswith("No further change")
    page.keyboard.press("n")
    assert _current(page) == "163.11-d-5"
    page.fill("#search", "162.0")
    page.locator("#search").blur()
    page.keyboard.press("n")
    assert _status(page) == "No change is among what is shown."


def test_a_button_pressed_by_key_keeps_the_focus(page: Any) -> None:
    page.focus("#next")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "next"
    assert _status(page) == "2 of 12 changes"


def test_keys_are_for_the_text_alone(page: Any) -> None:
    keys = page.locator("label", has=page.locator("#keys"))
    assert keys.is_visible()
    assert re.findall(r"n next|p previous|/ search|v view", keys.inner_text())[3] == "v view"
    for chord in ("Control+n", "Alt+n", "Meta+n"):
        page.evaluate(
            "([mod]) => dispatchEvent(new KeyboardEvent('keydown', {key: 'n', [mod + 'Key']: true}))",
            [{"Control": "ctrl", "Alt": "alt", "Meta": "meta"}[chord.partition("+")[0]]],
        )
        assert page.locator(".entry[aria-current]").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("npv")
    assert page.input_value("#search") == "npv"
    assert page.locator(".entry[aria-current]").count() == 0
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    page.keyboard.press("v")
    assert page.is_checked("#view-sides")
    page.uncheck("#keys")
    page.locator("#keys").blur()
    page.keyboard.press("v")
    assert page.is_checked("#view-sides")


def test_enter_goes_to_what_was_found(books: Any) -> None:
    books.keyboard.press("/")
    books.keyboard.type("12.5(b)")
    books.keyboard.press("Enter")
    assert _current(books) == "12.5-b"
    assert books.evaluate("document.activeElement.id") == "12.5-b"


@pytest.mark.slow
@pytest.mark.parametrize("view", ["#view-inline", "#view-sides"])
def test_each_step_lands_under_the_tools(long: Any, view: str) -> None:
    """Also where the paragraphs on the way were never laid out."""
    long.add_style_tag(content=UNANCHORED)
    long.check(view)
    for _ in range(58):
        long.keyboard.press("p")
        _settled(long)
        if not long.locator(".entry[aria-current]").count():
            continue  # told that it goes on from the last
        top, tools, left = long.evaluate(
            "[document.querySelector('.entry[aria-current]').getBoundingClientRect().top,"
            " document.getElementById('tools').getBoundingClientRect().bottom,"
            " document.documentElement.scrollHeight - innerHeight - scrollY]"
        )
        assert abs(top - tools - 8) < 2 or (left < 1 and top > tools)
    assert _current(long) == "7.1-c"


def test_a_step_measures_few_paragraphs(long: Any) -> None:
    """Where each stands would be asked at the price of laying all out."""
    long.evaluate(
        "() => { window.asked = 0; const ask = Element.prototype.getBoundingClientRect;"
        " Element.prototype.getBoundingClientRect = function() {"
        " window.asked += this.matches('.entry'); return ask.call(this) } }"
    )
    long.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    _settled(long)
    long.evaluate("() => { window.asked = 0; document.getElementById('next').click() }")
    assert 0 < long.evaluate("window.asked") < 30


# The reader's place


@pytest.mark.parametrize("act", ["changes only", "search", "sides"])
@pytest.mark.parametrize("stepped", [True, False])
def test_the_place_is_kept(long: Any, act: str, stepped: bool) -> None:
    long.add_style_tag(content=UNANCHORED)
    if stepped:
        for _ in range(30):
            long.keyboard.press("n")
        _settled(long)
        held = _current(long)
    else:
        held = "7.9-c"
        for _ in range(4):  # what comes near is laid out and moves it
            long.evaluate("id => document.getElementById(id).scrollIntoView()", held)
            _settled(long)
    for wanted in (True, False):
        top = _top(long, held)
        if act == "changes only":
            long.set_checked("#changes-only", wanted)
        elif act == "search":
            long.fill("#search", "must hold" if wanted else "")
        else:
            long.check("#view-sides" if wanted else "#view-inline")
        _settled(long)
        assert abs(_top(long, held) - top) < 2


# Addresses


def test_an_address_shows_its_paragraph(page: Any) -> None:
    page.check("#changes-only")
    page.evaluate("location.hash = '163.12-d-2-ii'")
    page.wait_for_selector("[id='163.12-d-2-ii'][aria-current]")
    assert page.evaluate("document.getElementById('163.12-d-2-ii').checkVisibility()")
    assert page.is_checked("#changes-only")
    assert len(_shown(page)) == 13
    assert "does not fit the filters" in _status(page)
    _settled(page)
    top, tools = page.evaluate(
        "[document.getElementById('163.12-d-2-ii').getBoundingClientRect().top,"
        " document.getElementById('tools').getBoundingClientRect().bottom]"
    )
    assert tools <= top < 900
    page.uncheck("#changes-only")
    page.check("#changes-only")
    assert len(_shown(page)) == 12
    # The address is still that one: the browser tells of no change when its link is followed.
    page.evaluate("document.querySelector('nav a[href=\"#163.12-d-2-ii\"]').click()")
    assert len(_shown(page)) == 13


def test_an_old_alias_leads_to_its_paragraph(pages: Any) -> None:
    assert _current(pages("corpus", "#old-163.11-c")) == "163.11-f"


@pytest.mark.parametrize(
    ("address", "seen", "told"),
    [
        ("12.1-c", "12.1-d", "The newer edition has no #12.1-c; the older one’s is shown."),
        ("12.3-a", "12.5-a", "The newer edition has no #12.3-a; the older one’s is shown."),
        ("12.3", "12.5", "The newer edition has no #12.3; the older one’s is shown."),
        ("12.2-b-7", "12.2-b", "Neither edition has #12.2-b-7; the nearest above it is shown."),
        ("12.2-zz", "12.2", "Neither edition has #12.2-zz; the nearest above it is shown."),
        ("99.9-a", None, "Neither edition has #99.9-a."),
        ("%E0%A4%A", None, "Neither edition has #%E0%A4%A."),
        ("12.2-b", "12.2-b", None),
    ],
)
def test_an_address_that_is_not_there(
    pages: Any, address: str, seen: str | None, told: str | None
) -> None:
    page = pages("books", f"#{address}")
    _settled(page)
    if told:
        assert _status(page) == told
        box = page.locator("#status").bounding_box()
        assert 0 <= box["y"] < 900 - box["height"]
        assert page.get_attribute("#status", "role") == "status"
    else:
        assert "edition" not in _status(page)
    if seen:
        assert 0 <= _top(page, seen) < 900
    else:
        assert page.evaluate("scrollY") == 0


# The tree


def test_the_tree_follows(long: Any) -> None:
    assert long.locator(".sections details[open]").count() == 0
    for _ in range(8):
        long.keyboard.press("n")
    assert _current(long) == "7.2-l"
    link = long.locator("nav a[aria-current]")
    assert link.get_attribute("href") == "#7.2-l"
    assert link.is_visible()
    for _ in range(40):
        long.keyboard.press("n")
    assert long.locator(".sections details[open]").count() == 1  # none is left behind
    box = link.bounding_box()
    assert 0 <= box["y"] < 900


# Looks


def _luminance(color: str) -> float:
    red, green, blue = (int(n) for n in re.findall(r"\d+", color)[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_dark_page_is_dark(pages: Any, scheme: str) -> None:
    page = pages("corpus", color_scheme=scheme)
    ground, text = (
        _luminance(page.evaluate(f"getComputedStyle(document.body).{name}"))
        for name in ("backgroundColor", "color")
    )
    assert (ground < 0.2, text > 0.8) == ((True, True) if scheme == "dark" else (False, False))
    page.emulate_media(media="print")
    assert _luminance(page.evaluate("getComputedStyle(document.body).color")) < 0.2


def test_the_narrow_bar_has_its_own_place(pages: Any) -> None:
    page = pages("long", width=NARROW)
    assert page.is_hidden("#next")
    page.evaluate("document.getElementById('7.1-a').scrollIntoView()")
    page.wait_for_selector("#next")
    page.click("#next")
    _settled(page)
    for _ in range(5):  # what comes near is laid out and makes the page longer
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        _settled(page)
    last = page.locator(".entry").last.bounding_box()
    bar = page.locator(".bar").bounding_box()
    assert bar["width"] == NARROW
    assert last["y"] + last["height"] <= bar["y"]
    assert page.locator("#status").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_choices_stand_beside_their_legend(pages: Any) -> None:
    page = pages("corpus", width=1024)
    page.click(".filters > summary")
    for facet in ("kind", "category"):
        legend = page.locator(f"[data-facet={facet}] legend").bounding_box()
        boxes = page.locator(f"[data-facet={facet}] label")
        places = [boxes.nth(i).bounding_box() for i in range(boxes.count())]
        assert all(place["x"] >= legend["x"] + legend["width"] for place in places)
        assert all(place["x"] + place["width"] <= 1024 for place in places)
        assert abs(places[0]["y"] - legend["y"]) < 8
    # The number of changes stands on a section's first line.
    for summary in page.locator(".sections summary:has(.count)").all():
        count = summary.locator(".count").bounding_box()
        assert count["y"] - summary.bounding_box()["y"] < count["height"]


def test_the_category_of_an_edit_is_told_in_words(pages: Any) -> None:
    page = pages("books", java_script_enabled=False)
    entry = page.locator("[id='12.1-a']")
    assert entry.locator(".edits").is_hidden()
    entry.locator(".evidence > summary").click()
    assert entry.locator(".edits li").all_text_contents() == [
        "deadline, substantive: 30 days 5 years"
    ]


def test_without_scripts_everything_is_there(pages: Any) -> None:
    page = pages("corpus", java_script_enabled=False)
    assert page.is_visible("text=Perhaps forgotten")
    assert page.locator("article.entry").count() == 48
    for unusable in ("#search", "#next", "#changes-only", ".filters", "#keys"):
        assert page.is_hidden(unusable)
    inline = page.locator('[id="163.12-c-1"] .inline')
    sides = page.locator('[id="163.12-c-1"] .sides')
    assert (inline.is_visible(), sides.is_visible()) == (True, False)
    page.check("#view-sides")
    sides.wait_for()  # it is laid out when it comes near
    assert inline.is_hidden()
    assert "The Miami regulatory" in sides.locator(".column").nth(0).text_content()
    assert "The Charlotte regulatory" in sides.locator(".column").nth(1).text_content()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("width", [WIDE, pytest.param(420, marks=pytest.mark.slow)])
def test_axe_finds_nothing(pages: Any, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = pages("corpus", "#163.99-z", width=width, color_scheme=scheme)  # with a notice
    assert page.is_visible("#status")
    # What is not laid out is not tested, nor what is folded away.
    page.evaluate(
        "document.querySelectorAll('.entry, .part').forEach(e => e.style.contentVisibility = 'visible');"
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    for view in ("#view-inline", "#view-sides"):
        page.evaluate("selector => document.querySelector(selector).click()", view)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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


def test_hostile_text_does_nothing(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_bytes(hostile_report())
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


def test_paper_has_everything(browser: Any, tmp_path: Path) -> None:
    """What unfolds on a screen, a space between what went and what came, no navigation."""
    old = "".join(
        f"({c}) The broker number {c} keeps the books for 3 years.\n\n" for c in "abcdefghijklmnop"
    )
    before = edition_of("§ 12.1 Books.\n\n" + old)
    after = edition_of("§ 12.1 Books.\n\n" + old.replace("3 years", "5 years"))
    file = tmp_path / "report.html"
    file.write_bytes(html_report(Report(diff_editions(before, after), before, after)))
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


def test_a_heading_stays_above_what_is_shown(browser: Any, tmp_path: Path) -> None:
    before = edition_of("§ 12.1 Books.\n\n(a) The broker keeps the books for 3 years.")
    after = edition_of("§ 12.1 Books kept.\n\n(a) The broker keeps the books for 5 years.")
    file = tmp_path / "report.html"
    file.write_bytes(html_report(Report(diff_editions(before, after), before, after)))
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click(".filters > summary")
    page.check("[data-facet=weight] input[value=substantive]")
    # The heading weighs as text does: it is shown, above the paragraph that changed.
    assert _shown(page) == ["12.1--section-heading", "12.1-a"]
    assert page.is_visible("h3:has-text('Books kept.')")
    page.close()

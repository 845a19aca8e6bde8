"""The histories in the HTML report: what the tables hold, and how they look in a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from test_history import FIRST, FOURTH, SECOND, SHORT, SPLIT, THIRD, TORN, WHOLE
from test_structure import edition_of

from cfrdiff.changes import diff_editions
from cfrdiff.formats.html import html_report
from cfrdiff.model import Edition
from cfrdiff.views.report import Report

CHROMIUM = shutil.which("chromium")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
GONE = "§ 12.4 Fees.\n\n(a) The fee for each entry is five dollars.\n\n[63 FR 1, Jan. 1, 1998]\n"
TEXTS = (
    f"{WHOLE}\n{FIRST}\n{GONE}",
    f"{SPLIT}\n{SECOND}",
    f"{SPLIT}\n{THIRD}",
    f"{SHORT}\n{FOURTH}",
)


def _editions() -> list[Edition]:
    found = [edition_of(text) for text in TEXTS]
    return [
        msgspec.structs.replace(e, source=msgspec.structs.replace(e.source, path=f"ed-{k}.txt"))
        for k, e in enumerate(found)
    ]


def _page(section: str | None = None, editions: int = 4) -> str:
    *earlier, before, after = _editions()[:editions]
    changes = diff_editions(before, after, section)
    return html_report(Report(changes, before, after, earlier)).decode()


def _charts(page: str) -> dict[str, ElementTree.Element]:
    """The tables by the title of their region."""
    found = re.findall(r'aria-label="(History of [^"]+)">\s*(<table.*?</table>)', page, re.DOTALL)
    return {
        title: ElementTree.fromstring(table.replace("&nbsp;", " ").replace("<wbr>", ""))
        for title, table in found
    }


def _seen(cell: ElementTree.Element) -> str:
    """What is to be seen of a cell."""
    hidden = {e for one in cell.iter() if one.get("class") == "unseen" for e in one.iter()}
    words = "".join(e.text or "" for e in cell.iter() if e not in hidden)
    return " ".join(words.replace("\u00a0", " ").split())


def test_each_section_of_any_edition_has_its_history() -> None:
    charts = _charts(_page())
    assert set(charts) == {
        "History of § 12.2 Books.", "History of § 12.3 Records.", "History of § 12.4 Fees.",
    }  # fmt: skip
    assert "Sections that only earlier editions have" in _page()
    assert "Sections that only earlier editions have" not in _page("12.2")
    assert set(_charts(_page("12.2"))) == {"History of § 12.2 Books."}


def test_a_history_is_a_table_of_what_became_of_each_paragraph() -> None:
    chart = _charts(_page())["History of § 12.2 Books."]
    rows = [[_seen(cell) for cell in row] for row in chart.iter("tr")]
    heads = ["".join(cell.split()) for cell in rows[0]]
    assert heads == ["Paragraph", *(f"[{k}]nodateed-{k - 1}.txt" for k in range(1, 5))]
    assert [row[0] for row in rows[1:]] == ["(a)", "(b) → (a)", "(c) → (b)", "(c)"]
    spaceless = ["".join(cell.split()) for cell in rows[3]]
    assert spaceless == ["(c)→(b)", "", "⋔(c)from(b)", "(c)", "→(b)"]
    told = [e.text for e in chart.iter("span") if e.get("class") == "unseen"]
    assert ": split from (b) as (c) in [2], editorial" in told
    assert "no such paragraph" in told


@pytest.mark.parametrize("section", [None, "12.2", "12.3"])
def test_a_box_of_a_compared_edition_leads_to_its_paragraph(section: str | None) -> None:
    page = _page(section)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    leads = 0
    for title, chart in _charts(page).items():
        number = title.split()[3]
        for row in list(chart.iter("tr"))[1:]:
            for k, cell in enumerate(row[1:]):
                link = cell.find("a")
                assert (link is None) or k in (2, 3)
                if link is None:
                    continue
                leads += 1
                to = link.get("href", "").removeprefix("#")
                assert to in ids
                label = re.search(r"\([a-z]\)", _seen(cell))
                assert label is not None
                assert to == f"{'old-' if k == 2 else ''}{number}-{label[0][1]}"
    assert leads == {None: 12, "12.2": 7, "12.3": 5}[section]


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        running = tool.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "report.html"
    out.write_text(_page(), encoding="utf-8")
    return out


@in_a_browser
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("width", [1440, pytest.param(380, marks=pytest.mark.slow)])
def test_axe_finds_nothing_in_open_histories(
    browser: Any, file: Path, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('.history').forEach(d => d.open = true)")
    page.add_style_tag(content=".part { content-visibility: visible !important }")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@in_a_browser
def test_names_stay_in_sight_on_a_narrow_screen(browser: Any, file: Path) -> None:
    page = browser.new_page(viewport={"width": 380, "height": 900})
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('.history').forEach(d => d.open = true)")
    left, name, boxes = page.evaluate(
        """() => {
          const frame = document.querySelector('.history .scroll');
          frame.scrollLeft = 1000;
          const name = frame.querySelector('tbody th').getBoundingClientRect();
          const seen = [...frame.querySelectorAll('tbody tr:nth-child(4) .box')].filter((box) => {
            const place = box.getBoundingClientRect();
            return place.left >= name.right - 1 && place.right <= innerWidth;
          });
          return [frame.getBoundingClientRect().left, name.left, seen.length];
        }"""
    )
    assert name == left
    assert boxes >= 2
    page.close()


@in_a_browser
def test_print_has_the_histories_whole(browser: Any, file: Path) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 900})
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    page.add_style_tag(content=".part { content-visibility: visible !important }")
    assert page.evaluate("document.querySelectorAll('.history[open]').length") == 0
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.chart .box')].filter((box) => {
          const place = box.getBoundingClientRect();
          return !box.checkVisibility() || place.right > innerWidth;
        }).length"""
    )
    assert cut == 0
    kept = page.eval_on_selector_all(
        ".history", "all => all.map(e => getComputedStyle(e).breakInside)"
    )
    assert set(kept) == {"avoid"}
    page.close()


def test_a_file_that_does_not_reach_there_is_told() -> None:
    other = edition_of(TORN.replace("12.4", "14.4"))
    before, after = edition_of(FIRST), edition_of(SECOND)
    page = html_report(Report(diff_editions(before, after), before, after, [other])).decode()
    chart = _charts(page)["History of § 12.3 Records."]
    firsts = [_seen(list(row)[1]) for row in list(chart.iter("tr"))[1:]]
    assert ["".join(words.split()) for words in firsts] == ["?notinthisfile"] * 3

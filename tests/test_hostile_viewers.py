"""Reports full of hostile text, as a browser, LibreOffice and a terminal show them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from libreoffice import needs_libreoffice, settled_by_libreoffice
from test_cli import on_a_terminal
from test_hostile_reports import STEERS, made

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")

# More that a page may take for its own than any other format.
OLD = (
    "§ 1.1 Rule <img src=x onerror=alert(1)>.\n\n(a) Keep <svg/onload=alert(2)> it for 5 years"
    " \u202eback\u202c and {{7*7}} ${7*7} </script><script>alert(3)</script>.\n\n(b) See"
    " javascript:alert(4) and [x](javascript:alert(5)) and http://evil.example/.\n"
)
NEW = OLD.replace("5 years", "6 years").replace("See", "Look at <iframe src=//evil.example>")


def files(folder: Path) -> tuple[str, str]:
    """The two as files, one with a name that would steer."""
    old, new = folder / "<b>old\x1b[31m.txt", folder / "=new.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return str(old), str(new)


@needs_chromium
@pytest.mark.slow
def test_a_browser_runs_nothing_and_asks_for_nothing(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    import cfrdiff
    from cfrdiff.formats import FORMATS
    from cfrdiff.views.report import Report

    before, after = map(cfrdiff.read, files(tmp_path))
    pages = {
        "fields.html": made(".html"),
        "texts.html": FORMATS[".html"](Report(cfrdiff.diff(before, after), before, after)),
        "fields.xml": made(".akn.xml"),
    }
    said: list[str] = []
    asks: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, data in pages.items():
            (tmp_path / name).write_bytes(data)
            page = browser.new_page(accept_downloads=False)
            page.on("dialog", lambda shown: said.append(f"a dialog: {shown.message}"))
            page.on("pageerror", lambda error: said.append(f"an error: {error}"))
            page.on("request", lambda asked: asks.append(asked.url))
            page.goto((tmp_path / name).as_uri())
            for number in range(min(page.locator("button, summary").count(), 30)):
                button = page.locator("button, summary").nth(number)
                if button.is_visible():
                    button.click(timeout=5_000)
            shown = page.locator("body").inner_text() if name.endswith(".html") else "alert(1)"
            assert "alert(1)" in shown
            assert "49" not in re.findall(r"\d+", shown.partition("{{7*7}}")[0][-40:])
            assert not STEERS & set(shown)
            page.close()
        browser.close()
    assert said == []
    assert [url for url in asks if not url.startswith(("file:", "data:"))] == []


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_shows_it_as_text(tmp_path: Path) -> None:
    ((accepted, rejected),) = settled_by_libreoffice([made(".docx")], tmp_path)
    assert '=HYPERLINK("http://x","y")' in "\n".join(accepted)
    assert "<script>alert(1)</script>" in "\n".join(rejected)
    assert not STEERS & set("".join([*accepted, *rejected]))


_COLOURS = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[\d*[AKGJ]|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)"
)


@pytest.mark.parametrize(
    "command",
    [("read", "OLD"), ("diff", "OLD", "NEW"), ("history", "OLD", "NEW", "--section", "1.1")],
)
def test_a_terminal_is_not_steered(command: tuple[str, ...], tmp_path: Path) -> None:
    old, new = files(tmp_path)
    names = {"OLD": old, "NEW": new}
    shown = on_a_terminal(*(names.get(word, word) for word in command))
    left = _COLOURS.sub("", shown)
    assert "alert(4)" in "".join(left.split())
    assert not (STEERS - {"\x07"}) & set(left)
    assert "\x1b[31m.txt" not in shown

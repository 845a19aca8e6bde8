"""The HTML report of a large part: its size, the time to make it, and what it does in Chromium.

Every act is done on a page opened for it alone, so that nothing is warm: what one act laid out
or remembered is not there for the next.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from accuracy.changes.sources import shelf

from benchmarks.large import large_pair
from cfrdiff.changes import diff_editions
from cfrdiff.formats.html import html_report
from cfrdiff.views.report import Report

# From the act until the next picture is on the screen, in milliseconds.
_TIMED = """async (act) => {
  const start = performance.now();
  Function(act)();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - start;
}"""
_OPENED = {
    "first paint": "performance.getEntriesByType('paint')[0].startTime",
    "open": "performance.getEntriesByType('navigation')[0].domComplete",
}
_TO_TEXT = "document.getElementById('text').scrollIntoView();"
_TO_END = "scrollTo(0, document.documentElement.scrollHeight);"
_CLICK = "document.getElementById('{}').click();"
_TYPE = (
    "const box = document.getElementById('search'); box.value = '{}';"
    "box.dispatchEvent(new Event('input'));"
)
_ONLY, _SIDES, _NEXT = (_CLICK.format(name) for name in ("changes-only", "view-sides", "next"))
_KIND = "document.querySelector('[data-facet=kind] input[value=revised]').click();"
# What is done before, and the act that is timed.
_ACTS = {
    "filter to what changed": (_TO_TEXT, _ONLY),
    "show everything again": (_TO_TEXT + _ONLY, _CLICK.format("clear")),
    "filter by kind": (_TO_TEXT, _KIND),
    "side by side": (_TO_TEXT, _SIDES),
    "next, at the start": (_TO_TEXT, _NEXT),
    "next, in the middle": (_TO_END + "scrollBy(0, -scrollY / 2);", _NEXT),
    "previous, at the end": (_TO_END, _CLICK.format("previous")),
}
_WORDS = "the creditor"
_RUNS = 5
Row = tuple[str, str, str, str]


def report_rows(words: int) -> Iterator[Row]:
    """The report of two versions of a made-up part of so many words."""
    before, after = large_pair(shelf(), words)
    start = time.perf_counter()
    changes = diff_editions(before, after)
    compared = time.perf_counter()
    data = html_report(Report(changes, before, after))
    made = time.perf_counter() - compared
    compared -= start
    name = f"report, {len(changes.changes):,} paragraphs"
    yield (f"{name}, s to make", f"{made:.2f}", f"diff {compared:.2f}", f"{made / compared:.2f}")
    text = sum(len(state.text) for change in changes.changes for state in change.after)
    yield (
        f"{name}, MB", f"{len(data) / 1e6:.1f}", f"its text {text / 1e6:.1f}",
        f"{len(data) / text:.1f}",
    )  # fmt: skip
    if shutil.which("chromium") is None:
        yield (f"{name}, in a browser", "chromium is not installed", "", "")
        return
    for what, times in _in_a_browser(data):
        yield (
            f"{name}, {what}, ms", f"{median(times):.0f}", f"first {times[0]:.0f}",
            f"slowest {max(times):.0f}",
        )  # fmt: skip


def _in_a_browser(data: bytes) -> Iterator[tuple[str, list[float]]]:
    """What was done, and how many milliseconds it took each time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_bytes(data)
        browser = tool.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        opened: dict[str, list[float]] = {what: [] for what in _OPENED}
        acts: dict[str, list[float]] = {what: [] for what in _ACTS}
        typed: list[float] = []
        for what, (before, act) in _ACTS.items():
            for _ in range(_RUNS):
                page = _fresh(browser, file, before)
                acts[what].append(page.evaluate(_TIMED, act))
                for name, asked in _OPENED.items():
                    opened[name].append(page.evaluate(asked))
                page.close()
        for _ in range(_RUNS):
            page = _fresh(browser, file, _TO_TEXT)
            for end in range(1, len(_WORDS) + 1):
                typed.append(page.evaluate(_TIMED, _TYPE.format(_WORDS[:end])))
                page.wait_for_timeout(100)
            page.close()
        browser.close()
    yield from opened.items()
    yield from acts.items()
    yield f"search, a letter of “{_WORDS}”", typed


def _fresh(browser: Any, file: Path, before: str) -> Any:
    # Without the page's policy, which forbids `Function`.
    page = browser.new_page(bypass_csp=True, viewport={"width": 1440, "height": 900})
    page.goto(file.as_uri())
    page.evaluate(_TIMED, before)
    page.wait_for_timeout(500)
    return page

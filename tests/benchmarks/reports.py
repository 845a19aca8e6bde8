"""The HTML report of a large part: its size, the time to make it, and to filter it in Chromium."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from accuracy.changes.sources import shelf

from benchmarks.large import large_pair
from cfrdiff.changes import diff_editions
from cfrdiff.reports.html import html_report

# From the click until the next picture is on the screen.
_TIMED = """async (act) => {
  const start = performance.now();
  Function(act)();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - start;
}"""
_ACTS = {
    "filter to what changed": "document.getElementById('changes-only').click()",
    "show everything again": "document.getElementById('clear').click()",
    "side by side": "document.getElementById('view-sides').click()",
    "next change": "document.getElementById('next').click()",
}
Row = tuple[str, str, str, str]


def report_rows(words: int) -> Iterator[Row]:
    """The report of two versions of a made-up part of so many words."""
    before, after = large_pair(shelf(), words)
    start = time.perf_counter()
    changes = diff_editions(before, after)
    compared = time.perf_counter()
    data = html_report(changes, before, after)
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
    for what, milliseconds in _in_a_browser(data):
        yield (f"{name}, {what}, ms", f"{milliseconds:.0f}", "", "")


def _in_a_browser(data: bytes) -> Iterator[tuple[str, float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_bytes(data)
        browser = tool.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(file.as_uri())
        for what, entry in (("first paint", "paint"), ("open", "navigation")):
            yield (
                what,
                page.evaluate(
                    "kind => { const e = performance.getEntriesByType(kind)[0];"
                    " return e.domComplete ?? e.startTime }",
                    entry,
                ),
            )
        for what, act in _ACTS.items():
            yield what, min(page.evaluate(_TIMED, act) for _ in range(3))
        browser.close()

"""Which tests run where, and what the closing message says of those that did not run."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from accuracy import gold
from accuracy.changes.sources import Shelf, corpus_shelf, gold_shelf
from examples import QUICK
from hypothesis import settings

_NO_GOLD = gold.missing(gold.folder())
_DESELECTED = pytest.StashKey[Counter[str]]()
# How the closing message names the tests of a mark, and how to have them run.
_NOT_RUN = {
    "gold": ("that need the gold data", _NO_GOLD or "pytest -m gold runs them"),
    "slow": ("that are slow", "pytest -m slow runs them"),
}


@pytest.fixture(scope="session", params=["corpus", pytest.param("gold", marks=pytest.mark.gold)])
def real_sections(request: pytest.FixtureRequest) -> Shelf:
    """Real sections to make amendments of: those of the corpus, and those of the gold."""
    return gold_shelf() if request.param == "gold" else corpus_shelf()


settings.load_profile(QUICK)  # unless --hypothesis-profile says another, which comes later


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_DESELECTED] = Counter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if _NO_GOLD is not None:
        for item in items:
            if item.get_closest_marker("gold"):
                item.add_marker(pytest.mark.skip(reason=_NO_GOLD))


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        marks = [mark for mark in _NOT_RUN if item.get_closest_marker(mark)]
        item.config.stash[_DESELECTED].update(marks[:1])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Lets a worker of pytest-xdist report to the process that writes the closing message."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        counts = session.config.stash[_DESELECTED]
        output["deselected"] = dict(counts)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes a worker's counts; all workers collect the same tests, so those of one are enough."""
    deselected: Counter[str] = node.config.stash[_DESELECTED]
    deselected |= getattr(node, "workeroutput", {}).get("deselected", {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    skipped = Counter(
        mark
        for report in terminalreporter.getreports("skipped")
        for mark in _NOT_RUN
        if mark in report.keywords
    )
    for mark, (which, why) in _NOT_RUN.items():
        count = config.stash[_DESELECTED][mark] + (skipped[mark] if mark == "gold" else 0)
        if count:
            terminalreporter.write_line(f"NOT RUN: {count} tests {which} ({why})", yellow=True)

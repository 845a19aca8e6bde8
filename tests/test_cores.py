"""Work on all cores: the same results in the same order, whatever happens to a process."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable

import pytest
from accuracy import gold
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff import api
from cfrdiff.cli import progress
from cfrdiff.cores import Work, _shares, spread, spread_over
from cfrdiff.errors import SourceError

HERE = os.getpid()


def squared(n: int) -> int:
    return n * n


def odd_fails(n: int) -> int:
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n


def dies_elsewhere(n: int) -> int:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def cannot_be_sent(n: int) -> Callable[[], int]:
    return lambda: n


def place(n: int) -> int:
    return os.getpid()


def work(do: Callable[[int], object], items: list[int], least: float = 1) -> Work[int, object]:
    return Work("Counting", do, items, [1] * len(items), least)


@given(st.lists(st.floats(0, 1e9), max_size=30), st.integers(1, 6))
def test_every_item_is_in_one_share(sizes: list[float], count: int) -> None:
    shares = _shares(sizes, count)
    assert sorted(i for share in shares for i in share) == list(range(len(sizes)))
    assert len(shares) == count
    weights = [sum(sizes[i] for i in share) for share in shares]
    assert max(weights) <= sum(sizes) / count + max(sizes, default=0) + 1e-3


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_results_are_in_the_order_of_the_items(cores: int) -> None:
    with spread_over(cores):
        for items in ([], [3], [3, 1, 2], list(range(50))):
            assert spread(work(squared, items), "fork") == [n * n for n in items]


def test_a_process_that_begins_anew_gives_the_same() -> None:
    with spread_over(2):
        assert spread(work(abs, [-1, -2]), "spawn") == [1, 2]


# What becomes of it → how many processes do it.
PROCESSES = {
    "one core": (1, 8, 1.0, 1),
    "as many as there are cores": (3, 8, 1.0, 3),
    "no more than there are items": (8, 2, 1.0, 2),
    "what the second would take off is too little": (2, 2, 1.5, 1),
    "and just enough": (2, 3, 2.0, 2),
}


@pytest.mark.parametrize(
    ("cores", "items", "least", "processes"), PROCESSES.values(), ids=PROCESSES
)
def test_a_process_is_started_where_it_is_worth_it(
    cores: int, items: int, least: float, processes: int
) -> None:
    with spread_over(cores):
        found = spread(work(place, list(range(items)), least), "fork")
    assert len(set(found)) == processes
    assert os.getpid() in found
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("items", [[2, 3, 5], [3, 2, 4], [2, 4, 6, 5], [4, 2, 1, 3]])
def test_the_first_item_that_fails_is_reported(items: list[int]) -> None:
    first = next(n for n in items if n % 2)
    with spread_over(2), pytest.raises(ValueError, match=f"^{first} is odd$"):
        spread(work(odd_fails, items), "fork")
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_what_a_dead_process_leaves_is_done_here() -> None:
    with spread_over(3):
        assert spread(work(dies_elsewhere, [1, 2, 3, 4]), "fork") == [1, 2, 3, 4]


def test_what_cannot_be_sent_is_done_here() -> None:
    with spread_over(2):
        found = spread(work(cannot_be_sent, [1, 2, 3]), "fork")
    assert [one() for one in found] == [1, 2, 3]  # type: ignore[operator]


def test_progress_is_reported_for_every_item() -> None:
    seen: list[tuple[str, float, float]] = []
    with spread_over(2, lambda what, done, whole: seen.append((what, done, whole))):
        spread(work(squared, [1, 2, 3, 4, 5]), "fork")
    assert seen == [("Counting", n, 5) for n in range(6)]


def interrupts(n: int) -> int:
    if os.getpid() == HERE:
        raise KeyboardInterrupt
    signal.pause()
    return n


@pytest.mark.skipif(sys.platform == "win32", reason="no such pause")
def test_an_interruption_ends_every_process() -> None:
    with spread_over(2), pytest.raises(KeyboardInterrupt):
        spread(work(interrupts, [1, 2]), "fork")
    assert not multiprocessing.active_children()


@pytest.mark.gold
def test_pages_read_by_several_processes_are_the_same() -> None:
    from cfrdiff.sources.pdf import reading

    file = gold.folder() / "pdf" / "CFR-2025-title14-vol2-part67.pdf"
    data = file.read_bytes()
    alone = reading._sheets(data, str(file))
    with spread_over(2), pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_WORTH_A_PROCESS", 1)
        patch.setattr(reading, "_PAGES_AT_ONCE", 3)
        patch.setattr("cfrdiff.cores._context", lambda _: multiprocessing.get_context("fork"))
        assert reading._sheets(data, str(file)) == alone


HELD = ("19-cfr-163-customs-service", "19-cfr-163-2012", "19-cfr-163-2019")


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes at once for whatever is read, however small."""
    for module in ("several", "reading"):
        monkeypatch.setattr(f"cfrdiff.api.{module}.WORTH_A_PROCESS", 1)
    monkeypatch.setattr("cfrdiff.cores._context", lambda _: multiprocessing.get_context("fork"))


@pytest.mark.usefixtures("shared_out")
def test_files_read_by_several_processes_are_the_same() -> None:
    alone = api.read_all(HELD), api.read_both(*HELD[:2])
    with spread_over(2):
        assert (api.read_all(HELD), api.read_both(*HELD[:2])) == alone


@pytest.mark.usefixtures("shared_out")
@pytest.mark.parametrize(
    ("files", "told"),
    [
        ((HELD[0], "no-such-file", HELD[1]), "no-such-file: no such file"),
        (("nor-this", HELD[0], "no-such-file"), "nor-this: no such file"),
    ],
)
def test_the_first_file_that_cannot_be_read_is_reported(files: tuple[str, ...], told: str) -> None:
    with spread_over(2), pytest.raises(SourceError, match=f"^{told}"):
        api.read_all(files)


@pytest.mark.usefixtures("shared_out")
def test_what_can_be_read_only_once_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "§ 1.1 Scope.\n\n(a) This part applies.\n\n(b) It is short.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    with spread_over(2):
        found = api.read_all(["-", HELD[0]])
    assert [section.number for section in found[0].sections] == ["1.1"]


def test_a_bar_is_shown_of_what_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with progress.at_work():
        spread(work(squared, [1, 2, 3], 10))
    shown = capsys.readouterr()
    assert "Counting" in shown.err
    assert not shown.out


def test_no_bar_is_shown_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch, progress.at_work():
        patch.setattr(progress, "_PATIENCE", 0.0)
        spread(work(squared, [1, 2, 3], 10))
    assert capsys.readouterr() == ("", "")

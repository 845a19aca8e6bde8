"""Work on all cores: items are shared out to processes, results come in the order of the items.

A library starts no process of its own accord: all is done in one until `spread_over` allows for
more, as the command line does. What a process cannot do, for whatever reason, is done again in this
one, so that it is here that errors are raised, in the order of the items.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import msgspec

from cfrdiff.limits import Limits, limits, raised

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Result = TypeVar("Result")


class Report(Protocol):
    """Takes what is being done, how much of it is done, and how much there is to do."""

    def __call__(self, what: str, done: float, whole: float) -> None:
        """Show it."""


_cores: ContextVar[int] = ContextVar("cores", default=1)
_report: ContextVar[Report | None] = ContextVar("report", default=None)

_TICK = b""  # what a process sends for each item that is done, before it sends the results


def at_hand() -> int:
    """The cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def spread_over(cores: int, report: Report | None = None) -> Iterator[None]:
    """Within this, work may use so many cores, and `report` is called as it goes on."""
    before = _cores.set(cores), _report.set(report)
    try:
        yield
    finally:
        _cores.reset(before[0])
        _report.reset(before[1])


def report_progress(what: str, done: float, whole: float) -> None:
    """Say how far something is that is done in this process."""
    report = _report.get()
    if report is not None:
        report(what, done, whole)


def in_turn(name: str, items: Sequence[Item]) -> Iterator[Item]:
    """The items one after the other; how many are done is reported as it goes on."""
    for done, item in enumerate(items):
        report_progress(name, done, len(items))
        yield item
    report_progress(name, len(items), len(items))


class Work(msgspec.Struct, Generic[Item, Result], frozen=True):
    """What is done to every item, how large each is, and what it is called.

    `least` is the size from which on a process more is worth its start: what it takes off the
    others must be so large. `do` and the items are pickled where processes begin anew.
    """

    name: str
    do: Callable[[Item], Result]
    items: Sequence[Item]
    sizes: Sequence[float]
    least: float


def spread(work: Work[Item, Result], method: str | None = None) -> list[Result]:
    """The result of each item. Raises what the first item raises that raises anything.

    `method` is how `multiprocessing` is to start processes, where the usual way will not do.
    """
    shares = _shares(work.sizes, _processes(work))
    outer = _cores.get()
    inner = _cores.set(max(1, outer // len(shares)))
    results: dict[int, Result] = {}
    seen = _Seen(work)
    helpers: list[_Helper[Item, Result]] = []
    try:
        with contextlib.suppress(OSError):  # no process more can be started
            for share in shares[1:]:
                helpers.append(_Helper(work, share, seen, _context(method)))
        _do(work, shares[0], results, seen, helpers)
        for helper in helpers:
            results |= helper.results()
        # What failed, or could not be sent, shows here.
        return [results[i] if i in results else work.do(item) for i, item in enumerate(work.items)]
    finally:
        for helper in helpers:
            helper.end()
        _cores.reset(inner)


def _do(
    work: Work[Item, Result],
    share: Sequence[int],
    results: dict[int, Result],
    seen: _Seen,
    helpers: Sequence[_Helper[Item, Result]],
) -> None:
    """Do this process's own share, as far as that goes without an error."""
    for i in share:
        try:
            results[i] = work.do(work.items[i])
        except Exception:
            return
        seen.add(work.sizes[i])
        for helper in helpers:
            helper.look()


def _processes(work: Work[Item, Result]) -> int:
    """How many processes are worth their start."""
    most = min(_cores.get(), len(work.items))
    rest = sum(work.sizes) - max(work.sizes, default=0)
    return max(1, min(most, 1 + int(rest // work.least)))


def _shares(sizes: Sequence[float], count: int) -> list[list[int]]:
    """Items as numbers, in `count` shares of much the same size, the largest first."""
    shares: list[list[int]] = [[] for _ in range(count)]
    weights = [0.0] * count
    for i in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        lightest = weights.index(min(weights))
        shares[lightest].append(i)
        weights[lightest] += sizes[i]
    return [sorted(share) for share in shares]


def _context(method: str | None) -> BaseContext:
    """How processes start: as copies of this one where that is safe, which it is not beside
    threads, nor where the system's own libraries run some.
    """
    import multiprocessing  # takes a tenth of a second, and most commands need it not

    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context(method or ("fork" if is_safe else "spawn"))


class _Seen:
    """How much of some work is done, as it is reported."""

    def __init__(self, work: Work[Item, Result]) -> None:
        self._name, self._whole, self._done = work.name, sum(work.sizes), 0.0
        self.add(0)

    def add(self, size: float) -> None:
        self._done += size
        report_progress(self._name, self._done, self._whole)


class _Helper(Generic[Item, Result]):
    """A process with its share of the items."""

    def __init__(
        self, work: Work[Item, Result], share: Sequence[int], seen: _Seen, context: BaseContext
    ) -> None:
        self._share, self._seen, self._sizes = share, seen, [work.sizes[i] for i in share]
        self._ends, there = context.Pipe(duplex=False)
        self._sent: bytes | None = None
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve,
            args=(
                work.do,
                [work.items[i] for i in share],
                there,
                self._ends,
                _cores.get(),
                limits(),
            ),
        )
        self._process.start()
        there.close()

    def look(self) -> None:
        """Take in what the process has sent so far."""
        while self._sent is None and self._ends.poll():
            self._receive()

    def results(self) -> dict[int, Result]:
        """Wait for the results, by the numbers of their items; of those that there are."""
        while self._sent is None:
            self._receive()
        found = pickle.loads(self._sent) if self._sent else []
        return dict(zip(self._share, found, strict=False))

    def end(self) -> None:
        """Stop the process, whatever it is at."""
        self._process.terminate()
        self._process.join()
        self._ends.close()

    def _receive(self) -> None:
        try:
            sent = self._ends.recv_bytes()
        except (EOFError, OSError):  # the process is gone
            self._sent = b""
            return
        if sent == _TICK:
            self._seen.add(self._sizes.pop(0) if self._sizes else 0)
        else:
            self._sent = sent


def _serve(
    do: Callable[[Item], Result],
    items: Sequence[Item],
    there: Connection,
    here: Connection,
    cores: int,
    held: Limits,
) -> None:
    """Do a share in a process of its own, and send its results, as far as it goes."""
    # Whoever interrupts the command interrupts the process that started this one, which ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    here.close()  # so that a pipe without a reader is seen to be broken
    _cores.set(cores)
    _report.set(None)
    results: list[Result] = []
    with contextlib.suppress(Exception), raised(**msgspec.structs.asdict(held)):
        for item in items:
            results.append(do(item))
            there.send_bytes(_TICK)
    with contextlib.suppress(Exception):
        there.send_bytes(pickle.dumps(results, pickle.HIGHEST_PROTOCOL))

"""Times of `cfrdiff.limits` that work may take, by the clock on the wall.

The system's alarm interrupts what runs; what a library does in one piece is interrupted when it
comes back. Where there is no such alarm (on Windows, and beside the main thread) no time is kept.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator

from cfrdiff.errors import TooLongError, how_to_raise
from cfrdiff.limits import limits

# What catches the error and goes on is interrupted again after so many seconds.
_AGAIN = 1.0


class _Term:
    """The time that a piece of work has, and what is said when it has passed."""

    def __init__(self, ends: float, says: str) -> None:
        self.ends, self.says, self.is_over = ends, says, False


_terms: list[_Term] = []


@contextlib.contextmanager
def within(limit: str, what: str, advice: str) -> Iterator[None]:
    """Interrupt `what` is done meanwhile when the seconds of a limit have passed.

    Raises TooLongError, which names what took so long, and the limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return
    seconds = int(getattr(limits(), limit))
    says = f"{what} has taken more than {seconds:,} seconds; {advice}, or {how_to_raise(limit)}"
    term = _Term(time.monotonic() + seconds, says)
    before = signal.signal(signal.SIGALRM, _interrupt)
    _terms.append(term)
    _set_alarm()
    try:
        yield
    finally:
        term.is_over = True
        _terms.remove(term)
        _set_alarm()
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


def page_time(path: str, page: int) -> contextlib.AbstractContextManager[None]:
    """The time that is spent on one page of a file, counted from 1."""
    advice = "read the file without that page"
    return within("page_seconds", f"{path}, page {page}: reading it", advice)


def _set_alarm() -> None:
    """Have the next of the terms that run interrupt what is done."""
    left = min((term.ends for term in _terms), default=None)
    if left is None:
        signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        signal.setitimer(signal.ITIMER_REAL, max(left - time.monotonic(), 0.001), _AGAIN)


def _interrupt(*_: object) -> None:
    now = time.monotonic()
    for term in _terms:
        if term.ends <= now and not term.is_over:
            raise TooLongError(term.says)

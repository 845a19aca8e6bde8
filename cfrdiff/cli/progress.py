"""The bar that shows how far a command is."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Any

import click

from cfrdiff.cli.output import one_line
from cfrdiff.cores import at_hand, spread_over

# A bar is shown of what takes longer, in seconds.
_PATIENCE = 1.0
_WHOLE = 1000
_LONGEST_NAME = 40


@contextlib.contextmanager
def at_work() -> Iterator[None]:
    """Within this all cores are used, and a bar is shown on stderr where that is a terminal."""
    bar = _Bar()
    is_seen = sys.stderr is not None and sys.stderr.isatty()
    with spread_over(at_hand(), bar.show if is_seen else None):
        try:
            yield
        finally:
            bar.end()


class _Bar:
    """One bar after another, each for what has a name of its own."""

    def __init__(self) -> None:
        self._name, self._since = "", time.monotonic()
        self._bar: Any = None

    def show(self, what: str, done: float, whole: float) -> None:
        """Take in how far something is."""
        if what != self._name:
            self.end()
            self._name, self._since = what, time.monotonic()
        if self._bar is None:
            if done >= whole or time.monotonic() - self._since < _PATIENCE:
                return
            name = one_line(what)
            label = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
            self._bar = click.progressbar(length=_WHOLE, label=label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(int(_WHOLE * done / whole) - self._bar.pos)

    def end(self) -> None:
        """Leave the bar as it is, and the cursor on a new line."""
        if self._bar is not None:
            self._bar.render_finish()
        self._bar, self._name = None, ""

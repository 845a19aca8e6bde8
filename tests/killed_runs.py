"""Commands that the system ends before each step at which they would change a file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence

from click.testing import CliRunner

from cfrdiff.cli import main

# What Python says of itself before it changes the files of a folder.
_CHANGES = frozenset(
    (
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.chmod",
        "os.truncate",
        "tempfile.mkstemp",
    )
)


def steps(command: Sequence[str]) -> Iterator[int]:
    """Run a command again and again, each time ended one step later than the time before; yields
    after each run, and ends behind the one that came to its end.
    """
    step = 0
    while _is_ended_at(step, command):
        yield step
        step += 1
    yield step


def _is_ended_at(step: int, command: Sequence[str]) -> bool:
    """Run a command in a process of its own that is ended before so many steps are done; whether
    it was.
    """
    child = os.fork()
    if child == 0:
        _end_at(step)
        done = CliRunner().invoke(main, command)
        os._exit(done.exit_code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def _end_at(step: int) -> None:
    left = step

    def count(event: str, given: tuple[object, ...]) -> None:
        nonlocal left
        if event in _CHANGES or (event == "open" and _writes(given)):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(count)


def _writes(given: tuple[object, ...]) -> bool:
    """Whether a file that is opened may be written."""
    flags = given[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))

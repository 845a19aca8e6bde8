"""``python -m cfrdiff``, and the script ``cfrdiff``."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

_INTERRUPTED = 130


def _stop(*_: object) -> NoReturn:
    """End before the command has begun: nothing has been read, and nothing is to be put back."""
    if sys.stderr is not None:
        os.write(sys.stderr.fileno(), b"cfrdiff: interrupted\n")
    os._exit(_INTERRUPTED)


def _say_nothing(*_: object) -> None:
    """Report nothing."""


def main() -> None:
    """Run the command line. Ctrl-C ends it in one line also while it is being loaded."""
    # Where the shell has Ctrl-C ignored, as behind nohup, it stays so.
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeded:
        signal.signal(signal.SIGINT, _stop)
    if "--traceback" not in sys.argv:
        # What a library fails to close while an error passes is no second error.
        sys.unraisablehook = _say_nothing
    from cfrdiff.cli import main as command

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command(prog_name="cfrdiff")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done but the end of the process


if __name__ == "__main__":
    main()

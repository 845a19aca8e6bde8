"""How a command ends: what is reported, in one line on stderr, and with which exit code.

0 where it did what was asked, 2 for an error of any kind, a bug of ours too; 1 is for commands that
say "changes" by it, and 130 for Ctrl-C, as shells have it.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from cfrdiff.cli.output import tell
from cfrdiff.errors import CfrdiffError

ERROR = 2
INTERRUPTED = 130  # 128 and the number of the signal

# Where click has it (8.2), help that stands in for a missing command is an error to click.
_HELP_SHOWN: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())


def exit_code(run: Callable[[], object]) -> int:
    """Run a command, report what it raises, and return its exit code."""
    try:
        code = run()
    except SystemExit:
        return 0  # click's way to end where the reader of a help text has seen enough
    except BaseException as error:
        for kinds, report, code in _endings():
            if isinstance(error, kinds):
                report(error)
                return code
        raise
    return code if isinstance(code, int) else 0


def _show_help(error: click.UsageError) -> None:
    error.show()


def _tell(error: BaseException) -> None:
    tell(str(error))


def _tell_usage(error: click.UsageError) -> None:
    command = error.ctx.command_path if error.ctx else "cfrdiff"
    tell(f"{error.format_message().rstrip('.')}; see `{command} -h`")


def _tell_refusal(error: click.ClickException) -> None:
    tell(error.format_message())


def _tell_interruption(error: BaseException) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(err=True)  # the terminal has shown ^C
    tell("interrupted")


def _say_nothing(error: BaseException) -> None:
    """The reader of the output has seen enough."""


def _tell_system(error: OSError) -> None:
    where = f"{error.filename}: " if error.filename is not None else ""
    tell(f"{where}{error.strerror or error}; check the files and the disk, then run this again")


def _tell_depth(error: BaseException) -> None:
    tell("something in the input nests more deeply than can be followed; give less of it")


def _tell_memory(error: BaseException) -> None:
    tell("there is not enough memory for this; give less at a time, or pick sections")


def _tell_bug(error: BaseException) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {frames[-1].filename} line {frames[-1].lineno}" if frames else ""
    said = f"{type(error).__name__}: {error}"[:_LONGEST]
    tell(
        f"a bug of cfrdiff ({said}{place}); please report it with the files, and with what"
        " `cfrdiff --traceback` in front of the same command shows"
    )


# As much of an unknown error's own words as one line bears.
_LONGEST = 200


def _endings() -> tuple[tuple[Any, Callable[[Any], None], int], ...]:
    """What ends a command, in the order in which it is looked for: its kinds, the report, the code.

    The grammar of cites is loaded only here: help and version do without it.
    """
    from cfrdiff.cites import CiteError

    return (
        (_HELP_SHOWN, _show_help, ERROR),
        ((CfrdiffError, CiteError), _tell, ERROR),
        (click.UsageError, _tell_usage, ERROR),
        (click.ClickException, _tell_refusal, ERROR),
        ((click.Abort, KeyboardInterrupt), _tell_interruption, INTERRUPTED),
        (BrokenPipeError, _say_nothing, 0),
        (OSError, _tell_system, ERROR),
        (RecursionError, _tell_depth, ERROR),
        (MemoryError, _tell_memory, ERROR),
        (Exception, _tell_bug, ERROR),
    )

"""The command line in a process of its own, with its own streams, folder and environment.

The process is split off this one, which has the package loaded. Starting Python and loading the
package anew takes a second each time; the tests of what only a new interpreter shows do so.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from cfrdiff.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def run_command(
    args: Sequence[str | Path], env: Mapping[str, str], input: bytes = b"", cwd: Path | None = None
) -> Ran:
    """Exit code and streams of ``cfrdiff`` with these arguments, `input` piped in."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        piped, pipe = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(pipe)
            _become([str(arg) for arg in args], env, cwd, (piped, out.fileno(), err.fileno()))
        os.close(piped)
        try:
            with os.fdopen(pipe, "wb") as writing:
                writing.write(input)
        except BrokenPipeError:
            pass  # the command need not read it
        _, status = os.waitpid(process, 0)
        return Ran(os.waitstatus_to_exitcode(status), _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _become(
    args: list[str], env: Mapping[str, str], cwd: Path | None, streams: tuple[int, int, int]
) -> NoReturn:
    """Turn this process, which was just split off, into the command."""
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
        os.environ.clear()
        os.environ.update(env)
        os.chdir(cwd or Path.cwd())
        main(args, prog_name="cfrdiff")
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else int(exit.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

"""Whatever is given, a command ends within 20 seconds and a gigabyte, and says why in one line."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hostile_files import BASE, FILES, Made
from test_cli import MODULE, environment

SIZE = 100_000  # characters
SECONDS, MEGABYTES = 20.0, 1_000


class Ended(NamedTuple):
    """How a command ended, and what it took."""

    code: int
    said: str
    seconds: float
    megabytes: float


def ended(one: Made, size: int, folder: Path) -> Ended:
    """Run the command of a row in a process of its own on what the row makes."""
    file, base = folder / one.name, folder / "base.txt"
    made = one.make(size)
    file.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))
    base.write_text(BASE, "utf-8")
    names = {"FILE": str(file), "BASE": str(base), "OUT.html": str(folder / "out.html")}
    command = [*MODULE, *(names.get(word, word) for word in one.command.split())]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=environment(),
            preexec_fn=_give_up_late,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode()
    seconds = used.ru_utime + used.ru_stime
    return Ended(process.returncode, said, seconds, used.ru_maxrss / 1024)


def _give_up_late() -> None:
    """Let the system end a command that is far over its time: no row holds up the others."""
    most = int(3 * SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def faults(one: Ended) -> list[str]:
    """What is wrong with how a command ended."""
    return [
        fault
        for fault, is_so in {
            f"exit code {one.code}": one.code not in (0, 2),
            f"it says {one.said[:200]!r}": one.said.count("\n") != (1 if one.code else 0),
            f"a bug: {one.said[:200]!r}": "a bug of cfrdiff" in one.said,
            f"{one.seconds:.1f} s": one.seconds > SECONDS,
            f"{one.megabytes:.0f} MB": one.megabytes > MEGABYTES,
        }.items()
        if is_so
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_command_ends_soon_and_says_why(name: str, tmp_path: Path) -> None:
    assert not faults(ended(FILES[name], SIZE, tmp_path))


if __name__ == "__main__":
    begin = sys.argv[1] if len(sys.argv) > 1 else next(iter(FILES))
    for name in list(FILES)[list(FILES).index(begin) :]:
        with tempfile.TemporaryDirectory() as place:
            end = ended(FILES[name], SIZE, Path(place))
        print(
            f"{end.code} {end.seconds:6.2f} s {end.megabytes:5.0f} MB  {name}: {faults(end)}"
            f" {end.said[:90].strip()}",
            flush=True,
        )

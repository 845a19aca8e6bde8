"""Names that are no files, outputs that cannot be written, and ends that come in the middle."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cli import MODULE, TEXT, environment

from cfrdiff.cli import main

BASE = "§ 1.1 Rule.\n\n(a) The importer must keep records.\n"


def _linked(folder: Path, target: str) -> Path:
    link = folder / "link"
    link.symlink_to(target)
    return link


def _round(folder: Path) -> Path:
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    return folder / "one"


def _written(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text(BASE, "utf-8")
    return file


def _socket(folder: Path) -> Path:
    import socket

    place = folder / "socket"
    socket.socket(socket.AF_UNIX).bind(str(place))
    return place


# What is read, its exit code, and what is said of it.
READ: dict[str, tuple[Callable[[Path], Path | str], int, str]] = {
    "a folder": (lambda folder: folder, 2, "this is a folder"),
    "a link to a folder": (lambda folder: _linked(folder, "/tmp"), 2, "this is a folder"),
    "a link to a file": (lambda folder: _linked(folder, str(_written(folder, "a"))), 0, ""),
    "a link that leads nowhere": (lambda folder: _linked(folder, "none"), 2, "no such file"),
    "links that lead to each other": (_round, 2, ""),
    "a socket": (_socket, 2, ""),
    "zeros without end": (lambda _: "/dev/zero", 2, ""),
    "nothing": (lambda _: "/dev/null", 2, "the file is empty"),
    "a file in a file": (lambda folder: _written(folder, "a") / "b", 2, ""),
    "a name of 5,000 letters": (lambda _: "x" * 5_000, 2, ""),
    "a name with a NUL": (lambda _: "a\0b", 2, ""),
    "a text in place of a name": (lambda _: "no\nname", 2, "the text given"),
    "a name that steers": (lambda folder: _written(folder, "a\x1b[2Jb"), 0, ""),
    "no name": (lambda _: "", 2, "a file without a name"),
    "a name like an option": (lambda _: "--nosuch", 2, ""),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_named_is_read_or_refused_in_a_line(name: str, tmp_path: Path) -> None:
    place, code, says = READ[name]
    command = ["--limit", "file_bytes=1000000", "read", str(place(tmp_path))]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, done.stderr.count("\n")) == (code, 1 if code else 0), done.stderr
    assert says in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


WRITTEN: dict[str, Callable[[Path], Path]] = {
    "a folder": lambda folder: folder,
    "in a folder that is not there": lambda folder: folder / "none" / "x.md",
    "in a file": lambda folder: _written(folder, "a") / "x.md",
    "in the kernel's tables": lambda _: Path("/proc/x.md"),
    "a link that leads to itself": lambda folder: _linked(folder, "link"),
    "a name of 5,000 letters": lambda folder: folder / ("x" * 5_000 + ".md"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_output_that_cannot_be_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    place = WRITTEN[name](tmp_path)
    for command in (["report"], ["diff"]):
        done = CliRunner().invoke(main, [*command, str(TEXT), str(TEXT), "-o", str(place)])
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr


@pytest.mark.parametrize("command", [("read",), ("corpus", "add")])
def test_a_pipe_that_nobody_fills_can_be_left(command: tuple[str, ...], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = CliRunner().invoke(main, ["--limit", "command_seconds=1", *command, str(pipe)])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "command_seconds=NUMBER" in done.stderr


def test_a_pipe_that_is_filled_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    if (child := os.fork()) == 0:
        pipe.write_text(BASE, "utf-8")
        os._exit(0)
    assert CliRunner().invoke(main, ["read", str(pipe)]).exit_code == 0
    os.waitpid(child, 0)


def small_files() -> None:
    """Let the process write no more than a few bytes to a file, as where a disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("report", TEXT, "CHANGED", "-o", "out.html"),
        ("report", TEXT, "CHANGED", "-o", "out.docx"),
        ("report", TEXT, "CHANGED", "-o", "out.xlsx"),
        ("read", TEXT, "--json", "-o", "out.json"),
        ("corpus", "add", "CHANGED"),
        ("rules", "stubs", TEXT, "-o", "out"),
        ("library", "add", "--library", "library", "CHANGED"),
    ],
)
def test_a_full_disk_is_said_in_a_line(command: tuple[object, ...], tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(TEXT.read_text("utf-8").replace("five years", "six years"), "utf-8")
    names = {"CHANGED": str(changed)}
    done = subprocess.run(
        [*MODULE, *(names.get(str(one), str(one)) for one in command)],
        cwd=tmp_path,
        env=environment(CFRDIFF_CORPUS=str(tmp_path / "corpus")),
        preexec_fn=small_files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1:] != []
    assert "Traceback" not in done.stderr
    assert "a bug of cfrdiff" not in done.stderr
    left = [file for file in tmp_path.rglob("*") if file.is_file() and file != changed]
    assert [file.name for file in left if not file.name.endswith(".lock")] == []


@pytest.mark.slow
@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("delay", [0.0, 0.1, 0.3, 0.6, 1.0, 2.0])
def test_a_signal_leaves_the_old_report(
    ended_by: signal.Signals, delay: float, tmp_path: Path
) -> None:
    written = tmp_path / "report.html"
    written.write_text("the old one")
    process = subprocess.Popen(
        [*MODULE, "report", "19-cfr-163-customs-service", str(TEXT), "-o", str(written)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
        text=True,
    )
    time.sleep(delay)
    process.send_signal(ended_by)
    _, said = process.communicate(timeout=120)
    assert process.returncode in (0, 130, -ended_by), said
    # Before Python has loaded the command the system ends it, in Python's own words.
    assert process.returncode < 0 or said in ("", "cfrdiff: interrupted\n")
    if process.returncode:
        assert written.read_text() == "the old one"

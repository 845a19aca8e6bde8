"""The workers of a scheduler write what this machine would, also where one is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from library.test_keeping import snapshot
from library.texts import AFTER, BEFORE, incoming

from cfrdiff.errors import LibraryError
from cfrdiff.library import Library

WORKERS = 3
_PATIENCE = 60  # seconds
PARTS = range(1, 10)


class Cluster:
    """A scheduler and its workers, as processes on loopback."""

    def __init__(self, folder: Path) -> None:
        file = folder / "scheduler.json"
        own = ["--scheduler-file", str(file), "--no-dashboard"]
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", *own)
        deadline = time.monotonic() + _PATIENCE
        while not file.exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        self.address = str(msgspec.json.decode(file.read_bytes())["address"])
        local = [
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(folder),
        ]
        self.workers = [self._start("worker", self.address, *local) for _ in range(WORKERS)]

    def _start(self, what: str, *args: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *args]
        return subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path)
    yield running
    running.end()


# Editions of many parts.
GIVEN = [
    incoming(str(n), texts["100"].replace("100.", f"{n}."), f"{year}-04-01")
    for texts, year in ((BEFORE, 2018), (AFTER, 2019))
    for n in PARTS
]


@pytest.mark.slow
def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(
    cluster: Cluster, tmp_path: Path
) -> None:
    here, there = (Library.open(tmp_path / name) for name in ("here", "there"))
    added = here.take_all(GIVEN)
    assert len(added.added) == 2 * len(PARTS)
    compared = here.compare("2018", "2019")
    watched = Library.open(tmp_path / "there", scheduler=cluster.address)
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, str(cluster.workers[0].pid), str(tmp_path / "there")]
    )
    assert {one.sha256 for one in watched.take_all(GIVEN).added} == {
        one.sha256 for one in added.added
    }
    assert killer.wait() == 0
    assert cluster.workers[0].wait() != 0, "it was killed"
    assert watched.compare("2018", "2019") == compared
    assert there.verify() == ()
    assert snapshot(tmp_path / "there") == snapshot(tmp_path / "here")


# Kills a process as soon as the first edition is kept.
KILLER = """
import os, pathlib, signal, sys, time
records = pathlib.Path(sys.argv[2], "records")
while not any(records.rglob("*.json")):
    time.sleep(0.01)
os.kill(int(sys.argv[1]), signal.SIGKILL)
"""


@pytest.mark.slow
def test_where_no_scheduler_answers_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cfrdiff.library.running._PATIENCE", "1s")
    with pytest.raises(LibraryError, match="no scheduler answers"):
        Library.open(tmp_path / "x", scheduler="tcp://127.0.0.1:9").take_all(GIVEN)

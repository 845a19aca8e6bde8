"""`regenerate`, killed at every call of the system it makes, and what is edited afterwards."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest
from rules.editions import BEFORE, edition
from rules.system_calls import can_trace, stopped
from rules.test_reviews import filled

import cfrdiff
from cfrdiff.cli.commands import main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_trace, reason="processes are traced on x86-64 Linux only"),
]

OLD = """\
7 CFR 10.5

§ 10.5 Fees.

(a) The owner must pay a fee of $5.

(b) The Board may waive the fee.

§ 10.6 Keepers.

(a) The keeper must close the gate.
"""
NEW = (
    OLD.replace("$5", "$6").replace("gate.", "gate at night.")
    + "\n§ 10.7 New.\n\n(a) A guest may stay.\n"
)
EDIT = b"\n# an edit of the developer's\n"

Files = dict[str, bytes]


def content(folder: Path) -> Files:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def quietly(*args: str) -> int:
    """Run a command in this process, with nothing on its streams."""
    with open(os.devnull, "wb") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    try:
        main(list(args), standalone_mode=False)
    except SystemExit as error:
        return int(error.code or 0)
    return 0


def in_a_child(*args: str) -> int:
    child = os.fork()
    if child == 0:
        os._exit(quietly(*args))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    (tmp_path / "whole").mkdir()
    for name, code in filled(cfrdiff.read("old.txt")).items():
        (tmp_path / "whole" / name).write_bytes(code)
    shutil.copytree("whole", "done")
    assert in_a_child("rules", "regenerate", "done", "old.txt", "new.txt") == 0
    return tmp_path


def test_a_kill_at_every_call_leaves_each_module_old_or_new_and_every_edit(place: Path) -> None:
    before, after = content(place / "whole"), content(place / "done")
    states: list[tuple[int, Files]] = []  # each with the first call at which the disk has it
    shutil.copytree("whole", "traced")

    def seen(count: int) -> bool:
        now = content(place / "traced")
        if not states or states[-1][1] != now:
            states.append((count, now))
        return True

    count = stopped(lambda: quietly("rules", "regenerate", "traced", "old.txt", "new.txt"), seen)
    assert content(place / "traced") == after
    assert count > 100
    assert len(states) > len(after)
    for _, state in states:
        for name, data in state.items():
            is_whole = data in (before.get(name), after.get(name))
            assert is_whole or name not in after, f"{name} is neither old nor new"
    ends = [first for first, _ in states[1:]] + [count + 1]
    kills = sorted(
        {n for (first, _), end in zip(states, ends, strict=True) for n in (first, end - 1)}
    )
    for number, at in enumerate(kills):
        killed_and_edited(place / f"killed{number}", at, before, after)


def killed_and_edited(folder: Path, at: int, before: Files, after: Files) -> None:
    """Kill a run at a call, edit a module, and see the edit through check and another run."""
    shutil.copytree("whole", folder)
    run = ("rules", "regenerate", str(folder), "old.txt", "new.txt")
    stopped(lambda: quietly(*run), lambda n: n < at)
    left = content(folder)
    for name in after:
        assert left.get(name) in (before.get(name), after.get(name)), (at, name)
    edited = "section_10_5.py"
    (folder / edited).write_bytes(left[edited] + EDIT)
    now = content(folder)
    in_a_child("rules", "check", str(folder), "new.txt")
    assert content(folder) == now, at
    assert in_a_child(*run) == 0
    made = content(folder)
    assert {n: d for n, d in made.items() if n in after} == {
        **after,
        edited: after[edited] + EDIT,
    }, at


def test_ten_thousand_files_are_read_in_seconds(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (code,) = filled(
        edition(
            BEFORE,
            s10_5=[
                ("(a)", "The owner must pay a fee of $5."),
                ("(b)", "The Board may waive the fee."),
            ],
        )
    ).values()
    for number in range(5_000):
        (folder / f"other_{number}.py").write_bytes(b"x = 1\n" * 50)
    for number in range(4_999):
        (folder / f"test_{number}.py").write_bytes(b"def test_it():\n    assert paragraph_z\n")
    (folder / "section_10_5.py").write_bytes(code)
    before = len(list(itertools.islice(folder.iterdir(), 20_000)))
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    assert in_a_child("rules", "check", str(folder), str(tmp_path / "old.txt")) == 0
    assert len(list(folder.iterdir())) == before

"""Writing a folder of modules: ended anywhere, by anything, it loses no byte of the developer's."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rules.editions import AFTER, BEFORE, edition
from rules.test_regeneration import fill, linked, made

from cfrdiff.errors import SourceError
from cfrdiff.rules.checking import check
from cfrdiff.rules.regeneration import Regenerated, regenerate
from cfrdiff.sources.folder import locked, read_modules, write_modules

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")

PAY, WASH = "The owner shall pay a fee to the Board.", "The cook must wash all hands."
STAY, SLEEP = "A guest may stay for ten nights.", "No driver may sleep in the car."
KILLED = 9

# (b) of each of two sections goes to the other, so that both modules give and take.
OLD = edition(BEFORE, s10_5=[("(a)", PAY), ("(b)", WASH)], s10_6=[("(a)", STAY), ("(b)", SLEEP)])
NEW = edition(AFTER, s10_5=[("(a)", PAY), ("(b)", SLEEP)], s10_6=[("(a)", STAY), ("(b)", WASH)],
              s10_7=[("(a)", "A waiter must bow.")])  # fmt: skip
CHANGES = linked(
    OLD, NEW,
    ("unchanged", [0], [0]), ("redesignated", [1], [3]), ("unchanged", [2], [2]),
    ("redesignated", [3], [1]), ("added", [], [4]),
)  # fmt: skip
FIVE, SIX = "section_10_5.py", "section_10_6.py"


def files() -> dict[str, bytes]:
    found = made(OLD)
    found[FIVE] = fill(found[FIVE], "paragraph_b", "    return WASHED")
    found[SIX] = fill(found[SIX], "paragraph_b", "    return SLEPT")
    return found


def again(folder: Path) -> Regenerated:
    return regenerate(read_modules(str(folder)), OLD, NEW, CHANGES)


def written(folder: Path, content: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return folder


def killed_at(n: int, work: Callable[[], object]) -> int:
    """Do something in a process that ends at its n-th call of the system, with no time to mend."""
    child = os.fork()
    if child == 0:
        left = n

        def count(event: str, args: object) -> None:
            nonlocal left
            if event.partition(".")[0] in ("open", "os", "tempfile", "fcntl"):
                left -= 1
                if left == 0:
                    os._exit(KILLED)

        sys.addaudithook(count)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_run_killed_anywhere_is_finished_by_the_next(tmp_path: Path) -> None:
    was = files()
    result = regenerate(was, OLD, NEW, CHANGES)
    states = {FIVE: {was[FIVE]}, SIX: {was[SIX]}}
    for name in states:
        states[name] |= {result.files[name], result.first[name]}
    for n in range(1, 200):
        folder = written(tmp_path / str(n), was)
        writing = functools.partial(write_modules, str(folder), result.files, was, result.first)
        code = killed_at(n, writing)
        there = read_modules(str(folder))
        for name, possible in states.items():
            assert there[name] in possible, (n, name)
        whole = b"".join(there.values())
        assert b"    return WASHED" in whole, n
        assert b"    return SLEPT" in whole, n
        # What is edited before the next run stays, too.
        edited = {name: data + b"\n# mine\n" for name, data in there.items()}
        for name, data in edited.items():
            (folder / name).write_bytes(data)
        check(read_modules(str(folder)), NEW)
        assert read_modules(str(folder)) == edited
        second = again(folder)
        write_modules(str(folder), second.files, edited, second.first)
        done = read_modules(str(folder))
        assert {one.state for one in check(done, NEW).statuses if one.cite[-3:] == "(b)"} == {
            "review due"
        }
        for name in edited:
            assert done[name].count(b"# mine") == 1
        assert b"".join(done.values()).count(b"    return WASHED") == 1, n
        assert done.keys() == result.files.keys()
        if code == 0:
            break
    assert code == 0
    assert n > 20


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    was = files()
    folder = written(tmp_path / "own", was)
    result = again(folder)
    (folder / SIX).write_bytes(was[SIX] + b"# edited\n")
    before = read_modules(str(folder))
    with pytest.raises(SourceError, match=r"section_10_6\.py: it was changed while this ran"):
        write_modules(str(folder), result.files, was, result.first)
    assert read_modules(str(folder)) == before


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    was = files()
    folder = written(tmp_path / "own", was)
    result = again(folder)
    (folder / "section_10_7.py").write_bytes(b"# mine\n")
    with pytest.raises(SourceError, match=r"section_10_7\.py: it was changed while this ran"):
        write_modules(str(folder), result.files, was, result.first)
    assert (folder / "section_10_7.py").read_bytes() == b"# mine\n"


def test_a_second_run_waits_for_none(tmp_path: Path) -> None:
    with (
        locked(str(tmp_path)),
        pytest.raises(SourceError, match="another run is writing the modules of this folder"),
        locked(str(tmp_path)),
    ):
        pass
    with locked(str(tmp_path)):
        assert list(tmp_path.iterdir()) == []


def test_modes_and_links_inside_stay(tmp_path: Path) -> None:
    folder = written(tmp_path / "own", files())
    (folder / FIVE).chmod(0o640)
    (folder / SIX).rename(folder / "six.txt")
    (folder / SIX).symlink_to("six.txt")
    result = again(folder)
    write_modules(str(folder), result.files, files(), result.first)
    assert (folder / FIVE).stat().st_mode & 0o777 == 0o640
    assert (folder / SIX).is_symlink()
    assert (folder / "six.txt").read_bytes() == result.files[SIX]

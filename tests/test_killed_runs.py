"""Whatever ends a run, and however many run at once: what is kept is there, old or new, whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from killed_runs import steps
from test_cli import TEXT

from cfrdiff.cli import main
from cfrdiff.library import Library
from cfrdiff.sources import corpus

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"


def run(*command: str) -> str:
    done = CliRunner().invoke(main, list(command))
    assert done.exit_code == 0, done.stderr
    return done.stdout


def edition(folder: Path, number: int) -> str:
    file = folder / f"edition-{number}.txt"
    file.write_text(f"§ 1.{number} Rule.\n\n(a) Keep it.\n", "utf-8")
    return str(file)


def test_a_corpus_has_what_was_added_before_the_run_that_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFRDIFF_CORPUS", str(tmp_path / "corpus"))
    run("corpus", "add", edition(tmp_path, 1))
    two = [edition(tmp_path, 2), edition(tmp_path, 3)]
    for _ in steps(["corpus", "add", *two]):
        held = corpus.entries([tmp_path / "corpus"])
        ids = [one.entry.id for one in held]
        assert ids in (["edition-1"], ["edition-1", "edition-2", "edition-3"])
        for one in held:
            corpus.verify(one)
        if len(ids) == 3:
            break
    else:
        pytest.fail("the last run added nothing")


@pytest.mark.slow
def test_a_library_goes_on_where_a_run_ended(tmp_path: Path) -> None:
    place = str(tmp_path / "library")
    sources = [edition(tmp_path, number) for number in range(3)]
    run("library", "add", "--library", place, sources[0])
    for _ in steps(["library", "add", "--library", place, *sources[1:]]):
        assert len(Library.open(place).entries()) in (1, 2, 3)
    held = Library.open(place)
    assert len(held.entries()) == 3
    assert held.verify() == ()


@pytest.mark.slow
def test_rule_modules_are_as_before_or_as_they_are_to_be(tmp_path: Path) -> None:
    before = tmp_path / "before"
    run("rules", "stubs", OLD, "--section", "163.11", "--section", "163.12", "-o", str(before))
    after = tmp_path / "after"
    shutil.copytree(before, after)
    run("rules", "regenerate", str(after), OLD, NEW)
    old, new = _modules(before), _modules(after)
    assert old != new
    folder = tmp_path / "rules"
    shutil.copytree(before, folder)
    for _ in steps(["rules", "regenerate", str(folder), OLD, NEW]):
        for name, text in _modules(folder).items():
            assert text in (old.get(name), new.get(name)), name
    # What the runs that were ended had done, the last one took up.
    assert _modules(folder) == new


def _modules(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.py"))}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".html", ".md", ".docx", ".xlsx", ".csv"])
def test_a_report_is_the_old_one_or_the_new_one(suffix: str, tmp_path: Path) -> None:
    written = tmp_path / f"report{suffix}"
    command = ["report", OLD, NEW, "--section", "163.12", "-o", str(written)]
    run(*command)
    whole = len(written.read_bytes())
    written.write_bytes(b"the old one")
    for _ in steps(command):
        assert written.read_bytes() == b"the old one" or len(written.read_bytes()) >= whole - 20
    assert written.read_bytes() != b"the old one"


def side_by_side(commands: Sequence[Sequence[str]]) -> list[int]:
    """The exit codes of commands that run at once."""
    children = []
    for command in commands:
        child = os.fork()
        if child == 0:
            os._exit(CliRunner().invoke(main, command).exit_code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


@pytest.mark.slow
def test_runs_that_regenerate_at_once_write_one_after_another_or_not(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    run("rules", "stubs", OLD, "--section", "163.11", "--section", "163.12", "-o", str(folder))
    alone = tmp_path / "alone"
    shutil.copytree(folder, alone)
    run("rules", "regenerate", str(alone), OLD, NEW)
    codes = side_by_side([["rules", "regenerate", str(folder), OLD, NEW]] * 6)
    assert set(codes) <= {0, 2}
    assert 0 in codes
    assert _modules(folder) == _modules(alone)


@pytest.mark.slow
def test_runs_that_write_one_report_leave_one_whole(tmp_path: Path) -> None:
    written, alone = tmp_path / "report.md", tmp_path / "alone.md"
    command = ["report", OLD, NEW, "--section", "163.12", "-o"]
    run(*command, str(alone))
    assert side_by_side([[*command, str(written)]] * 6) == [0] * 6
    assert written.read_text("utf-8") == alone.read_text("utf-8")
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.slow
def test_runs_that_add_to_a_library_at_once_lose_nothing(tmp_path: Path) -> None:
    place = str(tmp_path / "library")
    commands = [
        ["library", "add", "--library", place, edition(tmp_path, number)] for number in range(8)
    ]
    assert side_by_side(commands) == [0] * 8
    assert len(Library.open(place).entries()) == 8


def test_an_output_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    written = tmp_path / "report.md"
    written.write_text("the old one")
    command = ["report", str(TEXT), str(TEXT), "-o"]
    for place in ("/dev/full", str(tmp_path / "none" / "x.md")):
        done = CliRunner().invoke(main, [*command, place])
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
    assert written.read_text() == "the old one"

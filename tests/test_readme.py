"""What the README shows is what the program prints."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from command_process import run_command

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


ROOT = Path(__file__).parents[1]


def run(command: str, cwd: Path = ROOT, codes: tuple[int, ...] = (0,)) -> str:
    words = shlex.split(command, comments=True)
    assert words[0] == "cfrdiff"
    # Only the corpus is at hand, whatever the developer keeps in a library.
    ran = run_command(words[1:], os.environ | {"CFRDIFF_LIBRARY": f"{ROOT}/none"}, cwd=cwd)
    assert ran.code in codes, ran.err
    return ran.out


def assert_printed(shown: str, printed: str) -> None:
    at = 0
    for piece in shown.split("[...]\n"):
        at = printed.find(piece, at)
        assert at >= 0, f"not printed, or not in this order:\n{piece}"
        at += len(piece)


def test_the_output_shown_is_the_output_printed() -> None:
    shown = re.findall(r"<!-- output: ([^\n]+) -->\n```text\n(.+?)```", README, re.DOTALL)
    assert shown
    for command, block in shown:
        assert_printed(block, run(command))


def test_the_developers_loop_is_as_shown(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```console\n(.+?)```", README, re.DOTALL)
    assert len(shown.splitlines()) <= 30  # one screen
    for step in re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]:
        command, _, output = step.partition("\n")
        if command.startswith("$EDITOR"):
            module = tmp_path / command.split()[1]
            filled = module.read_text("utf-8").replace("raise NotImplementedError", "print")
            module.write_text(filled, "utf-8")
        else:
            assert_printed(output, run(command, tmp_path, (0, 1)))


def test_the_python_shown_runs() -> None:
    (code,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    assert len(code.strip().splitlines()) <= 12
    exec(compile(code, "README.md", "exec"), {})


def test_the_commands_shown_are_those_there_are() -> None:
    commands = [
        "",
        "read",
        "diff",
        "report",
        "amend",
        "history",
        "provisions",
        "fetch",
        "watch",
        "mcp",
    ]
    commands += [
        f"rules {name}" for name in ("stubs", "regenerate", "check", "accept", "ask", "compare")
    ]
    of_library = ("add", "list", "compare", "search", "cites", "left-behind", "sql", "verify")
    commands += [f"library {name}" for name in of_library]
    help_text = "".join(run(f"cfrdiff {command} -h") for command in commands)
    (shown,) = re.findall(r"## On the command line\n\n```\n(.+?)```", README, re.DOTALL)
    for option in re.findall(r"--[a-z-]+|(?<= )-o", shown):
        assert option in help_text
    for command in re.findall(r"^cfrdiff ([a-z]+)", shown, re.MULTILINE):
        assert re.search(rf"^  {command} ", help_text, re.MULTILINE)
    for command in re.findall(r"^cfrdiff rules ([a-z]+)", shown, re.MULTILINE):
        assert re.search(rf"^  {command} ", run("cfrdiff rules -h"), re.MULTILINE)
    for command in of_library:
        assert re.search(rf"^  {command} ", run("cfrdiff library -h"), re.MULTILINE)
    for command in ("list", "show", "add", "verify"):
        assert re.search(rf"^  {command} ", run("cfrdiff corpus -h"), re.MULTILINE)


def test_one_line_sets_up_each_job() -> None:
    lines = re.findall(r"^python3 -m venv .+$", README, re.MULTILINE)
    assert len(lines) == 2
    assert "cfrdiff diff" in lines[0]
    assert "pytest" in lines[1]

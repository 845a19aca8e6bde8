"""The command line as people run it: a process, its streams and its exit code."""

import hashlib
import json
import os
import pty
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner
from command_process import Ran, run_command

import cfrdiff
from cfrdiff import schemas
from cfrdiff.cli import main
from cfrdiff.cli.commands import HELP
from cfrdiff.cli.output import emit
from cfrdiff.sources.corpus import bundled_folder
from cfrdiff.sources.files import write_whole

OLDER = "19-cfr-163-customs-service"
NEWER = "19-cfr-163-2012"
TEXT = bundled_folder() / "19-cfr-163-2012.txt"
MARKDOWN = bundled_folder() / "19-cfr-163-customs-service.md"
PDF = bundled_folder() / "19-cfr-163-2012-typeset.pdf"
MODULE = (sys.executable, "-m", "cfrdiff")
ESCAPE = "\x1b"


def environment(**changed: str) -> dict[str, str]:
    """This process's, without what decides on colours, and with no corpus of the user's."""
    decide = ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if name not in decide}
    return {**kept, "CFRDIFF_CORPUS": os.devnull + ".none", "TERM": "xterm-256color", **changed}


def run(*args: str | Path, input: bytes = b"", cwd: Path | None = None, **env: str) -> Ran:
    return run_command(args, environment(**env), input, cwd)


def on_a_terminal(*args: str, **env: str) -> str:
    """What a command prints on a terminal, without the bar that shows how far it is."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*MODULE, *args],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment(**env),
    ) as process:
        os.close(theirs)
        printed = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # Linux's way to say that the other side is closed
                break
            if not piece:
                break
            printed += piece
    os.close(ours)
    assert process.returncode == 0
    return printed.decode()


# Reading


def test_read_shows_sections_and_paragraphs() -> None:
    ran = run("read", TEXT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("19 CFR part 163, as of 2012-04-01")
    assert "\n§ 163.12 " in ran.out


@pytest.mark.parametrize("source", [TEXT, MARKDOWN, PDF], ids=lambda path: path.suffix[1:])
def test_read_json_is_the_edition_and_keeps_to_the_schema(source: Path) -> None:
    ran = run("read", source, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n") == 1
    said: dict[str, Any] = json.loads(ran.out)
    jsonschema.Draft202012Validator(schemas.load("edition-1")).validate(said)
    assert said["schema"] == "cfrdiff/edition/1"
    assert said["source"]["path"] == str(source)
    assert said["source"]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert cfrdiff.Edition.from_json(ran.out.encode()) == cfrdiff.read(source)


def test_read_takes_a_path_or_an_id() -> None:
    by_path = json.loads(run("read", TEXT, "--json").out)
    by_id = json.loads(run("read", NEWER, "--json").out)
    assert by_id["source"].pop("path") == TEXT.name
    assert by_path["source"].pop("path") == str(TEXT)
    assert by_id == by_path


@pytest.mark.parametrize("number", ["163.12", "§ 163.12", "§163.12", " 163.12 "])
def test_one_section_of_a_file(number: str) -> None:
    said = json.loads(run("read", TEXT, "--section", number, "--json").out)
    assert [section["number"] for section in said["sections"]] == ["163.12"]
    assert {finding["section"] for finding in said["findings"]} <= {"163.12", None}


def test_what_the_file_does_not_tell_can_be_given(tmp_path: Path) -> None:
    file = tmp_path / "pasted.txt"
    file.write_text("§ 7.1 Rule.\n\n(a) Keep it.\n", "utf-8")
    said = json.loads(run("read", file, "--title", "7", "--as-of", "1999-12-31", "--json").out)
    assert (said["title"], said["as_of"]) == (7, "1999-12-31")


def test_read_from_a_pipe() -> None:
    ran = run("read", "/dev/stdin", "--json", input=TEXT.read_bytes())
    assert (ran.code, ran.err) == (0, "")
    assert (
        json.loads(ran.out)["sections"] == json.loads(run("read", TEXT, "--json").out)["sections"]
    )


def test_a_file_name_that_is_no_unicode(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        shutil.copy(TEXT, os.fsdecode(odd))
    except OSError:
        pytest.skip("this file system has Unicode names only")
    ran = run("read", os.fsdecode(odd), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["source"]["path"].endswith("caf\\udce9.txt")


# Comparing


def test_diff_lists_what_changed() -> None:
    ran = run("diff", OLDER, NEWER)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"older  {MARKDOWN.name}")
    assert "[-Miami-]" in ran.out
    assert "{+Charlotte+}" in ran.out


def test_diff_json_is_the_change_set_and_keeps_to_the_schema() -> None:
    ran = run("diff", OLDER, NEWER, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n") == 1
    said: dict[str, Any] = json.loads(ran.out)
    jsonschema.Draft202012Validator(schemas.load("changeset-1")).validate(said)
    assert said["schema"] == "cfrdiff/changeset/1"
    assert ran.out.encode() == cfrdiff.diff(OLDER, NEWER).to_json() + b"\n"


def test_one_section_of_two_files() -> None:
    said = json.loads(run("diff", OLDER, NEWER, "--section", "§ 163.12", "--json").out)
    assert {change["section"] for change in said["changes"]} == {"163.12"}


@pytest.mark.parametrize(
    ("old", "new", "options", "code"),
    [
        (NEWER, NEWER, ("--exit-code",), 0),
        (OLDER, NEWER, ("--exit-code",), 1),
        (OLDER, NEWER, ("--exit-code", "--json"), 1),
        (OLDER, NEWER, (), 0),
        (OLDER, "no-such-file.txt", ("--exit-code",), 2),
        (OLDER, NEWER, ("--exit-code", "--section", "1.1"), 2),
    ],
)
def test_exit_codes_are_those_of_diff(
    old: str, new: str, options: tuple[str, ...], code: int
) -> None:
    assert run("diff", old, new, *options).code == code


def test_diff_reads_a_pipe_once() -> None:
    ran = run("diff", "/dev/stdin", NEWER, "--exit-code", input=TEXT.read_bytes())
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing changed." in ran.out


# Where output goes


@pytest.mark.parametrize(
    "command",
    [
        ("read", NEWER),
        ("read", NEWER, "--json"),
        ("diff", OLDER, NEWER),
        ("diff", OLDER, NEWER, "--json"),
    ],
    ids=" ".join,
)
def test_output_to_a_file_is_what_stdout_has(command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text("as it was")
    file.chmod(0o640)
    written = run(*command, "-o", file)
    assert written == Ran(0, "", "")
    assert file.read_text("utf-8") == run(*command).out
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "out.json"
    file.write_text("as it was")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(cfrdiff.SourceError, match="No space left on device"):
        write_whole(str(file), b"new")
    assert file.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    write_whole(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize("command", [("read", NEWER), ("diff", OLDER, NEWER), ("corpus", "list")])
def test_a_terminal_gets_styles(command: tuple[str, ...]) -> None:
    assert ESCAPE in on_a_terminal(*command)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_styles_gets_marks(env: dict[str, str]) -> None:
    shown = on_a_terminal("diff", OLDER, NEWER, **env)
    assert ESCAPE not in shown
    assert "{+Charlotte+}" in shown
    assert ESCAPE not in on_a_terminal("read", NEWER, **env)


@pytest.mark.parametrize("command", [("read", NEWER), ("diff", OLDER, NEWER), ("corpus", "list")])
def test_a_pipe_gets_plain_text(command: tuple[str, ...]) -> None:
    printed = run(*command).out
    assert ESCAPE not in printed
    assert all(line == line.rstrip() for line in printed.split("\n"))


@pytest.mark.parametrize("command", [("read", NEWER, "--json"), ("diff", OLDER, NEWER)])
def test_a_reader_who_has_seen_enough(command: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [*MODULE, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_piped_into_head() -> None:
    line = f"{shlex.join([*MODULE, 'read', NEWER, '--json'])} | head -c 20"
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, env=environment(), check=False, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, '{"schema":"cfrdiff/e', "")


def test_stdout_that_is_full() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*MODULE, "read", NEWER],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "cfrdiff: stdout: cannot be written (No space left on device); write elsewhere with -o"
    ]


def test_stdout_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(cfrdiff.SourceError, match="stdout: it is closed"):
        emit(b"text", None)


# The command itself

COMMANDS = (
    "read",
    "diff",
    "provisions",
    "rules",
    *(f"rules {name}" for name in ("stubs", "regenerate", "check", "ask", "compare")),
    "corpus",
    *(f"corpus {name}" for name in ("list", "show", "add", "verify")),
)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_everywhere(command: str, option: str) -> None:
    ran = run(*command.split(), option)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: cfrdiff {command}".rstrip())


def test_no_command_shows_the_help() -> None:
    ran = run()
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == run("-h").out


def test_the_version_is_the_packages() -> None:
    assert run("--version") == Ran(0, f"cfrdiff, version {cfrdiff.__version__}\n", "")


def test_the_console_script_is_the_same_command() -> None:
    script = Path(sysconfig.get_path("scripts")) / "cfrdiff"
    if not script.exists():
        pytest.skip("the package is not installed here")
    done = subprocess.run(
        [script, "diff", OLDER, NEWER, "--exit-code"],
        capture_output=True,
        env=environment(),
        check=False,
        text=True,
    )
    ran = run("diff", OLDER, NEWER, "--exit-code")
    assert (done.returncode, done.stdout, done.stderr) == ran


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("reed", "No such command 'reed'"),
        ("read", "Missing argument 'FILE...'"),
        ("diff one.txt", "Missing argument 'NEW'"),
        ("read one.txt two.txt --explain", "take one FILE"),
        ("diff one.txt two.txt three.txt", "unexpected extra argument (three.txt)"),
        ("read one.txt --colour", "No such option"),
        ("read one.txt --title 51", "'--title'"),
        ("read one.txt --section §", "'--section'"),
        ("corpus add one.txt two.txt --id one", "--id"),
    ],
)
def test_a_command_that_cannot_be_is_told_in_one_line(args: str, says: str) -> None:
    ran = run(*args.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("cfrdiff: ")
    assert says in ran.err
    assert " -h`" in ran.err


def test_a_name_cannot_steer_the_terminal() -> None:
    ran = run("read", "red\x1b[31m.txt")
    assert ran.code == 2
    assert ran.err.startswith("cfrdiff: red␛[31m.txt: ")


def test_standard_input_is_a_file() -> None:
    page = (
        b"<html><body><h1>19 CFR \xc2\xa7 163.5 - Records.</h1><p>(a) Keep them.</p></body></html>"
    )
    text = b"\xc2\xa7 163.5 Records.\n\n(a) Keep them.\n\n(b) For years.\n"
    runner = CliRunner()
    for given, format in ((page, "html"), (text, "text")):
        done = runner.invoke(main, ["read", "-"], input=given)
        assert done.exit_code == 0, done.output
        assert f"(standard input, {format})" in done.stdout
        assert "(a) Keep them." in done.stdout
    for sides in (["-", "19-cfr-163-2012"], ["19-cfr-163-2012", "-"]):
        done = runner.invoke(main, ["diff", "--force", *sides], input=text)
        assert done.exit_code == 0, done.output
        assert "standard input (" in done.stdout
    assert runner.invoke(main, ["provisions", "-"], input=text).exit_code == 0
    done = runner.invoke(main, ["diff", "-", "-"], input=text)
    assert done.exit_code == 2
    assert "standard input: it can be read only once" in done.stderr
    done = runner.invoke(main, ["read", "-"], input=b"")
    assert done.exit_code == 2
    assert "standard input: the file is empty" in done.stderr


@pytest.mark.parametrize("name", sorted(HELP))
def test_help_lists_what_each_command_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert HELP[name] == command.get_short_help_str(limit=100)


def test_help_and_version_load_neither_grammar_nor_reader() -> None:
    for argument in ("--version", "-h"):
        code = (
            "import sys\nfrom cfrdiff.cli import main\n"
            f"try:\n    main([{argument!r}])\nexcept SystemExit:\n    pass\n"
            "print([n for n in sys.modules if n in"
            " ('spacy', 'scipy', 'pdfplumber', 'libcst', 'rich.console', 'cfrdiff.cites')])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout.splitlines()[-1] == b"[]"

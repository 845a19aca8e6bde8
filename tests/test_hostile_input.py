"""What nobody writes but anybody can make: it is read, or refused in one line, and soon."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from drawn_pdf import pdf, word
from test_cli import MODULE, TEXT, environment

import cfrdiff
from cfrdiff.cites import labels
from cfrdiff.cli import main
from cfrdiff.deadlines import page_time, within
from cfrdiff.errors import CfrdiffError, TooLongError
from cfrdiff.limits import Limits, check_digits, limits, raised, reading
from cfrdiff.sources import corpus

# Packed, so that it is a stream that is looked at.
PAGES = pdf(
    zlib.compress(
        word(72, 72, "§ 1.1 Rule.") + word(72, 92, "(a) The office keeps its records for years.")
    ),
    page=b"",
    entries=b"/Filter/FlateDecode",
).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[3 0 R 3 0 R]/Count 2")
HEAD = "§ 1.1 Rule.\n\n(a) Keep "
BASE = "§ 1.1 Rule.\n\n(a) The importer must keep records.\n\n(b) Others need not.\n"
FACTS = "rules ask 163.12 --edition 19-cfr-163-2012 --facts FILE"


def section(inside: str) -> str:
    return (
        "<CFRGRANULE><PART><SECTION><SECTNO>§ 1.1</SECTNO>"
        f"<SUBJECT>Rule.</SUBJECT>{inside}</SECTION></PART></CFRGRANULE>"
    )


def rule(words: str) -> str:
    return (
        f'<RULE><REGTEXT TITLE="1" PART="1"><AMDPAR>1. {words}</AMDPAR>'
        "<SECTION><SECTNO>§ 1.1</SECTNO><P>(a) New.</P></SECTION></REGTEXT></RULE>"
    )


def nested(name: str, times: int) -> str:
    return f"<{name}>" * times + "x" + f"</{name}>" * times


def items(count: int) -> str:
    """An instruction with so many lettered items."""
    lettered = "".join(f"    {'abc'[k % 3]}. remove paragraph (b);\n" for k in range(count))
    return f"1. In § 1.1:\n{lettered}"


class Hostile(NamedTuple):
    """What is made of a size, the command that reads it, and what that says where it refuses."""

    make: Callable[[int], str]
    command: str = "read FILE"
    says: str | None = None


INPUTS = {
    "instructions of processing": Hostile(
        lambda n: '<?xml version="1.0"?>' + "<?xml-stylesheet?>" * n + "x", says="no section found"
    ),
    "comments": Hostile(lambda n: "<!-- -->" * n + "!", says="no section found"),
    "comments that stay open": Hostile(lambda n: "<!-- " * n + "!", says="no section found"),
    "document types": Hostile(lambda n: "<!DOCTYPE x [ " * n + "!", says="no section found"),
    "one word": Hostile(lambda n: f"{HEAD}{'a' * n}\n"),
    "a number": Hostile(lambda n: f"{HEAD}see § 1.1-{'1' * n} and § {'1' * n}.1\n", says="digits="),
    "a number of a rule": Hostile(
        lambda n: rule(f"Remove §§ 1.1 through 1.{'9' * n}."), "amend BASE FILE", "digits="
    ),
    "a number that is let pass": Hostile(
        lambda n: f"{HEAD}see § 1.1-{'1' * n} and § {'1' * n}.1\n",
        "--limit digits=1000000 read FILE",
    ),
    "words that hang": Hostile(lambda n: f"{HEAD}{'a- ' * (n // 3)}\n"),
    "a compound": Hostile(lambda n: f"{HEAD}{'a-' * (n // 2)}1\n"),
    "labels": Hostile(lambda n: f"{HEAD}\n\n{'(i)' * min(n // 3, 9_000)}x\n"),
    "labels of an instruction": Hostile(
        lambda n: rule(f"In § 1.1, revise paragraphs {'(i)' * min(n // 3, 9_000)}x."),
        "amend BASE FILE",
    ),
    "hyphens": Hostile(lambda n: f"{HEAD}{'-' * n}x\n"),
    "brackets that close": Hostile(lambda n: f"{HEAD}{']' * n}x\n"),
    "brackets": Hostile(lambda n: f"{HEAD}{'(' * n}\n"),
    "elements in one another": Hostile(
        lambda n: section(f"<P>(a) {nested('E', n)}</P>"), says="line 1: XML that nests more than"
    ),
    "elements of a rule in one another": Hostile(
        lambda n: rule(f"In § 1.1, remove {nested('E', n)}."),
        "amend BASE FILE",
        "XML that nests more than",
    ),
    "items of an instruction": Hostile(lambda n: items(n // 20), "amend BASE FILE"),
    "values of TOML in one another": Hostile(
        lambda n: f"x = {'[' * n}{']' * n}", FACTS, "its values nest too deeply"
    ),
    "a number of TOML": Hostile(lambda n: f"x = {'1' * n}", FACTS, "a value in it is out of range"),
    "numbers of a table": Hostile(
        lambda n: section(
            f"<P>(a) x</P><GPOTABLE COLS='{'9' * n}'><ROW><ENT I='²' A='{'9' * n}'>x</ENT></ROW>"
            f"<ROW><ENT I='{'9' * n}'>x</ENT></ROW></GPOTABLE>"
        )
    ),
    "a range of a rule": Hostile(
        lambda n: rule(f"In § 1.1, remove paragraphs (1) through ({'9' * min(n, 8)})."),
        "amend BASE FILE",
    ),
    "characters for private use in a rule": Hostile(
        lambda n: rule("In § 1.1, remove “\ue000\uf8ff”, and add “\U000f0000” in its place."),
        "amend BASE FILE",
    ),
    "figures that are none": Hostile(lambda n: f"{HEAD}§ ².² and § 1.² (²) of {'²' * 9} days.\n"),
}


def run_on(one: Hostile, size: int, folder: Path) -> None:
    """Run the command of a row on what it makes; it ends well or in one line."""
    file, base = folder / "made", folder / "base.txt"
    file.write_text(one.make(size), "utf-8")
    base.write_text(BASE, "utf-8")
    names = {"FILE": str(file), "BASE": str(base)}
    done = CliRunner().invoke(main, [names.get(word, word) for word in one.command.split()])
    assert (done.exit_code, done.stderr.count("\n")) == ((2, 1) if one.says else (0, 0))
    if one.says:
        assert one.says in done.stderr


@pytest.mark.parametrize("name", INPUTS)
def test_a_small_one_is_read_or_refused_in_a_line(name: str, tmp_path: Path) -> None:
    run_on(INPUTS[name], 6_000, tmp_path)


# Limits


@pytest.mark.parametrize(
    ("limit", "name", "text"),
    [
        ("nested_elements=20", "a.xml", section(f"<P>(a) {nested('E', 30)}</P>")),
        ("line_characters=50", "a.txt", f"{HEAD}{'word ' * 20}\n"),
        ("line_labels=5", "a.txt", f"{HEAD}{'(b) (1) ' * 5}\n"),
        ("file_bytes=100", "a.txt", f"{HEAD}{'word ' * 40}\n"),
        ("digits=8", "a.txt", f"{HEAD}it {'1' * 9}\n"),
        ("digits=8", "a.txt", f"{HEAD}it 12 345678901 2\n"),
        ("pages=1", "a.pdf", PAGES),
        ("stream_bytes=20", "a.pdf", PAGES),
    ],
)
def test_a_limit_is_named_where_it_is_met_and_can_be_raised(
    limit: str, name: str, text: str | bytes, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    named = limit.partition("=")[0]
    refused = CliRunner().invoke(main, ["--limit", limit, "read", str(file)])
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert f"raise the limit with `cfrdiff --limit {named}=NUMBER`" in refused.stderr
    assert CliRunner().invoke(main, ["--limit", f"{named}=1000", "read", str(file)]).exit_code == 0
    assert limits() == Limits()


@pytest.mark.parametrize("given", ["line_labels", "line_labels=", "line_labels=²", "depth=7", "=1"])
def test_a_limit_that_is_none_is_refused(given: str) -> None:
    done = CliRunner().invoke(main, ["--limit", given, "read", "x"])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "'--limit'" in done.stderr


@pytest.mark.parametrize(
    ("row", "most"),
    [("1" * 9, 8), ("x" * 20 + "1" * 9 + "x" * 3, 8), ("1" * 100, 99), ("12 345678901 2", 8)],
)
def test_figures_in_a_row_are_counted_wherever_they_stand(row: str, most: int) -> None:
    with raised(digits=most), pytest.raises(CfrdiffError, match="a number of more than"):
        check_digits(row, "a.txt")
    with raised(digits=most + 1):
        check_digits(row, "a.txt")


def test_a_range_that_is_too_long_can_be_let_pass(tmp_path: Path) -> None:
    file, base = tmp_path / "rule.xml", tmp_path / "base.txt"
    file.write_text(rule("In § 1.1, remove paragraphs (a)(1) through (40)."), "utf-8")
    base.write_text(BASE, "utf-8")

    def said(most: int) -> str:
        command = ["--limit", f"range_items={most}", "amend", str(base), str(file)]
        return " ".join(CliRunner().invoke(main, command).stdout.split())

    assert "is a range of more than 20; raise the limit with `cfrdiff --limit range_items" in said(
        20
    )
    assert "is a range of more than" not in said(50)


# Time


def test_work_that_takes_too_long_is_interrupted() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with (
        raised(command_seconds=1, page_seconds=30),
        pytest.raises(TooLongError, match=r"^it has taken more than 1 seconds; .*command_seconds"),
        within("command_seconds", "it", "give less"),
        page_time("a.pdf", 1),
    ):
        time.sleep(20)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_work_that_catches_the_interruption_is_interrupted_again() -> None:
    def work() -> None:
        with raised(page_seconds=1), page_time("a.pdf", 1):
            for _ in range(2):
                with contextlib.suppress(CfrdiffError):
                    time.sleep(20)
            time.sleep(20)

    with pytest.raises(TooLongError, match=r"^a\.pdf, page 1: reading it has taken more"):
        work()


def test_beside_the_main_thread_no_time_is_kept() -> None:
    done: list[bool] = []

    def work() -> None:
        with page_time("a.pdf", 1):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_limits_are_checked_in_python_too() -> None:
    for wrong in ({"depth": 7}, {"line_labels": 0}):
        with pytest.raises(CfrdiffError, match="limit"), raised(**wrong):
            pass


@pytest.mark.parametrize(
    ("error", "says"), [(RecursionError, "nests more deeply"), (MemoryError, "not enough memory")]
)
def test_what_python_gives_up_at_names_the_file(error: type[Exception], says: str) -> None:
    with pytest.raises(cfrdiff.SourceError, match=rf"^a\.txt: .*{says}.*; "), reading("a.txt"):
        raise error


# How a command ends

ENDINGS: list[tuple[BaseException, int, str]] = [
    (CfrdiffError("a.txt: no; do"), 2, "a.txt: no; do"),
    (ValueError("odd\nthing"), 2, "a bug of cfrdiff (ValueError: odd thing, "),
    (RecursionError(), 2, "nests more deeply than can be followed; "),
    (MemoryError(), 2, "not enough memory for this; "),
    (OSError(28, "No space left on device", "a\x1b[31m.txt"), 2, "a␛[31m.txt: No space left"),
    (KeyboardInterrupt(), 130, "interrupted"),
    (BrokenPipeError(), 0, ""),
]


@pytest.mark.parametrize(("error", "code", "says"), ENDINGS, ids=lambda one: str(one)[:20])
def test_every_error_ends_in_one_line(
    error: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(corpus, "entries", fail)
    done = CliRunner().invoke(main, ["corpus", "list"])
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.count("\n") == (1 if says else 0)
    assert says in done.stderr


def test_the_rest_of_a_bug_is_shown_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "readings", None)
    monkeypatch.setattr(corpus, "entries", None)
    done = CliRunner().invoke(main, ["--traceback", "corpus", "list"])
    assert done.exit_code == 2
    assert done.stderr.startswith("Traceback (most recent call last):\n")
    assert "\ncfrdiff: a bug of cfrdiff (TypeError: " in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.05, 0.1, 0.2, 0.4, 0.8, 1.2])
def test_ctrl_c_ends_in_one_line_at_any_time(delay: float) -> None:
    for _ in range(3):
        process = subprocess.Popen(
            [*MODULE, "diff", TEXT, TEXT],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        # Before Python heeds the signal the system ends the process by it.
        if process.returncode != -signal.SIGINT:
            assert (process.returncode, said) in ((130, "cfrdiff: interrupted\n"), (0, ""))


def test_ctrl_c_while_the_command_is_loaded_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    root = str(Path(cfrdiff.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "cfrdiff", "read", "x"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), root))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "cfrdiff: interrupted\n")


def test_a_help_text_that_nobody_reads_to_its_end() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [*MODULE, "--help"],
            stdout=closed,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


# A terminal


def test_nothing_that_is_shown_steers_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m\u202e[bold]b.txt"
    file.write_text(f"{HEAD}it \x9b31m and [link=http://x]this[/link].\n", "utf-8")
    shown = CliRunner().invoke(main, ["read", str(file)]).stdout
    flat = "".join(shown.split())
    assert "a␛[31m[U+202E][bold]b.txt" in flat
    assert "it[U+009B]31mand[link=http://x]this[/link]." in flat
    assert not {"\x1b", "\x9b", "\u202e"} & set(shown)


def test_what_the_corpus_says_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFRDIFF_CORPUS", str(tmp_path))
    (tmp_path / "manifest.toml").write_text(
        '[[edition]]\nid = "one"\nfile = "one.txt"\nformat = "text"\nsha256 = ""\n'
        'covers = "[/red] \\u001b]0;x :smile: [bold]all"\n'
    )
    for command in ("list", "show one"):
        done = CliRunner().invoke(main, ["corpus", *command.split()])
        assert done.exit_code == 0
        assert "[/red]␛]0;x:smile:[bold]all" in "".join(done.stdout.split())


# What is kept


def _add_one(number: int, folder: Path) -> None:
    text = f"§ 1.{number} Rule.\n\n(a) Keep it.\n"
    file = folder / f"edition-{number}.txt"
    file.write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["corpus", "add", str(file)])
    os._exit(done.exit_code)


@pytest.mark.parametrize("count", [6, pytest.param(20, marks=pytest.mark.slow)])
def test_what_runs_add_side_by_side_is_all_there(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFRDIFF_CORPUS", str(tmp_path / "corpus"))
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            _add_one(number, tmp_path)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * count
    added = {held.entry.id for held in corpus.entries([tmp_path / "corpus"])}
    assert added == {f"edition-{number}" for number in range(count)}


def test_a_run_that_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.txt"
    file.write_text(BASE, "utf-8")
    folder = tmp_path / "corpus"
    folder.mkdir()
    monkeypatch.setenv("CFRDIFF_CORPUS", str(folder))
    monkeypatch.setattr(corpus, "_PATIENCE", 0)
    with corpus._alone(folder):
        done = CliRunner().invoke(main, ["corpus", "add", str(file)])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "another run has been adding to it" in done.stderr

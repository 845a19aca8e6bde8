"""Folders of rules that hold what is no rule module: one line names it, and nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from command_process import run_command
from rules.editions import BEFORE, edition

from cfrdiff.errors import SourceError
from cfrdiff.limits import limits
from cfrdiff.rules.checking import check
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.stubs import stubs
from cfrdiff.sources.folder import read_modules

TEXT = "§ 10.5 Fees.\n\n(a) The owner must pay a fee.\n\n(b) A guest may stay.\n"
HEAD = "from cfrdiff import rules\n\n\n"
WHOLE = '"10.5(a)", edition="e", digest="0", kind="duty"'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(TEXT, "utf-8")
    Path("new.txt").write_text(TEXT.replace("a fee", "two fees"), "utf-8")
    Path("case.toml").write_text("", "utf-8")
    code = stubs(edition(BEFORE, s10_5=[("(a)", "The owner must pay a fee.")]))
    Path("own").mkdir()
    for name, text in code.items():
        (Path("own") / name).write_text(text, "utf-8")
    return tmp_path


def written(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in root.rglob("*") if not path.is_symlink()
        if path.is_file()
    }  # fmt: skip


def all_refuse(place: Path, *says: str) -> None:
    """Every command says it in one line, ends with 2 and writes nothing."""
    before = written(place)
    for args in (
        ("check", "own", "new.txt"),
        ("regenerate", "own", "old.txt", "new.txt"),
        ("ask", "10.5", "--facts", "case.toml", "--edition", "new.txt", "--rules", "own"),
        ("compare", "--facts", "case.toml", "--from", "old", "--to", "new", "--rules", "own"),
    ):
        ran = run_command(("rules", *args), {**os.environ, "NO_COLOR": "1"})
        assert (ran.code, ran.out) == (2, ""), args
        assert ran.err.count("\n") == 1, ran.err
        for words in says:
            assert words in ran.err, args
    assert written(place) == before


def folder_link(place: Path) -> None:
    (place / "out").mkdir()
    (place / "own" / "sub").symlink_to(place / "out")


def folder_link_inside(place: Path) -> None:
    (place / "own" / "deep").mkdir()
    (place / "own" / "sub").symlink_to("deep")


def file_link(place: Path) -> None:
    (place / "out.py").write_text("x = 1\n", "utf-8")
    (place / "own" / "x.py").symlink_to(place / "out.py")


def too_large(place: Path) -> None:
    (place / "own" / "x.py").write_bytes(b"#" * (limits().module_bytes + 1))


FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (lambda place: os.mkfifo(place / "own" / "x.py"), "own/x.py: this is a pipe"),
    "a folder": (lambda place: (place / "own" / "x.py").mkdir(), "own/x.py: this is a folder"),
    "a link to nothing": (
        lambda place: (place / "own" / "x.py").symlink_to("nothing.py"),
        "own/x.py: this link leads nowhere",
    ),
    "a link to itself": (
        lambda place: (place / "own" / "x.py").symlink_to("x.py"),
        "own/x.py: this link leads nowhere",
    ),
    "a link out": (file_link, "own/x.py: it leads out of the folder"),
    "a link to a folder": (folder_link, "own/sub: it is a link to a folder"),
    "a link to a folder inside": (folder_link_inside, "own/sub: it is a link to a folder"),
    "a large file": (too_large, "own/x.py: larger than 2,000,000 bytes"),
}


@pytest.mark.parametrize(("plant", "says"), FOLDERS.values(), ids=FOLDERS)
def test_what_is_no_file_is_named(plant: Callable[[Path], object], says: str, place: Path) -> None:
    plant(place)
    all_refuse(place, f"cfrdiff: {says}")


DEEP = "too deeply"
CODE: dict[str, tuple[bytes, str]] = {
    "brackets": (b"digest = " + b"(" * 3000 + b"1" + b")" * 3000, "line 1"),
    "a sum": (b"digest = " + b"+".join([b"1"] * 2000), DEEP),
    "signs": (b"digest = " + b"-" * 60_000 + b"1", DEEP),
    "and": (b"digest = 1\nx = " + b" and ".join([b"1"] * 60_000), "line 2: it is nested too"),
    "dots": (b"digest = a" + b".b" * 2000, DEEP),
    "else if": (b"digest = 1\nif a:\n p\n" + b"elif a:\n p\n" * 2000, DEEP),
    "strings": (b"digest = (" + b"'a' " * 2000 + b")", DEEP),
    "patterns": (b"match digest:\n case " + b"{1:" * 20 + b"1" + b"}" * 20 + b": pass\n", "line 2"),
    "no text": (b"# \xff\xfe\ndigest = 1\n", "line 1"),
    "no text, later": (b"a = 1\nb = 1\nc = 1\n# \xff\n", "line 4"),
    "an unknown encoding": (b"# -*- coding: foo -*-\n", "line 1"),
    "no encoding of text": (b"# -*- coding: rot13 -*-\n", "this is written as rot13"),
    "another encoding": (b"# coding: utf-7\n+AGQ-igest = 1\n", "this is written as utf-7"),
    "a null": (b"x = 1\ny = '\0'\n", "line 2"),
    "utf-16": ("digest = 1\n".encode("utf-16"), "line 1"),
}


@pytest.mark.parametrize(("code", "says"), CODE.values(), ids=CODE)
def test_what_no_parser_can_read_is_named(code: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_bytes(code)
    files = read_modules(str(tmp_path))
    with pytest.raises(SourceError, match=r"^x\.py") as refused:
        check(files, edition(BEFORE, s10_5=[("(a)", "Text.")]))
    assert says in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("code", [b"# \xff\xfe\n", b"# -*- coding: rot13 -*-\n"])
def test_and_so_for_asking(code: bytes, place: Path) -> None:
    (place / "own" / "x.py").write_bytes(code)
    all_refuse(place, "x.py")


@pytest.mark.parametrize(
    "code",
    [
        "x = " + "(" * 40 + "1" + ")" * 40 + "\n",
        "x = " + " + ".join(["1"] * 100) + "\n",
        "x = " + " and ".join(["1"] * 100) + "\n",
        "x = (" + '"a" ' * 150 + ")\n",
        "match a:\n    case {1: [C(x=(1, 2))]}: x = f(g(h(i(j(k(l(1)))))))\n",
        "# coding: ascii\nx = 1\n",
        "case = {1: {1: {1: {1: {1: {1: 1}}}}}}\n",
    ],
)
def test_what_a_person_writes_is_read(code: str) -> None:
    assert parse_module("m.py", code.encode()).rules == ()


# Rules that no check would watch

UNWATCHED = {
    "no digest": ('@rules.rule("10.5(a)", edition="e", kind="duty")', "line 4: the rule f has no"),
    "no cite": ('@rules.rule(edition="e", digest="0", kind="duty")', "has no cite"),
    "no edition and no kind": ('@rules.rule("x", digest="0")', "has no edition and no kind"),
    "no arguments": ("@rules.rule()", "has no cite and no edition and no digest and no kind"),
    "no call": ("@rules.rule", "has no cite"),
    "spread out": ("@rules.rule(*CITE, **REST)", "has no cite"),
    "a second rule": (f"@rules.rule({WHOLE})\n@rules.rule({WHOLE})", "line 5: f is the rule of two"),
    "superseded": ('@rules.superseded(since="e")\n@rules.rule("10.5(a)")', "line 5: the rule f"),
    "by its name": ("from cfrdiff.rules import rule\n@rule('10.5(a)')", "line 5: the rule f"),
    "renamed": ("from cfrdiff.rules import rule as r\n@r('10.5(a)')", "has no edition"),
    "the module renamed": ("from cfrdiff import rules as R\n@R.rule('10.5(a)')", "has no edition"),
    "in full": ("import cfrdiff.rules\n@cfrdiff.rules.rule('10.5(a)')", "has no edition"),
    "assigned": ("r = rules.rule\n@r('10.5(a)')", "has no edition"),
    "made of it": ("def r(c): return rules.rule(c)\n@r('10.5(a)')", "has no edition"),
    "from a module beside": ("from .common import rule\n@rule('10.5(a)')", "has no edition"),
    "in parentheses": ("@(rules.rule)('10.5(a)')", "has no edition"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "says"), UNWATCHED.values(), ids=UNWATCHED)
def test_a_rule_that_lacks_what_it_needs_is_an_error(before: str, says: str) -> None:
    code = f"{HEAD}{before}\ndef f(facts): ...\n".encode()
    with pytest.raises(SourceError, match=r"^m\.py, line \d") as refused:
        check({"m.py": code}, edition(BEFORE, s10_5=[("(a)", "Text.")]))
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "code",
    [
        f"@rules.rule({WHOLE})\nclass C: ...\n",
        f"def f(facts): ...\nf = rules.rule({WHOLE})(f)\n",
        f"class C:\n    f = rules.rule({WHOLE})(len)\n",
    ],
)
def test_a_rule_that_is_no_decorator_of_a_function_is_an_error(code: str) -> None:
    with pytest.raises(SourceError, match=r"m\.py, line \d+: a rule that is no decorator"):
        check({"m.py": (HEAD + code).encode()}, edition(BEFORE, s10_5=[("(a)", "Text.")]))


@pytest.mark.parametrize(
    "code",
    [
        "from hypothesis.stateful import rule\n\n@rule(target=1)\ndef f(): ...\n",
        "import stateful\n\n@stateful.rule()\ndef f(): ...\n",
        "@functools.cache\ndef f(): ...\n# rules.rule\n",
    ],
)
def test_what_others_call_a_rule_is_none(code: str) -> None:
    assert parse_module("m.py", code.encode()).rules == ()


def test_removing_the_digest_of_a_stub_is_noticed_everywhere(place: Path) -> None:
    module = place / "own" / "section_10_5.py"
    lines = module.read_text("utf-8").splitlines(keepends=True)
    module.write_text("".join(line for line in lines if "digest=" not in line), "utf-8")
    all_refuse(place, "section_10_5.py, line", "digest")


def test_no_two_functions_of_a_module_have_one_name() -> None:
    rows = [("(a)", "Text."), ("(a)(1)", "One."), ("(a)(2)", "Two."), ("(a)(2)", "Three.")]
    one = edition(BEFORE, s10_5=rows)
    twice = msgspec.structs.replace(one, sections=(*one.sections, *one.sections))
    ((_, code),) = stubs(twice).items()
    names = [line for line in code.splitlines() if line.startswith("def ")]
    assert len(names) == len({name.partition("(")[0] for name in names}) == 8
    report = check({"m.py": code.encode()}, twice)
    assert {status.state for status in report.statuses} == {"not implemented"}

"""`cfrdiff report`: each format by its suffix; Markdown and text hold everything, as text."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from test_docx import HOSTILE, hostile

from cfrdiff.api import read_both
from cfrdiff.changes import diff_editions
from cfrdiff.cli import main
from cfrdiff.formats import FORMATS, format_of
from cfrdiff.formats.markdown import escaped
from cfrdiff.model import Edition
from cfrdiff.views.printed import on_one_line
from cfrdiff.views.report import Report

PAIR = ("19-cfr-163-customs-service", "19-cfr-163-2012")
README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BEGINS = {".docx": b"PK", ".xlsx": b"PK", ".parquet": b"PAR1", ".md": b"# 19 CFR", ".akn": b"<?xml"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_written_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"report{suffix}"
    done = CliRunner().invoke(main, ["report", *PAIR, "-o", str(file)])
    assert done.exit_code == 0, done.output
    assert done.output == ""
    assert file.read_bytes().startswith(BEGINS.get(suffix, b""))
    # Of sections none came or went, and of what stands between paragraphs one note changed.
    assert file.stat().st_size > 1000 or suffix.startswith((".sections", ".blocks"))


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.csv", ".csv"),
        ("a.edits.csv", ".edits.csv"),
        ("A.DOCX", ".docx"),
        ("a.b.akn.xml", ".akn.xml"),
        ("a.xml", None),
        ("csv", None),
    ],
)
def test_the_longest_suffix_counts(name: str, suffix: str | None) -> None:
    assert format_of(name) == suffix


def test_an_unknown_suffix_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "report.pptx"
    done = CliRunner().invoke(main, ["report", *PAIR, "-o", str(file)])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert "report.pptx: the suffix says no format" in done.output
    assert ".docx" in done.output
    assert not file.exists()


@pytest.mark.parametrize(
    ("module", "suffix", "extra"),
    [
        ("docx", ".docx", "docx"),
        ("arro3.core", ".parquet", "tables"),
        ("arro3.io", ".edits.parquet", "tables"),
        ("openpyxl", ".xlsx", "tables"),
    ],
)
def test_a_missing_package_is_told_in_one_line(
    module: str, suffix: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    file = tmp_path / f"report{suffix}"
    done = CliRunner().invoke(main, ["report", *PAIR, "-o", str(file)])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert f"pip install 'cfrdiff[{extra}]'" in done.output
    assert not file.exists()


def test_the_readme_lists_the_formats() -> None:
    (table,) = re.findall(r"## As a file to send on\n(.+?)\n## ", README, re.DOTALL)
    assert set(re.findall(r"`(\.[a-z.]+)`", table)) == set(FORMATS)


def rendered(markdown: str) -> str:
    made: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return made


def text_in(markup: str) -> str:
    return " ".join(lxml_html.fromstring(f"<div>{markup}</div>").text_content().split())


def test_markdown_tells_every_change() -> None:
    changes = diff_editions(*read_both(*PAIR))
    markdown = FORMATS[".md"](Report(changes, *read_both(*PAIR))).decode()
    shown = rendered(markdown)
    inserted = re.findall(r"<ins>(.*?)</ins>", shown)
    struck = re.findall(r"<del>(.*?)</del>", shown)
    for change in changes.changes:
        if change.kind in ("revised", "redesignated-revised"):
            for edit in change.edits:
                assert not edit.before or html.escape(edit.before, quote=False) in struck
                assert not edit.after or html.escape(edit.after, quote=False) in inserted
    assert "Left behind in" in text_in(shown)


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "*not* _emphasis_ and ~~not struck~~",
        "[no](link) ![no](picture) `no code` <b>no bold</b>",
        "a | b and \\ and 5 < 6 & 7 &amp; $1,000 and $2",
    ],
)
def test_what_markdown_would_read_is_text(text: str) -> None:
    shown = rendered(f"> said {escaped(text)}")
    assert text_in(shown) == " ".join(f"said {on_one_line(text)}".split())
    assert set(re.findall(r"<(\w+)", shown)) == {"blockquote", "p"}
    assert "@" not in escaped(text).replace("\\@", "")


@pytest.mark.parametrize("text", ["# no heading", "- no item", "1. no item", "= no rule", "2) no"])
def test_a_paragraph_that_looks_like_a_list_is_text(text: str) -> None:
    start = hostile((0, 1, 2)).to_json().replace(b"@SUM(1)", text.encode())
    old = Edition.from_json(start)
    new = Edition.from_json(start.replace(b"and a tab", b"and the tab"))
    markdown = FORMATS[".md"](Report(diff_editions(old, new), old, new)).decode()
    quotes = [line for line in markdown.splitlines() if line.startswith(">")]
    assert quotes
    for quote in quotes:
        shown = rendered(quote)
        assert set(re.findall(r"<(\w+)", shown)) <= {"blockquote", "p", "ins", "del"}
    assert text in text_in(rendered(markdown))


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_hostile_text_steers_nothing(suffix: str) -> None:
    old, new = hostile((0, 1, 2)), hostile((2, 0, 1))
    made = FORMATS[suffix](Report(diff_editions(old, new), old, new)).decode()
    assert not {"\x00", "\x1b", "\x07", "\u202e", "\u200f", "\ufeff"} & set(made)


def test_text_lines_fit_an_email() -> None:
    both = read_both(*PAIR)
    text = FORMATS[".txt"](Report(diff_editions(*both), *both)).decode()
    assert max(map(len, text.split("\n"))) <= 78
    assert "[-Miami-]{+Charlotte+}" in text


def test_no_input_is_written_over(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("§ 12.3 Records.\n\n(a) Records are kept for five years.\n", "utf-8")
    new.write_text("§ 12.3 Records.\n\n(a) Records are kept for ten years.\n", "utf-8")
    held = new.read_bytes()
    for command in (
        ["report", str(old), str(new)],
        ["diff", str(old), str(new)],
        ["history", str(old), str(new), "--section", "12.3"],
        ["read", str(new)],
        ["provisions", str(new)],
    ):
        done = CliRunner().invoke(main, [*command, "-o", str(new)])
        assert (done.exit_code, done.output.count("\n")) == (2, 1), done.output
        assert f"{new}: it is an input; name another file to write" in done.output
        assert new.read_bytes() == held


def test_several_reports_at_once(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.md", "a.csv", "a.html")]
    wanted = [option for file in files for option in ("-o", str(file))]
    done = CliRunner().invoke(main, ["report", *PAIR, *wanted])
    assert done.exit_code == 0, done.output
    assert all(file.stat().st_size > 1000 for file in files)


def test_of_several_reports_none_is_written_where_one_cannot_be_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.md", tmp_path / "a.pptx"
    done = CliRunner().invoke(main, ["report", *PAIR, "-o", str(good), "-o", str(bad)])
    assert done.exit_code == 2
    assert not good.exists()


def test_a_word_joiner_is_no_space(tmp_path: Path) -> None:
    old, new = hostile((0, 1, 2)), hostile((0, 1, 2))
    new = Edition.from_json(new.to_json().replace(b"right to left", "word\u2060joiner".encode()))
    shown = FORMATS[".txt"](Report(diff_editions(old, new), old, new)).decode()
    assert "word[U+2060]joiner" in "".join(shown.split())

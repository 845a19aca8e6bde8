"""Editions named by citation and date."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
from command_process import run_command
from hypothesis import given
from hypothesis import strategies as st

import cfrdiff
from cfrdiff.errors import LibraryError, NotFoundError
from cfrdiff.library import EditionName, Kept, Library, find, parse_name
from cfrdiff.library.model import Entry
from cfrdiff.library.names import annual_date
from cfrdiff.sources import corpus


@pytest.fixture(autouse=True)
def _no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFRDIFF_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("CFRDIFF_CORPUS", str(tmp_path / "corpus"))


READ = {
    "19 CFR 163@2012": EditionName(19, "163", "163", "2012"),
    "19 CFR 163.12(c)(2)@2019-04-01": EditionName(19, "163", "163.12(c)(2)", "2019-04-01"),
    "19 C.F.R. § 163.12 @ latest": EditionName(19, "163", "§ 163.12", None),
    "41 CFR 60-1.4@2020": EditionName(41, "60-1", "60-1.4", "2020"),
    "12 CFR part 1003 subpart B@2020": EditionName(12, "1003", "part 1003 subpart B", "2020"),
    "17 CFR 240.17Ad-7@2020": EditionName(17, "240", "240.17Ad-7", "2020"),
    "19 CFR appendix A to part 163@2019": EditionName(19, "163", "appendix A to part 163", "2019"),
    "19 CFR 163.11-163.13@2019": EditionName(19, "163", "163.11-163.13", "2019"),
}
REFUSED = {
    "19 CRF 163@2012": "did you mean '19 CFR 163'",
    "19 USC 1508@2012": "did you mean '19 CFR 1508'",
    "19 CFR 163@last year": "is no date",
    "19 CFR 163@2012-13-01": "is no date",
    "19 CFR 163@": "is no date",
    "19 CFR chapter I@2012": "does not lie in one part",
    "19 CFR 162.1-163.2@2012": "does not lie in one part",
    "19 CFR hello@2012": "names no section",
}


@pytest.mark.parametrize("text", READ)
def test_a_name_is_read(text: str) -> None:
    assert parse_name(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_name_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(NotFoundError, match=REFUSED[text]):
        parse_name(text)


@given(
    st.integers(1, 50),
    st.integers(1, 9999),
    st.one_of(st.none(), st.integers(1996, 2030).map(str), st.dates().map(str)),
)
def test_a_name_printed_is_read_again(title: int, part: int, date: str | None) -> None:
    name = EditionName(title, str(part), str(part), date)
    assert parse_name(str(name)) == name


@pytest.mark.parametrize(
    ("title", "day"),
    [(1, "01-01"), (16, "01-01"), (17, "04-01"), (27, "04-01"), (28, "07-01"), (42, "10-01")],
)
def test_annual_editions_are_of_the_day_of_their_title(title: int, day: str) -> None:
    assert annual_date(title, "2019") == f"2019-{day}"


def at_hand(*given: tuple[int, str, str | None, str]) -> list[Kept]:
    return [
        Kept(
            Entry(
                hashlib.sha256(repr(one).encode()).hexdigest(),
                one[3],
                one[3],
                one[0],
                (one[1],),
                one[2],
            )
        )
        for one in given
    ]


SHELF = at_hand(
    (19, "163", "2012-04-01", "text"),
    (19, "163", "2012-04-01", "pdf"),
    (19, "163", "2019-04-01", "gpo-xml"),
    (19, "163", "2019-09-01", "ecfr-xml"),
    (19, "163", None, "ocr-markdown"),
    (12, "1003", "2020-01-01", "gpo-xml"),
    (12, "1003", "2020-03-02", "ecfr-xml"),
)
FOUND = {
    "19 CFR 163@2012": ["text", "pdf"],
    "19 CFR 163@2012-04-01": ["text", "pdf"],
    "19 CFR 163@2013-03-31": ["text", "pdf"],
    "19 CFR 163@2019": ["gpo-xml"],
    "19 CFR 163@latest": ["ecfr-xml"],
    "19 CFR 163@2019-08-31": ["gpo-xml"],
    "19 CFR 163@2019-09-01": ["ecfr-xml"],
    "12 CFR 1003@2020": ["gpo-xml"],
}
LACKING = {
    "19 CFR 163@2013": 'did you mean 19 CFR 163@2012-04-01.*fetch "19 CFR 163" --on 2013`',
    "19 CFR 163@2011-01-01": "has 2012-04-01, 2019-04-01, 2019-09-01",
    "19 CFR 163@2015-07-15": 'fetch "19 CFR 163" --on 2015-07-15',
    "19 CFR 136@latest": 'did you mean 19 CFR 163.*fetch "19 CFR 136"',
    "91 CFR 163@2012": "did you mean 19 CFR 163",
    "12 CFR 103@2020": "did you mean 12 CFR 1003",
    "40 CFR 60@2020": 'has nothing of the part; .*fetch "40 CFR 60" --on 2020`',
}


@pytest.mark.parametrize("name", FOUND)
def test_the_edition_that_is_meant_is_found(name: str) -> None:
    assert [one.entry.format for one in find(name, SHELF)] == FOUND[name]


@pytest.mark.parametrize("name", LACKING)
def test_what_is_lacking_gets_what_is_like_it_and_what_brings_it(name: str) -> None:
    with pytest.raises(NotFoundError, match=LACKING[name]):
        find(name, SHELF)


def test_the_corpus_is_a_library_too() -> None:
    assert cfrdiff.read("19 CFR 163.12@2012") == cfrdiff.read("19-cfr-163-2012", section="163.12")


def test_names_by_citation_need_nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "duckdb", "fsspec", "distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    assert cfrdiff.read("19 CFR 163.12(b)(2)@2012").as_of == "2012-04-01"
    with pytest.raises(LibraryError, match=r"pip install 'cfrdiff\[library\]'"):
        Library.open().add(["19-cfr-163-2012"])


def test_of_several_files_of_a_day_that_is_read_which_has_what_is_picked(tmp_path: Path) -> None:
    other = tmp_path / "163.2.txt"
    other.write_text("§ 163.2 Persons.\n\n(a) Owners keep records.\n\n(b) Others do.\n")
    entry = corpus.Entry(
        "other", "other.txt", "text", hashlib.sha256(other.read_bytes()).hexdigest(), 19, "163",
        "2012-04-01",
    )  # fmt: skip
    corpus.add([(str(other), entry)])
    assert cfrdiff.read("19 CFR 163.2@2012").sections[0].number == "163.2"
    assert cfrdiff.read("19 CFR 163.12@2012").sections[0].number == "163.12"


def test_the_command_line_names_editions_by_citation(tmp_path: Path) -> None:
    env = {"CFRDIFF_LIBRARY": str(tmp_path), "CFRDIFF_CORPUS": str(tmp_path / "corpus")}
    done = run_command(["diff", "19-cfr-163-customs-service", "19 CFR 163.12(c)(1)@2012"], env)
    assert (done.code, done.err) == (0, "")
    assert "§ 163.12(c)(1)" in done.out
    assert "Miami" in done.out
    later = run_command(["read", "19 CFR 163.12@2019-08-01"], env)
    assert later.err == "cfrdiff: 19 CFR 163.12@2019-08-01 is read as of 2019-04-01\n"
    name, said = (
        "19 CFR 163@2019-08-01",
        "cfrdiff: 19 CFR 163@2019-08-01 is read as of 2019-04-01\n",
    )
    for command in (
        ["history", "19-cfr-163-2012", name, "--section", "163.12"],
        ["amend", name, str(tmp_path / "no rule.xml")],
        ["rules", "stubs", name, "--section", "163.13", "-o", str(tmp_path / "stubs")],
        ["rules", "export", name, "--section", "163.13", "--to", "json"],
        ["rules", "check", str(tmp_path / "stubs"), name],
        ["rules", "regenerate", str(tmp_path / "stubs"), "19-cfr-163-2012", name, "--dry-run"],
    ):
        assert run_command(command, env).err.startswith(said), command
    lacking = run_command(["read", "19 CFR 163.12@2015"], env)
    assert lacking.code == 2
    assert lacking.err.count("\n") == 1
    assert '`cfrdiff fetch "19 CFR 163" --on 2015` brings it' in lacking.err

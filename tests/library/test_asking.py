"""What a library answers is what its editions say."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import polars
import pytest
from command_process import run_command
from hypothesis import given
from hypothesis import strategies as st
from library.texts import AFTER, BEFORE, editions, incoming

import cfrdiff
from cfrdiff.changes.tables import rows
from cfrdiff.errors import CfrdiffError, LibraryError, NotFoundError
from cfrdiff.library import Library
from cfrdiff.library.queries import fts_query


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = Library.open(tmp_path_factory.mktemp("library"))
    made.take_all(editions())
    made.compare("2018", "2019")
    return made


def cites(table: Any) -> list[str]:
    return [f"{row['section']}{row['designation']}@{row['date'][:4]}" for row in table.to_pylist()]


def test_a_paragraph_of_a_day_is_looked_up(library: Library) -> None:
    (row,) = library.text("19 CFR 100.1(b)@2018").to_pylist()
    assert (row["designation"], row["date"]) == ("(b)", "2018-04-01")
    assert row["text"].startswith("Records are kept for five years")
    (row,) = library.text("19 CFR 100.1(b)@latest").to_pylist()
    assert row["text"].startswith("Records are kept for six years")
    assert cites(library.text("19 CFR 100.2@2019")) == [
        "100.2@2019", "100.2(a)@2019", "100.2(b)@2019", "100.2@2019",
    ]  # fmt: skip
    with pytest.raises(NotFoundError, match="does not have it"):
        library.text("19 CFR 100.7@2019")


def test_comparing_stores_what_diff_says(library: Library, tmp_path: Path) -> None:
    for part in ("100", "200"):
        for texts, name in ((BEFORE, "old"), (AFTER, "new")):
            (tmp_path / name).write_text(texts[part])
        changes = cfrdiff.diff(
            cfrdiff.read(tmp_path / "old", title=19, as_of="2018-04-01"),
            cfrdiff.read(tmp_path / "new", title=19, as_of="2019-04-01"),
        )
        made = [
            row for row in rows(changes, "changes") if row["kind"] != "unchanged" or row["edits"]
        ]
        kept = library.table("changes").to_pylist()
        own = [row for row in kept if str(row["section"]).startswith(part)]
        assert [{name: row[name] for name in made[0]} for row in own] == made
        edits = library.table("edits").to_pylist()
        assert [
            (row["change"], row["before"], row["after"])
            for row in edits
            if str(row["section"]).startswith(part)
        ] == [(row["change"], row["before"], row["after"]) for row in rows(changes, "edits")]


def test_what_is_compared_is_summed_up_and_not_compared_again(library: Library) -> None:
    found = library.compare("2018", "2019")
    assert [one.parts_after for one in found.pairs] == [("100",), ("200",)]
    assert [one.counts["revised"] for one in found.pairs] == [3, 1]
    assert library.compare("2018", None) == found
    with pytest.raises(NotFoundError, match="no part of 2011"):
        library.compare("2011", "2019")


def test_volumes_that_are_cut_elsewhere_are_compared_part_by_part(tmp_path: Path) -> None:
    cut = Library.open(tmp_path)
    cut.take_all(
        [
            incoming("volume", BEFORE["100"] + "\n" + BEFORE["200"], "2018-04-01"),
            incoming("100", AFTER["100"], "2019-04-01"),
            incoming("200", AFTER["200"], "2019-04-01"),
        ]
    )
    found = cut.compare("2018", "2019")
    assert [(one.parts_before, one.parts_after) for one in found.pairs] == [
        (("100",), ("100",)), (("200",), ("200",)),
    ]  # fmt: skip
    assert [one.counts.get("removed", 0) for one in found.pairs] == [0, 0]
    assert [one.counts["revised"] for one in found.pairs] == [3, 1]


WORDED = st.lists(
    st.sampled_from(["record", '"is kept"', "and", "or", "not", "/2", "w/3", "/p", "(", ")", "k!"]),
    max_size=8,
).map(" ".join)
SEARCHED = {
    "exporters": ["100.2(b)@2019"],
    "Records kept": ["100.1(b)@2019"],
    '"audit field office" not charlotte': ["100.1(a)@2019", "200.2(a)@2019"],
    '"audit office"': [],
    "export! or disclosur*": ["100.2(b)@2019", "200.2(a)@2019"],
    "exporters /3 file": ["100.2(b)@2019"],
    "exporters w/2 file": [],
    "(importers or others) and filed": ["200.2(b)@2019"],
    "(exporters or importers) /2 file": ["100.2(b)@2019"],
}


@pytest.mark.parametrize("words", SEARCHED)
def test_words_are_found_in_the_newest_editions(library: Library, words: str) -> None:
    assert sorted(cites(library.search(words))) == SEARCHED[words]


def test_a_search_keeps_to_a_date_and_a_title(library: Library) -> None:
    assert cites(library.search("five years")) == []
    assert cites(library.search("five years", ever=True)) == ["100.1(b)@2018"]
    assert cites(library.search("disclosures", ever=True)) == ["200.2(a)@2019"]
    assert cites(library.search("five years", as_of="2019")) == []
    assert cites(library.search("exporters", as_of="2018-09-01")) == ["100.2(b)@2018"]
    assert cites(library.search("exporters", title=12)) == []
    assert len(cites(library.search("office", limit=2))) == 2


@pytest.mark.parametrize(
    "words", ["", "and", "(a", "a)", "not a", "a or", "/5 a", '""', "a /5", '"a']
)
def test_what_cannot_be_searched_for_is_refused(words: str) -> None:
    with pytest.raises(CfrdiffError, match="cannot be searched for"):
        fts_query(words)


@given(st.text(st.sampled_from('ab "()*!/§½\0\n-') | st.characters(), max_size=20) | WORDED)
def test_whatever_is_searched_for_is_refused_or_understood(words: str) -> None:
    try:
        query = fts_query(words)
    except CfrdiffError:
        return
    with contextlib.closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61')")
        index.execute("INSERT INTO t VALUES ('a record is kept')")
        index.execute("SELECT rowid FROM t WHERE t MATCH ?", (query,)).fetchall()


def test_who_refers_to_a_place(library: Library) -> None:
    found = library.cites("19 CFR 100.2(b)").to_pylist()
    assert [(row["section"], row["how"], row["leads"]) for row in found] == [
        ("200.2", "exact", "yes"), ("100.2", "wider", "not in the library"),
    ]  # fmt: skip
    (row,) = library.cites("19 CFR 200.2(a)", as_of="2018").to_pylist()[:1]
    assert (row["section"], row["date"]) == ("100.1", "2018-04-01")


def test_where_a_place_refers_to(library: Library) -> None:
    found = library.cites("19 CFR 200.2", "from").to_pylist()
    assert [(row["words"], row["to_section"], row["leads"]) for row in found] == [
        ("§ 100.2(b)", "100.2", "yes"),
        ("12 CFR 3.5", "3.5", "not in the library"),
        ("paragraph (a) of this section", "200.2", "yes"),
    ]


def test_names_left_behind_are_found_across_parts(library: Library) -> None:
    found = library.left_behind().to_pylist()
    assert [(row["section"], row["designation"]) for row in found] == [
        ("100.1", "(a)"), ("200.2", "(a)"),
    ]  # fmt: skip
    assert found[0]["likelihood"] > found[1]["likelihood"], "another part may mean another"
    assert {row["before_name"] for row in found} == {"Miami"}


def test_a_history_goes_through_all_that_is_kept(library: Library) -> None:
    (found,) = library.history("19 CFR 100.1(b)")
    assert [edition.as_of for edition in found.editions] == ["2018-04-01", "2019-04-01"]
    (track,) = found.tracks
    assert [step.event for step in track.steps] == ["first-seen", "revised"]
    with pytest.raises(NotFoundError, match='fetch "19 CFR 300" --from YEAR --to YEAR'):
        library.history("19 CFR 300.1")


def test_sql_reads_the_datasets_and_nothing_else(library: Library) -> None:
    found = library.sql("SELECT date, count(*) AS n FROM paragraphs GROUP BY ALL ORDER BY ALL")
    assert polars.DataFrame(found).rows() == [("2018-04-01", 13), ("2019-04-01", 13)]
    folder = Path(library.address)
    for query in (
        f"COPY (SELECT 1) TO '{folder}/out.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "DROP VIEW paragraphs",
        "SELECT 1; SELECT 2",
        "SELEC 1",
        "SET enable_external_access = true",
    ):
        with pytest.raises(LibraryError):
            library.sql(query)
    assert library.verify() == ()


def test_the_command_line_answers_the_same(library: Library, tmp_path: Path) -> None:
    def run(*args: str) -> str:
        done = run_command(["library", *args, "--library", library.address], {})
        assert (done.code, done.err) == (0, "")
        return done.out

    assert run("compare", "--from", "2018", "--to", "2019").split("\n")[-2].split()[:3] == [
        "all", "2", "pairs",
    ]  # fmt: skip
    assert run("search", "exporters").startswith("19 CFR 100.2(b), 2019-04-01\n")
    assert "Miami → Charlotte" in run("left-behind")
    assert "19 CFR 200.2(a)" in run("cites", "to", "19 CFR 100.2(b)")
    assert run("cites", "nowhere").split()[0] == "in"
    assert '"n":4' in run("sql", "SELECT count(*) AS n FROM editions", "--json")
    assert run("verify") == "ok  4 editions\n"
    assert run("list").count("19 CFR") == 4
    assert run("sql").startswith("table")
    assert run("list", "--failed").split() == ["from", "why"]
    empty = run_command(["library", "list", "--library", str(tmp_path / "none")], {})
    assert (empty.code, empty.out) == (0, "")
    assert "nothing is kept there yet" in empty.err
    (tmp_path / "note.txt").write_text("Nothing of the kind.")
    done = run_command(["library", "add", str(tmp_path), "--library", str(tmp_path / "x")], {})
    assert (done.code, done.out) == (2, "0 added, 0 known already, 1 not read\n")
    assert "note.txt: no section found" in done.err

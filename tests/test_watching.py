"""A team's watchlist: what is new since the last look, by owner, and what was seen."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from command_process import Ran
from fetched_texts import RETAIN, ecfr_part

from cfrdiff.cli import main
from cfrdiff.library import Incoming, Library, Origin
from cfrdiff.library.fetching import Rule

LIST = """
[[watch]]
cite = "19 CFR 163.1(a)"
owner = "A. Person"
note = "how long we keep <entries>"

[[watch]]
cite = "19 CFR 163.1(b)"
owner = "B. Person"

[[watch]]
cite = "21 CFR 11"
owner = "A. Person"
proposed = false
"""


class Team:
    """A team's folder: its watchlist, its library, its rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / "watchlist.toml"
        self.list.write_text(LIST)
        self.rules = folder / "rules"
        self.rules.mkdir()
        self.library = Library.open(folder / "library")
        self.add("2019-06-21", "five")
        self.add("2020-01-01", "one", 21, "11")

    def add(self, day: str, years: str, title: int = 19, part: str = "163") -> None:
        data = ecfr_part(title, part, day, RETAIN.format(years=years))
        origin = Origin(place=f"https://www.ecfr.gov/{day}", at="2024-01-01T00:00:00Z")
        self.library.take(
            Incoming(name=f"{day}.xml", origin=origin, data=data, title=title, as_of=day)
        )

    def add_rule(self, published: str, effective: str | None, **more: object) -> None:
        facts = {
            "number": f"{published[:4]}-1",
            "title": "Retention | of *records*",
            "type": "Rule",
            "published": published,
            "effective": effective,
            "citation": "89 FR 1",
            "references": ("19 CFR 163",),
            "page": "https://www.federalregister.gov/d/1",
            **more,
        }
        rule = msgspec.convert(facts, type=Rule)
        (self.rules / f"{rule.key}.json").write_bytes(msgspec.json.encode(rule))

    def look(self, *args: str) -> Ran:
        """A look in this process, which has loaded what another would load each time."""
        env = {
            "CFRDIFF_LIBRARY": self.library.address,
            "CFRDIFF_RULES": str(self.rules),
            "CFRDIFF_CORPUS": str(self.folder / "none"),
        }
        with contextlib.chdir(self.folder):
            ran = CliRunner().invoke(main, ["watch", str(self.list), *args], env=env)
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    @property
    def state(self) -> str:
        return (self.folder / "watchlist.seen.toml").read_text()


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def lines(ran: Ran) -> list[str]:
    """What became of each citation, shortly."""
    return [line.split(":")[0] for line in ran.out.splitlines()]


def test_a_first_look_begins_and_a_second_has_no_news(team: Team) -> None:
    first, second = team.look(), team.look()
    assert (first.code, second.code) == (0, 0), first.err
    assert lines(first) == [
        "begun  A. Person  19 CFR 163.1(a)  tracked from the edition of 2019-06-21 on",
        "begun  B. Person  19 CFR 163.1(b)  tracked from the edition of 2019-06-21 on",
        "begun  A. Person  21 CFR 11  tracked from the edition of 2020-01-01 on",
    ]
    assert [line.split()[0] for line in second.out.splitlines()] == ["same"] * 3


def test_a_changed_paragraph_is_news_for_those_who_track_it_only(team: Team) -> None:
    team.look()
    team.add("2020-05-05", "six")
    team.add("2021-03-02", "seven")
    ran = team.look("-o", "report.html", "-o", "report.md")
    assert ran.code == 1, ran.err
    assert ran.out.splitlines()[:2] == [
        "news  A. Person  19 CFR 163.1(a)  2019-06-21 → 2021-03-02 (past 2020-05-05): 1 revised",
        "same  B. Person  19 CFR 163.1(b)  2019-06-21 → 2021-03-02 (past 2020-05-05): nothing new",
    ]
    page = (team.folder / "report.html").read_text()
    assert ">five years</del>" in page
    assert ">seven years</ins>" in page
    assert "how long we keep &lt;entries&gt;" in page
    assert re.findall(r"<h2>(.+?)</h2>", page) == ["A. Person", "B. Person"]
    assert "<script" not in page
    text = (team.folder / "report.md").read_text()
    assert "**§ 163.1(a)** revised, substantive" in text
    assert "<del>five years</del><ins>seven years</ins>" in text
    assert team.look().code == 0


def test_the_state_is_a_file_that_stays_the_same_where_nothing_is_new(team: Team) -> None:
    team.look()
    before = team.state
    assert before.count("[[seen]]") == 3
    team.look()
    assert team.state == before
    team.add("2021-03-02", "seven")
    assert team.look("--keep-state").code == 1
    assert team.state == before
    assert team.look().code == 1
    assert team.state != before


TO_COME: dict[str, tuple[dict[str, object], list[int]]] = {
    "effective later": ({"effective": "2025-01-01"}, [1, 1, 0]),
    "effective before the edition": ({"effective": "2018-01-01"}, [0, 0, 0]),
    "of no day, published later": ({"effective": None}, [1, 1, 0]),
    "proposed": ({"effective": None, "type": "Proposed Rule"}, [1, 1, 0]),
    "of another part": ({"effective": None, "references": ("19 CFR 4",)}, [0, 0, 0]),
    "proposed, where such do not count": (
        {"effective": None, "type": "Proposed Rule", "references": ("21 CFR 11",)},
        [0, 0, 0],
    ),
    "final, on a part": ({"effective": None, "references": ("21 CFR 11",)}, [0, 0, 1]),
}


@pytest.mark.parametrize("case", TO_COME)
def test_rules_to_come_are_news_once(case: str, team: Team) -> None:
    facts, expected = TO_COME[case]
    team.look()
    team.add_rule("2024-05-01", **facts)  # type: ignore[arg-type]
    ran = team.look("-o", "report.md")
    assert [int("1 new rule to come" in line) for line in ran.out.splitlines()] == expected
    assert ran.code == int(any(expected))
    text = (team.folder / "report.md").read_text()
    assert text.count("**new** [Retention \\| of \\*records\\*") == sum(expected)
    again = team.look("-o", "report.md")
    assert again.code == 0
    assert (team.folder / "report.md").read_text().count("Retention") == sum(expected)


def test_a_rule_says_whether_it_names_what_is_tracked(team: Team) -> None:
    team.look()
    for number, section in (("1", "163.1"), ("2", "163.9")):
        team.add_rule(f"2024-05-0{number}", None, number=number)
        text = f"""<RULE><PREAMB><CFR>19 CFR Part 163</CFR></PREAMB><REGTEXT TITLE="19" PART="163">
<AMDPAR>1. Section {section} is amended by removing the word “five” and adding in its place the
word “ten”.</AMDPAR></REGTEXT></RULE>"""
        (team.rules / f"FR-2024-05-0{number}-{number}.xml").write_text(text)
    team.look("-o", "report.md")
    text = (team.folder / "report.md").read_text()
    assert text.count("names what is tracked") == text.count("names other sections") == 2


def test_what_cannot_be_looked_at_does_not_stop_the_others(team: Team) -> None:
    team.look()
    with team.list.open("a") as more:
        more.write('[[watch]]\ncite = "19 CFR 163.99"\n[[watch]]\ncite = "40 CFR 60"\n')
    team.add("2021-03-02", "seven")
    ran = team.look("-o", "report.html")
    assert ran.code == 2
    assert [line.split()[0] for line in ran.out.splitlines()] == [
        "news", "same", "same", "failed", "failed",
    ]  # fmt: skip
    assert 'cfrdiff fetch "40 CFR 60"' in ran.err
    assert "163.99" in ran.err
    assert "2 of 5 could not be looked at" in ran.err.splitlines()[-1]
    assert "163.99" not in team.state


def test_another_file_of_the_same_day_is_compared_with_the_one_that_was_seen(team: Team) -> None:
    team.look()
    data = ecfr_part(19, "163", "2019-06-21", RETAIN.format(years="nine"))
    more = data.replace(
        b"</DIV5>",
        b'<DIV8 N="163.2" TYPE="SECTION"><HEAD>\xc2\xa7 163.2   More.</HEAD><P>More.</P></DIV8></DIV5>',
    )
    origin = Origin(place="elsewhere", at="2024-01-01T00:00:00Z")
    team.library.take(
        Incoming(name="x.xml", origin=origin, data=more, title=19, as_of="2019-06-21")
    )
    ran = team.look("-o", "report.md")
    assert ran.code == 1, ran.err
    assert "<del>five years</del><ins>nine years</ins>" in (team.folder / "report.md").read_text()


def replaced(text: str) -> Callable[[Team], object]:
    return lambda team: team.list.write_text(text)


BAD: dict[str, tuple[Callable[[Team], object], str]] = {
    "no file": (lambda team: team.list.unlink(), "no such file; write one with a [[watch]]"),
    "no toml": (replaced("[[watch"), "watchlist.toml: "),
    "nothing tracked": (replaced("state = 'x'"), "it tracks nothing"),
    "no cite": (replaced("[[watch]]\nowner = 'A'"), "missing required field `cite`"),
    "a word that is not known": (replaced("[[watch]]\ncite = '19 CFR 163'\nowners = 'A'"), "unknown field `owners`"),
    "a misprint": (replaced("[[watch]]\ncite = '19 CRF 163'"), "[[watch]] 1: '19 CRF 163' is not a citation of the CFR; did you mean '19 CFR 163'?"),
    "twice": (replaced("[[watch]]\ncite = '19 CFR 163'\n" * 2), "19 CFR 163 stands twice"),
    "a damaged state": (
        lambda team: (team.folder / "watchlist.seen.toml").write_text("x"),
        "watchlist.seen.toml: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_one_line(case: str, team: Team) -> None:
    spoil, said = BAD[case]
    spoil(team)
    ran = team.look()
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert said in line


def test_a_report_is_refused_that_would_take_the_place_of_the_list(team: Team) -> None:
    for output, said in (("report.pdf", "the suffix says no format"), ("x/report.md", "written")):
        ran = team.look("-o", output)
        assert ran.code == 2
        assert said in ran.err
    assert not (team.folder / "watchlist.seen.toml").exists()

"""Fetching from the eCFR, govinfo and the Federal Register, answered on loopback."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_process import Ran, run_command
from fetched_texts import customs, ecfr_part
from public_services import PublicServices, in_seconds, on_loopback

import cfrdiff
from cfrdiff.api.fetching import Asked, fetch, fetch_rules
from cfrdiff.cites import CiteError
from cfrdiff.errors import CfrdiffError, LimitError, NotFoundError, ServiceError
from cfrdiff.library import Library
from cfrdiff.library.fetching import (
    Cache,
    Fetched,
    Gap,
    Services,
    Target,
    parse_target,
    revision_day,
    services,
    year_in_force,
)
from cfrdiff.library.fetching import client as client_module
from cfrdiff.library.fetching.annual import holds
from cfrdiff.library.fetching.issues import Version, issues_of
from cfrdiff.library.fetching.waiting import wait_before
from cfrdiff.library.fetching.whole import xml_is_whole
from cfrdiff.limits import raised

TODAY = datetime.date(2024, 5, 12)
VOLUME = "/bulkdata/CFR/2012/title-19/CFR-2012-title19-vol2.xml"
FULL = "/api/versioner/v1/full/2019-06-21/title-19.xml"


class Setting:
    """The services, where they are, a cache, and how long was waited."""

    def __init__(self, folder: Path, served: PublicServices, url: str) -> None:
        self.served, self.url = served, url
        self.cache = Cache(folder / "cache")
        self.at = Services(url, url, url, 0, 0)
        self.waits: list[float] = []

    def fetch(self, cite: str, *on: str, **asked: object) -> list[Fetched | Gap]:
        what = Asked(on, **asked)  # type: ignore[arg-type]
        return list(fetch(cite, what, at=self.at, cache=self.cache, today=TODAY))

    def new(self) -> list[str]:
        """What has been asked for since the last look."""
        asked = sorted(self.served.asked.elements())
        self.served.asked.clear()
        return asked


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Setting]:
    served = customs()
    with on_loopback(served) as url:
        made = Setting(tmp_path, served, url)
        yield made


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nothing sleeps in these tests."""
    slept: list[float] = []
    init = client_module.Client.__init__

    def without_sleep(self: client_module.Client, cache: Cache) -> None:
        init(self, cache, sleep=slept.append)

    monkeypatch.setattr(client_module.Client, "__init__", without_sleep)
    return slept


def shown(found: list[Fetched | Gap]) -> list[str]:
    """Names, and gaps as they are told."""
    return [one.name if isinstance(one, Fetched) else f"{one.what}: {one.why}" for one in found]


# Which text is that of a day

PART, WHOLE = "title19-part163.xml", "title19.xml"
DAYS = {
    "an issue date": ("19 CFR 163", "2019-06-21", f"ECFR-2019-06-21-{PART}", None),
    "a day between two": (
        "19 CFR 163",
        "2020-01-01",
        f"ECFR-2019-06-21-{PART}",
        "the text in force on 2020-01-01 is that of 2019-06-21",
    ),
    "the day before one": (
        "19 CFR 163",
        "2019-06-20",
        f"ECFR-2017-02-01-{PART}",
        "the text in force on 2019-06-20 is that of 2017-02-01",
    ),
    "the first day, which is no date of the title": (
        "19 CFR 163",
        "2017-01-03",
        f"ECFR-2017-02-01-{PART}",
        "the text in force on 2017-01-03 is that of 2017-02-01",
    ),
    "never amended since the eCFR began": (
        "19 CFR 4",
        "2024-01-01",
        "ECFR-2017-02-01-title19-part4.xml",
        "the text in force on 2024-01-01 is that of 2017-02-01",
    ),
    "later than is known": (
        "19 CFR 163",
        "2024-05-11",
        f"ECFR-2021-03-02-{PART}",
        "the eCFR is up to date as of 2024-05-10; the text in force on 2024-05-11 is that of"
        " 2021-03-02",
    ),
    "the newest": ("19 CFR 163", "latest", f"ECFR-2021-03-02-{PART}", None),
    "a section is fetched with its part": (
        "19 CFR 163.1(a)",
        "2019-06-21",
        f"ECFR-2019-06-21-{PART}",
        None,
    ),
    "a whole title": ("19 CFR", "2017-02-01", f"ECFR-2017-02-01-{WHOLE}", None),
    "before the eCFR": (
        "19 CFR 163",
        "2016-03-31",
        "CFR-2015-title19-vol2.xml",
        "the eCFR begins in January 2017; the annual edition of 2015 held on 2016-03-31",
    ),
    "a year": ("19 CFR 163", "2012", "CFR-2012-title19-vol2.xml", None),
    "a new cover with the old date": (
        "19 CFR 163",
        "2016",
        "CFR-2016-title19-vol2.xml",
        "CFR-2016-title19-vol2.xml is printed as revised as of 2015-04-01, not 2016-04-01",
    ),
    "the last volume": ("19 CFR 201", "2012", "CFR-2012-title19-vol3.xml", None),
}


@pytest.mark.parametrize("case", DAYS)
def test_the_text_of_a_day(case: str, setting: Setting) -> None:
    cite, day, name, note = DAYS[case]
    found = setting.fetch(cite, day)
    assert shown(found) == [name]
    assert isinstance(found[0], Fetched)
    assert found[0].is_new
    if day != "latest":
        assert found[0].note == note


GAPS = {
    ("19 CFR 201", "2020-08-03"): "19 CFR 201 on 2020-08-03: removed from the CFR; the eCFR says so of 2020-08-03",
    ("19 CFR 999", "2020-08-03"): "19 CFR 999 on 2020-08-03: the eCFR has no such text; it lists none of it",
    ("19 CFR 10", "2017-01-15"): "19 CFR 10 on 2017-01-15: the eCFR has no such text; it begins on 2017-02-01",
    ("19 CFR 163", "2014"): "19 CFR 163, annual edition of 2014: govinfo lists no volume of title 19 of that year (yet)",
    ("19 CFR 163", "1995"): "19 CFR 163, annual edition of 1995: govinfo has XML from 1996 on",
    ("19 CFR 163", "2025"): "19 CFR 163, annual edition of 2025: title 19 is revised as of 2025-04-01, which is still to come",
    ("19 CFR 150", "2012"): "19 CFR 150, annual edition of 2012: part 150 does not stand in CFR-2012-title19-vol2.xml, where it would",
}  # fmt: skip


@pytest.mark.parametrize("asked", GAPS, ids=" ".join)
def test_a_gap_says_why(asked: tuple[str, str], setting: Setting) -> None:
    assert shown(setting.fetch(*asked)) == [GAPS[asked]]


def test_what_arrives_is_what_was_sent_and_is_read_with_its_title_and_date(
    setting: Setting, tmp_path: Path
) -> None:
    for cite, day, title, date in [
        ("19 CFR 163", "2019-06-21", 19, "2019-06-21"),
        ("19 CFR 163", "2012", 19, "2012-04-01"),
    ]:
        (found,) = setting.fetch(cite, day)
        assert isinstance(found, Fetched)
        assert (found.title, found.as_of) == (title, date)
        file = tmp_path / found.name
        file.write_bytes(found.data)
        edition = cfrdiff.read(file)
        assert (edition.title, edition.as_of) == (title, date)
        assert [section.number for section in edition.sections] == ["163.1"]
        sent = (
            setting.served.texts[19, "163", day]
            if "-" in day
            else setting.served.volumes[2012, 19][2]
        )
        assert found.data == sent


def test_a_text_that_is_listed_under_a_day_without_it_is_asked_for_by_another(
    setting: Setting,
) -> None:
    """Of a title that was never amended since, and of one whose days are not all kept."""
    served = setting.served
    served.add_title(3, "2015-12-18", "2024-05-10")
    served.add_version(3, "101", "101.1", "2015-12-18")
    served.texts[3, "101", "2015-12-18"] = ecfr_part(3, "101", "2024-01-01", "Kept.")
    gap = "3 CFR 101 on 2024-01-01: the eCFR lists it as issued on 2015-12-18, but has no text of that day"
    assert shown(setting.fetch("3 CFR 101", "2024-01-01")) == [gap]
    served.any_day = True
    (found,) = setting.fetch("3 CFR 101", "2024-01-01")
    assert isinstance(found, Fetched)
    assert (found.as_of, found.held_until, found.note) == ("2024-01-01", "2024-05-10", None)


def test_a_span_of_days_gives_each_text_once(setting: Setting) -> None:
    found = setting.fetch("19 CFR 163", first="2019-01-01", last="2021-12-31")
    assert shown(found) == [
        f"ECFR-{day}-{PART}" for day in ("2017-02-01", "2019-06-21", "2021-03-02")
    ]
    found = setting.fetch("19 CFR 163", first="2015-06-01", last="2019-12-31")
    assert shown(found) == [
        "CFR-2015-title19-vol2.xml",
        "CFR-2016-title19-vol2.xml",
        f"ECFR-2017-02-01-{PART}",
        f"ECFR-2019-06-21-{PART}",
    ]


HELD = {
    ("19 CFR 163", "2020-01-01"): "2021-03-01",
    ("19 CFR 163", "2017-05-05"): "2019-06-20",
    ("19 CFR 163", "latest"): "2024-05-10",
    ("19 CFR 4", "2020-01-01"): "2024-05-10",
    ("19 CFR 163", "2012"): None,
}


@pytest.mark.parametrize("asked", HELD, ids=" ".join)
def test_until_when_a_text_was_in_force(asked: tuple[str, str], setting: Setting) -> None:
    (found,) = setting.fetch(*asked)
    assert isinstance(found, Fetched)
    assert found.held_until == HELD[asked]


def test_years_give_the_annual_editions_and_name_those_that_are_missing(setting: Setting) -> None:
    found = setting.fetch("19 CFR 163", first="2012", last="2015")
    assert shown(found) == [
        "CFR-2012-title19-vol2.xml",
        "CFR-2013-title19-vol2.xml",
        "19 CFR 163, annual edition of 2014: govinfo lists no volume of title 19 of that year (yet)",
        "CFR-2015-title19-vol2.xml",
    ]


# Asked for once


def test_what_is_kept_is_not_asked_for_again(setting: Setting) -> None:
    first = setting.fetch("19 CFR 163", first="2012", last="2013")
    first += setting.fetch("19 CFR 163", "2019-07-01", "2018-01-01")
    assert setting.new()
    again = setting.fetch("19 CFR 163", first="2012", last="2013")
    again += setting.fetch("19 CFR 163", "2019-07-01", "2018-01-01")
    assert setting.new() == []
    assert [one.data for one in again if isinstance(one, Fetched)] == [
        one.data for one in first if isinstance(one, Fetched)
    ]
    assert not any(one.is_new for one in again if isinstance(one, Fetched))
    setting.fetch("19 CFR 163")
    assert [path for path in setting.new() if "/full/" in path] == [
        "/api/versioner/v1/full/2021-03-02/title-19.xml?part=163"
    ]


def test_what_may_change_is_asked_for_with_conditions(setting: Setting) -> None:
    for _ in range(2):
        assert shown(setting.fetch("19 CFR 163", "latest")) == [f"ECFR-2021-03-02-{PART}"]
    assert setting.served.asked["/api/versioner/v1/titles.json"] == 2
    setting.served.add_title(19, "2024-05-13", "2024-05-13")
    setting.served.add_version(19, "163", "163.1", "2024-05-13")


def test_a_damaged_cache_is_not_believed(setting: Setting) -> None:
    (found,) = setting.fetch("19 CFR 163", "2019-06-21")
    assert isinstance(found, Fetched)
    setting.cache.path(found.origin).write_bytes(found.data[:-100])
    setting.new()
    (again,) = setting.fetch("19 CFR 163", "2019-06-21")
    assert isinstance(again, Fetched)
    assert again.data == found.data
    assert any(FULL in path for path in setting.new())


# Trouble

TROUBLES = {
    "too many requests": [("429", "7")],
    "busy, then too many": [("503", ""), ("429", "2")],
    "cut in the middle": [("cut", "60")],
    "cut twice": [("cut", "60"), ("cut", "200")],
    "a page for people, as the document": [("html", "")],
}
WAITS = {"too many requests": [7.0], "busy, then too many": [1.0, 2.0]}


@pytest.mark.parametrize("case", TROUBLES)
def test_trouble_is_met_with_patience(case: str, setting: Setting, waits: list[float]) -> None:
    setting.served.troubles[FULL] = list(TROUBLES[case])
    (found,) = setting.fetch("19 CFR 163", "2019-06-21")
    assert isinstance(found, Fetched)
    assert found.data == setting.served.texts[19, "163", "2019-06-21"]
    expected = WAITS.get(case, [1.0, 2.0][: len(TROUBLES[case])])
    assert [wait for wait in waits if wait] == expected


def test_a_volume_that_was_cut_is_taken_up_where_it_ended(setting: Setting) -> None:
    setting.served.troubles[VOLUME] = [("", ""), ("cut", "70000"), ("cut", "20000")]
    (found,) = setting.fetch("19 CFR 163", "2012")
    assert isinstance(found, Fetched)
    assert found.data == setting.served.volumes[2012, 19][2]
    begins = [int(asked.removeprefix("bytes=").split("-")[0]) for asked in setting.served.ranges]
    assert begins[-2:] == [70_000, 90_000]


def test_a_run_that_gave_up_is_taken_up_by_the_next(setting: Setting) -> None:
    setting.served.troubles[VOLUME] = [("", ""), ("cut", "70000"), *[("503", "")] * 4]
    with pytest.raises(ServiceError, match="5 times in a row; run this again later"):
        setting.fetch("19 CFR 163", "2012")
    setting.served.ranges.clear()
    (found,) = setting.fetch("19 CFR 163", "2012")
    assert isinstance(found, Fetched)
    assert found.data == setting.served.volumes[2012, 19][2]
    assert setting.served.ranges == ["bytes=70000-"]


def test_what_changed_while_it_was_cut_is_begun_anew(setting: Setting) -> None:
    setting.served.troubles[VOLUME] = [("", ""), ("cut", "70000"), *[("503", "")] * 4]
    with pytest.raises(ServiceError):
        setting.fetch("19 CFR 163", "2012")
    volumes = setting.served.volumes[2012, 19]
    volumes[2] = volumes[2].replace(b"five", b"nine")
    (found,) = setting.fetch("19 CFR 163", "2012")
    assert isinstance(found, Fetched)
    assert found.data == volumes[2]


REFUSALS = {
    ("403", ""): "it answers 403 Forbidden; try later",
    ("moved", "https://unblock.federalregister.gov/"): "it sends to unblock.federalregister.gov; try later",
    ("429", "4000"): "too many requests \\(429\\), and asks to be left alone for 4000 seconds; run this again then",
}  # fmt: skip


@pytest.mark.parametrize("trouble", REFUSALS, ids=lambda one: one[0])
def test_a_refusal_is_one_line(trouble: tuple[str, str], setting: Setting) -> None:
    setting.served.troubles[FULL] = [trouble]
    with pytest.raises(ServiceError, match=REFUSALS[trouble]):
        setting.fetch("19 CFR 163", "2019-06-21")


def test_a_long_wait_asked_for_by_date_is_heeded(setting: Setting, waits: list[float]) -> None:
    setting.served.troubles[FULL] = [("503", in_seconds(60))]
    setting.fetch("19 CFR 163", "2019-06-21")
    assert len([wait for wait in waits if 50 < wait <= 60]) == 1


def test_a_document_elsewhere_is_refused(setting: Setting) -> None:
    link = "http://192.0.2.1/bulkdata/x.xml"
    with pytest.raises(ServiceError, match="nothing is fetched from other places"):
        setting.at.own_address(setting.url, link)
    own = setting.at.own_address(setting.url, "https://www.govinfo.gov/bulkdata/x.xml")
    assert own == f"{setting.url}/bulkdata/x.xml"


def test_what_is_too_large_is_refused(setting: Setting) -> None:
    with raised(file_bytes=50_000), pytest.raises(LimitError, match="larger than 50,000 bytes"):
        setting.fetch("19 CFR 163", "2012")


def test_an_answer_of_another_shape_is_named(setting: Setting) -> None:
    setting.served.titles[19]["up_to_date_as_of"] = 7
    with pytest.raises(ServiceError, match="another shape than is documented"):
        setting.fetch("19 CFR 163", "latest")


def test_a_host_has_one_connection_at_a_time(setting: Setting) -> None:
    setting.fetch("19 CFR 163", first="2012", last="2016")
    assert setting.served.most_at_once == 1


def test_without_a_network_one_line(tmp_path: Path) -> None:
    address = "http://127.0.0.1:9"
    nowhere = Services(address, address, address, 0, 0)
    asked = Asked(["2019"])
    with pytest.raises(
        ServiceError, match=r"127\.0\.0\.1:9: it cannot be reached .*there may be no network"
    ):
        list(fetch("19 CFR 163", asked, at=nowhere, cache=Cache(tmp_path)))


# Rules


def test_rules_of_a_part_with_their_xml(setting: Setting) -> None:
    def keys(**more: object) -> list[str]:
        found = fetch_rules("19 CFR 163", "1999-01-01", at=setting.at, cache=setting.cache, **more)  # type: ignore[arg-type]
        return [f"{one.rule.key} {len(one.data or b'') > 0}" for one in found]

    final = [
        "FR-1999-01-04-99-1 False",
        "FR-2011-10-25-2011-27565 True",
        "FR-2019-05-22-2019-12345 True",
    ]
    assert keys() == final
    assert keys(proposed=True) == [*final, "FR-2024-05-01-2024-00001 True"]
    assert keys(until="2012-01-01") == final[:2]
    setting.served.per_page = 1
    setting.new()
    assert keys() == final
    assert [path for path in setting.new() if "/full_text/" in path] == []


def test_a_rule_cannot_name_a_file_elsewhere(setting: Setting) -> None:
    setting.served.rules[0] |= {"document_number": "../../x", "title": None}
    asked = fetch_rules(
        "19 CFR 163", "2011-01-01", "2011-12-31", at=setting.at, cache=setting.cache
    )
    (found,) = asked
    assert (found.rule.key, found.rule.title) == ("FR-2011-10-25-.._.._x", "")


def test_no_rules_at_all(setting: Setting) -> None:
    none = fetch_rules("19 CFR 163", "2030-01-01", at=setting.at, cache=setting.cache)
    assert list(none) == []


# Rules of its own


def test_revision_days_by_title() -> None:
    days = {
        1: "01-01",
        16: "01-01",
        17: "04-01",
        27: "04-01",
        28: "07-01",
        41: "07-01",
        42: "10-01",
        50: "10-01",
    }
    assert {title: revision_day(title, 2019).isoformat()[5:] for title in days} == days
    assert year_in_force(42, datetime.date(2019, 9, 30)) == 2018
    assert year_in_force(42, datetime.date(2019, 10, 1)) == 2019


HOLDING = {
    ("Parts 141 to 199", "163", None): True,
    ("Parts 141 to 199", "200", None): False,
    ("Part 200 to End", "1199", None): True,
    ("Part 1 (§§ 1.401 to 1.409)", "1", None): True,
    ("Part 1 (§§ 1.401 to 1.409)", "1", "1.401(k)-1"): True,
    ("Part 1 (§§ 1.401 to 1.409)", "1", "1.409-2"): True,
    ("Part 1 (§§ 1.401 to 1.409)", "1", "1.61-1"): False,
    ("Part 1 (§§ 1.401 to 1.409)", "31", None): False,
    ("Chapters 1 and 2", "31", None): True,
    ("", "31", None): True,
}


@pytest.mark.parametrize("case", HOLDING, ids=str)
def test_which_volume_may_hold_a_part(case: tuple[str, str, str | None]) -> None:
    printed, part, section = case
    page = f"<TITLEPG><PARTS>{printed}</PARTS>" if printed else "<TITLEPG>"
    assert holds(page, Target(26, part, section)) is HOLDING[case]


TARGETS = {
    "19 CFR 163": Target(19, "163"),
    "19 CFR part 163": Target(19, "163"),
    "19 CFR 163.12(c)(2)": Target(19, "163", "163.12"),
    "14 cfr": Target(14),
    "12 CFR part 1003 subpart B": Target(12, "1003"),
    "26 CFR 1.401(k)-1": Target(26, "1", "1.401(k)-1"),
}


@pytest.mark.parametrize("cite", TARGETS)
def test_what_a_cite_asks_for(cite: str) -> None:
    assert parse_target(cite) == TARGETS[cite]


@pytest.mark.parametrize("cite", ["", "163", "51 CFR", "0 CFR 3", "customs", "19 CFR 163, 164"])
def test_what_cannot_be_fetched(cite: str) -> None:
    with pytest.raises((CiteError, NotFoundError)):
        parse_target(cite)


WHOLE_XML = {
    b"<a><b/></a>": True,
    b'<?xml version="1.0"?>\n<!DOCTYPE a>\n<!-- <b> -->\n<a>x</a >\n': True,
    b"<a/>": True,
    b"<a><b/></a>\n<!-- </c> -->": True,
    b"<a><b></b>": False,
    b"<a><b/>": False,
    b"<a><b></b></a": False,
    b"": False,
    b"text": False,
}


@pytest.mark.parametrize("data", WHOLE_XML)
def test_whether_xml_is_whole(data: bytes) -> None:
    assert xml_is_whole(data) is WHOLE_XML[data]


def test_waits_grow_and_heed_what_is_asked() -> None:
    now = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
    given = [
        (2, None),
        (3, None),
        (5, None),
        (2, "30"),
        (4, "1"),
        (2, "Wed, 01 May 2024 00:00:20 GMT"),
        (2, "soon"),
    ]
    assert [wait_before(attempt, asked, now) for attempt, asked in given] == [1, 2, 8, 30, 4, 20, 1]


def test_a_section_that_is_removed_and_comes_back() -> None:
    def at(day: int, section: str, removed: bool = False) -> Version:
        return Version(datetime.date(2020, 1, day), section, removed)

    versions = [at(1, "1.1"), at(1, "1.2"), at(5, "1.1", True), at(7, "1.2", True), at(9, "1.1")]
    both = issues_of(versions, None, datetime.date(2020, 2, 1))
    assert [day.day for day in both.days] == [1, 5, 7, 9]
    assert [day.day for day in both.gone] == [7]
    one = issues_of(versions, "1.1", datetime.date(2020, 2, 1))
    assert ([day.day for day in one.days], [day.day for day in one.gone]) == ([1, 5, 9], [5])


def test_addresses_come_from_options_then_the_environment() -> None:
    named = {"CFRDIFF_ECFR": "http://mirror:8080/", "CFRDIFF_GOVINFO": ""}
    found = services("http://other", environment=named)
    assert (found.ecfr, found.govinfo) == ("http://other", "https://www.govinfo.gov")
    assert services(environment=named).ecfr == "http://mirror:8080"
    with pytest.raises(ServiceError, match="not an address"):
        services("ftp://x", environment={})


# The command


def run(setting: Setting, *args: str) -> Ran:
    env = {
        "CFRDIFF_CACHE": str(setting.cache.folder),
        "PATH": "",
        "HOME": str(setting.cache.folder),
    }
    for name in ("ECFR", "GOVINFO", "FEDERAL_REGISTER"):
        env[f"CFRDIFF_{name}"] = setting.url
    return run_command(["fetch", *args, "--pause", "0"], env)


def test_the_command_writes_editions_to_a_folder(setting: Setting, tmp_path: Path) -> None:
    into = str(tmp_path / "into")
    ran = run(setting, "19 CFR 163", "--from", "2012", "--to", "2014", "--into", into)
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "2012-04-01  CFR-2012-title19-vol2.xml  fetched",
            "2013-04-01  CFR-2013-title19-vol2.xml  fetched",
        ],
    )
    assert "not to be had: 19 CFR 163, annual edition of 2014: govinfo lists no volume" in ran.err
    assert cfrdiff.read(f"{into}/CFR-2012-title19-vol2.xml").as_of == "2012-04-01"
    again = run(
        setting, "19 CFR 163", "--from", "2012", "--to", "2014", "--into", into, "--exit-code"
    )
    assert (again.code, again.out.splitlines()[0]) == (
        1,
        "2012-04-01  CFR-2012-title19-vol2.xml  kept from before",
    )


def test_the_command_fills_the_library(setting: Setting, tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    for _ in range(2):
        ran = run(setting, "19 CFR 163", "--on", "2019-07-01", "--on", "2012", "--library", library)
        assert ran.code == 0, ran.err
    held = Library.open(library)
    assert [(one.as_of, one.title, one.parts) for one in held.entries()] == [
        ("2012-04-01", 19, ("163",)),
        ("2019-06-21", 19, ("163",)),
    ]
    (origin,) = held.origins(held.entries()[0].sha256)
    assert origin.place.endswith(VOLUME)
    # It was in force until it was issued anew, which is more than a year.
    assert held.find("19 CFR 163@2021-03-01").as_of == "2019-06-21"
    assert not held.has("19 CFR 163@2021-03-02")
    text = held.edition("19 CFR 163.1(a)@2019-07-01").sections[0].paragraphs[0].text
    assert text == "Records must be retained for six years after the date of entry."


def test_what_cannot_be_read_does_not_stop_the_rest(setting: Setting, tmp_path: Path) -> None:
    reserved = b'<DIV5 N="163" TYPE="PART"><HEAD>PART 163 [RESERVED]</HEAD></DIV5>'
    setting.served.texts[19, "163", "2019-06-21"] = reserved
    asked = ("--on", "2019-07-01", "--on", "2022-01-01", "--library", str(tmp_path / "library"))
    ran = run(setting, "19 CFR 163", *asked)
    assert (ran.code, len(ran.out.splitlines())) == (2, 2)
    assert "1 of 2 could not be read" in ran.err.splitlines()[-1]
    assert "ECFR-2019-06-21-title19-part163.xml: no section found" in ran.err


def test_the_command_writes_rules_to_a_folder(setting: Setting, tmp_path: Path) -> None:
    into = tmp_path / "into"
    ran = run(setting, "--rules", "19 CFR 163", "--since", "2011-01-01", "--into", str(into))
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0].startswith("2011-10-25  FR-2011-10-25-2011-27565  76 FR 65961")
    assert sorted(file.name for file in into.iterdir())[:2] == [
        "FR-2011-10-25-2011-27565.json",
        "FR-2011-10-25-2011-27565.xml",
    ]


ERRORS = {
    ("19 CFR 163", "--on", "2019", "--from", "2018"): "give days with --on, or from which",
    ("19 CFR 163", "--to", "2018"): "--to goes with --from",
    ("19 CFR 163", "--on", "2019-7-1"): "'2019-7-1' is not a date",
    ("19 CFR 163", "--from", "2020", "--to", "2019"): "runs backwards",
    ("163", "--on", "2019"): "is not a citation of the CFR",
    ("--rules", "19 CFR 163"): "--rules goes with --since",
    ("35 CFR 9", "--on", "2019-01-01"): "title 35 is reserved",
    ("19 CFR 163", "--on", "1990"): "nothing of 19 CFR 163 could be fetched",
}


@pytest.mark.parametrize("args", ERRORS, ids=" ".join)
def test_an_error_of_the_command_is_one_line(
    args: tuple[str, ...], setting: Setting, tmp_path: Path
) -> None:
    ran = run(setting, *args, "--into", str(tmp_path))
    assert ran.code == 2
    assert ERRORS[args] in ran.err.splitlines()[-1]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CfrdiffError, match="set CFRDIFF_CACHE to a folder"):
        list(fetch("19 CFR 163", Asked(["2019"]), cache=Cache(tmp_path / "file" / "cache")))


def test_nothing_else_uses_the_network() -> None:
    """Not even by a module of the standard library."""
    package = Path(cfrdiff.__file__).parent
    network = re.compile(
        r"^\s*(?:import|from)\s+(?:httpx|requests|aiohttp|socket|urllib\.request|http\b|ftplib)",
        re.M,
    )
    found = {
        module.relative_to(package).as_posix()
        for module in package.rglob("*.py")
        if network.search(module.read_text("utf-8"))
    }
    assert found == {f"library/fetching/{name}.py" for name in ("client", "fetching", "receiving")}

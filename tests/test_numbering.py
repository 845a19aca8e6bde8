"""Changes have one number each, in the order of the text, whatever the format shows of them."""

from __future__ import annotations

import json
from typing import get_args

from test_structure import edition_of

from cfrdiff.changes import diff_editions
from cfrdiff.changes.model import Review
from cfrdiff.formats import FORMATS
from cfrdiff.views import wording
from cfrdiff.views.numbering import numbered
from cfrdiff.views.report import Report

OLD = "§ 1.2 Records.\n\n(a) Keep records.\n\n(b) Keep books for 5 years.\n\n(c) Keep letters.\n"
NEW = (
    "§ 1.2 Records.\n\n(a) Keep all records.\n\n(b) Keep books for 6 years.\n\n(c) Keep letters.\n"
)


def report(old: str = OLD, new: str = NEW) -> Report:
    before, after = edition_of(old), edition_of(new)
    return Report(diff_editions(before, after), before, after)


def test_numbers_run_in_the_order_of_the_text() -> None:
    shown = report()
    assert [(one.number, one.link.text) for one in shown.headlines] == [
        ("1", "§ 1.2(a)"),
        ("2", "§ 1.2(b)"),
    ]
    assert sorted(shown.numbers.values()) == [1, 2]


def test_what_is_told_as_one_bears_a_range() -> None:
    numbers = {"a": 1, "b": 3, "c": 4, "d": 5}
    assert numbered(["a"], numbers) == "1"
    assert numbered(["c", "a", "b", "x", "d"], numbers) == "1, 3–5"
    assert numbered([], numbers) == ""


def test_a_section_that_came_bears_the_numbers_of_all_in_it() -> None:
    last = "\n§ 1.4 Maps.\n\n(a) Maps are kept.\n"
    came = "\n§ 1.3 Books.\n\n(a) Books are kept for a year.\n\n(b) And shown to the officer.\n"
    shown = report(OLD + last, OLD + came + last)
    assert [(one.number, one.spoken) for one in shown.headlines] == [("1–3", "section added")]


def test_a_feed_has_an_item_a_change() -> None:
    feed = json.loads(FORMATS[".feed.json"](report()))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["§ 1.2(a) revised", "§ 1.2(b) revised"]
    assert feed["items"][1]["content_text"].startswith("2. revised: ")
    assert "[-5 years-]{+6 years+}" in feed["items"][1]["content_text"]
    assert len({item["id"] for item in feed["items"]}) == 2


def test_every_code_has_its_words_in_one_table() -> None:
    assert list(wording.REVIEW) == list(get_args(Review))

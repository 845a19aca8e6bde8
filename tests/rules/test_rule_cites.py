"""The cites of rules: what stubs are given is read back, anything else is an error with its place."""

from __future__ import annotations

import pytest

from cfrdiff.cites import CiteError
from cfrdiff.errors import SourceError
from cfrdiff.rules.rule_cites import RuleCite, read_rule_cite


@pytest.mark.parametrize(
    ("cite", "section", "labels"),
    [
        ("163.12(b)(2)", "163.12", ("b", "2")),
        ("163.12(b)(2)[2]", "163.12", ("b", "2")),
        ("163.12(c)–(e)", "163.12", ("c", "e")),
        ("240.17Ad-7(f)", "240.17Ad-7", ("f",)),
        ("1.401(a)(4)-1(b)", "1.401(a)(4)-1", ("b",)),
        # Designations that no CFR has, but an edition may.
        ("1002.5(a)(4.)", "1002.5", ("a", "4.")),
        ("12.3(ab)(1)[3]", "12.3", ("ab", "1")),
    ],
)
def test_what_stubs_are_given_is_read_back(
    cite: str, section: str, labels: tuple[str, ...]
) -> None:
    found = RuleCite.parse(cite)
    assert (found.section, found.labels, str(found)) == (section, labels, cite)


@pytest.mark.parametrize(
    "cite",
    [
        "",
        "163",
        "163.12(b",
        "163.12(b))",
        "163.12 (b)",
        "163.12()",
        "(4.)",
        "x.12(b)",
        "163.12(b)x",
        "163.12(b)[0]",
    ],
)
def test_what_is_no_cite_is_an_error_with_its_place(cite: str) -> None:
    with pytest.raises(CiteError):
        RuleCite.parse(cite)
    with pytest.raises(SourceError, match=r"rules\.py, line 7"):
        read_rule_cite(cite, "rules.py", 7)

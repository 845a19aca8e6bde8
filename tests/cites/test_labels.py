"""Labels: their kinds, levels and ordinals, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.cites import (
    LABEL,
    CiteError,
    Designation,
    kind_at,
    kinds,
    label_for,
    label_of,
    path_of,
    readings,
)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("a", ((0, 1),)),
        ("i", ((0, 9), (2, 1), (5, 1))),
        ("aa", ((0, 27),)),
        # (ii) is also the doubled letter behind (hh).
        ("ii", ((0, 35), (2, 2), (5, 2))),
        ("xxviii", ((2, 28), (5, 28))),
        ("12", ((1, 12), (4, 12))),
        ("B", ((3, 2),)),
        ("AA", ((3, 27),)),
        ("a-1", ((0, 1.001),)),
        ("1a", ((1, 1.001), (4, 1.001))),
        ("za", ((0, 26.001),)),
        ("iia", ((0, 35.001), (2, 2.001), (5, 2.001))),
        ("which", ()),
        ("ab", ()),
        ("", ()),
        ("²", ()),
        ("9" * 5000, ()),
    ],
)
def test_the_levels_a_label_allows(label: str, expected: tuple[tuple[int, float], ...]) -> None:
    found = readings(label)
    assert [level for level, _ in found] == [level for level, _ in expected]
    assert [o for _, o in found] == pytest.approx([o for _, o in expected])


@given(st.sampled_from(range(6)), st.integers(1, 60))
def test_a_label_made_for_an_ordinal_is_read_as_that_ordinal(level: int, ordinal: int) -> None:
    label = label_for(level, ordinal)
    assert (level, ordinal) in readings(label)
    assert re.fullmatch(LABEL, f"({label})")
    for kind, found in kinds(label).items():
        assert label_of(kind, int(found)) == label


@pytest.mark.parametrize(
    "label", ["a-1", "1a", "za", "iia", "b-12", "A-1", "IV", "xxxviii", "zzz", "9999"]
)
def test_labels_that_print_has(label: str) -> None:
    assert re.fullmatch(LABEL, f"({label})")


@pytest.mark.parametrize(
    "text",
    ["(which)", "(see)", "(or)", "(ab)", "(10 days)", "(12345)", "()", "(a b)", "(U.S.)", "(EPA)"],
)
def test_what_is_no_label(text: str) -> None:
    assert re.fullmatch(LABEL, text) is None


@pytest.mark.parametrize(
    ("path", "depth", "kind"),
    [
        (("a", "1", "i"), 2, "roman"),
        (("i",), 0, "letter"),
        (("a", "1", "i", "c"), 3, "letter"),
        (("a", "10", "A", "i", "V"), 3, "roman"),
        (("a", "10", "A", "i", "V"), 4, "capital roman"),
        (("a", "1", "i", "C"), 3, "capital"),
        (("v",), 0, "letter"),
        (("?",), 0, None),
    ],
)
def test_what_a_label_is_at_its_place(path: tuple[str, ...], depth: int, kind: str | None) -> None:
    assert kind_at(path, depth) == kind


def test_designations() -> None:
    assert Designation.parse("(b)(3)(iv)").path == ("b", "3", "iv")
    assert Designation.parse("(a-1)(2)").path == path_of("(a-1)(2)") == ("a-1", "2")
    assert str(Designation(("a-1", "2"))) == "(a-1)(2)"
    assert Designation.parse("").path == ()
    for text in ("b", "(b", "(b)3", "(b).", "(b)(c d)"):
        with pytest.raises(CiteError, match="not a designation"):
            Designation.parse(text)
    printed = [
        "(a)",
        "(a)(2)",
        "(a)(10)",
        "(a-1)",
        "(b)",
        "(b)(1)(ix)",
        "(b)(1)(x)",
        "(z)",
        "(za)",
        "(aa)",
    ]
    assert (
        sorted(dict.fromkeys(printed[::-1]), key=lambda one: Designation.parse(one).sort_key())
        == printed
    )

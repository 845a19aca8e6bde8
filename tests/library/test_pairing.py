"""Which editions are compared: every part once, however volumes are cut."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.library import Entry, Kept
from cfrdiff.library.pairing import pairs_between

PARTS = tuple(str(n) for n in range(1, 9))
CUT = st.dictionaries(st.sampled_from(PARTS), st.integers(0, 3), min_size=1)  # part to volume


def volumes(cut: dict[str, int], year: str) -> list[Kept]:
    """The volumes of a year, each with the parts that are cut into it."""
    return [
        Kept(
            Entry(
                sha256=hashlib.sha256(f"{year}/{number}".encode()).hexdigest(),
                name=f"{year}-{number}.xml",
                format="gpo-xml",
                title=19,
                parts=tuple(part for part in PARTS if cut.get(part) == number),
                as_of=f"{year}-04-01",
            )
        )
        for number in sorted(set(cut.values()))
    ]


@given(CUT, CUT)
def test_every_part_is_compared_once_or_its_volume_has_nothing_to_be_compared_with(
    old: dict[str, int], new: dict[str, int]
) -> None:
    olds, news = volumes(old, "2019"), volumes(new, "2020")
    found = pairs_between([*olds, *news], "2019", "2020")
    alone = [part for one in found.alone for part in one.entry.parts]
    before = [part for pair in found.pairs for part in pair.parts_before]
    after = [part for pair in found.pairs for part in pair.parts_after]
    assert sorted([*before, *after, *alone]) == sorted([*old, *new])
    assert set(before) <= old.keys()
    assert set(after) <= new.keys()
    for part in old.keys() & new.keys():
        assert any(part in p.parts_before and part in p.parts_after for p in found.pairs)
    for pair in found.pairs:
        assert set(pair.parts_before) & set(pair.parts_after)
    again = pairs_between([*news, *olds], "2019", "2020")
    assert again == found, "whatever the order in which they are kept"


@given(CUT)
def test_volumes_that_are_cut_alike_are_compared_whole(cut: dict[str, int]) -> None:
    found = pairs_between([*volumes(cut, "2019"), *volumes(cut, "2020")], "2019", "2020")
    assert all(pair.is_whole for pair in found.pairs)
    assert not found.alone

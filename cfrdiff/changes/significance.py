"""How much an edit weighs. The weights, with their reasons, stand in significance.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, cast

from cfrdiff.changes.model import Edit, Kind, Significance


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("cfrdiff.changes") / "significance.toml"
    return tomllib.loads(file.read_text("utf-8"))


@functools.cache
def alike(table: str) -> frozenset[frozenset[str]]:
    """The pairs of words that are one in a way: `table` is spelling or plain_language."""
    return frozenset(frozenset(pair) for pair in _data()[table]["pairs"])


def significance_of(edits: Iterable[Edit]) -> tuple[Significance, tuple[str, ...]]:
    """The weight of the heaviest edit, and the rows of the table that decided."""
    weights = _data()["weights"]
    order: list[str] = _data()["order"]
    categories = sorted({edit.category for edit in edits})
    heaviest = max((weights[c] for c in categories), key=order.index, default="none")
    reasons = tuple(f"{c}: {weights[c]}" for c in categories if weights[c] == heaviest)
    return cast(Significance, heaviest), reasons


def weight_of_kind(kind: Kind) -> tuple[Significance, tuple[str, ...]]:
    """What it weighs that a paragraph came, went or moved, and the row that says so."""
    weight = _data()["kinds"][kind]
    return cast(Significance, weight), (f"{kind}: {weight}",)


def weight_of_block(
    block: str, kind: str, edits: Iterable[Edit]
) -> tuple[Significance, tuple[str, ...]]:
    """What the change of a block weighs, and the rows that say so: as its words do, or as what
    came or went does, but no more than the table allows a block of its kind.
    """
    weight, reasons = significance_of(edits)
    if weight == "none":
        weight = _data()["kinds"].get(kind, "substantive")
        reasons = (f"{kind}: {weight}",)
    most = _data()["blocks"].get(block)
    order: list[str] = _data()["order"]
    if most is not None and order.index(most) < order.index(weight):
        return most, (f"{block}: {most}",)
    return weight, reasons


def heavier(one: Significance, other: Significance) -> Significance:
    """The heavier of two weights."""
    return max(one, other, key=_data()["order"].index)

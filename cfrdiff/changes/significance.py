"""How much an edit weighs. The weights, with their reasons, stand in significance.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, cast

from cfrdiff.changes.model import Edit, Kind, Significance

_MARKS = re.compile(r"[\s;,.:]+")


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
    rows = sorted({_row(edit) for edit in edits})
    heaviest = max((weights[row] for row in rows), key=order.index, default="none")
    reasons = tuple(f"{row}: {weights[row]}" for row in rows if weights[row] == heaviest)
    return cast(Significance, heaviest), reasons


def weight_of(edits: Iterable[Edit], kind: Kind | None) -> tuple[Significance, tuple[str, ...]]:
    """The weight of edits and, where one is given, of a kind; and the rows that say so."""
    significance, reasons = significance_of(edits)
    if kind is None:
        return significance, reasons
    weight, why = weight_of_kind(kind)
    return heavier(significance, weight), (*reasons, *why)


def _row(edit: Edit) -> str:
    """The row of the weights that an edit falls under: its category, but for "and" or "or" that
    comes or goes by itself, as where a list got another last member.
    """
    if edit.category == "wording":
        sides = sorted(_MARKS.sub("", side) for side in (edit.before, edit.after))
        if sides[0] == "" and sides[1] in ("and", "or"):
            return "list-connective"
    return edit.category


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

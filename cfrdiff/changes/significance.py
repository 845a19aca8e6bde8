"""How much an edit weighs. The weights, with their reasons, stand in significance.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, Literal, cast

from cfrdiff.changes.model import Category, Edit, Kind, Significance


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("cfrdiff.changes") / "significance.toml"
    return tomllib.loads(file.read_text("utf-8"))


@functools.cache
def alike(table: str, row: str = "pairs") -> frozenset[frozenset[str]]:
    """The pairs of words that are one in a way: `table` is spelling or plain_language."""
    return frozenset(frozenset(pair) for pair in _data()[table][row])


def is_listed_spelling(one: str, other: str) -> bool:
    """Whether two words, in small letters, are a pair of the tables of spellings and misprints, or
    become one without an ending that both have: fulfils, fulfills.
    """
    return frozenset((one, other)) in _spellings() or any(
        frozenset((one.removesuffix(ending), other.removesuffix(ending))) in _spellings()
        for ending in _word_endings()
        if one.endswith(ending) and other.endswith(ending)
    )


@functools.cache
def _spellings() -> frozenset[frozenset[str]]:
    return alike("spelling") | alike("spelling", "misprints")


@functools.cache
def _word_endings() -> tuple[str, ...]:
    return tuple(_data()["spelling"]["endings"])


@functools.cache
def clause_openers(row: str = "clause_openers") -> frozenset[str]:
    """Words behind which "that" begins a clause; `prepositions`, behind which it does not stand
    for "which".
    """
    return frozenset(_data()["plain_language"][row])


@functools.cache
def other_in_capitals() -> frozenset[str]:
    """Words that mean another thing with capitals than without."""
    return frozenset(_data()["capitals"]["other"])


@functools.cache
def customary(row: str = "words") -> frozenset[str]:
    """Words of headings that name the parts which any regulation has; `small` ones join them."""
    return frozenset(_data()["headings"][row])


@functools.cache
def other_in_number() -> frozenset[str]:
    """Words of one number whose plural is another thing: damage, damages."""
    return frozenset(_data()["headings"]["other_in_number"])


@functools.cache
def joined_stems() -> tuple[str, ...]:
    """Beginnings of words that are the same with a hyphen behind their prefix as without."""
    return tuple(_data()["compounds"]["joined"])


def weight_of_category(category: Category) -> Significance:
    """What an edit of a category weighs where a rule proves that it is one."""
    return weight_of_row(category)


def weight_of_row(row: str) -> Significance:
    """What the table says that a row weighs; substantive where it has none."""
    return cast(Significance, _data()["weights"].get(row, "substantive"))


def significance_of(edits: Iterable[Edit]) -> tuple[Significance, tuple[str, ...]]:
    """The weight of the heaviest edit, and the rows of the tables that decided."""
    edits = list(edits)
    heaviest: Significance = "none"
    for edit in edits:
        heaviest = heavier(heaviest, edit.significance)
    return heaviest, tuple(sorted({_reason(e) for e in edits if e.significance == heaviest}))


def _reason(edit: Edit) -> str:
    rule = f" ({edit.rule})" if edit.rule else ""
    return f"{edit.category}{rule}: {edit.significance}"


def weight_of(edits: Iterable[Edit], kind: Kind | None) -> tuple[Significance, tuple[str, ...]]:
    """The weight of edits and, where one is given, of a kind; and the rows that say so."""
    significance, reasons = significance_of(edits)
    if kind is None:
        return significance, reasons
    weight, why = weight_of_kind(kind)
    return heavier(significance, weight), (*reasons, *why)


def weight_of_kind(
    kind: Kind | Literal["frame without words"],
) -> tuple[Significance, tuple[str, ...]]:
    """What it weighs that a paragraph came, went or moved, and the row that says so."""
    weight = _data()["kinds"][kind]
    return cast(Significance, weight), (f"{kind}: {weight}",)


def weight_of_setting() -> tuple[Significance, tuple[str, ...]]:
    """What it weighs that the same words are set otherwise, and the row that says so."""
    weight = weight_of_row("set-otherwise")
    return weight, (f"set-otherwise: {weight}",)


def weight_of_governing(row: str) -> tuple[Significance, tuple[str, ...]]:
    """What it weighs that other words govern a paragraph, and the row that says so."""
    weight = _data()["governing"][row]
    return cast(Significance, weight), (f"{row}: {weight}",)


def weight_of_block(
    block: str, kind: str, edits: Iterable[Edit]
) -> tuple[Significance, tuple[str, ...]]:
    """What the change of a block weighs, and the rows that say so: as its words do, or as what
    came or went does, but no more than the table allows a block of its kind.
    """
    weight_of_words, reasons = significance_of(edits)
    weight = weight_of_words
    by_kind = _data()["kinds"].get(kind, "substantive")
    if weight == "none" or (kind == "moved" and weight != heavier(weight, by_kind)):
        weight = by_kind
        reasons = (f"{kind}: {weight}",)
    most = _data()["blocks"].get(block)
    if block.endswith("-heading") and (weight_of_words != "none" or kind != "moved"):
        most = None  # it weighs as what it says does
    order: list[str] = _data()["order"]
    if most is not None and order.index(most) < order.index(weight):
        return most, (f"{block}: {most}",)
    return weight, reasons


def heavier(one: Significance, other: Significance) -> Significance:
    """The heavier of two weights."""
    return max(one, other, key=_data()["order"].index)

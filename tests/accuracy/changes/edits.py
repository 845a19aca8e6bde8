"""Edits beside labels given by hand: which were found, of which category, and how they weigh."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from accuracy.changes.score import Count
from cfrdiff.changes.model import Edit

Span = tuple[int, int]
# Weights at and above *editorial*.
_AT_LEAST_EDITORIAL = ("editorial", "nomenclature", "substantive")


class Labelled(Protocol):
    """One edit labelled by hand: where it is in both texts, what sort it is, whether it matters."""

    @property
    def before_span(self) -> Span: ...

    @property
    def after_span(self) -> Span: ...

    @property
    def category(self) -> str: ...

    @property
    def substantive(self) -> bool: ...


@dataclass
class EditScore:
    """Counts by category; `underweight` are substantive edits told as less than editorial."""

    categories: dict[str, Count] = field(default_factory=dict)
    edits: int = 0
    substantive: int = 0
    underweight: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the categories that the labels have."""
        held = [one.f1 for one in self.categories.values() if one.right + one.missed]
        return sum(held) / len(held) if held else 1.0

    def __iadd__(self, other: "EditScore") -> "EditScore":
        for category, count in other.categories.items():
            self.categories.setdefault(category, Count()).__iadd__(count)
        self.edits += other.edits
        self.substantive += other.substantive
        self.underweight += other.underweight
        self.disagreements += other.disagreements
        return self


Weigh = Callable[[tuple[Edit, ...]], str]


def score_edits(
    before: str, after: str, labels: Sequence[Labelled], told: Sequence[Edit], weigh: Weigh
) -> EditScore:
    """Match the program's edits of one pair of texts to the labels and compare categories.

    `weigh` says how heavy edits are together, in the program's words.

    An edit matches the label it shares most characters with, on either side; each is matched
    once, the best first. What has no match is missed, or wrong.
    """
    total = EditScore(edits=len(labels))
    offers = sorted(
        (
            (-_shared(label, edit), i, j)
            for i, label in enumerate(labels)
            for j, edit in enumerate(told)
            if _shared(label, edit)
        ),
    )
    match: dict[int, int] = {}
    for _, i, j in offers:
        if i not in match and j not in match.values():
            match[i] = j
    for i, label in enumerate(labels):
        expected = total.categories.setdefault(label.category, Count())
        edit = told[match[i]] if i in match else None
        if edit is not None and edit.category == label.category:
            expected.right += 1
        else:
            expected.missed += 1
            got = f"{edit.category} {_shown(before, after, edit)}" if edit else "not told"
            total.disagreements.append(f"{label.category} {_shown(before, after, label)}: {got}")
            if edit is not None:
                total.categories.setdefault(edit.category, Count()).wrong += 1
        if label.substantive:
            total.substantive += 1
            # What the label's words are told as: all edits that touch them count.
            touching = [one for one in told if _shared(label, one)]
            if weigh(tuple(touching)) not in _AT_LEAST_EDITORIAL:
                total.underweight.append(_shown(before, after, label))
    for j in sorted(set(range(len(told))) - set(match.values())):
        total.categories.setdefault(told[j].category, Count()).wrong += 1
        total.disagreements.append(f"no label: {told[j].category} {_shown(before, after, told[j])}")
    return total


def _shared(one: Labelled | Edit, other: Labelled | Edit) -> int:
    """Characters two edits share; touching counts a little, for what only goes or only comes."""
    sides = (
        (one.before_span, other.before_span),
        (one.after_span, other.after_span),
    )
    return sum(2 * max(0, min(a[1], b[1]) - max(a[0], b[0])) for a, b in sides) + all(
        max(a[0], b[0]) <= min(a[1], b[1]) for a, b in sides
    )


def _shown(before: str, after: str, edit: Labelled | Edit) -> str:
    old, new = before[slice(*edit.before_span)], after[slice(*edit.after_span)]
    return f"{old!r} → {new!r}"


def told(scores: Iterable[EditScore]) -> EditScore:
    """All scores together."""
    total = EditScore()
    for one in scores:
        total += one
    return total

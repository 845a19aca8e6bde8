"""Edits beside labels given by hand: which were found, of which category, and how they weigh."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
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
class Shares:
    """By category: labels that an edit of that category touches, edits that touch such a label."""

    labels: int = 0
    labels_found: int = 0
    edits: int = 0
    edits_right: int = 0

    @property
    def f1(self) -> float:
        right = Fraction(self.labels_found, self.labels or 1)
        precise = Fraction(self.edits_right, self.edits or 1)
        return float(2 * right * precise / (right + precise)) if right + precise else 0.0


@dataclass
class EditScore:
    """What the program's edits come to beside the labels.

    `categories` counts one edit for one label, so that a label told in pieces is right once and
    its other pieces are wrong; `touching` counts by overlap alone, whatever the pieces. `placed`
    are labels with exactly the program's words; `played_down` are substantive edits told as less
    than substantive, `underweight` those of them told as less than editorial.
    """

    categories: dict[str, Count] = field(default_factory=dict)
    touching: dict[str, Shares] = field(default_factory=dict)
    edits: int = 0
    placed: int = 0
    substantive: int = 0
    played_down: list[str] = field(default_factory=list)
    underweight: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the categories that the labels have, one edit for one label."""
        return _mean([one.f1 for one in self.categories.values() if one.right + one.missed])

    @property
    def macro_f1_touching(self) -> float:
        """The same by overlap alone."""
        return _mean([one.f1 for one in self.touching.values() if one.labels])

    def __iadd__(self, other: "EditScore") -> "EditScore":
        for category, count in other.categories.items():
            self.categories.setdefault(category, Count()).__iadd__(count)
        for category, share in other.touching.items():
            own = self.touching.setdefault(category, Shares())
            own.labels += share.labels
            own.labels_found += share.labels_found
            own.edits += share.edits
            own.edits_right += share.edits_right
        self.edits += other.edits
        self.placed += other.placed
        self.substantive += other.substantive
        self.played_down += other.played_down
        self.underweight += other.underweight
        self.disagreements += other.disagreements
        return self


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 1.0


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
            weight = weigh(tuple(touching))
            if weight != "substantive":
                shown = f"{label.category} {_shown(before, after, label)}"
                total.played_down.append(f"{shown}: {weight}")
            if weight not in _AT_LEAST_EDITORIAL:
                total.underweight.append(_shown(before, after, label))
    for j in sorted(set(range(len(told))) - set(match.values())):
        total.categories.setdefault(told[j].category, Count()).wrong += 1
        total.disagreements.append(f"no label: {told[j].category} {_shown(before, after, told[j])}")
    _touching(labels, told, total)
    return total


def _touching(labels: Sequence[Labelled], told: Sequence[Edit], total: EditScore) -> None:
    for label in labels:
        share = total.touching.setdefault(label.category, Shares())
        share.labels += 1
        share.labels_found += any(
            edit.category == label.category and touch(label, edit) for edit in told
        )
        total.placed += any(
            (edit.before_span, edit.after_span) == (label.before_span, label.after_span)
            for edit in told
        )
    for edit in told:
        share = total.touching.setdefault(edit.category, Shares())
        share.edits += 1
        share.edits_right += any(
            edit.category == label.category and touch(label, edit) for label in labels
        )


def touch(one: Labelled | Edit, other: Labelled | Edit) -> bool:
    """Whether two edits share characters, or the same place where one only comes or goes."""
    return _shared(one, other) > 0


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


def together(scores: Iterable[EditScore]) -> EditScore:
    """All scores together."""
    total = EditScore()
    for one in scores:
        total += one
    return total

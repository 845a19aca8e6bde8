"""The program's change set beside the truth: right, wrong and missed, kind by kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accuracy.changes.truth import KINDS, Fate, Kind, Side, Spot, Truth, spots
from cfrdiff.changes import Change, ChangeSet
from cfrdiff.model import Edition


@dataclass
class Count:
    """Right answers, answers that are wrong, and answers that are missing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: "Count") -> "Count":
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Miss:
    """A paragraph of which the program says another thing than the truth."""

    name: str
    side: Side
    cite: str
    touched: str
    expected: str
    got: str
    text: str


@dataclass
class Score:
    """Counts by kind; links (the paragraph of the other edition) right, of all with a fate."""

    kinds: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    links_right: int = 0
    paragraphs: int = 0
    followed_right: int = 0
    followed: int = 0
    misses: list[Miss] = field(default_factory=list)
    wrong_by_touch: Counter[str] = field(default_factory=Counter)
    all_by_touch: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: "Score") -> "Score":
        for kind in KINDS:
            self.kinds[kind] += other.kinds[kind]
        self.links_right += other.links_right
        self.paragraphs += other.paragraphs
        self.followed_right += other.followed_right
        self.followed += other.followed
        self.misses += other.misses
        self.wrong_by_touch += other.wrong_by_touch
        self.all_by_touch += other.all_by_touch
        return self


def answers(changes: ChangeSet) -> tuple[dict[int, Fate], dict[int, Fate]]:
    """The program's fates of the older and the newer paragraphs.

    Raises ValueError where a paragraph is in two changes.
    """
    before: dict[int, Fate] = {}
    after: dict[int, Fate] = {}
    for change in changes.changes:
        olds = frozenset(state.index for state in change.before)
        news = frozenset(state.index for state in change.after)
        for own, others, found in ((olds, news, before), (news, olds, after)):
            for index in own:
                if index in found:
                    raise ValueError(f"paragraph {index} is in two changes, {change.id} is one")
                found[index] = Fate(_kind(change), others)
    return before, after


def _kind(change: Change) -> Kind:
    """What became of a paragraph but for its place in print, of which the truth says nothing."""
    if change.kind == "moved":
        return "revised" if change.edits else "unchanged"
    return change.kind


def score(
    name: str,
    before: Edition,
    after: Edition,
    truth: Truth,
    changes: ChangeSet,
    touched: Mapping[Side, Mapping[int, str]],
) -> Score:
    """Compare every paragraph of both editions; answers as good as the truth count as right."""
    total = Score()
    given = answers(changes)
    paragraphs: dict[Side, list[Spot]] = {"before": spots(before), "after": spots(after)}
    classes = {side: _classes(truth.alike.get(side, ())) for side in paragraphs}
    sides: tuple[tuple[Side, Side, Sequence[Fate], dict[int, Fate]], ...] = (
        ("before", "after", truth.before, given[0]),
        ("after", "before", truth.after, given[1]),
    )
    for side, other, fates, got in sides:
        seen = _told_apart(fates, got, truth.alike.get(side, ()), classes[other])
        for index, fate in enumerate(fates):
            answer = seen.get(index, Fate("not-covered"))
            instead = truth.instead.get((side, index))
            kind_right = answer.kind == fate.kind or (
                instead is not None and answer.kind == instead.kind
            )
            link_right = any(
                one is not None and _same(answer.others, one.others, classes[other])
                for one in (fate, instead)
            )
            total.paragraphs += 1
            total.links_right += link_right
            why = touched[side].get(index, "") or "untouched"
            total.all_by_touch[why] += 1
            if kind_right:
                total.kinds[fate.kind].right += 1
            else:
                total.kinds[fate.kind].missed += 1
                if answer.kind in total.kinds:
                    total.kinds[answer.kind].wrong += 1
            if not (kind_right and link_right):
                total.wrong_by_touch[why] += 1
                total.misses.append(
                    Miss(
                        name, side, paragraphs[side][index].cite, why,
                        _told(fate, paragraphs[other]), _told(answer, paragraphs[other]),
                        paragraphs[side][index].text,
                    )
                )  # fmt: skip
    _follows(truth, changes, total)
    return total


def _classes(groups: Iterable[frozenset[int]]) -> dict[int, int]:
    """Paragraphs that may stand for each other → one of them."""
    return {index: min(group) for group in groups for index in group}


def _same(one: frozenset[int], other: frozenset[int], classes: Mapping[int, int]) -> bool:
    return Counter(classes.get(i, i) for i in one) == Counter(classes.get(i, i) for i in other)


def _told_apart(
    fates: Sequence[Fate],
    got: Mapping[int, Fate],
    groups: Iterable[frozenset[int]],
    classes: Mapping[int, int],
) -> dict[int, Fate]:
    """The answers, dealt among paragraphs that may stand for each other so that most are right."""
    seen = dict(got)
    for group in groups:
        free = [got[index] for index in sorted(group) if index in got]
        waiting = sorted(group)
        for strict in (True, False):
            for index in list(waiting):
                match = next(
                    (
                        answer
                        for answer in free
                        if answer.kind == fates[index].kind
                        and (not strict or _same(answer.others, fates[index].others, classes))
                    ),
                    None,
                )
                if match is not None:
                    free.remove(match)
                    waiting.remove(index)
                    seen[index] = match
        for index, answer in zip(waiting, free, strict=False):
            seen[index] = answer
    return seen


def _told(fate: Fate, others: Sequence[Spot]) -> str:
    cites = ", ".join(others[index].cite for index in sorted(fate.others))
    return f"{fate.kind} {cites}".strip()


def _follows(truth: Truth, changes: ChangeSet, total: Score) -> None:
    """Whether what moved with a paragraph above it is told as one move with it."""
    by_after = {state.index: change for change in changes.changes for state in change.after}
    for new, root in truth.moved_with.items():
        total.followed += 1
        own, above = by_after.get(new), by_after.get(root)
        if own is not None and above is not None:
            # Where the whole section was renumbered, both follow the section.
            total.followed_right += own.follows is not None and own.follows in (
                above.id,
                above.follows,
            )


def by_touch(total: Score) -> list[tuple[str, int, int]]:
    """(operations, paragraphs wrong, paragraphs in all), the most wrong first."""
    merged: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for why, count in total.all_by_touch.items():
        merged[why][1] += count
        merged[why][0] += total.wrong_by_touch[why]
    return sorted(((w, a, b) for w, (a, b) in merged.items() if a), key=lambda row: -row[1])

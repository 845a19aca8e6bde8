"""The operations of an amendment. Each makes one change to the drafts, or none where none fits.

Every operation keeps what it did knowable: a paragraph's words are changed by one operation at
most (a rename apart), what moves or goes is long enough to be told from others, and what is added
is like nothing the older edition has.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from accuracy.changes.drafts import DEEPEST, Draft, DraftSection, Spread, label_for, spreads
from accuracy.changes.wording import (
    NAMES,
    count,
    likeness,
    names,
    overlap,
    rename,
    reword,
    sentences,
    word_set,
)

RESERVED = "[Reserved]"
# Words a paragraph must have to be moved elsewhere, and that half of a split must have.
_TELLING = 8
_HALF = 10


@dataclass(frozen=True)
class Rename:
    """A name replaced everywhere, or everywhere but in one paragraph."""

    before: str
    after: str
    residual: Draft | None


@dataclass
class Bill:
    """The edition while it is amended. `donors` are real paragraphs of other parts. `extended`
    is a new section at the end of its part, before an appendix; `has_parts` says that a part came or
    got another number; `headings` are those that sections of the older edition have instead.
    """

    sections: list[DraftSection]
    donors: Sequence[str]
    rng: Random
    gone: dict[int, str] = field(default_factory=dict)
    renames: list[Rename] = field(default_factory=list)
    extended: DraftSection | None = None
    has_parts: bool = False
    headings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._held = [word_set(p.text) for s in self.sections for p in s.walk()]

    def spread(self, test: Callable[[Spread], bool]) -> Spread | None:
        """A list of siblings with regular labels for which the test holds."""
        fitting = [one for one in spreads(self.sections) if one.regular and test(one)]
        return self.rng.choice(fitting) if fitting else None

    def fresh(self, least: int, most: int) -> str | None:
        """A real paragraph of another part, of so many words, like none that the edition has."""
        for _ in range(60):
            text = self.rng.choice(self.donors)
            if least <= count(text) <= most:
                own = word_set(text)
                if all(overlap(own, held) < 0.4 for held in self._held):
                    self._held.append(own)
                    return text
        return None

    def part_of(self, section: DraftSection) -> list[DraftSection]:
        """The sections of a section's part."""
        return [one for one in self.sections if one.part == section.part]

    def free_number(self, section: DraftSection) -> str | None:
        """A number behind the last of a section's part."""
        tails = [one.number.partition(".")[2] for one in self.part_of(section)]
        digits = [int(tail) for tail in tails if tail.isdigit()]
        return f"{section.part}.{max(digits) + self.rng.randint(1, 3)}" if digits else None

    def add(self, section: DraftSection, part: Sequence[DraftSection]) -> None:
        """Put a section behind the last of a part."""
        self.sections.insert(self.sections.index(part[-1]) + 1, section)

    def strike(self, paragraph: Draft, why: str) -> None:
        """Note that the words of a subtree are gone."""
        for one in paragraph.walk():
            self.gone.update(dict.fromkeys(one.lineage, why))


Operation = Callable[[Bill], bool]


def _at(bill: Bill, spread: Spread, least: int = 0) -> int | None:
    """Index of a labelled sibling that has at least so many siblings with labels behind it."""
    last = len(spread.all) - 1 - least
    return bill.rng.randint(spread.first, last) if last >= spread.first else None


def _untouched(paragraph: Draft) -> bool:
    return not any(one.reworded for one in paragraph.walk())


def insert(bill: Bill) -> bool:
    """A new paragraph before a sibling; those behind are redesignated."""
    spread = bill.spread(lambda s: len(s.all) > s.first)
    at = _at(bill, spread) if spread else None
    return at is not None and spread is not None and _insert(bill, spread, at, "insert")


def append(bill: Bill) -> bool:
    """A new paragraph behind the last sibling."""
    spread = bill.spread(lambda s: len(s.all) > s.first)
    return spread is not None and _insert(bill, spread, len(spread.all), "append")


def insert_item(bill: Bill) -> bool:
    """A new item in the middle of a list of short ones."""
    spread = bill.spread(lambda s: _short_list(s.all[s.first :]))
    at = _at(bill, spread, 1) if spread else None
    return at is not None and spread is not None and _insert(bill, spread, at + 1, "insert-item")


def _short_list(siblings: Sequence[Draft]) -> bool:
    return len(siblings) >= 3 and all(one.words <= 12 and not one.children for one in siblings)


def _insert(bill: Bill, spread: Spread, at: int, why: str) -> bool:
    text = bill.fresh(2, 10) if why == "insert-item" else bill.fresh(6, 120)
    if text is None:
        return False
    new = Draft("?", None, text, reworded=True, by=[why])
    if why == "append" and spread.depth < DEEPEST and bill.rng.random() < 0.3:
        for n in range(1, bill.rng.randint(2, 4)):
            child = bill.fresh(6, 80)
            if child is not None:
                label = label_for(spread.depth + 1, len(new.children) + 1)
                new.children.append(Draft(label, None, child, reworded=True, by=[f"{why}-{n}"]))
    spread.all.insert(at, new)
    spread.relabel("shift")
    return True


def remove(bill: Bill) -> bool:
    """A paragraph and all below it go; those behind are redesignated."""
    spread = bill.spread(lambda s: len(s.all) > s.first + 1)
    at = _at(bill, spread) if spread else None
    if spread is None or at is None or not _untouched(spread.all[at]):
        return False
    bill.strike(spread.all.pop(at), "remove")
    spread.relabel("shift")
    return True


def reserve(bill: Bill) -> bool:
    """A paragraph and all below it go; its label is reserved."""
    spread = bill.spread(lambda s: len(s.all) > s.first)
    at = _at(bill, spread) if spread else None
    if spread is None or at is None:
        return False
    paragraph = spread.all[at]
    if not _untouched(paragraph) or paragraph.text == RESERVED:
        return False
    bill.strike(paragraph, "reserve")
    spread.all[at] = Draft(paragraph.label, None, RESERVED, reworded=True, by=["reserve"])
    return True


def revise(bill: Bill) -> bool:
    """A few words, a sentence, a number, a verb of one paragraph."""
    every = [p for s in bill.sections for p in s.walk() if not p.reworded and p.words >= 4]
    if not every:
        return False
    paragraph = bill.rng.choice(every)
    text = reword(paragraph.text, bill.donors, bill.rng)
    if text is None:
        return False
    paragraph.text, paragraph.reworded = text, True
    paragraph.by.append("revise")
    return True


def revise_heading(bill: Bill) -> bool:
    """Another heading over the same words."""
    every = [
        p
        for s in bill.sections
        for p in s.walk()
        if not p.reworded and p.heading and p.words >= 2 * count(p.heading)
    ]
    if not every:
        return False
    paragraph = bill.rng.choice(every)
    end = (paragraph.heading or "")[-1]
    name = bill.rng.choice(("Scope of requirement", "Special rule", "Additional duties", "Timing"))
    paragraph.heading, paragraph.reworded = f"{name}{end if not end.isalnum() else '.'}", True
    paragraph.by.append("revise-heading")
    return True


def swap(bill: Bill) -> bool:
    """Two siblings change places."""
    spread = bill.spread(lambda s: len(s.all) > s.first + 1)
    at = _at(bill, spread, 1) if spread else None
    if spread is None or at is None:
        return False
    other = bill.rng.randint(at + 1, len(spread.all) - 1)
    one, two = spread.all[at], spread.all[other]
    if not (_is_movable(one) and _is_movable(two)) or likeness(one.text, two.text) > 0.6:
        return False
    spread.all[at], spread.all[other] = two, one
    spread.relabel("swap")
    return True


def _is_movable(paragraph: Draft) -> bool:
    """Whether it has words enough to be known elsewhere, and was not copied."""
    return paragraph.words >= _TELLING and not any(one.fixed for one in paragraph.walk())


def shift(bill: Bill) -> bool:
    """(b)-(f) become (c)-(g); what stood open is reserved."""
    spread = bill.spread(lambda s: len(s.all) > s.first + 1)
    at = _at(bill, spread) if spread else None
    if spread is None or at is None:
        return False
    spread.all.insert(at, Draft("?", None, RESERVED, reworded=True, by=["shift-reserve"]))
    spread.relabel("shift")
    return True


def move(bill: Bill) -> bool:
    """A subtree goes under another parent."""
    return _move(bill, lambda s, spread: True, "move")


def move_section(bill: Bill) -> bool:
    """A subtree goes to the top of another section."""
    return _move(
        bill, lambda s, spread: s.depth == 0 and s.section is not spread.section, "move-section"
    )


def _move(bill: Bill, fits: Callable[[Spread, Spread], bool], why: str) -> bool:
    spread = bill.spread(lambda s: len(s.all) > s.first + 1)
    at = _at(bill, spread) if spread else None
    if spread is None or at is None:
        return False
    paragraph = spread.all[at]
    inside = set(map(id, paragraph.walk()))
    below = list(Spread(spread.section, paragraph, spread.depth + 1).below())
    deep = max(one.depth for one in below if one.all) - spread.depth if paragraph.children else 0
    if not _is_movable(paragraph) or not all(one.regular for one in below):
        return False
    target = bill.spread(
        lambda s: (
            s.all is not spread.all
            # One paragraph in another part is alike in form only, however it came there.
            and s.section.part == spread.section.part
            and (s.parent is None or id(s.parent) not in inside)
            and (s.parent is None or s.parent.text not in ("", RESERVED))
            and s.depth + deep <= DEEPEST
            and fits(s, spread)
        )
    )
    if target is None:
        return False
    spread.all.pop(at)
    spread.relabel("shift")
    target.all.insert(bill.rng.randint(target.first, len(target.all)), paragraph)
    paragraph.by.append(why)
    target.relabel("shift")
    for one in Spread(target.section, paragraph, target.depth + 1).below():
        one.relabel(f"{why}-below")
    return True


def renumber(bill: Bill) -> bool:
    """A section gets a number that was free, at the end of its part."""
    section = bill.rng.choice(bill.sections)
    part = bill.part_of(section)
    number = bill.free_number(section)
    if len(part) < 2 or number is None or not section.number.partition(".")[2].isdigit():
        return False
    section.number = number
    bill.sections.remove(section)
    bill.add(section, [one for one in part if one is not section])
    for one in section.walk():
        one.by.append("renumber")
    return True


def split_beside(bill: Bill) -> bool:
    """The second half of a paragraph becomes a sibling."""
    spread = bill.spread(lambda s: any(_halves(p) for p in s.all[s.first :]))
    if spread is None:
        return False
    paragraph = bill.rng.choice([p for p in spread.all[spread.first :] if _halves(p)])
    first, second = bill.rng.choice(_halves(paragraph))
    new = Draft("?", None, second, paragraph.lineage, reworded=True, by=["split"])
    paragraph.text, paragraph.reworded = first, True
    paragraph.by.append("split")
    spread.all.insert(spread.all.index(paragraph) + 1, new)
    spread.relabel("shift")
    return True


def _halves(paragraph: Draft) -> list[tuple[str, str]]:
    """The ways to halve a childless paragraph at the end of a sentence, neither part a scrap."""
    if paragraph.reworded or paragraph.children:
        return []
    held = sentences(paragraph.text)
    ways = [(" ".join(held[:n]), " ".join(held[n:])) for n in range(1, len(held))]
    least = max(_HALF, paragraph.words / 4)
    return [way for way in ways if min(map(count, way)) >= least]


def split_below(bill: Bill) -> bool:
    """The first sentence stays; the others become paragraphs under it."""
    every = [
        (spread, p)
        for spread in spreads(bill.sections)
        if spread.depth < DEEPEST
        for p in spread.all
        if p.label and not p.children and not p.reworded and _items(p.text)
    ]
    if not every:
        return False
    spread, paragraph = bill.rng.choice(every)
    first, *others = _items(paragraph.text)
    for n, text in enumerate(others, start=1):
        label = label_for(spread.depth + 1, n)
        child = Draft(label, None, text, paragraph.lineage, reworded=True, by=["split-below"])
        paragraph.children.append(child)
    paragraph.text, paragraph.reworded = first, True
    paragraph.by.append("split-below")
    return True


def _items(text: str) -> list[str]:
    """Three to six sentences of ten words or more each, none more than two thirds of the text."""
    held = sentences(text)
    fits = 3 <= len(held) <= 6 and all(count(one) >= _HALF for one in held)
    return held if fits and max(map(count, held)) <= count(text) * 2 / 3 else []


def merge(bill: Bill) -> bool:
    """Two childless siblings become one."""

    def joinable(siblings: Sequence[Draft], at: int) -> bool:
        one, two = siblings[at], siblings[at + 1]
        fits = [not p.reworded and not p.children and p.words >= _HALF for p in (one, two)]
        shorter, longer = sorted((one.words, two.words))
        return all(fits) and shorter * 3 >= longer and not two.heading

    spread = bill.spread(
        lambda s: any(joinable(s.all, at) for at in range(s.first, len(s.all) - 1))
    )
    if spread is None:
        return False
    places = [at for at in range(spread.first, len(spread.all) - 1) if joinable(spread.all, at)]
    at = bill.rng.choice(places)
    one, two = spread.all[at], spread.all.pop(at + 1)
    one.text, one.lineage, one.reworded = f"{one.text} {two.text}", one.lineage | two.lineage, True
    one.by.append("merge")
    spread.relabel("shift")
    return True


def rename_everywhere(bill: Bill) -> bool:
    """A name replaced wherever it stands, or everywhere but in one paragraph."""
    every = [p for s in bill.sections for p in s.walk()]
    held = {name for one in bill.renames for name in (one.before, one.after)}
    known = [name for name in names([p.text for p in every]) if name not in held]
    free = [name for name in NAMES if name not in held and all(name not in p.text for p in every)]
    if not known or not free:
        return False
    old, new = bill.rng.choice(known), bill.rng.choice(free)
    hit = [p for p in every if rename(p.text, old, new) != p.text]
    if len(hit) < 3:
        return False
    residual = bill.rng.choice(hit) if bill.rng.random() < 0.5 else None
    for one in hit:
        if one is not residual:
            one.text = rename(one.text, old, new)
            one.heading = rename(one.heading, old, new) if one.heading else None
            one.by.append("rename")
    for section in bill.sections:
        section.heading = rename(section.heading, old, new) if section.heading else None
    bill.renames.append(Rename(old, new, residual))
    return True

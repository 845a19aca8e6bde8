"""What is left to order once paragraphs stand where they belong: words, revisions, additions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import NamedTuple

import msgspec

from cfrdiff.cites import Path
from cfrdiff.instructions.comparison import read_alike
from cfrdiff.instructions.model import (
    Add,
    Order,
    Remove,
    Revise,
    Scope,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.paths import is_within, is_within_any
from cfrdiff.instructions.printed_text import part_of
from cfrdiff.instructions.substitutions import Replacement, find_replacements
from cfrdiff.instructions.tree import RESERVED
from cfrdiff.model import Paragraph

# From this share of the words below a paragraph on, it is revised with all that stands under it.
_MOSTLY = 0.7


class Orders(msgspec.Struct, frozen=True):
    """Orders by kind; `unheld` are notes on what one of the files lacks."""

    words: Sequence[Order]
    revisions: Sequence[Order]
    additions: Sequence[Order]
    unheld: Sequence[Order]


class _Section:
    """A section as it is and as it is to be, by designation."""

    def __init__(
        self,
        text: SectionText,
        have: Mapping[Path, Paragraph],
        want: Mapping[Path, Paragraph],
        beyond: Set[Path],
        exact: bool,
    ) -> None:
        self.text = text
        self.have = have
        self.want = want
        self.beyond = beyond
        self._exact = exact
        self._replacements: dict[Path, list[Replacement] | None] = {}

    def below(self, path: Path) -> list[Path]:
        """A path and those below it, of what is to be."""
        return [one for one in self.want if is_within(one, path)]

    def replacements(self, path: Path) -> list[Replacement] | None:
        """The replacements that make a paragraph read as it is to; None where there are none
        that a person would want to read.
        """
        if path not in self._replacements:
            self._replacements[path] = self._find(self.have[path], self.want[path])
        return self._replacements[path]

    def _find(self, old: Paragraph, goal: Paragraph) -> list[Replacement] | None:
        if old.heading != goal.heading:
            return None
        found = find_replacements(old.text, goal.text, self._exact)
        if found and any(one.before in (old.heading or "") for one in found):
            return None
        return found

    def differs(self, path: Path) -> bool:
        """Whether a paragraph of what is to be is new or reads otherwise by itself."""
        old = self.have.get(path)
        return old is None or not read_alike(old, self.want[path])

    def is_revised(self, path: Path) -> bool:
        """Whether it differs by more than a few words."""
        if not self.differs(path):
            return False
        return path not in self.have or self.replacements(path) is None


class _Case:
    """One paragraph that both have."""

    def __init__(self, section: _Section, path: Path) -> None:
        self.section = section
        self.path = path
        self.old, self.goal = section.have[path], section.want[path]
        self._below = section.below(path)

    @property
    def target(self) -> Target:
        """The paragraph, or its own text where others stand below it."""
        alone = len(self._below) == 1 and not self.goal.children and not self.old.children
        return Target(self.section.text.number, self.path, "whole" if alone else "text")

    def at(self, scope: Scope) -> Target:
        return Target(self.section.text.number, self.path, scope)

    def printed(self, scope: Scope) -> SectionText:
        return part_of(self.section.text, self.path, scope)

    @property
    def is_reserved(self) -> bool:
        return self.goal.text == RESERVED and not self.goal.heading and not self.goal.children

    @property
    def is_mostly_new(self) -> bool:
        """Whether most of its words, with those of several paragraphs below it, changed."""
        if self.goal.text == self.old.text:
            return False
        lengths = {p: len(self.section.want[p].text.split()) for p in self._below}
        revised = [count for p, count in lengths.items() if self.section.is_revised(p)]
        return len(revised) > 1 and sum(revised) >= _MOSTLY * sum(lengths.values())


def _nothing(_: _Case) -> list[Order]:
    return []


def _reserve(case: _Case) -> list[Order]:
    already = (case.old.text, case.old.children) == (RESERVED, ())
    return [] if already else [Remove(case.at("whole"), reserve=True)]


def _revise_with_all_below(case: _Case) -> list[Order]:
    return [Revise(case.at("whole"), case.printed("whole"))]


def _note_what_is_missing(case: _Case) -> list[Order]:
    cut = case.goal.partial is not None
    return [Unheld(case.target, case.printed(case.target.scope), cut)]


def _replace_words(case: _Case) -> list[Order]:
    return [
        Substitute((case.target,), one.before, one.after, one.everywhere, one.slip)
        for one in case.section.replacements(case.path) or ()
    ]


def _revise_heading(case: _Case) -> list[Order]:
    return [Revise(case.at("heading"), case.printed("text"))]


def _revise(case: _Case) -> list[Order]:
    return [Revise(case.target, case.printed(case.target.scope))]


class _Rule(NamedTuple):
    why: str
    holds: Callable[[_Case], bool]
    orders: Callable[[_Case], list[Order]]


# The first that holds decides.
_RULES = (
    _Rule(
        "a designation kept without its text is reserved, not revised",
        lambda case: case.is_reserved,
        _reserve,
    ),
    _Rule(
        "flush text has no name of its own; it is printed with the paragraph above it",
        lambda case: _flush(case.old) != _flush(case.goal),
        _revise_with_all_below,
    ),
    _Rule(
        "many amendments below one paragraph are harder to read than the whole",
        lambda case: case.is_mostly_new,
        _revise_with_all_below,
    ),
    _Rule(
        "what reads the same needs no order",
        lambda case: read_alike(case.old, case.goal),
        _nothing,
    ),
    _Rule(
        "where a file breaks off, the difference is the file's, not the rule's",
        lambda case: bool(case.old.partial or case.goal.partial),
        _note_what_is_missing,
    ),
    _Rule(
        "a few words are replaced rather than a paragraph revised",
        lambda case: case.section.replacements(case.path) is not None,
        _replace_words,
    ),
    _Rule(
        "where only the heading differs, only it is printed",
        lambda case: case.old.text == case.goal.text and bool(case.goal.heading),
        _revise_heading,
    ),
    _Rule("what else differs is revised", lambda case: True, _revise),
)


def paragraph_orders(
    text: SectionText,
    have: Mapping[Path, Paragraph],
    want: Mapping[Path, Paragraph],
    beyond: Set[Path],
    exact: bool,
) -> Orders:
    """Orders that turn the paragraphs a section has into those it is to have, by designation.

    `text` is the whole section as it will read; `beyond` are paths that the older file does not
    reach; `exact` is False where one of the files may be misread.
    """
    section = _Section(text, have, want, beyond, exact)
    found: list[Order] = []
    settled: list[Path] = []
    for path in want:
        if is_within_any(path, settled):
            continue
        made = _existing(section, path) if path in have else [_new(section, path)]
        found += made
        if any(_settles_below(order) for order in made):
            settled.append(path)
    return _by_kind(found)


def _by_kind(found: Sequence[Order]) -> Orders:
    return Orders(
        _together([order for order in found if isinstance(order, Substitute)]),
        [order for order in found if isinstance(order, Revise | Remove)],
        [order for order in found if isinstance(order, Add)],
        [order for order in found if isinstance(order, Unheld)],
    )


def _existing(section: _Section, path: Path) -> list[Order]:
    case = _Case(section, path)
    rule = next(rule for rule in _RULES if rule.holds(case))
    return rule.orders(case)


def _new(section: _Section, path: Path) -> Order:
    """A paragraph that is not there: added, or noted as one that the older file lacks; without
    those below it where some of them are there.
    """
    below = section.below(path)
    scope: Scope = "text" if any(p in section.have for p in below) else "whole"
    target = Target(section.text.number, path, scope)
    to = part_of(section.text, path, scope)
    is_beyond = all(p in section.beyond for p in (below if scope == "whole" else [path]))
    return Unheld(target, to) if is_beyond else Add(target, to)


def _settles_below(order: Order) -> bool:
    """Whether what stands below a paragraph is printed with it."""
    return isinstance(order, Add | Revise | Unheld) and order.target.scope == "whole"


def _together(orders: Sequence[Substitute]) -> list[Substitute]:
    """The same words replaced in several paragraphs as one order; slips of a scan last."""
    targets: dict[Substitute, tuple[Target, ...]] = {}
    for order in orders:
        words = msgspec.structs.replace(order, targets=())
        targets[words] = (*targets.get(words, ()), *order.targets)
    together = [msgspec.structs.replace(words, targets=t) for words, t in targets.items()]
    return sorted(together, key=lambda order: order.slip)


def _flush(paragraph: Paragraph) -> list[tuple[str | None, str]]:
    return [(p.heading, p.text) for p in paragraph.children if not p.designation]

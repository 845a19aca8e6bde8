"""Whether a file would hold a section that it has not: where it begins and ends, as it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cfrdiff.align.held import Held, Run, place_of
from cfrdiff.cites import Key, canonical, part_of, section_key
from cfrdiff.rule_tables import Rule, first_rule, otherwise

Reach = Literal["covered", "not-covered", "undecided", "elsewhere"]


def reach_of_section(held: Held, number: str | None, came: bool = False) -> Reach:
    """Whether the file would hold a section if its edition had it, by the rules below.

    `came` says that a newer file has the section. What went must lie inside what the newer file
    covers; what came behind the end of the older one, where that is not cut off, is in doubt.
    """
    if number is None or not held.ordered:
        return "undecided"
    if held.section(number) is not None:
        return "covered"
    rule = first_rule(_RULES, _Wanted(held, canonical(number), came))
    assert rule is not None, "the last rule applies always"
    return rule.verdict


@dataclass(frozen=True)
class _Wanted:
    """A section that a file has not, and where it would stand."""

    held: Held
    number: str
    came: bool

    @cached_property
    def part(self) -> str:
        return part_of(self.number)

    @cached_property
    def place(self) -> tuple[Key, Key]:
        return section_key(self.number)

    @cached_property
    def run(self) -> Run | None:
        """What the file has of the section's part."""
        return self.held.runs.get(self.part)

    @property
    def is_before_torn_head(self) -> bool:
        first = self.held.ordered[0]
        return self.place < place_of(first) and first.extent in ("head-missing", "fragment")

    @property
    def is_behind_torn_tail(self) -> bool:
        last = self.held.ordered[-1]
        return self.place > place_of(last) and last.extent in ("tail-missing", "fragment")

    @property
    def is_stated(self) -> bool:
        stated = self.held.stated
        return self.held.well_formed and stated is not None and stated.holds(self.part)

    @property
    def is_beside_one_section(self) -> bool:
        """Whether the file is one section, and not a part that has no more."""
        tells = self.held.begins(self.part) and self.held.tells_of_part
        return len(self.held.ordered) == 1 and not tells

    @property
    def is_within_run(self) -> bool:
        run = self.run
        return run is not None and place_of(run.first) < self.place < place_of(run.last)

    @property
    def is_before_run(self) -> bool:
        return self.run is not None and self.place < place_of(self.run.first)

    @property
    def is_behind_run(self) -> bool:
        return self.run is not None and self.place > place_of(self.run.last)

    @property
    def is_behind_closed_part(self) -> bool:
        return self.is_behind_run and self.run is not None and self.held.ends(self.run)

    @property
    def is_between_parts(self) -> bool:
        """Whether the file reads on from an earlier part to the beginning of a later one."""
        parts = list(self.held.runs)
        later = [part for part in parts if section_key(part)[0] > self.place[0]]
        return 0 < len(later) < len(parts) and self.held.begins(later[0])


_RULES: tuple[Rule[_Wanted, Reach], ...] = (
    Rule("before where the file begins", lambda one: one.is_before_torn_head, "not-covered"),
    Rule("behind where the file ends", lambda one: one.is_behind_torn_tail, "not-covered"),
    Rule(
        "of a part that the title page says the volume has",
        lambda one: one.is_stated,
        "covered",
    ),
    Rule(
        "beside the only section of a file",
        lambda one: one.is_beside_one_section,
        "not-covered",
        "one section says nothing of the others",
    ),
    Rule("between two sections of its part", lambda one: one.is_within_run, "covered"),
    Rule(
        "before the first section of a part that begins in the file",
        lambda one: one.is_before_run and one.held.begins(one.part),
        "covered",
    ),
    Rule(
        "behind the last section of a part that ends in the file",
        lambda one: one.is_behind_closed_part,
        "covered",
        "an appendix or the next part stands there",
    ),
    Rule(
        "listed in the contents and not there",
        lambda one: not one.held.well_formed and one.number in one.held.listed,
        "not-covered",
        "the file itself says that its edition has it",
    ),
    Rule(
        "behind the last section of a part whose contents do not list it",
        lambda one: one.is_behind_run and one.held.heads(one.part) and bool(one.held.listed),
        "covered",
    ),
    Rule(
        "behind the last section of a part in a file that is surely whole",
        lambda one: one.is_behind_run and one.held.heads(one.part) and one.held.well_formed,
        "covered",
    ),
    Rule(
        "behind the last section of a part that the file heads",
        lambda one: one.is_behind_run and one.held.heads(one.part),
        "undecided",
        "it may break off between two sections",
    ),
    Rule(
        "come behind the last of some sections of a part",
        lambda one: one.is_behind_run and one.came,
        "undecided",
        "the older file may end where its edition did",
    ),
    Rule(
        "beside some sections of a part",
        lambda one: one.run is not None,
        "not-covered",
        "nothing shows that the file begins or ends where the part does",
    ),
    Rule(
        "of a part between two that the file reads on from and to",
        lambda one: one.is_between_parts,
        "covered",
    ),
    Rule(
        "of a part before or behind those of a whole file of several",
        lambda one: one.held.well_formed and len(one.held.runs) > 1,
        "undecided",
        "a volume that does not say which parts it has",
    ),
    Rule("of another part", otherwise, "not-covered"),
)

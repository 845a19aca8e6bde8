"""The editions a folder's rules were written for: by name, and by the day they were in force."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any

from cfrdiff.cites import part_of
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.rules.labels import edition_label
from cfrdiff.rules.loading import LoadedModule, LoadedRule
from cfrdiff.sources.corpus import Entry

_DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class InForce:
    """The days a text was in force as far as is known: `since` (inclusive) to `until` (exclusive).

    `until` is None where no later edition is known.
    """

    since: datetime.date
    until: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        """Whether that day is one of them."""
        return self.since <= day and (self.until is None or day < self.until)

    def __str__(self) -> str:
        if self.until == self.since + _DAY:
            return f"on {self.since}"
        return f"from {self.since} to {self.until or 'now'}"


@dataclasses.dataclass(frozen=True)
class RuleEdition:
    """The rules of one edition. `label` is what their reasons call it, `entry` its entry in the
    corpus where it has one; `days` is None where the days it was in force are not known.
    """

    label: str
    modules: tuple[LoadedModule, ...]
    entry: Entry | None = None
    days: InForce | None = None

    @property
    def id(self) -> str:
        """Its id in the corpus; its label where it is not there."""
        return self.entry.id if self.entry else self.label

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that have rules, in the order of the modules."""
        cites = (rule.cite for module in self.modules for rule in module.rules)
        return tuple(dict.fromkeys(cite.section for cite in cites))

    def facts(self, section: str) -> list[type[Any]]:
        """The classes of facts that the rules of a section ask: one, where one module has them."""
        found = [
            module.facts
            for module in self.modules
            if any(rule.cite.section == section for rule in module.rules)
        ]
        return list(dict.fromkeys(found))

    def rules(self, section: str) -> list[tuple[type[Any], LoadedRule]]:
        """The rules of a section in the order of their lines, with the class of facts each asks.

        Raises NotFoundError where there are none.
        """
        found = [
            (module.facts, rule)
            for module in self.modules
            for rule in module.rules
            if rule.cite.section == section
        ]
        if not found:
            known = ", ".join(self.sections)
            raise NotFoundError(f"{self.id}: no rules of § {section}; there are those of {known}")
        return found

    def is_of(self, label: str, part: str | None) -> bool:
        """Whether the rules were written for an edition of that label, with that part."""
        parts = {part_of(section) for section in self.sections}
        return label == self.label and (part is None or part in parts)


def editions_of(modules: Sequence[LoadedModule], corpus: Sequence[Entry]) -> list[RuleEdition]:
    """The editions that modules were written for, the oldest first.

    Raises SourceError where two modules of one edition have the same rule.
    """
    found = []
    for label in dict.fromkeys(module.edition for module in modules):
        edition = RuleEdition(label, tuple(one for one in modules if one.edition == label))
        _check_doubles(edition)
        entry = next((one for one in corpus if edition.is_of(_label(one), one.part)), None)
        days = _days(label, entry)
        found.append(dataclasses.replace(edition, entry=entry, days=days))
    return _bounded(sorted(found, key=_begins))


def named(editions: Sequence[RuleEdition], name: str, corpus: Sequence[Entry]) -> RuleEdition:
    """The edition of that label, or of an id in the corpus. Raises NotFoundError."""
    entry = next((one for one in corpus if one.id == name), None)
    for one in editions:
        if name in (one.id, one.label) or (entry and one.is_of(_label(entry), entry.part)):
            return one
    known = ", ".join(" or ".join(dict.fromkeys((one.id, one.label))) for one in editions)
    raise NotFoundError(f"no rules of an edition {name!r}; there are those of {known}")


def in_force(editions: Sequence[RuleEdition], day: datetime.date) -> RuleEdition:
    """The edition whose rules were in force on a day.

    Raises NotFoundError before the first, and between two where no file says which text was.
    """
    for one in editions:
        if one.days is not None and one.days.holds(day):
            return one
    spans = "; ".join(f"{one.id} {one.days or 'at no known time'}" for one in editions)
    raise NotFoundError(f"no edition with rules is known to be in force on {day}: {spans}")


def _label(entry: Entry) -> str:
    return edition_label(entry.as_of, entry.file)


def _check_doubles(edition: RuleEdition) -> None:
    seen: dict[tuple[str, str], LoadedRule] = {}
    for module in edition.modules:
        for one in module.rules:
            other = seen.setdefault((one.rule.cite, one.rule.name), one)
            if other is not one:
                problem = f"{one.rule.name} is in {other.path}, too, for the same edition"
                raise SourceError(one.path, problem, "keep one of the two", f"line {one.line}")


def _days(label: str, entry: Entry | None) -> InForce | None:
    """From the date of the edition, or between the bounds its entry in the corpus gives."""
    if entry is not None and entry.as_of is None:
        if not (entry.not_before and entry.not_after):
            return None
        begin, end = entry.not_before, entry.not_after
        return InForce(datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end))
    try:
        return InForce(datetime.date.fromisoformat(label))
    except ValueError:
        return None


def _begins(edition: RuleEdition) -> datetime.date:
    return edition.days.since if edition.days else datetime.date.min


def _bounded(editions: list[RuleEdition]) -> list[RuleEdition]:
    """A dated text is that of its day; only of the newest is no later one known."""
    return [
        dataclasses.replace(one, days=InForce(one.days.since, one.days.since + _DAY))
        if one.days is not None and one.days.until is None and one is not editions[-1]
        else one
        for one in editions
    ]

"""The editions a folder's rules were written for, by name and in the order of their dates."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Sequence
from typing import Any

from cfrdiff.cites import part_of
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.rules.labels import edition_label, plain
from cfrdiff.rules.loading import LoadedModule, LoadedRule
from cfrdiff.sources.corpus import Entry


@dataclasses.dataclass(frozen=True)
class RuleEdition:
    """The rules of one edition. `label` is what their reasons call it, `entry` its entry in the
    corpus where it has one, `day` its date where that is known.
    """

    label: str
    modules: tuple[LoadedModule, ...]
    entry: Entry | None = None

    @property
    def day(self) -> datetime.date | None:
        """The day of its text: an edition without a date has none, whatever bounds it."""
        return _day(self.label)

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

    def written_from(self, texts: Collection[tuple[str, str]]) -> int:
        """How many of the rules were written from texts, given by cite and digest."""
        rules = (rule.rule for module in self.modules for rule in module.rules)
        return sum((rule.cite, rule.digest) in texts for rule in rules)

    def is_of(self, label: str, part: str | None) -> bool:
        """Whether the rules were written for an edition of that label, with that part."""
        parts = {part_of(section) for section in self.sections}
        return label in (self.label, plain(self.label)) and (part is None or part in parts)


def editions_of(modules: Sequence[LoadedModule], corpus: Sequence[Entry]) -> list[RuleEdition]:
    """The editions that modules were written for, the oldest first.

    Raises SourceError where two modules of one edition have the same rule.
    """
    found = []
    for label in dict.fromkeys(module.edition for module in modules):
        edition = RuleEdition(label, tuple(one for one in modules if one.edition == label))
        _check_doubles(edition)
        entry = next((one for one in corpus if edition.is_of(_label(one), one.part)), None)
        found.append(dataclasses.replace(edition, entry=entry))
    return sorted(found, key=_begins)


def named(editions: Sequence[RuleEdition], name: str, corpus: Sequence[Entry]) -> RuleEdition:
    """The edition of that label, or of an id in the corpus. Raises NotFoundError."""
    entry = next((one for one in corpus if one.id == name), None)
    for one in editions:
        if name in (one.id, one.label) or (entry and one.is_of(_label(entry), entry.part)):
            return one
    known = ", ".join(" or ".join(dict.fromkeys((one.id, one.label))) for one in editions)
    raise NotFoundError(f"no rules of an edition {name!r}; there are those of {known}")


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


def _day(label: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(plain(label))
    except ValueError:
        return None


def _begins(edition: RuleEdition) -> datetime.date:
    """Where an edition stands among others: by its date, or the first that it may have."""
    if edition.day is not None:
        return edition.day
    bound = edition.entry.not_before if edition.entry else None
    return datetime.date.fromisoformat(bound) if bound else datetime.date.min

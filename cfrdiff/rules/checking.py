"""Whether rule modules are up to date with an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from cfrdiff.cites import Designation, Path, section_key
from cfrdiff.model import Edition, Section
from cfrdiff.rules.labels import label
from cfrdiff.rules.modules import RuleSite
from cfrdiff.rules.paragraphs import Numbered, numbered
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.python_files import with_rules
from cfrdiff.rules.reviews import due
from cfrdiff.rules.rule_cites import RuleCite
from cfrdiff.rules.tested import Tests

State = Literal[
    "current", "stale", "missing", "orphaned", "not implemented", "review due", "not covered"
]
FAULTS: tuple[State, ...] = ("stale", "missing", "orphaned", "not implemented", "review due")


class Status(msgspec.Struct, frozen=True):
    """The state of one rule, or of a paragraph without one (no module, no function).

    *current*: its digest is that of the paragraph's text. *stale*: the text is another.
    *missing*: the paragraph has no rule. *orphaned*: the edition has no such paragraph.
    *not implemented*: still a stub. *review due*: its text changed, and nobody has accepted the
    body nor written another; a stub is to be written anyway.
    *not covered*: the edition's file does not reach there.

    `line` is that of its function; of a missing one it is None, and `module` that of its section.
    """

    cite: str
    state: State
    module: str | None = None
    function: str | None = None
    why: str = ""
    line: int | None = None


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """The state of all rules against an edition, and of its paragraphs without one.

    `untested` are the rules, each as its module and function, that no row or line of a test module
    of the folder names: a row without an answer is none.
    """

    schema: Literal["cfrdiff/rulecheck/1"] = "cfrdiff/rulecheck/1"
    edition: str
    statuses: tuple[Status, ...]
    untested: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[Status, ...]:
        """What must be seen to: everything but what is current or not covered."""
        return tuple(one for one in self.statuses if one.state in FAULTS)

    def to_json(self) -> bytes:
        """The contract of ``cfrdiff rules check --json``."""
        return msgspec.json.encode(self)


def check(files: Mapping[str, bytes], edition: Edition) -> CheckReport:
    """Compare rule modules, by name, with an edition.

    Paragraphs are missed only in sections that the modules have a rule of. Superseded rules
    count as none, but are to be looked at, too. Raises SourceError as `parse_module` does.
    """
    rows = {row.cite: row for row in numbered(edition)}
    sites = [
        (path, site)
        for path, data in with_rules(files).items()
        for site in parse_module(path, data).rules
    ]
    order = {cite: i for i, cite in enumerate(rows)}
    found = [*_of_rules(sites, rows, edition), *_missing(sites, rows)]
    found.sort(key=lambda one: (order.get(one.cite, -1), one.cite, one.function or ""))
    return CheckReport(
        edition=label(edition), statuses=tuple(found), untested=tuple(_untested(files, sites))
    )


def _untested(files: Mapping[str, bytes], sites: list[tuple[str, RuleSite]]) -> Iterator[str]:
    tests = Tests(files)
    for path, site in sites:
        if not site.superseded and not tests.name(path, site.function):
            yield f"{path}: {site.function}"


def _of_rules(
    sites: list[tuple[str, RuleSite]], rows: dict[str, Numbered], edition: Edition
) -> Iterator[Status]:
    for path, site in sites:
        if not site.superseded:
            yield from _states(path, site, rows.get(str(site.cited)), edition)
        elif due(site):
            yield _status(path, site, "review due", "; ".join(due(site)))


def _missing(sites: list[tuple[str, RuleSite]], rows: dict[str, Numbered]) -> Iterator[Status]:
    sections: dict[str, str] = {}
    for path, site in sites:
        sections.setdefault(site.cited.section, path)
    covered = {str(site.cited) for _, site in sites if not site.superseded}
    for cite, row in rows.items():
        if row.section in sections and cite not in covered:
            yield Status(cite, "missing", sections[row.section], why="no rule was written from it")


def _states(path: str, site: RuleSite, row: Numbered | None, edition: Edition) -> list[Status]:
    if row is None:
        if _reaches(edition, site.cited):
            return [_status(path, site, "orphaned", "the edition has no such paragraph")]
        return [_status(path, site, "not covered", "the edition's file does not reach there")]
    found = []
    if site.digest.text != row.digest:
        why = "written from another text; run `cfrdiff rules regenerate`"
        found.append(_status(path, site, "stale", why))
    if not site.implemented:
        found.append(_status(path, site, "not implemented"))
    elif due(site):
        found.append(_status(path, site, "review due", "; ".join(due(site))))
    return found or [_status(path, site, "current")]


def _status(path: str, site: RuleSite, state: State, why: str = "") -> Status:
    return Status(str(site.cited), state, path, site.function, why, site.line)


def _reaches(edition: Edition, cite: RuleCite) -> bool:
    """Whether an edition's file would have that paragraph if the edition did."""
    held = [section for section in edition.sections if section.number == cite.section]
    if not held:
        keys = [section_key(section.number) for section in edition.sections if section.number]
        return bool(keys) and min(keys) < section_key(cite.section) < max(keys)
    return all(_within(section, cite.path) for section in held)


def _within(section: Section, path: Path) -> bool:
    paths = [paragraph.path for paragraph in section.walk()]
    if not paths:
        return False
    wanted = Designation(path).sort_key()
    if section.extent in ("head-missing", "fragment") and wanted < Designation(paths[0]).sort_key():
        return False
    lacks_end = section.extent in ("tail-missing", "fragment")
    return not (lacks_end and wanted > Designation(paths[-1]).sort_key())

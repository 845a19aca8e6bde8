"""A folder of rule modules, run as Python: for `ask` and `compare`, of a folder named to them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from cfrdiff.errors import SourceError
from cfrdiff.rules.declaring import Rule, rules_of
from cfrdiff.rules.importing import Importer
from cfrdiff.rules.python_files import with_rules
from cfrdiff.rules.rule_cites import RuleCite, read_rule_cite


@dataclasses.dataclass(frozen=True)
class LoadedRule:
    """A rule that can be asked: the paragraph it cites, the file and line it stands on."""

    rule: Rule
    cite: RuleCite
    path: str
    line: int


@dataclasses.dataclass(frozen=True)
class LoadedModule:
    """A module with rules: the edition it was written for, and the facts its rules ask."""

    path: str
    module: ModuleType
    edition: str
    facts: type[Any]
    rules: tuple[LoadedRule, ...]


class RuleFolder:
    """The modules with rules of a folder; `files` are its Python files by their name in it.

    Raises SourceError where there is no rule, or a module cannot be run or lacks what a rule
    module has.
    """

    def __init__(self, folder: str, files: Mapping[str, bytes]) -> None:
        self._importer = Importer(folder, files)
        self.modules = tuple(self._with_rules())
        if not self.modules:
            raise SourceError(folder, "there is no rule to ask", "give the folder of rule modules")

    def module(self, name: str) -> ModuleType:
        """Any module of the folder, by its file's name: ``"applications.py"``.

        Raises NotFoundError where there is none, SourceError where it cannot be run.
        """
        return self._importer.run(name)

    def _with_rules(self) -> Iterator[LoadedModule]:
        for name in with_rules(self._importer.files, self._importer.folder):
            module = self._importer.run(name)
            # What a module imports is asked where it was written.
            rules = [one for one in rules_of(module) if _is_of(one, module)]
            if rules:
                yield _loaded(self._importer.path(name), module, rules)


def _loaded(path: str, module: ModuleType, rules: Sequence[Rule]) -> LoadedModule:
    facts = getattr(module, "Facts", None)
    if not isinstance(facts, type) or not dataclasses.is_dataclass(facts):
        raise SourceError(path, "it has no dataclass Facts of what its rules ask", "add one")
    edition = getattr(module, "EDITION", None) or _only_edition(rules)
    if not isinstance(edition, str):
        problem = "it does not say of which edition its rules are"
        raise SourceError(path, problem, 'add a line such as EDITION = "2012-04-01"')
    return LoadedModule(path, module, edition, facts, tuple(_cited(path, one) for one in rules))


def _is_of(rule: Rule, module: ModuleType) -> bool:
    return rule.call.__module__ == module.__name__


def _cited(path: str, rule: Rule) -> LoadedRule:
    cite = read_rule_cite(rule.cite, path, rule.line, rule.section)
    return LoadedRule(rule, cite, path, rule.line)


def _only_edition(rules: Sequence[Rule]) -> str | None:
    editions = {rule.edition for rule in rules}
    return editions.pop() if len(editions) == 1 else None

"""The rules of part 163 that come with the corpus, loaded as a user's are."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

from cfrdiff.rules.editions import RuleEdition, editions_of, named
from cfrdiff.rules.loading import RuleFolder
from cfrdiff.sources import corpus
from cfrdiff.sources.folder import read_modules

FOLDER = corpus.bundled_folder() / "rules"
OLD, NEW, LATEST = "19-cfr-163-customs-service", "19-cfr-163-2012", "19-cfr-163-2019"
SECTIONS = ("163.11", "163.12", "163.13")

# Rules that only declare: they ask no fact and have one answer.
DECLARATORY = ("paragraph_a_authority",)


@cache
def folder() -> RuleFolder:
    return RuleFolder(str(FOLDER), read_modules(str(FOLDER)))


@cache
def editions() -> list[RuleEdition]:
    return editions_of(folder().modules, [held.entry for held in corpus.entries()])


def edition(id: str) -> RuleEdition:
    return named(editions(), id, [])


def module(id: str, section: str) -> ModuleType:
    """The module of an edition that has a section's rules."""
    (found,) = (
        one.module
        for one in edition(id).modules
        if any(rule.cite.section == section for rule in one.rules)
    )
    return found


def facts_class(section: str) -> type[Any]:
    """What the rules of all editions ask of a section."""
    (kind,) = {kind for one in editions() for kind in one.facts(section)}
    return kind


def applications() -> ModuleType:
    return folder().module("applications.py")

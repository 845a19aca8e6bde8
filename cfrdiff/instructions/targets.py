"""Which provisions the words of an instruction name."""

from __future__ import annotations

import re
from collections.abc import Callable

from cfrdiff.instructions.grammar import A_SECTION_NUMBER, PLACE, SECTION, TARGETS
from cfrdiff.instructions.lists import read_list
from cfrdiff.instructions.model import Scope, Target
from cfrdiff.instructions.quotations import Sentence
from cfrdiff.model import Path

# What stands for a section's source note among targets.
SOURCE_NOTE = Target("", (), "text")


class UnreadError(Exception):
    """What of an instruction is not understood."""


def section_of(sentence: str) -> str | None:
    """The section an instruction is for, where it names one."""
    found = SECTION.search(Sentence.of(sentence).words)
    return found["number"] if found else None


def read_targets(text: str, section: str) -> list[Target]:
    """The provisions a clause names, in order; those of another section with its number.

    Raises UnreadError for a list that cannot be written out.
    """
    found: list[Target] = []
    sections: list[str] = []
    for match in TARGETS.finditer(text):
        if match["note"]:
            return [SOURCE_NOTE]
        if match["sections"] and not match["own"]:
            sections += section_numbers(match["sections"])
        else:
            read = next(read for group, read in _READERS if match[group])
            found += read(match, section)
    return found or [Target(number) for number in sections]


def read_place(text: str, section: str) -> tuple[Target, ...]:
    """The paragraphs that words are to be replaced in, where a stretch names them."""
    found = PLACE.search(text)
    if found is None:
        return ()
    listed = found["labels"] or found["amended"]
    if listed:
        return tuple(Target(section, path) for path in _paths(listed))
    return tuple(read_targets(found["what"], section))


def section_numbers(listed: str) -> list[str]:
    """The numbers of a list of sections. Raises UnreadError for a range."""
    if "through" in listed:
        raise UnreadError("a range of sections is not written out")
    return A_SECTION_NUMBER.findall(listed)


def _paths(listed: str) -> list[Path]:
    try:
        return read_list(listed)
    except ValueError as problem:
        raise UnreadError(str(problem)) from problem


def _section_heading(_: re.Match[str], section: str) -> list[Target]:
    return [Target(section, (), "heading")]


def _part_of_paragraphs(match: re.Match[str], section: str) -> list[Target]:
    """The introductory text of paragraphs (a) and (b)."""
    scope = _scope(match["of"])
    return [Target(section, path, scope) for path in _paths(match["of_list"])]


def _introductory_text(_: re.Match[str], section: str) -> list[Target]:
    return [Target(section, (), "text")]


def _paragraphs(match: re.Match[str], section: str) -> list[Target]:
    """Paragraphs (a) and (b) introductory text: what follows is said of the last only."""
    *before, last = _paths(match["list"])
    return [
        *(Target(section, path) for path in before),
        Target(section, last, _scope(match["scope"] or "")),
    ]


def _paragraphs_of_section(match: re.Match[str], _: str) -> list[Target]:
    """§ 12.3(a)."""
    number = section_numbers(match["sections"])[-1]
    return [Target(number, path) for path in _paths(match["own"])]


def _scope(said: str) -> Scope:
    lower = said.lower()
    if "text" in lower:
        return "text"
    return "heading" if "heading" in lower else "whole"


# By the group of the pattern that matched; only one does.
_READERS: tuple[tuple[str, Callable[[re.Match[str], str], list[Target]]], ...] = (
    ("section_heading", _section_heading),
    ("of", _part_of_paragraphs),
    ("intro", _introductory_text),
    ("list", _paragraphs),
    ("own", _paragraphs_of_section),
)

"""Divisions of a title, as their headings and readers name them: "Subpart B of part 1003".

1 CFR 21.7 to 21.11: titles are divided into chapters, these into parts, parts into sections; there
may be subtitles, subchapters, subparts and, under centered headings, subject groups.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from cfrdiff.cites.errors import CiteError
from cfrdiff.cites.section_numbers import PART_NUMBER, canonical

DivisionKind = Literal[
    "title", "subtitle", "chapter", "subchapter", "part", "subpart", "subject-group"
]
# From the widest to the narrowest: what stands higher holds what stands lower.
DIVISION_KINDS: tuple[DivisionKind, ...] = (
    "title", "subtitle", "chapter", "subchapter", "part", "subpart", "subject-group",
)  # fmt: skip

# "A", "AA", "IV", "12"; some subparts are numbered by their part: "52.2", "1212.1".
_NAME = r"(?:[A-Za-z]{1,6}|[0-9]{1,4}(?:\.[0-9]{1,3})?)(?:[-–][0-9A-Za-z]{1,4})?"
_HEADING = re.compile(
    rf"(?:(?P<kind>title|subtitle|chapter|subchapter|subpart)s?\s+(?P<name>{_NAME})"
    rf"|parts?\s+(?P<part>{PART_NUMBER}))(?=\s*(?:[-–—:]|\[|\(|$))",
    re.IGNORECASE,
)
# "part 66 was added", as a note says it.
ADDED_PART = re.compile(rf"\bpart ({PART_NUMBER}) (?:was|is) added\b")
_APPENDIX = re.compile(
    r"(?P<name>(?:appendi(?:x|ces|xes)|supplements?|exhibits?|attachments?|schedules?|annex(?:es)?)"
    r"(?:(?!\s+to\b)\s+(?:no\.\s+)?[\w.–-]{1,8})?"
    rf"(?:\s+to\s+(?:part\s+{PART_NUMBER}"
    rf"|(?:subpart|chapter|subchapter|§+)\s*{_NAME}(?:\s+of\s+part\s+{PART_NUMBER})?)(?![\w.]))?)(?!\w)",
    re.IGNORECASE,
)
_OF_PART = re.compile(rf"\bpart\s+(?P<part>{PART_NUMBER})$", re.IGNORECASE)
# What a reader writes of one, each with the divisions above it before or behind it.
_STEP = re.compile(
    rf"(?P<kind>title|subtitle|subt\.|chapter|ch\.|subchapter|subch\.|part|pt\.|subpart|subpt\.)"
    rf"\s+(?P<name>{PART_NUMBER}|{_NAME})",
    re.IGNORECASE,
)
_SHORT = {
    "subt.": "subtitle",
    "ch.": "chapter",
    "subch.": "subchapter",
    "pt.": "part",
    "subpt.": "subpart",
}
_JOINTS = re.compile(r"\s*(?:,|\bof\b|\bin\b|/)?\s*(?:the\s+)?")
_GROUP = re.compile(
    r"subject group\s+[“\"'‘]?(?P<name>[^“”\"]+?)[”\"'’]?(?=\s+(?:of|in)\s+(?:sub)?part\b|$)", re.I
)


class DivisionCite(msgspec.Struct, frozen=True):
    """A division as a reader names it: its kind and name, and those of divisions above it."""

    kind: DivisionKind
    name: str
    above: tuple[tuple[DivisionKind, str], ...] = ()

    def __str__(self) -> str:
        steps = ((self.kind, self.name), *self.above)
        return " of ".join(f"{kind.replace('-', ' ')} {name}" for kind, name in steps)


def division_in_heading(text: str) -> tuple[DivisionKind, str] | None:
    """The kind and the name of the division that a text heads: ("part", "60") of "PART 60—X"."""
    match = _HEADING.match(text.strip())
    if match is None:
        return None
    if match["part"]:
        return "part", canonical(match["part"])
    return _kind(match["kind"]), match["name"]


def appendix_in_heading(text: str) -> str | None:
    """The name of the appendix or supplement that a text heads: "Supplement I to Part 1002"."""
    match = _APPENDIX.match(text.strip())
    return " ".join(match["name"].split()) if match else None


def part_of_appendix(name: str) -> str | None:
    """The part that the name of an appendix ends with: "1002" of "Supplement I to Part 1002"."""
    match = _OF_PART.search(name)
    return canonical(match["part"]) if match else None


def same_name(one: str, other: str) -> bool:
    """Whether two names of divisions of a kind are one: capitals and dashes do not matter."""
    return canonical(one).casefold() == canonical(other).casefold()


def parse_division(text: str) -> DivisionCite | None:
    """The division that a text names, alone or with those above it in either order: "part 1003
    subpart B", "subpart B of part 1003"; None for anything else, also for a part alone.

    Raises CiteError where two of one kind are named.
    """
    steps, rest = _steps(text)
    if rest or not steps or [kind for kind, _ in steps] == ["part"]:
        return None
    if len({kind for kind, _ in steps}) < len(steps):
        raise CiteError(f"{text!r} names two divisions of one kind")
    steps.sort(key=lambda step: DIVISION_KINDS.index(step[0]), reverse=True)
    (kind, name), *above = steps
    return DivisionCite(kind, name, tuple(above))


def _steps(text: str) -> tuple[list[tuple[DivisionKind, str]], str]:
    """The divisions that a text names, and what else stands in it."""
    steps: list[tuple[DivisionKind, str]] = []
    group = _GROUP.search(text)
    if group is not None:
        steps.append(("subject-group", " ".join(group["name"].split())))
        text = f"{text[: group.start()]} {text[group.end() :]}"
    at = _start(text, 0)
    while match := _STEP.match(text, at):
        steps.append((_kind(match["kind"]), canonical(match["name"])))
        at = _start(text, match.end())
    return steps, text[at:].strip()


def _start(text: str, at: int) -> int:
    match = _JOINTS.match(text, at)
    return match.end() if match else at


def _kind(word: str) -> DivisionKind:
    word = _SHORT.get(word.lower(), word.lower())
    return next(kind for kind in DIVISION_KINDS if kind == word)

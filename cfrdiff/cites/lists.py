"""Cites, and lists and ranges of them: "§§ 12.4 through 12.6, and 12.9(a) introductory text"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import Literal

import msgspec

from cfrdiff import late
from cfrdiff.cites.errors import CiteError
from cfrdiff.cites.labels import LABELS, Designation, Kind, Path, kind_at, kinds, label_of, path_of
from cfrdiff.cites.section_numbers import SECTION_NUMBER, SHORT_NUMBER, canonical, part_of
from cfrdiff.errors import how_to_raise
from cfrdiff.limits import limits

Scope = Literal["whole", "introductory text", "heading"]
# What begins a cite of sections, as GPO prints it.
SIGN = r"(?:§§?|\b[Ss]ec(?:tion)?s?\b\.?)"


class Cite(msgspec.Struct, frozen=True):
    """A section, a paragraph of one, or a paragraph of the section at hand (`section` is None).

    `scope` says which part of it is meant: all, its introductory text or its heading.
    """

    section: str | None = None
    path: Path = ()
    scope: Scope = "whole"

    @classmethod
    def parse(cls, printed: str) -> Cite:
        """Read ``§ 163.12(b)(2)``, ``163.12(b)(2)``, ``(b)(2)`` or ``paragraph (b)(2)``.

        Raises CiteError where `printed` is anything else, or names several.
        """
        items = parse_cites(printed)
        if len(items) != 1 or isinstance(items[0], Range):
            raise CiteError(f"not one cite: {printed!r}; one looks like 163.12(b)(2)")
        return items[0]

    def __str__(self) -> str:
        scope = "" if self.scope == "whole" else f" {self.scope}"
        return f"{self.section or ''}{Designation(self.path)}{scope}"


class Range(msgspec.Struct, frozen=True):
    """From one cite through another."""

    first: Cite
    last: Cite

    def between(self) -> tuple[Path, ...] | None:
        """The paths between the ends of a range of paragraphs that stand in one list.

        None where the ends are not of one list, or not in order, or further apart than
        `cfrdiff.limits` has it.
        """
        kind, ordinals = self._run()
        if kind is None or len(ordinals) >= limits().range_items:
            return None
        above = self.first.path[:-1]
        return tuple((*above, label_of(kind, n)) for n in ordinals)

    def refusal(self) -> str:
        """What is to be said of a range for which `between` gives None."""
        most = limits().range_items
        if len(self._run()[1]) < most:
            return "is no range"
        return f"is a range of more than {most:,}; {how_to_raise('range_items')}"

    def _run(self) -> tuple[Kind | None, range]:
        """The kind of the ends where they stand in one list in order, and what is between them."""
        first, last = self.first.path, self.last.path
        none = None, range(0)
        if not first or self.first.section != self.last.section or first[:-1] != last[:-1]:
            return none
        kind = kind_at(first, len(first) - 1)
        start, end = (kinds(path[-1]).get(kind) if kind else None for path in (first, last))
        if kind is None or start is None or end is None or start >= end:
            return none
        return kind, range(int(start) + 1, math.ceil(end))


Item = Cite | Range

# A section of a statute: 552a, 7A, 78dd-1. A hyphen behind figures alone is a range.
STATUTE_NUMBER = r"\d{1,5}+(?![.,]\d)(?:[A-Za-z]{1,3}+(?![A-Za-z])(?:[-–]\d{1,4}+[a-z]?)*+)?"
Numbers = Literal["section", "statute"]

# Print may set a blank between a number and its labels, "111.13 (b), (c), and (d)", "408(a) (1),
# (2)": they belong together where the list or the clause goes on behind.
_ON = r"(?=\s*(?:[,;.)]|$|(?:and|or|through|to|of|introductory)\b))"


def _member(numbers: str) -> re.Pattern[str]:
    """The pattern of one member of a list whose numbers are of a form."""
    return late.compile(
        rf"(?:(?P<noun>{SIGN}|\b[Pp]aragraphs?|\b[Ss]ubparagraphs?)\s*)?"
        rf"(?:{numbers})?"
        rf"(?P<labels>{LABELS}(?:\s{LABELS}{_ON})*|\s{LABELS}(?:\s{LABELS})*{_ON})?"
        r"(?P<scope>\s+introductory\s+text|\s+heading)?"
    )


# No measure and no other code's title is a section: "section 5, 12 CFR 3.4", "section 12.5 feet".
NO_OTHER_THING = (
    r"(?!\s?(?:%|percent\b|°)|\s+(?:(?:business|calendar|working|banking|full)\s)?(?:days?|weeks?"
    r"|months?|years?|hours?|minutes?|feet|foot|inch(?:es)?|miles?|pounds?|tons?|million|billion)\b"
    r"|\s+(?:CFR|C\.F\.R\.|U\.\s?S\.\s?C|USC|FR|F\.R\.|Fed\.|Stat\b))"
)
# The same of a later member that is a number alone, "§ 12.4 or 10.5 kg": it is one of the list only
# where a mark follows, or a word that may stand behind a cite.
_BEHIND_A_CITE = late.compile(
    r"\s*(?:$|[,;.:)\]”’\"'\[(—–-])|\s+(?:"
    r"and|or|nor|but|through|to|thru|of|in|into|on|at|by|for|from|with|within|without|under|as|than"
    r"|above|below|before|after|until|unless|if|when|where|which|that|who|except|including|is|are"
    r"|was|were|be|been|has|have|had|do|does|did|shall|must|may|might|can|could|will|would|should"
    r"|not|only|also|apply|applies|applied|require|requires|provide|provides|govern|governs|the|a"
    r"|an|any|each|all|no|this|these|such|et|notes?|regarding|concerning|relating|inclusive|see)\b"
)
# "668dd-668ee" is a range: the figures behind the hyphen are those before it.
_STATUTE = (
    r"(?P<number>(?P<base>\d{1,5}+)(?![.,]\d)(?:[A-Za-z]{1,4}+(?![A-Za-z])"
    rf"(?:[-–](?!(?P=base))\d{{1,4}}+[a-z]?(?![A-Za-z0-9]))*+)?(?![A-Za-z0-9]){NO_OTHER_THING})"
)
_MEMBERS = {
    "section": _member(
        rf"(?P<number>{SECTION_NUMBER}(?![A-Za-z0-9]){NO_OTHER_THING})|(?P<short>{SHORT_NUMBER})"
    ),
    "statute": _member(rf"{_STATUTE}|(?P<short>(?!))"),
}
JOINT = (
    r"(?:\s*,\s*(?:(?:and/or|and|or|through|thru|to)\s+)?|\s+(?:and/or|and|or|through|thru|to)\s+"
    r"|\s?[-–]\s?|—(?=§?\s?\d))"
)
# A remark may stand behind a member: "778.113 (the statutory method), 778.114", "1 et seq., 93a".
_JOINT = late.compile(
    r"(?P<remark>\s\([A-Za-z][a-z][^()]{4,120}\)(?=\s*,|\s+(?:and|or)\s)|\s+et\s+seq\.(?=,)"
    rf"|\s+(?:and\s+)?notes?(?=,)|,?\s+inclusive(?=,))?(?P<joint>{JOINT})"
)
_RANGES = frozenset(("through", "thru", "to", "-", "–", "—"))
_OF_SECTION = late.compile(rf"\s+of\s+§\s*(?P<number>{SECTION_NUMBER})")


class Member(msgspec.Struct, frozen=True):
    """One member of a list in a text: ``text[start:end]``; `joint` stands before it."""

    cite: Cite
    start: int
    end: int
    joint: str = ""

    @property
    def ends_range(self) -> bool:
        """Whether a range runs from the member before through this one."""
        return self.joint in _RANGES


def match_list(text: str, at: int = 0, numbers: Numbers = "section") -> list[Member]:
    """The cites that stand at an offset as a list, ``§§ 12.4 through 12.6, and 12.9(a) and (b)``.

    A member that is cut short takes what it lacks from the one before: ".38" behind 1005.33 is
    1005.38, "(5)" behind (a)(2)(ii)(B)(3) is (a)(2)(ii)(B)(5). Of a list of a statute's sections
    `Cite.section` is the number there. Empty where no list stands at the offset.
    """
    found: list[Member] = []
    joint = ""
    while match := _MEMBERS[numbers].match(text, at):
        before = found[-1].cite if found else None
        cite = _cite(match, before)
        if cite is None or (before is not None and not _belongs(text, match, before)):
            break
        found.append(Member(cite, match.start(), match.end(), joint))
        follows = _JOINT.match(text, match.end())
        if follows is None:
            break
        joint, at = follows["joint"].strip(" ,\n\t"), follows.end()
    return found


def _belongs(text: str, match: re.Match[str], before: Cite) -> bool:
    """Whether a later member is one: not a measure, nor the number of an enumeration in the
    sentence, "paragraph (a) and (2) under paragraph (b)".
    """
    if match["noun"]:
        return True
    if match["number"]:
        # Of one part with the cite before it, "§ 109.32 or 109.33 need", it measures nothing.
        alike = before.section is not None and _shares_part(before.section, match["number"])
        behind = _BEHIND_A_CITE.match(text, match.end())
        return alike or bool(match["labels"]) or behind is not None
    if match["short"] or not match["labels"]:
        return True
    return _has_sibling(before.path, path_of(match["labels"]))


def _shares_part(one: str, other: str) -> bool:
    return "." in one and part_of(one) == part_of(canonical(other))


def _has_sibling(before: Path, labels: Path) -> bool:
    """Whether a label of a path is of the kind of the first of some labels."""
    first = kinds(labels[0])
    return any(kind_at(before, depth) in first for depth in range(len(before)))


def _cite(match: re.Match[str], before: Cite | None) -> Cite | None:
    """The cite of one member, None where there is none or nothing to take its part from."""
    path = path_of(match["labels"] or "")
    section = canonical(match["number"]) if match["number"] else None
    if match["short"]:
        if before is None or before.section is None:
            return None
        section = f"{part_of(before.section)}.{canonical(match['short']).removeprefix('.')}"
    elif section is None and not path:
        return None
    elif section is None and before is not None and not match["noun"]:
        section, path = before.section, complete(before.path, path)
    scope: Scope = "whole"
    if match["scope"]:
        scope = "heading" if match["scope"].strip() == "heading" else "introductory text"
    return Cite(section, path, scope)


def complete(before: Path, labels: Path) -> Path:
    """The path of labels that may leave out what they share with the cite before them.

    They stand on the deepest level where their first label goes on from the one before:
    "(b)(2)(i) and (iii)" is (b)(2)(iii), "(b)(2)(i) and (c)" is (c).
    """
    if not labels:
        return labels
    first = kinds(labels[0])
    for depth in reversed(range(len(before))):
        kind = kind_at(before, depth)
        if kind not in first or kind is None:
            continue
        last = kinds(before[depth])[kind]
        letter_rather = labels[0] == "l" and kind == "roman" and last < 40
        if first[kind] > last and not letter_rather:
            return (*before[:depth], *labels)
    if "letter" in first:
        return labels
    alike = [depth for depth in range(len(before)) if kind_at(before, depth) in first]
    return (*before[: alike[-1]], *labels) if alike else labels


def parse_cites(text: str) -> tuple[Item, ...]:
    """The cites and ranges that make up a text: "§§ 323.1, 323.3, and 323.5", "paragraphs (b)(1)
    introductory text and (c) through (e)", "paragraphs (a) and (b) of § 163.12".

    Raises CiteError where it holds anything else.
    """
    stripped = text.strip()
    members = match_list(stripped)
    end = members[-1].end if members else 0
    home = _OF_SECTION.fullmatch(stripped, end)
    if not members or not (end == len(stripped) or home):
        raise CiteError(f"not a cite or a list of cites: {text!r}")
    items: list[Item] = []
    for member in members:
        cite = member.cite
        if home and cite.section is None:
            cite = msgspec.structs.replace(cite, section=canonical(home["number"]))
        if not member.ends_range:
            items.append(cite)
        elif isinstance(items[-1], Cite):
            items[-1] = Range(items[-1], cite)
        else:
            raise CiteError(f"a range that begins with a range: {text!r}")
    return tuple(items)


def print_cites(items: Sequence[Item]) -> str:
    """The list as print has it: "§§ 163.2(b) through (d) and 163.5"; `parse_cites` reads it back.

    What could be taken for a paragraph below the one before it is given its section or the noun
    again: "paragraph (a)(1)(i) and paragraph (v)". Raises CiteError for an empty list and for a
    cite that names nothing.
    """
    ends = list(_ends(items))
    if not ends or any(end.section is None and not end.path for end in ends):
        raise CiteError("there is nothing to cite")
    names = [_named(cite, before) for before, cite in zip([None, *ends], ends, strict=False)]
    # The noun is that of the names up to one with a noun of its own.
    under_noun = takewhile(lambda name: not name.startswith("paragraph"), names)
    singular, plural = ("paragraph", "paragraphs") if ends[0].section is None else ("§", "§§")
    noun = plural if len(list(under_noun)) > 1 else singular
    behind = iter(names)
    printed = [" through ".join(islice(behind, len(list(_ends([item]))))) for item in items]
    return f"{noun} {enumerated(printed)}"


def _ends(items: Sequence[Item]) -> Iterator[Cite]:
    """The cites of a list in order, of a range both ends."""
    for item in items:
        yield from (item,) if isinstance(item, Cite) else (item.first, item.last)


def _named(cite: Cite, before: Cite | None) -> str:
    """A member as it stands behind another, in full where it would be read otherwise."""
    designation = str(msgspec.structs.replace(cite, section=None))
    if before is None:
        return str(cite)
    if cite.section == before.section and cite.path and _has_sibling(before.path, cite.path):
        last = complete(before.path, cite.path[-1:])
        short = len(cite.path) > 1 and _has_sibling(before.path, cite.path[-1:])
        if cite.scope == "whole" and short and last == cite.path:
            return f"({cite.path[-1]})"
        if complete(before.path, cite.path) == cite.path:
            return designation
    return f"paragraph {designation}" if cite.section is None else str(cite)


def enumerated(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b, and c``."""
    if len(items) < 3:
        return " and ".join(items)
    return ", ".join(items[:-1]) + f", and {items[-1]}"

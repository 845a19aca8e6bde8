"""What a reader picks of an edition: "163.12", "19 CFR 163.12(b)(2)", "163.11-163.13", "163"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from cfrdiff.cites.divisions import (
    DivisionCite,
    appendix_in_heading,
    division_in_heading,
    parse_division,
    same_name,
)
from cfrdiff.cites.errors import CiteError
from cfrdiff.cites.labels import LABELS, Path
from cfrdiff.cites.lists import Cite, Range, parse_cites
from cfrdiff.cites.section_numbers import PART_NUMBER, Key, canonical, part_of, section_key

_ADVICE = (
    "write 163.12, 163.12(b)(2), 163.11-163.13, 163 for a part, or subpart B of part 1003 for what"
    " lies in one, appendix A to part 163, or comment 2(c)(1)-1"
)
_TITLE = re.compile(r"(?P<title>\d{1,2})\s+(?:CFR|C\.F\.R\.)\s*")
# "163", "part 163", "Parts 900 to 1025", "Part 200 to End" as GPO's volumes say what they hold.
_PARTS = re.compile(
    rf"(?:(?:[Pp]art|[Pp]t\.)(?P<plural>s)?\s+|(?P<plurals>[Pp]ts\.)\s+)?(?P<first>{PART_NUMBER})"
    rf"(?:\s+(?:to|through|thru)\s+(?:(?P<end>[Ee]nd)|(?P<last>{PART_NUMBER})))?"
)
# "appendix A to part 163, paragraph 2.a", "comment 2(c)(1)-1.i to supplement I".
_APPENDED = re.compile(
    r"(?P<name>[A-Za-z][^,;]*?)(?:,? (?:paragraph|par\.|¶) (?P<entry>[\w.]+))?", re.IGNORECASE
)
_COMMENT = re.compile(
    r"comments? (?:on )?(?:§ ?)?"
    rf"(?P<key>[0-9]+[a-z]?(?:\.[0-9]+[a-z]?)?{LABELS}|[0-9]+\.[0-9]+[a-z]?|[0-9]+)"
    r"(?:-(?P<labels>[\w.]+))?(?: (?:of|to|in) (?P<of>[A-Za-z].*))?",
    re.IGNORECASE,
)


class Parts(msgspec.Struct, frozen=True):
    """A part, or the parts from one through another; `last` is None for all that follow."""

    first: str
    last: str | None

    def holds(self, part: str) -> bool:
        """Whether a part is one of them: 61 is one of 60-65, 60-1 only itself."""
        if part == self.first == self.last:
            return True
        first, last = self.first, self.last
        if first == last:
            first, _, last = first.partition("-")
            if not last:
                return False
        return _part_key(first) <= _part_key(part) and (
            last is None or _part_key(part) <= _part_key(last)
        )


class Named(msgspec.Struct, frozen=True):
    """A division that is picked, and the sections that the editions at hand have in it."""

    division: DivisionCite
    sections: frozenset[str] = frozenset()


class Appended(msgspec.Struct, frozen=True):
    """An appendix or a supplement that is picked, or one of its paragraphs or comments.

    `name` is "appendix A to part 163", None where any may be meant; `entry` is how what is picked
    of it is cited, as `cite_of_entry` has it, None for all of it.
    """

    name: str | None
    entry: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.entry) if part)

    def is_of(self, name: str) -> bool:
        """Whether an appendix of that name is meant: "appendix A" is any of the letter."""
        if self.name is None:
            return True
        one, other = (canonical(" ".join(part.split())).casefold() for part in (self.name, name))
        return one == other or other.startswith(f"{one} to ")


class Pick(msgspec.Struct, frozen=True):
    """One thing that is picked, and as it was written; `title` is None where it names none."""

    printed: str
    title: int | None
    target: Cite | Range | Parts | Named | Appended

    def touches(self, section: str) -> bool:
        """Whether it picks a section or something in it."""
        if isinstance(self.target, Appended):
            return False
        if isinstance(self.target, Named):
            return canonical(section) in self.target.sections
        if isinstance(self.target, Parts):
            return self.target.holds(part_of(canonical(section)))
        if isinstance(self.target, Cite):
            return self.target.section == canonical(section)
        first, last = self.target.first.section or "", self.target.last.section or ""
        return section_key(first) <= section_key(canonical(section)) <= section_key(last)

    def takes(self, section: str, path: Path) -> bool:
        """Whether it picks a paragraph of a section, or one that this stands under."""
        if not self.touches(section):
            return False
        if self.is_whole:
            return True
        return any(path[: len(one)] == one for one in self.paths)

    @property
    def is_whole(self) -> bool:
        """Whether it picks sections and not paragraphs of one."""
        return not self.paths

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paragraphs that it picks of its section; none where it picks all of it."""
        if isinstance(self.target, Cite):
            return (self.target.path,) if self.target.path else ()
        if isinstance(self.target, Range) and self.target.first.path:
            first, last = self.target.first.path, self.target.last.path
            return (first, *(self.target.between() or ()), last)
        return ()


class Selection(msgspec.Struct, frozen=True):
    """What is picked of an edition: all that any of the picks takes."""

    picks: tuple[Pick, ...]

    def touches(self, section: str | None) -> bool:
        """Whether a section is picked, or something in it."""
        return section is not None and any(pick.touches(section) for pick in self.picks)

    def takes(self, section: str | None, path: Path) -> bool:
        """Whether a paragraph of a section is picked, by itself or with what it stands under."""
        return section is not None and any(pick.takes(section, path) for pick in self.picks)

    def takes_whole(self, section: str | None) -> bool:
        """Whether a section is picked with all that belongs to it."""
        return section is not None and any(
            pick.is_whole and pick.touches(section) for pick in self.picks
        )

    @property
    def appended(self) -> tuple[Appended, ...]:
        """What is picked of appendices and supplements."""
        return tuple(p.target for p in self.picks if isinstance(p.target, Appended))

    def is_headed_by(self, text: str) -> bool:
        """Whether a text is the heading of a division that is picked."""
        heading = division_in_heading(text)
        divisions = (p.target.division for p in self.picks if isinstance(p.target, Named))
        return heading is not None and any(
            one.kind == heading[0] and same_name(one.name, heading[1]) for one in divisions
        )

    def __str__(self) -> str:
        return ", ".join(pick.printed for pick in self.picks)


def parse_selection(*printed: str) -> Selection:
    """Read what is picked: sections, paragraphs, ranges and lists of them, parts and other
    divisions, each with or without its title: ``§ 163.12(b)(2)``, ``19 CFR 163.11 through
    163.13``, ``part 163``, ``12 CFR part 1003 subpart B``.

    Raises CiteError for anything else, and for a range that runs backwards.
    """
    return Selection(tuple(pick for one in printed for pick in _picks(one)))


def _picks(printed: str) -> Iterator[Pick]:
    text = " ".join(printed.split()).rstrip(".,;")
    match = _TITLE.match(text)
    title = int(match["title"]) if match else None
    text = text[match.end() :] if match else text
    parts = _PARTS.fullmatch(text)
    if parts is not None:
        yield Pick(printed, title, _parts(parts))
        return
    appended = _appended(text)
    if appended is not None:
        yield Pick(printed, title, appended)
        return
    division = parse_division(text)
    if division is not None:
        yield Pick(printed, title, Named(division))
        return
    try:
        items = parse_cites(text)
    except CiteError:
        raise CiteError(f"{printed!r} names no section; {_ADVICE}") from None
    for item in items:
        _check(item, printed)
        yield Pick(printed, title, item)


def _appended(text: str) -> Appended | None:
    """What a text names of an appendix or a supplement: all of it, a paragraph, a comment."""
    comment = _COMMENT.fullmatch(text)
    if comment is not None:
        labels = f"-{comment['labels']}" if comment["labels"] else ""
        lead = "comment" if labels else "comments on"
        sign = "§ " if "." in comment["key"] else ""
        return Appended(comment["of"], f"{lead} {'' if labels else sign}{comment['key']}{labels}")
    match = _APPENDED.fullmatch(text)
    if match is None or appendix_in_heading(match["name"]) != " ".join(match["name"].split()):
        return None
    return Appended(match["name"], f"paragraph {match['entry']}" if match["entry"] else None)


def _parts(match: re.Match[str]) -> Parts:
    first = canonical(match["first"])
    if match["end"]:
        return Parts(first, None)
    last = canonical(match["last"]) if match["last"] else first
    if _part_key(last) < _part_key(first):
        raise CiteError(f"{match[0]!r} runs backwards; name the first part first")
    return Parts(first, last)


def _check(item: Cite | Range, printed: str) -> None:
    """Raise CiteError for what picks nothing of an edition."""
    first, last = (item, item) if isinstance(item, Cite) else (item.first, item.last)
    if any(end.section is None or end.scope != "whole" for end in (first, last)):
        raise CiteError(f"{printed!r} names no section; {_ADVICE}")
    if isinstance(item, Cite):
        return
    if first.path or last.path:
        if item.between() is None:
            raise CiteError(f"{printed!r} {item.refusal()}; {_ADVICE}")
    elif section_key(last.section or "") < section_key(first.section or ""):
        raise CiteError(f"{printed!r} runs backwards; name the first section first")


def _part_key(part: str) -> Key:
    return section_key(part)[0]

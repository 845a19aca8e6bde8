"""The cites of rules: ``163.12(b)(2)``, of the second paragraph so designated ``163.12(b)(2)[2]``,
of a range that one paragraph has, ``163.12(c)–(e)``.
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.cites import (
    SECTION_NUMBER,
    Cite,
    CiteError,
    Path,
    Range,
    parse_cites,
    path_as_printed,
)
from cfrdiff.errors import SourceError

_NUMBER = re.compile(SECTION_NUMBER)
_NTH = re.compile(r"(?P<cite>.+?)\[(?P<nth>[1-9]\d*)\]")


class RuleCite(msgspec.Struct, frozen=True):
    """The paragraph a rule was written from: the `nth` of its section that has that path.

    `through` is the path that a range of designations ends with.
    """

    section: str
    path: Path = ()
    through: Path | None = None
    nth: int = 1

    @classmethod
    def parse(cls, printed: str, section: str | None = None) -> RuleCite:
        """Read a cite as rules have it, of the `section` where they name it beside.

        Raises CiteError for anything else.
        """
        numbered = _NTH.fullmatch(printed)
        plain = numbered["cite"] if numbered else printed
        nth = int(numbered["nth"]) if numbered else 1
        path: Path = ()
        through: Path | None = None
        if section is None:
            section, path, through = _read(plain)
        elif plain != section:
            path, through = _paths(plain.removeprefix(section))
        found = cls(section, path, through, nth)
        if str(found) != printed:
            raise CiteError(f"written otherwise than rules have it: {printed!r} is {found}")
        return found

    def __str__(self) -> str:
        cite = str(Cite(self.section, self.path))
        if self.through:
            cite += f"–({self.through[-1]})"
        return cite if self.nth == 1 else f"{cite}[{self.nth}]"

    @property
    def labels(self) -> Path:
        """The labels as print has them, of a range that of its end, too."""
        return self.path + self.through[-1:] if self.through else self.path

    def is_under(self, other: Cite) -> bool:
        """Whether this is the paragraph cited, or one below it."""
        return self.section == other.section and self.path[: len(other.path)] == other.path


def needs_section(cite: str, section: str) -> bool:
    """Whether the number of a rule's section must be named beside its cite to be read of it."""
    try:
        return RuleCite.parse(cite).section != section
    except CiteError:
        return True


def read_rule_cite(cite: str | None, path: str, line: int, section: str | None = None) -> RuleCite:
    """The cite of a rule that stands in a file; None is one that is not written as text there.

    `section` is its section's number where the rule names it, as one that is none of the CFR's.

    Raises SourceError, naming file and line, where it is not one.
    """
    place, advice = f"line {line}", "write it as 163.12(b)(2)"
    if cite is None:
        raise SourceError(path, "the cite of a rule is not plain text", advice, place)
    try:
        return RuleCite.parse(cite, section)
    except CiteError:
        problem = f"{cite!r} is not the cite of a paragraph"
        raise SourceError(path, problem, advice, place) from None


def _read(cite: str) -> tuple[str, Path, Path | None]:
    """The section, the path and the path that a range ends with. Raises CiteError."""
    try:
        items = parse_cites(cite)
    except CiteError:
        items = (_as_printed(cite),)
    first, last = _ends(items[0])
    if len(items) > 1 or first.section is None or first.section != last.section:
        raise CiteError(f"not a paragraph of a section: {cite!r}")
    return first.section, first.path, last.path if last != first else None


def _paths(labels: str) -> tuple[Path, Path | None]:
    """The path of ``(b)(2)``; of ``(c)–(e)`` also the one that it ends with. Raises CiteError."""
    first, _, last = labels.partition("–")
    path = path_as_printed(first)
    return path, (*path[:-1], *path_as_printed(last)) if last else None


def _as_printed(cite: str) -> Cite:
    """A cite whose designation is none of the CFR's, but that of an edition: 1002.5(a)(4.).

    The stub of such a paragraph must be found again. Raises CiteError.
    """
    number = _NUMBER.match(cite)
    if number is None:
        raise CiteError(f"not a section number: {cite!r}")
    return Cite(number[0], path_as_printed(cite[number.end() :]))


def _ends(item: Cite | Range) -> tuple[Cite, Cite]:
    return (item, item) if isinstance(item, Cite) else (item.first, item.last)

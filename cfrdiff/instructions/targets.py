"""Which provisions the words of an instruction name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cfrdiff.cites import Cite, Designation, Member, Path, Range, canonical, match_list, section_key
from cfrdiff.cites import Scope as Part
from cfrdiff.instructions.grammar import (
    OF_SECTION,
    PART,
    TARGETS,
    TURN,
)
from cfrdiff.instructions.model import Scope, Target

# What stands for a section's source note among targets.
SOURCE_NOTE = Target("", (), "source note")
_SCOPES: dict[Part, Scope] = {"whole": "whole", "introductory text": "text", "heading": "heading"}


_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)


class UnreadError(Exception):
    """What of an instruction is not understood."""


class _Named(NamedTuple):
    """The provisions that stand together in a text, up to `end`."""

    targets: list[Target]
    end: int


def read_targets(text: str, section: str) -> list[Target]:
    """The provisions a clause names, in order; those of another section with its number. A
    section is meant as a whole only where none of its paragraphs is named.

    Raises UnreadError for a list that cannot be written out.
    """
    found: list[Target] = []
    at = 0
    while match := TARGETS.search(text, at):
        named = _read(match, section)
        found += named.targets
        at = named.end
    return [target for target in found if not target.is_section] or found


def read_phrase(match: re.Match[str]) -> tuple[list[Target], int, int]:
    """What a match of the pattern of targets names, and where the words that name it stand.
    Targets of the section at hand have no section. Raises UnreadError.
    """
    named = _read(match, "")
    start = match.end() if match["list"] is not None else match.start()
    article = _ARTICLE.search(match.string, 0, start)
    return named.targets, article.start() if article else start, named.end


def _read(match: re.Match[str], section: str) -> _Named:
    """What a match of the pattern of targets names."""
    if match["note"]:
        return _Named([SOURCE_NOTE], match.end())
    if match["section_heading"]:
        return _Named([Target(section, (), "heading")], match.end())
    if match["introduction"]:
        return _Named([Target(section, (), "text")], match.end())
    part: Scope = "whole"
    if match["part_of"]:
        part = "text" if "text" in match["part_of"].lower() else "heading"
    return _list(match.string, match.end(), section, part)


def _list(text: str, at: int, section: str, part: Scope) -> _Named:
    """The list of cites at an offset. "The heading of" before it is said of all of it up to
    another noun: "the heading of paragraph (a) and paragraph (b)".
    """
    members = _up_to_its_paragraphs(match_list(text, at))
    if not members:
        return _Named([], at + 1)
    end = members[-1].end
    if _are_reserved_together(members):
        return _Named([Target("–".join(str(member.cite) for member in members))], end)
    turn = TURN.match(text, end)
    if turn and len(members) == 1 and members[0].cite.section:
        return _Named([Target(f"{members[0].cite.section}{turn.group()}", (), part)], turn.end())
    last: Scope = "whole"
    behind = PART.match(text, end)
    if behind:
        end, last = behind.end(), "text" if behind["text"] else "heading"
    home = OF_SECTION.match(text, end)
    if home:
        end, section = home.end(), canonical(home["number"])
    scopes = _scopes(members, text, part, last)
    targets: list[Target] = []
    for before, member, scope in zip([None, *members], members, scopes, strict=False):
        if before is not None and _ends_sections(before, member):
            targets[-1] = _through(targets[-1], member, scope)
        else:
            cites = _written_out(before, member)
            targets += [Target(cite.section or section, cite.path, scope) for cite in cites]
    return _Named(targets, end)


def _up_to_its_paragraphs(members: list[Member]) -> list[Member]:
    """A list up to where a comma parts a section from what is amended in it: "In § 12.3,
    paragraph (b)".
    """
    for k, (before, member) in enumerate(pairwise(members), 1):
        is_whole = before.cite.section is not None and not before.cite.path
        if is_whole and member.cite.section is None and not member.joint:
            return members[:k]
    return members


def _ends_sections(before: Member, member: Member) -> bool:
    """Whether a range of whole sections runs from the member before through this one."""
    return member.ends_range and not before.cite.path and not member.cite.path


def _through(first: Target, last: Member, scope: Scope) -> Target:
    """All sections from one through another."""
    number = last.cite.section or ""
    if first.scope != "whole" or scope != "whole" or first.through is not None:
        raise UnreadError("a range of sections is meant only in part")
    if section_key(first.section) >= section_key(number):
        raise UnreadError(f"{first.section} through {number} is no range")
    return Target(first.section, through=number)


def _are_reserved_together(members: Sequence[Member]) -> bool:
    """Whether two sections are the ends of a range that stands in an edition as one."""
    if len(members) != 2 or members[1].joint not in ("–", "-"):
        return False
    return not any(member.cite.path for member in members)


def _scopes(members: Sequence[Member], text: str, part: Scope, last: Scope) -> list[Scope]:
    """Which part of each member is meant: what is said before the list, up to a noun or a sign
    within it; what is said behind the member; what is said behind the last.
    """
    nouns = (k for k, one in enumerate(members) if k and _has_noun(text[one.start]))
    reach = next(nouns, len(members))
    scopes = [part if k < reach else "whole" for k in range(len(members))]
    own = [_SCOPES[member.cite.scope] for member in members]
    if own[-1] == "whole":
        own[-1] = last
    return [one if said == "whole" else said for said, one in zip(scopes, own, strict=True)]


def _has_noun(sign: str) -> bool:
    """Whether a member that begins so has a noun or a section sign of its own."""
    return sign == "§" or sign.isalpha()


def _written_out(before: Member | None, member: Member) -> Iterator[Cite]:
    """A member, and what stands between it and the one before it where they are a range."""
    if before is not None and member.ends_range:
        section = before.cite.section
        yield from (Cite(section, path) for path in _between(before.cite, member.cite))
    yield member.cite


def _between(first: Cite, last: Cite) -> Sequence[Path]:
    if not first.path or not last.path:
        raise UnreadError("a range of sections is not written out")
    run = Range(first, last)
    between = run.between()
    if between is None:
        ends = f"{Designation(first.path)} through {Designation(last.path)}"
        raise UnreadError(f"{ends} {run.refusal()}")
    return between

"""Whose a paragraph is: "paragraph (b) of § 12.4", "paragraph (b) of 5 U.S.C. 552", "of the order".

A paragraph is of the section at hand only where "of this section" or nothing follows it. Any other
"of" that names a thing takes it there: to the sections that are named, or where none can be read,
out of this section with the words as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from cfrdiff import late
from cfrdiff.cites import JOINT, LABEL, SECTION_NUMBER, Member, Path, match_list
from cfrdiff.language.citation import Citation, Form
from cfrdiff.language.cited_forms import form_at, parts_behind

# What a section calls itself and its own pieces; clauses and provisions are those of title 48.
_HERE = late.compile(
    r",?\s+(?:of\s+this\s+(?:section|(?:sub)?paragraph|subsection|(?:sub)?clause|subdivision|item"
    rf"|provision|rule|regulation)\b(?!\s*{LABEL})|hereof\b)"
)
_THIS_SECTION = late.compile(r"this\s+section\b")
_OF = r"(?:(?:such|said|the|both|either|each\s+of|any\s+of)\s+)?"
_OF_NAMED = late.compile(rf",?\s+(?P<word>of|in)\s+{_OF}")
# "In" joins a paragraph to what holds it; to other things it may belong to the verb.
_HELD_IN: frozenset[Form] = frozenset(("section", "cfr", "code", "statute", "division"))
_OF_THIS = late.compile(r"\s+of\s+this\s+\w+")
_THEREOF = late.compile(r",?\s+(?:thereof|of\s+(?:which|it|them))\b")
# What may stand between a thing and a paragraph "thereof".
_TOWARDS = late.compile(
    r"[\s,(]*(?:(?:and|or|but|except|excepting|excluding|including|notably|particularly|specifically"
    r"|especially|other\s+than|not|under|for|in\s+particular|with\s+the\s+exception\s+of)\s+){0,3}"
)
_COMMA = late.compile(r",\s+")
_SET_OFF = late.compile(r"\s*(?:[,.;:)]|$)")
_PROPER = r"[A-Z](?:[\w’'&()-]|\.(?=\w))*"
# A thing that is named and that no form of citation reads: "the order", "Rule 10b-5", "Article 5".
_THING = late.compile(
    r"\s+of\s+(?:(?:the|an?|any|each|every|such|said|same|that|those|these|this|another|either|both|all"
    r"|its|his|her|their|our|your)\s+(?:same\s+|preceding\s+|following\s+|first\s+|foregoing\s+)?"
    rf"(?:{_PROPER}(?:\s+(?:(?:of|and|for|the|in|on)\s+){{0,2}}{_PROPER})*|[a-z][\w’'-]*)"
    rf"(?:\s+at\s+(?:[A-Z]+\s+)?{SECTION_NUMBER}|\s+(?:No\.\s*)?\d(?:[\w-]|\.(?=\w))*)?"
    rf"|{_PROPER}(?:\s+(?:(?:of|and|for|the)\s+){{0,2}}(?:No\.\s*)?(?:{_PROPER}|\d(?:[\w()-]|\.(?=\w))*))*"
    r"|(?:annex|appendix|article|attachment|circular|clause|exhibit|figure|form|item|note|notice"
    r"|order|part|protocol|provision|regulation|rule|schedule|section|standard|step|subpart"
    r"|table|title)\s+(?:No\.\s*)?[A-Z\d(](?:[\w()-]|\.(?=\w))*)"
)
# A label by itself is a paragraph where a word that leads to one stands before it.
_LED = late.compile(r"\b(?:in|under|by|with|of|to|see|from|per|than)\s+$")
_LED_WITHIN = 6  # characters
_SMALL = late.compile(
    r"(?:\b(?:[Cc]lause|[Ss]ub(?:clause|division|item|section)|[Ii]tem)s?\s+)?(?=" + LABEL + ")"
)
_AND_OF = late.compile(rf"(?:,?\s+(?:and|or)|,)\s+of\s+{_OF}")
_AND_LABEL = late.compile(rf"{JOINT}(?={LABEL})")


def cite_at(text: str, at: int, before: Citation | None = None) -> Citation | None:
    """The citation that begins at an offset, None where none does.

    `before` is the one before it in the text, which "paragraph (b) thereof" is of.
    """
    one = form_at(text, at)
    if one is None:
        return _small(text, at)
    return _homed(text, one, before) if one.form == "paragraph" else one


def going_on(text: str, one: Citation) -> Citation | None:
    """What goes on behind a citation and leans on it: "and of § 12.8", "and (c) of § 12.5", "261,
    and 262" behind "40 CFR 260.10".
    """
    if one.form == "cfr" and not one.labels:
        parts = parts_behind(text, one)
        if parts is not None:
            return parts
    has_home = bool(one.labels) and one.end > one.labels[-1].end
    if has_home and (match := _AND_OF.match(text, one.end)):
        return _of_another(text, match.end(), one.labels)
    if (one.members or one.labels) and (match := _AND_LABEL.match(text, one.end)):
        return _of_named_section(text, match.end(), match.end())
    return None


def _small(text: str, at: int) -> Citation | None:
    """A piece of a paragraph, or labels alone, where what they are of is named."""
    match = _SMALL.match(text, at)
    if match is None:
        return None
    alone = match.end() == at
    if alone and not _LED.search(text, max(0, at - _LED_WITHIN), at):
        return None
    return _of_named_section(text, at, match.end())


def _of_named_section(text: str, start: int, at: int) -> Citation | None:
    """The labels at an offset, where a section they are of is named behind them."""
    labels = match_list(text, at)
    if not labels or any(one.cite.section for one in labels):
        return None
    end = labels[-1].end
    one = Citation(
        "cross-reference", "paragraph", start, end, members=tuple(labels), labels=tuple(labels)
    )
    here = _HERE.match(text, end)
    if here and here[0].endswith("section"):
        return msgspec.structs.replace(one, end=here.end())
    named = _of_what_is_named(_Place(text, one, None))
    return named if named and named.members else None


def _of_another(text: str, at: int, labels: tuple[Member, ...]) -> Citation | None:
    """The paragraphs of a list once more, of what is named at an offset; each has its place."""
    here = _THIS_SECTION.match(text, at)
    if here:
        homes = [msgspec.structs.replace(labels[0], start=at, end=here.end())]
        members = [_at(label, homes[0]) for label in labels]
        return Citation(
            "cross-reference", "paragraph", at, here.end(), members=tuple(members), labels=labels
        )
    home = form_at(text, at)
    if home is None or home.form not in _HELD_IN or not home.members:
        return None
    bases = _of_one_sign(text, home.members)
    members = [_at(one, base) for base in bases for one in _below([base], labels)]
    return msgspec.structs.replace(
        home, end=_end(home, bases), members=tuple(members), labels=labels
    )


def _at(one: Member, place: Member) -> Member:
    return msgspec.structs.replace(one, start=place.start, end=place.end)


class _Place(NamedTuple):
    """Paragraphs in a text, and the citation before them."""

    text: str
    one: Citation
    before: Citation | None

    @property
    def end(self) -> int:
        return self.one.end


def _homed(text: str, one: Citation, before: Citation | None) -> Citation:
    place = _Place(text, one, before)
    read = (rule(place) for rule in _RULES)
    return next((found for found in read if found is not None), one)


def _of_here(place: _Place) -> Citation | None:
    match = _HERE.match(place.text, place.end)
    return msgspec.structs.replace(place.one, end=match.end()) if match else None


def _of_what_is_named(place: _Place) -> Citation | None:
    """Paragraphs of something that is cited right behind them."""
    text, one, _ = place
    match = _OF_NAMED.match(text, one.end)
    home = cite_at(text, match.end()) if match else None
    if match is None or home is None:
        return None
    if match["word"] == "in" and home.form not in _HELD_IN:
        return None
    numbered_here = home.form == "statute" and _OF_THIS.match(text, home.end)
    if numbered_here:
        return _elsewhere(one, numbered_here.end())
    if not home.members:
        return _elsewhere(one, home.end)
    return _joined(text, one, home)


def _of_what_was_named(place: _Place) -> Citation | None:
    """Paragraphs "thereof": of the one thing cited right before them, if there is one."""
    text, one, before = place
    match = _THEREOF.match(text, one.end)
    if match is None:
        return None
    if before is None or not _TOWARDS.fullmatch(text, before.end, one.start):
        return _elsewhere(one, match.end())
    if _THIS_SECTION.fullmatch(text, before.start, before.end):
        return msgspec.structs.replace(one, end=match.end())
    if len(before.members) != 1:
        return _elsewhere(one, match.end())
    joined = _joined(text, one, before)
    return msgspec.structs.replace(joined, end=match.end(), homes=())


def _of_the_section_before(place: _Place) -> Citation | None:
    """Paragraphs set off behind a section by commas: "see § 12.4, paragraph (b), for the fees"."""
    text, one, before = place
    if before is None or before.form not in _HELD_IN or len(before.members) != 1:
        return None
    if before.members[0].cite.path:
        return None
    if not _COMMA.fullmatch(text, before.end, one.start) or not _SET_OFF.match(text, one.end):
        return None
    return msgspec.structs.replace(_joined(text, one, before), end=one.end, homes=())


def _of_a_thing(place: _Place) -> Citation | None:
    match = _THING.match(place.text, place.end)
    if match is None:
        return None
    return _elsewhere(place.one, match.start() + len(match[0].rstrip("(-)’'")))


# What stands behind paragraphs, in this order; where none applies, they are of the section at hand.
_RULES: tuple[Callable[[_Place], Citation | None], ...] = (
    _of_here,
    _of_what_is_named,
    _of_what_was_named,
    _of_the_section_before,
    _of_a_thing,
)


def _elsewhere(one: Citation, end: int) -> Citation:
    return msgspec.structs.replace(one, kind="citation", form="elsewhere", end=end, members=())


def _joined(text: str, one: Citation, home: Citation) -> Citation:
    """Paragraphs in the sections or paragraphs they are of."""
    bases = _of_one_sign(text, home.members)
    nested = home.form == "paragraph"
    return msgspec.structs.replace(
        one,
        kind=home.kind,
        form="paragraph" if home.form == "section" else home.form,
        end=_end(home, bases),
        title=home.title,
        law=home.law,
        members=tuple(_below(bases, one.members)),
        homes=home.homes if nested else tuple(bases),
    )


def _of_one_sign(text: str, members: Sequence[Member]) -> Sequence[Member]:
    """The members up to one with a sign of its own, which is meant as a whole."""
    signs = (i for i, one in enumerate(members) if i and text[one.start] in "§sS")
    return members[: next(signs, len(members))]


def _end(home: Citation, bases: Sequence[Member]) -> int:
    return home.end if len(bases) == len(home.members) else bases[-1].end


def _below(bases: Sequence[Member], labels: Sequence[Member]) -> list[Member]:
    """Each of some paragraphs under each section or paragraph they are of. In a list of both,
    "paragraph (b) of §§ 12.4 and 12.5(c)", one with a label is complete.
    """
    mixed = len({bool(base.cite.path) for base in bases}) > 1
    found: list[Member] = []
    for base in bases:
        if mixed and base.cite.path:
            found.append(base)
            continue
        for i, label in enumerate(labels):
            cite = msgspec.structs.replace(
                label.cite,
                section=label.cite.section or base.cite.section,
                path=label.cite.path
                if label.cite.section
                else _path_below(base.cite.path, label.cite.path),
            )
            joint = label.joint if i or base is bases[0] else base.joint
            found.append(msgspec.structs.replace(label, cite=cite, joint=joint))
    return found


def _path_below(path: Path, labels: Path) -> Path:
    """Labels under a path; those that state it again, "(b)(2) of § 12.4(b)", are complete."""
    return labels if labels[: len(path)] == path else (*path, *labels)

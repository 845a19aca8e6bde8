"""What a paragraph refers to: "paragraphs (a)(5) and (b) of this section" → their paths.

The forms are those of the Document Drafting Handbook, chapter 3 (cross-references), and of The
Bluebook, rules 12 and 14 (statutes and regulations).
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.cites import Path, letter_value, roman_value
from cfrdiff.provisions.model import Reference

_L = r"\((?:[a-z]{1,5}|[A-Z]{1,4}|\d{1,3})\)"
_LABELS = rf"(?:{_L})+"
_AND = r"(?:,? (?:and|or|and/or|through|to) |, ?|[-–])"
_LIST = rf"{_LABELS}(?:{_AND}(?:paragraphs? )?{_LABELS})*"
_SECTION = r"\d+[a-z]?\.\d+[a-z]?(?:-\d+)?"
_SECTIONS = rf"{_SECTION}(?:{_LIST})?(?:{_AND}(?:§§? ?)?{_SECTION}(?:{_LIST})?)*"
_STATUTE = r"\d+[A-Z]?(?![.\d]\d)"
_STATUTES = rf"{_STATUTE}(?:{_LIST})?(?:{_AND}{_STATUTE}(?:{_LIST})?)*"

_FORMS = re.compile(
    rf"(?P<code>\b\d+ (?:U\.S\.C\.|USC)(?: §§?)? ?\d+[a-z]?(?:-\d+[a-z]?)?(?:{_LIST})?)"
    rf"|(?P<cfr_part>\b\d+ (?:CFR|C\.F\.R\.) parts? \d+)"
    rf"|(?P<cfr>\b\d+ (?:CFR|C\.F\.R\.)(?: §§?)? ?{_SECTIONS})"
    rf"|(?P<law>\b(?:Pub\. ?L\.|Public Law)(?: No\.)? ?\d+[-–]\d+)"
    rf"|(?P<statutes_at_large>\b\d+ Stat\.? \d+)"
    rf"|(?P<register>\b\d+ FR \d+)"
    rf"|(?P<paragraph>\b[Pp]aragraphs? {_LIST}(?: of (?:this section|§ ?{_SECTION}))?)"
    rf"|(?P<section>(?:§§? ?|\b[Ss]ections? ){_SECTIONS})"
    rf"|(?P<statute>\b[Ss]ections? {_STATUTES})"
    rf"|(?P<appendix>\b[Aa]ppendix [A-Z]{{1,2}} (?:of|to) (?:this part|part \d+))"
    rf"|(?P<subpart>\b[Ss]ubpart [A-Z]{{1,2}} of (?:this part|part \d+))"
    rf"|(?P<part>\b[Pp]arts? \d+(?= of this (?:chapter|title|subchapter)))"
)
_ONE = re.compile(rf"(?P<number>{_SECTION})?(?P<labels>{_LABELS})?(?P<next>{_AND})?")


class Place(msgspec.Struct, frozen=True):
    """Where the referring text stands, and what its edition has: (section, path) pairs."""

    title: int | None
    part: str | None
    section: str | None
    held: frozenset[tuple[str | None, Path]]


def find_references(text: str, place: Place) -> list[Reference]:
    """Every reference of a paragraph's text in order, one for each thing referred to.

    A paragraph without "of this section" is of the section at hand. "Through" is written out
    where both ends are labels of one kind under one paragraph. "This section" is none.
    """
    found: list[Reference] = []
    for match in _FORMS.finditer(text):
        form = match.lastgroup
        assert form is not None
        for target in _targets(form, match.group(), place):
            found.append(_reference(match, target, place))
    return found


# A cite; or a section and a path in this title, with the code's name where that is printed.
Target = str | tuple[str | None, Path] | tuple[str | None, Path, str]


def _reference(match: re.Match[str], target: Target, place: Place) -> Reference:
    start, end = match.span()
    if isinstance(target, str):
        return Reference(match.group(), start, end, target)
    section, path = target[:2]
    code = target[2] if len(target) == 3 else "§"
    designation = "".join(f"({label})" for label in path)
    return Reference(
        match.group(),
        start,
        end,
        f"{code} {section or '?'}{designation}",
        section,
        designation,
        path,
        (section, path) in place.held,
    )


def _targets(form: str, printed: str, place: Place) -> list[Target]:
    if form == "paragraph":
        listed = printed.split(" ", 1)[1]
        of_other = re.search(rf" of § ?({_SECTION})$", printed)
        section = of_other.group(1) if of_other else place.section
        listed = listed.split(" of ")[0]
        return [(section, path) for _, path in _enumerated(listed)]
    if form == "section":
        listed = re.sub(r"^(?:§§? ?|[Ss]ections? )", "", printed)
        return [(number or place.section, path) for number, path in _enumerated(listed)]
    if form == "cfr":
        title, rest = re.split(r" (?:CFR|C\.F\.R\.)(?: §§?)? ?", printed, maxsplit=1)
        pairs = _enumerated(rest)
        if place.title is not None and int(title) == place.title:
            return [(number, path, f"{title} CFR") for number, path in pairs]
        return [f"{title} CFR {number}{_printed(path)}" for number, path in pairs]
    if form == "statute":
        listed = printed.split(" ", 1)[1]
        return [f"section {number}{_printed(path)}" for number, path in _of_statute(listed)]
    if form == "code":
        title, rest = re.split(r" (?:U\.S\.C\.|USC)(?: §§?)? ?", printed, maxsplit=1)
        number = rest.split("(")[0]
        paths = [path for _, path in _enumerated(rest[len(number) :])] or [()]
        return [f"{title} U.S.C. {number}{_printed(path)}" for path in paths]
    if form == "law":
        return ["Pub. L. " + re.sub(r"^\D+", "", printed).replace("–", "-")]
    if form == "statutes_at_large":
        return [printed.replace("Stat.", "Stat").replace("Stat", "Stat.")]
    if form in ("appendix", "subpart"):
        kind, letter = printed.split(" ")[:2]
        of_part = printed.rsplit(" ", 1)[1]
        part = place.part if of_part == "part" else of_part
        return [f"{part or '?'} {kind.lower()} {letter}"]
    if form == "cfr_part":
        return [printed.replace("C.F.R.", "CFR").replace("parts", "part")]
    if form == "part":
        return [f"{place.title or '?'} CFR part {printed.split(' ')[1]}"]
    return [printed]


def _enumerated(listed: str) -> list[tuple[str | None, Path]]:
    """(number, path) of each thing in "163.2(a), 163.5(b)(1) through (3) and (c)".

    A path that begins on a lower level goes on from the one before: "(a)(1) and (2)".
    """
    found: list[tuple[str | None, Path]] = []
    at, joint = 0, ""
    number: str | None = None
    while at < len(listed):
        listed_at = re.compile(r"(?:paragraphs? |§§? ?)").match(listed, at)
        at = listed_at.end() if listed_at else at
        match = _ONE.match(listed, at)
        if match is None or match.end() == at:
            break
        labels: Path = tuple(re.findall(r"\(([^)]+)\)", match["labels"] or ""))
        if match["number"]:
            number, path = match["number"], labels
        else:
            path = _carry_on(found[-1][1], labels) if found else labels
        before = found[-1] if found else None
        if before and joint.strip(" ,") in ("through", "to", "-", "–") and not match["number"]:
            found += [(number, between) for between in _between(before[1], path)]
        found.append((number, path))
        joint, at = match["next"] or "", match.end()
    return found


def _of_statute(listed: str) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for match in re.finditer(rf"({_STATUTE})|({_LABELS})", listed):
        if match[1] and listed[match.start() - 1 : match.start()] != "(":
            found.append((match[1], ()))
        elif match[2] and found:
            number, path = found[-1]
            labels: Path = tuple(re.findall(r"\(([^)]+)\)", match[2]))
            if listed[: match.start()].endswith(number) and not path:
                found[-1] = (number, labels)
            else:
                found.append((number, _carry_on(path, labels)))
    return found


def _carry_on(before: Path, labels: Path) -> Path:
    """The path of labels that may leave out what they share with the one before them."""
    if not before or not labels:
        return labels
    for level in reversed(range(len(before))):
        if _class(before[level], level) == _class(labels[0], level):
            return (*before[:level], *labels)
    return labels


def _class(label: str, level: int) -> str:
    if label.isdigit():
        return "1"
    if label.isupper():
        return "A"
    return "i" if level % 3 == 2 and roman_value(label) else "a"


def _between(first: Path, last: Path) -> list[Path]:
    """The paths between two ends of a range, empty where they are not of one list."""
    if len(first) != len(last) or first[:-1] != last[:-1] or not first:
        return []
    level, start, end = len(first) - 1, first[-1], last[-1]
    if start.isdigit() and end.isdigit():
        labels = [str(n) for n in range(int(start) + 1, int(end))]
    elif level % 3 == 2 and (low := roman_value(start)) and (high := roman_value(end)):
        labels = [_roman(n) for n in range(low + 1, high)]
    elif (low := letter_value(start)) and (high := letter_value(end)):
        case = str.upper if start.isupper() else str.lower
        labels = [
            case(chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)) for n in range(low + 1, high)
        ]
    else:
        return []
    return [(*first[:-1], label) for label in labels]


def _roman(number: int) -> str:
    parts = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    printed = ""
    for value, letters in parts:
        while number >= value:
            printed += letters
            number -= value
    return printed


def _printed(path: Path) -> str:
    return "".join(f"({label})" for label in path)

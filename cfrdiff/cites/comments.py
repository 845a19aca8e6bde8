"""Labels of appendices and supplements: "1.", "i.", "A.", "(1)", "2.1", and what comments are keyed
to: "Paragraph 2(c)(1)(ii)", "Section 1002.2—Definitions".

Appendices have designations of their own (Document Drafting Handbook, 7-9); official
interpretations are cited "comment 2(c)(1)-1.i".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from cfrdiff.cites.labels import LABELS, Path, kind_at, kinds
from cfrdiff.cites.section_numbers import LONGEST_NUMBER, SECTION_NUMBER, canonical
from cfrdiff.limits import limits

_SIMPLE = re.compile(
    r"(?:\((?P<inner>[A-Za-z]{1,6}|[0-9]{1,3})\)|(?P<outer>[A-Za-z]{1,6}|[0-9]{1,3})\.(?![0-9]))(?:\s+|(?=[A-Z“]))"
)
_DECIMAL = re.compile(r"(?P<label>[0-9A-Z]{1,3}(?:\.[0-9]{1,3}){1,5})\.?\s+(?=\S)")
_DECIMAL_NAME = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})+")
_NAME = re.compile(r"[A-Za-z0-9]{1,6}(?:\.[0-9]{1,3}){0,5}")
_KEYED = rf"[0-9]{{1,4}}[a-z]?{LABELS}"
# What comments are keyed to: "31(b)(1)"; and how a paragraph of an appendix is named in a sentence:
# "1", "2.xi", "43(b)(2)-1.ii", "(a)(2)", "I.A.3", "2.1".
COMMENT_KEY = rf"{_KEYED}(?![\w(])"
ENTRY_LABEL = (
    r"(?:\([A-Za-z0-9]{1,6}\))+(?![\w(])"
    rf"|(?:{_KEYED}-)?(?:[0-9]{{1,3}}|[A-Z]{{1,5}})"
    r"(?:\.(?!(?:is|are)\b)[A-Za-z0-9]{1,5})*(?![\w(]|\.\w(?!s\b))"
)
_ENTRY_LABEL = re.compile(rf"(?P<through>through\s+)?(?P<label>{ENTRY_LABEL})")
_OF_PARENTHESES = re.compile(r"\((\w+)\)")
_KEY = re.compile(
    rf"(?:(?:Section|Sec\.|§)\s*(?P<section>{SECTION_NUMBER})"
    rf"|(?:Comment|Paragraph)?s?\s*(?P<paragraph>{_KEYED}))(?![0-9(])",
)


class OutlineLabel(msgspec.Struct, frozen=True):
    """A label that opens a paragraph of an appendix, as printed, and where its text begins.

    `name` is without stop and parentheses; `style` is "stop", "parentheses" or "decimal".
    """

    printed: str
    name: str
    style: str
    end: int


def outline_label(text: str) -> OutlineLabel | None:
    """The label that opens a paragraph of an appendix, None where none does."""
    match = _SIMPLE.match(text)
    if match is not None:
        name = match["inner"] or match["outer"]
        style = "parentheses" if match["inner"] else "stop"
        return OutlineLabel(match[0].strip(), name, style, match.end()) if kinds(name) else None
    match = _DECIMAL.match(text)
    if match is not None:
        return OutlineLabel(match[0].strip(), match["label"], "decimal", match.end())
    return None


def comment_key(heading: str) -> str | None:
    """What the comments under a heading are keyed to: "2(c)(1)", or "1002.2" for a section."""
    match = _KEY.match(heading)
    if match is None:
        return None
    return canonical(match["section"] or match["paragraph"])


def behind_key(heading: str) -> str:
    """The words of a heading behind what its comments are keyed to."""
    match = _KEY.match(heading)
    return heading if match is None else heading[match.end() :].lstrip(" .—-–")


def entry_paths(listed: str, above: Sequence[str]) -> list[Path] | None:
    """The paths of paragraphs of an appendix as a sentence lists them under a heading: "1, 2.ii
    and 4 through 6". A label with a key of its own is under that. None where a range is none.
    """
    found: list[Path] = []
    for match in _ENTRY_LABEL.finditer(listed):
        path = _entry_path(match["label"], tuple(above))
        if match["through"]:
            between = _counted_on(found[-1], path) if found else None
            if between is None:
                return None
            found += between
        found.append(path)
    return found


def _entry_path(label: str, above: Path) -> Path:
    key, dash, own = label.rpartition("-")
    inner = tuple(_OF_PARENTHESES.findall(own))
    if inner:
        return (*above, *inner)
    pieces = (own,) if _DECIMAL_NAME.fullmatch(own) else tuple(own.split("."))
    return (*((canonical(key),) if dash else above), *pieces)


def _counted_on(first: Path, last: Path) -> list[Path] | None:
    """What stands between two paths with numbers under one heading."""
    (*above, low), (*its_above, high) = first, last
    if above != its_above or not all(map(_is_number, (low, high))) or int(low) >= int(high):
        return None
    between = range(int(low) + 1, int(high))
    if len(between) >= limits().range_items:
        return None
    return [(*above, str(number)) for number in between]


def _is_number(label: str) -> bool:
    return label.isdecimal() and len(label) <= LONGEST_NUMBER


def cite_of_entry(path: Sequence[str], part: str | None = None) -> str:
    """How a paragraph of an appendix is cited by its path: "comment 2(c)(1)-1.i", "comments on
    2(c)(1)" for their heading, "paragraph 1.a" of an appendix that is keyed to nothing; "" for
    what has no designation above it. `part` is that of the appendix: "1002.4" is a section of part
    1002, and else a decimal label.
    """
    key = next((piece for piece in path if _is_key(piece, part)), None)
    below = path[path.index(key) + 1 :] if key else path
    labels = ".".join(piece for piece in below if _NAME.fullmatch(piece) and _is_label(piece))
    if key is None:
        return f"paragraph {labels}" if labels else ""
    if not labels:
        return f"comments on {'§ ' if '.' in key else ''}{key}"
    return f"comment {key}-{labels}"


def _is_key(piece: str, part: str | None) -> bool:
    is_section = part is not None and piece.startswith(f"{part}.") and " " not in piece
    return is_section or comment_key(piece) == piece


def _is_label(piece: str) -> bool:
    return "." in piece or bool(kinds(piece))


def comment_order(key: str) -> tuple[float, ...] | None:
    """Sorts what comments are keyed to as they are printed: § 1002.2 before 2(a), 2(c)(1) before
    2(c)(2) and § 1002.3. None for what is no key.
    """
    if comment_key(key) != key and comment_key(f"Section {key}") != key:
        return None
    number, labels = (key.rpartition(".")[2], "") if "." in key else (key[: key.index("(")], key)
    whole = re.match(r"\d+", number)
    if whole is None:
        return None
    path = tuple(_OF_PARENTHESES.findall(labels))
    ordinals = [
        kinds(label).get(kind_at(path, depth) or "letter", 0.0) for depth, label in enumerate(path)
    ]
    letter = number[whole.end() :]
    return (float(whole[0]), float(ord(letter)) if letter else 0.0, *ordinals)


def is_key_within(key: str, other: str) -> bool:
    """Whether a key is of something below another: 2(c)(1) of 2(c), and 2(c) of § 1002.2."""
    if "." in other and "." not in key:
        return key.partition("(")[0] == other.rpartition(".")[2]
    return key != other and key.startswith(f"{other}(")

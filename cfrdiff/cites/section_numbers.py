"""Section numbers, as 1 CFR 21.11 has them ("part, point, section"), and what titles made of it.

Hyphenated parts (41 CFR 60-1.4, 301-10.100), lettered parts and sections (14 CFR 1203a.100,
21 CFR 206.44a), rules named for a statute's section (17 CFR 240.17Ad-7, 240.10b5-1, 275.206(4)-1;
26 CFR 1.401(a)(4)-1, 1.1400Z2(a)-1), temporary ones (26 CFR 1.1031(d)-1T, 17 CFR 270.6e-3(T),
33 CFR 165.T09-0123) and forms (48 CFR 53.303-DD-254).
"""

from __future__ import annotations

import re
from string import ascii_lowercase

from cfrdiff import late
from cfrdiff.cites.errors import CiteError

Key = tuple[tuple[int, str], ...]

# No fragment has a group, so that others can build on it, and none can backtrack into itself.
_PLAIN_PART = r"[0-9]{1,4}+[A-Za-z]?(?=\.[0-9T])"
_HYPHENATED_PART = r"[0-9]{1,4}+[-–][0-9]{1,3}+(?=\.[0-9])"
_LETTERS = "|".join(f"{letter}{{1,2}}" for letter in ascii_lowercase)
_SUFFIX = (
    r"(?:[A-Za-z]{1,3}[0-9]{1,4}+[A-Za-z]?(?![A-Za-z])"  # 15Ca1, 10b5, 1400Z2
    r"|[A-Za-z]{1,3}(?=[-–][0-9])"  # 17Ad-7, 6e-3
    rf"|(?:[A-Z][A-Za-z]?|{_LETTERS})(?![A-Za-z]))"  # 144A, 40Da, 44a, 3aa; not 163.12of
)


def _body(part: str) -> str:
    """What follows the point, in parts of one form; a range's other end is of the same form."""
    # A hyphen with figures, unless these are the next section's of a range: 163.14–163.15.
    tail = (
        rf"[-–](?!{part})(?:[A-Z]{{1,3}}[-–]?)?"
        r"[0-9]{1,5}+(?:(?:[A-Z]{1,2}|[a-z]{1,2})(?![A-Za-z0-9]))?"
    )
    # Labels inside a number stand before its hyphen: 1.401(a)(4)-1.
    inner = rf"\((?:[A-Za-z]{{1,5}}|[0-9]{{1,3}})\)(?:\([A-Za-z0-9]{{1,5}}\))*+(?={tail})"
    return (
        rf"(?:T[0-9]{{1,3}}+|[0-9]{{1,7}}+(?![0-9]){_SUFFIX}?)"
        rf"(?:{inner})?(?:(?:{tail})++(?:\(T\))?)?"
    )


SECTION_NUMBER = (
    rf"(?:{_HYPHENATED_PART}\.{_body(_HYPHENATED_PART)}|{_PLAIN_PART}\.{_body(_PLAIN_PART)})"
)
# A number whose part stands before it in a list: ".38", and "417(e)-1" where a label follows.
SHORT_NUMBER = rf"(?:\.{_body(_PLAIN_PART)}|(?=[0-9]{{1,4}}\(){_body(_PLAIN_PART)})"
# A part, or two with a hyphen: a part of title 41, or in other titles a range.
PART_NUMBER = r"(?>[0-9]{1,4}[A-Za-z]?(?:[-–][0-9]{1,4})?)(?![0-9]|\.[0-9T])"
_PART_HEADING = late.compile(rf"PARTS? ({PART_NUMBER})(?= ?[-–—]| \[)", re.IGNORECASE)

_WHOLE = late.compile(SECTION_NUMBER)
# What may be the first piece of a number behind its sign, and what a further piece opens with.
_CUT = late.compile(r"(?:§|\bSec\.) ?(?P<piece>[0-9][0-9A-Za-z().–-]*)$")
_GOES_ON = late.compile(r"[-–.]?[0-9]")
_PIECE = late.compile(r"\d+|\(?[A-Za-z]+|\(\d+")
LONGEST_NUMBER = 18  # figures; int() refuses numbers of some thousand
_LAST = 10**LONGEST_NUMBER  # labels stand behind all figures, and letters behind labels


def canonical(number: str) -> str:
    """The number with hyphens where print has en dashes."""
    return number.replace("–", "-")


def is_section_number(text: str) -> bool:
    """Whether a text is a section number and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def is_cut_number(left: str, right: str) -> bool:
    """Whether a section number behind its sign is cut between the ends of two lines.

    "§ 163." and "5 Records." are one number, "§ 163.5" and "30 days" are none.
    """
    # Most lines have no sign at all, which is sooner seen.
    cut = _CUT.search(left) if "§" in left or "Sec." in left else None
    if cut is None or not _GOES_ON.match(right):
        return False
    piece = cut["piece"]
    whole = _WHOLE.match(piece + right)
    if whole is None or whole.end() <= len(piece):
        return False
    return piece.endswith((".", "-", "–")) or not right[0].isdigit()


def parse_section_number(printed: str) -> str:
    """The canonical number of ``163.12``, ``§ 163.12``. Raises CiteError for anything else."""
    number = printed.strip().removeprefix("§").strip()
    if not _WHOLE.fullmatch(number):
        raise CiteError(f"not a section number: {printed!r}; one looks like 163.12 or 240.17Ad-7")
    return canonical(number)


def part_of(number: str) -> str:
    """The part of a section number: ``60-1`` of ``60-1.4``."""
    return number.partition(".")[0]


def part_in_heading(text: str) -> str | None:
    """The part that a heading is of: ``60`` of ``PART 60—STANDARDS``."""
    match = _PART_HEADING.match(text)
    return match[1] if match else None


def section_key(number: str) -> tuple[Key, Key]:
    """Sort key: part, then the rest, as print has them: 10.9 < 10.10 < 10.10-1 < 10.10a,
    1.401-1 < 1.401(a)-50 < 1.401(a)(2)-1 < 1.401(k)-2 < 1.401A-1, 60-1.1 < 60-2.1.
    """
    part, _, rest = number.partition(".")
    return _key(part), _key(rest)


def _key(text: str) -> Key:
    return tuple(_rank(piece) for piece in _PIECE.findall(text))


def _rank(piece: str) -> tuple[int, str]:
    if piece.isdigit() and len(piece) <= LONGEST_NUMBER:
        return int(piece), ""
    if piece.startswith("("):
        label = piece[1:]
        return _LAST, label.zfill(LONGEST_NUMBER) if label.isdigit() else label.casefold()
    return _LAST + 1, piece.casefold()

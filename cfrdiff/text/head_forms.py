"""What GPO prints at the head and foot of a page, form by form."""

from __future__ import annotations

import re

from cfrdiff import late
from cfrdiff.cites import ROMAN_LIKE, SECTION_NUMBER

# Marks of GPO's composition system in the foot line of every PDF since about 2000, e.g.
# "VerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911 Fmt 8010 Sfmt 8010".
_PRINT_SHOP = late.compile(
    r"\bVerDate\b|\bJkt \d{4,}|\bPO 0{3,}\d|\bFrm \d{3,}|\bS?[Ff]mt \d{3,}"
    r"|\b[A-Z]:\S*\\\S+|\bon (?:DSK|PROD|LAP|VIC|GSDD)\w*(?:PROD)? (?:with|PROD)"
)
_USER = late.compile(r"(?:DSK|PROD|LAP|VIC|GSDD)\w+")
_PAGE_NUMBER = late.compile(
    r"\[\[?Page \d+(?:-\d+)?\]\]?"
    r"|[\[(]?(?:[Pp]age |p\. ?)?\d{1,4}[\])]?|[-–—] ?\d{1,4} ?[-–—]|\{\d+\}-+"
)
# GPO's running heads: "§ 163.12", "§§ 1.1–1.9", "Pt. 163", "Pt. 50, App. A", "Ch. I".
_HEAD_UNIT = (
    rf"(?:§§? ?{SECTION_NUMBER}(?:\s*(?:[-–—]|to|through)\s*§* ?{SECTION_NUMBER})?|"
    r"(?:Pts?|Ch|Subch|Subpt)\. [0-9A-Z]+(?:[-–]\d+)?"
    r"(?:, (?:App|Subpt|Supp|Nt|Table)\. ?[A-Z0-9]*)*)"
)
_UNITS = late.compile(_HEAD_UNIT)
_WITH_UNIT = late.compile(rf"(?:{_HEAD_UNIT}\s+(?P<right>\D.*)|(?P<left>.*?)\s+{_HEAD_UNIT})")
# "19 CFR Ch. I (4–1–12 Edition)"
EDITION_HEAD = late.compile(
    rf"(?P<title>\d{{1,2}}) CFR (?:Ch\. |Subtitle |Subt\. )?(?P<chapter>{ROMAN_LIKE}|[A-Z])?,? ?"
    r"(?:\((?P<month>\d{1,2})[-–—](?P<day>\d{1,2})[-–—](?P<year>\d{2}) (?:Edition|ed\.)\))"
)
# What stands on every page that the eCFR prints: "14 CFR Part 107 (up to date as of 9/29/2025)".
EXPORT_HEAD = late.compile(
    r"(?P<title>\d{1,2}) CFR [^()]{0,80}(?:\([^()]{0,20}\)[^()]{0,20}){0,8}"
    r"\(up to date as of (?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\)"
)
_HEAD_NUMBER = late.compile(rf"§ ({SECTION_NUMBER})")
# What a browser prints above a page: "9/29/25, 10:14 AM", and the title of the page.
_PRINTED_AT = late.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}:\d{2}\b")
# "Surface Mining Reclamation and Enforcement, Interior": an agency and its department.
_WITH_DEPARTMENT = late.compile(r", \w")
_SMALL_WORDS = frozenset(
    ("and", "of", "the", "for", "to", "on", "in", "or", "a", "with", "by", "&")
)


# One of these stands in every such line; most lines have none, which is sooner seen.
_PRINT_SHOP_SIGNS = (
    *("VerDate", "Jkt", "PO 0", "Frm", "mt ", "\\"),
    *(" DSK", " PROD", " LAP", " VIC", " GSDD"),
)


def is_print_shop(text: str) -> bool:
    """Whether a line is the composition system's."""
    for sign in _PRINT_SHOP_SIGNS:  # asked of every line, and `any` takes twice as long
        if sign in text:
            return bool(_PRINT_SHOP.search(text))
    return False


def is_printed_at(text: str) -> bool:
    """Whether a text opens with a date and a time, as what browsers print above a page."""
    return bool(_PRINTED_AT.match(text))


def is_user(text: str) -> bool:
    """Whether a text is the name of a print-shop user's machine."""
    return bool(_USER.fullmatch(text))


def is_page_number(text: str) -> bool:
    """Whether a line is a page number, in any of the forms that print or a dump gives it."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def is_edition_head(text: str) -> bool:
    """Whether a line names the edition, "19 CFR Ch. I (4–1–12 Edition)", and no more than units."""
    return bool(EDITION_HEAD.search(text)) and is_bare(EDITION_HEAD.sub(" ", text))


def is_bare(text: str) -> bool:
    """Whether nothing is left of the text once heads' own units are taken away."""
    if text.endswith((";", ",", ".")) and not _UNITS.fullmatch(text):
        return False
    return not _UNITS.sub(" ", text).strip(" ;,")


def beside_unit(text: str) -> str:
    """What stands beside the one unit of a head, "" where there is no unit or nothing else."""
    match = _WITH_UNIT.fullmatch(text)
    return (match["right"] or match["left"] or "").strip() if match else ""


def names_department(text: str) -> bool:
    """Whether a name has a comma and another name behind it."""
    return bool(_WITH_DEPARTMENT.search(text))


def is_name(text: str) -> bool:
    """Whether this could be an agency in a running head: capitalised words, no sentence."""
    words = re.findall(r"[A-Za-z&.']+", text)
    if not words or text.endswith((".", ";", ":")) or not text[0].isupper():
        return False
    return all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)


def number_in_head(head: str) -> str | None:
    """The first section number that a running head names."""
    match = _HEAD_NUMBER.search(head)
    return match[1] if match else None

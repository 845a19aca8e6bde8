"""How the CFR cites: section numbers, designations, and lists and ranges of them.

This is the only grammar of these things. Every room that looks for one builds its pattern from
the fragments here (`SECTION_NUMBER`, `LABEL`, `LABELS`) and reads what it found with the functions
here. Parsing and printing are each other's inverse.
"""

from cfrdiff.cites.errors import CiteError
from cfrdiff.cites.labels import (
    LABEL,
    LABEL_LIKE,
    LABELS,
    Designation,
    Kind,
    Path,
    kind_at,
    kinds,
    label_for,
    label_of,
    letter_value,
    path_of,
    readings,
    roman_numeral,
    roman_value,
)
from cfrdiff.cites.lists import (
    JOINT,
    SIGN,
    Cite,
    Item,
    Member,
    Range,
    Scope,
    complete,
    enumerated,
    match_list,
    parse_cites,
    print_cites,
)
from cfrdiff.cites.section_numbers import (
    PART_NUMBER,
    SECTION_NUMBER,
    Key,
    canonical,
    is_section_number,
    parse_section_number,
    part_of,
    section_key,
)

__all__ = [
    "JOINT", "LABEL", "LABELS", "LABEL_LIKE", "PART_NUMBER", "SECTION_NUMBER", "SIGN",
    "Cite", "CiteError", "Designation", "Item", "Key", "Kind", "Member", "Path", "Range", "Scope",
    "canonical", "complete", "enumerated", "is_section_number", "kind_at", "kinds", "label_for",
    "label_of", "letter_value", "match_list", "parse_cites", "parse_section_number", "part_of",
    "path_of", "print_cites", "readings", "roman_numeral", "roman_value", "section_key",
]  # fmt: skip

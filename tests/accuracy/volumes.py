"""Where the gold parts stand in the CFR: what running heads say."""

from dataclasses import dataclass

from accuracy.gold import Document


@dataclass(frozen=True)
class Volume:
    """The title, chapter and agency of a part, as running heads print them."""

    title: int
    chapter: str
    agency: str


# https://www.ecfr.gov: the titles' tables of contents
_BY_PART = {
    "447": Volume(27, "II", "Bureau of Alcohol, Tobacco, Firearms, and Explosives, Justice"),
    "262": Volume(40, "I", "Environmental Protection Agency"),
    "1": Volume(11, "I", "Federal Election Commission"),
    "2": Volume(11, "I", "Federal Election Commission"),
}
_ELECTIONS = Volume(11, "I", "Federal Election Commission")
_CONSUMERS = Volume(12, "X", "Bureau of Consumer Financial Protection")

_TITLES = {
    "447": "Importation of Arms, Ammunition and Implements of War",
    "262": "Standards Applicable to Generators of Hazardous Waste",
    "1002": "Equal Credit Opportunity Act (Regulation B)",
    "1010": "Land Registration (Regulation J)",
    "1013": "Consumer Leasing (Regulation M)",
    "1016": "Privacy of Consumer Financial Information (Regulation P)",
    "1081": "Rules of Practice for Adjudication Proceedings",
}


def volume(document: Document) -> Volume:
    """The volume a document is printed in."""
    found = _BY_PART.get(document.part)
    return found or (_CONSUMERS if len(document.part) == 4 else _ELECTIONS)


def part_heading(document: Document) -> str:
    """The heading of a document's part; where its title is not known, a neutral one."""
    title = _TITLES.get(document.part, "Campaigns for Federal Office")
    return f"PART {document.part}—{title.upper()}"

"""What an XML file says of its edition: the title's number, and the date it is of.

The date is the printed "Revised as of", that of a granule's FDSYS, or the one the eCFR exported the
text for. AMDDATE is neither: it is the day somebody last touched the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cfrdiff.language.dates import month_date_at
from cfrdiff.sources.xml_kinds import Element

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_AS_OF = re.compile(r"(?:revised )?as of\s+", re.IGNORECASE)
_TITLE = re.compile(r"(?:Title\s+)?(\d{1,2})", re.IGNORECASE)
# The versioner names a division by its citation and, in an export of a day, by a path with the day.
_CITATION = re.compile(r'"citation"\s*:\s*"(\d{1,2}) CFR\b')
_EXPORTED = re.compile(r'"path"\s*:\s*"/on/(\d{4}-\d\d-\d\d)/title-(\d{1,2})\b')
# The elements that say the title's number; the first that says one is believed.
_TITLES = frozenset((("CFRTITLE", ""), ("IDNO", "title"), ("TITLENUM", "")))
# Where a date may stand, and how surely it is the edition's.
_PRINTED, _EXPORT, _FILED, _PAGE = 4, 3, 2, 1


class Facts:
    """Gathers what elements say; `title` and `as_of` are None where nothing says them."""

    def __init__(self) -> None:
        self.title: int | None = None
        self.as_of: str | None = None
        self._trust = 0

    def read_attributes(self, element: Element, attributes: dict[str, str]) -> None:
        """What the attributes of an element of the eCFR say."""
        given = attributes.get("hierarchy_metadata", "")
        exported, cited = _EXPORTED.search(given), _CITATION.search(given)
        if exported:
            self._date(exported[1], _EXPORT)
        if exported or cited:
            self._name_title(exported[2] if exported else cited[1] if cited else "")
        elif element == ("DIV1", "TITLE"):
            self._name_title(attributes.get("N", ""))

    def read_text(self, stack: Sequence[Element], text: str) -> None:
        """What a line says that stands in these elements, the outermost first."""
        element = stack[-1]
        if element in _TITLES:
            self._name_title(text)
        elif element[0] == "REVISED":
            self._date(spoken_date(text), _PRINTED)
        elif element[0] == "DATE" and _lies_in("FDSYS", stack):
            self._date(text if _ISO_DATE.fullmatch(text) else None, _FILED)
        elif element[0] == "DATE" and _lies_in("TITLEPG", stack):
            self._date(spoken_date(text), _PAGE)

    def _name_title(self, text: str) -> None:
        match = _TITLE.fullmatch(text.strip())
        if match is not None and self.title is None:
            self.title = int(match[1])

    def _date(self, given: str | None, trust: int) -> None:
        if given is not None and trust > self._trust and _is_date(given):
            self.as_of, self._trust = given, trust


def _lies_in(name: str, stack: Sequence[Element]) -> bool:
    return any(element == name for element, _ in stack)


def spoken_date(text: str) -> str | None:
    """The ISO date in "Revised as of July 1, 2011"; None where no whole date stands there."""
    lead = _AS_OF.match(text)
    day = month_date_at(text, lead.end() if lead else 0)
    if day is None or None in (day.year, day.month, day.day):
        return None
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _is_date(given: str) -> bool:
    try:
        date.fromisoformat(given)
    except ValueError:
        return False
    return True

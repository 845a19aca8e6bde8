"""On which page of the Federal Register each element of a file stands, by its page breaks."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

from cfrdiff.language.dates import month_date_at


class Pages:
    """The pages of a document, or of a whole issue.

    GPO marks a page where it begins (`PRTPAGE`): what stands before the first mark of a document
    is on the page before it, unless no text comes before the mark.
    """

    def __init__(self, root: ElementTree.Element) -> None:
        self._of: dict[int, int] = {}
        marks = [one for one in root.iter("PRTPAGE") if (one.get("P") or "").isdecimal()]
        page = self._before(root, marks[0]) if marks else None
        for element in root.iter():
            said = element.get("P") or "" if element.tag == "PRTPAGE" else ""
            if said.isdecimal() and page is not None and page < int(said) <= page + _MOST_AT_ONCE:
                page = int(said)
            if page is not None:
                self._of[id(element)] = page

    @staticmethod
    def _before(root: ElementTree.Element, first: ElementTree.Element) -> int:
        """The page that what comes before the first mark stands on."""
        number = int(first.get("P") or 0)
        for element in root.iter():
            if element is first:
                break
            if (element.text or "").strip() and element.tag not in _OF_THE_ISSUE:
                return number - 1
        return number

    def of(self, element: ElementTree.Element) -> int | None:
        """The page that an element begins on."""
        return self._of.get(id(element))

    def span(self, document: ElementTree.Element) -> tuple[int, int] | None:
        """The first and the last page of a document."""
        held = [page for one in document.iter() if (page := self.of(one)) is not None]
        return (min(held), max(held)) if held else None


# What a whole issue says of itself before its documents.
_OF_THE_ISSUE = frozenset(("VOL", "NO", "DATE", "UNITNAME"))
# A mark that is further ahead is that of another document that is quoted.
_MOST_AT_ONCE = 20


def volume_in(root: ElementTree.Element) -> int | None:
    """The volume that a whole issue says it is of."""
    said = (root.findtext("VOL") or "").strip()
    return int(said) if said.isdecimal() else None


def day_in(root: ElementTree.Element) -> datetime.date | None:
    """The day that a whole issue says it is of: "Friday, September 14, 2001"."""
    said = " ".join((root.findtext("DATE") or "").split())
    found = month_date_at(said, said.find(", ") + 2)
    if found is None or not (found.year and found.month and found.day):
        return None
    return datetime.date(found.year, found.month, found.day)

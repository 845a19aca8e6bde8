"""The annual editions, volume by volume, in govinfo's bulk data.

Documented at https://www.govinfo.gov/bulkdata and https://github.com/usgpo/bulk-data (CFR XML user
guide):

- ``GET /bulkdata/json/CFR/{year}/title-{t}``: the files of a title of a year;
- ``GET /bulkdata/CFR/{year}/title-{t}/CFR-{year}-title{t}-vol{v}.xml``: a volume.

XML there is from 1996 on. A volume without changes is issued with a new cover, on which the older
date stands: a volume is of the date that is printed in it, and not of the year of its address.
"""

from __future__ import annotations

import datetime
import re

import msgspec

from cfrdiff.cites import CiteError, parse_selection
from cfrdiff.cites.selections import Parts
from cfrdiff.library.fetching.answers import beginning_at, decoded, json_at, xml_at
from cfrdiff.library.fetching.asked import Target
from cfrdiff.library.fetching.client import Client, Document, MissingError
from cfrdiff.library.fetching.services import Services
from cfrdiff.library.names import annual_date
from cfrdiff.sources.xml_facts import spoken_date

FIRST_YEAR = 1996
# A year's files are no longer added to after so many years.
_SETTLED = 2
# A volume says on its title page, within so many bytes, which parts it holds.
_TITLE_PAGE = 16_384
_VOLUME = re.compile(r"CFR-\d{4}-title\d+-vol(\d+)\.xml")
_HOLDS = re.compile(r"<PARTS>([^<]*)</PARTS>")
_REVISED = re.compile(r"<REVISED>\s*+([^<]*+)</REVISED>")
_SECTIONS = re.compile(r"(?P<parts>[^(]*)\((?P<sections>[^)]*)\)?")


class _File(msgspec.Struct, frozen=True):
    name: str = ""
    link: str = ""
    folder: bool = False


class _Listing(msgspec.Struct, frozen=True):
    files: tuple[_File, ...] = ()


class Volume(msgspec.Struct, frozen=True):
    """A volume of a year: its file's name, its number and its address."""

    name: str
    number: int
    url: str


class Annual:
    """The annual editions at an address of govinfo's bulk data."""

    def __init__(self, client: Client, services: Services, today: datetime.date) -> None:
        self._client, self._services, self._today = client, services, today

    def volumes(self, title: int, year: int) -> list[Volume]:
        """The volumes of a title of a year, in their order; none where there are none."""
        url = f"{self._services.govinfo}/bulkdata/json/CFR/{year}/title-{title}"
        settled = year + _SETTLED <= self._today.year
        try:
            data = json_at(self._client, url, self._services.pause, lasting=settled)
        except MissingError:
            return []
        found = []
        for file in decoded(data, url, _Listing).files:
            match = _VOLUME.fullmatch(file.name)
            if match is not None and not file.folder:
                link = self._services.own_address(self._services.govinfo, file.link)
                found.append(Volume(file.name, int(match[1]), link))
        return sorted(found, key=lambda volume: volume.number)

    def holding(self, target: Target, year: int) -> list[Volume]:
        """The volumes of a year that hold a part of a title, or all of it."""
        volumes = self.volumes(target.title, year)
        if target.part is None or len(volumes) == 1:
            return volumes
        found: list[Volume] = []
        for volume in volumes:
            page = beginning_at(self._client, volume.url, _TITLE_PAGE, self._services)
            if holds(page.decode(errors="replace"), target):
                found.append(volume)
            elif found:  # the parts stand in order
                break
        return found

    def volume(self, volume: Volume) -> Document:
        """A volume, whole. Raises MissingError."""
        return xml_at(self._client, volume.url, self._services)


def revision_day(title: int, year: int) -> datetime.date:
    """The day as of which a title is revised in a year."""
    return datetime.date.fromisoformat(annual_date(title, f"{year:04}"))


def year_in_force(title: int, day: datetime.date) -> int:
    """The year of the annual edition that was the newest on a day."""
    return day.year if revision_day(title, day.year) <= day else day.year - 1


def holds(title_page: str, target: Target) -> bool:
    """Whether a volume may hold a part, by what its title page says: ``Parts 141 to 199``, ``Part
    200 to End``, ``Part 1 (§§ 1.401 to 1.409)``; one that says nothing holds the whole title.
    """
    match = _HOLDS.search(title_page)
    if match is None or target.part is None:
        return True
    parts = _SECTIONS.fullmatch(match[1])
    printed = parts["parts"] if parts else match[1]
    if not _may_hold(printed, target.part):
        return False
    if target.section is None or parts is None:
        return True
    stem = target.section.partition("(")[0].partition("-")[0]  # 1.409 takes in 1.409-1
    return _may_hold(parts["sections"], target.section) or _may_hold(parts["sections"], stem)


def _may_hold(printed: str, number: str) -> bool:
    """Whether a range may hold a part or a section; what cannot be read may hold anything."""
    try:
        picks = parse_selection(printed).picks
    except CiteError:
        return True
    return any(
        pick.target.holds(number) if isinstance(pick.target, Parts) else pick.touches(number)
        for pick in picks
    )


def printed_date(title_page: str) -> str | None:
    """The ISO date as of which a volume says it is revised; None where it does not."""
    match = _REVISED.search(title_page)
    return spoken_date(match[1]) if match else None


def has_part(volume: bytes, part: str) -> bool:
    """Whether a part's heading stands in a volume."""
    heading = rb">\s*PART\s+" + re.escape(part).encode() + rb"(?![\w.-])"
    return re.search(heading, volume, re.IGNORECASE) is not None

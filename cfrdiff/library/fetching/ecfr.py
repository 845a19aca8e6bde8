"""The eCFR's versioner service: the text of any day since January 2017.

Documented at https://www.ecfr.gov/developers/documentation/api/v1:

- ``GET /api/versioner/v1/titles.json``: the titles, and the day up to which each is current;
- ``GET /api/versioner/v1/versions/title-{n}.json?part=``: the days on which its sections were
  issued anew;
- ``GET /api/versioner/v1/full/{date}/title-{n}.xml?part=``: the text. A date that is none of the
  title's, or that lies after `up_to_date_as_of`, answers 404.

An edition of a day does not change once it is issued. What this service gives is not the official
edition; govinfo's annual ones are.
"""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

import msgspec

from cfrdiff.errors import ServiceError
from cfrdiff.library.fetching.answers import decoded, json_at, xml_at
from cfrdiff.library.fetching.asked import Target
from cfrdiff.library.fetching.client import Client, Document
from cfrdiff.library.fetching.issues import Issues, Version, issues_of
from cfrdiff.library.fetching.services import Services


class Title(msgspec.Struct, frozen=True):
    """A title, and the days that are known of it; None for a reserved one."""

    number: int
    name: str = ""
    latest_issue_date: datetime.date | None = None
    up_to_date_as_of: datetime.date | None = None
    reserved: bool = False


class _Titles(msgspec.Struct, frozen=True):
    titles: tuple[Title, ...]


class _Versions(msgspec.Struct, frozen=True):
    content_versions: tuple[Version, ...] = ()


class Ecfr:
    """The versioner service at an address."""

    def __init__(self, client: Client, services: Services) -> None:
        self._client, self._base, self._services = client, services.ecfr, services

    def issues(self, target: Target, until: datetime.date) -> Issues:
        """When the text of a part, a section of it or a title was issued, as far as is known; what
        is kept is enough where it reaches to the day `until`.
        """
        kept = self._kept_issues(target)
        if kept is not None and kept.current >= until:
            return kept
        title = self.title(target.title)
        versions = self._versions(target)
        current = title.up_to_date_as_of or title.latest_issue_date or datetime.date.min
        found = issues_of(versions, target.section, current)
        self._client.remember(self._issues_key(target), msgspec.json.encode(found))
        return found

    def title(self, number: int) -> Title:
        """What is known of a title. Raises ServiceError where there is no text of it."""
        url = f"{self._base}/api/versioner/v1/titles.json"
        titles = decoded(json_at(self._client, url, self._services.pause), url, _Titles).titles
        found = next((one for one in titles if one.number == number), None)
        if found is None or found.reserved:
            raise ServiceError(url, f"title {number} is reserved", "it holds no regulations")
        return found

    def full(self, target: Target, day: datetime.date) -> Document:
        """The text of a part, or of a title, as issued on a day. Raises MissingError."""
        return xml_at(self._client, self._address(f"full/{day}", target, "xml"), self._services)

    def _versions(self, target: Target) -> tuple[Version, ...]:
        url = self._address("versions", target, "json")
        data = json_at(self._client, url, self._services.pause)
        return decoded(data, url, _Versions).content_versions

    def _kept_issues(self, target: Target) -> Issues | None:
        data = self._client.remembered(self._issues_key(target))
        try:
            return None if data is None else msgspec.json.decode(data, type=Issues)
        except msgspec.MsgspecError:
            return None

    def _issues_key(self, target: Target) -> str:
        return f"{self._address('versions', target, 'json')}#issues-{target.section or ''}"

    def _address(self, what: str, target: Target, kind: str) -> str:
        url = f"{self._base}/api/versioner/v1/{what}/title-{target.title}.{kind}"
        return url if target.part is None else f"{url}?{urlencode({'part': target.part})}"

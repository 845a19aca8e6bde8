"""Rules of the Federal Register that amend a part, with their XML.

Documented at https://www.federalregister.gov/developers/documentation/api/v1:

- ``GET /api/v1/documents.json?conditions[cfr][title]=&conditions[cfr][part]=&conditions[type][]=``
  `&conditions[publication_date][gte]=&fields[]=&order=oldest&per_page=1000&page=`: the documents,
  page by page; where there are none, the answer has no `results`;
- the XML of a document is at its `full_text_xml_url`; there is XML from 2000 on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlencode

import msgspec

from cfrdiff.library.fetching.answers import decoded, json_at, xml_at
from cfrdiff.library.fetching.asked import Target
from cfrdiff.library.fetching.client import Client, MissingError
from cfrdiff.library.fetching.model import FetchedRule, Rule
from cfrdiff.library.fetching.services import Services

FINAL, PROPOSED = "RULE", "PRORULE"
_PAGE = 1000  # the most that the service gives at once
_FIELDS = (
    "document_number title type citation publication_date effective_on dates action correction_of"
    " cfr_references full_text_xml_url html_url"
).split()


class _Reference(msgspec.Struct, frozen=True):
    title: int | str | None = None
    part: int | str | None = None


class _Document(msgspec.Struct, frozen=True):
    document_number: str
    publication_date: str
    title: str | None = None
    type: str | None = None
    citation: str | None = None
    effective_on: str | None = None
    dates: str | None = None
    action: str | None = None
    correction_of: str | None = None
    cfr_references: tuple[_Reference, ...] | None = ()
    full_text_xml_url: str | None = None
    html_url: str | None = None


class _Found(msgspec.Struct, frozen=True):
    count: int = 0
    total_pages: int = 0
    results: tuple[_Document, ...] = ()


class Register:
    """The Federal Register's API at an address."""

    def __init__(self, client: Client, services: Services) -> None:
        self._client, self._services = client, services

    def rules(
        self,
        target: Target,
        since: datetime.date,
        until: datetime.date | None = None,
        *,
        proposed: bool = False,
    ) -> list[Rule]:
        """The rules on a part, or a title, published from one day to another, the oldest first;
        proposed ones too where they are asked for.
        """
        found: dict[str, Rule] = {}
        page, pages = 1, 1
        while page <= pages:
            url = self._address(target, since, until, proposed, page)
            answer = decoded(json_at(self._client, url, self._services.pause), url, _Found)
            pages = answer.total_pages
            for one in answer.results:
                rule = _rule(one)
                found.setdefault(rule.key, rule)
            page += 1
        return sorted(found.values(), key=lambda rule: (rule.published, rule.number))

    def texts(self, rules: list[Rule]) -> Iterator[FetchedRule]:
        """Each rule with its XML, where there is any."""
        for rule in rules:
            yield self._text(rule)

    def _text(self, rule: Rule) -> FetchedRule:
        if rule.xml is None:
            return FetchedRule(rule, None, is_new=False)
        url = self._services.own_address(self._services.federal_register, rule.xml)
        try:
            document = xml_at(self._client, url, self._services)
        except MissingError:
            return FetchedRule(rule, None, is_new=False)
        return FetchedRule(rule, document.data, document.is_new)

    def _address(
        self,
        target: Target,
        since: datetime.date,
        until: datetime.date | None,
        proposed: bool,
        page: int,
    ) -> str:
        asked: list[tuple[str, str]] = [("conditions[cfr][title]", str(target.title))]
        if target.part is not None:
            asked.append(("conditions[cfr][part]", target.part))
        kinds = (FINAL, PROPOSED) if proposed else (FINAL,)
        asked += [("conditions[type][]", kind) for kind in kinds]
        asked.append(("conditions[publication_date][gte]", since.isoformat()))
        if until is not None:
            asked.append(("conditions[publication_date][lte]", until.isoformat()))
        asked += [("fields[]", field) for field in _FIELDS]
        asked += [("order", "oldest"), ("per_page", str(_PAGE))]
        if page > 1:
            asked.append(("page", str(page)))
        return f"{self._services.federal_register}/api/v1/documents.json?{urlencode(asked)}"


def _rule(one: _Document) -> Rule:
    references = tuple(
        f"{reference.title} CFR {reference.part}"
        for reference in one.cfr_references or ()
        if reference.title is not None and reference.part is not None
    )
    return Rule(
        number=one.document_number,
        title=one.title or "",
        type=one.type or "",
        published=one.publication_date,
        effective=one.effective_on,
        citation=one.citation,
        action=one.action,
        dates=one.dates,
        corrects=one.correction_of,
        references=references,
        page=one.html_url,
        xml=one.full_text_xml_url,
    )

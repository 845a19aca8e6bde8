"""The public services that editions and rules come from: where they are, and how they ask to be
used.

| service | documented at |
|---|---|
| eCFR, versioner | https://www.ecfr.gov/developers/documentation/api/v1 |
| govinfo, bulk data | https://www.govinfo.gov/bulkdata, https://github.com/usgpo/bulk-data |
| Federal Register | https://www.federalregister.gov/developers/documentation/api/v1 |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

from cfrdiff.errors import ServiceError

ECFR = "https://www.ecfr.gov"
GOVINFO = "https://www.govinfo.gov"
FEDERAL_REGISTER = "https://www.federalregister.gov"

# The variables of the environment that set another address.
ECFR_VARIABLE = "CFRDIFF_ECFR"
GOVINFO_VARIABLE = "CFRDIFF_GOVINFO"
FEDERAL_REGISTER_VARIABLE = "CFRDIFF_FEDERAL_REGISTER"

# Seconds between two requests to one host. The Federal Register allows five requests for data and
# one for XML a second (usnationalarchives/federalregister-api-core, issue 13); the others state no
# limit, and are asked no more often than that.
PAUSE = 0.2
PAUSE_FOR_XML = 1.0


class Services(msgspec.Struct, frozen=True):
    """Where the services are, and the least time in seconds between two requests to one of them:
    for data (JSON) and for documents (XML).
    """

    ecfr: str = ECFR
    govinfo: str = GOVINFO
    federal_register: str = FEDERAL_REGISTER
    pause: float = PAUSE
    pause_for_xml: float = PAUSE_FOR_XML

    def own_address(self, base: str, link: str) -> str:
        """A link that an answer of the service at `base` gives, at the address of that service:
        services write their public addresses into what they answer, also where a mirror has it.

        Raises ServiceError for a link to any other place.
        """
        for known in (base, *_PUBLIC):
            if _host(link) == _host(known):
                return base.rstrip("/") + link[len(_root(link)) :]
        raise ServiceError(base, f"it names a document at {_host(link) or link!r}", _ELSEWHERE)


_PUBLIC = (ECFR, GOVINFO, FEDERAL_REGISTER)
_ELSEWHERE = "nothing is fetched from other places; check the address of the service"


def services(
    ecfr: str | None = None,
    govinfo: str | None = None,
    federal_register: str | None = None,
    pause: float | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Services:
    """The services at the addresses given, or those that the environment names, or their own.

    Raises ServiceError for what is no address.
    """
    return Services(
        _address(ecfr, ECFR_VARIABLE, ECFR, environment),
        _address(govinfo, GOVINFO_VARIABLE, GOVINFO, environment),
        _address(federal_register, FEDERAL_REGISTER_VARIABLE, FEDERAL_REGISTER, environment),
        PAUSE if pause is None else pause,
        PAUSE_FOR_XML if pause is None else pause,
    )


def _address(given: str | None, variable: str, own: str, environment: Mapping[str, str]) -> str:
    address = given or environment.get(variable) or own
    if urlsplit(address).scheme not in ("http", "https") or not _host(address):
        raise ServiceError(repr(address), "not an address", "give one such as https://www.ecfr.gov")
    return address.rstrip("/")


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"

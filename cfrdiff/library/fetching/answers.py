"""The answers of services: JSON as typed data, XML as bytes."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from cfrdiff.errors import ServiceError
from cfrdiff.library.fetching.client import Client, Document, Wanted
from cfrdiff.library.fetching.services import Services
from cfrdiff.library.fetching.whole import json_is_whole, xml_is_whole

T = TypeVar("T")


def json_at(client: Client, url: str, pause: float, *, lasting: bool = False) -> bytes:
    """The JSON at an address; a `lasting` answer is asked for once."""
    return client.get(Wanted(url, "application/json", json_is_whole, lasting, pause)).data


def xml_at(client: Client, url: str, services: Services) -> Document:
    """The XML at an address, which never changes."""
    return client.get(Wanted(url, "application/xml", xml_is_whole, True, services.pause_for_xml))


def beginning_at(client: Client, url: str, length: int, services: Services) -> bytes:
    """The first bytes of the XML at an address; more of them where the server gives no part."""
    wanted = Wanted(url, "application/xml", xml_is_whole, True, services.pause, length)
    return client.get(wanted).data


def decoded(data: bytes, url: str, kind: type[T]) -> T:
    """JSON as data. Raises ServiceError for an answer of another shape."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        problem = f"an answer of another shape than is documented ({error})"
        raise ServiceError(url, problem, "see whether a newer cfrdiff knows it") from None

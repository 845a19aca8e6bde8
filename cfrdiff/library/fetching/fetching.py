"""Fetching, in one call: what is asked for → the documents that hold it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator

from cfrdiff.errors import CfrdiffError
from cfrdiff.library.fetching.annual import Annual
from cfrdiff.library.fetching.cache import Cache, cache_folder
from cfrdiff.library.fetching.client import Client
from cfrdiff.library.fetching.ecfr import Ecfr
from cfrdiff.library.fetching.editions import Editions
from cfrdiff.library.fetching.register import Register
from cfrdiff.library.fetching.services import Services

_EXTRA = "fetching needs httpx; pip install 'cfrdiff[fetch]'"


class Fetcher:
    """The services' clients, which share a cache and their connections."""

    def __init__(self, client: Client, services: Services, today: datetime.date) -> None:
        self.editions = Editions(Ecfr(client, services), Annual(client, services, today), today)
        self.register = Register(client, services)


@contextlib.contextmanager
def fetcher(
    services: Services, cache: Cache | None = None, today: datetime.date | None = None
) -> Iterator[Fetcher]:
    """A fetcher, and its connections while it is in use. Raises CfrdiffError where the extra
    `fetch` is not installed.
    """
    try:
        import httpx  # noqa: F401, only to see whether it is there
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    with Client(cache or Cache(cache_folder())) as client:
        yield Fetcher(client, services, today or datetime.date.today())

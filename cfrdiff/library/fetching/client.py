"""One polite client for all services: one connection a host, at a pace, retried with patience,
asked for nothing that is kept.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from cfrdiff.cores import report_progress
from cfrdiff.errors import ServiceError
from cfrdiff.library.fetching.cache import Cache, Kept
from cfrdiff.library.fetching.receiving import CutError, Receiving
from cfrdiff.library.fetching.waiting import AGAIN, ATTEMPTS, LONGEST, wait_before
from cfrdiff.version import __version__

if TYPE_CHECKING:
    import ssl

    import httpx

# Seconds to reach a host, and to wait for the next bytes: a title takes the eCFR a while to write.
_CONNECT, _READ = 15.0, 120.0
_MOST_MOVES = 3  # a document may be said to be elsewhere on the same host so often

_OK, _PARTIAL, _UNCHANGED, _NOT_THERE, _NOT_SATISFIABLE = 200, 206, 304, 404, 416
_MOVED = frozenset((301, 302, 303, 307, 308))


class MissingError(ServiceError):
    """The service has no such document (404)."""


class Document(msgspec.Struct, frozen=True):
    """What is at an address; `is_new` where it came over the network just now."""

    url: str
    data: bytes
    fetched: str
    is_new: bool


class Wanted(msgspec.Struct, frozen=True):
    """An address, what it must hold, and whether that never changes: a lasting document is asked
    for once, another is asked for each time, with what makes the server answer "unchanged".
    """

    url: str
    accept: str
    is_whole: Callable[[bytes], bool]
    is_lasting: bool
    pause: float
    first_bytes: int | None = None  # only so many, where the server can give a part


class Client:
    """Fetches documents. `sleep` and `clock` are for tests."""

    def __init__(
        self,
        cache: Cache,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.cache = cache
        self._sleep, self._clock = sleep, clock
        self._hosts: dict[str, httpx.Client] = {}
        self._asked: dict[str, float] = {}
        self._answered: set[str] = set()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for host in self._hosts.values():
            host.close()

    def get(self, wanted: Wanted) -> Document:
        """The document at an address.

        Raises MissingError where there is none, and ServiceError where the service cannot be
        reached, refuses, or gives half a document time and again.
        """
        kept = self._kept(wanted)
        if kept is not None and wanted.is_lasting:
            return kept
        with self.cache.alone_with(_host(wanted.url)):
            kept = self._kept(wanted)  # another run may have fetched it meanwhile
            if kept is not None and wanted.is_lasting:
                return kept
            return self._ask(wanted, kept)

    def remember(self, key: str, data: bytes) -> None:
        """Keep what follows from answers, so that they need not be asked for again."""
        self.cache.keep(Kept(key, hashlib.sha256(data).hexdigest(), len(data), _now()), data)

    def remembered(self, key: str) -> bytes | None:
        """What was kept by `remember`, or None."""
        found = self.cache.find(key)
        return self.cache.read(found) if found else None

    def _kept(self, wanted: Wanted) -> Document | None:
        for key in dict.fromkeys((wanted.url, _key(wanted))):  # the whole holds its beginning
            found = self.cache.find(key)
            data = self.cache.read(found) if found else None
            if found is not None and data is not None:
                return Document(wanted.url, data, found.fetched, is_new=False)
        return None

    def _ask(self, wanted: Wanted, kept: Document | None) -> Document:
        problem = ""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(wanted, kept)
            except _AgainError as error:
                problem = error.problem
                self._wait(wanted.url, attempt, error)
        raise ServiceError(
            wanted.url,
            f"{problem}, {ATTEMPTS} times in a row",
            "run this again later: what has arrived is kept",
        )

    def _wait(self, url: str, attempt: int, error: _AgainError) -> None:
        if attempt == ATTEMPTS:
            return
        wait = wait_before(attempt + 1, error.retry_after, datetime.datetime.now(datetime.UTC))
        if wait > LONGEST:
            raise ServiceError(
                url,
                f"{error.problem}, and asks to be left alone for {wait:.0f} seconds",
                "run this again then: what has arrived is kept",
            )
        self._sleep(wait)

    def _attempt(self, wanted: Wanted, kept: Document | None) -> Document:
        import httpx  # imported where the network is used: nothing else needs it

        host = _host(wanted.url)
        try:
            return self._once(wanted, kept)
        except httpx.TimeoutException:
            raise _AgainError(f"{host} does not answer") from None
        except httpx.ConnectError as error:
            if host in self._answered:  # it was there a moment ago
                raise _AgainError(f"{host} cannot be reached") from None
            raise _unreachable(wanted.url, error) from None
        except (httpx.TransportError, CutError):
            raise _AgainError("the connection was cut") from None

    def _once(self, wanted: Wanted, kept: Document | None) -> Document:
        url = wanted.url
        receiving = Receiving(self.cache.partial(_key(wanted)), wanted.first_bytes)
        for _ in range(_MOST_MOVES):
            self._pace(url, wanted.pause)
            headers = {"Accept": wanted.accept, **receiving.headers(self._conditions(wanted, kept))}
            with self._client(url).stream("GET", url, headers=headers) as response:
                self._answered.add(_host(url))
                if response.status_code in _MOVED:
                    url = _moved(url, response.headers.get("Location"))
                    continue
                return self._taken(wanted, kept, receiving, response)
        raise ServiceError(wanted.url, "it is said to be elsewhere time and again", _LATER)

    def _conditions(self, wanted: Wanted, kept: Document | None) -> dict[str, str]:
        found = self.cache.find(_key(wanted)) if kept else None
        if found is None:
            return {}
        given = {"If-None-Match": found.etag, "If-Modified-Since": found.last_modified}
        return {name: value for name, value in given.items() if value}

    def _taken(
        self, wanted: Wanted, kept: Document | None, receiving: Receiving, response: httpx.Response
    ) -> Document:
        """What an answer gives. Raises ServiceError for a refusal."""
        status = response.status_code
        if status == _UNCHANGED and kept is not None:
            return kept
        if status == _NOT_SATISFIABLE:
            receiving.drop()
            raise _AgainError("what had arrived of it is of another version")
        if status in AGAIN:
            raise _AgainError(_busy(status), response.headers.get("Retry-After"))
        if status == _NOT_THERE:
            raise MissingError(wanted.url, "there is no such document (404)", _CHECK)
        if status not in (_OK, _PARTIAL):
            raise ServiceError(wanted.url, f"it answers {status} {response.reason_phrase}", _LATER)
        name = wanted.url.rsplit("/", 1)[-1]
        data = receiving.take(response, lambda done, whole: report_progress(name, done, whole))
        if not receiving.is_part and not wanted.is_whole(data):
            receiving.drop()
            raise _AgainError("it arrived by halves, or is not what it should be")
        return self._keep(_key(wanted) if receiving.is_part else wanted.url, data, response, wanted)

    def _keep(self, key: str, data: bytes, response: httpx.Response, wanted: Wanted) -> Document:
        now = _now()
        kept = Kept(
            key,
            hashlib.sha256(data).hexdigest(),
            len(data),
            now,
            response.headers.get("ETag"),
            response.headers.get("Last-Modified"),
        )
        self.cache.keep(kept, data)
        self.cache.partial(_key(wanted)).unlink(missing_ok=True)
        return Document(wanted.url, data, now, is_new=True)

    def _pace(self, url: str, pause: float) -> None:
        host = _host(url)
        since = self._clock() - self._asked.get(host, float("-inf"))
        if since < pause:
            self._sleep(pause - since)
        self._asked[host] = self._clock()

    def _client(self, url: str) -> httpx.Client:
        host = _host(url)
        if host not in self._hosts:
            self._hosts[host] = _new_client()
        return self._hosts[host]


class _AgainError(Exception):
    """An answer after which asking again helps."""

    def __init__(self, problem: str, retry_after: str | None = None) -> None:
        super().__init__(problem)
        self.problem, self.retry_after = problem, retry_after


_LATER = "try later, or look at the address in a browser"
_CHECK = "check the citation and the date"


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that are trusted, read once: that takes longer than most requests."""
    import httpx

    return httpx.create_ssl_context()


def _new_client() -> httpx.Client:
    import httpx

    return httpx.Client(
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        timeout=httpx.Timeout(_READ, connect=_CONNECT),
        verify=_trusted(),
        headers={"User-Agent": f"cfrdiff/{__version__}"},
    )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _key(wanted: Wanted) -> str:
    """What a document is kept by: its address, and how much of it was asked for."""
    if wanted.first_bytes is None:
        return wanted.url
    return f"{wanted.url}#first-{wanted.first_bytes}"


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _busy(status: int) -> str:
    return "too many requests (429)" if status == 429 else f"the service is busy ({status})"


def _moved(url: str, location: str | None) -> str:
    """Where on the same host a document is said to be. The eCFR sends a program that asks too much
    to a page where a person must answer, on another host.
    """
    from urllib.parse import urljoin

    target = urljoin(url, location or "")
    if _host(target) != _host(url) or not location:
        raise ServiceError(url, f"it sends to {_host(target) or 'nowhere'}", _LATER)
    return target


def _unreachable(url: str, error: Exception) -> ServiceError:
    return ServiceError(
        f"{urlsplit(url).scheme}://{_host(url)}",
        f"it cannot be reached ({error})",
        "there may be no network; what is in the library is read without it",
    )

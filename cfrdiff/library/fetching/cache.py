"""What was fetched, kept on disk: a dated document is asked for once and never again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs
from filelock import FileLock, Timeout

from cfrdiff.errors import CfrdiffError
from cfrdiff.sources.files import write_whole

VARIABLE = "CFRDIFF_CACHE"
RULES_VARIABLE = "CFRDIFF_RULES"
_PATIENCE = 900  # seconds that a run waits for another that asks the same host


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a document that is kept. `fetched` is the moment, in UTC, as ISO has it;
    `etag` and `last_modified` are what the server gave to ask by whether it has changed.
    """

    url: str
    sha256: str
    size: int
    fetched: str
    etag: str | None = None
    last_modified: str | None = None


def cache_folder() -> Path:
    """Where what was fetched is kept: CFRDIFF_CACHE, or the platform's place for caches."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path("cfrdiff") / "fetched"


def rules_folder() -> Path:
    """Where rules are kept: CFRDIFF_RULES, or the platform's place for data."""
    chosen = os.environ.get(RULES_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("cfrdiff") / "rules"


class Cache:
    """Documents by their address. Each is there whole or not at all; what a damaged disk made of
    one is not given out.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, url: str) -> Kept | None:
        """What is kept of an address, or None."""
        try:
            kept = msgspec.json.decode(self._facts(url).read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError):
            return None
        return kept if kept.url == url and self.path(url).exists() else None

    def read(self, kept: Kept) -> bytes | None:
        """The bytes of a document, or None where they are no longer what was fetched."""
        try:
            data = self.path(kept.url).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == kept.sha256 else None

    def keep(self, kept: Kept, data: bytes) -> None:
        """Keep a document. Raises SourceError where it cannot be written."""
        write_whole(str(self.path(kept.url)), data)
        write_whole(str(self._facts(kept.url)), msgspec.json.encode(kept))

    def path(self, url: str) -> Path:
        """Where a document is kept."""
        return self._place(url).with_suffix(".body")

    def partial(self, url: str) -> Path:
        """Where a document grows that was cut off, to be taken up again."""
        return self._place(url).with_suffix(".part")

    @contextlib.contextmanager
    def alone_with(self, host: str) -> Iterator[None]:
        """Keep other runs from asking a host meanwhile: a host gets one connection at a time.

        Raises CfrdiffError where another run does not end or the folder cannot be written.
        """
        name = hashlib.sha256(host.encode()).hexdigest()[:16]
        lock = FileLock(self.folder / f".{name}.lock")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise CfrdiffError(
                f"{self.folder}: another run has been fetching from {host} for {_PATIENCE} seconds;"
                " end that run, then fetch again"
            ) from None
        except OSError as error:
            raise CfrdiffError(
                f"{self.folder}: cannot be written ({error.strerror}); set {VARIABLE} to a folder"
            ) from None
        try:
            yield
        finally:
            lock.release()

    def _facts(self, url: str) -> Path:
        return self._place(url).with_suffix(".json")

    def _place(self, url: str) -> Path:
        name = hashlib.sha256(url.encode()).hexdigest()
        folder = self.folder / name[:2]
        with contextlib.suppress(OSError):  # writing says what is wrong
            folder.mkdir(parents=True, exist_ok=True)
        return folder / name

"""Where a library's files lie: a folder, or any address that fsspec knows.

Every file is written whole or not at all, and none is written that is there already as it is to
be. Names are relative, with slashes.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from cfrdiff.errors import LibraryError, SourceError
from cfrdiff.sources.files import write_whole

_ADDRESS = "://"
_TEMPORARY = ".cfrdiff-"  # as `write_whole` begins the name of a file that is not whole yet
_STALE = 3600  # seconds after which such a file was left by a run that was killed
_LOCK = ".lock"
_PATIENCE = 60  # seconds that a run waits for others to have written the catalogue


class Store(Protocol):
    """What the rest of the room asks of a place."""

    address: str

    def read(self, name: str) -> bytes | None:
        """A file's bytes, None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole, unless it is there with the same bytes. Raises LibraryError."""

    def names(self, folder: str) -> list[str]:
        """The names of all files in and below a folder, sorted."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""

    def alone(self) -> contextlib.AbstractContextManager[object]:
        """Keep other runs from doing the same meanwhile, where the place has locks."""

    def path(self, name: str) -> str:
        """The address of one file, as a reader of Parquet takes it."""

    def is_stale(self, name: str) -> bool:
        """Whether a file is so old that no run that goes on can be about to count it in."""


def store_at(address: str) -> Store:
    """The store at a folder or an address such as ``s3://bucket/cfr``. Nothing is made yet."""
    if _ADDRESS in address and not address.startswith("file://"):
        return _Remote(address)
    return _Local(address.removeprefix("file://"))


class _Local:
    """A folder of this machine, or one that it mounts."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._root = Path(address)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _refused(self.path(name), "read", error) from None

    def write(self, name: str, data: bytes) -> None:
        target = self._root / name
        try:
            if _holds(target, data):
                return
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _refused(str(target), "written", error) from None
        try:
            write_whole(str(target), data)
        except SourceError as error:
            raise LibraryError(str(error)) from None

    def names(self, folder: str) -> list[str]:
        return sorted(
            (Path(place) / name).relative_to(self._root).as_posix()
            for place, _, files in os.walk(self._root / folder)
            for name in files
            if not name.startswith(".")
        )

    def remove(self, name: str) -> None:
        try:
            (self._root / name).unlink(missing_ok=True)
        except OSError as error:
            raise _refused(self.path(name), "removed", error) from None

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self._root / _LOCK)
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise LibraryError(
                f"{self.address}: another run has been writing its catalogue for {_PATIENCE}"
                " seconds; end that run, then run this again"
            ) from None
        except OSError as error:
            raise _refused(self.address, "written", error) from None
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def path(self, name: str) -> str:
        return str(self._root / name)

    def is_stale(self, name: str) -> bool:
        try:
            return (self._root / name).stat().st_mtime < time.time() - _STALE
        except OSError:
            return False

    def _sweep(self) -> None:
        """Take away what killed runs have left half written."""
        before = time.time() - _STALE
        for file in self._root.glob(f"**/{_TEMPORARY}*"):
            with contextlib.suppress(OSError):
                if file.stat().st_mtime < before:
                    file.unlink()


class _Remote:
    """An address of fsspec's. What is put there appears whole; there are no locks, and none is
    needed: the catalogue alone is written by several runs, and it is made anew where it lacks
    something.
    """

    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise LibraryError(
                f"{address}: addresses need fsspec; pip install 'cfrdiff[library]'"
            ) from None
        self.address = address
        try:
            self._files, self._root = url_to_fs(address.rstrip("/"))
        except (ImportError, ValueError) as error:
            raise LibraryError(
                f"{address}: {error}; install what it names, or give a folder"
            ) from None

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self._files.cat_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _refused(self.path(name), "read", error) from None
        return data

    def write(self, name: str, data: bytes) -> None:
        if self.read(name) == data:
            return
        try:
            target = f"{self._root}/{name}"
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(target, data)
        except OSError as error:
            raise _refused(self.path(name), "written", error) from None

    def names(self, folder: str) -> list[str]:
        try:
            self._files.invalidate_cache()
            found = self._files.find(f"{self._root}/{folder}")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _refused(self.path(folder), "read", error) from None
        return sorted(one.partition(f"{self._root}/")[2] for one in found)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        yield

    def path(self, name: str) -> str:
        return f"{self.address.rstrip('/')}/{name}"

    def is_stale(self, name: str) -> bool:
        try:
            made = self._files.modified(f"{self._root}/{name}")
        except (OSError, NotImplementedError):
            return False
        return bool(made.timestamp() < time.time() - _STALE)


def _holds(target: Path, data: bytes) -> bool:
    is_as_long = target.is_file() and target.stat().st_size == len(data)
    return is_as_long and target.read_bytes() == data


def _refused(where: str, what: str, error: OSError) -> LibraryError:
    return LibraryError(
        f"{where}: cannot be {what} ({error.strerror or error}); check the place and the space"
        " left, then run this again: what was done is kept"
    )

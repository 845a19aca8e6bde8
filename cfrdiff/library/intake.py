"""What is given to be added: files, folders and archives, as one source after another."""

from __future__ import annotations

import datetime
import gzip
import io
import lzma
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.library.model import Origin
from cfrdiff.limits import limits
from cfrdiff.opening import Readable, is_file
from cfrdiff.sources import corpus
from cfrdiff.sources.files import read_bytes

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# A zip with these in it is a document of Word's, and no archive.
_WORD = "[Content_Types].xml"
_GZIPPED = ".gz"
# What reading a member of an archive raises: damaged, cut off, encrypted, packed in another way.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, IndexError, RuntimeError,
    NotImplementedError,
)  # fmt: skip


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A source that is to be added: its bytes, or the path they lie at and the place of the member
    in the archive there. `name` is what the edition is shown as; `title` and `as_of` are what is
    known of it besides what it says itself, `format` what it is where its content does not tell.
    """

    name: str
    origin: Origin
    data: bytes | None = None
    path: str | None = None
    member: int | None = None
    size: int = 0
    title: int | None = None
    as_of: str | None = None
    format: str | None = None

    def load(self) -> bytes:
        """The bytes, unpacked where they are packed. Raises SourceError."""
        if self.data is not None:
            return _unpacked(self.data, self.name)
        if self.member is None:
            return _unpacked(read_bytes(self.path or ""), self.name)
        try:
            with (
                zipfile.ZipFile(self.path or "") as archive,
                archive.open(archive.infolist()[self.member]) as stream,
            ):
                return _unpacked(_limited(stream, self.name), self.name)
        except _DAMAGED as error:
            raise SourceError(
                self.name, f"damaged in its archive ({error})", "get it again"
            ) from None
        except OSError as error:
            raise SourceError(self.name, error.strerror or str(error), "check the file") from None


def incoming(paths: Iterable[Readable], but: str = "") -> list[Incoming]:
    """The sources at paths, and of ids in the corpus: each file; in a folder all files below it
    but hidden ones, and `but` a folder such as the library itself; in an archive all members.

    Raises SourceError for what is not there, and for what is no file.
    """
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    found: dict[str, Incoming] = {}
    for path in paths:
        for one in _at(os.fspath(path), now, os.path.realpath(but) if but else ""):
            found.setdefault(one.origin.place, one)
    return list(found.values())


def _at(path: str, now: str, but: str) -> Iterator[Incoming]:
    held = None if is_file(path) else corpus.find(path)
    if held is not None:
        yield _file(held.path, now)
    elif Path(path).is_dir():
        for place, folders, names in os.walk(path):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            if os.path.realpath(place) == but:
                folders.clear()
                continue
            for name in sorted(names):
                file = Path(place) / name
                if not name.startswith(".") and file.is_file():  # not a pipe, which never ends
                    yield from _one(file, now)
    elif Path(path).is_file():
        yield from _one(Path(path), now)
    elif is_file(path):
        raise SourceError(path, "this is a pipe or a device", "give a file; nothing was added")
    else:
        raise SourceError(path, "no such file or folder", "check the name; nothing was added")


def _one(file: Path, now: str) -> Iterator[Incoming]:
    members = _members(file)
    if members is None:
        yield _file(file, now)
        return
    place = os.path.abspath(file)
    seen: Counter[str] = Counter()
    for number, member in members:
        seen[member.filename] += 1  # an archive may hold two of one name
        again = f"#{seen[member.filename]}" if seen[member.filename] > 1 else ""
        yield Incoming(
            name=_bare(member.filename.rpartition("/")[2]),
            origin=Origin(_readable(f"{place}!{member.filename}{again}"), now),
            path=str(file),
            member=number,
            size=member.file_size,
        )


def _file(file: Path, now: str) -> Incoming:
    size = file.stat().st_size if file.is_file() else 0
    origin = Origin(_readable(os.path.abspath(file)), now)
    return Incoming(name=_readable(_bare(file.name)), origin=origin, path=str(file), size=size)


def _members(file: Path) -> list[tuple[int, zipfile.ZipInfo]] | None:
    """The files in an archive with their places in it, None of what is none."""
    try:
        with file.open("rb") as stream:
            if stream.read(len(_ZIP)) != _ZIP:
                return None
        with zipfile.ZipFile(file) as archive:
            held = archive.infolist()
    except (OSError, zipfile.BadZipFile):  # found, and told, when it is read
        return None
    if any(one.filename == _WORD for one in held):
        return None
    return [
        (number, one)
        for number, one in enumerate(held)
        if not one.is_dir() and not one.filename.rpartition("/")[2].startswith(".")
    ]


def _bare(name: str) -> str:
    return name.removesuffix(_GZIPPED)


def _readable(name: str) -> str:
    """A name need not be Unicode on disk; JSON must be."""
    return name.encode(errors="backslashreplace").decode()


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _limited(stream, name)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(name, f"damaged ({error})", "get it again") from None


def _limited(stream: IO[bytes] | gzip.GzipFile, name: str) -> bytes:
    """What a packed file unpacks to, no more than a file may have."""
    most = limits().file_bytes
    data = stream.read(most + 1)
    if len(data) > most:
        problem = f"larger than {most:,} bytes when it is unpacked"
        raise LimitError(name, "file_bytes", problem, "cut it into parts")
    return data

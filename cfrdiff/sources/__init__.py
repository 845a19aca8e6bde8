"""A file → lines with their place. One module a format, each with `sniff()` and `read()`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

from cfrdiff.errors import SourceError
from cfrdiff.sources import markdown, pdf, plain
from cfrdiff.sources.lines import Cut, Line, SourceText

__all__ = ["FORMATS", "Cut", "Line", "SourceText", "load", "read_bytes", "sniff"]

MAX_BYTES = 512 * 1024 * 1024


class Format(Protocol):
    """What a source module offers."""

    NAME: str

    def sniff(self, data: bytes) -> float:
        """Confidence from 0 to 1 that the bytes are of this format."""

    def read(self, data: bytes, path: str, sha256: str) -> SourceText:
        """The file's lines; raises SourceError for what it cannot read."""


FORMATS: dict[str, Format] = {module.NAME: module for module in (plain, markdown, pdf)}


def sniff(data: bytes) -> str:
    """The name of the format that fits `data` best, judged by content, never by file name."""
    return max(FORMATS, key=lambda name: FORMATS[name].sniff(data))


def read_bytes(path: str) -> bytes:
    """The bytes of a file. Raises SourceError where it is missing, unreadable or too large."""
    file = Path(path)
    try:
        if file.is_dir():
            raise SourceError(path, "this is a folder", "name one file")
        if file.stat().st_size > MAX_BYTES:
            raise SourceError(
                path, f"larger than {MAX_BYTES // 2**20} MiB", "cut it into parts and read each"
            )
        data = file.read_bytes()
    except FileNotFoundError:
        raise SourceError(
            path, "no such file", "check the name, or see `cfrdiff corpus list` for ids"
        ) from None
    except OSError as error:
        raise SourceError(path, error.strerror or str(error), "check its permissions") from None
    except ValueError:
        raise SourceError(repr(path), "not a possible file name", "check the name") from None
    if not data:
        raise SourceError(path, "the file is empty", "give a file that holds an edition's text")
    return data


def load(path: str, format: str | None = None, data: bytes | None = None) -> SourceText:
    """Read a file as lines; `format` overrides what the content looks like.

    `data` are the file's bytes where the caller holds them. Raises SourceError.
    """
    if data is None:
        data = read_bytes(path)
    name = format or sniff(data)
    if name not in FORMATS:
        raise SourceError(path, f"unknown format {name!r}", f"choose from {', '.join(FORMATS)}")
    return FORMATS[name].read(data, path, hashlib.sha256(data).hexdigest())

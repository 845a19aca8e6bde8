"""The streams of a PDF as they lie in its file: each is inflated once, before any is drawn."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from cfrdiff.errors import LimitError
from cfrdiff.limits import limits

# The beginning of a stream, with as much of its dictionary as names its filter.
_STREAM = re.compile(rb"stream(?<!endstream)(?:(?=[ \t]*[\r\n])[ \t]*(?:\r\n|\r|\n))?")
_DICTIONARY = 600
_FLATE_ONLY = re.compile(rb"/Filter\s*+(?:\[\s*+)?/(?:FlateDecode|Fl)\b(?!\s*+/\w+Decode)")
_PIECE = 1 << 16


class Stream(NamedTuple):
    """What lies in a file as a stream.

    `dictionary` is the end of what stands before it, `said` what it unpacks to: None where that is
    not looked at here, as pictures are not. `is_whole` is False where it does not unpack to its
    end, None where it is packed in a way that shows no damage.
    """

    dictionary: bytes
    said: bytes | None
    is_whole: bool | None


def streams_of(data: bytes, path: str) -> Iterator[Stream]:
    """The streams of a file; raises SourceError for one that unpacks to more than any page holds.

    What only looks like the beginning of a stream is given with an empty dictionary.
    """
    begins = list(_STREAM.finditer(data))
    for n, match in enumerate(begins):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()].rstrip()
        if not before.endswith(b">>"):
            yield Stream(b"", None, True)
            continue
        dictionary = before[before.rfind(b" obj") + 1 :]
        if is_picture(dictionary):
            yield Stream(dictionary, None, True)
        elif b"ASCII" in dictionary:
            yield Stream(dictionary, None, False)
        elif b"/F" not in dictionary and b"#" not in dictionary:
            end = begins[n + 1].start() if n + 1 < len(begins) else len(data)
            yield Stream(dictionary, data[match.end() : end], True)
        elif not _FLATE_ONLY.search(dictionary):
            yield Stream(dictionary, None, None)
        else:
            yield Stream(dictionary, *_inflated(data, match.end(), path))


def is_picture(dictionary: bytes) -> bool:
    """Whether a stream is a picture, which draws nothing else."""
    return b"/Subtype/Image" in dictionary.replace(b" ", b"")


def _inflated(data: bytes, start: int, path: str) -> tuple[bytes, bool]:
    """What a stream unpacks to, and whether it does so to its end."""
    unpacker = zlib.decompressobj()
    pieces: list[bytes] = []
    unpacked = 0
    most = limits().stream_bytes
    try:
        while not unpacker.eof and start < len(data):
            pieces.append(unpacker.decompress(data[start : start + _PIECE]))
            start += _PIECE
            unpacked += len(pieces[-1])
            if unpacked > most:
                raise LimitError(
                    path,
                    "stream_bytes",
                    f"a stream of the PDF unpacks to more than {most:,} bytes",
                    "print the file to a new PDF and give that",
                )
    except zlib.error:
        return b"".join(pieces), False
    return b"".join(pieces), unpacker.eof

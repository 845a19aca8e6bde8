"""Taking in a document piece by piece, so that one that was cut off is taken up where it ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cfrdiff.errors import LimitError
from cfrdiff.limits import limits

if TYPE_CHECKING:
    import httpx

_PARTIAL = 206
_RANGE = re.compile(r"bytes (?P<first>\d+)-\d+/(?P<whole>\d+|\*)")


class CutError(Exception):
    """A document that ended before its end."""


class _Begun(msgspec.Struct, frozen=True):
    """How a document is known that has arrived in part: by its strong ETag or its date."""

    validator: str


class Receiving:
    """A document that is being taken in; what arrives is written to `part` where the server can
    give the rest of it later (RFC 9110, 14.2 and 13.1.5: Range and If-Range).

    `first_bytes` limits it to its beginning; `is_part` then says whether the server kept to that.
    """

    def __init__(self, part: Path, first_bytes: int | None) -> None:
        self._part, self._first_bytes = part, first_bytes
        self._facts = part.with_suffix(".begun")
        self.is_part = False

    def headers(self, conditions: dict[str, str]) -> dict[str, str]:
        """What to ask with: for the rest, where a part is here, or else with `conditions`."""
        if self._first_bytes is not None:
            return {"Range": f"bytes=0-{self._first_bytes - 1}", "Accept-Encoding": "identity"}
        begun = self._begun()
        if begun is None:
            return conditions
        return {
            "Range": f"bytes={self._part.stat().st_size}-",
            "If-Range": begun.validator,
            "Accept-Encoding": "identity",  # a part of what was packed could not be unpacked
        }

    def take(self, response: httpx.Response, report: Callable[[int, int], None]) -> bytes:
        """The whole document, or its beginning where that was asked for. Raises CutError, and
        LimitError for one that is larger than an edition may be.
        """
        if self._first_bytes is not None:
            self.is_part = response.status_code == _PARTIAL
            return self._all(response, b"", lambda done, whole: None)
        before = self._before(response)
        validator = _validator(response)
        if validator is None:
            return self._all(response, before, report)
        self._facts.write_bytes(msgspec.json.encode(_Begun(validator)))
        with self._part.open("ab" if before else "wb") as out:
            data = self._all(response, before, report, out.write)
        self.drop()
        return data

    def drop(self) -> None:
        """Forget what has arrived."""
        self._part.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)

    def _begun(self) -> _Begun | None:
        try:
            begun = msgspec.json.decode(self._facts.read_bytes(), type=_Begun)
            return begun if self._part.stat().st_size else None
        except (OSError, msgspec.MsgspecError):
            return None

    def _before(self, response: httpx.Response) -> bytes:
        """What has arrived before, of which the answer is the rest."""
        if response.status_code != _PARTIAL:
            return b""
        match = _RANGE.match(response.headers.get("Content-Range", ""))
        before = self._part.read_bytes() if self._part.exists() else b""
        if match is None or int(match["first"]) != len(before):
            self.drop()
            raise CutError
        return before

    def _all(
        self,
        response: httpx.Response,
        before: bytes,
        report: Callable[[int, int], None],
        write: Callable[[bytes], object] = lambda piece: None,
    ) -> bytes:
        pieces, done, most = [before], len(before), limits().file_bytes
        whole = len(before) + int(response.headers.get("Content-Length", 0) or 0)
        for piece in response.iter_bytes():
            write(piece)
            pieces.append(piece)
            done += len(piece)
            if done > most:
                self.drop()
                problem = f"larger than {most:,} bytes"
                raise LimitError(str(response.url), "file_bytes", problem, "ask for a part of it")
            report(done, max(whole, done + 1))
        return b"".join(pieces)


def _validator(response: httpx.Response) -> str | None:
    """What names this version of a document, where the server can give the rest of it later."""
    if response.headers.get("Accept-Ranges") != "bytes" and response.status_code != _PARTIAL:
        return None
    if response.headers.get("Content-Encoding", "identity") != "identity":
        return None
    etag = response.headers.get("ETag")
    if etag and not etag.startswith("W/"):
        return str(etag)
    modified: str | None = response.headers.get("Last-Modified")
    return modified

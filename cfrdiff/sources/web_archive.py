"""Web archives (MHTML), in which a browser saves a page with all that it shows."""

from __future__ import annotations

import re

from cfrdiff.errors import SourceError

_HEADER = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n", re.ASCII)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_TOP = 10_000


def is_archive(data: bytes) -> bool:
    """Whether headers of a message with related parts stand first."""
    header = _HEADER.match(data[:_TOP])
    return header is not None and _RELATED.search(header[0]) is not None


def page_of(data: bytes, path: str) -> bytes:
    """The page in an archive, as it was sent. Raises SourceError where there is none."""
    import email  # slow to load, and needed by archives only
    import email.policy

    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except RecursionError:
        raise SourceError(
            path, "a web archive that nests too many parts", "save the page again"
        ) from None
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload
    raise SourceError(path, "a web archive without a page", "save the page again")

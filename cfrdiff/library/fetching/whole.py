"""Whether a document arrived whole: not every server says how long it is."""

from __future__ import annotations

import re

import msgspec

_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_ASIDE = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL)
_HEAD = 8192  # bytes within which the root element begins, and one without content ends


def xml_is_whole(data: bytes) -> bool:
    """Whether the element that XML begins with is closed at its end."""
    root = _ROOT.search(_ASIDE.sub(b"", data[:_HEAD]))
    if root is None:
        return False
    end = data.rstrip()
    while end.endswith(b"-->"):
        end = end[: end.rfind(b"<!--")].rstrip()
    if len(end) <= _HEAD and end.endswith(b"/>") and _ASIDE.sub(b"", end).count(b"<") == 1:
        return True  # an element without content
    last = end.rfind(b"</")
    return end.endswith(b">") and end[last + 2 : -1].strip() == root[1]


def json_is_whole(data: bytes) -> bool:
    """Whether data are JSON from the first sign to the last."""
    try:
        msgspec.json.decode(data)
    except msgspec.DecodeError:
        return False
    return True

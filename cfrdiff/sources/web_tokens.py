"""HTML cut into tags and text, each with its place in the file.

A parser such as lxml's or selectolax's builds a better tree, but forgets where a character stood;
here every word must lead back to its place. What is left to do by hand is small, as a page is
read once from its beginning to its end and every step goes forward.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A tag: its name in lower case, its attributes where it begins an element."""

    name: str
    start: int
    attributes: dict[str, str]
    begins: bool


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text at ``[start, stop)``: as it stands, or what a character reference means."""

    text: str
    start: int
    stop: int


class UnclosedError(Exception):
    """The page breaks off inside a tag that begins at `start`."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


# Elements whose content is no markup; of some it is text.
_RAW = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp"))
_RAW_TEXT = frozenset(("title", "textarea"))

_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>=]++|=[^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>(?![\"'])[^\s>]*+)))?)"
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31}+);?")


def tokens(text: str) -> Iterator[Tag | Piece]:
    """The tags and text of a page in order; comments, scripts and styles are passed over.

    Raises UnclosedError where the page ends inside a tag.
    """
    at = 0
    while at < len(text):
        mark = text.find("<", at)
        if mark < 0:
            yield from pieces(text, at, len(text))
            return
        tag, after = _tag_at(text, mark)
        if after == mark:  # a "<" that begins nothing
            after = mark + 1
            yield from pieces(text, at, after)
        else:
            yield from pieces(text, at, mark)
        if tag is not None:
            yield tag
            if tag.begins and tag.name in _RAW | _RAW_TEXT:
                end = _end_of_raw(text, after, tag.name)
                if tag.name in _RAW_TEXT:
                    yield from pieces(text, after, end)
                after = end
        at = after


def pieces(text: str, start: int, stop: int) -> Iterator[Piece]:
    """The text of a stretch, cut where character references stand."""
    at = start
    for match in _REFERENCE.finditer(text, start, stop):
        meant = html.unescape(match[0])
        if meant == match[0]:
            continue
        if match.start() > at:
            yield Piece(text[at : match.start()], at, match.start())
        yield Piece(meant, match.start(), match.end())
        at = match.end()
    if stop > at:
        yield Piece(text[at:stop], at, stop)


def _tag_at(text: str, mark: int) -> tuple[Tag | None, int]:
    """The tag that begins at a "<", None for a comment, and where it ends (`mark`: nowhere)."""
    if text.startswith("<!--", mark):
        end = text.find("-->", mark + 4)
        return None, len(text) if end < 0 else end + 3
    begins = text[mark + 1 : mark + 2] != "/"
    name = _TAG_NAME.match(text, mark + (1 if begins else 2))
    if text[mark + 1 : mark + 2] in ("!", "?") or (name is None and not begins):
        end = text.find(">", mark)
        return None, len(text) if end < 0 else end + 1
    if name is None:
        return None, mark
    attributes, end = _attributes(text, mark, name.end())
    return Tag(name[0].lower(), mark, attributes if begins else {}, begins), end


def _attributes(text: str, mark: int, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where it ends; of one that is given twice the first counts."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, at):
        if match["end"]:
            return found, match.end()
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), html.unescape(value) if "&" in value else value)
        at = match.end()
        if text.startswith(("=", '="', "='"), at) and match["double"] is None:
            break  # a quotation mark that never closes
    raise UnclosedError(mark)


def _end_of_raw(text: str, at: int, name: str) -> int:
    """Where the content of an element that holds no markup ends: before its end tag."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return len(text) if match is None else match.start()

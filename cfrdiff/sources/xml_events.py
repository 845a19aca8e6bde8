"""XML cut into tags and text by a pattern, once expat has found it well formed.

expat fetches nothing, and a file that declares entities of its own is refused. Where each piece
stands is known without asking expat for it piece by piece, which took as long as all the rest.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterator
from typing import Literal, NoReturn
from xml.parsers import expat

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import limits

Text = tuple[int, str]  # where a piece of text stands, and what it says
_TAG = re.compile(
    r"<(?:(?P<end>/)?(?P<name>[^\s/>!?]++)(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|!--.*?-->|!\[CDATA\[(?P<data>.*?)\]\]>|\?.*?\?>|!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_SPECIAL = re.compile(r"&([^;&]*+);|\r\n?")
_SPACES = str.maketrans("\t\n\r", "   ")

Event = (
    tuple[Literal["start"], int, str, str]  # the name, and the attributes as they are written
    | tuple[Literal["end"], int, str]
    | tuple[Literal["text"], int, str]
)


def check(text: str, path: str) -> None:
    """Raises SourceError for XML that is not well formed or declares entities of its own."""
    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)

    def refuse(*_: object) -> NoReturn:
        raise SourceError(
            path,
            "the XML declares entities of its own, which no GPO file does",
            "remove its document type declaration",
            f"line {parser.CurrentLineNumber}",
        )

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise SourceError(
            path,
            f"the XML is damaged ({expat.errors.messages[error.code]})",
            "get the whole file again",
            f"line {error.lineno}",
        ) from None


def events(text: str, path: str) -> Iterator[Event]:
    """The tags and the text of well-formed XML in order, each with its place; an element that is
    empty begins and ends at one.

    Raises LimitError where elements nest deeper than any file has them.
    """
    at = depth = 0
    most = limits().nested_elements
    for match in _TAG.finditer(text):
        begin, after = match.span()
        if begin > at:
            raw = text[at:begin]
            if "&" in raw or "\r" in raw:
                yield from _pieces(raw, at)
            else:
                yield "text", at, raw
        at = after
        end, name, rest, data = match.groups()
        if name is None:
            if data:
                yield "text", match.start("data"), data
        elif end:
            depth -= 1
            yield "end", begin, name
        else:
            depth += 1
            if depth > most:
                raise _too_deep(text, begin, path, most)
            yield "start", begin, name, rest
            if rest and rest[-1] == "/":
                depth -= 1
                yield "end", begin, name


def _too_deep(text: str, at: int, path: str, most: int) -> LimitError:
    return LimitError(
        path,
        "nested_elements",
        f"XML that nests more than {most:,} elements",
        "give the file as its publisher has it",
        f"line {LineCount(text).at(at)}",
    )


def _pieces(raw: str, start: int) -> Iterator[Event]:
    """Text that begins at a place, cut where an entity or a line end of two characters stands."""
    at = 0
    for match in _SPECIAL.finditer(raw):
        if match.start() > at:
            yield "text", start + at, raw[at : match.start()]
        said = "\n" if match[1] is None else _meant(match[1])
        yield "text", start + match.start(), said
        at = match.end()
    if at < len(raw):
        yield "text", start + at, raw[at:]


def _meant(entity: str) -> str:
    """What an entity stands for; XML's own, those of HTML and numbers are known."""
    if entity.startswith("#"):
        return chr(int(entity[2:], 16) if entity[1] == "x" else int(entity[1:]))
    return html.entities.html5.get(f"{entity};", "\N{REPLACEMENT CHARACTER}")


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes of an element, as they are written behind its name."""
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(rest):
        value = (double or single).translate(_SPACES)
        found[name] = html.unescape(value) if "&" in value else value
    return found


class LineCount:
    """Numbers the lines of a text for places that rise."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_returns = "\r" in text
        self._at = 0
        self._number = 1

    def at(self, place: int) -> int:
        """The number, from 1, of the line that holds a place."""
        text, start = self._text, self._at
        self._number += text.count("\n", start, place)
        if self._has_returns:
            # A return that no line feed follows ends a line too.
            returns, pairs = text.count("\r", start, place), text.count("\r\n", start, place + 1)
            self._number += returns - pairs
        self._at = place
        return self._number

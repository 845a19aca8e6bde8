"""Small editions of one or two parts, each with what became of its paragraphs, decided before the
answer was looked at (``data/small_editions.txt``).

A case is a name behind ``##``, the older edition, ``=>``, the newer one, ``:``, and what is right,
a line each. Of an edition each line is a heading, a note or a paragraph; ``[[italic]]`` is what is
printed so.
"""

from __future__ import annotations

import functools
import re
from html import escape
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data" / "small_editions.txt"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<DLPSTEXTCLASS><HEADER><TITLESTMT><TITLE>Title 21'
    '</TITLE></TITLESTMT><IDNO TYPE="title">21</IDNO></HEADER><TEXT><BODY><ECFRBRWS><AMDDATE>'
    'Jan. 1, 2020</AMDDATE><DIV1 N="1" TYPE="TITLE">'
)
_TAIL = "</DIV1></ECFRBRWS></BODY></TEXT></DLPSTEXTCLASS>\n"
# What begins each line that is no paragraph, the element it opens, and how deep that stands.
_DIVISIONS = (
    ("DIV5", "PART", re.compile(r"PART (\d+)"), 0),
    ("DIV6", "SUBPART", re.compile(r"Subpart (\w)"), 1),
    ("DIV8", "SECTION", re.compile(r"§+ (\S+)"), 2),
    ("DIV9", "APPENDIX", re.compile(r"((?:Appendix|Supplement) \w+) to Part"), 2),
)
_LINES = {
    "AUTH ": "<AUTH><HED>Authority:</HED><PSPACE>{}</PSPACE></AUTH>",
    "HD ": "<HD1>{}</HD1>",
    "NOTE ": "<NOTE><HED>Note:</HED><P>{}</P></NOTE>",
    "CITA ": '<CITA TYPE="N">[{}]</CITA>',
    "EXTRACT ": "<EXTRACT><P>{}</P></EXTRACT>",
}


class Case(msgspec.Struct, frozen=True):
    """Two editions as XML, and what is right, a line each."""

    name: str
    before: str
    after: str
    expected: tuple[str, ...]


@functools.cache
def cases() -> tuple[Case, ...]:
    """The cases, in order."""
    found: list[Case] = []
    for written in _DATA.read_text("utf-8").split("\n## ")[1:]:
        name, body = written.split("\n", 1)
        before, rest = body.split("\n=>\n")
        after, told = rest.split("\n:\n")
        found.append(Case(name, _xml(before), _xml(after), tuple(told.strip().splitlines())))
    return tuple(found)


def _xml(written: str) -> str:
    out, waiting = [_HEAD], list[tuple[int, str]]()
    for line in written.splitlines():
        division = _division(line)
        if division is None:
            out.append(_element(line))
            continue
        element, kind, number, depth = division
        while waiting and waiting[-1][0] >= depth:
            out.append(f"</{waiting.pop()[1]}>")
        sign = "§ " if kind == "SECTION" else ""
        out.append(f'<{element} N="{sign}{number}" TYPE="{kind}"><HEAD>{_text(line)}</HEAD>')
        waiting.append((depth, element))
    return "\n".join([*out, *(f"</{element}>" for _, element in reversed(waiting)), _TAIL])


def _division(line: str) -> tuple[str, str, str, int] | None:
    for element, kind, pattern, depth in _DIVISIONS:
        if match := pattern.match(line):
            return element, kind, match[1], depth
    return None


def _element(line: str) -> str:
    if line.startswith("TABLE "):
        rows = [row.split("|") for row in line[6:].split("||")]
        cells = ("".join(f"<TD>{_text(cell)}</TD>" for cell in row) for row in rows)
        return "<TABLE>" + "".join(f"<TR>{row}</TR>" for row in cells) + "</TABLE>"
    for start, element in _LINES.items():
        if line.startswith(start):
            return element.format(_text(line.removeprefix(start)))
    return f"<P>{_text(line)}\n</P>"


def _text(line: str) -> str:
    return escape(line, quote=False).replace("[[", "<I>").replace("]]", "</I>")

"""OCR in Markdown: headings, bullets and emphasis are marks of the OCR, not of the print."""

from __future__ import annotations

import re

from cfrdiff.model import TableRow
from cfrdiff.sources.decoding import RawLine, decode, raw_lines
from cfrdiff.sources.lines import Cut, Line, Role, SourceText

NAME = "ocr-markdown"

_LEAD = re.compile(r"\s*(?:(?P<heading>#{1,6})\s+|(?P<quote>>)\s?|(?P<bullet>[-*+])\s+)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*$")
_INLINE = re.compile(
    r"(?P<escape>\\)(?=[\\`*_{}\[\]()#+\-.!$&<>|~])"
    r"|(?P<tag></?(?:b|i|em|strong|span|sup|sub|br|u|small|a|p|div)\b[^<>]*>)"
    r"|(?P<strong>\*\*|__)"
    r"|(?P<emphasis>(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))",
    re.IGNORECASE,
)
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*")
_BOLD_LINES = re.compile(rb"^\*\*[^*\n]+\*\*[ \t\r]*$", re.MULTILINE)
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
_TABLE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_MARKED = re.compile(rb"^(?:#{1,6} |[ \t]*[-*+] +\S)", re.MULTILINE)
_HEADING = re.compile(
    rb"^##{1,5} +\S|(?:\A|\n[ \t\r]*\n)# +\S[^\n]*(?:\n[ \t\r]*\n|\s*\Z)", re.MULTILINE
)


def sniff(data: bytes) -> float:
    """Confidence that `data` is Markdown: headings, or bullets before many of its lines."""
    # Enough of a decoding to see the marks: UTF-16 without its zeros, one kind of line end.
    sample = data[:200_000].replace(b"\x00", b"").replace(b"\r", b"\n")
    filled = sum(1 for line in sample.splitlines() if line.strip())
    if not filled:
        return 0.0
    if _HEADING.search(sample) or _BOLD_LINES.search(sample):
        return 0.8
    return 0.6 if len(_MARKED.findall(sample)) * 5 >= filled else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read OCR output in Markdown. Raises SourceError for empty or binary data."""
    decoded = decode(data, path)
    lines: list[Line] = []
    gap = True
    tables = 0
    raws = list(raw_lines(decoded))
    for raw, following in zip(raws, [*raws[1:], None], strict=True):
        drawn = _is_drawn(raw.text)
        if drawn:
            lines.append(_cut_whole(raw))
        elif _TABLE_ROW.fullmatch(raw.text):
            is_head = following is not None and bool(_TABLE_RULE.fullmatch(following.text))
            tables += is_head
            lines.append(_table_row(raw, gap, tables, is_head))
        elif raw.text.strip():
            lines.append(_line(raw, gap))
        gap = drawn or not raw.text.strip()
    return SourceText(
        path, sha256, NAME, tuple(lines), decoded.length, False, findings=decoded.findings
    )


def _is_drawn(text: str) -> bool:
    """Whether a line is a rule or a picture and holds no words."""
    return any(mark.match(text) for mark in (_RULE, _IMAGE, _TABLE_RULE))


def _cut_whole(raw: RawLine) -> Line:
    return Line(raw.text, raw.start, raw.number, raw.page, cuts=(Cut(0, len(raw.text)),))


def _table_row(raw: RawLine, gap: bool, table: int, is_head: bool) -> Line:
    """A row of a table: the bars at its ends are cut, those between its cells stay. The row above
    the rule holds the column heads.
    """
    first, last = raw.text.index("|"), raw.text.rindex("|")
    columns = tuple(range(raw.text.count("|", first + 1, last) + 1))
    return Line(
        raw.text,
        raw.start,
        raw.number,
        raw.page,
        opens=True,
        gap=gap,
        cuts=(Cut(first, first + 1), Cut(last, last + 1)),
        kind="table",
        row=TableRow(table, columns, (1,) * len(columns) if is_head else ()),
    )


def _line(raw: RawLine, gap: bool) -> Line:
    lead = _LEAD.match(raw.text)
    cuts = [Cut(lead.start(), lead.end())] if lead else []
    inline, italics = _inline(raw.text, lead.end() if lead else 0)
    return Line(
        text=raw.text,
        start=raw.start,
        number=raw.number,
        page=raw.page,
        opens=bool(lead) or gap,
        gap=gap or raw.page_break,
        role=_role(raw.text, lead),
        cuts=(*cuts, *inline),
        italics=italics,
    )


def _role(text: str, lead: re.Match[str] | None) -> Role:
    """Heading for a line marked as one, or all in bold."""
    if lead is None:
        return "heading" if _BOLD_LINE.fullmatch(text.strip()) else "body"
    return "heading" if lead["heading"] else "body"


def _inline(text: str, start: int) -> tuple[list[Cut], tuple[tuple[int, int], ...] | None]:
    """Marks inside a line to cut, and the stretches they set in italic (None: no such marks)."""
    cuts: list[Cut] = []
    italics: list[tuple[int, int]] = []
    opened: int | None = None
    escaped = -1
    for mark in _INLINE.finditer(text, start):
        if mark.start() == escaped:
            continue
        if mark["escape"]:
            escaped = mark.end()
        if mark["emphasis"]:
            if opened is None:
                if mark.group() not in text[mark.end() :]:
                    continue
                opened = mark.end()
            else:
                italics.append((opened, mark.start()))
                opened = None
        cuts.append(Cut(mark.start(), mark.end()))
    return cuts, tuple(italics) or None

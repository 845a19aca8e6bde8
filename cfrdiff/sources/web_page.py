"""Web pages that hold a regulation, as a browser saves them: of the eCFR, Cornell's LII, GPO and
others in their manner; also the one page of a web archive (MHTML).
"""

from __future__ import annotations

import codecs
import re

import msgspec

from cfrdiff.cites import LABELS
from cfrdiff.errors import SourceError
from cfrdiff.model import Finding
from cfrdiff.sources.decoding import Decoded, decode
from cfrdiff.sources.lines import Claim, Kind, Line, SourceText
from cfrdiff.sources.web_archive import is_archive, page_of
from cfrdiff.sources.web_facts import date_and_title
from cfrdiff.sources.web_lines import PageLine, PageReader
from cfrdiff.sources.web_regions import Chosen, choose, heading_cuts, heads_section
from cfrdiff.sources.web_text import is_printed_text, printed_lines
from cfrdiff.sources.web_tokens import Piece, Tag, UnclosedError, tokens

NAME = "html"

_DOCTYPE = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->)){0,2000}+-->\s*+)*+"
    rb"<(?:!DOCTYPE\s+)?html\b",
    re.I | re.S,
)
_ELEMENT = re.compile(rb"<(?:html|head|body|div|p|h[1-6]|pre|table|span|article|main)[\s>]", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.I)
_AMENDMENT = re.compile(r"Link to an? (?:amendment|correction|delay|extension)\b", re.IGNORECASE)
_OPENING_LABELS = re.compile(LABELS)
# How much of a page says what it is, and where it was saved from.
_TOP = 100_000


def sniff(data: bytes) -> float:
    """0.8 for a page or a web archive of one, 0.4 for what only has elements of HTML."""
    if is_archive(data):
        return 0.8
    top = data[:_TOP].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if _DOCTYPE.match(top):
        return 0.8
    opens = top.lstrip()[:1] == b"<"
    return 0.4 if opens and len(_ELEMENT.findall(top[:5_000])) > 1 else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read the regulation in a page. Raises SourceError for a page that has none, is damaged, or
    is no page.
    """
    page = page_of(data, path) if is_archive(data) else data
    decoded = _decoded(page, path)
    found = _tokens(decoded, path)
    if is_printed_text(found):
        return _printed(decoded, found, path, sha256)
    lines = PageReader(decoded.text, decoded.lead, path).read(found)
    chosen = choose(lines)
    if chosen is None:
        raise _no_section(path)
    made, repeated = _without_repeated(_lines(lines, chosen))
    heads = [*_titles(found), *(lines[i].text for i in chosen.headings)]
    says = (one.text for one, is_text in zip(lines, chosen.is_text, strict=True) if not is_text)
    as_of, title = date_and_title(decoded.text[:_TOP], heads, says)
    return SourceText(
        path=path,
        sha256=sha256,
        format=NAME,
        lines=tuple(made),
        length=decoded.length,
        exact=True,
        well_formed=any(isinstance(one, Tag) and one.name == "html" for one in found[-50:]),
        title=title,
        as_of=as_of,
        findings=(*decoded.findings, *repeated),
    )


def _printed(decoded: Decoded, found: list[Tag | Piece], path: str, sha256: str) -> SourceText:
    lines = printed_lines(decoded, found)
    if not any(heads_section(line.text) for line in lines):
        raise _no_section(path)
    top = [line.text for line in lines[:100]]
    as_of, title = date_and_title(decoded.text[:_TOP], [*_titles(found), *top], top)
    return SourceText(
        path,
        sha256,
        NAME,
        tuple(lines),
        decoded.length,
        title=title,
        as_of=as_of,
        findings=decoded.findings,
    )


def _no_section(path: str) -> SourceError:
    return SourceError(
        path,
        "an HTML page without a section of the CFR",
        "give the page that shows the section itself, saved whole",
    )


def _decoded(data: bytes, path: str) -> Decoded:
    """The text of a page: as its bytes show or else as it declares, where that can be."""
    declared = _CHARSET.search(data[:5_000])
    if declared is not None and not data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        # Browsers read these as Windows-1252.
        if name in ("iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"):
            try:
                return Decoded(_checked(data, path).decode("cp1252"), 0, ())
            except UnicodeDecodeError:
                pass
    return decode(data, path)


def _checked(data: bytes, path: str) -> bytes:
    decode(data[:_TOP].decode("latin-1").encode(), path)  # what is no text at all is refused
    return data


def _tokens(decoded: Decoded, path: str) -> list[Tag | Piece]:
    try:
        return list(tokens(decoded.text))
    except UnclosedError as error:
        line = decoded.text.count("\n", 0, error.start) + 1
        raise SourceError(
            path, "the HTML breaks off inside a tag", "save the whole page again", f"line {line}"
        ) from None


def _titles(found: list[Tag | Piece]) -> list[str]:
    """The title of the page."""
    for i, one in enumerate(found):
        if isinstance(one, Tag) and one.name == "title" and one.begins:
            after = found[i + 1] if i + 1 < len(found) else None
            return [after.text] if isinstance(after, Piece) else []
    return []


def _lines(lines: list[PageLine], chosen: Chosen) -> list[Line]:
    emphasised = _sets_labels_in_italic(lines)
    # Where nothing but designations is in italic, the page does not show print's italics.
    knows_italics = any(_italics(one, emphasised) for one in lines)
    made: list[Line] = []
    for i, one in enumerate(lines):
        heading = chosen.headings.get(i)
        kind: Kind | None = "page-matter"
        if chosen.is_text[i]:
            kind = "section-heading" if heading is not None else _kind(one, chosen.by_division)
        cuts = one.cuts if heading is None else (*heading_cuts(one, heading), *one.cuts)
        made.append(
            Line(
                text=one.text,
                start=one.origin[0],
                number=one.number,
                opens=True,
                gap=True,
                role="heading" if one.is_heading and chosen.is_text[i] else "body",
                cuts=cuts,
                italics=_italics(one, emphasised) if knows_italics else None,
                kind=kind,
                section=f"§ {heading['number']}" if heading is not None else None,
                origin=one.origin,
                stop=one.stop,
                row=one.row,
                claim=Claim(one.paragraph, one.level) if kind != "page-matter" else None,
            )
        )
    return made


def _italics(line: PageLine, emphasised: bool) -> tuple[tuple[int, int], ...]:
    """What of a line print has in italic; not its designations where all are `emphasised`."""
    label = _OPENING_LABELS.match(line.text) if emphasised else None
    return tuple(one for one in line.italics if label is None or one[0] >= label.end())


def _kind(line: PageLine, by_division: bool) -> Kind | None:
    if _AMENDMENT.match(line.text):
        return "note"
    if line.kind is not None:
        return line.kind
    if line.is_picture:
        return "figure"
    if line.is_heading:
        return "heading" if by_division else None
    return "paragraph" if by_division or line.level is not None else None


def _sets_labels_in_italic(lines: list[PageLine]) -> bool:
    """Whether the page sets every designation in italic, parentheses and all: print sets none so,
    and some in italic between upright parentheses.
    """
    labelled = [(one, match) for one in lines if (match := _OPENING_LABELS.match(one.text))]
    slanted = [
        m
        for one, m in labelled
        if one.italics and one.italics[0][0] == 0 and one.italics[0][1] >= m.end()
    ]
    return bool(labelled) and len(slanted) == len(labelled)


def _without_repeated(lines: list[Line]) -> tuple[list[Line], tuple[Finding, ...]]:
    """The lines, with text set aside that a page prints twice: a paragraph that is run in behind a
    heading, and once more in its own place.
    """
    made: list[Line] = []
    findings: list[Finding] = []
    before = ""
    for line in lines:
        if line.kind == "page-matter":
            made.append(line)
            continue
        text = " ".join(line.text.split())
        if len(text) < len(before) and before.endswith(text) and _OPENING_LABELS.match(text):
            made.append(msgspec.structs.replace(line, kind="page-matter", claim=None))
            findings.append(
                Finding(
                    "repeated-text",
                    "note",
                    "the page prints this paragraph twice, run in and by itself; it is read once",
                    line=line.number,
                )
            )
            continue
        before = text
        made.append(line)
    return made, tuple(findings)

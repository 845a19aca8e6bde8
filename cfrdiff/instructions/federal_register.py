"""A rule of the Federal Register in GPO's XML → its amendatory instructions.

`AMDPAR` holds an instruction or a lettered item of one, `REGTEXT` those of one part, `SECTION`
the regulatory text that goes with them (GPO, "Federal Register XML rendition user guide").
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec

from cfrdiff import sources, structure, text
from cfrdiff.errors import SourceError
from cfrdiff.instructions.model import Instruction, Order, Printed, SectionText
from cfrdiff.instructions.partial_text import read_partial
from cfrdiff.instructions.wording import (
    Context,
    UnreadError,
    read_orders,
    read_targets,
    section_of,
)
from cfrdiff.model import Path, Section, Source

_NUMBER = re.compile(r"(?P<number>\d+)\.\s+(?P<words>.*)", re.DOTALL)
_LETTER = re.compile(r"(?P<letter>[A-Za-z]{1,3}|[ivx]+)\.\s+(?P<words>.*)", re.DOTALL)
_STARS = re.compile(r"(?:\*\s*){3,}")
# What an instruction may be for that is no section: its lettered items are not either.
_ELSEWHERE = re.compile(
    r"\b(?:In|Amend|To|Under)\s+(?:the\s+)?(?P<what>Supplement|Appendix|Subpart|Table)\b",
    re.IGNORECASE,
)


class Group(msgspec.Struct):
    """A numbered instruction with its lettered items, and the XML of the text behind them."""

    number: str
    sentences: list[tuple[str, str]]
    sections: list[bytes]


def read_rule(data: bytes, path: str) -> list[Instruction]:
    """The instructions of a rule, in order; `path` names the file in errors.

    What is not understood is told by `Instruction.unread`. Raises SourceError for a file that
    is no XML, declares entities, or holds no amendatory instruction.
    """
    if b"<!ENTITY" in data:
        raise SourceError(path, "it declares entities", "give the XML as GPO publishes it")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(path, f"not well-formed XML ({error})", "download it again") from None
    groups: list[Group] = []
    for part in root.iter("REGTEXT"):
        _collect(part, groups)
    if not groups:
        raise SourceError(
            path,
            "no amendatory instruction in it (no AMDPAR in a REGTEXT)",
            "give a final rule in the XML of the Federal Register",
        )
    return [instruction for group in groups for instruction in _read(group, path)]


def _collect(part: ElementTree.Element, groups: list[Group]) -> None:
    for element in part.iter():
        if element.tag == "AMDPAR":
            words = _words(element)
            numbered = _NUMBER.match(words)
            if numbered:
                place = numbered["number"]
                groups.append(Group(place, [(place, numbered["words"])], []))
                continue
            if not groups:
                groups.append(Group("?", [], []))
            lettered = _LETTER.match(words)
            place = f"{groups[-1].number}.{lettered['letter']}" if lettered else groups[-1].number
            groups[-1].sentences.append((place, lettered["words"] if lettered else words))
        elif element.tag == "SECTION" and groups:
            _space(element)
            groups[-1].sections.append(ElementTree.tostring(element, encoding="utf-8"))


def _space(section: ElementTree.Element) -> None:
    """Put back the spaces that GPO leaves out around italics."""
    for parent in section.iter():
        before = parent.text or ""
        for k, child in enumerate(parent):
            if child.tag == "E":
                if before and not before[-1].isspace() and before[-1] not in "([—–-/“":
                    before += " "
                    if k == 0:
                        parent.text = before
                    else:
                        parent[k - 1].tail = before
                if child.tail and (child.tail[0].isalnum() or child.tail[0] in "(“"):
                    child.tail = f" {child.tail}"
            before = child.tail or ""


def _words(element: ElementTree.Element) -> str:
    """The text of an element; GPO leaves the spaces around italics out."""
    pieces: list[str] = []
    for piece in element.itertext():
        apart = pieces and pieces[-1][-1:].isalnum() and piece[:1].isalnum()
        pieces.append(f" {piece}" if apart else piece)
    joined = " ".join("".join(pieces).split())
    return joined.replace("‘‘", "“").replace("’’", "”").replace("``", "“").replace("''", "”")


def _read(group: Group, path: str) -> list[Instruction]:
    texts: list[SectionText] = []
    problem: str | None = None
    amended = _amended(group)
    for data in group.sections:
        try:
            texts += _section_texts(data, path, amended)
        except SourceError as error:
            problem = str(error)
    opening = group.sentences[0][1] if group.sentences else ""
    elsewhere = _ELSEWHERE.search(opening)
    context = Context(None if elsewhere else section_of(opening), tuple(texts))
    found: list[Instruction] = []
    for place, words in group.sentences:
        orders: tuple[Order, ...] = ()
        unread = None
        try:
            if elsewhere:
                raise UnreadError(
                    f"it is for {elsewhere['what'].lower()}, not for a paragraph of a section"
                )
            orders = tuple(read_orders(words, context))
        except UnreadError as error:
            unread = problem or str(error)
        found.append(Instruction(place, words, orders, unread))
    return found


def _amended(group: Group) -> set[Path]:
    """The paths that the sentences of an instruction name."""
    found: set[Path] = set()
    for _, words in group.sentences:
        try:
            found.update(target.path for target in read_targets(words, "") if target.path)
        except UnreadError:
            continue
    return found


def _section_texts(data: bytes, path: str, amended: set[Path]) -> list[SectionText]:
    """What is printed of each section: a whole one read as any section is, one with asterisks
    by what the instruction names.
    """
    document = b"<CFRGRANULE><PART>" + data + b"</PART></CFRGRANULE>"
    lines = sources.load(path, "gpo-xml", document)
    source = Source(path, lines.sha256, lines.format, lines.exact)
    edition = structure.build(text.run_on(lines), source)
    found = [_printed(section) for section in edition.sections if section.number]
    if b"<STARS" not in data and not _STARS.search(data.decode()):
        return found
    body = [line for line in lines.lines if line.kind == "paragraph"]
    paragraphs = tuple(read_partial(body, amended))
    return [msgspec.structs.replace(one, paragraphs=paragraphs) for one in found[:1]]


def _printed(section: Section) -> SectionText:
    paragraphs = tuple(
        Printed(one.path, bool(one.designation), one.heading, one.text) for one in section.walk()
    )
    return SectionText(section.number or "", section.heading, paragraphs, section.source_note)


def is_rule(data: bytes) -> bool:
    """Whether a file is XML of the Federal Register, by its first elements."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"<") and bool(re.search(rb"<(?:RULE|FEDREG|RULES|PREAMB)\b", head))

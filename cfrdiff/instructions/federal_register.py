"""A rule of the Federal Register in GPO's XML → its amendatory instructions.

`AMDPAR` holds an instruction or a lettered item of one, `REGTEXT` those of one part, `SECTION`
the regulatory text that goes with them (GPO, "Federal Register XML rendition user guide").
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec

from cfrdiff import sources, structure, text
from cfrdiff.cites import Path, kinds
from cfrdiff.errors import SourceError
from cfrdiff.instructions.grammar import STARS
from cfrdiff.instructions.model import Instruction, SectionText
from cfrdiff.instructions.partial_text import read_partial
from cfrdiff.instructions.targets import UnreadError, read_targets, section_of
from cfrdiff.instructions.wording import Context, read_orders
from cfrdiff.model import Source

_NUMBER = re.compile(r"(?P<number>\d+)\.\s+(?P<words>.*)", re.DOTALL)
# A letter or a roman numeral; other words, such as "Sec.", are none.
_LETTER = re.compile(r"(?P<letter>[A-Za-z]{1,5})\.\s+(?P<words>.*)", re.DOTALL)
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
            _collect_sentence(_words(element), groups)
        elif element.tag == "SECTION" and groups:
            _space(element)
            groups[-1].sections.append(ElementTree.tostring(element, encoding="utf-8"))


def _collect_sentence(words: str, groups: list[Group]) -> None:
    """Begin an instruction, or add to the last one."""
    numbered = _NUMBER.match(words)
    if numbered:
        place = numbered["number"]
        groups.append(Group(place, [(place, numbered["words"])], []))
        return
    if not groups:
        groups.append(Group("?", [], []))
    group = groups[-1]
    lettered = _LETTER.match(words)
    if lettered and kinds(lettered["letter"]):
        group.sentences.append((f"{group.number}.{lettered['letter']}", lettered["words"]))
    else:
        group.sentences.append((group.number, words))


def _space(section: ElementTree.Element) -> None:
    """Put back the spaces that GPO leaves out around italics."""
    for parent in section.iter():
        before: ElementTree.Element | None = None
        for child in parent:
            if child.tag == "E":
                _space_before(parent, before)
                if child.tail and (child.tail[0].isalnum() or child.tail[0] in "(“"):
                    child.tail = f" {child.tail}"
            before = child


def _space_before(parent: ElementTree.Element, before: ElementTree.Element | None) -> None:
    """Put a space behind the text that stands before an element: its parent's own, or that
    behind the element before it.
    """
    text = (parent.text if before is None else before.tail) or ""
    if not text or text[-1].isspace() or text[-1] in "([—–-/“":
        return
    if before is None:
        parent.text = f"{text} "
    else:
        before.tail = f"{text} "


def _words(element: ElementTree.Element) -> str:
    """The text of an element; GPO leaves the spaces around italics out."""
    pieces: list[str] = []
    for piece in element.itertext():
        apart = pieces and pieces[-1][-1:].isalnum() and piece[:1].isalnum()
        pieces.append(f" {piece}" if apart else piece)
    joined = " ".join("".join(pieces).split())
    return joined.replace("‘‘", "“").replace("’’", "”").replace("``", "“").replace("''", "”")


def _read(group: Group, path: str) -> list[Instruction]:
    texts, problem = _texts(group, path)
    opening = group.sentences[0][1] if group.sentences else ""
    elsewhere = _ELSEWHERE.search(opening)
    if elsewhere:
        reason = f"it is for {elsewhere['what'].lower()}, not for a paragraph of a section"
        return [
            Instruction(place, words, (), problem or reason) for place, words in group.sentences
        ]
    context = Context(section_of(opening), texts)
    return [_instruction(place, words, context, problem) for place, words in group.sentences]


def _texts(group: Group, path: str) -> tuple[tuple[SectionText, ...], str | None]:
    """The regulatory text of an instruction, and what of it cannot be read."""
    texts: list[SectionText] = []
    problem: str | None = None
    amended = _amended(group)
    for data in group.sections:
        try:
            texts += _section_texts(data, path, amended)
        except SourceError as error:
            problem = str(error)
    return tuple(texts), problem


def _instruction(place: str, words: str, context: Context, problem: str | None) -> Instruction:
    try:
        return Instruction(place, words, tuple(read_orders(words, context)))
    except UnreadError as error:
        return Instruction(place, words, (), problem or str(error))


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
    found = [SectionText.of(section) for section in edition.sections if section.number]
    if b"<STARS" not in data and not STARS.search(data.decode()):
        return found
    body = [line for line in lines.lines if line.kind == "paragraph"]
    paragraphs = tuple(read_partial(body, amended))
    return [msgspec.structs.replace(one, paragraphs=paragraphs) for one in found[:1]]


def is_rule(data: bytes) -> bool:
    """Whether a file is XML of the Federal Register, by its first elements."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"<") and bool(re.search(rb"<(?:RULE|FEDREG|RULES|PREAMB)\b", head))

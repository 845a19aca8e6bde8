"""The regulatory text of a rule: what is printed with an instruction, from its XML.

Everything is read as the sections of an edition are, so that fractions, italics, page breaks and
spaces come out as they do there.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from xml.etree import ElementTree

import msgspec

from cfrdiff import sources, structure, text
from cfrdiff.cites import Path
from cfrdiff.cites.divisions import appendix_in_heading, division_in_heading
from cfrdiff.errors import SourceError
from cfrdiff.instructions.appendix_orders import AppendixText
from cfrdiff.instructions.grammar import STARS
from cfrdiff.instructions.model import DivisionText, Printed, SectionText
from cfrdiff.instructions.partial_text import read_partial
from cfrdiff.instructions.targets import UnreadError, read_targets
from cfrdiff.model import Edition, Source

# Print sets spaces into the parentheses of an italic label: "(A)( 3 )".
_SPACED = re.compile(r"\(\s+(\w{1,5})\s*\)|\((\w{1,5})\s+\)")
_OF_SECTIONS = frozenset(("SECTION", "AUTH", "SUBPART"))
_LOOSE = frozenset(("P", "FP", "STARS"))


class RuleText(msgspec.Struct, frozen=True):
    """The text printed with an instruction; `problem` says what of it cannot be read."""

    sections: tuple[SectionText, ...] = ()
    authority: str | None = None
    problem: str | None = None

    def corrected(self, extra: RuleText) -> RuleText:
        """The text as another one, which is printed with a correction, has it."""
        texts = {one.number: one for one in self.sections}
        for one in extra.sections:
            old = texts.get(one.number)
            texts[one.number] = one if old is None else _overlaid(old, one)
        authority = extra.authority or self.authority
        return RuleText(tuple(texts.values()), authority, self.problem or extra.problem)


def _overlaid(old: SectionText, new: SectionText) -> SectionText:
    """A section's text with the paragraphs of another in place of its own."""
    fresh = {one.path: one for one in new.paragraphs if one.designated and not one.kept}
    kept = [fresh.pop(one.path, one) if one.designated else one for one in old.paragraphs]
    return msgspec.structs.replace(old, paragraphs=(*kept, *fresh.values()))


def words_of(element: ElementTree.Element, path: str) -> str:
    """The text of an element on one line, read as a paragraph of an edition is."""
    paragraph = ElementTree.Element("P")
    paragraph.text = element.text
    paragraph.extend(element)
    edition = _edition([paragraph], path)
    said = " ".join(p.text for section in edition.sections for p in section.walk())
    return _SPACED.sub(lambda found: f"({found[1] or found[2]})", " ".join(said.split()))


def read_texts(
    printed: Sequence[ElementTree.Element],
    path: str,
    section: str | None,
    sentences: Sequence[str],
) -> RuleText:
    """The sections that are printed with an instruction. Paragraphs that stand there without a
    heading are of the `section` that it is for; its `sentences` say which are amended.
    """
    amended = _amended(sentences)
    found: list[SectionText] = []
    problem: str | None = None
    for element in [*_sections(printed), *_loose(printed, section)]:
        _space(element)
        try:
            found += _section_texts(element, path, amended)
        except SourceError as error:
            problem = str(error)
    return RuleText(tuple(_together(found)), _authority(printed, path), problem)


def read_divisions(printed: Sequence[ElementTree.Element], path: str) -> tuple[DivisionText, ...]:
    """The subparts that are printed, with their sections."""
    return tuple(_division(one, path) for one in printed if one.tag == "SUBPART")


def read_appendices(
    printed: Sequence[ElementTree.Element], path: str, name: str
) -> tuple[AppendixText, ...]:
    """What is printed of appendices; `name` is the one that text without its heading is of."""
    whole = ElementTree.Element("APPENDIX")
    held = [one for element in printed for one in _inside(element) if one.tag not in _OF_SECTIONS]
    heads = [one for one in held if one.tag == "HD" and _heads_appendix(words_of(one, path))]
    if not heads:
        ElementTree.SubElement(whole, "HD", SOURCE="HED").text = name
    for head in heads:
        head.set("SOURCE", "HED")  # print sets it as any other heading
    whole.extend(held)
    _set_stars(whole)
    _space(whole)
    first = b"<SECTION><SECTNO>\xc2\xa7 1.1</SECTNO><SUBJECT>First.</SUBJECT><P>Text.</P></SECTION>"
    lines = _lines(first + ElementTree.tostring(whole, encoding="utf-8"), path)
    edition = structure.build(text.run_on(lines), Source(path, lines.sha256, lines.format, True))
    return AppendixText.all_of(edition.blocks)


def _inside(element: ElementTree.Element) -> list[ElementTree.Element]:
    """What an element holds where it only frames text of an appendix: print sets it smaller."""
    if element.tag not in ("APPENDIX", "EXTRACT"):
        return [copy.deepcopy(element)]
    return [one for inner in element for one in _inside(inner)]


def _heads_appendix(heading: str) -> bool:
    name = appendix_in_heading(heading)
    return name is not None and " to " in name.casefold()


def _division(element: ElementTree.Element, path: str) -> DivisionText:
    head = element.find("HD")
    heading = words_of(head, path) if head is not None else ""
    kind, number = division_in_heading(heading) or ("subpart", "")
    name = f"{kind} {number.upper()}"
    sections = read_texts([element], path, None, ()).sections
    return DivisionText(name, heading, sections)


def _authority(printed: Sequence[ElementTree.Element], path: str) -> str | None:
    """The authority citation that is printed, on one line with its label as editions have it."""
    for element in printed:
        if element.tag == "AUTH":
            return " ".join(words_of(one, path) for one in element)
    return None


def _sections(printed: Sequence[ElementTree.Element]) -> list[ElementTree.Element]:
    return [one for element in printed for one in element.iter("SECTION")]


def _loose(
    printed: Sequence[ElementTree.Element], section: str | None
) -> list[ElementTree.Element]:
    """Paragraphs in no section, as a section of their own; those before a section only say that
    the text follows.
    """
    alone = [element for element in printed if element.tag in _LOOSE]
    if section is None or not alone or any(element.tag == "SECTION" for element in printed):
        return []
    made = ElementTree.Element("SECTION")
    ElementTree.SubElement(made, "SECTNO").text = f"§ {section}"
    made.extend(alone)
    return [made]


def _together(texts: Sequence[SectionText]) -> list[SectionText]:
    """Of a section that is printed in several pieces one text."""
    found: dict[str, SectionText] = {}
    for one in texts:
        before = found.get(one.number)
        if before is None:
            found[one.number] = one
        elif one.paragraphs:
            found[one.number] = msgspec.structs.replace(
                before, paragraphs=(*before.paragraphs, *one.paragraphs)
            )
    return list(found.values())


def _section_texts(
    element: ElementTree.Element, path: str, amended: set[Path]
) -> list[SectionText]:
    """What is printed of each section: a whole one read as any section is, one with asterisks
    by what the instruction names.
    """
    starred = element.find(".//STARS") is not None
    _set_stars(element)
    data = ElementTree.tostring(element, encoding="utf-8")
    lines = _lines(data, path)
    edition = structure.build(text.run_on(lines), Source(path, lines.sha256, lines.format, True))
    found = [SectionText.of(section) for section in edition.sections if section.number]
    if not (starred or STARS.search(data.decode()) or _is_part(found, amended)):
        return found
    body = [line for line in lines.lines if line.kind == "paragraph"]
    paragraphs = tuple(read_partial(body, amended))
    return [msgspec.structs.replace(one, paragraphs=paragraphs) for one in found[:1]]


def _is_part(found: Sequence[SectionText], amended: set[Path]) -> bool:
    """Whether a text begins in the middle of its section, though no asterisks say so."""
    first: Printed | None = next((p for one in found for p in one.paragraphs), None)
    return first is not None and bool(amended) and first.path not in ((), ("a",), ("1",))


def _edition(paragraphs: Sequence[ElementTree.Element], path: str) -> Edition:
    section = ElementTree.Element("SECTION")
    ElementTree.SubElement(section, "SECTNO").text = "§ 1.1"
    section.extend(paragraphs)
    _space(section)
    lines = _lines(ElementTree.tostring(section, encoding="utf-8"), path)
    return structure.build(text.run_on(lines), Source(path, lines.sha256, lines.format, True))


def _lines(section: bytes, path: str) -> sources.SourceText:
    document = b"<CFRGRANULE><PART>" + section + b"</PART></CFRGRANULE>"
    return sources.load(path, "gpo-xml", document)


def _amended(sentences: Sequence[str]) -> set[Path]:
    """The paths that the sentences of an instruction name."""
    found: set[Path] = set()
    for words in sentences:
        try:
            found.update(target.path for target in read_targets(words, "") if target.path)
        except UnreadError:
            continue
    return found


def _set_stars(section: ElementTree.Element) -> None:
    """Set asterisks as the text they are: a paragraph of their own, or in the line."""
    for parent in section.iter():
        for child in parent:
            if child.tag == "STARS":
                in_line = parent.tag in ("P", "FP")
                child.tag, child.text = ("E", " * * * ") if in_line else ("P", "* * * * *")


def _space(section: ElementTree.Element) -> None:
    """Put back the spaces that GPO leaves out around italics and page breaks."""
    for parent in section.iter():
        before: ElementTree.Element | None = None
        for child in parent:
            if child.tag in ("E", "PRTPAGE"):
                _space_before(parent, before)
                if child.tail and (child.tail[0].isalnum() or child.tail[0] in "(“"):
                    child.tail = f" {child.tail}"
            before = child


def _space_before(parent: ElementTree.Element, before: ElementTree.Element | None) -> None:
    """Put a space behind the text that stands before an element: its parent's own, or that
    behind the element before it.
    """
    said = (parent.text if before is None else before.tail) or ""
    if not said or said[-1].isspace() or said[-1] in "([—–-/“":
        return
    if before is None:
        parent.text = f"{said} "
    else:
        before.tail = f"{said} "

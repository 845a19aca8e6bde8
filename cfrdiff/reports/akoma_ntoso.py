"""The newer edition as Akoma Ntoso 3 (OASIS LegalDocML 1.0), with what was done to it.

The body holds the newer text. Every paragraph that is not as it was stands among the passive
modifications, which name it by its eId; the older words are notes of the metadata, since the
standard gives the `old` of a modification no text of its own. What amended the regulation is not
known from two editions: the source of a modification is left without a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import msgspec

from cfrdiff.changes.blocks import OF_THE_FILE
from cfrdiff.changes.model import ChangeSet, State
from cfrdiff.model import Edition, Paragraph, Section
from cfrdiff.reports.printed import on_one_line

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# The standard's own names of levels below a section, and their short forms in an eId (Akoma Ntoso
# Naming Convention 1.0, 5.4 and 8); the CFR calls all of them paragraphs.
_LEVELS = (
    ("paragraph", "para"),
    ("subparagraph", "subpara"),
    ("clause", "clause"),
    ("subclause", "subclause"),
    ("point", "point"),
    ("indent", "indent"),
)
_MODIFICATIONS: dict[str, tuple[str, ...]] = {
    "revised": ("substitution",),
    "added": ("insertion",),
    "removed": ("repeal",),
    "redesignated": ("renumbering",),
    "redesignated-revised": ("renumbering", "substitution"),
    "split": ("split",),
    "merged": ("join",),
}
_NOT_IN_NAMES = re.compile(r"[^\w.-]+", re.ASCII)
_NO_DATE = "0001-01-01"  # the standard demands one; it is named "unknown"
_OFFICE, _SELF = "#ofr", "#cfrdiff"


def akoma_ntoso(changes: ChangeSet, before: Edition, after: Edition) -> bytes:
    """The document, in UTF-8."""
    # A change set may be for one section only; then the document is of that section.
    numbers = {section.number for section in changes.after.sections}
    kept = tuple(section for section in after.sections if section.number in numbers)
    after = msgspec.structs.replace(after, sections=kept, blocks=changes.after.blocks)
    names = _Names()
    body = _body(after, names)
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    act = SubElement(root, "act", name="regulation")
    meta = SubElement(act, "meta")
    _identify(meta, after)
    _modify(meta, changes, names)
    act.append(body)
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


class _Names:
    """The eIds of a document: each is given once, and found again by a paragraph's place."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()
        self.paragraphs: list[str] = []  # in the order of print
        self.sections: dict[str | None, str] = {}
        self.parts: dict[tuple[str, str | None], str] = {}  # headings and source notes

    def give(self, above: str, kind: str, number: str) -> str:
        """``sec_163.12__para_b``; a second one of that name gets a number."""
        own = f"{kind}_{_NOT_IN_NAMES.sub('-', number)}" if number else kind
        name = f"{above}__{own}" if above else own
        self._given[name] += 1
        return name if self._given[name] == 1 else f"{name}-{self._given[name]}"


def _body(edition: Edition, names: _Names) -> Element:
    body = Element("body")
    _blocks(body, edition, None, names)
    for i, section in enumerate(edition.sections):
        body.append(_section(section, names))
        if section.number not in {later.number for later in edition.sections[i + 1 :]}:
            _blocks(body, edition, section.number, names)
    return body


def _section(section: Section, names: _Names) -> Element:
    name = names.give("", "sec", section.number or "unnumbered")
    names.sections.setdefault(section.number, name)
    made = Element("section", eId=name)
    if section.extent != "complete":
        made.set("status", "incomplete")
    if section.number:
        _text(made, "num", f"§ {section.number}", section.inferred)
    if section.heading:
        _text(made, "heading", section.heading)
        heading = names.give(name, "heading", "")
        made[-1].set("eId", heading)
        names.parts.setdefault(("section-heading", section.number), heading)
    for paragraph in section.paragraphs:
        made.append(_paragraph(paragraph, name, name, names))
    if section.source_note:
        note = names.give(name, "hcontainer", "")
        names.parts.setdefault(("source-note", section.number), note)
        _container(made, "sourceNote", section.source_note, note)
    if not section.paragraphs and not section.source_note:
        SubElement(SubElement(made, "content"), "p")
    return made


def _paragraph(paragraph: Paragraph, section: str, above: str, names: _Names) -> Element:
    home = section
    if paragraph.designation and paragraph.path:
        # By its whole path: what it stands under may not be in the file.
        for level, label in enumerate(paragraph.path[:-1]):
            section += f"__{_level(level)[1]}_{_NOT_IN_NAMES.sub('-', label)}"
        kind, short = _level(len(paragraph.path) - 1)
        name = names.give(section, short, paragraph.path[-1])
        made = Element(kind, eId=name)
        _text(made, "num", f"({paragraph.path[-1]})", paragraph.inferred)
    else:
        name = names.give(above, "hcontainer", "")
        made = Element("hcontainer", name="undesignated", eId=name)
    names.paragraphs.append(name)
    if paragraph.partial:
        made.set("status", "incomplete")
    if paragraph.heading:
        _text(made, "heading", paragraph.heading)
    if not paragraph.children:
        _text(SubElement(made, "content"), "p", paragraph.text)
    elif paragraph.text:
        _text(SubElement(made, "intro"), "p", paragraph.text)
    for child in paragraph.children:
        made.append(_paragraph(child, home, name, names))
    return made


def _level(depth: int) -> tuple[str, str]:
    return _LEVELS[min(depth, len(_LEVELS) - 1)]


def _blocks(body: Element, edition: Edition, after: str | None, names: _Names) -> None:
    for block in edition.blocks:
        if block.after == after and block.kind not in OF_THE_FILE:
            kind = _NOT_IN_NAMES.sub("-", block.kind)
            _container(body, kind, block.text, names.give("", "hcontainer", ""))


def _container(above: Element, kind: str, text: str, name: str) -> None:
    made = SubElement(above, "hcontainer", name=kind, eId=name)
    _text(SubElement(made, "content"), "p", text)


def _text(above: Element, tag: str, text: str, inferred: bool = False) -> None:
    made = SubElement(above, tag)
    made.text = on_one_line(text)
    if inferred:
        made.set("title", "not printed in the file; it follows from what is")


def _identify(meta: Element, edition: Edition) -> None:
    work = f"/akn/us/act/cfr/title-{edition.title or 'unknown'}/part-{edition.part or 'unknown'}"
    expression = f"{work}/eng@{edition.as_of}" if edition.as_of else f"{work}/eng"
    date = {"date": edition.as_of or _NO_DATE, "name": "as-of" if edition.as_of else "unknown"}
    made = SubElement(meta, "identification", source=_SELF)
    levels = (
        ("FRBRWork", work, {"date": _NO_DATE, "name": "unknown"}),
        ("FRBRExpression", expression, date),
        ("FRBRManifestation", f"{expression}.akn", date),
    )
    for level, uri, dated in levels:
        one = SubElement(made, level)
        # A number of a part is a word of the file and may be anything; a URI is not.
        uri = re.sub(r"[^\w/@.-]+", "-", uri, flags=re.ASCII)
        SubElement(one, "FRBRthis", value=f"{uri}/!main" if level != "FRBRManifestation" else uri)
        SubElement(one, "FRBRuri", value=uri)
        SubElement(one, "FRBRdate", dated)
        author = _SELF if level == "FRBRManifestation" else _OFFICE
        SubElement(one, "FRBRauthor", href=author)
        if level == "FRBRWork":
            SubElement(one, "FRBRcountry", value="us")
            SubElement(one, "FRBRnumber", value=on_one_line(edition.part or "unknown"))
            SubElement(one, "FRBRname", value=f"{edition.title or '?'} CFR")
        elif level == "FRBRExpression":
            SubElement(one, "FRBRlanguage", language="eng")


def _modify(meta: Element, changes: ChangeSet, names: _Names) -> None:
    """The passive modifications, the older words, and who is referred to."""
    analysis = Element("analysis", source=_SELF)
    passive = SubElement(analysis, "passiveModifications")
    notes = Element("notes", source=_SELF)
    for number, (kind, home, targets, olds) in enumerate(_told(changes, names), start=1):
        modification = SubElement(passive, "textualMod", type=kind, eId=f"pmod_{number}")
        SubElement(modification, "source")
        # What was removed is no longer there to be named: its section is, if that is.
        for target in targets or [home]:
            SubElement(modification, "destination", {"href": f"#{target}"} if target else {})
        for k, words in enumerate(olds, start=1):
            note = f"old_{number}_{k}"
            SubElement(modification, "old", href=f"#{note}")
            _text(SubElement(notes, "note", eId=note), "p", words)
        for target in targets:
            SubElement(modification, "new", href=f"#{target}")
    if len(passive):
        meta.append(analysis)
    references = SubElement(meta, "references", source=_SELF)
    office = "/akn/ontology/organization/us/office-of-the-federal-register"
    SubElement(
        references,
        "TLCOrganization",
        eId="ofr",
        href=office,
        showAs="Office of the Federal Register",
    )
    href = "/akn/ontology/process/cfrdiff"
    SubElement(references, "TLCProcess", eId="cfrdiff", href=href, showAs="cfrdiff")
    if len(notes):
        meta.append(notes)


# The kind, the eId of the section, those of what is new, and the older words.
_Modification = tuple[str, str, list[str], list[str]]


def _told(changes: ChangeSet, names: _Names) -> Iterator[_Modification]:
    """Modifications of sections, of their headings and source notes, and of paragraphs."""
    for one in changes.sections:
        home = names.sections.get(one.after, "")
        yield "renumbering", home, [home] if home else [], [f"§ {one.before}"]
    for block in changes.blocks:
        target = names.parts.get((block.block, block.section))
        if block.block in ("section-heading", "source-note"):
            kind = {"added": "insertion", "removed": "repeal"}.get(block.kind, "substitution")
            home = names.sections.get(block.section, "")
            targets = [target] if target and block.after else []
            yield kind, home, targets, [block.before] if block.before else []
    for change in changes.changes:
        for kind in _MODIFICATIONS.get(change.kind, ()):
            home = names.sections.get(change.section, "")
            targets = [names.paragraphs[state.index] for state in change.after]
            yield kind, home, targets, [_words(state) for state in change.before]


def _words(state: State) -> str:
    return " ".join(filter(None, (state.cite, state.heading, state.text)))

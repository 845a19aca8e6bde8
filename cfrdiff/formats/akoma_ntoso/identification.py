"""Who and what a document is: the FRBR levels of the Akoma Ntoso Naming Convention 1.0, 4.5–4.8.

What the standard demands and the file does not tell is told as unknown, never filled in:

- The Work is the part of the CFR; the agency that issued it and the date it was first issued are
  unknown, and the Work's IRI has no date. The schema allows no empty date: ``0001-01-01`` stands,
  named "unknown".
- The Expression is an edition, which the Office of the Federal Register edits (44 U.S.C. 1510).
  One without a date is named by the file it was read from (``eng@file-`` and the beginning of its
  SHA-256), since ``eng`` alone would claim to be the text in force today. The same goes for two
  files of one date, so that the older edition's places are never taken for the newer's.
- The Manifestation is this file. When it was made is not told: the same editions give the same
  bytes.
- A document of one section bears the IRI of that portion of the part (``/!main~sec_12.4``).
  Whether a file holds the whole of its part it does not tell; a section whose beginning or end it
  lacks has the status "incomplete".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from cfrdiff.formats.akoma_ntoso.names import in_names
from cfrdiff.model import Edition, Section
from cfrdiff.views.printed import on_one_line

_NO_DATE = {"date": "0001-01-01", "name": "unknown"}
SELF = "#cfrdiff"
_REFERENCES = (
    ("TLCOrganization", "issuer", "organization/us/unknown", "the agency that issued the part"),
    (
        "TLCOrganization",
        "ofr",
        "organization/us/office-of-the-federal-register",
        "Office of the Federal Register",
    ),
    ("TLCProcess", "cfrdiff", "process/cfrdiff", "cfrdiff"),
    ("TLCRole", "editor", "role/editor", "editor"),
)


def expression_of(edition: Edition, other: Edition) -> str:
    """The IRI of an edition that is told apart from another one of the part:
    ``/akn/us/act/cfr/title-19/part-163/eng@2012-04-01``.
    """
    return f"{_work(edition)}/eng@{_version(edition, other)}"


def _work(edition: Edition) -> str:
    work = f"/akn/us/act/cfr/title-{edition.title or 'unknown'}/part-{edition.part or 'unknown'}"
    # A number of a part is a word of the file and may be anything; an IRI is not.
    return re.sub(r"[^\w/.-]+", "-", work, flags=re.ASCII)


def _version(edition: Edition, other: Edition) -> str:
    file = f"file-{in_names(edition.source.sha256[:16]) or 'unknown'}"
    if not edition.as_of:
        return file
    date = in_names(edition.as_of)
    return f"{date};{file}" if other.as_of == edition.as_of else date


def identify(
    meta: Element, edition: Edition, expression: str, portion: Section | None, held: bool
) -> None:
    """The three levels. `portion` is the one section a document is of; `held` says that the
    edition has it.
    """
    made = SubElement(meta, "identification", source=SELF)
    name = f"sec_{in_names(portion.number or 'unnumbered')}" if portion else ""
    component = f"!main~{name}" if name else "!main"
    dated = {"date": edition.as_of, "name": "as-of"} if edition.as_of else _NO_DATE

    work = _level(made, "FRBRWork", _work(edition), component, _NO_DATE, {"href": "#issuer"})
    SubElement(work, "FRBRcountry", value="us")
    SubElement(work, "FRBRnumber", value=on_one_line(edition.part or "unknown"))
    SubElement(work, "FRBRname", value=f"{edition.title or '?'} CFR")

    edited = {"href": "#ofr", "as": "#editor"}
    expressed = _level(made, "FRBRExpression", expression, component, dated, edited)
    SubElement(expressed, "FRBRversionNumber", value=expression.rpartition("@")[2])
    SubElement(expressed, "FRBRlanguage", language="eng")

    edited = {"href": SELF, "as": "#editor"}
    manifested = _level(made, "FRBRManifestation", expression, component, _NO_DATE, edited, ".akn")
    if name and held:
        SubElement(manifested, "FRBRportion", {"from": f"#{name}"})
    SubElement(manifested, "FRBRformat", value="application/akn+xml")


def _level(
    above: Element,
    level: str,
    iri: str,
    component: str,
    date: dict[str, str],
    author: dict[str, str],
    suffix: str = "",
) -> Element:
    made = SubElement(above, level)
    SubElement(made, "FRBRthis", value=f"{iri}/{component}{suffix}")
    SubElement(made, "FRBRuri", value=f"{iri}{suffix}")
    SubElement(made, "FRBRdate", date)
    SubElement(made, "FRBRauthor", author)
    return made


def refer(meta: Element, concepts: Mapping[str, str]) -> None:
    """Those who are referred to, and by name, with their words, the weights and doubts."""
    references = SubElement(meta, "references", source=SELF)
    for kind, name, place, shown in _REFERENCES:
        href = f"/akn/ontology/{place}"
        SubElement(references, kind, eId=name, href=href, showAs=shown)
    for name, shown in concepts.items():
        href = f"/akn/ontology/concept/cfrdiff/{name}"
        SubElement(references, "TLCConcept", eId=name, href=href, showAs=shown)

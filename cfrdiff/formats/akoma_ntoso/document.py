"""The newer edition as Akoma Ntoso 3 (OASIS LegalDocML 1.0), with what was done to it.

The body holds the newer text; the passive modifications tell every change of the change set, with
the older and the newer words (`modifications`), what it weighs and what is doubtful in it. What
stands in the newer edition is named by its eId in the file (``#sec_12.3__para_b``), what stood in
the older one by the older expression (``/akn/…/eng@2011-04-01/!main#sec_12.3__para_b``). Words the
newer edition does not have are never in its body: where it holds nothing of the section asked for,
an empty container says so.

Not told here, since it is no modification of the regulation: what one file does not cover, and
names of agencies as such. Words that went from one paragraph to another stand in the substitutions
of both.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from cfrdiff.formats.akoma_ntoso.analysis import analyse, concepts
from cfrdiff.formats.akoma_ntoso.body import body_of
from cfrdiff.formats.akoma_ntoso.identification import expression_of, identify, refer
from cfrdiff.formats.akoma_ntoso.modifications import modifications
from cfrdiff.formats.akoma_ntoso.side import side_of
from cfrdiff.model import Edition
from cfrdiff.views.report import Report

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akoma_ntoso(report: Report) -> bytes:
    """The document, in UTF-8. The editions are whole; where the change set is of one section, so
    is the document.
    """
    changes, before, after = report.changes, report.before, report.after
    limited = _is_limited(changes.before, before) or _is_limited(changes.after, after)
    headers = (changes.before, changes.after)
    only = {section.number for header in headers for section in header.sections}
    numbers = only if limited else None
    older = side_of(before, numbers, f"{expression_of(before, after)}/!main#")
    newer = side_of(after, numbers, "#")
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    act = SubElement(root, "act", name="regulation")
    meta = SubElement(act, "meta")
    portion = next(iter([*newer.sections, *older.sections]), None) if limited else None
    identify(meta, after, expression_of(after, before), portion, bool(newer.sections))
    found = modifications(changes, older, newer)
    analyse(meta, found)
    refer(meta, concepts(found))
    act.append(body_of(newer))
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _is_limited(header: Edition, edition: Edition) -> bool:
    held = (len(header.sections), len(header.blocks))
    return held != (len(edition.sections), len(edition.blocks))

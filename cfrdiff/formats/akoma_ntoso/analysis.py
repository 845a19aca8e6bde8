"""Modifications as the analysis of an Akoma Ntoso document."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from cfrdiff.formats.akoma_ntoso.identification import SELF
from cfrdiff.formats.akoma_ntoso.modifications import Modification
from cfrdiff.views import wording
from cfrdiff.views.printed import on_one_line

# The words of `old` and `new` are "in some non-managed form": elements of another vocabulary.
_XHTML = "http://www.w3.org/1999/xhtml"


def concepts(found: Sequence[Modification]) -> dict[str, str]:
    """The weights and the doubts that modifications have, each with its words."""
    shown: dict[str, str] = {one.weight: one.weight for one in found}
    return shown | {code: wording.review(code) for one in found for code in one.review}


def analyse(meta: Element, found: Sequence[Modification]) -> None:
    """The passive modifications; none where nothing was modified.

    The destination is the place in this file, or in the older expression where it is no more;
    `previous` the one place it had there. `old` and `new` name the places of the words they hold.
    What amended the regulation two editions do not tell: the source has no name, which
    `incomplete` says. So it does of a modification that a person should look at. What each refers
    to are its weight and its doubts (`concepts`).
    """
    if not found:
        return
    analysis = SubElement(meta, "analysis", source=SELF)
    passive = SubElement(analysis, "passiveModifications")
    for number, one in enumerate(found, start=1):
        made = SubElement(passive, "textualMod", type=one.kind, eId=f"pmod_{number}")
        made.set("refersTo", " ".join(f"#{name}" for name in (one.weight, *one.review)))
        if one.review:
            made.set("incomplete", "true")
        SubElement(made, "source", incomplete="true")
        for place, _ in one.news or one.olds:
            SubElement(made, "destination", href=place)
        if one.news and len(one.olds) == 1:
            SubElement(made, "previous", href=one.olds[0][0])
        for tag, sides in (("old", one.olds), ("new", one.news)):
            for place, words in sides:
                held = SubElement(made, tag, href=place)
                SubElement(held, "p", xmlns=_XHTML).text = on_one_line(words)

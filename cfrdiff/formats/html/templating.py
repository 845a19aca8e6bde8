"""The templates of the report, its styles and its scripts."""

from __future__ import annotations

import json
import re
from importlib import resources

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.formats.html.cutouts import Cutout, Pages
from cfrdiff.views import wording
from cfrdiff.views.shown import Place, StubEntry
from cfrdiff.views.signs import visible

_PACKAGE = "cfrdiff.formats.html"
# Each uses names of those before it.
_SCRIPTS = ("entries", "search", "places", "filters", "report")
# A section sign, and what stands behind it up to the next space.
_CITED = re.compile(r"(?<!§)§++ \S+")
# A quantifier that gives nothing back, which JavaScript does not know.
_POSSESSIVE = re.compile(r"(?<=[}*+])\+")


def template_environment(beside: str = _PACKAGE, **pages: Pages) -> Environment:
    """Where the templates are found, and what they may call: those of the package `beside`, and
    the report's own. `pages` are those of each file.
    """
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(beside), PackageLoader(_PACKAGE)]),
        autoescape=True,
        finalize=seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["stub"] = lambda one: isinstance(one, StubEntry)
    environment.tests["here"] = lambda anchor: anchor is not None
    environment.filters |= {
        "kind": wording.kind,
        "category": wording.category,
        "basis": wording.basis,
        "whole": _whole,
    }

    def cutouts(place: Place) -> list[Cutout]:
        return list(pages[place.edition].cut(place.evidence))

    environment.filters["cutouts"] = cutouts
    environment.globals["pictures"] = lambda: [one for p in pages.values() for one in p.pictures()]
    return environment


def seen(value: object) -> object:
    """Every string that a template puts out, with its unseen characters made visible."""
    return visible(value) if type(value) is str else value


def _whole(text: str) -> str:
    """Words in which no line ends between a section sign and its number."""
    if "§" not in text:
        return text
    return Markup(_CITED.sub(r'<span class="whole">\g<0></span>', str(escape(visible(text)))))


def scripts() -> Markup:
    """The scripts as one, with its names to itself, and with the grammar of section numbers."""
    grammar = f"const SECTION_NUMBER = {json.dumps(_POSSESSIVE.sub('', SECTION_NUMBER))};\n"
    pieces = grammar + "".join(asset(f"{name}.js") for name in _SCRIPTS)
    return Markup(f'"use strict";\n(() => {{\n{pieces}}})();\n')


def asset(name: str, package: str = _PACKAGE) -> str:
    """A file beside the templates, as it is."""
    return (resources.files(package) / "templates" / name).read_text("utf-8")

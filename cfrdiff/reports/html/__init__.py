"""The report as one HTML file: everything inlined, nothing fetched, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Edition
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.html.anchors import Addresses
from cfrdiff.reports.html.cutouts import Pages
from cfrdiff.reports.html.histories import history_views
from cfrdiff.reports.html.summary import summarize
from cfrdiff.reports.html.view import SectionView, section_views
from cfrdiff.reports.signs import visible

# Each uses names of those before it.
_SCRIPTS = ("entries", "search", "places", "filters", "report")


def html_report(
    changes: ChangeSet, before: Edition, after: Edition, earlier: Sequence[Edition] = ()
) -> bytes:
    """The report of a change set between two editions, as an HTML file.

    With `earlier` editions, the oldest first, each section that any of them has is shown in a
    picture of its history. Pieces of pages are shown where a PDF that an edition was read from is
    still at its path or in the corpus.
    """
    addresses = Addresses(changes.changes)
    with Pages(before) as older, Pages(after) as newer:
        sections = section_views(changes, addresses, older, newer)
    histories = history_views(changes, before, after, earlier, addresses)
    environment = _environment()
    script = _script(environment)
    page = environment.get_template("report.html").render(
        changes=changes,
        summary=summarize(changes, addresses),
        sections=sections,
        histories=histories,
        gone=[
            view
            for number, view in histories.items()
            if number not in {section.number for section in sections}
        ],
        facets=_facets(sections),
        style=Markup(_asset(environment, "report.css") + _asset(environment, "history.css")),
        script=script,
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return page.encode()


class _Choice(msgspec.Struct, frozen=True):
    value: str
    count: int


class _Facet(msgspec.Struct, frozen=True):
    name: str
    title: str
    choices: tuple[_Choice, ...]


def _facets(sections: Sequence[SectionView]) -> list[_Facet]:
    """What the reader can filter by: what there is of it, the most frequent first."""
    entries = [entry for section in sections for entry in section.entries]
    blocks = [block for section in sections for block in (*section.above, *section.below)]
    found = {
        ("kind", "Kind"): [e.kind for e in entries] + [b.kind for b in blocks],
        ("weight", "Weight"): [e.weight for e in entries if e.weight != "none"],
        ("category", "Category of edit"): [c for e in entries for c in e.categories],
    }
    return [
        _Facet(
            name,
            title,
            tuple(
                _Choice(value, values.count(value))
                for value in sorted(set(values), key=lambda v: (-values.count(v), v))
            ),
        )
        for (name, title), values in found.items()
        if values
    ]


def _environment() -> Environment:
    def seen(value: object) -> object:
        """Every string that a template puts out, with its unseen characters made visible."""
        return visible(value) if type(value) is str else value

    environment = Environment(
        loader=PackageLoader("cfrdiff.reports.html"),
        autoescape=True,
        finalize=seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "kind": spoken.kind,
        "category": spoken.category,
        "basis": spoken.basis,
        "section_change": entries.section_change,
    }
    return environment


def _script(environment: Environment) -> Markup:
    """The scripts as one, with its names to itself."""
    pieces = "".join(_asset(environment, f"{name}.js") for name in _SCRIPTS)
    return Markup(f'"use strict";\n(() => {{\n{pieces}}})();\n')


def _asset(environment: Environment, name: str) -> str:
    """A file beside the templates, as it is."""
    assert environment.loader is not None, "the environment is made with one"
    return environment.loader.get_source(environment, name)[0]

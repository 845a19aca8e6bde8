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
from cfrdiff.reports import spoken
from cfrdiff.reports.html.anchors import Addresses
from cfrdiff.reports.html.cutouts import Pages
from cfrdiff.reports.html.histories import history_views
from cfrdiff.reports.html.labels import Labels
from cfrdiff.reports.html.sections import section_views
from cfrdiff.reports.html.summary import summarize
from cfrdiff.reports.html.view import SectionView, StubEntry
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
    addresses, labels = Addresses(changes.changes), Labels(changes)
    with Pages("older", before) as older, Pages("newer", after) as newer:
        sections = section_views(changes, addresses, labels, older, newer)
        pages = [*older.pictures(), *newer.pictures()]
    histories = history_views(changes, before, after, earlier, addresses)
    environment = _environment()
    script = _script(environment)
    page = environment.get_template("report.html").render(
        changes=changes,
        summary=summarize(changes, sections, addresses, labels),
        sections=sections,
        pages=pages,
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
    found = [entry for section in sections for entry in section.listed]
    values_of = {
        ("kind", "Kind"): [entry.kind for entry in found],
        ("weight", "Weight"): [entry.weight for entry in found if entry.weight != "none"],
        ("category", "Category of edit"): [name for entry in found for name in entry.categories],
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
        for (name, title), values in values_of.items()
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
    environment.tests["stub"] = lambda one: isinstance(one, StubEntry)
    environment.filters |= {
        "kind": spoken.kind,
        "category": spoken.category,
        "basis": spoken.basis,
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

"""The report as one HTML file: everything inlined, nothing fetched, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from markupsafe import Markup

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Edition
from cfrdiff.reports.html.anchors import Addresses
from cfrdiff.reports.html.cutouts import Pages
from cfrdiff.reports.html.facets import facets
from cfrdiff.reports.html.histories import history_views
from cfrdiff.reports.html.labels import Labels
from cfrdiff.reports.html.sections import section_views
from cfrdiff.reports.html.summary import summarize
from cfrdiff.reports.html.templating import asset, scripts, template_environment

_STYLES = ("report.css", "history.css")


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
    shown = {section.number for section in sections}
    script = scripts()
    page = (
        template_environment()
        .get_template("report.html")
        .render(
            changes=changes,
            summary=summarize(changes, sections, addresses, labels),
            sections=sections,
            pages=pages,
            histories=histories,
            gone=[view for number, view in histories.items() if number not in shown],
            facets=facets(sections),
            style=Markup("".join(asset(name) for name in _STYLES)),
            script=script,
            digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )
    return page.encode()

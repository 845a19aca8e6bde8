"""The report as one HTML file: everything inlined, nothing fetched, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from markupsafe import Markup

from cfrdiff.changes.model import ChangeSet
from cfrdiff.formats.html.cutouts import Pages
from cfrdiff.formats.html.histories import history_views
from cfrdiff.formats.html.templating import asset, scripts, template_environment
from cfrdiff.model import Edition
from cfrdiff.views.addresses import Addresses
from cfrdiff.views.facets import facets
from cfrdiff.views.labels import Labels
from cfrdiff.views.sections import section_views
from cfrdiff.views.summary import summarize

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
    sections = section_views(changes, addresses, labels)
    histories = history_views(changes, before, after, earlier, addresses)
    shown = {section.number for section in sections}
    script = scripts()
    with Pages("older", before) as older, Pages("newer", after) as newer:
        page = (
            template_environment(older=older, newer=newer)
            .get_template("report.html")
            .render(
                changes=changes,
                summary=summarize(changes, sections, addresses, labels),
                sections=sections,
                histories=histories,
                gone=[view for number, view in histories.items() if number not in shown],
                facets=facets(sections),
                style=Markup("".join(asset(name) for name in _STYLES)),
                script=script,
                digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            )
        )
    return page.encode()

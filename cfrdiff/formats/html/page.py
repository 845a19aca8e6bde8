"""The report as one HTML file: everything inlined, nothing fetched, readable without scripts."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from cfrdiff.formats.html.cutouts import Pages
from cfrdiff.formats.html.histories import history_views
from cfrdiff.formats.html.templating import asset, scripts, template_environment
from cfrdiff.views.facets import facets
from cfrdiff.views.report import Report

_STYLES = ("report.css", "history.css")


def html_report(report: Report) -> bytes:
    """The report as an HTML file.

    With earlier editions, each section that any of them has is shown in a picture of its history.
    Pieces of pages are shown where a PDF that an edition was read from is still at its path or in
    the corpus.
    """
    histories = history_views(report)
    held = {section.number for section in report.sections}
    script = scripts()
    with Pages("older", report.before) as older, Pages("newer", report.after) as newer:
        environment = template_environment(older=older, newer=newer)
        environment.tests["here"] = lambda anchor: anchor in report.shown_anchors
        environment.filters["number"] = lambda entry: report.numbers[entry.ids[0]]
        page = environment.get_template("report.html").render(
            changes=report.changes,
            summary=report.summary,
            sections=report.shown,
            left_out=len(report.sections) - len(report.shown),
            histories=histories,
            gone=[view for number, view in histories.items() if number not in held],
            facets=facets(report.shown),
            style=Markup("".join(asset(name) for name in _STYLES)),
            script=script,
            digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    return page.encode()

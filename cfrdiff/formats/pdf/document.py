"""A redline on paper: the list of changes with their pages, then the text of what changed.

Pages are set by WeasyPrint, which is an extra (`cfrdiff[pdf]`) and needs Pango on the machine.
Nothing is fetched, and the same report is the same bytes.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import Any, NoReturn

from markupsafe import Markup

from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.html.templating import asset, seen, template_environment
from cfrdiff.views import entries, wording
from cfrdiff.views.report import Report
from cfrdiff.views.shown import Entry, SectionView

_EXTRA = (
    "PDF needs WeasyPrint, and Pango on the machine; pip install 'cfrdiff[pdf]', and see"
    " WeasyPrint's own words on Pango"
)
_PACKAGE = "cfrdiff.formats.pdf"


def pdf_report(report: Report) -> bytes:
    """The PDF. Raises CfrdiffError where WeasyPrint or what it needs is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise CfrdiffError(_EXTRA) from None
    page = paper(report)
    made = HTML(string=page, url_fetcher=_fetch_nothing)
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    data: bytes = made.write_pdf(pdf_identifier=identifier)
    return data


def paper(report: Report) -> str:
    """The pages as HTML for the typesetter."""
    environment = template_environment(_PACKAGE)
    environment.finalize = _seen
    environment.filters |= {"number": lambda entry: _number(report, entry), "labels": _labels}
    return environment.get_template("paper.html").render(
        report=report,
        summary=report.summary,
        edition_named=entries.edition_named,
        tallies=entries.tallies(report.changes),
        runs=[(said, list(run)) for said, run in groupby(report.sections, key=_said_of_all)],
        style=Markup(asset("paper.css", _PACKAGE)),
    )


def _fetch_nothing(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a report has nothing to fetch: {url}")


def _number(report: Report, entry: Entry) -> int | None:
    """The number of the change that an entry is, if it is told."""
    return report.numbers.get(entry.ids[0]) if entry.told and entry.ids else None


def _labels(entry: Entry) -> list[str]:
    """Its designation as in print; where it has another now, both in full."""
    if entry.block or not entry.path:
        return []
    both = entry.label.split(wording.ARROW)
    return both if len(both) == 2 else [f"({entry.path[-1]})"]


def _said_of_all(section: SectionView) -> str:
    """What is said of a section instead of printing it; nothing where something in it changed."""
    if section.has_news:
        return ""
    kinds = {one.kind for one in section.all}
    if kinds == {"not-covered"}:
        return next(one.spoken for one in section.all)
    return "" if any(one.two_sided for one in section.all) else "unchanged"


def _seen(value: object) -> object:
    """As every template has it; a section sign is not parted from its number."""
    shown = seen(value)
    return shown.replace("§ ", "§\u00a0") if type(shown) is str else shown

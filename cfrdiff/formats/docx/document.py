"""A Word document with tracked changes: accepting all gives the newer edition, rejecting all the
older, word for word.

In front stand what was compared and a table of the changes; then the text, each line with its
designation as text, so that no numbering of the word processor can change it.
"""

from __future__ import annotations

from cfrdiff.errors import CfrdiffError
from cfrdiff.views.printed import on_one_line
from cfrdiff.views.report import Report

TEXT = "The text with its changes"
END = "End of the text"
_EXTRA = "Word documents need python-docx; pip install 'cfrdiff[docx]'"


def docx_report(report: Report) -> bytes:
    """The document. Raises CfrdiffError where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    from cfrdiff.formats.docx.front import fill_front
    from cfrdiff.formats.docx.package import packed
    from cfrdiff.formats.docx.tracked import Tracker

    document = docx.Document()
    title = on_one_line(report.title)
    document.add_heading(title, 0)
    fill_front(document, report)
    document.add_heading(TEXT, 1).paragraph_format.page_break_before = True
    tracker = Tracker(
        date=report.after.as_of,
        only_before=on_one_line(f"only in {report.before.source.path}"),
        only_after=on_one_line(f"only in {report.after.source.path}"),
    )
    end = document.add_paragraph()
    end.add_run(END).italic = True
    for element in tracker.body(report.redline, behind=(None, 0)):
        end._p.addprevious(element)
    return packed(document, title)

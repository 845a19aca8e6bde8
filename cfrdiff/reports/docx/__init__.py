"""A Word document with tracked changes: accepting all gives the newer edition, rejecting all the
older, word for word.

In front stand what was compared and a table of the changes; then the text, each line with its
designation as text, so that no numbering of the word processor can change it.
"""

from __future__ import annotations

import io

from cfrdiff.changes.model import ChangeSet
from cfrdiff.errors import CfrdiffError
from cfrdiff.model import Edition
from cfrdiff.reports.printed import on_one_line
from cfrdiff.reports.redline import redline

TEXT = "The text with its changes"
END = "End of the text"
_EXTRA = "Word documents need python-docx; pip install 'cfrdiff[docx]'"


def docx_report(changes: ChangeSet, before: Edition, after: Edition) -> bytes:
    """The document. Raises CfrdiffError where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    from cfrdiff.reports.docx.front import fill_front
    from cfrdiff.reports.docx.tracked import Tracker

    document = docx.Document()
    title = f"{after.title or '?'} CFR part {after.part or '?'}: what changed"
    document.core_properties.title = on_one_line(title)
    document.core_properties.author = "cfrdiff"
    document.core_properties.comments = ""
    document.add_heading(on_one_line(title), 0)
    fill_front(document, changes)
    document.add_heading(TEXT, 1)
    tracker = Tracker(
        date=after.as_of,
        only_before=on_one_line(f"only in {before.source.path}"),
        only_after=on_one_line(f"only in {after.source.path}"),
    )
    end = document.add_paragraph(END, style="Intense Quote")._p
    for element in tracker.body(redline(changes)):
        end.addprevious(element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

"""The changes as a JSON Feed (version 1.1, https://www.jsonfeed.org/version/1.1/): an item each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from cfrdiff.views.marked_words import Piece
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible
from cfrdiff.views.summary_view import Item

_VERSION = "https://jsonfeed.org/version/1.1"
_MARKS = {"del": ("[-", "-]"), "ins": ("{+", "+}")}


def json_feed(report: Report) -> bytes:
    """Each change but those in type only, in one line and in the order of the text. Its id is that
    of the paragraph with both editions', so that a reader of feeds shows it once.
    """
    older, newer = (edition.source.sha256[:12] for edition in (report.before, report.after))
    items = [_item(one, f"{older}-{newer}", report.after.as_of) for one in report.headlines]
    feed = {"version": _VERSION, "title": visible(report.title), "items": items}
    return msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n"


def _item(one: Item, editions: str, as_of: str | None) -> dict[str, Any]:
    words = " · ".join("".join(_text(sample)) for sample in one.samples)
    about = f": {one.about}" if one.about else ""
    made = {
        "id": f"{editions}-{one.link.anchor}",
        "title": visible(f"{one.link.text} {one.spoken}"),
        "content_text": visible(
            f"{one.number}. {one.spoken}{about} ({one.weight}) {words}".strip()
        ),
        "tags": [one.kind, one.weight],
    }
    return made | ({"date_published": f"{as_of}T00:00:00Z"} if as_of else {})


def _text(sample: tuple[Piece, ...]) -> Iterator[str]:
    """Struck and inserted words in brackets, as `wdiff` has them."""
    for piece in sample:
        before, after = _MARKS.get(piece.op, ("", ""))
        yield f"{before}{piece.text}{after}"

"""The history of a section as a picture: a row a paragraph, a column an edition.

What became of a paragraph is told by a sign, a word under the pointer and a colour (of Okabe and
Ito's, which hold for colour-blind people), never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup

from cfrdiff.history import History, Step, Track
from cfrdiff.model import Designation, Edition
from cfrdiff.reports import spoken
from cfrdiff.reports.signs import visible

# Pixels: the column of names, a column of an edition, a row, and the box in it.
_NAMES, _COLUMN, _ROW = 270, 170, 30
_BOX, _HIGH = 118, 22
_HEAD, _FOOT = 64, 42
_NAME_LETTERS, _FILE_LETTERS, _BOX_LETTERS = 40, 24, 16
_SIGNS = {
    "first-seen": "",
    "unchanged": "",
    "added": "+",
    "revised": "≠",
    "redesignated": "→",
    "redesignated-revised": "⇄",
    "split": "⋔",
    "merged": "⋎",
    "removed": "×",
}
_LEGEND = ("added", "revised", "redesignated", "redesignated-revised", "split", "merged", "removed")

STYLE = """
.hp text { font: 13px system-ui, sans-serif; fill: #1b1b1b }
.hp .head { font-weight: 600 }
.hp .dim, .hp .gap { fill: #595959; font-size: 12px }
.hp line { stroke: #767676; stroke-width: 1.5 }
.hp line.gap { stroke-dasharray: 2 4 }
.hp rect { fill: #fff; stroke: #767676; stroke-width: 1.2 }
.hp .unchanged rect { stroke: #c6c6c6; stroke-width: 1 }
.hp .unchanged text { fill: #595959 }
.hp .added rect { fill: #cfeee3; stroke: #00664b; stroke-width: 2 }
.hp .revised rect, .hp .redesignated-revised rect
  { fill: #fbe3c4; stroke: #8a5300; stroke-width: 2 }
.hp .redesignated rect, .hp .split rect, .hp .merged rect
  { fill: #d3e8f6; stroke: #00507d; stroke-width: 2 }
.hp .removed rect { fill: #f7d9cc; stroke: #9a3c00; stroke-width: 2; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) { @media screen {
.hp text { fill: #ececec }
.hp .dim, .hp .gap { fill: #b5b5b5 }
.hp rect { fill: #1d1f21; stroke: #9a9a9a }
.hp line { stroke: #9a9a9a }
.hp .unchanged rect { stroke: #4a4f55 }
.hp .unchanged text { fill: #b5b5b5 }
.hp .added rect { fill: #0c3b2e; stroke: #4fc7a2 }
.hp .revised rect, .hp .redesignated-revised rect { fill: #4a3005; stroke: #f0b25a }
.hp .redesignated rect, .hp .split rect, .hp .merged rect { fill: #0d344c; stroke: #7cc3f0 }
.hp .removed rect { fill: #4c2010; stroke: #f59e75 }
} }
"""
_NONE = Markup("")
_GROUND = (
    "svg { background: #fff }"
    " @media (prefers-color-scheme: dark) { @media screen { svg { background: #16181a } } }"
)


def history_svg(history: History) -> bytes:
    """The picture as a file of its own."""
    style = Markup("<style>%s</style>") % Markup(STYLE + _GROUND)
    head = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')
    return (head + drawing(history, style)).encode()


def drawing(history: History, style: Markup = _NONE) -> Markup:
    """The picture as an ``svg`` element; where it stands, `STYLE` must hold."""
    tracks = _in_order(history.tracks)
    width = _NAMES + _COLUMN * len(history.editions)
    height = _HEAD + _ROW * len(tracks) + _FOOT
    parts = [*_heads(history.editions)]
    for row, track in enumerate(tracks):
        parts += _track(track, _HEAD + _ROW * row + _ROW // 2, len(history.editions))
    parts += _legend(height - _FOOT // 2)
    width = max(width, _legend_width())
    return Markup(
        '<svg class="hp" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="%s"'
        ' width="%d" height="%d" viewBox="0 0 %d %d">%s%s</svg>\n'
    ) % (_told(history), width, height, width, height, style, Markup("\n").join(parts))


def _in_order(tracks: tuple[Track, ...]) -> list[Track]:
    """The living in the order of print, and what is gone where it stood."""
    rows = [track for track in tracks if track.steps[-1].state is not None]
    for track in tracks:
        if track.steps[-1].state is None:
            key = _key(track)
            places = (i for i, other in enumerate(rows) if _key(other) > key)
            rows.insert(next(places, len(rows)), track)
    return rows


def _key(track: Track) -> tuple[tuple[int, int, str], ...]:
    return Designation(track.last.path).sort_key()


def _heads(editions: tuple[Edition, ...]) -> Iterator[Markup]:
    for k, edition in enumerate(editions):
        x = _middle(k)
        date = f"as of {edition.as_of}" if edition.as_of else "no date"
        name = _cut(edition.source.path.replace("\\", "/").rpartition("/")[2], _FILE_LETTERS)
        yield _text(x, 22, date, "head", "middle")
        yield Markup("<g><title>%s</title>%s</g>") % (
            visible(edition.source.path),
            _text(x, 42, name, "dim", "middle"),
        )


def _track(track: Track, y: int, editions: int) -> Iterator[Markup]:
    name = f"{track.last.designation or 'text'} {(track.last.heading or '').rstrip('—')}".strip()
    whole = f"{track.last.cite} {track.last.heading or ''}".strip()
    yield Markup("<g><title>%s</title>%s</g>") % (
        visible(whole),
        _text(8, y + 4, _cut(name, _NAME_LETTERS), "", "start"),
    )
    home = track.last.section
    boxes = [step for step in track.steps if step.event != "not-covered"]
    for one, other in pairwise(boxes):
        kind = "gap" if other.edition > one.edition + 1 else "way"
        ends = _middle(one.edition) + _BOX // 2, _middle(other.edition) - _BOX // 2
        yield Markup('<line class="%s" x1="%d" y1="%d" x2="%d" y2="%d"/>') % (
            kind,
            ends[0],
            y,
            ends[1],
            y,
        )
    for step in track.steps:
        yield _box(step, y, home)


def _box(step: Step, y: int, home: str | None) -> Markup:
    x = _middle(step.edition)
    if step.event == "not-covered":
        return _text(x, y - 3, "not in this file", "gap", "middle")
    if step.state is None:
        words = "removed" if step.event == "removed" else spoken.kind(step.event)
    else:
        state = step.state
        words = (state.designation or "text") if state.section == home else state.cite
    label = f"{_SIGNS[step.event]} {_cut(words, _BOX_LETTERS)}".strip()
    cite = f"{step.state.cite}: " if step.state else ""
    weight = "" if step.significance == "none" else f", {step.significance}"
    return Markup(
        '<g class="%s"><title>%s</title><rect x="%d" y="%d" width="%d" height="%d" rx="5"/>%s</g>'
    ) % (
        step.event,
        visible(f"{cite}{spoken.kind(step.event).replace('-', ' ')}{weight}"),
        x - _BOX // 2,
        y - _HIGH // 2,
        _BOX,
        _HIGH,
        _text(x, y + 4, label, "", "middle"),
    )


def _legend(y: int) -> Iterator[Markup]:
    x = 8
    for event in _LEGEND:
        yield Markup(
            '<g class="%s"><rect x="%d" y="%d" width="20" height="18" rx="4"/>%s</g>%s'
        ) % (
            event,
            x,
            y - 9,
            _text(x + 10, y + 4, _SIGNS[event], "", "middle"),
            _text(x + 26, y + 4, spoken.kind(event), "dim", "start"),
        )
        x += _legend_step(event)


def _legend_step(event: str) -> int:
    return 44 + 7 * len(spoken.kind(event))


def _legend_width() -> int:
    return 8 + sum(map(_legend_step, _LEGEND))


def _told(history: History) -> str:
    return (
        f"{len(history.tracks)} paragraphs through {len(history.editions)} editions:"
        " when each appeared, changed, moved and vanished"
    )


def _middle(edition: int) -> int:
    return _NAMES + _COLUMN * edition + _COLUMN // 2


def _text(x: int, y: int, words: str, kind: str, anchor: str) -> Markup:
    return Markup('<text class="%s" x="%d" y="%d" text-anchor="%s">%s</text>') % (
        kind,
        x,
        y,
        anchor,
        visible(words),
    )


def _cut(words: str, letters: int) -> str:
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"

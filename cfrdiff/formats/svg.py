"""The history of a section as a picture: a row a paragraph, a column an edition.

What became of a paragraph is told by a sign, words and a colour (of Okabe and Ito's, which hold
for colour-blind people), never by colour alone. Nothing is cut: columns are as wide as their
widest label, longer words are set in several lines, and the whole stands in ``desc`` as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from cfrdiff.errors import CfrdiffError
from cfrdiff.formats.lettering import width, wrapped
from cfrdiff.formats.svg_style import STYLE
from cfrdiff.history import History
from cfrdiff.views import wording
from cfrdiff.views.history_chart import NO_BOX, NOTHING_CHANGED, Box, Chart, Joint, Row, listed
from cfrdiff.views.history_rows import chart

# Pixels. The gaps between columns hold the lines, and a lane for each split or merger.
_EDGE, _NAMES, _GAP, _LANE = 12, 230, 30, 7
_SIZE, _LINE, _TITLE, _HIGH, _PAD, _ROOM = 13, 16, 17, 23, 4, 8
_NARROWEST, _WIDEST, _LEAST = 84, 200, 640
# A heading only labels its row; of a longer one the rest stands in `desc`.
_HEADING_LETTERS = 160
# Below so many rows the heads of the columns are in sight.
_TALL = 30


def history_svg(history: History) -> bytes:
    """The picture as an SVG file, UTF-8."""
    found = chart(history)
    layout = _layout(found)
    return (
        Markup(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<svg class="hp" xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title"'
            ' aria-describedby="desc" width="%d" height="%d" viewBox="0 0 %d %d"'
            ' style="max-width: 100%%; height: auto">\n'
            '<title id="title">%s</title>\n<desc id="desc">%s</desc>\n<style>%s</style>\n%s</svg>\n'
        )
        % (
            layout.width,
            layout.height,
            layout.width,
            layout.height,
            f"{found.title}: {found.told}",
            _described(found),
            Markup(STYLE),
            Markup("\n").join(_parts(found, layout)),
        )
    ).encode()


def histories_svg(found: list[History]) -> bytes:
    """The picture of the one history that is asked for; raises CfrdiffError for several."""
    if len(found) > 1:
        raise CfrdiffError(f"a picture shows one section; {len(found)} are picked")
    return history_svg(found[0])


def _described(found: Chart) -> str:
    editions = "; ".join(" ".join(edition) for edition in found.editions)
    return "\n".join([f"Editions: {editions}.", *(row.told for row in found.rows)])


_Words = tuple[tuple[str, str], ...]  # lines, each with its class


class _Layout(msgspec.Struct, frozen=True):
    """Where everything stands: columns by their left edge and width, rows by the middle."""

    width: int
    height: int
    title: _Words
    above: _Words
    heads: tuple[_Words, ...]
    left: tuple[int, ...]
    wide: tuple[int, ...]
    room: int
    names: tuple[_Words, ...]
    middle: tuple[int, ...]
    tall: tuple[int, ...]
    head: int
    foot: int
    legend: int


def _layout(found: Chart) -> _Layout:
    heads = tuple(_head(found, k) for k in range(len(found.columns)))
    names = tuple(_name(row) for row in found.rows)
    room = _name_room(names)
    wide = tuple(_wide(found, k, heads[k]) for k in range(len(found.columns)))
    left: list[int] = []
    x = _EDGE + room
    for k, one in enumerate(wide):
        x += _GAP + _LANE * len({joint.hub for joint in found.joints if joint.column == k})
        left.append(x)
        x += one
    whole = max(x, _LEAST) + _EDGE
    inner = whole - 2 * _EDGE
    title = _lines(found.title, inner, "title", _TITLE)
    above = _lines(found.told, inner, "dim")
    for edition in found.editions:
        above += _lines("{} {} · {}".format(*edition), inner, "dim")
    y = _EDGE + _HIGH * len(title)
    y = head = y + _LINE * len(above) + 2 * _ROOM
    y += _LINE * max(map(len, heads)) + _ROOM
    middle: list[int] = []
    tall: list[int] = []
    for row, name in zip(found.rows, names, strict=True):
        lines = [len(name), len(_same(row, whole - room))]
        lines += [len(_label(box, wide[k])) for k, box in enumerate(row.boxes) if box]
        tall.append(_LINE * max(lines) + 2 * _PAD)
        middle.append(y + tall[-1] // 2)
        y += tall[-1] + _ROOM
    foot = y
    if len(middle) > _TALL:
        y += _LINE * max(map(len, heads)) + _ROOM
    legend = y + _ROOM
    _, bottom = _legend(found, legend, whole)
    return _Layout(
        width=whole,
        height=bottom + _EDGE,
        title=title,
        above=above,
        heads=heads,
        left=tuple(left),
        wide=wide,
        room=room,
        names=names,
        middle=tuple(middle),
        tall=tuple(tall),
        head=head,
        foot=foot,
        legend=legend,
    )


def _head(found: Chart, k: int) -> _Words:
    column = found.columns[k]
    if column.first < column.last:
        return ((column.number, "head"), *_lines(NOTHING_CHANGED, _WIDEST, "dim"))
    _, date, file = found.editions[column.first]
    known = date.removeprefix("as of ") if date != wording.NO_DATE else file
    return ((column.number, "head"), *_lines(known, _WIDEST, "dim"))


def _wide(found: Chart, k: int, head: _Words) -> int:
    """As wide as the widest label, within bounds; what is wider yet is set in several lines."""
    words = [words for words, _ in head]
    for row in found.rows:
        if row.boxes and (box := row.boxes[k]):
            words += [f"{box.sign} {box.label}".strip(), *box.notes]
    widest = max(width(one, _SIZE) for one in words) + 2 * _ROOM
    return min(max(widest, _NARROWEST), _WIDEST)


def _name(row: Row) -> _Words:
    heading = row.heading
    if len(heading) > _HEADING_LETTERS:
        heading = heading[: _HEADING_LETTERS - 1].rstrip() + "…"
    return _lines(row.name, _NAMES, "") + (_lines(heading, _NAMES, "dim") if heading else ())


def _name_room(names: Sequence[_Words]) -> int:
    """As wide as the widest of them needs."""
    return max(width(line, _SIZE) for name in names for line, _ in name)


def _label(box: Box, wide: int) -> _Words:
    room = wide - 2 * _ROOM
    lines = _lines(f"{box.sign} {box.label}".strip(), room, "")
    for note in box.notes:
        lines += _lines(note, room, "note")
    return lines


def _same(row: Row, room: int) -> _Words:
    if not row.same:
        return ()
    words = f"{len(row.same)} paragraphs, unchanged in all editions: {', '.join(row.same)}"
    return _lines(words, room - 2 * _EDGE - _GAP - _ROOM, "dim")


def _lines(words: str, room: int, kind: str, size: int = _SIZE) -> _Words:
    return tuple((line, kind) for line in wrapped(words, room, size))


def _parts(found: Chart, layout: _Layout) -> Iterator[Markup]:
    yield _set(layout.title, _EDGE, _EDGE, "start", _HIGH)
    yield _set(layout.above, _EDGE, _EDGE + _HIGH * len(layout.title), "start")
    tops = [layout.head, *([layout.foot] if len(found.rows) > _TALL else [])]
    for y in tops:
        for k, head in enumerate(layout.heads):
            yield _set(head, layout.left[k] + layout.wide[k] // 2, y, "middle")
    for place, row in enumerate(found.rows):
        yield from _ways(row, place, layout)
    for joint in found.joints:
        yield _joint(joint, found.joints, layout)
    for place, row in enumerate(found.rows):
        yield from _row(row, place, layout)
    yield from _legend(found, layout.legend, layout.width)[0]


def _ways(row: Row, place: int, layout: _Layout) -> Iterator[Markup]:
    """The line from each box to the next, dotted past files that do not reach there."""
    y = layout.middle[place]
    steps = [k for k, box in enumerate(row.boxes) if box and not box.is_gap]
    for one, other in pairwise(steps):
        kind = "gap" if other > one + 1 else "way"
        yield Markup('<line class="%s" x1="%d" y1="%d" x2="%d" y2="%d"/>') % (
            kind,
            layout.left[one] + layout.wide[one],
            y,
            layout.left[other],
            y,
        )


def _joint(joint: Joint, joints: Sequence[Joint], layout: _Layout) -> Markup:
    """From the line of the one row to the box of the other, in a lane of its own."""
    hubs = list(dict.fromkeys(other.hub for other in joints if other.column == joint.column))
    x = layout.left[joint.column] - _GAP // 2 - _LANE * hubs.index(joint.hub)
    y, end = layout.middle[joint.source], layout.middle[joint.target]
    return Markup(
        '<g><circle cx="%d" cy="%d" r="3"/><path class="joint" d="M%d %d V%d H%d"/></g>'
    ) % (x, y, x, y, end, layout.left[joint.column])


def _row(row: Row, place: int, layout: _Layout) -> Iterator[Markup]:
    y, tall, name = layout.middle[place], layout.tall[place], layout.names[place]
    if row.same:
        same = _same(row, layout.width - layout.room)
        yield Markup(
            '<g class="same"><rect class="band" x="%d" y="%d" width="%d" height="%d"/>'
        ) % (
            _EDGE - _ROOM // 2,
            y - tall // 2,
            layout.width - 2 * _EDGE + _ROOM,
            tall,
        )
        yield _set(same, _EDGE + layout.room + _GAP, _above(same, y), "start")
        yield Markup("</g>")
    yield Markup('<g class="name"><title>%s</title>%s</g>') % (
        row.told,
        _set(name, _EDGE, _above(name, y), "start"),
    )
    for k, box in enumerate(row.boxes):
        if box is not None:
            yield _box(box, layout.left[k], layout.wide[k], y)


def _box(box: Box, left: int, wide: int, y: int) -> Markup:
    label = _label(box, wide)
    tall = _LINE * len(label) + 2 * _PAD
    return Markup(
        '<g class="box %s"><title>%s</title>'
        '<rect x="%d" y="%d" width="%d" height="%d" rx="5"/>%s</g>'
    ) % (
        box.event,
        box.told,
        left,
        y - tall // 2,
        wide,
        tall,
        _set(label, left + wide // 2, _above(label, y), "middle"),
    )


def _legend(found: Chart, y: int, whole: int) -> tuple[list[Markup], int]:
    """The signs that occur, and where they end."""
    parts: list[Markup] = []
    x = _EDGE
    for event, sign, words in listed(found.events):
        step = 30 + width(words, _SIZE) + 2 * _ROOM
        if x > _EDGE and x + step > whole:
            x, y = _EDGE, y + _LINE + _ROOM
        parts.append(
            Markup('<g class="sign %s"><rect x="%d" y="%d" width="22" height="18" rx="4"/>%s</g>%s')
            % (
                event,
                x,
                y,
                _set(((sign, ""),), x + 11, y + 1, "middle"),
                _set(((words, "dim"),), x + 28, y + 1, "start"),
            )
        )
        x += step
    if parts:
        y += _LINE + _ROOM
    if found.has_blanks:
        parts.append(_set(((NO_BOX, "dim"),), _EDGE, y, "start"))
        y += _LINE
    return parts, y


def _above(words: _Words, middle: int) -> int:
    return middle - _LINE * len(words) // 2


def _set(words: _Words, x: int, top: int, anchor: str, step: int = _LINE) -> Markup:
    """Lines of text, the first below `top`."""
    return Markup("").join(
        Markup('<text class="%s" x="%d" y="%d" text-anchor="%s">%s</text>')
        % (kind, x, top + step * k + 12, anchor, line)
        for k, (line, kind) in enumerate(words)
        if line
    )

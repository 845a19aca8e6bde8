"""What a tool answers: items that each have a cite and an edition, in no more than so many signs.

An assistant reads an answer whole, and pays for every sign. What does not fit is counted, and the
answer says how to ask for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

# Characters of an answer as JSON: about 3,000 tokens, some ten paragraphs of a long section.
MOST = 12_000
# What the fields about the items may take of it, and one item's cite and edition.
_SAID, _NAMED = 1_200, 300
# Items are written with an indentation.
_FRAME = 120


@dataclass(frozen=True)
class Item:
    """A piece of an answer: where it stands, in which edition, and what is said there."""

    cite: str
    edition: str
    text: str


@dataclass(frozen=True)
class Answer:
    """An answer to what was asked of a `cite` (or of words) and an `edition`.

    `found` is False where the library does not have it, and `said` then says what it has.
    `left_out` counts the items that did not fit, and `more` says how to get them.
    """

    cite: str
    edition: str
    found: bool
    said: str
    items: list[Item] = field(default_factory=list)
    left_out: int = 0
    more: str = ""


def not_found(cite: str, edition: str, why: str) -> Answer:
    """The answer that the library does not have what was asked for."""
    named = why if "not in the library" in why else f"not in the library: {why}"
    return Answer(_short(cite, _NAMED), _short(edition, _NAMED), False, _short(named, _SAID))


def capped(answer: Answer, items: Iterable[Item], start: int) -> Answer:
    """An answer with as many items, from `start` on, as fit; one that is too long by itself is cut,
    and says so.
    """
    all_items = list(items)
    whole = room = MOST - 2 * _SAID - 2 * _NAMED
    shown: list[Item] = []
    for item in all_items[start:]:
        one = _fitting(item, room, may_cut=room > whole / 2)
        if one is None:
            break
        room -= _size(one)
        shown.append(one)
    left = max(0, len(all_items) - start - len(shown))
    return replace(
        answer,
        cite=_short(answer.cite, _NAMED),
        edition=_short(answer.edition, _NAMED),
        said=_short(answer.said, _SAID),
        items=shown,
        left_out=left,
        more=_short(_more(answer.more, start + len(shown), left), _SAID),
    )


def _more(how: str, following: int, left: int) -> str:
    if not left:
        return ""
    return f"ask again with start={following}" + (f", or {how}" if how else "")


def _fitting(item: Item, room: int, *, may_cut: bool) -> Item | None:
    """An item that fits, cut where it may be; None where it waits for another answer."""
    named = replace(item, cite=_short(item.cite, _NAMED), edition=_short(item.edition, _NAMED))
    size = _size(named)
    if size <= room:
        return named
    if not may_cut:
        return None
    most = len(named.text)
    while size > room:  # signs that JSON writes longer than they are
        most = min(most - 1, most * room // (size + 1))
        size = _size(replace(named, text=_cut(named.text, most)))
    return replace(named, text=_cut(named.text, most))


def _cut(text: str, most: int) -> str:
    kept = text[: max(0, most)].rsplit(" ", 1)[0]
    return f"{kept} … [cut: {len(kept):,} of {len(text):,} characters; ask for a part of it]"


def _size(item: Item) -> int:
    return len(json.dumps(asdict(item), ensure_ascii=False)) + _FRAME


def _short(text: str, most: int) -> str:
    """A text on one line, cut where it is longer than fits, as JSON writes it."""
    line = " ".join(text.split())
    while len(json.dumps(line, ensure_ascii=False)) > most:
        line = line[: len(line) * 3 // 4].rstrip("… ") + "…"
    return line

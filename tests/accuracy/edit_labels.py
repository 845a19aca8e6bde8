"""Edits of real revised paragraphs, labelled by hand; the rules are in labels/RULES.md.

A row of labels/edits.jsonl is one revised paragraph. It holds both texts, or it names a paragraph
of the gold data, whose texts are looked up there. A labelled edit has no place of its own: it is
found by order, and only labels that turn the older text into the newer, with nothing left over,
are accepted. So a change that nobody labelled cannot stay unseen.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from accuracy import gold

FILE = Path(__file__).parent / "labels" / "edits.jsonl"
# A second set, from whole volumes, measured apart.
FRESH = FILE.with_name("edits_2020.jsonl")
CATEGORIES = frozenset(
    (
        "office agency address cross-reference citation deadline amount date modal plain-language "
        "negation condition definition heading spelling punctuation ocr designation wording"
    ).split()
)

Span = tuple[int, int]
_Place = tuple[Span, Span]


class LabelError(ValueError):
    """A row whose labels do not account for the difference of its texts."""


@dataclass(frozen=True)
class LabelledEdit:
    """One edit as a person placed it; the spans are offsets in the two texts of its row.

    An insertion has an empty span in the older text, a deletion one in the newer.
    """

    before: str
    after: str
    category: str
    substantive: bool
    before_span: Span
    after_span: Span


@dataclass(frozen=True)
class LabelledParagraph:
    """A revised paragraph, both texts with single spaces, and its edits in order."""

    source: str
    before: str
    after: str
    edits: tuple[LabelledEdit, ...]


def rows(file: Path = FILE) -> tuple[Mapping[str, Any], ...]:
    """The rows as they are written."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def load(where: Path | None, file: Path = FILE) -> Iterator[LabelledParagraph]:
    """All labelled paragraphs; without a folder of gold data only those that quote their texts.

    Raises LabelError where the labels of a row do not account for the difference of its texts.
    """
    for row in rows(file):
        if "pair" not in row:
            yield paragraph(row, row["source"], row["before"], row["after"])
        elif where is not None:
            source = f"{row['pair']} § {row['section']}"
            yield paragraph(row, source, *_texts_of_gold(where, row))


def paragraph(row: Mapping[str, Any], source: str, before: str, after: str) -> LabelledParagraph:
    """A row with its texts, every edit placed.

    Raises LabelError where no places of the edits make the texts around them equal.
    """
    before, after = " ".join(before.split()), " ".join(after.split())
    labels = [(edit["before"], edit["after"]) for edit in row["edits"]]
    places = _placed(before, after, labels, 0, 0)
    if places is None:
        raise LabelError(f"{source}: the labels do not turn the older text into the newer")
    edits = (
        LabelledEdit(edit["before"], edit["after"], edit["category"], edit["substantive"], *spans)
        for edit, spans in zip(row["edits"], places, strict=True)
    )
    return LabelledParagraph(source, before, after, tuple(edits))


def _placed(
    before: str, after: str, labels: list[tuple[str, str]], i: int, j: int
) -> list[_Place] | None:
    """The first places in order for which everything between is equal on both sides."""
    if not labels:
        return [] if before[i:] == after[j:] else None
    old, new = labels[0]
    while True:
        for lead, tail in _spaces(old, new):
            if (
                before.startswith(lead[0] + old + tail[0], i)
                and after.startswith(lead[1] + new + tail[1], j)
                and _whole(before, i + len(lead[0]), old)
                and _whole(after, j + len(lead[1]), new)
            ):
                old_span = (i + len(lead[0]), i + len(lead[0] + old))
                new_span = (j + len(lead[1]), j + len(lead[1] + new))
                next_i, next_j = old_span[1] + len(tail[0]), new_span[1] + len(tail[1])
                rest = _placed(before, after, labels[1:], next_i, next_j)
                if rest is not None:
                    return [(old_span, new_span), *rest]
        if i >= len(before) or j >= len(after) or before[i] != after[j]:
            return None
        i, j = i + 1, j + 1


_Pair = tuple[str, str]
_NONE: _Pair = ("", "")


def _spaces(old: str, new: str) -> tuple[tuple[_Pair, _Pair], ...]:
    """The spaces that may come or go with an edit: before it, behind it; older side, newer side.

    A label is written without outer spaces: words that come in bring one space, and a mark in the
    place of words takes one away.
    """
    added, gone = ("", " "), (" ", "")
    alone = ((_NONE, _NONE), (_NONE, added), (added, _NONE), (_NONE, gone), (gone, _NONE))
    if old and new:
        return alone
    return (alone[0], *(alone[1:3] if new else alone[3:5]))


def _whole(text: str, start: int, part: str) -> bool:
    """Whether a part of a text begins and ends at the bounds of words."""
    end = start + len(part)
    ends = (start, end) if part else ()
    return not any(
        0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in ends
    )


def _texts_of_gold(where: Path, row: Mapping[str, Any]) -> tuple[str, str]:
    older, newer = _versions(where, row["pair"])
    texts = []
    for version, key in ((older, "before_path"), (newer, "after_path")):
        path = tuple(row[key])
        text = version[row["section"]][path]
        # The paragraph's own label, where the row is about the paragraph as it is printed.
        texts.append(f"({path[-1]}) {text}" if row.get("printed") else text)
    return texts[0], texts[1]


_Version = Mapping[str, Mapping[tuple[str, ...], str]]


@cache
def _versions(where: Path, pair: str) -> tuple[_Version, _Version]:
    part, _, document = pair.partition("/")
    if not document:
        first, second = (d for d in gold.load(where) if d.part == part)
        return _by_path(first.sections), _by_path(second.sections)
    before = _document_before(where, part, document)
    older, newer = (gold.load_version(where, part, one) for one in (before, document))
    return _by_path(older), _by_path(newer)


def _document_before(where: Path, part: str, document: str) -> str:
    with gzip.open(where / "changes.jsonl.gz", "rt", encoding="utf-8") as lines:
        for pair in map(json.loads, lines):
            if pair["part"] == part and pair["after"]["document"] == document:
                return str(pair["before"]["document"])
    raise LabelError(f"no pair {part}/{document} in the gold data")


def _by_path(sections: tuple[gold.GoldSection, ...]) -> _Version:
    return {s.number: {p.path: p.text for p in s.paragraphs} for s in sections}

"""An edition as the rows of the datasets that are made of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cfrdiff.changes.tables import Row
from cfrdiff.cites import Designation
from cfrdiff.library.cited import references
from cfrdiff.library.model import Entry
from cfrdiff.library.pieces import Piece, pieces_of
from cfrdiff.library.schemas import Dataset
from cfrdiff.model import Division, Edition, Paragraph

_DIGEST = 16  # figures of a paragraph's digest: of a thousand million texts none meets another


def rows_of(edition: Edition, entry: Entry, reader: str) -> dict[Dataset, list[Row]]:
    """The rows of every dataset that is made of one edition."""
    pieces = pieces_of(edition)
    return {
        "editions": [_edition(edition, entry, reader)],
        "divisions": list(_divisions(edition, entry)),
        "paragraphs": list(_paragraphs(edition, entry, pieces)),
        "citations": list(_citations(entry, pieces)),
    }


def digest_of(heading: str, text: str) -> str:
    """The digest of a piece's words."""
    return hashlib.sha256(f"{heading}\n{text}".encode(errors="replace")).hexdigest()[:_DIGEST]


def _of(entry: Entry) -> Row:
    return {"edition": entry.sha256, "title": entry.title, "date": entry.as_of}


def _edition(edition: Edition, entry: Entry, reader: str) -> Row:
    return _of(entry) | {
        "name": entry.name,
        "format": entry.format,
        "parts": " ".join(entry.parts),
        "sections": entry.sections,
        "paragraphs": entry.paragraphs,
        "findings": len(edition.findings),
        "exact": int(entry.exact),
        "bytes": entry.bytes,
        "reader": reader,
    }


def _divisions(edition: Edition, entry: Entry) -> Iterator[Row]:
    order = 0

    def rows(division: Division, above: int | None, part: str) -> Iterator[Row]:
        nonlocal order
        own, order = order, order + 1
        part = division.number if division.kind == "part" else part
        yield _of(entry) | {
            "order": own,
            "above": above,
            "kind": division.kind,
            "number": division.number,
            "heading": division.heading,
            "part": part,
            "authority": division.authority or "",
            "source": division.source or "",
            "sections": " ".join(division.sections),
        }
        for one in division.divisions:
            yield from rows(one, own, part)

    for division in edition.divisions:
        yield from rows(division, None, "")


def _paragraphs(edition: Edition, entry: Entry, pieces: Sequence[Piece]) -> Iterator[Row]:
    codes: dict[tuple[str | None, str | None], dict[str, None]] = defaultdict(dict)
    for finding in edition.findings:
        codes[finding.section, finding.designation][finding.code] = None
    for order, piece in enumerate(pieces):
        what = piece.what if isinstance(piece.what, Paragraph) else None
        designation = what.designation if what else ""
        asked = designation if what else None
        is_own = piece.kind in ("paragraph", "section-heading")
        found = codes.get((piece.section or None, asked), {}) if is_own else {}
        place = piece.evidence[0] if piece.evidence else None
        yield _of(entry) | {
            "part": piece.part,
            "section": piece.section,
            "order": order,
            "kind": piece.kind,
            "designation": designation,
            "path": str(Designation(what.path)) if what and what.path else "",
            "heading": piece.heading,
            "text": piece.text,
            "digest": digest_of(piece.heading, piece.text),
            "inferred": int(what.inferred) if what else 0,
            "partial": (what.partial or "") if what else "",
            "confidence": what.confidence if what else 1.0,
            "page": place.page if place else None,
            "line": place.line if place else None,
            "findings": " ".join(found),
        }


def _citations(entry: Entry, pieces: Sequence[Piece]) -> Iterator[Row]:
    for order, piece in enumerate(pieces):
        designation = piece.what.designation if isinstance(piece.what, Paragraph) else ""
        for one in references(piece.text, entry.title, piece.part, piece.section):
            yield _of(entry) | {
                "part": piece.part,
                "section": piece.section,
                "designation": designation,
                "order": order,
                "start": one.start,
                "end": one.end,
                "words": one.words,
                "form": one.form,
                "to_title": one.title,
                "to_part": one.part,
                "to_section": one.section,
                "to_designation": one.designation,
                "from_section": one.since,
            }

"""Versions of real parts from the gold standard (``changes.jsonl.gz``)."""

from __future__ import annotations

import gzip
import json
from typing import Any

from accuracy import gold

from cfrdiff import Edition, Paragraph, Section, Source
from cfrdiff.model import grow


def pairs() -> dict[str, tuple[Edition, Edition]]:
    """All pairs of versions, by their part and the day the newer one became effective."""
    with gzip.open(gold.folder() / "changes.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return {
        f"{one['part']} {one['after']['effective']}": (
            _edition(one["part"], one["before_sections"], one["before"]["effective"]),
            _edition(one["part"], one["after_sections"], one["after"]["effective"]),
        )
        for one in found
    }


def versions(part: str, effective: str) -> tuple[Edition, Edition]:
    """The version of a part that became effective on a day, and the one before it."""
    return pairs()[f"{part} {effective}"]


def _edition(part: str, sections: list[dict[str, Any]], as_of: str) -> Edition:
    return Edition(
        title=12,
        part=part,
        as_of=as_of,
        source=Source("version.txt", "0", "text"),
        sections=tuple(
            Section(
                one["section"],
                one["heading"],
                "complete",
                None,
                grow(
                    [
                        Paragraph(
                            "".join(f"({label})" for label in p["path"]),
                            tuple(p["path"]),
                            None,
                            p["text"],
                        )
                        for p in one["paragraphs"]
                    ]
                ),
            )
            for one in sections
        ),
    )

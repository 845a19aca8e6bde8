"""Versions of real parts from the gold standard (``changes.jsonl.gz``)."""

from __future__ import annotations

import gzip
import json
from typing import Any

from accuracy import gold

from cfrdiff import Edition, Paragraph, Section, Source
from cfrdiff.model import grow


def versions(part: str, effective: str) -> tuple[Edition, Edition]:
    """The version of a part that became effective on a day, and the one before it."""
    with gzip.open(gold.folder() / "changes.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if (pair["part"], pair["after"]["effective"]) == (part, effective):
                return (
                    _edition(part, pair["before_sections"], pair["before"]["effective"]),
                    _edition(part, pair["after_sections"], effective),
                )
    raise AssertionError("no such pair")


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

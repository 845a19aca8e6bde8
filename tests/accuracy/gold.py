"""The gold data → sections whose paragraphs are known."""

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from accuracy.corrections import right_heading, right_line, right_path, right_text
from cfrdiff.cites import section_key

FOLDER_VARIABLE = "CFRDIFF_GOLD"
_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class GoldParagraph:
    """The truth about one paragraph; `text` begins with its heading, where it has one."""

    path: tuple[str, ...]
    text: str
    heading: str | None


@dataclass(frozen=True)
class GoldSection:
    """One section: the paragraphs as printed (`lines`) and the paragraphs as they are.

    `knows_headings` says that a paragraph without a heading is known to have none.
    """

    doc: str
    number: str
    heading: str
    lines: tuple[str, ...]
    paragraphs: tuple[GoldParagraph, ...]
    knows_headings: bool


@dataclass(frozen=True)
class Document:
    """The sections of one part in one version, in the order of numbers."""

    name: str
    sections: tuple[GoldSection, ...]

    @property
    def part(self) -> str:
        """The number of the part."""
        return self.sections[0].number.partition(".")[0]

    @property
    def words(self) -> int:
        """How many words its paragraphs hold."""
        return sum(len(line.split()) for section in self.sections for line in section.lines)


def folder() -> Path:
    """Where the gold data should be; it need not be there."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else _REPOSITORY.parent / "shared" / "gold"


def missing(where: Path) -> str | None:
    """Why the gold data cannot be read from a folder, None where it can."""
    if (where / "hierarchy.jsonl").is_file() and (where / "changes.jsonl.gz").is_file():
        return None
    return f"no gold data in {where}; name its folder in {FOLDER_VARIABLE}"


def load(where: Path) -> tuple[Document, ...]:
    """All documents; a version of a part holds only the sections no earlier version has."""
    documents: dict[str, list[GoldSection]] = {}
    for section in (*_hierarchy(where), *_distinct(_versions(where))):
        documents.setdefault(section.doc, []).append(section)
    return tuple(
        Document(name, tuple(sorted(sections, key=lambda s: section_key(s.number))))
        for name, sections in documents.items()
    )


def load_version(where: Path, part: str, document: str) -> tuple[GoldSection, ...]:
    """One whole version of a part from the pairs of versions, in the order of print."""
    sections = [s for s in _versions(where) if s.doc == f"{part}/{document}"]
    unique = {section.number: section for section in sections}
    return tuple(sorted(unique.values(), key=lambda s: section_key(s.number)))


@dataclass(frozen=True)
class Pair:
    """Two versions of a part and the operations, (operation, label), of the notice between them.

    Without a notice `operations` is empty.
    """

    name: str
    before: tuple[GoldSection, ...]
    after: tuple[GoldSection, ...]
    operations: tuple[tuple[str, str], ...]


def load_pairs(where: Path) -> tuple[Pair, ...]:
    """The pairs of consecutive versions, and the parts of which the gold has two versions."""
    pairs: list[Pair] = []
    with gzip.open(where / "changes.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            name = f"{row['part']}/{row['before']['document']}→{row['after']['document']}"
            sides = [
                tuple(_section(name, one) for one in row[f"{side}_sections"])
                for side in ("before", "after")
            ]
            operations = tuple((one["operation"], one["label"]) for one in row["notice"])
            pairs.append(Pair(name, sides[0], sides[1], operations))
    versions: dict[str, dict[str, list[GoldSection]]] = {}
    for section in _hierarchy(where):
        part = section.doc.rpartition("/")[0]
        versions.setdefault(part, {}).setdefault(section.doc, []).append(section)
    for part, held in versions.items():
        for before, after in pairwise(sorted(held)):
            name = f"{part}/{before.rpartition('/')[2]}→{after.rpartition('/')[2]}"
            pairs.append(Pair(name, tuple(held[before]), tuple(held[after]), ()))
    return tuple(pairs)


def _hierarchy(where: Path) -> Iterator[GoldSection]:
    with (where / "hierarchy.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield _section(row["doc"], row)


def _versions(where: Path) -> Iterator[GoldSection]:
    with gzip.open(where / "changes.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            for side in ("before", "after"):
                doc = f"{pair['part']}/{pair[side]['document']}"
                for row in pair[f"{side}_sections"]:
                    yield _section(doc, row)


def _distinct(sections: Iterable[GoldSection]) -> Iterator[GoldSection]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for section in sections:
        key = (section.number, section.lines)
        if key not in seen:
            seen.add(key)
            yield section


def _section(doc: str, row: dict[str, Any]) -> GoldSection:
    number = row["section"]
    paragraphs = tuple(
        GoldParagraph(
            right_path(number, tuple(one["path"])),
            right_text(one["text"]),
            right_heading(one.get("heading"), one["text"]),
        )
        for one in row["paragraphs"]
    )
    knows = any("heading" in one for one in row["paragraphs"])
    lines = tuple(right_line(line) for line in row["lines"])
    return GoldSection(doc, number, row["heading"], lines, paragraphs, knows)

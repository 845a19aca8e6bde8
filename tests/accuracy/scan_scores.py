"""What is read from pictures of pages, against what the pages' own text says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

import cfrdiff


@dataclass
class Score:
    """Sums over pages: sections, paths and words as printed, and what of them was read."""

    sections: int = 0
    lost: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    paths: int = 0
    paths_right: int = 0
    paths_invented: int = 0
    words: int = 0
    words_right: int = 0
    figures: list[tuple[str, str]] = field(default_factory=list)
    doubted: int = 0
    paragraphs: int = 0
    in_doubt: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    tesseract: float = 0.0

    def add(self, printed: cfrdiff.Edition, read: cfrdiff.Edition) -> None:
        """Add the reading of some pages."""
        true, found = _numbers(printed), _numbers(read)
        self.sections += sum(true.values())
        self.lost += sorted((true - found).elements())
        self.invented += sorted((found - true).elements())
        every = [one for section in read.sections for one in section.walk()]
        self.paragraphs += len(every)
        self.in_doubt += sum(any(r.kind == "doubt" for r in one.repairs) for one in every)
        paths, others = _paths(printed), _paths(read)
        self.paths += sum(paths.values())
        self.paths_right += sum((paths & others).values())
        self.paths_invented += sum((others - paths).values())
        self._words(_even(_words(printed)), _even(_words(read)), _doubted(read))
        self.findings.update(finding.code for finding in read.findings)

    def _words(self, printed: list[str], read: list[str], doubted: set[str]) -> None:
        self.words += len(printed)
        for op in Levenshtein.opcodes(printed, read):
            if op.tag == "equal":
                self.words_right += op.src_end - op.src_start
                continue
            one = " ".join(printed[op.src_start : op.src_end])
            other = " ".join(read[op.dest_start : op.dest_end])
            if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
                self.figures.append((one[:60], other[:60]))
                self.doubted += any(word in doubted for word in other.split())

    def line(self, name: str) -> str:
        """The score as a row of a table."""
        return (
            f"{name:16} {self.sections:3} {len(self.lost):4} {len(self.invented):4}"
            f" {100 * self.paths_right / max(self.paths, 1):6.1f} {self.paths_invented:4}"
            f" {100 * self.words_right / max(self.words, 1):6.2f} {len(self.figures):4}"
            f" {self.doubted:4} {100 * self.in_doubt / max(self.paragraphs, 1):5.1f}"
            f" {self.seconds:6.1f} {self.tesseract:6.1f}"
        )


HEAD = f"{'':16} {'§':>3} lost inv.  paths inv.  words  fig. dbt.  par.   secs  tess."


def _numbers(edition: cfrdiff.Edition) -> Counter[str]:
    return Counter(section.number or "?" for section in edition.sections)


def _paths(edition: cfrdiff.Edition) -> Counter[tuple[str | None, object]]:
    return Counter(
        (section.number, paragraph.path)
        for section in edition.sections
        for paragraph in section.walk()
    )


def _words(edition: cfrdiff.Edition) -> Iterator[str]:
    for section in edition.sections:
        yield from (section.number or "").split()
        yield from (section.heading or "").split()
        for paragraph in section.walk():
            yield from paragraph.designation.split()
            yield from (paragraph.heading or "").split()
            yield from paragraph.text.split()
        yield from (section.source_note or "").split()


def _doubted(edition: cfrdiff.Edition) -> set[str]:
    """The words that the reading is not sure of."""
    paragraphs = [one for section in edition.sections for one in section.walk()]
    repairs = [repair for paragraph in paragraphs for repair in paragraph.repairs]
    return {
        word
        for repair in repairs
        if repair.kind == "doubt"
        for word in _even(iter(repair.after.split()))
    }


def _even(words: Iterator[str]) -> list[str]:
    """Words with one sign for hyphens and dashes of figures, which no reader of pictures tells."""
    return [word.replace("–", "-") for word in words]

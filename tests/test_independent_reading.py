"""GPO's volumes, read by the package and by a naive second reader: the same sections and words.

The gold volumes where they are there (slow), and else a small volume with what a real one has.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from independent_reading import (
    divisions_of_sections,
    parsed,
    section_numbers,
    words_of_edition,
    words_of_file,
)

import cfrdiff
from cfrdiff.divisions import Division
from cfrdiff.model import Edition

GOLD = Path(os.environ.get("CFRDIFF_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
VOLUMES = sorted((GOLD / "volumes").glob("*.xml.gz"))
SAMPLE = Path(__file__).parent / "data" / "small-volume.xml"


def _joined(words: Counter[str]) -> Counter[str]:
    """The letters of words in no order: what a hyphen at a line end had parted is one word."""
    letters: Counter[str] = Counter()
    for word, count in words.items():
        for letter in word:
            letters[letter] += count
    return letters


def _same(edition: Edition, data: bytes) -> None:
    root = parsed(data)
    numbers = [section.number for section in edition.sections]
    assert len(numbers) == len(set(numbers)), "a section number stands twice"
    printed = section_numbers(root)
    # One heading may name several reserved sections.
    named = {one for number in printed for one in re.split(r",? and |, ", number)}
    held = {(number or "").replace("–", "-") for number in numbers}
    assert held == named
    in_file, in_edition = words_of_file(root), words_of_edition(edition)
    missing, more = in_file - in_edition, in_edition - in_file
    assert _joined(missing) == _joined(more), (missing, more)
    # A hyphen and a space inside a word, which print left behind, are mended.
    assert sum(more.values()) <= sum(in_file.values()) / 50_000 + 1, more

    read = dict(_rows(edition.divisions, ()))
    for number, row in divisions_of_sections(root).items():
        assert read.get(number, row) == row, number


def _rows(
    divisions: Sequence[Division], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each section with the kinds of the parts, subparts and subject groups it stands in."""
    for division in divisions:
        counts = division.kind in ("part", "subpart", "subject-group")
        row = (*above, division.kind) if counts else above
        yield from ((number.replace("–", "-"), row) for number in division.sections)
        yield from _rows(division.divisions, row)


def test_a_small_volume_is_read_whole() -> None:
    _same(cfrdiff.read(SAMPLE), SAMPLE.read_bytes())


@pytest.mark.slow
@pytest.mark.skipif(not VOLUMES, reason="the gold volumes are not there")
@pytest.mark.parametrize("volume", VOLUMES, ids=lambda path: path.name.removesuffix(".xml.gz"))
def test_every_section_and_word_of_a_volume_is_read_once(volume: Path, tmp_path: Path) -> None:
    data = gzip.decompress(volume.read_bytes())
    file = tmp_path / volume.name.removesuffix(".gz")
    file.write_bytes(data)
    _same(cfrdiff.read(file), data)

"""The trees of GPO's volumes beside those of a second, naive solver: every disagreement is known.

Each was read in the source; `tests/data/naive_paths.tsv` says who is right, and why.
"""

from __future__ import annotations

import csv
import gzip
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from accuracy import gold
from naive_paths import paths_of_sections

import cfrdiff
from cfrdiff.model import Edition

GOLD = gold.folder()
VOLUMES = sorted((GOLD / "volumes").glob("*.xml.gz"))
KNOWN = Path(__file__).parent / "data" / "naive_paths.tsv"
SAMPLE = Path(__file__).parent / "data" / "small-volume.xml"
_SHOWN = 4  # paths that the list of what is known names

# How many paths the naive solver and the package have alone, and the first of them.
_Difference = tuple[str, str, str, str]


def _known(volume: str) -> dict[str, list[_Difference]]:
    found: dict[str, list[_Difference]] = {}
    with KNOWN.open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            assert row[6] in ("package", "naive", "neither")
            assert row[7]
            if row[0] == volume:
                found.setdefault(row[1], []).append((row[2], row[3], row[4], row[5]))
    return found


def _read(edition: Edition) -> dict[str, Counter[tuple[str, ...]]]:
    found: dict[str, Counter[tuple[str, ...]]] = {}
    for section in edition.sections:
        paths = found.setdefault((section.number or "").replace("–", "-"), Counter())
        paths.update(one.path for one in section.walk() if one.designation)
    return found


def _differences(data: bytes, edition: Edition) -> Iterator[tuple[str, _Difference]]:
    read = _read(edition)
    for number, paths in paths_of_sections(ET.fromstring(data)).items():
        naive, own = Counter(paths), read.get(number, Counter())
        if naive != own:
            yield number, (*_told(naive - own), *_told(own - naive))


def _told(paths: Counter[tuple[str, ...]]) -> tuple[str, str]:
    named = sorted("/".join(path) for path in paths.elements())
    return str(len(named)), " ".join(named[:_SHOWN])


def test_a_small_volume_has_the_same_trees() -> None:
    found = list(_differences(SAMPLE.read_bytes(), cfrdiff.read(SAMPLE)))
    assert found == [("5.1", ("1", "b", "0", ""))]  # print repeats (b): "(b)(1) …", "(b)(2) …"


@pytest.mark.slow
@pytest.mark.skipif(not VOLUMES, reason="the gold volumes are not there")
@pytest.mark.parametrize("volume", VOLUMES, ids=lambda path: path.name.removesuffix(".xml.gz"))
def test_every_disagreement_is_known(volume: Path, tmp_path: Path) -> None:
    data = gzip.decompress(volume.read_bytes())
    file = tmp_path / volume.name.removesuffix(".gz")
    file.write_bytes(data)
    name = re.search(r"title\d+-vol\d+", volume.name)
    assert name is not None
    known = _known(name[0])
    for number, difference in _differences(data, cfrdiff.read(file)):
        assert difference in known.get(number, []), number

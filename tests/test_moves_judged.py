"""Moves across sections in real volumes, decided by reading both texts."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from accuracy import gold

import cfrdiff
from cfrdiff.changes import ChangeSet

_JUDGED = Path(__file__).parent / "data" / "moves_judged.tsv"


def _rows() -> dict[str, list[tuple[str, str]]]:
    """By volume, where each paragraph stood and where it stands, or that it was removed."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in _JUDGED.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            volume, older, newer, _ = line.split("\t")
            found.setdefault(volume, []).append((older, newer))
    return found


def _changes(volume: str, folder: Path) -> ChangeSet:
    title, number = volume.split("-")
    paths: list[Path] = []
    for year in (2019, 2020):
        name = f"CFR-{year}-title{title}-vol{number}.xml"
        data = gzip.decompress((gold.folder() / "volumes" / f"{name}.gz").read_bytes())
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return cfrdiff.diff(*map(cfrdiff.read, paths))


@pytest.mark.gold
@pytest.mark.slow
@pytest.mark.parametrize("volume", _rows())
def test_moves_across_sections(volume: str, tmp_path: Path) -> None:
    became: dict[str, list[str]] = {}
    for change in _changes(volume, tmp_path).changes:
        for state in change.before:
            became[state.cite[2:]] = [one.cite[2:] for one in change.after] or [change.kind]
    wrong = {old: became[old] for old, new in _rows()[volume] if new not in became[old]}
    assert not wrong

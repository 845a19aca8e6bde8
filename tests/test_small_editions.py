"""What becomes of paragraphs, blocks and names in small editions of every kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from small_editions import Case, cases

import cfrdiff
from cfrdiff.changes import ChangeSet, State, diff_editions
from cfrdiff.model import Edition


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_became(case: Case, tmp_path: Path) -> None:
    old, new = (read(tmp_path / "part.xml", written) for written in (case.before, case.after))
    changes = diff_editions(old, new)
    assert changes.apply(old) == new
    assert changes.invert().apply(new) == old
    said = [*_paragraphs(changes), *_blocks(changes), *_names(changes)]
    of_weight = [line for line in case.expected if line.startswith(("weight ", "review "))]
    assert sorted(said) == sorted(set(case.expected) - set(of_weight))
    assert set(of_weight) <= {*_weights(changes), *_reviews(changes)}


def read(path: Path, written: str) -> Edition:
    path.write_text(written, "utf-8")
    return cfrdiff.read(path)


def _paragraphs(changes: ChangeSet) -> list[str]:
    return [
        f"{one.kind} {_where(one.before, one.after)}"
        for one in changes.changes
        if one.kind != "unchanged"
    ]


def _where(before: tuple[State, ...], after: tuple[State, ...]) -> str:
    older, newer = (" + ".join(map(_name, side)) for side in (before, after))
    return older or newer if older == newer or not older or not newer else f"{older} > {newer}"


def _name(state: State) -> str:
    """A paragraph by its place, or by its first words where it has no designation."""
    words = state.designation or f" “{' '.join(state.text.split()[:3])}”"
    return f"{state.section}{words}"


def _blocks(changes: ChangeSet) -> list[str]:
    count = Counter(f"{one.kind} {one.block}" for one in changes.blocks if one.kind != "unchanged")
    return [f"block {name} × {times}" for name, times in count.items()]


def _names(changes: ChangeSet) -> list[str]:
    return [
        f"name {one.before} → {one.after} × {one.count}, left {len(one.residual)}"
        for one in changes.substitutions
    ]


def _weights(changes: ChangeSet) -> list[str]:
    return [f"weight {_name(one.states[0])} {one.significance}" for one in changes.changes]


def _reviews(changes: ChangeSet) -> list[str]:
    return [
        f"review {_name(one.states[0])} {code}" for one in changes.changes for code in one.review
    ]

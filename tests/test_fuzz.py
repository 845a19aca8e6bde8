"""Spoilt inputs of every kind end in an edition or in one of our errors."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzzing import DATA, KINDS, spoilt, tried
from hypothesis import given, settings
from hypothesis import strategies as st

KEPT = sorted(DATA.iterdir())
_QUICK = 4  # spoilt inputs of a kind; `python tests/fuzzing.py` tries as many as time allows


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name)
def test_what_once_hung_or_failed_is_read(file: Path) -> None:
    """Each file is named for its kind: gpo-xml.stylesheets."""
    tried(file.name.partition(".")[0], file.read_bytes())


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_input_is_read_or_refused(kind: str) -> None:
    @settings(deadline=None, derandomize=True, max_examples=_QUICK)
    @given(seed=st.integers(0, 2**32))
    def spoil(seed: int) -> None:
        tried(kind, spoilt(KINDS[kind][0], random.Random(seed)))

    spoil()

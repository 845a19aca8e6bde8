"""What is said of ten real volumes of 2019 and 2020, beside what readers decided."""

from __future__ import annotations

import pytest
from judged import disagreements, rows

# Of a table, how many rows in a hundred must agree.
_BARS = {"paragraphs": 98, "blocks": 95, "edits": 90, "references": 90, "transfers": 90}


@pytest.mark.gold
@pytest.mark.slow
@pytest.mark.parametrize("table", _BARS)
def test_judged_sample(table: str) -> None:
    wrong = disagreements(table)
    assert 100 * len(wrong) <= (100 - _BARS[table]) * len(rows(table)), "\n".join(wrong)


@pytest.mark.gold
@pytest.mark.slow
def test_moves_across_sections() -> None:
    wrong = disagreements("moves")
    assert not wrong, "\n".join(wrong)

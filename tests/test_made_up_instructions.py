"""A hundred instructions of all kinds, made up: each comes out as was decided before, or is refused
with a reason that is true.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cfrdiff import api
from cfrdiff.model import Edition

_DATA = Path(__file__).parent / "data"
ROWS = [
    line.split("\t")
    for line in (_DATA / "made_up_instructions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return api.read(_DATA / "made_up_edition.xml")


def _facts(edition: Edition) -> set[str]:
    """Every paragraph, heading and block of an edition."""
    found = {f"- {block.kind} {block.text}" for block in edition.blocks}
    for section in edition.sections:
        found.add(f"{section.number} H {section.heading or ''}")
        for one in section.walk():
            text = f"{one.heading or ''}|{one.text}"
            found.add(f"{section.number} {one.designation or '*'} {text}")
    return found


def _shown(facts: set[str]) -> str:
    return " ¶ ".join(sorted(facts)) or "-"


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:70] for row in ROWS])
def test_made_up_instructions(row: list[str], edition: Edition, tmp_path: Path) -> None:
    said, printed, went, came, refused = row
    sentences = "".join(f"<AMDPAR>{one}</AMDPAR>" for one in said.split(" ¶ "))
    text = "" if printed == "-" else printed
    rule = tmp_path / "rule.xml"
    rule.write_text(
        f'<RULE><REGTEXT TITLE="19" PART="12">{sentences}{text}</REGTEXT></RULE>', encoding="utf-8"
    )
    made = api.amend(edition, rule)
    before, after = _facts(edition), _facts(made.edition)
    reasons = " / ".join(dict.fromkeys(one.reason for one in made.failures)) or "-"
    assert (_shown(before - after), _shown(after - before), reasons) == (went, came, refused)


def test_there_are_about_a_hundred() -> None:
    assert len(ROWS) > 95

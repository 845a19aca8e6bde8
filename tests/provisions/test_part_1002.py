"""150 paragraphs of 12 CFR 1002, labelled by hand (labels_1002.toml): accuracy by field."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from accuracy import gold

import cfrdiff
from cfrdiff.provisions import Deadline, Reference, provisions

pytestmark = pytest.mark.gold

FILE = "xml/CFR-2012-title12-vol8-part1002.xml"
ROWS = tomllib.loads((Path(__file__).parent / "labels_1002.toml").read_text("utf-8"))["paragraph"]


@functools.cache
def found() -> dict[str, dict[str, Any]]:
    edition = cfrdiff.read(gold.folder() / FILE)
    texts = {f"{s.number}{p.designation}": p.text for s in edition.sections for p in s.walk()}
    return {
        cite: {
            "sha256": hashlib.sha256(texts[cite].encode()).hexdigest()[:12],
            "kind": one.statements[0].kind if one.statements else "",
            "bearer": ((one.statements[0].bearer or "") if one.statements else "").lower(),
            "deadlines": [_time(d) for s in one.statements for d in s.deadlines],
            "references": sorted({_cite(r) for s in one.statements for r in s.references}),
            "joined": one.joined or "",
        }
        for one in provisions(edition).provisions
        for cite in [one.cite.removeprefix("§ ")]
    }


def _time(deadline: Deadline) -> str:
    if deadline.number is None:
        return "reasonable"
    return f"{deadline.number} {deadline.unit}{'' if deadline.number == 1 else 's'}"


def _cite(reference: Reference) -> str:
    return reference.cite.removeprefix("§ ").replace("section ", "act:")


def test_the_labels_are_of_this_text() -> None:
    assert len(ROWS) == 150
    assert {row["cite"]: row["sha256"] for row in ROWS} == {
        row["cite"]: found()[row["cite"]]["sha256"] for row in ROWS
    }


@pytest.mark.parametrize("field", ["kind", "bearer", "deadlines", "references", "joined"])
def test_a_field_is_right(field: str) -> None:
    wrong = []
    for row in ROWS:
        expected = row[field]
        if field == "references":
            expected = sorted(set(expected))
        if field == "bearer":
            expected = expected.lower()
        if found()[row["cite"]][field] != expected:
            wrong.append((row["cite"], found()[row["cite"]][field], expected))
    assert len(wrong) <= 0.02 * len(ROWS), wrong

"""40 paragraphs of 12 CFR 1016, which says "you", labelled by hand (labels_1016.toml)."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from gold_versions import versions

from cfrdiff.provisions import provisions

ROWS = tomllib.loads((Path(__file__).parent / "labels_1016.toml").read_text("utf-8"))["paragraph"]


@pytest.mark.gold
def test_kind_and_bearer() -> None:
    _, edition = versions("1016", "2016-08-10")
    texts = {f"{s.number}{p.designation}": p.text for s in edition.sections for p in s.walk()}
    found = {one.cite.removeprefix("§ "): one for one in provisions(edition).provisions}
    wrong: dict[str, list[str]] = {"kind": [], "bearer": []}
    for row in ROWS:
        cite = row["cite"]
        assert hashlib.sha256(texts[cite].encode()).hexdigest()[:12] == row["sha256"]
        first = found[cite].statements[0]
        if first.kind != row["kind"]:
            wrong["kind"].append(cite)
        if (first.bearer or "").lower() != row["bearer"]:
            wrong["bearer"].append(cite)
    assert len(ROWS) == 40
    assert wrong == {"kind": ["1016.6(c)(3)(ii)", "1016.4(c)(3)(ii)"], "bearer": ["1016.11(d)(2)"]}

"""Paragraphs of six parts, labelled by reading them before any answer to them was seen: kind and
bearer of the first statement, with both readings where two stand.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from accuracy import gold
from lxml import etree

import cfrdiff
from cfrdiff.provisions import Provision, provisions

pytestmark = [pytest.mark.gold, pytest.mark.slow]

DATA = Path(__file__).parents[1] / "data"
VOLUMES = {
    "310": "title16-vol1", "982": "title24-vol4", "312": "title21-vol5",
    "205": "title7-vol3", "351": "title19-vol3", "46": "title27-vol2",
}  # fmt: skip


def rows(name: str) -> list[list[str]]:
    lines = (DATA / f"provisions_{name}.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


@functools.cache
def found(part: str, folder: Path) -> dict[tuple[str, str], Provision]:
    """The provisions of a part, by cite and the first digits of the text's SHA-256."""
    with gzip.open(gold.folder() / "volumes" / f"CFR-2019-{VOLUMES[part]}.xml.gz") as volume:
        tree = etree.parse(volume, etree.XMLParser(huge_tree=True))
    wanted = re.compile(rf"PART {part}\b")
    heads = ((one, "".join(h.itertext())) for one in tree.iter("PART") for h in one.findall("HD"))
    *_, element = (one for one, head in heads if wanted.match(head.strip()))
    file = folder / f"{part}.xml"
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    file.write_text(f"<CFRDOC>{xml}</CFRDOC>", "utf-8")
    edition = cfrdiff.read(file)
    paragraphs = [one for section in edition.sections for one in section.walk()]
    return {
        (said.cite.removeprefix("§ "), hashlib.sha256(one.text.encode()).hexdigest()[:12]): said
        for one, said in zip(paragraphs, provisions(edition).provisions, strict=True)
    }


@pytest.mark.parametrize(("name", "kinds"), [("310_982_312", 0.05), ("205_351_46", 0.07)])
def test_kind_and_bearer(name: str, kinds: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("parts")
    wrong: dict[str, list[str]] = {"kind": [], "bearer": [], "turned": []}
    for part, cite, sha256, likely, bearers, *_ in rows(name):
        first = found(part, folder)[cite, sha256].statements[0]
        kind, wanted = first.kind or "", likely.split("|")
        wrong["kind"] += [] if kind in wanted else [cite]
        known = (first.bearer or "").lower() in bearers.lower().split("|")
        wrong["bearer"] += [] if known else [cite]
        both = {kind, *wanted} & {"duty", "permission"} and "prohibition" in {kind, *wanted}
        wrong["turned"] += [cite] if both else []
    assert len(wrong["kind"]) <= kinds * len(rows(name)), wrong
    assert len(wrong["bearer"]) <= 0.07 * len(rows(name)), wrong
    assert wrong["turned"] == []

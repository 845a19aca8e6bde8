"""How many changed sections instructions bring out: ``python -m accuracy.changes.instructed``.

Pairs are those of the gold standard, both ways, and the volumes named by their title and number
(``19-3``), of which the editions of 2019 and 2020 are compared.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

import cfrdiff
from accuracy import gold
from accuracy.changes.pairs import MAKERS
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.changes.block_homes import OF_THE_FILE
from cfrdiff.instructions import apply, compose, read_document
from cfrdiff.instructions.comparison import content_of
from cfrdiff.model import Edition


class Share(msgspec.Struct):
    """Sections that changed, with what follows them; those read back exactly, and those named as
    having no instruction.
    """

    changed: int
    exact: int
    unworded: int

    def __str__(self) -> str:
        part = self.exact / self.changed if self.changed else 1
        return (
            f"{self.exact} of {self.changed} ({part:.1%}), {self.unworded} without an instruction"
        )


def share(before: Edition, after: Edition) -> Share:
    """What the instructions of a pair bring out."""
    changes = diff_editions(before, after)
    amendments = compose(changes, before, after)
    made, _ = apply(read_document(amendments.text), before)
    changed = _changed(changes)
    have, want = _contents(made), _contents(after)
    exact = sum(have[number] == want[number] for number in changed)
    return Share(len(changed), exact, len(amendments.unworded))


def _changed(changes: ChangeSet) -> set[str | None]:
    """The sections that a change is in."""
    changed = {
        state.section for one in changes.changes if one.kind != "unchanged" for state in one.states
    }
    return changed.union(*({one.section, one.section_before} for one in changes.blocks))


def _contents(edition: Edition) -> dict[str | None, list[object]]:
    """What a section says, and what follows it."""
    found: dict[str | None, list[object]] = defaultdict(list)
    for section in edition.sections:
        found[section.number].append(content_of(section))
    for block in edition.blocks:
        if block.kind not in OF_THE_FILE:
            found[block.after].append((block.kind, block.text))
    return found


def _volume(name: str, folder: Path) -> tuple[Edition, Edition]:
    title, number = name.split("-")
    editions: list[Edition] = []
    for year in (2019, 2020):
        file = f"CFR-{year}-title{title}-vol{number}.xml"
        packed = gold.folder() / "volumes" / f"{file}.gz"
        (folder / file).write_bytes(gzip.decompress(packed.read_bytes()))
        editions.append(cfrdiff.read(folder / file))
    return editions[0], editions[1]


def main(volumes: list[str]) -> None:
    """Print the share of each pair, both ways."""
    make = MAKERS["trees"]
    for pair in [] if volumes else gold.load_pairs(gold.folder()):
        _show(pair.name, make(pair.name, pair.before), make(pair.name, pair.after))
    with TemporaryDirectory() as folder:
        for name in volumes:
            _show(name, *_volume(name, Path(folder)))


def _show(name: str, before: Edition, after: Edition) -> None:
    print(f"{name}: {share(before, after)}; back {share(after, before)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

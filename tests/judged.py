"""What became of things in real volumes, decided by reading (``data/*_judged.tsv``), and whether a
change set agrees.
"""

from __future__ import annotations

import functools
import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path

from accuracy import gold

import cfrdiff
from cfrdiff.changes import BlockChange, Change, ChangeSet, State

Row = list[str]
NONE = "-"
_DATA = Path(__file__).parent / "data"
_SET_OTHERWISE = " set-otherwise"


@functools.cache
def rows(table: str) -> tuple[tuple[str, Row], ...]:
    """The rows of a table, each with its volume before it."""
    lines = (_DATA / f"{table}_judged.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((volume, rest) for volume, *rest in cells)


@functools.cache
def compared(volume: str) -> ChangeSet:
    """The volumes of 2019 and 2020, compared."""
    title, number = volume.split("-")
    with tempfile.TemporaryDirectory() as folder:
        paths: list[Path] = []
        for year in (2019, 2020):
            name = f"CFR-{year}-title{title}-vol{number}.xml"
            packed = gold.folder() / "volumes" / f"{name}.gz"
            paths.append(Path(folder) / name)
            paths[-1].write_bytes(gzip.decompress(packed.read_bytes()))
        return cfrdiff.diff(*map(cfrdiff.read, paths))


def disagreements(table: str, of: Callable[[str], ChangeSet] = compared) -> list[str]:
    """The rows of a table with which the change set of their volume does not agree."""
    agrees = _AGREES[table]
    return ["\t".join([volume, *row]) for volume, row in rows(table) if not agrees(of(volume), row)]


def _name(state: State) -> str:
    """A paragraph by its place, or by its first words where it has no designation."""
    if state.designation:
        return f"{state.section or '?'}{state.designation}"
    words = f"{state.heading or ''} {state.text}".split()[:6]
    return f"{state.section} {' '.join(words)}".strip()


def _names(states: tuple[State, ...]) -> str:
    return " + ".join(map(_name, states)) or NONE


def _paragraph(changes: ChangeSet, row: Row) -> bool:
    older, newer, kind, _ = row
    return any(
        (_names(one.before), _names(one.after)) == (older, newer) and _kind(one) == kind
        for one in changes.changes
    )


def _kind(change: Change) -> str:
    return change.kind + (_SET_OTHERWISE if "set-otherwise" in change.review else "")


def _block(changes: ChangeSet, row: Row) -> bool:
    block, _, older, newer, kind, _ = row
    return any(
        one.block == block
        and _is_known_by(one.before, older)
        and _is_known_by(one.after, newer)
        and _kind_of_block(one) == kind
        for one in changes.blocks
    )


def _kind_of_block(one: BlockChange) -> str:
    is_set = any(reason.startswith("paragraph in ") for reason in one.reasons)
    return one.kind + (_SET_OTHERWISE if is_set else "")


def _is_known_by(text: str | None, words: str) -> bool:
    if text is None or words == NONE:
        return text is None and words == NONE
    even = " ".join(text.split())
    return even.startswith(words) or even.endswith(words)


def _edit(changes: ChangeSet, row: Row) -> bool:
    paragraph, older, newer, categories = row
    sides = tuple("" if side == NONE else side.strip() for side in (older, newer))
    return any(
        (edit.before.strip(), edit.after.strip()) == sides
        and edit.category in categories.split(", ")
        for one in changes.changes
        if one.after and _name(one.after[0]) == paragraph
        for edit in one.edits
    )


def _reference(changes: ChangeSet, row: Row) -> bool:
    place, text, stale, _ = row
    said = any(
        (f"{one.section}{'' if one.designation[:1] == '(' else ' '}{one.designation}", one.text)
        == (place, text)
        for one in changes.stale_references
    )
    return said == (stale == "yes")


def _place(state: State) -> str:
    return f"{state.section}{state.designation}"


def _transfer(changes: ChangeSet, row: Row) -> bool:
    """Whether words are said to have gone from here to there, also by a split or a merger."""
    here, there, words, right, _ = row
    said = any(
        here in map(_place, one.before) and there in map(_place, one.after)
        for one in changes.changes
        if one.kind in ("split", "merged")
    ) or any(
        ("".join(map(str, one.before)), "".join(map(str, one.after))) == (here, there)
        and " ".join(one.text.split()).startswith(words)
        for one in changes.transfers
    )
    return said == (right == "yes")


def _move(changes: ChangeSet, row: Row) -> bool:
    """Whether a paragraph went where a row says, or was removed; another may have come there too."""
    older, newer, _ = row
    became = [
        one for one in changes.changes if any(state.cite == f"§ {older}" for state in one.before)
    ]
    return newer in ([state.cite[2:] for state in became[-1].after] or [became[-1].kind])


_AGREES: dict[str, Callable[[ChangeSet, Row], bool]] = {
    "moves": _move,
    "paragraphs": _paragraph,
    "blocks": _block,
    "edits": _edit,
    "references": _reference,
    "transfers": _transfer,
}

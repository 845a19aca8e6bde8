"""LibreOffice accepts and rejects the tracked changes of made-up amendments and marked lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import docx
import pytest
from accuracy.changes.sources import Shelf, generate
from libreoffice import needs_libreoffice, settled_by_libreoffice
from test_docx import made, settled, text_of
from test_redline import words_with_blocks

from cfrdiff.formats.docx.tracked import Tracker
from cfrdiff.views.marked import Line, Run
from cfrdiff.views.marked_words import Op
from cfrdiff.views.printed import LineKind

pytestmark = needs_libreoffice

_END = "End"
_STAYS = Line("paragraph", 0, (Run("same", "Between.", "text"),), "same")
_SEEDS_IN_A_DOCUMENT = 25
_ACCEPTED: tuple[Op, ...] = ("same", "ins", "to")
_REJECTED: tuple[Op, ...] = ("same", "del", "from")
_KINDS: tuple[LineKind, ...] = ("section-heading", "paragraph", "paragraph", "source-note")
_ENDS: tuple[Op, ...] = ("same", "same", "same", "ins", "del", "from", "to")
_ENDS_BEHIND_WHAT_STAYS: tuple[Op, ...] = ("same", "same", "same", "same", "ins", "del")
# The marks that can stand in a line whose end has a mark.
_MARKS: dict[Op, tuple[Op, ...]] = {
    "same": ("same", "same", "ins", "del", "from", "to"),
    "ins": ("ins", "ins", "to"),
    "del": ("del", "del", "from"),
    "to": ("to", "to", "ins"),
    "from": ("from", "from", "del"),
}


def assert_amendments_settle(seeds: Iterable[int], held: Shelf, scratch: Path) -> None:
    amendments = {seed: generate(seed, held) for seed in seeds}
    documents = [made(one.before, one.after) for one in amendments.values()]
    in_libreoffice = settled_by_libreoffice(documents, scratch)
    for (seed, one), (accepted, rejected) in zip(amendments.items(), in_libreoffice, strict=True):
        assert text_of(accepted) == words_with_blocks(one.after), f"seed {seed}, accepted"
        assert text_of(rejected) == words_with_blocks(one.before), f"seed {seed}, rejected"


@pytest.mark.slow
def test_amendments(real_sections: Shelf, tmp_path: Path) -> None:
    assert_amendments_settle(range(30), real_sections, tmp_path)


@pytest.mark.slow
def test_many_amendments(real_sections: Shelf, tmp_path: Path) -> None:
    assert_amendments_settle(range(30, 260), real_sections, tmp_path)


def marked_lines(seed: int) -> list[Line]:
    """Lines with marks in any order, also in orders that no amendment has yet come to."""
    rng = Random(seed)
    return [_marked_line(rng, number) for number in range(rng.randint(2, 7))]


def _marked_line(rng: Random, number: int) -> Line:
    end = rng.choice(_ENDS)
    moved_whole = end in ("from", "to")
    runs: list[Run] = []
    for place in range(rng.randint(1, 4)):
        op = rng.choice(_MARKS[end])
        in_line_move = op == end and (rng.random() < 0.8 or place == 0)
        move = None
        if op in ("from", "to"):
            move = 100 * number + (0 if in_line_move else place + 1)
        runs.append(Run(op, f"w{number}.{place} ", "text", move))
    if end == "same":
        runs.insert(rng.randint(0, len(runs)), Run("same", f"w{number} ", "text"))
        end = rng.choice(_ENDS_BEHIND_WHAT_STAYS)
    kind = rng.choice(_KINDS)
    move = 100 * number if moved_whole else None
    return Line(kind, rng.randint(0, 3), tuple(runs), end, move)


def _document(lines: Sequence[Line]) -> bytes:
    document = docx.Document()
    end = document.add_paragraph(_END)
    tracker = Tracker("2012-04-01", only_before="only before", only_after="only after")
    for element in tracker.body(lines, behind=(None, 0)):
        end._p.addprevious(element)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _paragraphs(lines: Sequence[Line], kept: Sequence[Op]) -> list[str]:
    """What the lines are once each mark is settled; a line whose end goes joins the next."""
    text = ""
    for line in lines:
        text += "".join(run.text for run in line.runs if run.op in kept)
        text += "\n" if line.end in kept else ""
    return f"{text}{_END}".split("\n")


def assert_marked_lines_settle(seeds: range, scratch: Path) -> None:
    """Each document holds the lines of many seeds, for opening one takes longer than settling."""
    given: list[list[Line]] = []
    for first in seeds[::_SEEDS_IN_A_DOCUMENT]:
        given.append([])
        for seed in range(first, min(first + _SEEDS_IN_A_DOCUMENT, seeds.stop)):
            head = Line("paragraph", 0, (Run("same", f"Seed {seed}", "text"),), "same")
            given[-1] += [head, *marked_lines(seed), _STAYS]
    documents = [_document(lines) for lines in given]
    in_libreoffice = settled_by_libreoffice(documents, scratch)
    for lines, document, (accepted, rejected) in zip(given, documents, in_libreoffice, strict=True):
        assert settled(document, "accept") == _paragraphs(lines, _ACCEPTED)
        assert settled(document, "reject") == _paragraphs(lines, _REJECTED)
        assert accepted == [*_paragraphs(lines, _ACCEPTED), ""]
        assert rejected == [*_paragraphs(lines, _REJECTED), ""]


def test_marked_lines(tmp_path: Path) -> None:
    assert_marked_lines_settle(range(100), tmp_path)


@pytest.mark.slow
def test_many_marked_lines(tmp_path: Path) -> None:
    assert_marked_lines_settle(range(100, 1100), tmp_path)

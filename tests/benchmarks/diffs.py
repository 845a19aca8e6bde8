"""Speed and memory of comparing two editions, beside other tree diffs, in one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from accuracy import gold
from accuracy.changes.editions import from_trees
from accuracy.changes.sources import shelf

import cfrdiff
from benchmarks.label_diff import Items, changes_between, changes_with_moves, tree
from benchmarks.large import amended, large_pair, words
from benchmarks.xml_diff import seconds_of_xmldiff
from cfrdiff.model import Edition

Row = tuple[str, str, str, str]

_SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)
_PART = "1081"
# An operation for so many words: about a change in every section.
_HEAVY = 250
_ITEMS: tuple[Items, ...] = ("words", "characters")


def comparison_rows(limit: float) -> Iterator[Row]:
    """The same pairs through cfrdiff, a label diff and xmldiff, which is stopped at a limit."""
    for name, before, after in _pairs():
        size = f"{name}, {words(after):,} words"
        ours = timed(partial(cfrdiff.diff, before, after), 5)
        yield size, f"{ours:.3f} s", "", ""
        old, new = tree(before), tree(after)
        for items in _ITEMS:
            theirs = timed(partial(changes_between, old, new, items), 3)
            yield "", "", f"label diff, {items} {theirs:.3f} s", f"{theirs / ours:.1f}"
        theirs = timed(partial(changes_with_moves, old, new), 1)
        yield "", "", f"label diff, moves by difflib {theirs:.3f} s", f"{theirs / ours:.1f}"
        for fast in (True, False):
            name = "xmldiff, fast_match" if fast else "xmldiff"
            xml = seconds_of_xmldiff(before, after, limit, fast=fast)
            if xml is None:
                yield "", "", f"{name} not done in {limit:.0f} s", f"> {limit / ours:.0f}"
            else:
                yield "", "", f"{name} {xml:.2f} s", f"{xml / ours:.0f}"


def _pairs() -> Iterator[tuple[str, Edition, Edition]]:
    where = gold.folder()
    held = shelf()
    if gold.missing(where):
        before, after = amended(held.editions[0], held.donors[0], 1)
        yield "corpus, amended", before, after
        return
    by_part = {edition.part: i for i, edition in enumerate(held.editions)}
    for part in ("1013", _PART):
        i = by_part[part]
        yield f"12 CFR {part}, amended", *amended(held.editions[i], held.donors[i], 1)
    heavy = amended(held.editions[i], held.donors[i], 1, _HEAVY)
    yield f"12 CFR {_PART}, heavily amended", *heavy
    for pair in gold.load_pairs(where):
        if pair.name.startswith(_PART):
            yield f"12 CFR {_PART}", from_trees("a", pair.before), from_trees("b", pair.after)
    title = cfrdiff.read(where / "xml" / "ECFR-title1.xml")
    texts = tuple(t for donors in held.donors[-1:] for t in donors)
    yield "1 CFR in eCFR's XML, amended", *amended(title, texts, 1)


def growth_rows(most: int = _SIZES[-1]) -> Iterator[Row]:
    """Time for twice the text, and the peak memory of the largest.

    Each size is compared once in a process of its own, that has compared other texts before: what
    a process keeps of texts that it saw would make the second comparison of a pair cheaper, and
    the tables, loaded at the first, would flatter the smallest.
    """
    held = shelf()
    warm = [
        amended(one, donors, 99, _HEAVY)
        for one, donors in zip(held.editions, held.donors, strict=True)
    ]
    last: float | None = None
    for size in _SIZES:
        if size > most:
            break
        before, after = large_pair(held, size)
        seconds = min(_alone(before, after, warm)[0] for _ in range(3))
        paragraphs = sum(1 for section in after.sections for _ in section.walk())
        told = f"diff, {words(after):,} words, {paragraphs:,} paragraphs"
        ratio = f"{seconds / last:.2f}" if last else ""
        yield told, f"{seconds:.2f} s", "half the text" if last else "", ratio
        last = seconds
    # Of a process that has compared nothing before, whose memory would be used again.
    _, held_alone, peak = _alone(before, after)
    yield "peak memory of the last", f"{peak:.0f} MB", f"editions alone {held_alone:.0f} MB", ""


def _alone(
    before: Edition, after: Edition, warm: Sequence[tuple[Edition, Edition]] = ()
) -> tuple[float, float, float]:
    """Processor time of one comparison in seconds (other work on the machine, which slows all,
    would show as growth); memory in MB of the process that holds both editions, and its peak
    while comparing (Linux). The peak of what came before is forgotten first.
    """
    script = """
import sys, time
from pathlib import Path
import cfrdiff

def told(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024

*others, a, b = (cfrdiff.Edition.from_json(Path(name).read_bytes()) for name in sys.argv[1:])
for old, new in zip(others[::2], others[1::2]):
    cfrdiff.diff(old, new)
Path("/proc/self/clear_refs").write_text("5")
held = told("VmRSS:")
start = time.process_time()
changes = cfrdiff.diff(a, b)
print(time.process_time() - start, held, told("VmHWM:"))
"""
    with tempfile.TemporaryDirectory() as scratch:
        names: list[str] = []
        for edition in (*chain.from_iterable(warm), before, after):
            path = Path(scratch) / str(len(names))
            path.write_bytes(edition.to_json())
            names.append(str(path))
        done = subprocess.run(
            [sys.executable, "-c", script, *names], capture_output=True, check=True, text=True
        )
    seconds, held, peak = map(float, done.stdout.split())
    return seconds, held, peak


def timed(
    run: Callable[[], object], repeat: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Seconds of the fastest of a few runs, by a clock."""
    best = float("inf")
    for _ in range(repeat):
        start = clock()
        run()
        best = min(best, clock() - start)
    return best

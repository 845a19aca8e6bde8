"""Speed and memory, as ratios measured in one run: ``python tests/benchmarks``.

Reading: the designation solver beside python-constraint, which is handed the same designations and
solves them in the manner of eRegulations (regparser.tree.depth: a variable of type, index and
depth for each marker, rules between neighbours and for siblings); how time grows with the
section's length; and the peak memory of reading a whole title.

Comparing: two versions of a part and of a title beside a tree diff by labels in the manner of
eRegulations and beside xmldiff; how time grows to a million words; and the peak memory.

Reporting: the HTML report of some 5,000 paragraphs, made, opened, filtered, searched and stepped
through, each on a page opened for it alone.
"""

import subprocess
import sys
from pathlib import Path

if not __package__:  # run by its path, as `python tests/benchmarks`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import click
from rich.console import Console
from rich.table import Table

from benchmarks.constraints import solve_by_constraints
from benchmarks.diffs import comparison_rows, growth_rows, timed
from benchmarks.reports import report_rows
from cfrdiff import sources, structure, text
from cfrdiff.cites import label_for, readings
from cfrdiff.model import Source
from cfrdiff.structure.designations import find_tokens
from cfrdiff.structure.outline import outline
from cfrdiff.structure.solver import solve

_REPORTED = 170_000  # words: some 5,000 paragraphs


def section(paragraphs: int) -> bytes:
    """A section of about so many paragraphs on three levels, as text."""
    lines: list[str] = []
    top = 0
    while len(lines) < paragraphs:
        top += 1
        lines.append(f"({label_for(0, top)}) General. The office keeps these records for years:")
        for second in range(1, 41):
            lines.append(f"({second}) The importer must keep them at the port of entry:")
            for third in range(1, 5):
                lines.append(f"({label_for(2, third)}) The name and address of every broker;")
    return ("§ 1.2 Records.\n\n" + "\n\n".join(lines[:paragraphs])).encode()


def read(data: bytes) -> None:
    loaded = sources.load("x", "text", data)
    structure.build(text.run_on(loaded), Source("x", "", "text"))


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--only",
    type=click.Choice(["reading", "comparing", "growth", "report"]),
    multiple=True,
    help="These benchmarks only.",
)
@click.option("--limit", default=120.0, show_default=True, help="Seconds given to xmldiff.")
@click.option("--words", default=1_000_000, show_default=True, help="Words to grow to.")
def main(only: tuple[str, ...], limit: float, words: int) -> None:
    """Measure speed and memory as ratios in one run."""
    table = Table("what", "measured", "beside", "ratio", box=None)
    if not only or "reading" in only:
        reading_rows(table)
    if not only or "comparing" in only:
        for row in comparison_rows(limit):
            table.add_row(*row)
    if not only or "growth" in only:
        for row in growth_rows(words):
            table.add_row(*row)
    if not only or "report" in only:
        for row in report_rows(min(words, _REPORTED)):
            table.add_row(*row)
    Console().print(table)


def reading_rows(table: Table) -> None:
    """The solver, reading as it grows, and the memory of reading."""
    running = text.run_on(sources.load("x", "text", section(60)))
    candidates = [t.candidate for t in find_tokens(running, outline(running)[0].body)]
    labels = [t.label for t in find_tokens(running, outline(running)[0].body)]
    ours = timed(lambda: solve(candidates), 20) / len(candidates) * 1000
    theirs = timed(lambda: solve_by_constraints(labels, readings), 1) / len(labels) * 1000
    table.add_row(
        "solver, 60 designations, ms each", f"{ours:.3f}", f"constraints {theirs:.3f}",
        f"{theirs / ours:.0f} times as fast",
    )  # fmt: skip
    large = section(10_000)
    many = text.run_on(sources.load("x", "text", large))
    tokens = [t.candidate for t in find_tokens(many, outline(many)[0].body)]
    each = timed(lambda: solve(tokens), 3) / len(tokens) * 1000
    table.add_row("solver, 10,000 designations, ms each", f"{each:.3f}", "60", f"{each / ours:.1f}")
    one, two = timed(lambda: read(section(5_000)), 3), timed(lambda: read(large), 3)
    table.add_row(
        "file to tree, 10,000 paragraphs, s", f"{two:.2f}", f"5,000: {one:.2f}", f"{two / one:.2f}"
    )
    thousand = timed(lambda: read(section(1_000)), 3)
    table.add_row("", f"{two:.2f}", f"1,000: {thousand:.2f}", f"{two / thousand:.1f}")
    table.add_row("4 MB of XML, peak memory", f"{peak_of_xml(4_000_000)} MB", "", "")


def peak_of_xml(size: int) -> int:
    """Peak memory in MB of a process that reads a title of so many bytes in GPO's XML."""
    part = "<SECTION><SECTNO>§ 1.{n}</SECTNO><SUBJECT>Records.</SUBJECT>" + "".join(
        f"<P>({label}) <E T='03'>General.</E> The office keeps these records for years.</P>"
        for label in "abcdefghij"
    )
    count = size // len(part.encode()) + 1
    body = "".join(part.replace("{n}", str(n)) + "</SECTION>" for n in range(1, count))
    script = (
        "import sys, resource; from cfrdiff import sources, structure, text;"
        "from cfrdiff.model import Source; data = sys.stdin.buffer.read();"
        "loaded = sources.load('x', 'gpo-xml', data);"
        "structure.build(text.run_on(loaded), Source('x', '', 'gpo-xml'));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    xml = f"<?xml version='1.0'?><CFRDOC><PART>{body}</PART></CFRDOC>".encode()
    done = subprocess.run(
        [sys.executable, "-c", script], input=xml, capture_output=True, check=True
    )
    return int(done.stdout)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")

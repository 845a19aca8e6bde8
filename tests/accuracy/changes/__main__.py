"""Command line: run the change benchmark and print its tables."""

import sys
from pathlib import Path

if not __package__:  # run by its path, as `python tests/accuracy/changes`
    sys.path[0] = str(Path(__file__).resolve().parents[2])

import click

from accuracy import edit_labels, gold
from accuracy.changes import table
from accuracy.changes.labelled import measure_labelled
from accuracy.changes.pairs import MAKERS, measure_pair
from accuracy.changes.rows import MIXES, Outcome, run
from accuracy.changes.score import Miss, Score
from accuracy.changes.sources import generate, shelf
from accuracy.table import console

_LABELS = {
    "Edits labelled by hand": edit_labels.FILE,
    "Edits of the volumes of 2019 and 2020": edit_labels.FRESH,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--row",
    "rows",
    multiple=True,
    type=click.Choice(["pairs", "edits", *MIXES]),
    help="This row only; may be given again.",
)
@click.option(
    "--count", default=300, show_default=True, help="Mixed amendments; other rows a sixth."
)
@click.option("--seed", type=int, help="Only the amendment of this seed, and all about it.")
@click.option("--show", is_flag=True, help="Print the disagreements.")
def main(rows: tuple[str, ...], count: int, seed: int | None, show: bool) -> None:
    """Give pairs whose differences are known to the program and print what it says of them."""
    screen = console()
    where = gold.folder()
    if not rows or "pairs" in rows:
        if reason := gold.missing(where):
            click.echo(f"gold pairs left out: {reason}", err=True)
        else:
            _pairs(where, show)
    if not rows or "edits" in rows:
        _edits(where, show)
    held = shelf()
    outcomes: list[Outcome] = []
    for row, sorts in MIXES.items():
        if rows and row not in rows:
            continue
        seeds = range(count if row == "mix" else count // 6) if seed is None else [seed]
        click.echo(f"{row}: {len(seeds)} amendments …", err=True)
        outcomes.append(run(row, (generate(one, held, sorts) for one in seeds)))
    if not outcomes:
        return
    total = Score()
    for outcome in outcomes:
        total += outcome.score
        if show or seed is not None:
            table.show_misses([_line(outcome.row, one) for one in outcome.score.misses], screen)
            table.show_misses([f"not exact: {name}" for name in outcome.inexact], screen)
    table.show_amendments(outcomes, screen)
    table.show_causes(total, screen)


def _pairs(where: Path, show: bool) -> None:
    screen = console()
    outcomes = [measure_pair(pair, maker) for pair in gold.load_pairs(where) for maker in MAKERS]
    if show:
        table.show_misses(
            [f"{one.name} · {line}" for one in outcomes for line in one.disagreements], screen
        )
    table.show_pairs(outcomes, screen)


def _edits(where: Path, show: bool) -> None:
    screen = console()
    for title, file in _LABELS.items():
        total = measure_labelled(where, file)
        if show:
            table.show_misses(
                [*total.disagreements, *(f"played down: {x}" for x in total.played_down)], screen
            )
        table.show_edits(title, total, screen)


def _line(row: str, miss: Miss) -> str:
    return (
        f"{row} {miss.name} · {miss.side} {miss.cite} · {miss.touched}\n"
        f"    expected {miss.expected}\n    got      {miss.got}\n    {miss.text[:150]!r}"
    )


main(prog_name="python -m accuracy.changes")

"""Command line: run the benchmark and print its table."""

import sys
from pathlib import Path

if not __package__:  # run by its path, as `python tests/accuracy`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import click

from accuracy import gold, scans
from accuracy.table import as_json, console, show_disagreements, show_table
from accuracy.ways import WAYS, run


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--way",
    "names",
    multiple=True,
    type=click.Choice([way.name for way in WAYS]),
    metavar="NAME",
    help=f"Run this way only; may be given again. One of {', '.join(w.name for w in WAYS)}.",
)
@click.option("--show", is_flag=True, help="Print the disagreements.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Show only this kind.")
@click.option("--json", "in_json", is_flag=True, help="Print one JSON array instead.")
def main(names: tuple[str, ...], show: bool, kinds: tuple[str, ...], in_json: bool) -> None:
    """Give the gold sections to the reader in many ways and print what came back."""
    where = gold.folder()
    reason = gold.missing(where)
    if reason:
        raise click.ClickException(reason)
    documents = gold.load(where)
    outcomes = []
    for way in WAYS:
        if names and way.name not in names:
            continue
        if way.family == "ocr" and (absent := scans.missing()):
            click.echo(f"{way.name} left out: {absent}", err=True)
            continue
        click.echo(f"{way.name}: {way.about} …", err=True)
        outcomes.append(run(way, documents, where))
    if in_json:
        click.echo(as_json(outcomes))
        return
    screen = console()
    if show or kinds:
        show_disagreements(outcomes, kinds, screen)
    show_table(outcomes, screen)


main(prog_name="python -m accuracy")

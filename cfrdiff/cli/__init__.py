"""The command line: `cfrdiff read`, `diff` and `corpus`."""

from __future__ import annotations

import sys
from typing import Any

import click

from cfrdiff import __version__
from cfrdiff.cli.corpus import corpus
from cfrdiff.cli.diff import diff
from cfrdiff.cli.read import read
from cfrdiff.errors import CfrdiffError


class _Group(click.Group):
    """Tells every error of ours in one line on stderr, with exit code 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except CfrdiffError as error:
            click.echo(f"cfrdiff: {' '.join(str(error).split())}", err=True)
            sys.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cfrdiff")
def main() -> None:
    """Read editions of the Code of Federal Regulations and say what changed.

    FILE, OLD and NEW are a path or the id of an edition in the corpus.
    """


main.add_command(read)
main.add_command(diff)
main.add_command(corpus)

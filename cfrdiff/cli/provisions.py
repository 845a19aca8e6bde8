"""``cfrdiff provisions``."""

from __future__ import annotations

import click

from cfrdiff import api
from cfrdiff.cli import arguments
from cfrdiff.cli.output import asked, emit, show
from cfrdiff.provisions import provisions as provisions_of
from cfrdiff.sources.files import spare
from cfrdiff.terminal.provisions import provision_list


@click.command()
@click.argument("file")
@arguments.SECTIONS
@click.option("--json", "as_json", is_flag=True, help="Print the provisions as JSON.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file: .json or .txt.")
def provisions(
    file: str, sections: tuple[str, ...] | None, as_json: bool, output: str | None
) -> None:
    """Say who must, may or must not do what, paragraph by paragraph."""
    spare(output, file)
    suffix = asked(output, (".json", ".txt"), as_json)
    arguments.say_days(file)
    found = provisions_of(api.read(file), section=sections)
    if suffix == ".json":
        emit(found.to_json() + b"\n", output)
    else:
        show(lambda colour: provision_list(found), output)

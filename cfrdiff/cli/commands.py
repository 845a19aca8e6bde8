"""The commands in a row, and how every error is reported: one line on stderr, exit code 2."""

from __future__ import annotations

import sys
from typing import Any

import click

from cfrdiff import __version__
from cfrdiff.cites import CiteError
from cfrdiff.cli.amend import amend
from cfrdiff.cli.corpus import corpus
from cfrdiff.cli.diff import diff
from cfrdiff.cli.history import history
from cfrdiff.cli.output import tell
from cfrdiff.cli.provisions import provisions
from cfrdiff.cli.read import read
from cfrdiff.cli.report import report
from cfrdiff.cli.rules import rules
from cfrdiff.errors import CfrdiffError

# Where click has it (8.2), help that stands in for a missing command is an error to click.
_HELP_SHOWN: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())
_INTERRUPTED = 130  # as a shell has it: 128 and the number of the signal


class _Group(click.Group):
    """Reports every error, ours and click's, in one line on stderr, with exit code 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **kwargs) or 0)
        except _HELP_SHOWN as error:
            error.show()
        except (CfrdiffError, CiteError) as error:
            tell(str(error))
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "cfrdiff"
            tell(f"{error.format_message().rstrip('.')}; see `{command} -h`")
        except click.ClickException as error:
            tell(error.format_message())
        except click.Abort:
            tell("interrupted")
            sys.exit(_INTERRUPTED)
        sys.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cfrdiff")
def main() -> None:
    """Read editions of the Code of Federal Regulations and say what changed.

    FILE, OLD and NEW are a path or the id of an edition in the corpus.
    """


main.add_command(read)
main.add_command(diff)
main.add_command(report)
main.add_command(amend)
main.add_command(history)
main.add_command(provisions)
main.add_command(rules)
main.add_command(corpus)

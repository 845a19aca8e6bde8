"""The commands in a row, and how every error is reported: one line on stderr, exit code 2."""

from __future__ import annotations

import importlib
import sys
from typing import Any, cast

import click

from cfrdiff import __version__
from cfrdiff.cites import CiteError
from cfrdiff.cli.output import tell
from cfrdiff.cli.progress import at_work
from cfrdiff.errors import CfrdiffError

# Where click has it (8.2), help that stands in for a missing command is an error to click.
_HELP_SHOWN: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())
_INTERRUPTED = 130  # as a shell has it: 128 and the number of the signal


# The commands, each a function in a module of its name, in the order in which help lists them.
_COMMANDS = ("read", "diff", "report", "amend", "history", "provisions", "rules", "corpus")


class _Group(click.Group):
    """Imports a command when it is named, and reports every error, ours and click's, in one line
    on stderr, with exit code 2.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"cfrdiff.cli.{cmd_name}")
        return cast(click.Command, getattr(module, cmd_name))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            with at_work():
                code = super().main(*args, **kwargs)
            sys.exit(code or 0)
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

    FILE, OLD and NEW are a path, the id of an edition in the corpus, or - for standard input.
    """

"""The commands in a row, and how every error is reported: one line on stderr, exit code 2."""

from __future__ import annotations

import importlib
import sys
from typing import Any, cast

import click

from cfrdiff import __version__
from cfrdiff.cli.output import tell
from cfrdiff.cli.progress import at_work
from cfrdiff.errors import CfrdiffError

# Where click has it (8.2), help that stands in for a missing command is an error to click.
_HELP_SHOWN: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())
_INTERRUPTED = 130  # as a shell has it: 128 and the number of the signal


# The commands in the order in which help lists them, each a function in a module of its name, with
# what help says of it: to list them none is imported.
HELP = {
    "read": "Read FILE and show its sections and paragraphs.",
    "diff": "Say what changed from OLD to NEW.",
    "report": "Write what changed from OLD to NEW as files to send on.",
    "amend": "Carry out the amendments of rules on EDITION, in the order they were filed.",
    "history": "Follow a section's paragraphs through editions, given from the oldest to the"
    " newest.",
    "provisions": "Say who must, may or must not do what, paragraph by paragraph.",
    "rules": "Rule modules: make them from an edition, keep them current, ask them about a case.",
    "corpus": "Editions at hand: the project's own and those you add.",
}


class _Group(click.Group):
    """Imports a command when it is named, and reports every error, ours and click's, in one line
    on stderr, with exit code 2.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names."""
        return list(HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in HELP:
            return None
        module = importlib.import_module(f"cfrdiff.cli.{cmd_name}")
        return cast(click.Command, getattr(module, cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(HELP.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            with at_work():
                code = super().main(*args, **kwargs)
        except _HELP_SHOWN as error:
            error.show()
        except _own_errors() as error:
            tell(str(error))
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "cfrdiff"
            tell(f"{error.format_message().rstrip('.')}; see `{command} -h`")
        except click.ClickException as error:
            tell(error.format_message())
        except click.Abort:
            tell("interrupted")
            sys.exit(_INTERRUPTED)
        else:
            sys.exit(code or 0)
        sys.exit(2)


def _own_errors() -> tuple[type[Exception], ...]:
    """What our own functions raise; the grammar of cites is loaded where one did."""
    from cfrdiff.cites import CiteError

    return CfrdiffError, CiteError


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cfrdiff")
def main() -> None:
    """Read editions of the Code of Federal Regulations and say what changed.

    FILE, OLD and NEW are a path, the id of an edition in the corpus, or - for standard input.
    """

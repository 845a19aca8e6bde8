"""The commands in a row, and what holds for all of them."""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Any, cast

import click

from cfrdiff.cli.ending import exit_code
from cfrdiff.cli.progress import at_work
from cfrdiff.deadlines import within
from cfrdiff.limits import Limits, raised

# The commands in the order in which help lists them, each a function in a module of its name, with
# what help says of it: to list them none is imported.
HELP = {
    "read": "Read FILE and show its sections and paragraphs.",
    "diff": "Say what changed from OLD to NEW.",
    "report": "Write what changed from OLD to NEW as files to send on.",
    "amend": "Carry out the amendments of rules on EDITION, in the order they were filed.",
    "history": "Follow a section's paragraphs, or what a citation picks, through editions.",
    "provisions": "Say who must, may or must not do what, paragraph by paragraph.",
    "rules": "Rule modules: make them from an edition, keep them current, ask them about a case.",
    "fetch": "Fetch editions and rules from the eCFR, govinfo and the Federal Register.",
    "watch": "Say what is new of the citations that a team tracks.",
    "mcp": "Answer assistants over stdio, by the Model Context Protocol.",
    "corpus": "Editions at hand: the project's own and those you add.",
    "library": "Editions kept: added, found by citation and date, compared by the thousand.",
}


class _Group(click.Group):
    """Imports a command when it is named, and ends as `cfrdiff.cli.ending` says."""

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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is named; what it raises passes, and is shown where asked for."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except KeyboardInterrupt:
            raise click.Abort from None  # click would print an empty line
        except Exception:
            if ctx.params.get("show_traceback"):
                traceback.print_exc()
            raise

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        run = super().main

        def run_at_work() -> Any:
            with at_work():
                return run(*args, **kwargs)

        sys.exit(exit_code(run_at_work))


def _limits(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, int]:
    """``NAME=NUMBER`` as names and numbers."""
    found: dict[str, int] = {}
    for value in values:
        name, _, number = value.partition("=")
        digits = number.replace("_", "").replace(",", "")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST):
            raise click.BadParameter(f"{value!r} is not a limit; one looks like line_labels=50000")
        if name not in Limits.__struct_fields__:
            known = ", ".join(Limits.__struct_fields__)
            raise click.BadParameter(f"there is no limit {name!r}; choose from {known}")
        found[name] = int(digits)
    return found


_LONGEST = 18  # digits of a limit


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cfrdiff", prog_name="cfrdiff")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=_limits,
    metavar="NAME=NUMBER",
    help="Raise what an input is refused for; the line that refuses it names the limit.",
)
@click.option("--traceback", "show_traceback", is_flag=True, help="Show where an error arose.")
@click.pass_context
def main(context: click.Context, limits: dict[str, int], show_traceback: bool) -> None:
    """Read editions of the Code of Federal Regulations and say what changed.

    FILE, OLD and NEW are a path, the id of an edition in the corpus, a citation with a date ("19
    CFR 163.12@2012-04-01", "19 CFR 163@2012", "19 CFR 163@latest"), or - for standard input.
    """
    context.with_resource(raised(**limits))
    advice = "give it less at a time, or pick sections"
    context.with_resource(within("command_seconds", "this command", advice))

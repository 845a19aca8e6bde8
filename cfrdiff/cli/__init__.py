"""The command line: reading, comparing, amending, rules and the corpus, a module a command."""

from cfrdiff.cli.commands import main

__all__ = ["main"]

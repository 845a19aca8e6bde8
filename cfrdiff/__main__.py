"""``python -m cfrdiff``."""

from cfrdiff.cli import main

main(prog_name="cfrdiff")

"""Several files at once, on all cores where the command line allows for that."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from typing import TypeVar

from cfrdiff.api.reading import read
from cfrdiff.cores import Work, spread
from cfrdiff.model import Edition
from cfrdiff.opening import WORTH_A_PROCESS, Readable, is_file
from cfrdiff.sources import corpus
from cfrdiff.sources.files import STANDARD_INPUT

Result = TypeVar("Result")


def read_all(files: Sequence[Readable]) -> list[Edition]:
    """The editions of files, each as `read` gives it; raises what the first raises that does."""
    return of_all(read, files)


def of_all(make: Callable[[Readable], Result], files: Sequence[Readable]) -> list[Result]:
    """What is made of each file, in their order; raises what the first raises that does.

    `make` is a function of a module, so that another process can be given its name.
    """
    sizes = [size for file in files if (size := _size(os.fspath(file))) is not None]
    if len(sizes) < len(files):  # a pipe can be read only once, and here
        sizes = [0] * len(files)
    return spread(Work(f"Reading {len(files)} files", make, files, sizes, WORTH_A_PROCESS))


def _size(name: str) -> int | None:
    """The bytes of a file, or of the corpus where that has it; None for what is no plain file."""
    if name == STANDARD_INPUT:
        return None
    if not is_file(name):
        held = corpus.find(name)
        return os.stat(held.path).st_size if held and held.path.exists() else 0
    found = os.stat(name)
    return found.st_size if stat.S_ISREG(found.st_mode) else None

"""How much is taken from one input before it is refused: every limit, in one place.

No edition comes near any of them; what does was made, or damaged, and would take hours or all of
a machine's memory. Each is met with one line that names it, and `raised` (on the command line
``--limit NAME=NUMBER``) sets it higher for whoever knows better.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

import msgspec

from cfrdiff.errors import CfrdiffError, LimitError, SourceError


class Limits(msgspec.Struct, frozen=True):
    """The limits. Beside each, what the largest real input has."""

    file_bytes: int = 512 * 2**20  # a volume of the CFR: 30 million
    unpacked_bytes: int = 256 * 2**20  # one part of a Word file, unpacked
    line_characters: int = 10_000_000  # a whole title is shorter; a character takes 30 bytes
    line_labels: int = 20_000  # the longest paragraphs hold a few hundred
    digits: int = 1_000  # figures in a row: a number in print has 20
    range_items: int = 1_000  # "(a)(1) through (99)"; what is longer is no range of paragraphs
    nested_elements: int = 1_000  # the XML of a volume nests 12 deep, a page of the web 60
    module_bytes: int = 2_000_000  # the longest sections make modules of some hundred thousand
    pages: int = 10_000  # a volume has 1,300
    stream_bytes: int = 100_000_000  # a page of print holds some thousand, a map some million
    drawn_bytes: int = 16_000_000  # what a page draws, at 32 bytes an object: a map less
    page_seconds: int = 600  # a page of print takes 0.05, one that is a picture 10
    command_seconds: int = 86_400  # a volume of pictures takes 2 hours on one core


_NOW: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039, it is frozen


def limits() -> Limits:
    """The limits that hold now."""
    return _NOW.get()


@contextlib.contextmanager
def raised(**limits: int) -> Iterator[None]:
    """Let other limits hold meanwhile, each by its name.

    Raises CfrdiffError for a name that is none's, and for a number below one.
    """
    for name, number in limits.items():
        if name not in Limits.__struct_fields__:
            known = ", ".join(Limits.__struct_fields__)
            raise CfrdiffError(f"there is no limit {name!r}; choose from {known}")
        if number < 1:
            raise CfrdiffError(f"the limit {name} is a number from 1; {number} was given")
    token = _NOW.set(msgspec.structs.replace(_NOW.get(), **limits))
    try:
        yield
    finally:
        _NOW.reset(token)


_FIGURES = "0123456789"


def check_digits(text: str, path: str, place: str | None = None) -> None:
    """Raises LimitError where more figures stand in a row than any number has.

    A row so long has a figure at one of the places that are looked at.
    """
    most = limits().digits
    for at in range(0, len(text), most + 1):
        before, behind = text[max(0, at - most) : at], text[at : at + most + 1]
        row = len(behind) - len(behind.lstrip(_FIGURES))
        if row and row + len(before) - len(before.rstrip(_FIGURES)) > most:
            problem = f"a number of more than {most:,} figures"
            raise LimitError(path, "digits", problem, "no rule has such a number; mend it", place)


def check_pages(count: int, path: str) -> None:
    """Raises LimitError for a file of more pages than any volume has."""
    most = limits().pages
    if count > most:
        problem = f"it has more than {most:,} pages"
        raise LimitError(path, "pages", problem, "cut it into parts and read each")


@contextlib.contextmanager
def reading(path: str) -> Iterator[None]:
    """Report what nests too deeply for Python, or takes all memory, as any bad input is.

    Raises SourceError in place of RecursionError and MemoryError.
    """
    try:
        yield
    except RecursionError:
        problem = "something in it nests more deeply than can be followed"
        raise SourceError(path, problem, "give the file as its publisher has it") from None
    except MemoryError:
        problem = "there is not enough memory to read it"
        raise SourceError(path, problem, "cut it into parts and read each") from None

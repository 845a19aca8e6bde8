"""TOML that somebody wrote: read, or refused with what is wrong with it."""

from __future__ import annotations

import tomllib
from typing import Any


class TomlError(ValueError):
    """What is wrong with a file that is not TOML, or holds what no such file does."""


# Parts of a key; the reader's time grows with their square.
_MOST_PARTS = 1_000


def _refuse_long_keys(text: str) -> None:
    for line in text.splitlines():
        if line.partition("=")[0].count(".") > _MOST_PARTS:
            raise TomlError(f"a key of it has more than {_MOST_PARTS:,} parts")


def read_toml(data: bytes) -> dict[str, Any]:
    """The tables of a TOML file. Raises TomlError."""
    try:
        text = data.decode()
        _refuse_long_keys(text)
        return tomllib.loads(text)
    except RecursionError:
        raise TomlError("its values nest too deeply") from None
    except TomlError:
        raise
    except ValueError as error:  # no UTF-8, no TOML, or a number of thousands of digits
        is_own = isinstance(error, tomllib.TOMLDecodeError | UnicodeDecodeError)
        raise TomlError(str(error) if is_own else "a value in it is out of range") from None

"""TOML that somebody wrote: read, or refused with what is wrong with it."""

from __future__ import annotations

import tomllib
from typing import Any


class TomlError(ValueError):
    """What is wrong with a file that is not TOML, or holds what no such file does."""


def read_toml(data: bytes) -> dict[str, Any]:
    """The tables of a TOML file. Raises TomlError."""
    try:
        return tomllib.loads(data.decode())
    except RecursionError:
        raise TomlError("its values nest too deeply") from None
    except ValueError as error:  # no UTF-8, no TOML, or a number of thousands of digits
        is_own = isinstance(error, tomllib.TOMLDecodeError | UnicodeDecodeError)
        raise TomlError(str(error) if is_own else "a value in it is out of range") from None

"""The tables of the language, as TOML beside this module."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def read_table(name: str) -> dict[str, Any]:
    """The table of that name, such as "units"; each names its sources at its head."""
    return tomllib.loads((resources.files("cfrdiff.language") / f"{name}.toml").read_text("utf-8"))

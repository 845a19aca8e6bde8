"""What a team has seen: a file of its own, a table a citation, so that it can be kept in git."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import tomli_w

from cfrdiff.errors import SourceError
from cfrdiff.sources.toml import TomlError, read_toml


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was seen of a citation: the edition's date and digest, and the rules."""

    cite: str
    edition: str
    sha256: str
    rules: tuple[str, ...] = ()


class _State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seen: tuple[Seen, ...] = ()


def read_seen(path: str) -> dict[str, Seen]:
    """What was seen, by citation; nothing where there is no file yet. Raises SourceError."""
    try:
        state = msgspec.convert(read_toml(Path(path).read_bytes()), type=_State)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourceError(path, error.strerror or str(error), "check the file") from None
    except (TomlError, msgspec.ValidationError) as error:
        advice = "restore it, or take it away to begin anew"
        raise SourceError(path, str(error), advice) from None
    return {one.cite: one for one in state.seen}


def seen_bytes(seen: Iterable[Seen]) -> bytes:
    """The file of what was seen; the same for the same, in the order of the citations."""
    ordered = sorted(seen, key=lambda one: one.cite)
    tables = msgspec.to_builtins(_State(tuple(ordered)))
    return tomli_w.dumps(tables, multiline_strings=False).encode()

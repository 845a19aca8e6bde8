"""Files in and out: read whole, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import IO

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import limits

# The name that stands for standard input, and how it is shown.
STANDARD_INPUT = "-"
SHOWN_INPUT = "standard input"

Missing = tuple[str, str]  # what to say of a file that is not there, and what to do

# A name of a file, or its content: bytes, text of more than one line, or a file that is open.
Readable = str | os.PathLike[str]
Given = Readable | bytes | IO[bytes] | IO[str]


def name_of(given: Given) -> str | None:
    """The name of a file; None for content: bytes, an open file, or text with a line end in it
    that is the name of no file.
    """
    if isinstance(given, bytes) or hasattr(given, "read"):
        return None
    name = os.fspath(given)
    is_text = name is given and "\n" in name and not is_file(name)
    return None if is_text else name


def is_file(name: str) -> bool:
    """Whether there is a file of that name; of what no file can be called there is none."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def read_content(given: Given) -> tuple[bytes, str]:
    """The bytes of what is given as content, text as UTF-8, and what it is called in messages.

    An open file is read from where it stands, and stays open. Raises SourceError where it is
    empty, too large or cannot be read.
    """
    content, shown = _content_of(given)
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return _checked(data, shown), shown


def _content_of(given: Given) -> tuple[bytes | str, str]:
    if isinstance(given, bytes):
        return given, "the bytes given"
    if isinstance(given, str | os.PathLike):
        return os.fspath(given), "the text given"
    name = getattr(given, "name", None)
    shown = name if isinstance(name, str) else "the open file"
    try:
        return given.read(limits().file_bytes + 1), shown
    except (OSError, ValueError) as error:
        raise SourceError(shown, f"cannot be read ({error})", "open it for reading") from None


def read_bytes(path: str, missing: Missing = ("no such file", "restore it")) -> bytes:
    """The bytes of a file, or of standard input for "-".

    Raises SourceError where it is missing, unreadable or too large.
    """
    if not path:
        raise SourceError("''", "a file without a name", "name one file")
    shown = SHOWN_INPUT if path == STANDARD_INPUT else path
    try:
        data = _read(path)
    except FileNotFoundError:
        raise SourceError(path, *missing) from None
    except OSError as error:
        raise SourceError(shown, error.strerror or str(error), "check the file") from None
    except ValueError:
        raise SourceError(repr(path), "not a possible file name", "check the name") from None
    return _checked(data, shown)


def _checked(data: bytes, shown: str) -> bytes:
    most = limits().file_bytes
    if len(data) > most:
        problem = f"larger than {most:,} bytes"
        raise LimitError(shown, "file_bytes", problem, "cut it into parts and read each")
    if not data:
        raise SourceError(shown, "the file is empty", "give a file that holds an edition's text")
    return data


def _read(path: str) -> bytes:
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise SourceError(SHOWN_INPUT, "it is closed", "name a file")
        return sys.stdin.buffer.read(limits().file_bytes + 1)
    file = Path(path)
    if file.is_dir():
        raise SourceError(path, "this is a folder", "name one file")
    with file.open("rb") as stream:
        # One byte more shows a file that is too large, even a device that never ends.
        return stream.read(limits().file_bytes + 1)


def spare(output: str | None, *inputs: str) -> None:
    """Raises SourceError where the file to write is one of those that are read."""
    for one in inputs if output else ():
        with contextlib.suppress(OSError, ValueError):
            if os.path.samefile(one, output or ""):
                raise SourceError(output or "", "it is an input", "name another file to write")


def write_whole(path: str, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before.

    Raises SourceError where it cannot be written.
    """
    if not path:
        raise SourceError("''", "a file without a name", "name a file to write")
    try:
        _write(path, data)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise SourceError(path, problem, "choose another place") from None
    except ValueError:
        raise SourceError(repr(path), "not a possible file name", "check the name") from None


def _write(path: str, data: bytes) -> None:
    file = Path(path)
    if file.is_dir():
        raise SourceError(path, "this is a folder", "name a file to write")
    if file.exists() and not file.is_file():
        file.write_bytes(data)  # a pipe or a device takes what it is given
    else:
        _replace(file.resolve(), data)


def _replace(target: Path, data: bytes) -> None:
    """Write a file beside the target, then put it in its place."""
    handle, name = tempfile.mkstemp(prefix=".cfrdiff-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""A folder of rule modules: read, and changed file by file, each file whole.

Nothing that stands in the folder is obeyed: no file there says what is deleted or put back, and
no link leads the reading or the writing out of it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from cfrdiff.errors import LimitError, SourceError
from cfrdiff.limits import limits
from cfrdiff.sources.files import write_whole

_PYTHON = ".py"


def read_modules(folder: str) -> dict[str, bytes]:
    """The Python files in and below a folder, by their name in it. Nothing is written.

    Raises SourceError where the folder is not there, or something in it that is named as a
    Python file cannot be read, is no regular file, or is a link that leads out of the folder.
    """
    root = Path(folder)
    if not root.is_dir():
        raise SourceError(folder, "no such folder", "give the folder of the rule modules")
    try:
        return {
            file.relative_to(root).as_posix(): _read(_inside(root, file))
            for file in sorted(_python_files(root))
        }
    except OSError as error:
        where = error.filename or folder
        raise SourceError(where, error.strerror or str(error), "check the folder") from None


def _python_files(root: Path) -> Iterator[Path]:
    """What is named as a Python file in and below a folder; hidden files and folders are not.

    Raises SourceError for a folder behind a link: its modules would be left out.
    """
    for place, folders, names in os.walk(root, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for folder in (Path(place) / name for name in folders):
            if folder.is_symlink():
                problem = "it is a link to a folder, whose modules would be left out"
                raise SourceError(str(folder), problem, "replace the link by the folder")
        for name in (*folders, *names):
            if name.endswith(_PYTHON) and not name.startswith("."):
                yield Path(place) / name


def _raise(error: OSError) -> None:
    raise error


def _read(file: Path) -> bytes:
    """The bytes of a regular file, of a size that a module has."""
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        problem = f"this is {what}, named as a Python file is"
        raise SourceError(str(file), problem, "give it another name")
    most = limits().module_bytes
    with file.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        problem = f"larger than {most:,} bytes, where a section's rules take far less"
        raise LimitError(str(file), "module_bytes", problem, "part it into modules")
    return data


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """Keep other runs from writing the modules of a folder meanwhile.

    The folder itself is locked, as the system locks files: nothing is written for it, nothing that
    lies there can pass for a lock, and it ends with the process. Windows locks no folders: there,
    `write_modules` alone sees what another run has changed. Raises SourceError where another run
    has the lock.
    """
    if sys.platform == "win32" or not Path(folder).is_dir():
        yield
        return
    import fcntl

    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        problem = "another run is writing the modules of this folder"
        raise SourceError(folder, problem, "wait until it has ended") from None
    finally:
        os.close(place)


def write_modules(
    folder: str,
    files: Mapping[str, bytes],
    was: Mapping[str, bytes] | None = None,
    first: Mapping[str, bytes] | None = None,
) -> list[str]:
    """Write files, in their order and `first` before them, and return the names of those changed.

    Each file is replaced whole. An error or Ctrl-C puts back what had been replaced; a process
    that is killed outright leaves each file as it was or as it is to be. Raises SourceError where
    the folder cannot be written, a file in it is a link to one outside, or a file is no longer
    as it `was` when it was read: nothing of a later change is lost.
    """
    root = Path(folder)
    replaced: dict[Path, bytes | None] = {}
    try:
        root.mkdir(parents=True, exist_ok=True)
        old = {name: _content(_inside(root, root / name)) for name in files}
        changed = [name for name, data in files.items() if old[name] != data]
        if was is not None:
            for name in changed:
                _check_unchanged(root / name, old[name], was.get(name))
        for name, data in [*(first or {}).items(), *((name, files[name]) for name in changed)]:
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            replaced.setdefault(target, old[name])
            write_whole(str(target), data)
    except BaseException as error:
        for target, held in replaced.items():
            _put_back(target, held)
        if isinstance(error, OSError):
            problem = f"cannot be written ({error.strerror or error})"
            raise SourceError(folder, problem, "choose another folder") from None
        raise
    return changed


def _check_unchanged(target: Path, data: bytes | None, was: bytes | None) -> None:
    if data != was:
        problem = "it was changed while this ran; nothing was written"
        raise SourceError(str(target), problem, "run this again")


def _put_back(target: Path, data: bytes | None) -> None:
    # What made the change fail may make this fail too; the first error is the one to report.
    with contextlib.suppress(OSError, SourceError):
        if data is None:
            target.unlink(missing_ok=True)
        elif _content(target) != data:
            write_whole(str(target), data)


def _inside(root: Path, file: Path) -> Path:
    try:
        target = file.resolve()
    except (OSError, RuntimeError):  # Python says either of links that lead to each other
        raise SourceError(str(file), "this link leads nowhere", "replace it by a file") from None
    if not target.is_relative_to(root.resolve()):
        problem = f"it leads out of the folder {root}, to {target}"
        raise SourceError(str(file), problem, "replace the link by a file")
    if file.is_symlink() and not target.exists():
        raise SourceError(str(file), "this link leads nowhere", "replace it by a file")
    return file


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None

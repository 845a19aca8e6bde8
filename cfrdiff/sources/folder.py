"""A folder of rule modules: read, and changed file by file, each file whole.

Nothing that stands in the folder is obeyed: no file there says what is deleted or put back, and
no link leads the reading or the writing out of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from cfrdiff.errors import SourceError
from cfrdiff.sources.files import write_whole


def read_modules(folder: str) -> dict[str, bytes]:
    """The Python files in and below a folder, by their name in it. Nothing is written.

    Raises SourceError where the folder is not there, a file cannot be read, or a file is a link
    to one outside the folder.
    """
    root = Path(folder)
    if not root.is_dir():
        raise SourceError(folder, "no such folder", "give the folder of the rule modules")
    try:
        return {
            file.relative_to(root).as_posix(): _inside(root, file).read_bytes()
            for file in sorted(root.rglob("*.py"))
            if not any(part.startswith(".") for part in file.relative_to(root).parts)
        }
    except OSError as error:
        raise SourceError(folder, error.strerror or str(error), "check the folder") from None


def write_modules(folder: str, files: Mapping[str, bytes]) -> list[str]:
    """Write files and return the names of those that changed.

    Each file is replaced whole. An error or Ctrl-C puts back what had been replaced; a process
    that is killed outright may leave some files new and others old. Raises SourceError where the
    folder cannot be written or a file in it is a link to one outside.
    """
    root = Path(folder)
    replaced: dict[Path, bytes | None] = {}
    try:
        root.mkdir(parents=True, exist_ok=True)
        old = {name: _content(_inside(root, root / name)) for name in files}
        changed = sorted(name for name, data in files.items() if old[name] != data)
        for name in changed:
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            replaced[target] = old[name]
            write_whole(str(target), files[name])
    except BaseException as error:
        for target, data in replaced.items():
            _put_back(target, data)
        if isinstance(error, OSError):
            problem = f"cannot be written ({error.strerror or error})"
            raise SourceError(folder, problem, "choose another folder") from None
        raise
    return changed


def _put_back(target: Path, data: bytes | None) -> None:
    # What made the change fail may make this fail too; the first error is the one to report.
    with contextlib.suppress(OSError, SourceError):
        if data is None:
            target.unlink(missing_ok=True)
        elif _content(target) != data:
            write_whole(str(target), data)


def _inside(root: Path, file: Path) -> Path:
    if not file.resolve().is_relative_to(root.resolve()):
        problem = f"it leads out of the folder {root}, to {file.resolve()}"
        raise SourceError(str(file), problem, "replace the link by a file")
    return file


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None

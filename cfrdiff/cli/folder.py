"""A folder of rule modules: read whole, changed whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from cfrdiff.errors import SourceError

# What is needed to undo a change that was interrupted; it is there only while one goes on.
UNDO = ".cfrdiff-undo"
_COMING = ".cfrdiff-coming"


def read_modules(folder: str) -> dict[str, bytes]:
    """The Python files in and below a folder, by their name in it.

    A change of the folder that was interrupted is undone first. Raises SourceError where the
    folder is not there or a file cannot be read.
    """
    root = Path(folder)
    if not root.is_dir():
        raise SourceError(folder, "no such folder", "give the folder of the rule modules")
    try:
        undo(root)
        return {
            file.relative_to(root).as_posix(): file.read_bytes()
            for file in sorted(root.rglob("*.py"))
            if not any(part.startswith(".") for part in file.relative_to(root).parts)
        }
    except OSError as error:
        raise SourceError(folder, error.strerror or str(error), "check the folder") from None


def write_modules(folder: str, files: Mapping[str, bytes]) -> list[str]:
    """Write files so that all are there or the folder is as it was; tells which changed.

    Killed at any moment, the folder holds what undoes the change; the next command does so.
    """
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
        undo(root)
        changed = {name: data for name, data in files.items() if _content(root / name) != data}
        if not changed:
            return []
        try:
            _prepare(root, changed)
            for name in changed:
                target = root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                (root / _COMING / name).replace(target)
        except BaseException:
            undo(root)
            raise
        shutil.rmtree(root / UNDO)
        shutil.rmtree(root / _COMING)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise SourceError(folder, problem, "choose another folder") from None
    return sorted(changed)


def undo(root: Path) -> None:
    """Put back what an interrupted change replaced."""
    kept = root / UNDO
    if (kept / "files.json").exists():
        for name, was_there in json.loads((kept / "files.json").read_text("utf-8")).items():
            if was_there:
                with contextlib.suppress(FileNotFoundError):
                    (kept / "was" / name).replace(root / name)
            else:
                (root / name).unlink(missing_ok=True)
    for left in (kept, root / _COMING):
        if left.exists():
            shutil.rmtree(left)


def _prepare(root: Path, changed: Mapping[str, bytes]) -> None:
    """Lay out the new files and copies of the old ones; the list is written last."""
    for name, data in changed.items():
        coming = root / _COMING / name
        coming.parent.mkdir(parents=True, exist_ok=True)
        coming.write_bytes(data)
        target = root / name
        if target.exists():
            kept = root / UNDO / "was" / name
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(target, kept)
            shutil.copymode(target, coming)
    (root / UNDO).mkdir(exist_ok=True)
    listed = {name: (root / name).exists() for name in changed}
    draft = root / UNDO / "files.tmp"
    with draft.open("w", encoding="utf-8") as out:
        json.dump(listed, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(root / UNDO / "files.json")


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None

"""Functions that go to the module of another section: put there before they are cut here."""

from __future__ import annotations

from collections.abc import Mapping

from cfrdiff.rules.editing import IMPORTS, ModuleEdit
from cfrdiff.rules.labels import Editions
from cfrdiff.rules.modules import RuleSite
from cfrdiff.rules.reviews import literal


class Moves:
    """The functions of a regeneration that go to other modules.

    `files` are those it was given and makes, `edits` their changes, by name.
    """

    def __init__(
        self, files: Mapping[str, bytes], edits: Mapping[str, ModuleEdit], editions: Editions
    ) -> None:
        self._files, self._edits, self._editions = files, edits, editions
        self._moving: list[tuple[ModuleEdit, RuleSite, str, str]] = []

    def note(self, edit: ModuleEdit, site: RuleSite, path: str, cite: str) -> None:
        """Have a rule go to another module, as that of the newer edition's cite."""
        self._moving.append((edit, site, path, cite))

    def made(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """What is to be written first, and every file, those that functions go to before others.

        A module that both gives and takes is written first with what it takes alone, so that
        every function stands somewhere whenever the writing ends.
        """
        pieces: dict[str, list[str]] = {}
        for edit, site, path, cite in self._moving:
            piece = edit.cut(site)
            if not self._has_arrived(site, path, cite):
                pieces.setdefault(path, []).append(piece)
        gives = {edit.module.path for edit, *_ in self._moving}
        files = {**self._files, **{path: edit.result() for path, edit in self._edits.items()}}
        first = {
            path: self._with(self._files[path], found)
            for path, found in pieces.items()
            if path in gives
        }
        takes = {path: self._with(files.get(path), found) for path, found in pieces.items()}
        return first, {**takes, **{path: files[path] for path in files if path not in takes}}

    def _has_arrived(self, site: RuleSite, path: str, cite: str) -> bool:
        """Whether an earlier run that was ended half-way has put a rule there, as it is here."""
        module = self._edits[path].module if path in self._edits else None
        return module is not None and any(
            str(one.cited) == cite
            and one.body == site.body
            and self._editions.standing(module.edition_of(one), one) == "newer"
            for one in module.rules
        )

    def _with(self, data: bytes | None, pieces: list[str]) -> bytes:
        """A module with functions that go there; None: a new one."""
        if data is None:
            edition = f"EDITION: Final = {literal(self._editions.names[1])}"
            data = f"{IMPORTS['Final']}\n\n{IMPORTS['rules']}\n\n{edition}\n".encode()
        body = "".join(f"\n\n{piece.rstrip()}\n" for piece in pieces)
        return data.rstrip(b"\n") + b"\n" + body.encode()


def beside(path: str, name: str) -> str:
    """The file of that name in the folder of another."""
    folder = path.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name

"""Someone has looked at a rule whose text changed: its body is right, or is to stay so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from cfrdiff.errors import NotFoundError
from cfrdiff.rules.editing import ModuleEdit
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.python_files import with_rules
from cfrdiff.rules.reviews import due


class Accepted(msgspec.Struct, frozen=True):
    """A rule that was accepted, and the changes that were due for review."""

    module: str
    function: str
    cite: str
    reviews: tuple[str, ...]


def accept(
    files: Mapping[str, bytes], cites: Sequence[str], said: str
) -> tuple[dict[str, bytes], list[Accepted]]:
    """Take the rules of paragraphs for looked at; the files as they are then.

    The cites are those that the rules name, ``163.12(b)(2)``: of a paragraph alone, not of those
    below it, as each is looked at for itself. Raises NotFoundError where nothing is due for review
    at one of them.
    """
    wanted = [one.removeprefix("§").strip() for one in cites]
    found: list[Accepted] = []
    made = dict(files)
    for path, data in with_rules(files).items():
        edit = ModuleEdit(parse_module(path, data), "", "")
        for site in edit.module.rules:
            if due(site) and str(site.cited) in wanted:
                edit.accept(site, said)
                found.append(Accepted(path, site.function, str(site.cited), due(site)))
        made[path] = edit.result()
    for cite in wanted:
        if not any(cite == one.cite for one in found):
            raise NotFoundError(f"nothing is due for review at § {cite}")
    return made, found

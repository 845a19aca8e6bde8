"""What rule modules call an edition, and of which edition a rule that stands there is.

An edition goes by its date, or by the name of its file where it has none. Two versions that share
the name are told apart by their text: the newer one is called ``2011-12-30~0f3c9ab1``, the digest
of its paragraphs behind the date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal

from cfrdiff.model import Edition
from cfrdiff.rules.modules import RuleSite
from cfrdiff.rules.paragraphs import Numbered

Rows = Mapping[str, Numbered]  # the paragraphs of an edition by their cites
Standing = Literal["older", "newer", "other"]

_APART = "~"
_DIGITS = 8


def edition_label(as_of: str | None, path: str) -> str:
    """What rule modules call an edition: its date, or the name of its file without ending."""
    return as_of or PurePath(path).stem


def label(edition: Edition) -> str:
    """What rule modules call an edition that was read."""
    return edition_label(edition.as_of, edition.source.path)


def plain(name: str) -> str:
    """The name of an edition without what tells it from others of the same."""
    return name.partition(_APART)[0]


def told_apart(before: Edition, after: Edition, old: Rows, new: Rows) -> tuple[str, str]:
    """What the two editions of a regeneration are called: otherwise where their text is."""
    first, second = label(before), label(after)
    if first == second and _texts(old) != _texts(new):
        second += _APART + hashlib.sha256(_texts(new).encode()).hexdigest()[:_DIGITS]
    return first, second


def _texts(rows: Rows) -> str:
    return "\n".join(f"{cite} {row.digest}" for cite, row in rows.items())


class Editions:
    """The two editions of a regeneration, by name and paragraphs."""

    def __init__(self, names: tuple[str, str], old: Rows, new: Rows) -> None:
        self.names, self._old, self._new = names, old, new

    def standing(self, edition: str | None, site: RuleSite) -> Standing:
        """Of which of the two a rule is that says it is of that edition.

        Where both go by one name the text it was written from decides: its digest.
        """
        before, after = self.names
        if edition == after:
            return "newer"
        name = plain(edition or "")
        if name not in (plain(before), plain(after)):
            return "other"
        if plain(before) != plain(after):
            return "older" if name == plain(before) else "newer"
        is_newer = self.is_written_from_newer(site) and not self.is_written_from_older(site)
        return "newer" if is_newer else "older"

    def is_written_from_older(self, site: RuleSite) -> bool:
        """Whether its digest is that of the older edition's text of its paragraph."""
        return _is_from(self._old, site)

    def is_written_from_newer(self, site: RuleSite) -> bool:
        """Whether its digest is that of the newer edition's text of its paragraph."""
        return _is_from(self._new, site)


def _is_from(rows: Rows, site: RuleSite) -> bool:
    row = rows.get(str(site.cited))
    return row is not None and row.digest == site.digest.text

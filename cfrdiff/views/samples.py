"""The few words of a change that tell most, for a line of the first page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cfrdiff.changes.model import Edit
from cfrdiff.views import wording
from cfrdiff.views.marked_words import Piece, pieces_of

Sample = tuple[Piece, ...]
# As many words as tell what an entry is about, and where an edit stands.
_WORDS, _AROUND = 18, 4
MOST = 2  # edits shown of a change
_LONG = 80  # letters of an edit that stands for the change alone


def opening(text: str) -> str:
    """The first words."""
    return wording.shortened(text, _WORDS)


def samples(edits: Sequence[Edit], before: str) -> Iterator[Sample]:
    """The longest edits of a text, in its order, with the words around each."""
    different = list({(edit.before, edit.after): edit for edit in edits}.values())
    longest = sorted(different, key=_length, reverse=True)[:MOST]
    if longest and _length(longest[0]) > _LONG:
        longest = longest[:1]
    return (_sample(edit, before) for edit in different if edit in longest)


def _sample(edit: Edit, before: str) -> Sample:
    start, end = edit.before_span
    return tuple(
        pieces_of(
            [
                ("same", _last_words(before[:start])),
                ("del", edit.before),
                ("ins", edit.after),
                ("same", _first_words(before[end:])),
            ]
        )
    )


def _last_words(text: str) -> str:
    words = text.split()
    ending = text[len(text.rstrip()) :]
    return ("… " if len(words) > _AROUND else "") + " ".join(words[-_AROUND:]) + ending


def _first_words(text: str) -> str:
    words = text.split()
    beginning = text[: len(text) - len(text.lstrip())]
    return beginning + " ".join(words[:_AROUND]) + (" …" if len(words) > _AROUND else "")


def _length(edit: Edit) -> int:
    return max(len(edit.before), len(edit.after))

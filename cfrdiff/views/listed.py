"""The changes as every list shows them: where, what became of it, what it weighs, its words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, joined
from cfrdiff.views import entries, wording
from cfrdiff.views.excerpts import excerpt
from cfrdiff.views.marked_words import Piece, edited_words, pieces_of
from cfrdiff.views.paragraph_words import edits_of, is_paired, latest
from cfrdiff.views.paragraph_words import words as words_of

_AROUND = 12  # words shown before and behind an edit


class Listed(msgspec.Struct, frozen=True):
    """A change that has an entry of its own. `section` is the number it is listed under; `heading`
    and `text` are the older words with what went and what came, `words` the edits in short.
    `review` and `origins` are in words.
    """

    place: str
    became: str
    significance: str
    section: str | None
    heading: tuple[Piece, ...] = ()
    text: tuple[Piece, ...] = ()
    words: str = ""
    along: str = ""
    review: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """Heading and text, which is cut short where long stretches stay as they are."""
        found = [*self.heading, *([Piece("same", " ")] if self.heading and self.text else [])]
        if all(piece.op == "same" for piece in self.text):
            whole = "".join(piece.text for piece in self.text)
            return [*found, *pieces_of([("same", wording.shortened(whole))])]
        return [*found, *excerpt(self.text, _AROUND)]


def sections(changes: ChangeSet) -> Iterator[Listed]:
    """The sections that came, went or were renumbered."""
    followers = entries.followers(changes)
    for one in changes.sections:
        along = entries.along(followers[one.id])
        yield Listed(
            entries.section_change(one), "", one.significance, one.after or one.before, along=along
        )


def paragraphs(changes: ChangeSet) -> Iterator[Listed]:
    """The paragraphs that changed, in the order of the change set."""
    followers = entries.followers(changes)
    for change in changes.changes:
        if entries.is_told(change):
            yield _paragraph(change, entries.along(followers[change.id]))


def _paragraph(change: Change, along: str) -> Listed:
    heading, text = _marked(change)
    return Listed(
        place=entries.place(change),
        became=entries.became(change),
        significance=change.significance,
        section=change.section,
        heading=heading,
        text=text,
        words=entries.words_changed(change),
        along=along,
        review=tuple(map(wording.review, change.review)),
        origins=tuple(map(wording.origin, change.origins)),
    )


def _marked(change: Change) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Heading and text with their edits; all words in one where the paragraph came or went."""
    if not is_paired(change):
        return (), tuple(pieces_of([("ins" if change.after else "del", words_of(latest(change)))]))
    heading = change.before[0].heading or ""
    return (
        tuple(edited_words(heading, edits_of(change.edits, "heading"))),
        tuple(edited_words(joined(change.before), edits_of(change.edits, "text"))),
    )


def blocks(changes: ChangeSet) -> Iterator[Listed]:
    """The headings, notes and tables that changed."""
    return map(_block, entries.told_blocks(changes))


def _block(block: BlockChange) -> Listed:
    text = edited_words(block.before or "", block.edits)
    if not block.edits and block.before != block.after:
        text = list(pieces_of([("del", block.before), ("ins", block.after)]))
    return Listed(
        place=entries.block(block),
        became=entries.became(block),
        significance=block.significance,
        section=block.section,
        text=tuple(text),
        words=entries.block_words(block),
        review=tuple(map(wording.review, block.review)),
        origins=tuple(map(wording.origin, block.origins)),
    )

"""What a report on a watchlist says: of each line what became of it, of each change its words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, joined
from cfrdiff.views import entries, wording
from cfrdiff.views.excerpts import excerpt
from cfrdiff.views.marked_words import Piece, edited_words, pieces_of
from cfrdiff.views.paragraph_words import edits_of, is_paired, latest, words
from cfrdiff.watching import News, Upcoming

_AROUND = 12  # words shown before and behind an edit


class Told(msgspec.Struct, frozen=True):
    """A change: where, what became of it, how much it weighs, its words with what went and came,
    and what a person should look at.
    """

    place: str
    became: str
    significance: str
    pieces: tuple[Piece, ...]
    review: tuple[str, ...] = ()


def standing(news: News) -> str:
    """What became of a line, in a few words."""
    if news.standing == "failed":
        return "could not be looked at"
    if news.standing == "begun":
        return f"tracked from the edition of {news.after} on"
    fresh = sum(one.is_new for one in news.to_come)
    said = [] if news.changes is None else entries.tallies(news.changes)
    if fresh:
        said.append(f"{wording.counted(fresh, 'new rule')} to come")
    changed = "; ".join(said) if news.standing == "news" else "nothing new"
    return f"{editions(news)}: {changed}"


def editions(news: News) -> str:
    """``2012-04-01 → 2019-04-01``, and which editions lie between."""
    if news.before == news.after:
        return f"edition of {news.after}"
    between = f" (past {', '.join(news.between)})" if news.between else ""
    return f"{news.before} → {news.after}{between}"


def rule_said(one: Upcoming) -> str:
    """A rule to come, in one line."""
    rule = one.rule
    named = {True: "names what is tracked", False: "names other sections of the part", None: ""}
    facts = (
        rule.citation or f"FR Doc. {rule.number}",
        rule.action or rule.type,
        f"published {rule.published}",
        f"effective {rule.effective}" if rule.effective else "",
        f"corrects {rule.corrects}" if rule.corrects else "",
        named[one.names],
    )
    return f"{rule.title} ({', '.join(filter(None, facts))})"


def told(changes: ChangeSet) -> Iterator[Told]:
    """The changes of a change set that have an entry of their own: sections, paragraphs, blocks."""
    for section in changes.sections:
        yield Told(entries.section_change(section), "", "", ())
    for change in changes.changes:
        if entries.is_told(change):
            yield _of_paragraph(change)
    for block in entries.told_blocks(changes):
        yield _of_block(block)


def _of_paragraph(change: Change) -> Told:
    return Told(
        entries.place(change),
        entries.became(change),
        change.significance,
        tuple(_words(change)),
        tuple(wording.review(code) for code in change.review),
    )


def _words(change: Change) -> Iterator[Piece]:
    if not is_paired(change):
        yield from pieces_of([("ins" if change.after else "del", words(latest(change)))])
        return
    heading = change.before[0].heading or ""
    if heading:
        yield from edited_words(heading, edits_of(change.edits, "heading"))
        yield from pieces_of([("same", " ")])
    yield from excerpt(edited_words(joined(change.before), edits_of(change.edits, "text")), _AROUND)


def _of_block(block: BlockChange) -> Told:
    if block.edits or block.before == block.after:
        pieces = excerpt(edited_words(block.before or "", block.edits), _AROUND)
    else:
        pieces = pieces_of([("del", block.before), ("ins", block.after)])
    return Told(
        entries.block(block),
        entries.became(block),
        block.significance,
        tuple(pieces),
        tuple(wording.review(code) for code in block.review),
    )

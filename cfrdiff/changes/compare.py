"""Two editions → the ChangeSet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from cfrdiff.align import Coverage, Link, align, places
from cfrdiff.changes.block_texts import PairedText, paired_texts, searched_texts
from cfrdiff.changes.blocks import compare_blocks
from cfrdiff.changes.connectives import with_moved_connectives
from cfrdiff.changes.governing import with_governing
from cfrdiff.changes.limits import limit, only_sections
from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    KeptBlock,
    Notes,
    SectionChange,
    State,
    Where,
    count,
    inverted,
)
from cfrdiff.changes.moves import came_and_went, compare_sections, is_covered, with_follows
from cfrdiff.changes.outcomes import change_of, state_of
from cfrdiff.changes.overview import overview_of
from cfrdiff.changes.printed_order import kept_order, with_moved
from cfrdiff.changes.published import Between
from cfrdiff.changes.references import (
    Redesignations,
    find_stale,
    with_conformed,
    with_conformed_blocks,
)
from cfrdiff.changes.set_otherwise import with_set_otherwise
from cfrdiff.changes.substitutions import find_substitutions
from cfrdiff.changes.transfers import find_transfers
from cfrdiff.cites import Selection
from cfrdiff.model import Edition
from cfrdiff.selecting import Picked, only, select, touched


def diff_editions(
    before: Edition,
    after: Edition,
    section: Picked | Selection | None = None,
    amended: bool = False,
) -> ChangeSet:
    """What changed from `before` to `after`, in the whole or in what is picked by `section`. Where
    `after` is `before` as `amended`, what only one of them has came or went, wherever it stands.

    Of paragraphs that are picked the change set is a view of that of their sections. Raises
    CiteError for what picks nothing and NotFoundError for what neither edition has.
    """
    if section is None or isinstance(section, Selection):
        selection = section
    else:
        selection = select(section, before, after, appendices=True)
    if selection is not None and selection.appended:
        before, after, selection = only(before, selection), only(after, selection), None
    changes = _compare(before, after, selection, amended)
    if selection is None or all(pick.is_whole for pick in selection.picks):
        return changes
    return changes.within(selection)


class _Compared(msgspec.Struct, frozen=True):
    """What was compared: paragraphs, blocks and sections, and what is needed to say what that
    shows, either way. `before` and `after` are cut down to what was picked; `searched` are the
    texts that stand in no paragraph and `beside` the paragraphs that were not compared, of the
    older edition and of the newer one; `renumbered` is that of both editions as a whole.
    """

    before: Edition
    after: Edition
    changes: Sequence[Change]
    sections: tuple[SectionChange, ...]
    blocks: tuple[BlockChange, ...]
    kept: tuple[KeptBlock, ...]
    searched: tuple[Sequence[tuple[Where, str]], Sequence[tuple[Where, str]]]
    beside: tuple[Sequence[State], Sequence[State]]
    renumbered: Sequence[SectionChange]


def _compare(
    before: Edition, after: Edition, selection: Selection | None, amended: bool
) -> ChangeSet:
    """The change set of two editions, or of the sections that a selection touches."""
    # Links and places are let go before the notes are made, when most is held at once.
    done = _compared(before, after, selection, amended)
    paired = list(paired_texts(done.before, done.after, done.blocks, done.kept))
    notes = _notes(done.changes, done.sections, done.beside[1], done.searched[1], paired)
    between = Between(done.before, done.after, {one.after: one.before for one in done.renumbered})
    return ChangeSet(
        before=_header(done.before),
        after=_header(done.after),
        changes=tuple(between.changes(done.changes)),
        substitutions=notes.substitutions,
        summary=count(done.changes),
        blocks=tuple(between.blocks(done.blocks)),
        kept_blocks=done.kept,
        sections=tuple(between.sections(done.sections)),
        overview=overview_of(done.sections, done.before, done.after),
        transfers=find_transfers(done.changes),
        stale_references=notes.stale_references,
        backward=_notes(
            inverted(done.changes),
            [one.invert() for one in done.sections],
            done.beside[0],
            done.searched[0],
            [one.invert() for one in paired],
        ),
    )


def _compared(
    before: Edition, after: Edition, selection: Selection | None, amended: bool
) -> _Compared:
    searched = tuple(searched_texts(before)), tuple(searched_texts(after))
    alignment = align(before, after, amended)
    reached = (Coverage(before, amended), Coverage(after, amended))
    links: Sequence[Link] = alignment.links
    renumbered = compare_sections(before, after, alignment.sections)
    moved = renumbered
    beside_old: list[State] = []
    beside_new: list[State] = []
    if selection is not None:
        numbers = touched(selection, before, after)
        beside_old, beside_new = _beside(before, numbers), _beside(after, numbers)
        links = limit(links, before, after, numbers)
        before, after = (only_sections(one, numbers, selection) for one in (before, after))
        moved = tuple(one for one in renumbered if {one.before, one.after} <= numbers)
    exact = before.source.exact and after.source.exact
    named = _with_ids(change_of(link, exact) for link in links)
    followed = with_follows(named, links, moved)
    moves = Redesignations(followed, moved)
    worded = with_moved_connectives(with_conformed(followed, moves))
    changes = with_moved(with_governing(worded, links, renumbered))
    sections = (*moved, *came_and_went(before, after, changes, renumbered, reached))
    compared, kept = compare_blocks(before, after, sections, kept_order(changes))
    blocks = with_conformed_blocks((one for one in compared if is_covered(one, reached)), moves)
    went = {one.before: one.after for one in renumbered}
    changes, blocks = with_set_otherwise(changes, blocks, (before, after), went)
    kept = (*kept, *(one.as_kept() for one in compared if not is_covered(one, reached)))
    beside = beside_old, beside_new
    return _Compared(
        before, after, changes, sections, tuple(blocks), kept, searched, beside, renumbered
    )


def states(edition: Edition) -> list[State]:
    """All paragraphs of an edition in the order of print, each without its children."""
    return [state_of(place) for place in places(edition)]


def _beside(edition: Edition, numbers: frozenset[str]) -> list[State]:
    return [state for state in states(edition) if state.section not in numbers]


def _header(edition: Edition) -> Edition:
    sections = tuple(msgspec.structs.replace(s, paragraphs=()) for s in edition.sections)
    return msgspec.structs.replace(edition, sections=sections)


def _with_ids(changes: Iterable[Change]) -> list[Change]:
    """The changes with their names as ids; repeated ones get a number."""
    seen: Counter[str] = Counter()
    named: list[Change] = []
    for change in changes:
        name = change.name
        seen[name] += 1
        number = f"#{seen[name]}" if seen[name] > 1 else ""
        named.append(msgspec.structs.replace(change, id=name + number))
    return named


def _notes(
    changes: Sequence[Change],
    sections: Sequence[SectionChange],
    beside: Sequence[State],
    searched: Sequence[tuple[Where, str]],
    paired: Sequence[PairedText],
) -> Notes:
    """What the changes show in their direction. `beside` are paragraphs of the newer edition that
    were not compared, `searched` the texts of it that stand in no paragraph, and `paired` those of
    them that were compared.
    """
    return Notes(
        find_substitutions(changes, beside, searched),
        find_stale(changes, Redesignations(changes, sections), paired),
    )

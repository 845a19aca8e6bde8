"""What a list of changes says of each in a few words: its place, what became of it, its edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from cfrdiff.changes.model import (
    MISREAD,
    READ_IN_TWO_WAYS,
    WORD_BROKEN,
    BlockChange,
    Change,
    ChangeSet,
    Edit,
    SectionChange,
    State,
    Where,
)
from cfrdiff.changes.notes import stands_in_block
from cfrdiff.model import Edition
from cfrdiff.views import wording
from cfrdiff.views.cell_names import cells_named
from cfrdiff.views.paragraph_words import is_paired, latest, words

_EDITS_TOLD = 6
PERHAPS_MISREAD = "perhaps misread"
TYPE_ONLY = "Differs in type only (the print or its reading, not the rule)"
_OF_SECTION = frozenset(("section-heading", "source-note"))


def is_told(change: Change) -> bool:
    """Whether a change has an entry of its own: not where it only moved with what is above it, or
    differs in type only. What may be misread has one.
    """
    if change.kind in ("unchanged", "not-covered"):
        return _is_doubtful(change)
    return not _is_along(change)


def is_slight(change: Change) -> bool:
    """Whether a paragraph differs in type only, be it that it moved with what is above it."""
    return bool(change.edits) and not is_told(change)


def is_told_block(change: BlockChange) -> bool:
    """Whether a change of a block has an entry of its own: not where it differs in type only."""
    return change.kind != "unchanged" or _is_doubtful(change)


def told_blocks(changes: ChangeSet) -> list[BlockChange]:
    """The changes of blocks that have an entry of their own."""
    return [one for one in changes.blocks if is_told_block(one)]


def slight_blocks(changes: ChangeSet) -> list[BlockChange]:
    """The blocks that differ in type only."""
    return [one for one in changes.blocks if not is_told_block(one)]


def _is_along(change: Change) -> bool:
    moved = change.kind == "redesignated" or (change.kind == "moved" and not change.edits)
    return moved and change.follows is not None and not _is_doubtful(change)


def _is_doubtful(change: Change | BlockChange) -> bool:
    return not READ_IN_TWO_WAYS.isdisjoint(change.review)


def became(change: Change | BlockChange) -> str:
    """What became of a paragraph or a block, in words."""
    if change.kind == "unchanged" and _is_doubtful(change):
        return PERHAPS_MISREAD
    return wording.kind(change.kind)


def place(change: Change) -> str:
    """``§ 163.11(c) → § 163.11(f)``; one cite where both are the same."""
    return wording.arrow(_cites(change.before), _cites(change.after))


def section_title(changes: ChangeSet, section: str | None) -> str:
    """``§ 163.12 Recordkeeping Compliance Program.``, with the newer heading if it has one."""
    sections = (*changes.after.sections, *changes.before.sections)
    headings = (one.heading for one in sections if one.number == section and one.heading)
    heading = next(headings, "")
    if heading:
        return f"§ {section} {heading}" if section else f"(no number) {heading}"
    return f"§ {section}" if section else "section not told by the file"


def section_change(one: SectionChange) -> str:
    """``§ 12.4 → § 12.8 renumbered``, ``§ 12.6 added: Fees.``"""
    if one.kind == "redesignated":
        return f"§ {one.before} → § {one.after} renumbered"
    words = " ".join(filter(None, (one.heading, one.source_note)))
    return f"§ {one.after or one.before} {one.kind}" + (f": {words}" if words else "")


def along(count: int) -> str:
    """What is said of the paragraphs that only moved with one: ``, and 2 paragraphs with it …``."""
    if not count:
        return ""
    return f", and {wording.counted(count, 'paragraph')} with it, else unchanged"


def followers(changes: ChangeSet) -> Counter[str | None]:
    """How many paragraphs only moved with each change, by its id."""
    return Counter(change.follows for change in changes.changes if _is_along(change))


def block(one: BlockChange) -> str:
    """What a block is and where it stands: ``table after § 12.3``, ``table, row “Item 1”, column
    “Rule”, after § 12.3``.
    """
    name = block_name(one)
    name += "," if "," in name else ""
    if one.section is None:
        return f"{name} before the first section"
    return f"{name} {'of' if one.block in _OF_SECTION else 'after'} § {one.section}"


def block_name(one: BlockChange) -> str:
    """What a block is, and was if that was another; of the row of a table with its row and
    columns.
    """
    kinds = (wording.block(kind) for kind in (one.block_before, one.block) if kind)
    cited = wording.arrow(*filter(None, (one.entry_before, one.entry)))
    return wording.arrow(*kinds) + (f", {cited}" if cited else "") + cells_named(one)


def _cites(states: Sequence[State]) -> str:
    return ", ".join(dict.fromkeys(state.cite for state in states))


def words_changed(change: Change) -> str:
    """The edits, each once with how often it was made, or the beginning of what came or went."""
    return _told(change.edits) if is_paired(change) else wording.shortened(words(latest(change)))


def block_words(change: BlockChange) -> str:
    """The same of a heading, a note or a table."""
    if change.edits:
        return _told(change.edits)
    if change.before == change.after:
        return wording.shortened(change.after or "")
    return _edit(change.before or "", change.after or "")


def _told(edits: Sequence[Edit]) -> str:
    times = Counter((edit.before, edit.after) for edit in edits)
    told = [
        f"{_edit(before, after)}{f' ({count} times)' if count > 1 else ''}"
        for (before, after), count in list(times.items())[:_EDITS_TOLD]
    ]
    if len(times) > _EDITS_TOLD:
        told.append(f"and {len(times) - _EDITS_TOLD} more")
    return "; ".join(told)


def _edit(before: str, after: str) -> str:
    old, new = (wording.shortened(words) or words for words in (before, after))
    if not old or (old.isspace() and not new.isspace()):
        return f"inserted “{new}”"
    if not new or (new.isspace() and not old.isspace()):
        return f"struck “{old}”"
    return f"“{old}” → “{new}”"


def title(changes: ChangeSet) -> str:
    """``19 CFR part 163: what changed``; what the files do not say is left out."""
    return f"{_cfr(changes.after)}: what changed"


def _cfr(edition: Edition) -> str:
    number = str(edition.title) if edition.title else ""
    part = f"part {edition.part}" if edition.part else ""
    return " ".join(filter(None, (number, "CFR", part)))


def edition_named(edition: Edition) -> str:
    """``19-cfr-163-2012.txt (19 CFR part 163, as of 2012-04-01, text)``."""
    cite = _cfr(edition)
    date = wording.dated(edition.as_of)
    return f"{edition.source.path} ({cite}, {date}, {edition.source.format})"


def cites(places: Iterable[Where], space: str = " ") -> str:
    """``§ 163.12(c)(1), (d); § 163.13(b)``; `space` stands behind the section sign."""
    return "; ".join(
        f"§{space}{section or '?'}" + ", ".join(_printed(where) for where in members)
        for section, members in groupby(places, key=itemgetter(0))
    )


def _printed(where: Where) -> str:
    """A designation as it stands behind a section's number; of a block, what it is."""
    return f" {wording.block(where[1])}" if stands_in_block(where) else where[1]


def uncovered(changes: ChangeSet) -> Iterator[tuple[str, Edition, list[State]]]:
    """What only one file holds because the other does not reach there: by the name ("newer",
    "older") and the edition of the file that does not.
    """
    left = [change for change in changes.changes if change.kind == "not-covered"]
    for name, edition, states in (
        ("newer", changes.after, [state for change in left for state in change.before]),
        ("older", changes.before, [state for change in left for state in change.after]),
    ):
        if states:
            yield name, edition, states


def ranges(states: Sequence[State]) -> list[str]:
    """Paragraphs in a row, a line a section: ``§ 163.13(b) to (e), 7 paragraphs``."""
    return [_range(list(members)) for _, members in groupby(states, key=attrgetter("section"))]


def _range(run: Sequence[State]) -> str:
    if len(run) == 1:
        return run[0].cite
    first, last = (state.designation or " its text" for state in (run[0], run[-1]))
    return f"§ {run[0].section or '?'}{first} to {last.strip()}, {len(run)} paragraphs"


def counts(changes: ChangeSet) -> list[tuple[str, int]]:
    """How many changes there are of each kind that occurs."""
    found = Counter(change.kind for change in changes.changes)
    names = (name.replace("_", "-") for name in changes.summary.__struct_fields__)
    return [(name, found[name]) for name in names if found[name]]  # type: ignore[index]


def unit_tallies(changes: ChangeSet) -> list[str]:
    """Which parts, and how many sections of others, are new, gone, moved or renumbered: a line
    each.
    """
    one = changes.overview
    renumbered = [f"{old} → {new}" for old, new in one.parts_redesignated]
    parts = [
        f"{len(names)} {word} ({', '.join(names)})"
        for word, names in (
            ("new", one.parts_added),
            ("gone", one.parts_removed),
            ("renumbered", renumbered),
        )
        if names
    ]
    sections = [
        f"{n} {word}"
        for word, n in (
            ("new", one.sections_added),
            ("gone", one.sections_removed),
            ("renumbered", one.sections_redesignated),
            ("moved to another part", one.sections_moved),
        )
        if n
    ]
    rows = (("parts: ", parts), ("sections: ", sections))
    return [head + ", ".join(found) for head, found in rows if found]


def tallies(changes: ChangeSet) -> list[str]:
    """How many changes there are, a line each: of parts and sections, of paragraphs by kind, of
    what stands between them by kind, and of words that OCR may have misread.
    """
    units = unit_tallies(changes)
    blocks = Counter(map(became, told_blocks(changes)))
    lines = (
        _listed((wording.kind(kind), n) for kind, n in counts(changes)),
        _listed(blocks.items()),
        misread(changes),
    )
    heads = ("", "headings, notes and tables: ", "")
    return [*units, *(head + line for head, line in zip(heads, lines, strict=True) if line)]


def _listed(found: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{n} {what}" for what, n in found)


def misread(changes: ChangeSet) -> str:
    """``3 paragraphs perhaps misread by OCR``, or at a line end; nothing where none is."""
    paragraphs = sum(MISREAD in one.review for one in changes.changes)
    others = sum(MISREAD in one.review for one in changes.blocks)
    found = [
        wording.counted(paragraphs, "paragraph") if paragraphs else "",
        f"{others} of the headings, notes and tables" if others else "",
    ]
    named = " and ".join(filter(None, found))
    broken = sum(WORD_BROKEN in one.review for one in changes.changes)
    kinds = (
        f"{named} {PERHAPS_MISREAD} by OCR" if named else "",
        f"{wording.counted(broken, 'paragraph')} {PERHAPS_MISREAD} at a line end" if broken else "",
    )
    return ", ".join(filter(None, kinds))

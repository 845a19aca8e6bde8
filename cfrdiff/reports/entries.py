"""What a list of changes says of each in a few words: its place, what became of it, its edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from cfrdiff.changes.model import BlockChange, Change, ChangeSet, Edit, SectionChange, State
from cfrdiff.model import Edition

_EDITS_TOLD = 6
_WORDS_TOLD = 24
_OF_SECTION = frozenset(("section-heading", "source-note"))


def is_told(change: Change) -> bool:
    """Whether a change has an entry of its own: not where it only moved with what is above it."""
    if change.kind in ("unchanged", "not-covered"):
        return False
    return not (change.kind == "redesignated" and change.follows)


def place(change: Change) -> str:
    """``§ 163.11(c) → § 163.11(f)``; one cite where both are the same."""
    olds, news = _cites(change.before), _cites(change.after)
    return olds if olds == news or not news else f"{olds} → {news}" if olds else news


def section_title(changes: ChangeSet, section: str | None) -> str:
    """``§ 163.12 Recordkeeping Compliance Program.``, with the newer heading if it has one."""
    for edition in (changes.after, changes.before):
        for part in edition.sections:
            if part.number == section and part.heading:
                return f"§ {section} {part.heading}"
    return f"§ {section}" if section else "section not told by the file"


def section_change(one: SectionChange) -> str:
    """``§ 12.4 → § 12.8 renumbered``, ``§ 12.6 added``."""
    if one.kind == "redesignated":
        return f"§ {one.before} → § {one.after} renumbered"
    return f"§ {one.after or one.before} {one.kind}"


def along(count: int) -> str:
    """What is said of the paragraphs that only moved with one: ``, and 2 paragraphs with it …``."""
    if not count:
        return ""
    return f", and {count} paragraph{'' if count == 1 else 's'} with it, else unchanged"


def followers(changes: ChangeSet) -> Counter[str | None]:
    """How many paragraphs only moved with each change, by its id."""
    return Counter(c.follows for c in changes.changes if c.kind == "redesignated")


def block(one: BlockChange) -> str:
    """What a block is and where it stands: ``table after § 12.3``."""
    name = one.block.replace("-", " ")
    if one.section is None:
        return f"{name} before the first section"
    return f"{name} {'of' if one.block in _OF_SECTION else 'after'} § {one.section}"


def _cites(states: Sequence[State]) -> str:
    return ", ".join(dict.fromkeys(state.cite for state in states))


def words_changed(change: Change) -> str:
    """The edits, each once with how often it was made, or the beginning of what came or went."""
    if not (change.before and change.after):
        state = (change.before or change.after)[0]
        return shortened(" ".join(filter(None, (state.heading, state.text))))
    return _told(change.edits)


def block_words(change: BlockChange) -> str:
    """The same of a heading, a note or a table."""
    if change.edits:
        return _told(change.edits)
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
    if not before.strip():
        return f"inserted “{shortened(after)}”"
    if not after.strip():
        return f"struck “{shortened(before)}”"
    return f"“{shortened(before)}” → “{shortened(after)}”"


def shortened(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    if len(words) <= _WORDS_TOLD:
        return " ".join(words)
    return f"{' '.join(words[:_WORDS_TOLD])} …"


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
    date = f"as of {edition.as_of}" if edition.as_of else "no date"
    return f"{edition.source.path} ({cite}, {date}, {edition.source.format})"


def cites(places: Sequence[tuple[str | None, str]]) -> str:
    """``§ 163.12(c)(1), (d); § 163.13(b)``."""
    return "; ".join(
        f"§ {section or '?'}" + ", ".join(designation for _, designation in members)
        for section, members in groupby(places, key=itemgetter(0))
    )


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
    lines: list[str] = []
    for section, members in groupby(states, key=lambda state: state.section):
        run = list(members)
        first, last = run[0].designation or "its text", run[-1].designation or "its text"
        if len(run) == 1:
            lines.append(f"§ {section or '?'}{run[0].designation}")
        else:
            lines.append(f"§ {section or '?'}{first} to {last}, {len(run)} paragraphs")
    return lines


def counts(changes: ChangeSet) -> list[tuple[str, int]]:
    """How many changes there are of each kind that occurs."""
    found = Counter(change.kind for change in changes.changes)
    names = (name.replace("_", "-") for name in changes.summary.__struct_fields__)
    return [(name, found[name]) for name in names if found[name]]  # type: ignore[index]

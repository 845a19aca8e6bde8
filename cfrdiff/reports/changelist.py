"""The change list of `cfrdiff diff`: only what changed, words struck and inserted in place.

Words are styled on a terminal and bracketed ([-struck-] {+inserted+}, as wdiff does) where
there are no colours, so that nothing hangs on colour alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    Edit,
    SectionChange,
    StaleReference,
    State,
    Substitution,
    Transfer,
    joined,
)
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.asides import left_behind

# Stands for a space at which rich must not break; whoever prints turns it back into one. A
# character for internal use that no text holds (The Unicode Standard, 23.7).
TIE = "\ufdd0"
_WORDS_AROUND = 9
_KIND_STYLE = {
    "added": "green",
    "removed": "red",
    "revised": "yellow",
    "redesignated": "cyan",
    "redesignated-revised": "cyan",
    "split": "cyan",
    "merged": "cyan",
}


def change_list(changes: ChangeSet, colour: bool) -> RenderableType:
    """The whole change list as something rich prints. `colour` says whether styles will show."""
    parts: list[RenderableType] = [_head(changes), Text()]
    if not colour:
        parts += [Text("[-struck-] words went, {+inserted+} words came."), Text()]
    followers = entries.followers(changes)
    told = [c for c in changes.changes if entries.is_told(c)]
    parts += _sections(changes.sections, followers)
    for section, members in groupby(told, key=lambda change: change.section):
        parts += [Text(entries.section_title(changes, section), style="bold"), Text()]
        for change in members:
            parts += [_change(change, followers[change.id], colour), Text()]
    parts += _blocks(changes.blocks, colour)
    if not told and not changes.blocks and not changes.sections:
        parts += [Text("Nothing changed."), Text()]
    parts += _stale(changes.stale_references)
    parts += _transfers(changes.transfers)
    parts += _substitutions(changes.substitutions)
    parts += _typographical(changes.changes, colour)
    parts += _not_covered(changes)
    return Group(*parts[:-1] if _is_blank(parts[-1]) else parts)


def _sections(
    found: Sequence[SectionChange], followers: Counter[str | None]
) -> list[RenderableType]:
    if not found:
        return []
    parts: list[RenderableType] = [Text("Sections", style="bold"), Text()]
    for one in found:
        words = Text(f"  {entries.section_change(one)}", style=_KIND_STYLE[one.kind])
        words.append(entries.along(followers[one.id]), style="default")
        parts.append(words)
    return [*parts, Text()]


def _stale(found: Sequence[StaleReference]) -> list[RenderableType]:
    if not found:
        return []
    parts: list[RenderableType] = [Text("References that did not follow", style="bold"), Text()]
    for one in found:
        old = _cites([one.target_before])
        went = f"is now {_cites([one.target_after])}" if one.target_after else "is gone"
        place = _cites([(one.section, one.designation)])
        parts.append(Padding(Text(f"{place} names “{one.text}”; {old} {went}"), (0, 0, 0, 2)))
    return [*parts, Text()]


def _transfers(found: Sequence[Transfer]) -> list[RenderableType]:
    if not found:
        return []
    parts: list[RenderableType] = [Text("Words that changed places", style="bold"), Text()]
    for one in found:
        places = f"{_cites([one.before])} → {_cites([one.after])}"
        parts.append(Padding(Text(f"{places}: “{one.text}”"), (0, 0, 0, 2)))
    return [*parts, Text()]


def _is_blank(part: RenderableType) -> bool:
    return isinstance(part, Text) and not part.plain


def _head(changes: ChangeSet) -> Text:
    head = Text()
    head.append("older  ", style="dim").append(entries.edition_named(changes.before)).append("\n")
    head.append("newer  ", style="dim").append(entries.edition_named(changes.after)).append("\n\n")
    counted = ", ".join(f"{n} {spoken.kind(kind)}" for kind, n in entries.counts(changes))
    head.append(counted, style="bold")
    return head


def _change(change: Change, followers: int, colour: bool) -> RenderableType:
    title = Text("  ")
    title.append(_title(change), style="bold")
    title.append("  ")
    title.append(spoken.kind(change.kind), style=_KIND_STYLE.get(change.kind, ""))
    if change.significance not in ("none", "substantive") or change.kind not in (
        "added",
        "removed",
    ):
        title.append(f" · {change.significance}")
    title.append(entries.along(followers))
    lines: list[RenderableType] = [title]
    state = (change.after or change.before)[0]
    body = Text()
    heading_edits = [edit for edit in change.edits if edit.field == "heading"]
    if change.before and change.after:
        if heading_edits:
            heading = change.before[0].heading or ""
            body.append_text(redline(heading, heading_edits, colour, False))
            body.append(" ")
        text_edits = [edit for edit in change.edits if edit.field == "text"]
        body.append_text(redline(joined(change.before), text_edits, colour, True))
    else:
        words = " ".join(filter(None, (state.heading, state.text)))
        body.append_text(_marked(words, bool(change.after), colour))
    if body.plain.strip():
        lines.append(Padding(body, (0, 0, 0, 4)))
    lines += [
        Padding(Text(f"! {spoken.review(code)}", style="magenta"), (0, 0, 0, 4))
        for code in change.review
    ]
    return Group(*lines)


def _title(change: Change) -> str:
    state = (change.after or change.before)[0]
    olds, newer = _names(change.before), _names(change.after)
    name = _list(newer or olds, state.section)
    if olds and newer and olds != newer:
        name = f"{_list(olds, state.section)} → {_list(newer, state.section)}"
    heading = state.heading.rstrip("—") if state.heading else ""
    return f"{name} {heading}".strip()


def _names(states: Sequence[State]) -> list[tuple[str | None, str]]:
    return [(state.section, state.designation) for state in states]


def _list(names: Sequence[tuple[str | None, str]], here: str | None) -> str:
    """``(a), (b)``; with the section where it is another."""
    told = [
        (designation or "text") if section == here else f"§ {section}{designation}"
        for section, designation in names
    ]
    return ", ".join(dict.fromkeys(told))


def redline(text: str, edits: Sequence[Edit], colour: bool, shorten: bool) -> Text:
    """The older text with struck and inserted words; long unchanged stretches are cut short."""
    out = Text()
    at = 0
    for i, edit in enumerate(edits):
        start, end = edit.before_span
        out.append(_context(text[at:start], i == 0, False, shorten))
        if edit.before:
            out.append_text(_marked(edit.before, False, colour))
        if edit.after:
            out.append_text(_marked(edit.after, True, colour))
        at = end
    out.append(_context(text[at:], not edits, True, shorten))
    return out


def _context(text: str, first: bool, last: bool, shorten: bool) -> str:
    """As much of an unchanged stretch as the eye needs beside an edit."""
    if not shorten:
        return text
    words = [match.span() for match in re.finditer(r"\S+", text)]
    limit = _WORDS_AROUND if first or last else 2 * _WORDS_AROUND
    if len(words) <= limit + 2:
        return text
    if first and last:
        return text
    if first:
        return "… " + text[words[-_WORDS_AROUND][0] :]
    if last:
        return text[: words[_WORDS_AROUND - 1][1]] + " …"
    return text[: words[_WORDS_AROUND - 1][1]] + " … " + text[words[-_WORDS_AROUND][0] :]


def _marked(words: str, inserted: bool, colour: bool) -> Text:
    if colour:
        return Text(words, style="green underline" if inserted else "red strike")
    return Text(f"{{+{words}+}}" if inserted else f"[-{words}-]")


def _substitutions(found: Sequence[Substitution]) -> list[RenderableType]:
    if not found:
        return []
    parts: list[RenderableType] = [Text("Names replaced", style="bold"), Text()]
    told: set[str] = set()
    for one in found:
        times = "once" if one.count == 1 else f"{one.count} times"
        line = Text(one.before, style="red")
        line.append(" → ", style="default").append(one.after, style="green")
        line.append(f"  ({one.category}, {times}, in {_cites(one.where)})", style="default")
        parts.append(Padding(line, (0, 0, 0, 2)))
        if one.residual and one.before not in told:
            parts.append(Padding(_left_behind(one), (0, 0, 0, 4)))
            told.add(one.before)
    return [*parts, Text()]


def _left_behind(one: Substitution) -> Text:
    """Where the old name still stands, the likely oversights apart from other things."""
    forgotten, others = left_behind(one)
    pieces = [f"left behind in {_cites(forgotten)}"] if forgotten else []
    if others:
        pieces.append(f"perhaps another thing in {_cites(others)}")
    return Text(f"“{one.before}” {'; '.join(pieces)}", style="yellow")


def _cites(places: Iterable[tuple[str | None, str]]) -> str:
    """``§ 163.12(c)(2), (d); § 163.13(a)``, with spaces that do not break."""
    sections = groupby(places, key=lambda place: place[0])
    return "; ".join(
        f"§{TIE}{section or '?'}" + ", ".join(name for _, name in members)
        for section, members in sections
    )


def _blocks(found: Sequence[BlockChange], colour: bool) -> list[RenderableType]:
    if not found:
        return []
    parts: list[RenderableType] = [Text("Headings, notes and tables", style="bold"), Text()]
    for one in found:
        title = Text(f"  {entries.block(one)}  ")
        title.append(one.kind, style=_KIND_STYLE.get(one.kind, ""))
        title.append(f" · {one.significance}")
        parts.append(title)
        body = _block_words(one, colour)
        parts += [Padding(body, (0, 0, 0, 4)), Text()]
    return parts


def _block_words(one: BlockChange, colour: bool) -> Text:
    if one.edits:
        return redline(one.before or "", one.edits, colour, True)
    words = Text()
    if one.before is not None:
        words.append_text(_marked(one.before, False, colour))
    if one.after is not None:
        words.append_text(_marked(one.after, True, colour))
    return words


def _typographical(changes: Sequence[Change], colour: bool) -> list[RenderableType]:
    slight = [c for c in changes if c.kind == "unchanged" and c.edits]
    if not slight:
        return []
    parts: list[RenderableType] = [
        Text("Differs in type only (the print or its reading, not the rule)", style="bold"),
        Text(),
    ]
    for change in slight:
        line = Text(f"{change.after[0].cite}  ")
        for field in ("heading", "text"):
            edits = [edit for edit in change.edits if edit.field == field]
            if edits:
                before = change.before[0]
                source = (before.heading or "") if field == "heading" else before.text
                line.append_text(redline(source, edits, colour, True))
        parts.append(Padding(line, (0, 0, 0, 2)))
    return [*parts, Text()]


def _not_covered(changes: ChangeSet) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for _, edition, states in entries.uncovered(changes):
        title = f"Not in {edition.source.path}, which does not reach there"
        parts += [Text(title, style="bold"), Text()]
        parts += [Text(f"  {line}") for line in entries.ranges(states)]
        parts.append(Text())
    return parts

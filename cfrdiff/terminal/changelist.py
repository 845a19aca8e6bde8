"""The change list of `cfrdiff diff`: only what changed, words struck and inserted in place.

Words are styled on a terminal and bracketed ([-struck-] {+inserted+}, as wdiff does) where
there are no colours, so that nothing hangs on colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.changes.model import (
    BlockChange,
    Change,
    ChangeSet,
    Edit,
    SectionChange,
    StaleReference,
    Substitution,
    Transfer,
    Where,
    joined,
)
from cfrdiff.terminal.terminal_text import TIE, chapter, indented
from cfrdiff.views import entries, wording
from cfrdiff.views.asides import left_behind
from cfrdiff.views.excerpts import excerpt
from cfrdiff.views.marked_words import edited_words
from cfrdiff.views.paragraph_words import edits_of, is_paired, latest, title, where, words

_WORDS_AROUND = 9
_KIND_STYLE = {
    "added": "green",
    "removed": "red",
    "revised": "yellow",
    "redesignated": "cyan",
    "redesignated-revised": "cyan",
    "split": "cyan",
    "merged": "cyan",
    "moved": "cyan",
}


def change_list(changes: ChangeSet, colour: bool) -> RenderableType:
    """The whole change list as something rich prints. `colour` says whether styles will show."""
    parts: list[RenderableType] = [_head(changes), Text()]
    if not colour:
        parts += [Text("[-struck-] words went, {+inserted+} words came."), Text()]
    followers = entries.followers(changes)
    told = [c for c in changes.changes if entries.is_told(c)]
    parts += chapter("Sections", (_section(one, followers) for one in changes.sections))
    for section, members in groupby(told, key=lambda change: change.section):
        parts += [Text(entries.section_title(changes, section), style="bold"), Text()]
        for change in members:
            parts += [_change(change, followers[change.id], colour), Text()]
    blocks = entries.told_blocks(changes)
    if blocks:
        parts += [Text("Headings, notes and tables", style="bold"), Text()]
    for one in blocks:
        parts += _block(one, colour)
    if not told and not blocks and not changes.sections:
        parts += [Text("Nothing changed."), Text()]
    parts += chapter("References that did not follow", map(_stale, changes.stale_references))
    parts += chapter("Words that changed places", map(_transfer, changes.transfers))
    parts += chapter("Names replaced", _substitutions(changes.substitutions))
    slight = [_typographical(one, colour) for one in changes.changes if entries.is_slight(one)]
    slight += [_slight_block(one, colour) for one in entries.slight_blocks(changes)]
    parts += chapter(entries.TYPE_ONLY, slight)
    for _, edition, states in entries.uncovered(changes):
        title = f"Not in {edition.source.path}, which does not reach there"
        parts += chapter(title, (Text(f"  {line}") for line in entries.ranges(states)))
    return Group(*parts[:-1])


def _section(one: SectionChange, followers: Counter[str | None]) -> Text:
    words = Text(f"  {entries.section_change(one)}", style=_KIND_STYLE[one.kind])
    along = entries.along(followers[one.id])
    by = "; ".join(map(wording.origin, one.origins))
    words.append(f"{along} · {one.significance}", style="default")
    return words.append(f"  by {by}" if by else "", style="dim")


def _stale(one: StaleReference) -> RenderableType:
    old = _cites([one.target_before])
    went = f"is now {_cites([one.target_after])}" if one.target_after else "is gone"
    place = _cites([(one.section, one.designation)])
    return indented(Text(f"{place} names “{one.text}”; {old} {went}"), 2)


def _transfer(one: Transfer) -> RenderableType:
    return indented(Text(f"{_cites([one.before])} → {_cites([one.after])}: “{one.text}”"), 2)


def _head(changes: ChangeSet) -> Text:
    head = Text()
    head.append("older  ", style="dim").append(entries.edition_named(changes.before)).append("\n")
    head.append("newer  ", style="dim").append(entries.edition_named(changes.after)).append("\n\n")
    return head.append("\n".join(entries.tallies(changes)), style="bold")


def _change(change: Change, followers: int, colour: bool) -> RenderableType:
    title = Text("  ")
    title.append(_title(change), style="bold")
    title.append("  ")
    title.append_text(_became(change)).append(entries.along(followers))
    lines = (_body(change, colour), *_reviews(change), *_origins(change))
    return Group(title, *(indented(line, 4) for line in lines if line.plain.strip()))


def _became(change: Change | BlockChange) -> Text:
    """What became of it and what it weighs: ``revised · substantive``."""
    style = _KIND_STYLE.get(change.kind, "")
    return Text.assemble((entries.became(change), style), f" · {change.significance}")


def _reviews(change: Change | BlockChange) -> Iterator[Text]:
    return (Text(f"! {wording.review(code)}", style="magenta") for code in change.review)


def _origins(change: Change | BlockChange) -> Iterator[Text]:
    return (Text(f"by {wording.origin(one)}", style="dim") for one in change.origins)


def _body(change: Change, colour: bool) -> Text:
    """The words of a paragraph: heading and text, or all where it came or went."""
    if not is_paired(change):
        return _marked(words(latest(change)), bool(change.after), colour)
    heading_edits, text_edits = _by_field(change)
    body = Text()
    if heading_edits:
        body.append_text(redline(change.before[0].heading or "", heading_edits, colour, False))
        body.append(" ")
    return body.append_text(redline(joined(change.before), text_edits, colour, True))


def _title(change: Change) -> str:
    state = latest(change)
    olds, news = (list(map(where, states)) for states in (change.before, change.after))
    name = _list(news or olds, state.section)
    if olds and news and olds != news:
        name = f"{_list(olds, state.section)} → {name}"
    return f"{name} {title(state)}".strip()


def _list(names: Sequence[Where], here: str | None) -> str:
    """``(a), (b)``; with the section where it is another."""
    told = [
        (designation or "text") if section == here else f"§ {section}{designation}"
        for section, designation in names
    ]
    return ", ".join(dict.fromkeys(told))


def redline(text: str, edits: Sequence[Edit], colour: bool, shorten: bool) -> Text:
    """The older text with struck and inserted words; with `shorten`, long unchanged stretches are
    cut short.
    """
    out = Text()
    for piece in excerpt(edited_words(text, edits), _WORDS_AROUND if shorten else None):
        if piece.op == "same":
            out.append(piece.text)
        else:
            out.append_text(_marked(piece.text, piece.op == "ins", colour))
    return out


def _marked(words: str, inserted: bool, colour: bool) -> Text:
    if colour:
        return Text(words, style="green underline" if inserted else "red strike")
    return Text(f"{{+{words}+}}" if inserted else f"[-{words}-]")


def _substitutions(found: Sequence[Substitution]) -> Iterator[RenderableType]:
    told: set[str] = set()
    for one in found:
        times = "once" if one.count == 1 else f"{one.count} times"
        line = Text(one.before, style="red")
        line.append(" → ", style="default").append(one.after, style="green")
        line.append(f"  ({one.category}, {times}, in {_cites(one.where)})", style="default")
        yield indented(line, 2)
        if one.residual and one.before not in told:
            yield indented(_left_behind(one), 4)
            told.add(one.before)


def _left_behind(one: Substitution) -> Text:
    """Where the old name still stands, the likely oversights apart from other things."""
    forgotten, others = left_behind(one)
    pieces = [f"left behind in {_cites(forgotten)}"] if forgotten else []
    if others:
        pieces.append(f"perhaps another thing in {_cites(others)}")
    return Text(f"“{one.before}” {'; '.join(pieces)}", style="yellow")


def _cites(places: Iterable[Where]) -> str:
    """``§ 163.12(c)(2), (d); § 163.13(a)``, with spaces that do not break."""
    return entries.cites(places, TIE)


def _block(one: BlockChange, colour: bool) -> Iterator[RenderableType]:
    yield Text(f"  {entries.block(one)}  ").append_text(_became(one))
    yield from (indented(line, 4) for line in _block_lines(one, colour))
    yield Text()


def _block_lines(one: BlockChange, colour: bool) -> tuple[Text, ...]:
    return _block_words(one, colour), *_reviews(one), *_origins(one)


def _block_words(one: BlockChange, colour: bool) -> Text:
    if one.edits or one.before == one.after:
        return redline(one.before or "", one.edits, colour, True)
    words = Text()
    if one.before is not None:
        words.append_text(_marked(one.before, False, colour))
    if one.after is not None:
        words.append_text(_marked(one.after, True, colour))
    return words


def _typographical(change: Change, colour: bool) -> RenderableType:
    line = Text(f"{entries.place(change)}  {change.significance}  ")
    before = change.before[0]
    for text, edits in zip((before.heading or "", before.text), _by_field(change), strict=True):
        if edits:
            line.append_text(redline(text, edits, colour, True))
    return indented(line, 2)


def _slight_block(one: BlockChange, colour: bool) -> RenderableType:
    line = Text(f"{entries.block(one)}  {one.significance}  ")
    return indented(line.append_text(redline(one.before or "", one.edits, colour, True)), 2)


def _by_field(change: Change) -> tuple[list[Edit], list[Edit]]:
    """The edits of the heading and of the text."""
    return edits_of(change.edits, "heading"), edits_of(change.edits, "text")

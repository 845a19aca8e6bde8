"""The change list of `cfrdiff diff`: only what changed, words struck and inserted in place.

Words are styled on a terminal and bracketed ([-struck-] {+inserted+}, as wdiff does) where
there are no colours, so that nothing hangs on colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.changes.blocks import BlockChange
from cfrdiff.changes.model import Change, ChangeSet, Edit, State, Substitution
from cfrdiff.model import Edition

# Stands for a space at which rich must not break; whoever prints turns it back into one.
TIE = "\N{WORD JOINER}"
_WORDS_AROUND = 9
_KIND_STYLE = {
    "added": "green",
    "removed": "red",
    "revised": "yellow",
    "redesignated": "cyan",
    "redesignated-revised": "cyan",
}
_REVIEW = {
    "designation-inferred": "its designation is not printed in the file but follows from the next",
    "designation-ambiguous": "its designation could be read otherwise",
    "head-missing": "its beginning is not in the file",
    "tail-missing": "its end is not in the file",
    "beyond-the-other-file": "the other file may simply not hold this section",
    "hardly-alike": "hardly a word is the same; it may be another paragraph",
    "pairing-close": "another paragraph is nearly as like",
}


def change_list(changes: ChangeSet, colour: bool) -> RenderableType:
    """The whole change list as something rich prints. `colour` says whether styles will show."""
    parts: list[RenderableType] = [_head(changes), Text()]
    if not colour:
        parts += [Text("[-struck-] words went, {+inserted+} words came."), Text()]
    told = [c for c in changes.changes if c.kind not in ("unchanged", "not-covered")]
    for section, members in groupby(told, key=lambda change: change.section):
        parts += [Text(_section_title(changes, section), style="bold"), Text()]
        for change in members:
            parts += [_change(change, colour), Text()]
    parts += _blocks(changes.blocks, colour)
    if not told and not changes.blocks:
        parts += [Text("Nothing changed."), Text()]
    parts += _substitutions(changes.substitutions)
    parts += _typographical(changes.changes, colour)
    parts += _not_covered(changes)
    return Group(*parts[:-1] if _is_blank(parts[-1]) else parts)


def _is_blank(part: RenderableType) -> bool:
    return isinstance(part, Text) and not part.plain


def _head(changes: ChangeSet) -> Text:
    head = Text()
    head.append("older  ", style="dim").append(_describe(changes.before)).append("\n")
    head.append("newer  ", style="dim").append(_describe(changes.after)).append("\n\n")
    counts = [
        (name.replace("_", "-"), getattr(changes.summary, name))
        for name in changes.summary.__struct_fields__
    ]
    head.append(", ".join(f"{n} {_spoken(name)}" for name, n in counts if n), style="bold")
    return head


def _spoken(kind: str) -> str:
    return {
        "redesignated-revised": "redesignated and revised",
        "not-covered": "not covered by both files",
    }.get(kind, kind)


def _describe(edition: Edition) -> str:
    cite = f"{edition.title or '?'} CFR part {edition.part or '?'}"
    date = f"as of {edition.as_of}" if edition.as_of else "no date"
    return f"{edition.source.path}  ({cite}, {date}, {edition.source.format})"


def _section_title(changes: ChangeSet, section: str | None) -> str:
    for edition in (changes.after, changes.before):
        for part in edition.sections:
            if part.number == section and part.heading:
                return f"§ {section} {part.heading}"
    return f"§ {section}" if section else "section not told by the file"


def _change(change: Change, colour: bool) -> RenderableType:
    title = Text("  ")
    title.append(_title(change), style="bold")
    title.append("  ")
    title.append(_spoken(change.kind), style=_KIND_STYLE.get(change.kind, ""))
    if change.significance not in ("none", "substantive") or change.kind not in (
        "added",
        "removed",
    ):
        title.append(f" · {change.significance}")
    lines: list[RenderableType] = [title]
    state = (change.after or change.before)[0]
    body = Text()
    heading_edits = [edit for edit in change.edits if edit.field == "heading"]
    if change.before and change.after:
        if heading_edits:
            body.append_text(_redline(change.before[0].heading or "", heading_edits, colour, False))
            body.append(" ")
        text_edits = [edit for edit in change.edits if edit.field == "text"]
        body.append_text(_redline(change.before[0].text, text_edits, colour, True))
    else:
        words = " ".join(filter(None, (state.heading, state.text)))
        body.append_text(_marked(words, bool(change.after), colour))
    if body.plain.strip():
        lines.append(Padding(body, (0, 0, 0, 4)))
    lines += [
        Padding(Text(f"! {_REVIEW.get(code, code)}", style="magenta"), (0, 0, 0, 4))
        for code in change.review
    ]
    return Group(*lines)


def _title(change: Change) -> str:
    old = change.before[0] if change.before else None
    new = change.after[0] if change.after else None
    state = new or old
    assert state is not None, "a change has a side"
    name = state.designation or "text"
    if old and new and (old.section, old.designation) != (new.section, new.designation):
        here = new.section == old.section
        name = f"{old.designation} → {'' if here else f'§ {new.section}'}{new.designation}"
    heading = state.heading.rstrip("—") if state.heading else ""
    return f"{name} {heading}".strip()


def _redline(text: str, edits: Sequence[Edit], colour: bool, shorten: bool) -> Text:
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
            left = Text(f"“{one.before}” left behind in {_cites(one.residual)}", style="yellow")
            parts.append(Padding(left, (0, 0, 0, 4)))
            told.add(one.before)
    return [*parts, Text()]


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
        place = f"after § {one.section}" if one.section else "before the first section"
        if one.block in ("section-heading", "source-note"):
            place = f"of § {one.section}"
        title = Text(f"  {one.block.replace('-', ' ')} {place}  ")
        title.append(one.kind, style=_KIND_STYLE.get(one.kind, ""))
        parts.append(title)
        body = Text()
        if one.before is not None:
            body.append_text(_marked(one.before, False, colour))
        if one.after is not None:
            body.append_text(_marked(one.after, True, colour))
        parts += [Padding(body, (0, 0, 0, 4)), Text()]
    return parts


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
                line.append_text(_redline(source, edits, colour, True))
        parts.append(Padding(line, (0, 0, 0, 2)))
    return [*parts, Text()]


def _not_covered(changes: ChangeSet) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for edition, side in ((changes.after, "before"), (changes.before, "after")):
        states = [
            state
            for change in changes.changes
            if change.kind == "not-covered"
            for state in getattr(change, side)
        ]
        if states:
            parts.append(
                Text(f"Not in {edition.source.path}, which does not reach there", style="bold")
            )
            parts.append(Text())
            parts += [Text(f"  {line}") for line in _ranges(states)]
            parts.append(Text())
    return parts


def _ranges(states: Sequence[State]) -> list[str]:
    lines: list[str] = []
    for section, members in groupby(states, key=lambda state: state.section):
        group = list(members)
        first, last = group[0].designation or "its text", group[-1].designation or "its text"
        if len(group) == 1:
            lines.append(f"§ {section}{group[0].designation}")
        else:
            lines.append(f"§ {section}{first} to {last}, {len(group)} paragraphs")
    return lines

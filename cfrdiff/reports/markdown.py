"""The changes as Markdown for an issue or an e-mail: struck and inserted words as HTML's own
`del` and `ins`, which GitHub, GitLab and most mail programs show, and which read well as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cfrdiff.changes.model import Change, ChangeSet, Edit, joined
from cfrdiff.model import Edition
from cfrdiff.reports import entries, spoken
from cfrdiff.reports.asides import asides
from cfrdiff.reports.printed import on_one_line

# What has a meaning inside a line: in CommonMark, in GitHub's tables, strikes, formulas, mentions
# and bare links.
_MARKS = re.compile(r"([\\`*_\[\]|~$@]|:(?=//)|(?<=www)\.)")
# And at its beginning: headings, lists, rules.
_OPENS = re.compile(r"(?<=^> )([#+=-]|\d+(?=[.)]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_AROUND = 12  # words shown before and behind an edit


def markdown_report(changes: ChangeSet, before: Edition, after: Edition) -> bytes:
    """The whole report."""
    return ("\n".join(_lines(changes)).rstrip("\n") + "\n").encode()


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return _MARKS.sub(r"\\\1", on_one_line(text).translate(_ENTITIES))


def _lines(changes: ChangeSet) -> Iterator[str]:
    yield from (f"# {escaped(entries.title(changes))}", "")
    yield f"- older: {escaped(entries.edition_named(changes.before))}"
    yield from (f"- newer: {escaped(entries.edition_named(changes.after))}", "")
    yield from _table(
        ("What became of a paragraph", "How many"),
        [(spoken.kind(kind), str(n)) for kind, n in entries.counts(changes)],
    )
    told = [change for change in changes.changes if entries.is_told(change)]
    followers = entries.followers(changes)
    for section, members in groupby(told, key=lambda change: change.section):
        yield from (f"## {escaped(entries.section_title(changes, section))}", "")
        for change in members:
            yield from _change(change, followers[change.id])
    if not told and not changes.blocks and not changes.sections:
        yield from ("Nothing changed.", "")
    if changes.blocks:
        yield from ("## Headings, notes and tables", "")
        for one in changes.blocks:
            yield f"**{escaped(entries.block(one))}** {one.kind}, {one.significance}"
            words = (
                _redline(one.before or "", one.edits, True)
                if one.edits
                else _struck(one.before or "") + _inserted(one.after or "")
            )
            yield from ("", _quoted(words), "")
    for aside in asides(changes):
        yield from (f"## {aside.title}", "")
        yield from _table(aside.heads, aside.rows)


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for line in lines:
        yield f"| {' | '.join(map(escaped, line))} |"
    yield ""


def _change(change: Change, followers: int) -> Iterator[str]:
    said = f"{spoken.kind(change.kind)}, {change.significance}{entries.along(followers)}"
    yield from (f"**{escaped(entries.place(change))}** {said}", "")
    if change.before and change.after:
        words = [
            _redline(change.before[0].heading or "", _of(change, "heading"), False),
            _redline(joined(change.before), _of(change, "text"), True),
        ]
    else:
        state = (change.before or change.after)[0]
        mark = _inserted if change.after else _struck
        words = [mark(" ".join(filter(None, (state.heading, state.text))))]
    yield from (_quoted(" ".join(filter(None, words))), "")
    for code in change.review:
        yield f"- ⚠ {escaped(spoken.review(code))}"
    if change.review:
        yield ""


def _quoted(words: str) -> str:
    return _OPENS.sub(_meaningless, f"> {words}")


def _meaningless(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _of(change: Change, field: str) -> list[Edit]:
    return [edit for edit in change.edits if edit.field == field]


def _redline(text: str, edits: Sequence[Edit], shorten: bool) -> str:
    if not edits:
        return escaped(entries.shortened(text) if shorten else text)
    said: list[str] = []
    at = 0
    for i, edit in enumerate(edits):
        start, end = edit.before_span
        said.append(_unchanged(text[at:start], i > 0, True))
        said += [_struck(edit.before), _inserted(edit.after)]
        at = end
    said.append(_unchanged(text[at:], bool(edits), False))
    return "".join(said)


def _unchanged(text: str, behind: bool, before: bool) -> str:
    """Of a stretch between edits, the words next to them."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) <= _AROUND * (behind + before) + 2:
        return escaped(text)
    head = text[: words[_AROUND - 1][1]] + " " if behind else ""
    tail = " " + text[words[-_AROUND][0] :] if before else ""
    return f"{escaped(head)}…{escaped(tail)}"


def _struck(text: str) -> str:
    return f"<del>{escaped(text)}</del>" if text else ""


def _inserted(text: str) -> str:
    return f"<ins>{escaped(text)}</ins>" if text else ""

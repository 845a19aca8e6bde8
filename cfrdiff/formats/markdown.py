"""The changes as Markdown for an issue or an e-mail: struck and inserted words as HTML's own
`del` and `ins`, which GitHub, GitLab and most mail programs show, and which read well as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from cfrdiff.views import entries, listed, wording
from cfrdiff.views.listed import Listed
from cfrdiff.views.marked_words import Op, Piece
from cfrdiff.views.printed import on_one_line
from cfrdiff.views.report import Report

# What has a meaning inside a line: in CommonMark, in GitHub's tables, strikes, formulas, mentions
# and bare links.
_MARKS = re.compile(r"([\\`*_\[\]|~$@]|:(?=//)|(?<=www)\.)")
# And at its beginning: headings, lists, rules.
_OPENS = re.compile(r"(?<=^> )([#+=-]|\d+(?=[.)]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown_report(report: Report) -> bytes:
    """The whole report."""
    return ("\n".join(_lines(report)).rstrip("\n") + "\n").encode()


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return _MARKS.sub(r"\\\1", on_one_line(text).translate(_ENTITIES))


def _lines(report: Report) -> Iterator[str]:
    changes = report.changes
    yield from (f"# {escaped(report.title)}", "")
    yield f"- older: {escaped(entries.edition_named(changes.before))}"
    yield from (f"- newer: {escaped(entries.edition_named(changes.after))}", "")
    units = entries.unit_tallies(changes)
    yield from (line for tally in units for line in (escaped(tally), ""))
    yield from _table(
        ("What became of a paragraph", "How many"),
        [(wording.kind(kind), str(n)) for kind, n in entries.counts(changes)],
    )
    others = entries.tallies(changes)[len(units) + 1 :]
    yield from (line for tally in others for line in (escaped(tally), ""))
    told, blocks = list(listed.paragraphs(changes)), list(listed.blocks(changes))
    for section, members in groupby(told, key=lambda one: one.section):
        yield from (f"## {escaped(entries.section_title(changes, section))}", "")
        yield from (line for one in members for line in _change(one))
    if not (told or blocks or changes.sections):
        yield from ("Nothing changed.", "")
    if blocks:
        yield from ("## Headings, notes and tables", "")
    yield from (line for one in blocks for line in _change(one))
    for aside in report.asides:
        yield from (f"## {aside.title}", "")
        yield from _table(aside.heads, aside.rows)


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for line in lines:
        yield f"| {' | '.join(map(escaped, line))} |"
    yield ""


def _change(one: Listed) -> Iterator[str]:
    yield f"**{escaped(one.place)}** {one.became}, {one.significance}{one.along}"
    yield from ("", quoted(marked(one.pieces)), "")
    yield from (f"- ⚠ {escaped(said)}" for said in one.review)
    yield from (f"- by {escaped(origin)}" for origin in one.origins)
    if one.review or one.origins:
        yield ""


def marked(pieces: Iterable[Piece]) -> str:
    """Words with what went struck and what came inserted."""
    return "".join(_SAID[one.op](one.text) for one in pieces)


def quoted(words: str) -> str:
    """A quotation; `words` are escaped, but for what has a meaning where a line begins."""
    return _OPENS.sub(_meaningless, f"> {words}")


def _meaningless(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _struck(text: str) -> str:
    return f"<del>{escaped(text)}</del>" if text else ""


def _inserted(text: str) -> str:
    return f"<ins>{escaped(text)}</ins>" if text else ""


_SAID: dict[Op, Callable[[str], str]] = {"same": escaped, "del": _struck, "ins": _inserted}

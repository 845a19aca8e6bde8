"""From a name to an edition: a file, or what the corpus has of that id."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from cfrdiff import sources, structure, text
from cfrdiff.errors import SourceError
from cfrdiff.limits import reading
from cfrdiff.model import Edition, Source
from cfrdiff.sources import SourceText, corpus
from cfrdiff.sources.files import (
    SHOWN_INPUT,
    STANDARD_INPUT,
    name_of,
    read_bytes,
    read_content,
)
from cfrdiff.sources.files import Given as Given
from cfrdiff.sources.files import Readable as Readable
from cfrdiff.sources.files import is_file as is_file
from cfrdiff.structure import Known

_NEITHER = (
    "no such file, and no edition of that id in the corpus",
    "check the name, or see `cfrdiff corpus list`",
)


# A process more reads so many bytes of XML in the time that its start takes, ten times over.
WORTH_A_PROCESS = 500_000

# What a volume or a part may consist of alone.
_LAW = frozenset(("appendix", "division-text"))


class Opened(msgspec.Struct, frozen=True):
    """A file's lines and bytes, the name it is shown by, its entry in the corpus if it has one."""

    lines: SourceText
    data: bytes
    shown: str
    entry: corpus.Entry | None


def open_file(source: Given, format: str | None = None) -> Opened:
    """A file's lines: of the corpus where no file but an edition there has that name, of standard
    input where the name is "-"; or the lines of content that is given itself.

    `format` overrides what the content looks like. Raises SourceError for what cannot be read.
    """
    name = name_of(source)
    if name is None:
        return _open_content(*read_content(source), format)
    is_input = name == STANDARD_INPUT
    held = None if is_input or is_file(name) else corpus.find(name)
    data = read_bytes(str(held.path)) if held else read_bytes(name, _NEITHER)
    entry = held or corpus.find_content(hashlib.sha256(data).hexdigest())
    # A name need not be Unicode on disk; JSON must be.
    shown = held.entry.file if held else name.encode(errors="backslashreplace").decode()
    shown = SHOWN_INPUT if is_input else shown
    format = format or (entry.entry.format if entry else None)
    with reading(shown):
        lines = sources.load(shown, format, data)
    return Opened(lines, data, shown, entry.entry if entry else None)


def _open_content(data: bytes, shown: str, format: str | None) -> Opened:
    entry = corpus.find_content(hashlib.sha256(data).hexdigest())
    format = format or (entry.entry.format if entry else None)
    with reading(shown):
        lines = sources.load(shown, format, data)
    return Opened(lines, data, shown, entry.entry if entry else None)


def build_edition(
    opened: Opened,
    beside: Sequence[SourceText] = (),
    title: int | None = None,
    as_of: str | None = None,
) -> Edition:
    """The edition a file holds; see `cfrdiff.read` for what may be given.

    Raises SourceError for a file that holds no section, and for a date that is not the one which
    the file or the corpus states.
    """
    lines, shown = opened.lines, opened.shown
    known = _known(opened, title)
    for date in (as_of, known.as_of):
        if date is not None:
            corpus.check_date(shown, date)
    described = Source(shown, lines.sha256, lines.format, lines.exact, lines.well_formed)
    with reading(shown):
        edition = structure.build(text.run_on(lines, beside), described, known)
    if not (any(section.number for section in edition.sections) or _holds_law(edition)):
        raise _without_sections(shown, edition)
    return edition if as_of is None else _dated(edition, opened, as_of)


def _without_sections(shown: str, edition: Edition) -> SourceError:
    """What is said of a file without sections: that it cannot be read, where that is why."""
    unreadable = next((one.message for one in edition.findings if one.code == "unreadable"), None)
    if unreadable is not None:
        problem, _, advice = unreadable.partition("; ")
        return SourceError(shown, problem, advice)
    return SourceError(
        shown,
        "no section found: no line begins with a number such as § 163.12 and a heading",
        "give text of the Code of Federal Regulations with its section headings",
    )


def _holds_law(edition: Edition) -> bool:
    """Whether an edition without sections has appendices, or divisions that are all text."""
    return any(block.kind in _LAW for block in edition.blocks)


def _dated(edition: Edition, opened: Opened, as_of: str) -> Edition:
    """The edition with a date that was given. Raises SourceError where another is stated."""
    entry = opened.entry
    early = entry is not None and entry.not_before is not None and as_of < entry.not_before
    late = entry is not None and entry.not_after is not None and as_of > entry.not_after
    stated = {
        "the file is dated": edition.as_of if entry is None else opened.lines.as_of,
        "the corpus dates the file": entry.as_of if entry else None,
        "the corpus says that the file is not before": entry.not_before
        if early and entry
        else None,
        "the corpus says that the file is not after": entry.not_after if late and entry else None,
    }
    for says, date in stated.items():
        if date not in (None, as_of):
            raise SourceError(
                opened.shown,
                f"{says} {date}, and {as_of} is given",
                "leave --as-of out, or give the file of that date",
            )
    return msgspec.structs.replace(edition, as_of=as_of)


def _known(opened: Opened, title: int | None) -> Known:
    """What is given counts before what the corpus says, and that before what the file says."""
    entry, lines = opened.entry, opened.lines
    if title is None:
        title = entry.title if entry else lines.title
    as_of = entry.as_of if entry else lines.as_of
    return Known(title=title, part=entry.part if entry else None, as_of=as_of)

"""From files to editions and change sets: the rooms in a row."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from cfrdiff import sources, structure, text
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.errors import SourceError
from cfrdiff.model import Edition, Source
from cfrdiff.sources import SourceText, corpus
from cfrdiff.sources.files import read_bytes
from cfrdiff.structure import Known

Readable = str | os.PathLike[str]


def read(
    source: Readable,
    *,
    format: str | None = None,
    beside: Sequence[Readable] = (),
    title: int | None = None,
    as_of: str | None = None,
) -> Edition:
    """Read one edition from a file, or from the corpus by its id.

    `format` overrides what the content looks like. Files `beside` it lend their words as
    evidence where a word is broken at a line end; nothing else of them is used. `title` and
    `as_of` (an ISO date) are taken from running heads or the corpus where not given.

    Raises SourceError for a file that cannot be read or holds no section.
    """
    loaded, shown, entry = _load(source, format)
    others = [_load(other, None)[0] for other in beside]
    running = text.run_on(loaded, text.vocabulary_of([loaded, *others]))
    known = Known(
        title=title if title is not None else (entry.title if entry else None),
        part=entry.part if entry else None,
        as_of=as_of or (entry.as_of if entry else None),
    )
    described = Source(shown, loaded.sha256, loaded.format, loaded.exact)
    edition = structure.build(running, described, known)
    if not any(section.number for section in edition.sections):
        raise SourceError(
            shown,
            "no section found: no line begins with a number such as § 163.12 and a heading",
            "give text of the Code of Federal Regulations with its section headings",
        )
    return edition


def diff(
    before: Readable | Edition, after: Readable | Edition, *, section: str | None = None
) -> ChangeSet:
    """What changed between two editions: files, corpus ids, or editions already read.

    Two files are read beside each other, so that each decides the other's broken words.
    `section` (``"163.12"``) limits the change set to one section. Raises SourceError as `read`
    does and NotFoundError where neither has the section.
    """
    old_words = [] if isinstance(after, Edition) else [after]
    new_words = [] if isinstance(before, Edition) else [before]
    old = before if isinstance(before, Edition) else read(before, beside=old_words)
    new = after if isinstance(after, Edition) else read(after, beside=new_words)
    return diff_editions(old, new, section)


def _load(source: Readable, format: str | None) -> tuple[SourceText, str, corpus.Entry | None]:
    """A file's lines, the name it is shown by, and its entry in the corpus if it has one."""
    name = os.fspath(source)
    held = None if _is_file(name) else corpus.find(name)
    data = read_bytes(str(held.path) if held else name)
    entry = held or corpus.find_content(hashlib.sha256(data).hexdigest())
    shown = held.entry.file if held else name
    format = format or (entry.entry.format if entry else None)
    return sources.load(shown, format, data), shown, entry.entry if entry else None


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False

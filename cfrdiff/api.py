"""What the command line and Python call: from files to editions, change sets and what follows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from cfrdiff import sources, structure, text
from cfrdiff.changes import ChangeSet, diff_editions, only_section
from cfrdiff.errors import SourceError
from cfrdiff.history import History, follow
from cfrdiff.instructions import Amendments, Failure, Instruction, apply, compose, read_document
from cfrdiff.instructions.federal_register import is_rule, read_rule
from cfrdiff.model import Edition, Finding, Source
from cfrdiff.sources import SourceText, corpus
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.files import read_bytes
from cfrdiff.structure import Explanation, Known

Readable = str | os.PathLike[str]

_NEITHER = (
    "no such file, and no edition of that id in the corpus",
    "check the name, or see `cfrdiff corpus list`",
)


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
    words = [_load(other, None).lines for other in beside]
    return _edition(_load(source, format), words, title, as_of)


def explain(source: Readable, *, format: str | None = None) -> list[Explanation]:
    """What each label that could be a designation was taken for, and the runner-up.

    Raises SourceError as `read` does for a file that cannot be read.
    """
    lines = _load(source, format).lines
    return structure.explain(text.run_on(lines))


def source_lines(source: Readable, *, format: str | None = None) -> tuple[SourceText, bytes]:
    """A file's lines as its source gives them, and its bytes. Raises SourceError."""
    loaded = _load(source, format)
    return loaded.lines, loaded.data


def read_both(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    before_format: str | None = None,
    after_format: str | None = None,
) -> tuple[Edition, Edition]:
    """Two editions: files, corpus ids, or editions already read.

    Two files are read beside each other, so that each decides the other's broken words. The
    formats override what the files' content looks like. Raises SourceError as `read` does.
    """
    # Each file is opened once: a pipe can be read no second time.
    old = before if isinstance(before, Edition) else _load(before, before_format)
    new = after if isinstance(after, Edition) else _load(after, after_format)
    return _beside(old, new), _beside(new, old)


def diff(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    section: str | None = None,
    before_format: str | None = None,
    after_format: str | None = None,
) -> ChangeSet:
    """What changed between two editions, given as `read_both` takes them.

    `section` (``"163.12"``) limits the change set to one section. Raises SourceError as `read`
    does and NotFoundError where neither has the section.
    """
    old, new = read_both(before, after, before_format=before_format, after_format=after_format)
    return diff_editions(old, new, section)


class _Loaded(msgspec.Struct, frozen=True):
    """A file's lines and bytes, the name it is shown by, its entry in the corpus if it has one."""

    lines: SourceText
    data: bytes
    shown: str
    entry: corpus.Entry | None


def _beside(one: Edition | _Loaded, other: Edition | _Loaded) -> Edition:
    if isinstance(one, Edition):
        return one
    return _edition(one, [other.lines] if isinstance(other, _Loaded) else [])


def _edition(
    loaded: _Loaded,
    beside: Sequence[SourceText],
    title: int | None = None,
    as_of: str | None = None,
) -> Edition:
    lines, shown, entry = loaded.lines, loaded.shown, loaded.entry
    date = as_of if as_of is not None else (entry.as_of if entry else lines.as_of)
    if date is not None:
        corpus.check_date(shown, date)
    running = text.run_on(lines, beside)
    known = Known(
        title=title if title is not None else (entry.title if entry else lines.title),
        part=entry.part if entry else None,
        as_of=date,
    )
    described = Source(shown, lines.sha256, lines.format, lines.exact)
    edition = structure.build(running, described, known)
    if not any(section.number for section in edition.sections):
        raise SourceError(
            shown,
            "no section found: no line begins with a number such as § 163.12 and a heading",
            "give text of the Code of Federal Regulations with its section headings",
        )
    return edition


def _load(source: Readable, format: str | None) -> _Loaded:
    name = os.fspath(source)
    held = None if _is_file(name) else corpus.find(name)
    data = read_bytes(str(held.path)) if held else read_bytes(name, _NEITHER)
    entry = held or corpus.find_content(hashlib.sha256(data).hexdigest())
    # A name need not be Unicode on disk; JSON must be.
    shown = held.entry.file if held else name.encode(errors="backslashreplace").decode()
    format = format or (entry.entry.format if entry else None)
    return _Loaded(sources.load(shown, format, data), data, shown, entry.entry if entry else None)


def instructions(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    section: str | None = None,
    before_format: str | None = None,
    after_format: str | None = None,
) -> Amendments:
    """The amendatory instructions that make the newer edition of the older, given as
    `read_both` takes them; `section` limits both to one section.

    Raises SourceError as `read` does, NotFoundError where neither has the section or a section
    cannot be named, and ConflictError where no wording brings one out exactly.
    """
    old, new = read_both(before, after, before_format=before_format, after_format=after_format)
    if section is None:
        return compose(diff_editions(old, new), old, new)
    one, other = only_section(old, section), only_section(new, section)
    return compose(diff_editions(old, new, section), one, other)


def amend(edition: Readable | Edition, rule: Readable) -> Amended:
    """An edition as a rule amends it: XML of the Federal Register, or instructions in the
    form that `instructions` writes.

    What cannot be carried out is told, with the reason, in the result. Raises SourceError for
    a file that cannot be read or holds no instruction.
    """
    base = edition if isinstance(edition, Edition) else read(edition)
    name = os.fspath(rule)
    data = read_bytes(name)
    shown = name.encode(errors="backslashreplace").decode()
    if is_rule(data):
        orders = read_rule(data, shown)
    else:
        orders = read_document(decode(data, shown).text.replace("\r\n", "\n"))
    if not orders:
        raise SourceError(
            shown,
            "no amendatory instruction in it",
            "give a rule in the XML of the Federal Register, or what `diff --instructions` wrote",
        )
    made, failures = apply(orders, base)
    note = Finding(
        "amended",
        "note",
        f"amended by {shown}: {len(orders)} instructions, of which {len(failures)} were not or"
        " not wholly carried out",
    )
    made = msgspec.structs.replace(made, as_of=None, findings=(*made.findings, note))
    return Amended(made, tuple(orders), failures)


class Amended(msgspec.Struct, frozen=True):
    """An edition as amended; the instructions, and those that could not be carried out."""

    edition: Edition
    instructions: tuple[Instruction, ...]
    failures: tuple[Failure, ...]


def history(files: Sequence[Readable], section: str, designation: str | None = None) -> History:
    """How a section's paragraphs, or one of them with what stands below it, went through
    editions in the order given. Raises SourceError, and NotFoundError where none has it.
    """
    return follow([read(file) for file in files], section, designation)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False

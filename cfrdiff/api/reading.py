"""From files to editions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cfrdiff import structure, text
from cfrdiff.api.naming import open_source, picked_by
from cfrdiff.comparable import check_comparable
from cfrdiff.cores import Work, spread
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.model import Edition
from cfrdiff.opening import WORTH_A_PROCESS, Given, Opened, Readable, build_edition
from cfrdiff.selecting import Picked, only, select
from cfrdiff.sources import SourceText, corpus
from cfrdiff.sources.files import SHOWN_INPUT, STANDARD_INPUT
from cfrdiff.structure import Explanation


def read(
    source: Given,
    *,
    format: str | None = None,
    beside: Sequence[Readable] = (),
    title: int | None = None,
    as_of: str | None = None,
    section: Picked | None = None,
) -> Edition:
    """Read one edition from a file, from the corpus by its id, or by citation and date: what
    ``"19 CFR 163.12(c)(2)@2019-04-01"`` picks of the edition of that day, ``"19 CFR 163@2012"`` of
    the annual edition of a year and ``"19 CFR 163@latest"`` of the newest one at hand.

    `format` overrides what the content looks like. Files `beside` it lend their words as
    evidence where a word is broken at a line end; nothing else of them is used. `title` and
    `as_of` (an ISO date) are taken from running heads or the corpus where not given; a date that
    they state is not overridden. `section` limits the edition to sections or paragraphs of it:
    ``"163.12"``, ``"19 CFR 163.12(b)(2)"``, ``"163.11-163.13"``, the part ``"163"``, an appendix or
    a comment of one (``"Supplement I"``, ``"comment 2(c)(1)-1"``), or several.

    Raises SourceError for a file that cannot be read or holds no section, or that states another
    date, for `section` CiteError and NotFoundError, and NotFoundError where no edition is at hand
    that a citation and a date name.
    """
    words = [open_source(other).lines for other in beside]
    edition = build_edition(open_source(source, format), words, title, as_of)
    section = picked_by(source) if section is None else section
    return edition if section is None else only(edition, select(section, edition, appendices=True))


def read_set_forth(
    source: Given,
    date: str,
    *,
    format: str | None = None,
    title: int | None = None,
    as_of: str | None = None,
    section: Picked | None = None,
) -> Edition:
    """What the effective date notes of an edition set forth that is effective by an ISO date: the
    sections as they stand in the notes, whole or in part, as an edition of that date. The rest is
    as for `read`.

    Raises what `read` raises, and NotFoundError where no note sets anything forth by then.
    """
    edition = build_edition(open_source(source, format), (), title, as_of)
    corpus.check_date(edition.source.path, date)
    found = structure.set_forth(edition, date)
    if not found.sections:
        dates = sorted({day for note in edition.effective_notes for day in note.effective})
        told = f"its notes are effective {', '.join(dates)}" if dates else "it has no such note"
        raise NotFoundError(
            f"{edition.source.path}: no effective date note sets forth text that is effective by"
            f" {date}; {told}"
        )
    section = picked_by(source) if section is None else section
    return found if section is None else only(found, select(section, found, appendices=True))


def explain(
    source: Given, *, format: str | None = None, section: Picked | None = None
) -> list[Explanation]:
    """What each label that could be a designation was taken for, and the runner-up; `section`
    limits them to those of the sections that it touches.

    Raises what `read` raises.
    """
    opened = open_source(source, format)
    found = structure.explain(text.run_on(opened.lines))
    section = picked_by(source) if section is None else section
    if section is None:
        return found
    picked = select(section, build_edition(opened))
    return [one for one in found if picked.touches(one.section)]


def source_lines(source: Given, *, format: str | None = None) -> tuple[SourceText, bytes]:
    """A file's lines as its source gives them, and its bytes. Raises SourceError."""
    opened = open_source(source, format)
    return opened.lines, opened.data


def read_both(
    before: Given | Edition,
    after: Given | Edition,
    *,
    before_format: str | None = None,
    after_format: str | None = None,
    force: bool = False,
) -> tuple[Edition, Edition]:
    """Two editions: files, corpus ids, names by citation and date (whole, as they are kept), or
    editions already read.

    Two files are read beside each other, so that each decides the other's broken words. The
    formats override what the files' content looks like. Raises SourceError as `read` does, and
    MismatchError for editions of different titles, without a part in common, or given newest
    first, unless `force` is true.
    """
    if before == after == STANDARD_INPUT:
        raise SourceError(SHOWN_INPUT, "it can be read only once", "name a file for OLD or for NEW")
    # Each file is opened once: a pipe can be read no second time.
    old = before if isinstance(before, Edition) else open_source(before, before_format)
    new = after if isinstance(after, Edition) else open_source(after, after_format)
    opened = [len(one.data) if isinstance(one, Opened) else 0 for one in (old, new)]
    make = partial(_read_beside, (old, new))
    older, newer = spread(Work("Reading 2 files", make, (0, 1), opened, WORTH_A_PROCESS))
    if not force:
        check_comparable(older, newer)
    return older, newer


def _read_beside(both: tuple[Edition | Opened, Edition | Opened], which: int) -> Edition:
    """The older (0) or the newer (1) of two, read beside the other."""
    one, other = both[which], both[1 - which]
    if isinstance(one, Edition):
        return one
    return build_edition(one, [other.lines] if isinstance(other, Opened) else [])

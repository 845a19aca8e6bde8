"""What a row says: its words, its figures as they are set, its italics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

import msgspec

from cfrdiff.sources.lines import Cut, Doubtful
from cfrdiff.sources.pdf.rows import Row
from cfrdiff.sources.pdf.runs import Run
from cfrdiff.sources.pdf.strips import SMALL
from cfrdiff.sources.scans.words import Doubt
from cfrdiff.sources.xml_figures import Setting, as_set

_ITALIC = re.compile(r"ital|obli|[-,]it$", re.IGNORECASE)
# The gap that parts two words where the file draws no space, as a share of the type size.
_WORD_GAP = 0.16
# A figure is raised or lowered by at least this share of its line's size.
_SHIFTED = 0.12
_SLASH = re.compile(r"\s*[/⁄]\s*")
_NUMERAL = re.compile(r"\d+\s*")
# Fonts of GPO draw a minus where their table of characters has a yen sign, which is drawn by itself
# then.
_MINUS_IN_FONT = str.maketrans("¥", "−")


# What a power stands behind: ten, or a unit of length or time. Elsewhere a raised number that a
# footnote bears is its mark.
_POWER_OF = re.compile(r"(?<![\d.,])10$|\b(?:[cdkm]?m|ft|in|yd|mi|sec|s)$")


class Wording(msgspec.Struct, frozen=True):
    """The text of a row, its italic stretches, the marks of footnotes in it, and the words that may
    be misread.
    """

    text: str
    italics: tuple[tuple[int, int], ...]
    marks: tuple[Cut, ...] = ()
    doubts: tuple[Doubtful, ...] = ()


class _Part(msgspec.Struct, frozen=True):
    """Some runs of a row that make one word or figure, and how it is set."""

    text: str
    x0: float
    x1: float
    size: float
    font: str
    goes_on: bool
    setting: Setting | None = None
    doubt: Doubt | None = None


@lru_cache(maxsize=1_000)
def is_italic(font: str) -> bool:
    """Whether the name of a font is that of an italic one."""
    return bool(_ITALIC.search(font))


def wording(row: Row, notes: Set[str] = frozenset()) -> Wording:
    """The row's words with a space wherever they part, and its italic stretches.

    `notes` are the marks that the footnotes of the document begin with.
    """
    text = row.cell.before if row.cell else ""
    marks: list[Cut] = []
    doubts: list[Doubtful] = []
    italics: list[list[int]] = []
    edge: float | None = None
    for part in _parts(row):
        said = part.text
        if edge is not None and _part_words(text, edge, part):
            text += " "
        if part.setting is not None:
            figure = said.strip()
            tail = said[len(said.rstrip()) :]
            said = as_set(figure, part.setting, text[-1:]) + tail
            if part.setting == "raised" and figure in notes and not _POWER_OF.search(text):
                marks.append(Cut(len(text), len(text) + len(said.rstrip()), "footnote-reference"))
        if is_italic(part.font) and said.strip():
            _lengthen(italics, len(text), len(text) + len(said.rstrip()))
        if part.doubt is not None:
            end = len(text) + len(said.rstrip())
            doubts.append(Doubtful(len(text), end, part.doubt.sure, part.doubt.other))
        text += said
        edge = part.x1
    if row.cell and row.cell.after:
        text = text.rstrip() + row.cell.after
    return Wording(text, tuple((a, b) for a, b in italics), tuple(marks), tuple(doubts))


def _part_words(text: str, edge: float, part: _Part) -> bool:
    wide = not part.goes_on and part.x0 - edge > _WORD_GAP * part.size
    return wide and not text[-1:].isspace() and not part.text[:1].isspace()


def _lengthen(italics: list[list[int]], start: int, end: int) -> None:
    """Add a stretch, to the last one where at most a space stands between."""
    if italics and italics[-1][1] >= start - 1:
        italics[-1][1] = end
    else:
        italics.append([start, end])


def _parts(row: Row) -> Iterator[_Part]:
    """The runs of a row, the three parts of a fraction made one."""
    runs = row.runs
    if len(runs) == 1:
        yield _plain(runs[0])
        return
    size, baseline = row.size, row.baseline
    at = 0
    while at < len(runs):
        fraction = _fraction(runs[at : at + 3], size)
        if fraction is not None:
            yield fraction
            at += 3
            continue
        # What is raised at the beginning of a row is a footnote's mark.
        run = runs[at]
        setting = _setting(run, size, baseline) if at else None
        yield _plain(run) if setting is None else _shifted(run, setting)
        at += 1


def _plain(run: Run) -> _Part:
    if run.text.strip() == "¥":
        run = msgspec.structs.replace(run, text=run.text.translate(_MINUS_IN_FONT))
    return _Part(run.text, run.x0, run.x1, run.size, run.font, run.goes_on, doubt=run.doubt)


def _shifted(run: Run, setting: Setting) -> _Part:
    text = run.text.translate(_MINUS_IN_FONT)
    return _Part(text, run.x0, run.x1, run.size, run.font, run.goes_on, setting)


def _setting(run: Run, size: float, baseline: float) -> Setting | None:
    """How a run is set beside type of `size` on `baseline`."""
    if run.size > SMALL * size:
        return None
    up = baseline - run.baseline
    if up > _SHIFTED * size:
        return "raised"
    return "lowered" if -up > _SHIFTED * size else None


def _fraction(runs: Sequence[Run], size: float) -> _Part | None:
    """Three runs as a fraction: small figures before and behind a slash."""
    if len(runs) < 3:
        return None
    over, slash, under = runs
    if not (_is_small(over, size) and _is_small(under, size) and _SLASH.fullmatch(slash.text)):
        return None
    said = f"{over.text.strip()}⁄{under.text}"
    return _Part(said, over.x0, under.x1, slash.size, slash.font, False, "fraction")


def _is_small(run: Run, size: float) -> bool:
    return run.size <= SMALL * size and _NUMERAL.fullmatch(run.text) is not None

"""What the solver is given and gives back: candidates, and what became of each."""

from __future__ import annotations

import msgspec

from cfrdiff.cites import Readings
from cfrdiff.text.endings import Tail

Stack = Readings
UNKNOWN = -1


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One label in parentheses that could be a designation.

    `readings` are the (level, ordinal) pairs its label allows, level 0 for (a) to 5 for the
    second italic one, 6 for an older italic (a), 7 and 8 for the italic ones left upright, ordinal
    1.001 for (a-1); `upto` is the last ordinal of a range. `take` and `leave` are the costs of its
    context. A `run_in` stands inside a printed line, so it opens the first paragraph below the one
    before; an `adjacent` one follows the candidate before it directly and shares its fate when that
    one is left. `misread` are the readings it would have if OCR had taken one of its characters for
    another, `figures` those if it had taken one figure for another; a `garbled` label is none as it
    stands. A `fresh` one opens a list that text without a designation introduces, as a definition
    does. `leave_in_row` is what it costs to leave one that stands in a row of labels, beside what
    the first of them costs.
    """

    readings: tuple[tuple[int, float], ...]
    take: float
    leave: float
    run_in: bool
    adjacent: bool
    tail: Tail
    italic: bool | None = None
    upto: float | None = None
    misread: tuple[tuple[int, float], ...] = ()
    figures: tuple[tuple[int, float], ...] = ()
    garbled: bool = False
    fresh: bool = False
    leave_in_row: float = 0.0


class Choice(msgspec.Struct, frozen=True, gc=False):
    """What became of a candidate: its stack, or None where it is no designation.

    `margin` is what the best other reading of this candidate would cost more; `rival` is that
    reading's level, None for leaving it. `mended` says that the label was misread, `restated` that
    print repeats with it the label of a paragraph above the next: its stack is None too.
    """

    stack: Stack | None
    margin: float
    rival: int | None
    mended: bool = False
    restated: bool = False

"""Outcomes → one table, a list of disagreements, or JSON."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from accuracy.measure import Tally
from accuracy.ways import Outcome

_WIDTH = 200


def console() -> Console:
    """A console wide enough for the table where no terminal says how wide it is."""
    found = Console()
    return found if found.is_terminal else Console(width=_WIDTH)


def show_table(outcomes: Sequence[Outcome], screen: Console) -> None:
    """Print a row a way."""
    table = Table(title="Reading accuracy", caption=_CAPTION)
    table.add_column("way", no_wrap=True)
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for outcome in outcomes:
        cells = _cells(outcome.tally) if outcome.read else ("not read",)
        table.add_row(outcome.way.name, str(outcome.files), *cells)
    screen.print(table)
    for outcome in outcomes:
        for reason in outcome.refused:
            screen.print(f"{outcome.way.name}: refused {escape(reason)}", highlight=False)


_COLUMNS = (
    "files", "sections", "paths %", "wrong: silent", "flagged", "headings %", "invented",
    "precision %", "recall %", "line ends %", "leaked", "taken", "critical silent",
    "false changes", "sections flagged", "seconds",
)  # fmt: skip
_CAPTION = (
    "paths: gold paragraphs with the right path; wrong: missed, mistaken or invented paragraphs;"
    " leaked: words around the text read as text; taken: words of the text read as furniture;"
    " critical silent: numbers, designations and operative words wrong without a warning;"
    " false changes: changes above typographical from the text printed to the text read"
)


def _cells(tally: Tally) -> tuple[str, ...]:
    invented = f" +{tally.sections_invented}" if tally.sections_invented else ""
    return (
        f"{tally.sections_found}/{tally.sections}{invented}",
        _share(tally.paths_right, tally.paragraphs),
        str(tally.paths_wrong_silent),
        str(tally.paths_wrong_flagged),
        _share(tally.headings_right, tally.headings),
        str(tally.headings_invented) if tally.headings else "–",
        _share(tally.words_right, tally.got_words),
        _share(tally.words_right, tally.gold_words),
        _share(tally.broken_words_right, tally.broken_words),
        f"{tally.furniture_leaked}/{tally.furniture_words}",
        str(tally.furniture_taken),
        f"{tally.critical_wrong_silent}/{tally.critical_words}",
        f"{tally.changes_false}/{tally.changes}" if tally.changes else "–",
        str(tally.sections_flagged),
        f"{tally.seconds:.1f}",
    )


def _share(right: int, of: int) -> str:
    """A percentage rounded down, so that 100 means all."""
    if not of:
        return "–"
    return "100" if right == of else f"{int(right * 10000 / of) / 100:.2f}"


def show_disagreements(
    outcomes: Sequence[Outcome], kinds: Collection[str], screen: Console
) -> None:
    """Print every disagreement of these kinds, of all kinds where none is named."""
    for outcome in outcomes:
        for one in outcome.tally.disagreements:
            if kinds and one.kind not in kinds:
                continue
            flag = "flagged" if one.flagged else "silent"
            screen.print(
                f"{outcome.way.name} · {one.doc} · § {one.section} · {one.kind} ({flag}) ·"
                f" {one.where}\n    expected {one.expected!r}\n    got      {one.got!r}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )


def as_json(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as one JSON array."""
    rows: list[dict[str, Any]] = [
        {
            "way": outcome.way.name,
            "about": outcome.way.about,
            "files": outcome.files,
            "refused": outcome.refused,
            **asdict(outcome.tally),
        }
        for outcome in outcomes
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)

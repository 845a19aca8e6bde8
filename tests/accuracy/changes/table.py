"""Outcomes → tables and lists of disagreements."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from accuracy.changes.edits import EditScore
from accuracy.changes.pairs import PairOutcome
from accuracy.changes.rows import Outcome
from accuracy.changes.score import Count, Score, by_touch
from accuracy.changes.truth import KINDS


def _share(number: float) -> str:
    """A percentage rounded down, so that 100 means all."""
    return "100" if number >= 1 else f"{int(number * 10000) / 100:.2f}"


def _f1(count: Count | None) -> str:
    if count is None:
        return "–"
    return f"{_share(count.f1)} ({count.right}" + (
        f", {count.wrong} wrong, {count.missed} missed)" if count.wrong or count.missed else ")"
    )


def show_pairs(outcomes: Sequence[PairOutcome], screen: Console) -> None:
    """A row a pair."""
    table = Table(title="Gold pairs", caption=_PAIRS)
    table.add_column("pair", no_wrap=True)
    for name in ("paragraphs", "by label F1 %", "kinds F1 %", "moves", "notice", "exact", "s"):
        table.add_column(name, justify="right")
    for one in outcomes:
        table.add_row(
            one.name, str(one.paragraphs), _f1(one.labels), _f1(one.kinds), _of(one.moves),
            _of(one.operations), "yes" if one.exact else "NO", f"{one.seconds:.2f}",
        )  # fmt: skip
    screen.print(table)


_PAIRS = (
    "by label: added, removed, revised labels against the two trees; kinds: the same as the program"
    " tells them, where nothing moved; moves: right, wrong, missed; notice: operations told alike;"
    " exact: apply and its inverse give the other edition"
)


def _of(count: Count) -> str:
    return f"{count.right} +{count.wrong} −{count.missed}" if any(vars(count).values()) else "–"


def show_amendments(outcomes: Sequence[Outcome], screen: Console) -> None:
    """A row a kind for each sort of amendment, then what is not by kind."""
    table = Table(title="Generated amendments")
    for name in ("row", "kind"):
        table.add_column(name, no_wrap=True)
    for name in ("paragraphs", "precision %", "recall %", "F1 %"):
        table.add_column(name, justify="right")
    for one in outcomes:
        for kind in KINDS:
            count = one.score.kinds[kind]
            if count.right or count.wrong or count.missed:
                table.add_row(
                    one.row, kind, str(count.right + count.missed), _share(count.precision),
                    _share(count.recall), _share(count.f1),
                )  # fmt: skip
        table.add_section()
    screen.print(table)
    rest = Table(caption=_REST)
    rest.add_column("row", no_wrap=True)
    for name in (
        "amendments", "operations", "words", "links %", "moved as one", "renames", "residual",
        "blocks", "not exact", "s",
    ):  # fmt: skip
        rest.add_column(name, justify="right")
    for one in outcomes:
        total = one.score
        rest.add_row(
            one.row, str(one.amendments), str(one.operations.total()), f"{one.words:,}",
            _share(total.links_right / max(1, total.paragraphs)),
            f"{total.followed_right}/{total.followed}", "/".join(map(str, one.renames)),
            "/".join(map(str, one.residuals)), str(one.blocks), str(len(one.inexact)),
            f"{one.seconds:.1f}",
        )  # fmt: skip
    screen.print(rest)


_REST = (
    "links: paragraphs whose counterparts in the other edition are right; moved as one: paragraphs"
    " below a moved one told as following it; residual: places where a replaced name was left;"
    " blocks: changes of appendices, none of which was made"
)


def show_causes(total: Score, screen: Console, most: int = 25) -> None:
    """Which operations lie behind the paragraphs told wrong."""
    table = Table(title="Told wrong, by what was done", caption="most frequent first")
    table.add_column("operations", no_wrap=True)
    for name in ("wrong", "of"):
        table.add_column(name, justify="right")
    for why, wrong, every in by_touch(total)[:most]:
        table.add_row(why, str(wrong), str(every))
    screen.print(table)


def show_edits(title: str, total: EditScore, screen: Console) -> None:
    """A row a category, then both means."""
    table = Table(title=f"{title}: {total.edits}", caption=_EDITS)
    table.add_column("category", no_wrap=True)
    for name in ("labels", "precision %", "recall %", "F1 %", "F1 by overlap %"):
        table.add_column(name, justify="right")
    for category, count in sorted(total.categories.items()):
        held = count.right + count.missed
        table.add_row(
            category, str(held), _share(count.precision), _share(count.recall), _share(count.f1),
            _share(total.touching[category].f1) if held else "–",
        )  # fmt: skip
    table.add_section()
    macro = _share(total.macro_f1), _share(total.macro_f1_touching)
    table.add_row("macro", str(total.edits), "", "", *macro)
    screen.print(table)
    screen.print(
        f"{total.placed} of {total.edits} labels have exactly the program's words; of"
        f" {total.substantive} substantive edits {len(total.played_down)} are told as less than"
        f" substantive, {len(total.underweight)} as less than editorial"
    )


_EDITS = "precision, recall, F1: one edit for one label; by overlap: however many pieces"


def show_misses(lines: Sequence[str], screen: Console) -> None:
    """Disagreements, a line each."""
    for line in lines:
        screen.print(line, markup=False, highlight=False, soft_wrap=True)

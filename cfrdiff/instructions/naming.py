"""How provisions are named together: "paragraphs (a)(1) through (3), and (c)"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from cfrdiff.cites import Cite, Item, Path, Range, enumerated, print_cites
from cfrdiff.instructions.model import Target

# From so many paragraphs in a row on, only the ends are named.
_RANGE = 3


def named(targets: Sequence[Target]) -> str:
    """``the section heading, the introductory text of paragraph (b), and paragraph (c)``."""
    runs = [(kind, list(run)) for kind, run in groupby(targets, key=_kind)]
    return enumerated([_NAMES[kind](members) for kind, members in runs])


def _kind(target: Target) -> str:
    if target.term is not None:
        return "definition"
    return f"{target.scope} of paragraph" if target.path else f"{target.scope} of section"


def _definitions(targets: Sequence[Target]) -> str:
    noun = "the definition of" if len(targets) == 1 else "the definitions of"
    return f"{noun} {enumerated([f'“{target.term}”' for target in targets])}"


def _paragraphs(targets: Sequence[Target]) -> str:
    return write_paragraphs([target.path for target in targets])


def _headings(targets: Sequence[Target]) -> str:
    noun = "the heading of" if len(targets) == 1 else "the headings of"
    return f"{noun} {_paragraphs(targets)}"


_NAMES: dict[str, Callable[[Sequence[Target]], str]] = {
    "definition": _definitions,
    "heading of section": lambda targets: "the section heading",
    "source note of section": lambda targets: "the source note",
    "text of section": lambda targets: "the introductory text",
    "whole of section": lambda targets: "the introductory text",
    "whole of paragraph": _paragraphs,
    "heading of paragraph": _headings,
    "text of paragraph": lambda targets: f"the introductory text of {_paragraphs(targets)}",
}


def write_paragraphs(paths: Sequence[Path]) -> str:
    """``paragraphs (a), (b)(1) through (3), and (c)``; reading the list gives the paths back."""
    runs: list[list[Path]] = []
    for path in paths:
        if runs and _goes_on(runs[-1], path):
            runs[-1].append(path)
        else:
            runs.append([path])
    return print_cites([item for run in runs for item in _items(run)])


def _goes_on(run: Sequence[Path], path: Path) -> bool:
    """Whether a range from the first of a run through a path holds what the run does."""
    return Range(Cite(None, run[0]), Cite(None, path)).between() == tuple(run[1:])


def _items(run: Sequence[Path]) -> list[Item]:
    cites = [Cite(None, path) for path in run]
    return [Range(cites[0], cites[-1])] if len(run) >= _RANGE else [*cites]

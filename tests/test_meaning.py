"""No change of meaning passes for less, and no harmless change for more, wherever the words stand.

`data/meaning.tsv` holds pairs of sentences and the weight their difference must have, and
`data/meaning_others.tsv` more of them, which the slow tests look at. Each context puts all of a file
into one pair of documents, a section for each, so that one comparison answers for every pair.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, get_args

import pytest

import cfrdiff
from cfrdiff.api import read_both
from cfrdiff.changes import ChangeSet
from cfrdiff.changes.model import Significance
from cfrdiff.model import Edition

DATA = Path(__file__).parent / "data"
LIGHTEST_FIRST: tuple[str, ...] = get_args(Significance)


class Pair(NamedTuple):
    """Two sentences, and whether their difference must weigh as `substantive` or as `less`."""

    name: str
    weight: str
    older: str
    newer: str


class Found(NamedTuple):
    """The heaviest weight said of a section, and whether a reader is shown a change in it."""

    weight: str = "none"
    shown: bool = False

    def at_least(self, weight: str) -> bool:
        return LIGHTEST_FIRST.index(self.weight) >= LIGHTEST_FIRST.index(weight)


def _pairs(file: str) -> tuple[Pair, ...]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return tuple(Pair(*row) for row in rows)


PAIRS, OTHER_PAIRS = _pairs("meaning.tsv"), _pairs("meaning_others.tsv")
SECTIONS = {pair.name: f"{500 + n}.1" for row in (PAIRS, OTHER_PAIRS) for n, pair in enumerate(row)}


def as_text(sentences: Sequence[str]) -> str:
    return "\n\n".join(
        f"PART {500 + n}—RECORDS OF KIND {n}\n\n"
        f"§ {500 + n}.1 Records of kind {n}.\n\n"
        f"(a) The holder keeps the records of kind {n} at the place of business.\n\n"
        f"(b) Each of them is subject to this part. {sentence} The office keeps a list.\n\n"
        f"(c) The records of kind {n} are kept for five years.\n\n"
        "[44 FR 16215, Mar. 16, 1979]\n"
        for n, sentence in enumerate(sentences)
    )


def as_xml(
    sentences: Sequence[str],
    *,
    heading: str = "Records.",
    rule: str = "It has a rule.",
    inside: str = "",
    behind: str = "",
) -> str:
    """A part for each sentence; `{}` in what is given stands for it."""
    parts = []
    for n, sentence in enumerate(sentences):
        escaped = html.escape(sentence, quote=False)
        number = 500 + n
        parts.append(
            f'<PART><HD SOURCE="HED">PART {number}—RECORDS OF KIND {n}</HD>'
            f"<SECTION><SECTNO>§ {number}.1</SECTNO>"
            f"<SUBJECT>{heading.format(escaped, number=number)}</SUBJECT>"
            f"<P>(a) The holder keeps the records of kind {n} at the place of business.</P>"
            f"<P>(b) Each of them is subject to this part. {rule.format(escaped)}"
            f" The office keeps a list.</P>{inside.format(escaped, number=number)}"
            f"<P>(c) The records of kind {n} are kept for five years.</P>"
            "<CITA>[44 FR 16215, Mar. 16, 1979]</CITA></SECTION>"
            f"{behind.format(escaped, number=number)}</PART>"
        )
    body = "".join(parts)
    return (
        '<?xml version="1.0"?><CFRGRANULE><FDSYS><CFRTITLE>19</CFRTITLE></FDSYS>'
        f"<CHAPTER>{body}</CHAPTER></CFRGRANULE>"
    )


TABLE = (
    "<GPOTABLE><BOXHD><CHED>Item</CHED><CHED>Rule</CHED></BOXHD>"
    "<ROW><ENT>{number}</ENT><ENT>{}</ENT></ROW></GPOTABLE>"
)
APPENDIX = (
    '<APPENDIX><HD SOURCE="HED">Appendix A to Part {number}—Rules</HD>'
    "<P>Each of them is subject to this appendix. {} The office keeps a list.</P></APPENDIX>"
)
# A context: how its documents are made, and the format of the older one where not the newer's.
CONTEXTS: Mapping[str, tuple[Callable[[Sequence[str]], str], str | None]] = {
    "text": (as_text, None),
    "ocr": (as_text, "ocr-text"),
    "paragraph": (lambda sentences: as_xml(sentences, rule="{}"), None),
    "table": (lambda sentences: as_xml(sentences, inside=TABLE), None),
    "footnote": (lambda sentences: as_xml(sentences, inside="<FTNT><P>{}</P></FTNT>"), None),
    "heading": (lambda sentences: as_xml(sentences, heading="{}"), None),
    "appendix": (lambda sentences: as_xml(sentences, behind=APPENDIX), None),
}


def answers(changes: ChangeSet) -> dict[str, Found]:
    """What is said of each section: of its paragraphs, its blocks and itself."""
    said: dict[str, Found] = {}

    def say(sections: Iterable[str | None], weight: str, shown: bool) -> None:
        for section in filter(None, sections):
            so_far = said.get(section, Found())
            said[section] = Found(
                weight if not so_far.at_least(weight) else so_far.weight, so_far.shown or shown
            )

    for change in changes.changes:
        shown = change.kind != "unchanged" or bool(change.review)
        say({state.section for state in change.states}, change.significance, shown)
    for block in changes.blocks:
        say({block.section, block.section_before}, block.significance, True)
    for section in changes.sections:
        say({section.before, section.after}, section.significance, True)
    return said


@cache
def compared(context: str, pairs: tuple[Pair, ...] = PAIRS) -> tuple[Edition, Edition, ChangeSet]:
    """Two editions that hold all of some pairs in a context, and what changed."""
    make, older_format = CONTEXTS[context]
    suffix = ".txt" if make is as_text else ".xml"
    with TemporaryDirectory() as name:
        older, newer = Path(name, f"older{suffix}"), Path(name, f"newer{suffix}")
        older.write_text(make([pair.older for pair in pairs]), encoding="utf-8")
        newer.write_text(make([pair.newer for pair in pairs]), encoding="utf-8")
        before, after = read_both(str(older), str(newer), before_format=older_format)
    changes = cfrdiff.diff(before, after)
    assert not changes.sections
    return before, after, changes


def _judged(context: str, pairs: tuple[Pair, ...]) -> None:
    said = answers(compared(context, pairs)[2])
    found = {pair: said.get(SECTIONS[pair.name], Found()) for pair in pairs}
    wrong = [pair for pair in pairs if not _is_right(pair, found[pair], context)]
    assert not wrong, "\n".join(f"{found[pair]} {pair}" for pair in wrong)


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_difference_weighs_what_it_means(context: str) -> None:
    _judged(context, PAIRS)


@pytest.mark.slow
@pytest.mark.parametrize("context", CONTEXTS)
def test_other_differences_weigh_what_they_mean(context: str) -> None:
    _judged(context, OTHER_PAIRS)


# Of the words of a heading alone these say the same: 1 U.S.C. 1, and articles.
ALIKE_IN_HEADINGS = frozenset(("num_singular_plural", "art_a_the"))


def _is_right(pair: Pair, found: Found, context: str) -> bool:
    if context == "heading" and pair.name in ALIKE_IN_HEADINGS:
        return found == Found("editorial", True)
    if pair.weight == "less":
        return not found.at_least("substantive")
    # What may be misreading is doubted, but shown.
    return found.at_least("substantive") or (context == "ocr" and found.shown)


def test_the_pairs_are_of_both_weights_and_each_has_its_name() -> None:
    every = (*PAIRS, *OTHER_PAIRS)
    assert {pair.weight for pair in every} == {"substantive", "less"}
    assert len({pair.name for pair in every}) == len(every)
    assert len({(pair.older, pair.newer) for pair in every}) == len(every)
    assert all(pair.older != pair.newer for pair in every)

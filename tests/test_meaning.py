"""No change of meaning passes for less, and no harmless change for more, wherever the words stand.

`data/meaning.tsv` holds pairs of sentences and the weight their difference must have. Each context
puts all of them into one pair of documents, a section for each, so that one comparison answers for
every pair.
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

FILE = Path(__file__).parent / "data" / "meaning.tsv"
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


def _pairs() -> tuple[Pair, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return tuple(Pair(*row) for row in rows)


PAIRS = _pairs()
SECTIONS = {pair.name: f"{500 + n}.1" for n, pair in enumerate(PAIRS)}


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
def compared(context: str) -> tuple[Edition, Edition, ChangeSet]:
    """Two editions that hold all pairs in a context, and what changed."""
    make, older_format = CONTEXTS[context]
    suffix = ".txt" if make is as_text else ".xml"
    with TemporaryDirectory() as name:
        older, newer = Path(name, f"older{suffix}"), Path(name, f"newer{suffix}")
        older.write_text(make([pair.older for pair in PAIRS]), encoding="utf-8")
        newer.write_text(make([pair.newer for pair in PAIRS]), encoding="utf-8")
        before, after = read_both(str(older), str(newer), before_format=older_format)
    changes = cfrdiff.diff(before, after)
    assert not changes.sections
    return before, after, changes


@pytest.fixture(scope="module", params=CONTEXTS)
def answered(request: pytest.FixtureRequest) -> tuple[str, dict[str, Found]]:
    """A context, and what the program says of each pair in it."""
    return request.param, answers(compared(request.param)[2])


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.name for pair in PAIRS])
def test_a_difference_weighs_what_it_means(
    answered: tuple[str, dict[str, Found]], pair: Pair
) -> None:
    context, said = answered
    found = said.get(SECTIONS[pair.name], Found())
    if pair.weight == "less":
        assert not found.at_least("substantive"), f"{pair.older}\n{pair.newer}"
    elif context == "ocr":  # what may be misreading is doubted, but shown
        assert found.at_least("substantive") or found.shown, f"{pair.older}\n{pair.newer}"
    else:
        assert found.at_least("substantive"), f"{found}\n{pair.older}\n{pair.newer}"


def test_the_pairs_are_of_both_weights_and_each_has_its_name() -> None:
    assert {pair.weight for pair in PAIRS} == {"substantive", "less"}
    assert len({pair.name for pair in PAIRS}) == len(PAIRS)
    assert len({(pair.older, pair.newer) for pair in PAIRS}) == len(PAIRS)
    assert all(pair.older != pair.newer for pair in PAIRS)

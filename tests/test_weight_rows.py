"""Every row of the tables that make an edit weigh less is needed, and bounded.

Each test drops a row, or widens it, and sees that an answer which the tests expect is then another:
`needed` are answers that hang on a row, `beyond` those that hang on its limit.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
import pytest
from test_blocks import part
from test_effective_notes import of_xml, section
from test_places import FOUR, SETTINGS
from test_structure import edition_of

from cfrdiff.changes import (
    compound_proofs,
    diff_editions,
    difference,
    heading_proofs,
    joint_proofs,
    significance,
    word_proofs,
)
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.model import Field
from cfrdiff.model import Edition

Data = dict[str, Any]
Answer = tuple[str, ...]
DATA: Data = significance._data()
_CACHED = (
    significance.alike,
    significance.customary,
    significance.joined_stems,
    significance.other_in_capitals,
    significance.other_in_number,
    significance._spellings,
    significance._word_endings,
    significance.clause_openers,
)


class Row(NamedTuple):
    """A row of the data: `path` leads to it; `needed` hangs on it, and `beyond` changes where `wider`
    stands beside it.
    """

    path: tuple[str | int, ...]
    needed: tuple[str, str]
    beyond: tuple[str, str]
    wider: object
    field: Field = "text"

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))


def answer(pair: tuple[str, str], field: Field) -> Answer:
    """What the edits of a pair weigh, and the rows that decided."""
    weight, reasons = significance.significance_of(find_edits(*pair, exact=True, field=field))
    return weight, *reasons


def without(path: tuple[str | int, ...]) -> Data:
    data = copy.deepcopy(DATA)
    *above, last = path
    table: Any = data
    for key in above:
        table = table[key]
    del table[last]
    return data


def widened(row: Row) -> Data:
    data = copy.deepcopy(DATA)
    table: Any = data
    for key in row.path[:-1]:
        table = table[key]
    table.append(row.wider)
    return data


def use(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(significance, "_data", lambda: data)
    for cached in _CACHED:
        cached.cache_clear()


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    for cached in _CACHED:
        cached.cache_clear()


def _placed(words: str) -> str:
    return f"the goods {words} owner here".replace("  ", " ")


def _pairs(table: str, row: str) -> Iterator[Row]:
    """Pairs of words: each is needed, and its first word stands for none of a later pair."""
    pairs = DATA[table][row]
    known = {frozenset(pair) for pair in pairs}
    for n, (one, other) in enumerate(pairs):
        third = next(
            word
            for pair in (*pairs[n + 5 :], *pairs)
            for word in pair
            if word.isalpha() and word not in (one, other) and {one, word} not in known
        )
        yield Row(
            (table, row, n),
            (_placed(one), _placed(other)),
            (_placed(one), _placed(third)),
            [one, third],
        )


# Words with these prefixes that are others with their hyphen.
_OTHERS = {
    "re": "re-signed", "co": "co-respondent", "de": "de-scent", "dis": "dis-ease",
    "pre": "pre-sent", "in": "in-action", "un": "un-ionized",
}  # fmt: skip


def _joined() -> Iterator[Row]:
    for n, stem in enumerate(DATA["compounds"]["joined"]):
        prefix = stem.partition("-")[0]
        other = _OTHERS[prefix]
        yield Row(
            ("compounds", "joined", n),
            (_placed(stem), _placed(stem.replace("-", ""))),
            (_placed(other), _placed(other.replace("-", ""))),
            f"{prefix}-",
        )


# Words with each ending of a pair of spellings, and such that differ before another ending.
_ENDED = {
    "s": "fulfils fulfills", "es": "focusses focuses", "ed": "ploughed plowed",
    "ing": "ploughing plowing", "ly": "wilfully willfully", "ment": "fulfilment fulfillment",
    "ments": "enrolments enrollments",
}  # fmt: skip


def _endings() -> Iterator[Row]:
    for n, ending in enumerate(DATA["spelling"]["endings"]):
        one, other = _ENDED[ending].split()
        beyond = _placed("ploughland"), _placed("plowland")
        yield Row(("spelling", "endings", n), (_placed(one), _placed(other)), beyond, "land")


def _clauses() -> Iterator[Row]:
    """Words before "that", behind which it begins a clause or is no "which"."""
    for row, other, third in (
        ("clause_openers", "such", "files"),
        ("prepositions", "which", "than"),
    ):
        beyond = _placed(f"{third} that"), _placed(f"{third} {other}")
        for n, word in enumerate(DATA["plain_language"][row]):
            needed = _placed(f"{word} that"), _placed(f"{word} {other}")
            yield Row(("plain_language", row, n), needed, beyond, third)


def _capitals() -> Iterator[Row]:
    for n, word in enumerate(DATA["capitals"]["other"]):
        yield Row(
            ("capitals", "other", n),
            (_placed(word), _placed(word.capitalize())),
            (_placed("bonds"), _placed("Bonds")),
            "bonds",
        )


def _headings() -> Iterator[Row]:
    exceptions = ("Scope.", "Scope and exceptions.")
    for n, word in enumerate(DATA["headings"]["words"]):
        first = "Policy" if word == "scope" else "Scope"
        needed = (f"{first}.", f"{first} and {word}.")
        yield Row(("headings", "words", n), needed, exceptions, "exceptions", "heading")
    for n, word in enumerate(DATA["headings"]["small"]):
        needed = ("Scope.", f"Scope {word} policy.")
        without_it = ("Scope.", "Scope without policy.")
        yield Row(("headings", "small", n), needed, without_it, "without", "heading")
    for n, word in enumerate(DATA["headings"]["other_in_number"]):
        plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
        needed = (word.capitalize(), plural.capitalize())
        names = ("Notice", "Notices")
        yield Row(("headings", "other_in_number", n), needed, names, "notice", "heading")


ROWS = (
    *_pairs("plain_language", "pairs"),
    *_pairs("spelling", "pairs"),
    *_pairs("spelling", "misprints"),
    *_endings(),
    *_clauses(),
    *_joined(),
    *_capitals(),
    *_headings(),
)


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_row_of_words_is_needed_and_bounded(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    as_is = answer(row.needed, row.field), answer(row.beyond, row.field)
    use(without(row.path), monkeypatch)
    assert answer(row.needed, row.field) != as_is[0]
    use(widened(row), monkeypatch)
    assert answer(row.beyond, row.field) != as_is[1]


NOTE = "[63 FR 1, Jan. 1, 1998]\n"
A = "(a) The master of a vessel must keep a log of each voyage."
B = "(b) The agent must file the manifest of the cargo in time."
C = "(c) The owner must pay the fees that are due for the cargo."
CLERK = "(b) The clerk must stamp every page of the book on the day it is received."
LOG = "The log must show the cargo and the port to which it goes."
LABEL = "Your cost will depend on your utility rates and on how you use the product."
PROHIBITED = "These acts are prohibited in the zone:"
PERMITTED = "These acts are permitted in the zone:"
CAMPING = "Camping overnight on the shore."
BOATING = "Boating with motors on the lake."
FISHING = "Fishing from the pier in daylight."


def _text(*lines: str) -> str:
    return "\n\n".join(("§ 12.3 Acts.", *lines, NOTE))


def _listed(*items: str) -> str:
    lead = "(a) The master must keep on board each of these papers:"
    return _text(lead, *(f"({n}) {item}" for n, item in enumerate(items, 1)))


def _as(label: str, line: str) -> str:
    return f"({label}){line[3:]}"


def _under(paragraph: str) -> str:
    return B.replace("in time", f"under paragraph ({paragraph}) of this section")


SPLIT = _text(f"{A} {LOG}", B), _text(A, f"(b) {LOG}", _as("c", B))
# By row: two texts between which something weighs as it says.
OF_CHANGES: dict[tuple[str, str], tuple[str, str]] = {
    ("kinds", "added"): (_text(A, B), _text(A, B, C)),
    ("kinds", "removed"): (_text(A, B, C), _text(A, B)),
    ("kinds", "redesignated"): (_text(A, B, C), _text(A, _as("b", C), _as("c", B))),
    ("kinds", "redesignated-revised"): (
        _text(A, B, C),
        _text(A, _as("b", C), _as("c", B.replace("in time", "“in” time"))),
    ),
    ("kinds", "moved"): (
        _text("Bond means a pledge.", "Vessel means a ship of the owner."),
        _text("Vessel means a ship of the owner.", "Bond means a pledge."),
    ),
    ("kinds", "frame without words"): (
        _text(A, B),
        _text(A, B, "(c)(1) No fee is due on a vessel of war.", "(2) A yacht is none."),
    ),
    ("kinds", "split"): SPLIT,
    ("kinds", "merged"): (SPLIT[1], SPLIT[0]),
    ("governing", "under another paragraph"): (
        _text(
            f"(a) {PROHIBITED}", f"(1) {CAMPING}", f"(2) {BOATING}", f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ),
        _text(
            f"(a) {PROHIBITED}", f"(1) {CAMPING}", f"(b) {PERMITTED}", f"(1) {FISHING}",
            f"(2) {BOATING}",
        ),
    ),
    ("governing", "apart from what stood under it"): (
        _text(
            f"(a) {PROHIBITED}", f"(1) {CAMPING}", f"(2) {BOATING}", f"(b) {PERMITTED}",
            f"(1) {FISHING}",
        ),
        _text(
            f"(a) {PERMITTED}", f"(1) {CAMPING}", f"(2) {BOATING}", f"(b) {PROHIBITED}",
            f"(1) {FISHING}",
        ),
    ),
    ("weights", "list-connective"): (
        _listed("The manifest;", "The bill of lading; and", "The packing list."),
        _listed("The manifest;", "The bill of lading;", "The packing list; and", "A log."),
    ),
    ("weights", "conformed-reference"): (
        _text(A, _under("c"), C),
        _text(A, CLERK, _as("c", _under("d")), _as("d", C)),
    ),
    ("blocks", "source-note"): (_text(A), _text(A).replace("1998", "1999")),
}  # fmt: skip
# By row: two texts of one paragraph or heading, and whether one of them may be misread.
OF_EDITS: dict[str, tuple[str, str, bool, Field]] = {
    "ocr": ("keep the prograrns of it", "keep the programs of it", False, "text"),
    "typography": ("due--it is not", "due—it is not", True, "text"),
    "punctuation": ("It is so", "It is so.", True, "text"),
    "spelling": ("the colour of", "the color of", True, "text"),
    "designation": ("(b) The owner pays it.", "(c) The owner pays it.", True, "text"),
    "plain-language": ("it shall keep", "it must keep", True, "text"),
    "agency": ("sent to Customs here", "sent to CBP here", True, "text"),
    "heading": ("Scope.", "Scope and purpose.", True, "heading"),
}


def _other(weight: str) -> str:
    """A weight that is not this one, and lighter than one that is substantive."""
    return "editorial" if weight == "substantive" else "substantive"


# How a table, or a text beside paragraphs, is set before and after.
OF_SETTINGS = {
    ("governing", row): tuple(part(FOUR % setting) for setting in SETTINGS[name][:2])
    for row, name in (
        ("under other column heads", "a head that stood under another"),
        ("under another row", "a row set in under the one above it"),
        ("set otherwise under the same heads", "a row set in further under the same row"),
    )
} | {
    ("weights", "set-otherwise"): (
        of_xml(section("5.1", A, LABEL, B)),
        of_xml(section("5.1", A, then=f"<EXTRACT><P>{LABEL}</P></EXTRACT><P>{B}</P>")),
    )
}
OF_ORDER = ("governing", "in another order of print")


def _in_other_order(edition: Edition) -> Edition:
    (section,) = edition.sections
    first, *others = section.paragraphs
    turned = msgspec.structs.replace(section, paragraphs=(*others, first))
    return msgspec.structs.replace(edition, sections=(turned,))


def _weights(older: Edition, newer: Edition) -> list[Answer]:
    changes = diff_editions(older, newer)
    return [
        *((one.kind, one.significance, *one.reasons) for one in changes.changes),
        *((one.kind, one.significance, *one.reasons) for one in changes.blocks),
    ]


def _said(row: tuple[str, str]) -> object:
    if row == OF_ORDER:
        return _weights(edition_of(_text(A, B, C)), _in_other_order(edition_of(_text(A, B, C))))
    if row in OF_SETTINGS:
        return _weights(*OF_SETTINGS[row])
    if row in OF_CHANGES:
        older, newer = OF_CHANGES[row]
        return _weights(edition_of(older), edition_of(newer))
    if row[0] == "blocks":
        return significance.weight_of_block(row[1], "moved", ())
    before, after, exact, field = OF_EDITS[row[1]]
    return significance.significance_of(find_edits(before, after, exact, field))


def test_every_row_of_weights_is_here() -> None:
    rows = {(table, row) for table in ("weights", "kinds", "governing") for row in DATA[table]}
    of_edits = {("weights", row) for row in OF_EDITS}
    of_changes = {row for row in OF_CHANGES if row[0] != "blocks"}
    assert of_changes | of_edits | OF_SETTINGS.keys() | {OF_ORDER} == rows
    assert DATA["order"] == ["none", "typographical", "editorial", "nomenclature", "substantive"]


WEIGHTS = (
    *((table, row) for table in ("weights", "kinds", "governing", "blocks") for row in DATA[table]),
)


@pytest.mark.slow
@pytest.mark.parametrize("row", WEIGHTS, ids=".".join)
def test_a_weight_is_needed_and_bounded(
    row: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_is = _said(row)
    use(without(row), monkeypatch)
    with suppress(KeyError):  # a kind without a weight is refused
        assert _said(row) != as_is
    other = copy.deepcopy(DATA)
    other[row[0]][row[1]] = _other(DATA[row[0]][row[1]])
    use(other, monkeypatch)
    assert _said(row) != as_is


# By limit: where it stands, texts that mean the same to it, and texts just beyond it.
LIMITS: dict[str, tuple[ModuleType, str, tuple[str, str], tuple[str, str], Field]] = {
    "letters of a word in capitals": (
        word_proofs, "LONG_WORD",
        ("of the Bond filed", "of the bond filed"), ("of the Oil here", "of the oil here"), "text",
    ),
    "letters of a misprint": (
        word_proofs, "MISPRINTED",
        ("it is thier duty", "it is their duty"), ("on the fiel here", "on the file here"), "text",
    ),
    "letters of a misprint that lacks one": (
        word_proofs, "MISPRINTED_WITHOUT",
        ("in its statment here", "in its statement here"),
        ("in its docment here", "in its document here"), "text",
    ),
    "letters of initials": (
        word_proofs, "LONGEST_INITIALS",
        ("of the VESSEL here", "of the vessel here"), ("of the CARGO here", "of the cargo here"),
        "text",
    ),
    "letters of a compound": (
        compound_proofs, "LONG_COMPOUND",
        ("under a by-law of", "under a bylaw of"), ("go on-to it", "go onto it"), "text",
    ),
    "letters of a plural in a heading": (
        heading_proofs, "LONG_WORD", ("Bond.", "Bonds."), ("Oil.", "Oils."), "heading",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_needed_and_bounded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, limit, within, beyond, field = LIMITS[name]
    assert answer(within, field)[0] != "substantive" == answer(beyond, field)[0]
    own = getattr(module, limit)
    monkeypatch.setattr(module, limit, own + 1)
    assert answer(within, field)[0] == "substantive"
    monkeypatch.setattr(module, limit, own - 1)
    assert answer(beyond, field)[0] != "substantive"


def _in_feet(number: str) -> tuple[str, str]:
    """A number in words and figures, of which no word may be cut, with its unit in two spellings."""
    return f"of {number} square feet in all", f"of {number} square ft. in all"


def _more_of(number: str) -> tuple[str, str]:
    return f"must hold at least {number} feet in all", f"must hold {number} feet or more in all"


# By measure of what is looked at: texts of which all is seen, and texts just too long.
REACHES: dict[str, tuple[tuple[ModuleType, ...], str, tuple[str, str], tuple[str, str]]] = {
    "characters around an edit": (
        (difference,), "PROOF_REACH",
        _in_feet(
            "eight hundred seventy-three million seven hundred seventy-seven thousand eight hundred"
            " thirty-five (873,777,835)"
        ),
        _in_feet(
            "eight hundred thirty-seven million seven hundred seventy-eight thousand three hundred"
            " seventy-three (837,778,373)"
        ),
    ),
    "words of a quantity": (
        (difference,), "QUANTITY_WORDS",
        ("at 4 percent per annum until", "at 4 percent per year until"),
        ("at 4 percent per calendar year until", "at 4 percent per calendar yr until"),
    ),
    "edits in one quantity": (
        (joint_proofs,), "JOINT_EDITS",
        ("of at least 5 lb. and at least 7 lb. in all", "of 5 pounds or more and 7 pounds or more in all"),
        ("of at least 5 lb. or up to 7 feet in all", "of 5 pounds or more or 7 feet or less in all"),
    ),
    "characters between two edits in one quantity": (
        (joint_proofs,), "JOINT_REACH",
        _more_of("seventy-five thousand nine hundred"), _more_of("seventy-five thousand three hundred"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REACHES)
def test_a_reach_is_needed_and_bounded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    modules, reach, within, beyond = REACHES[name]
    assert answer(within, "text")[0] != "substantive" == answer(beyond, "text")[0]
    for module in modules:
        own = getattr(module, reach)
        monkeypatch.setattr(module, reach, own - 1)
        assert answer(within, "text")[0] == "substantive"
        monkeypatch.setattr(module, reach, own + 1)
        assert answer(beyond, "text")[0] != "substantive"

"""The marked text of two editions: accepted it is the newer one, rejected the older."""

from __future__ import annotations

import msgspec
import pytest
from accuracy import gold
from accuracy.changes.amendments import Amendment
from accuracy.changes.editions import from_trees
from accuracy.changes.sources import Shelf, generate
from accuracy.changes.strategies import amendments
from examples import examples
from hypothesis import given, settings
from test_structure import edition_of

from cfrdiff.api import read_both
from cfrdiff.changes import diff_editions
from cfrdiff.model import Block, Edition
from cfrdiff.views.marked_words import marked_words
from cfrdiff.views.printed import sides
from cfrdiff.views.redline import Line, accepted, redline, rejected


def words(edition: Edition) -> list[str]:
    """The sections of an edition, a line each heading, paragraph and source note, made here
    without the program's own notion of a line.
    """
    lines: list[str] = []
    for section in edition.sections:
        number = f"§ {section.number}" if section.number else ""
        lines.append(f"{number} {section.heading or ''}")
        for one in section.walk():
            label = f"({one.path[-1]})" if one.designation else ""
            lines.append(f"{label} {one.heading or ''} {one.text}")
        lines.append(section.source_note or "")
    return [" ".join(line.split()) for line in lines if line.strip()]


def words_with_blocks(edition: Edition) -> list[str]:
    """The same, behind each section what stands behind its last paragraph."""
    lines: list[str] = []
    for section in edition.sections:
        lines += words(msgspec.structs.replace(edition, sections=(section,)))
        behind = (one for one in edition.blocks if one.after == section.number)
        lines += [" ".join(one.text.split()) for one in behind]
    return lines


def checked(before: Edition, after: Edition) -> list[Line]:
    changes = diff_editions(before, after)
    lines = redline(changes)
    olds, news = sides(changes)
    assert accepted(lines) == [line.words for line in news]
    assert rejected(lines) == [line.words for line in olds]
    for side, edition in ((olds, before), (news, after)):
        assert [" ".join(one.words.split()) for one in side if one.kind != "block"] == words(
            edition
        )
    ends: dict[int, dict[str, str]] = {}
    for line in lines:
        for run in line.runs:
            assert (run.move is not None) == (run.op in ("from", "to"))
            if run.move is not None:
                side_of = ends.setdefault(run.move, {"from": "", "to": ""})
                side_of[run.op] += run.text.strip() + " "
    for moved in ends.values():
        assert moved["from"].split() == moved["to"].split()
    return lines


def test_the_corpus_pair() -> None:
    lines = checked(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"))
    assert any(run.op == "ins" and run.text == "Charlotte" for line in lines for run in line.runs)
    # What only one file reaches is marked as such, not as an amendment.
    assert all(line.gap for line in lines if line.change and line.change.kind == "not-covered")


@pytest.mark.gold
def test_gold_pairs() -> None:
    for pair in gold.load_pairs(gold.folder()):
        checked(*(from_trees(pair.name, side) for side in (pair.before, pair.after)))


def test_amendments_of_real_sections(real_sections: Shelf) -> None:
    for seed in range(40):
        made: Amendment = generate(seed, real_sections)
        checked(made.before, made.after)


@settings(max_examples=examples(60), deadline=None)
@given(amendments(8))
def test_generated_amendments(made: Amendment) -> None:
    checked(made.before, made.after)


def marks(lines: list[Line]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (line.end, [(run.op, run.text) for run in line.runs if run.op != "same"]) for line in lines
    ]


LONG = "The importer shall keep the records of every entry made at the port for five years."
MORE = "The broker shall send the statement of each month to the port director by mail."


def test_a_split_paragraph_only_gets_a_line_end() -> None:
    old = edition_of(f"§ 1.2 Records.\n\n(a) {LONG} {MORE}\n\n(b) Nothing else is asked.\n")
    new = edition_of(f"§ 1.2 Records.\n\n(a) {LONG}\n\n(b) {MORE}\n\n(c) Nothing else is asked.\n")
    assert marks(checked(old, new)) == [
        ("same", []),
        ("ins", [("del", " ")]),
        ("same", [("ins", "(b) ")]),
        ("same", [("del", "(b)"), ("ins", "(c)")]),
    ]
    assert marks(checked(new, old)) == [
        ("same", []),
        ("del", [("ins", " ")]),
        ("same", [("del", "(b) ")]),
        ("same", [("del", "(c)"), ("ins", "(b)")]),
    ]


def with_blocks(*texts: tuple[str, str, str | None]) -> Edition:
    edition = edition_of(f"§ 1.2 Records.\n\n(a) {LONG}\n\n§ 1.3 Books.\n\n(a) {MORE}\n")
    blocks = tuple(Block(kind, text, after) for kind, text, after in texts)
    return msgspec.structs.replace(edition, blocks=blocks)


def test_blocks_between_sections() -> None:
    lines = checked(
        with_blocks(
            ("contents", "Sec. 1.2 Records.", None),
            ("authority", "Authority: 19 U.S.C. 66.", None),
            ("table", "Port Fee Boston 5 New York 6", "1.2"),
            ("table", "Something wholly different stands here", "1.2"),
        ),
        with_blocks(
            ("authority", "Authority: 19 U.S.C. 66.", None),
            ("table", "Port Fee Boston 5 New York 7", "1.2"),
        ),
    )
    assert [line.kind for line in lines] == [
        "block",
        "section-heading",
        "paragraph",
        "block",
        "block",
        "section-heading",
        "paragraph",
    ]
    assert marks(lines)[3:5] == [
        ("same", [("del", "6"), ("ins", "7")]),
        ("del", [("del", "Something wholly different stands here")]),
    ]
    assert not any(line.gap for line in lines)


def test_one_section_of_two_editions() -> None:
    changes = diff_editions(*read_both("19-cfr-163-customs-service", "19-cfr-163-2012"), "163.12")
    lines = redline(changes)
    olds, news = sides(changes)
    assert accepted(lines) == [line.words for line in news]
    assert rejected(lines) == [line.words for line in olds]
    assert news[0].words == "§ 163.12 Recordkeeping Compliance Program."
    assert sum(line.kind == "section-heading" for line in lines) == 1


def test_an_amount_is_struck_whole() -> None:
    pieces = [(one.op, one.text) for one in marked_words("Cattle | $1.35", "Cattle | $1.69", ())]
    assert ("del", "$1.35") in pieces
    assert ("ins", "$1.69") in pieces


@pytest.mark.parametrize(
    ("old", "new"),
    [("240.10b5-1", "240.10b5-2"), ("1.401(a)(4)-1", "1.401(a)(4)-3"), ("270.6e-3(T)", "270.6e-2")],
)
def test_a_section_number_is_struck_whole(old: str, new: str) -> None:
    pieces = [(one.op, one.text) for one in marked_words(f"See § {old}.", f"See § {new}.", ())]
    assert ("del", old) in pieces
    assert ("ins", new) in pieces

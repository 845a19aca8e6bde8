"""The ChangeSet as plain data: read the other way, cut down to a view, and with nothing loaded."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import get_args

import gold_versions
import msgspec
import pytest
from test_structure import edition_of

import cfrdiff
from cfrdiff.api import read_both
from cfrdiff.changes import Change, ChangeSet, State, diff_editions, only_sections
from cfrdiff.changes.model import Kind, Notes, count
from cfrdiff.changes.significance import weight_of_kind
from cfrdiff.changes.turning import turned
from cfrdiff.errors import ConflictError, NotFoundError
from cfrdiff.model import Edition

Pairs = dict[str, tuple[Edition, Edition]]

CORPUS = ("19-cfr-163-customs-service", "19-cfr-163-2012")


@pytest.fixture(scope="module", params=["corpus", pytest.param("gold", marks=pytest.mark.gold)])
def real(request: pytest.FixtureRequest) -> Pairs:
    """The corpus's pair, and every pair of the gold standard."""
    return gold_versions.pairs() if request.param == "gold" else {"corpus": read_both(*CORPUS)}


def sections_of(pair: tuple[Edition, Edition]) -> list[str]:
    return sorted({s.number for edition in pair for s in edition.sections if s.number})


def matched(changes: ChangeSet) -> set[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """The kind of each change and the paragraphs it is about."""
    return {
        (c.kind, tuple(s.index for s in c.before), tuple(s.index for s in c.after))
        for c in changes.changes
    }


OLD = """§ 12.3 Manifests.

(a) The carrier files a manifest with Customs at the port of arrival.

(b) A manifest shall be kept for 30 days. The statement is kept with it in the same office.

(c) The surety pays the fee, see § 12.4(a). Customs may ask for its books.

(d) Customs decides on the penalty within 60 days of the report.

[63 FR 1, Jan. 1, 1998]

§ 12.4 Books.

(a) The books of account are open to inspection at all times.

(b) Customs may copy what is in the books of account, under § 12.3(c).

[63 FR 1, Jan. 1, 1998]

§ 12.5 Gone.

(a) What is written here is of no use to anyone and will be struck.
"""
NEW = """§ 12.3 Manifests and lists.

(a) The carrier files a manifest with CBP at the port of arrival.

(b) A manifest shall be kept for 30 days.

(c) The statement is kept with it in the same office.

(d) The surety pays the fee, see § 12.8(a). CBP may ask for its books.

(e) CBP decides on the penalty within 90 days of the report.

[63 FR 1, Jan. 1, 1998, as amended at 70 FR 2, Feb. 2, 2005]

§ 12.8 Books.

(a) The books of account are open to inspection at all times.

(b) Customs may copy what is in the books of account, under § 12.3(c).

[63 FR 1, Jan. 1, 1998, as amended at 70 FR 2, Feb. 2, 2005]

§ 12.9 New.

(a) A penalty is assessed for each record that was not produced in time.
"""


@cache
def made() -> ChangeSet:
    return diff_editions(edition_of(OLD), edition_of(NEW))


def test_applying_and_turning_load_nothing_that_compares() -> None:
    program = """
import sys
from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import Edition
changes = ChangeSet.from_json(open(0, "rb").read())
whole = changes.invert().invert()
assert whole == changes and ChangeSet.from_json(whole.to_json()) == changes
older = Edition.from_json(changes.before.to_json())
states = sorted((s for c in changes.changes for s in c.before), key=lambda s: s.index)
from cfrdiff.model import grow
import msgspec
sections = tuple(
    msgspec.structs.replace(
        one, paragraphs=grow([s.paragraph() for s in states if s.section_index == i])
    )
    for i, one in enumerate(older.sections)
)
older = msgspec.structs.replace(older, sections=sections)
newer = changes.apply(older)
assert changes.invert().apply(newer) == older
assert changes.only(kind="revised").invert().view
loaded = {"spacy", "rapidfuzz", "scipy", "numpy", "arro3"} & set(sys.modules)
assert not loaded, loaded
"""
    run = subprocess.run(
        [sys.executable, "-c", program], input=made().to_json(), capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()


def test_what_has_a_direction_is_turned() -> None:
    changes = made()
    back = changes.invert()
    assert changes.apply(edition_of(OLD)) == edition_of(NEW)
    assert back.apply(edition_of(NEW)) == edition_of(OLD)
    assert back.invert() == changes
    assert ChangeSet.from_json(back.to_json()) == back

    told = {c.id: (c.kind, c.section, c.follows) for c in changes.changes if c.kind != "unchanged"}
    assert told == {
        "12.3(a)": ("revised", "12.3", None),
        "12.3(b)": ("split", "12.3", None),
        "12.3(c)>(d)": ("redesignated-revised", "12.3", None),
        "12.3(d)>(e)": ("redesignated-revised", "12.3", None),
        "12.4(a)>12.8(a)": ("redesignated", "12.8", "12.4>12.8"),
        "12.4(b)>12.8(b)": ("redesignated", "12.8", "12.4>12.8"),
        "12.5(a)": ("removed", "12.5", None),
        "12.9(a)": ("added", "12.9", None),
    }
    told = {c.id: (c.kind, c.section, c.follows) for c in back.changes if c.kind != "unchanged"}
    assert told == {
        "12.3(a)": ("revised", "12.3", None),
        "12.3(b)": ("merged", "12.3", None),
        "12.3(d)>(c)": ("redesignated-revised", "12.3", None),
        "12.3(e)>(d)": ("redesignated-revised", "12.3", None),
        "12.8(a)>12.4(a)": ("redesignated", "12.4", "12.8>12.4"),
        "12.8(b)>12.4(b)": ("redesignated", "12.4", "12.8>12.4"),
        "12.5(a)": ("added", "12.5", None),
        "12.9(a)": ("removed", "12.9", None),
    }
    assert {c.id: c.reasons for c in back.changes}["12.3(b)"] == ("merged: editorial",)
    assert {c.id: c.reasons for c in back.changes}["12.9(a)"] == ("removed: substantive",)
    assert [(s.id, s.kind, s.reasons) for s in back.sections] == [
        ("12.8>12.4", "redesignated", ("redesignated: editorial",)),
        ("12.9>", "removed", ("removed: substantive",)),
        (">12.5", "added", ("added: substantive",)),
    ]
    assert [(b.id, b.section, b.kind) for b in changes.blocks] == [
        ("12.3:section-heading", "12.3", "revised"),
        ("12.3:source-note", "12.3", "revised"),
        ("12.4>12.8:source-note", "12.8", "revised"),
    ]
    assert [(b.id, b.section, b.kind) for b in back.blocks] == [
        ("12.3:section-heading", "12.3", "revised"),
        ("12.3:source-note", "12.3", "revised"),
        ("12.8>12.4:source-note", "12.4", "revised"),
    ]
    assert back.summary == count(back.changes)


def test_names_and_references_are_those_of_the_other_direction() -> None:
    changes = made()
    (name,) = changes.substitutions
    assert (name.before, name.after, name.count) == ("Customs", "CBP", 3)
    assert name.residual == (("12.8", "(b)"),)
    assert [(s.where, s.target_after) for s in changes.stale_references] == [
        (("12.8", "(b)"), ("12.3", "(d)"))
    ]
    back = changes.invert()
    (name,) = back.substitutions
    assert (name.before, name.after, name.count) == ("CBP", "Customs", 3)
    assert (name.where, name.residual) == ((("12.3", "(a)"), ("12.3", "(c)"), ("12.3", "(d)")), ())
    assert back.backward == Notes(changes.substitutions, changes.stale_references)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_both_directions_of_a_kind_weigh_the_same(kind: Kind) -> None:
    if kind not in ("unchanged", "revised", "not-covered"):
        assert weight_of_kind(kind)[0] == weight_of_kind(turned(kind))[0]


def test_a_reserved_paragraph_that_is_filled_is_no_more_doubtful_than_one_that_is_emptied() -> None:
    full = edition_of("§ 1.2 Books.\n\n(a) Kept.\n\n(b) The carrier shows its books on demand.")
    empty = edition_of("§ 1.2 Books.\n\n(a) Kept.\n\n(b) [Reserved]")
    for pair in ((full, empty), (empty, full)):
        change = diff_editions(*pair).changes[-1]
        assert (change.kind, change.review) == ("revised", ())


def test_ids_stay_unique_where_numbers_change_places() -> None:
    """§ 1.5 became § 1.6, and there is a new § 1.5."""
    books = "(a) The books of account are open to inspection at all times of the day.\n"
    old = edition_of(f"§ 1.5 Books.\n\n{books}\n[63 FR 1, Jan. 1, 1998]\n")
    new = edition_of(
        "§ 1.5 Fees.\n\n(a) A fee of $10 is due when an entry is filed.\n\n[70 FR 2, Feb. 2, 2005]\n\n"
        f"§ 1.6 Ledgers.\n\n{books}\n[63 FR 1, Jan. 1, 1998; 70 FR 2, Feb. 2, 2005]\n"
    )
    changes = diff_editions(old, new)
    assert [(s.before, s.after) for s in changes.sections] == [("1.5", "1.6"), (None, "1.5")]
    for one in (changes, changes.invert()):
        for row in (one.changes, one.blocks, one.sections):
            assert len({item.id for item in row}) == len(row)
    assert changes.invert().invert() == changes
    assert {b.id: b.section for b in changes.invert().blocks}["1.6>1.5:section-heading"] == "1.5"


def test_a_section_read_by_itself_turns_too() -> None:
    old = edition_of(
        "§ 1.2 Books.\n\n(a) The carrier keeps the books of account for five years after the entry.\n\n"
        "§ 1.3 Fees.\n\n(a) A fee of $10 is due."
    )
    new = edition_of(
        "§ 1.2 Books.\n\n(a) [Reserved]\n\n§ 1.3 Fees.\n\n(a) A fee of $10 is due.\n\n"
        "(b) The carrier keeps the books of account for five years after the entry."
    )
    changes = diff_editions(old, new, "1.3")
    assert changes.changes[-1].review == ("moved-into-the-section",)
    back = changes.invert()
    assert back.changes[-1].review == ("moved-out-of-the-section",)
    assert back.invert() == changes
    assert matched(back) == matched(diff_editions(new, old, "1.3"))
    assert back.apply(new).section("1.3") == old.section("1.3")


def test_paragraphs_of_a_section_that_is_there_twice_stay_in_theirs() -> None:
    one = edition_of("§ 1.2 Books.\n\n(a) Now in force.\n\n(b) Ends soon.")
    two = edition_of("§ 1.2 Books.\n\n(a) In force from May.\n\n§ 1.3 Fees.\n\n(a) None.")
    twice = msgspec.structs.replace(one, sections=(*one.sections, *two.sections))
    changes = diff_editions(one, twice, "1.2")
    assert changes.apply(only_sections(one, {"1.2"})) == only_sections(twice, {"1.2"})
    assert changes.invert().apply(only_sections(twice, {"1.2"})) == only_sections(one, {"1.2"})


def test_an_older_record_without_the_newer_fields_turns_back() -> None:
    plain = msgspec.json.decode(made().to_json())
    for name in ("backward", "view"):
        del plain[name]
    for row, names in (
        ("sections", ("significance", "reasons")),
        ("blocks", ("section_before",)),
        ("transfers", ("after_text",)),
    ):
        for one in plain[row]:
            for name in names:
                del one[name]
    changes = ChangeSet.from_json(msgspec.json.encode(plain))
    assert changes.invert().invert() == changes
    assert changes.invert().apply(edition_of(NEW)) == edition_of(OLD)


def test_every_real_change_set_is_exact_both_ways(real: Pairs) -> None:
    for name, pair in real.items():
        whole = diff_editions(*pair)
        assert whole.apply(pair[0]) == pair[1], name
        assert whole.invert().apply(pair[1]) == pair[0], name
        for changes in (whole, *(diff_editions(*pair, one) for one in sections_of(pair)[:4])):
            back = changes.invert()
            assert back.invert() == changes, name
            ids = [one.id for row in (back.changes, back.sections) for one in row]
            assert {one.follows for one in back.changes if one.follows} <= set(ids), name
            assert len({one.id for one in back.changes}) == len(back.changes), name


def test_comparing_the_other_way_round_finds_the_same(real: Pairs) -> None:
    """The pairing has no direction: all pairs, splits and mergers are the same ones.

    Within a paragraph the words may be paired in another of several ways that are as good. In
    the corpus "after Customs" → "once CBP and/or ICE" is parted in two edits one way only, which
    makes "Customs" → "CBP and/or ICE" a substitution one way only.
    """
    differing: dict[str, set[str]] = {}
    for name, pair in real.items():
        back, inverse = diff_editions(*pair[::-1]), diff_editions(*pair).invert()
        assert matched(back) == matched(inverse), name
        assert back.summary == inverse.summary
        assert set(back.sections) == set(inverse.sections), name
        assert set(back.blocks) == set(inverse.blocks), name
        assert set(back.stale_references) == set(inverse.stale_references), name
        assert set(back.transfers) == set(inverse.transfers), name
        names = set(back.substitutions) ^ set(inverse.substitutions)
        if names:
            differing[name] = {f"{one.before} → {one.after}" for one in names}
    assert differing == ({"corpus": {"CBP and/or ICE → Customs"}} if "corpus" in real else {})


def counted(changes: ChangeSet) -> int:
    return sum(getattr(changes.summary, name) for name in changes.summary.__struct_fields__)


def test_a_view_counts_what_it_shows() -> None:
    changes = made()
    assert not changes.view
    for view, ids in (
        (changes.only(kind="revised"), ["12.3(a)"]),
        (changes.only(kind=("added", "removed")), ["12.9(a)", "12.5(a)"]),
        (changes.only(section="12.4"), ["12.4(a)>12.8(a)", "12.4(b)>12.8(b)"]),
        (changes.only(section="12.8"), ["12.4(a)>12.8(a)", "12.4(b)>12.8(b)"]),
        (changes.only(section="12.3", significance="substantive"), ["12.3(d)>(e)"]),
    ):
        assert view.view
        assert sorted(one.id for one in view.changes) == sorted(ids)
        assert view.summary == count(view.changes)
        assert counted(view) == len(ids)
        assert view.invert().invert() == view
        assert view.invert().view
        assert ChangeSet.from_json(view.to_json()) == view
        with pytest.raises(ConflictError, match="a view holds only some of the changes"):
            view.apply(edition_of(OLD))


def test_a_view_has_the_notes_of_its_changes() -> None:
    changes = made()
    first = changes.only(kind="revised")
    (name,) = first.substitutions
    assert (name.count, name.where, name.residual) == (1, (("12.3", "(a)"),), (("12.8", "(b)"),))
    assert (first.sections, first.stale_references) == ((), ())
    assert [one.id for one in first.blocks] == [
        "12.3:section-heading",
        "12.3:source-note",
        "12.4>12.8:source-note",
    ]
    one = changes.only(section="12.4")
    assert one.substitutions == ()
    assert [section.id for section in one.sections] == ["12.4>12.8"]
    assert [block.id for block in one.blocks] == ["12.4>12.8:source-note"]
    assert one.stale_references == changes.stale_references
    heavy = changes.only(significance="substantive")
    assert [section.id for section in heavy.sections] == [">12.9", "12.5>"]
    whole = changes.only()
    assert msgspec.structs.replace(whole, view=False) == changes


def test_a_view_of_real_changes_is_the_same_from_both_sides(real: Pairs) -> None:
    for name, pair in real.items():
        changes = diff_editions(*pair)
        assert msgspec.structs.replace(changes.only(), view=False) == changes, name
        for number in sections_of(pair)[:5]:
            view = changes.only(section=number)
            assert view.summary == count(view.changes)
            assert set(changes.invert().only(section=number).changes) == set(view.invert().changes)


def test_what_there_is_not_cannot_be_viewed() -> None:
    changes = made()
    with pytest.raises(NotFoundError, match=r"no section '12\.7'; there are 12\.3, 12\.4"):
        changes.only(section="12.7")
    with pytest.raises(NotFoundError, match="no kind 'gone'; there are unchanged, revised"):
        changes.only(kind="gone")  # type: ignore[arg-type]
    with pytest.raises(NotFoundError, match="no significance 'heavy'"):
        changes.only(significance=["heavy"])  # type: ignore[list-item]


def test_a_foreign_id_is_left_alone_and_turns_back() -> None:
    state = State("1.2", "(c)", ("c",), None, "Text.", 0, 0)
    other = State("1.2", "(f)", ("f",), None, "Text.", 0, 0)
    for id in ("x", "1.2(c)>(f)", "1.2(f)>(c)", "1.2(c)>(f)#2", "1.2(c)"):
        change = Change(id, "1.2", "redesignated", (state,), (other,), (), "editorial", 1.0, 1.0)
        change = msgspec.structs.replace(change, follows=id)
        assert change.invert().invert() == change
    assert change.id == "1.2(c)"
    assert cfrdiff.ChangeSet is ChangeSet

"""Instructions for what stands between paragraphs: tables, notes, headings, appendices."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_instructions import exact

from cfrdiff.changes import diff_editions
from cfrdiff.cli import main
from cfrdiff.errors import ConflictError
from cfrdiff.instructions import apply, compose, read_document
from cfrdiff.model import Block, Designation, Edition, Paragraph, Section, Source, grow

BOOK = """
chapter-heading: CHAPTER I—CUSTOMS
part-heading: PART 12—RECORDS
authority: Authority:
authority: 19 U.S.C. 66, 1624.
source: Source:
source: 60 FR 46141, Sept. 5, 1995, unless otherwise noted.
heading: General
§ 12.1 Scope.
(a) The importer shall keep the records of every entry.
(b) The broker shall keep the accounts; and
(c) The carrier shall produce the manifest on demand of the officer.
[60 FR 46141, Sept. 5, 1995]
table: Table 1 to § 12.1
table: Port | Fee
table: Miami | $25
table: Boston | $1.50
table: Houston | $4
footnote: 1 The fee is due at entry and not later.
note: Note to paragraph (b):
note: Copies may be kept on film for two years.
subpart-heading: Subpart B—Penalties
§ 12.2 Penalties.
(a) A penalty is not assessed before notice.
table: Days | Penalty
table: 30 | 2 percent
formula: P = 2D
table: Years | Interest
table: 1 | 4 percent
§ 12.3 Petitions.
(a) A petition is filed within 30 days after notice to the party.
(1) It names the port.
(2) It states the facts.
appendix: Appendix A to Part 12—Forms
appendix: (a) Form 301 is for entries of every kind.
appendix: (b) Form 302 is for bonds of every kind.
appendix: Other forms are listed by the port director.
table: Form | Use
table: 303 | Claims
appendix: Appendix B to Part 12—Ports
appendix: The ports are open by day.
part-heading: PART 13—BONDS
authority: Authority:
authority: 19 U.S.C. 1623.
§ 13.1 Bonds.
(a) A bond is given by every importer.
note: Editorial Note:
note: The bond is described in T.D. 84-213.
"""


def book(text: str) -> Edition:
    """An edition of lines: a section's heading, its paragraphs and its source note as print has
    them, a block with its kind before a colon.
    """
    sections: list[Section] = []
    flat: list[list[Paragraph]] = []
    blocks: list[Block] = []
    for line in filter(None, text.split("\n")):
        kind, colon, words = line.partition(": ")
        if line.startswith("§"):
            number, _, heading = line[2:].partition(" ")
            sections.append(Section(number, heading, "complete", None, ()))
            flat.append([])
        elif line.startswith("("):
            designation, _, body = line.partition(" ")
            above = flat[-1][-1].path[:1] if designation[1].isdigit() else ()
            path = (*above, *Designation.parse(designation).path)
            flat[-1].append(Paragraph(str(Designation(path)), path, None, body))
        elif line.startswith("["):
            sections[-1] = msgspec.structs.replace(sections[-1], source_note=line)
        else:
            after = sections[-1].number if sections else None
            blocks.append(Block(kind, words if colon else kind, after))
    return Edition(
        title=19,
        part="12",
        as_of=None,
        source=Source("book", "", "gpo-xml", well_formed=True),
        sections=tuple(
            msgspec.structs.replace(section, paragraphs=grow(paragraphs))
            for section, paragraphs in zip(sections, flat, strict=True)
        ),
        blocks=tuple(blocks),
    )


def new_book(*changes: tuple[str, str]) -> Edition:
    text = BOOK
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return book(text)


# What changes, and the instruction that orders it.
CASES: dict[str, tuple[list[tuple[str, str]], str]] = {
    "a cell": (
        [("Boston | $1.50", "Boston | $150")],
        "In § 12.1, in table 1, revise the entry for “Boston” to read as follows:",
    ),
    "a row that comes": (
        [("table: Houston", "table: Chicago | $3\ntable: Houston")],
        "In § 12.1, in table 1, add an entry after the entry for “Boston” to read as follows:",
    ),
    "a row that goes": (
        [("table: Miami | $25\n", "")],
        "In § 12.1, in table 1, remove the entry for “Miami”.",
    ),
    "two rows that exchange their places": (
        [("table: Miami | $25\ntable: Boston | $1.50", "table: Boston | $1.50\ntable: Miami | $25")],
        "Amend § 12.1 by:\n    a. in table 1, removing the entry for “Boston”; and\n"
        "    b. in table 1, adding an entry after the entry for “Port”.",
    ),
    "a table that goes": (
        [("table: Days | Penalty\ntable: 30 | 2 percent\n", "")],
        "In § 12.2, remove the first table.",
    ),
    "a table of two": (
        [("1 | 4 percent", "1 | 14 percent")],
        "In § 12.2, in the second table, revise the entry for “1” to read as follows:",
    ),
    "a table that comes": (
        [("It states the facts.", "It states the facts.\ntable: Port | Hours\ntable: Miami | 8")],
        "In § 12.3, add a table to read as follows:",
    ),
    "a table that reads otherwise": (
        [("table: Form | Use\ntable: 303 | Claims", "table: Number | Purpose\ntable: 9 | Appeals")],
        "In appendix A to part 12, revise the table to read as follows:",
    ),
    "a footnote": (
        [("due at entry and", "due at release and")],
        "In § 12.1, in footnote 1, remove the word “entry” and add in its place the word"
        " “release”.",
    ),
    "a negation in a footnote": (
        [("and not later", "and later")],
        "In § 12.1, in footnote 1, remove the word “not”.",
    ),
    "a note": (
        [("for two years", "for five years")],
        "In § 12.1, in the note to paragraph (b), remove the words “two years” and add in their"
        " place the words “five years”.",
    ),
    "a note that goes": (
        [("note: Editorial Note:\nnote: The bond is described in T.D. 84-213.\n", "")],
        "In § 13.1, remove the editorial note.",
    ),
    "a note that comes": (
        [("subpart-heading", "note: Effective Date Note:\nnote: Until May 1.\nsubpart-heading")],
        "In § 12.1, add an effective date note after the note to paragraph (b) to read as"
        " follows:",
    ),
    "a formula": (
        [("P = 2D", "P = −2D")],
        "In § 12.2, revise the formula to read as follows:",
    ),
    "an authority citation": (
        [("19 U.S.C. 66, 1624.", "19 U.S.C. 66, 1508, 1624.")],
        "The authority citation for part 12 is revised to read as follows:",
    ),
    "a source citation": (
        [("60 FR 46141, Sept. 5, 1995, unless", "61 FR 1, Jan. 2, 1996, unless")],
        "In part 12, revise the source citation to read as follows:",
    ),
    "a part's heading": (
        [("PART 12—RECORDS", "PART 12—RECORDS OF IMPORTERS")],
        "Revise the heading of part 12 to read as follows:",
    ),
    "a subpart's heading": (
        [("Subpart B—Penalties", "Subpart B—Penalties and Petitions")],
        "Revise the heading of subpart B of part 12 to read as follows:",
    ),
    "a subpart that gets another letter": (
        [("Subpart B—Penalties", "Subpart C—Penalties")],
        "Revise the heading of subpart B of part 12 to read as follows:",
    ),
    "a center heading": (
        [("heading: General", "heading: General Provisions")],
        "Revise the undesignated center heading preceding § 12.1 to read as follows:",
    ),
    "a center heading that comes": (
        [("§ 12.3", "heading: Petitions\n§ 12.3")],
        "Add the undesignated center heading preceding § 12.3 to read as follows:",
    ),
    "a paragraph of an appendix": (
        [("entries of every kind", "entries of any kind")],
        "In appendix A to part 12, in paragraph (a), remove the word “every” and add in its place"
        " the word “any”.",
    ),
    "a paragraph of an appendix that comes": (
        [("appendix: (b)", "appendix: (aa) Form 301A is new.\nappendix: (b)")],
        "In appendix A to part 12, add a paragraph after paragraph (a) to read as follows:",
    ),
    "a paragraph of an appendix that goes": (
        [("appendix: Other forms are listed by the port director.\n", "")],
        "In appendix A to part 12, remove the third paragraph.",
    ),
    "an appendix that comes": (
        [("part-heading: PART 13", "appendix: Appendix C to Part 12—Fees\nappendix: None.\n"
          "part-heading: PART 13")],
        "Add appendix C to part 12, following appendix B to part 12, to read as follows:",
    ),
    "an appendix that goes": (
        [("appendix: Appendix B to Part 12—Ports\nappendix: The ports are open by day.\n", "")],
        "Remove appendix B to part 12.",
    ),
    "an appendix that gets another title": (
        [("Appendix A to Part 12—Forms", "Appendix A to Part 12—Customs Forms")],
        "Revise the heading of appendix A to part 12 to read as follows:",
    ),
    "an appendix that is new but for its title": (
        [("The ports are open by day.", "No port opens.\nappendix: Boats land elsewhere.")],
        "Revise appendix B to part 12 to read as follows:",
    ),
    "a part that goes, with its section": (
        [("part-heading: PART 13—BONDS\nauthority: Authority:\nauthority: 19 U.S.C. 1623.\n", ""),
         ("§ 13.1 Bonds.\n(a) A bond is given by every importer.\n", ""),
         ("note: Editorial Note:\nnote: The bond is described in T.D. 84-213.\n", "")],
        "Remove the heading and citations of part 13.",
    ),
    "a section that goes, with its tables": (
        [("§ 12.2 Penalties.\n(a) A penalty is not assessed before notice.\n", ""),
         ("table: Days | Penalty\ntable: 30 | 2 percent\nformula: P = 2D\ntable: Years | Interest\n"
          "table: 1 | 4 percent\n", "")],
        "1. Remove § 12.2.\n",
    ),
    "a section that gets another number, with its tables": (
        [("§ 12.2 Penalties.", "§ 12.21 Penalties."), ("§ 12.3 Petitions.", "§ 12.30 Petitions.")],
        "1. Redesignate §§ 12.2 and 12.3 as §§ 12.21 and 12.30, respectively.\n",
    ),
    "a section at the end of a part, before its appendices": (
        [("(2) It states the facts.", "(2) It states the facts.\n§ 12.4 Appeals.\n"
          "(a) An appeal lies to the court.")],
        "1. Add § 12.4 to read as follows:\n",
    ),
    "a section's heading": (
        [("§ 12.1 Scope.", "§ 12.1 Scope and purpose.")],
        "In § 12.1, revise the section heading to read as follows:",
    ),
    "a section's source note": (
        [("[60 FR 46141, Sept. 5, 1995]", "[60 FR 46141, Sept. 5, 1995, as amended at 61 FR 1]")],
        "In § 12.1, revise the source note to read as follows:",
    ),
    "a section that is reserved": (
        [("§ 13.1 Bonds.\n(a) A bond is given by every importer.\n", "§ 13.1 [Reserved]\n")],
        "[Reserved]",
    ),
    "paragraphs that move": (
        [("(b) The broker shall keep", "(b) A surety shall be named.\n(c) The broker shall keep"),
         ("(c) The carrier", "(d) The carrier")],
        "redesignating paragraphs (b) and (c) as paragraphs (c) and (d), respectively",
    ),
    "the end of a list": (
        [("accounts; and", "accounts; or")],
        "In § 12.1, in paragraph (b), remove the word “and” and add in its place the word"
        " “or”.",
    ),
    "a paragraph that is split": (
        [("(a) A petition is filed within 30 days after notice to the party.",
          "(a) A petition is filed within 30 days.\n(b) It is filed after notice to the party."),
         ("(1) It names the port.\n(2) It states the facts.\n", "")],
        "c. adding paragraph (b).",
    ),
    "paragraphs that are merged": (
        [("facts.", "facts of the case."), ("(1) It names the port.\n(2) It", "(1) It names the"
          " port. It")],
        "§ 12.3",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_ordered(case: str) -> None:
    changes, sentence = CASES[case]
    old, new = book(BOOK), new_book(*changes)
    text = exact(old, new)
    assert " ".join(sentence.split()) in " ".join(text.split()), text
    exact(new, old)


ODD = (
    " It begins and ends with a space. ",
    "¶ A pilcrow ¶",
    "{note} In braces",
    "1. Amend § 12.1 by: said the rule.",
    "a. revising the table;",
    "* * * * *",
    "The revisions read as follows:",
    "§ 12.9 Heading.",
    "Two  spaces, “quotes “inside” quotes” and § 12.3",
    "",
    "One line\nand another,\n\nafter an empty one",
    "A | B | ",
    "to read as follows:",
)


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("kind", ["table", "note", "footnote", "appendix", "authority", "graphic"])
def test_words_that_look_like_print(kind: str, words: str) -> None:
    block = Block(kind, words, "12.3")
    old = book(BOOK)
    at = next(k for k, one in enumerate(old.blocks) if one.after == "12.3")
    blocks = (*old.blocks[:at], block, *old.blocks[at:])
    new = msgspec.structs.replace(old, blocks=blocks)
    exact(old, new)
    exact(new, old)
    other = msgspec.structs.replace(block, text=f"{words} Once more.")
    blocks = (*old.blocks[:at], other, *old.blocks[at:])
    exact(new, msgspec.structs.replace(old, blocks=blocks))


_KINDS = (
    "table", "note", "footnote", "appendix", "authority", "heading", "subpart-heading",
    "part-heading", "extract",
)  # fmt: skip
_TEXTS = (
    "Note:", "Appendix A to Part 12—Forms", "Appendix B to Part 12", "Subpart B—Fees", "(a) It is.",
    "PART 12—RECORDS", "Port | Fee", "Miami | $25", "Miami | $30", "1 The fee is due at once.",
    "The port is open by day and by night for every vessel.", "Table 2 to § 12.3",
    "The port is open by day and by night for no vessel.",
)  # fmt: skip
blocks_of = st.lists(
    st.builds(Block, st.sampled_from(_KINDS), st.sampled_from(_TEXTS), st.just("12.3")), max_size=7
)


@given(blocks_of, blocks_of, st.booleans())
@settings(max_examples=examples(60), deadline=None)
def test_any_blocks_become_any_others(
    before: list[Block], after: list[Block], is_last: bool
) -> None:
    number = "12.3" if is_last else "12.1"
    old = book(BOOK)
    others = [one for one in old.blocks if one.after != "12.3"]
    sides = [
        msgspec.structs.replace(
            old,
            blocks=tuple(msgspec.structs.replace(one, after=number) for one in (*others, *blocks)),
        )
        for blocks in (before, after)
    ]
    exact(*sides)


LINES = [line for line in BOOK.split("\n") if line]


@given(st.data())
@settings(max_examples=examples(100), deadline=None)
def test_lines_that_come_go_and_change(data: st.DataObject) -> None:
    old = book(BOOK)
    lines: list[str] = []
    for k, line in enumerate(LINES):
        what = data.draw(st.integers(0, 11))
        # A file without its first heading may have lost more.
        if what == 0 and k > 0 and not line.startswith(("(", "§")):
            continue
        if what == 1 and not line.startswith(("(", "§")):
            line = f"{line} {data.draw(st.sampled_from(('not', '$5', '| 3', '(b)', '—')))}"
        lines.append(line)
    new = book("\n".join(lines))
    exact(old, new)
    exact(new, old)


def test_a_label_is_printed_with_its_text() -> None:
    new = new_book(("19 U.S.C. 66, 1624.", "19 U.S.C. 66, 1508, 1624."))
    assert exact(book(BOOK), new).endswith(
        "1. The authority citation for part 12 is revised to read as follows:\n\n"
        "    _Authority:_ 19 U.S.C. 66, 1508, 1624.\n"
    )


def test_subparts_in_a_contents_list_have_no_authority() -> None:
    listed = "subpart-heading: Subpart A—General\nsubpart-heading: Subpart B—Penalties\nauthority"
    old = BOOK.replace("authority", listed, 1)
    new = old.replace("19 U.S.C. 66, 1624.", "19 U.S.C. 66.")
    text = exact(book(old), book(new))
    assert "The authority citation for part 12 is revised" in text


def test_an_appendix_without_a_letter() -> None:
    old = BOOK.replace("Appendix B to Part 12—Ports", "Appendix to Part 13—Ports")
    new = old.replace("open by day", "open by night")
    text = exact(book(old), book(new))
    assert "1. In the appendix to part 13, in the paragraph, remove the word “day”" in text


def test_a_section_that_bears_the_number_of_another() -> None:
    """What a note sets forth for later may stand as a section in a file."""
    later = "note: Effective Date Note:\n§ 12.1 Scope.\n(a) The importer shall keep all records.\n"
    old, new = book(BOOK), new_book(("subpart-heading", f"{later}subpart-heading"))
    assert "1. Add § 12.1#2 " in exact(old, new)
    assert "Remove § 12.1#2." in exact(new, old)


def test_a_number_that_cannot_be_cited() -> None:
    old, new = book(BOOK), new_book(("§ 13.1 Bonds.", "§ x;13.1 Bonds."), ("$25", "$30"))
    amendments = compose(diff_editions(old, new), old, new)
    assert "§ x;13.1" in [one.what for one in amendments.unworded]
    made, failures = apply(read_document(amendments.text), old)
    assert {failure.reason for failure in failures} == {"it could not be worded"}
    assert [block.text for block in made.blocks if block.after == "12.1"] == [
        block.text for block in new.blocks if block.after == "12.1"
    ]


def test_a_view_is_refused() -> None:
    old, new = book(BOOK), new_book(("$1.50", "$150"))
    view = diff_editions(old, new).only(section="12.1")
    with pytest.raises(ConflictError, match="a view holds only some of the changes"):
        compose(view, old, new)


def test_what_cannot_be_worded_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A section without a number cannot be named; the others are amended all the same."""
    old = book(BOOK)
    new = new_book(("of every entry.", "of any entry."), ("to the party", "to each party"))
    unnumbered = [
        msgspec.structs.replace(
            one,
            sections=(msgspec.structs.replace(one.sections[0], number=None), *one.sections[1:]),
            blocks=tuple(block for block in one.blocks if block.after != "12.1"),
        )
        for one in (old, new)
    ]
    monkeypatch.setattr("cfrdiff.api.read_both", lambda *_, **__: unnumbered)
    result = CliRunner().invoke(main, ["diff", "old", "new", "--instructions"])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "not complete: none can be worded for a section without a number" in result.stderr
    assert "1. In § 12.3, in the introductory text of paragraph (a), remove" in result.stdout
    assert "These instructions are not complete; see 2.\n" in result.stdout
    assert "2. No instruction can be worded for a section without a number (" in result.stdout
    orders = tmp_path / "orders.txt"
    orders.write_text(result.stdout)
    monkeypatch.setattr("cfrdiff.api.read", lambda *_, **__: unnumbered[0])
    read = CliRunner().invoke(main, ["amend", "old", str(orders), "--exit-code"])
    assert read.exit_code == 1
    assert "it could not be worded" in read.stdout

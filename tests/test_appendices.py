"""Appendices and supplements as trees: what each paragraph stands under, and how it is named."""

from __future__ import annotations

import json

import pytest
from test_older_levels import _edition

from cfrdiff.appendices import Appendix
from cfrdiff.cites.comments import cite_of_entry, comment_key, is_key_within, outline_label
from cfrdiff.cites.divisions import appendix_in_heading


def _appendix(
    body: str, heading: str = "Supplement I to Part 12—Official Interpretations"
) -> Appendix:
    """The one appendix of a part; a line in * is a heading of level 3, in ** of level 2."""
    lines = []
    for line in body.strip().split("\n"):
        text = line.strip()
        level = 3 if text.startswith("*") and not text.startswith("**") else 2
        bare = text.strip("*")
        lines.append(f"<HD SOURCE='HD{level}'>{bare}</HD>" if text != bare else f"<P>{text}</P>")
    (found,) = _edition(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—X</HD><SECTION><SECTNO>§ 12.1</SECTNO>"
        "<SUBJECT>Scope.</SUBJECT><P>(a) All.</P></SECTION>"
        f"<APPENDIX><HD SOURCE='HED'>{heading}</HD>{''.join(lines)}</APPENDIX></PART></CFRGRANULE>",
        "gpo-xml",
    ).appendices
    return found


def _paths(appendix: Appendix) -> list[str]:
    return [".".join(entry.path) for entry in appendix.walk()]


TREES: dict[str, tuple[str, str]] = {
    "comments keyed by headings": (
        """**Section 12.2—Definitions**
        *2(a) Act*
        1. General. It applies.
        i. One.
        A. Capital.
        B. Another.
        ii. Two.
        2. More.
        *Paragraph 2(a)(1)*
        1. Scope.
        *2(b) Bureau*
        1. Scope.""",
        "12.2 2(a) 2(a).1 2(a).1.i 2(a).1.i.A 2(a).1.i.B 2(a).1.ii 2(a).2 2(a)(1) 2(a)(1).1 2(b)"
        " 2(b).1",
    ),
    "keys that stand in paragraphs": (
        """**Section 12.2—Definitions**
        2(a) Act.
        1. General. It applies.
        Paragraph 2(a)(1).
        1. Scope.""",
        "12.2 2(a) 2(a).1 2(a)(1) 2(a)(1).1",
    ),
    "a roman that is a letter too": (
        "1. These:\na. One.\nb. Two.\nc. Three.\n2. Those:\ni. One.\nii. Two.",
        "1 1.a 1.b 1.c 2 2.i 2.ii",
    ),
    "the ninth letter": (
        "a. A.\nb. B.\nc. C.\nd. D.\ne. E.\nf. F.\ng. G.\nh. H.\ni. I.\nj. J.",
        "a b c d e f g h i j",
    ),
    "labels in parentheses": (
        "I. First.\n(a) One.\n(1) Number.\n(2) Number.\n(b) Two.\nII. Second.\n(a) One.",
        "I I.a I.a.1 I.a.2 I.b II II.a",
    ),
    "decimals": (
        "1.0 Scope.\n1.1 Application.\n1.2 Method.\n2.0 Definitions.\n2.1 Air.\n2.1.1 Dry.",
        "1.0 1.1 1.2 2.0 2.1 2.1.1",
    ),
    "a list that begins anew": ("1. One.\n2. Two.\n1. One.\n2. Two.", "1 2 1 2"),
}


@pytest.mark.parametrize(("body", "expected"), TREES.values(), ids=TREES)
def test_an_appendix_is_a_tree(body: str, expected: str) -> None:
    assert _paths(_appendix(body)) == expected.split()


def test_every_block_stands_in_the_tree_once() -> None:
    appendix = _appendix(TREES["comments keyed by headings"][0])
    places = [entry.block for entry in appendix.walk()]
    assert places == list(range(places[0], places[0] + 12))
    first = appendix.entries[0].children[0].children[0]
    assert (first.designation, first.text) == ("1.", "General. It applies.")
    assert appendix.name == "Supplement I to Part 12"


def test_decimals_stand_under_the_ones_they_go_on_from() -> None:
    first, second = _appendix(TREES["decimals"][0]).entries
    assert [child.designation for child in first.children] == ["1.1", "1.2"]
    assert [child.designation for child in second.children[0].children] == ["2.1.1"]


def test_text_without_a_label_stands_under_what_introduces_it() -> None:
    appendix = _appendix("*Model form*\n1. The form says:\nPay here.\n2. Another.")
    form = appendix.entries[0]
    assert [child.designation for child in form.children] == ["1.", "2."]
    assert [child.text for child in form.children[0].children] == ["Pay here."]


def test_plain_text_has_trees_too() -> None:
    edition = _edition(
        "§ 12.1 Scope.\n\n(a) All.\n\nSupplement I to Part 12—Official Interpretations\n\n"
        "Section 12.1—Scope\n\n1(a) General\n\n1. One.\n\ni. Roman.\n\n2. Two.\n",
        "text",
    )
    (appendix,) = edition.appendices
    assert _paths(appendix) == ["12.1", "1(a)", "1(a).1", "1(a).1.i", "1(a).2"]


def test_the_trees_stand_in_json() -> None:
    edition = _edition(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—X</HD><APPENDIX><HD SOURCE='HED'>Appendix A to"
        " Part 12—Forms</HD><P>1. One.</P></APPENDIX></PART></CFRGRANULE>",
        "gpo-xml",
    )
    (appendix,) = json.loads(edition.to_json())["appendices"]
    assert appendix["name"] == "Appendix A to Part 12"
    assert appendix["entries"][0]["path"] == ["1"]


@pytest.mark.parametrize(
    ("text", "printed", "name", "style"),
    [
        ("1. One.", "1.", "1", "stop"),
        ("iv. Four.", "iv.", "iv", "stop"),
        ("(A) Capital.", "(A)", "A", "parentheses"),
        ("2.1 Air.", "2.1", "2.1", "decimal"),
        ("1.Official status.", "1.", "1", "stop"),
    ],
)
def test_a_label_is_told_from_words(text: str, printed: str, name: str, style: str) -> None:
    label = outline_label(text)
    assert label is not None
    assert (label.printed, label.name, label.style) == (printed, name, style)


@pytest.mark.parametrize("text", ["Form. 1", "The (a) one.", "1,000 dollars", "Mr. X", ""])
def test_words_are_no_labels(text: str) -> None:
    assert outline_label(text) is None


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Paragraph 2(c)(1)(ii).", "2(c)(1)(ii)"),
        ("Section 1002.2—Definitions", "1002.2"),
        ("26(b)(1) Notice", "26(b)(1)"),
        ("Comment 2(a)-1", "2(a)"),
        ("Introduction", None),
    ],
)
def test_a_heading_says_what_its_comments_are_keyed_to(heading: str, key: str | None) -> None:
    assert comment_key(heading) == key


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("2(c)(1)", "1", "i"), "comment 2(c)(1)-1.i"),
        (("2(c)(1)",), "comments on 2(c)(1)"),
        (("1002.4",), "comments on § 1002.4"),
        (("2(b)", "Examples of accounts", "3"), "comment 2(b)-3"),
        (("General rules", "1", "a"), "paragraph 1.a"),
        (("2.1",), "paragraph 2.1"),
        (("General rules",), ""),
        ((), ""),
    ],
)
def test_an_entry_is_cited_by_its_path(path: tuple[str, ...], expected: str) -> None:
    assert cite_of_entry(path, "1002") == expected


def test_keys_stand_below_keys() -> None:
    assert is_key_within("2(c)(1)", "2(c)")
    assert is_key_within("2(c)", "1002.2")
    assert not is_key_within("2(cc)", "2(c)")
    assert not is_key_within("22(c)", "1002.2")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Appendix A to Part 1002—Agencies", "Appendix A to Part 1002"),
        ("Supplement No. 1 to Part 740—Countries", "Supplement No. 1 to Part 740"),
        ("Appendix to Part 1016—Model Form", "Appendix to Part 1016"),
        ("Appendixes F-G to Part 1022 [Reserved]", "Appendixes F-G to Part 1022"),
        ("Appendix B to Subpart C of Part 5", "Appendix B to Subpart C of Part 5"),
        ("Appendix C—Tables", "Appendix C"),
        ("The appendix", None),
    ],
)
def test_an_appendix_is_named_by_its_heading(heading: str, name: str | None) -> None:
    assert appendix_in_heading(heading) == name

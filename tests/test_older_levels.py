"""The italic fourth level of older regulations, and labels that print repeats."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Paragraph, Source


def _edition(written: str, format: str) -> Edition:
    loaded = sources.load("x", format, written.encode())
    return structure.build(text.run_on(loaded), Source("x", loaded.sha256, format, loaded.exact))


def _xml(printed: str) -> Edition:
    """An edition of one section; *a* is italic, and each line is a paragraph."""
    marked = re.sub(r"\*([^*]+)\*", r'<E T="03">\1</E>', printed)
    body = "".join(f"<P>{line.strip()}</P>" for line in marked.strip().split("\n"))
    return _edition(
        "<CFRGRANULE><PART><HD SOURCE='HED'>PART 12—X</HD><SECTION><SECTNO>§ 12.3</SECTNO>"
        f"<SUBJECT>Records.</SUBJECT>{body}</SECTION></PART></CFRGRANULE>",
        "gpo-xml",
    )


def _text(printed: str) -> Edition:
    lines = (line.strip() for line in printed.strip().split("\n"))
    return _edition("\n\n".join(("§ 12.3 Records.", *lines)) + "\n", "text")


def _paragraphs(edition: Edition) -> list[Paragraph]:
    return [paragraph for section in edition.sections for paragraph in section.walk()]


def _designations(edition: Edition) -> list[str]:
    return [paragraph.designation for paragraph in _paragraphs(edition)]


_ITALIC: dict[str, tuple[str, str]] = {
    "letters below a roman": (
        """(a) Alpha.
        (1) One:
        (i) Small text including:
        (*a*) The name.
        (*b*) A statement.
        (ii) For those areas.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(i)(a) (a)(1)(i)(b) (a)(1)(ii)",
    ),
    "italic numbers and romans below them": (
        """(a)(1) One.
        (2)(i) Examples:
        (*a*) *Vents.* Figure 1.
        (*1*) One vent.
        (*2*) Two vents:
        (*i*) Small.
        (*ii*) Large.
        (*b*) *Manifold.* Figure 2.
        (*1*) One manifold.
        (ii) Others.
        (b) Water.""",
        "(a) (a)(1) (a)(2) (a)(2)(i) (a)(2)(i)(a) (a)(2)(i)(a)(1) (a)(2)(i)(a)(2)"
        " (a)(2)(i)(a)(2)(i) (a)(2)(i)(a)(2)(ii) (a)(2)(i)(b) (a)(2)(i)(b)(1) (a)(2)(ii) (b)",
    ),
    "an italic (i) after (h) is a letter": (
        "(a)(1)(i) These:\n"
        + "\n".join(f"(*{letter}*) It is kept." for letter in "abcdefghij")
        + "\n(ii) Others.",
        "(a) (a)(1) (a)(1)(i) "
        + " ".join(f"(a)(1)(i)({letter})" for letter in "abcdefghij")
        + " (a)(1)(ii)",
    ),
    "run in behind a heading": (
        """(a)(1)(i) General.
        (ii) *Toxicology.* (*a*) A summary.
        (*b*) A study.
        (2) Other.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(ii) (a)(1)(ii)(a) (a)(1)(ii)(b) (a)(2)",
    ),
    "behind another label, and with one behind it": (
        """(a)(1)(i)(*a*) An applicant must notify.
        (*b*)(*1*) The list is public.
        (*2*) It is not.
        (*c*) The rest.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(i)(a) (a)(1)(i)(b) (a)(1)(i)(b)(1) (a)(1)(i)(b)(2)"
        " (a)(1)(i)(c)",
    ),
    "the italics of one label are lost": (
        """(a)(1)(i) These:
        (*a*) Books;
        (b) Papers;
        (*c*) Letters.
        (ii) Others.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(i)(a) (a)(1)(i)(b) (a)(1)(i)(c) (a)(1)(ii)",
    ),
    "capitals in one paragraph, italic letters in another": (
        """(a)(1)(i) These:
        (A) Books;
        (B) Papers.
        (ii) And these:
        (*a*) Letters;
        (*b*) Notes.
        (2) Other.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(i)(A) (a)(1)(i)(B) (a)(1)(ii) (a)(1)(ii)(a) (a)(1)(ii)(b)"
        " (a)(2)",
    ),
}


@pytest.mark.parametrize(("printed", "expected"), _ITALIC.values(), ids=_ITALIC)
def test_italic_letters_are_a_fourth_level(printed: str, expected: str) -> None:
    edition = _xml(printed)
    assert _designations(edition) == expected.split()
    assert not edition.findings


@pytest.mark.parametrize("case", ["letters below a roman", "an italic (i) after (h) is a letter"])
def test_without_italics_the_sequence_decides_with_less_confidence(case: str) -> None:
    printed, expected = _ITALIC[case]
    shown, unshown = _xml(printed), _text(printed.replace("*", ""))
    assert _designations(unshown) == expected.split()
    for one, other in zip(_paragraphs(shown), _paragraphs(unshown), strict=True):
        if len(one.path) == 4:
            assert other.confidence < one.confidence


def test_upright_letters_that_nothing_introduces_are_not_the_fourth_level() -> None:
    edition = _text(
        "(a)(1)(i) Books.\n(ii) Papers are kept.\n(a) It is found.\n(b) It is lost.\n(c) It is gone."
    )
    assert "(a)(1)(ii)(a)" not in _designations(edition)
    assert edition.findings


def test_an_italic_letter_is_the_fourth_level_also_where_the_first_is_lost() -> None:
    edition = _xml("(a)(1)(i) Books.\n(ii) Papers:\n(*b*) Letters.\n(*c*) Notes.\n(2) Other.")
    assert _designations(edition)[-3:] == ["(a)(1)(ii)(b)", "(a)(1)(ii)(c)", "(a)(2)"]
    assert [finding.code for finding in edition.findings] == ["designations-skipped"]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.integers(2, 30), min_size=1, max_size=4))
def test_a_list_of_any_length_is_read_back(lengths: list[int]) -> None:
    letters = [chr(97 + at % 26) * (1 + at // 26) for at in range(30)]
    romans = ("i", "ii", "iii", "iv")
    printed, expected = ["(a)(1) These are kept:"], ["(a)", "(a)(1)"]
    for roman, length in zip(romans, lengths, strict=False):
        printed.append(f"({roman}) The following:")
        expected.append(f"(a)(1)({roman})")
        printed += [f"(*{letter}*) It is kept." for letter in letters[:length]]
        expected += [f"(a)(1)({roman})({letter})" for letter in letters[:length]]
    assert _designations(_xml("\n".join(printed))) == expected


_Read = Callable[[str], Edition]
_RESTATED: dict[str, tuple[str, str]] = {
    "the letter above": (
        """(a) Alpha.
        (b)(1) One.
        (b)(2) Two:
        (i) An item;
        (ii) Another.
        (b)(3) Three.
        (c) Gamma.""",
        "(a) (b) (b)(1) (b)(2) (b)(2)(i) (b)(2)(ii) (b)(3) (c)",
    ),
    "two labels above": (
        """(a)(1)(i) Books.
        (a)(1)(ii) Papers.
        (a)(2)(i) Letters.
        (a)(2)(ii) Notes.
        (b) Beta.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(ii) (a)(2) (a)(2)(i) (a)(2)(ii) (b)",
    ),
    "the number above alone": (
        """(a) Alpha:
        (1)(i) Books.
        (1)(ii) Papers.
        (2) Letters.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(ii) (a)(2)",
    ),
    "the roman above": (
        """(a)(1)(i)(A) Books.
        (i)(B) Papers.
        (ii) Letters.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(i)(A) (a)(1)(i)(B) (a)(1)(ii)",
    ),
    "behind the first of a level": (
        """(a) Alpha text is introductory.
        (a)(1) One.
        (a)(2) Two.
        (b) Beta.""",
        "(a) (a)(1) (a)(2) (b)",
    ),
    "past paragraphs below": (
        """(a)(1) One:
        (i) Books;
        (ii) Papers.
        (a)(2) Two.""",
        "(a) (a)(1) (a)(1)(i) (a)(1)(ii) (a)(2)",
    ),
}


@pytest.mark.parametrize("read", [_xml, _text])
@pytest.mark.parametrize(("printed", "expected"), _RESTATED.values(), ids=_RESTATED)
def test_a_repeated_label_is_the_paragraph_above(printed: str, expected: str, read: _Read) -> None:
    edition = read(printed)
    assert _designations(edition) == expected.split()
    assert not edition.findings
    assert not any("(" in paragraph.text for paragraph in _paragraphs(edition))


def test_the_place_of_a_paragraph_begins_with_the_label_that_print_repeats() -> None:
    written = "§ 12.3 Records.\n\n(a)(1) One.\n\n(a)(2) Two.\n"
    last = _paragraphs(_edition(written, "text"))[-1]
    assert written[last.evidence[0].start : last.evidence[-1].end] == "(a)(2) Two."


def test_a_label_that_stands_twice_is_reported() -> None:
    edition = _xml("(a) Alpha.\n(b)(1) One.\n(b)(1) One again.\n(c) Gamma.")
    assert "designation-out-of-order" in [finding.code for finding in edition.findings]


def test_a_citation_cut_by_a_page_repeats_no_label() -> None:
    edition = _text(
        "(a) Alpha.\n(b)(1) One.\n(2) What is kept under paragraph\n(b)(3) of this section is lost."
        "\n(c) Gamma."
    )
    assert "(b)(3)" not in _designations(edition)

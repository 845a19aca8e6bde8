"""The measures themselves: what is read right counts as right, what is not does not."""

from pathlib import Path

import msgspec

import cfrdiff
from accuracy.false_changes import false_changes
from accuracy.gold import GoldParagraph, GoldSection
from accuracy.measure import Tally, measure
from accuracy.printing import Printed
from accuracy.text_layouts import TextLayout, lay_out, wrap
from accuracy.volumes import Volume
from accuracy.words import critical, words
from cfrdiff.model import Finding, Furniture, Paragraph, Section, Source

_PARAGRAPHS = (
    GoldParagraph(("a",), "Scope. This part does not apply to recordkeepers.", "Scope."),
    GoldParagraph(("a", "1"), "A person shall file within 30 days; and", None),
    GoldParagraph(("a", "2"), "Any other person may file later.", None),
)
_LINES = (
    "(a) Scope. This part does not apply to recordkeepers.",
    "(1) A person shall file within 30 days; and",
    "(2) Any other person may file later.",
)
_GOLD = GoldSection("example", "7.1", "Purpose.", _LINES, _PARAGRAPHS, knows_headings=True)
_VOLUME = Volume(7, "I", "Example Agency, Example")


def _printed(layout: TextLayout) -> Printed:
    return lay_out("example", [_GOLD], layout, _VOLUME)


def _paragraph(path: tuple[str, ...], text: str, heading: str | None = None) -> Paragraph:
    return Paragraph("".join(f"({label})" for label in path), path, heading, text)


def _edition(*paragraphs: Paragraph, findings: tuple[Finding, ...] = ()) -> cfrdiff.Edition:
    section = Section("7.1", "Purpose.", "complete", None, paragraphs)
    source = Source("example.txt", "", "text")
    return cfrdiff.Edition(
        title=7, part="7", as_of=None, source=source, sections=(section,), findings=findings
    )


_RIGHT = (
    _paragraph(("a",), "This part does not apply to recordkeepers.", "Scope."),
    _paragraph(("a", "1"), "A person shall file within 30 days; and"),
    _paragraph(("a", "2"), "Any other person may file later."),
)


def _measured(*paragraphs: Paragraph, findings: tuple[Finding, ...] = ()) -> Tally:
    layout = TextLayout(width=26, hyphenate=True)
    return measure(_printed(layout), _edition(*paragraphs, findings=findings))


def test_what_is_right_counts_as_right() -> None:
    tally = _measured(*_RIGHT)
    assert not tally.disagreements
    assert (tally.paths_right, tally.paragraphs) == (3, 3)
    assert (tally.headings_right, tally.headings) == (1, 1)
    assert tally.words_right == tally.gold_words == tally.got_words
    assert tally.broken_words == tally.broken_words_right > 0


def test_a_wrong_path_is_silent_unless_the_reader_warns_there() -> None:
    wrong = _paragraph(("b",), "Any other person may file later.")
    silent = _measured(*_RIGHT[:2], wrong)
    warning = Finding("ambiguous-designation", "warning", "", "7.1", "(b)")
    flagged = _measured(*_RIGHT[:2], wrong, findings=(warning,))
    assert (silent.paths_wrong_silent, silent.paths_wrong_flagged) == (1, 0)
    assert (flagged.paths_wrong_silent, flagged.paths_wrong_flagged) == (0, 1)
    assert flagged.sections_flagged == 1


def test_a_missed_paragraph_leaves_its_designation_in_the_text() -> None:
    merged = _paragraph(("a", "1"), f"{_RIGHT[1].text} (2) {_RIGHT[2].text}")
    tally = _measured(_RIGHT[0], merged)
    assert tally.paths_wrong_silent == 1
    assert tally.critical_wrong_silent == 1
    assert tally.words_right == tally.gold_words == tally.got_words - 1


def test_a_broken_word_left_broken_is_told_by_name() -> None:
    split = _RIGHT[0].text.replace("recordkeepers", "record-keepers")
    tally = _measured(msgspec.structs.replace(_RIGHT[0], text=split), *_RIGHT[1:])
    assert tally.broken_words_right == tally.broken_words - 1
    assert [(one.kind, one.got) for one in tally.disagreements] == [("line-end", "record-keepers.")]


def test_a_lost_negation_is_critical() -> None:
    text = _RIGHT[0].text.replace("does not", "does")
    tally = _measured(msgspec.structs.replace(_RIGHT[0], text=text), *_RIGHT[1:])
    assert tally.critical_wrong_silent == 1
    assert tally.disagreements[0].kind == "critical"


def test_a_section_not_found_is_wholly_lost() -> None:
    other = msgspec.structs.replace(_edition(*_RIGHT).sections[0], number="7.2")
    edition = msgspec.structs.replace(_edition(), sections=(other,))
    tally = measure(_printed(TextLayout()), edition)
    assert (tally.sections_found, tally.sections_invented) == (0, 1)
    assert (tally.paths_right, tally.paths_wrong_silent) == (0, 3)
    assert tally.words_right == 0


def test_a_running_head_in_the_text_has_leaked() -> None:
    printed = _printed(TextLayout(width=30, paged=True))
    head, number = printed.furniture
    edition = _edition(*_RIGHT)
    read = msgspec.structs.replace(edition, furniture=(Furniture("page-number", number, ()),))
    tally = measure(printed, read)
    assert tally.furniture_leaked == tally.furniture_words - 1 > 0
    assert tally.furniture_taken == 0
    assert "7.1" in head


def test_what_is_read_right_is_no_change(tmp_path: Path) -> None:
    tally = false_changes(_printed(TextLayout()), _edition(*_RIGHT), tmp_path)
    assert (tally.changes, tally.disagreements) == (3, [])


def test_a_word_read_wrong_is_a_false_change(tmp_path: Path) -> None:
    wrong = (_RIGHT[0], _paragraph(("a", "1"), "A person may file within 30 days; and"), _RIGHT[2])
    tally = false_changes(_printed(TextLayout()), _edition(*wrong), tmp_path)
    assert tally.changes_false == 1
    assert tally.disagreements[0].where == "7.1(a)(1) revised substantive"


def test_printing_loses_no_letter() -> None:
    text = "Over-declarations of recordkeepers under § 163.12(a)—see paragraph (b)."
    for width in range(12, 40):
        lines = wrap(text, TextLayout(width=width, hyphenate=True))
        again = "".join(
            line[:-1] if joint == "added-hyphen" else line if joint == "none" else f"{line} "
            for line, joint in lines
        )
        assert again.strip() == text
        assert all(len(line) <= width for line, _ in lines)


def test_words_are_compared_in_one_form() -> None:
    assert words("§163.12 “may”—‘not’ 1–2") == ["§", "163.12", "\"may\"—'not'", "1-2"]


def test_critical_words() -> None:
    kinds = {
        "(a)(1)": "designation", "163.2(a),": "designation", "$1,000": "number",
        "30-day": "number", "not": "operative", "shall,": "operative", "January": "month",
        "notice": None, "person.": None,
    }  # fmt: skip
    assert {word: critical(word) for word in kinds} == kinds

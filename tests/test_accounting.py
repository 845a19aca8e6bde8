"""Nothing lost: every character of a file is in evidence, in furniture, or white space."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import cfrdiff
from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Evidence, Source
from cfrdiff.sources import SourceText, corpus


def all_evidence(edition: Edition) -> Iterator[Evidence]:
    for section in edition.sections:
        yield from section.evidence
        yield from section.source_note_evidence
        for paragraph in section.walk():
            yield from paragraph.evidence
    for block in edition.blocks:
        yield from block.evidence
    for furniture in edition.furniture:
        yield from furniture.evidence


def lost(loaded: SourceText, edition: Edition) -> list[str]:
    """The characters of a file that nothing accounts for, with their page and place."""
    pages: dict[int | None, dict[int, str]] = {}
    for line in loaded.lines:
        page = pages.setdefault(
            line.page if line.page_start or loaded.format == "pdf" else None, {}
        )
        base = line.start - line.page_start
        page.update({base + i: c for i, c in enumerate(line.text) if not c.isspace()})
    for evidence in all_evidence(edition):
        page = pages[evidence.page if loaded.format == "pdf" else None]
        for at in range(evidence.start, evidence.end):
            page.pop(at, None)
    return [f"page {n} at {at}: {c!r}" for n, page in pages.items() for at, c in page.items()]


@pytest.mark.parametrize(
    "held", corpus.entries([corpus.bundled_folder()]), ids=lambda h: h.entry.id
)
def test_every_character_of_the_corpus_is_accounted_for(held: corpus.Held) -> None:
    loaded = sources.load(str(held.path), held.entry.format)
    assert sum(len(line.text.strip()) for line in loaded.lines) > 8_000
    assert lost(loaded, cfrdiff.read(held.path)) == []


_MARKED = {
    "text": "§ 1.2 Records.\n\n(a) It is kept.",
    "ocr-markdown": "## § 1.2 Records.\n\n- (a) It is kept.",
    "gpo-xml": "<CFRGRANULE><PART><SECTION><SECTNO>§ 1.2</SECTNO><SUBJECT>Records.</SUBJECT>"
    "<P>(a) It is kept.</P></SECTION></PART></CFRGRANULE>",
}


@pytest.mark.parametrize("format", _MARKED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be"])
def test_a_byte_order_mark_counts_in_offsets(tmp_path: Path, format: str, encoding: str) -> None:
    """Offsets count in the file as decoded, of which the mark is the first code point."""
    written = "\ufeff" + _MARKED[format]
    file = tmp_path / "marked"
    file.write_bytes(written.encode(encoding))
    (section,) = cfrdiff.read(file, format=format).sections
    (where,) = section.paragraphs[0].evidence
    found = file.read_bytes().decode(encoding)[where.start : where.end]
    assert "(a) It is kept." in found
    assert "\ufeff" not in found
    assert sources.load(str(file), format).length == len(written)


@pytest.mark.parametrize(
    "held", corpus.entries([corpus.bundled_folder()]), ids=lambda h: h.entry.id
)
def test_evidence_points_at_the_words_reported(held: corpus.Held) -> None:
    """Letters and digits of heading and text are those of the evidence, in order."""
    loaded = sources.load(str(held.path), held.entry.format)
    stream: dict[tuple[int | None, int], str] = {}
    for line in loaded.lines:
        for i, c in enumerate(line.text):
            stream[line.page, line.start - line.page_start + i] = c
    for section in cfrdiff.read(held.path).sections:
        for paragraph in section.walk():
            found = "".join(
                stream.get((e.page, at), " ")
                for e in paragraph.evidence
                for at in range(e.start, e.end)
            )
            label = "" if paragraph.inferred or not paragraph.path else f"({paragraph.path[-1]})"
            said = f"{label}{paragraph.heading or ''}{paragraph.text}"
            assert _letters(found) == _letters(said), paragraph.designation


def _letters(words: str) -> str:
    return "".join(c for c in words if c.isalnum())


_PIECES = st.sampled_from(
    [
        "§ 12.3 Records kept.", "§12.4", "(a)", "(1)", "(i)", "General.", "a para-", "graph of", "it",
        "12", "VerDate Mar 15 2010 Jkt 226063", "[76 FR 65961, Oct. 25, 2011]", "§ 12.3", "--",
        "Subpart B—Rules", "shall be kept;", "and", "“quoted”", "``so''", "— ", "*", "- ", "## ",
        "PART 12—RECORDS", "Sec.", "rules--(1) It", "Sec. 12.3(b)", "12.3 Records kept.", "\u00ad", "\u200b", "ﬁle", "\u00a0",
        "§ 12.5", "Filing and", "form.", "(H) and (1)", "S 12.3",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "§ 1.2 Records.\n\n(b) Certification procedures--(1) Who may apply. Any person.",
        "§ 1.2 Records.\n\n(a) The fee--(1) Is kept; and\n(2) Is ``lost''--so.",
        "[76 FR 65961, Oct. 25, 2011]\n\n§ 1.2 Records.\n\n(a) Kept.",
        "PART 1--RECORDS\n\nRECORDS\n\n§ 1.2 Records--Kept.\n\n(a) Kept under Secs. 1.3 and 1.4.",
    ],
)
def test_no_character_is_lost_in_what_print_makes_one(written: str) -> None:
    loaded = sources.load("x", "text", written.encode())
    assert lost(loaded, structure.build(text.run_on(loaded), Source("x", "", "text"))) == []


@given(st.lists(st.tuples(_PIECES, st.sampled_from([" ", "\n", "\n\n", " \n", ""]))))
@settings(max_examples=examples(300), deadline=None)
def test_no_character_is_lost_whatever_the_order(pieces: list[tuple[str, str]]) -> None:
    written = "".join(piece + gap for piece, gap in pieces)
    if not written.strip():
        return
    for format in ("text", "ocr-markdown", "ocr-text"):
        loaded = sources.load("x", format, written.encode())
        edition = structure.build(text.run_on(loaded), Source("x", "", format))
        invisible = ("\u00ad", "\u200b")
        assert [
            one for one in lost(loaded, edition) if not one.endswith(tuple(map(repr, invisible)))
        ] == []

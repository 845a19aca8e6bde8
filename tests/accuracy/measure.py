"""What was read beside what was printed: counts, and every disagreement by name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

from rapidfuzz.distance import Levenshtein

from accuracy.corrections import is_misprint
from accuracy.gold import GoldSection
from accuracy.printing import Break, Printed
from accuracy.words import critical, edits, even, word_forms, words
from cfrdiff import Edition, Furniture, Paragraph, Section

Kind = Literal["section", "path", "heading", "word", "line-end", "critical", "furniture", "change"]
Path = tuple[str, ...]
_SHOWN = 60


@dataclass(frozen=True)
class Disagreement:
    """One place where the reader and the gold differ; `flagged` if the reader warned there."""

    kind: Kind
    file: str
    doc: str
    section: str
    where: str
    expected: str
    got: str
    flagged: bool


@dataclass
class Tally:
    """Counts of one way of printing; tallies add up."""

    sections: int = 0
    sections_found: int = 0
    sections_invented: int = 0
    sections_flagged: int = 0
    paragraphs: int = 0
    paths_right: int = 0
    paths_wrong_silent: int = 0
    paths_wrong_flagged: int = 0
    headings: int = 0
    headings_right: int = 0
    headings_invented: int = 0
    gold_words: int = 0
    got_words: int = 0
    words_right: int = 0
    broken_words: int = 0
    broken_words_right: int = 0
    furniture_words: int = 0
    furniture_leaked: int = 0
    furniture_taken: int = 0
    critical_words: int = 0
    critical_wrong_silent: int = 0
    changes: int = 0
    changes_false: int = 0
    seconds: float = 0.0
    disagreements: list[Disagreement] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> "Tally":
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self


@dataclass(frozen=True)
class _Word:
    """A word, the paragraph it stands in (None: the section's heading), and its letters' place.

    `start` and `end` count letters from the section's heading on, white space aside; for words
    that were read they are not known and 0.
    """

    text: str
    paragraph: int | None
    start: int = 0
    end: int = 0


def measure(printed: Printed, edition: Edition | None, seconds: float = 0.0) -> Tally:
    """Compare an edition with the sections that were printed; None where the file was refused."""
    tally = Tally(seconds=seconds, sections=len(printed.sections))
    names = [section.number for section in printed.sections]
    got = edition.sections if edition else ()
    findings = edition.findings if edition else ()
    pairs = _pairs(names, [section.number for section in got])
    flags = {(f.section, f.designation, f.line) for f in findings if f.severity == "warning"}
    warned = {section for section, _, _ in flags}
    for place, gold in enumerate(printed.sections):
        section = got[pairs[place]] if place in pairs else None
        comparison = _Comparison(printed, place, gold, section, flags, tally)
        comparison.run()
        tally.sections_found += section is not None
        tally.sections_flagged += section is not None and section.number in warned
    for index, section in enumerate(got):
        if index not in pairs.values():
            tally.sections_invented += 1
            _stray_section(printed, section, tally)
    _furniture(printed, edition.furniture if edition else (), tally)
    return tally


def _pairs(gold: Sequence[object], got: Sequence[object]) -> dict[int, int]:
    """Indices of the members of two sequences that agree, in order."""
    return {
        block.a + i: block.b + i
        for block in Levenshtein.opcodes(gold, got).as_matching_blocks()
        for i in range(block.size)
    }


def _stray_section(printed: Printed, section: Section, tally: Tally) -> None:
    texts = " ".join(paragraph.text for paragraph in section.walk())
    tally.got_words += len(words(texts))
    tally.disagreements.append(
        Disagreement(
            "section", printed.name, printed.sections[0].doc, section.number or "", "", "",
            f"§ {section.number} {section.heading} {texts}"[:_SHOWN], False,
        )
    )  # fmt: skip


@dataclass
class _Comparison:
    """One gold section beside the section that was read, None where none was."""

    printed: Printed
    place: int
    gold: GoldSection
    got: Section | None
    flags: set[tuple[str | None, str | None, int | None]]
    tally: Tally

    def run(self) -> None:
        """Count and list everything."""
        if self.got is None:
            self.lost()
            return
        self.paragraphs = list(self.got.walk())
        self.pairs = _pairs(
            [paragraph.path for paragraph in self.gold.paragraphs],
            [_path(paragraph) for paragraph in self.paragraphs],
        )
        self.paths()
        self.headings()
        self.running_words()

    def lost(self) -> None:
        """Count everything of a section that was not found as lost without a warning."""
        gold = list(_gold_words(self.gold))
        grave = sum(critical(word.text) is not None for word in gold)
        self.tally.paragraphs += len(self.gold.paragraphs)
        self.tally.paths_wrong_silent += len(self.gold.paragraphs)
        self.tally.headings += sum(bool(one.heading) for one in self.gold.paragraphs)
        self.tally.gold_words += len(gold)
        self.tally.broken_words += len(_broken(gold, self.printed.breaks, self.place))
        self.tally.critical_words += grave
        self.tally.critical_wrong_silent += grave
        self.note("section", "", f"§ {self.gold.number} {self.gold.heading}", "", False)

    def note(self, kind: Kind, where: str, expected: str, got: str, flagged: bool) -> None:
        """List a disagreement."""
        self.tally.disagreements.append(
            Disagreement(
                kind, self.printed.name, self.gold.doc, self.gold.number, where, expected, got,
                flagged,
            )
        )  # fmt: skip

    def flagged(self, index: int) -> bool:
        """Whether the reader warned of a paragraph it read, or of a line of it."""
        if self.got is None or not 0 <= index < len(self.paragraphs):
            return False
        paragraph = self.paragraphs[index]
        line = paragraph.evidence[0].line if paragraph.evidence else None
        lines = {one.line for one in paragraph.evidence}
        return (self.got.number, paragraph.designation or None, line) in self.flags or any(
            section == self.got.number and designation is None and warned in lines
            for section, designation, warned in self.flags
        )

    def paths(self) -> None:
        """Sequences of paths: a paragraph that was missed, mistaken or invented is wrong.

        Where the label itself is misprinted, a reader that warns is right.
        """
        gold = [paragraph.path for paragraph in self.gold.paragraphs]
        got = [_path(paragraph) for paragraph in self.paragraphs]
        self.tally.paragraphs += len(gold)
        self.tally.paths_right += len(self.pairs)
        for op in Levenshtein.opcodes(gold, got):
            if op.tag == "equal":
                continue
            for i in range(max(op.src_end - op.src_start, op.dest_end - op.dest_start)):
                mine = op.src_start + i if op.src_start + i < op.src_end else None
                read = op.dest_start + i if op.dest_start + i < op.dest_end else None
                # A paragraph that is not there was swallowed by the one before.
                flagged = self.flagged(read if read is not None else op.dest_end - 1)
                expected, found = "(no paragraph)", "(no paragraph)"
                if mine is not None:
                    expected = _named(gold[mine], self.gold.paragraphs[mine].text)
                if read is not None:
                    paragraph = self.paragraphs[read]
                    found = _named(got[read], f"{paragraph.heading or ''} {paragraph.text}")
                if flagged and mine is not None and is_misprint(self.gold.number, gold[mine]):
                    self.tally.paths_right += 1
                else:
                    self.tally.paths_wrong_flagged += flagged
                    self.tally.paths_wrong_silent += not flagged
                self.note("path", self.context(mine), expected, found, flagged)

    def context(self, index: int | None) -> str:
        """The end of the printed text before a gold paragraph."""
        if not index:
            return ""
        before = self.gold.paragraphs[index - 1]
        return f"after {_label(before.path)} …{before.text[-30:]}"

    def headings(self) -> None:
        """Headings of paragraphs, where the gold knows them."""
        if not self.gold.knows_headings:
            return
        for index, paragraph in enumerate(self.gold.paragraphs):
            expected = _bare(paragraph.heading)
            self.tally.headings += bool(expected)
            if index not in self.pairs:
                continue
            read = self.paragraphs[self.pairs[index]]
            found = _bare(read.heading)
            if expected == found:
                self.tally.headings_right += bool(expected)
                continue
            self.tally.headings_invented += not expected
            self.note(
                "heading", _label(paragraph.path), f"{paragraph.heading} | {paragraph.text}"[:100],
                f"{read.heading} | {read.text}"[:100], self.flagged(self.pairs[index]),
            )  # fmt: skip

    def running_words(self) -> None:
        """Words of the heading and the paragraphs in the order of print."""
        gold, got = list(_gold_words(self.gold)), list(self.got_words())
        broken = _broken(gold, self.printed.breaks, self.place)
        self.tally.gold_words += len(gold)
        self.tally.got_words += len(got)
        self.tally.critical_words += sum(critical(word.text) is not None for word in gold)
        self.tally.broken_words += len(broken)
        wrong: set[int] = set()
        for edit in edits([word.text for word in gold], [word.text for word in got]):
            wrong.update(range(edit.gold_start, edit.gold_end))
            lost = gold[edit.gold_start : edit.gold_end]
            read = got[edit.got_start : edit.got_end]
            owner = (read or got[max(edit.got_start - 1, 0) :] or [_Word("", None)])[0].paragraph
            flagged = owner is not None and self.flagged(owner)
            self.tell(edit.gold_start, gold, lost, read, flagged, broken)
        self.tally.words_right += len(gold) - len(wrong)
        self.tally.broken_words_right += len(broken - wrong)

    def tell(
        self, at: int, gold: Sequence[_Word], lost: Sequence[_Word], read: Sequence[_Word],
        flagged: bool, broken: set[int],
    ) -> None:  # fmt: skip
        """List one edit under the gravest name it deserves, and count critical words."""
        grave = [word for word in lost if critical(word.text)]
        if not lost:
            grave = [word for word in read if critical(word.text)]
        touched = any(index in broken for index in range(at, at + len(lost)))
        kind: Kind = "critical" if grave else "line-end" if touched else "word"
        if not flagged:
            self.tally.critical_wrong_silent += len(grave)
        before = " ".join(word.text for word in gold[max(at - 4, 0) : at])
        owner = gold[min(at, len(gold) - 1)].paragraph
        label = _label(self.gold.paragraphs[owner].path) if owner is not None else "heading"
        self.note(kind, f"{label} …{before}", _text(lost), _text(read), flagged)

    def got_words(self) -> Iterator[_Word]:
        """The words that were read; what a range adds to a designation is text in the gold."""
        if self.got is None:
            return
        for word in words(self.got.heading or ""):
            yield _Word(word, None)
        for index, paragraph in enumerate(self.paragraphs):
            through = paragraph.designation.partition("–")[2]
            text = f"{paragraph.heading or ''} {paragraph.text}"
            if paragraph.heading and paragraph.heading.endswith("—"):
                text = f"{paragraph.heading}{paragraph.text}"
            for word in words(f"–{through} {text}" if through else text):
                yield _Word(word, index)


def _path(paragraph: Paragraph) -> Path:
    """The path; text without a designation behind a list gets one no gold paragraph has."""
    return paragraph.path if paragraph.designation or not paragraph.path else (*paragraph.path, "")


def _label(path: Path) -> str:
    return "".join(f"({label})" for label in path) or "(text)"


def _named(path: Path, text: str) -> str:
    return f"{_label(path)} {even(text)[:_SHOWN]}".strip()


def _bare(heading: str | None) -> str:
    return even(heading or "").strip(" .—:-")


def _text(found: Sequence[_Word]) -> str:
    text = " ".join(word.text for word in found)
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} … {text[-_SHOWN:]}"


def _gold_words(section: GoldSection) -> Iterator[_Word]:
    at = 0
    for raw in section.heading.split():
        yield from _place(raw, None, at)
        at += len(raw)
    for index, paragraph in enumerate(section.paragraphs):
        at += len(paragraph.path[-1]) + 2 if paragraph.path else 0
        for raw in paragraph.text.split():
            yield from _place(raw, index, at)
            at += len(raw)


def _place(raw: str, paragraph: int | None, at: int) -> Iterator[_Word]:
    """The word or words a printed word is compared as."""
    for word in word_forms(raw):
        yield _Word(word, paragraph, at, at + len(raw))


def _broken(gold: Sequence[_Word], breaks: Sequence[Break], place: int) -> set[int]:
    """Indices of the words that a line end breaks."""
    ends = {one.at for one in breaks if one.section == place}
    return {
        index
        for index, word in enumerate(gold)
        if any(at in ends for at in range(word.start + 1, word.end))
    }


def _furniture(printed: Printed, read: Sequence[Furniture], tally: Tally) -> None:
    """Words printed around the text that leaked into it, and words of the text taken for them."""
    expected = Counter(_letters_of(printed.furniture))
    found = Counter(_letters_of([piece.text for piece in read if piece.kind != "markup"]))
    leaked, taken = expected - found, found - expected
    tally.furniture_words += expected.total()
    tally.furniture_leaked += leaked.total()
    tally.furniture_taken += taken.total()
    for name, words_of in (("leaked into the text", leaked), ("taken for furniture", taken)):
        if words_of:
            shown = " ".join(f"{word}×{n}" for word, n in words_of.most_common(20))
            tally.disagreements.append(
                Disagreement(
                    "furniture", printed.name, printed.sections[0].doc, "", name,
                    shown if words_of is leaked else "", shown if words_of is taken else "", False,
                )
            )  # fmt: skip


def _letters_of(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w+", even(text))]

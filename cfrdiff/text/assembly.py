"""Lines → running text: furniture out, typography even, broken words whole, OCR slips noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cfrdiff.sources.lines import Line, SourceText
from cfrdiff.text.clean_lines import CleanLine, Misread, clean, mended
from cfrdiff.text.furniture import find_furniture
from cfrdiff.text.heading_pieces import in_order
from cfrdiff.text.joining import Builder
from cfrdiff.text.misread_headings import ReadLine, mended_headings
from cfrdiff.text.running import RunningText
from cfrdiff.text.running_heads import Kind
from cfrdiff.text.signs import numbers_in_order
from cfrdiff.text.vocabulary import Vocabulary


def run_on(source: SourceText, beside: Iterable[SourceText] = ()) -> RunningText:
    """Make one running text of a file's lines.

    The file's own words, and those of the files `beside` it, decide broken words. Every
    character of every line lies in a placed line, in furniture, or is white space.
    """
    source = in_order(source)
    lines = [clean(line) for line in source.lines]
    vocabulary = Vocabulary()
    vocabulary.extend(line.text for line in lines)
    for other in beside:
        vocabulary.extend(clean(line).text for line in other.lines)
    misread = None
    if not source.exact:
        headings = mended_headings([ReadLine(item.line, item.text) for item in lines])
        numbers = vocabulary.numbers | numbers_in_order([item.text for item in lines])
        misread = Misread(numbers | {one.number for one in headings.values()}, headings)
    lines = mended(lines, vocabulary, misread)
    kinds = find_furniture(source.lines, [item.text for item in lines])
    builder = Builder(vocabulary, _ends_in_spaces(source.lines))
    for item, kind in _notes_behind_paragraphs(lines, kinds):
        if kind is None:
            builder.add(item)
        else:
            builder.set_aside(item, kind)
    return builder.finish(source)


def _notes_behind_paragraphs(
    lines: Sequence[CleanLine], kinds: Sequence[Kind | None]
) -> Iterator[tuple[CleanLine, Kind | None]]:
    """The lines and what furniture each is, with every footnote behind the paragraph it cuts.

    Footnotes wait for the end of the paragraph they stand below, and for their own: the foot of
    a later column may go on with one.
    """
    notes: list[CleanLine] = []
    for item, kind, note_goes_on in zip(lines, kinds, _notes_going_on(lines), strict=True):
        if kind is None and item.line.kind == "footnote":
            notes.append(item)
            continue
        if kind is None and not note_goes_on and _begins(item):
            yield from ((note, None) for note in notes)
            notes = []
        yield item, kind
    yield from ((note, None) for note in notes)


def _begins(item: CleanLine) -> bool:
    """Whether a printed paragraph begins at a line, and not in the middle of a sentence."""
    return bool(item.line.opens) and not item.text[:1].islower()


def _notes_going_on(lines: Sequence[CleanLine]) -> list[bool]:
    """For each line whether the next footnote line at or behind it goes on with a footnote."""
    found: list[bool] = []
    goes_on = False
    for item in reversed(lines):
        if item.line.kind == "footnote":
            goes_on = not item.line.opens
        found.append(goes_on)
    return found[::-1]


def _ends_in_spaces(lines: Sequence[Line]) -> bool:
    """Whether this file ends its lines in a space, as text dumped from GPO's PDFs does.

    There a hyphen before the space is one that hangs ("pre- and post-"), not a broken word.
    """
    plain = [line.text for line in lines if line.text.strip()]
    return sum(text[-1] == " " for text in plain) * 3 >= 2 * len(plain) if plain else False

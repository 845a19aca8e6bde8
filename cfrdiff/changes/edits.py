"""Two texts → the word edits between them, placed as a person would place them.

Sentences are paired first, then words; names, citations, amounts, dates and addresses are compared
whole, so that none is ever cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from cfrdiff.changes.joint_proofs import proven_together
from cfrdiff.changes.model import Edit, Field, Span
from cfrdiff.changes.parting import part
from cfrdiff.changes.placement import place
from cfrdiff.changes.ranges import Spans, compared
from cfrdiff.changes.sentences import pair_sentences
from cfrdiff.changes.sides import Replacement, Side
from cfrdiff.changes.stretches import Stretch, is_small
from cfrdiff.changes.thresholds import KEPT
from cfrdiff.changes.weighing import weigh
from cfrdiff.changes.word_units import Read, read
from cfrdiff.model import Partial


def find_edits(
    before: str, after: str, exact: bool, field: Field = "text", partial: Partial | None = None
) -> tuple[Edit, ...]:
    """The edits from `before` to `after`, in order, with a category each.

    `exact` is False where one of the texts may be misread (OCR). With `partial`, one of the
    texts is cut off at its end or beginning, and only as much of the other is compared.
    Outside the edits the two texts are the same to the letter, within what is compared.
    """
    if before == after:
        return ()
    old_range, new_range = compared(before, after, partial)
    old, new = read(before, old_range), read(after, new_range)
    stretches = place(old.units, new.units, _stretches(old, new))
    edits = tuple(
        _edit(old, new, piece, exact, field)
        for span in _differing(old, new, _fixed(old, new, stretches))
        for piece in part(before, after, span, old.mentions, new.mentions)
    )
    return proven_together(old, new, edits)


def _edit(old: Read, new: Read, spans: Spans, exact: bool, field: Field) -> Edit:
    left = Side(old.text, spans[0], old.mentions)
    right = Side(new.text, spans[1], new.mentions)
    found = weigh(Replacement(left, right, exact, field))
    return Edit(
        left.written,
        right.written,
        *spans,
        found.category,
        field,
        found.significance,
        found.rule,
        found.misread,
    )


def _stretches(old: Read, new: Read) -> list[Stretch]:
    """Where the units differ, sentence by sentence."""
    # The paragraph's own designation is compared by itself.
    own = int(old.is_designated and new.is_designated)
    old_keys, new_keys = old.keys, new.keys
    found = [Stretch(0, 1, 0, 1)] if own and old_keys[0] != new_keys[0] else []
    at_old = at_new = own
    for same in _same_units(old, new, own):
        if at_old < same.a or at_new < same.c:
            found.append(Stretch(at_old, same.a, at_new, same.c))
        at_old, at_new = same.b, same.d
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    return [piece for whole in _together(found, matcher) for piece in _around_kept(matcher, whole)]


def _same_units(old: Read, new: Read, own: int) -> Iterator[Stretch]:
    """Runs of units that are the same in paired sentences, and the places (of no width) where
    sentences that are paired begin and end. The `own` first units are in none.
    """
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    olds, news = _behind(old.sentences, own), _behind(new.sentences, own)
    old_keys, new_keys = old.keys, new.keys
    pairs = pair_sentences(
        [_telling(old_keys[a:b]) for a, b in olds],
        [_telling(new_keys[c:d]) for c, d in news],
    )
    for (i, j), (m, n) in pairs:
        a, b, c, d = olds[i][0], olds[j - 1][1], news[m][0], news[n - 1][1]
        yield Stretch(a, a, c, c)
        for op in Indel.opcodes(old_keys[a:b], new_keys[c:d]):
            if op.tag == "equal":
                yield Stretch(a + op.src_start, a + op.src_end, c + op.dest_start, c + op.dest_end)
        yield Stretch(b, b, d, d)
    yield Stretch(len(old_keys), len(old_keys), len(new_keys), len(new_keys))


def _behind(sentences: Sequence[Span], own: int) -> list[Span]:
    """The sentences, the first of them without its `own` first units."""
    return [(own if k == 0 else first, last) for k, (first, last) in enumerate(sentences)]


def _telling(keys: list[str]) -> list[str]:
    """The words of a sentence that tell it from others."""
    return [key for key in keys if not is_small(key)] or keys


def _together(found: Sequence[Stretch], matcher: SequenceMatcher[str]) -> list[Stretch]:
    """Neighbours as one where the words that went from one came in the other: where sentences
    were paired otherwise, both would show the same words.
    """
    whole: list[Stretch] = []
    for one in found:
        last = whole[-1] if whole else None
        if last and one.a - last.b <= 1 and _has_run(matcher, last.with_next(one)):
            whole[-1] = last.with_next(one)
        else:
            whole.append(one)
    return whole


def _has_run(matcher: SequenceMatcher[str], one: Stretch) -> bool:
    return matcher.find_longest_match(one.a, one.b, one.c, one.d).size >= KEPT


def _around_kept(matcher: SequenceMatcher[str], stretch: Stretch) -> Iterator[Stretch]:
    """A stretch without the long run of words that both its sides have: a sentence that was
    joined to another is kept, though no sentence of the other text is its like.
    """
    a, b, c, d = stretch.a, stretch.b, stretch.c, stretch.d
    if min(b - a, d - c) < KEPT or not _has_run(matcher, stretch):
        yield stretch
        return
    run = matcher.find_longest_match(a, b, c, d)
    for rest in (Stretch(a, run.a, c, run.b), Stretch(run.a + run.size, b, run.b + run.size, d)):
        if any(rest.shape):
            yield from _around_kept(matcher, rest)


def _fixed(old: Read, new: Read, stretches: Sequence[Stretch]) -> Iterator[Spans]:
    """What stands still, in characters: the units outside the stretches, the place (of no width)
    between two stretches that touch, and the end.
    """
    i = j = 0
    for k, stretch in enumerate(stretches):
        if k and (i, j) == (stretch.a, stretch.c):
            yield (old.start_of(i), old.start_of(i)), (new.start_of(j), new.start_of(j))
        yield from _kept(old, new, i, stretch.a, j)
        i, j = stretch.b, stretch.d
    yield from _kept(old, new, i, len(old.units), j)
    yield (old.span[1], old.span[1]), (new.span[1], new.span[1])


def _kept(old: Read, new: Read, i: int, end: int, j: int) -> Iterator[Spans]:
    for one, other in zip(old.units[i:end], new.units[j : j + end - i], strict=True):
        yield (one.start, one.end), (other.start, other.end)


def _differing(old: Read, new: Read, fixed: Iterable[Spans]) -> Iterator[Spans]:
    """What differs, in characters; between, both texts are the same, white space included."""
    at_old, at_new = old.span[0], new.span[0]
    for one, other in fixed:
        if old.text[at_old : one[0]] != new.text[at_new : other[0]]:
            yield _trim(old.text, new.text, (at_old, one[0]), (at_new, other[0]))
        if old.text[slice(*one)] != new.text[slice(*other)]:
            yield one, other
        at_old, at_new = one[1], other[1]


def _trim(before: str, after: str, old: Span, new: Span) -> Spans:
    """Leave common white space at the ends out of a difference, as long as both allow it."""
    head = _common_space(before[slice(*old)], after[slice(*new)])
    old, new = (old[0] + head, old[1]), (new[0] + head, new[1])
    tail = _common_space(before[slice(*old)][::-1], after[slice(*new)][::-1])
    return (old[0], old[1] - tail), (new[0], new[1] - tail)


def _common_space(one: str, other: str) -> int:
    """How much white space both texts begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        count += 1
    return count

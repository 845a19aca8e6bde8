"""Two texts → the word edits between them, placed as a person would place them.

Sentences are paired first, then words; names, citations, amounts, dates and addresses are compared
whole, so that none is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from cfrdiff.changes.categories import Context, categorize
from cfrdiff.changes.mentions import Mention, find_mentions, table
from cfrdiff.changes.model import Edit, Field, Span
from cfrdiff.changes.parting import part
from cfrdiff.changes.placement import Stretch, Unit, is_small, place
from cfrdiff.changes.sentences import pair_sentences, split_sentences
from cfrdiff.changes.tokens import Token
from cfrdiff.model import Partial

_DESIGNATION = re.compile(r"(?:\([A-Za-z0-9]{1,5}\))+(?=\s)")
# No name, and no clause that an edit could join, reaches so many characters.
_FAR = 300
# As many words in a row are no chance agreement within a sentence written anew.
_KEPT = 10
_Spans = tuple[Span, Span]


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
    before_range, after_range = (0, len(before)), (0, len(after))
    if partial is not None:
        before_range, after_range = _common_ranges(before, after, partial)
    elif min(len(before), len(after)) > _FAR:
        before_range, after_range = _changed_ranges(before, after)
    old_tokens, old_mentions = _mentions(before, before_range)
    new_tokens, new_mentions = _mentions(after, after_range)
    old = _within(_units(before, old_tokens, old_mentions), before_range)
    new = _within(_units(after, new_tokens, new_mentions), after_range)
    stretches = place(old, new, _stretches(before, after, old, new))
    edits: list[Edit] = []
    for old_span, new_span in (
        piece
        for span in _spans(before, after, (old, new), stretches, (before_range, after_range))
        for piece in part(before, after, span, old_mentions, new_mentions)
    ):
        category = categorize(
            Context(before, old_span, old_mentions),
            Context(after, new_span, new_mentions),
            exact,
            field,
        )
        left, right = before[slice(*old_span)], after[slice(*new_span)]
        edits.append(Edit(left, right, old_span, new_span, category, field))
    return tuple(edits)


def _changed_ranges(before: str, after: str) -> _Spans:
    """How much of two texts to read: what differs, and as much around as a name can reach."""
    least = min(len(before), len(after))
    head = _common(before, after, least)
    tail = _common(before[::-1], after[::-1], least - head)
    start = before.rfind(" ", 0, max(0, head - _FAR)) + 1
    kept = max(0, tail - _FAR)
    while kept and not before[len(before) - kept].isspace():
        kept -= 1
    return (start, len(before) - kept), (start, len(after) - kept)


def _common(one: str, other: str, most: int) -> int:
    """The length of the common beginning of two texts, up to `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _mentions(text: str, limits: Span) -> tuple[list[Token], list[Mention]]:
    """Tokens and mentions of a part of a text, with their places in the whole."""
    start, end = limits
    tokens, mentions = find_mentions(text[start:end])
    if not start:
        return tokens, mentions
    return (
        [Token(t.text, t.start + start, t.end + start) for t in tokens],
        [msgspec.structs.replace(m, start=m.start + start, end=m.end + start) for m in mentions],
    )


def _within(units: list[Unit], limits: Span) -> list[Unit]:
    return [unit for unit in units if limits[0] <= unit.start and unit.end <= limits[1]]


def _units(text: str, tokens: list[Token], mentions: list[Mention]) -> list[Unit]:
    """Tokens, with those of atomic names made one."""
    whole: dict[int, int] = {}
    marked = {mention.first for mention in mentions}
    inside = {i: k for k, m in enumerate(mentions) for i in range(m.first, m.last)}
    for mention in mentions:
        stretch = _atomic(tokens, mention)
        if stretch is not None:
            whole[stretch[0]] = stretch[1]
    units: list[Unit] = []
    i = 0
    while i < len(tokens):
        j = whole.get(i, i + 1)
        named = i in marked
        # Designations stay with each other and with the number before them: 163.6(b)(2).
        while j < len(tokens) and _is_label(tokens[j]) and tokens[j].start == tokens[j - 1].end:
            j += 1
        start, end = tokens[i].start, tokens[j - 1].end
        units.append(
            Unit(re.sub(r"\s+", " ", text[start:end]), start, end, named, inside.get(i, -1))
        )
        i = j
    return units


def _is_label(token: Token) -> bool:
    return token.text[0] == "(" and len(token.text) > 2


def _atomic(tokens: list[Token], mention: Mention) -> tuple[int, int] | None:
    """The token range of a mention that no edit may cut, or None."""
    if mention.label not in table().atomic:
        return None
    first, last = mention.first, mention.last
    if mention.label == "office":
        words = [t.text for t in tokens[first:last] if t.text.isalpha()]
        if any(word.islower() and word not in ("of", "the", "and") for word in words):
            return None
        if tokens[first].text in table().short_agencies:
            first += 1  # "Customs Headquarters": the agency is a name of its own
    return (first, last) if last - first > 1 else None


def _stretches(before: str, after: str, old: list[Unit], new: list[Unit]) -> list[Stretch]:
    """Where the units differ, sentence by sentence."""
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    olds = _sentence_units(before, old)
    news = _sentence_units(after, new)
    own = int(_designated(before, old) and _designated(after, new))
    if own:  # the paragraph's own designation is compared by itself
        olds[0], news[0] = (1, olds[0][1]), (1, news[0][1])
    old_keys, new_keys = [u.key for u in old], [u.key for u in new]
    pairs = pair_sentences(
        [_telling(old_keys[a:b]) for a, b in olds],
        [_telling(new_keys[c:d]) for c, d in news],
    )
    found: list[Stretch] = []
    at_old = at_new = own
    if own and old_keys[0] != new_keys[0]:
        found.append(Stretch(0, 1, 0, 1))

    def differs(a: int, b: int, c: int, d: int) -> None:
        if a < b or c < d:
            found.append(Stretch(a, b, c, d))

    for (i, j), (m, n) in pairs:
        a, b, c, d = olds[i][0], olds[j - 1][1], news[m][0], news[n - 1][1]
        differs(at_old, a, at_new, c)
        at_old, at_new = a, c
        for op in Indel.opcodes(old_keys[a:b], new_keys[c:d]):
            if op.tag == "equal":
                differs(at_old, a + op.src_start, at_new, c + op.dest_start)
                at_old, at_new = a + op.src_end, c + op.dest_end
        differs(at_old, b, at_new, d)
        at_old, at_new = b, d
    differs(at_old, len(old), at_new, len(new))
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    return [piece for whole in _together(found, matcher) for piece in _around_kept(matcher, whole)]


def _together(found: Sequence[Stretch], matcher: SequenceMatcher[str]) -> list[Stretch]:
    """Neighbours as one where the words that went from one came in the other: where sentences
    were paired otherwise, both would show the same words.
    """
    whole: list[Stretch] = []
    for one in found:
        last = whole[-1] if whole else None
        if last and one.a - last.b <= 1:
            joined = Stretch(last.a, one.b, last.c, one.d)
            run = matcher.find_longest_match(joined.a, joined.b, joined.c, joined.d)
            if run.size >= _KEPT:
                whole[-1] = joined
                continue
        whole.append(one)
    return whole


def _around_kept(matcher: SequenceMatcher[str], stretch: Stretch) -> Iterator[Stretch]:
    """A stretch without the long run of words that both its sides have: a sentence that was
    joined to another is kept, though no sentence of the other text is its like.
    """
    a, b, c, d = stretch.a, stretch.b, stretch.c, stretch.d
    if min(b - a, d - c) < _KEPT:
        yield stretch
        return
    run = matcher.find_longest_match(a, b, c, d)
    if run.size < _KEPT:
        yield stretch
        return
    end_old, end_new = run.a + run.size, run.b + run.size
    if a < run.a or c < run.b:
        yield from _around_kept(matcher, Stretch(a, run.a, c, run.b))
    if end_old < b or end_new < d:
        yield from _around_kept(matcher, Stretch(end_old, b, end_new, d))


def _designated(text: str, units: list[Unit]) -> bool:
    """Whether a text is printed with its paragraph's designation."""
    return bool(units) and units[0].start == 0 and bool(_DESIGNATION.match(text))


def _telling(keys: list[str]) -> list[str]:
    """The words of a sentence that tell it from others."""
    return [key for key in keys if not is_small(key)] or keys


def _sentence_units(text: str, units: list[Unit]) -> list[Span]:
    """The ranges of units that make the sentences; a name is in the sentence it begins in."""
    ranges: list[Span] = []
    first = 0
    for _, end in split_sentences(text):
        last = first
        while last < len(units) and units[last].start < end:
            last += 1
        if last > first:
            ranges.append((first, last))
        first = last
    return ranges


def _spans(
    before: str,
    after: str,
    units: tuple[list[Unit], list[Unit]],
    stretches: Sequence[Stretch],
    limits: _Spans,
) -> Iterator[_Spans]:
    """What differs, in characters; between, both texts are the same, white space included."""
    old, new = units
    at_old, at_new = limits[0][0], limits[1][0]

    def gap(i: int, j: int) -> Iterator[_Spans]:
        """Compare what stands between the last equal pair and units i and j."""
        end_old = old[i].start if i < len(old) else limits[0][1]
        end_new = new[j].start if j < len(new) else limits[1][1]
        if before[at_old:end_old] != after[at_new:end_new]:
            yield _trim(before, after, (at_old, end_old), (at_new, end_new))

    i = j = 0
    ends = Stretch(len(old), len(old), len(new), len(new))
    for k, stretch in enumerate((*stretches, ends)):
        if k and (i, j) == (stretch.a, stretch.c) and stretch is not ends:
            yield from gap(i, j)  # two stretches that touch
            at_old = old[i].start if i < len(old) else limits[0][1]
            at_new = new[j].start if j < len(new) else limits[1][1]
        while i < stretch.a:
            yield from gap(i, j)
            if before[old[i].start : old[i].end] != after[new[j].start : new[j].end]:
                yield (old[i].start, old[i].end), (new[j].start, new[j].end)
            at_old, at_new = old[i].end, new[j].end
            i, j = i + 1, j + 1
        i, j = stretch.b, stretch.d
    yield from gap(len(old), len(new))


def _trim(before: str, after: str, old: Span, new: Span) -> tuple[Span, Span]:
    """Leave common white space at the ends out of a difference, as long as both allow it."""
    a, b = old
    c, d = new
    while a < b and c < d and before[a].isspace() and after[c] == before[a]:
        a, c = a + 1, c + 1
    while a < b and c < d and before[b - 1].isspace() and after[d - 1] == before[b - 1]:
        b, d = b - 1, d - 1
    return (a, b), (c, d)


def _common_ranges(before: str, after: str, partial: Partial) -> tuple[Span, Span]:
    """How much of two texts can be compared where one of them is cut off.

    The shorter is held against as much of the longer as fits it best (fewest word edits).
    """
    if partial == "head-missing":
        (a, b), (c, d) = _common_ranges(before[::-1], after[::-1], "tail-missing")
        return (len(before) - b, len(before) - a), (len(after) - d, len(after) - c)
    from rapidfuzz.distance import Indel  # loaded where texts are compared

    shorter, longer = sorted((before, after), key=len)
    words, ends = _words(shorter)
    others, other_ends = _words(longer)
    if words and others and len(words) <= len(others):
        # The file may end inside a word.
        last = others[len(words) - 1]
        if words[-1] != last and last.startswith(words[-1]):
            words, ends = words[:-1], ends[:-1]
    if not words:
        return (0, 0), (0, 0)
    slack = len(words) // 5 + 1
    sizes = range(max(1, len(words) - slack), min(len(others), len(words) + slack) + 1)
    best = min(
        sizes,
        key=lambda n: (Indel.distance(words, others[:n]), abs(n - len(words))),
        default=0,
    )
    short_range, long_range = (0, ends[-1]), (0, other_ends[best - 1] if best else 0)
    return (short_range, long_range) if shorter is before else (long_range, short_range)


def _words(text: str) -> tuple[list[str], list[int]]:
    found = [(m.group(), m.end()) for m in re.finditer(r"\S+", text)]
    return [word for word, _ in found], [end for _, end in found]

"""Two texts → the word edits between them, placed as a person would place them.

Names, citations, amounts, dates and addresses are compared whole, so that none is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import Indel

from cfrdiff.changes.categories import categorize
from cfrdiff.changes.mentions import Mention, find_mentions, table
from cfrdiff.changes.model import Edit, Field, Span
from cfrdiff.changes.tokens import Token
from cfrdiff.model import Partial


class Unit(msgspec.Struct, frozen=True):
    """What is compared as one: a token, or the tokens of a name."""

    key: str
    start: int
    end: int


_SMALL = frozenset("a an the of to in on for by and or as at with from such that this".split())


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
    old_tokens, old_mentions = find_mentions(before)
    new_tokens, new_mentions = find_mentions(after)
    old = _within(_units(before, old_tokens, old_mentions), before_range)
    new = _within(_units(after, new_tokens, new_mentions), after_range)
    spans = _differences(before, after, old, new, before_range, after_range)
    edits: list[Edit] = []
    for old_span, new_span in (
        piece
        for span in _merge(before, after, spans)
        for piece in _at_names(before, after, span, old_mentions, new_mentions)
    ):
        left, right = before[slice(*old_span)], after[slice(*new_span)]
        category = categorize(
            left, right, _around(old_mentions, old_span), _around(new_mentions, new_span), exact
        )
        edits.append(Edit(left, right, old_span, new_span, category, field))
    return tuple(edits)


def _within(units: list[Unit], limits: Span) -> list[Unit]:
    return [unit for unit in units if limits[0] <= unit.start and unit.end <= limits[1]]


def _around(mentions: Sequence[Mention], span: Span) -> list[str]:
    """Kinds of the mentions an edit lies in, cuts, or is little more than."""
    start, end = span[0], max(span[1], span[0] + 1)
    touched = [m for m in mentions if m.start < end and start < m.end]
    named = sum(min(m.end, end) - max(m.start, start) for m in touched)
    return [m.label for m in touched] if 2 * named >= span[1] - span[0] else []


def _at_names(
    before: str,
    after: str,
    span: tuple[Span, Span],
    old_mentions: Sequence[Mention],
    new_mentions: Sequence[Mention],
) -> list[tuple[Span, Span]]:
    """Part an edit where a name of the same kind begins inside it on both sides.

    "after Customs" → "once CBP" are two edits: "after" → "once" and "Customs" → "CBP".
    """
    (a, b), (c, d) = span
    olds = [m for m in old_mentions if a < m.start < b and m.end <= b and m.label in _PARTING]
    news = [m for m in new_mentions if c < m.start < d and m.end <= d and m.label in _PARTING]
    if len(olds) != 1 or not news or olds[0].label != news[0].label:
        return [span]
    old, new = olds[0].start, news[0].start
    first = _trim_end(before, (a, old)), _trim_end(after, (c, new))
    if before[first[0][1] : old] != after[first[1][1] : new]:
        return [span]
    return [first, ((old, b), (new, d))]


_PARTING = frozenset(("agency", "office", "address"))


def _trim_end(text: str, span: Span) -> Span:
    return span[0], span[0] + len(text[slice(*span)].rstrip())


def _units(text: str, tokens: list[Token], mentions: list[Mention]) -> list[Unit]:
    """Tokens, with those of atomic names made one."""
    whole: dict[int, int] = {}
    for mention in mentions:
        stretch = _atomic(tokens, mention)
        if stretch is not None:
            whole[stretch[0]] = stretch[1]
    units: list[Unit] = []
    i = 0
    while i < len(tokens):
        j = whole.get(i, i + 1)
        # Designations stay with each other and with the number before them: 163.6(b)(2).
        while j < len(tokens) and _is_label(tokens[j]) and tokens[j].start == tokens[j - 1].end:
            j += 1
        start, end = tokens[i].start, tokens[j - 1].end
        units.append(Unit(re.sub(r"\s+", " ", text[start:end]), start, end))
        i = j
    return units


def _is_label(token: Token) -> bool:
    return token.text[0] == "(" and len(token.text) > 2


def _atomic(tokens: list[Token], mention: Mention) -> tuple[int, int] | None:
    """The token range of a mention that no edit may cut, or None."""
    if mention.label not in table().atomic:
        return None
    first, last = mention.first, mention.last
    if mention.label == "citation":
        # "paragraph (d)(1) of this section": the designations are what is cited.
        while first < last and tokens[first].text.isalpha():
            first += 1
        while last > first and tokens[last - 1].text.isalpha():
            last -= 1
        if any(token.text in (",", "and", "or", "through") for token in tokens[first:last]):
            return None  # a list of citations changes item by item
    if mention.label == "office":
        words = [t.text for t in tokens[first:last] if t.text.isalpha()]
        if any(word.islower() and word not in ("of", "the", "and") for word in words):
            return None
        if tokens[first].text in table().short_agencies:
            first += 1  # "Customs Headquarters": the agency is a name of its own
    return (first, last) if last - first > 1 else None


def _differences(
    before: str, after: str, old: list[Unit], new: list[Unit], old_range: Span, new_range: Span
) -> list[tuple[Span, Span]]:
    """Stretches that differ; between them both texts are the same, white space included."""
    found: list[tuple[Span, Span]] = []
    at_old, at_new = old_range[0], new_range[0]

    def gap(i: int, j: int) -> None:
        """Compare what stands between the last equal pair and the pair (i, j)."""
        end_old = old[i].start if i < len(old) else old_range[1]
        end_new = new[j].start if j < len(new) else new_range[1]
        left, right = before[at_old:end_old], after[at_new:end_new]
        if left != right:
            found.append(_trim(before, after, (at_old, end_old), (at_new, end_new)))

    opcodes = Indel.opcodes([u.key for u in old], [u.key for u in new])
    for op in opcodes:
        if op.tag != "equal":
            continue
        for i, j in zip(
            range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
        ):
            gap(i, j)
            if before[old[i].start : old[i].end] != after[new[j].start : new[j].end]:
                found.append(((old[i].start, old[i].end), (new[j].start, new[j].end)))
            at_old, at_new = old[i].end, new[j].end
    gap(len(old), len(new))
    return found


def _trim(before: str, after: str, old: Span, new: Span) -> tuple[Span, Span]:
    """Leave common white space at the ends out of a difference, as long as both allow it."""
    a, b = old
    c, d = new
    while a < b and c < d and before[a].isspace() and after[c] == before[a]:
        a, c = a + 1, c + 1
    while a < b and c < d and before[b - 1].isspace() and after[d - 1] == before[b - 1]:
        b, d = b - 1, d - 1
    return (a, b), (c, d)


def _merge(before: str, after: str, spans: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """Join neighbouring edits that only small words part: a rewritten clause is one edit."""
    merged: list[tuple[Span, Span]] = []
    for old, new in spans:
        if merged:
            last_old, last_new = merged[-1]
            between = before[last_old[1] : old[0]]
            words = between.split()
            small = bool(words) and len(words) <= 2 and _SMALL.issuperset(w.lower() for w in words)
            rewritten = (old[1] - old[0] > 12 or new[1] - new[0] > 12) and (
                last_old[1] - last_old[0] > 12 or last_new[1] - last_new[0] > 12
            )
            if small and rewritten and between == after[last_new[1] : new[0]]:
                merged[-1] = ((last_old[0], old[1]), (last_new[0], new[1]))
                continue
        merged.append((old, new))
    return merged


def _common_ranges(before: str, after: str, partial: Partial) -> tuple[Span, Span]:
    """How much of two texts can be compared where one of them is cut off.

    The shorter is held against as much of the longer as fits it best (fewest word edits).
    """
    if partial == "head-missing":
        (a, b), (c, d) = _common_ranges(before[::-1], after[::-1], "tail-missing")
        return (len(before) - b, len(before) - a), (len(after) - d, len(after) - c)
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

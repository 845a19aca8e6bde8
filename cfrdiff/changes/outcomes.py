"""What became of the paragraphs that a link holds together: kind, edits, weight, doubts."""

from __future__ import annotations

from collections.abc import Iterable

from cfrdiff.align import Link, Place
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.headings import heading_edits, lone_heading, paragraph_edits
from cfrdiff.changes.model import (
    MISREAD,
    WORD_BROKEN,
    Change,
    Edit,
    Kind,
    Review,
    State,
    joined,
)
from cfrdiff.changes.parts import doubts_of
from cfrdiff.changes.reading_doubts import is_doubtful, with_reading_doubts
from cfrdiff.changes.significance import weight_of, weight_of_kind
from cfrdiff.changes.thresholds import CLOSE, DOUBTFUL, HARDLY_ALIKE, MOVED
from cfrdiff.changes.worded import is_worded
from cfrdiff.text.compounds import is_two_words

_REVIEW_OF_REACH: dict[tuple[str, str], Review] = {
    ("undecided", "removed"): "beyond-the-other-file",
    ("undecided", "added"): "beyond-the-other-file",
    ("elsewhere", "removed"): "moved-out-of-the-section",
    ("elsewhere", "added"): "moved-into-the-section",
}


def change_of(link: Link, exact: bool) -> Change:
    """What became of the paragraphs of a link; the change has no id yet.

    `exact` is False where one of the editions may be misread (OCR).
    """
    olds = tuple(map(state_of, link.before))
    news = tuple(map(state_of, link.after))
    if len(olds) == len(news) == 1:
        return _pair(olds[0], news[0], link, exact)
    if olds and news:
        return _regrouped(olds, news, link, exact)
    return _alone(olds, news, link)


def state_of(place: Place) -> State:
    """A paragraph in its place."""
    return State.of(place.section, place.section_index, place.index, place.paragraph)


def _alone(olds: tuple[State, ...], news: tuple[State, ...], link: Link) -> Change:
    """A paragraph that only one edition has, or only one file."""
    (state,) = olds or news
    kind: Kind = "removed" if olds else "added"
    has_words = bool(state.text.strip() or state.heading)
    significance, reasons = weight_of_kind(kind if has_words else "frame without words")
    copied: Review | None = "also-elsewhere" if link.also is not None else None
    misread: Review | None = MISREAD if is_doubtful(state) else None
    review = [*_doubts([state]), misread, _REVIEW_OF_REACH.get((link.reach, kind)), copied]
    if link.reach == "not-covered":
        kind, significance, reasons = "not-covered", "none", ()
    return Change(
        id="",
        section=state.section,
        kind=kind,
        before=olds,
        after=news,
        edits=(),
        significance=significance,
        similarity=0.0,
        confidence=state.confidence,
        review=tuple(code for code in review if code),
        reasons=reasons if link.also is None else (*reasons, f"also in {state_of(link.also).cite}"),
    )


def _regrouped(olds: tuple[State, ...], news: tuple[State, ...], link: Link, exact: bool) -> Change:
    """A paragraph that was split, or several that were merged."""
    kind: Kind = "split" if len(olds) == 1 else "merged"
    edits = (
        *heading_edits(olds[0], news[0], exact),
        *_with_headings(olds, news, find_edits(joined(olds), joined(news), exact, "text")),
    )
    edits = with_reading_doubts(edits, olds, news)
    significance, reasons = weight_of(edits, kind)
    both = (*olds, *news)
    return Change(
        id="",
        section=news[0].section,
        kind=kind,
        before=olds,
        after=news,
        edits=edits,
        significance=significance,
        similarity=round(link.similarity, 4),
        confidence=round(min(state.confidence for state in both), 4),
        review=(*_doubts(both), *doubts_of(edits)),
        reasons=reasons,
    )


def _with_headings(
    olds: tuple[State, ...], news: tuple[State, ...], edits: Iterable[Edit]
) -> list[Edit]:
    """Edits of several paragraphs' text, those called so that are a heading which came or went:
    the joined text holds all headings but the first.
    """
    texts = {("", state.heading): state.text for state in news[1:] if state.heading}
    texts |= {(state.heading, ""): state.text for state in olds[1:] if state.heading}
    found: list[Edit] = []
    for edit in edits:
        text = texts.get((edit.before.strip(), edit.after.strip()))
        found.append(edit if text is None else lone_heading(edit, text))
    return found


def _pair(old: State, new: State, link: Link, exact: bool) -> Change:
    """A paragraph that both editions have."""
    partial = old.partial or new.partial if old.partial != new.partial else None
    edits = with_reading_doubts(paragraph_edits(old, new, exact, partial), (old,), (new,))
    worded = is_worded(edits, exact)
    moved = old.path != new.path or old.section != new.section
    kind = _KIND_OF_PAIR[moved, worded]
    significance, reasons = weight_of(edits, kind if moved else None)
    sure = min(1.0, MOVED + link.margin) if moved else 1.0
    close = moved and link.margin < CLOSE
    if close and link.rival is not None:
        reasons = (*reasons, f"next best: {state_of(link.rival).cite}")
    closer_look: dict[Review, bool] = {
        "hardly-alike": worded
        and link.similarity < HARDLY_ALIKE
        and "[Reserved]" not in (old.text, new.text),
        WORD_BROKEN: _doubtful_words(old) != _doubtful_words(new),
        "pairing-close": close,
    }
    return Change(
        id="",
        section=new.section,
        kind=kind,
        before=(old,),
        after=(new,),
        edits=edits,
        significance=significance,
        similarity=round(link.similarity, 4),
        confidence=round(min(old.confidence, new.confidence, sure), 4),
        review=(
            *_doubts((old, new)),
            *doubts_of(edits),
            *(code for code, holds in closer_look.items() if holds),
        ),
        reasons=reasons,
    )


# By whether it moved, and whether its words are others.
_KIND_OF_PAIR: dict[tuple[bool, bool], Kind] = {
    (False, False): "unchanged",
    (False, True): "revised",
    (True, False): "redesignated",
    (True, True): "redesignated-revised",
}


def _doubtful_words(state: State) -> set[str]:
    """Words broken at a line end that are other words with their hyphen, in small letters."""
    broken = (one for one in state.repairs if one.basis == "undecided")
    words = (one.before.replace("\n", "").lower() for one in broken if one.kind == "hyphen")
    return {word for word in words if is_two_words(word)}


def _doubts(states: Iterable[State]) -> tuple[Review, ...]:
    """What is uncertain in the reading of paragraphs."""
    found: list[Review] = []
    for state in states:
        if state.inferred:
            found.append("designation-inferred")
        elif state.designation and state.confidence < DOUBTFUL:
            found.append("designation-ambiguous")
        if state.partial:
            found.append(state.partial)
    return tuple(dict.fromkeys(found))

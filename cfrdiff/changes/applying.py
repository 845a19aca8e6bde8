"""Carry changes out. What they are applied to is checked, never assumed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from cfrdiff.changes.block_patch import OTHER_EDITION, check_texts, made_texts, texts_of, with_texts
from cfrdiff.changes.parts import Change, Edit, Field, State, joined
from cfrdiff.changes.patch import patch
from cfrdiff.changes.units import BlockChange, KeptBlock
from cfrdiff.errors import ConflictError
from cfrdiff.model import Block, Edition, Paragraph, Section, grow

Numbers = Collection[str | None]


def apply(
    changes: Sequence[Change],
    blocks: tuple[Sequence[BlockChange], Sequence[KeptBlock]],
    before: Edition,
    after: Edition,
    edition: Edition,
) -> Edition:
    """The edition after the changes, which lead from `before` to `after` (both without their
    paragraphs); `blocks` are those that changed and those that did not. Where these are for some
    of its sections only, the others stay as they are.

    Of `after` only the frame is taken: which sections and blocks there are, and where they stand
    in the file. Every word is one of the edition's or of a change.

    Raises ConflictError where `edition` does not hold what the changes start from.
    """
    numbers = {section.number for section in before.sections}
    limited = any(section.number not in numbers for section in edition.sections)
    part = _part(edition, numbers) if limited else edition
    _check(changes, part)
    texts = texts_of(part)
    check_texts(texts_of(before), texts)
    frame, made_blocks = with_texts(after, made_texts(*blocks, texts))
    made = _with_paragraphs(changes, frame)
    if limited:
        return _put_back(edition, numbers, made, made_blocks)
    return msgspec.structs.replace(after, sections=tuple(made), blocks=made_blocks)


def _part(edition: Edition, numbers: Numbers) -> Edition:
    """Those sections of an edition that bear the numbers, and what follows them."""
    return msgspec.structs.replace(
        edition,
        sections=tuple(one for one in edition.sections if one.number in numbers),
        blocks=tuple(one for one in edition.blocks if one.after in numbers),
    )


def _with_paragraphs(changes: Sequence[Change], sections: Sequence[Section]) -> list[Section]:
    """The newer edition's sections with their paragraphs."""
    placed = {state.index: _patched(change, state) for change in changes for state in change.after}
    flat: dict[int, list[Paragraph]] = defaultdict(list)
    for _, state in sorted(placed.items()):
        flat[state.section_index].append(state.paragraph())
    return [
        msgspec.structs.replace(section, paragraphs=grow(flat[i]))
        for i, section in enumerate(sections)
    ]


def _put_back(
    edition: Edition, numbers: Numbers, sections: Sequence[Section], blocks: Sequence[Block]
) -> Edition:
    """The edition with those sections and blocks in the place of the ones that bear, or follow,
    the numbers.
    """
    new: list[Section] = []
    waiting = list(sections)
    earlier: set[str | None] = {None}
    for section in edition.sections:
        if section.number in numbers:
            new += waiting
            waiting = []
        else:
            new.append(section)
            if waiting:
                earlier.add(section.number)
    kept = [block for block in edition.blocks if block.after not in numbers]
    at = sum(block.after in earlier for block in kept)
    return msgspec.structs.replace(
        edition, sections=(*new, *waiting), blocks=(*kept[:at], *blocks, *kept[at:])
    )


def _check(changes: Iterable[Change], edition: Edition) -> None:
    expected = sorted(
        (state for change in changes for state in change.before), key=lambda state: state.index
    )
    held = [
        (section.number, paragraph.path, paragraph.heading, paragraph.text)
        for section in edition.sections
        for paragraph in section.walk()
    ]
    for state, found in zip(expected, held, strict=False):
        if (state.section, state.path, state.heading, state.text) != found:
            raise ConflictError(f"{state.cite} is not as the change set has it; {OTHER_EDITION}")
    if len(expected) != len(held):
        raise ConflictError(
            f"the change set is for {len(expected)} paragraphs, the edition has {len(held)};"
            f" {OTHER_EDITION}"
        )


def _patched(change: Change, state: State) -> State:
    """The newer state with its words made from the older ones by the edits.

    Where a file breaks off inside the paragraph the edits cannot say the rest.
    """
    if not change.before or len(change.after) != 1 or any(one.partial for one in change.states):
        return state
    text = patch(joined(change.before), _edits_of(change, "text"))
    heading = patch(change.before[0].heading or "", _edits_of(change, "heading"))
    return msgspec.structs.replace(state, text=text, heading=heading or None)


def _edits_of(change: Change, field: Field) -> list[Edit]:
    return [edit for edit in change.edits if edit.field == field]

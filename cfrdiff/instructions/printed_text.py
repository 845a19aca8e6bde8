"""What of the text printed with an instruction belongs to a provision."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from cfrdiff.cites import Path
from cfrdiff.instructions.definitions import printed_definition
from cfrdiff.instructions.model import Printed, Scope, SectionText, Target
from cfrdiff.instructions.paths import is_within

_STARS = "* * *"


def part_of(text: SectionText, path: Path, scope: Scope) -> SectionText:
    """What of a section's text is printed for one paragraph; of its introductory text the
    first.
    """
    own = [one for one in text.paragraphs if _is_printed_for(one, path, scope)]
    return msgspec.structs.replace(text, paragraphs=tuple(own if path else own[:1]), note=None)


def _is_printed_for(one: Printed, path: Path, scope: Scope) -> bool:
    if one.path == path and one.designated == bool(path):
        return True
    return scope == "whole" and bool(path) and is_within(one.path, path)


def printed_for(target: Target, text: SectionText) -> list[Printed]:
    """The printed paragraphs of a target: its own, and, unless its text alone is meant, those
    below it. Empty where it is not printed.
    """
    if target.term is not None:
        return printed_definition(text.paragraphs, target.term)[:1]
    if not target.path:
        return [one for one in text.paragraphs if not one.path and not one.designated][:1]
    return _paragraph(target, text.paragraphs)


def _paragraph(target: Target, printed: Sequence[Printed]) -> list[Printed]:
    path = target.path
    own = next((k for k, one in enumerate(printed) if _is_itself(one, path)), None)
    if own is None:
        return []
    behind = printed[own + 1 :] if target.scope == "whole" else ()
    below = takewhile(lambda one: is_within(one.path, path) and not _is_itself(one, path), behind)
    return [printed[own], *below]


def _is_itself(one: Printed, path: Path) -> bool:
    return one.designated and one.path == path


def is_cut(one: Printed) -> bool:
    """Whether asterisks stand in its text for a part of it."""
    return _STARS in one.text

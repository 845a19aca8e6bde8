"""What is left to order once paragraphs stand where they belong: words, revisions, additions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import msgspec

from cfrdiff.instructions.model import (
    Add,
    Order,
    Printed,
    Remove,
    Revise,
    Scope,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.substitutions import Replacement, find_replacements
from cfrdiff.model import Paragraph, Path

# From this share of the words below a paragraph on, it is revised with all that stands under it.
_MOSTLY = 0.7
_RESERVED = "[Reserved]"


class Orders(msgspec.Struct, frozen=True):
    """Orders by kind; `unheld` are notes on what one of the files lacks."""

    words: list[Order]
    revisions: list[Order]
    additions: list[Order]
    unheld: list[Order]


def paragraph_orders(
    text: SectionText,
    have: Mapping[Path, Paragraph],
    want: Mapping[Path, Paragraph],
    beyond: Set[Path],
    exact: bool,
) -> Orders:
    """Orders that turn the paragraphs a section has into those it is to have, by designation.

    `text` is the whole section as it will read; `beyond` are paths that the older file does not
    reach; `exact` is False where one of the files may be misread.
    """
    found = Orders([], [], [], [])
    replaced: dict[Replacement, list[Target]] = {}
    number = text.number
    done: list[Path] = []
    for path, goal in want.items():
        if is_beneath(path, done):
            continue
        old = have.get(path)
        below = [p for p in want if p[: len(path)] == path]
        if old is None:
            scope: Scope = "text" if any(p in have for p in below) else "whole"
            target = Target(number, path, scope)
            to = part_of(text, path, scope)
            if all(p in beyond for p in below):
                found.unheld.append(Unheld(target, to))
            else:
                found.additions.append(Add(target, to))
            if scope == "whole":
                done.append(path)
            continue
        if goal.text == _RESERVED and not goal.heading and not goal.children:
            if (old.text, old.children) != (_RESERVED, ()):
                found.revisions.append(Remove(Target(number, path), reserve=True))
            continue
        if _flush(old) != _flush(goal) or _is_mostly_new(path, have, want, below, exact):
            found.revisions.append(Revise(Target(number, path), part_of(text, path, "whole")))
            done.append(path)
            continue
        if (old.heading, old.text) == (goal.heading, goal.text):
            continue
        alone = len(below) == 1 and not goal.children and not old.children
        target = Target(number, path, "whole" if alone else "text")
        if old.partial or goal.partial:
            found.unheld.append(Unheld(target, part_of(text, path, target.scope)))
            continue
        replacements = _replacements(old, goal, exact)
        if replacements is not None:
            for one in replacements:
                replaced.setdefault(one, []).append(target)
        elif old.text == goal.text and goal.heading:
            heading = Target(number, path, "heading")
            found.revisions.append(Revise(heading, part_of(text, path, "text")))
        else:
            found.revisions.append(Revise(target, part_of(text, path, target.scope)))
    found.words.extend(
        Substitute(tuple(targets), one.before, one.after, one.everywhere, one.slip)
        for one, targets in sorted(replaced.items(), key=lambda item: item[0].slip)
    )
    return found


def _replacements(old: Paragraph, goal: Paragraph, exact: bool) -> list[Replacement] | None:
    if old.heading != goal.heading:
        return None
    found = find_replacements(old.text, goal.text, exact)
    if found and any(one.before in (old.heading or "") for one in found):
        return None
    return found


def _flush(paragraph: Paragraph) -> list[tuple[str | None, str]]:
    return [(p.heading, p.text) for p in paragraph.children if not p.designation]


def _is_mostly_new(
    path: Path,
    have: Mapping[Path, Paragraph],
    want: Mapping[Path, Paragraph],
    below: Iterable[Path],
    exact: bool,
) -> bool:
    """Whether most of a paragraph's words, with those of several paragraphs below it, changed."""
    total = changed = 0
    members = 0
    for p in below:
        goal, old = want[p], have.get(p)
        words = len(goal.text.split())
        total += words
        if old is None or (old.heading, old.text) != (goal.heading, goal.text):
            if old is not None and _replacements(old, goal, exact) is not None:
                continue
            changed += words
            members += 1
    return members > 1 and want[path].text != have[path].text and changed >= _MOSTLY * total


def part_of(text: SectionText, path: Path, scope: Scope) -> SectionText:
    """What of a section's text is printed for one paragraph."""
    chosen: list[Printed] = []
    for one in text.paragraphs:
        own = one.path == path and one.designated == bool(path)
        inside = bool(path) and one.path[: len(path)] == path
        if own or (scope == "whole" and inside):
            chosen.append(one)
            if not path:
                break
    return msgspec.structs.replace(text, paragraphs=tuple(chosen), note=None)


def is_beneath(path: Path, above: Iterable[Path]) -> bool:
    """Whether a path is one of some others or stands below it."""
    return any(path[: len(one)] == one for one in above)

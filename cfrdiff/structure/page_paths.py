"""Where a web page says that a paragraph stands, held against the path that was found for it.

Sites work their paragraphs' places out for themselves, and err: the page's word is evidence that
something is in doubt, never the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cfrdiff.cites import Path, path_of
from cfrdiff.model import Finding, Paragraph, Section
from cfrdiff.sources.lines import Claim
from cfrdiff.text import Placed, RunningText

_TAG = re.compile(r"<[^<>]*+>")
# Cornell's names of paragraphs: "a", "b_1_i".
_JOINED = re.compile(r"[A-Za-z0-9]{1,8}(?:_[A-Za-z0-9]{1,8})*")


def disagreements(running: RunningText, sections: Iterable[Section]) -> Iterator[Finding]:
    """A finding for each line of which the page says another place than was found."""
    claimed = [placed for placed in running.lines if placed.line.claim is not None]
    if not claimed:
        return
    for section in sections:
        found: dict[int, list[Paragraph]] = defaultdict(list)
        for paragraph in section.walk():
            i = _line_of(claimed, paragraph)
            if i is not None:
                found[i].append(paragraph)
        for i, paragraphs in found.items():
            yield from _held_against(claimed[i], paragraphs, section.number or "")


def _line_of(claimed: list[Placed], paragraph: Paragraph) -> int | None:
    """The line that a paragraph begins in, by its place among those of which the page says one."""
    if not paragraph.evidence:
        return None
    start = paragraph.evidence[0].start
    i = bisect_right(claimed, start, key=lambda placed: placed.start) - 1
    return i if i >= 0 and start < claimed[i].stop else None


def _held_against(placed: Placed, paragraphs: list[Paragraph], number: str) -> Iterator[Finding]:
    claim = placed.line.claim
    assert claim is not None
    paths = [paragraph.path for paragraph in paragraphs if paragraph.designation]
    said = _path(claim, number)
    if said and said not in paths:
        where = "".join(f"({label})" for label in said)
    elif not said and claim.level and paths and claim.level not in map(len, paths):
        where = f"on level {claim.level}"
    else:
        return
    read = "".join(f"({label})" for label in paths[0]) if paths else "text without a designation"
    yield Finding(
        "page-disagrees",
        "note",
        f"the web page has this paragraph as {where}; it is read as {read}",
        section=number or None,
        designation=paragraphs[0].designation or None,
        line=placed.line.number,
    )


def _path(claim: Claim, number: str) -> Path | None:
    """The path that a claim names, None for none."""
    if claim.paragraph is None:
        return None
    given = _TAG.sub("", claim.paragraph).removeprefix("p-")
    if number and given.startswith(number):
        return path_of(given.removeprefix(number)) or None
    return tuple(given.split("_")) if _JOINED.fullmatch(given) else None

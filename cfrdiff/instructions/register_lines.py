"""The paragraphs of a text of the Federal Register, whether its lines are wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cfrdiff.cites import PART_NUMBER, SECTION_NUMBER

ON_PAGE = re.compile(r"\[\[Page (?P<page>\d+)\]\]")
FIRST_PAGE = re.compile(r"^\[Pages? (?P<page>\d+)")
PART = re.compile(rf"^PARTS? (?P<part>{PART_NUMBER}) ?(?:—|--|–|-\s|\[)")
STARS = re.compile(r"^\*(?: ?\*){2,6}$")
SECTION = re.compile(rf"^(?:§+|Secs?\.) {{0,3}}(?P<number>{SECTION_NUMBER}) +(?P<subject>\S.*)$")
SQUARE = re.compile(r"^(?:■|▪|\[squf\]|0(?= *$)) ?")
_FURNITURE = re.compile(
    r"^(?:Federal Register ?/ ?Vol\.|VerDate |\d{1,6} Federal Register ?/|-{20,}|={20,}|_{20,}|"
    r"(?:Start|End) (?:Amendment Part|Part|Signature|Authority)|Start Printed Page \d+)"
)
WRAPPED = 100  # characters; a text with longer lines has a paragraph a line
_INDENT = re.compile(r"^ {2,}\S")


def paragraphs(text: str, wrapped: bool | None) -> Iterator[tuple[bool, str]]:
    """The paragraphs of a text, each on one line, and whether a square stands before it."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\t", " ").split("\n")]
    lines = [line for line in lines if not _FURNITURE.match(line.strip())]
    longest = max(map(len, lines), default=0)
    is_wrapped = longest <= WRAPPED if wrapped is None else wrapped
    held: list[str] = []
    pages: list[str] = []
    square = broken = False
    for k, line in enumerate(lines):
        words = line.strip()
        opens = not words or not is_wrapped or _opens(line)
        if opens and held and is_wrapped and not broken:
            broken = _goes_on(held[-1], lines, k)
        if broken and (not words or ON_PAGE.fullmatch(words)):
            pages += [words] if words else []
            continue
        broken = False
        if opens and held:
            yield square, " ".join(held)
            yield from ((False, page) for page in pages)
            held, pages, square = [], [], False
        found = SQUARE.match(words)
        if found is not None:
            square, words = True, words[found.end() :].strip()
        if words:
            held.append(words)
    if held:
        yield square, " ".join(held)


def _goes_on(last: str, lines: Sequence[str], at: int) -> bool:
    """Whether a paragraph goes on behind the page break that follows a line."""
    if last.endswith((".", ":", ";", "*", "]", "”", "''", ")")):
        return False
    rest = [line for line in lines[at : at + _AROUND_A_PAGE] if line.strip()]
    if len(rest) < _AROUND_A_PAGE - _BLANKS or not any(map(ON_PAGE.match, map(str.strip, rest))):
        return False
    behind = [line for line in rest if not ON_PAGE.match(line.strip())]
    return bool(behind) and not _opens(behind[0])


# A page break is a line of its own, with a blank one before and behind it.
_AROUND_A_PAGE, _BLANKS = 4, 2


def _opens(line: str) -> bool:
    """Whether a line of wrapped text begins a paragraph."""
    words = line.strip()
    return bool(
        _INDENT.match(line)
        or SQUARE.match(words)
        or STARS.match(words)
        or ON_PAGE.match(words)
        or FIRST_PAGE.match(words)
        or PART.match(words)
        or (SECTION.match(words) and not words.endswith((",", ";")) and is_heading(words))
    )


def is_heading(words: str) -> bool:
    """Whether what begins with a section's number is its heading: no verb of an instruction."""
    found = SECTION.match(words)
    return found is not None and not re.match(r"(?:is|are|was) |\(|,", found["subject"])

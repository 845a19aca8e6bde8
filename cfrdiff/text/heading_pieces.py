"""Section headings whose pieces OCR has printed out of order, put in order again.

Print leaves a wide gap behind a section's number. Tesseract may take the number and the lines of
the subject for blocks of their own and print the subject, or its first line, at the wrong side.
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.model import Finding
from cfrdiff.section_numbers import SECTION_NUMBER, canonical
from cfrdiff.sources.lines import Line, SourceText

_NUMBER = re.compile(rf"§ ?({SECTION_NUMBER})\.?")
_HEADED = re.compile(rf"§ ?({SECTION_NUMBER})\.? +\S")
_FIRST_PARAGRAPH = re.compile(r"\((?:a|1)\) ?\S")
# A subject begins with a capital and is no label, number or note.
_BEGINNING = re.compile(r"[A-Z][^\[\]]*$")
_END = re.compile(r"[a-z(][^\[\]]*[.?]$")
_FINISHED = re.compile(r"[.;:!?\]][”’)\]]*$")
_MOST_WORDS = 12


def in_order(source: SourceText) -> SourceText:
    """The file with every heading in order: its number, then its subject; each is told.

    Only files that may be misread and whose lines have no place on a page are changed. The
    number must be one that no other line heads, and a first paragraph must follow.
    """
    if source.exact or any(line.box is not None for line in source.lines):
        return source
    lines = list(source.lines)
    headed = {match[1] for line in lines if (match := _HEADED.match(line.text.strip()))}
    findings: list[Finding] = []
    for i, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.text.strip())
        if match is None or match[1] in headed:
            continue
        order = _order(lines, i)
        if order is not None:
            first = min(order)
            pieces = [lines[j] for j in order]
            lines[first : first + len(order)] = [
                _set(pieces[0], True),
                *(_set(piece, False) for piece in pieces[1:]),
            ]
            findings.append(_told(match[1], pieces))
    if not findings:
        return source
    return msgspec.structs.replace(
        source, lines=tuple(lines), findings=(*source.findings, *findings)
    )


def _order(lines: list[Line], i: int) -> list[int] | None:
    """The lines of the heading whose number stands alone at `i`, in the order of print.

    None where they are in order already, or are no heading.
    """
    # The subject's beginning before the number, its end behind; or the whole of it before.
    before = _piece(lines, i - 1, _BEGINNING) if lines[i].gap else None
    behind = _piece(lines, i + 1, _END)
    if before is not None and _stands_apart(lines, before):
        text = lines[before].text.strip()
        if behind is not None and not _FINISHED.search(text) and _is_followed(lines, behind):
            return [i, before, behind]
        if text.endswith(".") and _is_followed(lines, i):
            return [i, before]
    # Its end directly behind the number, and its beginning behind that.
    late = _piece(lines, i + 2, _BEGINNING) if behind is not None else None
    if behind is not None and late is not None and not lines[behind].gap and lines[late].gap:
        unfinished = not _FINISHED.search(lines[late].text.strip())
        return [i, late, behind] if unfinished and _is_followed(lines, late) else None
    return None


def _piece(lines: list[Line], i: int, form: re.Pattern[str]) -> int | None:
    """`i`, where a line stands there that could be such a piece of a subject."""
    if not 0 <= i < len(lines):
        return None
    text = lines[i].text.strip()
    return i if form.match(text) and len(text.split()) <= _MOST_WORDS else None


def _stands_apart(lines: list[Line], i: int) -> bool:
    """Whether white space stands above a line, and a finished sentence above that."""
    return lines[i].gap and (i == 0 or bool(_FINISHED.search(lines[i - 1].text.strip())))


def _is_followed(lines: list[Line], i: int) -> bool:
    """Whether a section's first paragraph stands behind a line."""
    return i + 1 < len(lines) and bool(_FIRST_PARAGRAPH.match(lines[i + 1].text.strip()))


def _set(line: Line, first: bool) -> Line:
    return msgspec.structs.replace(line, opens=first, gap=first)


def _told(number: str, pieces: list[Line]) -> Finding:
    heading = " ".join(piece.text.strip() for piece in pieces)
    return Finding(
        "heading-out-of-order",
        "warning",
        f"the pieces of this section's heading stand out of order; read as {heading!r}",
        section=canonical(number),
        line=pieces[0].number,
    )

"""The regulatory text of an instruction, as lines: printed and read back.

As the Federal Register prints it: the section's heading, asterisks for what is left out, a
designation with asterisks for a paragraph whose text stays. Four spaces a level stand for what
print shows by its designations alone, and underscores for the italics of a paragraph heading,
so that reading gives back exactly what was printed. A pilcrow stands before a text that could
be taken for a designation or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cfrdiff.instructions.model import Printed, SectionText
from cfrdiff.instructions.partial_text import enclosed
from cfrdiff.model import Designation, Path
from cfrdiff.section_numbers import SECTION_NUMBER

STARS = "* * * * *"
_KEPT = "* * *"
_INDENT = 4
_WIDTH = 88
_HEADING = re.compile(rf"§ (?P<number>{SECTION_NUMBER})(?: (?P<subject>.*))?$")
_LABELS = re.compile(r"(?:\([A-Za-z0-9]{1,8}\))+")
_NOTE = re.compile(r"\[(?:.*)\]$")


def print_section(
    section: SectionText, whole: Iterable[Printed], parts: Iterable[tuple[Path, bool]] = ()
) -> list[str]:
    """The lines of a section's text.

    `whole` are all its paragraphs as they will read, in the order of print. `section` holds
    those to print; the rest is asterisks. `parts` are paths of which only the heading is
    printed (True) or only the own text (False).
    """
    heading_only = {path for path, only in parts if only}
    wanted = set(section.paragraphs)
    lines = [f"§ {section.number} {section.heading or ''}".rstrip(), ""]
    open_path: Path = ()
    gap = False
    everything = list(whole) or list(section.paragraphs)
    for one in everything:
        if one not in wanted:
            gap = True
            continue
        above = one.path[:-1] if one.designated else one.path
        told = _ancestors(above, open_path, everything, wanted)
        if gap:
            lines += [STARS, ""]
            gap = False
        for path, labels in told:
            lines += [" " * (_INDENT * _depth(path, labels)) + f"{labels} {_KEPT}", ""]
        lines += _paragraph(one, open_path if not told else told[-1][0], one.path in heading_only)
        open_path = one.path
    if gap:
        lines += [STARS, ""]
    if section.note:
        lines += [*wrapped(section.note, 0), ""]
    return lines


def _ancestors(
    above: Path, open_path: Path, everything: Sequence[Printed], wanted: set[Printed]
) -> list[tuple[Path, str]]:
    """Paragraphs above one that are not printed themselves, with the labels they are told by."""
    known = {one.path for one in everything if one.designated}
    printed = {one.path for one in wanted if one.designated}
    told: list[tuple[Path, str]] = []
    start = 0
    for depth in range(1, len(above) + 1):
        path = above[:depth]
        if path == open_path[:depth] or path in printed:
            start = depth
            continue
        if path in known:
            told.append((path, str(Designation(path[start:]))))
            start = depth
    return told


def _depth(path: Path, labels: str) -> int:
    return len(path) - labels.count("(")


def _paragraph(one: Printed, above: Path, heading_only: bool) -> list[str]:
    text = one.text
    heading = one.heading
    if heading:
        body = f"_{heading}_ {_KEPT if heading_only else text}".rstrip()
    elif _needs_mark(text, one.designated):
        body = f"¶ {text}"
    else:
        body = text
    if not one.designated:
        return [*wrapped(body, _INDENT * len(one.path)), ""]
    labels = one.path
    depth = 0
    if len(one.path) > 1:
        depth = _common(one.path[:-1], above)
        labels = one.path[depth:]
    return [*wrapped(f"{Designation(labels)} {body}".rstrip(), _INDENT * depth), ""]


def _needs_mark(text: str, designated: bool) -> bool:
    if text.startswith(("_", "¶")) or text == _KEPT:
        return True
    if text.startswith("(") and _LABELS.match(text):
        return True
    starts = text.startswith(("§", "[", "*")) or not text
    return starts and not designated


def _common(one: Path, other: Path) -> int:
    depth = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        depth += 1
    return depth


def wrapped(text: str, indent: int) -> list[str]:
    """Lines that joined by single spaces give the text again; broken at single spaces only."""
    lead = " " * indent
    lines: list[str] = []
    line = ""
    for piece in re.split(r"(?<=[^\s§]) (?=\S)", text):
        if line and len(line) + 1 + len(piece) > _WIDTH - indent:
            lines.append(lead + line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, lead + line]


def read_section(lines: Sequence[str]) -> SectionText:
    """Inverse of `print_section`, where asterisks stand for what is kept.

    Raises ValueError where the first line is no section heading.
    """
    blocks = _blocks(lines)
    found = _HEADING.match(blocks[0][1]) if blocks else None
    if found is None:
        raise ValueError("the text of an instruction begins with its section's heading")
    paragraphs: list[Printed] = []
    note: str | None = None
    path: Path = ()
    for indent, text in blocks[1:]:
        if text == STARS:
            paragraphs.append(Printed(path, False, None, "", True))
            continue
        if _NOTE.match(text) and indent == 0:
            note = text
            continue
        level = indent // _INDENT
        labels = _LABELS.match(text)
        if labels is None:
            heading, body = _split_heading(text)
            paragraphs.append(Printed(path[:level], False, heading, body))
            continue
        path = (*path[:level], *Designation.parse(labels.group()).path)
        rest = text[labels.end() :].lstrip(" ")
        heading, body = _split_heading(rest)
        kept = body == _KEPT and not rest.startswith("¶")
        paragraphs.append(Printed(path, True, heading, "" if kept else body, kept))
    return SectionText(found["number"], found["subject"] or None, tuple(enclosed(paragraphs)), note)


def _split_heading(text: str) -> tuple[str | None, str]:
    if text.startswith("¶"):
        return None, text[1:].removeprefix(" ")
    found = re.match(r"_([^_]+)_(?: |$)", text)
    return (found.group(1), text[found.end() :]) if found else (None, text)


def _blocks(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Runs of lines between blank ones: how far the first is indented, and the text as one."""
    blocks: list[tuple[int, str]] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if line.strip(" "):
            run.append(line)
        elif run:
            indent = len(run[0]) - len(run[0].lstrip(" "))
            blocks.append((indent, " ".join(part.strip(" ") for part in run)))
            run = []
    return blocks

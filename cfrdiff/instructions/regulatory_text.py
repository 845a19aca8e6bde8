"""The regulatory text of an instruction, as lines: printed and read back.

As the Federal Register prints it: the section's heading, asterisks for what is left out, a
designation with asterisks for a paragraph whose text stays. Four spaces a level stand for what
print shows by its designations alone, and underscores for the italics of a paragraph heading,
so that reading gives back exactly what was printed. A pilcrow stands before a text that could
be taken for a designation or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from cfrdiff.cites import Designation, Path
from cfrdiff.instructions.grammar import HEADING, PRINTED_LABELS
from cfrdiff.instructions.model import Printed, SectionText
from cfrdiff.instructions.partial_text import enclosed
from cfrdiff.instructions.paths import common_depth

STARS = "* * * * *"
_KEPT = "* * *"
_INDENT = 4
_WIDTH = 88
# A paragraph that begins so has a pilcrow before it.
_NOTE = re.compile(r"\[")


def print_section(
    section: SectionText, whole: Iterable[Printed], headings: Set[Path] = frozenset()
) -> list[str]:
    """The lines of a section's text.

    `whole` are all its paragraphs as they will read, in the order of print. `section` holds
    those to print; the rest is asterisks. Of the paths in `headings` only the heading is printed.
    """
    everything = list(whole) or list(section.paragraphs)
    wanted = set(section.paragraphs)
    printer = _Printer(everything, wanted, headings)
    lines = [f"§ {section.number} {section.heading or ''}".rstrip(), ""]
    left_out = False
    for one in everything:
        if one in wanted:
            lines += [STARS, ""] if left_out else []
            lines += printer.paragraph(one)
        left_out = one not in wanted
    if left_out:
        lines += [STARS, ""]
    if section.note:
        lines += [*wrapped(section.note, 0), ""]
    return lines


class _Printer:
    """Prints paragraphs, each with as many labels as it takes to say where it stands."""

    def __init__(
        self, everything: Iterable[Printed], wanted: Set[Printed], headings: Set[Path]
    ) -> None:
        self._known = {one.path for one in everything if one.designated}
        self._wanted = {one.path for one in wanted if one.designated}
        self._headings = headings
        self._open: Path = ()

    def paragraph(self, one: Printed) -> list[str]:
        """The lines of the next paragraph, those above it that are not printed before it."""
        lines: list[str] = []
        for start, path in self._unprinted_above(one.path[:-1] if one.designated else one.path):
            lines += [f"{' ' * (_INDENT * start)}{Designation(path[start:])} {_KEPT}", ""]
            self._open = path
        start = common_depth(one.path[:-1], self._open)
        labels = one.path[start:]
        self._open = one.path
        body = _body(one, one.path in self._headings)
        if one.designated:
            body = f"{Designation(labels)} {body}".rstrip()
        else:
            start = len(one.path)
        return [*lines, *wrapped(body, _INDENT * start), ""]

    def _unprinted_above(self, above: Path) -> list[tuple[int, Path]]:
        """Paragraphs that must be named although they are not printed, and at which depth the
        labels begin that name each.
        """
        named: list[tuple[int, Path]] = []
        start = 0
        for depth in range(1, len(above) + 1):
            path = above[:depth]
            if path == self._open[:depth] or path in self._wanted:
                start = depth
            elif path in self._known:
                named.append((start, path))
                start = depth
        return named


def _body(one: Printed, heading_only: bool) -> str:
    if one.heading:
        return f"_{one.heading}_ {_KEPT if heading_only else one.text}".rstrip()
    return f"¶ {one.text}" if _needs_mark(one.text, one.designated) else one.text


def _needs_mark(text: str, designated: bool) -> bool:
    if text.startswith(("_", "¶")) or text == _KEPT:
        return True
    if text.startswith("(") and PRINTED_LABELS.match(text):
        return True
    starts = text.startswith(("§", "[", "*")) or not text
    return starts and not designated


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
    found = HEADING.match(blocks[0][1]) if blocks else None
    if found is None:
        raise ValueError("the text of an instruction begins with its section's heading")
    paragraphs: list[Printed] = []
    note: str | None = None
    path: Path = ()
    for indent, text in blocks[1:]:
        if _NOTE.match(text) and indent == 0:
            note = text
            continue
        printed = _read_paragraph(text, path, indent // _INDENT)
        paragraphs.append(printed)
        if printed.designated:
            path = printed.path
    return SectionText(found["number"], found["subject"] or None, tuple(enclosed(paragraphs)), note)


def _read_paragraph(text: str, open_path: Path, level: int) -> Printed:
    """A block of text as a paragraph, behind the paragraph of the open path."""
    if text == STARS:
        return Printed(open_path, False, None, "", True)
    labels = PRINTED_LABELS.match(text)
    if labels is None:
        heading, body = _split_heading(text)
        return Printed(open_path[:level], False, heading, body)
    path = (*open_path[:level], *Designation.parse(labels.group()).path)
    rest = text[labels.end() :].lstrip(" ")
    heading, body = _split_heading(rest)
    kept = body == _KEPT and not rest.startswith("¶")
    return Printed(path, True, heading, "" if kept else body, kept)


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

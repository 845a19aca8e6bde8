"""What `cfrdiff read` shows: an edition's sections and paragraph trees."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from cfrdiff.model import Appendix, Edition, Finding, Paragraph, Section
from cfrdiff.terminal.division_lines import division_lines
from cfrdiff.terminal.terminal_text import chapter, indented
from cfrdiff.views import wording
from cfrdiff.views.paragraph_words import label

_EXTENT = {
    "head-missing": "the file lacks its beginning",
    "tail-missing": "the file lacks its end",
    "fragment": "the file lacks its beginning and its end",
}


def edition_outline(edition: Edition) -> RenderableType:
    """The edition as something rich prints: every paragraph indented under its parent."""
    date = wording.dated(edition.as_of)
    head = Text(f"{edition.title or '?'} CFR part {edition.part or '?'}, {date}")
    head.append(f"  ({edition.source.path}, {edition.source.format})", style="dim")
    parts: list[RenderableType] = [head, Text()]
    headed = division_lines(edition)
    for section in edition.sections:
        parts += headed.pop(section.number or "", ())
        parts += _section(section)
    parts += [line for lines in headed.values() for line in lines]
    for appendix in edition.appendices:
        parts += _appendix(appendix)
    parts += chapter("Findings", map(_finding, edition.findings))
    return Group(*parts[:-1])


def _appendix(appendix: Appendix) -> list[RenderableType]:
    """An appendix as a tree: what stands under an entry is indented under it."""
    parts: list[RenderableType] = [Text(appendix.heading, style="bold")]
    waiting = [(entry, 1) for entry in reversed(appendix.entries)]
    while waiting:
        entry, depth = waiting.pop()
        line = Text().append(entry.designation, style="cyan")
        line.append(f" {entry.text}" if entry.designation else entry.text)
        parts.append(indented(line, 2 * depth))
        waiting += [(child, depth + 1) for child in reversed(entry.children)]
    return [*parts, Text()]


def _finding(finding: Finding) -> Text:
    place = f"§ {finding.section}" if finding.section else "file"
    place += finding.designation or ""
    place += f", line {finding.line}" if finding.line else ""
    return Text(f"  {place}: {finding.message}")


def _section(section: Section) -> list[RenderableType]:
    title = Text(f"§ {section.number or '?'} {section.heading or ''}".rstrip(), style="bold")
    if section.extent != "complete":
        title.append(f"  ({_EXTENT[section.extent]})", style="magenta")
    parts: list[RenderableType] = [title]
    parts += [_paragraph(paragraph) for paragraph in section.walk()]
    if section.source_note:
        parts.append(indented(Text(section.source_note, style="dim"), 2))
    return [*parts, Text()]


def _paragraph(paragraph: Paragraph) -> RenderableType:
    shown = f"[{paragraph.designation}]" if paragraph.inferred else label(paragraph)
    line = Text().append(shown, style="cyan")
    if paragraph.heading:
        line.append(f" {paragraph.heading}", style="italic")
    if paragraph.text:
        line.append(f" {paragraph.text}")
    if paragraph.partial:
        line.append(f" [{paragraph.partial}]", style="magenta")
    return indented(line, 2 * max(len(paragraph.path), 1))

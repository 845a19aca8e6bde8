"""What `cfrdiff read` shows: an edition's sections and paragraph trees."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cfrdiff.model import Edition, Paragraph, Section

_EXTENT = {
    "head-missing": "the file lacks its beginning",
    "tail-missing": "the file lacks its end",
    "fragment": "the file lacks its beginning and its end",
}


def edition_outline(edition: Edition) -> RenderableType:
    """The edition as something rich prints: every paragraph indented under its parent."""
    date = f"as of {edition.as_of}" if edition.as_of else "no date"
    head = Text(f"{edition.title or '?'} CFR part {edition.part or '?'}, {date}")
    head.append(f"  ({edition.source.path}, {edition.source.format})", style="dim")
    parts: list[RenderableType] = [head, Text()]
    for section in edition.sections:
        parts += _section(section)
    if edition.findings:
        parts += [Text("Findings", style="bold"), Text()]
        for finding in edition.findings:
            place = f"§ {finding.section}" if finding.section else "file"
            place += finding.designation or ""
            place += f", line {finding.line}" if finding.line else ""
            parts.append(Text(f"  {place}: {finding.message}"))
        parts.append(Text())
    return Group(*parts[:-1])


def _section(section: Section) -> list[RenderableType]:
    title = Text(f"§ {section.number or '?'} {section.heading or ''}".rstrip(), style="bold")
    if section.extent != "complete":
        title.append(f"  ({_EXTENT[section.extent]})", style="magenta")
    parts: list[RenderableType] = [title]
    parts += [_paragraph(paragraph) for paragraph in section.walk()]
    if section.source_note:
        parts.append(Padding(Text(section.source_note, style="dim"), (0, 0, 0, 2)))
    return [*parts, Text()]


def _paragraph(paragraph: Paragraph) -> RenderableType:
    line = Text()
    label = f"({paragraph.path[-1]})" if paragraph.designation else ""
    if paragraph.inferred:
        label = f"[{paragraph.designation}]"
    line.append(label, style="cyan")
    if paragraph.heading:
        line.append(f" {paragraph.heading}", style="italic")
    line.append(f" {paragraph.text}" if paragraph.text else "")
    if paragraph.partial:
        line.append(f" [{paragraph.partial}]", style="magenta")
    depth = max(len(paragraph.path), 1)
    return Padding(line, (0, 0, 0, 2 * depth))

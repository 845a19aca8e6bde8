"""A rule of the Federal Register in PDF → its paragraphs, as a text of one paragraph a line has
them.
"""

from __future__ import annotations

import re

from cfrdiff import sources, text

# What stands over every page, the page's number on one side or the other.
_OVER = re.compile(
    r"(?:(?P<left>\d{1,6}) )?Federal Register ?/ ?Vol\. (?P<volume>\d+), No\. \d+ ?/"
    r" ?(?P<day>[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}) ?/[^/\d]{1,40}(?P<right>\d{1,6})?"
)


def paragraphs_of(data: bytes, path: str) -> str:
    """The paragraphs of a PDF, a line each, under a line that says which issue it is of where its
    pages do. Raises SourceError for what cannot be read.
    """
    source = sources.load(path, "pdf", data)
    running = text.run_on(source)
    over = next(filter(None, (_OVER.search(line.text) for line in source.lines)), None)
    head: list[str] = []
    page: int | None = None
    if over is not None:
        head.append(f"[Federal Register Volume {over['volume']}, Number 0 ({over['day']})]")
        page = int(over["left"] or over["right"] or 0) or None
    if page is not None:
        head.append(f"[Pages {page}]")
    lines: list[str] = []
    at, ends = 0, list(running.page_ends)
    for paragraph in running.text.split("\n"):
        if not _OVER.match(paragraph):
            lines.append(paragraph.strip())
        at += len(paragraph) + 1
        while page is not None and ends and ends[0] < at:
            page += 1
            lines.append(f"[[Page {page}]]")
            del ends[0]
    return "\n".join([*head, *lines])

"""Small editions for tests of rule modules."""

from __future__ import annotations

from cfrdiff import Edition, Paragraph, Section, Source
from cfrdiff.model import grow

BEFORE, AFTER = "2001-04-01", "2002-04-01"


def edition(as_of: str, **sections: list[tuple[str, str]]) -> Edition:
    """An edition of sections such as s10_5, each a list of (designation, text)."""
    return Edition(
        title=7,
        part="10",
        as_of=as_of,
        source=Source("text.txt", "0", "text"),
        sections=tuple(
            Section(
                name[1:].replace("_", "."),
                "Duties.",
                "complete",
                None,
                grow(
                    [
                        Paragraph(d, tuple(d.strip("()").split(")(")) if d else (), None, text)
                        for d, text in rows
                    ]
                ),
            )
            for name, rows in sections.items()
        ),
    )

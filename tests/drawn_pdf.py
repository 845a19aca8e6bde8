"""PDFs of one page, drawn operator by operator: what the typesetter does not set."""

from __future__ import annotations


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def pdf(
    content: bytes,
    *more: bytes,
    resources: bytes = b"",
    page: bytes = b"",
    entries: bytes = b"",
    font: bytes = b"",
) -> bytes:
    """A PDF of one page; `more` are further objects, numbered from 6."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]%b/Resources<</Font<</F1 5 0 R>>%b>>"
        b"/Contents 4 0 R>>" % (page, resources),
        stream(content, entries),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%b>>" % font,
        *more,
    ]
    made = b"%PDF-1.7\n"
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(made)
    )


def word(x: float, top: float, text: str, size: float = 8, font: str = "F1") -> bytes:
    """A run of text on a base line, measured from the top left of the page."""
    drawn = text.encode("cp1252").replace(b"\\", b"\\\\")
    drawn = drawn.replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%b %g Tf %g %g Td (%b) Tj ET\n" % (font.encode(), size, x, 792 - top, drawn)


def rule(x0: float, top: float, x1: float, bottom: float) -> bytes:
    """A line from one place to another."""
    return b"%g %g m %g %g l S\n" % (x0, 792 - top, x1, 792 - bottom)

"""Word files (.docx) of a regulation: a printed paragraph a paragraph, and tables row by row.

Tracked changes are read as accepted, and hidden text as the page's own; both are reported. The
numbers and bullets that Word makes stand before their paragraphs, and footnotes behind the
paragraph that refers to them. Offsets count in the file's ``word/document.xml``, and on from its
end in the texts of the footnotes and the endnotes; the number of a line is that of its paragraph.
"""

from __future__ import annotations

from cfrdiff.errors import SourceError
from cfrdiff.sources.lines import SourceText
from cfrdiff.sources.word_lines import DocumentLines, NoteLines, Notes
from cfrdiff.sources.word_numbers import Numbering, UnknownFormatError
from cfrdiff.sources.word_package import OLE, ZIP, open_package

NAME = "docx"


def sniff(data: bytes) -> float:
    """0.95 for a Word file, also one of the form before 2007 or with a password, so that it is
    refused by name.
    """
    if data.startswith(OLE):
        return 0.95
    return 0.95 if data.startswith(ZIP) and b"word/" in data else 0.0


def read(data: bytes, path: str, sha256: str) -> SourceText:
    """Read a Word file. Raises SourceError for one that is damaged, locked, too large, of the form
    before 2007, or whose paragraphs Word numbers in a way that is not known.
    """
    package = open_package(data, path)
    numbering = Numbering(path, package.numbering, package.styles)
    notes: Notes = {}
    length = package.length
    try:
        for text in (package.footnotes, package.endnotes):
            NoteLines(path, length, numbering, notes).read(text)
            length += len(text)
        reader = DocumentLines(path, package.lead, numbering, notes)
        reader.read(package.document)
    except UnknownFormatError as error:
        raise SourceError(
            path,
            f"Word numbers its paragraphs in a way that is not known ({error})",
            "save it from Word as plain text (.txt), which writes the numbers out",
        ) from None
    return SourceText(
        path,
        sha256,
        NAME,
        tuple(reader.lines),
        length,
        well_formed=True,
        findings=tuple(reader.findings()),
    )

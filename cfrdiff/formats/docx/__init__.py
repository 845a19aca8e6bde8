"""The report as a Word document with tracked changes."""

from cfrdiff.formats.docx.document import END, TEXT, docx_report

__all__ = ["END", "TEXT", "docx_report"]

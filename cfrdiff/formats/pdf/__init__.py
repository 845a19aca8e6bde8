"""The report as a PDF to print: a change list in front, then the text with its marks."""

from cfrdiff.formats.pdf.document import pdf_report

__all__ = ["pdf_report"]

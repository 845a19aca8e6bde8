"""PDF through PDFium: columns, rows, figures and italics from the page itself."""

from cfrdiff.sources.pdf.reading import NAME, read, sniff

__all__ = ["NAME", "read", "sniff"]

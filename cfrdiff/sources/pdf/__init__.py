"""PDF through PDFium: columns, rows, figures and italics from the page itself.

What reads a PDF is imported when one is read: it took a quarter of what any other file waits for.
"""

from typing import TYPE_CHECKING

from cfrdiff.late import open_door as _open_door
from cfrdiff.sources.pdf.mark import NAME, sniff

if TYPE_CHECKING:
    from cfrdiff.sources.pdf.reading import read

__all__ = ["NAME", "read", "sniff"]

_open_door(__name__, {"cfrdiff.sources.pdf.reading": ("read",)})

"""Two trees → which paragraph became which, and what each file covers."""

from cfrdiff.align.coverage import Coverage
from cfrdiff.align.link import Alignment, Link, align
from cfrdiff.align.places import Place, places

__all__ = ["Alignment", "Coverage", "Link", "Place", "align", "places"]

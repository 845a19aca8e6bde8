"""Two trees → which paragraph became which."""

from cfrdiff.align.link import Alignment, Link, align
from cfrdiff.align.places import Place, places

__all__ = ["Alignment", "Link", "Place", "align", "places"]

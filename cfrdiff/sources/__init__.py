"""A file → lines with their place. One module a format, each with `sniff()` and `read()`."""

from cfrdiff.sources.lines import Cut, Line, SourceText
from cfrdiff.sources.registry import FORMATS, load, sniff

__all__ = ["FORMATS", "Cut", "Line", "SourceText", "load", "sniff"]

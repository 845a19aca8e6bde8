"""A file → lines with their place. One module a format, each with `sniff()` and `read()`."""

from typing import TYPE_CHECKING

from cfrdiff.late import open_door as _open_door

if TYPE_CHECKING:
    from cfrdiff.sources.lines import Cut, Line, SourceText
    from cfrdiff.sources.registry import FORMATS, load, sniff

__all__ = ["FORMATS", "Cut", "Line", "SourceText", "load", "sniff"]

_open_door(
    __name__,
    {
        "cfrdiff.sources.lines": ("Cut", "Line", "SourceText"),
        "cfrdiff.sources.registry": ("FORMATS", "load", "sniff"),
    },
)

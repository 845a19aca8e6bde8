"""A view → the bytes of one format; the registry knows which suffix is which."""

from typing import TYPE_CHECKING

from cfrdiff.late import open_door as _open_door

if TYPE_CHECKING:
    from cfrdiff.formats.registry import FORMATS, format_of

__all__ = ["FORMATS", "format_of"]

_open_door(__name__, {"cfrdiff.formats.registry": ("FORMATS", "format_of")})

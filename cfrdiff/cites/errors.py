"""The error of this room."""


class CiteError(ValueError):
    """What stands where a cite must stand is none."""

"""JSON Schemas of what the commands print with `--json`."""

from cfrdiff.schemas.published import Name, generate, load

__all__ = ["Name", "generate", "load"]

"""Where a change comes from, as data."""

from __future__ import annotations

import msgspec


class Origin(msgspec.Struct, frozen=True, gc=False):
    """A document of the Federal Register that made a change, or may have.

    `document` is its place there ("76 FR 65961, Oct. 25, 2011"), or its number where that is not
    known ("FR Doc. 2013-1384"). Where a rule was carried out, `instruction` is that which made the
    change, its number before its words, and `effective` the ISO date from which it is in force,
    where that is said.
    """

    document: str
    instruction: str = ""
    effective: str | None = None

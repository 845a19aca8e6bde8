"""Which rule an effective date note tells of: "At 82 FR 43146, Sept. 13, 2017, supplement I was
amended …". A note of another rule is another note, however alike.
"""

from __future__ import annotations

import functools

from cfrdiff.language.citations import find_citations
from cfrdiff.model import Block

# How far into a note the page of its rule stands (characters).
_OPENING = 60
_OPENS = "At "


def is_of_other_rule(old: Block, new: Block) -> bool:
    """Whether two effective date notes tell of rules on other pages of the Federal Register."""
    if old.kind != "effective-date-note" or new.kind != old.kind:
        return False
    one, other = _rule_of(old.text), _rule_of(new.text)
    return bool(one and other) and one != other


@functools.lru_cache(maxsize=1024)
def _rule_of(text: str) -> str | None:
    """The citation with which a note opens; None where it opens otherwise."""
    opening = text[:_OPENING]
    if _OPENS not in opening:
        return None
    found = (one for one in find_citations(opening) if one.kind == "citation")
    first = next(found, None)
    return None if first is None else opening[first.start : first.end]

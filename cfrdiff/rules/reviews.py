"""What a person must look at, as it stands in the decorator of a rule until someone has.

``review_due`` lists the changes, ``review_body`` is the digest of the body that was there then:
another body is the developer's answer to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cfrdiff.rules.bodies import body_digest
from cfrdiff.rules.modules import RuleSite

# The line of a formatter.
_WIDTH = 88
DUE, BODY, REVIEWED = "review_due", "review_body", "reviewed"


def entry_of(change: str, edition: str, weight: str | None) -> str:
    """One thing to look at: the change's id, the edition that made it, and what it weighs."""
    return f"{change} ({edition}): {weight or 'not weighed'}"


def due(site: RuleSite) -> tuple[str, ...]:
    """What is still to be looked at: nothing, where the body is another than it was then."""
    found = site.review(DUE)
    if found is None or found.items is None:
        return ()
    body = site.review(BODY)
    is_as_it_was = body is None or body.text == body_digest(site.body)
    return found.items if is_as_it_was else ()


def listed(name: str, entries: Sequence[str]) -> str:
    """Texts as the code of a tuple, as a formatter writes it in a decorator at the margin: on the
    line of the argument's name where it is short, else one a line.
    """
    alone = f"({literal(entries[0])},)"
    if len(entries) == 1 and len(f"    {name}={alone},") <= _WIDTH:
        return alone
    lines = "".join(f"\n        {literal(one)}," for one in entries)
    return f"({lines}\n    )"


def literal(text: str) -> str:
    """Text as a string literal on one line, in the quotes a formatter gives it."""
    quote = "'" if '"' in text and "'" not in text else '"'
    escaped = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    shown = (one if one.isprintable() else ascii(one)[1:-1] for one in escaped)
    return f"{quote}{''.join(shown)}{quote}"


def marked(given: Mapping[str, str | None], indent: str) -> str:
    """The decorator of a superseded rule, one argument a line where it has to be reviewed."""
    parts = [f"{name}={code}" for name, code in given.items() if code is not None]
    if DUE not in given:
        return f"@rules.superseded({', '.join(parts)})\n{indent}"
    lines = "".join(f"    {part},\n" for part in parts)
    return f"@rules.superseded(\n{lines})\n".replace("\n", f"\n{indent}")

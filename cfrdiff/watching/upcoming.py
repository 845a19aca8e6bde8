"""Rules that were published and are not yet in the edition at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from cfrdiff.cites import Cite, canonical, parse_selection
from cfrdiff.errors import CfrdiffError
from cfrdiff.instructions.filing import read_files
from cfrdiff.library.fetching import Rule
from cfrdiff.library.names import parse_cite
from cfrdiff.watching.model import Upcoming, Watch

_FINAL = "Rule"


class KeptRule(msgspec.Struct, frozen=True):
    """A rule as `cfrdiff fetch --rules` keeps it, and the file of its XML."""

    rule: Rule
    xml: Path


def rules_at_hand(folder: Path) -> list[KeptRule]:
    """The rules kept in a folder, the oldest first; files that are none are passed over."""
    found = []
    for file in sorted(folder.glob("FR-*.json")):
        try:
            rule = msgspec.json.decode(file.read_bytes(), type=Rule)
        except (OSError, msgspec.MsgspecError):
            continue
        found.append(KeptRule(rule, file.with_suffix(".xml")))
    return sorted(found, key=lambda one: (one.rule.published, one.rule.number))


def upcoming(
    watch: Watch, as_of: str, seen: Sequence[str], rules: Iterable[KeptRule]
) -> tuple[Upcoming, ...]:
    """The rules on a citation's part that are not in its edition of a day: those that are not
    effective by then, or say no such day and were published later; proposed ones where they are
    tracked. Rules that were seen before are among them, and not new.
    """
    title, part, picked = parse_cite(watch.cite)
    reference = f"{title} CFR {part}"
    found = []
    for one in rules:
        rule = one.rule
        if reference not in rule.references or not _is_to_come(rule, watch, as_of):
            continue
        found.append(Upcoming(rule, rule.key not in seen, _names(one, title, part, picked)))
    return tuple(found)


def _is_to_come(rule: Rule, watch: Watch, as_of: str) -> bool:
    if rule.type != _FINAL:
        return watch.proposed and rule.published > as_of
    return (rule.effective or rule.published) > as_of


def _names(one: KeptRule, title: int, part: str, picked: str) -> bool | None:
    """Whether a rule's instructions name one of the sections that are picked."""
    sections = {
        canonical(pick.target.section)
        for pick in parse_selection(picked).picks
        if isinstance(pick.target, Cite) and pick.target.section
    }
    if not sections:
        return None
    try:
        rules = read_files([(one.xml.read_bytes(), str(one.xml))]).rules
    except (OSError, CfrdiffError):
        return None
    orders = [
        order
        for rule in rules
        for instruction in rule.instructions
        if instruction.title in (None, str(title)) and instruction.part in (None, part)
        for order in (*instruction.orders, *((instruction,) if instruction.unread else ()))
    ]
    named = {canonical(getattr(order, "section", None) or "") for order in orders}
    if named & sections:
        return True
    return False if orders and all(named) else None

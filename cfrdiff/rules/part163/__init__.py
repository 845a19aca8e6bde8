"""19 CFR 163.11-163.13 as rules, by edition, as far as the corpus's files reach.

>>> import datetime
>>> from cfrdiff.rules import part163
>>> part163.in_force(datetime.date(2012, 7, 1)).id
'19-cfr-163-2012'
"""

from __future__ import annotations

import datetime
from types import ModuleType
from typing import Any

import msgspec

from cfrdiff.errors import NotFoundError
from cfrdiff.rules.declaring import Rule, rules_of
from cfrdiff.rules.part163.customs_service import section_163_11 as old_11
from cfrdiff.rules.part163.customs_service import section_163_12 as old_12
from cfrdiff.rules.part163.customs_service import section_163_13 as old_13
from cfrdiff.rules.part163.edition_2012 import section_163_11 as new_11
from cfrdiff.rules.part163.edition_2012 import section_163_12 as new_12
from cfrdiff.rules.part163.edition_2012 import section_163_13 as new_13
from cfrdiff.rules.part163.facts import AppealFacts, AuditFacts, ProgramFacts

FACTS: dict[str, type[Any]] = {
    "163.11": AuditFacts,
    "163.12": ProgramFacts,
    "163.13": AppealFacts,
}

# Rules that only declare: they ask no fact and have one answer.
DECLARATORY = ("paragraph_a_authority",)


class RuleEdition(msgspec.Struct, frozen=True):
    """The rules of one edition of the corpus; `label` is what reasons call it.

    In force from `since` (inclusive) to `until` (exclusive; None: no later edition is known).
    Between two editions the corpus does not tell which text was in force: the older one's file
    bears no date, so it counts from the day the part was made to that of the amendment after it.
    """

    id: str
    label: str
    since: datetime.date
    until: datetime.date | None
    modules: dict[str, ModuleType]

    def rules(self, section: str) -> list[Rule]:
        """The rules of a section in the order of its lines. Raises NotFoundError."""
        module = self.modules.get(section)
        if module is None:
            known = ", ".join(self.modules)
            raise NotFoundError(f"{self.id}: no rules of § {section}; there are those of {known}")
        return rules_of(module)


# The dates and why: corpus/manifest.toml.
EDITIONS = (
    RuleEdition(
        "19-cfr-163-customs-service",
        old_12.EDITION,
        datetime.date(1998, 6, 16),
        datetime.date(2011, 10, 25),
        {"163.11": old_11, "163.12": old_12, "163.13": old_13},
    ),
    RuleEdition(
        "19-cfr-163-2012",
        new_12.EDITION,
        datetime.date(2012, 4, 1),
        None,
        {"163.11": new_11, "163.12": new_12, "163.13": new_13},
    ),
)


def edition(id: str) -> RuleEdition:
    """The rules of that edition, by its id in the corpus or its label. Raises NotFoundError."""
    found = next((one for one in EDITIONS if id in (one.id, one.label)), None)
    if found is None:
        known = ", ".join(" or ".join(dict.fromkeys((one.id, one.label))) for one in EDITIONS)
        raise NotFoundError(f"no rules of an edition {id!r}; there are those of {known}")
    return found


def in_force(date: datetime.date) -> RuleEdition:
    """The edition whose rules were in force on a day.

    Raises NotFoundError before the first, and between two where the corpus does not tell.
    """
    for one in EDITIONS:
        if one.since <= date and (one.until is None or date < one.until):
            return one
    spans = "; ".join(f"{one.id} from {one.since} to {one.until or 'now'}" for one in EDITIONS)
    raise NotFoundError(f"no edition of the corpus is known to be in force on {date}: {spans}")

"""The texts of the days around a day: of rules, and of the corpus's editions of their part."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from cfrdiff.cites import Cite, part_of
from cfrdiff.opening import build_edition, open_file
from cfrdiff.rules.editions import RuleEdition
from cfrdiff.rules.holding import Dated, around, of_rules
from cfrdiff.rules.paragraphs import numbered
from cfrdiff.sources import corpus


def texts_around(editions: Sequence[RuleEdition], cite: Cite, day: datetime.date) -> list[Dated]:
    """What is known of a section on the last day on or before a day that there is a text of, and
    on the first on or after it. Raises SourceError for a file of the corpus that cannot be read.
    """
    part = part_of(cite.section or "")
    held = [one.entry for one in corpus.entries() if one.entry.part == part and one.entry.as_of]
    dates = {one.id: datetime.date.fromisoformat(one.as_of or "") for one in held}
    rules = [one for one in map(of_rules, editions) if one is not None]
    near = around([*dates.values(), *(one.day for one in rules)], day)
    texts = [one for one in rules if one.day in near]
    for name in (name for name, date in dates.items() if date in near):
        edition = build_edition(open_file(name))
        rows = [row for row in numbered(edition) if row.section == cite.section]
        digests = {row.cite: row.digest for row in rows}
        texts.append(Dated(dates[name], digests, {row.cite: row.text for row in rows}))
    return texts

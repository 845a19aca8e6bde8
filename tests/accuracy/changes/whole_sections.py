"""Operations on whole sections and parts, and those that repeat words the edition has already.

What repeats words is new, however alike: a copy stands beside what it was copied from, and a rule
reprinted with other figures is another year's.
"""

import re
from collections.abc import Iterable
from random import Random

from accuracy.changes.drafts import Draft, DraftSection, label_for
from accuracy.changes.operations import RESERVED, Bill

# Words that a copied paragraph has at least: of fewer nobody would say where they come from.
_COPIED = 12
# A figure that is in no citation, label or name of a form.
_FIGURE = re.compile(
    r"(?<![\w.,§(/–-])(?<!§ )\d{1,3}(?:,\d{3})*(?![\w)/–.-])(?! (?:CFR|U\.S\.C|FR))"
)
_HEADINGS = ("Additional duties.", "Special rules.", "Further reports.", "Other conditions.")


def copy(bill: Bill) -> bool:
    """A paragraph is said again elsewhere, and stays where it is."""
    every = [
        one
        for section in bill.sections
        for one in section.walk()
        if one.label and not one.children and not one.reworded and one.words >= _COPIED
        # A reference in it might follow its target, and the copy be nearer to what it was.
        if "§" not in one.text and "paragraph" not in one.text
    ]
    if not every:
        return False
    source = bill.rng.choice(every)
    target = bill.spread(
        lambda s: source not in s.all and (s.parent is None or s.parent.text not in ("", RESERVED))
    )
    if target is None:
        return False
    new = Draft("?", source.heading, source.text, reworded=True, by=["copy"], fixed=True)
    source.reworded = source.fixed = True
    target.all.insert(bill.rng.randint(target.first, len(target.all)), new)
    target.relabel("shift")
    return True


def insert_section(bill: Bill) -> bool:
    """A new section at the end of the last part, before its appendix."""
    last = bill.sections[-1]
    number = bill.free_number(last)
    paragraphs = _fresh_paragraphs(bill, "insert-section")
    if number is None or not paragraphs or bill.extended or bill.has_parts:
        return False
    bill.extended = DraftSection(number, bill.rng.choice(_HEADINGS), paragraphs)
    bill.sections.append(bill.extended)
    return True


def add_part(bill: Bill) -> bool:
    """A new part of one to three sections behind the last."""
    part = _next_part(bill)
    if part is None:
        return False
    for n in range(1, bill.rng.randint(2, 4)):
        paragraphs = _fresh_paragraphs(bill, "add-part")
        if paragraphs:
            heading = bill.rng.choice(_HEADINGS)
            bill.sections.append(DraftSection(f"{part}.{n}", heading, paragraphs))
    bill.has_parts = True
    return bill.sections[-1].part == part


def renumber_part(bill: Bill) -> bool:
    """One of several parts gets another number and a place at the end, with all its sections."""
    number = _next_part(bill)
    chosen = bill.part_of(bill.rng.choice(bill.sections))
    if number is None or len(chosen) == len(bill.sections):
        return False
    bill.sections[:] = [one for one in bill.sections if one not in chosen] + chosen
    for section in chosen:
        section.number = f"{number}.{section.number.partition('.')[2]}"
        for one in section.walk():
            one.by.append("renumber-part")
    bill.has_parts = True
    return True


def reprint(bill: Bill) -> bool:
    """A section is printed again under another number with other figures, as the rule of the next
    year; the one of the year before stays, or goes where no paragraph of it reads the same.
    """
    fitting = [one for one in bill.sections if _is_reprintable(one)]
    if not fitting or not _tells_of_others(bill):
        return False
    old = bill.rng.choice(fitting)
    number = bill.free_number(old)
    if number is None:
        return False
    year = bill.rng.randint(1990, 2020)
    assert old.was is not None, "what is reprinted was there"
    old.heading = bill.headings[old.was] = f"Rates for the {year} marketing year."
    heading = f"Rates for the {year + 1} marketing year."
    new = DraftSection(number, heading, [_again(one, bill.rng) for one in old.paragraphs])
    bill.add(new, bill.part_of(old))
    pairs = list(zip(old.walk(), new.walk(), strict=True))
    goes = all(one.text != other.text for one, other in pairs)
    if goes and bill.rng.random() < 0.5:
        bill.sections.remove(old)
        for one in old.paragraphs:
            bill.strike(one, "reprint")
    for one in old.walk():
        one.reworded = one.fixed = True
    return True


def _tells_of_others(bill: Bill) -> bool:
    """Whether the older file holds more than one section: one says nothing of others."""
    return sum(one.was is not None for one in bill.sections) > 1


def _is_reprintable(section: DraftSection) -> bool:
    every = list(section.walk())
    figures = sum(len(_FIGURE.findall(one.text)) for one in every)
    return (
        section.was is not None
        and figures > 1
        and not any(one.reworded or one.fixed for one in every)
    )


def _again(old: Draft, rng: Random) -> Draft:
    """A paragraph and what is under it, with other figures."""
    more = rng.choice((1, 2, 5, 10))

    def other(match: re.Match[str]) -> str:
        return f"{int(match[0].replace(',', '')) + more:,}"

    return Draft(
        old.label,
        old.heading,
        _FIGURE.sub(other, old.text),
        children=[_again(child, rng) for child in old.children],
        reworded=True,
        by=["reprint"],
        fixed=True,
    )


def _fresh_paragraphs(bill: Bill, why: str) -> list[Draft]:
    texts: Iterable[str | None] = (bill.fresh(8, 120) for _ in range(bill.rng.randint(1, 4)))
    return [
        Draft(label_for(0, n), None, text, reworded=True, by=[why])
        for n, text in enumerate(filter(None, texts), start=1)
    ]


def _next_part(bill: Bill) -> str | None:
    """The number of a part behind the last; each amendment makes one at most."""
    parts = {one.part for one in bill.sections}
    if bill.has_parts or not all(map(str.isdigit, parts)):
        return None
    return str(max(map(int, parts)) + bill.rng.randint(1, 5))

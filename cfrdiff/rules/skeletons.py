"""The skeleton of a regulation's rules as data: what those who keep rules elsewhere begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from cfrdiff.comparable import check_comparable
from cfrdiff.errors import SourceError
from cfrdiff.language.quantities import find_quantities
from cfrdiff.model import Edition
from cfrdiff.provisions.model import Joined, Kind, TimeUnit
from cfrdiff.rules.labels import label
from cfrdiff.rules.paragraphs import Numbered, numbered
from cfrdiff.rules.stub_facts import Fact, facts_of
from cfrdiff.rules.stubs import bearer_of, modules_of


class Length(msgspec.Struct, frozen=True):
    """A length of time in the text's own words; no number where the text leaves it open."""

    number: int | float | None
    unit: TimeUnit | None
    days: Literal["calendar", "business"] | None
    relation: str | None
    counted_from: str | None


class Amount(msgspec.Struct, frozen=True):
    """A sum of money or a percentage: `number` as a decimal where the text gives one plainly."""

    text: str
    number: str | None
    unit: str | None


class NamedOffice(msgspec.Struct, frozen=True):
    """An office and its address, where the text gives one."""

    name: str
    address: str | None


class Fixed(msgspec.Struct, frozen=True):
    """What the text of one edition fixes in a paragraph."""

    edition: str
    deadlines: tuple[Length, ...] = ()
    amounts: tuple[Amount, ...] = ()
    offices: tuple[NamedOffice, ...] = ()


class SkeletonRule(msgspec.Struct, frozen=True):
    """A paragraph: its text, who bears what, the facts it asks by their names, the cites of the
    items of its list and how they are joined, and what each edition fixes, the oldest first.
    """

    cite: str
    name: str
    kind: Kind
    bearer: str | None
    heading: str | None
    text: str
    facts: tuple[str, ...]
    items: tuple[str, ...]
    joined: Joined | None
    fixed: tuple[Fixed, ...]


class SkeletonSection(msgspec.Struct, frozen=True):
    """The rules of a section, and the facts they ask. `module` is the name of its stub module."""

    number: str
    heading: str | None
    module: str
    facts: tuple[Fact, ...]
    rules: tuple[SkeletonRule, ...]

    def rule(self, cite: str) -> SkeletonRule | None:
        """The rule of a paragraph."""
        return next((one for one in self.rules if one.cite == cite), None)


class Skeleton(msgspec.Struct, frozen=True, kw_only=True):
    """What `cfrdiff rules export --to json` prints: the rules of the newest of the editions."""

    schema: Literal["cfrdiff/skeleton/1"] = "cfrdiff/skeleton/1"
    title: int | None
    part: str | None
    editions: tuple[str, ...]
    sections: tuple[SkeletonSection, ...]


def skeleton(editions: Sequence[Edition], sections: Sequence[str] = ()) -> Skeleton:
    """The skeleton of the last of several editions, the oldest first, with what each of them fixes.

    What an older edition fixes is that of the paragraph with the same cite. Raises SourceError
    where two editions go by one name, MismatchError where they are not versions of one text in the
    order of their dates, and what `stubs` raises.
    """
    check_comparable(*editions)
    newest = editions[-1]
    names = [label(one) for one in editions]
    for one, name in zip(editions, names, strict=True):
        if names.count(name) > 1:
            problem = f"two of the editions go by the name {name}"
            raise SourceError(one.source.path, problem, "give each with a date of its own")
    rows = numbered(newest, sections or None)
    wanted = {row.cite for row in rows}
    held = {
        name: {row.cite: row for row in (numbered(one) if one is not newest else rows)}
        for name, one in zip(names, editions, strict=True)
    }
    fixed = {cite: tuple(_of_editions(held, cite)) for cite in wanted}
    modules = modules_of(newest, rows)
    return Skeleton(
        title=newest.title,
        part=newest.part,
        editions=tuple(names),
        sections=tuple(_section(newest, name.stem, own, fixed) for name, own in modules.items()),
    )


def _of_editions(held: dict[str, dict[str, Numbered]], cite: str) -> Iterator[Fixed]:
    """What the editions fix in a paragraph, each where it is another than before."""
    last: Fixed | None = None
    for edition, rows in held.items():
        found = _fixed(edition, rows[cite]) if cite in rows else None
        if found is not None and (last is None or found != _under(last, edition)):
            yield found
            last = found


def _under(fixed: Fixed, edition: str) -> Fixed:
    return msgspec.structs.replace(fixed, edition=edition)


def _fixed(edition: str, row: Numbered) -> Fixed:
    said = row.provision.statements
    return Fixed(
        edition,
        tuple(
            Length(one.number, one.unit, one.days, one.relation, one.counted_from)
            for statement in said
            for one in statement.deadlines
        ),
        tuple(_amount(one.text) for statement in said for one in statement.amounts),
        tuple(
            NamedOffice(one.name, one.address) for statement in said for one in statement.offices
        ),
    )


def _amount(text: str) -> Amount:
    found = find_quantities(text)
    number = found[0].number if len(found) == 1 else None
    if number is None or found[0].per is not None:
        return Amount(text, None, None)
    plain = Decimal(number.numerator) / Decimal(number.denominator)
    is_exact = plain * number.denominator == number.numerator
    unit = found[0].currency or found[0].unit or found[0].kind
    return Amount(text, f"{plain:f}" if is_exact else None, unit)


def _section(
    edition: Edition,
    module: str,
    rows: Sequence[Numbered],
    fixed: dict[str, tuple[Fixed, ...]],
) -> SkeletonSection:
    number = rows[0].section
    found = edition.section(number)
    facts = facts_of(rows)
    return SkeletonSection(
        number=number,
        heading=found.heading if found else None,
        module=module,
        facts=tuple(facts),
        rules=tuple(_rule(row, facts, fixed[row.cite]) for row in rows),
    )


def _rule(row: Numbered, facts: Sequence[Fact], fixed: tuple[Fixed, ...]) -> SkeletonRule:
    return SkeletonRule(
        cite=row.cite,
        name=row.name,
        kind=row.provision.statements[0].kind or "declaration",
        bearer=bearer_of(row),
        heading=row.heading,
        text=row.text,
        facts=tuple(one.name for one in facts if row.cite in one.cites),
        items=row.items,
        joined=row.provision.joined if len(row.items) > 1 else None,
        fixed=fixed,
    )

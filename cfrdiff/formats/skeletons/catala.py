"""The skeleton as Catala's literate files: the law's text, and the code that stands for it.

By the compiler's own grammar (github.com/CatalaLang/catala, compiler/surface: lexer.cppo.ml,
lexer_en.cppo.ml, parser.mly) and its syntax sheet (catala-lang.org).
"""

from __future__ import annotations

import datetime
import itertools
import re
import textwrap
from collections.abc import Iterator
from decimal import Decimal

from cfrdiff.formats.skeletons.constants import Constant, Value, constants
from cfrdiff.rules.skeletons import Amount, Length, Skeleton, SkeletonRule, SkeletonSection

_WIDTH = 96
_DAY_ASKED = "day_asked"
# A duration is of days, months and years: hours are whole numbers.
_UNITS: dict[str, tuple[int, str]] = {
    "day": (1, "day"),
    "week": (7, "day"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "year": (1, "year"),
}
# Words of the language that no name may be (lexer_en.cppo.ml).
_WORDS = frozenset(
    "scope consequence data depends declaration context decreasing increasing of list contains"
    " enumeration integer money text decimal date duration boolean sum fulfilled definition state"
    " label exception equals match anything type with under if then else condition content"
    " structure assertion for all we rule let exists in among combine map to such that and or xor"
    " not maximum minimum is initially impossible number year month day true false input output"
    " internal round get_day get_month get_year first_day_of_month last_day_of_month on"
    " have".split()
)
# What begins a heading, a directive or a block where a line does.
_MARKS = re.compile(r"^\s*(#|>|```)")


def catala(skeleton: Skeleton) -> dict[str, str]:
    """A file for each section, by name. Raises SourceError as `constants` does."""
    title = f"{skeleton.title or '?'} CFR part {skeleton.part or '?'}"
    dated = len(skeleton.editions) > 1
    return {
        f"{one.module}.catala_en": "\n".join([f"# {title}", "", *_section(one, dated)]) + "\n"
        for one in skeleton.sections
    }


def _section(section: SkeletonSection, dated: bool) -> Iterator[str]:
    scope = section.module.capitalize()
    yield f"## § {section.number} {section.heading or ''}".rstrip()
    yield from ("", "```catala", f"declaration scope {scope}:")
    if dated:
        yield f"  input {_DAY_ASKED} content date"
    for fact in section.facts:
        kind = "boolean" if fact.type == "bool" else "date"
        yield f"  # {_line(fact.explanation)}"
        yield f"  input {_name(fact.name)} content {kind}"
    for rule in section.rules:
        yield f"  # § {rule.cite}: {_line(rule.kind)}"
        yield f"  context output {rule.name} condition"
        for one in constants(rule):
            yield f"  internal {one.name} content {_type(one)}"
    yield "```"
    for rule in section.rules:
        yield from ("", f"### § {rule.cite} {rule.heading or ''}".rstrip(), "", *_law(rule.text))
        code = [*_list(section, rule), *(line for one in constants(rule) for line in _defined(one))]
        if code:
            yield from ("", "```catala", f"scope {scope}:", *code, "```")


def _law(text: str) -> list[str]:
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [_MARKS.sub(r"\\\1", one) for one in lines]


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(name: str) -> str:
    return f"fact_{name}" if name in _WORDS else name


def _list(section: SkeletonSection, rule: SkeletonRule) -> list[str]:
    """The rule of a list whose items the text joins."""
    items = [one.name for cite in rule.items if (one := section.rule(cite)) is not None]
    if rule.joined is None or len(items) != len(rule.items):
        return []
    joint = f"\n    {rule.joined} "
    under = f"  rule {rule.name} under condition\n    {joint.join(items)}"
    return [*under.split("\n"), "  consequence fulfilled"]


def _type(constant: Constant) -> str:
    kinds = {_kind(value) for _, value in constant.values}
    return kinds.pop() if len(kinds) == 1 else "decimal"


def _kind(value: Value) -> str:
    if isinstance(value, Length):
        whole = isinstance(value.number, int)
        return "duration" if whole and value.unit in _UNITS else "decimal"
    return "money" if value.unit == "USD" and _has_cents(value) else "decimal"


def _has_cents(value: Amount) -> bool:
    """Whether a sum is one of whole cents, as Catala's money is."""
    return value.number is not None and Decimal(value.number) % Decimal("0.01") == 0


def _defined(constant: Constant) -> Iterator[str]:
    """The definitions of a constant, one for each edition that gives it another value."""
    kind = _type(constant)
    days = [day for day, _ in constant.values]
    for (day, value), until in itertools.zip_longest(constant.values, days[1:]):
        comment = _comment(value)
        yield f"  # {comment}"
        said = f"  definition {constant.name}"
        if until is None and day is not None and len(days) > 1:
            said += f" under condition {_from(day)} consequence"
        elif until is not None:
            before = f"{_DAY_ASKED} < |{until}|"
            both = f"{_from(day)} and {before}" if day else before
            said += f" under condition {both} consequence"
        yield f"{said} equals {_literal(value, kind)}"


def _from(day: datetime.date) -> str:
    return f"{_DAY_ASKED} >= |{day}|"


def _comment(value: Value) -> str:
    if isinstance(value, Amount):
        return _line(value.text)
    words = (value.number, value.days, value.unit, value.relation, value.counted_from)
    return _line(" ".join(str(one) for one in words if one is not None))


def _literal(value: Value, kind: str) -> str:
    if kind == "duration" and isinstance(value, Length) and value.unit is not None:
        times, unit = _UNITS[value.unit]
        return f"{int(value.number or 0) * times} {unit}"
    number = Decimal(str(value.number))
    if kind == "money":
        return f"${number:,.2f}"
    digits = f"{number:f}"
    return digits if "." in digits else f"{digits}.0"

"""What quantities that stand beside each other make: ranges, lists with one unit, restatements.

"5 to 10 days" is one quantity; in "30, 60, or 90 days" each has the unit of the last; "five dollars
($5)" says one thing twice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from cfrdiff.language.dates import Clock, Day
from cfrdiff.language.number_words import scale_words
from cfrdiff.language.numbers import Number
from cfrdiff.language.quantity import Quantity
from cfrdiff.language.unit_table import unit_named
from cfrdiff.language.units import taken_by

# What stands between two that are joined is no longer than "-, but not to ".
_NEAR = 16
_RANGE = re.compile(r"-?\s?(?:to|through|[-–—])\s?")
_INTRODUCED = re.compile(r"\b[Bb]etween\s(?:the\s(?:ages|hours)\sof\s)?$")
_LISTED = re.compile(r"-?,?\s?(?:and|or|nor|and/or|but)\s")
_COMMA = re.compile(r"-?,\s")
# Between a value and its tolerance: "20 ± 2 °C".
_WITHIN = re.compile(r",?\s?")
_PARTS_OF_DEGREE = {"′": 60, "″": 3600}
# In minutes.
_HALF_DAY = 12 * 60
_SCALED = re.compile(rf"(?:{'|'.join(scale_words())})\b", re.IGNORECASE)


def join(text: str, found: list[Quantity], new: Quantity) -> None:
    """Add a quantity to those before it, joined with the last where print joins them."""
    last = found[-1] if found else None
    if last is None or _beginning(text, new) - last.end > _NEAR:
        found.append(new)
        return
    for rule in _JOINS:
        if (joined := rule(text, last, new)) is not None:
            found[-1] = joined
            return
    found.append(new)
    _share_unit(text, found)


def _restated(text: str, last: Quantity, new: Quantity) -> Quantity | None:
    """Words, and in parentheses the same in figures: "five dollars ($5)", "sixty (60 days)".

    Where it is not the same the quantity keeps both.
    """
    if text[last.end : new.start] != " (" or text[new.end : new.end + 1] != ")":
        return None
    words, figures = last.value, new.value
    if not (isinstance(words, Number) and isinstance(figures, Number) and _pairs(last, new)):
        return None
    same = _in_main_unit(last) == _in_main_unit(new) or words.value == figures.value
    both = msgspec.structs.replace(words, form="both", figure=None if same else figures.value)
    stated = last if last.unit is not None else new
    close = new.end + 1
    per, end = stated.per, close
    if per is None:
        per, end = taken_by(
            text, close, unit_named(stated.unit) if stated.unit and stated.currency else None
        )
    return msgspec.structs.replace(
        stated,
        start=last.start,
        comparison=last.comparison,
        when=last.when,
        value=both,
        end=end,
        per=per,
        per_start=close if end > close else stated.per_start,
    )


def _angled(text: str, last: Quantity, new: Quantity) -> Quantity | None:
    """Degrees with their minutes and seconds, whose signs are those of feet and inches too:
    40°30′15″.
    """
    parts = _PARTS_OF_DEGREE.get(text[new.end - 1])
    if last.unit != "degree" or parts is None or text[last.end : new.start].strip():
        return None
    if not (isinstance(last.value, Number) and isinstance(new.value, Number)):
        return None
    angle = Fraction(last.value.value) + Fraction(new.value.value) / parts
    value = msgspec.structs.replace(last.value, value=angle, places=None)
    return msgspec.structs.replace(last, value=value, end=new.end)


def _pairs(last: Quantity, new: Quantity) -> bool:
    """Whether one can restate the other: words or cents, then figures, in one unit."""
    assert isinstance(last.value, Number)
    assert isinstance(new.value, Number)
    in_words = last.value.form == "words" or last.unit == "cent"
    if not (in_words and new.value.form == "figures" and new.unit):
        return False
    money = last.kind == new.kind == "money" and last.currency == new.currency
    return money or last.unit in (None, new.unit)


def _in_main_unit(one: Quantity) -> Fraction:
    assert isinstance(one.value, Number)
    factor = unit_named(one.unit).factor if one.kind == "money" and one.unit else None
    return Fraction(one.value.value) * (factor or 1)


def _ranged(text: str, last: Quantity, new: Quantity) -> Quantity | None:
    """Two ends of a range: "5 to 10 days", "$5–$10", "between 9 a.m. and 5 p.m."."""
    if last.to is not None or new.to is not None or new.comparison is not None:
        return None
    if not (_RANGE.fullmatch(text, last.end, new.start) or _is_between(text, last, new)):
        return None
    first = _in_same_half(_scaled(text, last, new), new)
    if not (_fits(first, new) and _rises(first, new)):
        return None
    return msgspec.structs.replace(
        new,
        start=last.start,
        value=first.value,
        to=new.value,
        comparison=last.comparison,
        # The word is the range's own: "from 5 to 10 days".
        when=None if last.when == "from" else last.when,
    )


def _is_between(text: str, last: Quantity, new: Quantity) -> bool:
    if text[last.end : new.start] != " and ":
        return False
    return _INTRODUCED.search(text, max(0, last.start - 32), last.start) is not None


def _scaled(text: str, last: Quantity, new: Quantity) -> Quantity:
    """The first of "5 to 10 million" and "$5 to $10 million", in millions too."""
    if not (isinstance(last.value, Number) and isinstance(new.value, Number)):
        return last
    if last.unit and not last.currency:
        return last
    return msgspec.structs.replace(last, value=scaled_as(text, last.value, new.value))


def scaled_as(text: str, low: Number, high: Number) -> Number:
    """The lower number of a range, times the scale of the higher one where it shares that: "5-10
    million". "$500,000 to $1 million" does not: its lower figure is above the other one.
    """
    scale = _SCALED.search(text, high.start, high.end)
    if scale is None or low.form != "figures" or _SCALED.search(text, low.start, low.end):
        return low
    times = scale_words()[scale[0].lower()]
    if low.value * times >= high.value:
        return low
    return msgspec.structs.replace(low, value=low.value * times, places=None)


def ends_in_scale(text: str, number: Number) -> bool:
    """Whether a number ends in "million" or the like."""
    return _SCALED.search(text, number.start, number.end) is not None


def _in_same_half(last: Quantity, new: Quantity) -> Quantity:
    """The first of "8 to 10 a.m." and "8:30 to 10 a.m.", in the half of the day that makes the
    time between them less than twelve hours.
    """
    match last.value, new.value:
        case Number(form="figures", value=int(hour)), Clock(half=True) if (
            _is_bare(last) and 1 <= hour <= _HALF_DAY // 60
        ):
            minutes = hour * 60 % _HALF_DAY
        case Clock(half=False, minutes=minutes), Clock(half=True) if minutes <= _HALF_DAY:
            minutes %= _HALF_DAY
        case _:
            return last
    end = new.value.minutes
    minutes += end - end % _HALF_DAY
    if minutes >= end:
        minutes = (minutes + _HALF_DAY) % (2 * _HALF_DAY)
    clock = Clock(last.value.start, last.value.end, minutes, zone=new.value.zone)
    return msgspec.structs.replace(last, kind="time", value=clock)


def _fits(last: Quantity, new: Quantity) -> bool:
    """Whether two quantities can be ends of one range: the first may lack the unit."""
    if last.unit == "degree" and new.unit in ("degree Celsius", "degree Fahrenheit"):
        return True
    if last.per not in (None, new.per):
        return False
    if last.kind == new.kind:
        return (last.unit, last.days, last.currency) == (new.unit, new.days, new.currency)
    return _is_bare(last) and isinstance(new.value, Number) and new.kind != "ordinal"


def _rises(last: Quantity, new: Quantity) -> bool:
    match last.value, new.value:
        case Number(), Number():
            return last.value.value < new.value.value
        case Day(), Day():
            return True
        case Clock(), Clock():
            return True
    return False


_JOINS = (_restated, _ranged, _angled)


def _is_bare(one: Quantity) -> bool:
    return one.kind == "number" and one.unit is None


def _share_unit(text: str, found: list[Quantity]) -> None:
    """Give the last quantity's unit to those before it in a list: "30, 60, or 90 days"."""
    i = len(found) - 2
    pattern = _WITHIN if _is_tolerance(found[-1]) else _LISTED
    while i >= 0 and found[i + 1].unit is not None and _is_bare(found[i]):
        after = found[i + 1]
        if not pattern.fullmatch(text, found[i].end, _beginning(text, after)) or after.currency:
            return
        found[i] = msgspec.structs.replace(
            found[i],
            kind=after.kind,
            unit=after.unit,
            per=after.per,
            days=after.days,
            counting=after.counting,
        )
        i, pattern = i - 1, _COMMA


def _is_tolerance(one: Quantity) -> bool:
    return one.comparison is not None and one.comparison.relation == "plus-or-minus"


def _beginning(text: str, one: Quantity) -> int:
    """Where a quantity begins with its comparison; "nor" joins it to the one before."""
    if one.comparison is None or one.comparison.start > one.start:
        return one.start
    start = one.comparison.start
    return start + len("nor ") if text.startswith("nor ", start) else start


def without_doubtful(
    text: str, found: Sequence[Quantity], doubtful: frozenset[int]
) -> tuple[Quantity, ...]:
    """The quantities but for those that begin at a doubtful place and have neither a unit nor the
    end of a range, nor one more number behind them ("one or two").
    """
    kept = []
    for one, behind in itertools.pairwise([*found, None]):
        assert one is not None
        alone = one.start in doubtful and _is_bare(one) and one.to is None
        if not alone or (behind and _LISTED.fullmatch(text, one.end, behind.start)):
            kept.append(one)
    return tuple(kept)

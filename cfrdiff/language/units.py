"""Units behind a number: "calendar days", "mg/L", "pounds per square inch", "°C".

What hangs on a unit makes it another one ("pound-feet"), and what it is taken by is kept as it is
printed where no table knows it ("per violation"): no unit says less than print does.
"""

from __future__ import annotations

import functools
import re
from typing import Literal, cast

import msgspec

from cfrdiff.language.number_words import scale_words
from cfrdiff.language.tables import read_table
from cfrdiff.language.unit_table import FIRST, Unit, find_unit, unit_named, unit_table

Days = Literal["business", "working", "banking", "calendar", "consecutive", "fiscal"]

_JOINTS = frozenset("   -–‑")
_HYPHENS = frozenset("-–‑")
_POWER = re.compile(r"(?P<power>square|sq\.?|cubic|cu\.?)[\s-]", re.IGNORECASE)
_RAISED = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_PER = re.compile(
    r"""(?P<slash>\s?/\s?) | [\s-]per[\s-] | \sfor\s(?:each|every)\s
      | [\s-](?P<article>an?)[\s-]""",
    re.VERBOSE,
)
# What stands behind "per" and is no unit: "violation", "brake horsepower-hour", "$100".
_UNKNOWN = re.compile(
    r"(?P<more>[$€£]?\d[\d,.^⁰¹²³⁴-⁹]*\s?)?(?P<words>[^\W\d_][\w’'²³·-]*(?:\s[^\W\d_][\w’'-]*){0,3})?"
)
_UNKNOWN_SYMBOL = re.compile(r"(?P<words>[^\W\d_][\w²³·-]*)")
# How another unit, or what is none that we know, hangs on a unit: "pound-feet", "N·m", "m^4".
_HANGS = re.compile(
    r"(?P<joint>[-‑·⋅•*]|–(?=[a-z])|\s(?=[a-z]))(?=[^\W\d_])|(?P<power>\^[-−–]?\d+|[⁻⁺]?[⁰¹²³⁴-⁹]+)"
)
_HANGING_TOGETHER = re.compile(r"\s[^\W\d_]+(?:[-‑·⋅•/^][^\W_]+)+")
_COUNTED_THING = re.compile(r"(?:\s[A-Za-z][\w-]*){1,2}?(?=\s(?:per|an?|for\s(?:each|every))\s)")
_WORD = re.compile(r"[^\W\d_]+")
_MAY_TAKE = frozenset((" ", "/", "-", " "))
# No unit follows these by a space alone: "30 days second notice".
_STAND_ALONE = frozenset(("time", "money", "ratio", "angle", "temperature"))


class UnitReading(msgspec.Struct, frozen=True):
    """What stands behind a number as its unit, up to `end`.

    `power` is "square" or "cubic" before a length; `per` is the name of what it is taken by ("day"
    in "$5 per day"), which begins at `per_start`; `days` says which days are counted, `counting`
    is all that stands between the number and the unit: "full calendar".
    """

    unit: Unit
    end: int
    power: str = ""
    per: str | None = None
    per_start: int | None = None
    days: Days | None = None
    counting: str = ""

    @property
    def name(self) -> str:
        return f"{self.power} {self.unit.name}".lstrip()


def unit_at(text: str, at: int) -> UnitReading | None:
    """The unit that stands at `at`, right behind a number, with the space or hyphen between.

    A single letter without a space is one only where the table allows it: "5a" is no unit.
    """
    apart = text[at : at + 1] in _JOINTS
    days, start = _counted(text, at + 1) if apart else (None, at)
    reading = _measure(text, start)
    if reading is None or (days and reading.unit.dimension != "time"):
        return None
    if _is_code(text, at, reading.end):
        return None
    if reading.unit.name == "workday":
        reading = msgspec.structs.replace(reading, unit=unit_named("day"))
        days = days or "working"
    counting = text[at + 1 : start].strip().lower() if apart else ""
    reading = msgspec.structs.replace(reading, days=days, counting=counting)
    per, end = taken_by(text, reading.end, reading.unit)
    if per is None:
        return reading
    per_start = reading.end if end > reading.end else None
    return msgspec.structs.replace(reading, per=per, per_start=per_start, end=end)


def _is_code(text: str, at: int, end: int) -> bool:
    """Whether a single letter goes on with a figure as with a code: "5a", "Form 7525-V"."""
    if end == at + 1 and text[at].isalpha():
        return text[at] not in unit_table().glued
    return end == at + 2 and text[at] in _HYPHENS and text[at + 1].isalpha()


def _counted(text: str, at: int) -> tuple[Days | None, int]:
    """The words before the unit that say which days are counted, and where they end. The last
    decides: "consecutive business days" are business days.
    """
    table = unit_table().counted
    days: str | None = None
    while kind := _counted_word(text, at, table):
        days = days if kind[0] == "neutral" else kind[0]
        at = kind[1]
    return cast("Days | None", days), at


def _counted_word(text: str, at: int, table: dict[str, str]) -> tuple[str, int] | None:
    word = FIRST.match(text, at)
    end = word.end() if word else at
    if word is None or text[end : end + 1] not in _JOINTS:
        return None
    kind = table.get(word[0].lower())
    return (kind, end + 1) if kind else None


def hanging_word(text: str, at: int) -> str | None:
    """What goes on from a number that ends at `at` and is no unit: "-axle", " in-lb", " N·m"."""
    if text[at : at + 1] in ("-", "‑"):
        word = _WORD.match(text, at + 1)
    else:
        word = _HANGING_TOGETHER.match(text, at)
    return word[0].strip() if word and word[0].lower() not in _tails() else None


def counted_by(text: str, at: int) -> str | None:
    """What the thing that a number counts is taken by: "year" of "3 inspections per year"."""
    thing = _COUNTED_THING.match(text, at)
    return taken_by(text, thing.end())[0] if thing else None


def taken_by(text: str, at: int, unit: Unit | None = None) -> tuple[str | None, int]:
    """What a quantity in a unit that ends at `at` is taken by, and where that ends: "per calendar
    year", "/kg/day", "a day"; None and `at` where nothing of the kind follows.

    What no table knows stays as it is printed, "per violation". A number there is named but not
    passed over: "per 100 pounds".
    """
    names: list[str] = []
    while text[at : at + 1] in _MAY_TAKE and (joint := _PER.match(text, at)):
        days, start = _counted(text, joint.end())
        below = _measure(text, start)
        if below is None:
            unknown, end = (None, at) if joint["article"] else _unknown(text, joint)
            if unknown is None:
                break
            names.append(unknown)
            if end == joint.end():
                break
            at = end
            continue
        if joint["article"] and not _takes_article(unit, below.unit):
            break
        names.append(f"{days} {below.name}" if days else below.name)
        at = below.end
    return "/".join(names) or None, at


def _takes_article(unit: Unit | None, below: Unit) -> bool:
    """Whether "a" means per: "3 a day" and "$5 a pound", not "5 pounds a foot"."""
    return below.dimension == "time" or (unit is not None and unit.dimension == "money")


def _unknown(text: str, joint: re.Match[str]) -> tuple[str | None, int]:
    """What stands behind "per" or a slash where that is no unit, up to a word that joins what
    follows; it ends where it begins when it is a number.
    """
    at = joint.end()
    match = (
        _UNKNOWN_SYMBOL if joint["slash"] and not text[at : at + 1].isdigit() else _UNKNOWN
    ).match(text, at)
    if match is None or not match[0]:
        return None, at
    if match.re is _UNKNOWN and match["more"]:
        unit = _measure(text, match.end("more"))
        return (match["more"] + (unit.name if unit else match["words"] or "")).strip(), at
    if match["words"].lower() in _scales() and (unit := _measure(text, match.end() + 1)):
        return f"{match['words']} {unit.name}", unit.end
    words: list[str] = []
    end = at
    for word in match["words"].split():
        if words and word.lower() in stop_words():
            break
        if word.lower() in _scales() and (
            unit := _measure(text, end + len(word) + 1 + bool(words))
        ):
            return " ".join([*words, word, unit.name]), unit.end
        end += len(word) + bool(words)
        words.append(word)
    return (" ".join(words), end) if words[0].lower() not in stop_words() else (None, at)


@functools.cache
def stop_words() -> frozenset[str]:
    """Words that end what a quantity is taken by: "of", "the", "whenever"."""
    return frozenset(read_table("units")["behind"]["stops"].split())


@functools.cache
def _tails() -> frozenset[str]:
    """Words that hang on a unit and measure nothing."""
    return frozenset(read_table("units")["behind"]["tails"].split())


@functools.cache
def _scales() -> frozenset[str]:
    return frozenset(scale_words())


def _measure(text: str, at: int) -> UnitReading | None:
    """The unit at `at`, with its power and what hangs on it, without what it is taken by."""
    reading = _powered(text, at) or _plain(text, at)
    while reading is not None and (hangs := _HANGS.match(text, reading.end)):
        longer = _longer(text, reading, hangs)
        if longer is None:
            break
        reading = longer
    return reading


def _longer(text: str, reading: UnitReading, hangs: re.Match[str]) -> UnitReading | None:
    """The unit with what hangs on it: a pound-foot is no pound, whatever it is."""
    if hangs["power"]:
        return _compound(f"{reading.name}{hangs['power']}", hangs.end())
    second = _powered(text, hangs.end()) or _plain(text, hangs.end())
    word = _WORD.match(text, hangs.end())
    if hangs["joint"].isspace() or hangs["joint"] == "–":
        apart = reading.unit.dimension in _STAND_ALONE or reading.unit.dimension == "compound"
        if apart or second is None or word is None or word[0].lower() in _tails():
            return None
    if word is None or word[0].lower() in _tails():
        return None
    if second is not None and word.end() <= second.end:
        return _compound(f"{reading.name}-{second.name}", second.end)
    return _compound(f"{reading.name}-{word[0]}", word.end())


def _compound(name: str, end: int) -> UnitReading:
    return UnitReading(Unit(name, "compound"), end)


def _powered(text: str, at: int) -> UnitReading | None:
    """A length behind "square" or "cubic"."""
    power = _POWER.match(text, at)
    found = find_unit(text, power.end()) if power else None
    if power is None or found is None or found[0].dimension != "length":
        return None
    return UnitReading(*found, "square" if power["power"][0] in "sS" else "cubic")


def _plain(text: str, at: int) -> UnitReading | None:
    """A unit by itself, or a length with a raised figure behind it."""
    found = find_unit(text, at)
    if found is None:
        return None
    unit, end = found
    caret = text[end : end + 1] == "^"
    raised = _RAISED.get(text[end + caret : end + caret + 1])
    if (
        raised
        and unit.dimension == "length"
        and not text[end + caret + 1 : end + caret + 2].isalnum()
    ):
        return UnitReading(unit, end + caret + 1, raised)
    goes_on = text[end - 1].isalnum() and text[end : end + 1].isalnum()
    return None if goes_on else UnitReading(unit, end)

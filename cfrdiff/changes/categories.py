"""What kind of edit it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from cfrdiff.changes.mentions import Mention, table
from cfrdiff.changes.misread import is_misread
from cfrdiff.changes.model import Category, Field, Span
from cfrdiff.changes.significance import alike
from cfrdiff.text.words import in_word_list

_LETTERS = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([a-z])\1(?=(?:ed|ing|er|or|ation|ment)s?$)")
_DESIGNATION = re.compile(r"\s*(?:\([A-Za-z0-9]{1,5}\))+\s*")
_LABELS = re.compile(r"(?:\([A-Za-z0-9]{1,5}\)|[\s,]|\b(?:and|or|through|to)\b)*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]{2,}\b")
# No Roman number.
_INITIALS = re.compile(r"(?![IVXLC]+$)[A-Z]{3,6}")
_CAPITAL = re.compile(r"\b[A-Z][\w-]*")
# Kinds of mention in the order in which they name an edit.
_NAMES: tuple[Category, ...] = (
    "citation", "cross-reference", "address", "office", "agency", "deadline", "date", "amount",
)  # fmt: skip
# Of these kinds, an edit may begin with the thing named and go on about it.
_LEADING = frozenset(("office", "amount", "agency", "date"))


class Context(msgspec.Struct, frozen=True):
    """One side of an edit: where it stands in its text, and what the text mentions."""

    text: str
    span: Span
    mentions: Sequence[Mention]

    @property
    def words(self) -> str:
        return self.text[slice(*self.span)]

    @property
    def touched(self) -> list[Mention]:
        """What the edit names, or stands in."""
        start, end = self.span[0], max(self.span[1], self.span[0] + 1)
        return [m for m in self.mentions if m.start < end and start < m.end]


def categorize(old: Context, new: Context, exact: bool, field: Field) -> Category:
    """The category of one edit, the first that fits in the order of the table.

    `exact` is False where one of the texts may be misread.
    """
    before, after = old.words, new.words
    if not exact and is_misread(before, after):
        return "ocr"
    if field == "heading":
        return "heading"
    if _is_designation(old) and _is_designation(new):
        return "designation"
    if _letters(before) == _letters(after) and not _is_hyphen(before, after):
        return "punctuation"
    if _same_word(old, new):
        return "spelling"
    if "(" in before + after and _LABELS.fullmatch(before) and _LABELS.fullmatch(after):
        return "cross-reference"
    return (
        _named(old, new)
        or _event(old, new)
        or _definition(old, new)
        or _force(old, new)
        or _condition(old, new)
        or "wording"
    )


def _letters(text: str) -> str:
    return _LETTERS.sub("", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _is_designation(side: Context) -> bool:
    """The paragraph's own designation, printed before its text."""
    return side.span[0] == 0 and bool(_DESIGNATION.fullmatch(side.words) or not side.words)


def _is_hyphen(before: str, after: str) -> bool:
    """Whether a word was written apart, together or with a hyphen: "web site", "on-site"."""
    hyphens = [bool(re.search(r"[^\W\d]-[^\W\d]", text)) for text in (before, after)]
    return hyphens[0] != hyphens[1] or len(_words(before)) != len(_words(after))


def _same_word(old: Context, new: Context) -> bool:
    """The same word in another spelling: capitals, number, hyphen, sign; or said once too often."""
    before, after = old.words.strip(), new.words.strip()
    if frozenset((before.lower(), after.lower())) in alike("spelling"):
        return True
    if _letters(before).lower() == _letters(after).lower():
        return True
    words, others = _words(before), _words(after)
    if len(words) == len(others) and words:
        return all(_spelt(a, b) for a, b in zip(words, others, strict=True))
    side = old if before else new
    if not (before and after):
        start, end = side.span
        around = _words(side.text[:start])[-1:], _words(side.text[end:])[:1]
        return len(words + others) == 1 and (words + others) in around
    return False


def _spelt(one: str, other: str) -> bool:
    """Whether two words are one in another number, or one of them is no word and a misprint."""
    if one == other or _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) > 2 and long in (short + "s", short + "es", short[:-1] + "ies"):
        return short.isalpha()
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < 4:
        return False
    # A letter for another may be another thing (hexane, hexene); the word list takes time to load.
    from rapidfuzz.distance import OSA  # loaded where texts are compared

    slip = sorted(one) == sorted(other) or len(one) != len(other)
    return slip and OSA.distance(one, other) == 1 and in_word_list(one) != in_word_list(other)


def _named(old: Context, new: Context) -> Category | None:
    """The kind of name, reference or figure, if the edit is nothing else than that."""
    sides = [side for side in (old, new) if _words(side.words)]
    kinds = [_kinds(side) for side in sides]
    limits = len(sides) == 2 and all("deadline" in one for one in kinds)
    if limits and all(_rest(side) == [] or len(_words(side.words)) > 4 for side in sides):
        return "deadline"
    if sides and _counts(sides):
        return "amount"
    if not any(kinds):
        return "amount" if sides and all(_is_number(side) for side in sides) else None
    if any(_is_sentence(side) for side in sides):
        return None
    found = set().union(*kinds)
    organs = bool(found & {"office", "agency"})
    only = all(_rest(side, organs) == [] for side in sides)
    if len(sides) == 1 and table().widening.match(sides[0].words):
        only = False  # "or permitted by paragraph (b)": something else comes or goes
    for name in _NAMES:
        if name not in found:
            continue
        if only or (
            name in _LEADING and len(sides) == 2 and all(_leads(side, name) for side in sides)
        ):
            return name
        if name == "address" and all(name in one for one in kinds):
            return name
        if name == "amount" and _money(old, new):
            return name
        if name == "deadline" and len(sides) == 1 and table().limit.match(sides[0].words):
            return name
    return "amount" if all(_is_number(side) for side in sides) else None


def _money(old: Context, new: Context) -> bool:
    """Whether money comes or goes, with its conditions, or gives way to a pointer."""
    lead = [re.match(r"\W*(?:or |and |of )?\$\d", side.words) is not None for side in (old, new)]
    return any(lead) and all(
        one or len(_words(s.words)) <= 8 for one, s in zip(lead, (old, new), strict=True)
    )


def _is_number(side: Context) -> bool:
    words = [w for w in _words(side.words) if w not in table().fillers]
    return bool(words) and all(w[0].isdigit() or w in table().numbers for w in words)


def _kinds(side: Context) -> set[str]:
    words = side.words.strip()
    if words in table().short_agencies or _INITIALS.fullmatch(words):
        return {"agency"}  # "Customs" in "Customs field office"
    return {m.label for m in side.touched}


def _counts(sides: Sequence[Context]) -> bool:
    """Whether an edit is a count and what it counts: "two copies" → "a copy"."""
    tables = table()
    words = [[w for w in _words(side.words) if w not in tables.fillers] for side in sides]
    return all(
        any(w in tables.counted for w in one)
        and all(w in tables.counted or w in tables.numbers for w in one)
        for one in words
    )


def _rest(side: Context, organs: bool = False) -> list[str]:
    """Words of an edit that are no part of what it names, and say something.

    Where it names `organs`, words with capitals are taken for names too.
    """
    start, end = side.span
    covered = [(max(m.start, start), min(m.end, end)) for m in side.touched]
    rest, at = "", start
    for a, b in sorted(covered):
        rest += side.text[at:a] + " "
        at = max(at, b)
    # The short name of something is part of it: "the Office (OIT)".
    rest = _ACRONYM.sub(" ", rest + side.text[at:end])
    if organs and len(_words(rest)) <= 15:
        rest = _CAPITAL.sub(" ", rest)  # names of offices that the table has not
    return [w for w in _words(rest) if w not in table().fillers]


def _leads(side: Context, name: str) -> bool:
    """Whether an edit begins with something of a kind."""
    first = min((m for m in side.touched), key=lambda m: m.start, default=None)
    if first is None or first.label != name:
        return False
    return all(w in table().fillers for w in _words(side.text[side.span[0] : first.start]))


def _is_sentence(side: Context) -> bool:
    """Whether an edit holds a whole sentence."""
    return (
        bool(re.search(r"[.?!]\s*$", side.words))
        and len(_words(side.words)) > 6
        and (side.words.strip()[:1].isupper())
    )


def _event(old: Context, new: Context) -> Category | None:
    """The event that a time limit runs from or to."""
    for side in (old, new):
        before = side.text[max(0, side.span[0] - 80) : side.span[0]]
        if old.words.strip() and new.words.strip() and table().event.search(before):
            return "deadline"
    return None


def _definition(old: Context, new: Context) -> Category | None:
    """A defined term, its verb, or a term of art that took another's place."""
    sides = [side for side in (old, new) if side.words.strip()]
    if any(_in_definition(side) for side in sides):
        return "definition"
    words, others = _words(old.words), _words(new.words)
    if any(table().term.search(s.words) and not _is_sentence(s) for s in sides):
        return "definition"
    if table().markers & (set(words) ^ set(others)) and max(len(words), len(others)) <= 20:
        return "definition"
    if 1 < len(words) <= 4 and len(others) <= 12 and others.count(words[0]) > 1:
        # "commercial items" → "commercial products or commercial services"
        return "definition"
    return None


def _in_definition(side: Context) -> bool:
    """Whether an edit lies in the term a paragraph defines, or in its verb."""
    match = table().defining.match(side.text)
    return bool(match) and side.span[1] <= match.end() and side.span[1] > match.start("term")  # type: ignore[union-attr]


def _force(old: Context, new: Context) -> Category | None:
    """negation, modal or plain-language: words that turn the force, or say it in other words."""
    before, after = " ".join(_words(old.words)), " ".join(_words(new.words))
    if frozenset((before, after)) in alike("plain_language"):
        return "plain-language"
    words, others = Counter(_words(old.words)), Counter(_words(new.words))
    gone, came = words - others, others - words
    changed = gone + came
    tables = table()
    negated = sum(changed[w] for w in tables.negations)
    rest = [w for w in changed if w not in tables.fillers | tables.negations | tables.modals]
    if negated % 2 and len(rest) <= 2:
        return "negation"
    if before and after and _opposed(before, after):
        return "negation"
    lost, won = ({w for w in side if w in tables.modals} for side in (gone, came))
    if (lost or won) and (len(rest) == 0 or (lost and won)):
        if frozenset((" ".join(sorted(lost)), " ".join(sorted(won)))) in alike("plain_language"):
            return None if rest else "plain-language"
        return "modal"
    if _is_same(before, after):
        return "plain-language"
    pronoun = [w for w in (before, after) if w in tables.pronouns]
    noun = [w for w in (before, after) if w.startswith(("the ", "a ", "an "))]
    if pronoun and noun and len(noun[0].split()) <= 4:
        return "plain-language"
    return None


def _is_same(before: str, after: str) -> bool:
    """Whether both sides have the same words, but for one, in another order."""
    if before in after or after in before:
        return False
    one, other = ({w for w in t.split() if w not in table().fillers} for t in (before, after))
    return (
        len(one & other) > 1
        and min(len(one), len(other)) == len(one & other)
        and (len(one ^ other) <= 1)
    )


def _opposed(before: str, after: str) -> bool:
    short, long = sorted((before, after), key=len)
    return long in ("un" + short, "in" + short, "non" + short)


def _condition(old: Context, new: Context) -> Category | None:
    """A condition, or a clause that begins with one."""
    if any(_is_sentence(side) for side in (old, new) if not (old.words and new.words)):
        return None
    for side in (old, new):
        words = " ".join(_words(side.words))
        if table().condition.match(words):
            return "condition"
        before = side.text[: side.span[0]].rstrip()[-30:].lower()
        if len(words.split()) > 3 and table().conditional.search(before):
            return "condition"
    return None

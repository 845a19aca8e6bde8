"""Real words for new text, and small rewordings of old text, as amendments make them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from random import Random

# A sentence ends at a full stop behind a word of three small letters, so that U.S.C. and No. do
# not end one.
_SENTENCE = re.compile(r"(?<=[a-z]{3}\.) (?=[A-Z])")
_WORD = re.compile(r"[\w'’-]+")
_SMALL_WORD = re.compile(r"(?<![\w.(-])[a-z]{4,}(?![\w)-])")
_NUMBER = re.compile(
    r"(?<![\w.§(/-] )(?<![\w.§(/$-])\d{1,4}(?![\w)/.-])(?! (?:CFR|U\.S\.C|FR|Stat))"
)
_VERB = re.compile(r"\b(shall|may|must|is|are|will)\b(?! not\b)")
_CAPITALS = r"[A-Z][a-z]+(?: (?:of|and|for|the) [A-Z][a-z]+| [A-Z][a-z]+)*"
_NAME = re.compile(rf"(?<=[a-z,] ){_CAPITALS}")
# A capital that begins the sentence is no part of it: "If the Director".
_WHOLE_NAME = re.compile(
    rf"(?<![\w’'-])((?:[A-Z][a-z]* the |The |An? |Any |Each )?)({_CAPITALS})(?![\w-])"
)
# Capitals of print, law and the calendar that are no names of offices.
_NO_NAMES = frozenset(
    (
        "Act Rule Part Section Paragraph Title Subpart Appendix Code Federal January February March"
        " April May June July August September October November December"
    ).split()
)

# Names of offices and agencies in the Code of Federal Regulations, for renaming.
NAMES = (
    "Surface Transportation Board", "Office of Hearings", "Postal Regulatory Commission",
    "Maritime Administration", "Farm Credit Administration", "Bureau of Reclamation",
    "Rural Utilities Service", "Copyright Royalty Board", "Wage Appeals Panel",
    "National Mediation Board", "Bonneville Power Administration", "Foreign Claims Office",
)  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of a text, cautiously told."""
    return _SENTENCE.split(text)


def count(text: str) -> int:
    return len(text.split())


def word_set(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words over all words of two sets."""
    return len(one & other) / max(1, len(one | other))


def likeness(one: str, other: str) -> float:
    """Likeness of two texts word by word, 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def reword(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """A text with a small change of a sort that fits; None where chance finds none."""
    for _ in range(8):
        sort = rng.choice(_SORTS)
        new = sort(text, donors, rng)
        if new is not None and new != text and likeness(text, new) >= 0.6:
            return new
    return None


def words(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """One to three words replaced, at most a quarter of them."""
    places = list(_SMALL_WORD.finditer(text))
    most = min(3, count(text) // 4, len(places))
    if not most:
        return None
    fresh = _SMALL_WORD.findall(rng.choice(donors))
    if not fresh:
        return None
    for place in sorted(rng.sample(places, rng.randint(1, most)), key=lambda m: -m.start()):
        text = text[: place.start()] + rng.choice(fresh) + text[place.end() :]
    return text


def sentence(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """One sentence of three or more replaced, at most two fifths of the words."""
    held = sentences(text)
    chosen = rng.randrange(len(held))
    fresh = _fitting(donors, rng, count(text) * 2 // 5)
    if len(held) < 3 or count(held[chosen]) > count(text) * 2 / 5 or fresh is None:
        return None
    held[chosen] = fresh
    return " ".join(held)


def number(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """One number replaced that is no label and no part of a citation."""
    places = list(_NUMBER.finditer(text))
    if not places:
        return None
    place = rng.choice(places)
    fresh = str(int(place[0]) + rng.choice((1, 5, 10, 15, 30)))
    return text[: place.start()] + fresh + text[place.end() :]


def negate(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """One verb negated."""
    places = list(_VERB.finditer(text))
    if not places or count(text) < 6:
        return None
    place = rng.choice(places)
    return f"{text[: place.end()]} not{text[place.end() :]}"


def oblige(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """``shall`` made ``must`` or ``may``."""
    fresh = rng.choice(("must", "may"))
    return re.sub(r"\bshall\b", fresh, text) if count(text) >= 6 else None


def drop_sentence(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """One sentence left out, at most two fifths of the words."""
    held = sentences(text)
    chosen = rng.randrange(len(held))
    if len(held) < 2 or count(held[chosen]) > count(text) * 2 / 5:
        return None
    return " ".join(held[:chosen] + held[chosen + 1 :])


def add_sentence(text: str, donors: Sequence[str], rng: Random) -> str | None:
    """A sentence added at the end, at most two fifths of the words."""
    fresh = _fitting(donors, rng, count(text) * 2 // 5)
    return f"{text} {fresh}" if fresh and text.endswith(".") else None


def _fitting(donors: Sequence[str], rng: Random, most: int) -> str | None:
    held = sentences(rng.choice(donors))
    fitting = [one for one in held if 5 <= count(one) <= most and one.endswith(".")]
    return rng.choice(fitting) if fitting else None


_SORTS = (words, words, sentence, number, negate, oblige, drop_sentence, add_sentence)


def names(texts: Sequence[str]) -> list[str]:
    """Names that stand in three or more of the texts, in the order of the alphabet."""
    found: dict[str, int] = {}
    for text in texts:
        for name in set(_NAME.findall(text)):
            found[name] = found.get(name, 0) + 1
    return sorted(n for n, times in found.items() if times >= 3 and not _NO_NAMES & set(n.split()))


def rename(text: str, old: str, new: str) -> str:
    """A name replaced wherever it stands whole, not as part of a longer name."""
    return _WHOLE_NAME.sub(lambda m: m[1] + new if m[2] == old else m[0], text)

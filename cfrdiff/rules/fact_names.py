"""What the facts of a case are called: by the words of the clause that asks for them."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable, Sequence

from cfrdiff.provisions import Reference, Words

# A longer name, with its type behind it, would not fit a formatter's line.
_LONGEST = 56

# What introduces a clause says nothing of the case.
_LEADS = frozenset(
    "if when where whenever wherever unless provided except only that and or but even such in the"
    " event case cases of to extent as long so on condition upon otherwise however for".split()
)
_LEFT_OUT = frozenset("a an the such this that these those any said its his her their".split())
# What a name that is cut off must not end with: it leads on to words that are not there.
_LEADS_ON = frozenset(
    "of to in by for with at on from or and under within after before as not be is was are were"
    " has have had been into than whether which who whose when if about between pursuant required"
    " described set forth accordance prior during upon being would could it".split()
)
# What a long clause is understood without.
_WEAK = frozenset(
    "is are was were be been being has have had would could to of in by for between or and at on"
    " that".split()
)
_ACCENTS = range(0x300, 0x370)  # Unicode's block of combining diacritical marks
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-’'][A-Za-z0-9]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_JOINTS = re.compile(r"[-’']")


def clause_name(clause: Words, without: Iterable[Words | Reference] = ()) -> str | None:
    """``consumer_notifies_institution`` for "if the consumer notifies the institution".

    Its parts that are `without` are left out of it: what it refers to by number, sums that the next
    edition may change. None where nothing else remains.
    """
    return named(_without(clause, without), drop_lead=True)


def named(text: str, *, drop_lead: bool = False) -> str | None:
    """Words as a name of Python's, without articles, shortened where they are many.

    With `drop_lead` without what introduces a clause, too. None where no word remains.
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if ord(one) not in _ACCENTS)
    words = [_POSSESSIVE.sub("", one).lower() for one in _WORD.findall(plain)]
    if drop_lead:
        start = next((i for i, one in enumerate(words) if one not in _LEADS), len(words))
        words = words[start:]
    kept = _cut([_JOINTS.sub("_", one) for one in words if one and one not in _LEFT_OUT])
    name = "_".join(kept)
    if not name:
        return None
    return f"case_{name}" if name[0].isdigit() or keyword.iskeyword(name) else name


def _cut(words: Sequence[str]) -> list[str]:
    """The words that a name has room for: of a long clause those it begins and ends with, since
    who acts stands first and what is asked of them last.
    """
    while words and words[-1] in _LEADS_ON:
        words = words[:-1]
    if _length(words) <= _LONGEST:
        return list(words)
    strong = [one for one in words if one not in _WEAK]
    head: list[str] = []
    tail: list[str] = []
    while strong and _length([*head, strong[0], *tail]) <= _LONGEST:
        head.append(strong.pop(0))
        if strong and _length([*head, strong[-1], *tail]) <= _LONGEST:
            tail.insert(0, strong.pop())
    return [*head, *tail]


def apart(name: str, mark: str) -> str:
    """A name with a mark behind it, and no longer than names are."""
    words = name.split("_")
    while len(words) > 1 and _length([*words, mark]) > _LONGEST:
        words.pop(len(words) // 2)
    return "_".join([*words, mark])


def _length(words: Sequence[str]) -> int:
    return len("_".join(words))


def _without(clause: Words, parts: Iterable[Words | Reference]) -> str:
    """A clause without parts of it, given by their places in the paragraph."""
    text, at = "", clause.start
    inside = [one for one in parts if clause.start <= one.start < clause.end]
    for one in sorted(inside, key=lambda found: found.start):
        if one.start >= at:
            text += clause.text[at - clause.start : one.start - clause.start] + " "
        at = max(at, one.end)
    return text + clause.text[max(at - clause.start, 0) :]

"""How a text ends, for what may come after it: an item, a new sentence, a new paragraph."""

from __future__ import annotations

import enum
import re

from cfrdiff.language.abbreviations import ends_in_leading_abbreviation

# What a text ends in where nothing is left open: a stop, a list's item, the lead to a list.
# Whichever of the marks at the end comes last is the one to begin with.
_CLOSED = re.compile(r"[.;:!?—\]][”’)]*+(?: (?:and|or),?)?$")
_FINISHED = re.compile(r"[.;:!?\]][”’)]*+$")
_LIST_END = re.compile(r"[;,][”’)]*(?: (?:and|or|and/or|but|except),?)?$")
_STOP_END = re.compile(r"[.?!][”’)\]]*$|\[Reserved\]$")
_INTRO_END = re.compile(r"[:—]$|: ?[”’]$")
_WANTS_MORE = re.compile(r"(?:[:;—,]|\b(?:and|or))$")
_RESERVED = re.compile(r"\[(?:removed|reserved|removed and reserved)\]\.?$", re.IGNORECASE)
_TAIL_LENGTH = 60  # characters; the longest ending above is far shorter


class Tail(enum.Enum):
    """How the text before a place ends."""

    INTRO = "intro"  # a colon or a dash: a list comes
    LIST = "list"  # a semicolon or comma, with or without "and": the list goes on
    STOP = "stop"  # a full stop
    HEADING = "heading"  # nothing but a paragraph heading stands before
    OPEN = "open"  # in the middle of a sentence
    START = "start"  # nothing stands before


def tail_of(text: str) -> Tail:
    """How a text ends; whether all of it is a heading is not asked here."""
    text = text[-_TAIL_LENGTH:].rstrip()
    if not text:
        return Tail.START
    if _INTRO_END.search(text):
        return Tail.INTRO
    if _LIST_END.search(text):
        return Tail.LIST
    if not _STOP_END.search(text) or ends_in_leading_abbreviation(text):
        return Tail.OPEN
    return Tail.STOP


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence, an item of a list or the lead to a list does."""
    return bool(_CLOSED.search(text))


def is_finished(text: str) -> bool:
    """Whether a stop, a colon or a bracket ends the text, without a conjunction behind it."""
    return bool(_FINISHED.search(text))


def is_reserved(text: str) -> bool:
    """Whether a heading says that nothing stands under it."""
    return bool(_RESERVED.search(text))


def wants_more(text: str) -> bool:
    """Whether a text ends as the lead to a list or an item before the last one does."""
    return bool(_WANTS_MORE.search(text))

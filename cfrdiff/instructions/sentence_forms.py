"""How the Federal Register words an amendment: one table of the forms that are understood.

A sentence is read from its first word to its last, form by form; what no form accounts for makes
it unread. Verbs and turns of phrase are those of the Document Drafting Handbook, chapter 3, with
the looser ones of rules of 1995 to 2024 ("is amended by striking", "substituting … for …").

In the patterns, PROVISION stands for provisions that were put aside (`provision_phrases`), MARK
for a quotation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cfrdiff.cites import PART_NUMBER
from cfrdiff.instructions.provision_phrases import PROVISION
from cfrdiff.instructions.quotations import MARK


class Form(NamedTuple):
    """A wording. `kind` says what it orders (`wording` makes the orders); names of its groups:
    `p` the provisions, `to` what they become, `old` and `new` words, `place` where they stand.
    """

    kind: str
    pattern: re.Pattern[str]


def _form(kind: str, pattern: str) -> Form:
    # A blank in a pattern stands for any white space.
    return Form(kind, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE))


_NOUNS = (
    r"words?|phrases?|terms?|text|language|numbers?|figures?|dates?|references?|citations?|"
    r"cross-references?|acronyms?|abbreviations?|amounts?|percentages?|symbols?|signs?|"
    r"parentheticals?|address(?:es)?|names?|punctuation marks?|quotation"
)
_WORD = rf"(?:(?:the|an?|both|all) )?(?:(?:following|new) )?(?:(?:{_NOUNS})(?: to)? )?{MARK}"
_JOINED = r"(?:\s*,(?: and)? | and )"
_IN_ORDER = (
    r"(?:,? in (?:(?:its|their|the) )?(?:(?:proper|appropriate|correct) )?(?:alphabetical|"
    r"alpha-?numeric(?:al)?|numeric(?:al)?|sequential) (?:order|sequence),?)?"
)
_TEXT = r"(?:,? (?:to read(?: as (?:follows|set forth below))?|as (?:follows|set forth below)))?"
_INSTEAD = r"(?:,? in (?:its|their) (?:place|stead),?|,? instead,?)?"
_EVERY = (
    r"(?P<every>,? (?:wherever|everywhere|(?:each|every) (?:time|place|instance)(?: that| where"
    r"| in which)?|in (?:each|every) (?:instance|place)(?: (?:in which|where|that))?)"
    r"(?: (?:it|they|that (?:term|word|phrase)|the (?:words?|terms?|phrases?|references?))"
    r" (?:appears?|occurs?|is found))?(?: in (?P<inside>{0}))?)?"
).format(PROVISION)
_RESPECTIVELY = r"(?:,? (?P<respectively>respectively))?"
DIVISION = rf"subpart \w+(?: (?:of|to|in) (?:this )?(?:part (?:{PART_NUMBER})|part))?|part (?:{PART_NUMBER})"

_ADD = r"(?:add(?:ing)?|insert(?:ing)?)"
_REMOVE = r"(?:remov(?:e|ing)|delet(?:e|ing)|strik(?:e|ing)(?: out)?|eliminat(?:e|ing))"
_REPLACE = r"(?:replac(?:e|ing)|chang(?:e|ing)|correct(?:ing)?|revis(?:e|ing)|amend(?:ing)?)"
_IS = r"(?:is|are)(?: hereby)?"


def _p(name: str = "p") -> str:
    return rf"(?P<{name}>{PROVISION})"


def _words(name: str) -> str:
    return rf"(?P<{name}>{_WORD}(?:{_JOINED}{_WORD})*)"


def _at(name: str) -> str:
    """Where words stand."""
    side = rf"(?:at|from|to) the (?P<{name}_side>end|beginning)(?: (?:of|to|in))?"
    return rf"(?:,? (?:{side}|in|from|of|under|within)(?: (?:the )?(?P<{name}>{PROVISION}))?)?"


# In this order; the first that fits at a place is what stands there.
FORMS: tuple[Form, ...] = (
    # whole provisions
    _form("reserve", rf"{_REMOVE} and reserv(?:e|ing) {_p()}"),
    _form("reserve", rf"reserv(?:e|ing) {_p()}"),
    _form("reserve", rf"{_p()} {_IS} (?:(?:removed|deleted) and )?reserved"),
    _form("add reserved", rf"{_ADD} and reserv(?:e|ing) {_p()}"),
    _form("add reserved", rf"{_p()} {_IS} added and reserved"),
    _form("revise", rf"(?:revis(?:e|ing)) {_p()}{_TEXT}"),
    _form("revise", rf"{_p()} {_IS} (?:revised{_TEXT}|amended to read(?: as follows)?)"),
    _form("revise", rf"amend(?:ing)? {_p()} to read(?: as follows)?"),
    _form("revise", rf"{_p()} {_IS} corrected to read as follows"),
    _form(
        "add",
        rf"{_ADD}{_IN_ORDER} (?:an? )?{_p()}{_IN_ORDER}(?: (?:to|in) (?P<within>{DIVISION}))?{_TEXT}{_IN_ORDER}",
    ),
    _form(
        "add",
        rf"(?:an? )?{_p()} {_IS} added{_IN_ORDER}(?: (?:to|in) (?P<within>{DIVISION}))?{_TEXT}{_IN_ORDER}",
    ),
    _form("remove", rf"{_REMOVE} {_p()}"),
    _form("remove", rf"{_p()} {_IS} (?:removed|deleted|eliminated|stricken)"),
    _form("redesignate", rf"redesignat(?:e|ing) {_p()} as (?:new )?(?:{_p('to')}|(?P<bare>\([^;]*?\))){_RESPECTIVELY}"),
    _form("redesignate", rf"{_p()} {_IS} redesignated as (?:new )?(?:{_p('to')}|(?P<bare>\([^;]*?\))){_RESPECTIVELY}"),
    # sentences that come in
    _form(
        "add sentences",
        rf"{_ADD} (?:an?|one|two|three|four) (?:new )?sentences? (?:(?:at|to) the (?P<side>end|beginning) (?:of|to|in)"
        rf"|(?P<after>after|following|before|preceding)) {_p()}{_TEXT}",
    ),
    # words
    _form(
        "words replaced",
        rf"{_REMOVE} {_words('old')}{_at('place')}\s*,?\s*(?:and )?{_ADD}{_INSTEAD} {_words('new')}{_INSTEAD}"
        rf"{_at('there')}{_EVERY}{_RESPECTIVELY}{_INSTEAD}",
    ),
    _form(
        "words replaced everywhere",
        rf"{_REMOVE} {_words('old')}{_EVERY}\s*,?\s*(?:and )?{_ADD}{_INSTEAD} {_words('new')}{_INSTEAD}"
        rf"{_at('there')}{_RESPECTIVELY}{_INSTEAD}",
    ),
    _form("words replaced", rf"{_REPLACE} {_words('old')}{_at('place')} (?:with|to read|to|by) {_words('new')}{_at('there')}{_EVERY}{_RESPECTIVELY}"),
    _form("words replaced everywhere", rf"{_REPLACE} {_words('old')}{_EVERY} (?:with|to read|to|by) {_words('new')}"),
    _form("words replaced", rf"substitut(?:e|ing) {_words('new')} for {_words('old')}{_at('there')}{_EVERY}{_RESPECTIVELY}"),
    _form("words removed before", rf"{_REMOVE} {_words('old')} (?P<side>after|following|before|preceding) {_words('anchor')}{_at('there')}"),
    _form("words removed", rf"{_REMOVE} {_words('old')}{_at('place')}{_EVERY}"),
    _form("words put in", rf"{_ADD} {_words('new')} (?:immediately )?(?P<side>after|following|before|preceding) {_words('anchor')}{_at('there')}"),
    _form("words put in", rf"{_ADD}(?:,? in {_p('place')},?)? (?:immediately )?(?P<side>after|following|before|preceding) {_words('anchor')},? {_words('new')}{_at('there')}"),
    _form("words put at", rf"{_ADD} {_words('new')} (?:at|to) the (?P<side>end|beginning) (?:of|to) (?:the )?{_p()}"),
    # what is amended, and where
    _form("place", rf"(?:further )?amend(?:ing)? (?:the )?{_p()}(?: (?:by|as follows))?\s*[:,—]?"),
    _form("place", rf"{_p()} {_IS} (?:further )?(?:amended(?: (?:by|as follows))?|corrected by)\s*[:,—]?"),
    _form("place", rf"(?:in|under|within|to) (?:the )?{_p()}\s*[:,—]?"),
    _form("division", rf"(?:amend |in |to )?(?P<within>{DIVISION})(?: (?:is|are) amended)?(?: (?:by|as follows))?\s*[:,—]?"),
)
# Between two forms, and behind the last.
JOINT = re.compile(r"\s*[,;:—]?\s*(?:(?:and|then|also|further|by)\b\s*)*", re.IGNORECASE)
END = re.compile(r"[\s.,;:—]*(?:\band)?[\s.:]*$", re.IGNORECASE)

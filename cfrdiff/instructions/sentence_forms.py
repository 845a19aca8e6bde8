"""How the Federal Register words an amendment: one table of the forms that are understood.

A sentence is read from its first word to its last, form by form; what no form accounts for makes
it unread. Verbs and turns of phrase are those of the Document Drafting Handbook, chapter 3, with
the looser ones of rules of 1995 to 2024 ("is amended by striking", "substituting … for …").

In a pattern a blank stands for any white space, PROVISION for provisions that were put aside
(`provision_phrases`), MARK for a quotation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cfrdiff.cites import PART_NUMBER
from cfrdiff.instructions.provision_phrases import provisions_as
from cfrdiff.instructions.quotations import MARK


class Form(NamedTuple):
    """A wording. `kind` says what it orders (`wording` makes the orders); names of its groups:
    `p` the provisions, `to` what they become, `old` and `new` words, `place` where they stand.
    """

    kind: str
    pattern: re.Pattern[str]


def _forms(kind: str, *patterns: str) -> list[Form]:
    return [Form(kind, re.compile(pattern, re.IGNORECASE)) for pattern in patterns]


def _p(name: str = "p") -> str:
    return provisions_as(name)


def _words(name: str) -> str:
    return rf"(?P<{name}>{_WORD}(?:{_JOINED}{_WORD})*)"


def _at(name: str) -> str:
    """Where words stand."""
    side = (
        rf"(?:at|from|to) the (?P<{name}_side>end|beginning)(?: (?:of|to|in)(?: the paragraph)?)?"
    )
    table = rf"(?P<{name}_table>,? in the (?:associated|accompanying|corresponding) table)"
    return rf"(?:{table}|,? (?:{side}|in|from|of|under|within)(?: (?:the )?{_p(name)})?)?"


# Verbs
_ADD = r"(?:add(?:ing)?|insert(?:ing)?)"
_REMOVE = r"(?:remov(?:e|ing)|delet(?:e|ing)|strik(?:e|ing)(?: out)?|eliminat(?:e|ing))"
_REPLACE = r"(?:replac(?:e|ing)|chang(?:e|ing)|correct(?:ing)?|revis(?:e|ing)|amend(?:ing)?)"
_IS = r"(?:is|are)(?: hereby)?"
_BESIDE = r"(?:immediately )?(?P<side>after|following|before|preceding)"
# Nouns
_NOUNS = (
    r"words?|phrases?|terms?|text|language|numbers?|figures?|dates?|references?|citations?|"
    r"cross-references?|acronyms?|abbreviations?|amounts?|percentages?|symbols?|signs?|"
    r"parentheticals?|address(?:es)?|names?|punctuation marks?|quotation"
)
_WORD = rf"(?:(?:the|an?|both|all) )?(?:(?:following|new) )?(?:(?:{_NOUNS})(?: to)? )?{MARK}"
_JOINED = r"(?: ?,(?: and)? | and )"
_OF_PART = rf"(?:to|of|in) (?:this part|part {PART_NUMBER})"
_SUBPART = rf"(?:an? )?(?:new )?(?P<division>subpart \w+)(?:,? {_OF_PART})?"
_WITHIN = rf"(?P<within>subpart \w+(?: {_OF_PART})?|part {PART_NUMBER})"
_AUTHORITY = rf"the authority citations? for (?:\d+ CFR )?part (?P<part>{PART_NUMBER})"
# Turns of phrase
_IN_ORDER = (
    r"(?:,? in (?:(?:its|their|the) )?(?:(?:proper|appropriate|correct) )?(?:alphabetical|"
    r"alpha-?numeric(?:al)?|numeric(?:al)?|sequential) (?:order|sequence),?)?"
)
_TEXT = r"(?:,? (?:to read(?: as (?:follows|set forth below))?|as (?:follows|set forth below)))?"
_INSTEAD = r"(?:,? in (?:its|their) (?:places?|stead),?|,? instead,?)?"
_EVERY = (
    r"(?P<every>,? (?:wherever|everywhere|(?:each|every) (?:time|place|instance)(?: that| where"
    r"| in which)?|in (?:each|every) (?:instance|place)(?: (?:in which|where|that))?)"
    r"(?: (?:it|they|that (?:term|word|phrase)|the (?:words?|terms?|phrases?|references?))"
    rf" (?:appears?|occurs?|is found))?(?: in {_p('inside')})?)?"
)
_RESPECTIVELY = r"(?:,? (?P<respectively>respectively))?"
_FIRST = rf"(?:,? (?:in|from) (?:the )?{_p('first')},?)?"
_GOAL = rf"as (?:new )?(?:{_p('to')}|(?P<bare>\([^;]*?\))){_RESPECTIVELY}"
_HEADING_ABOVE = r"(?: under the heading set forth (?:above|below))?"
_BY = r"(?: (?:by|as follows))? ?[:,—]?"

# In this order; the first that fits at a place is what stands there.
FORMS: tuple[Form, ...] = (
    # whole provisions
    *_forms(
        "reserve",
        rf"{_REMOVE} and reserv(?:e|ing) {_p()}",
        rf"reserv(?:e|ing) {_p()}",
        rf"{_p()} {_IS} (?:(?:removed|deleted) and )?reserved",
    ),
    *_forms(
        "add reserved",
        rf"{_ADD} and reserv(?:e|ing) {_p()}",
        rf"{_p()} {_IS} added and reserved",
    ),
    *_forms(
        "revise",
        rf"(?:revis(?:e|ing)) {_p()}{_TEXT}",
        rf"{_p()} {_IS} (?:revised{_TEXT}|(?:amended|corrected) to read(?: as follows)?)",
        rf"(?:amend|correct)(?:ing)? {_p()} to read(?: as follows)?",
    ),
    *_forms("republish", rf"republish(?:ing)? {_p()}{_TEXT}", rf"{_p()} {_IS} republished{_TEXT}"),
    *_forms(
        "add",
        rf"{_ADD}{_IN_ORDER} (?:an? )?{_p()}{_IN_ORDER}(?: (?:to|in) {_WITHIN})?{_TEXT}{_IN_ORDER}",
        rf"(?:an? )?{_p()} {_IS} added{_IN_ORDER}(?: (?:to|in) {_WITHIN})?{_TEXT}{_IN_ORDER}",
    ),
    *_forms(
        "remove",
        rf"{_REMOVE} {_p()}(?: in (?:its|their) entirety)?",
        rf"{_p()} {_IS} (?:removed|deleted|eliminated|stricken)(?: in (?:its|their) entirety)?",
    ),
    *_forms(
        "redesignate and revise",
        rf"redesignat(?:e|ing) and revis(?:e|ing) {_p()} {_GOAL}{_TEXT}",
        rf"{_p()} {_IS} redesignated {_GOAL},? and revised{_TEXT}",
        rf"{_p()} {_IS} (?:revised and redesignated|redesignated and revised) {_GOAL}{_TEXT}",
        rf"redesignat(?:e|ing) {_p()} {_GOAL},? and revis(?:e|ing) (?:it|them){_TEXT}",
    ),
    *_forms(
        "redesignate",
        rf"redesignat(?:e|ing) {_p()} {_GOAL}",
        rf"{_p()} {_IS} redesignated {_GOAL}",
    ),
    *_forms(
        "add sentences",
        rf"{_ADD} (?:an?|one|two|three|four) (?:new )?sentences? (?:(?:at|to) the"
        rf" (?P<end>end|beginning) (?:of|to|in)|{_BESIDE}) {_p()}{_TEXT}",
        rf"{_ADD} (?:an?|one|two|three|four) (?:new )?sentences? (?:at|to) the"
        rf" (?P<end>end|beginning)(?: (?:of|to) (?:the|that) paragraph)?{_TEXT}",
    ),
    # subparts and authorities
    *_forms(
        "add division",
        rf"{_ADD} {_SUBPART}(?:,? (?:consisting of|comprising|containing) {_p()},?)?{_TEXT}",
        rf"{_SUBPART} {_IS} added(?: to part {PART_NUMBER})?{_TEXT}",
    ),
    *_forms(
        "designate",
        rf"designat(?:e|ing) {_p()} as {_SUBPART}{_HEADING_ABOVE}{_TEXT}",
        rf"{_p()} {_IS} designated as {_SUBPART}{_HEADING_ABOVE}{_TEXT}",
    ),
    *_forms(
        "authority",
        rf"{_AUTHORITY} (?:is|are) (?:revised|amended){_TEXT}",
        rf"revis(?:e|ing) {_AUTHORITY}{_TEXT}",
    ),
    # words
    *_forms(
        "words replaced",
        rf"{_REMOVE}{_FIRST} {_words('old')}{_at('place')} ?,? ?(?:and )?{_ADD}{_INSTEAD}"
        rf" {_words('new')}{_INSTEAD}{_at('there')}{_EVERY}{_RESPECTIVELY}{_INSTEAD}",
        rf"{_REMOVE}{_FIRST} {_words('old')}{_EVERY} ?,? ?(?:and )?{_ADD}{_INSTEAD}"
        rf" {_words('new')}{_INSTEAD}{_at('there')}{_RESPECTIVELY}{_INSTEAD}",
        rf"{_REPLACE} {_words('old')}{_at('place')} (?:with|to read|to|by) {_words('new')}"
        rf"{_at('there')}{_EVERY}{_RESPECTIVELY}",
        rf"{_REPLACE} {_words('old')}{_EVERY} (?:with|to read|to|by) {_words('new')}",
        rf"substitut(?:e|ing) {_words('new')} for {_words('old')}{_at('there')}{_EVERY}"
        rf"{_RESPECTIVELY}",
        rf"{_words('old')}{_at('place')} {_IS} (?:removed|deleted|stricken)(?:,| and|, and)"
        rf" {_words('new')} {_IS} (?:added|inserted|substituted){_INSTEAD}{_EVERY}{_RESPECTIVELY}",
        rf"{_words('old')}{_at('place')} (?:{_IS} (?:(?:revised|changed|corrected|amended) to"
        rf"(?: read)?|replaced (?:with|by))|should read) {_words('new')}{_EVERY}{_RESPECTIVELY}",
    ),
    *_forms(
        "words removed beside",
        rf"{_REMOVE} {_words('old')} {_BESIDE} {_words('anchor')}{_at('there')}",
    ),
    *_forms(
        "words removed",
        rf"{_REMOVE}{_FIRST} {_words('old')}{_at('place')}{_EVERY}",
        rf"{_words('old')}{_at('place')} {_IS} (?:removed|deleted|stricken){_EVERY}",
    ),
    *_forms(
        "words put in",
        rf"{_ADD} {_words('new')} {_BESIDE} {_words('anchor')}{_at('there')}",
        rf"{_ADD}{_FIRST},? {_BESIDE} {_words('anchor')},? {_words('new')}{_at('there')}",
        rf"{_words('new')} {_IS} added {_BESIDE} {_words('anchor')}{_at('there')}",
        rf"{_BESIDE} {_words('anchor')},? {_ADD} {_words('new')}{_at('there')}",
    ),
    *_forms(
        "words put at",
        rf"{_ADD} {_words('new')} (?:at|to) the (?P<end>end|beginning) (?:of|to) (?:the )?{_p()}",
        rf"{_ADD} {_words('new')} (?:at|to) the (?P<end>end|beginning)"
        r"(?: (?:of|to) (?:the|that) paragraph)?",
    ),
    # what is amended, and where
    *_forms(
        "table",
        r"(?:in|to|amend(?:ing)?) (?:the )?(?P<table>table(?: [A-Z0-9][\w.–-]{0,7})?)"
        rf" (?:to|in|of|at|following|after|under) {_p()} ?[:,—]?",
    ),
    *_forms(
        "place",
        rf"(?:further )?amend(?:ing)? (?:the )?{_p()}{_BY}",
        rf"{_p()} {_IS} (?:further )?(?:amended|corrected(?= by)){_BY}",
        rf"(?:in|under|within|to) (?:the )?{_p()} ?[:,—]?",
        rf"{_p()},?(?= by )",
    ),
    *_forms(
        "division",
        rf"(?:amend |in |to )?(?:(?:the )?newly (?:re)?designated )?{_WITHIN}(?: {_IS} amended)?"
        rf"{_BY}",
    ),
)
# Between two forms, and behind the last.
JOINT = re.compile(r" ?[,;:—]? ?(?:(?:and|then|also|further|by)\b ?)*", re.IGNORECASE)
END = re.compile(
    r"[ .,;:—]*+(?:(?<= )(?:to read(?: as follows)?|as follows)[ .,;:]*+)?(?:\band[ .:]*+)?$",
    re.IGNORECASE,
)

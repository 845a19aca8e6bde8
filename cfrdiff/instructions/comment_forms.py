"""How the Federal Register words what it amends in an appendix or a supplement: one table of forms.

As in `sentence_forms`, a sentence is read from its first word to its last, and what no form
accounts for makes it unread. Comments are named by what they are keyed to and by the title they
bear, "Under 19(b) Certain variable-rate transactions, paragraphs 4 and 5.i.C are revised"; a title
ends where the next form begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cfrdiff.cites import PART_NUMBER
from cfrdiff.cites.comments import COMMENT_KEY, ENTRY_LABEL
from cfrdiff.cites.section_numbers import SECTION_NUMBER
from cfrdiff.instructions.quotations import MARK


class Form(NamedTuple):
    """A wording. `kind` says what `comment_sentences` makes of it; names of its groups: `appendix`
    the name of one, `section` and `key` what comments are keyed to, `heading` the first words of a
    heading without a key, `listed` labels of paragraphs, `verb` what is ordered.
    """

    kind: str
    pattern: re.Pattern[str]


def _forms(kind: str, *patterns: str) -> list[Form]:
    return [Form(kind, re.compile(pattern, re.IGNORECASE)) for pattern in patterns]


_SUBPART = rf"subpart [A-Z]{{1,2}}(?: (?:of|to) part {PART_NUMBER})?"
APPENDIX = (
    r"(?P<appendix>(?:appendix|supplement)(?: [A-Z0-9]{1,4}(?:[-–][A-Z0-9]{1,3})?)?"
    rf" (?:to|of) (?:(?P<of>part {PART_NUMBER}|{_SUBPART})|this (?:sub)?part))"
)
_KEY = COMMENT_KEY
_AND = r"(?: ?, ?(?:and )?| and )"
# A stop that ends a label may stand close to the next word: "paragraph 2.xi.is added".
_LABEL = rf"(?-i:{ENTRY_LABEL})\.?"
_LISTED = rf"{_LABEL}(?:(?:{_AND}| through ){_LABEL})*"
_PARAGRAPHS = (
    rf"(?:new(?:ly (?:re)?designated)? )?(?:paragraphs?|sections?|items?) (?P<listed>{_LISTED})"
)
# "comments 31(b)-1.i and 32(a)-2"
_ONE_IN_FULL = rf"{_KEY}-{_LABEL}"
_IN_FULL = (
    r"(?:the )?(?:new(?:ly (?:re)?designated)? )?comments?"
    rf" (?P<listed>{_ONE_IN_FULL}(?:{_AND}{_ONE_IN_FULL})*)"
)
_NEW = r"(?:(?:the|an?) )?(?:(?:new|revised|newly (?:re)?designated|newly added) )?"
_CALLED = (
    r"(?:(?:(?P<alone>(?:sub)?heading)|(?:entry|entries|commentary|comments?)"
    r"(?: (?:for|on|to))?) )?"
)
_REFERENCE = (
    rf"{_NEW}{_CALLED}(?:(?:section|sec\.|§) ?(?P<section>{SECTION_NUMBER})(?![\w(]|-\d)"
    rf"|(?:(?:paragraphs?|comments?|subsections?) )*(?P<key>{_KEY})(?!-)"
    rf"|(?P<heading>appendi(?:x|ces) [A-Z]{{1,2}}(?: and [A-Z]{{1,2}})?(?! to\b)\b|introduction\b)"
    rf"|definitions?(?: of| for)? (?P<quoted>{MARK}))"
)
_VERBS = r"revis|add|remov|delet|republish|redesignat|amend|reserv"
_PASSIVE = (
    r"(?:is|are)(?: hereby)? (?P<verb>removed and reserved|revised|added|removed|deleted|"
    r"republished|reserved)"
)
# What ends a title: the next form, or the sentence.
_STARTS = (
    rf"under|in|by|to read|(?:new )?paragraphs?|comments?|(?:the )?(?:sub)?heading|"
    rf"(?:the )?introductory|the definition|section|(?:appendix|supplement) \w+ to|(?:{_VERBS})\w*"
)
_NEXT = (
    rf"(?= ?:| (?:as follows|to read)|[ .,;]{{0,9}}$| ?,? (?:is|are) (?:hereby )?(?:{_VERBS})"
    rf"| ?,? (?:and )?(?:new )?paragraphs? [0-9]"
    rf"| ?[,;] ?(?:and )?(?:(?:{_STARTS})\b|{_KEY}))"
)
# A title begins with a capital, and is no instruction of its own.
_TITLE = (
    r"(?P<title>[ —–-]*?|[ .,—–-]*+(?=(?-i:[A-Z])|[“\ue000])(?:(?!\b(?:paragraphs?|comments?|"
    rf"(?:sub)?headings?|introductory|(?:{_VERBS})\w*)\b)[^:\ue000]|{MARK})*?)"
)
_ENDS = r"(?= ?[,;:.]| (?:and|is|are|to)\b| ?$)"
_GOAL = rf"(?:new )?paragraphs? (?P<goal>{_LISTED})"
_TEXT = r"(?:,? (?:to read(?: as (?:follows|set forth below))?|as follows))?"

_QUOTED = r"(?:the )?(?:(?:words?|phrases?|terms?|references?|text|dates?|amounts?) (?:to )?)?"
_EVERY = (
    r"(?P<every{}>,? (?:wherever|everywhere|(?:each|every) (?:time|place))(?: that| where)?"
    r"(?: (?:it|they) (?:appears?|occurs?))?)?"
)
_INSTEAD = r"(?:,? in (?:its|their) place,?)?"

FORMS: tuple[Form, ...] = (
    *_forms(
        "words",
        rf"(?:remov|delet)(?:e|ing) {_QUOTED}(?P<old>{MARK}){_EVERY.format(1)},? and"
        rf" (?:add|insert)(?:ing)?{_INSTEAD} {_QUOTED}(?P<new>{MARK}){_INSTEAD}{_EVERY.format(2)}",
        rf"{_QUOTED}(?P<old>{MARK})(?: (?:is|are) (?:corrected|revised|changed) to(?: read)?|"
        rf" should read) {_QUOTED}(?P<new>{MARK}){_EVERY.format(1)}",
        rf"(?:remov|delet)(?:e|ing) {_QUOTED}(?P<old>{MARK}){_EVERY.format(1)}",
    ),
    *_forms("within", rf"(?:in|from) {_PARAGRAPHS}{_ENDS}", rf"(?:in|from) {_IN_FULL}{_ENDS}"),
    *_forms(
        "appendix",
        rf"(?:in|to|under|amend(?:ing)?) (?:the )?{APPENDIX}{_TITLE}{_NEXT}",
        rf"(?:the )?{APPENDIX}{_TITLE} (?:is|are) amended(?: as follows| by)?",
    ),
    *_forms("place", rf"(?:in|under|to) {_REFERENCE}{_TITLE}{_NEXT}"),
    *_forms("subpart", r"(?:in|under) subpart [A-Z]+"),
    *_forms("heading of", rf"(?:the )?(?:sub)?headings? (?:of|for) {_REFERENCE}{_TITLE}{_NEXT}"),
    *_forms("heading", rf"(?:the )?(?:sub)?heading(?= {_PASSIVE})"),
    *_forms(
        "text",
        rf"(?:the )?introductory text (?:of|to) {_PARAGRAPHS}",
        rf"{_PARAGRAPHS},? introductory text",
    ),
    *_forms(
        "redesignated",
        rf"{_PARAGRAPHS} (?:is|are) redesignated as {_GOAL}(?P<revised> and revised{_TEXT})?",
        rf"redesignat(?:e|ing) {_PARAGRAPHS} as {_GOAL}(?P<revised> and revis(?:e|ing)"
        rf" (?:it|them){_TEXT})?",
    ),
    *_forms("passive", rf"{_PASSIVE}{_TEXT}(?: following the appendices{_TEXT})?"),
    *_forms(
        "active",
        r"(?P<verb>remov(?:e|ing) and reserv(?:e|ing)|revis(?:e|ing)|add(?:ing)?|remov(?:e|ing)|"
        r"delet(?:e|ing)|republish(?:ing)?)(?= )",
    ),
    *_forms("whole", rf"(?:the )?(?:new )?{APPENDIX}{_TITLE}{_NEXT}"),
    *_forms("reference", rf"{_REFERENCE}{_TITLE}{_NEXT}"),
    *_forms(
        "paragraphs",
        rf"(?:the )?{_PARAGRAPHS}(?: under that (?:sub)?heading)?{_ENDS}",
        rf"(?:the )?{_PARAGRAPHS}{_TITLE}{_NEXT}",
        rf"{_IN_FULL}{_ENDS}",
    ),
    *_forms(
        "sections",
        rf"{_NEW}comment(?:ary|s) (?:for|on|to) §§? ?(?P<sections>{SECTION_NUMBER}"
        rf"(?:{_AND}{SECTION_NUMBER})*)",
    ),
    *_forms("more", rf"(?P<listed>{_LISTED})(?= (?:is|are)\b)"),
)
# How a sentence of its own on an appendix begins.
OPENS = re.compile(
    r"(?:(?:amend|in|revise|add|remove(?: and reserve)?|republish|under|to) )?(?:the )?"
    rf"(?:new )?{APPENDIX}",
    re.IGNORECASE,
)

"""Paragraph headings told from sentences: by italics where known, by form where not.

The Document Drafting Handbook sets a paragraph heading in italics behind the designation and
ends it with a full stop, or with a dash where a lower paragraph is run in. In plain text only
the form is left: a short title without a finite verb, with something behind it.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.?!]”?(?=\s|$|\()|—")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|U\.S|D\.C|N\.W|S\.E|N\.E|S\.W|No|Nos|Inc|Co|Corp|Ltd|Dr|Mr|Mrs|Ms|St|Ave|Blvd"
    r"|Dept|Pub|Stat|Fed|Reg|Sec|Secs|Art|Ch|App|Pt|Par|par|vs|v|et al|e\.g|i\.e|etc|seq|Jan|Feb"
    r"|Mar|Apr|Aug|Sept|Oct|Nov|Dec|approx|cf|Subpt|Fig|Vol|Ed|Rev|U\.S\.C|C\.F\.R|T\.D|op|cit))$"
)
# Finite forms that make a sentence. Not a grammar: the frequent ones of regulations.
_FINITE = frozenset(
    "is are was were be been am shall may must will can could would should might has have had does"
    " do did means mean includes include applies apply consists contains provides requires refers"
    " describes sets establishes prescribes becomes remains constitutes concerns covers"
    " contain provide require describe govern governs directs allows"
    " specifies defines identifies imposes permits prohibits authorizes exists".split()
)
# Of these, forms that are nouns as well: "permits and environment".
_NOUNS_TOO = frozenset("permits sets concerns covers".split())
_QUESTION = frozenset(
    "who what when where how why which whether is are may must can do does will should".split()
)
_NO_HEADING = frozenset(
    "if any each every such this these those it they he she there upon unless except whenever"
    " notwithstanding pursuant therefore however you we i nothing neither".split()
)
_ARTICLES = frozenset(("the", "a", "an", "no", "all", "in", "for", "as", "to"))
_DETERMINERS = frozenset(
    ("a", "an", "the", "each", "any", "all", "whether", "that", "its", "their")
)
_PREPOSITIONS = frozenset(
    "in for on at to by of from under during through with without after before".split()
)
_RELATIVES = frozenset(("that", "which", "who", "whom", "when", "where", "if"))
# "If so, describe it." answers a question of a form, or goes on from an order; "paragraph (e)(4)
# of this section" stands in sentences.
_ANAPHORA = re.compile(r"If (?:so|not|(?:\w+ )?do(?:es)? so|the answer|yes,|no,)(?!\w)")
_ASKS = re.compile(r"[^.?]{0,400}\?")
_CITATION = re.compile(r"of this (?:section|part|chapter)\b|paragraph \(")
_MAX_WORDS = 18
# A title with a relative clause is short: "Persons who may file", "Records that must be kept".
_MAX_RELATIVE_WORDS = 12
_MAX_CHARS = 160


def heading_end(text: str, more: bool, italic_end: int | None) -> int:
    """Length of the heading at the beginning of a paragraph's text; 0 where there is none.

    `more` says whether something stands behind the text that a heading could head (a run-in
    or lower paragraph). `italic_end` is where the italic stretch that opens the text ends, 0
    where it opens upright, None where italics are unknown.
    """
    if italic_end is not None:
        return _by_italics(text, italic_end, more)
    end = _first_end(text)
    if end and text[:end].endswith("—") and not text[end:].lstrip().startswith("("):
        # "Cost sheet—Format. The form …": the dash stands inside the title.
        further = _first_end(text[end:])
        closing = text[: end + further]
        in_front = closing.endswith("—") and not text[end + further :].strip()
        if further and (closing.endswith(".") or in_front):
            whole = _title_end(text, end + further, more)
            if whole:
                return whole
    if end == 0:
        closed = not more or text.endswith((":", ";", ","))
        end = 0 if closed or len(text.split()) > 12 else len(text)
    return _title_end(text, end, more)


def _title_end(text: str, end: int, more: bool) -> int:
    """`end` if what stands before it is a title with something to head, else 0."""
    rest = text[end:].strip(" —.")
    if end == 0 or not (rest or more) or (rest and not _begins_sentence(rest)):
        return 0
    if not _is_title(text[:end], rest):
        return 0
    return end if rest else len(text)


def _by_italics(text: str, italic_end: int, more: bool) -> int:
    if italic_end == 0:
        return 0
    end = italic_end
    while end < len(text) and text[end] in ".—?:”’":
        end += 1
    closed = text[:end].rstrip("”’").endswith((".", "—", "?", ":"))
    if not closed:
        return end if more and not text[end:].strip() else 0
    return end if text[end:].strip() or more else 0


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` is one of "U.S." rather than of a sentence."""
    return text.endswith(".") and bool(_ABBREVIATION.search(text[:-1]))


def _first_end(text: str) -> int:
    """Where the first sentence or title ends, 0 if nowhere near."""
    for match in _END.finditer(text, 0, _MAX_CHARS + 2):
        if match.group() == "." and _ends_in_abbreviation(text[: match.end()]):
            continue
        return match.end()
    return 0


def _begins_sentence(rest: str) -> bool:
    return bool(re.match(r"[“‘(\[]*[A-Z0-9$§]", rest)) or rest.startswith("(")


def _is_title(title: str, rest: str) -> bool:
    words = re.findall(r"[A-Za-z0-9’&/-]+", title)
    if not words or len(words) > _MAX_WORDS or len(title) > _MAX_CHARS:
        return False
    if not re.match(r"[“‘(]?[A-Z0-9]", title) or _CITATION.search(title):
        return False
    if _ANAPHORA.match(rest):
        return False
    lower = [word.lower() for word in words]
    first = lower[0]
    if title.rstrip("”").endswith("?"):
        # A question heads its answer; several in a row are what a form asks.
        return len(words) <= 10 and not _ASKS.match(rest)
    if first in _QUESTION and len(words) <= 10:
        return True
    clause = _main_clause(lower[1:])
    if len(words) > _MAX_RELATIVE_WORDS and len(clause) < len(_infinite(lower[1:])):
        return False
    if first in _NO_HEADING or _FINITE.intersection(_verbs(clause)):
        return False
    if len(words) > 2 and lower[1] in _DETERMINERS and not first.endswith("ing"):
        return first in _PREPOSITIONS  # "Submit a copy." orders; "In the laboratory." names
    return first not in _ARTICLES or len(words) <= 8


def _main_clause(words: list[str]) -> list[str]:
    """The words before a relative clause, without infinitives: "to be provided" is no verb."""
    for i, word in enumerate(words):
        if word in _RELATIVES:
            words = words[:i]
            break
    return _infinite(words)


def _verbs(words: list[str]) -> list[str]:
    """The words that could be verbs: not one that a list of nouns ends on or goes on from."""
    return [
        word
        for i, word in enumerate(words)
        if word not in _NOUNS_TOO or (i + 1 < len(words) and words[i + 1] not in ("and", "or"))
    ]


def _infinite(words: list[str]) -> list[str]:
    return [word for i, word in enumerate(words) if i == 0 or words[i - 1] != "to"]

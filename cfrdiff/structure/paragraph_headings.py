"""Paragraph headings told from sentences: by italics where known, by form where not.

The Document Drafting Handbook sets a paragraph heading in italics behind the designation and
ends it with a full stop, or with a dash where a lower paragraph is run in. In plain text only
the form is left: a short title without a finite verb, with something behind it.
"""

from __future__ import annotations

import re

from cfrdiff.language.abbreviations import ends_in_abbreviation
from cfrdiff.structure.costs import TITLE_CHARACTERS, UNSTOPPED_WORDS
from cfrdiff.structure.titles import is_title

_END = re.compile(r"[.?!]”?(?=\s|$|\()|—")


def heading_end(text: str, more: bool, italic_end: int | None) -> int:
    """Length of the heading at the beginning of a paragraph's text; 0 where there is none.

    `more` says whether something stands behind the text that a heading could head (a run-in
    or lower paragraph). `italic_end` is where the italic stretch that opens the text ends, 0
    where it opens upright, None where italics are unknown.
    """
    if italic_end is not None:
        return _by_italics(text, italic_end, more)
    end = _first_end(text)
    if end:
        return _dashed_title_end(text, end, more) or _title_end(text, end, more)
    return _title_end(text, len(text), more) if more and _is_unstopped_title(text) else 0


def _is_unstopped_title(text: str) -> bool:
    """Whether a text without a stop is short enough for a title, and leads to no list."""
    return not text.endswith((":", ";", ",")) and len(text.split()) <= UNSTOPPED_WORDS


def _dashed_title_end(text: str, dash: int, more: bool) -> int:
    """Where a title ends that has a dash inside it: "Cost sheet—Format. The form …"."""
    if not text[:dash].endswith("—") or text[dash:].lstrip().startswith("("):
        return 0
    further = _first_end(text[dash:])
    title = text[: dash + further]
    in_front = title.endswith("—") and not text[dash + further :].strip()
    if further and (title.endswith(".") or in_front):
        return _title_end(text, dash + further, more)
    return 0


def _title_end(text: str, end: int, more: bool) -> int:
    """`end` if what stands before it is a title with something to head, else 0."""
    rest = text[end:].strip(" —.")
    if end == 0 or not (rest or more) or (rest and not _begins_sentence(rest)):
        return 0
    if not is_title(text[:end], rest):
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


def _first_end(text: str) -> int:
    """Where the first sentence or title ends, 0 if nowhere near."""
    for match in _END.finditer(text, 0, TITLE_CHARACTERS + 2):
        if match.group() == "." and ends_in_abbreviation(text, match.end()):
            continue
        return match.end()
    return 0


def _begins_sentence(rest: str) -> bool:
    return bool(re.match(r"[“‘(\[]*[A-Z0-9$§]", rest)) or rest.startswith("(")

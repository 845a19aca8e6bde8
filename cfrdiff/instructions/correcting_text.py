"""Corrections that stand outside a `REGTEXT`, and printed text as a correction has it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from cfrdiff.appendices import Entry, appendices_of
from cfrdiff.cites import PART_NUMBER
from cfrdiff.instructions.appendix_orders import AppendixText
from cfrdiff.instructions.grammar import STARS
from cfrdiff.instructions.rule_text import words_of
from cfrdiff.model import Block

# "In FR Doc. 2013-1 appearing on page 5 …, the following corrections are made:", "In rule document
# 2013-1 …, make the following correction:", "… is corrected as follows:".
_OPENS = re.compile(
    r"\b(?:make|makes) the following corrections?\b|"
    r"\bfollowing corrections? (?:is|are) made\b|\b(?:is|are) corrected as follows\b"
)
_CORRECTS = re.compile(
    r"^(?:\w{1,3}\. )?(?:On (?:the same )?page\b|In\b|§|Section\b|The\b|Amendatory\b|Paragraphs?\b)"
    r".*\b(?:(?:is|are) corrected|should read|(?:is|are) (?:added|removed|revised|withdrawn))\b",
    re.DOTALL,
)
_OF = re.compile(rf"(?P<title>\d{{1,2}}) CFR Part (?P<part>{PART_NUMBER})$", re.IGNORECASE)
_TITLE = re.compile(r"(?P<title>\d{1,2}) CFR\b")
_TAKEN = frozenset(("P", "FP", "AMDPAR", "SECTION", "STARS", "GPOTABLE", "AUTH", "HD"))
_PASSED = frozenset(("PREAMB", "SIG", "FTNT", "FRDOC", "BILCOD"))


def regtexts(document: ElementTree.Element, path: str) -> list[ElementTree.Element]:
    """The elements that hold a document's instructions. The corrections of one that holds none
    are set as if they were.
    """
    held = list(document.iter("REGTEXT"))
    if any(one.find(".//AMDPAR") is not None for one in held):
        return held
    made = ElementTree.Element("REGTEXT", _of(document))
    is_open = False
    for element in _flat(document):
        words = words_of(element, path) if element.tag in ("P", "FP", "AMDPAR") else ""
        if is_open and element.tag != "HD":
            made.extend(_set(element, words, path))
        is_open = is_open or bool(_OPENS.search(words))
    return [made] if made.find("AMDPAR") is not None else held


def _flat(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for one in element:
        if one.tag in _TAKEN:
            yield one
        elif one.tag not in _PASSED:
            yield from _flat(one)


def _set(element: ElementTree.Element, words: str, path: str) -> Iterator[ElementTree.Element]:
    """An element as it stands in a `REGTEXT`: a sentence that corrects is an instruction, a
    section "[Corrected]" only the heading over such.
    """
    if element.tag == "SECTION" and "[corrected]" in (element.findtext("SUBJECT") or "").lower():
        for inner in element:
            if inner.tag in ("P", "FP", "STARS"):
                yield from _set(inner, words_of(inner, path), path)
    elif _CORRECTS.match(words):
        sentence = copy.copy(element)
        sentence.tag = "AMDPAR"
        yield sentence
    else:
        yield element


def _of(document: ElementTree.Element) -> dict[str, str]:
    """The title and the part that a document says it is of, where these are one."""
    said = [" ".join("".join(one.itertext()).split()) for one in document.iter("CFR")]
    if len(said) != 1:
        return {}
    whole = _OF.search(said[0])
    if whole is not None:
        return {"TITLE": whole["title"], "PART": whole["part"]}
    title = _TITLE.search(said[0])
    return {"TITLE": title["title"]} if title else {}


def corrected_appendices(
    texts: Sequence[AppendixText], extra: Sequence[AppendixText]
) -> tuple[AppendixText, ...]:
    """What is printed of appendices, with the paragraphs that a correction prints instead."""
    made = {one.name.casefold(): one for one in texts}
    for one in extra:
        old = made.get(one.name.casefold())
        made[one.name.casefold()] = one if old is None else _overlaid(old, one)
    return tuple(made.values())


def _overlaid(old: AppendixText, new: AppendixText) -> AppendixText:
    blocks = list(old.blocks)
    fresh = [one for one in appendices_of(new.blocks)[0].walk() if _is_whole(one)]
    for one in reversed(fresh):
        held = new.blocks[one.block : _end(one)]
        start, end = _place(blocks, one.path)
        if start is not None:
            blocks[start:end] = held
    return AppendixText(old.name, tuple(blocks))


def _is_whole(one: Entry) -> bool:
    """Whether an entry is a numbered paragraph right under a heading, printed in full."""
    return (
        bool(one.designation) and len(one.path) == _UNDER_A_HEADING and not STARS.search(one.text)
    )


def _place(blocks: Sequence[Block], path: Sequence[str]) -> tuple[int | None, int]:
    """Where an entry stands among printed blocks; behind all else under its heading where it is
    not there; None where its heading is not.
    """
    entries = list(appendices_of(blocks)[0].walk())
    own = next((one for one in entries if one.path == tuple(path) and one.designation), None)
    if own is not None:
        return own.block, _end(own)
    home = next((one for one in entries if one.path == tuple(path[:-1])), None)
    if home is None:
        return None, 0
    return _end(home), _end(home)


def _end(one: Entry) -> int:
    return max(inner.block for inner in one.walk()) + 1


_UNDER_A_HEADING = 2

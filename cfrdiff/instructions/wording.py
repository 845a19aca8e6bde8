"""Sentences of the Federal Register → orders.

Terms from the Document Drafting Handbook, chapter 3; older and looser forms as rules of
1995-2024 have them ("is amended by revising", "is revised to read as follows").
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.instructions.lists import LABELS, LIST, read_list
from cfrdiff.instructions.model import (
    Add,
    Note,
    Order,
    Redesignate,
    Remove,
    Revise,
    Scope,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.model import Path
from cfrdiff.section_numbers import SECTION_NUMBER

_QUOTES = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”|\"([^\"]*)\"|‘‘(.*?)’’")
_HELD = "\ue000{}\ue001"
_HOLDER = re.compile("\ue000(\\d+)\ue001")
_SECTION = re.compile(rf"(?:§|\b[Ss]ections?)\s*(?P<number>{SECTION_NUMBER})")
_SECTIONS = re.compile(
    rf"(?:§§?|\b[Ss]ections?)\s*(?P<list>{SECTION_NUMBER}"
    rf"(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|through)\s+){SECTION_NUMBER})*)"
)
_VERB = re.compile(
    r"\b(?P<verb>redesignat(?:e|ed|ing)|revis(?:e|ed|ing)|remov(?:e|ed|ing)(?:\s+and\s+"
    r"reserv(?:e|ed|ing))?|reserv(?:e|ed|ing)|add(?:ed|ing)?|amend(?:ed|ing)?|delet(?:e|ed|ing)|"
    r"correct(?:ed|ing)?|insert(?:ed|ing)?|suspend(?:ed|ing)?)\b",
    re.IGNORECASE,
)
# Where the subject of a next clause begins: "as paragraph (e), and new paragraph (c) is added".
_NEXT = r",?\s+and\s+(?=(?:a\s+)?(?:new\s+)?paragraphs?\b)|,\s+(?=(?:new\s+)?paragraphs?\b)"
_PLACE = re.compile(
    rf"(?:\b(?:in|under|of)\s+(?:newly\s+(?:re)?designated\s+)?(?P<what>(?:the\s+introductory\s+"
    rf"text\s+of\s+)?paragraphs?\s+{LIST}(?:\s+introductory\s+text)?|the\s+introductory\s+text))"
    rf"|\bparagraphs?\s+(?P<amended>{LIST})(?:\s+of\s+§\s*{SECTION_NUMBER})?\s+(?:is|are)\s+amended"
    rf"|§\s*{SECTION_NUMBER}(?P<labels>{LABELS})",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:authority\s+citation|appendix|appendices|supplement|subpart|table\s+of\s+contents|"
    r"undesignated\s+(?:center\s+)?heading|table|figure|definitions?|note|footnote|part)\b",
    re.IGNORECASE,
)
_DEFINITIONS = re.compile(
    r"\bdefinitions?\s+(?:of|for)\s+(?:the\s+)?(?:terms?\s+)?"
    r"(?P<terms>\ue000\d+\ue001(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)\ue000\d+\ue001)*)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(definitions?|entry|entries|heading|note|table|item|row|column)\s+(?:of|for|to)?\s*"
    r"(?:the\s+)?(?:terms?\s+)?\ue000",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(after|following|before|preceding)\b", re.IGNORECASE)
# What is less than a paragraph, or no paragraph of a section.
_PIECE = re.compile(
    r"\b(?:(?:the\s+|a\s+|an\s+|\w+\s+)?(?:sentences?|clauses?|phrases?|entry|entries|tables?|"
    r"equations?|formulas?|examples?|footnotes?|definitions?|items?)|authority\s+citations?|"
    r"appendi(?:x|ces)|notes? to)\b",
    re.IGNORECASE,
)
# What holds for some places only, which an order cannot say.
_LIMIT = re.compile(
    r"\b(?:except|excluding|unless|other\s+than|but\s+not|if|(?:second|third|fourth|last)\s+"
    r"(?:time|place|occurrence|instance|reference))\b",
    re.IGNORECASE,
)
_UNHELD = re.compile(
    rf"^The (?P<file>newer|older) file does not hold (?:the whole of )?(?:(?P<what>.*) of )?"
    rf"§ (?P<number>{SECTION_NUMBER})\."
)


class UnreadError(Exception):
    """What of an instruction is not understood."""


class Context(msgspec.Struct, frozen=True):
    """What an instruction inherits: the section it is for, and the text printed with it."""

    section: str | None
    texts: tuple[SectionText, ...]

    def text(self, section: str) -> SectionText:
        """The printed text of a section. Raises UnreadError where none is printed."""
        for one in self.texts:
            if one.number == section:
                return one
        raise UnreadError(f"no text of § {section} is printed with it")


def section_of(sentence: str) -> str | None:
    """The section an instruction is for, where it names one."""
    found = _SECTION.search(_held(sentence)[0])
    return found["number"] if found else None


def read_orders(sentence: str, context: Context) -> list[Order]:
    """The orders of one instruction, or of one lettered item of it.

    Raises UnreadError, saying what is not understood, where any of it is not.
    """
    unheld = _UNHELD.match(sentence)
    if unheld:
        return _unheld(unheld, context)
    text, quotes = _held(re.sub(r"\s+", " ", sentence))
    if re.search(r"continues? to read as follows", text):
        return []
    limit = _LIMIT.search(text)
    if limit:
        raise UnreadError(f"it says “{limit.group()}”, and its limits are not understood")
    section = section_of(sentence) or context.section
    if section is None:
        raise UnreadError("it names no section" if not _OTHER.search(text) else _other(text))
    return _Reading(text, quotes, section, context).orders()


def _other(text: str) -> str:
    found = _OTHER.search(text)
    what = found.group().lower() if found else "what it names"
    return f"it is for {what}, not for a paragraph of a section"


class _Reading:
    """One sentence, verb by verb."""

    def __init__(self, text: str, quotes: list[str], section: str, context: Context) -> None:
        self._text = text
        self._quotes = quotes
        self._section = section
        self._context = context
        self._verbs = [m for m in _VERB.finditer(text) if not m["verb"].lower().startswith("amend")]

    def orders(self) -> list[Order]:
        if not self._verbs:
            if _VERB.search(self._text):
                return []  # "Amend § 163.12 by:" says what comes
            raise UnreadError("no amendatory verb that is known")
        found: list[Order] = []
        place: tuple[Target, ...] = ()
        k = 0
        while k < len(self._verbs):
            verb = self._verbs[k]["verb"].lower()
            before, after = self._around(k)
            place = self._place(before) or place
            held = self._held(after)
            terms = self._terms(before if _is_passive(before) else after)
            if terms:
                found += self._definitions(verb, terms)
                k += 1
                continue
            if held and verb.startswith(("remov", "delet", "revis", "correct")):
                place = self._place(after) or place
                order, used = self._substitution(k, verb, after, place)
                found.append(order)
                k += used
                continue
            if held and verb.startswith(("add", "insert")):
                place = self._place(after) or place
                found.append(self._insertion(after, place))
            else:
                passive = _is_passive(before)
                said = re.sub(r"\b(?:is|are)\s+$", "", before) if passive else after
                if passive:
                    said = re.split(rf";|{_NEXT}", said)[-1]
                if verb.startswith("redesignat"):
                    found.append(self._redesignation(f"{said} {after}" if passive else said))
                else:
                    found += self._structural(verb, said)
            k += 1
        return found

    def _around(self, k: int) -> tuple[str, str]:
        """What stands between a verb and the one before it, and the one behind it."""
        start = self._verbs[k - 1].end() if k else 0
        end = self._verbs[k + 1].start() if k + 1 < len(self._verbs) else len(self._text)
        return self._text[start : self._verbs[k].start()], self._text[self._verbs[k].end() : end]

    def _place(self, text: str) -> tuple[Target, ...]:
        """The paragraphs that words are to be replaced in, where a stretch names them."""
        found = _PLACE.search(text)
        if found is None:
            return ()
        listed = found["labels"] or found["amended"]
        if listed:
            return tuple(Target(self._section, path) for path in _paths(listed))
        return tuple(read_targets(found["what"], self._section))

    def _terms(self, text: str) -> list[str]:
        """The terms whose definitions a stretch names."""
        found = _DEFINITIONS.search(text)
        return self._held(found["terms"]) if found else []

    def _definitions(self, verb: str, terms: list[str]) -> list[Order]:
        targets = [Target(self._section, (), "whole", term.strip(" .,")) for term in terms]
        if verb.startswith(("remov", "delet")):
            return [Remove(target) for target in targets]
        made: type[Add] | type[Revise] = Add if verb.startswith(("add", "insert")) else Revise
        return [made(target, self._context.text(self._section)) for target in targets]

    def _held(self, text: str) -> list[str]:
        return [self._quotes[int(number)] for number in _HOLDER.findall(text)]

    def _substitution(
        self, k: int, verb: str, after: str, place: tuple[Target, ...]
    ) -> tuple[Order, int]:
        held = self._held(after)
        named = _NAMED.search(after)
        if named:
            raise UnreadError(f"it is for a {named.group(1).lower()}, not for words")
        targets = place or (Target(self._section),)
        used = 1
        end = after
        new = ""
        beside = _BESIDE.search(after)
        if len(held) == 2 and re.search(r"to read|with", after):
            new = held[1]
        elif len(held) == 2 and beside and verb.startswith(("remov", "delet")):
            gone, stays = held
            follows = beside.group(1).lower() in ("after", "following")
            both = f"{stays} {gone}" if follows else f"{gone} {stays}"
            return Substitute(targets, both, stays), 1
        elif len(held) > 1:
            raise UnreadError(f"“{held[0]}” and “{held[1]}” go together in a way not known")
        elif k + 1 < len(self._verbs) and self._verbs[k + 1]["verb"].startswith(("add", "insert")):
            end = self._around(k + 1)[1]
            added = self._held(end)
            if len(added) != 1:
                raise UnreadError(f"it does not say what takes the place of “{held[0]}”")
            new, used = added[0], 2
        elif not verb.startswith(("remov", "delet")):
            raise UnreadError(f"it does not say what takes the place of “{held[0]}”")
        everywhere = bool(
            re.search(r"(?:wherever|each (?:place|time)|everywhere|every(?: place)?)", after + end)
        )
        piece = re.search(r"\b(?:\w+\s+)?(?:sentence|clause)s?\b", self._text)
        if everywhere and piece:
            raise UnreadError(f"it is for {piece.group()}, not for a whole paragraph")
        return Substitute(targets, held[0], new, everywhere, verb.startswith("correct")), used

    def _insertion(self, after: str, place: tuple[Target, ...]) -> Order:
        held = self._held(after)
        where = re.search(r"\b(after|following|before|preceding)\b", after)
        if len(held) != 2 or where is None:
            raise UnreadError(f"it does not say after which words “{held[0]}” is added")
        words, anchor = held
        if where.start() < after.find("\ue000"):
            anchor, words = held  # "adding after the word X the word Y"
        both = (
            f"{anchor} {words}"
            if where.group(1) in ("after", "following")
            else (f"{words} {anchor}")
        )
        return Substitute(place or (Target(self._section),), anchor, both)

    def _structural(self, verb: str, said: str) -> list[Order]:
        piece = _PIECE.search(said)
        if piece:
            raise UnreadError(f"it is for {piece.group()}, not for a whole paragraph")
        targets = read_targets(said, self._section)
        if not targets:
            raise UnreadError(
                _other(said) if _OTHER.search(said) else f"what to {_base(verb)} is not understood"
            )
        if targets == [_SOURCE_NOTE]:
            text = None
            if not verb.startswith("remov"):
                text = self._context.text(self._section).note
            return [Note(self._section, text)]
        if "reserv" in verb:
            return [Remove(target, True) for target in targets]
        if verb.startswith(("remov", "delet")):
            return [Remove(target) for target in targets]
        made: type[Add] | type[Revise] = Add if verb.startswith(("add", "insert")) else Revise
        return [made(target, self._context.text(target.section)) for target in targets]

    def _redesignation(self, said: str) -> Order:
        olds, found, news = re.sub(r",?\s*respectively", "", said).partition(" as ")
        if not found:
            raise UnreadError("it does not say as what")
        news = re.split(rf";|,\s+and\s*$|{_NEXT}", news)[0]
        sections = _SECTIONS.search(olds), _SECTIONS.search(news)
        across = re.search(rf"§\s*{SECTION_NUMBER}\(", olds)
        if across:
            sources = read_targets(olds, self._section)
            goals = read_targets(news, self._section)
        elif sections[0] and sections[1] and "paragraph" not in olds:
            pair = [_section_numbers(match["list"]) for match in sections if match]
            sources = [Target(number) for number in pair[0]]
            goals = [Target(number) for number in pair[1]]
        else:
            if not news.lstrip().startswith("paragraph"):
                news = f"paragraphs {news}"
            sources = read_targets(olds, self._section)
            home = section_of(news) or self._section
            goals = read_targets(news, home)
        if not sources or len(sources) != len(goals):
            raise UnreadError(f"{len(sources)} provisions cannot be redesignated as {len(goals)}")
        return Redesignate(tuple(zip(sources, goals, strict=True)))


def _is_passive(before: str) -> bool:
    """Whether the words before a verb make it passive: "is revised"."""
    return re.search(r"\b(?:is|are)\s+$", before) is not None


def _section_numbers(listed: str) -> list[str]:
    if "through" in listed:
        raise UnreadError("a range of sections is not written out")
    return re.findall(SECTION_NUMBER, listed)


def _base(verb: str) -> str:
    return {"rev": "revise", "add": "add", "rem": "remove"}.get(verb[:3], verb)


_SOURCE_NOTE = Target("", (), "text")
_TARGETS = re.compile(
    rf"(?P<note>\bsource\s+note)"
    rf"|(?P<section_heading>\bsection\s+heading|\bheading\s+(?:of|for|to)\s+(?:§|[Ss]ection)\s*{SECTION_NUMBER})"
    rf"|(?P<of>(?:introductory\s+text|headings?)\s+(?:of|for|to)\s+paragraphs?)\s+(?P<of_list>{LIST})"
    rf"|(?P<intro>\bintroductory\s+text\b)"
    rf"|(?:\bparagraphs?\s+|,\s*(?:and\s+)?|\band\s+)(?P<list>{LIST})"
    rf"(?P<scope>\s*,?\s*(?:introductory\s+text|subject\s+heading|(?:paragraph\s+)?heading))?"
    rf"|(?:§§?|\b[Ss]ections?)\s*(?P<sections>{SECTION_NUMBER}"
    rf"(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){SECTION_NUMBER})*)(?P<own>{LABELS})?",
    re.IGNORECASE,
)


def read_targets(text: str, section: str) -> list[Target]:
    """The provisions a clause names, in order; those of another section with its number.

    Raises UnreadError for a list that cannot be written out.
    """
    found: list[Target] = []
    sections: list[str] = []
    for match in _TARGETS.finditer(text):
        if match["note"]:
            return [_SOURCE_NOTE]
        if match["section_heading"]:
            found.append(Target(section, (), "heading"))
        elif match["of"]:
            scope: Scope = "heading" if "heading" in match["of"].lower() else "text"
            found += [Target(section, path, scope) for path in _paths(match["of_list"])]
        elif match["intro"]:
            found.append(Target(section, (), "text"))
        elif match["list"]:
            paths = _paths(match["list"])
            found += [Target(section, path) for path in paths[:-1]]
            said = (match["scope"] or "").lower()
            last: Scope = "text" if "text" in said else "heading" if "heading" in said else "whole"
            found.append(Target(section, paths[-1], last))
        elif match["own"]:
            numbers = _section_numbers(match["sections"])
            found += [Target(numbers[-1], path) for path in _paths(match["own"])]
        elif match["sections"]:
            sections += _section_numbers(match["sections"])
    return found or [Target(number) for number in sections]


def _paths(listed: str) -> list[Path]:
    try:
        return read_list(listed)
    except ValueError as problem:
        raise UnreadError(str(problem)) from problem


def _unheld(match: re.Match[str], context: Context) -> list[Order]:
    number = match["number"]
    targets = read_targets(match["what"], number) if match["what"] else [Target(number)]
    if match["file"] == "newer":
        return [Unheld(target, None) for target in targets]
    text = context.text(number)
    return [Unheld(target, text) for target in targets]


def _held(sentence: str) -> tuple[str, list[str]]:
    """The sentence with its quotations put aside, and these."""
    quotes: list[str] = []

    def hold(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group is not None))
        return _HELD.format(len(quotes) - 1)

    return _QUOTES.sub(hold, sentence), quotes

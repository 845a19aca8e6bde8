"""A document of the Federal Register as text → the XML that GPO would set it in.

Two kinds of text are read: what govinfo gives as "Text" (lines of 72 characters, paragraphs set in
by four blanks, ``Sec.`` for §, a line ``0`` for the black square before an instruction), and what
is copied from a page of federalregister.gov (a paragraph a line, or parted by blank lines). What
text does not show, such as italics, is taken by its form.
"""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

from cfrdiff.cites import LABELS
from cfrdiff.cites.divisions import appendix_in_heading, division_in_heading
from cfrdiff.instructions.register_lines import (
    FIRST_PAGE,
    ON_PAGE,
    PART,
    SECTION,
    SQUARE,
    STARS,
    WRAPPED,
    is_heading,
    paragraphs,
)
from cfrdiff.structure.paragraph_headings import heading_end

# What a document says of itself: at its head, and at its end.
_ISSUE = re.compile(
    r"\[Federal Register Volume (?P<volume>\d+), Number \d+ \((?P<day>[^)]{1,60})\)\]"
)
_FILED = re.compile(r"\[FR Doc\.? ?(?:No:? )?(?=[^\[\]]*Filed)[^\[\]]*+\]")
_NUMBERED = re.compile(r"\[FR Doc No: (?P<number>[\w-]+)\]")
_FIELDS = {"AGENCY": "AGY", "ACTION": "ACT", "SUMMARY": "SUM", "DATES": "EFFDATE",
           "EFFECTIVE DATE": "EFFDATE", "EFFECTIVE DATES": "EFFDATE"}  # fmt: skip
_FIELD = re.compile(rf"^(?P<name>{'|'.join(_FIELDS)}): ?(?P<said>.*)", re.DOTALL)
_CFR = re.compile(r"^(?P<title>\d{1,2}) CFR (?:Parts?|Chapter) ", re.IGNORECASE)
_TITLE = re.compile(r"\btitle (?P<title>\d{1,2}),? ", re.IGNORECASE)
# What opens what is amended, and what closes the document.
_CLOSES = re.compile(
    r"^(?:Dated:|\[FR Doc|BILLING CODE|Billing Code|By (?:order|direction) of|Signed (?:at|in|on)|"
    r"Issued (?:in|on|at)|Approved:)"
)
_AUTHORITY = re.compile(r"^Authority: ?(?P<said>.*)", re.DOTALL)
_INSTRUCTION = re.compile(
    r"^(?:\d{1,3}|[a-zA-Z]{1,4})\. ?(?=[A-Z§])(?=.*\b(?:In §|Under |(?i:amend|revis|add|remov|"
    r"redesignat|correct|authority citation|reserv|republish)))",
    re.DOTALL,
)
_ITEM = re.compile(r"^[a-zA-Z]{1,4}\. ?[A-Z]")
_LABELS = re.compile(rf"{LABELS} ?")


def is_register_text(text: str) -> bool:
    """Whether a text is a document of the Federal Register: it says so, or amends in its form."""
    head = text[:20_000]
    said = _ISSUE.search(head) or "[FR Doc" in text[-5_000:] or "[FR Doc" in head
    lines = (line.strip() for line in text.splitlines())
    return bool(said) and any(SQUARE.match(line) or _INSTRUCTION.match(line) for line in lines)


def element_of(text: str, wrapped: bool | None = None) -> ElementTree.Element:
    """The document as the XML of the Federal Register has it. Whether its lines are `wrapped` is
    seen from their length where it is not said.
    """
    if re.match(r"\s*<(?:html|!DOCTYPE)", text, re.IGNORECASE):
        text = html.unescape(re.sub(r"<[^>]{0,400}>", "", text))
    held = list(paragraphs(text, wrapped))
    setter = _Setter(any(square for square, _ in held))
    issue = _ISSUE.search(text)
    if issue is not None:
        ElementTree.SubElement(setter.root, "VOL").text = issue["volume"]
        ElementTree.SubElement(setter.root, "DATE").text = issue["day"]
    filed, number = _FILED.search(text), _NUMBERED.search(text)
    said = filed[0] if filed else f"[FR Doc. {number['number']}]" if number else ""
    ElementTree.SubElement(setter.rule, "FRDOC").text = " ".join(said.split())
    for square, words in held:
        setter.take(square, words)
    return setter.closed()


class _Setter:
    """Sets paragraphs one after the other; in a document `with_squares` these alone show what is
    an instruction.
    """

    def __init__(self, with_squares: bool) -> None:
        self._with_squares = with_squares
        self.root = ElementTree.Element("FEDREG")
        self.rule = ElementTree.SubElement(self.root, "RULE")
        self._preamble = ElementTree.SubElement(self.rule, "PREAMB")
        self._field: ElementTree.Element | None = None
        self._title: str | None = None
        self._regtext: ElementTree.Element | None = None
        self._home: ElementTree.Element | None = None  # the section or subpart at hand
        self._is_amending = False  # the last that was set is an instruction
        self._subpart: ElementTree.Element | None = None

    def take(self, square: bool, words: str) -> None:
        """Set a paragraph."""
        for rule in _RULES:
            if rule(self, square, words):
                return

    def closed(self) -> ElementTree.Element:
        """All that was set."""
        return self.root

    def page(self, square: bool, words: str) -> bool:
        found = ON_PAGE.match(words) or FIRST_PAGE.match(words)
        if found is None:
            return False
        home = self._regtext if self._regtext is not None else self._preamble
        ElementTree.SubElement(home, "PRTPAGE", P=found["page"])
        rest = words[found.end() :].strip() if ON_PAGE.match(words) else ""
        if rest:
            self.take(square, rest)
        return True

    def cfr(self, square: bool, words: str) -> bool:
        found = _CFR.match(words)
        if found is None or len(words) > WRAPPED or square:
            return False
        self._title = found["title"]
        if self._preamble.find("CFR") is None:
            ElementTree.SubElement(self._preamble, "CFR").text = words
        return True

    def field(self, square: bool, words: str) -> bool:
        found = _FIELD.match(words) if self._regtext is None else None
        if found is None:
            return False
        self._field = ElementTree.SubElement(self._preamble, _FIELDS[found["name"]])
        ElementTree.SubElement(self._field, "HD").text = f"{found['name']}:"
        ElementTree.SubElement(self._field, "P").text = found["said"]
        return True

    def part(self, square: bool, words: str) -> bool:
        found = PART.match(words)
        if found is None or square:
            return False
        self._open(found["part"])
        return True

    def closing(self, square: bool, words: str) -> bool:
        if self._regtext is None or not _CLOSES.match(words):
            return False
        self._regtext = None
        return True

    def instruction(self, square: bool, words: str) -> bool:
        if self._with_squares:
            begins = square
        else:
            follows = self._is_amending and bool(_ITEM.match(words))
            begins = (follows or bool(_INSTRUCTION.match(words))) and self._regtext is not None
        if not begins:
            return False
        if self._regtext is None:
            self._open(None)
        self._home, self._is_amending = None, True
        self._add("AMDPAR", words)
        return True

    @property
    def _opened(self) -> ElementTree.Element:
        assert self._regtext is not None, "what is outside is taken before"
        return self._regtext

    def outside(self, square: bool, words: str) -> bool:
        if self._regtext is not None:
            return False
        title = _TITLE.search(words)
        self._title = title["title"] if title and self._title is None else self._title
        if self._field is not None and self._field.find("P") is not None:
            if not words.isupper() and words.endswith((".", ",")):
                ElementTree.SubElement(self._field, "P").text = _set(words)
            else:
                self._field = None
        return True

    def stars(self, square: bool, words: str) -> bool:
        if not STARS.match(words):
            return False
        self._is_amending = False
        self._add("STARS", "")
        return True

    def authority(self, square: bool, words: str) -> bool:
        found = _AUTHORITY.match(words)
        if found is None:
            return False
        made = self._add("AUTH", "")
        ElementTree.SubElement(made, "HD", SOURCE="HED").text = "Authority:"
        ElementTree.SubElement(made, "P").text = _set(found["said"])
        return True

    def section(self, square: bool, words: str) -> bool:
        found = SECTION.match(words) if is_heading(words) else None
        if found is None:
            return False
        if found["subject"].startswith("["):  # "[Amended]" stands over an instruction
            self._home = None
            return True
        home = self._subpart if self._subpart is not None else self._opened
        made = ElementTree.SubElement(home, "SECTION")
        ElementTree.SubElement(made, "SECTNO").text = f"§ {found['number']}"
        ElementTree.SubElement(made, "SUBJECT").text = _set(found["subject"])
        self._home, self._is_amending = made, False
        return True

    def heading(self, square: bool, words: str) -> bool:
        said = _set(words)
        is_heading = self._is_amending and "—" in said and not said.endswith((":", "."))
        if is_heading and division_in_heading(said):
            self._subpart = self._home = self._add("SUBPART", "")
            ElementTree.SubElement(self._home, "HD", SOURCE="HED").text = said
            return True
        if appendix_in_heading(said) and "—" in said and not said.endswith("."):
            self._home = None
            ElementTree.SubElement(self._opened, "HD", SOURCE="HD1").text = said
            return True
        return False

    def text(self, square: bool, words: str) -> bool:
        self._is_amending = False
        _with_headings(self._add("P", ""), _set(words))
        return True

    def _open(self, part: str | None) -> None:
        self._field = None
        self._regtext = ElementTree.SubElement(self.rule, "REGTEXT")
        self._home = self._subpart = None
        self._is_amending = False
        for name, value in (("TITLE", self._title), ("PART", part)):
            if value:
                self._regtext.set(name, value)

    def _add(self, tag: str, words: str) -> ElementTree.Element:
        home = self._home if self._home is not None else self._opened
        if tag in ("AMDPAR", "AUTH", "SUBPART"):
            home = self._opened
        if tag == "AMDPAR":
            self._subpart = None
        made = ElementTree.SubElement(home, tag)
        made.text = _set(words)
        return made


# What a paragraph is; the first that holds.
_RULES = (
    _Setter.page,
    _Setter.cfr,
    _Setter.part,
    _Setter.field,
    _Setter.closing,
    _Setter.instruction,
    _Setter.outside,
    _Setter.stars,
    _Setter.authority,
    _Setter.section,
    _Setter.heading,
    _Setter.text,
)


def _with_headings(made: ElementTree.Element, said: str) -> None:
    """Set a paragraph's words, its heading in italics, and that of one run in behind it."""
    made.text, last, at = "", None, 0
    while True:
        labels = _LABELS.match(said, at)
        start = labels.end() if labels else at
        end = start + heading_end(said[start:], False, None)
        plain = said[at:start]
        if last is None:
            made.text = plain
        else:
            last.tail = plain
        if end == start:
            break
        last = ElementTree.SubElement(made, "E", T="03")
        last.text, at = said[start:end], end
        if not said[start:end].endswith("—") or not _LABELS.match(said, at):
            start = at
            break
    if last is None:
        made.text = said
    else:
        last.tail = f"{last.tail or ''}{said[start:]}"


def _set(words: str) -> str:
    """Words in the signs of print."""
    return _DASH.sub("—", _SIGN.sub("§ ", words)).replace("``", "“").replace("''", "”")


_SIGN = re.compile(r"\bSecs?\. {0,3}(?=\d)")
_DASH = re.compile(r"(?<=\S) ?-- ?(?=\S)")

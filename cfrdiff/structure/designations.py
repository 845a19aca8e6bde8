"""Which labels in parentheses could be designations, judged by what stands around them.

A designation stands where a printed paragraph begins, or is run in: after another
(``(3)(i)``), after a dash (``procedures—(1)``), or after a full stop (``Deadlines. (1)``).
Everything else in parentheses is a citation or an enumeration inside a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

import msgspec

from cfrdiff.model import letter_value, roman_value
from cfrdiff.structure.paragraph_headings import heading_end
from cfrdiff.structure.solver import Candidate, Tail
from cfrdiff.text import RunningText

_LABEL = re.compile(r"\(([a-z]{1,5}|[A-Z]{1,4}|\d{1,3})\)")
# What OCR makes of a label at the beginning of a paragraph: another bracket, another letter.
_BROKEN = re.compile(
    r"[({\[|]([A-Za-z0-9|!@]{1,5})[)}\]|](?=\s|[({\[]|$)"  # {b) (l) (1v)
    r"|\(([a-z]{1,5}|\d{1,3})(?=\s[A-Z])"  # (b Records
    r"|([A-Za-z0-9|!@]{1,5})\)(?=\s[A-Z\[]|\()"  # b) Records, Gii)(A) Records
    r"|(@)(?=\s[A-Z]|\()"  # @ Records, @(Q) Records
    r"|\((\))(?=\s[A-Z]|\()"  # () Records
)
_LONG = 400
_SHORT_HEADING = 60
_FEW_WORDS = re.compile(r" [A-Z][\w'’-]*(?: [\w'’-]+){0,5} ")
_RANGE = re.compile(
    r" ?(?:[-–—]|and|through|to) ?\(([a-z]{1,5}|[A-Z]{1,4}|\d{1,3})\)(?=\.? ?\[Reserved\])"
)
# What stands before a citation that a line end has cut: "paragraph", "§ 163.2", "1592", "(a)";
# and, less surely, a word that may join or lead to one.
_CITES = re.compile(
    r"(?:\b(?:[Pp]aragraphs?|[Ss]ubparagraphs?|[Ss]ections?|[Ss]ubsections?|[Cc]lauses?|[Pp]arts?"
    r"|items?)|§§?|[\d)])\s*$"
)
_NUMBER_ENDS = "0123456789)"
_LEADS_ON = re.compile(r"\b(?:and|or|through|to|under|in|of|by|with|[Ss]ee|also)\s*$")
# What stands behind one: "(d)(1) of this section", "(a), (b)", "(2)."
_CITED = re.compile(
    r"\s*(?:\([A-Za-z0-9]{1,5}\)\s*)*(?:of (?:this|the|such|that|section|paragraph|part)\b|[,;)]"
    r"|\.(?:\s|$)|(?:and|or|through|to) (?:paragraphs? |§ ?\S+ ?)?\()"
)
_LIST_END = re.compile(r"[;,][”’)]*(?: (?:and|or|and/or|but|except),?)?$")
# Abbreviations that want something behind them, so that their stop ends no sentence.
_ABBREVIATED = re.compile(r"\b(?:U\.S|Nos?|Dr|Mrs?|Ms|vs?|Pub|Secs?|Ch)\.$")
_STOP_END = re.compile(r"[.?!][”’)\]]*$|\[Reserved\]$")
_INTRO_END = re.compile(r"[:—]$|: ?[”’]$")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A candidate with its place: ``text[start:end]`` is the label with its parentheses.

    `through` is the last label of a reserved range, whose print ends at `end` too; `broken`
    says that OCR has made the parentheses something else.
    """

    label: str
    start: int
    end: int
    through: str | None
    candidate: Candidate
    broken: bool = False

    def first_on(self, level: int) -> int:
        """Its ordinal on a level its label allows."""
        everything = self.candidate.readings + self.candidate.misread
        return next(ordinal for at, ordinal in everything if at == level)


def readings(label: str) -> tuple[tuple[int, int], ...]:
    """The (level, ordinal) pairs a label allows: (i) is the ninth letter or the first roman."""
    if label.isdigit():
        return ((1, int(label)), (4, int(label)))
    if label.isupper():
        value = letter_value(label)
        return ((3, value),) if value else ()
    found: list[tuple[int, int]] = []
    letter = letter_value(label)
    if letter and len(label) <= 3:
        found.append((0, letter))
    roman = roman_value(label)
    if roman:
        found += [(2, roman), (5, roman)]
    return tuple(found)


# Shapes that OCR takes for one another in labels, from what is read to what may be printed.
_SHAPES = {
    read: printed.split()
    for read, printed in {
        "l": "1 i I", "I": "1 i l", "|": "1 i l I", "!": "1 i", "1": "l i I", "i": "1 l I",
        "O": "0", "o": "0 c e", "0": "o", "S": "5 s", "5": "s", "Z": "2", "z": "2", "2": "z",
        "B": "8 3", "8": "B", "6": "b", "b": "6", "g": "9 q", "9": "g", "q": "g 9", "c": "e o",
        "e": "c", "u": "ii", "n": "ii", "m": "iii", "h": "b", "v": "y", "y": "v", "j": "i",
        "t": "f", "f": "t", "a": "o", "d": "cl i 1", "@": "i 2 r a", "Q": "1 2 l", "C": "3",
        "G": "i j",
    }.items()
}  # fmt: skip
# What Tesseract reads for the first bracket, alone or with an i behind it.
_BRACKETS = "GC@d"
# Capitals that are hardly ever the first of their level, and often a misread figure.
_GARBLED = "GQC"


def misreadings(label: str, unopened: bool = False) -> tuple[tuple[int, int], ...]:
    """The (level, ordinal) pairs a label would allow if one shape, or all l and 1, were misread.

    `unopened` says that its first bracket is lost, which may have taken a letter with it.
    """
    found: dict[tuple[int, int], None] = {}
    others = _variants(label) + ["i" + label] * (unopened and label[0] in "ivx")
    for other in others:
        found.update(dict.fromkeys(readings(other)))
    return tuple(reading for reading in found if reading not in readings(label))


def _variants(label: str) -> list[str]:
    if label == ")":
        return ["l", "1", "i", "I"]  # the stroke between two brackets is lost
    whole = [label.lower()] + [
        "".join(swap if c in "lI|!1i" else c for c in label) for swap in "1il"
    ]
    single = [
        label[:i] + other + label[i + 1 :]
        for i, c in enumerate(label)
        for other in _SHAPES.get(c, ())
    ]
    # Strokes side by side run into one another: (iii) and (ii).
    strokes = [label.replace("iii", "ii"), re.sub(r"(?<!i)ii(?!i)", "iii", label)]
    behind = label[1:] if label[0] in _BRACKETS else ""
    begun = [behind, "i" + behind, *_variants(behind)] if behind else []
    every = dict.fromkeys(whole + single + strokes + begun)
    return [variant for variant in every if variant != label]


def tail_of(text: str) -> Tail:
    """How a text ends, for what may come after it."""
    text = text[-60:].rstrip()
    if not text:
        return Tail.START
    if _INTRO_END.search(text):
        return Tail.INTRO
    if _LIST_END.search(text):
        return Tail.LIST
    if not _STOP_END.search(text) or _ABBREVIATED.search(text):
        return Tail.OPEN
    return Tail.STOP


def crowded_line(running: RunningText, most: int) -> int | None:
    """The number of the first line that holds more labels than `most`, None where none does."""
    for placed in running.lines:
        # A label has three characters at least.
        if placed.end - placed.at > 3 * most:
            labels = _LABEL.finditer(running.text, placed.at, placed.end)
            if next(islice(labels, most, None), None) is not None:
                return placed.line.number
    return None


def find_tokens(running: RunningText, spans: Sequence[tuple[int, int]]) -> list[Token]:
    """The candidates of one section, whose body is the given stretches of the running text."""
    tokens: list[Token] = []
    text = running.text
    before_span = ""  # the end of the stretch before, whatever stands between
    for start, end in spans:
        at = start
        while match := _next_label(running, at, end, tokens[-1].end if tokens else None):
            at = match.end()
            label = match[match.lastindex or 1]
            before = tokens[-1] if tokens else None
            allowed = readings(label)
            broken = match.re is _BROKEN
            if not (allowed or not running.exact):
                continue
            candidate = _judge(running, match, allowed, before, start, before_span)
            if candidate is None:
                continue
            if not running.exact:
                unopened = broken and match.group()[0].isalnum()
                candidate = _with_misreadings(candidate, label, broken, unopened)
            if not (candidate.readings or candidate.misread):
                continue
            through = _RANGE.match(text, match.end(), end)
            upto = _upto(allowed, through[1]) if through else None
            if through and upto is not None:
                at = through.end()
                candidate = msgspec.structs.replace(candidate, upto=upto)
            last = through[1] if through and upto is not None else None
            tokens.append(Token(label, match.start(), at, last, candidate, broken))
        before_span = text[max(start, end - 80) : end]
    return tokens


def _next_label(
    running: RunningText, at: int, end: int, before: int | None
) -> re.Match[str] | None:
    """The next label; where the text may be misread, also a broken one that opens a line or
    stands behind the label that ends at `before`.
    """
    whole = _LABEL.search(running.text, at, end)
    if running.exact:
        return whole
    limit = whole.start() if whole else end
    for match in _BROKEN.finditer(running.text, at, end):
        if match.start() >= limit:
            break
        if match.start() == before or _line_start(running, match.start()):
            return match
    return whole


def _with_misreadings(candidate: Candidate, label: str, broken: bool, unopened: bool) -> Candidate:
    """Add the readings of a label that OCR may have garbled, where a paragraph begins."""
    if candidate.run_in and not broken:
        # Behind another label stands the first of its level.
        first = tuple(one for one in misreadings(label) if one[1] == 1)
        garbled = candidate.adjacent and label[0] in _GARBLED
        return msgspec.structs.replace(candidate, misread=first) if garbled else candidate
    if broken:
        everything = (*candidate.readings, *misreadings(label, unopened))
        return msgspec.structs.replace(
            candidate,
            readings=(),
            misread=tuple(dict.fromkeys(everything)),
            leave=4.0,
            garbled=True,
        )
    return msgspec.structs.replace(candidate, misread=misreadings(label))


def _upto(allowed: tuple[tuple[int, int], ...], last: str) -> int | None:
    levels = dict(readings(last))
    return next((levels[level] for level, n in allowed if levels.get(level, 0) > n), None)


def _judge(
    running: RunningText,
    match: re.Match[str],
    allowed: tuple[tuple[int, int], ...],
    before: Token | None,
    span_start: int,
    before_span: str,
) -> Candidate | None:
    """The candidate at this label, or None where it is plainly inside a sentence."""
    text, at = running.text, match.start()
    adjacent = before is not None and at - before.end <= 1 and not text[before.end : at].strip()
    italic = _is_italic(running, at + 1)
    lead = text[max(span_start, at - 80) : at] or before_span
    if adjacent and at != span_start and text[at - 1] != "\n":
        return Candidate(allowed, 0.0, 3.0, True, True, Tail.INTRO, italic)
    if adjacent and not _CITED.match(text, match.end()):
        # A bare designation on a line of its own.
        return Candidate(allowed, 0.0, 6.0, False, False, Tail.INTRO, italic)
    tail = tail_of(lead)
    opening = _opening(running, at)
    fresh = False
    if _marked(running, at):
        take, leave = 0.0, 6.0  # the source says that a paragraph begins here
        fresh = _after_introduction(text, at, span_start, tail)
    elif at == span_start or opening is True:
        fresh = _after_introduction(text, at, span_start, tail)
        take, leave = _paragraph_start(text, match, lead, tail)
    elif opening is None:
        take, leave = _paragraph_start(text, match, lead, tail)
        if tail is Tail.OPEN:
            take, leave = (1.0, 1.5) if _begins_anew(text, match, lead) else (take + 2.0, 0.0)
        elif not _begins_anew(text, match, ""):
            leave /= 2
    elif (
        opening is False and tail in (Tail.STOP, Tail.LIST, Tail.INTRO) and _line_start(running, at)
    ):
        # OCR loses blank lines: what begins like a paragraph may be one there.
        lost = not running.exact and tail is Tail.STOP and _begins_anew(text, match, "")
        take, leave = (0.5, 2.0) if lost else (3.0, 0.0)
        return _run_in(text, match, allowed, before, tail, italic) or Candidate(
            allowed, take, leave, False, False, tail, italic
        )
    elif tail in (Tail.INTRO, Tail.STOP) or _follows_italics(running, before, at):
        return _run_in(text, match, allowed, before, tail, italic)
    elif tail is Tail.OPEN and before is not None and _heads_without_stop(text, match, before.end):
        # Taken where the paragraphs that follow want it only.
        return _first_inside(allowed, 2.5, 0.0, italic)
    else:
        return None
    if before is not None and _is_heading(_between(text, before.end, at)):
        tail = Tail.HEADING
    return Candidate(allowed, take, leave, False, False, tail, italic, fresh=fresh)


def _marked(running: RunningText, at: int) -> bool:
    """Whether the source itself says that a paragraph begins here, as XML does."""
    i = bisect_left(running.lines, at, key=lambda placed: placed.at)
    return (
        i < len(running.lines)
        and running.lines[i].at == at
        and running.lines[i].line.kind == "paragraph"
    )


def _after_introduction(text: str, at: int, span_start: int, tail: Tail) -> bool:
    """Whether the printed paragraph before has no designation and introduces a list."""
    if tail is not Tail.INTRO or at == span_start:
        return False
    before = text[text.rfind("\n", span_start, at - 1) + 1 or span_start : at]
    return not before.startswith("(") and not before[:1].islower()


def _begins_anew(text: str, match: re.Match[str], lead: str) -> bool:
    """Whether a label that opens a line after an open sentence reads like a new paragraph."""
    after = text[match.end() : match.end() + 2]
    return bool(re.match(r" [A-Z“]", after)) and not (_CITES.search(lead) or _LEADS_ON.search(lead))


def _paragraph_start(text: str, match: re.Match[str], lead: str, tail: Tail) -> tuple[float, float]:
    """Costs where a printed paragraph begins.

    It is nearly always a designation, unless a page break has cut a citation in two: then the
    sentence before is open, or its last comma follows on a citation.
    """
    cited = bool(_CITED.match(text, match.end()))
    if tail is Tail.OPEN:
        cites = _CITES.search(lead)
        # Items of a list may end in a number, without a stop: "(1) Acetorphine 9319".
        listed = cites is not None and cites[0][0] in _NUMBER_ENDS and not cited
        anew = listed and re.match(r" ?[^\sa-z,;.)]", text[match.end() : match.end() + 2])
        if (cites and not anew) or (cited and _LEADS_ON.search(lead)):
            return 3.0, 0.3
        return (1.5, 1.0) if cited else (0.5, 4.0)
    if tail is Tail.LIST and cited:
        return 2.0, 0.7
    return 0.0, 6.0


def _run_in(
    text: str,
    match: re.Match[str],
    allowed: tuple[tuple[int, int], ...],
    before: Token | None,
    tail: Tail,
    italic: bool | None,
) -> Candidate | None:
    """A candidate inside a line: it must be the first of its level and follow a designation."""
    if before is None or all(ordinal != 1 for _, ordinal in allowed):
        return None
    between = _between(text, before.end, match.start())
    if _CITED.match(text, match.end()):
        return None
    heading = _is_heading(between)
    if between.endswith("—"):
        take, leave = 0.1, 4.0 if heading else 1.5
    elif between.endswith(":"):
        take, leave = 1.5, 0.3
    elif tail is Tail.OPEN:
        take, leave = 0.3, 1.0  # an italic heading without a stop
    elif heading:
        take, leave = 0.1, 3.0
    else:
        take, leave = 0.8, 0.3
    return _first_inside(allowed, take, leave, italic)


def _first_inside(
    allowed: tuple[tuple[int, int], ...], take: float, leave: float, italic: bool | None
) -> Candidate | None:
    """A candidate inside a line, None where its label is the first of no level."""
    first = tuple(reading for reading in allowed if reading[1] == 1)
    return Candidate(first, take, leave, True, False, Tail.INTRO, italic) if first else None


def _heads_without_stop(text: str, match: re.Match[str], start: int) -> bool:
    """Whether nothing but a few words stand before a label, as in "(c) Adverse action (1) The"."""
    words = text[start : match.start()] if match.start() - start < _SHORT_HEADING else ""
    return bool(_FEW_WORDS.fullmatch(words)) and _begins_anew(text, match, words)


def _between(text: str, start: int, end: int) -> str:
    """What stands between two labels; of a long text only the end, which is no heading."""
    return text[max(start, end - _LONG) : end].strip()


def _is_heading(text: str) -> bool:
    return bool(text) and heading_end(text, True, None) == len(text)


def _follows_italics(running: RunningText, before: Token | None, at: int) -> bool:
    """Whether nothing but an italic heading stands between a candidate and the one before."""
    if before is None or running.italics is None or before.end >= at:
        return False
    start, end = before.end, at
    while start < end and running.text[start].isspace():
        start += 1
    while end > start and running.text[end - 1].isspace():
        end -= 1
    i = bisect_left(running.italics, end, key=lambda stretch: stretch[1])
    return i < len(running.italics) and running.italics[i][0] <= start < end


def _opening(running: RunningText, at: int) -> bool | None:
    """Whether a printed paragraph begins here; False inside a line, None where unknown."""
    if at == 0 or running.text[at - 1] == "\n":
        return True
    if not _line_start(running, at):
        return False
    return running.line_at(at).line.opens


def _line_start(running: RunningText, at: int) -> bool:
    i = bisect_left(running.lines, at, key=lambda placed: placed.at)
    return i < len(running.lines) and running.lines[i].at == at


def _is_italic(running: RunningText, at: int) -> bool | None:
    if running.italics is None or not running.exact:
        return None
    i = bisect_left(running.italics, at, key=lambda stretch: stretch[1])
    while i < len(running.italics) and running.italics[i][0] <= at:
        if running.italics[i][0] <= at < running.italics[i][1]:
            return True
        i += 1
    return False


def italic_end(running: RunningText, begin: int, length: int) -> int | None:
    """How far the italic stretch reaches that opens a paragraph's text of so many characters.

    `begin` is the paragraph's offset in the running text. 0 where it opens upright, None where
    that is not known.
    """
    if running.italics is None:
        return None
    text = running.text
    while begin < len(text) and text[begin].isspace():
        begin += 1
    i = bisect_left(running.italics, begin + 1, key=lambda stretch: stretch[1])
    if i < len(running.italics) and running.italics[i][0] <= begin:
        return min(running.italics[i][1] - begin, length)
    # OCR marks some italics and misses others: what it does not mark stays open.
    return 0 if running.exact else None

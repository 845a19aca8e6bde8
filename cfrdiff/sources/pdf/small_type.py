"""What a paragraph is by its type and place: extracts and examples, authorities, flush text.

GPO sets the text of sections in one size. Smaller type below it is an extract (an example, a form,
words that are quoted), which has labels of its own; or what stands in parentheses at the end of a
section: the authority it is issued under, or the approval of its forms. A line at the edge of its
column below the short last line of a paragraph is flush text, a printed paragraph without indent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from cfrdiff.cites import LABEL
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.sources.lines import Kind, Line
from cfrdiff.sources.pdf.measured import (
    ends_short,
    is_centred,
    is_heading_capitals,
    is_label,
    is_set_apart,
    is_small,
    size_of,
    stands_at_edge,
)
from cfrdiff.sources.pdf.setting import Setting

_LABEL = re.compile(LABEL)
# A paragraph of a section ends like this where flush text may follow.
_CLOSED = re.compile(r"(?:[.:;,—!?)”’]|\b(?:and|or))\s*$")
_SENTENCE_END = re.compile(r"[.:][)”’]*\s*$")
_STATUTE = re.compile(
    r"U\.S\.C|\bStat\b|\bPub\. ?L|\b[Ss]ecs?\. \d|\bE\.O\. ?\d|\bch\. \d|\bAct of\b|\bReorg\."
)
# So many lines of a paragraph in parentheses are looked at.
_LONGEST_REMARK = 40
_APPENDIX = re.compile(r"(?:appendix|supplement|exhibit|annex|attachment)\b", re.IGNORECASE)


@dataclass
class _Place:
    """A paragraph in small type: its first line and its text; what the paragraph before it was."""

    line: Line
    text: str
    before: str | None
    setting: Setting


def _is_remark(place: _Place) -> bool:
    text = place.text
    if not text.startswith("(") or _LABEL.match(text):
        return False
    return text.rstrip(" .").endswith(")")


# What a paragraph in small type below the text of a section is; None leaves it to its form.
_KINDS: tuple[Rule[_Place, Kind | None], ...] = (
    Rule("a source note", lambda place: place.text.startswith("["), None),
    Rule("a note with its label", lambda place: is_label(place.text), None),
    Rule("a heading in capitals", lambda place: is_heading_capitals(place.line.text), None),
    Rule(
        "a centred heading",
        lambda place: is_centred(place.line, place.setting) and not place.line.text[:1].islower(),
        None,
    ),
    Rule("a section", lambda place: place.text.startswith("§"), None),
    Rule(
        "the authority a section is issued under",
        lambda place: _is_remark(place) and bool(_STATUTE.search(place.text)),
        "authority",
    ),
    Rule("the approval of a form", _is_remark, "note"),
    Rule("more of a note", lambda place: place.before == "label", "note"),
    Rule("an extract", otherwise, "extract"),
)


def with_kinds(lines: Sequence[Line], setting: Setting) -> list[Line]:
    """The lines, those marked whose type and place show what they are."""
    sorter = _Sorter(lines, setting)
    return [sorter.sorted(i, line) for i, line in enumerate(lines)]


def _begins_in_section(lines: Sequence[Line]) -> bool:
    """Whether the head of the first page names a section, whose text stands on the page before."""
    return any(line.at_edge and "§" in line.text for line in lines if line.page == 1)


class _Sorter:
    """Goes through lines in reading order.

    `_has_text` says that the text of a section stands above in body type; `_kind` is what the
    paragraph in small type is that goes on, `_said` what it is for those after it.
    """

    def __init__(self, lines: Sequence[Line], setting: Setting) -> None:
        self._lines = lines
        self._setting = setting
        self._has_text = _begins_in_section(lines)
        self._in_appendix = False
        self._kind: Kind | None = None
        self._said: str | None = None
        self._before: Line | None = None

    def sorted(self, i: int, line: Line) -> Line:
        if line.at_edge or line.role == "margin":
            return line
        if line.kind is not None:
            self._before, self._kind, self._said = line, None, None
            return line
        if line.role == "heading":
            self._head(line)
            found = line
        elif is_small(line, self._setting.body_size):
            found = self._small(i, line)
        else:
            found = self._text(line)
        self._before = line
        return found

    def _head(self, line: Line) -> None:
        self._kind, self._said = None, None
        if line.opens is not False:
            self._has_text = False
            self._in_appendix = bool(_APPENDIX.match(line.text))

    def _text(self, line: Line) -> Line:
        self._kind, self._said = None, None
        self._has_text = not self._in_appendix
        before = self._before
        if before is None:
            return line
        if line.opens:
            return self._at_page_top(line, before)
        if not self._is_flush(line, before):
            return line
        return msgspec.structs.replace(line, kind="flush-paragraph", opens=True)

    def _at_page_top(self, line: Line, before: Line) -> Line:
        """A line that opens, marked as a paragraph where a page begins with it: its indent shows
        it, and nothing else would.
        """
        is_top = line.page != before.page and before.kind is None and before.role == line.role
        is_shown = self._setting.justified and not stands_at_edge(line, self._setting)
        if not is_top or not is_shown or line.text.startswith(("(", "[", "§")):
            return line
        return msgspec.structs.replace(line, kind="paragraph")

    def _is_flush(self, line: Line, before: Line) -> bool:
        same = size_of(before) == size_of(line) and before.role == line.role
        if not same or before.kind is not None or not stands_at_edge(line, self._setting):
            return False
        if ends_short(before, self._setting):
            return bool(_CLOSED.search(before.text))
        apart = is_set_apart(line, before, self._setting)
        return apart and bool(_SENTENCE_END.search(before.text)) and line.text[:1].isupper()

    def _small(self, i: int, line: Line) -> Line:
        if not self._has_text:
            return line
        if line.opens or self._said is None or self._opens_remark(line):
            line = msgspec.structs.replace(line, opens=True)
            place = _Place(line, self._paragraph(i), self._said, self._setting)
            rule = first_rule(_KINDS, place)
            assert rule is not None, "the last rule applies always"
            self._kind = rule.verdict
            self._said = "label" if is_label(line.text) else rule.name
        if self._kind is None:
            return line
        return msgspec.structs.replace(line, kind=self._kind)

    def _opens_remark(self, line: Line) -> bool:
        """Whether a remark or a source note begins below a remark that has ended."""
        if self._before is None or not line.text.startswith(("(", "[")):
            return False
        is_closed = self._before.text.rstrip(" .").endswith((")", "]"))
        return self._kind in ("authority", "note") and is_closed

    def _paragraph(self, i: int) -> str:
        """The text of the paragraph that begins with a line."""
        texts = [self._lines[i].text.strip()]
        for line in self._lines[i + 1 : i + _LONGEST_REMARK]:
            if line.at_edge or line.role == "margin":
                continue
            if line.opens or line.kind is not None or line.role == "heading":
                break
            if line.text.startswith(("[", "(")) and texts[-1].rstrip(" .").endswith(")"):
                break
            texts.append(line.text.strip())
        return " ".join(texts)

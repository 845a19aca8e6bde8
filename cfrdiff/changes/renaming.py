"""When what was replaced is a name, and by another name of the same kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from cfrdiff.changes.model import Category, Edit, Span
from cfrdiff.changes.thresholds import LONGEST_NAME
from cfrdiff.language.mentions import find_mentions, table
from cfrdiff.language.standards import find_forms, find_standards
from cfrdiff.rule_tables import Rule, first_rule, otherwise

_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
# The words of a name: with capitals, and what joins them.
_NAME = re.compile(
    r"(?:the |The )?(?:[A-Z][\w.’'&-]*|\d[\w-]*)"
    r"(?:,? (?:[A-Z(“][\w.’'&)”-]*|of|and/or|and|or|the|for|in|on|at|to|&|\d[\w-]*))*(?:’s?)?"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]+\b")
_SENTENCE_START = re.compile(r"(?:^|[.?!:;—] ?[”\"]? ?)$")
# Kinds of edit that can replace one name by another, and those that replace a name of the table.
_NAMEABLE: frozenset[Category] = frozenset(
    ("agency", "office", "address", "wording", "definition", "plain-language")
)
_NAMING: frozenset[Category] = frozenset(("agency", "office", "address"))
_ORGANS = frozenset(("agency", "office"))


class Naming:
    """What was replaced by what: `edits` are all such edits, `texts` the older text of each;
    `in_name` says that a word of a longer name was replaced.
    """

    def __init__(self, edits: Sequence[Edit], texts: Sequence[str], in_name: bool) -> None:
        self.in_name = in_name
        self.before, self.after = edits[0].before, edits[0].after
        self.category = edits[0].category
        self.times = len(edits)
        self._heads = [
            text[: edit.before_span[0]][-4:] for edit, text in zip(edits, texts, strict=True)
        ]

    @cached_property
    def kinds(self) -> tuple[set[str], set[str]]:
        """The kinds of names that the table knows on either side; agencies and offices are one."""
        old, new = (
            {mention.label for mention in find_mentions(side)[1]}
            for side in (self.before, self.after)
        )
        return old, new

    @property
    def are_documents(self) -> bool:
        """Whether both sides are a standard or a form, and nothing else, of one body: its words."""
        one, other = _document(self.before), _document(self.after)
        return one is not None and one == other

    @property
    def are_letters_the_same(self) -> bool:
        """Whether only spaces and marks differ."""
        one, other = (re.sub(r"\W", "", side) for side in (self.before, self.after))
        return one == other

    @property
    def are_names(self) -> bool:
        """Whether both sides are names and nothing else."""
        starts = all(_SENTENCE_START.search(head) for head in self._heads)
        return all(
            _is_name(side, starts, bool(kinds & _ORGANS)) or _is_listed(side)
            for side, kinds in zip((self.before, self.after), self.kinds, strict=True)
        )

    @property
    def is_longer_name(self) -> bool:
        """Whether the one only stands inside the other: a name that is said more fully, as "Chief
        of the Branch" by "Chief of the Grading Services Branch".
        """
        one, other = sorted((self.before.lower(), self.after.lower()), key=len)
        rest = iter(other.split())
        return one in other or all(word in rest for word in one.split())

    @property
    def are_of_other_kinds(self) -> bool:
        """Whether the table knows both, as names of different kinds."""
        old, new = ({"organ"} if kinds & _ORGANS else kinds for kinds in self.kinds)
        return bool(old and new) and old.isdisjoint(new)

    @property
    def are_of_one_kind(self) -> bool:
        """Whether the table knows both sides as names of the kind the edit has."""
        return all(self.category in kinds for kinds in self.kinds)

    @property
    def share_name(self) -> bool:
        """Whether a word with a capital stands on both sides."""
        old, new = (set(re.findall(r"[A-Z]\w+", side)) for side in (self.before, self.after))
        return bool(old & new)


def _document(side: str) -> str | None:
    """What stands before the number of a standard or form that a text is; None where it is none."""
    written = side.strip()
    for find in (find_standards, find_forms):
        if (0, len(written)) in find(written):
            return re.split(r"[^A-Za-z/]*\d", written.replace("–", "-"))[0].strip()
    return None


def _is_name(side: str, at_start: bool, known: bool) -> bool:
    """Whether a text is a name: words with capitals that say something. At the start of a sentence
    a capital alone tells nothing, unless the name is `known`.
    """
    written = side.strip().strip(",")
    words = _WORD.findall(written)
    if not _NAME.fullmatch(written) or len(words) > LONGEST_NAME:
        return False
    telling = [word for word in words if _tells(word)]
    if not telling:
        return False
    shown = known or len(telling) > 1 or bool(_ACRONYM.match(telling[0]))
    return shown or not at_start or telling[0] != words[0]


def _is_listed(side: str) -> bool:
    """Whether the table knows the whole of it as a name: "Miami field office"."""
    start, end = len(side) - len(side.lstrip()), len(side.rstrip())
    mentions = find_mentions(side)[1]
    return any(one.start <= start and end <= one.end and one.label in _NAMING for one in mentions)


def _tells(word: str) -> bool:
    tables = table()
    says_little = tables.fillers | tables.modals | tables.finite | tables.pronouns
    return word[0].isupper() and len(word) > 1 and word.lower() not in says_little


_RULES: tuple[Rule[Naming, bool], ...] = (
    Rule("one standard or form for another", lambda one: one.are_documents, True),
    Rule("no kind of edit that names", lambda one: one.category not in _NAMEABLE, False),
    Rule("the same letters", lambda one: one.are_letters_the_same, False),
    Rule("not names on both sides", lambda one: not one.are_names, False),
    Rule("names of other kinds", lambda one: one.are_of_other_kinds, False),
    Rule("a word of a longer name of its kind", lambda one: one.in_name, True),
    Rule(
        "the same name said more fully, once",
        lambda one: one.is_longer_name and one.times < 2 and one.category != "agency",
        False,
    ),
    Rule("names of one kind, by the table", lambda one: one.are_of_one_kind, True),
    Rule("replaced more than once", lambda one: one.times > 1, True),
    Rule(
        "an office or agency with a word in common",
        lambda one: one.category in _NAMING and one.share_name,
        True,
    ),
    Rule("one replacement alone shows no renaming", otherwise, False),
)


def stands_in_name(text: str, span: Span, category: Category) -> bool:
    """Whether a word with a capital stands in a longer name of its kind."""
    start, end = span
    if category not in _NAMING or not text[start : start + 1].isupper():
        return False
    return any(
        mention.label == category
        and mention.start <= start
        and end <= mention.end
        and (mention.start, mention.end) != (start, end)
        for mention in find_mentions(text)[1]
    )


def is_renaming(edits: Sequence[Edit], texts: Sequence[str], in_name: bool = False) -> bool:
    """Whether edits with the same words on both sides replace a name by another."""
    rule = first_rule(_RULES, Naming(edits, texts, in_name))
    assert rule is not None, "the last rule applies always"
    return rule.verdict

"""Ask the rules of an edition about a case, and compare the answers of two editions."""

from __future__ import annotations

import difflib
import re
import textwrap
import tomllib
import typing
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from cfrdiff.changes import Change, ChangeSet
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.rules.decisions import Answer, Decision, explanations
from cfrdiff.rules.declaring import Rule
from cfrdiff.rules.part163 import FACTS, RuleEdition
from cfrdiff.rules.worklist import redline

Case = Mapping[str, Any]  # a dataclass of facts by section


class Asked(msgspec.Struct, frozen=True):
    """One rule's decision. `reasons` are in words, with their cites.

    `edition` is that of the rule's own text: an older one's where the edition asked does not
    reach the paragraph.
    """

    cite: str
    edition: str
    rule: str
    question: str
    answer: Answer
    value: str | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


class Because(msgspec.Struct, frozen=True):
    """A change of text behind two answers that differ."""

    before: str | None
    after: str | None
    kind: str
    redline: str | None


class Compared(msgspec.Struct, frozen=True):
    """One question under two editions. `notes` tell what the change set flags there."""

    question: str
    differs: bool
    before: Asked | None
    after: Asked | None
    because: tuple[Because, ...] = ()
    notes: tuple[str, ...] = ()


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What `cfrdiff rules ask --json` prints."""

    schema: Literal["cfrdiff/answers/1"] = "cfrdiff/answers/1"
    edition: str
    answers: tuple[Asked, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What `cfrdiff rules compare --json` prints."""

    schema: Literal["cfrdiff/comparison/1"] = "cfrdiff/comparison/1"
    before: str
    after: str
    questions: tuple[Compared, ...]


def read_case(path: str, data: bytes) -> Case:
    """The facts of a case from TOML: a table for each section, ``["163.12"]``.

    Raises SourceError for anything that is no TOML, names no fact, or is of the wrong kind.
    """
    try:
        tables = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(path, f"this is no TOML ({error})", "mend it") from None
    case: dict[str, Any] = {}
    for section, table in tables.items():
        if isinstance(table, str):
            continue  # a title or a remark on the case
        if not isinstance(table, dict):
            problem = f"{section!r} stands in no table of facts"
            raise SourceError(path, problem, f"use the tables {_tables()}")
        if section not in FACTS:
            problem = f"no facts are asked of § {section}"
            raise SourceError(path, problem, f"use the tables {_tables()}")
        case[section] = _facts(path, section, table)
    return {section: case.get(section, kind()) for section, kind in FACTS.items()}


def _tables() -> str:
    return ", ".join(f'["{section}"]' for section in FACTS)


def _facts(path: str, section: str, table: dict[str, Any]) -> Any:
    known = explanations(FACTS[section])
    for name in table:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean {near[0]!r}?" if near else "see `cfrdiff rules ask --template`"
            raise SourceError(path, f"§ {section} asks no fact {name!r}", advice)
    try:
        return msgspec.convert(table, type=FACTS[section])
    except msgspec.ValidationError as error:
        place = f'table "{section}"'
        raise SourceError(path, str(error), "write true, false or a date", place) from None


def template(section: str | None = None) -> str:
    """An empty facts file as TOML, every fact explained; of one section or of all."""
    if section is not None and section not in FACTS:
        known = ", ".join(FACTS)
        raise NotFoundError(f"no facts are asked of § {section}; there are those of {known}")
    lines = [
        "# What is known of a case. Take the # from the line of a fact that is known and write",
        "# true, false or a date such as 2012-04-01. What is left out counts as not known.",
    ]
    for number, kind in FACTS.items():
        if section not in (None, number):
            continue
        lines += ["", f'["{number}"]']
        types = typing.get_type_hints(kind)
        for name, explanation in explanations(kind).items():
            lines += textwrap.wrap(explanation, 96, initial_indent="# ", subsequent_indent="# ")
            dated = "date" in str(types[name])
            lines.append(f"# {name} = {'2012-04-01' if dated else 'true'}")
    return "\n".join(lines) + "\n"


def ask(edition: RuleEdition, cite: str, case: Case) -> list[Asked]:
    """The decisions of a section's rules, or of a paragraph's and those below it.

    `cite` is ``163.12`` or ``163.12(b)(3)``. Raises NotFoundError where there are none.
    """
    section = re.split(r"\(", cite)[0]
    found = [
        _asked(rule, rule.call(case[section]))
        for rule in edition.rules(section)
        if rule.cite == cite or rule.cite.startswith(f"{cite}(")
    ]
    if not found:
        cites = ", ".join(dict.fromkeys(rule.cite for rule in edition.rules(section)))
        raise NotFoundError(f"{edition.id}: no rule of § {cite}; there are those of {cites}")
    return found


def _asked(rule: Rule, decision: Decision) -> Asked:
    return Asked(
        cite=f"§ {rule.cite}",
        edition=rule.edition,
        rule=rule.name,
        question=rule.question or rule.name,
        answer=decision.answer,
        value=decision.value,
        reasons=tuple(str(reason) for reason in decision.reasons),
        missing=decision.missing,
    )


def compare(
    before: RuleEdition, after: RuleEdition, case: Case, changes: ChangeSet
) -> list[Compared]:
    """Every question of two editions' rules, those that differ first.

    Rules are the same question where their paragraphs are the same (the change set says which
    became which) and their names but for the designation. Behind a difference stand the
    changes of the paragraphs cited by the reasons on either side.
    """
    found: list[Compared] = []
    for section in dict.fromkeys([*before.modules, *after.modules]):
        olds = ask(before, section, case) if section in before.modules else []
        news = {(a.cite, _role(a)): a for a in (ask(after, section, case))}
        for old in olds:
            new = news.pop((_became(changes, old.cite), _role(old)), None)
            found.append(_compared(old, new, changes))
        found += [_compared(None, new, changes) for new in news.values()]
    return sorted(found, key=lambda one: not one.differs)


def _role(asked: Asked) -> str:
    """What a rule's name says beyond its paragraph: ``on_site`` of paragraph_c_1_on_site."""
    labels = re.findall(r"\(([^)]+)\)", asked.cite)
    return asked.rule.removeprefix("_".join(["paragraph", *labels]).lower())


def _change_of(changes: ChangeSet, cite: str, side: Literal["before", "after"]) -> Change | None:
    return next(
        (c for c in changes.changes for state in getattr(c, side) if state.cite == cite), None
    )


def _became(changes: ChangeSet, cite: str) -> str:
    change = _change_of(changes, cite, "before")
    return change.after[0].cite if change and change.after else cite


def _compared(old: Asked | None, new: Asked | None, changes: ChangeSet) -> Compared:
    either = new or old
    assert either is not None
    differs = bool(old and new) and _outcome(old) != _outcome(new)
    because = _because(old, new, changes) if differs else ()
    notes = () if new is None else _notes(new, changes)
    if old is not None and new is not None and old.edition == new.edition:
        notes += (f"the newer file does not reach {new.cite}: its text is that of {new.edition}",)
    return Compared(either.question, differs, old, new, because, notes)


def _outcome(asked: Asked | None) -> tuple[str, str | None] | None:
    return (asked.answer, asked.value) if asked else None


def _because(old: Asked | None, new: Asked | None, changes: ChangeSet) -> tuple[Because, ...]:
    cited = [
        *((_CITE.match(reason), "before") for reason in (old.reasons if old else ())),
        *((_CITE.match(reason), "after") for reason in (new.reasons if new else ())),
    ]
    found: dict[str, Because] = {}
    for match, side in cited:
        change = _change_of(changes, match[0], side) if match else None  # type: ignore[arg-type]
        if change is None or change.kind in ("unchanged", "not-covered"):
            continue
        found[change.id] = Because(
            before=", ".join(state.cite for state in change.before) or None,
            after=", ".join(state.cite for state in change.after) or None,
            kind=change.kind,
            redline=redline(change),
        )
    return tuple(found.values())


_CITE = re.compile(r"§ [^\s(]+(?:\([^)\s]+\))*")


def _notes(new: Asked, changes: ChangeSet) -> tuple[str, ...]:
    """Where the answer names an office that was replaced elsewhere."""
    return tuple(
        f"“{one.before}” still stands in {new.cite}, where the newer edition has “{one.after}”"
        " elsewhere: this looks like a missed conforming amendment"
        for one in changes.substitutions
        if one.category in ("office", "address")
        and new.value is not None
        and one.before in new.value
        and any(f"§ {section}{designation}" == new.cite for section, designation in one.residual)
    )

"""Compare what the rules of two editions decide on a case, and find the changes behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cfrdiff.changes import Change, ChangeSet, State
from cfrdiff.cites import Cite
from cfrdiff.rules.answers import Asked, Because, Compared
from cfrdiff.rules.asking import Decided, ask
from cfrdiff.rules.cases import Case
from cfrdiff.rules.editions import RuleEdition
from cfrdiff.rules.paragraphs import function_name
from cfrdiff.rules.worklist import redline

Side = Literal["before", "after"]


def compare(
    before: RuleEdition, after: RuleEdition, case: Case, changes: ChangeSet
) -> list[Compared]:
    """Every question of two editions' rules, those that differ first.

    Rules are the same question where their paragraphs are the same (the change set says which
    became which) and their names but for the designation. Behind a difference stand the
    changes of the paragraphs cited by the reasons on either side.
    """
    found: list[Compared] = []
    for section in dict.fromkeys([*before.sections, *after.sections]):
        olds = _decided(before, section, case)
        news = {(one.rule.rule.cite, _role(one)): one for one in _decided(after, section, case)}
        for old in olds:
            new = news.pop((_became(changes, old.rule.rule.cite), _role(old)), None)
            found.append(_compared(old, new, changes))
        found += [_compared(None, new, changes) for new in news.values()]
    return sorted(found, key=lambda one: not one.differs)


def _decided(edition: RuleEdition, section: str, case: Case) -> list[Decided]:
    return ask(edition, Cite(section), case) if section in edition.sections else []


def _role(one: Decided) -> str:
    """What a rule's name says beyond its paragraph: ``_on_site`` of paragraph_c_1_on_site."""
    return one.rule.rule.name.removeprefix(function_name(one.rule.cite.labels, one.rule.cite.nth))


def _change_of(changes: ChangeSet, cite: str, side: Side) -> Change | None:
    """The change of the paragraph cited, ``§ 163.12(b)``, on one side."""
    return next(
        (c for c in changes.changes for state in getattr(c, side) if state.cite == cite), None
    )


def _became(changes: ChangeSet, cite: str) -> str:
    change = _change_of(changes, f"§ {cite}", "before")
    return change.after[0].cite.removeprefix("§ ") if change and change.after else cite


def _compared(old: Decided | None, new: Decided | None, changes: ChangeSet) -> Compared:
    if old is None or new is None:
        either = new or old
        assert either is not None
        notes = _notes(new.asked, changes) if new else ()
        return Compared(
            either.asked.question,
            False,
            old.asked if old else None,
            new.asked if new else None,
            notes=notes,
        )
    before, after = old.asked, new.asked
    differs = _outcome(before) != _outcome(after)
    because = tuple(_because(old, new, changes)) if differs else ()
    notes = (*_notes(after, changes), *_unreached(before, after))
    if differs and not because:
        notes += ("no words changed behind this: the two modules decide it differently",)
    return Compared(after.question, differs, before, after, because, notes)


def _unreached(before: Asked, after: Asked) -> Iterator[str]:
    if before.edition == after.edition:
        reach = f"the newer file does not reach {after.cite}"
        yield f"{reach}: its text is that of {after.edition}"


def _outcome(asked: Asked) -> tuple[str, str | None]:
    return asked.answer, asked.value


def _because(old: Decided, new: Decided, changes: ChangeSet) -> Iterator[Because]:
    """The changes of the paragraphs that the reasons on either side cite, each once; where none of
    these changed, that of the rule's own paragraph.
    """
    sides: tuple[tuple[Decided, Side], ...] = ((old, "before"), (new, "after"))
    cited = [(reason.cite, side) for one, side in sides for reason in one.decision.reasons]
    own = [(f"§ {one.rule.rule.cite}", side) for one, side in sides]
    for change in _changed(changes, cited) or _changed(changes, own):
        yield Because(
            before=_listed(change.before),
            after=_listed(change.after),
            kind=change.kind,
            redline=redline(change),
            words=tuple(_words(change)),
        )


def _changed(changes: ChangeSet, cited: Iterable[tuple[str, Side]]) -> list[Change]:
    """The changes of paragraphs that are cited, each once."""
    found = (_change_of(changes, cite, side) for cite, side in cited)
    known = {one.id: one for one in found if one is not None}.values()
    return [one for one in known if one.kind not in ("unchanged", "not-covered")]


def _words(change: Change) -> Iterator[tuple[str, str]]:
    """The words that a change took and gave, of its substantive edits where it has such; of a
    paragraph that came or went, all it has.
    """
    if not change.before or not change.after:
        yield _text(change.before), _text(change.after)
        return
    heavy = [one for one in change.edits if one.significance == "substantive"]
    yield from dict.fromkeys((one.before, one.after) for one in heavy or change.edits)


def _text(states: Sequence[State]) -> str:
    return " ".join(state.text for state in states)


def _listed(states: Sequence[State]) -> str | None:
    return ", ".join(state.cite for state in states) or None


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

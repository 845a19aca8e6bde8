"""Two editions → the orders that make the newer one of the older.

What moved and what came and went is taken from the change set; then each section is amended in
the shortest honest form, and each form is tried: a section that its instructions do not bring
out exactly is revised whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec

from cfrdiff.changes import Change, ChangeSet
from cfrdiff.errors import ConflictError, NotFoundError
from cfrdiff.instructions.document import read_document, write_document
from cfrdiff.instructions.interpret import apply
from cfrdiff.instructions.model import (
    Add,
    Instruction,
    Note,
    Order,
    Printed,
    Redesignate,
    Remove,
    Revise,
    SectionText,
    Substitute,
    Target,
    Unheld,
)
from cfrdiff.instructions.paragraphs import is_beneath, paragraph_orders, part_of
from cfrdiff.instructions.terms import defined_term
from cfrdiff.model import Edition, Paragraph, Path, Section


class Amendments(msgspec.Struct, frozen=True):
    """Instructions that make the newer edition of the older, as orders and as a document; and
    the change set they are for.
    """

    changes: ChangeSet
    instructions: tuple[Instruction, ...]
    text: str


def compose(changes: ChangeSet, before: Edition, after: Edition) -> Amendments:
    """The instructions for a change set of two whole editions.

    Raises NotFoundError where a section's number is missing or not the only one of its kind:
    nothing can be ordered of such a section; and ConflictError where no wording brings a
    section out exactly.
    """
    for edition in (before, after):
        _check_numbers(edition)
    plan = _Plan(changes, before, after)
    orders = plan.orders()
    instructions = [
        Instruction(str(k), "", tuple(group)) for k, group in enumerate(orders, start=1)
    ]
    wholes = {text.number: text for text in map(section_text, after.sections)}
    text = write_document(instructions, wholes, _head(after))
    return Amendments(changes, tuple(instructions), text)


def same_words(one: Edition, other: Edition) -> bool:
    """Whether two editions have the same sections with the same words in the same tree."""
    return [_content(section) for section in one.sections] == [
        _content(section) for section in other.sections
    ]


def _content(section: Section) -> tuple[object, ...]:
    paragraphs = [(p.path, p.designation, p.heading, p.text) for p in section.walk()]
    return section.number, section.heading, section.source_note, paragraphs


def section_text(section: Section) -> SectionText:
    """A whole section as it is printed with an instruction."""
    paragraphs = tuple(
        Printed(p.path, bool(p.designation), p.heading, p.text) for p in section.walk()
    )
    return SectionText(section.number or "", section.heading, paragraphs, section.source_note)


def _check_numbers(edition: Edition) -> None:
    counts = Counter(section.number for section in edition.sections)
    if None in counts:
        raise NotFoundError(
            f"{edition.source.path}: a section without a number; no instruction can name it"
        )
    double = next((number for number, count in counts.items() if count > 1), None)
    if double is not None:
        raise NotFoundError(
            f"{edition.source.path}: § {double} is there more than once; no instruction can name it"
        )


def _head(edition: Edition) -> str:
    title = f"{edition.title} CFR " if edition.title else ""
    return f"{title}PART {edition.part or '?'}"


class _Plan:
    def __init__(self, changes: ChangeSet, before: Edition, after: Edition) -> None:
        self._before, self._after = before, after
        self._exact = before.source.exact and after.source.exact
        self._renumbered = changes.renumbered
        self._by_section: dict[str | None, list[Change]] = defaultdict(list)
        self._unheld_old: set[tuple[str | None, Path]] = set()
        self._unheld_new: set[tuple[str | None, Path]] = set()
        for change in changes.changes:
            for state in change.after[:1] or change.before[:1]:
                self._by_section[state.section].append(change)
            if change.kind == "not-covered":
                for state in change.before:
                    self._unheld_new.add((state.section, state.path))
                for state in change.after:
                    self._unheld_old.add((state.section, state.path))

    def orders(self) -> list[list[Order]]:
        """Groups of orders, one an instruction, in the order they are carried out."""
        olds = {section.number or "": section for section in self._before.sections}
        news = {section.number or "": section for section in self._after.sections}
        source = {new: old for old, new in self._renumbered.items()}
        kept = {number: source.get(number, number) for number in news}
        kept = {new: old for new, old in kept.items() if old in olds and self._is_kept(old, new)}
        groups: list[list[Order]] = []
        for number, section in olds.items():
            if number not in kept.values():
                groups.append([self._drop(number, section)])
        moves = [(Target(old), Target(new)) for new, old in kept.items() if old and old != new]
        if moves:
            groups.append([Redesignate(tuple(moves))])
        bases = {
            number: msgspec.structs.replace(olds[old or ""], number=number)
            for number, old in kept.items()
        }
        across = self._across(bases)
        bases = self._moved(bases, across)
        groups += across
        for number, section in news.items():
            if number in kept:
                groups += self._section(bases[number], section)
        for number, section in news.items():
            if number not in kept:
                text = section_text(section)
                unheld = bool(section.paragraphs) and all(
                    (number, p.path) in self._unheld_old for p in section.walk()
                )
                target = Target(number)
                groups.append([Unheld(target, text) if unheld else Add(target, text)])
        return groups

    def _across(self, bases: dict[str, Section]) -> list[list[Order]]:
        """Paragraphs that went to another section, where their place there is free."""
        found: list[list[Order]] = []
        for changes in self._by_section.values():
            for change in changes:
                if len(change.before) != 1 or len(change.after) != 1 or change.follows:
                    continue
                old, new = change.before[0], change.after[0]
                source = self._renumbered.get(old.section, old.section)
                goal = new.section
                if source is None or goal is None or source == goal:
                    continue
                known = source in bases and goal in bases
                if not known or not old.designation or not new.designation:
                    continue
                taken = {p.path for p in bases[goal].walk() if p.designation}
                held = [p.path for p in bases[source].walk() if p.designation]
                if new.path not in taken and held.count(old.path) == 1:
                    move = (Target(source, old.path), Target(goal, new.path))
                    found.append([Redesignate((move,))])
        return found

    def _moved(self, bases: dict[str, Section], groups: list[list[Order]]) -> dict[str, Section]:
        """The sections once those moves are made; as they were where one cannot be."""
        edition = msgspec.structs.replace(self._before, sections=tuple(bases.values()))
        moves = [Instruction(str(k), "", tuple(group)) for k, group in enumerate(groups)]
        made, failures = apply(moves, edition)
        failed = {failure.place for failure in failures}
        groups[:] = [group for k, group in enumerate(groups) if str(k) not in failed]
        return {section.number or "": section for section in made.sections}

    def _is_kept(self, old: str | None, new: str) -> bool:
        return (old == new and old not in self._renumbered) or self._renumbered.get(old) == new

    def _drop(self, number: str, section: Section) -> Order:
        unheld = bool(section.paragraphs) and all(
            (number, p.path) in self._unheld_new for p in section.walk()
        )
        return Unheld(Target(number), None) if unheld else Remove(Target(number))

    def _section(self, old: Section, new: Section) -> list[list[Order]]:
        if _content(old) == _content(new):
            return []
        number = new.number or ""
        base = msgspec.structs.replace(self._before, sections=(old,))
        goal = msgspec.structs.replace(self._after, sections=(new,))
        whole: list[list[Order]] = [[Revise(Target(number), section_text(new))]]
        if old.source_note and not new.source_note:
            whole.append([Note(number, None)])
        for groups in (self._amended(old, new, base), whole):
            if groups and self._brings_out(groups, base, goal):
                return groups
        # Nothing shorter does; the older section goes and the newer comes.
        anew: list[list[Order]] = [
            [Remove(Target(number))],
            [Add(Target(number), section_text(new))],
        ]
        if not self._brings_out(anew, base, goal):
            raise ConflictError(f"§ {number} cannot be put in the words of an instruction")
        return anew

    def _brings_out(self, groups: list[list[Order]], base: Edition, goal: Edition) -> bool:
        """Whether orders make one section of another, as data and as a document read back."""
        instructions = [Instruction(str(k), "", tuple(g)) for k, g in enumerate(groups, start=1)]
        made, failures = apply(instructions, base)
        if failures or not same_words(made, goal):
            return False
        wholes = {text.number: text for text in map(section_text, goal.sections)}
        again = read_document(write_document(instructions, wholes, "PART 1"))
        made, failures = apply(again, base)
        return not failures and same_words(made, goal)

    def _amended(self, old: Section, new: Section, base: Edition) -> list[list[Order]]:
        """Amendments paragraph by paragraph; empty where that is not possible."""
        if not _is_addressable(old) or not _is_addressable(new):
            return []
        number = new.number or ""
        orders: list[Order] = []
        unheld: list[Order] = []
        paired, moves = self._pairs(number)
        goal_paths = {p.path for p in new.walk() if p.designation}
        destinations = {new.path for _, new in moves}
        gone: list[Path] = []
        for one in old.walk():
            path = one.path
            if not one.designation or path in paired or is_beneath(path, gone):
                continue
            alive = any(p[: len(path)] == path for p in paired)
            if not alive and (path in destinations or path not in goal_paths):
                gone.append(path)
                if all((number, p.path) in self._unheld_new for p in one.walk() if p.designation):
                    unheld.append(Unheld(Target(number, path), None))
                else:
                    orders.append(Remove(Target(number, path)))
        if moves:
            orders.append(Redesignate(tuple(moves)))
        first = [Instruction("1", "", (*unheld, *orders))]
        made, failures = apply(first, base)
        if failures:
            return []
        later, missing = self._differences(made.sections[0], new)
        orders += later
        slips: list[Order] = [o for o in orders if isinstance(o, Substitute) and o.slip]
        orders = [o for o in orders if not (isinstance(o, Substitute) and o.slip)]
        return [group for group in (unheld, orders, slips, missing) if group]

    def _pairs(self, number: str) -> tuple[set[Path], list[tuple[Target, Target]]]:
        """Older paths that live on in the section, and those that moved with their new ones."""
        paired: set[Path] = set()
        moves: list[tuple[Target, Target]] = []
        for change in self._by_section[number]:
            if not change.before or not change.after:
                continue
            old, new = change.before[0], change.after[0]
            here = self._renumbered.get(old.section, old.section) == new.section
            if not here or not old.designation or not new.designation:
                continue
            paired.add(old.path)
            if len(change.before) == len(change.after) == 1 and old.path != new.path:
                moves.append((Target(number, old.path), Target(number, new.path)))
        return paired, _roots(moves)

    def _differences(self, now: Section, goal: Section) -> tuple[list[Order], list[Order]]:
        """Orders for what still differs by designation; and notes of what a file lacks."""
        number = goal.number or ""
        text = section_text(goal)
        have = {p.path: p for p in now.walk() if p.designation}
        want = {p.path: p for p in goal.walk() if p.designation}
        orders: list[Order] = []
        if now.heading != goal.heading:
            heading = msgspec.structs.replace(text, paragraphs=(), note=None)
            orders.append(Revise(Target(number, (), "heading"), heading))
        gone: list[Path] = []
        for path in have:
            if path not in want and not is_beneath(path, gone):
                gone.append(path)
                orders.append(Remove(Target(number, path)))
        orders += _definition_orders(now, goal, number, text)
        introduction = self._introduction(now, goal, number, text)
        if introduction is not None:
            orders.append(introduction)
        beyond = {path for section, path in self._unheld_old if section == number}
        found = paragraph_orders(text, have, want, beyond, self._exact)
        orders += [*found.words, *found.revisions, *found.additions]
        if now.source_note != goal.source_note:
            orders.append(Note(number, goal.source_note))
        return orders, found.unheld

    def _introduction(
        self, now: Section, goal: Section, number: str, text: SectionText
    ) -> Order | None:
        have, want = _introductory(now), _introductory(goal)
        if want is None:
            return Remove(Target(number, (), "text")) if have else None
        to = part_of(text, (), "text")
        if have is None:
            return Add(Target(number, (), "text"), to)
        if (have.heading, have.text) != (want.heading, want.text):
            return Revise(Target(number, (), "text"), to)
        return None


def _roots(moves: list[tuple[Target, Target]]) -> list[tuple[Target, Target]]:
    """The moves without those that follow from that of a paragraph above."""
    went = {old.path: new.path for old, new in moves}

    def follows(old: Path, new: Path) -> bool:
        above = (k for k in range(len(old) - 1, 0, -1) if old[:k] in went)
        k = next(above, 0)
        return k > 0 and went[old[:k]] + old[k:] == new

    return [(old, new) for old, new in moves if not follows(old.path, new.path)]


def _is_addressable(section: Section) -> bool:
    """Whether every paragraph can be named: no designation twice, and text without one only at
    the section's beginning, under a designated paragraph, or where it defines a term.
    """
    designations = [p.path for p in section.walk() if p.designation]
    loose = [p for k, p in enumerate(section.paragraphs) if k and not p.designation]
    terms = [defined_term(p.heading, p.text) for p in loose]
    first = _introductory(section)
    if first is None and section.paragraphs and not section.paragraphs[0].designation:
        terms.append(defined_term(section.paragraphs[0].heading, section.paragraphs[0].text))
    alone = len(designations) == len(set(designations)) and len(terms) == len(set(terms))
    return alone and None not in terms


def _introductory(section: Section) -> Paragraph | None:
    """The text before the first designation, where it is no definition."""
    first = section.paragraphs[0] if section.paragraphs else None
    if first is None or first.designation:
        return None
    loose = [p for p in section.paragraphs if not p.designation]
    defines = defined_term(first.heading, first.text) is not None
    return None if len(loose) > 1 and defines else first


def _definitions(section: Section) -> dict[str, Paragraph]:
    """The definitions at a section's top, by their terms."""
    first = _introductory(section)
    loose = [p for p in section.paragraphs if not p.designation and p is not first]
    return {defined_term(p.heading, p.text) or "": p for p in loose}


def _definition_orders(now: Section, goal: Section, number: str, text: SectionText) -> list[Order]:
    have, want = _definitions(now), _definitions(goal)
    removed: list[Order] = [
        Remove(Target(number, (), "whole", term)) for term in have if term not in want
    ]
    revised: list[Order] = []
    added: list[Order] = []
    for term, paragraph in want.items():
        target = Target(number, (), "whole", term)
        to = msgspec.structs.replace(
            text,
            paragraphs=(Printed((), False, paragraph.heading, paragraph.text),),
            note=None,
        )
        old = have.get(term)
        if old is None:
            added.append(Add(target, to))
        elif (old.heading, old.text) != (paragraph.heading, paragraph.text):
            revised.append(Revise(target, to))
    return [*removed, *revised, *added]

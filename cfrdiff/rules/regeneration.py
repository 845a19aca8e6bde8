"""Rule modules of one edition → of the next, without touching a line of the developer's.

Every change is a replacement of bytes at a place libcst tells (`cfrdiff.rules.editing`); all
else stays as it is. Pure: modules come in and go out as bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cfrdiff.changes import Change, ChangeSet
from cfrdiff.model import Edition
from cfrdiff.rules.editing import IMPORTS, ModuleEdit, quoted
from cfrdiff.rules.modules import RuleModule, RuleSite
from cfrdiff.rules.paragraphs import Numbered, label, module_name, numbered
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.python_files import with_rules
from cfrdiff.rules.stubs import stubs
from cfrdiff.rules.worklist import Action, Task, WorkList, left_behind, reasons, redline


class Regenerated(msgspec.Struct, frozen=True):
    """The files after regeneration, those that did not change too, and the work list."""

    files: dict[str, bytes]
    worklist: WorkList


def regenerate(
    files: Mapping[str, bytes], before: Edition, after: Edition, changes: ChangeSet
) -> Regenerated:
    """Bring rule modules from one edition to the next.

    `files` are the modules by name. Docstrings, digests, names, constants and the edition
    follow the text; a redesignated paragraph's function goes along, to another module where
    the section is another; new paragraphs get stubs; functions of removed ones are renamed
    and marked superseded. Raises SourceError for a file that is no Python.
    """
    return _Run(files, before, after, changes).run()


class _Run:
    def __init__(
        self, files: Mapping[str, bytes], before: Edition, after: Edition, changes: ChangeSet
    ) -> None:
        self.old, self.new = label(before), label(after)
        self.after = after
        self.files = dict(files)
        self.edits = {
            path: ModuleEdit(parse_module(path, data), self.old, self.new)
            for path, data in with_rules(files).items()
        }
        self.old_rows = {row.cite: row for row in numbered(before)}
        self.new_rows = {row.cite: row for row in numbered(after)}
        self.new_cites = {row.index: cite for cite, row in self.new_rows.items()}
        self.changes = changes
        self.became = self._pairs()
        self.tasks: list[Task] = []
        self.placed: set[str] = set()  # cites of the newer edition that have a rule
        self.moved_in: dict[str, list[str]] = {}

    def _pairs(self) -> dict[str, tuple[Change, str | None]]:
        """Of each old cite its change and the new cite that takes its body along."""
        old = {row.index: cite for cite, row in self.old_rows.items()}
        pairs: dict[str, tuple[Change, str | None]] = {}
        for change in self.changes.changes:
            into = self._into(change)
            for i, state in enumerate(change.before):
                if state.index in old:
                    # Of several that were merged the first one's body goes along.
                    pairs[old[state.index]] = (change, into if i == 0 else None)
        return pairs

    def _into(self, change: Change) -> str | None:
        cites = self.new_cites
        return next((cites[state.index] for state in change.after if state.index in cites), None)

    def run(self) -> Regenerated:
        for edit in self.edits.values():
            self._carry(edit)
        for edit in self.edits.values():
            self._tell_broken_uses(edit)
        self._add_new()
        self.files |= {path: edit.result() for path, edit in self.edits.items()}
        for path, pieces in self.moved_in.items():
            self._take_in(path, pieces)
        homes = self._homes()
        ruled = {cite for cite, row in self.new_rows.items() if row.section in homes}
        worklist = WorkList(
            before=self.old,
            after=self.new,
            tasks=tuple(self._in_print()),
            left_behind=left_behind(self.changes, ruled),
        )
        return Regenerated(self.files, worklist)

    def _in_print(self) -> list[Task]:
        """The tasks module by module, in the order of the newer edition."""
        order = {cite: i for i, cite in enumerate(self.new_rows)}

        def place(task: Task) -> tuple[str, int, str, str]:
            at = order.get(task.after or "", len(order))
            return task.module, at, task.before or "", task.function

        return sorted(self.tasks, key=place)

    # What is there already

    def _carry(self, edit: ModuleEdit) -> None:
        """Bring a module's rules along, and its edition where any of them goes on."""
        module = edit.module
        in_force = [site for site in module.rules if not site.superseded]
        goes_on = [site for site in in_force if self._one(edit, site)]
        stays = [site for site in module.rules if site not in goes_on]
        by_variable = [site for site in goes_on if site.edition.text is None]
        bound = module.binding(by_variable[0].edition.name or "") if by_variable else None
        if bound is not None and bound.text == self.old:
            edit.turn_edition(bound, stays)

    def _one(self, edit: ModuleEdit, site: RuleSite) -> bool:
        """Bring one rule along; False where it stays of the older edition."""
        edition, cite = edit.module.edition_of(site), str(site.cited)
        if edition == self.new:
            self.placed.add(cite)
            return True
        change, into = self.became.get(cite, (None, None))
        if edition != self.old:
            self.placed.add(cite)  # a stub beside it would take its name
            self._tell(edit, site, None, "left alone", f"of edition {edition}")
        elif change is None:
            self.placed.add(cite)
            why = "the older edition has no such paragraph"
            self._tell(edit, site, None, "left alone", why)
        elif change.kind == "not-covered":
            why = "the newer file does not reach there: nothing can be said"
            self._tell(edit, site, change, "left alone", why)
        elif into is None:
            self._supersede(edit, site, change)
        else:
            self._follow(edit, site, self.old_rows[cite], self.new_rows[into], change)
            return True
        return False

    def _supersede(self, edit: ModuleEdit, site: RuleSite, change: Change) -> None:
        by = self._into(change)
        why = "the newer edition has no such paragraph"
        if by is not None:
            why = f"merged into § {by}; its body was kept apart"
        self._tell(edit, site, change, "superseded", why, edit.supersede(site, by))

    def _follow(
        self, edit: ModuleEdit, site: RuleSite, old: Numbered, new: Numbered, change: Change
    ) -> None:
        self.placed.add(new.cite)
        name, notes = edit.follow(site, old, new)
        if module_name(old.section) != module_name(new.section):
            path = _beside(edit.module.path, module_name(new.section) + ".py")
            self.moved_in.setdefault(path, []).append(edit.cut(site))
            notes.append(f"moved to {path}: what it uses must be imported there")
        if change.kind == "unchanged" and not change.edits and not notes:
            return
        heavy = change.significance == "substantive" or change.kind in ("split", "merged")
        review = [f"to be looked at: {one}" for one in change.review]
        self.tasks.append(
            Task(
                module=edit.module.path,
                function=name,
                before=old.cite,
                after=new.cite,
                change=change.kind,
                significance=change.significance,
                action="review" if heavy or review or notes else "carried over",
                why=(*reasons(change), *review, *notes),
                redline=redline(change),
                implemented=site.implemented,
            )
        )

    def _take_in(self, path: str, pieces: list[str]) -> None:
        """Put functions that moved to another section into its module."""
        data = self.files.get(path)
        if data is None:
            imports = f"{IMPORTS['Final']}\n\n{IMPORTS['rules']}\n"
            data = f"{imports}\nEDITION: Final = {quoted(self.new)}\n".encode()
        body = "".join(f"\n\n{piece.rstrip()}\n" for piece in pieces)
        self.files[path] = data.rstrip(b"\n") + b"\n" + body.encode()

    # What is new

    def _add_new(self) -> None:
        """Stubs for the paragraphs of the newer edition that have no rule yet."""
        homes = self._homes()
        fresh = [row for row in self.new_rows.values() if row.cite not in self.placed]
        for section in dict.fromkeys(row.section for row in fresh):
            rows = [row for row in fresh if row.section == section]
            if section in homes:
                self._add_to(self.edits[homes[section]], rows)
            elif homes and self._is_new(section):
                self._add_module(next(iter(homes.values())), section, rows)

    def _add_to(self, edit: ModuleEdit, rows: list[Numbered]) -> None:
        for row in rows:
            name = edit.add(self._place(edit.module, row), row)
            self._tell_new(edit.module.path, name, row)

    def _add_module(self, beside: str, section: str, rows: list[Numbered]) -> None:
        ((file, text),) = stubs(self.after, [section]).items()
        path = _beside(beside, str(file))
        while path in self.files:  # a module of another section whose number is much alike
            path = path.removesuffix(".py") + "_.py"
        self.files[path] = text.encode()
        for row in rows:
            self._tell_new(path, row.name, row)

    def _homes(self) -> dict[str, str]:
        """Of each section the module that has its rules."""
        homes: dict[str, str] = {}
        for path, edit in self.edits.items():
            for site in edit.module.rules:
                homes.setdefault(site.cited.section, path)
        return homes

    def _is_new(self, section: str) -> bool:
        kinds = {c.kind for c in self.changes.changes for s in c.after if s.section == section}
        return kinds == {"added"}

    def _place(self, module: RuleModule, row: Numbered) -> int:
        """Behind the rule of the nearest paragraph before it, else before that of the next."""
        order = list(self.new_rows)
        at = order.index(row.cite)
        ends = self._ends(module)
        before = [ends[cite] for cite in order[:at] if cite in ends]
        if before:
            return before[-1]
        behind = [ends[cite] for cite in order[at:] if cite in ends]
        earlier = [s.whole.end for s in module.rules if s.whole.end < min(behind, default=0)]
        return max(earlier, default=len(module.data.rstrip()))

    def _ends(self, module: RuleModule) -> dict[str, int]:
        """Where the last rule of each paragraph of the newer edition ends in a module."""
        ends: dict[str, int] = {}
        for site in module.rules:
            cite = str(site.cited)
            into = self.became.get(cite, (None, cite))[1]
            if not site.superseded and into is not None:
                ends[into if module.edition_of(site) == self.old else cite] = site.whole.end
        return ends

    # The work list

    def _tell(
        self,
        edit: ModuleEdit,
        site: RuleSite,
        change: Change | None,
        action: Action,
        why: str,
        name: str | None = None,
    ) -> None:
        """Enter a rule that does not go on."""
        self.tasks.append(
            Task(
                module=edit.module.path,
                function=name or site.function,
                before=str(site.cited),
                after=None,
                change=change.kind if change else None,
                significance=change.significance if change else None,
                action=action,
                why=(why,),
                implemented=site.implemented,
            )
        )

    def _tell_new(self, path: str, name: str, row: Numbered) -> None:
        changes = (c for c in self.changes.changes for s in c.after if s.index == row.index)
        change = next(changes, None)
        self.tasks.append(
            Task(
                module=path,
                function=name,
                before=None,
                after=row.cite,
                change=change.kind if change else None,
                significance=change.significance if change else None,
                action="implement",
                why=(_why_new(change),),
                implemented=False,
            )
        )

    def _tell_broken_uses(self, edit: ModuleEdit) -> None:
        """Bodies are never touched: where code uses a name that changed, someone must."""
        module, renamed = edit.module, edit.renamed
        rules = [(renamed.get(s.function, s.function), str(s.cited), s.uses) for s in module.rules]
        helpers = [(name, None, used) for name, used in module.helpers]
        for function, cite, uses in [*rules, *helpers]:
            broken = tuple(
                f"its body uses {name}, which is now {renamed[name]}"
                for name in sorted(uses & set(renamed))
            )
            if broken:
                self._tell_broken(module.path, function, cite, broken)

    def _tell_broken(
        self, path: str, function: str, cite: str | None, broken: tuple[str, ...]
    ) -> None:
        """Enter it with the task that the function has already, if it has one."""
        for i, task in enumerate(self.tasks):
            if (task.module, task.function) == (path, function):
                why = (*task.why, *broken)
                self.tasks[i] = msgspec.structs.replace(task, action="review", why=why)
                return
        self.tasks.append(
            Task(
                module=path,
                function=function,
                before=cite,
                after=None,
                change=None,
                significance=None,
                action="review",
                why=broken,
            )
        )


_WHY_NEW = {
    "added": "added by the newer edition",
    "not-covered": "the older file does not reach there",
}


def _why_new(change: Change | None) -> str:
    """Why a paragraph of the newer edition had no rule."""
    if change is not None and change.kind == "split":
        return "split off from " + ", ".join(state.cite for state in change.before)
    kind = change.kind if change else ""
    return _WHY_NEW.get(kind, "the newer edition has it and there was no rule")


def _beside(path: str, name: str) -> str:
    folder = path.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name

"""Rule modules of one edition → of the next, without touching a line of the developer's.

Every change is a replacement of bytes at a place libcst tells (`cfrdiff.rules.editing`); all
else stays as it is. Pure: modules come in and go out as bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from cfrdiff.changes import Change, ChangeSet
from cfrdiff.changes.model import Significance
from cfrdiff.model import Edition
from cfrdiff.rules import reviews
from cfrdiff.rules.editing import SUPERSEDED, ModuleEdit
from cfrdiff.rules.labels import Editions, plain, told_apart
from cfrdiff.rules.lists import list_change
from cfrdiff.rules.modules import RuleModule, RuleSite
from cfrdiff.rules.moving import Moves, beside
from cfrdiff.rules.paragraphs import Numbered, module_name, numbered
from cfrdiff.rules.parsing import parse_module
from cfrdiff.rules.python_files import with_rules
from cfrdiff.rules.stubs import stubs
from cfrdiff.rules.tasks import Tasks
from cfrdiff.rules.tested import Tests
from cfrdiff.rules.worklist import Action, WorkList, left_behind, reasons


class Regenerated(msgspec.Struct, frozen=True):
    """The files after regeneration, those that did not change too, and the work list.

    They are to be written in their order, and `first` before them: what functions move to stands
    before what they leave, so that none is lost wherever the writing stops.
    """

    files: dict[str, bytes]
    worklist: WorkList
    first: dict[str, bytes] = {}


def regenerate(
    files: Mapping[str, bytes], before: Edition, after: Edition, changes: ChangeSet
) -> Regenerated:
    """Bring rule modules from one edition to the next.

    `files` are the modules by name. Docstrings, digests, names, constants and the edition
    follow the text; a redesignated paragraph's function goes along, to another module where
    the section is another; new paragraphs get stubs; functions of removed ones are renamed
    and marked superseded. What decides a list is made anew where it is as generated. What someone
    must look at is marked in the decorator. Raises SourceError for a file that is no Python.
    """
    return _Run(files, before, after, changes).run()


# What to say of a body whose list changed, by whether what decides it was made anew.
_OF_LISTS = {
    True: "what decides its list was made anew",
    False: "its body decides the list in its own way",
}


class _Run:
    def __init__(
        self, files: Mapping[str, bytes], before: Edition, after: Edition, changes: ChangeSet
    ) -> None:
        self.after = after
        self.files = dict(files)
        self.old_rows = {row.cite: row for row in numbered(before)}
        self.new_rows = {row.cite: row for row in numbered(after)}
        self.old, self.new = told_apart(before, after, self.old_rows, self.new_rows)
        self.editions = Editions((self.old, self.new), self.old_rows, self.new_rows)
        self.edits = {
            path: ModuleEdit(parse_module(path, data), self.old, self.new)
            for path, data in with_rules(files).items()
        }
        self.new_cites = {row.index: cite for cite, row in self.new_rows.items()}
        self.changes = changes
        self.became = self._pairs()
        self.went_on = {cite: into for cite, (_, into) in self.became.items() if into}
        self.tasks = Tasks(changes)
        self.tests = Tests(files)
        self.placed: set[str] = set()  # cites of the newer edition that have a rule
        self.ids: dict[tuple[str, str], str] = {}  # of the changes behind the tasks of functions
        self.due: list[str] = []
        self.moves = Moves(self.files, self.edits, self.editions)

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
            self._tell_broken_tests(edit)
            self._mark_reviews(edit)
        self._add_new()
        first, files = self.moves.made()
        homes = self._homes()
        ruled = {cite for cite, row in self.new_rows.items() if row.section in homes}
        worklist = WorkList(
            before=self.old,
            after=self.new,
            tasks=tuple(self.tasks.in_print(self.new_rows)),
            left_behind=left_behind(self.changes, ruled),
            due=tuple(dict.fromkeys(self.due)),
        )
        return Regenerated(files, worklist, first)

    # What is there already

    def _carry(self, edit: ModuleEdit) -> None:
        """Bring a module's rules along, and its edition where any of them goes on."""
        module = edit.module
        in_force = [site for site in module.rules if not site.superseded]
        goes_on = [site for site in in_force if self._one(edit, site)]
        stays = [site for site in module.rules if site not in goes_on]
        by_variable = [site for site in goes_on if site.edition.text is None]
        bound = module.binding(by_variable[0].edition.name or "") if by_variable else None
        is_older = bound is not None and plain(bound.text or "") == plain(self.old)
        if bound is not None and is_older and bound.text != self.new:
            edit.turn_edition(bound, stays)

    def _one(self, edit: ModuleEdit, site: RuleSite) -> bool:
        """Bring one rule along; False where it stays of the older edition."""
        edition, cite = edit.module.edition_of(site), str(site.cited)
        standing = self.editions.standing(edition, site)
        if standing == "newer":
            self.placed.add(cite)
            if cite in self.new_rows and not self.editions.is_written_from_newer(site):
                why = f"it says that it is of edition {edition}, and was written from another text"
                self.tasks.stays(edit, site, None, "left alone", why)
            return True
        change, into = self.became.get(cite, (None, None))
        if standing == "other":
            self.placed.add(cite)  # a stub beside it would take its name
            self.tasks.stays(edit, site, None, "left alone", f"of edition {edition}")
        elif change is None:
            self.placed.add(cite)
            why = "the older edition has no such paragraph"
            self.tasks.stays(edit, site, None, "left alone", why)
        elif change.kind == "not-covered":
            why = "the newer file does not reach there: nothing can be said"
            self.tasks.stays(edit, site, change, "left alone", why)
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
        name = edit.supersede(site, by, self._entry(change.id, change.significance))
        self.tasks.stays(edit, site, change, "superseded", why, name)

    def _follow(
        self, edit: ModuleEdit, site: RuleSite, old: Numbered, new: Numbered, change: Change
    ) -> None:
        self.placed.add(new.cite)
        name, notes = edit.follow(site, old, new)
        weight: Significance = change.significance
        lists = list_change(old, new, self.went_on)
        if lists is not None:
            is_anew = edit.follow_list(site, old, new)
            notes += [*lists.why, _OF_LISTS[is_anew]] if lists.why else []
            weight = "substantive" if lists.why else weight
        if not self._is_known(site):
            notes.append("it was written from another text than the older edition has")
        if module_name(old.section) != module_name(new.section):
            path = beside(edit.module.path, module_name(new.section) + ".py")
            self.moves.note(edit, site, path, new.cite)
            notes.append(f"moved to {path}: what it uses must be imported there")
        if change.kind == "unchanged" and not change.edits and not notes:
            return
        heavy = weight == "substantive" or change.kind in ("split", "merged")
        review = [f"to be looked at: {one}" for one in change.review]
        action: Action = "review" if heavy or review or notes else "carried over"
        why = (*reasons(change), *review, *notes)
        self.ids[edit.module.path, name] = change.id
        self.tasks.follows(edit, site, name, (old.cite, new.cite), change, weight, action, why)

    def _is_known(self, site: RuleSite) -> bool:
        """Whether a rule was written from the text of one of the two editions."""
        of = self.editions
        return of.is_written_from_older(site) or of.is_written_from_newer(site)

    def _entry(self, change: str, weight: str | None) -> str:
        return reviews.entry_of(change, self.new, weight)

    def _mark_reviews(self, edit: ModuleEdit) -> None:
        """Say in the decorators of a module's rules what someone must look at."""
        path = edit.module.path
        weights = {one.function: one.significance for one in self.tasks.to_review(path)}
        for site in edit.module.rules:
            name = edit.renamed.get(site.function, site.function)
            is_retired = name.startswith(SUPERSEDED) and not site.superseded
            if reviews.due(site) or name in weights or (is_retired and site.implemented):
                self.due.append(self._cite_now(edit, site))
            if site.superseded or is_retired:
                continue
            if name in weights:
                change = self.ids.get((path, name), str(site.cited))
                edit.review(site, self._entry(change, weights[name]))
            elif site.review(reviews.DUE) is not None:
                edit.review(site, None)

    def _cite_now(self, edit: ModuleEdit, site: RuleSite) -> str:
        cite = str(site.cited)
        standing = self.editions.standing(edit.module.edition_of(site), site)
        return self.went_on.get(cite, cite) if standing == "older" else cite

    def _tell_broken_uses(self, edit: ModuleEdit) -> None:
        """Bodies are never touched: where code uses a name that changed, someone must."""
        module, renamed = edit.module, edit.renamed
        for site in module.rules:
            function = renamed.get(site.function, site.function)
            uses = {name for line in edit.body(site) for name in line.uses & set(renamed)}
            self._tell_broken(edit, function, str(site.cited), uses)
        for function, used in module.helpers:
            self._tell_broken(edit, function, None, used & set(renamed))

    def _tell_broken_tests(self, edit: ModuleEdit) -> None:
        """Tests, too, are never touched: their rows name rules by functions."""
        renamed = edit.renamed
        for path, names in self.tests.of(edit.module.path).items():
            used = sorted(names & set(renamed))
            whys = tuple(f"it tests {name}, which is now {renamed[name]}" for name in used)
            if whys:
                self.tasks.breaks(path, "its rows", None, whys)

    def _tell_broken(
        self, edit: ModuleEdit, function: str, cite: str | None, uses: Collection[str]
    ) -> None:
        path, renamed = edit.module.path, edit.renamed
        if not uses:
            return
        whys = (f"its body uses {name}, which is now {renamed[name]}" for name in sorted(uses))
        self.tasks.breaks(path, function, cite, tuple(whys))
        sites = {site.function: site for site in edit.module.rules}
        # What is no rule has no decorator to hold it: it is marked at what got another name.
        for name in sorted(set(uses) & set(sites)) if cite is None else ():
            why = f"{function}, which is no rule, uses {name}"
            self.tasks.breaks(path, renamed[name], str(sites[name].cited), (why,))

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
            self.tasks.is_new(edit.module.path, name, row)

    def _add_module(self, near: str, section: str, rows: list[Numbered]) -> None:
        ((file, text),) = stubs(self.after, [section]).items()
        path = beside(near, str(file))
        while path in self.files:  # a module of another section whose number is much alike
            path = path.removesuffix(".py") + "_.py"
        self.files[path] = text.encode()
        for row in rows:
            self.tasks.is_new(path, row.name, row)

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
                standing = self.editions.standing(module.edition_of(site), site)
                ends[into if standing == "older" else cite] = site.whole.end
        return ends

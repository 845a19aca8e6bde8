"""Rule modules of one edition → of the next, without touching a line of the developer's.

Every change is a replacement of bytes at a place libcst tells; all else stays as it is.
Pure: modules come in and go out as bytes (`cfrdiff.rules.folder` reads and writes them).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

import msgspec

from cfrdiff.changes import Change, ChangeSet
from cfrdiff.model import Edition
from cfrdiff.rules.modules import (
    MARK,
    RuleModule,
    RuleSite,
    Span,
    parse_module,
    same_docstring,
)
from cfrdiff.rules.paragraphs import Numbered, label, module_name, numbered
from cfrdiff.rules.stubs import (
    bearer_of,
    constant_items,
    constants,
    docstring,
    entry,
    fact_fields,
    rule_stub,
    stubs,
)
from cfrdiff.rules.worklist import Task, WorkList, left_behind, reasons, redline

_IMPORTS = {
    "rules": "from cfrdiff import rules",
    "Final": "from typing import Final",
    "dataclass": "from dataclasses import dataclass",
}


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
        self.modules = {
            path: parse_module(path, data) for path, data in sorted(files.items()) if MARK in data
        }
        self.files = dict(files)
        self.old_rows = {row.cite: row for row in numbered(before)}
        self.new_rows = {row.cite: row for row in numbered(after)}
        self.changes = changes
        self.became = self._pairs(changes)
        self.edits: dict[str, list[tuple[Span, bytes]]] = {path: [] for path in self.modules}
        self.tasks: list[Task] = []
        self.renamed: dict[str, dict[str, str]] = {path: {} for path in self.modules}
        self.moved_in: dict[str, list[str]] = {}
        self.placed: set[str] = set()
        self.fielded: set[str] = set()
        self.constant: set[tuple[str, str]] = set()

    def _pairs(self, changes: ChangeSet) -> dict[str, tuple[Change, str | None]]:
        """Of each old cite its change and the new cite that takes its body along."""
        old = {row.index: cite for cite, row in self.old_rows.items()}
        new = {row.index: cite for cite, row in self.new_rows.items()}
        pairs: dict[str, tuple[Change, str | None]] = {}
        for change in changes.changes:
            into = [new[state.index] for state in change.after if state.index in new]
            for i, state in enumerate(change.before):
                if state.index in old:
                    # Of several that were merged the first one's body goes along.
                    pairs[old[state.index]] = (change, into[0] if into and i == 0 else None)
        return pairs

    def run(self) -> Regenerated:
        for module in self.modules.values():
            self._carry(module)
        for path, module in self.modules.items():
            self._tell_broken_uses(path, module)
        self._add_new()
        for path, module in self.modules.items():
            self.files[path] = _applied(module.data, self.edits[path])
        for path, pieces in self.moved_in.items():
            self._take_in(path, pieces)
        order = {cite: i for i, cite in enumerate(self.new_rows)}
        ruled = {cite for cite, row in self.new_rows.items() if row.section in self._homes()}

        def in_print(task: Task) -> tuple[str, int, str, str]:
            at = order.get(task.after or "", len(order))
            return task.module, at, task.before or "", task.function

        return Regenerated(
            self.files,
            WorkList(
                before=self.old,
                after=self.new,
                tasks=tuple(sorted(self.tasks, key=in_print)),
                left_behind=left_behind(self.changes, ruled),
            ),
        )

    # What is there already

    def _carry(self, module: RuleModule) -> None:
        by_variable = [s for s in module.rules if s.edition.text is None and not s.superseded]
        goes_on = False
        stays: list[RuleSite] = []
        for site in module.rules:
            edition = module.edition_of(site)
            if site.superseded:
                continue
            cite = site.cite.text or ""
            if edition == self.new:
                self.placed.add(cite)
                goes_on = goes_on or site in by_variable
            elif edition != self.old:
                self._task(module, site, None, None, "left alone", (f"of edition {edition}",))
                stays.append(site)
            elif self._one(module, site, cite):
                goes_on = goes_on or site in by_variable
            else:
                stays.append(site)
        variable = next((s.edition.name for s in by_variable), None)
        bound = module.binding(variable or "")
        if not goes_on or bound is None or bound.text != self.old:
            return
        self._edit(module, bound.value, _quoted(self.new))
        for site in stays:
            if site.edition.text is None:
                self._edit(module, site.edition.span, _quoted(self.old))

    def _one(self, module: RuleModule, site: RuleSite, cite: str) -> bool:
        """Bring one rule along; False where it stays of the older edition."""
        change, into = self.became.get(cite, (None, None))
        if change is None:
            why = "the older edition has no such paragraph"
            self._task(module, site, cite, None, "left alone", (why,))
            return False
        if change.kind == "not-covered":
            why = "the newer file does not reach there: nothing can be said"
            self._task(module, site, cite, change, "left alone", (why,))
            return False
        if into is None:
            self._supersede(module, site, cite, change)
            return False
        self._follow(module, site, self.old_rows[cite], self.new_rows[into], change)
        return True

    def _follow(
        self, module: RuleModule, site: RuleSite, old: Numbered, new: Numbered, change: Change
    ) -> None:
        self.placed.add(new.cite)
        notes: list[str] = []
        if site.edition.text is not None:
            self._edit(module, site.edition.span, _quoted(self.new))
        if old.cite != new.cite:
            self._edit(module, site.cite.span, _quoted(new.cite))
        if site.digest.text != new.digest:
            self._edit(module, site.digest.span, _quoted(new.digest))
        self._argument(module, site, "kind", _kind(old), _kind(new))
        self._argument(module, site, "bearer", bearer_of(old), bearer_of(new))
        name = self._rename(module, site, old, new, notes)
        self._docstring(module, site, old, new, notes)
        self._constants(module, old, new)
        if module_name(old.section) != module_name(new.section):
            self._move(module, site, new, notes)
        if change.kind == "unchanged" and not change.edits and not notes:
            return
        heavy = change.significance == "substantive" or change.kind in ("split", "merged")
        heavy = heavy or bool(change.review)
        review = tuple(f"to be looked at: {one}" for one in change.review)
        self.tasks.append(
            Task(
                module=module.path,
                function=name,
                before=old.cite,
                after=new.cite,
                change=change.kind,
                significance=change.significance,
                action="review" if heavy or notes else "carried over",
                why=(*reasons(change), *review, *notes),
                redline=redline(change),
                implemented=site.implemented,
            )
        )

    def _argument(
        self, module: RuleModule, site: RuleSite, name: str, was: str | None, becomes: str | None
    ) -> None:
        """An argument follows the text where it is as generated."""
        found = site.arguments.get(name)
        if found is not None and becomes and found.text == was != becomes:
            self._edit(module, found.span, _quoted(becomes))

    def _rename(
        self, module: RuleModule, site: RuleSite, old: Numbered, new: Numbered, notes: list[str]
    ) -> str:
        """The function's name follows the designation, where it was named for it."""
        if old.name == new.name or not re.fullmatch(rf"{old.name}(_\D\w*)?", site.function):
            return site.function
        wanted = new.name + site.function.removeprefix(old.name)
        leaving = {s.function for s in module.rules if not s.superseded}
        if wanted in module.names - leaving:
            wanted += "_rule"
            notes.append(f"{new.name} is the name of something else here: this is {wanted}")
        self._edit(module, site.name, wanted)
        self.renamed[module.path][site.function] = wanted
        return wanted

    def _docstring(
        self, module: RuleModule, site: RuleSite, old: Numbered, new: Numbered, notes: list[str]
    ) -> None:
        if site.docstring is None or site.docstring_text is None:
            return
        was, becomes = docstring(old).strip(), docstring(new, site.indent + "    ").strip()
        if was == docstring(new).strip():
            return
        if same_docstring(site.docstring_text, ast.literal_eval(was)):
            self._edit(module, site.docstring, becomes)
        elif site.docstring_text.lstrip().startswith(f"§ {old.cite}"):
            notes.append("its docstring is not as generated and was left: it has the older text")

    def _constants(self, module: RuleModule, old: Numbered, new: Numbered) -> None:
        if (module.path, old.cite) in self.constant:
            return  # another function of the same paragraph
        self.constant.add((module.path, old.cite))
        for suffix, _, items in constant_items(new):
            bound = module.binding(f"{old.name.upper()}_{suffix}")
            if bound is None:
                continue
            wanted = entry(self.new, items)
            latest = dict(constant_items_of(old)).get(suffix)
            if latest != items and _quoted(self.new) not in _code(module, bound.value):
                at = module.data.rfind(b"\n", 0, module.data.rfind(b"}", 0, bound.value.end)) + 1
                self._edit(module, Span(at, at), wanted + "\n")
        if old.name == new.name:
            return
        for suffix in ("DEADLINES", "OFFICES"):
            bound = module.binding(f"{old.name.upper()}_{suffix}")
            if bound is not None:
                wanted = f"{new.name.upper()}_{suffix}"
                self._edit(module, bound.target, wanted)
                self.renamed[module.path][bound.name] = wanted

    def _supersede(self, module: RuleModule, site: RuleSite, cite: str, change: Change) -> None:
        """Keep the function under another name, marked, so that its name is free."""
        slug = re.sub(r"\W+", "_", self.old).strip("_")
        name = f"superseded_{slug}_{site.function}"
        by = self._taken_over_by(change)
        marked = f"@{self._runtime(module)}superseded("
        marked += f"by={_quoted(by)}, " if by else ""
        marked += f"since={_quoted(self.new)})\n{site.indent}"
        self._edit(module, Span(site.whole.start, site.whole.start), marked)
        self._edit(module, site.name, name)
        self.renamed[module.path][site.function] = name
        if change.kind == "merged":
            why = f"merged into § {by}; its body was kept apart"
        else:
            why = "the newer edition has no such paragraph"
        self._task(module, site, cite, change, "superseded", (why,), name)

    def _taken_over_by(self, change: Change) -> str | None:
        new = {row.index: cite for cite, row in self.new_rows.items()}
        return next((new[s.index] for s in change.after if s.index in new), None)

    def _runtime(self, module: RuleModule) -> str:
        """How the module calls `cfrdiff.rules`, with the dot; an import is added if it must."""
        if "rules" not in module.names:
            self._import(module, "rules")
        return "rules."

    def _import(self, module: RuleModule, name: str) -> None:
        line = _IMPORTS[name]
        at = Span(module.imports_end, module.imports_end)
        if not any(line.encode() in text for _, text in self.edits[module.path]):
            self._edit(module, at, f"\n{line}")

    # What goes to another module, and what is new

    def _move(self, module: RuleModule, site: RuleSite, new: Numbered, notes: list[str]) -> None:
        """Take the function out of its module, as edited, for the one of its new section."""
        inside = [e for e in self.edits[module.path] if _within(e[0], site.whole)]
        self.edits[module.path] = [e for e in self.edits[module.path] if e not in inside]
        shifted = [
            (Span(s.start - site.whole.start, s.end - site.whole.start), b) for s, b in inside
        ]
        text = _applied(module.data[site.whole.start : site.whole.end], shifted)
        self._edit(module, site.whole, "")
        target = module_name(new.section) + ".py"
        folder = module.path.rpartition("/")[0]
        path = f"{folder}/{target}" if folder else target
        self.moved_in.setdefault(path, []).append(text.decode())
        notes.append(f"moved here from {module.path}: what it uses there must be imported")

    def _take_in(self, path: str, pieces: list[str]) -> None:
        data = self.files.get(path)
        if data is None:
            imports = f"{_IMPORTS['Final']}\n\n{_IMPORTS['rules']}\n"
            data = f"{imports}\nEDITION: Final = {_quoted(self.new)}\n".encode()
        body = "".join(f"\n\n{piece.rstrip()}\n" for piece in pieces)
        self.files[path] = data.rstrip(b"\n") + b"\n" + body.encode()

    def _add_new(self) -> None:
        """Stubs for the paragraphs of the newer edition that have no rule yet."""
        homes = self._homes()
        fresh = [row for row in self.new_rows.values() if row.cite not in self.placed]
        for section in dict.fromkeys(row.section for row in fresh):
            rows = [row for row in fresh if row.section == section]
            if section in homes:
                for row in rows:
                    self._add(self.modules[homes[section]], row)
            elif self._is_new(section) and homes:
                ((name, text),) = stubs(self.after, [section]).items()
                self.files[str(name)] = text.encode()
                for row in rows:
                    self._told_new(str(name), row)

    def _homes(self) -> dict[str, str]:
        """Of each section the module that has its rules."""
        homes: dict[str, str] = {}
        for path, module in self.modules.items():
            for site in module.rules:
                section = re.split(r"[(\[]", site.cite.text or "")[0]
                homes.setdefault(section, path)
        return homes

    def _is_new(self, section: str) -> bool:
        kinds = {c.kind for c in self.changes.changes for s in c.after if s.section == section}
        return kinds == {"added"}

    def _add(self, module: RuleModule, row: Numbered) -> None:
        at = self._place(module, row)
        pieces = [*constants(row, self.new), rule_stub(row)]
        text = "\n\n\n".join(filter(None, ["\n\n".join(pieces[:-1]), pieces[-1]]))
        needed = {"rules", *({"Final"} if pieces[:-1] else ())}
        for name in sorted(needed - module.names):
            self._import(module, name)
        self._edit(module, Span(at, at), f"\n\n\n{text}")
        fields = fact_fields(row)
        names = {line.split(":")[0].strip() for line in fields if ": bool | None" in line}
        if fields and module.facts_end is not None and not names & module.facts_names:
            end = Span(module.facts_end, module.facts_end)
            first = not module.facts_names and module.path not in self.fielded
            self._edit(module, end, ("\n\n" if first else "\n") + "\n".join(fields))
            self.fielded.add(module.path)
        self._told_new(module.path, row)

    def _place(self, module: RuleModule, row: Numbered) -> int:
        """Behind the rule of the nearest paragraph before it, else before that of the next."""
        order = list(self.new_rows)
        ends: dict[str, int] = {}
        for site in module.rules:
            cite = site.cite.text or ""
            into = self.became.get(cite, (None, cite))[1]
            if not site.superseded and into is not None:
                ends[into if module.edition_of(site) == self.old else cite] = site.whole.end
        at = order.index(row.cite)
        for cite in reversed(order[:at]):
            if cite in ends:
                return ends[cite]
        following = [ends[cite] for cite in order[at:] if cite in ends]
        behind = [s.whole.end for s in module.rules if s.whole.end < min(following, default=0)]
        return max(behind, default=len(module.data.rstrip()))

    def _told_new(self, path: str, row: Numbered) -> None:
        change = next(
            (c for c in self.changes.changes for s in c.after if s.index == row.index), None
        )
        why = "the newer edition has it and there was no rule"
        if change is not None and change.kind == "added":
            why = "added by the newer edition"
        if change is not None and change.kind == "not-covered":
            why = "the older file does not reach there"
        if change is not None and change.kind == "split":
            why = "split off from " + ", ".join(state.cite for state in change.before)
        self.tasks.append(
            Task(
                module=path,
                function=row.name,
                before=None,
                after=row.cite,
                change=change.kind if change else None,
                significance=change.significance if change else None,
                action="implement",
                why=(why,),
                implemented=False,
            )
        )

    def _tell_broken_uses(self, path: str, module: RuleModule) -> None:
        """Bodies are never touched: where one uses a name that changed, someone must."""
        renamed = self.renamed[path]
        for i, task in enumerate(self.tasks):
            if task.module != path:
                continue
            site = next(
                (s for s in module.rules if renamed.get(s.function, s.function) == task.function),
                None,
            )
            used = {name for name, _ in site.uses} & set(renamed) if site else set()
            if used:
                self.tasks[i] = _with_broken(task, sorted(used), renamed)
        told = {task.function for task in self.tasks if task.module == path}
        for site in module.rules:
            name = renamed.get(site.function, site.function)
            used = {name for name, _ in site.uses} & set(renamed)
            if used and name not in told:
                self._task(module, site, site.cite.text, None, "review", (), name)
                self.tasks[-1] = _with_broken(self.tasks[-1], sorted(used), renamed)

    def _task(
        self,
        module: RuleModule,
        site: RuleSite,
        cite: str | None,
        change: Change | None,
        action: str,
        why: tuple[str, ...],
        name: str | None = None,
    ) -> None:
        self.tasks.append(
            msgspec.convert(
                {
                    "module": module.path,
                    "function": name or site.function,
                    "before": cite or site.cite.text,
                    "after": None,
                    "change": change.kind if change else None,
                    "significance": change.significance if change else None,
                    "action": action,
                    "why": why,
                    "implemented": site.implemented,
                },
                type=Task,
            )
        )

    def _edit(self, module: RuleModule, span: Span, text: str) -> None:
        if b"\r\n" in module.data:
            text = text.replace("\n", "\r\n")
        self.edits[module.path].append((span, text.encode()))


def _kind(row: Numbered) -> str:
    return row.provision.statements[0].kind or "declaration"


def constant_items_of(row: Numbered) -> list[tuple[str, list[str]]]:
    """(suffix, items as code) of a paragraph's constants."""
    return [(suffix, items) for suffix, _, items in constant_items(row)]


def _with_broken(task: Task, used: list[str], renamed: Mapping[str, str]) -> Task:
    notes = tuple(f"its body uses {name}, which is now {renamed[name]}" for name in used)
    return msgspec.structs.replace(task, action="review", why=(*task.why, *notes))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _code(module: RuleModule, span: Span) -> str:
    return module.data[span.start : span.end].decode()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _applied(data: bytes, edits: list[tuple[Span, bytes]]) -> bytes:
    """The bytes with every replacement made; those at one place in the order they came."""
    parts, at = [], 0
    for _, (span, text) in sorted(
        enumerate(edits), key=lambda e: (e[1][0].start, e[1][0].end, e[0])
    ):
        parts += [data[at : span.start], text]
        at = span.end
    return b"".join([*parts, data[at:]])

"""One rule module and the replacements of bytes that bring it to the next edition.

Only what the generator wrote is replaced, and only where it is still as it wrote it.
"""

from __future__ import annotations

import ast
import re

import msgspec

from cfrdiff.rules import reviews
from cfrdiff.rules.bodies import body_digest, statement_digest
from cfrdiff.rules.lists import (
    UNSAID,
    generated_list,
    indented,
    listed_code,
    statements,
    stub_code,
)
from cfrdiff.rules.modules import (
    Binding,
    Line,
    RuleModule,
    RuleSite,
    Span,
    same_docstring,
)
from cfrdiff.rules.paragraphs import Numbered
from cfrdiff.rules.rule_cites import needs_section
from cfrdiff.rules.stub_facts import facts_of
from cfrdiff.rules.stubs import (
    bearer_of,
    constant_items,
    constants,
    docstring,
    entry,
    fact_fields,
    rule_stub,
)

IMPORTS = {
    "rules": "from cfrdiff import rules",
    "Final": "from typing import Final",
    "dataclass": "from dataclasses import dataclass",
}

# What the name of a superseded function begins with.
SUPERSEDED = "superseded_"

# The edition in the docstring of a module, where that is still as generated.
_TITLE = rb'(?:\xef\xbb\xbf)?"""[^"]*? CFR part \S+, edition (?P<edition>%b)\.\r?\n"""'


class ModuleEdit:
    """Collects replacements; `renamed` holds what bodies may call by a name that is gone."""

    def __init__(self, module: RuleModule, old: str, new: str) -> None:
        self.module = module
        self.old, self.new = old, new
        self.renamed: dict[str, str] = {}
        self._bodies: dict[int, tuple[Line, ...]] = {}  # made anew, by where the function stands
        self._edits: list[tuple[Span, bytes]] = []
        self._paragraphs: set[str] = set()
        self._turned: str | None = None  # the variable that now holds the newer edition
        self._facts = dict(module.facts)
        self._has_fields = bool(module.facts)

    def result(self) -> bytes:
        """The module with every replacement made."""
        return _applied(self.module.data, self._edits)

    def follow(self, site: RuleSite, old: Numbered, new: Numbered) -> tuple[str, list[str]]:
        """Bring one rule along: its name now, and what someone should know of it."""
        notes: list[str] = []
        if site.edition.text is not None:
            self._replace(site.edition.span, quoted(self.new))
        if old.cite != new.cite:
            self._cite(site, old, new)
        if site.digest.text != new.digest:
            self._replace(site.digest.span, quoted(new.digest))
        self._argument(site, "kind", _kind(old), _kind(new))
        self._argument(site, "bearer", bearer_of(old), bearer_of(new))
        name = self._rename(site, old, new, notes)
        self._docstring(site, old, new, notes)
        if old.cite not in self._paragraphs:  # else another function of the same paragraph
            self._paragraphs.add(old.cite)
            self._constants(site, old, new)
        return name, notes

    def follow_list(self, site: RuleSite, old: Numbered, new: Numbered) -> bool:
        """Make what decides the list anew, where it is still as generated; whether it is so now."""
        parameter = site.parameter or "facts"
        stub = [statement_digest(one) for one in statements(stub_code(old, parameter))]
        if list(site.body) == stub:
            self._remake(site, site.lines, stub_code(new, parameter))
            return True
        line, code = generated_list(site, old), listed_code(new, parameter)
        if line is None or not code:
            return not old.inner and not new.inner
        self._remake(site, (line,), code)
        return True

    def _remake(self, site: RuleSite, lines: tuple[Line, ...], code: list[str]) -> None:
        """Put statements in the place of others, with the remark before them."""
        span = Span(lines[0].span.start, lines[-1].span.end)
        remark = re.search(rb"%b\s*\Z" % UNSAID.encode(), self.module.data[: span.start])
        if remark is not None:
            span = Span(remark.start(), span.end)
        self._replace(span, indented(code, f"{site.indent}    "))
        fresh = tuple(
            Line(span, statement_digest(one), frozenset())  # its names are the new ones
            for one in statements(code)
        )
        at = site.lines.index(lines[0])
        rest = site.lines[at + len(lines) :]
        self._bodies[site.whole.start] = (*site.lines[:at], *fresh, *rest)

    def body(self, site: RuleSite) -> tuple[Line, ...]:
        """The statements of a rule's body as they are now."""
        return self._bodies.get(site.whole.start, site.lines)

    def review(self, site: RuleSite, entry: str | None) -> None:
        """Have a rule looked at, besides for what is still due; None: for nothing more."""
        due = [*reviews.due(site), *([entry] if entry else [])]
        for name, code in self._review_arguments(site, due).items():
            self.argue(site, name, code)

    def _review_arguments(self, site: RuleSite, due: list[str]) -> dict[str, str | None]:
        body = body_digest([line.digest for line in self.body(site)])
        return {
            reviews.DUE: reviews.listed(reviews.DUE, due) if due else None,
            reviews.BODY: reviews.literal(body) if due else None,
        }

    def argue(self, site: RuleSite, name: str, code: str | None) -> None:
        """Give the decorator of a rule, of a superseded one that which says so, an argument.

        None takes it away. `code` is at the margin of a decorator.
        """
        found = site.review(name)
        margin = f"\n{site.indent}"
        if found is not None and code is not None:
            self._replace(found.whole, f"{name}=" + code.replace("\n", margin))
        elif found is not None:
            start = len(self.module.data[: found.whole.start].rstrip())
            end = found.whole.end + self.module.data[found.whole.end :].startswith(b",")
            self._replace(Span(start, end), "")
        elif code is not None:
            self._insert(site.last.end, f",{margin}    {name}=" + code.replace("\n", margin))

    def accept(self, site: RuleSite, said: str) -> None:
        """What was due of a rule has been looked at, as is said."""
        due, known = site.review(reviews.DUE), site.review(reviews.REVIEWED)
        assert due is not None
        entries = [
            *((known.items or ()) if known else ()),
            *(f"{one}; {said}" for one in due.items or ()),
        ]
        code = reviews.listed(reviews.REVIEWED, entries)
        if known is not None:
            self.argue(site, reviews.REVIEWED, code)
            self.argue(site, reviews.DUE, None)
        else:
            code = f"{reviews.REVIEWED}={code}"
            self._replace(due.whole, code.replace("\n", f"\n{site.indent}"))
        self.argue(site, reviews.BODY, None)

    def supersede(self, site: RuleSite, by: str | None, entry: str) -> str:
        """Keep a function under another name, marked, so that its own is free.

        A stub decides nothing, so that nobody must look at it.
        """
        name = f"{SUPERSEDED}{re.sub(r'[^0-9A-Za-z]+', '_', self.old)}_{site.function}"
        while name in self.module.names:
            name += "_"
        self._import("rules")
        given = {"by": quoted(by) if by else None, "since": quoted(self.new)}
        if site.implemented:
            given |= self._review_arguments(site, [entry])
        self._insert(site.whole.start, reviews.marked(given, site.indent))
        self._replace(site.name, name)
        self.renamed[site.function] = name
        return name

    def turn_edition(self, bound: Binding, stays: list[RuleSite]) -> None:
        """The module's edition is the newer one; rules that stay name the older themselves."""
        self._replace(bound.value, quoted(self.new))
        self._turned = bound.name
        title = re.match(_TITLE % re.escape((bound.text or self.old).encode()), self.module.data)
        if title is not None:
            self._replace(Span(*title.span("edition")), self.new)
        for site in stays:
            if site.edition.text is None:
                self._replace(site.edition.span, quoted(bound.text or self.old))

    def add(self, at: int, row: Numbered) -> str:
        """Put a stub behind the byte `at`, its facts into Facts; the stub's name."""
        if row.name in self._taken():
            row = msgspec.structs.replace(row, name=f"{row.name}_rule")
        fixed = constants(row, self.new)
        for name in ("Final", "rules") if fixed else ("rules",):
            self._import(name)
        # A module of a third edition, or without that name, does not tell a new stub's.
        stub = rule_stub(row, "EDITION" if self._edition() == self.new else quoted(self.new))
        pieces = ["\n\n".join(fixed), stub] if fixed else [stub]
        self._insert(at, "\n\n\n" + "\n\n\n".join(pieces))
        end = self.module.facts_end
        fresh = facts_of([row], self._facts) if end is not None else []
        if fresh and end is not None:
            self._facts |= {one.name: one.explanation for one in fresh}
            fields = "\n".join(fact_fields(fresh))
            self._insert(end, ("\n" if self._has_fields else "\n\n") + fields)
            self._has_fields = True
        return row.name

    def _edition(self) -> str | None:
        """What EDITION of the module holds once it is edited."""
        if self._turned == "EDITION":
            return self.new
        bound = self.module.binding("EDITION")
        return bound.text if bound else None

    def cut(self, site: RuleSite) -> str:
        """Take a function out, as edited so far, with the edition it is of now."""
        if site.edition.text is None:  # the module it goes to may be of another
            self._replace(site.edition.span, quoted(self.new))
        start, end = site.whole.start, site.whole.end
        inside = [e for e in self._edits if start <= e[0].start and e[0].end <= end]
        self._edits = [e for e in self._edits if e not in inside]
        shifted = [(Span(span.start - start, span.end - start), text) for span, text in inside]
        self._replace(site.whole, "")
        return _applied(self.module.data[start:end], shifted).decode()

    def _cite(self, site: RuleSite, old: Numbered, new: Numbered) -> None:
        """The new cite, and its section's number beside it where it cannot be read of it."""
        cite = quoted(new.cite)
        if "section" not in site.arguments and needs_section(new.cite, new.section):
            cite += f", section={quoted(new.section)}"
        self._replace(site.cite.span, cite)
        self._argument(site, "section", old.section, new.section)

    def _argument(self, site: RuleSite, name: str, was: str | None, becomes: str | None) -> None:
        found = site.arguments.get(name)
        if found is not None and becomes and found.text == was != becomes:
            self._replace(found.span, quoted(becomes))

    def _rename(self, site: RuleSite, old: Numbered, new: Numbered, notes: list[str]) -> str:
        """The function's name follows the designation, where it was named for it."""
        if old.name == new.name or not re.fullmatch(rf"{old.name}(_\D\w*)?", site.function):
            return site.function
        wanted = new.name + site.function.removeprefix(old.name)
        if wanted in self._taken():
            wanted += "_rule"
            notes.append(f"{new.name} is the name of something else here: this is {wanted}")
        self._replace(site.name, wanted)
        self.renamed[site.function] = wanted
        return wanted

    def _taken(self) -> set[str]:
        """Names that are no rule's: those of rules follow the designations."""
        rules = {site.function for site in self.module.rules if not site.superseded}
        return set(self.module.names) - rules

    def _docstring(self, site: RuleSite, old: Numbered, new: Numbered, notes: list[str]) -> None:
        if site.docstring is None or site.docstring_text is None:
            return
        was = docstring(old).strip()
        if was == docstring(new).strip():
            return
        if same_docstring(site.docstring_text, ast.literal_eval(was)):
            self._replace(site.docstring, docstring(new, site.indent + "    ").strip())
        elif site.docstring_text.lstrip().startswith(f"§ {old.cite}"):
            notes.append("its docstring is not as generated and was left: it has the older text")

    def _constants(self, site: RuleSite, old: Numbered, new: Numbered) -> None:
        """Add what the newer edition fixes; what is new to the paragraph gets its constant."""
        before = {suffix: items for suffix, _, items in constant_items(old)}
        data = self.module.data
        for (suffix, _, items), whole in zip(
            constant_items(new), constants(new, self.new), strict=True
        ):
            bound = self.module.binding(f"{old.name.upper()}_{suffix}")
            if bound is None and suffix not in before:
                self._import("Final")
                self._import("rules")
                self._insert(site.whole.start, f"{whole}\n\n\n{site.indent}")
            elif bound is not None and before.get(suffix) != items:
                closing = data.rfind(b"}", bound.value.start, bound.value.end)
                held = data[bound.value.start : bound.value.end]
                if closing >= 0 and quoted(self.new).encode() not in held:
                    at = data.rfind(b"\n", 0, closing) + 1
                    self._insert(at, entry(self.new, items) + "\n")
        for suffix in ("DEADLINES", "OFFICES") if old.name != new.name else ():
            bound = self.module.binding(f"{old.name.upper()}_{suffix}")
            if bound is not None:
                wanted = f"{new.name.upper()}_{suffix}"
                self._replace(bound.target, wanted)
                self.renamed[bound.name] = wanted

    def _import(self, name: str) -> None:
        line = IMPORTS[name]
        if name not in self.module.names and not any(line.encode() in e[1] for e in self._edits):
            self._insert(self.module.imports_end, f"\n{line}")

    def _insert(self, at: int, text: str) -> None:
        self._replace(Span(at, at), text)

    def _replace(self, span: Span, text: str) -> None:
        if b"\r\n" in self.module.data:
            text = text.replace("\n", "\r\n")
        self._edits.append((span, text.encode()))


def quoted(text: str) -> str:
    """Text as a string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _kind(row: Numbered) -> str:
    return row.provision.statements[0].kind or "declaration"


def _applied(data: bytes, edits: list[tuple[Span, bytes]]) -> bytes:
    """The bytes with every replacement made; those at one place in the order they came."""
    parts, at = [], 0
    for span, text in sorted(edits, key=lambda edit: (edit[0].start, edit[0].end)):
        parts += [data[at : span.start], text]
        at = span.end
    return b"".join([*parts, data[at:]])

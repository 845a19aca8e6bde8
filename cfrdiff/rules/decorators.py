"""Which names of a module mean the decorator of rules, and where they stand otherwise.

A rule that nothing watches is worse than none: what uses the decorator so that its paragraph
cannot be read is an error with its line.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

import libcst as cst

# What makes a rule, besides the function: `cfrdiff.rules.rule` asks for each.
NEEDED = ("cite", "edition", "digest", "kind")
# What tells a rule by any other decorator, one of the module's own.
TELLING = frozenset(("cite", "edition", "digest"))

_OURS = ("cfrdiff", "cfrdiff.rules", "cfrdiff.rules.declaring")


class RuleNames:
    """The names by which a module has the decorator: imported, assigned, or made of it."""

    def __init__(self, module: cst.Module) -> None:
        self._own: set[str] = set()
        self._foreign: set[str] = set()
        found = _Found()
        module.visit(found)
        for one in found.imports:
            self._import(one)
        for statement in module.body:
            self._bind(statement)

    def means_rule(self, expression: cst.BaseExpression) -> bool:
        """Whether an expression is a name of the decorator, with or without dots."""
        name = dotted(expression)
        if name is None:
            return False
        root, last = name.partition(".")[0], name.rpartition(".")[2]
        return name in self._own or (last == "rule" and root not in self._foreign)

    def _import(self, one: cst.ImportFrom | cst.Import) -> None:
        if isinstance(one.names, cst.ImportStar):
            return
        of = dotted(one.module) if isinstance(one, cst.ImportFrom) and one.module else None
        near = isinstance(one, cst.ImportFrom) and bool(one.relative)
        for alias in one.names:
            name = dotted(alias.name) or ""
            bound = dotted(alias.asname.name) if alias.asname else name.partition(".")[0]
            ours = near or (of or name) in _OURS
            if isinstance(one, cst.ImportFrom) and ours and name == "rule":
                self._own.add(bound or "")
            elif not ours:
                self._foreign.add(bound or "")

    def _bind(self, statement: cst.CSTNode) -> None:
        """Take the names that a statement makes of the decorator for names of it, too."""
        if isinstance(statement, cst.FunctionDef) and self._is_used_in(statement.body):
            self._own.add(statement.name.value)
        if isinstance(statement, cst.SimpleStatementLine):
            for small in statement.body:
                if isinstance(small, cst.Assign) and self._is_used_in(small.value):
                    names = (dotted(target.target) for target in small.targets)
                    self._own.update(name for name in names if name)

    def _is_used_in(self, node: cst.CSTNode) -> bool:
        found = _Found()
        node.visit(found)
        return any(self.means_rule(one) for one in found.names)

    def astray(self, module: cst.Module) -> Iterator[cst.CSTNode]:
        """What the decorator is put to but functions: classes, and calls that decorate none."""
        found = _Found()
        module.visit(found)
        for decorated in found.classes:
            yield from (one for one in decorated.decorators if self.means_rule(called(one)))
        for call in found.calls:
            if self.means_rule(call.func):
                yield call


class _Found(cst.CSTVisitor):
    """What stands in a module: imports, dotted names, classes, and calls outside functions."""

    def __init__(self) -> None:
        self.imports: list[cst.ImportFrom | cst.Import] = []
        self.names: list[cst.BaseExpression] = []
        self.classes: list[cst.ClassDef] = []
        self.calls: list[cst.Call] = []
        self._inside = 0

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:  # noqa: N802
        self.imports.append(node)

    def visit_Import(self, node: cst.Import) -> None:  # noqa: N802
        self.imports.append(node)

    def visit_Name(self, node: cst.Name) -> None:  # noqa: N802
        self.names.append(node)

    def visit_Attribute(self, node: cst.Attribute) -> None:  # noqa: N802
        self.names.append(node)

    def visit_ClassDef(self, node: cst.ClassDef) -> None:  # noqa: N802
        self.classes.append(node)

    def visit_Call(self, node: cst.Call) -> None:  # noqa: N802
        if not self._inside:
            self.calls.append(node)

    def visit_Decorator(self, node: cst.Decorator) -> None:  # noqa: N802
        self._inside += 1

    def leave_Decorator(self, original_node: cst.Decorator) -> None:  # noqa: N802
        self._inside -= 1

    def visit_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802
        self._inside += 1

    def leave_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802
        self._inside -= 1

    def visit_Lambda(self, node: cst.Lambda) -> None:  # noqa: N802
        self._inside += 1

    def leave_Lambda(self, original_node: cst.Lambda) -> None:  # noqa: N802
        self._inside -= 1


def called(decorator: cst.Decorator) -> cst.BaseExpression:
    """What a decorator names, without what it is given."""
    one = decorator.decorator
    return one.func if isinstance(one, cst.Call) else one


def is_rule(decorator: cst.Decorator, names: RuleNames, arguments: Container[str]) -> bool:
    """Whether a decorator makes a rule: by its name, or by what it is given."""
    return names.means_rule(called(decorator)) or all(one in arguments for one in TELLING)


def dotted(expression: cst.BaseExpression) -> str | None:
    """``a.b.c`` of such an expression, None of any other."""
    if isinstance(expression, cst.Name):
        return expression.value
    if isinstance(expression, cst.Attribute):
        before = dotted(expression.value)
        return f"{before}.{expression.attr.value}" if before else None
    return None

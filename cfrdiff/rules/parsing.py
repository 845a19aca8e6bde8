"""A rule module → where everything stands in it: libcst knows, and nothing is run."""

from __future__ import annotations

import ast
import codecs
from collections.abc import Container, Iterator, Sequence
from types import UnionType
from typing import NoReturn

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper

from cfrdiff.errors import SourceError
from cfrdiff.rules.bodies import digests_of_functions
from cfrdiff.rules.decorators import NEEDED, RuleNames, called, dotted, is_rule
from cfrdiff.rules.modules import (
    Argument,
    Binding,
    Line,
    RuleModule,
    RuleSite,
    Span,
    block_end,
    line_end,
)
from cfrdiff.rules.python_files import NO_PYTHON, TOO_DEEP, refuse_unreadable
from cfrdiff.rules.rule_cites import RuleCite, read_rule_cite


def parse_module(path: str, data: bytes) -> RuleModule:
    """Read a rule module, without running it.

    Raises SourceError where it is no Python, no UTF-8, nested too deeply, or where a rule in it
    lacks what it needs or cites nothing that can be a paragraph: no check would watch it.
    """
    refuse_unreadable(path, data)
    marked = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        wrapper = MetadataWrapper(cst.parse_module(data), unsafe_skip_copy=True)
        spans = wrapper.resolve(ByteSpanPositionProvider)
        return _Reader(path, data, spans, marked).read(wrapper.module)
    except cst.ParserSyntaxError as error:
        place = f"line {error.raw_line}"
        raise SourceError(path, NO_PYTHON, "mend it, then run this again", place) from None
    except RecursionError:
        raise SourceError(path, TOO_DEEP, "write it in shorter statements") from None


class _Reader:
    def __init__(self, path: str, data: bytes, spans: object, marked: int) -> None:
        self.path, self.data = path, data
        self.marked = marked  # bytes of a mark before the text, which libcst does not count
        self.spans: dict[cst.CSTNode, CodeSpan] = dict(spans)  # type: ignore[call-overload]

    def span(self, node: cst.CSTNode) -> Span:
        found = self.spans[node]
        start = found.start + self.marked
        return Span(start, start + found.length)

    def read(self, module: cst.Module) -> RuleModule:
        definitions = [
            one for one in module.body if isinstance(one, cst.FunctionDef | cst.ClassDef)
        ]
        lines = [one for one in module.body if isinstance(one, cst.SimpleStatementLine)]
        bindings = tuple(binding for line in lines for binding in self._bindings(line))
        imported = (name for line in lines for name in _imported(line))
        defined = (one.name.value for one in definitions)
        rules = tuple(self._rules(module))
        facts = next((one for one in reversed(definitions) if _is_facts(one)), None)
        return RuleModule(
            path=self.path,
            data=self.data,
            rules=rules,
            bindings=bindings,
            names=frozenset((*imported, *defined, *(one.name for one in bindings))),
            helpers=tuple(_helpers(definitions, {rule.function for rule in rules})),
            facts_end=block_end(self.data, self.span(facts).end) if facts else None,
            facts=dict(_fields(facts)) if facts else {},
            imports_end=self._imports_end(lines),
        )

    def _imports_end(self, lines: Sequence[cst.SimpleStatementLine]) -> int:
        """Behind the last import, else behind the module's docstring."""
        imports = [one for one in lines if _holds(one, cst.Import | cst.ImportFrom)]
        words = [one for one in lines if _holds(one, cst.Expr)]
        last = imports[-1:] or words[:1]
        return line_end(self.data, self.span(last[0]).end) if last else 0

    def _bindings(self, line: cst.SimpleStatementLine) -> Iterator[Binding]:
        for small in line.body:
            for target, value in _assigned(small):
                if isinstance(target, cst.Name):
                    yield Binding(
                        target.value,
                        self.span(line),
                        self.span(target),
                        self.span(value),
                        _string(value),
                    )

    def _rules(self, module: cst.Module) -> Iterator[RuleSite]:
        names = RuleNames(module)
        for node in names.astray(module):
            problem = "a rule that is no decorator of a function is watched by no check"
            self._refuse(node, problem, "put the decorator before a function")
        found: list[cst.FunctionDef] = []

        class Functions(cst.CSTVisitor):
            def visit_FunctionDef(self, node: cst.FunctionDef) -> None:  # noqa: N802
                found.append(node)

        module.visit(Functions())
        said = digests_of_functions(self.data)
        for function, (name, digests) in zip(found, said, strict=True):
            assert name == function.name.value
            yield from self._sites(function, names, digests)

    def _sites(
        self, function: cst.FunctionDef, names: RuleNames, digests: tuple[str, ...]
    ) -> Iterator[RuleSite]:
        found: RuleSite | None = None
        for decorator in function.decorators:
            arguments = self._arguments(decorator.decorator)
            if not is_rule(decorator, names, arguments):
                continue
            lacking = [name for name in NEEDED if name not in arguments]
            if lacking:
                problem = f"the rule {function.name.value} has no {' and no '.join(lacking)}"
                self._refuse(decorator, problem, "write it as `cfrdiff rules stubs` does")
            if found is not None:
                problem = f"{function.name.value} is the rule of two paragraphs"
                self._refuse(decorator, problem, "write a function for each")
            found = self._found(function, decorator, arguments, digests)
        if found is not None:
            yield found

    def _arguments(self, call: cst.BaseExpression) -> dict[str, Argument]:
        """The arguments a decorator is given, as far as they are written out."""
        if not isinstance(call, cst.Call):
            return {}
        return {
            arg.keyword.value if arg.keyword else "cite": self._argument(arg)
            for arg in reversed(call.args)
            if not arg.star
        }

    def _refuse(self, node: cst.CSTNode, problem: str, advice: str) -> NoReturn:
        raise SourceError(self.path, problem, advice, f"line {self._line(self.span(node).start)}")

    def _line(self, at: int) -> int:
        return self.data.count(b"\n", 0, at) + 1

    def _found(
        self,
        function: cst.FunctionDef,
        decorator: cst.Decorator,
        arguments: dict[str, Argument],
        digests: tuple[str, ...],
    ) -> RuleSite:
        docstring = _docstring(function)
        start = min(self.span(one).start for one in function.decorators)
        line_start = self.data.rfind(b"\n", 0, start) + 1
        cite = arguments["cite"]
        return RuleSite(
            cite=cite,
            cited=self._cited(cite, arguments.get("section")),
            edition=arguments["edition"],
            digest=arguments["digest"],
            arguments=arguments,
            function=function.name.value,
            line=self._line(self.span(function.name).start),
            name=self.span(function.name),
            whole=Span(start, block_end(self.data, self.span(function).end)),
            decorator=self.span(decorator),
            last=self._last_argument(_superseding(function) or decorator),
            docstring=self.span(docstring) if docstring else None,
            docstring_text=_string(docstring) if docstring else None,
            indent=self.data[line_start:start].decode(),
            retired=self._retired(function),
            implemented=not _is_stub(function),
            lines=tuple(self._lines(function, digests)),
            parameter=next((one.name.value for one in function.params.params), None),
        )

    def _last_argument(self, decorator: cst.Decorator) -> Span:
        call = decorator.decorator
        if not isinstance(call, cst.Call) or not call.args:
            problem = "a superseded rule does not say since when"
            self._refuse(decorator, problem, 'write it as @rules.superseded(since="2012-04-01")')
        return self.span(call.args[-1])

    def _retired(self, function: cst.FunctionDef) -> dict[str, Argument] | None:
        """What the decorator is given that says the rule is superseded, if one does."""
        found = _superseding(function)
        return self._arguments(found.decorator) if found is not None else None

    def _lines(self, function: cst.FunctionDef, digests: tuple[str, ...]) -> Iterator[Line]:
        """The statements of a body, which Python has parsed to the `digests`."""
        statements = list(_statements(function.body.body))
        behind = statements[len(statements) - len(digests) :]
        for one, digest in zip(behind, digests, strict=True):
            yield Line(self.span(one), digest, _names_in(one))

    def _cited(self, cite: Argument, section: Argument | None) -> RuleCite:
        """The cite of a rule, of the section that it names beside where it does."""
        named = section.text if section is not None else None
        is_text = section is None or named is not None
        written = cite.text if is_text else None
        return read_rule_cite(written, self.path, self._line(cite.span.start), named)

    def _argument(self, arg: cst.Arg) -> Argument:
        value = arg.value
        name = value.value if isinstance(value, cst.Name) else None
        return Argument(self.span(value), self.span(arg), _string(value), name, _strings(value))


def _superseding(function: cst.FunctionDef) -> cst.Decorator | None:
    """The decorator that says a rule is superseded."""
    named = ((one, dotted(called(one)) or "") for one in function.decorators)
    return next((one for one, name in named if name.rpartition(".")[2] == "superseded"), None)


def _names_in(node: cst.CSTNode) -> frozenset[str]:
    names: set[str] = set()

    class Names(cst.CSTVisitor):
        def visit_Name(self, node: cst.Name) -> None:  # noqa: N802
            names.add(node.value)

    node.visit(Names())
    return frozenset(names)


def _string(node: cst.BaseExpression) -> str | None:
    if not isinstance(node, cst.SimpleString | cst.ConcatenatedString):
        return None
    try:
        value = ast.literal_eval(cst.Module([]).code_for_node(node))
    except (ValueError, SyntaxError):
        return None  # an f-string inside
    return value if isinstance(value, str) else None


def _strings(node: cst.BaseExpression) -> tuple[str, ...] | None:
    """The texts of a tuple of texts."""
    if not isinstance(node, cst.Tuple):
        return None
    texts = [_string(one.value) for one in node.elements]
    return tuple(one for one in texts if one is not None) if None not in texts else None


def _docstring(function: cst.FunctionDef) -> cst.SimpleString | cst.ConcatenatedString | None:
    body: Sequence[cst.CSTNode] = function.body.body
    if not body:
        return None
    first = body[0]
    if isinstance(first, cst.SimpleStatementLine):
        first = first.body[0]
    if isinstance(first, cst.Expr) and isinstance(
        first.value, cst.SimpleString | cst.ConcatenatedString
    ):
        return first.value
    return None


def _is_stub(function: cst.FunctionDef) -> bool:
    """Whether the body, at its own level, ends in ``raise NotImplementedError``."""
    return any(
        isinstance(small, cst.Raise) and _raised(small) == "NotImplementedError"
        for small in _statements(function.body.body)
    )


def _raised(statement: cst.Raise) -> str | None:
    raised = statement.exc.func if isinstance(statement.exc, cst.Call) else statement.exc
    return raised.value if isinstance(raised, cst.Name) else None


def _statements(body: Sequence[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """The statements of a body, in a suite of lines or on one line."""
    for statement in body:
        yield from statement.body if isinstance(statement, cst.SimpleStatementLine) else [statement]


def _holds(line: cst.SimpleStatementLine, kind: type | UnionType) -> bool:
    return any(isinstance(small, kind) for small in line.body)


def _assigned(
    small: cst.BaseSmallStatement,
) -> Iterator[tuple[cst.BaseExpression, cst.BaseExpression]]:
    """The targets of an assignment, each with the value."""
    if isinstance(small, cst.Assign):
        for target in small.targets:
            yield target.target, small.value
    elif isinstance(small, cst.AnnAssign) and small.value is not None:
        yield small.target, small.value


def _imported(line: cst.SimpleStatementLine) -> Iterator[str]:
    for small in line.body:
        if isinstance(small, cst.Import | cst.ImportFrom) and not isinstance(
            small.names, cst.ImportStar
        ):
            yield from (_bound_name(alias) for alias in small.names)


def _bound_name(alias: cst.ImportAlias) -> str:
    """The name an import binds: ``a`` of ``import a.b``, ``c`` of ``import a.b as c``."""
    bound: cst.BaseExpression = alias.asname.name if alias.asname else alias.name
    while isinstance(bound, cst.Attribute):
        bound = bound.value
    return bound.value if isinstance(bound, cst.Name) else ""


def _helpers(
    definitions: Sequence[cst.FunctionDef | cst.ClassDef], rules: Container[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """The functions and classes that are no rules, with the names they use."""
    for one in definitions:
        if one.name.value not in rules:
            yield one.name.value, _names_in(one.body)


def _is_facts(statement: cst.FunctionDef | cst.ClassDef) -> bool:
    return isinstance(statement, cst.ClassDef) and statement.name.value == "Facts"


def _fields(facts: cst.CSTNode) -> Iterator[tuple[str, str | None]]:
    """The fields of a class of facts, each with the explanation that it is given."""
    body = facts.body.body if isinstance(facts, cst.ClassDef) else ()
    for small in _statements(body):
        if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
            value = small.value
            given = value.args if isinstance(value, cst.Call) else ()
            yield small.target.value, _string(given[0].value) if given else None

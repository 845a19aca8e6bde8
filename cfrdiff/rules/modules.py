"""Where everything stands in a rule module: libcst tells, in bytes, so that all else stays."""

from __future__ import annotations

import ast
import codecs
from collections.abc import Iterator, Sequence

import libcst as cst
import msgspec
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper

from cfrdiff.errors import SourceError
from cfrdiff.rules.paragraphs import normalised
from cfrdiff.rules.rule_cites import RuleCite, read_rule_cite


class Span(msgspec.Struct, frozen=True):
    """Bytes ``[start, end)`` of the module."""

    start: int
    end: int


class Argument(msgspec.Struct, frozen=True):
    """The value of an argument of the decorator: its place, and its text where it is one."""

    span: Span
    text: str | None
    name: str | None  # of a variable


class RuleSite(msgspec.Struct, frozen=True):
    """One function with a rule's decorator.

    `cited` is what `cite` says, `whole` goes from its first decorator to the end of its body,
    `decorator` is the rule's.
    """

    cite: Argument
    cited: RuleCite
    edition: Argument
    digest: Argument
    arguments: dict[str, Argument]
    function: str
    name: Span
    whole: Span
    decorator: Span
    docstring: Span | None
    docstring_text: str | None
    indent: str
    superseded: bool
    implemented: bool
    uses: frozenset[str]  # names used in the body


class Binding(msgspec.Struct, frozen=True):
    """A name bound at the top of the module by an assignment, with the value's place."""

    name: str
    span: Span
    target: Span
    value: Span
    text: str | None  # where the value is a string


class RuleModule(msgspec.Struct, frozen=True):
    """A parsed rule module: its bytes and the places of what regeneration may touch.

    `names` are bound at its top; `helpers` are its functions and classes that are no rules, with
    the names they use.
    """

    path: str
    data: bytes
    rules: tuple[RuleSite, ...]
    bindings: tuple[Binding, ...]
    names: frozenset[str]
    helpers: tuple[tuple[str, frozenset[str]], ...]
    facts_end: int | None
    facts_names: frozenset[str]
    imports_end: int

    def binding(self, name: str) -> Binding | None:
        """The last assignment of that name."""
        return next((one for one in reversed(self.bindings) if one.name == name), None)

    def edition_of(self, site: RuleSite) -> str | None:
        """The edition a rule names, itself or by a variable of the module."""
        if site.edition.text is not None:
            return site.edition.text
        bound = self.binding(site.edition.name or "")
        return bound.text if bound else None


def parse_module(path: str, data: bytes) -> RuleModule:
    """Read a rule module, without running it.

    Raises SourceError where it is no Python, no UTF-8, or a rule in it cites nothing that can be
    a paragraph: such a rule would be watched by no check.
    """
    marked = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        parsed = cst.parse_module(data)
        if codecs.lookup(parsed.encoding).name not in ("utf-8", "utf-8-sig", "ascii"):
            # The places libcst tells are those of the text as UTF-8.
            problem = f"this is written as {parsed.encoding}, where rule modules are UTF-8"
            raise SourceError(path, problem, "save it as UTF-8, then run this again")
        wrapper = MetadataWrapper(parsed, unsafe_skip_copy=True)
        spans = wrapper.resolve(ByteSpanPositionProvider)
    except (cst.ParserSyntaxError, UnicodeDecodeError):
        problem = "this is no Python that can be read"
        advice = "mend it, then run this again"
        raise SourceError(path, problem, advice, _place(data)) from None
    return _Reader(path, data, spans, marked).read(wrapper.module)


def _place(data: bytes) -> str | None:
    """Where Python itself sees the error."""
    try:
        ast.parse(data)
    except SyntaxError as error:
        return f"line {error.lineno}" if error.lineno else None
    except ValueError:
        pass
    return None


def _line_end(data: bytes, end: int) -> int:
    at = data.find(b"\n", end)
    at = len(data) if at < 0 else at
    return at - 1 if data[at - 1 : at] == b"\r" else at


def block_end(data: bytes, end: int) -> int:
    """The end of the last line of a statement that ends at `end`, with indented remarks below."""
    at = data.find(b"\n", end)
    at = len(data) if at < 0 else at
    look = at
    while 0 <= look < len(data):
        stop = data.find(b"\n", look + 1)
        stop = len(data) if stop < 0 else stop
        line = data[look + 1 : stop]
        if line.strip() and not line[:1].isspace():
            break
        if line.strip():
            at = stop
        look = stop
    return at - 1 if data[at - 1 : at] == b"\r" else at


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
        bindings: list[Binding] = []
        names: set[str] = set()
        facts_end: int | None = None
        facts_names: frozenset[str] = frozenset()
        imports_end = 0
        for statement in module.body:
            if isinstance(statement, cst.SimpleStatementLine):
                for small in statement.body:
                    bindings += self._bindings(small, statement)
                    if isinstance(small, cst.Import | cst.ImportFrom):
                        imports_end = _line_end(self.data, self.span(statement).end)
                        names |= _imported(small)
                    elif imports_end == 0 and isinstance(small, cst.Expr):
                        imports_end = _line_end(self.data, self.span(statement).end)
            elif isinstance(statement, cst.FunctionDef | cst.ClassDef):
                names.add(statement.name.value)
                if isinstance(statement, cst.ClassDef) and statement.name.value == "Facts":
                    facts_end = block_end(self.data, self.span(statement).end)
                    facts_names = frozenset(_fields(statement))
        rules = tuple(self._rules(module))
        ruled = {rule.function for rule in rules}
        helpers = tuple(
            (one.name.value, _names_in(one.body))
            for one in module.body
            if isinstance(one, cst.FunctionDef | cst.ClassDef) and one.name.value not in ruled
        )
        return RuleModule(
            self.path,
            self.data,
            rules,
            tuple(bindings),
            frozenset(names | {one.name for one in bindings}),
            helpers,
            facts_end,
            facts_names,
            imports_end,
        )

    def _bindings(
        self, small: cst.BaseSmallStatement, line: cst.SimpleStatementLine
    ) -> Iterator[Binding]:
        if isinstance(small, cst.AnnAssign):
            targets: list[cst.BaseExpression] = [small.target]
        elif isinstance(small, cst.Assign):
            targets = [target.target for target in small.targets]
        else:
            return
        for target in targets:
            if isinstance(target, cst.Name) and small.value is not None:
                yield Binding(
                    target.value,
                    self.span(line),
                    self.span(target),
                    self.span(small.value),
                    _string(small.value),
                )

    def _rules(self, module: cst.Module) -> Iterator[RuleSite]:
        found: list[cst.FunctionDef] = []

        class Functions(cst.CSTVisitor):
            def visit_FunctionDef(self, node: cst.FunctionDef) -> None:  # noqa: N802
                found.append(node)

        module.visit(Functions())
        for function in found:
            site = self._site(function)
            if site is not None:
                yield site

    def _site(self, function: cst.FunctionDef) -> RuleSite | None:
        for decorator in function.decorators:
            call = decorator.decorator
            if not isinstance(call, cst.Call):
                continue
            arguments = {
                arg.keyword.value if arg.keyword else "cite": self._argument(arg.value)
                for arg in reversed(call.args)
            }
            if {"cite", "edition", "digest"} <= set(arguments):
                return self._found(function, decorator, arguments)
        return None

    def _found(
        self, function: cst.FunctionDef, decorator: cst.Decorator, arguments: dict[str, Argument]
    ) -> RuleSite:
        docstring = _docstring(function)
        start = min(self.span(one).start for one in function.decorators)
        line_start = self.data.rfind(b"\n", 0, start) + 1
        cite = arguments["cite"]
        line = self.data.count(b"\n", 0, cite.span.start) + 1
        decorators = [self.span(one) for one in function.decorators]
        return RuleSite(
            cite=cite,
            cited=read_rule_cite(cite.text, self.path, line),
            edition=arguments["edition"],
            digest=arguments["digest"],
            arguments=arguments,
            function=function.name.value,
            name=self.span(function.name),
            whole=Span(start, block_end(self.data, self.span(function).end)),
            decorator=self.span(decorator),
            docstring=self.span(docstring) if docstring else None,
            docstring_text=_string(docstring) if docstring else None,
            indent=self.data[line_start:start].decode(),
            superseded=any(b"superseded(" in self.data[one.start : one.end] for one in decorators),
            implemented=not _is_stub(function),
            uses=_names_in(function.body),
        )

    def _argument(self, value: cst.BaseExpression) -> Argument:
        name = value.value if isinstance(value, cst.Name) else None
        return Argument(self.span(value), _string(value), name)


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
    for statement in function.body.body:
        smalls = statement.body if isinstance(statement, cst.SimpleStatementLine) else [statement]
        for small in smalls if isinstance(smalls, Sequence) else ():
            if isinstance(small, cst.Raise) and small.exc is not None:
                raised = small.exc.func if isinstance(small.exc, cst.Call) else small.exc
                if isinstance(raised, cst.Name) and raised.value == "NotImplementedError":
                    return True
    return False


def _imported(statement: cst.Import | cst.ImportFrom) -> set[str]:
    if isinstance(statement.names, cst.ImportStar):
        return set()
    names = set()
    for alias in statement.names:
        bound: cst.BaseExpression = alias.asname.name if alias.asname else alias.name
        while isinstance(bound, cst.Attribute):
            bound = bound.value
        if isinstance(bound, cst.Name):
            names.add(bound.value)
    return names


def _fields(facts: cst.ClassDef) -> Iterator[str]:
    for statement in facts.body.body:
        if isinstance(statement, cst.SimpleStatementLine):
            for small in statement.body:
                if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                    yield small.target.value


def same_docstring(one: str | None, other: str) -> bool:
    """Whether two docstrings say the same, but for indent and line ends."""
    return one is not None and normalised(one) == normalised(other)

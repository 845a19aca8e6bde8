"""Where everything stands in a rule module, in bytes, so that all else stays."""

from __future__ import annotations

import msgspec

from cfrdiff.rules.paragraphs import normalised
from cfrdiff.rules.rule_cites import RuleCite


class Span(msgspec.Struct, frozen=True):
    """Bytes ``[start, end)`` of the module."""

    start: int
    end: int


class Argument(msgspec.Struct, frozen=True):
    """An argument of the decorator: the place of its value and, with its name and parentheses, of
    the `whole`; and its text where it is one.
    """

    span: Span
    whole: Span
    text: str | None
    name: str | None  # of a variable
    items: tuple[str, ...] | None = None  # where it is a tuple of texts


class Line(msgspec.Struct, frozen=True):
    """A statement of a body: its place, what it says (`cfrdiff.rules.bodies`), its names."""

    span: Span
    digest: str
    uses: frozenset[str]


class RuleSite(msgspec.Struct, frozen=True):
    """One function with a rule's decorator.

    `cited` is what `cite` says, `whole` goes from its first decorator to the end of its body,
    `decorator` is the rule's; `retired` are the arguments of the decorator that says it is
    superseded, where one does; `last` is the last argument of the one of them that holds what is
    due for review. `lines` are the statements behind the
    docstring, `parameter` is the first one's name.
    """

    cite: Argument
    cited: RuleCite
    edition: Argument
    digest: Argument
    arguments: dict[str, Argument]
    function: str
    line: int
    name: Span
    whole: Span
    decorator: Span
    last: Span
    docstring: Span | None
    docstring_text: str | None
    indent: str
    retired: dict[str, Argument] | None
    implemented: bool
    lines: tuple[Line, ...]
    parameter: str | None

    @property
    def superseded(self) -> bool:
        """Whether it is marked as a rule that is no longer in force."""
        return self.retired is not None

    @property
    def uses(self) -> frozenset[str]:
        """The names that its body uses."""
        return frozenset().union(*(line.uses for line in self.lines))

    @property
    def body(self) -> tuple[str, ...]:
        """What its statements say."""
        return tuple(line.digest for line in self.lines)

    def review(self, name: str) -> Argument | None:
        """What one of its decorators is given of a review; of a superseded rule, that one."""
        return (self.arguments if self.retired is None else self.retired).get(name)


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
    the names they use; `facts` are the fields of its class of facts, with what explains each.
    """

    path: str
    data: bytes
    rules: tuple[RuleSite, ...]
    bindings: tuple[Binding, ...]
    names: frozenset[str]
    helpers: tuple[tuple[str, frozenset[str]], ...]
    facts_end: int | None
    facts: dict[str, str | None]
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


def same_docstring(one: str | None, other: str) -> bool:
    """Whether two docstrings say the same, but for indent and line ends."""
    return one is not None and normalised(one) == normalised(other)


def line_end(data: bytes, end: int) -> int:
    """The end of the line on which `end` stands."""
    return _before_return(data, _newline(data, end))


def block_end(data: bytes, end: int) -> int:
    """The end of the last line of a statement that ends at `end`, with indented remarks below."""
    at = look = _newline(data, end)
    while look < len(data):
        stop = _newline(data, look + 1)
        line = data[look + 1 : stop]
        if line.strip():
            if not line[:1].isspace():
                break
            at = stop
        look = stop
    return _before_return(data, at)


def _newline(data: bytes, start: int) -> int:
    at = data.find(b"\n", start)
    return len(data) if at < 0 else at


def _before_return(data: bytes, at: int) -> int:
    return at - 1 if data[at - 1 : at] == b"\r" else at

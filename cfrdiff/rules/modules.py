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


def same_docstring(one: str | None, other: str) -> bool:
    """Whether two docstrings say the same, but for indent and line ends."""
    return one is not None and normalised(one) == normalised(other)

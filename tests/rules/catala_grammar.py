"""Catala's grammar, as far as skeletons use it, from the compiler's own lexer and parser.

github.com/CatalaLang/catala, compiler/surface/lexer.cppo.ml, lexer_en.cppo.ml, parser.mly:
law text, headings and fenced code; declarations of scopes, rules and definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

KEYWORDS = frozenset(
    "scope consequence data depends declaration context decreasing increasing of list contains"
    " enumeration integer money text decimal date duration boolean sum fulfilled definition state"
    " label exception equals match anything type with under if then else condition content"
    " structure assertion for all we rule let exists in among combine map to such that and or xor"
    " not maximum minimum is initially impossible number year month day true false input output"
    " internal".split()
)
TYPES = ("integer", "money", "text", "decimal", "date", "duration", "boolean")
TOKEN = re.compile(
    r"(?P<space>\s+|#[^\n]*)"
    r"|(?P<money>\$\s*\d(?:[\d,]*\d)?(?:\.\d{0,2})?)"
    r"|(?P<day>\|\d{4}-\d{2}-\d{2}\|)"
    r"|(?P<decimal>-?\d+\.\d*)|(?P<integer>-?\d+)"
    r"|(?P<uident>[A-Z][A-Za-z0-9_']*)|(?P<word>[a-z][A-Za-z0-9_']*)"
    r"|(?P<sign><=|>=|!=|[<>=:])"
)
Token = tuple[str, str]


class NotCatala(Exception):  # noqa: N818
    """What the grammar does not have."""


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a literate file: ("heading", …), ("law", …), ("code", …)."""
    code: list[str] | None = None
    for line in text.splitlines():
        if code is not None:
            if line.strip() == "```":
                yield "code", "\n".join(code)
                code = None
            else:
                code.append(line)
        elif line.strip() == "```catala":
            code = []
        elif line.startswith(">") or line.strip().startswith("```"):
            raise NotCatala(f"a directive or another block: {line}")
        elif line.startswith("#"):
            yield "heading", line
        else:
            yield "law", line
    if code is not None:
        raise NotCatala("a block that does not end")


def tokens(code: str) -> list[Token]:
    found, at = [], 0
    while at < len(code):
        match = TOKEN.match(code, at)
        if match is None:
            raise NotCatala(f"no token: {code[at : at + 30]!r}")
        kind = match.lastgroup or ""
        if kind == "word" and match[0] in KEYWORDS:
            kind = match[0]
        if kind != "space":
            found.append((kind if kind != "sign" else match[0], match[0]))
        at = match.end()
    return found


class Parser:
    """Reads the code of a file's blocks; `scopes` are those declared, with their variables."""

    def __init__(self, code: str) -> None:
        self.tokens, self.at = tokens(code), 0
        self.scopes: dict[str, dict[str, str]] = {}
        self.defined: list[str] = []
        self.scope = ""
        while self.at < len(self.tokens):
            self.item()

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "end"

    def take(self, *kinds: str) -> str:
        if self.peek() not in kinds:
            near = " ".join(one for _, one in self.tokens[max(self.at - 5, 0) : self.at + 3])
            raise NotCatala(f"{' or '.join(kinds)} is wanted near {near!r}")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def item(self) -> None:
        if self.peek() == "declaration":
            self.take("declaration")
            self.take("scope")
            self.declare(self.take("uident"))
            return
        self.take("scope")
        self.scope = self.take("uident")
        if self.scope not in self.scopes:
            raise NotCatala(f"no scope {self.scope}")
        self.take(":")
        self.use()
        while self.peek() in ("rule", "definition"):
            self.use()

    def declare(self, scope: str) -> None:
        self.take(":")
        names: dict[str, str] = {}
        while self.peek() in ("input", "context", "output", "internal"):
            first = self.take("input", "context", "output", "internal")
            if first in ("input", "context") and self.peek() == "output":
                self.take("output")
            name = self.take("word")
            if name in names:
                raise NotCatala(f"{name} twice")
            if self.take("content", "condition") == "content":
                names[name] = self.take(*TYPES)
            else:
                names[name] = "condition"
        if not names:
            raise NotCatala("an empty scope")
        self.scopes[scope] = names

    def use(self) -> None:
        what = self.take("rule", "definition")
        name = self.known(self.take("word"))
        self.defined.append(name)
        under = self.peek() == "under"
        if under:
            self.take("under")
            self.take("condition")
            self.expression()
            self.take("consequence")
        if what == "rule":
            if self.scopes[self.scope][name] != "condition":
                raise NotCatala(f"{name} is no condition")
            self.take("fulfilled")
            return
        self.take("equals")
        found = self.literal()
        if found != self.scopes[self.scope][name]:
            raise NotCatala(f"{name} is no {found}")

    def known(self, name: str) -> str:
        if name not in self.scopes[self.scope]:
            raise NotCatala(f"{name} is not declared in {self.scope}")
        return name

    def expression(self) -> None:
        self.term()
        joint = self.peek()
        while self.peek() in ("and", "or"):
            if self.take("and", "or") != joint:
                raise NotCatala("and beside or, without parentheses")
            self.term()

    def term(self) -> None:
        self.known(self.take("word"))
        if self.peek() in ("<", ">="):
            self.take("<", ">=")
            self.take("day")

    def literal(self) -> str:
        kind = self.peek()
        self.take("money", "decimal", "integer")
        if kind == "integer" and self.peek() in ("day", "month", "year"):
            self.take("day", "month", "year")
            return "duration"
        return kind


def parsed(text: str) -> tuple[Parser, list[str], str]:
    """A file's code, its headings, and its law text on one line."""
    parts = list(blocks(text))
    code = "\n".join(part for kind, part in parts if kind == "code")
    headings = [part for kind, part in parts if kind == "heading"]
    law = " ".join(part for kind, part in parts if kind == "law")
    return Parser(code), headings, " ".join(law.split())

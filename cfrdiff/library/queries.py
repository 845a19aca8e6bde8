r"""What lawyers search with, as SQLite's FTS5 understands it.

``prior disclosure`` both words; ``"prior disclosure"`` the phrase; ``customs or cbp``; ``record
and not tax``; ``export!`` or ``export*`` whatever begins so; ``record /5 keep`` (or ``w/5``)
within five words of each other; ``/p`` in the same paragraph, as all words are; parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import msgspec

from cfrdiff.errors import CfrdiffError

_TOKEN = re.compile(r'"(?P<phrase>[^"]*)"|(?P<paren>[()])|(?P<word>[^\s()"]+)')
_NEAR = re.compile(r"(?:w?/)(?P<reach>\d{1,3})", re.IGNORECASE)
_SAME_PARAGRAPH = re.compile(r"w?/p", re.IGNORECASE)
_OPERATORS = frozenset(("and", "or", "not"))
_MOST_NEAR = 64  # pairs of terms that one "within" may stand for


class _Term(msgspec.Struct, frozen=True):
    text: str  # as FTS5 has it


class _Joined(msgspec.Struct, frozen=True):
    operator: str  # AND, OR or NOT
    parts: tuple[_Node, ...]


_Node = _Term | _Joined


def fts_query(words: str) -> str:
    """The query of FTS5 that finds what is asked for. Raises CfrdiffError for what asks nothing."""
    tokens = [
        (match.lastgroup or "", match[match.lastgroup or 0]) for match in _TOKEN.finditer(words)
    ]
    reader = _Reader(tokens, words)
    node = reader.any_of()
    if reader.at < len(tokens) or node is None or words.count('"') % 2:
        raise reader.refusal()
    return _printed(node)


class _Reader:
    """Reads tokens one after the other."""

    def __init__(self, tokens: Sequence[tuple[str, str]], words: str) -> None:
        self._tokens = tokens
        self._words = words
        self.at = 0

    def refusal(self) -> CfrdiffError:
        """What is said of what cannot be read."""
        return CfrdiffError(
            f'{self._words!r} cannot be searched for; write words, "a phrase", and, or, not,'
            " export!, record /5 keep, and parentheses in pairs"
        )

    def any_of(self) -> _Node | None:
        """``a or b``."""
        found = [self._all_of()]
        while self._takes("or"):
            found.append(self._all_of())
        return self._joined("OR", found)

    def _all_of(self) -> _Node | None:
        """``a and b``, ``a b``, ``a not b``."""
        node = self._near()
        while node is not None and not self._ends():
            self._takes_joint()
            operator = "NOT" if self._takes("not") else "AND"
            node = self._joined(operator, [node, self._near()])
        return node

    def _near(self) -> _Node | None:
        """``a /5 b``."""
        node = self._one()
        while node is not None and (reach := self._takes_reach()) is not None:
            other = self._one()
            if other is None:
                return None
            pairs = [
                _Term(f"NEAR({one} {two}, {max(0, reach - 1)})")
                for one, two in product(self._terms(node), self._terms(other))
            ]
            if not pairs or len(pairs) > _MOST_NEAR:
                raise self.refusal()
            node = self._joined("OR", list(pairs))
        return node

    def _terms(self, node: _Node) -> list[str]:
        """The terms that may stand for a node beside another: one, or several of which any may."""
        if isinstance(node, _Term):
            if node.text.startswith("NEAR"):
                raise self.refusal()
            return [node.text]
        if node.operator != "OR":
            raise self.refusal()
        return [term for part in node.parts for term in self._terms(part)]

    def _one(self) -> _Node | None:
        if self.at >= len(self._tokens):
            return None
        kind, text = self._tokens[self.at]
        self.at += 1
        if kind == "paren":
            if text == ")":
                return None
            node = self.any_of()
            if not self._takes(")"):
                raise self.refusal()
            return node
        return self._term(text, kind == "phrase")

    def _term(self, text: str, is_phrase: bool) -> _Node | None:
        if not is_phrase and (text.casefold() in _OPERATORS or _NEAR.fullmatch(text)):
            return None
        begins = not is_phrase and text[-1] in "!*"
        bare = text.rstrip("!*") if begins else text
        if not any(c.isalnum() for c in bare):
            return None
        return _Term(f'"{bare}"' + " *" * begins)

    def _joined(self, operator: str, parts: Sequence[_Node | None]) -> _Node | None:
        found = tuple(one for one in parts if one is not None)
        if len(found) < len(parts):
            raise self.refusal()
        return found[0] if len(found) == 1 else _Joined(operator, found)

    def _ends(self) -> bool:
        if self.at >= len(self._tokens):
            return True
        kind, text = self._tokens[self.at]
        return (kind, text) == ("paren", ")") or (kind == "word" and text.casefold() == "or")

    def _takes_joint(self) -> None:
        if self._takes("and"):
            return
        if self.at < len(self._tokens) and _SAME_PARAGRAPH.fullmatch(self._tokens[self.at][1]):
            self.at += 1

    def _takes(self, word: str) -> bool:
        if self.at < len(self._tokens):
            kind, text = self._tokens[self.at]
            if kind != "phrase" and text.casefold() == word:
                self.at += 1
                return True
        return False

    def _takes_reach(self) -> int | None:
        if self.at < len(self._tokens):
            kind, text = self._tokens[self.at]
            match = _NEAR.fullmatch(text) if kind == "word" else None
            if match is not None:
                self.at += 1
                return int(match["reach"])
        return None


def _printed(node: _Node) -> str:
    if isinstance(node, _Term):
        return node.text
    return "(" + f" {node.operator} ".join(map(_printed, node.parts)) + ")"

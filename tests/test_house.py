"""How the package is built: doors, small modules, one grammar of cites, plain functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from radon.complexity import cc_visit

PACKAGE = Path(__file__).parents[1] / "cfrdiff"
MODULES = sorted(PACKAGE.rglob("*.py"))

LINES_OF_A_MODULE = 350
MEAN_COMPLEXITY = 4.5
COMPLEX, SHARE_OF_COMPLEX = 20, 0.007
MOST_COMPLEX = 25


def place(module: Path) -> str:
    return module.relative_to(PACKAGE.parent).as_posix()


def test_a_door_does_no_work() -> None:
    doors = [module for module in MODULES if module.name == "__init__.py"]
    work = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert len(doors) > 5
    found = [
        f"{place(door)}:{node.lineno} {node.name}"
        for door in doors
        for node in ast.walk(ast.parse(door.read_text("utf-8")))
        if isinstance(node, work)
    ]
    assert not found, "\n".join(found)


def test_a_module_is_read_in_five_minutes() -> None:
    lines = {place(one): len(one.read_text("utf-8").splitlines()) for one in MODULES}
    found = [f"{name}: {n} lines" for name, n in lines.items() if n > LINES_OF_A_MODULE]
    assert not found, "\n".join(found)


# The grammar of cites stands in cfrdiff/cites

_OPENED = r"\\\((?:\((?:\?:|\?P<\w+>)?|\(\?[!=][^()]*(?:\\\))?\))*"
_QUANTIFIED = r"(?:[*+?]|\{\d+(?:,\d*)?\})?"
_DIGITS = rf"(?:\\d|\[0-9\]){_QUANTIFIED}"
# What a pattern of a label or a section number looks like: what it reads, and how it is written.
GRAMMAR = {
    "letters or digits in parentheses": (
        _OPENED + r"(?:\[[^\]^]*(?:[a-z]-[a-z]|[A-Z]-[A-Z]|0-9|\\[dw])[^\]]*\]|\\[dw])"
        r"(?!\{\d\}\\\))"  # the area code of a telephone number
        rf"{_QUANTIFIED}\)?(?:\\\)|(?<!\))\||\[[^\]]*\)|\(\?)"
    ),
    "a first label": _OPENED + r"(?:[aAi1]\|)+[aAi1]\)?\\\)",
    "whatever stands in parentheses, as a label": r"\\\(\(\[\^[^\]]*\][+*]\)\\\)",
    "row of parentheses": r"\(\?:\\\(\[\^[^\]]*\][+*]\\\)(?: \?)?\)[+*]",
    "roman numerals": r"\[[^\]]*(?:ivx|IVX|xvi|XVI)[^\]]*\]",
    "digits, a point, digits and more": (
        rf"{_DIGITS}(?:\[[a-zA-Z-]+\]{_QUANTIFIED})?\\\.{_DIGITS}"
        r"(?:\((?:\?:)?)?(?:\[[^\]]*[a-zA-Z]|\\\(|\[?[-–])"
    ),
    "digits behind a section sign": r"§[+?]?(?:\\s[*+?]?| [?*]?)?(?:\((?:\?:|\?P<\w+>)?)*(?:\\d|\[0-9|\[\^)",
}


def strings(code: str) -> Iterator[tuple[int, str]]:
    """The line and the text of every constant that is not a docstring."""
    tree = ast.parse(code)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) not in documentation and isinstance(node, ast.Constant):
            yield node.lineno, str(node.value)


def grammar_in(code: str) -> list[tuple[int, str]]:
    """The lines that hold a pattern of a label or a section number, and what it reads."""
    return [
        (line, name)
        for line, text in strings(code)
        for name, written in GRAMMAR.items()
        if re.search(written, text)
    ]


PLANTED = {
    r"\([a-z]\)": "letters or digits in parentheses",
    r"\([A-Za-z0-9]{1,5}\)": "letters or digits in parentheses",
    r"(?:\(([A-Za-z]{1,2}|\d+)\))+": "letters or digits in parentheses",
    r"\((?P<label>[a-z]{1,5}|[A-Z]{1,4})\)": "letters or digits in parentheses",
    r"\(\w{1,5}\)": "letters or digits in parentheses",
    r"\(\d+\)\(\d+\)": "letters or digits in parentheses",
    r"\((?!a\))\w{1,5}\)": "letters or digits in parentheses",
    r"\((?:a|1)\) ?\S": "a first label",
    r"\(([^)]+)\)": "whatever stands in parentheses, as a label",
    r"§ [^\s]+(?:\([^)\s]+\))*": "row of parentheses",
    r"(?P<letter>[A-Za-z]{1,3}|[ivx]+)\.\s+": "roman numerals",
    r"[IVXLC]+": "roman numerals",
    r"\d+\.\d+[a-z]": "digits, a point, digits and more",
    r"\d+[a-z]?\.\d+[a-z]?(?:-\d+)?": "digits, a point, digits and more",
    r"[0-9]{1,4}\.[0-9]+(?:-\d+)?": "digits, a point, digits and more",
    r"§\s*\d+": "digits behind a section sign",
    r"§§? ?(?P<number>[0-9.]+)": "digits behind a section sign",
}
HARMLESS = (
    r"\$?\d+(?:\.\d+)?",  # an amount
    r"\d+\.\d+",  # a decimal
    r"\(\d{3}\)\s?\d{3}[-–]\d{4}",  # a telephone number
    r"!\[[^\]]*\]\([^)]*\)",  # a picture in Markdown
    r"\((?P<month>\d{1,2})[-–]\d{1,2}",  # a date
    r"\(cid:\d+\)",  # a character that a PDF does not name
    r"[.?!]”?(?=\s|$|\()",  # the end of a sentence
    r"(?:§+\s*|\b[Ss]ections?\s+)(?=\d)",  # where a cite begins
    r"\([^()]{6,80}\)",  # a remark
    "(a) The importer shall keep the records, see § 12.3(b)(1).",
)


@pytest.mark.parametrize("pattern", PLANTED)
def test_a_planted_pattern_is_found(pattern: str) -> None:
    assert (3, PLANTED[pattern]) in grammar_in(f"import re\n\nX = re.compile({pattern!r})")


def test_a_pattern_is_found_between_the_pieces_of_another() -> None:
    code = 'X = re.compile(rf"{OF}\\([a-z]\\){THIS}")'
    assert grammar_in(code) == [(1, "letters or digits in parentheses")]


@pytest.mark.parametrize("pattern", HARMLESS)
def test_another_pattern_is_let_pass(pattern: str) -> None:
    assert not grammar_in(f"X = {pattern!r}")


def test_docstrings_may_show_patterns() -> None:
    assert not grammar_in(f'def f():\n    """Reads {next(iter(PLANTED))}."""'.replace("\\", "\\\\"))


def test_cites_have_one_grammar() -> None:
    found = [
        f"{place(module)}:{line} {name}"
        for module in MODULES
        if PACKAGE / "cites" not in module.parents
        for line, name in grammar_in(module.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def complexities() -> dict[str, int]:
    """Radon's complexity of every function and method, by its place."""
    return {
        f"{place(module)}:{block.lineno} {block.name}": block.complexity
        for module in MODULES
        for block in cc_visit(module.read_text("utf-8"))
        if block.letter in "FM"
    }


def test_most_functions_are_plain() -> None:
    found = complexities()
    assert len(found) > 1000
    assert sum(found.values()) / len(found) <= MEAN_COMPLEXITY


def test_few_functions_are_complex_and_none_is_very() -> None:
    found = complexities()
    worst = sorted(found.items(), key=lambda one: -one[1])
    shown = "\n".join(f"{value} {name}" for name, value in worst[:20])
    assert worst[0][1] <= MOST_COMPLEX, shown
    assert sum(value >= COMPLEX for value in found.values()) / len(found) <= SHARE_OF_COMPLEX, shown

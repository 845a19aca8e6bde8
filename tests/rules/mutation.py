"""Mutants of part 163: each condition of a body turned, once; `python tests/rules/mutation.py`.

A mutant swaps all_of and any_of, drops one thing combined, drops or adds a negation, turns a
comparison or an answer, drops what is named, or takes a step out of the state machine.
"""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from rules import part163
from rules.part163_applications import wrong_steps
from rules.part163_table import Modules, wrong

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.LtE: ast.Lt,
    ast.Lt: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPPOSITE = {"all_of": "any_of", "any_of": "all_of", "yes": "no", "no": "yes"}


class Mutant(NamedTuple):
    line: int
    what: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module's function bodies, and of its table of transitions."""
    tree = ast.parse(source)
    bodies = [n for n in tree.body if isinstance(n, ast.FunctionDef)]
    tables = [n for n in tree.body if isinstance(n, ast.Assign)]
    for number, node in enumerate(ast.walk(tree)):
        if not any(node in set(ast.walk(one)) for one in [*bodies, *tables]):
            continue
        for what in _changes(node):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[number]
            parent = next(
                (p for p in ast.walk(changed) if target in list(ast.iter_child_nodes(p))), changed
            )
            _change(target, parent, what)
            yield Mutant(getattr(node, "lineno", 0), what, ast.fix_missing_locations(changed))


def _changes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = _name(node)
        if name in ("all_of", "any_of"):
            if len(node.args) > 1:
                yield "swap"
                yield from (f"drop {i}" for i in range(len(node.args)))
            return
        if name == "known":
            yield "negate"
        if name == "negate":
            yield "inner 0"
        if name in ("naming", "unless", "where"):
            yield "inner 1"
        if name in ("yes", "no"):
            yield "swap"
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        yield "turn"
    if isinstance(node, ast.Tuple):
        for i, element in enumerate(node.elts):
            if isinstance(element, ast.Call) and _name(element) == "Transition":
                yield f"drop {i}"


def _change(node: ast.AST, parent: ast.AST, what: str) -> None:
    word, _, number = what.partition(" ")
    if isinstance(node, ast.Call) and word == "swap":
        if isinstance(node.func, ast.Attribute):
            node.func.attr = _OPPOSITE[node.func.attr]
        elif isinstance(node.func, ast.Name):
            node.func.id = _OPPOSITE[node.func.id]
    elif word == "drop":
        items = node.args if isinstance(node, ast.Call) else node.elts  # type: ignore[attr-defined]
        del items[int(number)]
    elif word == "turn" and isinstance(node, ast.Compare):
        node.ops = [_TURNED[type(node.ops[0])]()]
    elif isinstance(node, ast.Call):
        negate = ast.Attribute(ast.Name("rules", ast.Load()), "negate", ast.Load())
        new = node.args[int(number)] if word == "inner" else ast.Call(negate, [node], [])
        _replace(parent, node, new)


def _replace(parent: ast.AST, node: ast.AST, new: ast.AST) -> None:
    for field, value in ast.iter_fields(parent):
        if value is node:
            setattr(parent, field, new)
        elif isinstance(value, list) and node in value:
            value[value.index(node)] = new


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def modules() -> dict[tuple[str, str], ModuleType]:
    """The modules of part 163, by edition and section."""
    return {
        (which, section): part163.module(id, section)
        for which, id in (
            ("old", part163.OLD),
            ("2012", part163.NEW),
            ("2019", part163.LATEST),
        )
        for section in part163.SECTIONS
    }


def load(module: ModuleType, tree: ast.Module) -> ModuleType:
    """A module made from a changed tree under the same name."""
    made = ModuleType(module.__name__)
    made.__file__, made.__package__ = module.__file__, module.__package__
    exec(compile(tree, str(module.__file__), "exec"), made.__dict__)
    return made


def survivors() -> tuple[int, list[str]]:
    """How many mutants there are, and those that no line of the tables tells from the rules."""
    count, alive = 0, []
    real: Modules = modules()
    for key, module in real.items():
        for mutant in mutants(Path(str(module.__file__)).read_text("utf-8")):
            count += 1
            if not _caught(wrong, {**real, key: load(module, mutant.tree)}, key):
                alive.append(f"{module.__name__}:{mutant.line} {mutant.what}")
    applications = part163.applications()
    for mutant in mutants(Path(str(applications.__file__)).read_text("utf-8")):
        count += 1
        made = load(applications, mutant.tree)
        try:
            caught = any(True for _ in wrong_steps(made))
        except Exception:
            caught = True
        if not caught:
            alive.append(f"applications:{mutant.line} {mutant.what}")
    return count, alive


def _caught(check: object, changed: Modules, key: tuple[str, str]) -> bool:
    try:
        return next(wrong(changed, key), None) is not None
    except Exception:
        return True  # it fails: a test would, too


if __name__ == "__main__":
    total, left = survivors()
    print(f"{total} mutants, {len(left)} survive")
    for one in left:
        print(one)

"""What test modules beside rule modules need: the rules, and rows of facts and answers.

>>> from cfrdiff.rules.testing import row
>>> print(row("paragraph_a", "the road is closed", "yes", road_is_closed=True))
paragraph_a: the road is closed
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from types import EllipsisType, ModuleType

from cfrdiff.rules.decisions import Answer, Decision
from cfrdiff.rules.importing import Importer
from cfrdiff.sources.folder import read_modules


@dataclasses.dataclass(frozen=True)
class Row:
    """What a rule answers on facts: `branch` says in words what the row is for.

    The answer is ``...`` as long as nobody has filled it in.
    """

    name: str
    branch: str
    answer: Answer | EllipsisType
    facts: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.name}: {self.branch}"

    def decided(self, module: ModuleType) -> Decision:
        """What the rule of a module decides on the facts of this row."""
        found: Decision = getattr(module, self.name)(module.Facts(**self.facts))
        return found


def row(name: str, branch: str, answer: Answer | EllipsisType, /, **facts: object) -> Row:
    """A row of a table of tests; a fact may be called as the row's own parts are."""
    return Row(name, branch, answer, facts)


def beside(file: str, name: str, top: str = ".") -> ModuleType:
    """The rule module of that name in the folder of a test module, whose ``__file__`` is given.

    It is loaded anew, so that the same section's rules of two editions can be tested in one run.
    `top` is the folder above which it imports nothing, from the test's own: ``".."`` where it says
    ``from ..facts import Facts``. Raises SourceError where it cannot be run, NotFoundError where
    it is not there.
    """
    here = Path(file).resolve().parent
    root = (here / top).resolve()
    wanted = (here / name).relative_to(root).as_posix()
    return Importer(str(root), read_modules(str(root))).run(wanted)

"""The skeleton as a package for OpenFisca: an entity, variables, and parameters by date.

Names and files are those that openfisca-core 46 loads (openfisca.org/doc).
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from cfrdiff.formats.skeletons.constants import Constant, constants
from cfrdiff.rules.skeletons import Length, Skeleton, SkeletonRule, SkeletonSection
from cfrdiff.rules.stub_facts import Fact

_WIDTH = 96
_LABEL = 72  # as much of a rule's text as a list of variables shows
# Values hold from a day on: those of an edition without one from the first that there is.
_ALWAYS = "0001-01-01"

_SYSTEM = '''\
"""{title}."""

from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from .entities import Case
{imports}

class Regulation(TaxBenefitSystem):
    """The facts and rules of the regulation."""

    def __init__(self) -> None:
        super().__init__([Case])
        self.load_parameters(str(Path(__file__).parent / "parameters"))
        for module in ({modules}):
            self.add_variables(*module.VARIABLES)


CountryTaxBenefitSystem = Regulation
'''
_ENTITIES = '''\
"""What the rules are asked about: a case."""

from openfisca_core.entities import build_entity

Case = build_entity(
    key="case",
    plural="cases",
    label="A case under the regulation",
    is_person=True,
)
'''
_VARIABLES = '''\
"""{title}."""

import datetime

from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from .entities import Case
'''


def openfisca(skeleton: Skeleton) -> dict[str, str]:
    """The files of the package, by name. Raises SourceError as `constants` does."""
    title = f"{skeleton.title or '?'} CFR part {skeleton.part or '?'}"
    modules = [one.module for one in skeleton.sections]
    imports = "".join(f"from . import {one}\n" for one in modules)
    files = {
        "__init__.py": _SYSTEM.format(
            title=title,
            imports=f"{imports}\n" if imports else "",
            modules=", ".join(modules) + ",",
        ),
        "entities.py": _ENTITIES,
        "parameters/index.yaml": f"description: {_text(title)}\n",
    }
    for section in skeleton.sections:
        files[f"{section.module}.py"] = _section(section)
        files |= _parameters(section)
    return files


def _section(section: SkeletonSection) -> str:
    title = f"§ {section.number} {section.heading or ''}".rstrip(" .")
    parts = [_VARIABLES.format(title=_comment(title))]
    names: list[str] = []
    for fact in section.facts:
        names.append(f"{section.module}_{fact.name}")
        parts.append(_fact(names[-1], fact))
    for rule in section.rules:
        names.append(f"{section.module}_{rule.name}")
        parts.append(_rule(names[-1], section, rule))
    listed = "".join(f"    {name},\n" for name in names)
    return "\n\n".join(parts) + f"\n\nVARIABLES = (\n{listed})\n"


def _fact(name: str, fact: Fact) -> str:
    kind = "bool" if fact.type == "bool" else "datetime.date"
    cites = [f"§ {cite}" for cite in fact.cites]
    return _variable(name, kind, "ETERNITY", fact.explanation, cites)


def _rule(name: str, section: SkeletonSection, rule: SkeletonRule) -> str:
    label = f"{rule.kind}: {rule.heading or rule.text}"
    shown = _variable(name, "bool", "DAY", _short(label), [f"§ {rule.cite}"])
    words = textwrap.wrap(_comment(rule.text), _WIDTH - 4)
    text = '    """' + "\n    ".join(words) + '\n    """\n\n'
    head, _, body = shown.partition("\n")
    return f"{head}\n{text}{body}{_formula(section, rule)}"


def _variable(name: str, kind: str, period: str, label: str, cites: list[str]) -> str:
    return (
        f"class {name}(Variable):\n"
        f"    value_type = {kind}\n"
        "    entity = Case\n"
        f"    definition_period = DateUnit.{period}\n"
        f"    label = {_text(label)}\n"
        f"    reference = {_text('; '.join(cites))}\n"
    )


def _short(text: str) -> str:
    return textwrap.shorten(text, _LABEL, placeholder=" …")


def _formula(section: SkeletonSection, rule: SkeletonRule) -> str:
    """What decides a list, where the text says how its items are joined."""
    items = [one.name for cite in rule.items if (one := section.rule(cite)) is not None]
    if rule.joined is None or len(items) != len(rule.items):
        return ""
    sign = " * " if rule.joined == "and" else " + "
    of = [f'case("{section.module}_{name}", period)' for name in items]
    terms = f"\n            {sign.lstrip()}".join(of)
    return f"\n    def formula(case, period):\n        return (\n            {terms}\n        )\n"


def _parameters(section: SkeletonSection) -> dict[str, str]:
    """A file for each constant, by the section and the rule that has it."""
    found = [one for rule in section.rules for one in _files(section, rule)]
    folder = f"parameters/{section.module}"
    title = f"§ {section.number} {section.heading or ''}".strip()
    index = {f"{folder}/index.yaml": f"description: {_text(title)}\n"}
    return {**index, **dict(found)} if found else {}


def _files(section: SkeletonSection, rule: SkeletonRule) -> Iterator[tuple[str, str]]:
    for one in constants(rule):
        yield f"parameters/{section.module}/{one.name}.yaml", _parameter(rule, one)


def _parameter(rule: SkeletonRule, constant: Constant) -> str:
    newest = constant.values[-1][1]
    unit = newest.unit or ""
    lines = [f"description: {_text(_said(rule, constant))}", "values:"]
    for day, value in constant.values:
        lines += [f"  {day or _ALWAYS}:", f"    value: {value.number}"]
    lines += ["metadata:", f"  unit: {_text(unit)}", f"  reference: {_text(f'§ {rule.cite}')}"]
    if isinstance(newest, Length) and newest.days:
        lines.append(f"  days: {_text(newest.days)}")
    return "\n".join(lines) + "\n"


def _said(rule: SkeletonRule, constant: Constant) -> str:
    newest = constant.values[-1][1]
    if isinstance(newest, Length):
        words = ("a time", newest.relation, newest.counted_from)
        return f"§ {rule.cite}: {' '.join(filter(None, words))}"
    return f"§ {rule.cite}: {newest.text}"


def _text(text: str) -> str:
    """Text in quotes, as both Python and YAML read it."""
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    """Text inside a docstring."""
    return text.replace("\\", "\\\\").replace('"', '\\"')

"""Stubs of rule modules, one a section, formatted as `ruff format` would.

Calls are always written one argument a line with a comma behind the last, which a formatter
leaves so at any line length.
"""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from cfrdiff.errors import NotFoundError
from cfrdiff.model import Edition
from cfrdiff.provisions import Deadline, Office, Statement
from cfrdiff.rules.labels import label
from cfrdiff.rules.lists import stub_code
from cfrdiff.rules.paragraphs import Numbered, module_name, numbered
from cfrdiff.rules.rule_cites import needs_section
from cfrdiff.rules.stub_facts import Fact, FactType, facts_of

WIDTH = 88
_TYPES: dict[FactType, str] = {"bool": "bool | None", "day": "rules.Day"}
_RESULT = {
    "duty": "Duty",
    "prohibition": "Prohibition",
    "permission": "Permission",
    "discretion": "Discretion",
    "condition": "Condition",
    "definition": "Definition",
    "declaration": "Declaration",
}


def stubs(edition: Edition, sections: Sequence[str] = ()) -> dict[PurePosixPath, str]:
    """The stub module of each section (all where none is picked), by its file's name.

    Raises CiteError for what picks nothing, and NotFoundError for what the edition does not have
    or has no text of.
    """
    found = numbered(edition, sections or None)
    return {
        name: _module(edition, rows[0].section, rows)
        for name, rows in modules_of(edition, found).items()
    }


def modules_of(edition: Edition, rows: Sequence[Numbered]) -> dict[PurePosixPath, list[Numbered]]:
    """The paragraphs of each section, by the name of its module. Raises NotFoundError for none."""
    modules: dict[PurePosixPath, list[Numbered]] = {}
    for section in dict.fromkeys(one.section for one in rows):
        name = PurePosixPath(module_name(section) + ".py")
        while name in modules:  # of numbers that are none of the CFR's, two may be alike
            name = name.with_stem(name.stem + "_")
        modules[name] = [one for one in rows if one.section == section]
    if not modules:
        raise NotFoundError(f"{edition.source.path}: no numbered paragraph to make a rule of")
    return modules


def _module(edition: Edition, section: str, rows: list[Numbered]) -> str:
    found = edition.section(section)
    heading = f" {found.heading}" if found and found.heading else ""
    title = f"{edition.title or '?'} CFR part {edition.part or '?'}, edition {label(edition)}"
    head = [
        '"""' + _escape(_fill(f"§ {section}{heading}", "", 3)),
        "",
        f"{_escape(title)}.",
        '"""',
        "",
        "from dataclasses import dataclass",
        "from typing import Final",
        "",
        "from cfrdiff import rules",
        "",
        f"EDITION: Final = {_quote(label(edition))}",
        "",
        "",
        "@dataclass(frozen=True, kw_only=True)",
        "class Facts:",
        f'    """What § {section} asks of a case; None where it is not known."""',
    ]
    fields = fact_fields(facts_of(rows))
    lines = [*head, *([""] if fields else []), *fields]
    for row in rows:
        lines += ["", "", *_constants_and_rule(row, label(edition))]
    return "\n".join(lines) + "\n"


def _constants_and_rule(row: Numbered, edition: str) -> list[str]:
    lines: list[str] = []
    for constant in constants(row, edition):
        lines += [*constant.split("\n"), ""]
    return [*lines, *([""] if lines else []), *rule_stub(row).split("\n")]


def fact_fields(facts: Iterable[Fact]) -> list[str]:
    """The fields of Facts for what paragraphs ask, each the lines of one."""
    return ["\n".join(_field(fact)) for fact in facts]


def _field(fact: Fact) -> list[str]:
    *pieces, last = _strings(fact.explanation, 8, 1)
    literals = [*(f"        {piece}" for piece in pieces), f"        {last},"]
    return [f"    {fact.name}: {_TYPES[fact.type]} = rules.fact(", *literals, "    )"]


def constants(row: Numbered, edition: str) -> list[str]:
    """The paragraph's deadlines and offices as typed constants, each the lines of one."""
    found = []
    for suffix, kind, items in constant_items(row):
        name = f"{row.name.upper()}_{suffix}"
        found.append(
            f"{name}: Final[rules.ByEdition[rules.{kind}]] = rules.ByEdition(\n"
            f"    {{\n{entry(edition, items)}\n    }}\n)"
        )
    return found


def entry(edition: str, items: Sequence[str]) -> str:
    """One edition's entry of a constant, with its indent."""
    lines = "\n".join(textwrap.indent(item, " " * 12) + "," for item in items)
    return f"        {_quote(edition)}: (\n{lines}\n        ),"


def constant_items(row: Numbered) -> list[tuple[str, str, list[str]]]:
    """(suffix of the name, type, the items as code) of each constant a paragraph has."""
    times = [_deadline(d) for s in row.provision.statements for d in s.deadlines]
    offices = [_office(o) for s in row.provision.statements for o in s.offices]
    found = []
    if times:
        found.append(("DEADLINES", "Deadline", list(dict.fromkeys(times))))
    if offices:
        found.append(("OFFICES", "Office", list(dict.fromkeys(offices))))
    return found


def _deadline(deadline: Deadline) -> str:
    values = [
        ("number", deadline.number),
        ("unit", deadline.unit),
        ("days", deadline.days),
        ("relation", deadline.relation),
        ("counted_from", deadline.counted_from),
    ]
    always = ("number", "unit")
    lines = [_argument(n, value) for n, value in values if value is not None or n in always]
    return "\n".join(["rules.Deadline(", *lines, ")"])


def _office(office: Office) -> str:
    lines = [_argument("name", office.name)]
    if office.address:
        lines.append(_argument("address", office.address))
    return "\n".join(["rules.Office(", *lines, ")"])


def _argument(name: str, value: str | int | float | None) -> str:
    if not isinstance(value, str):
        return f"    {name}={value},"
    pieces = _strings(value, 20)
    if len(pieces) == 1 and len(name) + len(pieces[0]) + 18 <= WIDTH:
        return f"    {name}={pieces[0]},"
    return "\n".join([f"    {name}=(", *(f"        {piece}" for piece in pieces), "    ),"])


def rule_stub(row: Numbered, edition: str = "EDITION") -> str:
    """The decorated function of a paragraph, without a line end behind it.

    `edition` is the code that names its edition.
    """
    lead = row.provision.statements[0]
    bearer = bearer_of(row)
    named = needs_section(row.cite, row.section)
    parameter = _parameter(bearer) if bearer else "facts"
    lines = [
        "@rules.rule(",
        f"    {_quote(row.cite)},",
        *([f"    section={_quote(row.section)},"] if named else []),
        f"    edition={edition},",
        f"    digest={_quote(row.digest)},",
        f"    kind={_quote(lead.kind or 'declaration')},",
        *([f"    bearer={_quote(bearer)},"] if bearer else []),
        ")",
        *_signature(row.name, parameter, _RESULT[lead.kind or "declaration"]),
        docstring(row),
    ]
    lines += [f"    {line}" for line in stub_code(row, parameter)]
    return "\n".join(lines)


def _signature(name: str, parameter: str, result: str) -> list[str]:
    line = f"def {name}({parameter}: Facts) -> rules.{result}:"
    if len(line) <= WIDTH:
        return [line]
    return [f"def {name}(", f"    {parameter}: Facts,", f") -> rules.{result}:"]


def bearer_of(row: Numbered) -> str | None:
    """Who bears the paragraph: the bearer of the first statement that has one."""
    return next((s.bearer for s in row.provision.statements if s.bearer), None)


def docstring(row: Numbered, indent: str = "    ") -> str:
    """The paragraph's text as a docstring; where it says several things, a list of them."""
    heading = f" {row.heading}" if row.heading else ""
    paragraphs = [_fill(f"§ {row.cite}{heading}", indent, 3), _fill(row.text, indent)]
    said = row.provision.statements
    if len(said) > 1:
        paragraphs.append(f"\n{indent}".join(_line(one, indent) for one in said))
    text = f"\n\n{indent}".join(_escape(one) for one in paragraphs)
    return f'{indent}"""{text}\n{indent}"""'


def _line(statement: Statement, indent: str) -> str:
    bearer = f" of {statement.bearer}" if statement.bearer else ""
    words = f"{statement.operator.text} " if statement.operator else ""
    whole = f"- {statement.kind or 'not told'}{bearer}: {words}{statement.action}"
    return textwrap.shorten(whole, WIDTH - len(indent), placeholder=" …")


def _fill(text: str, indent: str, less: int = 0) -> str:
    lines = textwrap.wrap(
        text,
        WIDTH - len(indent) - less,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"\n{indent}".join(lines)


def _strings(text: str, indent: int, behind: int = 0) -> list[str]:
    """Text as string literals, one a line, that Python joins; one alone where that fits.

    `behind` is the room to leave behind the last: for a comma.
    """
    if indent + len(_quote(text)) + behind <= WIDTH:
        return [_quote(text)]
    lines, line = [], ""
    for word in text.split(" "):
        if line and indent + len(_quote(f"{line}{word} ")) > WIDTH:
            lines.append(line)
            line = ""
        line += f"{word} "
    return [_quote(one) for one in [*lines, line.rstrip()]]


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\")
    if '"' in escaped and "'" not in escaped:
        return f"'{escaped}'"
    return '"' + escaped.replace('"', '\\"') + '"'


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"') if '"' in text or "\\" in text else text


def _parameter(bearer: str) -> str:
    """The noun of a bearer: "Director of the Miami … office" → director."""
    words = re.findall(r"[a-z0-9]+", bearer.lower().split(" of ")[0]) or ["facts"]
    name = words[-1]
    return f"the_{name}" if name[0].isdigit() or keyword.iskeyword(name) else name

"""The facts of a case, as TOML: a table for each section, ``["163.12"]``."""

from __future__ import annotations

import datetime
import decimal
import difflib
import textwrap
import typing
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from cfrdiff.cites import CiteError, parse_section_number
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.rules.decisions import explanations
from cfrdiff.rules.editions import RuleEdition
from cfrdiff.sources.toml import TomlError, read_toml

# The classes of facts that the rules of a section ask, those of older editions first. One, where
# the editions share it: facts are of the world and not of an edition.
Asked = Mapping[str, Sequence[type[Any]]]
# An object of each class, with what is known.
Case = Mapping[tuple[str, type[Any]], Any]


def asked_facts(editions: Sequence[RuleEdition]) -> Asked:
    """What the rules of all editions ask, by section."""
    sections = dict.fromkeys(section for one in editions for section in one.sections)
    return {
        section: list(dict.fromkeys(kind for one in editions for kind in one.facts(section)))
        for section in sections
    }


def read_case(path: str, data: bytes, asked: Asked) -> Case:
    """The facts of a case from TOML. What is left out counts as not known.

    Raises SourceError for anything that is not TOML, names no fact, or is of the wrong kind.
    """
    try:
        tables = read_toml(data)
    except TomlError as error:
        raise SourceError(path, f"this is no TOML ({error})", "mend it") from None
    text = data.decode()
    known = {
        _section(path, text, name, table, asked): table
        for name, table in tables.items()
        if not isinstance(table, str)  # a title or a remark on the case
    }
    for section, table in known.items():
        _check_names(path, text, section, table, asked)
    return {
        (section, kind): _facts(path, section, known.get(section, {}), kind)
        for section, kinds in asked.items()
        for kind in kinds
    }


def _section(path: str, text: str, name: str, table: object, asked: Asked) -> str:
    """The section a table is for. Raises SourceError where it has no rules or is none."""
    tables = "use the tables " + ", ".join(f'["{one}"]' for one in asked)
    place = _line_of(text, name)
    if not isinstance(table, dict):
        raise SourceError(path, f"{name!r} stands in no table of facts", tables, place)
    try:
        section = parse_section_number(name)
    except CiteError:
        problem = f"{name!r} is not a section number"
        raise SourceError(path, problem, tables, place) from None
    if section not in asked:
        raise SourceError(path, f"no facts are asked of § {section}", tables, place)
    return section


def _check_names(path: str, text: str, section: str, table: dict[str, Any], asked: Asked) -> None:
    known = _explained(asked[section])
    for name in table:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean {near[0]!r}?" if near else "see `cfrdiff rules ask --template`"
            problem = f"§ {section} asks no fact {name!r}"
            raise SourceError(path, problem, advice, _line_of(text, name))


def _line_of(text: str, key: str) -> str | None:
    """The first line that begins with a key of TOML, of a table or a fact."""
    lines = enumerate(text.splitlines(), 1)
    found = (n for n, line in lines if line.lstrip(" \t[\"'").startswith(key))
    return next((f"line {n}" for n in found), None)


def _facts(path: str, section: str, given: Mapping[str, Any], kind: type[Any]) -> Any:
    own = explanations(kind)
    try:
        return msgspec.convert({n: v for n, v in given.items() if n in own}, type=kind)
    except msgspec.ValidationError as error:
        place = f'table "{section}"'
        advice = "write it as `cfrdiff rules ask --template` does"
        raise SourceError(path, str(error), advice, place) from None


def _explained(kinds: Sequence[type[Any]]) -> dict[str, str]:
    """Every fact of the classes with its explanation, the newest one's where they differ."""
    return {name: text for kind in kinds for name, text in explanations(kind).items()}


def template(asked: Asked, section: str | None = None) -> str:
    """An empty facts file as TOML, every fact explained; of one section or of all.

    Raises NotFoundError where no facts are asked of the section.
    """
    if section is not None and section not in asked:
        known = ", ".join(asked)
        raise NotFoundError(f"no facts are asked of § {section}; there are those of {known}")
    lines = [
        "# What is known of a case. Take the # from the line of a fact that is known and write",
        "# true, false or what stands there an example of. What is left out counts as not known.",
    ]
    for number, kinds in asked.items():
        if section in (None, number):
            lines += ["", f'["{number}"]', *_blank_facts(kinds)]
    return "\n".join(lines) + "\n"


def _blank_facts(kinds: Sequence[type[Any]]) -> list[str]:
    types = {name: one for kind in kinds for name, one in typing.get_type_hints(kind).items()}
    lines = []
    for name, explanation in _explained(kinds).items():
        example, said = _example(types[name])
        text = f"{explanation} ({said})" if said else explanation
        lines += textwrap.wrap(text, 96, initial_indent="# ", subsequent_indent="# ")
        lines.append(f"# {name} = {example}")
    return lines


# How a fact of a type is written, and what to say of it; of several types the first that is here.
_EXAMPLES: tuple[tuple[type[Any], str, str], ...] = (
    (datetime.date, "2012-04-01", ""),
    (bool, "true", ""),
    (int, "1", "a whole number"),
    (decimal.Decimal, '"1.50"', "a number, in quotes where it has decimals"),
    (float, "1.5", "a number"),
    (str, '"words"', "words in quotes"),
)


def _example(hint: Any) -> tuple[str, str]:
    """A fact of a type as TOML has it, and what to say of such facts."""
    arms = [one for one in typing.get_args(hint) or (hint,) if one is not type(None)]
    words = [word for one in arms for word in typing.get_args(one)] or arms
    if words and all(isinstance(one, str) for one in words):
        shown = [f'"{one}"' for one in words]
        return shown[0], f"one of {', '.join(shown)}"
    for kind, example, said in _EXAMPLES:
        if kind in arms:
            is_day = kind is datetime.date and bool in arms
            return example, "a day, or false where it did not happen" if is_day else said
    return "true", ""

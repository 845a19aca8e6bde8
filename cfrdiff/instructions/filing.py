"""Files of the Federal Register → rules in the order they were filed, each as later documents
correct, delay or withdraw it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import msgspec

from cfrdiff.errors import SourceError
from cfrdiff.instructions.correcting_text import regtexts
from cfrdiff.instructions.corrections import (
    Correction,
    Notice,
    correction_in,
    named_in,
    notices_in,
)
from cfrdiff.instructions.federal_register import Rule, read_rule
from cfrdiff.instructions.model import Instruction
from cfrdiff.instructions.rule_files import filed, is_proposed, is_xml, tree_of
from cfrdiff.instructions.rule_groups import Issue, groups_of
from cfrdiff.instructions.rule_pages import Pages, day_in, volume_in
from cfrdiff.instructions.rule_text import words_of


class Filed(msgspec.Struct, frozen=True):
    """Rules, and what else their files say: proposals, corrections, delays, withdrawals."""

    rules: tuple[Rule, ...]
    remarks: tuple[str, ...] = ()


class _Document(msgspec.Struct, frozen=True):
    """A final document of a file."""

    path: str
    element: ElementTree.Element
    issue: Issue
    name: str


def read_files(files: Sequence[tuple[bytes, str]]) -> Filed:
    """The rules of files, of which each may be a whole issue; with each its name in errors.

    Raises SourceError for a file that is no XML, declares entities, or holds neither an
    amendatory instruction nor a word on a rule in another file.
    """
    remarks: list[str] = []
    documents: list[_Document] = []
    for data, path in files:
        if not is_xml(data):
            remarks.append(f"{path} is no XML: what is a paragraph's heading is taken by its form")
        documents += _final(tree_of(data, path), path, remarks)
    corrections = [made for one in documents for made in _corrections(one)]
    notices = [made for one in documents for made in _notices(one)]
    read = [read_rule(one.element, one.path, one.issue, corrections) for one in documents]
    done = [made for rule in read for made in rule.corrected]
    rules = [_noticed(_told(rule, done), notices) for rule in read if rule.instructions]
    remarks += [
        f"{one.name} was read as {one.by} corrects it" for one, problem in done if not problem
    ]
    remarks += [_remark(one, read) for one in notices]
    silent = next((path for _, path in files if not _says(path, read, notices)), None)
    if silent is not None or not rules:
        raise SourceError(
            silent or files[0][1],
            "; ".join(remarks) or "no amendatory instruction in it (no AMDPAR in a REGTEXT)",
            "give a final rule in the XML of the Federal Register",
        )
    return Filed(tuple(in_order(rules)), tuple(remarks))


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in the order they were filed; as they are given where one does not say when it was."""
    days = [rule.filed for rule in rules if rule.filed is not None]
    if len(days) < len(rules):
        return list(rules)
    return [rule for _, _, rule in sorted(zip(days, range(len(rules)), rules, strict=True))]


def _final(root: ElementTree.Element, path: str, remarks: list[str]) -> list[_Document]:
    """The final documents of a file; of proposed ones it is remarked that they are none. Raises
    SourceError where all are proposed.
    """
    documents = [one for one in root.iter() if one.tag in ("RULE", "PRORULE")] or [root]
    issue = Issue(Pages(root), volume_in(root), day_in(root))
    final = [one for one in documents if not is_proposed(one)]
    if not final:
        raise SourceError(
            path,
            "it is a proposed rule, which amends nothing yet",
            "give the final rule, when there is one",
        )
    remarks += [
        f"{_name(one, path)} is a proposed rule, which amends nothing yet"
        for one in documents
        if is_proposed(one)
    ]
    return [_Document(path, one, issue, _name(one, path)) for one in final]


def _name(document: ElementTree.Element, path: str) -> str:
    number, _ = filed(document)
    return f"FR Doc. {number}" if number else path


def _corrections(one: _Document) -> Iterator[Correction]:
    """The corrections of instructions that a document makes."""
    said = " ".join(one.element.itertext())
    if "instruction" not in said or "orrect" not in said:
        return
    named = named_in(" ".join(said.split()))
    if named is None:
        return
    for regtext in regtexts(one.element, one.path):
        for group in groups_of(regtext, one.path, one.issue.pages):
            for item in group.items:
                made = correction_in(item.words, named, one.name, group.printed)
                if made is not None:
                    yield made


def _notices(one: _Document) -> Iterator[Notice]:
    action = " ".join(" ".join(act.itertext()) for act in one.element.iter("ACT"))
    dates = " ".join(
        words_of(inner, one.path)
        for tag in ("EFFDATE", "DATES")
        for held in one.element.iter(tag)
        for inner in held.iter("P")
    )
    return notices_in(action, dates, one.name)


def _told(rule: Rule, done: Sequence[tuple[Correction, str]]) -> Rule:
    """A rule whose corrections of instructions are told for what became of them."""
    return msgspec.structs.replace(
        rule, instructions=tuple(_of_correction(one, done) for one in rule.instructions)
    )


def _of_correction(one: Instruction, done: Sequence[tuple[Correction, str]]) -> Instruction:
    if one.corrects is None:
        return one
    problems = [problem for made, problem in done if made.name == one.corrects]
    one = msgspec.structs.replace(one, orders=())
    if not problems:
        reason = f"it corrects {one.corrects}, which is not among the rules given"
        return msgspec.structs.replace(one, unread=reason)
    return msgspec.structs.replace(one, unread=next(filter(None, problems), None))


def _noticed(rule: Rule, notices: Sequence[Notice]) -> Rule:
    """A rule as it is delayed or withdrawn."""
    for one in notices:
        if one.of.is_of(rule.number, rule.printed) and not one.in_part:
            rule = msgspec.structs.replace(
                rule, instructions=tuple(_put_off(order, one) for order in rule.instructions)
            )
    return rule


def _put_off(one: Instruction, notice: Notice) -> Instruction:
    if notice.kind == "delayed" and notice.until is not None:
        return msgspec.structs.replace(one, effective=notice.until)
    how = "withdrawn" if notice.kind == "withdrawn" else "delayed indefinitely"
    return msgspec.structs.replace(one, orders=(), unread=f"it was {how} by {notice.by}")


def _remark(one: Notice, rules: Sequence[Rule]) -> str:
    if not any(one.of.is_of(rule.number, rule.printed) for rule in rules):
        return f"{one.by} says that {one.of} is {one.kind}, which is not among the rules given"
    if one.in_part:
        return f"{one.by} says, and what is meant by it is not understood: {one.words}"
    until = f" until {one.until}" if one.until else ""
    return f"{one.of} is {one.kind}{until} by {one.by}"


def _says(path: str, rules: Sequence[Rule], notices: Sequence[Notice]) -> bool:
    """Whether a file orders anything, or says what becomes of a rule in another."""
    names = {f"FR Doc. {one.number}" for one in rules if one.name == path} | {path}
    orders = any(one.instructions for one in rules if one.name == path)
    return orders or any(one.by in names for one in notices)

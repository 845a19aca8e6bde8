"""A rule of the Federal Register in GPO's XML → its amendatory instructions.

`AMDPAR` holds an instruction or a lettered item of one, `REGTEXT` those of one part, `SECTION`
the regulatory text that goes with them (GPO, "Federal Register XML rendition user guide").
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

import msgspec

from cfrdiff.instructions.asides import effective_date, without_asides
from cfrdiff.instructions.comment_sentences import opens_appendix
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.correcting_text import corrected_appendices, regtexts
from cfrdiff.instructions.corrections import Correction
from cfrdiff.instructions.model import Instruction
from cfrdiff.instructions.rule_files import filed
from cfrdiff.instructions.rule_groups import Group, Issue, Item, correct, groups_of, places_of
from cfrdiff.instructions.rule_text import (
    RuleText,
    read_appendices,
    read_texts,
    words_of,
)
from cfrdiff.instructions.targets import UnreadError
from cfrdiff.instructions.ties import Print, print_of
from cfrdiff.instructions.wording import opened, opened_entry, read_orders


class Rule(msgspec.Struct, frozen=True):
    """The instructions of a rule: the file it is of, its number in the Federal Register, the day
    it was filed, where it was printed. `is_printed` is False of instructions that cfrdiff wrote;
    `corrected` are the corrections that other documents make of it, and why one could not be made.
    """

    name: str
    instructions: tuple[Instruction, ...]
    number: str | None = None
    filed: datetime.date | None = None
    is_printed: bool = True
    printed: Print = Print()
    corrected: tuple[tuple[Correction, str], ...] = ()


def read_rule(
    document: ElementTree.Element, path: str, issue: Issue, corrections: Sequence[Correction] = ()
) -> Rule:
    """The instructions of a document, as `corrections` of it have them. What is not understood is
    told by `Instruction.unread`.
    """
    number, day = filed(document)
    since = _effective(document, path)
    printed = print_of(issue.volume, issue.pages.span(document), issue.day, day)
    groups = [
        group
        for regtext in regtexts(document, path)
        for group in groups_of(regtext, path, issue.pages)
    ]
    name = f"FR Doc. {number}" if number else path
    names = {one.words: one.name for one in corrections if one.by == name}
    own = [one for one in corrections if one.of.is_of(number, printed)]
    corrected = [made for group in groups for made in correct(group, own)]
    made = tuple(
        msgspec.structs.replace(one, rule=number, document=_cited(printed, page, number))
        for group in groups
        for one, page in _read(group, path, since, names)
    )
    return Rule(path, made, number, day, printed=printed, corrected=tuple(corrected))


def _cited(printed: Print, page: int | None, number: str | None) -> str:
    """How what a rule says on a page is cited."""
    return printed.at(page) or (f"FR Doc. {number}" if number else "")


def _effective(root: ElementTree.Element, path: str) -> datetime.date | None:
    """The day from which the whole rule is effective, where its DATES name one."""
    said = " ".join(words_of(one, path) for tag in ("EFFDATE", "DATES") for one in root.iter(tag))
    return effective_date(said)


def _read(
    group: Group, path: str, since: datetime.date | None, corrections: Mapping[str, str]
) -> Iterator[tuple[Instruction, int | None]]:
    """The instructions of a group, each with the page it stands on."""
    opening = group.items[0].words
    section, places = opened(opening)
    said = [item.words for item in group.items]
    text = read_texts(group.printed, path, section, said)
    if group.corrected:
        text = text.corrected(read_texts(group.corrected, path, section, said))
    context = Context(section, text.sections, places, group.divisions, text.authority, group.part)
    entry = opened_entry(opening, context)
    if entry is not None or opens_appendix(opening):
        name = entry.appendix if entry else ""
        appendices = read_appendices(group.printed, path, name)
        if group.corrected:
            extra = read_appendices(group.corrected, path, name)
            appendices = corrected_appendices(appendices, extra)
        context = msgspec.structs.replace(context, appendices=appendices, entry=entry)
    day = without_asides(opening).effective or since
    divided = tuple(section for one in group.divisions for section in one.sections)
    own = [one for one in text.sections if one not in divided]
    for k, (item, inherited) in enumerate(_nested(group.items, context), 1):
        is_last = k == len(group.items)
        made = _instruction(item, inherited, text)
        whole = msgspec.structs.replace(
            made,
            title=group.title,
            part=group.part,
            effective=without_asides(item.words).effective or day,
            printed=tuple(own) if is_last else (),
            appendices=context.appendices if is_last else (),
            corrects=corrections.get(item.words),
        )
        yield whole, item.page


def _nested(items: Sequence[Item], context: Context) -> Iterator[tuple[Item, Context | None]]:
    """Items, each with what it inherits. An item that only says where ("b. In paragraph (c):")
    opens others, up to the one with the label after its own. Where an opening is not understood,
    its items are for something that is not known: they inherit None.
    """
    within: list[Context | None] = [context]
    for k, (item, (place, depth)) in enumerate(zip(items, places_of(items), strict=True)):
        del within[depth + 1 :]
        yield msgspec.structs.replace(item, place=place), within[depth]
        if k == 0:
            within = [context if len(items) == 1 or _is_read(item, context) else None]
        elif item.label and item.words.rstrip().endswith((":", "—")):
            within.append(_opened_by(item, within[depth]))


def _opened_by(item: Item, context: Context | None) -> Context | None:
    """What the items below an item inherit."""
    if context is None or not _is_read(item, context):
        return None
    if context.entry is not None:
        return msgspec.structs.replace(context, entry=opened_entry(item.words, context))
    section, places = opened(item.words, context)
    return msgspec.structs.replace(context, section=section, places=places)


def _is_read(item: Item, context: Context) -> bool:
    try:
        read_orders(item.words, context)
    except UnreadError:
        return False
    return True


def _instruction(item: Item, context: Context | None, text: RuleText) -> Instruction:
    if item.withdrawn:
        return Instruction(item.place, item.words, (), f"it was withdrawn by {item.withdrawn}")
    if context is None:
        reason = "it belongs to an instruction whose first words are not understood"
        return Instruction(item.place, item.words, (), reason)
    try:
        orders = tuple(read_orders(item.words, context))
    except UnreadError as error:
        return Instruction(item.place, item.words, (), text.problem or str(error))
    return Instruction(item.place, item.words, orders)

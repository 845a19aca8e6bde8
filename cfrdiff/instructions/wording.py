"""Sentences of the Federal Register → orders.

A sentence is read from its first word to its last by the forms of `sentence_forms`. Where a word
is left over, nothing of the sentence is carried out: half an amendment is a wrong one.
"""

from __future__ import annotations

import re

import msgspec

from cfrdiff.cites import canonical
from cfrdiff.instructions.appendix_orders import EntryTarget
from cfrdiff.instructions.asides import without_asides
from cfrdiff.instructions.comment_sentences import CommentReading, opens_appendix
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.grammar import UNHELD
from cfrdiff.instructions.model import Order, Target, Unheld
from cfrdiff.instructions.provision_phrases import Phrases
from cfrdiff.instructions.quotations import Sentence
from cfrdiff.instructions.sentence_reading import Reading
from cfrdiff.instructions.targets import UnreadError, read_targets

_CONTINUES = re.compile(r"^(?:In )?[^.;]*\bcontinues? to read(?: (?:in part )?as follows)? ?[:.]?$")
# What stands before the instructions of a rule.
_REASONS = re.compile(
    r"^(?:Accordingly, )?[Ff]or the reasons [^.;]*\b(?:is|are) (?:being )?amended "
    r"(?:as follows|as set forth below) ?[:.]?$"
)
_CLOSE = re.compile(r",(?=[^ \d”])|\)(?=[A-Za-z][a-z])|\.(?=(?:is|are) )")
_LETTERED = re.compile(r"^[A-Za-z]{1,5}\.(?=[A-Z0-9])")
# Introduces the text that is printed behind the instruction.
_FOLLOWS = re.compile(
    r"^The (?:revised |added |new )?(?:revisions?|additions?|amendments?|corrections?|text)"
    r"(?: ?(?:,|and|, ?and) ?(?:revisions?|additions?|amendments?|corrections?))* "
    r"(?:to .* )?reads? as follows ?[:.]?$",
    re.IGNORECASE,
)


def read_orders(sentence: str, context: Context) -> list[Order]:
    """The orders of one instruction, or of one lettered item of it.

    Raises UnreadError, saying what is not understood, where any of it is not.
    """
    unheld = UNHELD.match(sentence)
    if unheld:
        return _unheld(unheld, context)
    words = without_asides(" ".join(sentence.split())).words
    held = Sentence.of(words)
    if any(form.match(held.words) for form in (_CONTINUES, _FOLLOWS, _REASONS)):
        return []
    if context.entry is not None or opens_appendix(words):
        return list(_on_appendix(sentence, context).orders())
    return Reading(Phrases(held), context).orders()


def _on_appendix(sentence: str, context: Context) -> CommentReading:
    # Rules leave out the spaces around a title that is in italics: "b.Paragraph 2(a)and".
    spaced = _CLOSE.sub(r"\g<0> ", _LETTERED.sub("", " ".join(sentence.split())))
    said = Sentence.of(without_asides(spaced).words)
    return CommentReading(said, context.part, context.entry, context.appendices)


def opened_entry(sentence: str, context: Context) -> EntryTarget | None:
    """The appendix, or the entry of it, that the items below a sentence are for; None where they
    are for a section, or it is not understood.
    """
    words = without_asides(" ".join(sentence.split())).words
    if context.entry is None and not opens_appendix(words):
        return None
    reading = _on_appendix(sentence, context)
    try:
        reading.orders()
    except UnreadError:
        return None
    return reading.place


def opened(sentence: str, context: Context | None = None) -> tuple[str | None, tuple[Target, ...]]:
    """The section that an opening sentence is for, and the provisions of it that its items are
    for; nothing where it names none or is not understood.
    """
    words = without_asides(" ".join(sentence.split())).words
    try:
        return Reading(Phrases(Sentence.of(words)), context or Context(None, ())).opening()
    except UnreadError:
        return None, ()


def _unheld(match: re.Match[str], context: Context) -> list[Order]:
    number = canonical(match["number"])
    targets = read_targets(match["what"], number) if match["what"] else [Target(number)]
    cut = match["file"] == "newer" and match["in_part"] is not None
    text = context.text(number) if cut or match["file"] == "older" else None
    here = (msgspec.structs.replace(one, section=one.section or number) for one in targets)
    return [Unheld(target, text, cut) for target in here]

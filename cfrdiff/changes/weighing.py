"""How much an edit weighs: substantive until a named row proves less."""

from __future__ import annotations

import msgspec

from cfrdiff.changes.categories import categorize
from cfrdiff.changes.difference import Difference
from cfrdiff.changes.heading_proofs import HEADING_PROOFS
from cfrdiff.changes.misread import is_forced, is_misread
from cfrdiff.changes.model import Category, Edit, Significance
from cfrdiff.changes.proofs import PROOFS
from cfrdiff.changes.sides import Replacement
from cfrdiff.changes.significance import weight_of_category
from cfrdiff.language.mentions import table
from cfrdiff.rule_tables import Rule, first_rule


class Weighed(msgspec.Struct, frozen=True):
    """What an edit is: its category, its weight, and the `rule` that shows it to be less than
    substantive, empty where none does. `misread` where it may be what OCR made of one print.
    """

    category: Category
    significance: Significance
    rule: str = ""
    misread: bool = False


def weigh(edit: Replacement) -> Weighed:
    """Judge an edit by what stands on both its sides and around it."""
    difference = Difference(edit.old, edit.new)
    proof = first_rule(PROOFS, difference)
    if proof is None and edit.field == "heading":
        proof = first_rule(HEADING_PROOFS, difference)
    if proof is not None and proof.verdict == "typography":
        return Weighed(_of_type(edit), weight_of_category("typography"), proof.name)
    misread = not edit.exact and is_misread(*difference.written)
    if misread and bears_no_meaning(difference):
        return Weighed("ocr", weight_of_category("ocr"), "perhaps misread", True)
    category = categorize(edit)
    return Weighed(category, _weight(category, proof), proof.name if proof else "", misread)


def _of_type(edit: Replacement) -> Category:
    """What an edit is called that is a matter of type alone."""
    if not edit.exact:
        return "ocr"
    category = categorize(edit)
    light = weight_of_category(category) == weight_of_category("typography")
    return category if light or category == "heading" else "typography"


def _weight(category: Category, proof: Rule[Difference, Category] | None) -> Significance:
    """What an edit weighs that is no matter of type or reading. What is proven less of a heading
    weighs as a reworded heading does.
    """
    if category == "designation":
        return weight_of_category(category)
    if proof is None:
        return "substantive"
    return weight_of_category("heading" if category == "heading" else proof.verdict)


def bears_no_meaning(one: Difference) -> bool:
    """Whether a difference that OCR may have made touches nothing that bears meaning: no figure,
    sign, operator, negation or modal verb; or a label or bracket that can only be what the other
    text has.
    """
    if is_forced(*one.written):
        return True
    words = {word for side in (one.old, one.new) for word in side.words}
    return not one.bears_value and words.isdisjoint(table().negations | table().modals)


def as_category(edit: Edit, category: Category, rule: str = "") -> Edit:
    """An edit that is known, from more than its words, to be of a category that weighs less."""
    return msgspec.structs.replace(
        edit, category=category, significance=weight_of_category(category), rule=rule
    )

"""What proves that an edit means less than it seems.

An edit is substantive until a row of this table shows that it is less. No row takes away a sign, a
figure, an operator, a unit's case or a currency mark before it compares; quantities are compared as
values, with unit and precision. Rows are tried in order; the first that holds names the weight
and stands among the reasons of the change.
"""

from __future__ import annotations

from functools import partial

from cfrdiff.changes import compound_proofs, mark_proofs, name_proofs, value_proofs, word_proofs
from cfrdiff.changes.difference import Difference
from cfrdiff.changes.model import Category
from cfrdiff.changes.word_proofs import each_pair
from cfrdiff.rule_tables import Rule


def _same_type(one: Difference) -> bool:
    return one.in_line[0] == one.in_line[1]


SAME_TYPE = "same type"

# The verdict is the category that an edit then is of.
PROOFS: tuple[Rule[Difference, Category], ...] = (
    Rule(SAME_TYPE, _same_type, "typography", "quotes, dashes of one function, spaces"),
    Rule("same quantity", value_proofs.same_quantities, "spelling", "value, unit and precision"),
    Rule("same citation", value_proofs.same_citation, "spelling", "the provisions cited are one"),
    Rule("said twice", word_proofs.is_said_twice, "spelling", "a word printed twice in a row"),
    Rule(
        "spelling",
        partial(each_pair, holds=word_proofs.is_spelt_alike),
        "spelling",
        "GPO Style Manual, chapter 5",
    ),
    Rule("sign for word", word_proofs.is_sign_for_word, "spelling", "GPO Style Manual, 9 and 10"),
    Rule(
        "capitals",
        word_proofs.is_same_in_capitals,
        "spelling",
        "GPO Style Manual, chapter 3",
    ),
    Rule("misprint", partial(each_pair, holds=word_proofs.is_misprint), "spelling"),
    Rule("run together", compound_proofs.is_run_together, "spelling", "bythe"),
    Rule("compound", compound_proofs.is_compound, "spelling", "GPO Style Manual, chapter 6"),
    Rule(
        "plain language",
        word_proofs.is_plain_language,
        "plain-language",
        "Federal Plain Language Guidelines (2011), III and IV",
    ),
    Rule("no for not", word_proofs.is_no_for_not, "plain-language", "no later than"),
    Rule("serial comma", mark_proofs.is_serial_comma, "punctuation", "GPO Style Manual, 8.42"),
    Rule(
        "comma behind a date",
        mark_proofs.is_comma_behind_date,
        "punctuation",
        "GPO Style Manual, chapter 8",
    ),
    Rule("mark at a quote", mark_proofs.is_mark_at_quote, "punctuation", "GPO Style Manual, 8.144"),
    Rule("space behind a mark", mark_proofs.is_space_behind_mark, "typography", "go to:http://"),
    Rule("same address", mark_proofs.is_same_address, "spelling", "no address has spaces"),
    Rule("quote at an address", mark_proofs.is_quote_at_address, "punctuation"),
    Rule("end mark", mark_proofs.is_end_mark, "punctuation", "the mark between members of a list"),
    Rule("name of an agency", name_proofs.is_one_agency, "agency", "one body by another name"),
    Rule("initials of the words before", name_proofs.is_initials_of_words, "spelling", "(FY)"),
)

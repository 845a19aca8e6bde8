"""Rules that amend appendices and official interpretations: what a sentence orders, and what
becomes of the edition.
"""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from cfrdiff import api
from cfrdiff.appendices import appendices_of
from cfrdiff.cites.comments import cite_of_entry, comment_order, entry_paths
from cfrdiff.instructions.appendix_orders import (
    AppendixText,
    EntryOrder,
    EntryTarget,
    RedesignateEntries,
    RemoveEntry,
    ReplaceInEntries,
)
from cfrdiff.instructions.comment_sentences import CommentReading
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.targets import UnreadError
from cfrdiff.instructions.wording import opened_entry, read_orders
from cfrdiff.model import Block, Edition, Section, Source

SUPPLEMENT = "Supplement I to Part 1026"
_HERE = EntryTarget(SUPPLEMENT)
_TEXTS = tuple(AppendixText(name, ()) for name in (SUPPLEMENT, "Appendix Q to Part 1026"))


def _read(sentence: str, entry: EntryTarget | None = None) -> list[str]:
    context = Context(None, (), part="1026", appendices=_TEXTS, entry=entry)
    return [_short(order) for order in read_orders(sentence, context)]  # type: ignore[arg-type]


def _short(order: EntryOrder) -> str:
    if isinstance(order, RedesignateEntries):
        return "redesignate " + ", ".join(f"{_at(a)} as {_at(b)}" for a, b in order.moves)
    if isinstance(order, ReplaceInEntries):
        where = ", ".join(map(_at, order.targets))
        return f"“{order.before}” → “{order.after}” in {where}"
    verb = type(order).__name__.removesuffix("Entry").lower()
    if isinstance(order, RemoveEntry) and order.reserve:
        verb = "reserve"
    return f"{verb} {_at(order.target)}"


def _at(target: EntryTarget) -> str:
    scope = "" if target.scope == "whole" else f" [{target.scope}]"
    return "-".join(target.path) + scope if target.path else target.appendix


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        # one sentence that says all, as rules of 2013 to 2024 print it
        (
            "In Supplement I to part 1026, under Section 1026.3—Exempt Transactions, under 3(b)"
            " Credit Over Applicable Threshold Amount, paragraph 1.vi is added to read as follows:",
            ["add 3(b)-1-vi"],
        ),
        (
            "Effective October 3, 2015, in Supplement I to part 1026, under Section 1026.43,"
            " subheading Paragraph 43(e)(3)(iv), paragraph 2 is revised to read as follows:",
            ["revise 43(e)(3)(iv)-2"],
        ),
        (
            "In supplement I to part 1026, under Section 1026.2—Definitions, revise 2(g) Charge"
            " card.",
            ["revise 2(g)"],
        ),
        (
            "Supplement I to part 1026 is amended by: Under Section 1026.2—Definitions, revising"
            " paragraph 1 and adding paragraph 3.",
            ["revise 1026.2-1", "add 1026.2-3"],
        ),
        ("Appendix Q to Part 1026 is revised to read as follows:", [
            "revise Appendix Q to Part 1026"
        ]),
        ("Revise appendix Q to part 1026 to read as follows:", ["revise Appendix Q to Part 1026"]),
        ("Appendix MS–1 to part 1026 is removed and reserved.", [
            "reserve Appendix MS–1 to Part 1026"
        ]),
    ],
)  # fmt: skip
def test_sentences_that_name_an_appendix(sentence: str, orders: list[str]) -> None:
    assert _read(sentence) == orders


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        ("Under comment 30(c), paragraph 1 is revised.", ["revise 30(c)-1"]),
        ("Comment 30(h) is added.", ["add 30(h)"]),
        ("The heading of comment 31(b)(1)(vi) is revised.", ["revise 31(b)(1)(vi) [heading]"]),
        ("The heading Section 1026.2—Definitions is revised.", ["revise 1026.2 [heading]"]),
        (
            "The subheading 32(d)(7) Exceptions and paragraph 1 are removed.",
            ["remove 32(d)(7)-1", "remove 32(d)(7) [heading]"],
        ),
        ("Under 31(c)(1),the heading is revised.", ["revise 31(c)(1) [heading]"]),
        (
            "Under newly designated comment 31(b), paragraph 1 is revised and paragraph 2 is"
            " removed.",
            ["revise 31(b)-1", "remove 31(b)-2"],
        ),
        ("Under comment 31(c)(4), paragraph 2.xi.is added.", ["add 31(c)(4)-2-xi"]),
        (
            "Under comment 32(a)(1), paragraphs 1, 2.ii, and 3.ii. are revised, and paragraph"
            " 3.iii is removed.",
            ["revise 32(a)(1)-1", "revise 32(a)(1)-2-ii", "revise 32(a)(1)-3-ii",
             "remove 32(a)(1)-3-iii"],
        ),
        (
            "Under 34(a)(4) Repayment ability,paragraphs 1 through 3 are revised.",
            ["revise 34(a)(4)-1", "revise 34(a)(4)-2", "revise 34(a)(4)-3"],
        ),
        (
            "Under 41(e)(4)(ii) Small servicer defined,the introductory text of paragraph 2 is"
            " revised.",
            ["revise 41(e)(4)(ii)-2 [text]"],
        ),
        (
            "New subheading Paragraph 43(a)(3)(vii)and paragraph 1 under that subheading are"
            " added.",
            ["add 43(a)(3)(vii) [heading]", "add 43(a)(3)(vii)-1"],
        ),
        (
            "d.32(d)(6) Prepayment Penalties and paragraph 1 are removed.",
            ["remove 32(d)(6)-1", "remove 32(d)(6) [heading]"],
        ),
        (
            "Under Section 1026.1—Authority, Purpose, Coverage, Organization, Enforcement and"
            " Liability,under Paragraph 1(d)(5),paragraph 1 is revised.",
            ["revise 1(d)(5)-1"],
        ),
        (
            "Under 34(b) Prohibited Acts; Open-End Credit,paragraph 1 is revised.",
            ["revise 34(b)-1"],
        ),
        ("Paragraphs 7 and 8 are redesignated as paragraphs 9 and 10.", [
            "redesignate 33(a)-7 as 33(a)-9, 33(a)-8 as 33(a)-10"
        ]),
        (
            "Paragraph 2 is redesignated as paragraph 3 and revised, and new paragraph 2 is"
            " added.",
            ["redesignate 33(a)-2 as 33(a)-3", "revise 33(a)-3", "add 33(a)-2"],
        ),
        ("Under Appendix H—Closed-End Model Forms,paragraph 7.i is revised.", [
            "revise Appendix H-7-i"
        ]),
        ("Under Paragraph 32(b)(6),as added elsewhere in this issue of the Federal Register,"
         " paragraphs 3 and 4 are added.", ["add 32(b)(6)-3", "add 32(b)(6)-4"]),
        ("Comments 31(b)-1.i and 32(a)-2 are revised.", ["revise 31(b)-1-i", "revise 32(a)-2"]),
        ("Revise paragraph 2 and remove paragraphs 4 and 5.", [
            "revise 33(a)-2", "remove 33(a)-5", "remove 33(a)-4"
        ]),
        ("The revisions and additions read as follows:", []),
        ("Under Section 1026.41—Periodic Statements for Residential Mortgage Loans:", []),
    ],
)  # fmt: skip
def test_sentences_below_one_that_names_the_supplement(sentence: str, orders: list[str]) -> None:
    assert _read(sentence, EntryTarget(SUPPLEMENT, ("33(a)",))) == orders


_TABLE = Path(__file__).parent / "data" / "comment_sentences.tsv"
REAL = [
    tuple(line.split("\t"))
    for line in _TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("at_hand", "sentence", "orders"), REAL)
def test_real_sentences(
    at_hand: str, sentence: str, orders: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def printed(self: CommentReading, appendix: str) -> AppendixText:
        return AppendixText(appendix, ())

    monkeypatch.setattr(CommentReading, "_printed", printed)
    name, *path = at_hand.split("|")
    entry = None if name == "-" else EntryTarget(name, tuple(path))
    if orders == "unread":
        with pytest.raises(UnreadError):
            _read(sentence, entry)
    else:
        assert ("; ".join(_read(sentence, entry)) or "-") == orders


@pytest.mark.parametrize(
    "sentence",
    [
        "Model Forms A-31 through A-41 are revised.",
        "Title A-30 is removed and reserved and new titles A-30(a) through A-30(d) are added.",
        "Removing the entry for H-4(D) in the table of contents.",
        "Paragraphs 3 through 1 are revised.",
        "Paragraphs 2 and 3 are redesignated as paragraph 4.",
        "Under comment 30(c), paragraph 1 is revised unless the Bureau says otherwise.",
        "Under comment 30(c), paragraph 1.",
        "Comment 30(c), comment 30(d).",
    ],
)
def test_what_is_not_understood_is_not_read(sentence: str) -> None:
    with pytest.raises(UnreadError):
        _read(sentence, _HERE)


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("Under Section 1026.20:", ("1026.20",)),
        ("Under 32(a) Coverage:", ("32(a)",)),
        ("Under the definition “Financial institution”:", ("Financial institution",)),
    ],
)
def test_what_the_items_below_are_for(sentence: str, path: tuple[str, ...]) -> None:
    entry = opened_entry(sentence, Context(None, (), entry=_HERE))
    assert entry is not None
    assert entry.path == path


@pytest.mark.parametrize(
    ("listed", "paths"),
    [
        ("1", [("1",)]),
        ("1, 2.ii and 5.i.C", [("1",), ("2", "ii"), ("5", "i", "C")]),
        ("1 through 3", [("1",), ("2",), ("3",)]),
        ("43(b)(2)-1.ii", [("43(b)(2)", "1", "ii")]),
        ("(a)(2)", [("a", "2")]),
        ("2.1", [("2.1",)]),
        ("3 through 1", None),
    ],
)
def test_lists_of_entries(listed: str, paths: list[tuple[str, ...]] | None) -> None:
    # A key of its own is no part of what the list stands under.
    assert entry_paths(listed, ()) == paths


def test_keys_in_the_order_of_print() -> None:
    keys = ["1026.2", "2(a)", "2(a)(1)", "2(a)(2)", "2(a)(10)", "2(c)", "1026.3", "3(b)", "31(c)"]
    orders = [comment_order(key) for key in keys]
    assert None not in orders
    assert sorted(orders, key=str) != orders  # not by their letters alone
    assert sorted(order for order in orders if order) == orders


BOOK = """
0 Supplement I to Part 1026—Official Interpretations
2 Section 1026.2—Definitions
3 2(a) Account
1. General. An account is held by a consumer.
i. A savings account is one.
ii. A trust account is none.
2. Closed accounts. A closed account is none.
3 2(c) Branch
1. Offices. A branch is an office.
2 Section 1026.3—Exemptions
3 3(b) Threshold
1. Amounts. i. In 2019 the amount is $50,000.
ii. In 2020 the amount is $51,000.
1 Appendix H—Model Forms
1. Use. The forms are optional.
"""


def _edition(text: str = BOOK) -> Edition:
    blocks: list[Block] = []
    for line in text.strip().split("\n"):
        level, _, words = line.partition(" ")
        is_heading = level.isdigit()
        number = int(level) if is_heading else None
        blocks.append(Block("appendix", words if is_heading else line, "1026.3", level=number))
    sections = tuple(
        Section(number, "Rule.", "complete", None, ()) for number in ("1026.2", "1026.3")
    )
    source = Source("book.xml", "0" * 64, "gpo-xml", True)
    return Edition(
        title=12, part="1026", as_of=None, source=source, sections=sections, blocks=tuple(blocks)
    )


def _rule(items: list[str], printed: list[str]) -> bytes:
    """A rule on the supplement; what is printed is a heading where it begins with ``#``."""
    sentences = "".join(f"<AMDPAR>{html.escape(one)}</AMDPAR>" for one in items)
    texts = "".join(
        "<STARS/>"
        if one == "*"
        else f'<HD SOURCE="HD2">{html.escape(one[1:])}</HD>'
        if one.startswith("#")
        else f"<P>{html.escape(one)}</P>"
        for one in printed
    )
    return (
        '<RULE><REGTEXT TITLE="12" PART="1026"><AMDPAR>1. In Supplement I to part 1026—Official'
        f" Interpretations:</AMDPAR>{sentences}"
        '<HD SOURCE="HD1">Supplement I to Part 1026—Official Interpretations</HD><STARS/>'
        f"{texts}</REGTEXT></RULE>"
    ).encode()


def _amended(tmp_path: Path, items: list[str], printed: list[str]) -> tuple[list[str], list[str]]:
    """The texts of the amended supplement, and why what failed did."""
    file = tmp_path / "rule.xml"
    file.write_bytes(_rule(items, printed))
    made = api.amend(_edition(), file)
    return [block.text for block in made.edition.blocks], [one.reason for one in made.failures]


def _old() -> list[str]:
    return [block.text for block in _edition().blocks]


def _exchanged(old: list[str], out: list[str], new: list[str]) -> list[str]:
    """Texts with others in the place of some that stand together, or behind the one named."""
    at = old.index(out[0])
    return [*old[:at], *new, *old[at + len(out) :]]


CLOSED = "2. Closed accounts. A closed account is none."
GENERAL = [
    "1. General. An account is held by a consumer.",
    "i. A savings account is one.",
    "ii. A trust account is none.",
]


@pytest.mark.parametrize(
    ("items", "printed", "out", "new"),
    [
        (
            ["a. Under 2(a) Account, paragraph 2 is revised."],
            ["#2(a) Account", "*", "2. Closed accounts. A closed account is one.", "*"],
            [CLOSED],
            ["2. Closed accounts. A closed account is one."],
        ),
        (
            ["a. Under Section 1026.2—Definitions:", "i. Under 2(a), paragraph 1.ii is revised."],
            ["#Section 1026.2—Definitions", "#2(a) Account", "1. * * *", "ii. Now it is one.", "*"],
            [GENERAL[2]],
            ["ii. Now it is one."],
        ),
        (
            ["a. Under 2(a) Account, paragraph 3 is added."],
            ["#2(a) Account", "*", "3. Joint accounts. They are accounts.", "i. Of two persons."],
            [CLOSED],
            [CLOSED, "3. Joint accounts. They are accounts.", "i. Of two persons."],
        ),
        (
            ["a. Comment 2(b) is added."],
            ["#2(b) Bank", "1. Banks. A bank holds accounts."],
            ["2(c) Branch"],
            ["2(b) Bank", "1. Banks. A bank holds accounts.", "2(c) Branch"],
        ),
        (
            ["a. Section 1026.4 is added."],
            ["#Section 1026.4—Charges", "#4(a) Fees", "1. Fees. They are charges."],
            ["Appendix H—Model Forms"],
            ["Section 1026.4—Charges", "4(a) Fees", "1. Fees. They are charges.",
             "Appendix H—Model Forms"],
        ),
        (["a. Under 2(a) Account, paragraph 1 is removed."], [], GENERAL, []),
        (
            ["a. Under 2(a) Account:", "i. Paragraphs 1 and 2 are redesignated as paragraphs 2 and"
             " 3.", "ii. Paragraph 1 is added."],
            ["#2(a) Account", "1. New. It is new.", "*"],
            [*GENERAL, CLOSED],
            ["1. New. It is new.", "2. General. An account is held by a consumer.", *GENERAL[1:],
             "3. Closed accounts. A closed account is none."],
        ),
        (
            ["a. The heading of 2(c) is revised."],
            ["#2(c) Branch Office", "*"],
            ["2(c) Branch"],
            ["2(c) Branch Office"],
        ),
        (
            ["a. Under Appendix H—Model Forms, paragraph 1 is revised."],
            ["#Appendix H—Model Forms", "1. Use. The forms are mandatory."],
            ["1. Use. The forms are optional."],
            ["1. Use. The forms are mandatory."],
        ),
        (
            ["a. Under 3(b) Threshold, paragraph 1.iii is added."],
            ["#3(b) Threshold", "1. * * *", "*", "iii. In 2021 the amount is $52,000."],
            ["ii. In 2020 the amount is $51,000."],
            ["ii. In 2020 the amount is $51,000.", "iii. In 2021 the amount is $52,000."],
        ),
        (
            ["a. 2(c) Branch and paragraph 1 are removed."],
            [],
            ["2(c) Branch", "1. Offices. A branch is an office."],
            [],
        ),
        (
            ["a. Under 2(a) Account, in paragraph 1, remove “consumer” and add in its place “man”."],
            [],
            GENERAL[:1],
            ["1. General. An account is held by a man."],
        ),
        (
            ["a. Under 2(a) Account, in paragraphs 1 and 2, by removing “account” wherever it"
             " appears and adding “loan” in its place."],
            [],
            [*GENERAL, CLOSED],
            ["1. General. An loan is held by a consumer.", "i. A savings loan is one.",
             "ii. A trust loan is none.", "2. Closed accounts. A closed loan is none."],
        ),
        (
            ["a. In comment 2(c)-1, “an office” should read “a house”."],
            [],
            ["1. Offices. A branch is an office."],
            ["1. Offices. A branch is a house."],
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_the_supplement(
    items: list[str], printed: list[str], out: list[str], new: list[str], tmp_path: Path
) -> None:
    assert _amended(tmp_path, items, printed) == (_exchanged(_old(), out, new), [])


@pytest.mark.parametrize(
    ("items", "printed", "reason"),
    [
        (["a. Under 2(a), paragraph 7 is revised."], ["#2(a) Account", "7. No."],
         "there is no comment 2(a)-7 of Supplement I to Part 1026"),
        (["a. Under 2(a), paragraph 2 is added."], ["#2(a) Account", "2. No."],
         "there is a comment 2(a)-2 of Supplement I to Part 1026 already"),
        (["a. Under 2(a), paragraph 2 is revised."], ["#2(c) Branch", "2. No."],
         "no text of comment 2(a)-2 of Supplement I to Part 1026 is printed with it"),
        # the asterisks may stand for ii., which the edition has
        (["a. Under 2(a), paragraph 1 is revised."],
         ["#2(a) Account", "1. General. New.", "i. A savings account is one.", "*"],
         "whether the asterisks behind it stand for comment 2(a)-1.ii of Supplement I to Part 1026"
         " is not clear"),
        # another heading is meant than the one that bears the key
        (["a. Under 2(a) Charge card, paragraph 2 is revised."], ["#2(a) Account", "2. No."],
         "2(a) is headed “Account” there, and not “Charge card”"),
        (["a. 2(a) Account and paragraph 1 are removed."], [],
         "more stands under comments on 2(a) of Supplement I to Part 1026 than is removed"),
        (["a. Under 2(a), in paragraph 2, remove “loan” and add “bond” in its place."], [],
         "“loan” is not in comment 2(a)-2 of Supplement I to Part 1026"),
        (["a. Under 2(a), in paragraph 1, remove “account” and add “bond” in its place."], [],
         "comment 2(a)-1 of Supplement I to Part 1026 has “account” 3 times"),
        (["a. Under 2(a), paragraph 1 is redesignated as paragraph 2."], [],
         "there is a comment 2(a)-2 of Supplement I to Part 1026 already"),
    ],
)  # fmt: skip
def test_what_is_refused(items: list[str], printed: list[str], reason: str, tmp_path: Path) -> None:
    texts, reasons = _amended(tmp_path, items, printed)
    assert reason in reasons
    if "and paragraph 1 are removed" not in items[0]:
        assert texts == _old()


def test_what_is_printed_and_not_ordered_is_said(tmp_path: Path) -> None:
    texts, reasons = _amended(
        tmp_path,
        ["a. Under 2(a) Account, paragraph 2 is revised."],
        ["#2(a) Account", "2. Closed accounts. New.", "#2(c) Branch", "1. Offices. New."],
    )
    assert texts == _exchanged(_old(), [CLOSED], ["2. Closed accounts. New."])
    assert reasons == [
        "comment 2(c)-1 of Supplement I to Part 1026 is printed with it, and no instruction has it"
        " read so"
    ]


def test_an_edition_without_the_supplement(tmp_path: Path) -> None:
    file = tmp_path / "rule.xml"
    file.write_bytes(_rule(["a. Comment 2(b) is added."], ["#2(b) Bank", "1. Banks."]))
    made = api.amend(_edition("0 Appendix A to Part 1026—Forms\n1. Use."), file)
    assert [one.reason for one in made.failures] == ["the edition has no Supplement I to Part 1026"]


def test_whole_appendices(tmp_path: Path) -> None:
    book = "\n".join(
        ["0 Appendix A to Part 1026—Forms", "1. Use.", "0 Appendix C to Part 1026—Codes", "1. Old.",
         "0 Supplement I to Part 1026—Interpretations", "1. Kept."]
    )  # fmt: skip
    file = tmp_path / "rule.xml"
    file.write_text(
        '<RULE><REGTEXT TITLE="12" PART="1026">'
        "<AMDPAR>1. Appendix B to part 1026 is added to read as follows:</AMDPAR>"
        '<HD SOURCE="HD1">Appendix B to Part 1026—Fees</HD><P>1. New.</P></REGTEXT>'
        '<REGTEXT TITLE="12" PART="1026">'
        "<AMDPAR>2. Revise appendix C to part 1026 to read as follows:</AMDPAR>"
        '<HD SOURCE="HD1">Appendix C to Part 1026—Codes</HD><P>1. Newer.</P></REGTEXT>'
        '<REGTEXT TITLE="12" PART="1026">'
        "<AMDPAR>3. Remove appendix A to part 1026.</AMDPAR></REGTEXT></RULE>"
    )
    made = api.amend(_edition(book), file)
    assert made.failures == ()
    assert [block.text for block in made.edition.blocks] == [
        "Appendix B to Part 1026—Fees", "1. New.", "Appendix C to Part 1026—Codes", "1. Newer.",
        "Supplement I to Part 1026—Interpretations", "1. Kept.",
    ]  # fmt: skip
    assert [one.name for one in appendices_of(made.edition.blocks)] == [
        "Appendix B to Part 1026", "Appendix C to Part 1026", "Supplement I to Part 1026",
    ]  # fmt: skip


def test_entries_are_called_as_they_are_cited() -> None:
    assert EntryTarget(SUPPLEMENT, ("2(c)(1)", "1", "i")).name.startswith(
        cite_of_entry(("2(c)(1)", "1", "i"))
    )

"""Forms of regulations that part 163 does not have: one sentence beside what it says."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cfrdiff
from cfrdiff import Edition, Paragraph, Section, Source, schemas
from cfrdiff.errors import NotFoundError
from cfrdiff.model import grow
from cfrdiff.provisions import Provision, Provisions, provisions


def edition(*paragraphs: tuple[str, str]) -> Edition:
    flat = [
        Paragraph(d, tuple(d.strip("()").split(")(")) if d else (), None, text)
        for d, text in paragraphs
    ]
    section = Section("10.5", "Duties.", "complete", None, grow(flat))
    return Edition(
        title=7, part="10", as_of=None, source=Source("a.txt", "0", "text"), sections=(section,)
    )


def read(*paragraphs: tuple[str, str]) -> list[Provision]:
    return list(provisions(edition(*paragraphs)).provisions)


@pytest.mark.parametrize(
    ("text", "kind", "bearer"),
    [
        ("The operator must keep a log.", "duty", "operator"),
        ("Each licensee, except a hospital, shall keep a log.", "duty", "licensee"),
        ("A carrier is required to post a bond.", "duty", "carrier"),
        ("No person may enter the area.", "prohibition", "person"),
        ("A bank must not charge a fee.", "prohibition", "bank"),
        ("The Administrator may waive a fee.", "discretion", "Administrator"),
        ("An importer may file a claim.", "permission", "importer"),
        ("An importer need not file a claim.", "permission", "importer"),
        ("The Secretary will publish a notice.", "duty", "Secretary"),
        ("A failure to pay may result in a penalty.", "declaration", None),
        ("This part applies to all importers.", "condition", None),
        ("This section does not apply to gifts.", "condition", None),
        ("Gift means a thing given.", "definition", None),
        ("A claim must be filed by the owner of the goods.", "duty", "owner"),
        ("A claim must be filed by the owner no later than noon.", "duty", "owner"),
        ("A claim must be filed in writing.", "duty", None),
        ("If the owner who signed the form dies, the executor shall file it.", "duty", "executor"),
        ("The records that an importer must keep are public.", "declaration", None),
        ("Any officer who may sign shall be bonded.", "duty", None),
        ("If it rains, you must stay.", "duty", "you"),
        ("Any of the joint owners may opt out.", "permission", "joint owners"),
        ("A balloon shall rise.", "duty", None),
        ("A bank, other than a branch, that lends money must report.", "duty", "bank"),
        ("Further the Commission has a duty to report.", "duty", "Commission"),
        ("The rule is that records are kept.", "declaration", None),
        ("The PHA must promptly notify the owner.", "duty", "PHA"),
        ("The IND must contain a plan.", "duty", None),
        ("The handling operation must keep a log.", "duty", "handling operation"),
        ("No complaint shall be made public.", "prohibition", None),
        ("No receipt will be issued.", "prohibition", None),
        ("The broker shall have no contact with a guest.", "prohibition", "broker"),
        ("There shall be no charge for copies.", "prohibition", None),
        ("The notice must be given no later than May 1.", "duty", None),
        ("In no event shall a broker accept cash.", "prohibition", "broker"),
        ("Under no circumstances may the agent disclose it.", "prohibition", "agent"),
        ("The owner shall at no time leave.", "prohibition", "owner"),
        ("At no additional cost, the carrier shall deliver.", "duty", "carrier"),
        ("Nothing in this part shall be construed to prevent a fee.", "declaration", None),
        ("This part shall not limit the powers of a State.", "declaration", None),
        ("The Board shall not limit the powers of a State.", "prohibition", "Board"),
        ("It is unlawful for any person to ship waste.", "prohibition", "person"),
        ("It is an offense for anyone to make a false claim.", "prohibition", "anyone"),
        ("When accepting waste, the carrier must sign.", "duty", "carrier"),
        ("Even where a waste is exempt, the transporter must sign.", "duty", "transporter"),
        ("A person shipping a drug shall keep a log.", "duty", "person"),
        (
            "In the event of a sale, the principal of that seller shall keep a log.",
            "duty",
            "principal",
        ),
        ("A taxpayer with more than one store must file.", "duty", "taxpayer"),
    ],
)
def test_kind_and_bearer(text: str, kind: str, bearer: str | None) -> None:
    ((statement, *_),) = [one.statements for one in read(("(a)", text))]
    assert (statement.kind, statement.bearer) == (kind, bearer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 10 business days after notice", (10, "day", "business", "after", "notice")),
        ("within thirty days of the sale", (30, "day", None, "of", "the sale")),
        ("at least 2 years", (2, "year", None, None, None)),
        ("a 30-day period", (30, "day", None, None, None)),
        ("6 months before the fair, unless it rains", (6, "month", None, "before", "the fair")),
        ("within a reasonable time", (None, None, None, None, None)),
        ("within one and one-half years", (18, "month", None, None, None)),
        ("within half an hour", (30, "minute", None, None, None)),
        ("within two fortnights", (4, "week", None, None, None)),
        ("within sixty (90) days after notice", (None, "day", None, "after", "notice")),
        ("within 2.5 days", (2.5, "day", None, None, None)),
        ("within 4 1/2 months", (4.5, "month", None, None, None)),
        ("within 2½ months after notice", (2.5, "month", None, "after", "notice")),
        ("within two and one-half business days", (2.5, "day", "business", None, None)),
        ("within 1.5 weeks", (1.5, "week", None, None, None)),
        ("within 1.5 hours", (90, "minute", None, None, None)),
        ("within one-third of a month", (None, "month", None, None, None)),
        ("within 20 or more days after notice", (20, "day", None, "after", "notice")),
        ("for ten or fewer business days", (10, "day", "business", None, None)),
        ("for 30 days or more", (30, "day", None, None, None)),
        ("for a year and a day", (None, "day", None, None, None)),
        ("within one year and one day after notice", (None, "day", None, "after", "notice")),
        ("for a month and a half", (1.5, "month", None, None, None)),
        ("for a year and a half", (18, "month", None, None, None)),
        ("for a week and a day", (8, "day", None, None, None)),
        ("for 1 year and 6 months", (18, "month", None, None, None)),
        ("for 1 hour and 30 minutes", (90, "minute", None, None, None)),
        ("within ten working days", (10, "day", "business", None, None)),
    ],
)
def test_deadlines(text: str, expected: tuple[object, ...]) -> None:
    (one,) = read(("(a)", f"The owner shall answer {text}."))
    (found,) = one.statements[0].deadlines
    assert (found.number, found.unit, found.days, found.relation, found.counted_from) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("between 1 year and 6 months", [1, 6]),
        ("in 1 year and 6 months, respectively", [1, 6]),
        ("in 10 days and 20 days", [10, 20]),
        ("in 6 months and 1 year", [6, 1]),
        ("a day and a year", []),
    ],
)
def test_what_is_not_added(text: str, numbers: list[int]) -> None:
    (one,) = read(("(a)", f"The owner shall answer {text}."))
    assert [found.number for found in one.statements[0].deadlines] == numbers


def test_of_a_range_both_ends_are_deadlines() -> None:
    (one,) = read(("(a)", "The owner shall answer 5 to 10 days after notice."))
    found = [(d.text, d.number, d.unit, d.relation) for d in one.statements[0].deadlines]
    assert found == [("5 to 10 days", n, "day", "after") for n in (5, 10)]


@pytest.mark.parametrize("text", ["persons 62 years old", "a child 12 years of age", "age 62"])
def test_ages_are_no_deadlines(text: str) -> None:
    (one,) = read(("(a)", f"The owner shall admit {text}."))
    assert one.statements[0].deadlines == ()


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "paragraphs (a)(5), (a)(6) and (b) of this section",
            "§ 10.5(a)(5) § 10.5(a)(6) § 10.5(b)",
        ),
        (
            "paragraphs (c)(1)(ii) through (v)",
            "§ 10.5(c)(1)(ii) § 10.5(c)(1)(iii) § 10.5(c)(1)(iv) § 10.5(c)(1)(v)",
        ),
        ("paragraph (b)(1) through (3) of this section", "§ 10.5(b)(1) § 10.5(b)(2) § 10.5(b)(3)"),
        ("paragraph (e) of § 10.7", "§ 10.7(e)"),
        ("§§ 10.2(a) and (b)(1)", "§ 10.2(a) § 10.2(b)(1)"),
        ("§§ 10.2, 10.4 and 10.6(c)", "§ 10.2 § 10.4 § 10.6(c)"),
        ("19 U.S.C. 1592(b)", "19 U.S.C. 1592(b)"),
        ("7 CFR 10.9(b)", "7 CFR 10.9(b)"),
        ("12 CFR 1026.4", "12 CFR 1026.4"),
        ("7 CFR 10.9(b) or 11.2(d)", "7 CFR 10.9(b) 7 CFR 11.2(d)"),
        ("12 CFR part 202", "12 CFR part 202"),
        ("part 12 of this chapter", "7 CFR part 12"),
        (
            "sections 702(g) and 706(a) and (b) of the Act",
            "section 702(g) section 706(a) section 706(b)",
        ),
        ("appendix B to this part", "10 appendix B"),
        ("Pub. L. 95–87", "Pub. L. 95-87"),
        ("this section and this part", ""),
        ("paragraph (a) of § 60-1.4", "§ 60-1.4(a)"),
        ("§§ 10.2 through 10.4", "§ 10.2 § 10.4"),
        ("§§ 10.33 through .38", "§ 10.33 § 10.38"),
        ("§ 10.2(a)–(c)", "§ 10.2(a) § 10.2(b) § 10.2(c)"),
        ("paragraphs (b)(9) through (b)(11)", "§ 10.5(b)(9) § 10.5(b)(10) § 10.5(b)(11)"),
        ("12 CFR 3.4–3.9", "12 CFR 3.4 12 CFR 3.9"),
        ("26 CFR 1.1031(d)-1T", "26 CFR 1.1031(d)-1T"),
        ("11 CFR 111.13 (b), (c), and (d)", "11 CFR 111.13(b) 11 CFR 111.13(c) 11 CFR 111.13(d)"),
        (
            "parts 270, 264, and 265 of this chapter",
            "7 CFR part 270 7 CFR part 264 7 CFR part 265",
        ),
        ("50 U.S.C. 1701 et seq.", "50 U.S.C. 1701"),
        (
            "section 6(b)(2)(A)-(C) of the Act",
            "section 6(b)(2)(A) section 6(b)(2)(B) section 6(b)(2)(C)",
        ),
        ("section 5(b) of Public Law 95–87", "section 5(b) of Pub. L. 95-87"),
        ("E.O. 13224", "E.O. 13224"),
        ("paragraph (b) of 17 CFR 240.15c3-3", "17 CFR 240.15c3-3(b)"),
        ("paragraph (b) of 7 CFR 10.9", "7 CFR 10.9(b)"),
        ("§§ 12.4 and 12.5 of title 49", "49 CFR 12.4 49 CFR 12.5"),
        ("paragraph (b) of § 60.8 of 40 CFR part 60", "40 CFR 60.8(b)"),
        (
            "paragraphs (a) through (c) of 5 U.S.C. 552",
            "5 U.S.C. 552(a) 5 U.S.C. 552(b) 5 U.S.C. 552(c)",
        ),
        ("paragraph (b) of such section", "paragraph (b) of such section"),
        ("paragraph (b) of the order", "paragraph (b) of the order"),
        (
            "paragraphs (a) through (c) of §§ 10.2 and 10.4",
            "§ 10.2(a) § 10.2(b) § 10.2(c) § 10.4(a) § 10.4(b) § 10.4(c)",
        ),
        ("24 CFR part 5, subpart L", "24 CFR part 5, subpart L"),
        ("subpart L of 24 CFR part 5", "24 CFR part 5, subpart L"),
        ("appendix M to subpart B of 10 CFR part 430", "10 CFR part 430, subpart B, appendix M"),
        ("appendix M to subpart B of this part", "10 subpart B, appendix M"),
    ],
)
def test_references(text: str, cites: str) -> None:
    (one,) = read(("(a)", f"The owner shall comply with {text}."))
    found = [reference.cite for reference in one.statements[0].references]
    assert " ".join(found) == cites


@pytest.mark.parametrize(
    ("at", "text", "cites"),
    [
        ("(b)(1)", "subparagraph (2) of this paragraph", ["§ 10.5(b)(2)"]),
        ("(b)", "paragraphs (1) and (2) of this paragraph", ["§ 10.5(b)(1)", "§ 10.5(b)(2)"]),
        ("(b)(2)", "subdivision (i) of this subparagraph", []),
        ("(b)(2)", "paragraph (i) of this paragraph", ["§ 10.5(b)(2)(i)"]),
        ("(b)(1)", "paragraph (b)(2) of this paragraph", ["§ 10.5(b)(2)"]),
        ("(b)(1)", "paragraph (a) of this clause", ["§ 10.5(a)"]),
        # No paragraph, or more than one, can be meant.
        ("(a)", "paragraph (2) of this paragraph", ["paragraph (2) of this paragraph"]),
        ("(b)(1)", "paragraph (2) of this section", ["§ 10.5(2)"]),
    ],
)
def test_a_paragraph_of_this_paragraph(at: str, text: str, cites: list[str]) -> None:
    texts = dict.fromkeys(["(a)", "(b)", "(b)(1)", "(b)(2)", "(b)(2)(i)"], "Text.")
    texts[at] = f"The owner shall comply with {text}."
    found = {one.designation: one for one in read(*texts.items())}[at]
    assert [reference.cite for reference in found.statements[0].references] == cites


def test_a_reference_knows_whether_the_edition_has_it() -> None:
    found = read(("(a)", "See paragraph (b) and paragraph (z) of this section."), ("(b)", "Text."))
    assert [(r.designation, r.held) for r in found[0].statements[0].references] == [
        ("(b)", True),
        ("(z)", False),
    ]


@pytest.mark.parametrize(
    ("intro", "items", "joined", "kinds"),
    [
        ("The owner shall:", ["Pay; and", "Sign."], "and", ["duty owner"] * 2),
        ("The owner may enter if:", ["It is open; or", "It rains."], "or", ["condition "] * 2),
        ("The Board may refuse for any of the following reasons:", ["Age.", "Size."], "or", ["condition "] * 2),
        ("The owner shall do each of the following:", ["Pay.", "Sign."], "and", ["duty owner"] * 2),
        ("Fee includes:", ["Tax;", "Toll."], None, ["definition "] * 2),
        ("The owner shall pay, except that:", ["A carrier may pay; and", "An agent need not pay."],
         "and", ["permission carrier", "permission agent"]),
        ("The owner shall pay.", ["A carrier may not enter.", "It is late."], None, ["prohibition carrier", "declaration "]),
    ],
)  # fmt: skip
def test_lists(intro: str, items: list[str], joined: str | None, kinds: list[str]) -> None:
    rows = [("(a)", intro), *((f"(a)({i})", text) for i, text in enumerate(items, 1))]
    first, *rest = read(*rows)
    assert first.joined == joined
    assert [f"{one.statements[0].kind} {one.statements[0].bearer or ''}" for one in rest] == kinds


def test_one_sentence_can_say_two_things() -> None:
    (one,) = read(("(a)", "The office shall review the form and may visit the owner."))
    assert [(s.kind, s.bearer, s.action) for s in one.statements] == [
        ("duty", "office", "review the form"),
        ("discretion", "office", "visit the owner"),
    ]


def test_words_in_quotation_marks_and_parentheses_decide_nothing() -> None:
    (one,) = read(("(a)", "The form (which the owner must sign) says “you shall pay” in red."))
    assert [s.kind for s in one.statements] == ["declaration"]


def test_a_section_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match=r"a\.txt: no § 10\.9 in this file; it has 10\.5"):
        provisions(edition(("(a)", "Text.")), section="10.9")


def test_the_json_keeps_to_its_schema_and_comes_back() -> None:
    found = provisions(cfrdiff.read("19-cfr-163-2012"))
    jsonschema.validate(json.loads(found.to_json()), schemas.load("provisions-1"))
    assert Provisions.from_json(found.to_json()) == found


WORDS = st.sampled_from(
    "The owner shall may not if unless , . ; : ( ) “ ” and or by who that means be filed within 30 days"
    " paragraph (a) of this section either § 10.5 $5".split()
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_text_is_told_whole(text: str) -> None:
    (one,) = read(("(a)", text))
    for statement in one.statements:
        assert text[statement.start : statement.end] == statement.text
    covered = {i for s in one.statements for i in range(s.start, s.end)}
    assert all(i in covered or text[i].isspace() for i in range(len(text)))

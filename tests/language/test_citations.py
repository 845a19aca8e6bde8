"""What a text cites, each with its form, its words and its members."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.language.citation import Citation
from cfrdiff.language.citations import find_citations


def shown(text: str) -> list[str]:
    return [
        f"{one.form}: {text[one.start : one.end]} = {_members(one)}" for one in find_citations(text)
    ]


def _members(one: Citation) -> str:
    cites = [f"{'…' if m.ends_range else ''}{m.cite}" for m in one.members]
    return ", ".join([*cites, *one.numbers])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("described in Section 1005.36(d)(2)(i) within", ["section: Section 1005.36(d)(2)(i) = 1005.36(d)(2)(i)"]),
        (
            "with sections 1005.33 through .38 and 12(a)(1)(i) through (vi) of this part.",
            ["section: sections 1005.33 through .38 and 12(a)(1)(i) through (vi) of this part"
             " = 1005.33, …1005.38, 1005.12(a)(1)(i), …1005.12(a)(1)(vi)"],
        ),
        (
            "under 12 CFR 226.5a, 12 CFR 3.4–3.9, and 17 CFR 240.10b-21",
            ["cfr: 12 CFR 226.5a = 226.5a", "cfr: 12 CFR 3.4–3.9 = 3.4, …3.9", "cfr: 17 CFR 240.10b-21 = 240.10b-21"],
        ),
        ("33 CFR 100.T07-0110.", ["cfr: 33 CFR 100.T07-0110 = 100.T07-0110"]),
        (
            "50 U.S.C. 1701 et seq. or 29 CFR §§ 778.113 (the statutory method), 778.114 (the other method)",
            ["code: 50 U.S.C. 1701 et seq. = 1701",
             "cfr: 29 CFR §§ 778.113 (the statutory method), 778.114 = 778.113, 778.114"],
        ),
        (
            "section 6(b)(2)(A)-(C) of the Act, Pub. L. 104–208, 110 Stat. 3009, or E.O. 13224",
            ["statute: section 6(b)(2)(A)-(C) of the Act = 6(b)(2)(A), …6(b)(2)(C)",
             "law: Pub. L. 104–208 = ", "statutes at large: 110 Stat. 3009 = ", "order: E.O. 13224 = "],
        ),
        (
            "19 U.S.C. 1508 and 1509(a), or section 484 of the Tariff Act of 1930",
            ["code: 19 U.S.C. 1508 and 1509(a) = 1508, 1509(a)",
             "statute: section 484 of the Tariff Act of 1930 = 484"],
        ),
        ("paragraph (a) of § 60-1.4", ["paragraph: paragraph (a) of § 60-1.4 = 60-1.4(a)"]),
        ("paragraphs (b)(1) and (2) of this section", ["paragraph: paragraphs (b)(1) and (2) of this section = (b)(1), (b)(2)"]),
        ("parts 270, 264, and 265 of this chapter", ["part: parts 270, 264, and 265 of this chapter = 270, 264, 265"]),
        ("40 CFR parts 270 through 272", ["cfr part: 40 CFR parts 270 through 272 = 270, 272"]),
        ("10 CFR part 431, and 10 CFR 429.11", ["cfr part: 10 CFR part 431 = 431", "cfr: 10 CFR 429.11 = 429.11"]),
        ("§ 163.6, 12.5 percent of the value", ["section: § 163.6 = 163.6"]),
        ("under section 5, 30 days after", ["statute: section 5 = 5"]),
        ("by section 404 each year", ["statute: section 404 = 404"]),
        ("in effect under§ 1.411(a)-11(c)(3)(ii).", ["section: § 1.411(a)-11(c)(3)(ii) = 1.411(a)-11(c)(3)(ii)"]),
        ("as 240.17Ad-7(f) says", ["section: 240.17Ad-7(f) = 240.17Ad-7(f)"]),
        ("44 FR 16215, Mar. 16, 1979", ["register: 44 FR 16215 = "]),
        ("15 U.S.C. sec. 80a-2", ["code: 15 U.S.C. sec. 80a-2 = 80a-2"]),
        ("5 U.S.C. 552a note", ["code: 5 U.S.C. 552a note = 552a"]),
        ("this section, subpart B of part 54, and appendix A to this part",
         ["here: this section = ", "division: subpart B of part 54 = ", "division: appendix A to this part = "]),
        ("section 1902(a)(10)(A)(i)(IV) of the Act", ["statute: section 1902(a)(10)(A)(i)(IV) of the Act = 1902(a)(10)(A)(i)(IV)"]),
        # A measure behind a cite, whatever its unit, is no member of the list.
        ("§ 12.4 or 10.5 pounds", ["section: § 12.4 = 12.4"]),
        ("§ 109.32 or 109.33 need", ["section: § 109.32 or 109.33 = 109.32, 109.33"]),
        ("§ 12.4 to 49.5 feet", ["section: § 12.4 = 12.4"]),
        ("§ 12.4, 3.2 million gallons", ["section: § 12.4 = 12.4"]),
        ("§ 12.4(a) and 1.5 mg/L", ["section: § 12.4(a) = 12.4(a)"]),
        ("5 U.S.C. 552 to 10 people", ["code: 5 U.S.C. 552 = 552"]),
        ("31 U.S.C. 3729, 3730, and 5 copies", ["code: 31 U.S.C. 3729, 3730 = 3729, 3730"]),
        ("§§ 12.4 and 12.5 apply", ["section: §§ 12.4 and 12.5 = 12.4, 12.5"]),
        # The part of a section is never read as a part alone.
        ("8 CFR 274a.2(b)", ["cfr: 8 CFR 274a.2(b) = 274a.2(b)"]),
        ("41 CFR 60-1.4(a)", ["cfr: 41 CFR 60-1.4(a) = 60-1.4(a)"]),
        ("12 CFR 261a.3 and 261b.4", ["cfr: 12 CFR 261a.3 and 261b.4 = 261a.3, 261b.4"]),
        ("41 CFR parts 60-1, 60-2", ["cfr part: 41 CFR parts 60-1, 60-2 = 60-1, 60-2"]),
        ("41 CFR part 60-250", ["cfr part: 41 CFR part 60-250 = 60-250"]),
        ("40 CFR parts 1500-1508", ["cfr part: 40 CFR parts 1500-1508 = 1500, 1508"]),
        ("parts 100–199 of this title", ["part: parts 100–199 of this title = 100, 199"]),
        ("16 U.S.C. 668dd-668ee", ["code: 16 U.S.C. 668dd-668ee = 668dd, …668ee"]),
        ("15 U.S.C. 77a-77aa and 2000e-5", ["code: 15 U.S.C. 77a-77aa and 2000e-5 = 77a, …77aa, 2000e-5"]),
        # The number of an enumeration in the sentence is no paragraph cited.
        ("(1) under paragraph (a) and (2) under paragraph (b)",
         ["paragraph: paragraph (a) = (a)", "paragraph: paragraph (b) = (b)"]),
        ("under § 12.4, and (b) the other", ["section: § 12.4 = 12.4"]),
        ("§ 12.4(a), (3) a form", ["section: § 12.4(a) = 12.4(a)"]),
        ("section 12.5 feet long", []),
        ("12 U.S.C. 1 et seq., 93a, 481, 1818", ["code: 12 U.S.C. 1 et seq., 93a, 481, 1818 = 1, 93a, 481, 1818"]),
        ("sections 201(s) and 409 of the Federal Food, Drug, and Cosmetic Act",
         ["statute: sections 201(s) and 409 of the Federal Food, Drug, and Cosmetic Act = 201(s), 409"]),
        ("subparagraph (A)", ["paragraph: subparagraph (A) = (A)"]),
        ("50 U.S.C. app. 2401", ["code: 50 U.S.C. app. 2401 = 2401"]),
        ("EO 12866 and Executive Orders 12866 and 13563",
         ["order: EO 12866 = ", "order: Executive Orders 12866 and 13563 = "]),
        ("§ 60.40Da(b) and § 12.4st", ["section: § 60.40Da(b) = 60.40Da(b)"]),
        ("Form 7501, 10.5 percent of $1.50, on May 1, 2011, at 9:30 a.m. in (a) room 12", []),
        ("(1) A test; (2) a sale of 12.5 units", []),
        ("the sections of the law, each part, this year", []),
    ],
)  # fmt: skip
def test_each_form(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of another law or title: a paragraph there.
        ("paragraph (b) of 17 CFR 240.15c3-3", ["cfr 17: 240.15c3-3(b)"]),
        ("paragraph (b) of 26 CFR 1.401(a)(4)-2", ["cfr 26: 1.401(a)(4)-2(b)"]),
        ("paragraph (b)(2) of 26 CFR 1.61-2(b)", ["cfr 26: 1.61-2(b)(2)"]),
        ("paragraphs (a) through (c) of 49 CFR 172.101", ["cfr 49: 172.101(a), …172.101(c)"]),
        ("paragraph (b) of Treas. Reg. § 1.61-2", ["cfr 26: 1.61-2(b)"]),
        ("paragraph (b) of § 172.101 of title 49", ["paragraph 49: 172.101(b)"]),
        ("paragraph (b) of § 60.8 of 40 CFR part 60", ["paragraph 40: 60.8(b)"]),
        ("paragraph (b) of 5 U.S.C. 552", ["code 5: 552(b)"]),
        ("paragraphs (1) and (3) of 26 U.S.C. 501(c)", ["code 26: 501(c)(1), 501(c)(3)"]),
        ("paragraph (b) of section 7 of the Act", ["statute: 7(b)"]),
        ("subsection (b) of section 7 of the Act", ["statute: 7(b)"]),
        ("subparagraph (A) of paragraph (1) of section 404(a)", ["statute: 404(a)(1)(A)"]),
        # Of what has no number that can be read: the words, and no paragraph.
        ("paragraph (b) of that section", ["elsewhere: paragraph (b) of that section"]),
        ("paragraph (b) of such section", ["elsewhere: paragraph (b) of such section"]),
        ("paragraph (b) of the preceding section applies", ["elsewhere: paragraph (b) of the preceding section"]),
        ("paragraph (b) of section 4 of this part", ["elsewhere: paragraph (b) of section 4 of this part"]),
        ("paragraph (b) of this part", ["elsewhere: paragraph (b) of this part"]),
        ("paragraph (b) of part 4 of this chapter", ["elsewhere: paragraph (b) of part 4 of this chapter"]),
        ("paragraph (b) of appendix A to this part", ["elsewhere: paragraph (b) of appendix A to this part"]),
        ("paragraph (b) in appendix A to this part", ["elsewhere: paragraph (b) in appendix A to this part"]),
        ("paragraph (b) of 12 CFR part 3, appendix A, is", ["elsewhere: paragraph (b) of 12 CFR part 3, appendix A"]),
        ("paragraph (b) of Rule 10b-5.", ["elsewhere: paragraph (b) of Rule 10b-5"]),
        ("paragraph (b) of rule 144", ["elsewhere: paragraph (b) of rule 144"]),
        ("paragraph (b) of FAR 52.219-8, and", ["elsewhere: paragraph (b) of FAR 52.219-8"]),
        ("paragraph (b) of the clause at 52.212-5 is", ["elsewhere: paragraph (b) of the clause at 52.212-5"]),
        ("paragraph (b) of Executive Order 12866", ["elsewhere: paragraph (b) of Executive Order 12866"]),
        ("paragraph (b) of Form 1040.", ["elsewhere: paragraph (b) of Form 1040"]),
        ("paragraph (b) of Article 5", ["elsewhere: paragraph (b) of Article 5"]),
        ("paragraph (b) of Schedule 3", ["elsewhere: paragraph (b) of Schedule 3"]),
        ("paragraph (b) of the order", ["elsewhere: paragraph (b) of the order"]),
        ("paragraph (b) of the application", ["elsewhere: paragraph (b) of the application"]),
        ("paragraph (b) of his license", ["elsewhere: paragraph (b) of his license"]),
        ("paragraph (b) of Example 1. In this", ["elsewhere: paragraph (b) of Example 1"]),
        ("paragraph (b) of Q&A-2 says", ["elsewhere: paragraph (b) of Q&A-2"]),
        ("paragraph (1) of this definition", ["elsewhere: paragraph (1) of this definition"]),
        ("paragraph (b) of the definition of owner in § 12.3",
         ["elsewhere: paragraph (b) of the definition", "section: 12.3"]),
        # "Thereof": of the one thing cited right before it.
        ("§ 12.4, except paragraph (b) thereof", ["section: 12.4", "paragraph: 12.4(b)"]),
        ("§ 12.4 and paragraph (b) thereof", ["section: 12.4", "paragraph: 12.4(b)"]),
        ("17 CFR 240.15c3-3 (including paragraph (b) thereof)", ["cfr 17: 240.15c3-3", "cfr 17: 240.15c3-3(b)"]),
        ("this section, except paragraph (b) thereof", ["here: this section", "paragraph: (b)"]),
        ("§§ 12.4 and 12.5, except paragraph (b) thereof",
         ["section: 12.4, 12.5", "elsewhere: paragraph (b) thereof"]),
        ("the permit, except paragraph (b) thereof", ["elsewhere: paragraph (b) thereof"]),
        ("see § 12.4, paragraph (b), for the fees", ["section: 12.4", "paragraph: 12.4(b)"]),
        ("as § 12.4 says, paragraph (b), too", ["section: 12.4", "paragraph: (b)"]),
        # Of the section at hand.
        ("paragraph (b) of this section", ["paragraph: (b)"]),
        ("paragraph (b), of this section", ["paragraph: (b)"]),
        ("paragraph (b) hereof", ["paragraph: (b)"]),
        ("paragraph (b) of this rule", ["paragraph: (b)"]),
        ("paragraph (b)", ["paragraph: (b)"]),
        ("paragraph (b) in writing", ["paragraph: (b)"]),
        ("under paragraph (b) of submitting a form", ["paragraph: (b)"]),
        ("as § 12.4 says, paragraph (b) applies", ["section: 12.4", "paragraph: (b)"]),
        ("as provided in § 12.4, paragraph (b) applies", ["section: 12.4", "paragraph: (b)"]),
        # None of it is lost.
        ("paragraph (b) of such § 12.4", ["paragraph: 12.4(b)"]),
        ("paragraph (b), of § 12.4", ["paragraph: 12.4(b)"]),
        ("paragraph (b) in § 12.4", ["paragraph: 12.4(b)"]),
        ("paragraph (2) of § 12.4(b)", ["paragraph: 12.4(b)(2)"]),
        ("paragraph (b) of § 12.4 and (c) of § 12.5", ["paragraph: 12.4(b)", "paragraph: 12.5(c)"]),
        ("§ 12.4(b) and (c) of § 12.5", ["section: 12.4(b)", "paragraph: 12.5(c)"]),
        ("paragraph (a)(1) of § 12.4, (c) and (d) of § 12.5, and (e) of this section",
         ["paragraph: 12.4(a)(1)", "paragraph: 12.5(c), 12.5(d)", "paragraph: (e)"]),
        ("paragraphs (b) and (c) of §§ 12.4 and 12.5", ["paragraph: 12.4(b), 12.4(c), 12.5(b), 12.5(c)"]),
        ("paragraph (b) of §§ 12.4 and 12.5(c)", ["paragraph: 12.4(b), 12.5(c)"]),
        ("paragraph (b) of each of §§ 12.4 and 12.5", ["paragraph: 12.4(b), 12.5(b)"]),
        ("paragraph (b) of § 12.4 and § 12.5", ["paragraph: 12.4(b)", "section: 12.5"]),
        ("paragraphs (b) and (c) of 17 CFR 240.1 and 240.2",
         ["cfr 17: 240.1(b), 240.1(c), 240.2(b), 240.2(c)"]),
        ("the requirements in (b)(2) of § 12.4", ["paragraph: 12.4(b)(2)"]),
        ("the requirements in (b)(2) and (3) of this section", ["paragraph: (b)(2), (b)(3)"]),
        ("(1) of § 12.4", ["section: 12.4"]),
        ("a copy (a) of § 12.4", ["section: 12.4"]),
        ("clause (ii) of paragraph (b)(1) of § 12.4", ["paragraph: 12.4(b)(1)(ii)"]),
        ("clauses (ii) and (iii) of paragraph (b)(1)", ["paragraph: (b)(1)(ii), (b)(1)(iii)"]),
        ("clause (ii) of the lease", []),
        ("paragraphs (a) and (b) of this section and of § 12.8",
         ["paragraph: (a), (b)", "section: 12.8(a), 12.8(b)"]),
        ("paragraph (a) of § 12.8, of 49 CFR 172.101, and of this section",
         ["paragraph: 12.8(a)", "cfr 49: 172.101(a)", "paragraph: (a)"]),
        ("paragraph (a) and § 12.5 of this chapter", ["paragraph: (a)", "section: 12.5"]),
        ("section 401(k) and paragraph (b) of this section", ["statute: 401(k)", "paragraph: (b)"]),
        # What a section or a part is of.
        ("§ 60.8 of 40 CFR part 60", ["section 40: 60.8"]),
        ("§ 60.8 of subpart A of 40 CFR part 60", ["section 40: 60.8"]),
        ("§ 60.8 of part 60 of title 40", ["section 40: 60.8"]),
        ("section 25.301 of the Education Code", ["statute: 25.301"]),
        ("§ 25.301 of the Code of Federal Regulations", ["section: 25.301"]),
        ("part 29 of 27 CFR", ["part 27: 29"]),
        ("40 CFR 260.10, 261, and 262", ["cfr 40: 260.10", "cfr part 40: 261, 262"]),
        ("40 CFR 260.10 and 261 apply", ["cfr 40: 260.10", "cfr part 40: 261"]),
        ("12 CFR 3.4, 5 or more", ["cfr 12: 3.4"]),
        ("12 CFR 3.4 and 30 days", ["cfr 12: 3.4"]),
        ("40 CFR 260.10, 1998.", ["cfr 40: 260.10"]),
    ],
)  # fmt: skip
def test_what_a_paragraph_is_of(text: str, expected: list[str]) -> None:
    assert [_of(text, one) for one in find_citations(text)] == expected


def _of(text: str, one: Citation) -> str:
    title = "" if one.title is None else f" {one.title}"
    return f"{one.form}{title}: {_members(one) or text[one.start : one.end]}"


LAWS = ("17 CFR 240.15c3-3", "5 U.S.C. 552", "section 7 of the Act", "§ 12.4", "Rule 10b-5")


@given(st.sampled_from(LAWS), st.sampled_from(["(b)", "(b)(2)", "(a) and (b)", "(a) through (c)"]))
def test_no_paragraph_of_another_law_is_of_the_section_at_hand(law: str, labels: str) -> None:
    (one,) = find_citations(f"under paragraph {labels} of {law}, the")
    assert all(member.cite.section for member in one.members)


def test_the_title_behind_a_list_is_its_title() -> None:
    (one,) = find_citations("§§ 12.4 and 12.5 of title 49")
    assert (one.title, one.end) == (49, 28)


@given(st.text("§()abi1 2.,-–andthroughCFRUS\n", max_size=200))
def test_citations_are_in_order_and_none_overlaps(text: str) -> None:
    found = find_citations(text)
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        assert all(one.start <= m.start <= m.end <= one.end for m in one.members)
        ends.append(one.end)

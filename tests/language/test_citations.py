"""What a text cites, each with its form, its words and its members."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.language.citations import Citation, find_citations


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

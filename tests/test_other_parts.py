"""Excerpts in the manner of parts of other titles: what each title does in a way of its own."""

import pytest
from test_structure import edition_of, flat

# name: (heading, body, what is read: designation, heading and the first words, findings)
EXCERPTS: dict[str, tuple[str, str, list[str], list[tuple[str, str | None]]]] = {
    "title 26: headings on every level, dashes and full stops mixed": (
        "§ 1.401(a)-1 Qualified plans; in general.",
        "(a) Introduction—(1) In general. This section reflects section 401 (Public Law 93-406).\n\n"
        "(2) [Reserved]\n\n"
        "(b) Pension plans—(1) Definite benefits. (i) In order for a plan to be qualified under"
        " section 401(a), it must be established. See section 401(a)(11) and §1.401(a)-20.\n\n"
        "(ii) Section 1.401-1(b)(1)(i) provides rules.\n\n"
        "(2) Retirement age—(i) General rule. The age must not be earlier.\n\n"
        "(ii) Age 55 to age 62. The following applies—\n\n"
        "(A) The determination is made; and\n\n"
        "(B) It is reasonable:\n\n(1) In law; and\n\n(2) In fact.\n\n"
        "(iii) Age 50. It is deemed so.\n\n"
        "(c) Effective date. It applies now.",
        [
            "(a) Introduction— |",
            "(a)(1) In general. | This section reflects",
            "(a)(2) [Reserved]",
            "(b) Pension plans— |",
            "(b)(1) Definite benefits. |",
            "(b)(1)(i) In order for",
            "(b)(1)(ii) Section 1.401-1(b)(1)(i) provides",
            "(b)(2) Retirement age— |",
            "(b)(2)(i) General rule. | The age must",
            "(b)(2)(ii) Age 55 to age 62. | The following applies—",
            "(b)(2)(ii)(A) The determination is",
            "(b)(2)(ii)(B) It is reasonable:",
            "(b)(2)(ii)(B)(1) In law; and",
            "(b)(2)(ii)(B)(2) In fact.",
            "(b)(2)(iii) Age 50. | It is deemed",
            "(c) Effective date. | It applies now.",
        ],
        [],
    ),
    "title 29: definitions with lists of their own, enumerations in sentences": (
        "§ 1910.1200 Hazard communication.",
        "(a) Purpose. (1) It is told.\n\n(2) It is kept.\n\n(b) Definitions.\n\n"
        "Article means an item: (i) which is formed to a shape; (ii) which has end use function(s);"
        " and (iii) which does not release more.\n\n"
        "Hazardous chemical means any chemical which is classified as:\n\n"
        "(1) A physical hazard; or\n\n(2) A health hazard.\n\n"
        "Label means printed elements.\n\n(c) Classification. It is done.",
        [
            "(a) Purpose. |",
            "(a)(1) It is told.",
            "(a)(2) It is kept.",
            "(b) Definitions. |",
            "(b)- Article means an",
            "(b)- Hazardous chemical means",
            "(b)(1) A physical hazard;",
            "(b)(2) A health hazard.",
            "(b)- Label means printed",
            "(c) Classification. | It is done.",
        ],
        [("undesignated-text", "(b)")] * 3,
    ),
    "title 21: items that end in a number without a stop": (
        "§ 1308.11 Schedule I.",
        "(a) Opiates. Any of the following:\n\n"
        "(1) Acetyl-alpha-methylfentanyl (N-[1-(1-methyl-2-phenethyl)-4-piperidinyl]) 9815\n\n"
        "(2) Acetylmethadol 9601\n\n(3) (S)-3-Methylfentanyl 9813\n\n(4) 3-Methylfentanyl 9813\n\n"
        "(b) Opium derivatives. Any of the following:\n\n(1) Acetorphine 9319.",
        [
            "(a) Opiates. | Any of the",
            "(a)(1) Acetyl-alpha-methylfentanyl",
            "(a)(2) Acetylmethadol 9601",
            "(a)(3) (S)-3-Methylfentanyl 9813",
            "(a)(4) 3-Methylfentanyl 9813",
            "(b) Opium derivatives. | Any of the",
            "(b)(1) Acetorphine 9319.",
        ],
        [],
    ),
    "title 17: bare run-ins, reserved ranges, notes between": (
        "§ 240.17a-5 Reports to be made by certain brokers and dealers.",
        "(a) Filing. (1) This paragraph (a) shall apply to every broker.\n\n"
        "(2)(i) Every broker subject to this paragraph (a) shall file Form X-17A-5 (§ 249.617 of"
        " this chapter).\n\n(ii) Every dealer shall file Part II.\n\n(b) [Reserved]\n\n"
        "(c) Statements—(1) Who must furnish them. Every broker.\n\n(2)-(4) [Reserved]\n\n"
        "(5) Exemption. None.\n\nNote to paragraph (c): The term includes any person.\n\n"
        "(d) Annual reports—(1)(i) Every broker shall file annually.\n\n(A) One report; and\n\n"
        "(B) Another report.\n\n(ii) It is kept.\n\n(2) It is lost.",
        [
            "(a) Filing. |",
            "(a)(1) This paragraph (a)",
            "(a)(2)",
            "(a)(2)(i) Every broker subject",
            "(a)(2)(ii) Every dealer shall",
            "(b) [Reserved]",
            "(c) Statements— |",
            "(c)(1) Who must furnish them. | Every broker.",
            "(c)(2)–(4) [Reserved]",
            "(c)(5) Exemption. | None.",
            "(d) Annual reports— |",
            "(d)(1)",
            "(d)(1)(i) Every broker shall",
            "(d)(1)(i)(A) One report; and",
            "(d)(1)(i)(B) Another report.",
            "(d)(1)(ii) It is kept.",
            "(d)(2) It is lost.",
        ],
        [],
    ),
    "title 48: a clause, its end and an alternate that begins anew": (
        "§ 52.212-4 Contract Terms.",
        "As prescribed in 12.301(b)(3), insert the following clause:\n\n"
        "(a) Acceptance. The Contractor shall tender items.\n\n"
        "(b) Payment.—(1) Items accepted. Payment shall be made.\n\n(2) Prompt payment. It is made."
        "\n\n(End of clause)\n\nAlternate I (NOV 2021). Substitute the following.\n\n"
        "(a) Acceptance. (1) The Government may inspect.\n\n(2) It may test.",
        [
            "- As prescribed in",
            "(a) Acceptance. | The Contractor shall",
            "(b) Payment.— |",
            "(b)(1) Items accepted. | Payment shall be",
            "(b)(2) Prompt payment. | It is made.",
            "- (End of clause)",
            "(b)- Alternate I (NOV",
            "(a) Acceptance. |",
            "(a)(1) The Government may",
            "(a)(2) It may test.",
        ],
        [
            ("designation-out-of-order", "(a)"),
            ("undesignated-text", None),
            ("flush-text", None),
        ],
    ),
    "title 40: addresses under a paragraph": (
        "§ 60.4 Address.",
        "(a) All requests shall be submitted to the Regional Office.\n\n"
        "Region I (Connecticut, Maine), Director, Boston, MA 02109-3912.\n\n"
        "(b) Section 111(c) directs the Administrator to delegate.\n\n(1) [Reserved]\n\n"
        "(2) State of Alaska: Department, 410 Willoughby Avenue, Juneau, AK 99801-1795.\n\n"
        "TABLE 1 TO § 60.4—DELEGATION STATUS\n\n(c) The procedures apply.",
        [
            "(a) All requests shall",
            "- Region I (Connecticut,",
            "(b) Section 111(c) directs",
            "(b)(1) [Reserved]",
            "(b)(2) State of Alaska:",
            "(c) The procedures apply.",
        ],
        [("undesignated-text", None)],
    ),
    "title 49: an appendix behind the section has labels of its own": (
        "§ 172.101 Hazardous materials table.",
        "(a) The table designates materials.\n\n(b) Column 1: Symbols. It contains symbols (“+”,"
        " “A”, and “W”) as follows:\n\n(1) The plus (+) sign fixes the name.\n\n"
        "(2) The letter “A” denotes a material.\n\n"
        "Appendix A to § 172.101—List of Substances\n\n1. This appendix lists:\n\n(a) The name; and"
        "\n\n(b) The number.",
        [
            "(a) The table designates",
            "(b) Column 1: Symbols. | It contains symbols",
            "(b)(1) The plus (+)",
            "(b)(2) The letter “A”",
        ],
        [],
    ),
    "title 14: one paragraph of text, and letters that are romans too": (
        "§ 25.1 Applicability.",
        "(a) This part prescribes standards for—\n\n(1) Airplanes; and\n\n(2) Changes.\n\n"
        + "".join(f"({c}) Each person must show compliance.\n\n" for c in "bcdefgh")
        + "(i) If it applies, each of these:\n\n(1) One; and\n\n(2) Two.\n\n(j) It is kept.",
        [
            "(a) This part prescribes",
            "(a)(1) Airplanes; and",
            "(a)(2) Changes.",
            *(f"({c}) Each person must" for c in "bcdefgh"),
            "(i) If it applies,",
            "(i)(1) One; and",
            "(i)(2) Two.",
            "(j) It is kept.",
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", EXCERPTS)
def test_excerpt(name: str) -> None:
    heading, body, expected, said = EXCERPTS[name]
    edition = edition_of(f"{heading}\n\n{body}")
    assert len(edition.sections) == 1
    found = []
    for paragraph in flat(edition):
        label = paragraph.designation or "".join(f"({one})" for one in paragraph.path) + "-"
        title = f" {paragraph.heading} |" if paragraph.heading else ""
        found.append(f"{label}{title} {paragraph.text}")
    assert len(found) == len(expected), found
    for read, beginning in zip(found, expected, strict=True):
        assert read.startswith(beginning), (read, beginning)
    assert [(f.code, f.designation) for f in edition.findings] == said


def test_title_48_whose_headings_have_no_section_sign() -> None:
    contents = "Sec.\n\n1.101 Purpose.\n\n1.102 Guiding principles.\n\n1.102-1 Discussion."
    body = (
        "Subpart 1.1—Purpose\n\n1.101 Purpose.\n\nThe System is established.\n\n"
        "1.102 Guiding principles.\n\n(a) The vision is to deliver under\n1.101 Records.\n\n"
        "1.102-1 Discussion.\n\n(a) Introduction. It is a system."
    )
    edition = edition_of(f"PART 1—FEDERAL ACQUISITION REGULATIONS SYSTEM\n\n{contents}\n\n{body}")
    assert [(s.number, s.heading) for s in edition.sections] == [
        ("1.101", "Purpose."),
        ("1.102", "Guiding principles."),
        ("1.102-1", "Discussion."),
    ]
    assert [p.designation for p in flat(edition)] == ["", "(a)", "(a)"]
    assert edition.findings == ()


def test_one_section_of_title_48() -> None:
    written = (
        "52.212-4 Contract Terms.\n\nInsert the following clause:\n\n(a) Inspection. It is kept."
    )
    (section,) = edition_of(written).sections
    assert (section.number, section.heading) == ("52.212-4", "Contract Terms.")


def test_a_number_is_no_heading_beside_headings_with_signs() -> None:
    written = "§ 1.2 Records.\n\n(a) The rate is one of:\n\n1.5 Percent of it.\n\n1.6 Percent more."
    assert [section.number for section in edition_of(written).sections] == ["1.2"]

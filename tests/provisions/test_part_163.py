"""Every paragraph of 19 CFR 163.11-163.13 in the corpus, read by hand, beside what is found.

The rules of the labels stand at the top of labels_1002.toml; here each statement of a paragraph
has its label, not only the first.
"""

from __future__ import annotations

import functools

import pytest

import cfrdiff
from cfrdiff.provisions import Provision, provisions

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"

# cite | joined | kind bearer; … | deadlines | references
BOTH = """
163.12(a) | | declaration; declaration | | 163.12(d) 163.6
163.12(b) | | | |
163.12(b)(1) | | permission person | | 163.2(a)
163.12(b)(2) | | duty; duty | |
163.12(b)(3) | and | discretion; duty recordkeeper; duty Customs; duty recordkeeper | |
163.12(b)(3)(i) | | duty recordkeeper | |
163.12(b)(3)(ii) | | duty recordkeeper | |
163.12(b)(3)(iii) | | duty recordkeeper | |
163.12(b)(3)(iv) | | duty recordkeeper | |
163.12(b)(3)(v) | | duty recordkeeper | | 163.5(b)
163.12(b)(3)(vi) | | duty recordkeeper; definition; definition | |
163.12(c) | | | |
163.12(c)(2) | | duty Director of the Miami regulatory audit field office | |
163.12(d) | | | |
163.12(d)(1) | | duty Customs; declaration | | 163.6(b) 163.12(d)(2) 163.6(b) 163.13
163.12(d)(2) | | duty | |
163.12(d)(2)(i) | | duty | |
163.12(d)(2)(ii) | | duty | |
163.12(d)(2)(iii) | | duty | |
163.12(d)(3) | | duty recordkeeper | a reasonable time after receiving written notice under \
paragraph (d)(1) of this section | 163.12(d)(1)
"""
REVIEW = "duty {0}; duty {0}; discretion {0}; duty {0}; duty {0}; declaration; declaration"
MIAMI, CHARLOTTE = (
    REVIEW.format(f"{city} regulatory audit field office") for city in ("Miami", "Charlotte")
)
TABLES = {
    OLD: BOTH
    + f"""
163.11(a) | | ? | 30 calendar day following completion of the report |
163.11(b) | | permission person; duty Director | 15 calendar day after the date of receipt | 163.11(c)
163.11(c) | | condition | | 163.11(a)(5) 163.11(a)(6) 163.11(b)
163.12(c)(1) | | {MIAMI} | |
163.13(a) | | discretion Customs; permission applicants and participants | |
""",
    NEW: BOTH
    + f"""
163.11(d)(5) | | ? | | 163.11(d)(4)
163.11(d)(6) | | prohibition; prohibition; duty | |
163.11(d)(7) | | duty | | 163.11(d)(1)
163.11(d)(8) | | duty Fines, Penalties, and Forfeitures (FP&F) office; duty CBP; duty FP&F office;\
 permission audited person | | 19 U.S.C. 1592(b)+19 U.S.C. 1592(d)+19 U.S.C. 1592(b)(2)+\
19 U.S.C. 1618+19 CFR part 171
163.11(d)(9) | | prohibition | | 19 U.S.C. 1520+19 U.S.C. 1514(a)
163.11(e) | | declaration | |
163.11(f) | | condition; condition | | 163.11(a) 163.11(d)(3) 163.11(a)(5) 163.11(a)(6) 163.11(b)\
 163.11(d)(8) 163.11(d)(9)
163.12(c)(1) | | {CHARLOTTE} | |
163.13(a) | and | discretion Customs; permission applicants and participants | | 163.12
163.13(a)(1) | | discretion Customs | | 163.13(b)
163.13(a)(2) | | discretion Customs | | 163.13(c)
163.13(b) | | | |
163.13(b)(1) | or | discretion Customs | |
163.13(b)(1)(i) | | condition | | 163.12(b)(3)
163.13(b)(1)(ii) | | condition | | 163.13(c)
163.13(b)(1)(iii) | | condition | |
163.13(b)(2) | | duty Director; duty | | 163.12 163.13(d)
163.13(c) | | | |
163.13(c)(1) | or | discretion | |
163.13(c)(1)(i) | | condition | |
163.13(c)(1)(ii) | | condition | |
163.13(c)(1)(iii) | | condition | |
163.13(c)(1)(iv) | | condition | |
163.13(c)(1)(v) | | condition | | 163.12(b)(3)
163.13(c)(1)(vi) | | condition | |
""",
}
ROWS = [
    (edition, *[cell.strip() for cell in line.split("|")])
    for edition, table in TABLES.items()
    for line in table.strip().splitlines()
    if line
]


@functools.cache
def found(edition: str) -> dict[str, Provision]:
    read = provisions(cfrdiff.read(edition))
    return {one.cite.removeprefix("§ "): one for one in read.provisions}


@pytest.mark.parametrize(
    ("edition", "cite", "joined", "said", "deadlines", "references"),
    ROWS,
    ids=[f"{row[0][-7:]} {row[1]}" for row in ROWS],
)
def test_paragraph(
    edition: str, cite: str, joined: str, said: str, deadlines: str, references: str
) -> None:
    provision = found(edition)[cite]
    statements = provision.statements
    assert "; ".join(f"{s.kind or '?'} {s.bearer or ''}".strip() for s in statements) == said
    assert (provision.joined or "") == joined
    times = [
        f"{d.number} {d.days} {d.unit}" if d.number else d.text
        for s in statements
        for d in s.deadlines
    ]
    origins = [f" {d.relation} {d.counted_from}" for s in statements for d in s.deadlines]
    assert [a + b for a, b in zip(times, origins, strict=True)] == (
        [deadlines] if deadlines else []
    )
    cites = [r.cite.removeprefix("§ ") for s in statements for r in s.references]
    assert cites == (references.split("+") if "+" in references else references.split())


@pytest.mark.parametrize("edition", [OLD, NEW])
def test_the_table_has_every_paragraph(edition: str) -> None:
    assert sorted(found(edition)) == sorted(row[1] for row in ROWS if row[0] == edition)


@pytest.mark.parametrize(
    ("edition", "cite", "offices"),
    [
        (
            OLD,
            "163.12(b)(2)",
            {
                "Director, Regulatory Audit Division, U.S. Customs Service": "909 S.E. First Avenue, Miami, Florida 33131",
                "Recordkeeping Compliance Program, Regulatory Audit Division, Office of Strategic"
                " Trade, U.S. Customs Service": "909 S.E. First Avenue, Suite 710, Miami, Florida 33131",
            },
        ),
        (
            NEW,
            "163.12(b)(2)",
            {
                "Regulatory Audit, U.S. Customs and Border Protection": "2001 Cross Beam Dr., Charlotte, North Carolina 28217",
                "Recordkeeping Compliance Program, Executive Director, Regulatory Audit, Office of"
                " International Trade, U.S. Customs and Border Protection": "1300 Pennsylvania Ave., NW., Washington, DC 20229",
            },
        ),
        (
            OLD,
            "163.11(b)",
            {"Director, Regulatory Audit Division, U.S. Customs Service": "Washington, DC 20229"},
        ),
        (NEW, "163.12(c)(2)", {"Miami regulatory audit field office": None}),
        (NEW, "163.13(b)(2)", {"Miami regulatory audit field office": None}),
    ],
)
def test_offices_and_addresses(edition: str, cite: str, offices: dict[str, str | None]) -> None:
    statements = found(edition)[cite].statements
    assert {o.name: o.address for s in statements for o in s.offices} == offices


@pytest.mark.parametrize(
    ("edition", "cite", "statement", "conditions", "exceptions"),
    [
        (OLD, "163.11(b)", 0, ["if the estimated or actual"], ["Except as otherwise provided in"]),
        (OLD, "163.11(b)", 1, ["Upon receipt of such a request"], []),
        (OLD, "163.11(c)", 0, ["after Customs commences a formal investigation with"], []),
        (NEW, "163.11(f)", 0, ["when a private party submits a prior disclosure"], []),
        (NEW, "163.11(f)", 1, ["once CBP and/or ICE commences an investigation"], []),
        (NEW, "163.11(d)(9)", 0, ["if the circumstances of the overpayment meet"], []),
        (NEW, "163.12(b)(3)", 1, ["To be certified"], []),
        (NEW, "163.12(c)(2)", 0, ["If, upon review, Customs determines that"], []),
        (
            NEW,
            "163.12(d)(1)",
            0,
            [
                "If a certified participant in the",
                "provided that the certified participant is generally in compliance",
                "provided that the violation was not a willful violation and was not a repeat",
            ],
            [],
        ),
    ],
)
def test_conditions_and_exceptions(
    edition: str, cite: str, statement: int, conditions: list[str], exceptions: list[str]
) -> None:
    said = found(edition)[cite].statements[statement]
    for words, starts in ((said.conditions, conditions), (said.exceptions, exceptions)):
        assert len(words) == len(starts)
        for one, start in zip(words, starts, strict=True):
            assert one.text.startswith(start)


@pytest.mark.parametrize("edition", [OLD, NEW])
def test_every_word_found_stands_where_it_is_said_to_stand(edition: str) -> None:
    read = cfrdiff.read(edition)
    texts = {f"{s.number}{p.designation}": p for s in read.sections for p in s.walk()}
    for cite, provision in found(edition).items():
        paragraph = texts[cite]
        assert provision.evidence == paragraph.evidence
        for s in provision.statements:
            words = [
                *s.conditions,
                *s.exceptions,
                *s.amounts,
                *([s.operator] if s.operator else []),
            ]
            spans = [(w.start, w.end, w.text) for w in words]
            spans += [(d.start, d.end, d.text) for d in s.deadlines]
            spans += [(r.start, r.end, r.text) for r in s.references]
            for start, end, text in spans:
                assert paragraph.text[start:end] == text
            assert paragraph.text[s.start : s.end] == s.text
            for office in s.offices:
                text = paragraph.text[office.start : office.end]
                assert text.startswith(office.name)
                assert text.endswith(office.address or office.name)
            for reference in s.references:
                known = reference.section in {number.number for number in read.sections}
                assert reference.held <= known

"""§ 163.11

19 CFR part 163, edition 19-cfr-163-customs-service.
"""

from typing import Final

from cfrdiff import rules

from ..facts import AuditFacts as Facts

EDITION: Final = "19-cfr-163-customs-service"


PARAGRAPH_A_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Deadline(
                number=30,
                unit="day",
                days="calendar",
                relation="following",
                counted_from="completion of the report",
            ),
        ),
    }
)


@rules.rule(
    "163.11(a)",
    edition=EDITION,
    digest="b7addee3d7ef6726",
    kind="declaration",
    question="Had the copy of the report to be sent, and was it in time?",
)
def paragraph_a(facts: Facts) -> rules.Declaration:
    """§ 163.11(a)

    copy of the formal written compliance assessment or other audit report to the person
    who was the subject of the compliance assessment or other audit within 30 calendar
    days following completion of the report.
    """
    # The file lacks the paragraph's beginning: to which of (a)(1)-(6) this belongs is not told.
    excepted = rules.all_of(paragraph_c(facts), rules.known(facts, "report_copy_is_a_5_or_6"))
    times = ("report_completed_on", "report_sent_on")
    deadline = PARAGRAPH_A_DEADLINES.latest[0]
    return rules.unless(excepted, rules.in_time(facts, deadline, *times))


PARAGRAPH_B_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Deadline(
                number=15,
                unit="day",
                days="calendar",
                relation="after",
                counted_from="the date of receipt",
            ),
        ),
    }
)

PARAGRAPH_B_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Office(
                name="Director, Regulatory Audit Division, U.S. Customs Service",
                address="Washington, DC 20229",
            ),
        ),
    }
)


@rules.rule(
    "163.11(b)",
    edition=EDITION,
    digest="500b232e8fa55641",
    kind="permission",
    bearer="person",
    question="May the audited person petition for a closing conference, and where?",
)
def paragraph_b(person: Facts) -> rules.Permission:
    """§ 163.11(b) Petition procedures for failure to conduct closing conference.

    Except as otherwise provided in paragraph (c) of this section, if the estimated or
    actual termination date for a compliance assessment or other audit passes without a
    Customs auditor providing a closing conference to explain the results of the
    compliance assessment or other audit, the person who was the subject of the
    compliance assessment or other audit may petition in writing for such a conference
    to the Director, Regulatory Audit Division, U.S. Customs Service, Washington, DC
    20229. Upon receipt of such a request, the Director shall provide for such a
    conference to be held within 15 calendar days after the date of receipt.

    - permission of person: may petition in writing for such a conference to the …
    - duty of Director: shall provide for such a conference to be held within 15 …
    """
    may = rules.all_of(
        rules.known(person, "is_audited_person"),
        rules.known(person, "termination_date_passed"),
        rules.negate(rules.known(person, "closing_conference_provided")),
        rules.negate(paragraph_c(person)),
    )
    return rules.naming(str(PARAGRAPH_B_OFFICES.latest[0]), may)


@rules.rule(
    "163.11(b)",
    edition=EDITION,
    digest="500b232e8fa55641",
    kind="duty",
    question="Had the conference to be held, and was it in time?",
    bearer="Director",
)
def paragraph_b_conference(director: Facts) -> rules.Duty:
    """Had the conference to be held, and was it in time?"""
    times = ("petition_received_on", "conference_held_on")
    deadline = PARAGRAPH_B_DEADLINES.latest[0]
    return rules.unless(
        paragraph_c(director),
        rules.in_time(director, deadline, *times),
    )


@rules.rule(
    "163.11(c)",
    edition=EDITION,
    digest="62e86a3c9b57a149",
    kind="condition",
    question="Are (a)(5), (a)(6) and (b) out of force because of an investigation?",
)
def paragraph_c(facts: Facts) -> rules.Condition:
    """§ 163.11(c) Exception to procedures.

    Paragraphs (a)(5), (a)(6) and (b) of this section shall not apply after Customs
    commences a formal investigation with respect to the issue involved.
    """
    return rules.all_of(
        rules.known(facts, "customs_commenced_investigation"),
        rules.known(facts, "customs_investigation_is_formal"),
        rules.known(facts, "investigation_concerns_issue"),
    )

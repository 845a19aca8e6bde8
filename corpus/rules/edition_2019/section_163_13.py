"""§ 163.13 Denial and removal of program certification; appeal procedures.

19 CFR part 163, edition 2019-04-01.
"""

from typing import Final

from cfrdiff import rules

from ..facts import AppealFacts as Facts

EDITION: Final = "2019-04-01"


@rules.rule(
    "163.13(a)",
    edition=EDITION,
    digest="3ba6981eb46441e5",
    kind="discretion",
    bearer="Customs",
    question="May the decision be appealed?",
)
def paragraph_a(customs: Facts) -> rules.Discretion:
    """§ 163.13(a) General.

    Customs may take, and applicants and participants may appeal and obtain
    administrative review of, the following decisions regarding the Recordkeeping
    Compliance Program provided for in § 163.12:

    - discretion of Customs: may take
    - permission of applicants and participants: may appeal and obtain administrative …
    """
    # One of the two is enough: "and" joins what may be appealed.
    return rules.any_of(
        paragraph_a_1(customs),
        paragraph_a_2(customs),
    )


@rules.rule(
    "163.13(a)(1)",
    edition=EDITION,
    digest="9b3f6e2cbb5e1668",
    kind="discretion",
    bearer="Customs",
    question="Is it a denial of certification?",
)
def paragraph_a_1(customs: Facts) -> rules.Discretion:
    """§ 163.13(a)(1)

    Denial of certification for program participation in accordance with paragraph (b)
    of this section; and
    """
    return rules.known(customs, "decision_is_denial")


@rules.rule(
    "163.13(a)(2)",
    edition=EDITION,
    digest="ae79e06af2026497",
    kind="discretion",
    bearer="Customs",
    question="Is it a removal of certification?",
)
def paragraph_a_2(customs: Facts) -> rules.Discretion:
    """§ 163.13(a)(2)

    Removal of certification for program participation in accordance with paragraph (c)
    of this section.
    """
    return rules.known(customs, "decision_is_removal")


@rules.rule(
    "163.13(b)(1)",
    edition=EDITION,
    digest="7424d3de0317b48f",
    kind="discretion",
    bearer="Customs",
    question="May Customs deny the application?",
)
def paragraph_b_1(customs: Facts) -> rules.Discretion:
    """§ 163.13(b)(1) Grounds for denial.

    Customs may deny an application for certification for participation in the
    Recordkeeping Compliance Program for any of the following reasons:
    """
    return rules.any_of(
        paragraph_b_1_i(customs),
        paragraph_b_1_ii(customs),
        paragraph_b_1_iii(customs),
    )


@rules.rule(
    "163.13(b)(1)(i)",
    edition=EDITION,
    digest="df5c5175c135a90f",
    kind="condition",
    question="Does the applicant fail the requirements of certification?",
)
def paragraph_b_1_i(facts: Facts) -> rules.Condition:
    """§ 163.13(b)(1)(i)

    The applicant fails to meet the requirements set forth in § 163.12(b)(3);
    """
    return rules.known(facts, "fails_certification_requirements")


@rules.rule(
    "163.13(b)(1)(ii)",
    edition=EDITION,
    digest="0d8903737848876b",
    kind="condition",
    question="Is there a circumstance that would justify removal?",
)
def paragraph_b_1_ii(facts: Facts) -> rules.Condition:
    """§ 163.13(b)(1)(ii)

    A circumstance involving the applicant arises that would justify initiation of a
    certification removal action under paragraph (c) of this section; or
    """
    return paragraph_c_1(facts)


@rules.rule(
    "163.13(b)(1)(iii)",
    edition=EDITION,
    digest="08bea202d30b617e",
    kind="condition",
    question="Does the applicant appear not to comply?",
)
def paragraph_b_1_iii(facts: Facts) -> rules.Condition:
    """§ 163.13(b)(1)(iii)

    In the judgment of Customs, the applicant appears not to be in compliance with
    Customs laws and regulations.
    """
    return rules.known(facts, "appears_not_in_compliance")


PARAGRAPH_B_2_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2012-04-01": (
            rules.Office(
                name="Miami regulatory audit field office",
            ),
        ),
    }
)


@rules.rule(
    "163.13(b)(2)",
    edition=EDITION,
    digest="f35a951b69a855cc",
    kind="duty",
    bearer="Director",
    question="Is a notice of denial issued, and by whom?",
)
def paragraph_b_2(director: Facts) -> rules.Duty:
    """§ 163.13(b)(2) Denial procedure.

    If the Director of the Miami regulatory audit field office determines that an
    application submitted under § 163.12 should not be approved and that certification
    for participation in the Recordkeeping Compliance Program should not be granted, the
    Director shall issue a written notice of denial to the applicant. The notice of
    denial shall set forth the reasons for the denial and shall advise the applicant of
    its right to file an appeal of the denial in accordance with paragraph (d) of this
    section.

    - duty of Director: shall issue a written notice of denial to the applicant
    - duty: shall set forth the reasons for the denial and shall advise the applicant …
    """
    return rules.naming(
        f"Director of the {PARAGRAPH_B_2_OFFICES.latest[0]}",
        rules.all_of(
            rules.known(director, "disapproval_determined"),
            rules.known(director, "refusal_determined"),
        ),
    )


@rules.rule(
    "163.13(b)(2)",
    edition=EDITION,
    digest="f35a951b69a855cc",
    kind="duty",
    question="Does the notice of denial hold what it shall?",
)
def paragraph_b_2_contents(facts: Facts) -> rules.Duty:
    """Does the notice of denial hold what it shall?"""
    return rules.all_of(
        rules.known(facts, "notice_sets_forth_reasons"),
        rules.known(facts, "notice_advises_of_appeal"),
    )


@rules.rule(
    "163.13(c)(1)",
    edition=EDITION,
    digest="e58069a42122db08",
    kind="discretion",
    question="May the certification be removed?",
)
def paragraph_c_1(facts: Facts) -> rules.Discretion:
    """§ 163.13(c)(1) Grounds for removal.

    The certification for participation in the Recordkeeping Compliance Program by a
    certified recordkeeper may be removed when any of the following conditions are
    discovered:
    """
    return rules.any_of(
        paragraph_c_1_i(facts),
        paragraph_c_1_ii(facts),
        paragraph_c_1_iii(facts),
        paragraph_c_1_iv(facts),
        paragraph_c_1_v(facts),
        paragraph_c_1_vi(facts),
    )


@rules.rule(
    "163.13(c)(1)(i)",
    edition=EDITION,
    digest="05e0bac6b4fb04d6",
    kind="condition",
    question="Was it obtained through fraud or mistake?",
)
def paragraph_c_1_i(facts: Facts) -> rules.Condition:
    """§ 163.13(c)(1)(i)

    The certification privilege was obtained through fraud or mistake of fact;
    """
    return rules.any_of(
        rules.known(facts, "obtained_by_fraud"),
        rules.known(facts, "obtained_by_mistake"),
    )


@rules.rule(
    "163.13(c)(1)(ii)",
    edition=EDITION,
    digest="40fccb41eeaa6846",
    kind="condition",
    question="Is there no valid bond any longer?",
)
def paragraph_c_1_ii(facts: Facts) -> rules.Condition:
    """§ 163.13(c)(1)(ii)

    The program participant no longer has a valid bond;
    """
    return rules.negate(rules.known(facts, "has_valid_bond"))


@rules.rule(
    "163.13(c)(1)(iii)",
    edition=EDITION,
    digest="626b169c4d0a23ec",
    kind="condition",
    question="Does it recurrently fail to provide records?",
)
def paragraph_c_1_iii(facts: Facts) -> rules.Condition:
    """§ 163.13(c)(1)(iii)

    The program participant fails on a recurring basis to provide entry records when
    demanded by Customs;
    """
    return rules.known(facts, "recurrently_fails_to_provide")


@rules.rule(
    "163.13(c)(1)(iv)",
    edition=EDITION,
    digest="ba385f560c55d282",
    kind="condition",
    question="Does it willfully refuse a record?",
)
def paragraph_c_1_iv(facts: Facts) -> rules.Condition:
    """§ 163.13(c)(1)(iv)

    The program participant willfully refuses to produce a demanded or requested record;
    """
    return rules.known(facts, "willfully_refuses")


@rules.rule(
    "163.13(c)(1)(v)",
    edition=EDITION,
    digest="b5049bf61449b5ef",
    kind="condition",
    question="Is it no longer in compliance?",
)
def paragraph_c_1_v(facts: Facts) -> rules.Condition:
    """§ 163.13(c)(1)(v)

    The program participant is no longer in compliance with the Customs laws and
    regulations, including the requirements set forth in § 163.12(b)(3); or
    """
    return rules.negate(
        rules.all_of(
            rules.known(facts, "complies_with_customs_laws"),
            rules.known(facts, "meets_163_12_b_3"),
        )
    )


@rules.rule(
    "163.13(c)(1)(vi)",
    edition=EDITION,
    digest="8bfe5e97e8d3e2c2",
    kind="condition",
    question="Is there a conviction or a theft-connected act?",
)
def paragraph_c_1_vi(facts: Facts) -> rules.Condition:
    """§ 163.13(c)(1)(vi)

    The program participant is convicted of any felony or has committed acts which would
    constitute a misdemeanor or felony involving theft, smuggling, or any
    theft-connected crime.
    """
    return rules.any_of(
        rules.known(facts, "convicted_of_felony"),
        rules.known(facts, "committed_theft_crime"),
    )


PARAGRAPH_C_2_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Office(
                name="Miami regulatory audit field office",
            ),
        ),
    }
)


@rules.rule(
    "163.13(c)(2)",
    edition=EDITION,
    digest="1b9485bd5261d2a0",
    kind="duty",
    bearer="Director of the Miami regulatory audit field office",
    question="Is a notice of removal served, and by whom?",
)
def paragraph_c_2(director: Facts) -> rules.Duty:
    """§ 163.13(c)(2) Removal procedure.

    If Customs determines that the certification of a program participant should be
    removed, the Director of the Miami regulatory audit field office shall serve the
    program participant with written notice of the removal. Such notice shall inform the
    program participant of the grounds for the removal and shall advise the program
    participant of its right to file an appeal of the removal in accordance with
    paragraph (d) of this section.

    - duty of Director of the Miami regulatory audit field office: shall serve the …
    - duty: shall inform the program participant of the grounds for the removal and …
    """
    return rules.naming(
        f"Director of the {PARAGRAPH_C_2_OFFICES.latest[0]}",
        rules.known(director, "removal_determined"),
    )


@rules.rule(
    "163.13(c)(3)",
    edition=EDITION,
    digest="d856dedba8bc2cb9",
    kind="duty",
    question="Is the removal effective?",
)
def paragraph_c_3(facts: Facts) -> rules.Duty:
    """§ 163.13(c)(3) Effect of removal.

    The removal of certification shall be effective immediately in cases of willfulness
    on the part of the program participant or when required by public health, interest,
    or safety. In all other cases, the removal of certification shall be effective when
    the program participant has received notice under paragraph (c)(2) of this section
    and either no appeal has been filed within the time limit prescribed in paragraph
    (d)(2) of this section or all appeal procedures thereunder have been concluded by a
    decision that upholds the removal action. Removal of certification may subject the
    affected person to penalties.

    - duty: shall be effective immediately in cases of willfulness on the part of the …
    - duty: shall be effective
    - permission: may subject the affected person to penalties
    """
    upheld = rules.any_of(
        rules.negate(rules.known(facts, "removal_appeal_filed_in_time")),
        rules.known(facts, "removal_upheld_on_appeal"),
    )
    return rules.any_of(
        rules.known(facts, "removal_for_willfulness"),
        rules.known(facts, "removal_required_by_public_interest"),
        rules.all_of(rules.known(facts, "removal_notice_received"), upheld),
    )


PARAGRAPH_D_1_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Deadline(
                number=30,
                unit="day",
                days="calendar",
                relation="after",
                counted_from="issuance of the notice of denial",
            ),
            rules.Deadline(
                number=30,
                unit="day",
                days="calendar",
                relation="after",
                counted_from="receipt of the appeal",
            ),
            rules.Deadline(
                number=30,
                unit="day",
            ),
        ),
    }
)

PARAGRAPH_D_1_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Office(
                name=(
                    "Executive Director, Regulatory Audit, Office of International "
                    "Trade, U.S. Customs and Border Protection"
                ),
                address="Washington, DC 20229",
            ),
            rules.Office(
                name="Executive Director, Regulatory Audit",
            ),
        ),
    }
)


@rules.rule(
    "163.13(d)(1)",
    edition=EDITION,
    digest="ba9fd0fe1c63be16",
    kind="permission",
    bearer="person",
    question="Was the appeal from a denial received in time?",
)
def paragraph_d_1(person: Facts) -> rules.Permission:
    """§ 163.13(d)(1) Appeal of certification denial.

    A person may challenge a denial of an application for certification for
    participation in the Recordkeeping Compliance Program by filing a written appeal
    with the Executive Director, Regulatory Audit, Office of International Trade, U.S.
    Customs and Border Protection, Washington, DC 20229. The appeal must be received by
    the Executive Director, Regulatory Audit, within 30 calendar days after issuance of
    the notice of denial. The Executive Director, Regulatory Audit, will review the
    appeal and will respond with a written decision within 30 calendar days after
    receipt of the appeal unless circumstances require a delay in issuance of the
    decision. If the decision cannot be issued within the 30-day period, the Executive
    Director, Regulatory Audit, will advise the appellant of the reasons for the delay
    and of any further actions which will be carried out to complete the appeal review
    and of the anticipated date for issuance of the appeal decision.

    - permission of person: may challenge a denial of an application for certification …
    - duty of Executive Director, Regulatory Audit: must be received by the Executive …
    - duty of Executive Director, Regulatory Audit: will review the appeal and will …
    - duty of Executive Director, Regulatory Audit: will advise the appellant of the …
    """
    times = ("denial_notice_issued_on", "denial_appeal_received_on")
    deadline = PARAGRAPH_D_1_DEADLINES.latest[0]
    return rules.in_time(person, deadline, *times)


@rules.rule(
    "163.13(d)(1)",
    edition=EDITION,
    digest="ba9fd0fe1c63be16",
    kind="duty",
    bearer="Executive Director, Regulatory Audit",
    question="Had the appeal from a denial to be decided, and was it in time?",
)
def paragraph_d_1_decision(director: Facts) -> rules.Duty:
    """Had the appeal from a denial to be decided, and was it in time?"""
    times = ("denial_appeal_received_on", "denial_appeal_decided_on")
    deadline = PARAGRAPH_D_1_DEADLINES.latest[1]
    return rules.unless(
        rules.known(director, "delay_of_decision_required"),
        rules.in_time(director, deadline, *times),
    )


PARAGRAPH_D_2_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Deadline(
                number=30,
                unit="day",
                days="calendar",
                relation="after",
                counted_from="issuance of the notice of removal",
            ),
            rules.Deadline(
                number=30,
                unit="day",
                days="calendar",
                relation="after",
                counted_from="receipt of the appeal",
            ),
        ),
    }
)

PARAGRAPH_D_2_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Office(
                name=(
                    "Executive Director, Regulatory Audit, U.S. Customs and Border "
                    "Protection, Office of International Trade"
                ),
                address="Washington, DC 20229",
            ),
            rules.Office(
                name="Executive Director, Regulatory Audit",
            ),
        ),
    }
)


@rules.rule(
    "163.13(d)(2)",
    edition=EDITION,
    digest="07969eae41008d41",
    kind="permission",
    bearer="certified recordkeeper",
    question="Was the appeal from a removal received in time?",
)
def paragraph_d_2(recordkeeper: Facts) -> rules.Permission:
    """§ 163.13(d)(2) Appeal of certification removal.

    A certified recordkeeper who has received a CBP notice of removal of certification
    for participation in the Recordkeeping Compliance Program may challenge the removal
    by filing a written appeal with the Executive Director, Regulatory Audit, U.S.
    Customs and Border Protection, Office of International Trade, Washington, DC 20229.
    The appeal must be received by the Executive Director, Regulatory Audit, within 30
    calendar days after issuance of the notice of removal. The Executive Director,
    Regulatory Audit, shall consider the allegations upon which the removal was based
    and the responses made thereto by the appellant and shall render a written decision
    on the appeal within 30 calendar days after receipt of the appeal.

    - permission of certified recordkeeper: may challenge the removal by filing a …
    - duty of Executive Director, Regulatory Audit: must be received by the Executive …
    - duty of Executive Director, Regulatory Audit: shall consider the allegations …
    """
    times = ("removal_notice_issued_on", "removal_appeal_received_on")
    deadline = PARAGRAPH_D_2_DEADLINES.latest[0]
    return rules.in_time(recordkeeper, deadline, *times)


@rules.rule(
    "163.13(d)(2)",
    edition=EDITION,
    digest="07969eae41008d41",
    kind="duty",
    bearer="Executive Director, Regulatory Audit",
    question="Had the appeal from a removal to be decided, and was it in time?",
)
def paragraph_d_2_decision(director: Facts) -> rules.Duty:
    """Had the appeal from a removal to be decided, and was it in time?"""
    times = ("removal_appeal_received_on", "removal_appeal_decided_on")
    deadline = PARAGRAPH_D_2_DEADLINES.latest[1]
    return rules.in_time(director, deadline, *times)

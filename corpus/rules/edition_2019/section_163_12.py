"""§ 163.12 Recordkeeping Compliance Program.

19 CFR part 163, edition 2019-04-01.
"""

from typing import Final

from cfrdiff import rules

from ..facts import ProgramFacts as Facts

EDITION: Final = "2019-04-01"


@rules.rule(
    "163.12(a)",
    edition=EDITION,
    digest="9990af75111bfb09",
    kind="declaration",
    question="May the recordkeeper be eligible for alternatives to penalties?",
)
def paragraph_a(facts: Facts) -> rules.Declaration:
    """§ 163.12(a) General.

    The Recordkeeping Compliance Program is a voluntary CBP program under which
    certified recordkeepers may be eligible for alternatives to penalties (see paragraph
    (d) of this section) that might be assessed under § 163.6 for failure to produce a
    demanded entry record. However, even where a certified recordkeeper is eligible for
    an alternative to a penalty, participation in the Recordkeeping Compliance Program
    has no limiting effect on the authority of CBP to use a summons, court order or
    other legal process to compel the production of records by that certified
    recordkeeper.

    - declaration: The Recordkeeping Compliance Program is a voluntary CBP program …
    - declaration: However, even where a certified recordkeeper is eligible for an …
    """
    return rules.known(facts, "certified")


@rules.rule(
    "163.12(a)",
    edition=EDITION,
    digest="9990af75111bfb09",
    kind="declaration",
    question="Does the authority of Customs to compel production stay as it is?",
)
def paragraph_a_authority(facts: Facts) -> rules.Declaration:
    """Does the authority of Customs to compel production stay as it is?"""
    return rules.yes(
        "participation has no limiting effect on summons, court order or other process"
    )


@rules.rule(
    "163.12(b)(1)",
    edition=EDITION,
    digest="728f623cb6a5ce90",
    kind="permission",
    bearer="person",
    question="May the person apply?",
)
def paragraph_b_1(person: Facts) -> rules.Permission:
    """§ 163.12(b)(1) Who may apply.

    Any person described in § 163.2(a) who is required to maintain and produce entry
    records under this part may apply to participate in the Recordkeeping Compliance
    Program.
    """
    return rules.all_of(
        rules.known(person, "described_in_163_2_a"),
        rules.known(person, "must_keep_entry_records"),
    )


PARAGRAPH_B_2_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Office(
                name="Director, Regulatory Audit Division, U.S. Customs Service",
                address="909 S.E. First Avenue, Miami, Florida 33131",
            ),
            rules.Office(
                name=(
                    "Recordkeeping Compliance Program, Regulatory Audit Division, "
                    "Office of Strategic Trade, U.S. Customs Service"
                ),
                address="909 S.E. First Avenue, Suite 710, Miami, Florida 33131",
            ),
        ),
        "2012-04-01": (
            rules.Office(
                name="Regulatory Audit, U.S. Customs and Border Protection",
                address="2001 Cross Beam Dr., Charlotte, North Carolina 28217",
            ),
            rules.Office(
                name=(
                    "Recordkeeping Compliance Program, Executive Director, Regulatory "
                    "Audit, Office of International Trade, U.S. Customs and Border "
                    "Protection"
                ),
                address="1300 Pennsylvania Ave., NW., Washington, DC 20229",
            ),
        ),
    }
)


@rules.rule(
    "163.12(b)(2)",
    edition=EDITION,
    digest="59df83668c5e8029",
    kind="duty",
    question="Must an application be submitted, and where?",
    reviewed=("163.12(b)(2) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_b_2(facts: Facts) -> rules.Duty:
    """§ 163.12(b)(2) Where to apply.

    An application for certification to participate in the Recordkeeping Compliance
    Program must be submitted to the Regulatory Audit, U.S. Customs and Border
    Protection, 2001 Cross Beam Dr., Charlotte, North Carolina 28217. The application
    must be submitted in accordance with the guidelines contained in the CBP
    Recordkeeping Compliance Handbook which may be obtained by downloading it from CBP’s
    Regulatory Audit Web site located at
    http://www.cbp.gov/xp/cgov/import/regulatory_audit_program/archive/compliance_assessment/
    or by writing to the Recordkeeping Compliance Program, Executive Director,
    Regulatory Audit, Office of International Trade, U.S. Customs and Border Protection,
    1300 Pennsylvania Ave., NW., Washington, DC 20229.

    - duty: must be submitted to the Regulatory Audit, U.S. Customs and Border …
    - duty: must be submitted in accordance with the guidelines contained in the CBP …
    """
    return rules.naming(str(PARAGRAPH_B_2_OFFICES.latest[0]), rules.known(facts, "applies"))


@rules.rule(
    "163.12(b)(2)",
    edition=EDITION,
    digest="59df83668c5e8029",
    kind="duty",
    question="Is the application in accordance with the guidelines?",
    reviewed=("163.12(b)(2) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_b_2_guidelines(facts: Facts) -> rules.Duty:
    """Is the application in accordance with the guidelines?"""
    return rules.known(facts, "application_follows_guidelines")


@rules.rule(
    "163.12(b)(3)",
    edition=EDITION,
    digest="e413e1bb1f00b2cb",
    kind="discretion",
    bearer="recordkeeper",
    question="May the recordkeeper be certified?",
    review_due=("163.12(b)(3) (2019-04-01): substantive",),
    review_body="b7ef1e8f6a282dc7",
)
def paragraph_b_3(recordkeeper: Facts) -> rules.Discretion:
    """§ 163.12(b)(3) Certification requirements.

    A recordkeeper may be certified as a participant in the Recordkeeping Compliance
    Program after meeting the general recordkeeping requirements established under this
    section or after negotiating an alternative program suited to the needs of the
    recordkeeper and CBP. To be certified, a recordkeeper must be in compliance with all
    applicable laws and regulations. CBP will take into account the size and nature of
    the importing business and the volume of imports and CBP workload constraints prior
    to granting certification. In order to be certified, a recordkeeper must meet the
    applicable requirements set forth in the CBP Recordkeeping Compliance Handbook and
    must be able to demonstrate that it:

    - discretion: may be certified as a participant in the Recordkeeping Compliance …
    - duty of recordkeeper: must be in compliance with all applicable laws and …
    - duty of CBP: will take into account the size and nature of the importing …
    - duty of recordkeeper: must meet the applicable requirements set forth in the CBP …
    """
    listed = rules.all_of(
        paragraph_b_3_i(recordkeeper),
        paragraph_b_3_ii(recordkeeper),
        paragraph_b_3_iii(recordkeeper),
        paragraph_b_3_iv(recordkeeper),
        paragraph_b_3_v(recordkeeper),
        paragraph_b_3_vi(recordkeeper),
    )
    return rules.all_of(
        rules.any_of(
            rules.known(recordkeeper, "meets_general_requirements"),
            rules.known(recordkeeper, "negotiated_alternative_program"),
        ),
        rules.known(recordkeeper, "complies_with_applicable_laws"),
        rules.known(recordkeeper, "meets_handbook_requirements"),
        listed,
    )


@rules.rule(
    "163.12(b)(3)",
    edition=EDITION,
    digest="e413e1bb1f00b2cb",
    kind="duty",
    question="Does Customs take size, volume and workload into account?",
    bearer="Customs",
    reviewed=("163.12(b)(3) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_b_3_account(customs: Facts) -> rules.Duty:
    """Does Customs take size, volume and workload into account?"""
    weighed = "size and nature of the business, volume of imports, CBP workload"
    return rules.naming(weighed, rules.known(customs, "applies"))


@rules.rule(
    "163.12(b)(3)(i)",
    edition=EDITION,
    digest="e168cd98d5851084",
    kind="duty",
    bearer="recordkeeper",
    question="Does it understand the requirements?",
)
def paragraph_b_3_i(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(b)(3)(i)

    Understands the legal requirements for recordkeeping, including the nature of the
    records required to be maintained and produced and the time periods relating
    thereto;
    """
    return rules.known(recordkeeper, "understands_requirements")


@rules.rule(
    "163.12(b)(3)(ii)",
    edition=EDITION,
    digest="1e3a3873d57d0483",
    kind="duty",
    bearer="recordkeeper",
    question="Does it explain the requirements to its employees?",
)
def paragraph_b_3_ii(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(b)(3)(ii)

    Has in place procedures to explain the recordkeeping requirements to those employees
    who are involved in the preparation, maintenance and production of required records;
    """
    return rules.known(recordkeeper, "explains_requirements_to_employees")


@rules.rule(
    "163.12(b)(3)(iii)",
    edition=EDITION,
    digest="1ecc85235c53690b",
    kind="duty",
    bearer="recordkeeper",
    question="Has it procedures for records and their production?",
)
def paragraph_b_3_iii(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(b)(3)(iii)

    Has in place procedures regarding the preparation and maintenance of required
    records, and the production of such records to CBP;
    """
    return rules.all_of(
        rules.known(recordkeeper, "has_maintenance_procedures"),
        rules.known(recordkeeper, "has_production_procedures"),
    )


@rules.rule(
    "163.12(b)(3)(iv)",
    edition=EDITION,
    digest="25713b2afea3c0fb",
    kind="duty",
    bearer="recordkeeper",
    question="Has it designated someone responsible?",
)
def paragraph_b_3_iv(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(b)(3)(iv)

    Has designated a dependable individual or individuals to be responsible for
    recordkeeping compliance under the program and whose duties include maintaining
    familiarity with the recordkeeping requirements of CBP;
    """
    return rules.all_of(
        rules.known(recordkeeper, "designated_individual"),
        rules.known(recordkeeper, "individual_keeps_familiar"),
    )


@rules.rule(
    "163.12(b)(3)(v)",
    edition=EDITION,
    digest="b5df4fd8b2d3a344",
    kind="duty",
    bearer="recordkeeper",
    question="Is its maintenance procedure acceptable?",
)
def paragraph_b_3_v(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(b)(3)(v)

    Has a record maintenance procedure acceptable to CBP for original records or has an
    alternative records maintenance procedure adopted in accordance with § 163.5(b); and
    """
    return rules.any_of(
        rules.known(recordkeeper, "maintenance_acceptable_to_customs"),
        rules.known(recordkeeper, "alternative_under_163_5_b"),
    )


@rules.rule(
    "163.12(b)(3)(vi)",
    edition=EDITION,
    digest="b2f0f02778dc38c6",
    kind="duty",
    bearer="recordkeeper",
    question="Has it procedures for notice and corrective action?",
)
def paragraph_b_3_vi(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(b)(3)(vi)

    Has procedures for notifying CBP of any occurrence of a variance from, or violation
    of, the requirements of the Recordkeeping Compliance Program or negotiated
    alternative program, as well as procedures for taking corrective action when
    notified by CBP of violations or problems regarding such program. For purposes of
    this paragraph, the term “variance” means a deviation from the Recordkeeping
    Compliance Program that does not involve a failure to maintain or produce records or
    a failure to meet the requirements set forth in this section. For purposes of this
    paragraph, the term “violation” means a deviation from the Recordkeeping Compliance
    Program that involves a failure to maintain or produce records or a failure to meet
    the requirements set forth in this section.

    - duty of recordkeeper: Has procedures for notifying CBP of any occurrence of a …
    - definition: means a deviation from the Recordkeeping Compliance Program that …
    - definition: means a deviation from the Recordkeeping Compliance Program that …
    """
    return rules.all_of(
        rules.known(recordkeeper, "has_notification_procedures"),
        rules.known(recordkeeper, "has_corrective_procedures"),
    )


@rules.rule(
    "163.12(b)(3)(vi)",
    edition=EDITION,
    digest="b2f0f02778dc38c6",
    kind="definition",
    question="Is the deviation a variance?",
)
def paragraph_b_3_vi_variance(facts: Facts) -> rules.Definition:
    """Is the deviation a variance?"""
    return rules.all_of(
        rules.known(facts, "deviates_from_program"),
        rules.negate(_failure_of_records_or_requirements(facts)),
    )


@rules.rule(
    "163.12(b)(3)(vi)",
    edition=EDITION,
    digest="b2f0f02778dc38c6",
    kind="definition",
    question="Is the deviation a violation?",
)
def paragraph_b_3_vi_violation(facts: Facts) -> rules.Definition:
    """Is the deviation a violation?"""
    return rules.all_of(
        rules.known(facts, "deviates_from_program"),
        _failure_of_records_or_requirements(facts),
    )


PARAGRAPH_C_1_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Office(
                name="Miami regulatory audit field office",
            ),
            rules.Office(
                name="Customs Headquarters",
            ),
        ),
        "2012-04-01": (
            rules.Office(
                name="Charlotte regulatory audit field office",
            ),
            rules.Office(
                name="CBP Headquarters",
            ),
        ),
    }
)


@rules.rule(
    "163.12(c)(1)",
    edition=EDITION,
    digest="0030c0142291ca79",
    kind="duty",
    bearer="Charlotte regulatory audit field office",
    question="Is the application processed and reviewed, and by which office?",
    reviewed=("163.12(c)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_1(office: Facts) -> rules.Duty:
    """§ 163.12(c)(1) Review of applications.

    The Charlotte regulatory audit field office will process the application and will
    coordinate and consult, as may be necessary, with the appropriate CBP Headquarters
    and field officials. The Charlotte regulatory audit field office will review and
    verify the information contained in the application and may initiate an on-site
    verification prior to approval and certification. If an on-site visit is warranted,
    the Charlotte regulatory audit field office will inform the applicant. If additional
    information is necessary to process the application, the applicant will be notified.
    CBP requests for information not submitted with the application or for additional
    explanation of details will cause a delay in the application approval and
    certification of applicants and may result in the suspension of the application
    approval and certification process until the requested information is received by
    CBP.

    - duty of Charlotte regulatory audit field office: will process the application …
    - duty of Charlotte regulatory audit field office: will review and verify the …
    - discretion of Charlotte regulatory audit field office: may initiate an on-site …
    - duty of Charlotte regulatory audit field office: will inform the applicant
    - duty of Charlotte regulatory audit field office: will be notified
    - declaration: will cause a delay in the application approval and certification of …
    - declaration: may result in the suspension of the application approval and …
    """
    return rules.naming(
        str(PARAGRAPH_C_1_OFFICES.latest[0]), rules.known(office, "application_submitted")
    )


@rules.rule(
    "163.12(c)(1)",
    edition=EDITION,
    digest="0030c0142291ca79",
    kind="discretion",
    question="May an on-site verification be initiated?",
    bearer="office",
    reviewed=("163.12(c)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_1_on_site(office: Facts) -> rules.Discretion:
    """May an on-site verification be initiated?"""
    return rules.all_of(
        rules.known(office, "application_submitted"),
        rules.negate(rules.known(office, "approval_determined")),
        rules.negate(rules.known(office, "certified")),
    )


@rules.rule(
    "163.12(c)(1)",
    edition=EDITION,
    digest="0030c0142291ca79",
    kind="duty",
    question="Must the applicant be told of a visit?",
    bearer="office",
    reviewed=("163.12(c)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_1_visit_notice(office: Facts) -> rules.Duty:
    """Must the applicant be told of a visit?"""
    return rules.known(office, "on_site_visit_warranted")


@rules.rule(
    "163.12(c)(1)",
    edition=EDITION,
    digest="0030c0142291ca79",
    kind="duty",
    question="Must the applicant be told that information is missing?",
    bearer="office",
    reviewed=("163.12(c)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_1_information(office: Facts) -> rules.Duty:
    """Must the applicant be told that information is missing?"""
    return rules.known(office, "additional_information_necessary")


@rules.rule(
    "163.12(c)(1)",
    edition=EDITION,
    digest="0030c0142291ca79",
    kind="declaration",
    question="Will the request for information cause a delay?",
    reviewed=("163.12(c)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_1_delay(facts: Facts) -> rules.Declaration:
    """Will the request for information cause a delay?"""
    return rules.known(facts, "information_requested")


@rules.rule(
    "163.12(c)(1)",
    edition=EDITION,
    digest="0030c0142291ca79",
    kind="declaration",
    question="May the process be suspended?",
    reviewed=("163.12(c)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_1_suspension(facts: Facts) -> rules.Declaration:
    """May the process be suspended?"""
    return rules.all_of(
        rules.known(facts, "information_requested"),
        rules.negate(rules.known(facts, "requested_information_received")),
    )


PARAGRAPH_C_2_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Office(
                name="Miami regulatory audit field office",
            ),
        ),
        "2019-04-01": (
            rules.Office(
                name="Charlotte regulatory audit field office",
            ),
        ),
    }
)


@rules.rule(
    "163.12(c)(2)",
    edition=EDITION,
    digest="92f4caa275ac651a",
    kind="duty",
    bearer="Director of the Charlotte regulatory audit field office",
    question="Is the certification issued, and by whom?",
    reviewed=("163.12(c)(2) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_c_2(director: Facts) -> rules.Duty:
    """§ 163.12(c)(2) Approval and certification.

    If, upon review, CBP determines that the application should be approved and that
    certification should be granted, the Director of the Charlotte regulatory audit
    field office will issue the certification with all the applicable conditions stated
    therein.
    """
    return rules.naming(
        f"Director of the {PARAGRAPH_C_2_OFFICES.latest[0]}",
        rules.all_of(
            rules.known(director, "approval_determined"),
            rules.known(director, "grant_determined"),
        ),
    )


@rules.rule(
    "163.12(d)(1)",
    edition=EDITION,
    digest="e4ca35b07ebc01f7",
    kind="duty",
    bearer="CBP",
    question="Is a notice of violation issued in lieu of a penalty?",
    reviewed=("163.12(d)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_d_1(customs: Facts) -> rules.Duty:
    """§ 163.12(d)(1) General.

    If a certified participant in the Recordkeeping Compliance Program does not produce
    a demanded entry record for a specific release or provide the information contained
    in the demanded entry record by acceptable alternate means, CBP will, in lieu of a
    monetary penalty provided for in § 163.6(b), issue a written notice of violation to
    the person as described in paragraph (d)(2) of this section, provided that the
    certified participant is generally in compliance with the procedures and
    requirements of the program and provided that the violation was not a willful
    violation and was not a repeat violation. A willful failure to produce demanded
    entry records or repeated failures to produce demanded entry records may result in
    the issuance of penalties under § 163.6(b) and removal of certification under the
    program (see § 163.13) until corrective action satisfactory to CBP is taken.

    - duty of CBP: will in lieu of a monetary penalty provided for in § 163.6(b), …
    - declaration: may result in the issuance of penalties under § 163.6(b) and …
    """
    return rules.all_of(
        rules.known(customs, "certified"),
        _failure_to_produce(customs),
        rules.negate(rules.known(customs, "information_by_alternate_means")),
        rules.known(customs, "generally_in_compliance"),
        rules.negate(rules.known(customs, "violation_willful")),
        rules.negate(rules.known(customs, "violation_repeated")),
    )


@rules.rule(
    "163.12(d)(1)",
    edition=EDITION,
    digest="e4ca35b07ebc01f7",
    kind="declaration",
    question="May penalties and removal follow?",
    reviewed=("163.12(d)(1) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_d_1_penalties(facts: Facts) -> rules.Declaration:
    """May penalties and removal follow?"""
    return rules.all_of(
        _failure_to_produce(facts),
        rules.any_of(
            rules.known(facts, "violation_willful"),
            rules.known(facts, "violation_repeated"),
        ),
        rules.negate(rules.known(facts, "corrective_action_satisfactory")),
    )


@rules.rule(
    "163.12(d)(2)",
    edition=EDITION,
    digest="deddb5860e2608e7",
    kind="duty",
    question="Does the notice hold what it shall?",
)
def paragraph_d_2(facts: Facts) -> rules.Duty:
    """§ 163.12(d)(2) Contents of notice.

    A notice of violation issued to a participant in the Recordkeeping Compliance
    Program for failure to produce a demanded entry record or information contained
    therein must:
    """
    # The items are joined by no word; each of them follows "shall".
    return rules.all_of(
        paragraph_d_2_i(facts),
        paragraph_d_2_ii(facts),
        paragraph_d_2_iii(facts),
    )


@rules.rule(
    "163.12(d)(2)(i)",
    edition=EDITION,
    digest="133c5f98ffee9d82",
    kind="duty",
    question="Does it state the violation?",
)
def paragraph_d_2_i(facts: Facts) -> rules.Duty:
    """§ 163.12(d)(2)(i)

    State that the recordkeeper has violated the recordkeeping requirements;
    """
    return rules.known(facts, "notice_states_violation")


@rules.rule(
    "163.12(d)(2)(ii)",
    edition=EDITION,
    digest="3eea2001dcb7caeb",
    kind="duty",
    question="Does it identify the record?",
)
def paragraph_d_2_ii(facts: Facts) -> rules.Duty:
    """§ 163.12(d)(2)(ii)

    Identify the record or information which was demanded and not produced;
    """
    return rules.known(facts, "notice_identifies_record")


@rules.rule(
    "163.12(d)(2)(iii)",
    edition=EDITION,
    digest="6cbd117bdf475da9",
    kind="duty",
    question="Does it warn of penalties and removal?",
)
def paragraph_d_2_iii(facts: Facts) -> rules.Duty:
    """§ 163.12(d)(2)(iii)

    Warn the recordkeeper that future failures to produce demanded entry records or
    information contained therein may result in the imposition of monetary penalties and
    could result in the removal of the recordkeeper from the Recordkeeping Compliance
    Program.
    """
    return rules.all_of(
        rules.known(facts, "notice_warns_of_penalties"),
        rules.known(facts, "notice_warns_of_removal"),
    )


PARAGRAPH_D_3_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "19-cfr-163-customs-service": (
            rules.Deadline(
                number=None,
                unit=None,
                relation="after",
                counted_from=("receiving written notice under paragraph (d)(1) of this section"),
            ),
        ),
    }
)


@rules.rule(
    "163.12(d)(3)",
    edition=EDITION,
    digest="66a659b977d275bc",
    kind="duty",
    bearer="recordkeeper",
    question="Must the recordkeeper tell Customs of its steps?",
)
def paragraph_d_3(recordkeeper: Facts) -> rules.Duty:
    """§ 163.12(d)(3) Response to notice.

    Within a reasonable time after receiving written notice under paragraph (d)(1) of
    this section, the recordkeeper must notify CBP of the steps it has taken to prevent
    a recurrence of the violation.
    """
    return rules.known(recordkeeper, "violation_notice_received")


@rules.rule(
    "163.12(d)(3)",
    edition=EDITION,
    digest="66a659b977d275bc",
    kind="duty",
    question="Has the recordkeeper answered as it must?",
    bearer="recordkeeper",
)
def paragraph_d_3_answer(recordkeeper: Facts) -> rules.Duty:
    """Has the recordkeeper answered as it must?"""
    return rules.all_of(
        rules.known(recordkeeper, "steps_notified"),
        rules.known(recordkeeper, "notified_in_reasonable_time"),
    )


def _failure_to_produce(facts: Facts) -> rules.Decision:
    """A demanded record was not produced, whether or not its information was given otherwise."""
    return rules.all_of(
        rules.known(facts, "entry_record_demanded"),
        rules.negate(rules.known(facts, "demanded_record_produced")),
    )


def _failure_of_records_or_requirements(facts: Facts) -> rules.Decision:
    return rules.any_of(
        rules.known(facts, "deviation_is_failure_of_records"),
        rules.known(facts, "deviation_is_failure_of_requirements"),
    )

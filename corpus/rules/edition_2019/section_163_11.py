"""§ 163.11

19 CFR part 163, edition 2019-04-01.
"""

from typing import Final

from cfrdiff import rules

from ..facts import AuditFacts as Facts

EDITION: Final = "2019-04-01"


@rules.rule(
    "163.11(a)",
    edition=EDITION,
    digest="56ff0c5c6a70c121",
    kind="duty",
    bearer="CBP auditors",
    question="Did the auditors do what an audit asks of them?",
)
def paragraph_a(auditors: Facts) -> rules.Duty:
    """§ 163.11(a) General requirements.

    In conducting an audit under 19 U.S.C. 1509(b), the CBP auditors, except as
    otherwise provided in paragraph (f) of this section, will:
    """
    listed = rules.all_of(
        paragraph_a_1(auditors),
        paragraph_a_2(auditors),
        paragraph_a_3(auditors),
        paragraph_a_4(auditors),
        paragraph_a_5(auditors),
        paragraph_a_6(auditors),
    )
    return rules.unless(paragraph_f_a_left_out(auditors), listed)


@rules.rule(
    "163.11(a)(1)",
    edition=EDITION,
    digest="88cd1911f7af57ae",
    kind="duty",
    bearer="CBP auditors",
    question="Was notice given of the audit and of the time it takes?",
)
def paragraph_a_1(auditors: Facts) -> rules.Duty:
    """§ 163.11(a)(1)

    Provide notice, telephonically and in writing, to the person to be audited of CBP’s
    intention to conduct an audit and a reasonable estimate of the time to be required
    for the audit;
    """
    return rules.all_of(
        rules.known(auditors, "audit_notice_given"),
        rules.known(auditors, "audit_notice_estimates_time"),
    )


@rules.rule(
    "163.11(a)(2)",
    edition=EDITION,
    digest="636557e0116c618c",
    kind="duty",
    bearer="CBP auditors",
    question="Was the person told of the entrance conference, and sampling discussed?",
)
def paragraph_a_2(auditors: Facts) -> rules.Duty:
    """§ 163.11(a)(2)

    Inform the person who is to be the subject of the audit, in writing and before
    commencement of the audit, of that person’s right to an entrance conference, at
    which time the objectives and records requirements of the audit, and any sampling
    plan to be employed or offsetting that may apply, will be explained and the
    estimated termination date of the audit will be set. Where a decision on a sampling
    plan and methodology is not made at the time of the entrance conference, CBP will
    discuss these matters with the person being audited as soon as possible after the
    discovery of facts and circumstances that warrant the possible need to employ
    sampling;

    - duty of CBP auditors: Inform the person who is to be the subject of the audit, …
    - duty of CBP: will discuss these matters with the person being audited as soon as …
    """
    later = rules.where(
        rules.negate(rules.known(auditors, "sampling_decided_at_entrance")),
        rules.known(auditors, "sampling_discussed_as_soon_as_possible"),
    )
    return rules.all_of(
        rules.known(auditors, "informed_of_entrance_conference"),
        later,
    )


@rules.rule(
    "163.11(a)(3)",
    edition=EDITION,
    digest="7649b60d1099054f",
    kind="duty",
    bearer="CBP auditors",
    question="Was a further estimate of the time given, where it was needed?",
)
def paragraph_a_3(auditors: Facts) -> rules.Duty:
    """§ 163.11(a)(3)

    Provide a further estimate of any additional time for the audit if, during the
    course of the audit, it becomes apparent that additional time will be required;
    """
    return rules.where(
        rules.known(auditors, "additional_time_apparent"),
        rules.known(auditors, "further_estimate_given"),
    )


@rules.rule(
    "163.11(a)(4)",
    edition=EDITION,
    digest="e9e6b63afa1722b8",
    kind="duty",
    bearer="CBP auditors",
    question="Was a closing conference scheduled?",
)
def paragraph_a_4(auditors: Facts) -> rules.Duty:
    """§ 163.11(a)(4)

    Schedule a closing conference upon completion of the audit on-site work to explain
    the preliminary results of the audit;
    """
    return rules.where(
        rules.known(auditors, "on_site_work_completed"),
        rules.known(auditors, "closing_conference_scheduled"),
    )


PARAGRAPH_A_5_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Deadline(
                number=90,
                unit="day",
                days="calendar",
                relation="following",
                counted_from=(
                    "the closing conference referred to in paragraph (a)(4) of this section"
                ),
            ),
        ),
    }
)

PARAGRAPH_A_5_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Office(
                name="Executive Director, Regulatory Audit",
            ),
            rules.Office(
                name="Office of International Trade",
            ),
            rules.Office(
                name="CBP Headquarters",
            ),
        ),
    }
)


@rules.rule(
    "163.11(a)(5)",
    edition=EDITION,
    digest="582ae5dabb9f541c",
    kind="duty",
    bearer="CBP auditors",
    question="Had the report to be completed, and was it in time?",
)
def paragraph_a_5(auditors: Facts) -> rules.Duty:
    """§ 163.11(a)(5)

    Complete a formal written audit report within 90 calendar days following the closing
    conference referred to in paragraph (a)(4) of this section, unless the Executive
    Director, Regulatory Audit, Office of International Trade, CBP Headquarters,
    provides written notice to the person audited of the reason for any delay and the
    anticipated completion date; and
    """
    excepted = rules.any_of(
        paragraph_f(auditors),
        rules.known(auditors, "report_delay_notified"),
    )
    times = ("closing_conference_held_on", "report_completed_on")
    deadline = PARAGRAPH_A_5_DEADLINES.latest[0]
    return rules.unless(excepted, rules.in_time(auditors, deadline, *times))


PARAGRAPH_A_6_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(
    {
        "2019-04-01": (
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
    "163.11(a)(6)",
    edition=EDITION,
    digest="f40c369690e3c64a",
    kind="duty",
    bearer="CBP auditors",
    question="Had the copy of the report to be sent, and was it in time?",
)
def paragraph_a_6(auditors: Facts) -> rules.Duty:
    """§ 163.11(a)(6)

    After application of any disclosure exemptions contained in 5 U.S.C. 552, send a
    copy of the formal written audit report to the person audited within 30 calendar
    days following completion of the report.
    """
    times = ("report_completed_on", "report_sent_on")
    deadline = PARAGRAPH_A_6_DEADLINES.latest[0]
    return rules.unless(
        paragraph_f(auditors),
        rules.in_time(auditors, deadline, *times),
    )


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
        "2019-04-01": (
            rules.Office(
                name=(
                    "Executive Director, Regulatory Audit, Office of International "
                    "Trade, Customs and Border Protection"
                ),
                address="Washington, DC 20229",
            ),
        ),
    }
)


@rules.rule(
    "163.11(b)",
    edition="2019-04-01",
    digest="96096791b0c42ca7",
    kind="permission",
    bearer="person",
    question="May the audited person petition for a closing conference, and where?",
    reviewed=("163.11(b) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_b(person: Facts) -> rules.Permission:
    """§ 163.11(b) Petition procedures for failure to conduct closing conference.

    Except as otherwise provided in paragraph (f) of this section, if the estimated or
    actual termination date of the audit passes without a CBP auditor providing a
    closing conference to explain the results of the audit, the person audited may
    petition in writing for a closing conference to the Executive Director, Regulatory
    Audit, Office of International Trade, Customs and Border Protection, Washington, DC
    20229. Upon receipt of the request, the director will provide for the closing
    conference to be held within 15 calendar days after the date of receipt.

    - permission of person: may petition in writing for a closing conference to the …
    - duty of director: will provide for the closing conference to be held within 15 …
    """
    # The file of 2012 does not hold (b): this is the older text, to which (f) still refers.
    may = rules.all_of(
        rules.known(person, "is_audited_person"),
        rules.known(person, "termination_date_passed"),
        rules.negate(rules.known(person, "closing_conference_provided")),
        rules.negate(paragraph_f(person)),
    )
    return rules.naming(str(PARAGRAPH_B_OFFICES.latest[0]), may)


@rules.rule(
    "163.11(b)",
    edition="2019-04-01",
    digest="96096791b0c42ca7",
    kind="duty",
    question="Had the conference to be held, and was it in time?",
    bearer="Director",
    reviewed=("163.11(b) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_b_conference(director: Facts) -> rules.Duty:
    """Had the conference to be held, and was it in time?"""
    times = ("petition_received_on", "conference_held_on")
    deadline = PARAGRAPH_B_DEADLINES.latest[0]
    return rules.unless(
        paragraph_f(director),
        rules.in_time(director, deadline, *times),
    )


PARAGRAPH_C_1_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Office(
                name="appropriate field director",
            ),
            rules.Office(
                name="CBP Headquarters",
            ),
        ),
    }
)


@rules.rule(
    "163.11(c)(1)",
    edition=EDITION,
    digest="5a3e5091cd058070",
    kind="declaration",
    bearer="CBP auditors",
    question="Is the validity of the sampling plan beyond contest?",
)
def paragraph_c_1(auditors: Facts) -> rules.Declaration:
    """§ 163.11(c)(1) General.

    In conducting an audit under this section, regardless of the finality of liquidation
    under 19 U.S.C. 1514, CBP auditors have the sole discretion to determine the time
    period and scope of the audit and will examine a sufficient number of transactions,
    as determined solely by CBP. In addition to examining all transactions to identify
    loss of duties, taxes, and fees under 19 U.S.C. 1592 or loss of revenue under 19
    U.S.C. 1593a, or to determine compliance with any other applicable customs laws or
    other laws enforced by CBP, CBP auditors, at their sole discretion, may use
    statistical sampling methods. During the audit, CBP auditors will explain the
    sampling plan and how the results of the sampling will be projected over the
    universe of transactions for purposes of calculating lost duties, taxes, and fees or
    lost revenue and, where appropriate, overpayments and over-declarations eligible for
    offsetting under paragraph (d) of this section. The person being audited and CBP
    will discuss the specifics of the sampling plan before audit work under the plan is
    commenced. Once the sampling plan is accepted, the audited person waives the ability
    to contest the validity of the sampling plan or its methodology at a later date and
    challenges of the sampling will be limited to challenging computational and clerical
    errors. CBP’s authority to conduct the audit or employ statistical sampling is not
    dependent on the audited person’s acceptance of the specifics of the sampling plan.
    An audited person’s acceptance of the sampling plan and methodology must be in
    writing and signed by a management official with authority to bind the company in
    matters of trade, imports, and/or other affairs under the customs laws, CBP
    regulations, or other applicable laws. The audited person may submit the signed
    waiver to the CBP auditor. The appropriate field director, Regulatory Audit, will
    sign the waiver for CBP. Where the sampling plan or methodology is subsequently
    adjusted or modified, at CBP’s discretion, acceptance of the adjustments or
    modifications also must be in writing and signed. This is not a waiver of the
    audited person’s right to later contest substantive issues, such as
    misclassification, undervaluation, etc., that may properly be raised under
    applicable regulations, including in a request for CBP Headquarters advice under 19
    CFR 171.14, a request for CBP Headquarters review under 19 CFR 162.74(c), a response
    to a prepenalty notice issued by CBP under 19 U.S.C. 1592(b)(1) or 19 U.S.C.
    1593a(b)(1), a petition submitted in response to a penalty notice issued by CBP
    under 19 U.S.C. 1592(b)(2) or 19 U.S.C. 1593a(b)(2) (19 CFR part 171) and 19 U.S.C.
    1618, a supplemental petition submitted under 19 CFR 171.61 and 171.62, or any
    action commenced in a court of proper jurisdiction.

    - declaration: will examine a sufficient number of transactions, as determined …
    - permission of CBP auditors: may use statistical sampling methods
    - duty of CBP auditors: will explain the sampling plan and how the results of the …
    - duty of person: will discuss the specifics of the sampling plan before audit …
    - duty of person: will be limited to challenging computational and clerical errors
    - declaration: CBP’s authority to conduct the audit or employ statistical sampling …
    - duty: must be in writing and signed by a management official with authority to …
    - permission of audited person: may submit the signed waiver to the CBP auditor
    - duty of field director: will sign the waiver for CBP
    - duty: must be in writing and signed
    - declaration: This is not a waiver of the audited person’s right to later contest …
    """
    modified = rules.where(
        rules.known(auditors, "sampling_plan_modified"),
        rules.known(auditors, "modification_accepted_in_writing"),
    )
    return rules.all_of(
        rules.known(auditors, "sampling_plan_accepted_in_writing"),
        modified,
    )


@rules.rule(
    "163.11(c)(2)",
    edition=EDITION,
    digest="54f05b483a8b6294",
    kind="declaration",
    question="Are the results of the sample applied to all entries?",
)
def paragraph_c_2(facts: Facts) -> rules.Declaration:
    """§ 163.11(c)(2) Projection.

    For purposes of this section, “projection” of sampling results over the universe of
    transactions is the process by which the results obtained from the sample entries
    actually examined are applied to the universe of entries set within the time period
    and scope of the sampling plan to yield a reliable assessment of that which is
    sought to be ascertained or measured in the audit, including, but not limited to,
    lost duties or revenue, or overpayments or over-declarations, as described in
    paragraph (d)(1) of this section.
    """
    return rules.known(facts, "results_applied_to_universe")


@rules.rule(
    "163.11(c)(3)",
    edition=EDITION,
    digest="a273e2ed4ecf4d00",
    kind="declaration",
    question="May CBP auditors use statistical sampling?",
)
def paragraph_c_3(facts: Facts) -> rules.Declaration:
    """§ 163.11(c)(3) When CBP uses statistical sampling.

    CBP auditors have the sole discretion to use statistical sampling techniques when:
    """
    return rules.all_of(
        paragraph_c_3_i(facts),
        paragraph_c_3_ii(facts),
        paragraph_c_3_iii(facts),
    )


@rules.rule(
    "163.11(c)(3)(i)",
    edition=EDITION,
    digest="6c7d5eabc9c28655",
    kind="condition",
    question="Is a review of all transactions impossible or impractical?",
)
def paragraph_c_3_i(facts: Facts) -> rules.Condition:
    """§ 163.11(c)(3)(i)

    Review of 100 percent of the transactions is impossible or impractical;
    """
    return rules.known(facts, "full_review_impractical")


@rules.rule(
    "163.11(c)(3)(ii)",
    edition=EDITION,
    digest="dc3abef731be7b70",
    kind="condition",
    question="Is the plan made by recognized procedures?",
)
def paragraph_c_3_ii(facts: Facts) -> rules.Condition:
    """§ 163.11(c)(3)(ii)

    The sampling plan is prepared in accordance with generally recognized sampling
    procedures; and
    """
    return rules.known(facts, "plan_follows_recognized_procedures")


@rules.rule(
    "163.11(c)(3)(iii)",
    edition=EDITION,
    digest="460a8a6d29b73435",
    kind="condition",
    question="Is the procedure executed by the plan?",
)
def paragraph_c_3_iii(facts: Facts) -> rules.Condition:
    """§ 163.11(c)(3)(iii)

    The sampling procedure is executed in accordance with that plan.
    """
    return rules.known(facts, "procedure_follows_plan")


@rules.rule(
    "163.11(c)(4)",
    edition=EDITION,
    digest="9a826a49419543bc",
    kind="discretion",
    bearer="CBP",
    question="May the audited person use sampling under supervision?",
)
def paragraph_c_4(cbp: Facts) -> rules.Discretion:
    """§ 163.11(c)(4) Statistical sampling by audited persons under CBP supervision.

    CBP may authorize a person being audited to conduct, under CBP supervision,
    self-testing of its own transactions within the time period and scope of the audit
    as originally set or later modified by CBP at its discretion. Audited persons
    permitted in advance by CBP to conduct self-testing of certain transactions under
    CBP supervision within the time period and scope of a CBP audit may use statistical
    sampling methods, provided that the criteria contained in paragraph (c)(3) of this
    section are satisfied. CBP will determine the time period and scope of the
    CBP-approved and supervised self-testing and will explain any sampling plan to be
    employed in accordance with paragraph (c)(1) of this section. The execution and
    results of the self-testing and the sampling plan are subject to CBP approval, and
    the audited person is subject to the waiver of paragraph (c)(1) of this section.

    - discretion of CBP: may authorize a person being audited to conduct, under CBP …
    - permission of Audited persons: may use statistical sampling methods
    - duty of CBP: will determine the time period and scope of the CBP-approved and …
    - declaration: The execution and results of the self-testing and the sampling plan …
    """
    return rules.all_of(
        rules.known(cbp, "self_testing_permitted_in_advance"),
        paragraph_c_3(cbp),
    )


@rules.rule(
    "163.11(c)(5)",
    edition=EDITION,
    digest="f69ddfc281cfb79f",
    kind="permission",
    bearer="taxes, and fees or lost revenue",
    question="May a private party use sampling in a prior disclosure?",
)
def paragraph_c_5(revenue: Facts) -> rules.Permission:
    """§ 163.11(c)(5) Statistical sampling by a private party submitting a prior
    disclosure.

    A private party conducting an independent review of certain transactions and a
    calculation of lost duties, taxes, and fees or lost revenue for purposes of prior
    disclosure, in accordance with 19 CFR 162.74(j), may use statistical sampling,
    provided that the private party submits an explanation of the sampling plan and
    methodology employed and that the criteria in paragraph (c)(3) of this section are
    satisfied. Where the private party submits a prior disclosure employing statistical
    sampling, the time period, scope, and any sampling plan employed by the private
    party, as well as the execution and results of the self-review, are subject to CBP
    review and approval. Where CBP and the private party discuss and accept the sampling
    plan and methodology, or an adjustment to it, the waiver of paragraph (c)(1) of this
    section applies.

    - permission of taxes, and fees or lost revenue: may use statistical sampling
    - declaration: Where the private party submits a prior disclosure employing …
    - condition: applies
    """
    return rules.all_of(
        rules.known(revenue, "sampling_plan_explained"),
        paragraph_c_3(revenue),
    )


@rules.rule(
    "163.11(d)(1)",
    edition=EDITION,
    digest="51e5590e917004fa",
    kind="duty",
    bearer="CBP auditors",
    question="Are overpayments offset against underpayments?",
)
def paragraph_d_1(auditors: Facts) -> rules.Duty:
    """§ 163.11(d)(1) General.

    In conducting any audit authorized under 19 U.S.C. 1509 and this section for the
    purpose of calculating the loss of duties, taxes, and fees or monetary penalty under
    any provision of 19 U.S.C. 1592, CBP auditors identifying overpayments of duties or
    fees or over-declarations of quantities or values that are within the time period
    and scope of the audit, as established solely by CBP, will treat the overpayments or
    over-declarations on finally liquidated entries as an offset to any underpayments or
    under-declarations also identified on finally liquidated entries, provided that:
    """
    listed = rules.all_of(
        paragraph_d_1_i(auditors),
        paragraph_d_1_ii(auditors),
        paragraph_d_1_iii(auditors),
    )
    return rules.all_of(
        rules.known(auditors, "within_period_and_scope"),
        rules.known(auditors, "entries_finally_liquidated"),
        listed,
    )


@rules.rule(
    "163.11(d)(1)(i)",
    edition=EDITION,
    digest="3de4e96a46ab78c2",
    kind="condition",
    question="Were overpayments made for no unlawful purpose?",
)
def paragraph_d_1_i(facts: Facts) -> rules.Condition:
    """§ 163.11(d)(1)(i)

    The identified overpayments or over-declarations were not made by the person being
    audited for the purpose of violating any provision of law, including laws other than
    customs laws,
    """
    return rules.negate(rules.known(facts, "overpayments_made_to_violate_law"))


@rules.rule(
    "163.11(d)(1)(ii)",
    edition=EDITION,
    digest="7d2b5ba03cbd49d3",
    kind="condition",
    question="Were underpayments not made knowingly?",
)
def paragraph_d_1_ii(facts: Facts) -> rules.Condition:
    """§ 163.11(d)(1)(ii)

    The identified underpayments or under-declarations were not made knowingly and
    intentionally, and
    """
    return rules.negate(rules.known(facts, "underpayments_knowing_and_intentional"))


@rules.rule(
    "163.11(d)(1)(iii)",
    edition=EDITION,
    digest="b5d8a98770e8ea8b",
    kind="condition",
    question="Are all other requirements of (d) met?",
)
def paragraph_d_1_iii(facts: Facts) -> rules.Condition:
    """§ 163.11(d)(1)(iii)

    All other requirements of this paragraph (d) are met.
    """
    return rules.known(facts, "other_offsetting_requirements_met")


@rules.rule(
    "163.11(d)(2)",
    edition=EDITION,
    digest="4bf4da4dea51d5ab",
    kind="condition",
    question="Does offsetting apply to self-testing?",
)
def paragraph_d_2(facts: Facts) -> rules.Condition:
    """§ 163.11(d)(2) When audited person conducts self-testing under CBP supervision.

    Offsetting will apply to self-testing conducted by an audited person under CBP
    supervision (i.e., during a CBP audit), provided that all requirements of this
    paragraph (d) are met, CBP approves the self-testing in advance and, upon review of
    the self-testing, CBP approves its execution and results.
    """
    return rules.all_of(
        rules.known(facts, "other_offsetting_requirements_met"),
        rules.known(facts, "self_testing_permitted_in_advance"),
        rules.known(facts, "self_testing_results_approved"),
    )


PARAGRAPH_D_3_OFFICES: Final[rules.ByEdition[rules.Office]] = rules.ByEdition(
    {
        "2019-04-01": (
            rules.Office(
                name="Office of International Trade",
            ),
        ),
    }
)


@rules.rule(
    "163.11(d)(3)",
    edition=EDITION,
    digest="74992e066c7a2b42",
    kind="condition",
    bearer="Regulatory Audit",
    question="Does offsetting apply to a prior disclosure?",
)
def paragraph_d_3(audit: Facts) -> rules.Condition:
    """§ 163.11(d)(3) When a private party submits a prior disclosure.

    Offsetting will apply when a private party submits a prior disclosure, provided that
    the prior disclosure is in accordance with 19 CFR 162.74 and CBP approves the
    private party’s self-review, including its execution and results. CBP’s Office of
    International Trade, Regulatory Audit will review and evaluate all such prior
    disclosures and approve offsetting where it is satisfied that the requirements of 19
    U.S.C. 1509(b)(6) and this paragraph (d) are met.

    - condition: will apply
    - duty of Regulatory Audit: will review and evaluate all such prior disclosures …
    """
    return rules.all_of(
        rules.known(audit, "prior_disclosure_submitted"),
        rules.known(audit, "disclosure_follows_162_74"),
        rules.known(audit, "self_review_approved"),
    )


@rules.rule(
    "163.11(d)(4)",
    edition=EDITION,
    digest="3c1558c20e54ee0d",
    kind="duty",
    bearer="CBP",
    question="Are the results of the sample projected?",
)
def paragraph_d_4(cbp: Facts) -> rules.Duty:
    """§ 163.11(d)(4) Time period and scope determined by CBP; projection when sampling
    employed.

    In conducting an audit under paragraph (d)(1) of this section or authorizing an
    audited person’s self-testing as described in paragraph (d)(2) of this section, CBP
    will have the sole authority to determine the time period and scope of the audit. In
    conducting a review of a private party’s prior disclosure as described in paragraph
    (d)(3) of this section, the time period and scope employed will be subject to CBP
    approval. In each of these circumstances, where statistical sampling is involved,
    CBP auditors will examine only the selected sample transactions. The results of the
    sample examination, with respect to properly identified overpayments and
    over-declarations and properly identified underpayments and under-declarations, will
    be projected over the universe of transactions to determine the total overpayments
    and over-declarations that are eligible for offsetting and to determine the total
    loss of duties, taxes, and fees.

    - duty of CBP: will have the sole authority to determine the time period and scope …
    - declaration: will be subject to CBP approval
    - duty of CBP auditors: will examine only the selected sample transactions
    - duty of CBP auditors: will be projected over the universe of transactions to …
    """
    return rules.where(
        rules.known(cbp, "sampling_involved"),
        paragraph_c_2(cbp),
    )


@rules.rule(
    "163.11(d)(5)",
    edition=EDITION,
    digest="a49469d54eafcccc",
    kind="permission",
    question="Are the payments within the period and scope of the audit?",
    reviewed=("163.11(d)(5) (2019-04-01): substantive; accepted 2026-11-28: decides as before",),
)
def paragraph_d_5(facts: Facts) -> rules.Declaration:
    """§ 163.11(d)(5) Same acts, statements, omissions, or entries not required.

    Offsetting may be permitted where the overpayments or over-declarations were not
    made by the same acts, statements, or omissions that caused the underpayments or
    under-declarations, and is not limited to the same entries that evidence the
    underpayments or under-declarations, provided that they are within the time period
    and scope of the audit as established by CBP and as described in paragraph (d)(4) of
    this section.
    """
    return rules.known(facts, "within_period_and_scope")


@rules.rule(
    "163.11(d)(6)",
    edition=EDITION,
    digest="2423f586b18ead6b",
    kind="prohibition",
    question="Is offsetting not allowed?",
)
def paragraph_d_6(facts: Facts) -> rules.Prohibition:
    """§ 163.11(d)(6) Limitations.

    Offsetting will not be allowed with respect to specific overpayments or
    over-declarations made for the purpose of violating any provision of law, including
    laws other than customs laws. Offsetting will not be allowed with respect to
    overpayments or over-declarations resulting from a failure to timely claim or
    establish a duty allowance or preference. Offsetting will be disallowed entirely
    where CBP determines that any underpayments or under-declarations identified for
    offsetting purposes were made knowingly and intentionally.

    - prohibition: will not be allowed with respect to specific overpayments or over- …
    - prohibition: will not be allowed with respect to overpayments or over- …
    - duty: will be disallowed entirely
    """
    return rules.any_of(
        rules.known(facts, "overpayments_made_to_violate_law"),
        rules.known(facts, "overpayments_from_untimely_claim"),
        paragraph_d_6_entirely(facts),
    )


@rules.rule(
    "163.11(d)(6)",
    edition=EDITION,
    digest="2423f586b18ead6b",
    kind="prohibition",
    question="Is offsetting disallowed entirely?",
)
def paragraph_d_6_entirely(facts: Facts) -> rules.Prohibition:
    """Is offsetting disallowed entirely?"""
    return rules.known(facts, "underpayments_knowing_and_intentional")


@rules.rule(
    "163.11(d)(7)",
    edition=EDITION,
    digest="f521a7a47ab1e4de",
    kind="duty",
    question="Must the report state whether they are within period and scope?",
)
def paragraph_d_7(facts: Facts) -> rules.Duty:
    """§ 163.11(d)(7) Audit report.

    Where overpayments or over-declarations have been identified in accordance with
    paragraph (d)(1) of this section, the audit report will state whether they have been
    made within the time period and scope of the audit.
    """
    return rules.known(facts, "overpayments_identified")


@rules.rule(
    "163.11(d)(8)",
    edition=EDITION,
    digest="97aa990c68472318",
    kind="duty",
    bearer="Fines, Penalties, and Forfeitures (FP&F) office",
    question="Is disallowance for the FP&F office to decide?",
)
def paragraph_d_8(office: Facts) -> rules.Duty:
    """§ 163.11(d)(8) Disallowance determinations referred to Fines, Penalties, and
    Forfeitures office.

    Any determination that offsets will be disallowed where
    overpayments/over-declarations were made for the purpose of violating any law, or
    where underpayments or under-declarations were made knowingly and intentionally,
    will be made by the appropriate Fines, Penalties, and Forfeitures (FP&F) office to
    which the issue was referred. CBP will notify the audited person of a determination
    whether to allow offsetting in whole or in part. The FP&F office will issue a notice
    of penalty under 19 U.S.C. 1592(b) and/or notice of liability for lost duties,
    taxes, and fees under 19 U.S.C. 1592(d) where it determines that such action is
    warranted. If the FP&F office issues a notice of penalty, the audited person may
    file a petition under 19 U.S.C. 1592(b)(2), 19 U.S.C. 1618, and 19 CFR part 171 to
    challenge the action.

    - duty of Fines, Penalties, and Forfeitures (FP&F) office: will be made by the …
    - duty of CBP: will notify the audited person of a determination whether to allow …
    - duty of FP&F office: will issue a notice of penalty under 19 U.S.C. 1592(b) …
    - permission of audited person: may file a petition under 19 U.S.C. 1592(b)(2), 19 …
    """
    return rules.naming(
        "Fines, Penalties, and Forfeitures (FP&F) office to which the issue was referred",
        rules.all_of(
            rules.any_of(
                rules.known(office, "overpayments_made_to_violate_law"),
                rules.known(office, "underpayments_knowing_and_intentional"),
            ),
            rules.negate(paragraph_f(office)),
        ),
    )


@rules.rule(
    "163.11(d)(8)",
    edition=EDITION,
    digest="97aa990c68472318",
    kind="duty",
    question="Must CBP notify the audited person?",
    bearer="CBP",
)
def paragraph_d_8_notification(cbp: Facts) -> rules.Duty:
    """Must CBP notify the audited person?"""
    return rules.all_of(
        rules.known(cbp, "offsetting_determined"),
        rules.negate(paragraph_f(cbp)),
    )


@rules.rule(
    "163.11(d)(8)",
    edition=EDITION,
    digest="97aa990c68472318",
    kind="duty",
    question="Must the FP&F office issue a notice of penalty or liability?",
    bearer="office",
)
def paragraph_d_8_penalty(office: Facts) -> rules.Duty:
    """Must the FP&F office issue a notice of penalty or liability?"""
    return rules.all_of(
        rules.known(office, "action_warranted"),
        rules.negate(paragraph_f(office)),
    )


@rules.rule(
    "163.11(d)(8)",
    edition=EDITION,
    digest="97aa990c68472318",
    kind="permission",
    question="May the audited person petition against the penalty?",
    bearer="audited person",
)
def paragraph_d_8_petition(person: Facts) -> rules.Permission:
    """May the audited person petition against the penalty?"""
    return rules.all_of(
        rules.known(person, "is_audited_person"),
        rules.known(person, "penalty_notice_issued"),
        rules.negate(paragraph_f(person)),
    )


@rules.rule(
    "163.11(d)(9)",
    edition=EDITION,
    digest="5df01e355f8521eb",
    kind="prohibition",
    question="Is credit toward a refund barred?",
)
def paragraph_d_9(facts: Facts) -> rules.Prohibition:
    """§ 163.11(d)(9) Refunds limited.

    An overpayment of duties and fees will only be credited toward a refund if the
    circumstances of the overpayment meet the requirements of 19 U.S.C. 1520 or the
    requirements of 19 U.S.C. 1514(a) pertaining to clerical error, mistake of fact, or
    other inadvertence in any entry, liquidation, or reliquidation.
    """
    return rules.all_of(
        rules.negate(rules.known(facts, "meets_19_usc_1520")),
        rules.negate(rules.known(facts, "meets_19_usc_1514_a")),
        rules.negate(paragraph_f(facts)),
    )


@rules.rule(
    "163.11(e)",
    edition=EDITION,
    digest="dfaf1f45f0d3415e",
    kind="declaration",
    question="Is the earlier audit no evidence of reasonable care?",
)
def paragraph_e(facts: Facts) -> rules.Declaration:
    """§ 163.11(e) Sampling not evidence of reasonable care.

    The fact that entries were previously within the time period and scope of an audit
    conducted by CBP in which sampling was employed, in any circumstances described in
    this section, is not evidence of reasonable care by a violator in any subsequent
    action involving such entries.
    """
    return rules.known(facts, "entries_within_sampled_audit")


@rules.rule(
    "163.11(f)",
    edition=EDITION,
    digest="62b726b255083764",
    kind="condition",
    question="Are (a)(5), (a)(6), (b), (d)(8) and (d)(9) out of force because of an investigation?",
)
def paragraph_f(facts: Facts) -> rules.Condition:
    """§ 163.11(f) Exception to procedures.

    The provisions of paragraph (a) of this section may not apply when a private party
    submits a prior disclosure under paragraph (d)(3) of this section. Paragraphs
    (a)(5), (a)(6), (b), (d)(8), and (d)(9) of this section do not apply once CBP and/or
    ICE commences an investigation with respect to the issue(s) involved.

    - condition: may not apply
    - condition: do not apply
    """
    return rules.all_of(
        rules.any_of(
            rules.known(facts, "customs_commenced_investigation"),
            rules.known(facts, "ice_commenced_investigation"),
        ),
        rules.known(facts, "investigation_concerns_issue"),
    )


@rules.rule(
    "163.11(f)",
    edition=EDITION,
    digest="62b726b255083764",
    kind="condition",
    question="May paragraph (a) be out of force because of a prior disclosure?",
)
def paragraph_f_prior_disclosure(facts: Facts) -> rules.Condition:
    """May paragraph (a) be out of force because of a prior disclosure?"""
    return rules.known(facts, "prior_disclosure_submitted")


@rules.rule(
    "163.11(f)",
    edition=EDITION,
    digest="62b726b255083764",
    kind="condition",
    question="Was paragraph (a) left out because of a prior disclosure?",
)
def paragraph_f_a_left_out(facts: Facts) -> rules.Condition:
    """Was paragraph (a) left out because of a prior disclosure?"""
    # "May not apply" leaves it open: whether it was applied all the same is a fact of the case.
    return rules.all_of(
        paragraph_f_prior_disclosure(facts),
        rules.negate(rules.known(facts, "paragraph_a_applied_after_disclosure")),
    )

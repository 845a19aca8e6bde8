"""§ 163.11

19 CFR part 163, edition 2012-04-01.
"""

from typing import Final

from cfrdiff import rules

from ..facts import AuditFacts as Facts

EDITION: Final = "2012-04-01"


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
    edition="19-cfr-163-customs-service",
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
    excepted = rules.any_of(
        rules.all_of(paragraph_f(facts), rules.known(facts, "report_copy_is_a_5_or_6")),
        paragraph_f_a_left_out(facts),
    )
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
    edition="19-cfr-163-customs-service",
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
    edition="19-cfr-163-customs-service",
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
        paragraph_f(director),
        rules.in_time(director, deadline, *times),
    )


@rules.rule(
    "163.11(d)(5)",
    edition=EDITION,
    digest="70b49d5d3cb21510",
    kind="declaration",
    question="Are the payments within the period and scope of the audit?",
)
def paragraph_d_5(facts: Facts) -> rules.Declaration:
    """§ 163.11(d)(5)

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

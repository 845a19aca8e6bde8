"""The facts of a case under 19 CFR 163.11-163.13. None is: not known.

Facts are of the world, not of an edition: the rules of all editions ask them.
"""

from __future__ import annotations

from dataclasses import dataclass

from cfrdiff import rules


@dataclass(frozen=True, kw_only=True)
class AuditFacts:
    """§ 163.11: a compliance assessment or other audit."""

    report_completed_on: rules.Day = rules.fact("The day on which the audit report was completed")
    report_sent_on: rules.Day = rules.fact(
        "The day on which a copy of the report went to the audited person"
    )
    report_copy_is_a_5_or_6: bool | None = rules.fact(
        "The sentence on the copy of the report stands in (a)(5) or (a)(6); the corpus does not"
        " show where"
    )
    is_audited_person: bool | None = rules.fact("The one who asks is the person audited")
    termination_date_passed: bool | None = rules.fact(
        "The estimated or actual termination date of the audit has passed"
    )
    closing_conference_provided: bool | None = rules.fact(
        "An auditor provided a closing conference to explain the results"
    )
    petition_received_on: rules.Day = rules.fact(
        "The day on which the petition for a closing conference was received"
    )
    conference_held_on: rules.Day = rules.fact(
        "The day on which the conference petitioned for was held"
    )
    customs_commenced_investigation: bool | None = rules.fact(
        "Customs (CBP) has commenced an investigation"
    )
    customs_investigation_is_formal: bool | None = rules.fact(
        "The investigation that Customs commenced is a formal one"
    )
    ice_commenced_investigation: bool | None = rules.fact("ICE has commenced an investigation")
    investigation_concerns_issue: bool | None = rules.fact(
        "The investigation is with respect to the issue involved"
    )
    prior_disclosure_submitted: bool | None = rules.fact(
        "A private party has submitted a prior disclosure under (d)(3)"
    )
    paragraph_a_applied_after_disclosure: bool | None = rules.fact(
        "Paragraph (a) was applied although a prior disclosure was submitted; (f) says only that"
        " it may not apply"
    )
    within_period_and_scope: bool | None = rules.fact(
        "The overpayments or over-declarations and the underpayments or under-declarations are"
        " within the time period and scope of the audit as established by CBP"
    )
    overpayments_identified: bool | None = rules.fact(
        "Overpayments or over-declarations have been identified in accordance with (d)(1)"
    )
    overpayments_made_to_violate_law: bool | None = rules.fact(
        "The overpayments or over-declarations were made for the purpose of violating a law"
    )
    overpayments_from_untimely_claim: bool | None = rules.fact(
        "They result from a failure to timely claim or establish a duty allowance or preference"
    )
    underpayments_knowing_and_intentional: bool | None = rules.fact(
        "CBP determined that underpayments or under-declarations identified for offsetting were"
        " made knowingly and intentionally"
    )
    offsetting_determined: bool | None = rules.fact(
        "It has been determined whether offsetting is allowed in whole or in part"
    )
    action_warranted: bool | None = rules.fact(
        "The FP&F office determined that a notice of penalty or of liability is warranted"
    )
    penalty_notice_issued: bool | None = rules.fact(
        "The FP&F office has issued a notice of penalty"
    )
    meets_19_usc_1520: bool | None = rules.fact(
        "The circumstances of the overpayment meet the requirements of 19 U.S.C. 1520"
    )
    meets_19_usc_1514_a: bool | None = rules.fact(
        "They meet those of 19 U.S.C. 1514(a) on clerical error, mistake of fact or other"
        " inadvertence"
    )
    entries_within_sampled_audit: bool | None = rules.fact(
        "The entries were within the time period and scope of an earlier audit by CBP in which"
        " sampling was employed"
    )
    audit_notice_given: bool | None = rules.fact(
        "CBP gave notice, by telephone and in writing, of its intention to conduct the audit"
    )
    audit_notice_estimates_time: bool | None = rules.fact(
        "The notice has a reasonable estimate of the time the audit requires"
    )
    informed_of_entrance_conference: bool | None = rules.fact(
        "The person was informed in writing, before the audit began, of the right to an"
        " entrance conference"
    )
    sampling_decided_at_entrance: bool | None = rules.fact(
        "A decision on sampling was made at the time of the entrance conference"
    )
    sampling_discussed_as_soon_as_possible: bool | None = rules.fact(
        "CBP discussed sampling as soon as possible after what called for it was discovered"
    )
    additional_time_apparent: bool | None = rules.fact(
        "It became apparent during the audit that additional time was required"
    )
    further_estimate_given: bool | None = rules.fact(
        "A further estimate of the additional time was given"
    )
    on_site_work_completed: bool | None = rules.fact("The on-site work of the audit is completed")
    closing_conference_scheduled: bool | None = rules.fact("A closing conference was scheduled")
    closing_conference_held_on: rules.Day = rules.fact(
        "The day of the closing conference under (a)(4)"
    )
    report_delay_notified: bool | None = rules.fact(
        "The Executive Director notified the person in writing of the reason for a delay of the"
        " report and of the completion date"
    )
    sampling_plan_accepted_in_writing: bool | None = rules.fact(
        "The audited person accepted the sampling plan in writing, signed by an official with"
        " authority"
    )
    sampling_plan_modified: bool | None = rules.fact(
        "The sampling plan was later adjusted or modified"
    )
    modification_accepted_in_writing: bool | None = rules.fact(
        "The adjustment or modification was accepted in writing and signed"
    )
    results_applied_to_universe: bool | None = rules.fact(
        "The results of the sample entries were applied to the universe of entries"
    )
    full_review_impractical: bool | None = rules.fact(
        "Review of 100 percent of the transactions is impossible or impractical"
    )
    plan_follows_recognized_procedures: bool | None = rules.fact(
        "The sampling plan follows generally recognized sampling procedures"
    )
    procedure_follows_plan: bool | None = rules.fact(
        "The sampling procedure is executed in accordance with the plan"
    )
    self_testing_permitted_in_advance: bool | None = rules.fact(
        "CBP permitted the self-testing in advance"
    )
    self_testing_results_approved: bool | None = rules.fact(
        "CBP approved the self-testing's execution and results"
    )
    sampling_plan_explained: bool | None = rules.fact(
        "The private party submitted an explanation of its sampling plan and methodology"
    )
    entries_finally_liquidated: bool | None = rules.fact("The entries are finally liquidated")
    other_offsetting_requirements_met: bool | None = rules.fact(
        "All other requirements of (d) are met"
    )
    disclosure_follows_162_74: bool | None = rules.fact(
        "The prior disclosure is in accordance with 19 CFR 162.74"
    )
    self_review_approved: bool | None = rules.fact(
        "CBP approved the private party's self-review, its execution and results"
    )
    sampling_involved: bool | None = rules.fact("Statistical sampling is involved")


@dataclass(frozen=True, kw_only=True)
class ProgramFacts:
    """§ 163.12: the Recordkeeping Compliance Program."""

    described_in_163_2_a: bool | None = rules.fact("The person is one described in § 163.2(a)")
    must_keep_entry_records: bool | None = rules.fact(
        "The person is required to maintain and produce entry records under part 163"
    )
    applies: bool | None = rules.fact("The person applies for certification")
    application_follows_guidelines: bool | None = rules.fact(
        "The application follows the guidelines of the Recordkeeping Compliance Handbook"
    )
    meets_general_requirements: bool | None = rules.fact(
        "The recordkeeper meets the general recordkeeping requirements of § 163.12"
    )
    negotiated_alternative_program: bool | None = rules.fact(
        "An alternative program suited to the recordkeeper and Customs has been negotiated"
    )
    complies_with_customs_laws: bool | None = rules.fact(
        "The recordkeeper is in compliance with Customs laws and regulations"
    )
    meets_handbook_requirements: bool | None = rules.fact(
        "The recordkeeper meets the applicable requirements of the Handbook"
    )
    understands_requirements: bool | None = rules.fact(
        "It can show that it understands the legal requirements for recordkeeping"
    )
    explains_requirements_to_employees: bool | None = rules.fact(
        "It can show procedures that explain the requirements to the employees involved"
    )
    has_maintenance_procedures: bool | None = rules.fact(
        "It can show procedures for the preparation and maintenance of required records"
    )
    has_production_procedures: bool | None = rules.fact(
        "It can show procedures for the production of such records to Customs"
    )
    designated_individual: bool | None = rules.fact(
        "It has designated a dependable individual responsible for recordkeeping compliance"
    )
    individual_keeps_familiar: bool | None = rules.fact(
        "The individual's duties include maintaining familiarity with the requirements"
    )
    maintenance_acceptable_to_customs: bool | None = rules.fact(
        "Its maintenance procedure for original records is acceptable to Customs"
    )
    alternative_under_163_5_b: bool | None = rules.fact(
        "It has an alternative maintenance procedure adopted in accordance with § 163.5(b)"
    )
    has_notification_procedures: bool | None = rules.fact(
        "It has procedures for notifying Customs of any variance or violation"
    )
    has_corrective_procedures: bool | None = rules.fact(
        "It has procedures for corrective action when notified by Customs"
    )
    deviates_from_program: bool | None = rules.fact("There is a deviation from the Program")
    deviation_is_failure_of_records: bool | None = rules.fact(
        "The deviation involves a failure to maintain or produce records"
    )
    deviation_is_failure_of_requirements: bool | None = rules.fact(
        "The deviation involves a failure to meet the requirements of § 163.12"
    )
    application_submitted: bool | None = rules.fact("The application has been submitted")
    certified: bool | None = rules.fact("The recordkeeper is certified")
    on_site_visit_warranted: bool | None = rules.fact("An on-site visit is warranted")
    additional_information_necessary: bool | None = rules.fact(
        "Additional information is necessary to process the application"
    )
    information_requested: bool | None = rules.fact(
        "Customs requested information not submitted with the application, or an explanation"
    )
    requested_information_received: bool | None = rules.fact(
        "Customs has received the requested information"
    )
    approval_determined: bool | None = rules.fact(
        "Customs determined, upon review, that the application should be approved"
    )
    grant_determined: bool | None = rules.fact(
        "Customs determined, upon review, that certification should be granted"
    )
    entry_record_demanded: bool | None = rules.fact(
        "Customs demanded an entry record for a specific release"
    )
    demanded_record_produced: bool | None = rules.fact("The demanded entry record was produced")
    information_by_alternate_means: bool | None = rules.fact(
        "Its information was provided by acceptable alternate means"
    )
    generally_in_compliance: bool | None = rules.fact(
        "The participant is generally in compliance with the program"
    )
    violation_willful: bool | None = rules.fact("The failure to produce was willful")
    violation_repeated: bool | None = rules.fact("The failure to produce is a repeated one")
    corrective_action_satisfactory: bool | None = rules.fact(
        "Corrective action satisfactory to Customs has been taken"
    )
    notice_states_violation: bool | None = rules.fact(
        "The notice states that the recordkeeper has violated the requirements"
    )
    notice_identifies_record: bool | None = rules.fact(
        "The notice identifies the record or information demanded and not produced"
    )
    notice_warns_of_penalties: bool | None = rules.fact(
        "The notice warns that future failures may result in monetary penalties"
    )
    notice_warns_of_removal: bool | None = rules.fact(
        "The notice warns that they could result in removal from the Program"
    )
    violation_notice_received: bool | None = rules.fact(
        "The recordkeeper received written notice of violation under (d)(1)"
    )
    steps_notified: bool | None = rules.fact(
        "It has notified Customs of the steps taken to prevent a recurrence"
    )
    notified_in_reasonable_time: bool | None = rules.fact(
        "It did so within a reasonable time after receiving the notice"
    )
    complies_with_applicable_laws: bool | None = rules.fact(
        "The recordkeeper is in compliance with all applicable laws and regulations"
    )


@dataclass(frozen=True, kw_only=True)
class AppealFacts:
    """§ 163.13: denial and removal of certification, and appeals."""

    decision_is_listed: bool | None = rules.fact(
        "The decision is one of those that § 163.13(a) lists; the older file breaks off there"
    )
    decision_is_denial: bool | None = rules.fact("The decision denies certification")
    decision_is_removal: bool | None = rules.fact("The decision removes certification")
    fails_certification_requirements: bool | None = rules.fact(
        "The applicant fails to meet the requirements of § 163.12(b)(3)"
    )
    appears_not_in_compliance: bool | None = rules.fact(
        "In the judgment of Customs the applicant appears not to comply with Customs laws"
    )
    disapproval_determined: bool | None = rules.fact(
        "The Director determined that the application should not be approved"
    )
    refusal_determined: bool | None = rules.fact(
        "The Director determined that certification should not be granted"
    )
    notice_sets_forth_reasons: bool | None = rules.fact(
        "The notice of denial sets forth the reasons"
    )
    notice_advises_of_appeal: bool | None = rules.fact(
        "It advises the applicant of the right to appeal in accordance with (d)"
    )
    obtained_by_fraud: bool | None = rules.fact("The certification was obtained through fraud")
    obtained_by_mistake: bool | None = rules.fact(
        "The certification was obtained through mistake of fact"
    )
    has_valid_bond: bool | None = rules.fact("The participant has a valid bond")
    recurrently_fails_to_provide: bool | None = rules.fact(
        "The participant fails on a recurring basis to provide entry records on demand"
    )
    willfully_refuses: bool | None = rules.fact(
        "The participant willfully refuses to produce a demanded or requested record"
    )
    complies_with_customs_laws: bool | None = rules.fact(
        "The participant complies with the Customs laws and regulations"
    )
    meets_163_12_b_3: bool | None = rules.fact(
        "The participant meets the requirements of § 163.12(b)(3)"
    )
    convicted_of_felony: bool | None = rules.fact("The participant is convicted of a felony")
    committed_theft_crime: bool | None = rules.fact(
        "It has committed acts which would be a misdemeanor or felony involving theft, smuggling"
        " or a theft-connected crime"
    )
    removal_determined: bool | None = rules.fact(
        "Customs determined that the certification should be removed"
    )
    removal_for_willfulness: bool | None = rules.fact(
        "The removal is for willfulness on the part of the participant"
    )
    removal_required_by_public_interest: bool | None = rules.fact(
        "Public health, interest, or safety requires the removal"
    )
    removal_notice_received: bool | None = rules.fact(
        "The participant received notice of removal under (c)(2)"
    )
    removal_appeal_filed_in_time: bool | None = rules.fact(
        "An appeal was filed within the time limit of (d)(2)"
    )
    removal_upheld_on_appeal: bool | None = rules.fact(
        "All appeal procedures ended in a decision that upholds the removal"
    )
    denial_notice_issued_on: rules.Day = rules.fact(
        "The day on which the notice of denial was issued"
    )
    denial_appeal_received_on: rules.Day = rules.fact(
        "The day on which the appeal from the denial was received"
    )
    denial_appeal_decided_on: rules.Day = rules.fact("The day of the written decision on it")
    delay_of_decision_required: bool | None = rules.fact(
        "Circumstances require a delay in issuing the decision"
    )
    removal_notice_issued_on: rules.Day = rules.fact(
        "The day on which the notice of removal was issued"
    )
    removal_appeal_received_on: rules.Day = rules.fact(
        "The day on which the appeal from the removal was received"
    )
    removal_appeal_decided_on: rules.Day = rules.fact("The day of the written decision on it")

"""What the rules of part 163 decide, as tables, and a check that needs no test runner.

`+fact` is true, `-fact` false, `fact=2012-04-01` a date; a fact that is not named is not known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from rules.part163 import facts_class

from cfrdiff.rules import Decision, rules_of

# What the first column says: of which editions' modules a row holds.
WHICH = {
    "old": ("old",),
    "2012": ("2012",),
    "2019": ("2019",),
    "both": ("old", "2012"),
    "since": ("2012", "2019"),
    "every": ("old", "2012", "2019"),
}

# edition | section | rule | all or any | facts | facts that stay as they are
# all: with these facts it is yes; with any one turned it is no; without any one it is undetermined.
# any: with these facts it is no; with any one turned it is yes; without any one, undetermined.
COMBINED = """
old | 163.11 | c | all | +customs_commenced_investigation +customs_investigation_is_formal \
+investigation_concerns_issue |
old | 163.11 | b | all | +is_audited_person +termination_date_passed -closing_conference_provided \
| -customs_commenced_investigation
since | 163.11 | b | all | +is_audited_person +termination_date_passed -closing_conference_provided \
| -investigation_concerns_issue
since | 163.11 | d_5 | all | +within_period_and_scope |
since | 163.11 | d_6 | any | -overpayments_made_to_violate_law -overpayments_from_untimely_claim \
-underpayments_knowing_and_intentional |
since | 163.11 | d_6_entirely | all | +underpayments_knowing_and_intentional |
since | 163.11 | d_7 | all | +overpayments_identified |
since | 163.11 | d_8 | any | -overpayments_made_to_violate_law \
-underpayments_knowing_and_intentional | -investigation_concerns_issue
since | 163.11 | d_8_notification | all | +offsetting_determined | -investigation_concerns_issue
since | 163.11 | d_8_penalty | all | +action_warranted | -investigation_concerns_issue
since | 163.11 | d_8_petition | all | +is_audited_person +penalty_notice_issued \
| -investigation_concerns_issue
since | 163.11 | d_9 | all | -meets_19_usc_1520 -meets_19_usc_1514_a \
| -investigation_concerns_issue
since | 163.11 | e | all | +entries_within_sampled_audit |
since | 163.11 | f | any | -customs_commenced_investigation -ice_commenced_investigation \
| +investigation_concerns_issue
since | 163.11 | f | all | +investigation_concerns_issue | +ice_commenced_investigation
since | 163.11 | f_prior_disclosure | all | +prior_disclosure_submitted |
since | 163.11 | f_a_left_out | all | +prior_disclosure_submitted \
-paragraph_a_applied_after_disclosure |
every | 163.12 | a | all | +certified |
every | 163.12 | b_1 | all | +described_in_163_2_a +must_keep_entry_records |
every | 163.12 | b_2 | all | +applies |
every | 163.12 | b_2_guidelines | all | +application_follows_guidelines |
both | 163.12 | b_3 | all | +complies_with_customs_laws +meets_handbook_requirements \
+understands_requirements +explains_requirements_to_employees +has_maintenance_procedures \
+has_production_procedures +designated_individual +individual_keeps_familiar \
+has_notification_procedures +has_corrective_procedures \
| +meets_general_requirements +maintenance_acceptable_to_customs
2019 | 163.12 | b_3 | all | +complies_with_applicable_laws +meets_handbook_requirements \
+understands_requirements +explains_requirements_to_employees +has_maintenance_procedures \
+has_production_procedures +designated_individual +individual_keeps_familiar \
+has_notification_procedures +has_corrective_procedures \
| +meets_general_requirements +maintenance_acceptable_to_customs
both | 163.12 | b_3 | any | -meets_general_requirements -negotiated_alternative_program \
| +complies_with_customs_laws +meets_handbook_requirements +understands_requirements \
+explains_requirements_to_employees +has_maintenance_procedures +has_production_procedures \
+designated_individual +individual_keeps_familiar +has_notification_procedures \
+has_corrective_procedures +maintenance_acceptable_to_customs
2019 | 163.12 | b_3 | any | -meets_general_requirements -negotiated_alternative_program \
| +complies_with_applicable_laws +meets_handbook_requirements +understands_requirements \
+explains_requirements_to_employees +has_maintenance_procedures +has_production_procedures \
+designated_individual +individual_keeps_familiar +has_notification_procedures \
+has_corrective_procedures +maintenance_acceptable_to_customs
both | 163.12 | b_3 | any | -maintenance_acceptable_to_customs -alternative_under_163_5_b \
| +complies_with_customs_laws +meets_handbook_requirements +understands_requirements \
+explains_requirements_to_employees +has_maintenance_procedures +has_production_procedures \
+designated_individual +individual_keeps_familiar +has_notification_procedures \
+has_corrective_procedures +meets_general_requirements
2019 | 163.12 | b_3 | any | -maintenance_acceptable_to_customs -alternative_under_163_5_b \
| +complies_with_applicable_laws +meets_handbook_requirements +understands_requirements \
+explains_requirements_to_employees +has_maintenance_procedures +has_production_procedures \
+designated_individual +individual_keeps_familiar +has_notification_procedures \
+has_corrective_procedures +meets_general_requirements
every | 163.12 | b_3_account | all | +applies |
every | 163.12 | b_3_i | all | +understands_requirements |
every | 163.12 | b_3_ii | all | +explains_requirements_to_employees |
every | 163.12 | b_3_iii | all | +has_maintenance_procedures +has_production_procedures |
every | 163.12 | b_3_iv | all | +designated_individual +individual_keeps_familiar |
every | 163.12 | b_3_v | any | -maintenance_acceptable_to_customs -alternative_under_163_5_b |
every | 163.12 | b_3_vi | all | +has_notification_procedures +has_corrective_procedures |
every | 163.12 | b_3_vi_variance | all | +deviates_from_program -deviation_is_failure_of_records \
-deviation_is_failure_of_requirements |
every | 163.12 | b_3_vi_violation | any | -deviation_is_failure_of_records \
-deviation_is_failure_of_requirements | +deviates_from_program
every | 163.12 | b_3_vi_violation | all | +deviates_from_program \
| +deviation_is_failure_of_records
every | 163.12 | c_1 | all | +application_submitted |
every | 163.12 | c_1_on_site | all | +application_submitted -approval_determined -certified |
every | 163.12 | c_1_visit_notice | all | +on_site_visit_warranted |
every | 163.12 | c_1_information | all | +additional_information_necessary |
every | 163.12 | c_1_delay | all | +information_requested |
every | 163.12 | c_1_suspension | all | +information_requested -requested_information_received |
every | 163.12 | c_2 | all | +approval_determined +grant_determined |
every | 163.12 | d_1 | all | +certified +entry_record_demanded -demanded_record_produced \
-information_by_alternate_means +generally_in_compliance -violation_willful -violation_repeated |
every | 163.12 | d_1_penalties | all | +entry_record_demanded -demanded_record_produced \
-corrective_action_satisfactory | +violation_willful +information_by_alternate_means
every | 163.12 | d_1_penalties | any | -violation_willful -violation_repeated \
| +entry_record_demanded -demanded_record_produced -corrective_action_satisfactory
every | 163.12 | d_2 | all | +notice_states_violation +notice_identifies_record \
+notice_warns_of_penalties +notice_warns_of_removal |
every | 163.12 | d_2_i | all | +notice_states_violation |
every | 163.12 | d_2_ii | all | +notice_identifies_record |
every | 163.12 | d_2_iii | all | +notice_warns_of_penalties +notice_warns_of_removal |
every | 163.12 | d_3 | all | +violation_notice_received |
every | 163.12 | d_3_answer | all | +steps_notified +notified_in_reasonable_time |
old | 163.13 | a | all | +decision_is_listed |
since | 163.13 | a | any | -decision_is_denial -decision_is_removal |
since | 163.13 | a_1 | all | +decision_is_denial |
since | 163.13 | a_2 | all | +decision_is_removal |
since | 163.13 | b_1 | any | -fails_certification_requirements -appears_not_in_compliance \
-obtained_by_fraud -obtained_by_mistake +has_valid_bond -recurrently_fails_to_provide \
-willfully_refuses +complies_with_customs_laws +meets_163_12_b_3 -convicted_of_felony \
-committed_theft_crime |
since | 163.13 | b_1_i | all | +fails_certification_requirements |
since | 163.13 | b_1_ii | any | -obtained_by_fraud -obtained_by_mistake +has_valid_bond \
-recurrently_fails_to_provide -willfully_refuses +complies_with_customs_laws +meets_163_12_b_3 \
-convicted_of_felony -committed_theft_crime |
since | 163.13 | b_1_iii | all | +appears_not_in_compliance |
since | 163.13 | b_2 | all | +disapproval_determined +refusal_determined |
since | 163.13 | b_2_contents | all | +notice_sets_forth_reasons +notice_advises_of_appeal |
since | 163.13 | c_1 | any | -obtained_by_fraud -obtained_by_mistake +has_valid_bond \
-recurrently_fails_to_provide -willfully_refuses +complies_with_customs_laws +meets_163_12_b_3 \
-convicted_of_felony -committed_theft_crime |
since | 163.13 | c_1_i | any | -obtained_by_fraud -obtained_by_mistake |
since | 163.13 | c_1_ii | any | +has_valid_bond |
since | 163.13 | c_1_iii | all | +recurrently_fails_to_provide |
since | 163.13 | c_1_iv | all | +willfully_refuses |
since | 163.13 | c_1_v | any | +complies_with_customs_laws +meets_163_12_b_3 |
since | 163.13 | c_1_vi | any | -convicted_of_felony -committed_theft_crime |
2019 | 163.11 | a | all | +audit_notice_given +audit_notice_estimates_time \
+informed_of_entrance_conference +sampling_discussed_as_soon_as_possible +further_estimate_given \
+closing_conference_scheduled | -prior_disclosure_submitted -sampling_decided_at_entrance \
+additional_time_apparent +on_site_work_completed +ice_commenced_investigation \
+investigation_concerns_issue
2019 | 163.11 | a_1 | all | +audit_notice_given +audit_notice_estimates_time |
2019 | 163.11 | a_2 | all | +informed_of_entrance_conference \
+sampling_discussed_as_soon_as_possible | -sampling_decided_at_entrance
2019 | 163.11 | a_2 | all | +informed_of_entrance_conference | +sampling_decided_at_entrance
2019 | 163.11 | a_3 | all | +further_estimate_given | +additional_time_apparent
2019 | 163.11 | a_4 | all | +closing_conference_scheduled | +on_site_work_completed
2019 | 163.11 | c_1 | all | +sampling_plan_accepted_in_writing \
+modification_accepted_in_writing | +sampling_plan_modified
2019 | 163.11 | c_1 | all | +sampling_plan_accepted_in_writing | -sampling_plan_modified
2019 | 163.11 | c_2 | all | +results_applied_to_universe |
2019 | 163.11 | c_3 | all | +full_review_impractical +plan_follows_recognized_procedures \
+procedure_follows_plan |
2019 | 163.11 | c_3_i | all | +full_review_impractical |
2019 | 163.11 | c_3_ii | all | +plan_follows_recognized_procedures |
2019 | 163.11 | c_3_iii | all | +procedure_follows_plan |
2019 | 163.11 | c_4 | all | +self_testing_permitted_in_advance +full_review_impractical \
+plan_follows_recognized_procedures +procedure_follows_plan |
2019 | 163.11 | c_5 | all | +sampling_plan_explained +full_review_impractical \
+plan_follows_recognized_procedures +procedure_follows_plan |
2019 | 163.11 | d_1 | all | +within_period_and_scope +entries_finally_liquidated \
-overpayments_made_to_violate_law -underpayments_knowing_and_intentional \
+other_offsetting_requirements_met |
2019 | 163.11 | d_1_i | any | +overpayments_made_to_violate_law |
2019 | 163.11 | d_1_ii | any | +underpayments_knowing_and_intentional |
2019 | 163.11 | d_1_iii | all | +other_offsetting_requirements_met |
2019 | 163.11 | d_2 | all | +other_offsetting_requirements_met \
+self_testing_permitted_in_advance +self_testing_results_approved |
2019 | 163.11 | d_3 | all | +prior_disclosure_submitted +disclosure_follows_162_74 \
+self_review_approved |
2019 | 163.11 | d_4 | all | +results_applied_to_universe | +sampling_involved
2019 | 163.13 | c_2 | all | +removal_determined |
2019 | 163.13 | c_3 | any | -removal_for_willfulness -removal_required_by_public_interest \
-removal_notice_received | -removal_appeal_filed_in_time
2019 | 163.13 | c_3 | any | -removal_for_willfulness -removal_required_by_public_interest \
+removal_appeal_filed_in_time -removal_upheld_on_appeal | +removal_notice_received
2019 | 163.13 | c_3 | all | +removal_notice_received | -removal_for_willfulness \
-removal_required_by_public_interest +removal_appeal_filed_in_time +removal_upheld_on_appeal
"""

FORMAL = (
    "+customs_commenced_investigation +customs_investigation_is_formal"
    " +investigation_concerns_issue"
)
ICE = "+ice_commenced_investigation +investigation_concerns_issue"
NONE_OLD, NONE_NEW = "-customs_commenced_investigation", "-investigation_concerns_issue"
UNDISCLOSED = "-prior_disclosure_submitted"
IN_TIME = "report_completed_on=2013-01-01 report_sent_on=2013-01-31"
IN_TIME_2019 = (
    "closing_conference_held_on=2019-05-01 report_completed_on=2019-07-30 report_sent_on=2019-08-29"
)
AUDITED = "+is_audited_person +termination_date_passed -closing_conference_provided"
OPEN_OLD = (
    "customs_commenced_investigation customs_investigation_is_formal investigation_concerns_issue"
)
OPEN_NEW = (
    "customs_commenced_investigation ice_commenced_investigation investigation_concerns_issue"
)

# edition | section | rule | facts | answer | missing, or what is named
EXACT = f"""
old | 163.11 | a | | undetermined | {OPEN_OLD} report_copy_is_a_5_or_6
old | 163.11 | a | {NONE_OLD} | undetermined | report_completed_on
old | 163.11 | a | {NONE_OLD} -report_completed_on | not applicable |
old | 163.11 | a | {NONE_OLD} report_completed_on=2010-01-01 -report_sent_on | no |
old | 163.11 | a | report_completed_on=2010-01-01 {NONE_OLD} | undetermined | report_sent_on
old | 163.11 | a | report_completed_on=2010-01-01 {NONE_OLD} report_sent_on=2010-01-30 | yes \
| 2010-01-31
old | 163.11 | a | report_completed_on=2010-01-01 {NONE_OLD} report_sent_on=2010-01-31 | yes \
| 2010-01-31
old | 163.11 | a | report_completed_on=2010-01-01 {NONE_OLD} report_sent_on=2010-02-01 | no |
old | 163.11 | a | report_completed_on=2010-01-01 {FORMAL} +report_copy_is_a_5_or_6 \
| not applicable |
old | 163.11 | a | report_completed_on=2010-01-01 {FORMAL} | undetermined | report_copy_is_a_5_or_6
old | 163.11 | a | report_completed_on=2010-01-01 +report_copy_is_a_5_or_6 | undetermined \
| {OPEN_OLD}
old | 163.11 | a | report_completed_on=2010-01-01 {FORMAL} -report_copy_is_a_5_or_6 \
report_sent_on=2010-01-31 | yes | 2010-01-31
2012 | 163.11 | a | | undetermined | {OPEN_NEW} report_copy_is_a_5_or_6 \
prior_disclosure_submitted paragraph_a_applied_after_disclosure
2012 | 163.11 | a | {NONE_NEW} {UNDISCLOSED} | undetermined | report_completed_on
2012 | 163.11 | a | report_completed_on=2013-01-01 {NONE_NEW} {UNDISCLOSED} | undetermined \
| report_sent_on
2012 | 163.11 | a | {IN_TIME} {NONE_NEW} {UNDISCLOSED} | yes | 2013-01-31
2012 | 163.11 | a | report_completed_on=2013-01-01 {NONE_NEW} {UNDISCLOSED} \
report_sent_on=2013-02-01 | no |
2012 | 163.11 | a | report_completed_on=2013-01-01 {ICE} +report_copy_is_a_5_or_6 \
| not applicable |
2012 | 163.11 | a | report_completed_on=2013-01-01 +report_copy_is_a_5_or_6 {UNDISCLOSED} \
| undetermined | {OPEN_NEW}
2012 | 163.11 | a | {IN_TIME} {ICE} -report_copy_is_a_5_or_6 {UNDISCLOSED} | yes | 2013-01-31
2012 | 163.11 | a | {IN_TIME} {NONE_NEW} | undetermined \
| prior_disclosure_submitted paragraph_a_applied_after_disclosure
2012 | 163.11 | a | {IN_TIME} {NONE_NEW} +prior_disclosure_submitted | undetermined \
| paragraph_a_applied_after_disclosure
2012 | 163.11 | a | {IN_TIME} {NONE_NEW} +prior_disclosure_submitted \
-paragraph_a_applied_after_disclosure | not applicable |
2012 | 163.11 | a | {IN_TIME} {NONE_NEW} +prior_disclosure_submitted \
+paragraph_a_applied_after_disclosure | yes | 2013-01-31
old | 163.11 | b | {AUDITED} {NONE_OLD} | yes | Director, Regulatory Audit Division, \
U.S. Customs Service, Washington, DC 20229
old | 163.11 | b | {AUDITED} {FORMAL} | no |
old | 163.11 | b | {AUDITED} {ICE} -customs_investigation_is_formal | yes | Director, \
Regulatory Audit Division, U.S. Customs Service, Washington, DC 20229
old | 163.11 | b | {AUDITED} | undetermined | {OPEN_OLD}
since | 163.11 | b | {AUDITED} {ICE} -customs_investigation_is_formal | no |
2012 | 163.11 | b | {AUDITED} {NONE_NEW} | yes | Director, Regulatory Audit Division, \
U.S. Customs Service, Washington, DC 20229
since | 163.11 | b | {AUDITED} | undetermined | {OPEN_NEW}
old | 163.11 | b_conference | {FORMAL} | not applicable |
old | 163.11 | b_conference | | undetermined | {OPEN_OLD}
old | 163.11 | b_conference | {NONE_OLD} | undetermined | petition_received_on
old | 163.11 | b_conference | {NONE_OLD} petition_received_on=2010-01-01 | undetermined \
| conference_held_on
old | 163.11 | b_conference | {NONE_OLD} petition_received_on=2010-01-01 \
conference_held_on=2010-01-10 | yes | 2010-01-16
old | 163.11 | b_conference | {NONE_OLD} petition_received_on=2010-01-01 \
conference_held_on=2010-01-16 | yes | 2010-01-16
old | 163.11 | b_conference | {NONE_OLD} petition_received_on=2010-01-01 \
conference_held_on=2010-01-17 | no |
since | 163.11 | b_conference | {ICE} | not applicable |
since | 163.11 | b_conference | | undetermined | {OPEN_NEW}
since | 163.11 | b_conference | {NONE_NEW} | undetermined | petition_received_on
since | 163.11 | b_conference | {NONE_NEW} petition_received_on=2013-01-01 | undetermined \
| conference_held_on
since | 163.11 | b_conference | {NONE_NEW} petition_received_on=2013-01-01 \
conference_held_on=2013-01-16 | yes | 2013-01-16
since | 163.11 | b_conference | {NONE_NEW} petition_received_on=2013-01-01 \
conference_held_on=2013-01-17 | no |
since | 163.11 | d_8 | +overpayments_made_to_violate_law {NONE_NEW} | yes | Fines, Penalties, and \
Forfeitures (FP&F) office to which the issue was referred
since | 163.11 | d_8 | +overpayments_made_to_violate_law {ICE} | no |
since | 163.11 | d_8_notification | +offsetting_determined {ICE} | no |
since | 163.11 | d_8_penalty | +action_warranted {ICE} | no |
since | 163.11 | d_8_petition | +is_audited_person +penalty_notice_issued {ICE} | no |
since | 163.11 | d_9 | -meets_19_usc_1520 -meets_19_usc_1514_a {ICE} | no |
every | 163.12 | a_authority | | yes |
old | 163.12 | b_2 | +applies | yes | Director, Regulatory Audit Division, U.S. Customs Service, \
909 S.E. First Avenue, Miami, Florida 33131
since | 163.12 | b_2 | +applies | yes | Regulatory Audit, U.S. Customs and Border Protection, 2001 \
Cross Beam Dr., Charlotte, North Carolina 28217
both | 163.12 | b_3_account | +applies | yes | size and nature of the business, volume of \
imports, Customs workload
old | 163.12 | c_1 | +application_submitted | yes | Miami regulatory audit field office
since | 163.12 | c_1 | +application_submitted | yes | Charlotte regulatory audit field office
both | 163.12 | c_2 | +approval_determined +grant_determined | yes | Director of the Miami \
regulatory audit field office
since | 163.13 | b_2 | +disapproval_determined +refusal_determined | yes | Director of the Miami \
regulatory audit field office
2019 | 163.11 | b | {AUDITED} {NONE_NEW} | yes | Executive Director, Regulatory Audit, Office of \
International Trade, Customs and Border Protection, Washington, DC 20229
2019 | 163.11 | a | | undetermined | prior_disclosure_submitted \
paragraph_a_applied_after_disclosure
2019 | 163.11 | a | +prior_disclosure_submitted -paragraph_a_applied_after_disclosure \
| not applicable |
2019 | 163.11 | a | {UNDISCLOSED} closing_conference_held_on=2019-05-01 \
report_completed_on=2019-07-31 {NONE_NEW} -report_delay_notified | no |
2019 | 163.11 | a | {UNDISCLOSED} {IN_TIME_2019} +audit_notice_given +audit_notice_estimates_time \
+informed_of_entrance_conference +sampling_decided_at_entrance -additional_time_apparent \
-on_site_work_completed {NONE_NEW} -report_delay_notified | yes |
2019 | 163.11 | a | {UNDISCLOSED} {IN_TIME_2019} +audit_notice_given +audit_notice_estimates_time \
+informed_of_entrance_conference +sampling_decided_at_entrance -additional_time_apparent \
-on_site_work_completed {NONE_NEW} -report_delay_notified report_sent_on=2019-09-01 | no |
2019 | 163.11 | a_3 | -additional_time_apparent | not applicable |
2019 | 163.11 | a_4 | -on_site_work_completed | not applicable |
2019 | 163.11 | a_5 | {NONE_NEW} -report_delay_notified closing_conference_held_on=2019-05-01 \
report_completed_on=2019-07-30 | yes | 2019-07-30
2019 | 163.11 | a_5 | {NONE_NEW} -report_delay_notified closing_conference_held_on=2019-05-01 \
report_completed_on=2019-07-31 | no |
2019 | 163.11 | a_5 | {NONE_NEW} -report_delay_notified closing_conference_held_on=2019-05-01 \
-report_completed_on | no |
2019 | 163.11 | a_5 | {NONE_NEW} -report_delay_notified | undetermined | closing_conference_held_on
2019 | 163.11 | a_5 | {NONE_NEW} | undetermined | report_delay_notified
2019 | 163.11 | a_5 | {NONE_NEW} +report_delay_notified | not applicable |
2019 | 163.11 | a_5 | {ICE} -report_delay_notified | not applicable |
2019 | 163.11 | a_6 | {NONE_NEW} report_completed_on=2019-08-01 report_sent_on=2019-08-31 | yes \
| 2019-08-31
2019 | 163.11 | a_6 | {NONE_NEW} report_completed_on=2019-08-01 report_sent_on=2019-09-01 | no |
2019 | 163.11 | a_6 | {ICE} | not applicable |
2019 | 163.11 | a_6 | {NONE_NEW} | undetermined | report_completed_on
2019 | 163.11 | d_4 | -sampling_involved | not applicable |
2019 | 163.12 | b_3_account | +applies | yes | size and nature of the business, volume of \
imports, CBP workload
2019 | 163.12 | c_2 | +approval_determined +grant_determined | yes | Director of the Charlotte \
regulatory audit field office
2019 | 163.13 | c_2 | +removal_determined | yes | Director of the Miami regulatory audit field \
office
2019 | 163.13 | d_1 | denial_notice_issued_on=2019-05-01 denial_appeal_received_on=2019-05-31 \
| yes | 2019-05-31
2019 | 163.13 | d_1 | denial_notice_issued_on=2019-05-01 denial_appeal_received_on=2019-06-01 | no |
2019 | 163.13 | d_1 | -denial_notice_issued_on | not applicable |
2019 | 163.13 | d_1 | | undetermined | denial_notice_issued_on
2019 | 163.13 | d_1_decision | -delay_of_decision_required denial_appeal_received_on=2019-05-31 \
denial_appeal_decided_on=2019-07-01 | no |
2019 | 163.13 | d_1_decision | -delay_of_decision_required denial_appeal_received_on=2019-05-31 \
denial_appeal_decided_on=2019-06-30 | yes | 2019-06-30
2019 | 163.13 | d_1_decision | +delay_of_decision_required | not applicable |
2019 | 163.13 | d_1_decision | | undetermined | delay_of_decision_required
2019 | 163.13 | d_2 | removal_notice_issued_on=2019-05-01 removal_appeal_received_on=2019-05-31 \
| yes | 2019-05-31
2019 | 163.13 | d_2 | removal_notice_issued_on=2019-05-01 -removal_appeal_received_on | no |
2019 | 163.13 | d_2 | | undetermined | removal_notice_issued_on
2019 | 163.13 | d_2_decision | removal_appeal_received_on=2019-05-31 \
removal_appeal_decided_on=2019-06-30 | yes | 2019-06-30
2019 | 163.13 | d_2_decision | removal_appeal_received_on=2019-05-31 \
removal_appeal_decided_on=2019-07-01 | no |
2019 | 163.13 | d_2_decision | | undetermined | removal_appeal_received_on
"""


def rows(table: str) -> list[list[str]]:
    """The cells of a table's lines."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def facts(section: str, text: str) -> Any:
    """The facts of one line."""
    values: dict[str, Any] = {}
    for word in text.split():
        if "=" in word:
            name, date = word.split("=")
            values[name] = datetime.date.fromisoformat(date)
        else:
            values[word[1:]] = word[0] == "+"
    return facts_class(section)(**values)


Modules = Mapping[tuple[str, str], ModuleType]  # by edition ("old", "2012" or "2019") and section


def wrong(modules: Modules, only: tuple[str, str] | None = None) -> Iterator[str]:
    """What the modules decide otherwise than the tables say; of one module where `only` says."""
    for edition, section, name, mode, given, stays in rows(COMBINED):
        for which in WHICH[edition]:
            if only in (None, (which, section)):
                rule = f"paragraph_{name}"
                module = modules[which, section]
                yield from _combined(module, which, section, rule, mode, given, stays)
    for edition, section, name, given, answer, says in rows(EXACT):
        for which in WHICH[edition]:
            if only in (None, (which, section)):
                decision = _decide(modules[which, section], f"paragraph_{name}", section, given)
                told = " ".join(decision.missing) if answer == "undetermined" else decision.value
                if (decision.answer, told or "") != (answer, says):
                    yield f"{which} {section} {name}: {given}: {decision.answer} {told}"


def _combined(
    module: ModuleType, which: str, section: str, rule: str, mode: str, given: str, stays: str
) -> Iterator[str]:
    with_all, with_one_turned = ("yes", "no") if mode == "all" else ("no", "yes")
    words = given.split()
    cases = [(words, with_all, "")]
    for i, word in enumerate(words):
        turned = ("-" if word[0] == "+" else "+") + word[1:]
        cases.append(([*words[:i], turned, *words[i + 1 :]], with_one_turned, ""))
        cases.append(([*words[:i], *words[i + 1 :]], "undetermined", word[1:]))
    for case, answer, missing in cases:
        decision = _decide(module, rule, section, " ".join([*case, stays]))
        if decision.answer != answer or (missing and missing not in decision.missing):
            yield f"{which} {section} {rule}: {case}: {decision.answer} {decision.missing}"


def _decide(module: ModuleType, rule: str, section: str, given: str) -> Decision:
    found: Decision = getattr(module, rule)(facts(section, given))
    return found


def cites_of(modules: Modules) -> dict[tuple[str, str], list[str]]:
    """The cites of each module's rules."""
    return {key: [rule.cite for rule in rules_of(module)] for key, module in modules.items()}


def named_rules() -> set[tuple[str, str, str]]:
    """(edition, section, function) of every rule the tables name."""
    found = set()
    for edition, section, name, *_ in [*rows(COMBINED), *rows(EXACT)]:
        for which in WHICH[edition]:
            found.add((which, section, f"paragraph_{name}"))
    return found


def is_cited(text: str) -> bool:
    """Whether a reason in words begins with a cite and an edition."""
    return re.match(r"§ 163\.1[123](?:\([a-z0-9]+\))+ \([0-9a-z-]+\): \S", text) is not None

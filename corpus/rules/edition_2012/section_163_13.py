"""§ 163.13 Denial and removal of program certification; appeal procedures.

19 CFR part 163, edition 2012-04-01.
"""

from typing import Final

from cfrdiff import rules

from ..facts import AppealFacts as Facts

EDITION: Final = "2012-04-01"


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
